package contracts_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"portico/backend/contracts"
	"portico/backend/settings"
	"portico/backend/testkit"
	"portico/backend/users"
)

// turnsOffice is an office of a few organizations, people and documents whose
// turns are compared over random changes.
type turnsOffice struct {
	*office
	random    *rand.Rand
	people    []users.User
	documents []int64
	roles     []int64 // organizational
}

func newTurnsOffice(t *testing.T, seed uint64) *turnsOffice {
	o := &turnsOffice{office: newOffice(t), random: rand.New(rand.NewPCG(seed, 23))}
	cy := testkit.MustCreateSigner(t, o.Backend, "cy@acme.example", "Cy", "Flint", o.acme.ID)
	o.people = []users.User{o.ada, o.bo, o.inger, cy}
	if err := o.Store.Read(t.Context()).Raw("SELECT id FROM organizational_roles ORDER BY id").Scan(&o.roles).Error; err != nil {
		t.Fatal(err)
	}
	testkit.Run(t, o.Backend, "UPDATE site SET is_sample = 1") // else no signature can be erased
	o.affiliateAll()
	if err := o.Settings.SaveContracts(t.Context(), settings.Contracts{AllowWithdrawing: true, WithdrawHours: 720}); err != nil {
		t.Fatal(err)
	}
	for i := range 6 {
		o.send(i)
	}
	o.documents = append(o.documents, testkit.MustSendDocument(t, o.Backend, o.acme.ID, "To read", func(in *contracts.DocumentInput) { in.IsSignable = false }).ID)
	return o
}

func (o *turnsOffice) one() users.User { return o.people[o.random.IntN(len(o.people))] }

func (o *turnsOffice) organization() int64 {
	return []int64{o.acme.ID, o.halden.ID}[o.random.IntN(2)]
}

// send sends a document with lines and limits as they come. What can't be sent
// is none.
func (o *turnsOffice) send(i int) {
	if len(o.documents) > 12 {
		return // every step looks at all
	}
	c, err := o.Contracts.Create(o.t.Context(), contracts.Input{OrganizationID: o.organization(), Name: fmt.Sprintf("Contract %d", i)})
	if err != nil { // the organization is archived
		return
	}
	d, err := o.Contracts.CreateDocument(o.t.Context(), c.ID, o.input(fmt.Sprintf("Document %d", i)))
	if err != nil {
		o.t.Fatal(err)
	}
	if _, err := o.Contracts.Send(o.t.Context(), d.ID); err == nil {
		o.documents = append(o.documents, d.ID)
	}
}

func (o *turnsOffice) input(title string) contracts.DocumentInput {
	in := contracts.DocumentInput{Title: title, Kind: contracts.Text, Body: "Terms", IsSignable: true, InOrder: o.random.IntN(2) == 0}
	for range 1 + o.random.IntN(3) {
		switch o.random.IntN(3) {
		case 0:
			if id := o.one().ID; !slices.ContainsFunc(in.Signers, func(one contracts.Signer) bool { return one.UserID == id }) {
				in.Signers = append(in.Signers, contracts.Signer{Kind: contracts.Person, UserID: id})
			}
		case 1:
			in.Signers = append(in.Signers, contracts.Signer{Kind: contracts.Role, RoleID: o.roles[o.random.IntN(2)], Needed: 1})
		case 2:
			in.Signers = append(in.Signers, contracts.Signer{Kind: contracts.Anyone, Needed: 1 + o.random.IntN(2)})
		}
	}
	if o.random.IntN(2) == 0 {
		in.Limits = []contracts.Limit{{UserID: o.one().ID}, {UserID: o.one().ID}, {RoleID: o.roles[o.random.IntN(2)]}}[:1+o.random.IntN(3)]
	}
	return in
}

// change is one thing that happens, and what undoes it; nil where the next
// changes do.
type change struct {
	name string
	do   func()
	undo func()
}

// changes are all kinds of what a turn hangs on, each as the services or, where
// a service is far away, as the tables have it. A refusal is no change.
func (o *turnsOffice) changes() []change {
	run := func(statement string, args ...any) func() {
		return func() { o.t.Helper(); testkit.Run(o.t, o.Backend, statement, args...) }
	}
	ctx := o.t.Context()
	person, document, role := o.one().ID, o.documents[o.random.IntN(len(o.documents))], o.roles[o.random.IntN(2)]
	organization, number := o.organization(), len(o.documents)
	const inPortal = "(SELECT id FROM account_roles WHERE name = 'Partner Portal User')"
	rights := func(role string, rights ...string) func() {
		return run("UPDATE account_roles SET rights = '[\""+strings.Join(rights, "\",\"")+"\"]' WHERE name = ?", role)
	}
	archive := func(archived bool) func() {
		return func() {
			d, err := o.Contracts.Document(ctx, document)
			if err == nil {
				_, err = o.Contracts.SetArchived(ctx, []int64{d.ContractID}, archived)
			}
			if err != nil {
				o.t.Fatal(err)
			}
		}
	}
	sign := func() {
		for _, n := range o.random.Perm(len(o.documents)) {
			for _, i := range o.random.Perm(len(o.people)) {
				if testkit.SignDocument(ctx, o.Backend, o.people[i].ID, o.documents[n]) == nil {
					return
				}
			}
		}
	}
	limit := run("UPDATE document_limits SET user_id = @person WHERE id = (SELECT MIN(l.id) FROM document_limits l WHERE l.document_id = @document AND l.user_id <> @person AND l.is_next = 0 AND NOT EXISTS (SELECT 1 FROM document_limits m WHERE m.document_id = l.document_id AND m.is_next = 0 AND m.user_id = @person))",
		map[string]any{"person": person, "document": document})
	return []change{
		{"send", func() { o.send(number) }, nil},
		{"sign", sign, nil}, {"sign", sign, nil}, {"sign", sign, nil}, {"send", func() { o.send(number) }, nil},
		{"take back", func() {
			for _, u := range o.people {
				_ = o.Contracts.WithdrawSignature(ctx, u.ID, document, "Mistake")
			}
		}, nil},
		{"decline", func() { _ = o.Contracts.Decline(ctx, person, document, 1, "No") }, func() { o.sendAnew(document) }},
		{"withdraw", func() { _, _ = o.Contracts.Withdraw(ctx, document, "Wrong") }, func() { o.sendAnew(document) }},
		{"send anew", func() { o.sendAnew(document) }, nil},
		{"correct", func() { _, _ = o.Contracts.Correct(ctx, document) }, func() { _, _ = o.Contracts.Discard(ctx, document) }},
		{"redeliver", func() { o.redeliver(document) }, nil}, {"redeliver", func() { o.redeliver(document) }, nil},
		{"archive contract", archive(true), archive(false)},
		{"archive organization", func() { _, _ = o.Organizations.Archive(ctx, organization) }, func() { _, _ = o.Organizations.Restore(ctx, organization) }},
		{"suspend", run("UPDATE users SET is_suspended = 1 WHERE id = ?", person), run("UPDATE users SET is_suspended = 0 WHERE id = ?", person)},
		{"rename", run("UPDATE users SET name_key = name_key || 'x' WHERE id = ?", person), nil},
		{"leave", run("DELETE FROM affiliations WHERE user_id = ? AND organization_id = ?", person, organization), o.affiliateAll},
		{"have a role", func() { o.affiliate(person, organization, role) }, nil},
		{"lose role", run("DELETE FROM affiliation_roles WHERE role_id = ? AND affiliation_id IN (SELECT id FROM affiliations WHERE user_id = ?)", o.roles[0], person), o.affiliateAll},
		{"lose role", run("DELETE FROM affiliation_roles WHERE role_id = ? AND affiliation_id IN (SELECT id FROM affiliations WHERE user_id = ?)", o.roles[0], person), o.affiliateAll},
		{"management", run("UPDATE organizational_roles SET is_management = 0 WHERE id = ?", role), run("UPDATE organizational_roles SET is_management = 1 WHERE id = ?", role)},
		{"rights", rights("Partner Portal User", "partner_portal_login", "view_contract_documents"), rights("Partner Portal User", "partner_portal_login", "view_contract_documents", "sign_contract_documents")},
		{"lose account role", run("DELETE FROM account_role_members WHERE user_id = ? AND role_id = "+inPortal, person), run("INSERT INTO account_role_members (role_id, user_id, added_at) SELECT "+inPortal+", ?, 0 WHERE true ON CONFLICT DO NOTHING", person)},
		// What no service does, but a removal of sample data or a hand might.
		{"line by hand", run("INSERT INTO document_signers (document_id, version, position, kind, needed, is_open) SELECT id, version, 99, 'anyone', 9, 1 FROM documents WHERE id = ? AND version > 0 ON CONFLICT DO NOTHING", document),
			run("DELETE FROM document_signers WHERE document_id = ? AND position = 99 AND NOT EXISTS (SELECT 1 FROM signatures g WHERE g.signer_id = document_signers.id)", document)},
		{"signature erased", run("DELETE FROM signatures WHERE id = (SELECT MIN(id) FROM signatures WHERE user_id = ?)", person), nil},
		{"limit by hand", limit, nil}, {"limit by hand", limit, nil}, {"limit by hand", limit, nil},
	}
}

// affiliateAll gives everybody the roles that they have at first.
func (o *turnsOffice) affiliateAll() {
	o.affiliate(o.ada.ID, o.acme.ID, o.roles[0])
	o.affiliate(o.bo.ID, o.acme.ID, o.roles[1])
	o.affiliate(o.inger.ID, o.halden.ID, o.roles[0])
	for _, organization := range []int64{o.acme.ID, o.halden.ID} {
		o.affiliate(o.people[3].ID, organization, o.roles[0])
		o.affiliate(o.people[3].ID, organization, o.roles[1])
	}
}

func (o *turnsOffice) affiliate(person, organization, role int64) {
	testkit.Run(o.t, o.Backend, "INSERT INTO affiliations (user_id, organization_id, created_at, updated_at) VALUES (?, ?, 0, 0) ON CONFLICT DO NOTHING", person, organization)
	testkit.Run(o.t, o.Backend, "INSERT INTO affiliation_roles (affiliation_id, role_id) SELECT id, ? FROM affiliations WHERE user_id = ? AND organization_id = ? ON CONFLICT DO NOTHING", role, person, organization)
}

// sendAnew sends a new version, with lines as they come.
func (o *turnsOffice) sendAnew(document int64) {
	ctx := o.t.Context()
	_, _ = o.Contracts.Correct(ctx, document)
	if d, err := o.Contracts.Document(ctx, document); err == nil && d.IsWritten() {
		_, _ = o.Contracts.UpdateDocument(ctx, document, o.input(d.Title))
		_, _ = o.Contracts.Send(ctx, document)
	}
}

// redeliver changes whom a document in force is limited to, and whether it is to
// be signed.
func (o *turnsOffice) redeliver(document int64) {
	ctx := o.t.Context()
	d, err := o.Contracts.Document(ctx, document)
	if err != nil || d.IsWritten() {
		return
	}
	lines, err := o.Contracts.Signers(ctx, document, d.Version)
	if err != nil {
		o.t.Fatal(err)
	}
	in := o.input(d.Title)
	in.Signers, in.InOrder, in.Body, in.IsSignable = lines, d.InOrder, d.Body, o.random.IntN(5) > 0
	_, _ = o.Contracts.UpdateDocument(ctx, document, in)
}

// compare holds what is kept against what is looked up anew: the names that a
// document's row has come from the definition by which mails are written.
func (o *turnsOffice) compare(step string) {
	o.t.Helper()
	ctx := o.t.Context()
	waiting, signed, waitsFor, stuck := map[string]int{}, map[string]int{}, map[string][]int64{}, []int64{}
	var put []int64
	err := o.Store.Read(ctx).Raw("SELECT d.id FROM documents d JOIN contracts c ON c.id = d.contract_id JOIN organizations o ON o.id = d.organization_id WHERE c.is_archived = 1 OR o.status <> 'active'").Scan(&put).Error
	if err != nil {
		o.t.Fatal(err)
	}
	for _, id := range o.documents {
		row, err := o.Contracts.DocumentRow(ctx, id)
		if err != nil || row.WaitsForMore > 0 {
			o.t.Fatal(row, err)
		}
		for _, name := range row.WaitsFor {
			waiting[name]++
			waitsFor[name] = append(waitsFor[name], id)
		}
		if row.State == contracts.Sent && row.IsSignable && len(row.WaitsFor) == 0 && !slices.Contains(put, id) {
			stuck = append(stuck, id)
		}
		given, err := o.Contracts.Signatures(ctx, id)
		if err != nil {
			o.t.Fatal(err)
		}
		for _, one := range given {
			if one.Reading() == contracts.Validated {
				signed[one.Name]++
			}
		}
	}
	list := func(query contracts.DocumentQuery) []int64 {
		page, err := o.Contracts.Documents(ctx, query)
		if err != nil || page.Count != len(page.Items) {
			o.t.Fatal(page, err)
		}
		ids := []int64{}
		for _, row := range page.Items {
			ids = append(ids, row.ID)
		}
		slices.Sort(ids)
		return ids
	}
	slices.Sort(stuck)
	if got := list(contracts.DocumentQuery{IsStuck: true}); !slices.Equal(got, stuck) {
		o.t.Fatalf("%s: nobody can sign %v, want %v", step, got, stuck)
	}
	if counted, err := o.Contracts.Attention(ctx); err != nil || counted.Stuck != len(stuck) {
		o.t.Fatalf("%s: %+v %v, want %d stuck", step, counted, err, len(stuck))
	}
	page, err := o.Contracts.People(ctx, contracts.PersonQuery{})
	if err != nil || page.Count != len(page.Items) {
		o.t.Fatal(page, err)
	}
	var keys []string
	if err := o.Store.Read(ctx).Raw("SELECT name_key FROM users").Scan(&keys).Error; err != nil {
		o.t.Fatal(err)
	}
	gotWaiting, gotSigned := map[string]int{}, map[string]int{}
	for _, row := range page.Items {
		if row.Waiting > 0 {
			gotWaiting[row.Name] = row.Waiting
		}
		if row.Signed > 0 {
			gotSigned[row.Name] = row.Signed
		}
		if row.Waiting+row.Signed == 0 || row.LastSignedAt.IsZero() != (row.Signed == 0) || !slices.Contains(keys, row.NameKey) {
			o.t.Fatalf("%s: %+v", step, row)
		}
	}
	if !maps.Equal(gotWaiting, waiting) || !maps.Equal(gotSigned, signed) {
		o.t.Fatalf("%s: waiting %v, want %v; signed %v, want %v", step, gotWaiting, waiting, gotSigned, signed)
	}
	for _, u := range o.people {
		want := slices.Sorted(slices.Values(waitsFor[u.Name()]))
		if got := list(contracts.DocumentQuery{WaitsFor: u.ID}); !slices.Equal(got, want) {
			o.t.Fatalf("%s: for %s waits %v, want %v", step, u.Name(), got, want)
		}
	}
}

// TestTurnsAreKept_DOC7 compares who can sign what, as it is kept, with the plain
// definition, over random changes of all that it hangs on.
func TestTurnsAreKept_DOC7(t *testing.T) {
	t.Parallel()
	steps := 150
	if testing.Short() {
		steps = 60
	}
	for _, seed := range []uint64{1, 3} {
		o := newTurnsOffice(t, seed)
		o.compare("at first")
		var done []string
		var undone []change
		for range steps {
			changes := o.changes()
			one := changes[o.random.IntN(len(changes))]
			if len(undone) > 2 { // else soon nobody could sign anything
				one, undone = undone[0], undone[1:]
				one.do, one.undo = one.undo, nil
				one.name = "undo " + one.name
			}
			if one.do(); one.undo != nil {
				undone = append(undone, one)
			}
			o.clock.Advance(time.Minute)
			done = append(done, one.name)
			o.compare(fmt.Sprintf("seed %d, %s", seed, strings.Join(done, ", ")))
		}
	}
}
