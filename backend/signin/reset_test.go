package signin_test

import (
	"net/url"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"portico/backend/access"
	"portico/backend/fault"
	"portico/backend/mail"
	"portico/backend/settings"
	"portico/backend/signin"
)

const newPassword = "cobalt meadow hinge 41"

// openMailingSite is a site whose mails go out.
func openMailingSite(t *testing.T) *site {
	t.Helper()
	s := openSite(t)
	err := s.Outbox.SaveServer(t.Context(), settings.Mail{IsOn: true, Server: "localhost", Port: 25, Protection: settings.MailPlain, SenderEmail: "portal@x.example"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

var resetAddress = regexp.MustCompile(`http://127\.0\.0\.1:8787/reset\?token=\S+`)

// resetLinks returns the tokens mailed to an address, the latest first.
func (s *site) resetLinks(to string) []string {
	s.t.Helper()
	page, err := s.Outbox.List(s.t.Context(), access.ForAdministrator(), mail.Query{Kind: "mail_password_reset", Search: to})
	if err != nil {
		s.t.Fatal(err)
	}
	var tokens []string
	for _, message := range page.Items {
		content, err := s.Outbox.Read(s.t.Context(), access.ForAdministrator(), message.ID)
		if err != nil {
			s.t.Fatal(err)
		}
		if link := resetAddress.FindString(content.Text); link != "" {
			address, _ := url.Parse(link)
			tokens = append(tokens, address.Query().Get("token"))
		}
	}
	return tokens
}

func (s *site) forgot(identifier string) {
	s.t.Helper()
	if err := s.Forgot(s.t.Context(), identifier); err != nil {
		s.t.Fatal(err)
	}
}

// Whoever is named, the answer and the work are the same. Shows SIG-4, SEC-14.
func TestForgottenPasswordTellsNothing_SIG4_SEC14(t *testing.T) {
	t.Parallel()
	s := openMailingSite(t)
	s.manager("known@x.example")
	s.pending("pending@x.example")
	invited := s.pending("invited@x.example")
	if _, err := s.SendActivation(t.Context(), invited.ID); err != nil {
		t.Fatal(err)
	}
	suspended, locked, homeless := s.manager("suspended@x.example"), s.manager("locked@x.example"), s.manager("homeless@x.example")
	s.exec("UPDATE users SET is_suspended = 1 WHERE id = ?", suspended.ID)
	s.exec("UPDATE users SET locked_until = ?, failed_attempts = 10 WHERE id = ?", s.Store.Now().Add(time.Hour), locked.ID)
	s.exec("DELETE FROM user_organizations WHERE user_id = ?", homeless.ID)
	for _, name := range []string{"known@x.example", " KNOWN@x.example", "nobody@x.example", "", "pending@x.example",
		"invited@x.example", "suspended@x.example", "locked@x.example", "homeless@x.example"} {
		hashes, commits := s.Hasher.Computed(), s.commits()
		if err := s.Forgot(from(t, "192.0.2.1"), name); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if h, c := s.Hasher.Computed()-hashes, s.commits()-commits; h != 1 || c != 1 {
			t.Errorf("%s: %d hashes, %d commits", name, h, c)
		}
	}
	for address, want := range map[string]int{"known": 2, "pending": 0, "invited": 0, "suspended": 0, "locked": 1, "homeless": 0} {
		if n := len(s.resetLinks(address + "@x.example")); n != want {
			t.Errorf("%s got %d mails, want %d", address, n, want)
		}
	}
	// Every one is written down; nothing that opens a door is.
	if n := s.one("SELECT COUNT(*) FROM audit_entries WHERE action = 'password.forgot'"); n != "9" {
		t.Errorf("%s entries", n)
	}
	for _, token := range s.resetLinks("known@x.example") {
		if n := s.one("SELECT COUNT(*) FROM password_resets r, outbox o, audit_entries a WHERE r.token_hash || o.body || o.subject || a.after LIKE ?", "%"+token+"%"); n != "0" {
			t.Error("a link stands in the database")
		}
	}
	s.verifyAudit()
}

// Shows SIG-4, SEC-12, SEC-26, SEC-28.
func TestNewPasswordFromTheMailbox_SIG4(t *testing.T) {
	t.Parallel()
	s := openMailingSite(t)
	u := s.manager("inger@x.example")
	here := s.in(u.Email)
	letter, err := s.SendActivation(t.Context(), u.ID)
	if err != nil {
		t.Fatal(err)
	}
	s.forgot(u.Email)
	s.forgot(u.Email)
	links := s.resetLinks(u.Email)
	if len(links) != 2 {
		t.Fatal(links)
	}
	for range 3 { // looking uses nothing up
		if found, err := s.ByReset(t.Context(), links[0]); err != nil || found.ID != u.ID {
			t.Fatal(found.ID, err)
		}
	}
	for name, pair := range map[string][2]string{"short": {"short", "short"}, "common": {"passwordpassword", "passwordpassword"}, "two": {newPassword, newPassword + "x"}, "own": {"inger dahl halden", "inger dahl halden"}} {
		if err := s.Reset(t.Context(), links[0], pair[0], pair[1]); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	s.exec("UPDATE users SET locked_until = ?, failed_attempts = 10, failed_at = 1 WHERE id = ?", s.Store.Now().Add(time.Hour), u.ID)
	if err := s.Reset(t.Context(), links[0], newPassword, newPassword); err != nil {
		t.Fatal(err)
	}
	if s.isIn(here.Token) {
		t.Error("a session from before goes on")
	}
	if _, err := s.SignIn(t.Context(), u.Email, password, ""); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("the old password: %v", err)
	}
	if entrance, err := s.SignIn(t.Context(), u.Email, newPassword, ""); err != nil || entrance.Stage != signin.Full {
		t.Errorf("the new password: %v", err) // the lockout is over too
	}
	for name, err := range map[string]error{"used": s.Reset(t.Context(), links[0], newPassword, newPassword), "mailed before": s.Reset(t.Context(), links[1], newPassword, newPassword),
		"invented": s.Reset(t.Context(), strings.Repeat("a", 43), newPassword, newPassword), "empty": s.Reset(t.Context(), "", newPassword, newPassword)} {
		if !fault.Is(err, fault.Gone) || err.Error() != "This link is not valid any more" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := s.ByLink(t.Context(), linkToken(t, letter.Link)); !fault.Is(err, fault.Gone) {
		t.Errorf("the activation from before: %v", err)
	}
	if n := len(s.resetLinks(u.Email)); n != 0 {
		t.Errorf("%d mails still hold a link", n)
	}
	if n := s.one("SELECT COUNT(*) FROM outbox WHERE kind = 'mail_password_changed' AND to_email = 'inger@x.example'"); n != "1" {
		t.Errorf("told %s times", n)
	}
}

// Shows SEC-12: the mailbox stands in for the password, never for the code.
func TestSecondFactorIsAskedAfterwards_SEC12(t *testing.T) {
	t.Parallel()
	s := openMailingSite(t)
	u := s.manager("inger@x.example")
	s.exec("UPDATE users SET totp_active_at = 1, totp_secret = 'x' WHERE id = ?", u.ID)
	s.forgot(u.Email)
	if err := s.Reset(t.Context(), s.resetLinks(u.Email)[0], "cobalt 7 hinge", "cobalt 7 hinge"); err != nil {
		t.Fatal(err) // eight characters are enough beside a code
	}
	if entrance, err := s.SignIn(t.Context(), u.Email, "cobalt 7 hinge", ""); err != nil || entrance.Stage != signin.NeedsCode {
		t.Errorf("%s, %v", entrance.Stage, err)
	}
}

func TestResetLinksEnd_SIG4(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(s *site, id int64){
		"an hour later":       func(s *site, _ int64) { s.clock.advance(time.Hour) },
		"suspended":           func(s *site, id int64) { s.exec("UPDATE users SET is_suspended = 1 WHERE id = ?", id) },
		"without access":      func(s *site, id int64) { s.exec("DELETE FROM user_organizations WHERE user_id = ?", id) },
		"password changed":    func(s *site, id int64) { s.changeOwn("inger@x.example") },
		"activation was sent": func(s *site, id int64) { _, _ = s.SendActivation(s.t.Context(), id) },
	} {
		t.Run(name, func(t *testing.T) {
			s := openMailingSite(t)
			u := s.manager("inger@x.example")
			s.forgot(u.Email)
			link := s.resetLinks(u.Email)[0]
			spoil(s, u.ID)
			if err := s.Reset(t.Context(), link, newPassword, newPassword); !fault.Is(err, fault.Gone) {
				t.Errorf("%v", err)
			}
			if err := s.Sweep(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
}

func (s *site) changeOwn(email string) {
	s.t.Helper()
	if _, err := s.ChangePassword(s.t.Context(), s.in(email).Token, password, "a third password of hers", "a third password of hers", true); err != nil {
		s.t.Fatal(err)
	}
}

func TestOneLinkOnePassword_SIG4(t *testing.T) {
	t.Parallel()
	s := openMailingSite(t)
	u := s.manager("inger@x.example")
	s.forgot(u.Email)
	link := s.resetLinks(u.Email)[0]
	var wait sync.WaitGroup
	var done atomic.Int64
	for range 20 {
		wait.Go(func() {
			if s.Reset(t.Context(), link, newPassword, newPassword) == nil {
				done.Add(1)
			}
		})
	}
	wait.Wait()
	if done.Load() != 1 {
		t.Errorf("set %d times", done.Load())
	}
}

// Shows SEC-15: neither a mailbox nor the site is flooded, and nobody can tell.
func TestForgottenPasswordIsLimited_SEC15(t *testing.T) {
	t.Parallel()
	s := openMailingSite(t)
	u := s.manager("inger@x.example")
	for range 8 {
		if err := s.Forgot(from(t, "192.0.2.1"), u.Email); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(s.resetLinks(u.Email)); n != 3 {
		t.Errorf("%d mails in an hour", n)
	}
	for range 2 {
		_ = s.Forgot(from(t, "192.0.2.1"), "nobody@x.example")
	}
	for _, name := range []string{u.Email, "nobody@x.example"} {
		if err := s.Forgot(from(t, "192.0.2.1"), name); !fault.Is(err, fault.TooMany) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := s.Forgot(from(t, "198.51.100.7"), "nobody@x.example"); err != nil {
		t.Errorf("from elsewhere: %v", err)
	}
	s.clock.advance(time.Hour)
	if err := s.Forgot(from(t, "192.0.2.1"), u.Email); err != nil || len(s.resetLinks(u.Email)) != 1 {
		t.Errorf("an hour later: %v, %d", err, len(s.resetLinks(u.Email)))
	}
}

// Where no mail goes out, nothing is written.
func TestWithoutMailNobodyResets_SIG4(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	s.manager("inger@x.example")
	s.forgot("inger@x.example")
	if can, err := s.CanReset(t.Context()); can || err != nil {
		t.Error(can, err)
	}
	if n := s.one("SELECT (SELECT COUNT(*) FROM outbox) + (SELECT COUNT(*) FROM password_resets)"); n != "0" {
		t.Errorf("%s rows", n)
	}
}
