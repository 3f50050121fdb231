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

// BenchmarkMany measures what looks at all contracts at 20,000 of them with a
// document of 4 KB each, all of which wait: Home's and the palette's part.
func BenchmarkMany(b *testing.B) {
	o := newOffice(b)
	first := testkit.MustSendDocument(b, o.Backend, o.acme.ID, "Agreement")
	testkit.Run(b, o.Backend, `WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
		INSERT INTO contracts (id, organization_id, name, number, number_key, search_key, created_at, updated_at)
		SELECT i + ?, CASE i % 2 WHEN 0 THEN ? ELSE ? END, 'Frame ' || i, 'NW-' || i, 'nw-' || i, 'frame ' || i || ' nw-' || i, i, i FROM n`, first.ContractID, o.acme.ID, o.halden.ID)
	testkit.Run(b, o.Backend, `INSERT INTO documents (contract_id, organization_id, title, kind, body, state, version, search_key, due_on, created_at, updated_at)
		SELECT id, organization_id, 'Agreement ' || id, 'text', replace(hex(zeroblob(1000)), '00', 'text'), 'sent', 1, 'agreement ' || id, '2020-01-01', created_at, updated_at FROM contracts WHERE id <> ?`, first.ContractID)
	testkit.Run(b, o.Backend, `INSERT INTO document_signers (document_id, version, position, kind, needed, is_open) SELECT id, 1, 0, 'anyone', 1, 1 FROM documents WHERE id <> ?`, first.ID)
	testkit.Run(b, o.Backend, "ANALYZE")
	for name, call := range map[string]func() error{
		"attention": func() error { _, err := o.Contracts.Attention(b.Context()); return err },
		"best-contracts-number": func() error {
			_, err := o.Contracts.BestContracts(b.Context(), "nw-1999", 6)
			return err
		},
		"best-contracts-none":   func() error { _, err := o.Contracts.BestContracts(b.Context(), "xqzw", 6); return err },
		"best-contracts-common": func() error { _, err := o.Contracts.BestContracts(b.Context(), "frame", 6); return err },
		"best-documents-none":   func() error { _, err := o.Contracts.BestDocuments(b.Context(), "xqzw", 6); return err },
		"best-documents-common": func() error { _, err := o.Contracts.BestDocuments(b.Context(), "agreement", 6); return err },
		"documents-first": func() error {
			_, err := o.Contracts.Documents(b.Context(), contracts.DocumentQuery{Limit: 60})
			return err
		},
		"documents-stuck": func() error {
			_, err := o.Contracts.Documents(b.Context(), contracts.DocumentQuery{IsStuck: true, Limit: 60})
			return err
		},
		"documents-overdue": func() error {
			_, err := o.Contracts.Documents(b.Context(), contracts.DocumentQuery{Overdue: true, Limit: 60})
			return err
		},
		"people": func() error { _, err := o.Contracts.People(b.Context(), contracts.PersonQuery{Limit: 60}); return err },
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
