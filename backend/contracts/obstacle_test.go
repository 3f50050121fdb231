package contracts_test

import (
	"strings"
	"testing"

	"portico/backend/contracts"
	"portico/backend/fault"
	"portico/backend/testkit"
)

// TestObstacles_DOC2_SGN4 holds that before sending it is said which lines nobody
// can fill: what can never be filled refuses sending, with what mends it, and
// what is only not ready yet does not.
func TestObstacles_DOC2_SGN4(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	new := testkit.MustCreateSigner(t, o.Backend, "ny@acme.example", "Ny", "Hane", o.acme.ID)
	testkit.Run(t, o.Backend, "UPDATE users SET password_hash = '' WHERE id = ?", new.ID)
	testkit.Run(t, o.Backend, "DELETE FROM account_role_members WHERE user_id = ?", new.ID)
	officer := o.line("CFO", 1)
	testkit.Affiliate(t, o.Backend, o.ada.ID, o.acme.ID, "CFO")
	contact := o.line("Reader", 1)
	testkit.Run(t, o.Backend, "UPDATE organizational_roles SET is_management = 0 WHERE name = 'Reader'")
	both := o.line("Advisor", 1)
	testkit.Run(t, o.Backend, "UPDATE organizational_roles SET is_management = 0 WHERE name = 'Advisor'")
	testkit.Affiliate(t, o.Backend, o.bo.ID, o.acme.ID, "Advisor")
	person := func(id int64) contracts.Signer { return contracts.Signer{Kind: contracts.Person, UserID: id} }
	for name, one := range map[string]struct {
		change  []func(*contracts.DocumentInput)
		says    []string // parts of what is said, in its order
		refuses bool
	}{
		"all is well":               {change: []func(*contracts.DocumentInput){lines(person(o.ada.ID), o.line("Director", 1))}},
		"a role and one of another": {change: []func(*contracts.DocumentInput){lines(both)}},
		"to be read":                {change: []func(*contracts.DocumentInput){func(in *contracts.DocumentInput) { in.IsSignable = false }}},
		"no management role":        {change: []func(*contracts.DocumentInput){lines(contact)}, says: []string{"“Reader” is no management role"}, refuses: true},
		"not affiliated":            {change: []func(*contracts.DocumentInput){lines(person(o.inger.ID))}, says: []string{"Inger Dahl is not affiliated with Acme"}, refuses: true},
		"never signed in":           {change: []func(*contracts.DocumentInput){lines(person(new.ID))}, says: []string{"Ny Hane can't sign yet: no right to sign in, to view or to sign, never signed in"}},
		"more than there are":       {change: []func(*contracts.DocumentInput){lines(contracts.Signer{Kind: contracts.Anyone, Needed: 50})}, says: []string{"50 signatures are asked for, and as things stand only 2"}},
		"one for two lines":         {change: []func(*contracts.DocumentInput){lines(o.line("Director", 2), officer)}, says: []string{"“Director”: 2 signatures are asked for, and as things stand only 1"}},
		"an order without a way":    {change: []func(*contracts.DocumentInput){lines(o.line("Director", 1), officer), inOrder}, says: []string{"Should Ada Byron sign for line 1"}},
		"an order with one":         {change: []func(*contracts.DocumentInput){lines(officer, o.line("Director", 1)), inOrder}},
		"limited to others": {change: []func(*contracts.DocumentInput){lines(contracts.Signer{Kind: contracts.Anyone, Needed: 2}), func(in *contracts.DocumentInput) { in.Limits = []contracts.Limit{{UserID: o.ada.ID}} }},
			says: []string{"2 signatures are asked for, and as things stand only 1"}},
	} {
		c, err := o.Contracts.Create(t.Context(), contracts.Input{OrganizationID: o.acme.ID, Name: name})
		if err != nil {
			t.Fatal(err)
		}
		input := contracts.DocumentInput{Title: name, Kind: contracts.Text, Body: "Terms", IsSignable: true}
		for _, change := range one.change {
			change(&input)
		}
		d, err := o.Contracts.CreateDocument(t.Context(), c.ID, input)
		if err != nil {
			t.Fatal(err)
		}
		found, err := o.Contracts.Obstacles(t.Context(), d.ID)
		if err != nil || len(found) != len(one.says) {
			t.Errorf("%s: %+v %v", name, found, err)
			continue
		}
		for i, words := range one.says {
			if !strings.Contains(found[i].Detail, words) || found[i].IsFinal != one.refuses || one.refuses && found[i].To == "" {
				t.Errorf("%s: %+v", name, found[i])
			}
		}
		_, err = o.Contracts.Send(t.Context(), d.ID)
		if said := fault.As(err); one.refuses && (said == nil || said.Fields["signers"] == "") || !one.refuses && err != nil {
			t.Errorf("%s: sending: %v", name, err)
		}
		if one.refuses && o.state(d.ID) != contracts.Writing {
			t.Errorf("%s: was sent", name)
		}
	}
}
