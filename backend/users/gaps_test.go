package users_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"portico/backend/access"
	"portico/backend/users"
)

// What a signer lacks is kept by the database, whoever changes what it hangs
// on (SGN-4).
func TestGaps_SGN4(t *testing.T) {
	t.Parallel()
	s := open(t)
	ctx := t.Context()
	exec := func(sql string, args ...any) {
		t.Helper()
		if err := s.store.Write(ctx).Exec(sql, args...).Error; err != nil {
			t.Fatal(err)
		}
	}
	u := s.individual(t, "sven")
	wants := func(step string, want users.Gaps) {
		t.Helper()
		now, err := s.Load(ctx, u.ID)
		if err != nil || now.SignerGaps == nil || *now.SignerGaps != want {
			t.Errorf("%s: %v, want %d (%v)", step, now.SignerGaps, want, err)
		}
	}
	wants("made", users.NoAffiliation|users.NoManagementRole|users.NoLoginRight|users.NoSigningRight|users.NotActivated)
	tie := func(roles ...int64) []users.AffiliationInput {
		return []users.AffiliationInput{{OrganizationID: 1, RoleIDs: roles}}
	}
	contact, role := s.role(t, "Contact"), s.portalUser(t)
	if err := s.save(t, u, tie(), nil); err != nil {
		t.Fatal(err)
	}
	wants("affiliated", users.NoManagementRole|users.NoLoginRight|users.NoSigningRight|users.NotActivated)
	if err := s.save(t, u, tie(contact), []int64{role.ID}); err != nil {
		t.Fatal(err)
	}
	wants("with an account role", users.NoManagementRole|users.NotActivated)
	if _, err := s.UpdateOrganizationalRole(ctx, contact, users.OrganizationalRoleInput{Name: "Contact", IsManagement: true}); err != nil {
		t.Fatal(err)
	}
	wants("the role became one of management", users.NotActivated)
	exec("UPDATE users SET password_hash = 'x' WHERE id = ?", u.ID)
	wants("activated", 0)
	if _, err := s.Suspend(ctx, access.ForAdministrator(), u.ID); err != nil {
		t.Fatal(err)
	}
	wants("suspended", users.NotActive)
	if _, err := s.Restore(ctx, access.ForAdministrator(), u.ID); err != nil {
		t.Fatal(err)
	}
	exec("UPDATE organizations SET status = 'archived' WHERE id = ?", 1)
	wants("the organization is archived", users.NoAffiliation|users.NoManagementRole)
	exec("UPDATE organizations SET status = 'active' WHERE id = ?", 1)
	for _, one := range []struct {
		rights []string
		want   users.Gaps
	}{
		{[]string{"partner_portal_login"}, users.NoSigningRight}, {[]string{"partner_portal_login", "sign_contract_documents"}, users.NoSigningRight},
		{[]string{"view_contract_documents", "sign_contract_documents"}, users.NoLoginRight}, {role.Rights, 0},
	} {
		if _, err := s.UpdateAccountRole(ctx, role.ID, users.AccountRoleInput{Name: role.Name, Rights: one.rights}); err != nil {
			t.Fatal(err)
		}
		wants(fmt.Sprint(one.rights), one.want)
	}
	if err := s.DeleteAccountRole(ctx, role.ID); err != nil {
		t.Fatal(err)
	}
	wants("the account role is gone", users.NoLoginRight|users.NoSigningRight)
	if manager, _ := s.Load(ctx, s.add(t, manager("m@x.example")).ID); manager.IsSigner() {
		t.Error("a manager without affiliation or account role counts as a signer")
	}
	var differ int
	if err := s.store.Read(ctx).Raw("SELECT COUNT(*) FROM users u JOIN signer_gaps_now g ON g.user_id = u.id WHERE u.signer_gaps IS NOT g.gaps").Scan(&differ).Error; err != nil || differ != 0 {
		t.Errorf("%d users hold something else than the view says (%v)", differ, err)
	}
}

// Signers are listed, searched and filtered by what they lack, page by page,
// and nobody is shown twice or lost (SGN-4).
func TestListOfSigners_SGN4(t *testing.T) {
	t.Parallel()
	s := open(t)
	ctx := t.Context()
	role, director := s.portalUser(t), s.role(t, "Director")
	want := map[users.Readiness]int{}
	random := rand.New(rand.NewPCG(1, 2))
	for i := range 120 {
		u := s.individual(t, fmt.Sprintf("person%03d", i))
		want[users.Signers]++
		if random.IntN(3) > 0 {
			want[users.Unready]++
			continue
		}
		want[users.Ready]++
		if err := s.save(t, u, []users.AffiliationInput{{OrganizationID: 2, RoleIDs: []int64{director}}}, []int64{role.ID}); err != nil {
			t.Fatal(err)
		}
		if err := s.store.Write(ctx).Exec("UPDATE users SET password_hash = 'x' WHERE id = ?", u.ID).Error; err != nil {
			t.Fatal(err)
		}
	}
	s.add(t, manager("m@x.example"))
	for which, count := range want {
		seen := map[int64]bool{}
		query := users.Query{Signers: which, Limit: 7}
		for {
			page, err := s.List(ctx, access.ForAdministrator(), query)
			if err != nil || page.Count != count {
				t.Fatalf("%s: counted %d, want %d (%v)", which, page.Count, count, err)
			}
			for _, row := range page.Items {
				if seen[row.ID] {
					t.Errorf("%s: %d twice", which, row.ID)
				}
				seen[row.ID] = true
				if ready := *row.SignerGaps == 0; which != users.Signers && ready != (which == users.Ready) {
					t.Errorf("%s: %d", which, *row.SignerGaps)
				}
			}
			if query.After = page.Next; page.Next == "" {
				break
			}
		}
		if len(seen) != count {
			t.Errorf("%s: %d shown, want %d", which, len(seen), count)
		}
	}
	for name, one := range map[string]struct {
		query users.Query
		want  int
	}{
		"by word":        {users.Query{Signers: users.Signers, Search: "person007"}, 1},
		"by what lacks":  {users.Query{Signers: users.Signers, Missing: users.NoAffiliation}, want[users.Unready]},
		"of a branch":    {users.Query{Signers: users.Signers, OrganizationPath: "/1/", WithBelow: true, Affiliated: true}, want[users.Ready]},
		"of another":     {users.Query{Signers: users.Signers, OrganizationPath: "/1/", Affiliated: true}, 0},
		"in a role":      {users.Query{Signers: users.Signers, AccountRoleID: role.ID}, want[users.Ready]},
		"contacts alone": {users.Query{OrganizationPath: "/1/", WithBelow: true, Affiliated: true, Search: "person"}, want[users.Ready]},
	} {
		page, err := s.List(ctx, access.ForAdministrator(), one.query)
		if err != nil || page.Count != one.want {
			t.Errorf("%s: %d, want %d (%v)", name, page.Count, one.want, err)
		}
	}
}
