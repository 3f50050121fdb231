package signin_test

import (
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"portico/backend/access"
	"portico/backend/fault"
	"portico/backend/mail"
	"portico/backend/signin"
)

func linkToken(t *testing.T, link string) string {
	t.Helper()
	address, err := url.Parse(link)
	if err != nil {
		t.Fatal(err)
	}
	return address.Query().Get("token")
}

// Shows SIG-2.
func TestFirstSignInWithTheCode_SIG2(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	u := s.pending("new@x.example")
	letter, err := s.SendActivation(t.Context(), u.ID)
	if err != nil {
		t.Fatal(err)
	}
	if !letter.Mailed || !strings.Contains(letter.Text, letter.Code) || !strings.Contains(letter.Text, letter.Link) || !strings.HasPrefix(letter.Link, "http://127.0.0.1:8787/activate?token=") {
		t.Errorf("letter %+v", letter.Text)
	}
	page, err := s.Outbox.List(t.Context(), access.ForAdministrator(), mail.Query{})
	if err != nil || page.Count != 1 || !page.Items[0].IsSealed {
		t.Fatalf("outbox: %+v, %v", page, err)
	}
	for _, raw := range []string{letter.Code, linkToken(t, letter.Link)} {
		if n := s.one("SELECT COUNT(*) FROM activations a, outbox o WHERE a.code_hash || a.link_hash || o.body || o.subject LIKE ?", "%"+raw+"%"); n != "0" {
			t.Error("the code or link stands in the database")
		}
	}
	entrance, err := s.SignIn(t.Context(), u.Email, strings.ToLower(strings.ReplaceAll(letter.Code, "-", " ")), "")
	if err != nil || entrance.Stage != signin.NeedsPassword {
		t.Fatalf("%s, %v", entrance.Stage, err)
	}
	if _, err := s.ActivateBySession(t.Context(), entrance.Token, "short", "short"); !fault.Is(err, fault.Invalid) {
		t.Errorf("a short password: %v", err)
	}
	if _, err := s.ActivateBySession(t.Context(), entrance.Token, password, password+"x"); !fault.Is(err, fault.Invalid) {
		t.Errorf("two different passwords: %v", err)
	}
	after, err := s.ActivateBySession(t.Context(), entrance.Token, password, password)
	if err != nil || after.Stage != signin.Full || !s.isIn(after.Token) || s.isIn(entrance.Token) {
		t.Fatalf("%s, %v", after.Stage, err)
	}
	s.in(u.Email)
	if _, err := s.SignIn(t.Context(), u.Email, letter.Code, ""); err == nil {
		t.Error("the code works a second time")
	}
	if _, err := s.ByLink(t.Context(), linkToken(t, letter.Link)); !fault.Is(err, fault.Gone) {
		t.Errorf("the link works after the code: %v", err)
	}
	if content, err := s.Outbox.Read(t.Context(), access.ForAdministrator(), page.Items[0].ID); err != nil || content.Text != "" {
		t.Errorf("the mail is not blanked: %q, %v", content.Text, err)
	}
}

// Shows SEC-5.
func TestActivationLinks_SEC5(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name  string
		spoil func(s *site, id int64, link string) string
	}{
		{"used", func(s *site, _ int64, link string) string {
			if _, err := s.ActivateByLink(t.Context(), link, password, password); err != nil {
				t.Fatal(err)
			}
			return link
		}},
		{"replaced", func(s *site, id int64, link string) string {
			if _, err := s.SendActivation(t.Context(), id); err != nil {
				t.Fatal(err)
			}
			return link
		}},
		{"expired", func(s *site, _ int64, link string) string { s.clock.advance(7 * 24 * time.Hour); return link }},
		{"cut", func(_ *site, _ int64, link string) string { return link[:42] }},
		{"changed", func(_ *site, _ int64, link string) string { return "A" + link[1:] + "B" }},
		{"empty", func(*site, int64, string) string { return "" }},
		{"suspended", func(s *site, id int64, link string) string {
			s.exec("UPDATE users SET is_suspended = 1 WHERE id = ?", id)
			return link
		}},
		{"organization archived", func(s *site, _ int64, link string) string {
			s.exec("UPDATE organizations SET status = 'archived'")
			return link
		}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := openSite(t)
			u := s.pending("new@x.example")
			letter, err := s.SendActivation(t.Context(), u.ID)
			if err != nil {
				t.Fatal(err)
			}
			link := linkToken(t, letter.Link)
			for range 3 { // looking uses nothing up (SEC-28)
				if got, err := s.ByLink(t.Context(), link); err != nil || got.ID != u.ID {
					t.Fatal(err)
				}
			}
			spoilt := c.spoil(s, u.ID, link)
			before := s.load(u.ID).PasswordHash
			_, err = s.ByLink(t.Context(), spoilt)
			_, again := s.ActivateByLink(t.Context(), spoilt, "walnut harbour seven 7", "walnut harbour seven 7")
			if !fault.Is(err, fault.Gone) || !fault.Is(again, fault.Gone) || err.Error() != "This link is not valid any more" || again.Error() != err.Error() {
				t.Errorf("%v, %v", err, again)
			}
			if s.load(u.ID).PasswordHash != before {
				t.Error("the password was set")
			}
		})
	}
}

// Shows SEC-5.
func TestAccountsWithoutAPasswordStayShut_SEC5(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	u := s.pending("new@x.example")
	for _, typed := range []string{"", " ", "x", password, "0000-0000-0000-0", u.Email} {
		if _, err := s.SignIn(t.Context(), u.Email, typed, ""); !fault.Is(err, fault.Unauthenticated) {
			t.Errorf("%q: %v", typed, err)
		}
	}
}

// Shows SEC-5.
func TestTypedCodesHaveALimitOfTheirOwn_SEC5(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	u := s.pending("new@x.example")
	letter, err := s.SendActivation(t.Context(), u.ID)
	if err != nil {
		t.Fatal(err)
	}
	for range 10 {
		s.exec("UPDATE users SET locked_until = NULL, failed_attempts = 0") // the code's limit, not the account's
		if _, err := s.SignIn(t.Context(), u.Email, "0000-0000-0000-1", ""); err == nil {
			t.Fatal("let in")
		}
	}
	s.exec("UPDATE users SET locked_until = NULL, failed_attempts = 0")
	if _, err := s.SignIn(t.Context(), u.Email, letter.Code, ""); err == nil {
		t.Error("the code works after ten wrong ones")
	}
	if _, err := s.ActivateByLink(t.Context(), linkToken(t, letter.Link), password, password); err != nil {
		t.Errorf("a stranger used up the link: %v", err)
	}
}

// Shows SEC-5.
func TestOneActivationSetsOnePassword_SEC5(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	u := s.pending("new@x.example")
	letter, err := s.SendActivation(t.Context(), u.ID)
	if err != nil {
		t.Fatal(err)
	}
	var tokens []string
	for range 25 {
		entrance, err := s.SignIn(t.Context(), u.Email, letter.Code, "")
		if err != nil {
			t.Fatal(err)
		}
		tokens = append(tokens, entrance.Token)
	}
	var set atomic.Int64
	var group sync.WaitGroup
	for _, token := range tokens {
		group.Go(func() {
			if _, err := s.ActivateBySession(t.Context(), token, password, password); err == nil {
				set.Add(1)
			}
		})
		group.Go(func() {
			if _, err := s.ActivateByLink(t.Context(), linkToken(t, letter.Link), password, password); err == nil {
				set.Add(1)
			}
		})
	}
	group.Wait()
	if set.Load() != 1 {
		t.Errorf("the password was set %d times", set.Load())
	}
	s.verifyAudit()
}

// Shows SEC-12.
func TestActivationDoesNotReplaceTheSecondFactor_SEC12(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	u, secret, _ := s.enrolled("a@x.example")
	letter, err := s.SendActivation(t.Context(), u.ID)
	if err != nil {
		t.Fatal(err)
	}
	if s.in(u.Email).Stage != signin.NeedsCode {
		t.Error("the present password stopped working before the new one was set")
	}
	entrance, err := s.ActivateByLink(t.Context(), linkToken(t, letter.Link), "walnut harbour seven 7", "walnut harbour seven 7")
	if err != nil || entrance.Stage != signin.NeedsCode {
		t.Fatalf("%s, %v", entrance.Stage, err)
	}
	if _, err := s.SubmitCode(t.Context(), entrance.Token, code(t, secret, s.clock.Now()), ""); err != nil {
		t.Error(err)
	}
}

// Shows SEC-7.
func TestChangingThePassword_SEC7(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	u := s.manager("a@x.example")
	const next = "walnut harbour seven 7"
	cases := []struct {
		name, present, password, repeat, field string
	}{
		{"wrong present one", "wrong", next, next, "present_password"},
		{"no present one", "", next, next, "present_password"},
		{"too short", password, "short", "short", "password"},
		{"typed differently", password, next, next + "x", "repeat_password"},
		{"nothing", password, "", "", "password"},
	}
	entrance := s.in(u.Email)
	for _, c := range cases {
		_, err := s.ChangePassword(t.Context(), entrance.Token, c.present, c.password, c.repeat, true)
		if f := fault.As(err); f == nil || f.Code != fault.Invalid || f.Fields[c.field] == "" {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	for _, endOthers := range []bool{false, true} {
		elsewhere := s.in(u.Email)
		mine, err := s.ChangePassword(t.Context(), entrance.Token, password, next, next, endOthers)
		if err != nil {
			t.Fatal(err)
		}
		if s.isIn(elsewhere.Token) == endOthers || !s.isIn(mine.Token) || s.isIn(entrance.Token) {
			t.Errorf("end others %v: elsewhere %v, here %v, old token %v", endOthers, s.isIn(elsewhere.Token), s.isIn(mine.Token), s.isIn(entrance.Token))
		}
		if entrance, err = s.ChangePassword(t.Context(), mine.Token, next, password, password, false); err != nil {
			t.Fatal(err)
		}
	}
	for range 10 {
		if _, err := s.ChangePassword(t.Context(), entrance.Token, "guess", next, next, false); err == nil {
			t.Fatal("changed with a guess")
		}
	}
	if _, err := s.ChangePassword(t.Context(), entrance.Token, password, next, next, false); !fault.Is(err, fault.TooMany) {
		t.Errorf("an open browser lets one guess without end: %v", err)
	}
}
