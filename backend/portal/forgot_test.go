package portal_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"portico/backend/settings"
	"portico/backend/testkit"
)

var mailedLink = regexp.MustCompile(`/reset\?token=\S+`)

// The whole way, over a real mail server. Shows SIG-4.
func TestForgottenPassword_SIG4(t *testing.T) {
	t.Parallel()
	v := openRegistration(t, false)
	email := "a@x.example"
	testkit.MustCreateManager(t, v.site.Backend, email, []int64{v.site.Model.ID}, v.site.Assessments)
	inside := testkit.NewBrowser(t, v.address)
	v.signInPage(inside, email, testkit.Password).At("/home")

	browser := testkit.NewBrowser(t, v.address)
	off := browser.Get(browser.Get("/login").Link("Forgotten your password?")).At("/forgot").Want(200, "Ask whoever gave you access")
	if off.Says("Email or Login") {
		t.Error("it asks for an account that no mail can go to")
	}
	browser.Post("/forgot", url.Values{"identifier": {email}}).Want(200, "Ask whoever gave you access")

	server := testkit.StartMailServer(t, settings.MailStartTLS)
	if err := v.site.Outbox.SaveServer(t.Context(), server.Settings(), nil); err != nil {
		t.Fatal(err)
	}
	browser.Get("/forgot").Form("Send link").Set("Email or Login", " ").Submit().Want(422, "Enter the Email or Login")
	known := browser.Get("/forgot").Form("Send link").Set("Email or Login", email).Submit().Want(200, "Look into your mailbox").At("/forgot")
	unknown := browser.Get("/forgot").Form("Send link").Set("Email or Login", "nobody@x.example").Submit()
	if known.Text() != unknown.Text() || known.URL.String() != unknown.URL.String() || known.Status != unknown.Status {
		t.Error("the page tells who has an account")
	}
	if sent, err := v.site.Outbox.SendDue(t.Context()); sent != 1 || err != nil {
		t.Fatal(sent, err)
	}
	raw := strings.ReplaceAll(string(server.Taken()[0].Raw), "=\r\n", "")
	link := strings.ReplaceAll(mailedLink.FindString(raw), "=3D", "=")
	form := browser.Get(link).Want(200, "Choose a new password", email).Form("Save password")
	form.Set("Password", "short").Set("Repeat password", "short").Submit().Want(422, "Use at least 15 characters.")
	done := browser.Get(link).Form("Save password").Set("Password", "cobalt meadow hinge 41").Set("Repeat password", "cobalt meadow hinge 41").Submit()
	done.At("/login").Want(200, "Your password is changed.")
	inside.Get("/home").At("/login")
	v.signInPage(browser, email, testkit.Password).Want(401)
	v.signInPage(browser, email, "cobalt meadow hinge 41").At("/home")
	testkit.NewBrowser(t, v.address).Get(link).Want(410, "This link is not valid any more")
	browser.Get("/forgot").At("/home")

	// What a manager sees of all this: nothing that is not about their own
	// organizations, and never a link.
	if page := browser.Get("/emails"); page.Says("new password") || page.Says("password at") {
		t.Error("a manager sees mails about signing in")
	}
}

// A page and its form for every language, without a way for others to post.
func TestForgottenPasswordRefusesOtherOrigins_SEC28(t *testing.T) {
	t.Parallel()
	v := openRegistration(t, false)
	for _, path := range []string{"/forgot", "/reset"} {
		got := v.send(http.DefaultClient, http.MethodPost, path, url.Values{"identifier": {"a@x.example"}}, http.Header{"Sec-Fetch-Site": {"cross-site"}})
		if got.status != http.StatusForbidden {
			t.Errorf("%s from another site: %d", path, got.status)
		}
	}
	if n := v.one("SELECT COUNT(*) FROM audit_entries WHERE action = 'password.forgot'"); n != "0" {
		t.Error("it was done all the same")
	}
}
