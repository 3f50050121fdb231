package portal_test

import (
	"net/http"
	"net/url"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"portico/backend/access"
	"portico/backend/settings"
	"portico/backend/sitetext"
	"portico/backend/testkit"
	"portico/backend/users"
)

func (v *village) require(who string) {
	v.t.Helper()
	rules, err := v.site.Settings.Users(v.t.Context())
	if err != nil {
		v.t.Fatal(err)
	}
	rules.TwoFactor = who
	if err := v.site.Settings.SaveUsers(v.t.Context(), rules); err != nil {
		v.t.Fatal(err)
	}
}

// code returns the code of now, from oathtool where there is one.
func (v *village) code(secret string) string {
	v.t.Helper()
	now := v.site.Clock.Now()
	if tool, err := exec.LookPath("oathtool"); err == nil {
		out, err := exec.CommandContext(v.t.Context(), tool, "--totp", "--base32", "--now", now.Format("2006-01-02 15:04:05 UTC"), secret).Output()
		if err != nil {
			v.t.Fatal(err)
		}
		return strings.TrimSpace(string(out))
	}
	code, err := totp.GenerateCode(secret, now)
	if err != nil {
		v.t.Fatal(err)
	}
	return code
}

// secretOn reads the typed secret off the page.
func secretOn(t *testing.T, page *testkit.Page) string {
	t.Helper()
	_, rest, found := strings.Cut(page.Text(), "Type this secret:")
	words := strings.Fields(rest)
	if !found || len(words) == 0 || len(words[0]) != 32 {
		t.Fatalf("no secret on the page: %s", page.Text())
	}
	return words[0]
}

func (v *village) signInPage(browser *testkit.Browser, email, password string) *testkit.Page {
	v.t.Helper()
	return browser.Get("/login").Form("Sign in").Set("Email or Login", email).Set("Password", password).Submit()
}

// With Require two-factor on, the new manager reaches nothing but enrolment; a
// code is accepted once.
// Shows SIG-3, SEC-12.
func TestRequiredSecondFactor_SIG3_SEC12(t *testing.T) {
	t.Parallel()
	v := openRegistration(t, false)
	v.require(settings.TwoFactorManagers)
	testkit.MustCreateManager(t, v.site.Backend, "a@x.example", []int64{v.site.Model.ID}, v.site.Assessments)
	browser := v.browser()
	enroll := v.signInPage(browser, "a@x.example", testkit.Password).At("/login/enroll").Want(200, "Set up a second step")
	for _, route := range v.site.Portal.Routes() {
		if classified()[route.Method+" "+route.Pattern].public || strings.HasPrefix(route.Pattern, "/login/") {
			continue
		}
		path := fill(route.Pattern, "1")
		if route.Method == http.MethodGet {
			browser.Get(path).At("/login/enroll")
		} else {
			browser.Post(path, url.Values{}).At("/login/enroll")
		}
	}
	secret := secretOn(t, enroll)
	enroll.Form("Turn on").Set("Code", "000000").Submit().Want(422, "This code is not right")
	now := v.code(secret)
	recovery := enroll.Form("Turn on").Set("Code", now).Submit().Want(200, "Your recovery codes")
	browser.Get(recovery.Link("I have kept them")).At("/home").Want(200)

	elsewhere := v.browser()
	asks := v.signInPage(elsewhere, "a@x.example", testkit.Password).At("/login/code")
	elsewhere.Get("/responses").At("/login/code")
	asks.Form("Sign in").Set("Code", now).Submit().Want(http.StatusUnauthorized, "This code is not right")
	v.site.Clock.Advance(time.Minute)
	next := v.code(secret)
	elsewhere.Get("/login/code").Form("Sign in").Set("Code", next).Submit().At("/home").Want(200)
	third := v.browser()
	v.signInPage(third, "a@x.example", testkit.Password).Form("Sign in").Set("Code", next).Submit().Want(http.StatusUnauthorized)
}

// Shows SIG-2.
func TestFirstSignInByCodeAndByLink_SIG2(t *testing.T) {
	t.Parallel()
	v := openRegistration(t, false)
	pending := func(email string) users.User {
		u, err := v.site.Users.Create(t.Context(), access.ForAdministrator(), users.Input{Email: email, FirstName: "Bo", LastName: "Ek", Type: users.Manager, OrganizationIDs: []int64{v.site.Model.ID}, AssessmentIDs: v.site.Assessments})
		if err != nil {
			t.Fatal(err)
		}
		return u
	}
	byCode, byLink := pending("code@x.example"), pending("link@x.example")
	letter, err := v.site.SignIn.SendActivation(t.Context(), byCode.ID)
	if err != nil {
		t.Fatal(err)
	}
	browser := v.browser()
	page := v.signInPage(browser, byCode.Email, letter.Code).At("/activate").Want(200, "Choose your password", byCode.Email)
	for _, path := range []string{"/home", "/responses", "/account", "/login/enroll", "/login/code", "/login"} {
		browser.Get(path).At("/activate")
	}
	page.Form("Save and sign in").Set("Password", testkit.Password).Set("Repeat password", testkit.Password).Submit().At("/home")

	if letter, err = v.site.SignIn.SendActivation(t.Context(), byLink.ID); err != nil {
		t.Fatal(err)
	}
	link := strings.TrimPrefix(letter.Link, "http://127.0.0.1:8787")
	before := v.changes()
	for range 3 {
		v.browser().Get(link).Want(200, byLink.Email)
	}
	if v.changes() != before {
		t.Error("opening the link changed something (SEC-28)")
	}
	browser = v.browser()
	form := browser.Get(link).Form("Save and sign in")
	form.Set("Password", "short").Set("Repeat password", "short").Submit().Want(422, "Use at least 15 characters")
	form.Set("Password", testkit.Password).Set("Repeat password", testkit.Password).Submit().At("/home")
	v.browser().Get(link).Want(http.StatusGone, "This link is not valid any more")
	form.Submit().Want(http.StatusGone)
}

// Shows SEC-14.
func TestSignInTellsNothing_SEC14(t *testing.T) {
	t.Parallel()
	v := openRegistration(t, false)
	testkit.MustCreateManager(t, v.site.Backend, "known@x.example", []int64{v.site.Model.ID}, v.site.Assessments)
	suspended := testkit.MustCreateManager(t, v.site.Backend, "suspended@x.example", []int64{v.site.Model.ID}, v.site.Assessments)
	v.exec("UPDATE users SET is_suspended = 1 WHERE id = ?", suspended.ID)
	locked := testkit.MustCreateManager(t, v.site.Backend, "locked@x.example", []int64{v.site.Model.ID}, v.site.Assessments)
	v.exec("UPDATE users SET locked_until = ? WHERE id = ?", v.site.Store.Now().Add(time.Hour), locked.ID)
	v.exec("INSERT INTO users (id, email, type, created_at, updated_at) VALUES (999, 'pending@x.example', 'manager', 0, 0)")
	v.exec("INSERT INTO user_identifiers (key, user_id, kind) VALUES ('pending@x.example', 999, 'email')")
	var page string
	for _, try := range []struct{ email, password string }{
		{"known@x.example", "wrong"}, {"nobody@x.example", "wrong"}, {"suspended@x.example", testkit.Password}, {"locked@x.example", testkit.Password}, {"pending@x.example", "anything"}, {"pending@x.example", ""},
	} {
		got := v.send(newClient(t), http.MethodPost, "/login", url.Values{"identifier": {try.email}, "password": {try.password}}, nil)
		body := strings.ReplaceAll(steady(got.body), try.email, "")
		if page == "" {
			page = body
		}
		if got.status != http.StatusUnauthorized || body != page || got.header.Get("Set-Cookie") != "" {
			t.Errorf("%s: %d, with another page", try.email, got.status)
		}
	}
}

func TestNextIsFollowedWithinTheSiteOnly(t *testing.T) {
	t.Parallel()
	v := openRegistration(t, false)
	testkit.MustCreateManager(t, v.site.Backend, "a@x.example", []int64{v.site.Model.ID}, v.site.Assessments)
	browser := v.browser()
	page := browser.Get("/responses?search=x&sort=name").At("/login")
	if next := page.URL.Query().Get("next"); next != "/responses?search=x&sort=name" {
		t.Errorf("next is %q", next)
	}
	in := page.Form("Sign in").Set("Email or Login", "a@x.example").Set("Password", testkit.Password).Submit().At("/responses")
	if in.URL.RawQuery != "search=x&sort=name" {
		t.Errorf("led to %s", in.URL)
	}
	for _, next := range []string{"//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"} {
		got := v.send(newClient(t), http.MethodPost, "/login?next="+url.QueryEscape(next), url.Values{"identifier": {"a@x.example"}, "password": {testkit.Password}}, nil)
		if got.location != "/home" {
			t.Errorf("%q leads to %q", next, got.location)
		}
	}
}

// Shows SIG-5.
func TestAccountPage_SIG5(t *testing.T) {
	t.Parallel()
	v := openRegistration(t, false)
	testkit.MustCreateManager(t, v.site.Backend, "a@x.example", []int64{v.site.Model.ID}, v.site.Assessments)
	browser, elsewhere := v.browser(), v.browser()
	v.signInPage(elsewhere, "a@x.example", testkit.Password).At("/home")
	v.signInPage(browser, "a@x.example", testkit.Password).At("/home")
	account := browser.Get("/account").Want(200, "You sign in with a@x.example", "this one")
	account.Form("Save").Set("First name", "").Submit().Want(422, "Enter a first name")
	saved := account.Form("Save").Set("First name", "Åsa").Choose("Language", "Deutsch").Submit().At("/account").Want(200, "Gespeichert.", "Mein Konto")
	saved.Form("Speichern").Choose("Sprache", "English").Submit().Want(200, "Saved.")

	account = browser.Get("/account")
	change := account.Form("Change password")
	change.Set("Present password", "wrong").Set("New password", "walnut harbour seven 7").Set("Repeat password", "walnut harbour seven 7").Submit().Want(422, "not your present password")
	change.Set("Present password", testkit.Password).Submit().At("/account").Want(200, "Your password is changed")
	elsewhere.Get("/home").At("/login") // the tick to end other sessions is set
	browser.Get("/home").At("/home")

	enroll := browser.Get(browser.Get("/account").Link("Turn on"))
	form := enroll.At("/login/enroll").Form("Turn on").Set("Code", v.code(secretOn(t, enroll)))
	form.Submit().Want(422, "not your present password")
	form.Set("Password", "walnut harbour seven 7").Submit().Want(200, "Your recovery codes")
	on := browser.Get("/account").Want(200, "10 recovery codes left")
	off := on.Form("Turn off").Set("Present password", "wrong").Submit()
	off.Want(422, "not your present password")
	on.Form("Make new recovery codes").Set("Present password", "walnut harbour seven 7").Submit().Want(200, "Your recovery codes")
	on.Form("Turn off").Set("Present password", "walnut harbour seven 7").Submit().At("/account").Want(200, "The second step is off")

	v.signInPage(elsewhere, "a@x.example", "walnut harbour seven 7").At("/home")
	browser.Get("/account").Form("Sign out everywhere else").Submit().Want(200, "signed out everywhere else")
	elsewhere.Get("/home").At("/login")
	browser.Get("/account").Form("Sign out everywhere").Submit().At("/login")
	v.signInPage(browser, "a@x.example", "walnut harbour seven 7").Form("Sign out").Submit().At("/login")
	browser.Get("/home").At("/login")
}

// Shows MGR-1.
func TestFirstTimeDialogIsShownOnce_MGR1(t *testing.T) {
	t.Parallel()
	v := openRegistration(t, false)
	testkit.MustCreateManager(t, v.site.Backend, "a@x.example", []int64{v.site.Model.ID}, v.site.Assessments)
	browser := v.browser()
	home := v.signInPage(browser, "a@x.example", testkit.Password).At("/home").Want(200, "Welcome, Inger")
	browser.Get("/responses").At("/responses").Want(200) // it stands in nobody's way
	browser.Get("/home").Want(200, "Welcome, Inger")     // looking does not dismiss it
	if after := home.Form("Got it").Submit().At("/home"); strings.Contains(after.Text(), "Welcome, Inger") {
		t.Error("shown after it was dismissed")
	}
	if links := home.Links(); !strings.Contains(strings.Join(links, "|"), "Help") {
		t.Errorf("no Help in %v", links)
	}
	if err := v.site.Texts.Save(t.Context(), sitetext.Help, sitetext.Place{}, sitetext.Text{}); err != nil {
		t.Fatal(err)
	}
	if links := browser.Get("/home").Links(); strings.Contains(strings.Join(links, "|"), "Help") {
		t.Errorf("an emptied Help is in %v", links)
	}
	browser.Get("/help").Want(404)
}

// Shows SEC-26.
func TestChangesCountFromTheNextRequest_SEC26(t *testing.T) {
	t.Parallel()
	v := newVillage(t)
	page := func() answer { return v.send(v.clients[own], http.MethodGet, "/organization/users", nil, nil) }
	if got := page(); got.status != 200 {
		t.Fatal(got.status)
	}
	v.exec(`UPDATE users SET restrictions = '["hide_organization_settings"]' WHERE email = 'own@x.example'`)
	if got := page(); got.status != 404 || strings.Contains(got.body, "Organization Settings") {
		t.Errorf("restricted: %d", got.status)
	}
	v.exec(`UPDATE users SET restrictions = '[]' WHERE email = 'own@x.example'`)
	if _, err := v.site.Organizations.Archive(t.Context(), v.middle()); err != nil {
		t.Fatal(err)
	}
	if got := page(); got.status != 303 || !strings.HasPrefix(got.location, "/login") {
		t.Errorf("organization archived: %d %s", got.status, got.location)
	}
}
