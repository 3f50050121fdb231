package users_test

import (
	"slices"
	"strings"
	"testing"

	"portico/backend/access"
	"portico/backend/fault"
	"portico/backend/users"
)

// individual makes somebody from outside.
func (s *site) individual(t *testing.T, login string) users.User {
	t.Helper()
	u, err := s.Create(t.Context(), access.ForAdministrator(), users.Input{Login: login, FirstName: "Sven", LastName: strings.ToUpper(login), Type: users.Individual})
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// role returns the id of an organizational role of a new site.
func (s *site) role(t *testing.T, name string) int64 {
	t.Helper()
	roles, err := s.OrganizationalRoles(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(roles, func(r users.OrganizationalRoleRow) bool { return r.Name == name })
	if at < 0 {
		t.Fatalf("no role %s in %v", name, roles)
	}
	return roles[at].ID
}

// portalUser returns the account role that a new site has.
func (s *site) portalUser(t *testing.T) users.AccountRoleRow {
	t.Helper()
	roles, err := s.AccountRoles(t.Context())
	if err != nil || len(roles) != 1 || roles[0].Name != "Partner Portal User" {
		t.Fatalf("%v %v", roles, err)
	}
	return roles[0]
}

// save changes affiliations and account roles as the form does.
func (s *site) save(t *testing.T, u users.User, ties []users.AffiliationInput, roles []int64) error {
	t.Helper()
	u, err := s.Load(t.Context(), u.ID)
	if err != nil {
		t.Fatal(err)
	}
	input, err := s.InputOf(t.Context(), u)
	if err != nil {
		t.Fatal(err)
	}
	input.Affiliations, input.AccountRoleIDs, input.Seen = ties, roles, u.UpdatedAt
	_, err = s.Update(t.Context(), access.ForAdministrator(), u.ID, input)
	return err
}

func (s *site) actions(t *testing.T) string {
	t.Helper()
	var names []string
	if err := s.store.Read(t.Context()).Raw("SELECT action FROM audit_entries WHERE action NOT IN ('user.create', 'settings.save', 'organization.create') ORDER BY id").Scan(&names).Error; err != nil {
		t.Fatal(err)
	}
	return strings.Join(names, " ")
}

// A new site has the roles of the guide, and the role Partner Portal User with
// every right (SGN-2, SGN-3).
func TestFirstRoles_SGN2_SGN3(t *testing.T) {
	t.Parallel()
	s := open(t)
	if rights := s.portalUser(t).Rights; len(rights) != 5 || rights[0] != "partner_portal_login" {
		t.Errorf("rights: %v", rights)
	}
	roles, err := s.OrganizationalRoles(t.Context())
	if err != nil || len(roles) != 4 || !roles[2].IsManagement && !roles[3].IsManagement {
		t.Errorf("%v %v", roles, err)
	}
}

// Organizational roles are made, renamed and marked; names are unique whatever
// their case; one in use stays, and says by how many (SGN-2).
func TestOrganizationalRoles_SGN2(t *testing.T) {
	t.Parallel()
	s := open(t)
	ctx := t.Context()
	made, err := s.CreateOrganizationalRole(ctx, users.OrganizationalRoleInput{Name: "  Board  member ", IsManagement: true})
	if err != nil || made.Name != "Board member" || !made.IsManagement {
		t.Fatalf("%+v %v", made, err)
	}
	for name, input := range map[string]users.OrganizationalRoleInput{
		"taken in another case": {Name: "BOARD MEMBER"}, "empty": {Name: " "}, "too long": {Name: strings.Repeat("x", 101)}, "invisible": {Name: "\u200b"},
	} {
		if _, err := s.CreateOrganizationalRole(ctx, input); fault.As(err) == nil || fault.As(err).Fields["name"] == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	renamed, err := s.UpdateOrganizationalRole(ctx, made.ID, users.OrganizationalRoleInput{Name: "board Member", Seen: made.UpdatedAt})
	if err != nil || renamed.IsManagement || renamed.Name != "board Member" {
		t.Errorf("%+v %v", renamed, err)
	}
	s.clock.Advance(1e9)
	again, err := s.UpdateOrganizationalRole(ctx, made.ID, users.OrganizationalRoleInput{Name: "Board"})
	if err != nil || again.Name != "Board" {
		t.Errorf("%+v %v", again, err)
	}
	if _, err := s.UpdateOrganizationalRole(ctx, made.ID, users.OrganizationalRoleInput{Name: "X", Seen: made.UpdatedAt}); fault.As(err) == nil || fault.As(err).Fields["seen"] == "" {
		t.Errorf("changed meanwhile: %v", err)
	}
	u := s.individual(t, "sven")
	if err := s.save(t, u, []users.AffiliationInput{{OrganizationID: 1, RoleIDs: []int64{made.ID}}}, nil); err != nil {
		t.Fatal(err)
	}
	if err := s.DeleteOrganizationalRole(ctx, made.ID); !fault.Is(err, fault.Conflict) || !strings.Contains(err.Error(), "1 affiliation") {
		t.Errorf("deleting a role in use: %v", err)
	}
	if err := s.save(t, u, []users.AffiliationInput{}, nil); err != nil {
		t.Fatal(err)
	}
	if err := s.DeleteOrganizationalRole(ctx, made.ID); err != nil {
		t.Error(err)
	}
	if err := s.DeleteOrganizationalRole(ctx, made.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("deleting it twice: %v", err)
	}
	want := "organizational_role.create organizational_role.update organizational_role.update user.affiliations user.affiliations organizational_role.delete"
	if got := s.actions(t); got != want {
		t.Errorf("audit: %s", got)
	}
}

// Affiliations are added, given roles and removed; what counts is what the
// signer is made of at that moment (SGN-2, SEC-26).
func TestAffiliations_SGN2(t *testing.T) {
	t.Parallel()
	s := open(t)
	ctx := t.Context()
	u := s.individual(t, "sven")
	director, contact := s.role(t, "Director"), s.role(t, "Contact")
	ties := []users.AffiliationInput{{OrganizationID: 1, RoleIDs: []int64{director, contact, director}}, {OrganizationID: 2}, {OrganizationID: 1}}
	if err := s.save(t, u, ties, []int64{s.portalUser(t).ID}); err != nil {
		t.Fatal(err)
	}
	signer, err := s.SignerOf(ctx, u.ID)
	if err != nil || !signer.Has(access.SignDocuments) || len(signer.Affiliations()) != 2 {
		t.Fatalf("%+v %v", signer, err)
	}
	if tie, found := signer.In(1); !found || !tie.IsManagement || len(tie.RoleIDs) != 2 {
		t.Errorf("%+v", tie)
	}
	if tie, _ := signer.In(2); tie.IsManagement {
		t.Error("a tie without a role is one of management")
	}
	had, err := s.Affiliations(ctx, u.ID)
	if err != nil || len(had) != 2 || had[0].Roles[0].Name != "Contact" || !had[0].IsManagement() {
		t.Errorf("%+v %v", had, err)
	}
	var entry string
	if err := s.store.Read(ctx).Raw("SELECT after FROM audit_entries WHERE action = 'user.affiliations'").Scan(&entry).Error; err != nil || !strings.Contains(entry, "Contact, Director") {
		t.Errorf("the audit entry does not name the roles: %s %v", entry, err)
	}
	for name, bad := range map[string][]users.AffiliationInput{
		"an organization that is not there": {{OrganizationID: 99999}},
		"a role that is not there":          {{OrganizationID: 1, RoleIDs: []int64{99999}}},
	} {
		if err := s.save(t, u, bad, nil); fault.As(err) == nil || fault.As(err).Fields["affiliations"] == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := s.store.Write(ctx).Exec("UPDATE organizations SET status = 'archived' WHERE id = ?", 1).Error; err != nil {
		t.Fatal(err)
	}
	if signer, _ = s.SignerOf(ctx, u.ID); len(signer.Affiliations()) != 1 {
		t.Error("a tie to an archived organization counts")
	}
	if err := s.save(t, u, ties, nil); err != nil {
		t.Errorf("one that was archived since can't stay: %v", err)
	}
	if err := s.save(t, s.individual(t, "other"), ties, nil); err == nil {
		t.Error("somebody new is tied to an archived organization")
	}
	if err := s.save(t, u, []users.AffiliationInput{}, []int64{}); err != nil {
		t.Fatal(err)
	}
	if signer, _ = s.SignerOf(ctx, u.ID); len(signer.Affiliations()) != 0 || signer.Has(access.PortalLogin) {
		t.Errorf("taken away, and still there: %+v", signer)
	}
}

// A form that leaves affiliations and account roles out leaves them alone, and
// a manager who saves a colleague can't give any (SEC-36).
func TestOtherFormsLeaveAccessAlone_SEC36(t *testing.T) {
	t.Parallel()
	s := open(t)
	ctx := t.Context()
	u := s.individual(t, "sven")
	if err := s.save(t, u, []users.AffiliationInput{{OrganizationID: 1}}, []int64{s.portalUser(t).ID}); err != nil {
		t.Fatal(err)
	}
	if err := s.save(t, u, nil, nil); err != nil {
		t.Fatal(err)
	}
	if signer, _ := s.SignerOf(ctx, u.ID); len(signer.Affiliations()) != 1 || !signer.Has(access.PortalLogin) {
		t.Error("a form without them took affiliations or account roles away")
	}
	copied, err := s.Copy(ctx, u.ID)
	if err != nil || copied.Affiliations != nil || copied.AccountRoleIDs != nil {
		t.Errorf("a copy has something of the person: %+v %v", copied, err)
	}
	giver := access.ForManager(1, []access.Place{{ID: 1, Path: "/1/", Level: 1}}, []int64{1}, nil)
	made, err := s.Create(ctx, giver, users.Input{Email: "a@x.example", FirstName: "A", LastName: "B", Type: users.Manager, OrganizationIDs: []int64{1}, AssessmentIDs: []int64{1},
		AccountRoleIDs: []int64{s.portalUser(t).ID}, Affiliations: []users.AffiliationInput{{OrganizationID: 1}}})
	if err != nil {
		t.Fatal(err)
	}
	if signer, _ := s.SignerOf(ctx, made.ID); signer.Has(access.PortalLogin) || len(signer.Affiliations()) != 0 {
		t.Error("a manager gave an account role or an affiliation")
	}
}

// Account roles: Description Name, Portal Rights and members, from the next
// request on; deleted with what they gave (SGN-3, SEC-26).
func TestAccountRoles_SGN3(t *testing.T) {
	t.Parallel()
	s := open(t)
	ctx := t.Context()
	a, b := s.individual(t, "anna"), s.individual(t, "bodil")
	for name, input := range map[string]users.AccountRoleInput{
		"name":    {Name: "partner portal USER"},
		"rights":  {Name: "X", Rights: []string{"everything"}},
		"members": {Name: "Y", Add: []int64{99999}},
	} {
		if _, err := s.CreateAccountRole(ctx, input); fault.As(err) == nil || fault.As(err).Fields[name] == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	role, err := s.CreateAccountRole(ctx, users.AccountRoleInput{Name: "Readers", Rights: []string{"view_contract_documents", "partner_portal_login"}, Add: []int64{a.ID, b.ID}})
	if err != nil || role.Rights[0] != "partner_portal_login" {
		t.Fatalf("%+v %v", role, err)
	}
	has := func(u users.User, right access.Right) bool {
		signer, err := s.SignerOf(ctx, u.ID)
		if err != nil {
			t.Fatal(err)
		}
		return signer.Has(right)
	}
	if !has(a, access.ViewDocuments) || has(a, access.SignDocuments) {
		t.Error("rights do not follow the role")
	}
	s.clock.Advance(1e9)
	changed, err := s.UpdateAccountRole(ctx, role.ID, users.AccountRoleInput{Name: "Readers", Rights: []string{"sign_contract_documents"}, Remove: []int64{b.ID}, Seen: role.UpdatedAt})
	if err != nil {
		t.Fatal(err)
	}
	if has(a, access.SignDocuments) || has(b, access.PortalLogin) {
		t.Error("SGN-3: a right counts without Partner Portal Login, or for who is no member")
	}
	if after, _ := s.Load(ctx, a.ID); !after.UpdatedAt.After(a.UpdatedAt.Time) {
		t.Error("SEC-25: a member's sessions keep their tokens when their rights change")
	}
	if _, err := s.UpdateAccountRole(ctx, role.ID, users.AccountRoleInput{Name: "Z", Seen: role.UpdatedAt}); fault.As(err) == nil || fault.As(err).Fields["seen"] == "" {
		t.Errorf("changed meanwhile: %v", err)
	}
	page, err := s.List(ctx, access.ForAdministrator(), users.Query{AccountRoleID: role.ID})
	if err != nil || len(page.Items) != 1 || page.Items[0].ID != a.ID || page.Count != 1 {
		t.Errorf("members: %+v %v", page, err)
	}
	if row, _ := s.AccountRole(ctx, role.ID); row.Members != 1 {
		t.Errorf("counted %d", row.Members)
	}
	added, err := s.AddToAccountRole(ctx, role.ID, []int64{a.ID, b.ID})
	if err != nil || !slices.Equal(added.Changed, []int64{b.ID}) {
		t.Errorf("USR-6: %+v %v", added, err)
	}
	if err := s.RemoveFromAccountRole(ctx, role.ID, added.Changed); err != nil {
		t.Error(err)
	}
	if _, err := s.UpdateAccountRole(ctx, role.ID, users.AccountRoleInput{Name: "Readers", Rights: changed.Rights, Remove: []int64{a.ID, b.ID}}); err != nil {
		t.Error(err)
	}
	if err := s.DeleteAccountRole(ctx, role.ID); err != nil {
		t.Error(err)
	}
	want := "account_role.create account_role.members account_role.update account_role.members account_role.members account_role.members account_role.members account_role.delete"
	if got := s.actions(t); got != want {
		t.Errorf("audit: %s", got)
	}
}
