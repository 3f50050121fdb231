package contracts_test

import (
	"fmt"
	"testing"

	"portico/backend/contracts"
	"portico/backend/testkit"
	"portico/backend/users"
)

// BenchmarkOverviews measures the overviews of a hundred documents with three
// signers each: within 50 ms at the median (issue of contract documents).
func BenchmarkOverviews(b *testing.B) {
	o := newOffice(b)
	signers := []users.User{o.ada, o.bo, testkit.MustCreateSigner(b, o.Backend, "cy@acme.example", "Cy", "Flint", o.acme.ID)}
	for i := range 100 {
		d := testkit.MustSendDocument(b, o.Backend, o.acme.ID, fmt.Sprintf("Agreement %03d", i), people(signers...))
		for _, u := range signers[:i%4%3] {
			o.mustSign(u, d.ID)
		}
	}
	ada := o.signer(o.ada)
	for name, call := range map[string]func() error{
		"documents": func() error {
			_, err := o.Contracts.Documents(b.Context(), contracts.DocumentQuery{Limit: 100})
			return err
		},
		"waits-for": func() error {
			_, err := o.Contracts.Documents(b.Context(), contracts.DocumentQuery{WaitsFor: o.bo.ID, Limit: 100})
			return err
		},
		"attention": func() error { _, err := o.Contracts.Attention(b.Context()); return err },
		"people":    func() error { _, err := o.Contracts.People(b.Context(), contracts.PersonQuery{Limit: 100}); return err },
		"contracts": func() error { _, err := o.Contracts.List(b.Context(), contracts.Query{Limit: 100}); return err },
		"signer": func() error {
			_, err := o.Contracts.ListFor(b.Context(), ada, contracts.ViewQuery{Limit: 100})
			return err
		},
		"to-sign": func() error { _, err := o.Contracts.WaitingFor(b.Context(), []int64{o.ada.ID, o.bo.ID}); return err },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := call(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
