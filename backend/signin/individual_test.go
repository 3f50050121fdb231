package signin_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"portico/backend/fault"
	"portico/backend/secrets"
	"portico/backend/settings"
	"portico/backend/signin"
	"portico/backend/users"
)

// An Individual with a Login alone signs in for the first time with the code
// typed as the password, and must choose a password before anything else; any
// other letters are refused (SIG-2, SEC-5, SEC-6).
func TestFirstSignInOfAnIndividual_SIG2_SEC5(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	u := s.signer("sven.bakke")
	s.exec("INSERT INTO affiliations (user_id, organization_id, created_at, updated_at) VALUES (?, 1, 0, 0)", u.ID)
	if _, err := s.SignIn(t.Context(), "sven.bakke", "anything", ""); !fault.Is(err, fault.Unauthenticated) {
		t.Fatalf("the guide's any letters: %v", err)
	}
	letter, err := s.SendActivation(t.Context(), u.ID)
	if err != nil || letter.Mailed || !strings.Contains(letter.Text, letter.Code) || !strings.Contains(letter.Text, "sven.bakke") {
		t.Fatalf("a letter to somebody without email: %+v %v", letter, err)
	}
	if _, err := s.SignIn(t.Context(), "sven.bakke", "", ""); !fault.Is(err, fault.Unauthenticated) {
		t.Error("no password lets in")
	}
	entrance, err := s.SignIn(t.Context(), "Sven.Bakke", strings.ToLower(letter.Code), "")
	if err != nil || entrance.Stage != signin.NeedsPassword {
		t.Fatalf("%+v %v", entrance, err)
	}
	if _, err := s.ActivateBySession(t.Context(), entrance.Token, "sven bakke halden as", "sven bakke halden as"); !fault.Is(err, fault.Invalid) {
		t.Error("SEC-2: a password of the person's and the affiliation's words was taken")
	}
	full, err := s.ActivateBySession(t.Context(), entrance.Token, password, password)
	if err != nil || full.Stage != signin.Full || s.isIn(entrance.Token) || !s.isIn(full.Token) {
		t.Fatalf("%+v %v", full, err)
	}
	if _, err := s.SignIn(t.Context(), "sven.bakke", letter.Code, ""); err == nil {
		t.Error("SEC-5: the code works a second time")
	}
	s.in("sven.bakke")
}

// Send again makes the earlier code and link useless, a code expires, and its
// own limit of attempts holds, for Individuals as for managers (SIG-2, SEC-5).
func TestCodesOfIndividuals_SIG2_SEC5(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	s.rules(func(r *settings.Users) { r.LockoutThreshold = 100 })
	u := s.signer("sven.bakke")
	first, err := s.SendActivation(t.Context(), u.ID)
	if err != nil {
		t.Fatal(err)
	}
	second, err := s.SendActivation(t.Context(), u.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.SignIn(t.Context(), "sven.bakke", first.Code, ""); err == nil {
		t.Error("the code before the last one lets in")
	}
	link := func(letter signin.Letter) string {
		address, err := url.Parse(letter.Link)
		if err != nil {
			t.Fatal(err)
		}
		return address.Query().Get("token")
	}
	if _, err := s.ByLink(t.Context(), link(first)); !fault.Is(err, fault.Gone) {
		t.Errorf("the link before the last one: %v", err)
	}
	if who, err := s.ByLink(t.Context(), link(second)); err != nil || who.ID != u.ID {
		t.Errorf("the last link: %v", err)
	}
	for range 10 {
		if _, err := s.SignIn(t.Context(), "sven.bakke", secrets.NewCode(), ""); err == nil {
			t.Fatal("another code lets in")
		}
	}
	if _, err := s.SignIn(t.Context(), "sven.bakke", second.Code, ""); err == nil {
		t.Error("the right code lets in after its limit of attempts")
	}
	third, err := s.SendActivation(t.Context(), u.ID)
	if err != nil {
		t.Fatal(err)
	}
	s.clock.advance(8 * 24 * time.Hour)
	if _, err := s.SignIn(t.Context(), "sven.bakke", third.Code, ""); err == nil {
		t.Error("a code lets in after its time")
	}
	if _, err := s.ByLink(t.Context(), link(third)); !fault.Is(err, fault.Gone) {
		t.Errorf("a link after its time: %v", err)
	}
}

// Who needs a second factor: managers, everybody, nobody (SET-4).
func TestSecondFactorOfIndividuals_SET4(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	s.manager("manager@x.example")
	u := s.signer("sven.bakke")
	s.exec("UPDATE users SET password_hash = (SELECT password_hash FROM users WHERE email <> '') WHERE id = ?", u.ID)
	for _, one := range []struct {
		rule                string
		manager, individual bool
	}{{"managers", true, false}, {"everybody", true, true}, {"off", false, false}} {
		s.rules(func(r *settings.Users) { r.TwoFactor = one.rule })
		if got := s.in("manager@x.example").MustEnroll; got != one.manager {
			t.Errorf("%s: a manager must enrol: %v", one.rule, got)
		}
		if got := s.in("sven.bakke").MustEnroll; got != one.individual {
			t.Errorf("%s: an Individual must enrol: %v", one.rule, got)
		}
	}
}

// Taking the account role or its right away ends an open session at its next
// request; another affiliation shows at once; a session gets a new token when
// its rights change (SEC-25, SEC-26).
func TestRightsCountAtTheNextRequest_SEC26(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	s.manager("manager@x.example")
	u := s.signer("sven.bakke")
	s.exec("UPDATE users SET password_hash = (SELECT password_hash FROM users WHERE email <> '') WHERE id = ?", u.ID)
	token := s.in("sven.bakke").Token
	if got := s.visitor(token).Signer.Affiliations(); len(got) != 0 {
		t.Errorf("affiliations from nowhere: %v", got)
	}
	s.exec("INSERT INTO affiliations (user_id, organization_id, created_at, updated_at) VALUES (?, 1, 0, 0)", u.ID)
	if got := s.visitor(token).Signer.Affiliations(); len(got) != 1 {
		t.Errorf("a new affiliation does not show: %v", got)
	}
	for _, change := range []string{
		`UPDATE account_roles SET rights = '["view_contract_documents","sign_contract_documents"]'`,
		"DELETE FROM account_role_members",
	} {
		s.exec(change)
		if s.isIn(token) {
			t.Errorf("still in after %s", change)
		}
		s.exec("INSERT OR IGNORE INTO account_role_members (role_id, user_id, added_at) SELECT id, ?, 0 FROM account_roles", u.ID)
		s.exec(`UPDATE account_roles SET rights = '["partner_portal_login"]'`)
	}
	s.exec("UPDATE users SET is_suspended = 1 WHERE id = ?", u.ID)
	if s.isIn(token) {
		t.Error("still in when suspended")
	}
	s.exec("UPDATE users SET is_suspended = 0 WHERE id = ?", u.ID)
	if !s.isIn(token) {
		t.Fatal("not in again with the right back")
	}
	s.clock.advance(time.Second)
	roles, err := s.Users.AccountRoles(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	input := users.AccountRoleInput{Name: roles[0].Name, Rights: []string{"partner_portal_login", "view_contract_documents"}}
	if _, err := s.Users.UpdateAccountRole(t.Context(), roles[0].ID, input); err != nil {
		t.Fatal(err)
	}
	if renewed, err := s.Renew(t.Context(), s.visitor(token)); err != nil || renewed == "" {
		t.Errorf("SEC-25: no new token after a change of rights: %v", err)
	}
}
