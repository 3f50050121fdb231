package contracts_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"portico/backend/contracts"
	"portico/backend/fault"
	"portico/backend/testkit"
)

// TestAttention_DOC7 counts what waits for signatures, not what is only to be
// read, and names what nobody can sign.
func TestAttention_DOC7(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	attention := func(step string, want contracts.Attention) {
		t.Helper()
		got, err := o.Contracts.Attention(t.Context())
		if err != nil || got != want {
			t.Errorf("%s: %+v, want %+v (%v)", step, got, want, err)
		}
		stuck, err := o.Contracts.Documents(t.Context(), contracts.DocumentQuery{IsStuck: true})
		if err != nil || stuck.Count != want.Stuck {
			t.Errorf("%s: the list has %d that nobody can sign, want %d (%v)", step, stuck.Count, want.Stuck, err)
		}
		waiting, err := o.Contracts.Documents(t.Context(), contracts.DocumentQuery{State: contracts.Sent})
		if err != nil || waiting.Count != want.Waiting {
			t.Errorf("%s: the list has %d that wait, want %d (%v)", step, waiting.Count, want.Waiting, err)
		}
	}
	due := func(in *contracts.DocumentInput) { in.DueOn = o.clock.Now().AddDate(0, 0, 3).Format(time.DateOnly) }
	toRead := func(in *contracts.DocumentInput) { in.IsSignable = false }
	attention("at first", contracts.Attention{})
	testkit.MustSendDocument(t, o.Backend, o.acme.ID, "House rules", toRead, due)
	testkit.MustSendDocument(t, o.Backend, o.acme.ID, "Frame", due)
	testkit.MustSendDocument(t, o.Backend, o.acme.ID, "Order", people(o.ada))
	attention("sent", contracts.Attention{Waiting: 2})
	if read, err := o.Contracts.Documents(t.Context(), contracts.DocumentQuery{State: contracts.ToRead}); err != nil || read.Count != 1 || read.Items[0].Title != "House rules" {
		t.Errorf("to read: %+v %v", read, err)
	}
	if all, err := o.Contracts.List(t.Context(), contracts.Query{Search: "house"}); err != nil || all.Items[0].Waiting != 0 {
		t.Errorf("the contract of what is to be read waits: %+v %v", all.Items, err)
	}
	o.clock.Advance(5 * 24 * time.Hour)
	attention("days later", contracts.Attention{Waiting: 2, Overdue: 1})
	testkit.Run(t, o.Backend, "UPDATE users SET is_suspended = 1 WHERE id = ?", o.ada.ID)
	attention("Ada is suspended", contracts.Attention{Waiting: 2, Overdue: 1, Stuck: 1})
	testkit.Run(t, o.Backend, "DELETE FROM affiliation_roles WHERE affiliation_id IN (SELECT id FROM affiliations WHERE user_id = ?)", o.bo.ID)
	attention("Bo lost the role", contracts.Attention{Waiting: 2, Overdue: 1, Stuck: 2})
}

// TestPeople_DOC7 pages through the overview by signer: whoever is waited for
// first, nobody twice, nobody missing.
func TestPeople_DOC7(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	first := testkit.MustSendDocument(t, o.Backend, o.acme.ID, "Frame", people(o.ada))
	o.mustSign(o.ada, first.ID)
	testkit.MustSendDocument(t, o.Backend, o.halden.ID, "Halden")
	for i := range 5 {
		testkit.MustCreateSigner(t, o.Backend, fmt.Sprintf("cy%d@halden.example", i), "Cy", fmt.Sprintf("Møller %d", i), o.halden.ID)
	}
	var got []string
	query := contracts.PersonQuery{Limit: 2}
	for {
		page, err := o.Contracts.People(t.Context(), query)
		if err != nil || page.Count != 7 {
			t.Fatalf("%+v %v", page, err)
		}
		for _, row := range page.Items {
			got = append(got, row.Name)
		}
		if query.After = page.Next; query.After == "" {
			break
		}
	}
	if want := "Inger Dahl, Cy Møller 0, Cy Møller 1, Cy Møller 2, Cy Møller 3, Cy Møller 4, Ada Byron"; strings.Join(got, ", ") != want {
		t.Errorf("%q, want %q", got, want)
	}
	if page, err := o.Contracts.People(t.Context(), contracts.PersonQuery{Search: "moller 3"}); err != nil || page.Count != 1 {
		t.Errorf("%+v %v", page, err)
	}
	if page, err := o.Contracts.People(t.Context(), contracts.PersonQuery{UserID: o.ada.ID}); err != nil || len(page.Items) != 1 || page.Items[0].Signed != 1 {
		t.Errorf("%+v %v", page, err)
	}
}

// TestMany_DOC1 makes contracts for many organizations: all or none, each
// once, and says beside which field what is wrong.
func TestMany_DOC1(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	count := func() int {
		page, err := o.Contracts.List(t.Context(), contracts.Query{})
		if err != nil {
			t.Fatal(err)
		}
		return page.Count
	}
	input := contracts.ManyInput{OrganizationIDs: []int64{o.acme.ID, o.halden.ID, o.acme.ID}, Contract: contracts.Input{Name: "Yearly", Number: "NW-1"}}
	var done int64
	made, err := o.Contracts.CreateMany(t.Context(), input, func(n int64) { done = n })
	if err != nil || len(made) != 2 || done != 2 || made[0].Number != "" {
		t.Fatalf("%+v %d %v", made, done, err)
	}
	for name, one := range map[string]struct {
		change func(*contracts.ManyInput)
		field  string
	}{
		"no organization": {func(in *contracts.ManyInput) { in.OrganizationIDs = nil }, "organizationId"},
		"too many":        {func(in *contracts.ManyInput) { in.OrganizationIDs = make([]int64, contracts.ManyLimit+1) }, "organizationId"},
		"no name":         {func(in *contracts.ManyInput) { in.Contract.Name = " " }, "name"},
		"no template":     {func(in *contracts.ManyInput) { in.TemplateID = 99 }, "templateId"},
	} {
		wrong := input
		one.change(&wrong)
		if err := o.Contracts.CheckMany(t.Context(), wrong); field(err, one.field) == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := o.Organizations.Archive(t.Context(), o.halden.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Contracts.CreateMany(t.Context(), input, func(int64) {}); !strings.Contains(field(err, "organizationId"), "Halden AS") || count() != 2 {
		t.Errorf("an archived organization: %v, then there are %d", err, count())
	}
	cancelled, cancel := context.WithCancel(t.Context())
	input.OrganizationIDs = []int64{o.acme.ID, testkit.MustCreateOrganization(t, o.Backend, 0, "Third").ID}
	if _, err := o.Contracts.CreateMany(cancelled, input, func(int64) { cancel() }); err == nil || count() != 2 {
		t.Errorf("cancelled: %v, then there are %d", err, count())
	}
}

// TestCopies_DOC1 copies with and without documents, and says what can't be.
func TestCopies_DOC1(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := testkit.MustSendDocument(t, o.Backend, o.acme.ID, "Frame", people(o.ada))
	copies, err := o.Contracts.Copy(t.Context(), contracts.CopyInput{IDs: []int64{d.ContractID}, WithoutDocuments: true})
	if err != nil || len(copies) != 1 {
		t.Fatal(copies, err)
	}
	if page, err := o.Contracts.Documents(t.Context(), contracts.DocumentQuery{ContractID: copies[0].ID}); err != nil || page.Count != 0 {
		t.Errorf("%+v %v", page, err)
	}
	if _, err := o.Contracts.Copy(t.Context(), contracts.CopyInput{IDs: make([]int64, contracts.CopyLimit+1)}); !fault.Is(err, fault.Invalid) {
		t.Errorf("too many: %v", err)
	}
	if _, err := o.Organizations.Archive(t.Context(), o.acme.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Contracts.Copy(t.Context(), contracts.CopyInput{IDs: []int64{copies[0].ID, d.ContractID}}); !strings.Contains(field(err, "organizationId"), "Frame") {
		t.Errorf("the organization is archived: %v", err)
	}
	if page, err := o.Contracts.List(t.Context(), contracts.Query{}); err != nil || page.Count != 2 {
		t.Errorf("something was copied: %+v %v", page, err)
	}
}

// TestBest_ADM3 finds contracts by number and name, and documents by title.
func TestBest_ADM3(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	for _, one := range []contracts.Input{
		{Name: "Zürich frame", Number: "NW-2026-1"},
		{Name: "Frame", Number: "NW-2026-12"},
		{Name: "Old frame", Number: "X-1"},
		{Name: "About frames"},
	} {
		one.OrganizationID = o.acme.ID
		if _, err := o.Contracts.Create(t.Context(), one); err != nil {
			t.Fatal(err)
		}
	}
	testkit.MustSendDocument(t, o.Backend, o.halden.ID, "Data protection")
	testkit.Run(t, o.Backend, "UPDATE contracts SET is_archived = 1 WHERE number = 'X-1'")
	for typed, want := range map[string]string{
		"nw-2026-1": "Zürich frame, Frame",
		"FRAME":     "Frame, About frames, Zürich frame",
		"zurich":    "Zürich frame",
		"x-1":       "",
		"protect":   "Data protection",
		"%":         "",
		" ":         "",
	} {
		found, err := o.Contracts.BestContracts(t.Context(), typed, 6)
		if err != nil {
			t.Fatal(err)
		}
		documents, err := o.Contracts.BestDocuments(t.Context(), typed, 6)
		if err != nil {
			t.Fatal(err)
		}
		names := []string{}
		for _, hit := range found {
			names = append(names, hit.Name)
		}
		if got := strings.Join(names, ", "); got != want {
			t.Errorf("%q: contracts %q, want %q", typed, got, want)
		}
		if has := slices.ContainsFunc(documents, func(hit contracts.Hit) bool { return hit.Name == "Data protection" && hit.Organization == "Halden AS" }); has != (typed == "protect") {
			t.Errorf("%q: documents %+v", typed, documents)
		}
	}
}

// TestBestLooksThroughAll_ADM3 finds contracts and documents that were made
// before thousands of others, by a rare word, by a common one that is their
// whole name, and by a piece of it.
func TestBestLooksThroughAll_ADM3(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	for _, name := range []string{"Agreement", "Zebra agreement", "Agreement of Köln"} {
		testkit.MustSendDocument(t, o.Backend, o.acme.ID, name)
	}
	testkit.Run(t, o.Backend, `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5200)
		INSERT INTO contracts (organization_id, name, search_key, created_at, updated_at) SELECT ?, 'Agreement ' || i, 'agreement ' || i, i + 4000000000000, 0 FROM n`, o.halden.ID)
	testkit.Run(t, o.Backend, `INSERT INTO documents (contract_id, organization_id, title, kind, search_key, next_search_key, created_at, updated_at)
		SELECT id, organization_id, name, 'text', search_key, search_key, created_at, 0 FROM contracts WHERE organization_id = ?`, o.halden.ID)
	for typed, want := range map[string]string{"zebra": "Zebra agreement", "AGREEMENT": "Agreement", "agreement of": "Agreement of Köln", "koln": "Agreement of Köln", "ebra agr": "Zebra agreement"} {
		for kind, best := range map[string]func(context.Context, string, int) ([]contracts.Hit, error){"contracts": o.Contracts.BestContracts, "documents": o.Contracts.BestDocuments} {
			if found, err := best(t.Context(), typed, 6); err != nil || len(found) == 0 || found[0].Name != want {
				t.Errorf("%q among %s: %+v, want %q first (%v)", typed, kind, found, want, err)
			}
		}
	}
	for typed, want := range map[string]int{"agreement": 5203, "koln agree": 1, "xqzw": 0, "agreement 519": 15} {
		list, err := o.Contracts.List(t.Context(), contracts.Query{Search: typed})
		if err != nil || list.Count != want {
			t.Errorf("%q: %d contracts, want %d (%v)", typed, list.Count, want, err)
		}
		if documents, err := o.Contracts.Documents(t.Context(), contracts.DocumentQuery{Search: typed}); err != nil || documents.Count != want {
			t.Errorf("%q: %d documents, want %d (%v)", typed, documents.Count, want, err)
		}
	}
}
