package portal_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"portico/backend/access"
	"portico/backend/settings"
	"portico/backend/testkit"
	"portico/backend/users"
)

func (v *village) contracts(on bool) {
	v.t.Helper()
	testkit.UseFeatures(v.t, v.site.Backend, func(g *settings.General) { g.UseContracts = on })
}

// Somebody from outside signs in with Login and code, must choose a password
// before anything else, and then sees their account and no manager's page or
// entry (SIG-2, SIG-6, guide 002).
func TestFirstVisitOfASigner_SIG2_SIG6(t *testing.T) {
	t.Parallel()
	v := newVillage(t)
	ctx := t.Context()
	u, err := v.site.Users.Create(ctx, access.ForAdministrator(), users.Input{Login: "agda.holm", FirstName: "Agda", LastName: "Holm", Type: users.Individual})
	if err != nil {
		t.Fatal(err)
	}
	v.exec("INSERT INTO account_role_members (role_id, user_id, added_at) SELECT id, ?, 0 FROM account_roles", u.ID)
	letter, err := v.site.SignIn.SendActivation(ctx, u.ID)
	if err != nil {
		t.Fatal(err)
	}
	client := newClient(t)
	if got := v.send(client, http.MethodPost, "/login", url.Values{"identifier": {"agda.holm"}, "password": {"any letters"}}, nil); got.status != http.StatusUnauthorized {
		t.Errorf("any letters: %d", got.status)
	}
	got := v.send(client, http.MethodPost, "/login", url.Values{"identifier": {"agda.holm"}, "password": {letter.Code}}, nil)
	wantPath(t, "with the code", got.location, "/activate")
	for _, path := range []string{"/account", "/documents", "/home", "/responses"} {
		if got := v.send(client, http.MethodGet, path, nil, nil); path != "/documents" && !strings.HasPrefix(got.location, "/activate") {
			t.Errorf("%s before a password: %d %s", path, got.status, got.location)
		}
	}
	got = v.send(client, http.MethodPost, "/activate", url.Values{"password": {testkit.Password}, "repeat_password": {testkit.Password}}, nil)
	if got.status != http.StatusSeeOther {
		t.Fatalf("choosing a password: %d %s", got.status, summary(got.body))
	}
	got = v.send(client, http.MethodGet, "/home", nil, nil)
	if got.location != "/account" && got.location != "/documents" {
		t.Errorf("lands on %d %s", got.status, got.location)
	}
	page := v.send(client, http.MethodGet, "/account", nil, nil)
	if page.status != http.StatusOK || !strings.Contains(page.body, "Agda Holm") {
		t.Errorf("account: %d", page.status)
	}
	for _, entry := range []string{`href="/responses"`, `href="/assessments"`, `href="/help"`, `href="/cohorts"`, `href="/organization`} {
		if strings.Contains(page.body, entry) {
			t.Errorf("a signer's navigation has %s", entry)
		}
	}
}

// Taking the role away counts at the next request of an open session, over
// HTTP; so does suspending (SEC-26, SIG-6).
func TestTakingTheRoleAway_SEC26(t *testing.T) {
	t.Parallel()
	v := newVillage(t)
	ctx := t.Context()
	role, err := v.site.Users.AccountRoles(ctx)
	if err != nil {
		t.Fatal(err)
	}
	u, _, err := v.site.Users.Identify(ctx, "signer@x.example")
	if err != nil {
		t.Fatal(err)
	}
	in := func() bool {
		t.Helper()
		return v.send(v.clients[signer], http.MethodGet, "/account", nil, nil).status == http.StatusOK
	}
	if !in() {
		t.Fatal("not in")
	}
	if err := v.site.Users.RemoveFromAccountRole(ctx, role[0].ID, []int64{u.ID}); err != nil {
		t.Fatal(err)
	}
	got := v.send(v.clients[signer], http.MethodGet, "/account", nil, nil)
	wantPath(t, "without the role", got.location, "/login")
	if _, err := v.site.Users.AddToAccountRole(ctx, role[0].ID, []int64{u.ID}); err != nil || !in() {
		t.Fatalf("not in with the role back: %v", err)
	}
	if _, err := v.site.Users.UpdateAccountRole(ctx, role[0].ID, users.AccountRoleInput{Name: role[0].Name, Rights: []string{"sign_contract_documents"}}); err != nil || in() {
		t.Errorf("in without Partner Portal Login (%v)", err)
	}
}

// Who is a manager and a signer finds both in one portal, and losing one
// leaves the other (SIG-6).
func TestManagerAndSignerAtOnce_SIG6(t *testing.T) {
	t.Parallel()
	v := newVillage(t)
	v.contracts(true)
	u, _, err := v.site.Users.Identify(t.Context(), "own@x.example")
	if err != nil {
		t.Fatal(err)
	}
	get := func(path string) answer { t.Helper(); return v.send(v.clients[own], http.MethodGet, path, nil, nil) }
	before := get("/home").body
	v.exec("INSERT INTO account_role_members (role_id, user_id, added_at) SELECT id, ?, 0 FROM account_roles", u.ID)
	if got := get("/responses"); got.status != http.StatusOK {
		t.Errorf("a manager who signs too: %d", got.status)
	}
	if strings.Contains(before, `href="/documents"`) {
		t.Error("a manager without a portal right has Documents")
	}
	v.exec("UPDATE organizations SET status = 'archived' WHERE id = ?", v.middle())
	if got := get("/responses"); got.status != http.StatusNotFound {
		t.Errorf("a manager of an archived organization who signs: %d", got.status)
	}
	if got := get("/account"); got.status != http.StatusOK {
		t.Errorf("their account: %d", got.status)
	}
	v.exec("DELETE FROM account_role_members WHERE user_id = ?", u.ID)
	wantPath(t, own, get("/account").location, "/login")
}
