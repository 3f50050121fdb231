package contracts_test

import (
	"testing"

	"portico/backend/contracts"
	"portico/backend/testkit"
	"portico/backend/users"
)

// role returns the id of an organizational role, made as a management role where
// there is none of the name.
func (o *office) role(name string) int64 {
	o.t.Helper()
	testkit.Run(o.t, o.Backend, "INSERT INTO organizational_roles (name, name_key, is_management, created_at, updated_at) VALUES (?, lower(?), 1, 0, 0) ON CONFLICT DO NOTHING", name, name)
	var id int64
	if err := o.Store.Read(o.t.Context()).Raw("SELECT id FROM organizational_roles WHERE name = ?", name).Scan(&id).Error; err != nil || id == 0 {
		o.t.Fatal(err)
	}
	return id
}

func (o *office) line(role string, needed int) contracts.Signer {
	return contracts.Signer{Kind: contracts.Role, RoleID: o.role(role), Needed: needed}
}

func lines(all ...contracts.Signer) func(*contracts.DocumentInput) {
	return func(in *contracts.DocumentInput) { in.Signers = all }
}

// TestWhoeverSignsFirst_DOC5 holds that a document can be completed whoever signs
// first: a signature counts for another line where that lets others sign.
func TestWhoeverSignsFirst_DOC5(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	cy := testkit.MustCreateSigner(t, o.Backend, "cy@acme.example", "Cy", "Flint", o.acme.ID)
	director, officer := o.line("Director", 1), o.line("CFO", 1)
	testkit.Affiliate(t, o.Backend, o.ada.ID, o.acme.ID, "CFO") // Director and CFO, as nobody else is
	anyone := contracts.Signer{Kind: contracts.Anyone}
	named := contracts.Signer{Kind: contracts.Person, UserID: o.ada.ID}
	for name, one := range map[string]struct {
		lines []contracts.Signer
		by    []users.User
		order bool
	}{
		"the rarer role last":     {lines: []contracts.Signer{director, officer}, by: []users.User{o.ada, o.bo}},
		"the rarer role first":    {lines: []contracts.Signer{officer, director}, by: []users.User{o.ada, o.bo}},
		"the other signs first":   {lines: []contracts.Signer{director, officer}, by: []users.User{o.bo, o.ada}},
		"anyone before roles":     {lines: []contracts.Signer{anyone, director, officer}, by: []users.User{o.ada, o.bo, cy}},
		"named and anyone":        {lines: []contracts.Signer{anyone, named}, by: []users.User{o.ada, o.bo}},
		"named last, in order":    {lines: []contracts.Signer{director, named}, by: []users.User{o.bo, o.ada}, order: true},
		"several of a role":       {lines: []contracts.Signer{o.line("Director", 2), officer}, by: []users.User{o.ada, o.bo, cy}},
		"anyone twice and a role": {lines: []contracts.Signer{{Kind: contracts.Anyone, Needed: 2}, officer}, by: []users.User{cy, o.ada, o.bo}},
	} {
		d := testkit.MustSendDocument(t, o.Backend, o.acme.ID, name, lines(one.lines...), func(in *contracts.DocumentInput) { in.InOrder = one.order })
		for i, u := range one.by {
			if !o.view(u, d.ID).Waits {
				t.Errorf("%s: does not wait for the %d. who signs", name, i+1)
			}
			if err := testkit.SignDocument(t.Context(), o.Backend, u.ID, d.ID); err != nil {
				t.Errorf("%s: the %d. who signs: %v", name, i+1, err)
			}
		}
		if o.state(d.ID) != contracts.Completed {
			t.Errorf("%s: not completed, though everybody signed", name)
		}
	}
}

// TestNamedSignsOwnLine_DOC5 holds that whoever a line names doesn't take the
// place of others, and that in order nobody is left out for good by it.
func TestNamedSignsOwnLine_DOC5(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := testkit.MustSendDocument(t, o.Backend, o.acme.ID, "Agreement", lines(o.line("Director", 1), contracts.Signer{Kind: contracts.Person, UserID: o.ada.ID}), inOrder)
	if o.view(o.ada, d.ID).Waits {
		t.Error("waits for whoever is named for a later line")
	}
	row, err := o.Contracts.DocumentRow(t.Context(), d.ID)
	if err != nil || len(row.WaitsFor) != 1 || row.WaitsFor[0] != "Bo Ek" {
		t.Errorf("waits for %v %v", row.WaitsFor, err)
	}
	if err := testkit.SignDocument(t.Context(), o.Backend, o.ada.ID, d.ID); err == nil {
		t.Error("out of turn")
	}
}

// TestLinesAfterWithdrawing_DOC5 withdraws and signs again: the lines are found
// anew each time, and a role that was lost since does not undo a signature.
func TestLinesAfterWithdrawing_DOC5(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	testkit.Run(t, o.Backend, "UPDATE organizational_roles SET is_management = 1")
	o.role("CFO")
	testkit.Affiliate(t, o.Backend, o.ada.ID, o.acme.ID, "CFO")
	d := testkit.MustSendDocument(t, o.Backend, o.acme.ID, "Agreement", lines(o.line("Director", 1), o.line("CFO", 1)))
	o.mustSign(o.bo, d.ID)
	o.mustSign(o.ada, d.ID)
	if err := o.Contracts.WithdrawSignature(t.Context(), o.ada.ID, d.ID, "Too early"); err != nil {
		t.Fatal(err)
	}
	testkit.Run(t, o.Backend, "DELETE FROM affiliation_roles WHERE affiliation_id = (SELECT id FROM affiliations WHERE user_id = ?)", o.bo.ID)
	o.mustSign(o.ada, d.ID)
	signers, err := o.Contracts.Signers(t.Context(), d.ID, 1)
	if err != nil || signers[0].Signed != 1 || signers[1].Signed != 1 || o.state(d.ID) != contracts.Completed {
		t.Fatalf("%+v %v", signers, err)
	}
}
