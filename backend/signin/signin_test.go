package signin_test

import (
	"strings"
	"testing"
	"time"

	"portico/backend/fault"
	"portico/backend/secrets"
	"portico/backend/signin"
)

// Every way to be refused is one same answer after one hash and one commit.
// Shows SEC-14, SIG-1.
func TestRefusalsCannotBeToldApart_SEC14_SIG1(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	s.manager("known@x.example")
	s.pending("pending@x.example")
	activated := s.pending("invited@x.example")
	if _, err := s.SendActivation(t.Context(), activated.ID); err != nil {
		t.Fatal(err)
	}
	suspended := s.manager("suspended@x.example")
	s.exec("UPDATE users SET is_suspended = 1 WHERE id = ?", suspended.ID)
	locked := s.manager("locked@x.example")
	s.exec("UPDATE users SET locked_until = ?, failed_attempts = 10 WHERE id = ?", s.Store.Now().Add(time.Hour), locked.ID)
	homeless := s.manager("homeless@x.example")
	s.exec("DELETE FROM user_organizations WHERE user_id = ?", homeless.ID)

	outsider := s.outsider("outsider")
	s.exec("UPDATE users SET password_hash = (SELECT password_hash FROM users WHERE email = 'known@x.example') WHERE id = ?", outsider.ID)
	s.signer("fresh.signer")
	called := s.signer("called.signer")
	if _, err := s.SendActivation(t.Context(), called.ID); err != nil {
		t.Fatal(err)
	}

	cases := []struct{ name, identifier, typed string }{
		{"known, wrong password", "known@x.example", "wrong"},
		{"known, no password", "known@x.example", ""},
		{"unknown", "nobody@x.example", password},
		{"no identifier", "", password},
		{"pending, any password", "pending@x.example", password},
		{"pending, no password", "pending@x.example", ""},
		{"pending, something like a code", "pending@x.example", "0000-0000-0000-0"},
		{"invited, another code", "invited@x.example", "0000-0000-0000-0"},
		{"invited, any password", "invited@x.example", password},
		{"suspended, right password", "suspended@x.example", password},
		{"locked, right password", "locked@x.example", password},
		{"locked, wrong password", "locked@x.example", "wrong"},
		{"an Individual without an account role, right password", "outsider", password},
		{"a signer who was sent nothing, any letters", "fresh.signer", "anything"},
		{"an invited signer, any letters", "called.signer", "anything"},
		{"an invited signer, another code", "called.signer", "0000-0000-0000-0"},
		{"without an organization, right password", "homeless@x.example", password},
	}
	var answer string
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			hashes, commits := s.Hasher.Computed(), s.commits()
			entrance, err := s.SignIn(from(t, "192.0.2.1"), c.identifier, c.typed, "")
			if entrance.Token != "" || !fault.Is(err, fault.Unauthenticated) {
				t.Fatalf("let in: %+v, %v", entrance.Stage, err)
			}
			if answer == "" {
				answer = err.Error()
			}
			if err.Error() != answer {
				t.Errorf("says %q, others %q", err, answer)
			}
			if n := s.Hasher.Computed() - hashes; n != 1 {
				t.Errorf("%d hashes", n)
			}
			if n := s.commits() - commits; n != 1 {
				t.Errorf("%d commits", n)
			}
		})
	}
	hashes, commits := s.Hasher.Computed(), s.commits()
	if _, err := s.SignIn(from(t, "192.0.2.1"), "known@x.example", password, ""); err != nil {
		t.Fatal(err)
	}
	if h, c := s.Hasher.Computed()-hashes, s.commits()-commits; h != 1 || c != 1 {
		t.Errorf("a right password: %d hashes, %d commits", h, c)
	}
	s.verifyAudit()
}

// Shows SIG-1, SEC-17.
func TestEmailAndLoginBothSignIn_SIG1_SEC17(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	u := s.manager("Inger.Dahl@X.example")
	s.exec("UPDATE users SET login = 'ÅseDahl', login_key = 'åsedahl' WHERE id = ?", u.ID)
	s.exec("INSERT INTO user_identifiers (key, user_id, kind) VALUES ('åsedahl', ?, 'login')", u.ID)
	for _, typed := range []string{"inger.dahl@x.example", " INGER.DAHL@X.EXAMPLE ", "åsedahl", "A\u030aSEDAHL", "ÅseDahl"} {
		if _, err := s.SignIn(t.Context(), typed, password, ""); err != nil {
			t.Errorf("%q: %v", typed, err)
		}
	}
}

// Shows SEC-3.
func TestRaisedCostsRehashAtTheNextSignIn_SEC3(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	u := s.manager("a@x.example")
	if err := s.Store.Close(); err != nil {
		t.Fatal(err)
	}
	s.open(secrets.Params{MemoryKiB: 128, Passes: 2, Lanes: 1})
	if _, err := s.SignIn(t.Context(), "a@x.example", "wrong", ""); err == nil {
		t.Fatal("a wrong password passes")
	}
	if hash := s.load(u.ID).PasswordHash; hash != u.PasswordHash {
		t.Error("a wrong password changed the hash")
	}
	s.in("a@x.example")
	if hash := s.load(u.ID).PasswordHash; !strings.Contains(hash, "m=128,t=2") {
		t.Errorf("hash is %q", hash)
	}
	s.in("a@x.example")
}

// Shows SEC-44.
func TestEverySignInEventIsWrittenDown_SEC44(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	u := s.manager("a@x.example")
	s.exec("UPDATE users SET first_name = ? WHERE id = ?", "Eve\n{\"action\":\"signin.in\"}", u.ID)
	ctx := from(t, "192.0.2.7")
	if _, err := s.SignIn(ctx, "a@x.example", "wrong", ""); err == nil {
		t.Fatal("let in")
	}
	if _, err := s.SignIn(ctx, "nobody@x.example", "hunter2hunter2", ""); err == nil {
		t.Fatal("let in")
	}
	entrance, err := s.SignIn(ctx, "a@x.example", password, "")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.SignOut(ctx, entrance.Token); err != nil {
		t.Fatal(err)
	}
	if got := s.events(); got != "signin.refused signin.refused signin.in signin.out" {
		t.Errorf("events: %s", got)
	}
	if n := s.one("SELECT COUNT(*) FROM audit_entries WHERE action LIKE 'signin.%' AND address = '192.0.2.7'"); n != "4" {
		t.Errorf("%s entries carry the address", n)
	}
	if got := s.one("SELECT group_concat(after) FROM audit_entries WHERE action = 'signin.refused'"); got != `{"reason":"wrong password"},{"reason":"unknown"}` {
		t.Errorf("reasons: %s", got)
	}
	// What was typed stands nowhere: it may be somebody's password.
	if n := s.one("SELECT COUNT(*) FROM audit_entries WHERE subject_name || before || after || actor_name LIKE '%hunter2%' OR subject_name LIKE '%nobody@%'"); n != "0" {
		t.Errorf("%s entries hold what was typed", n)
	}
	s.verifyAudit()
}

// Shows SEC-26.
func TestSuspendedAndRestrictedCountFromTheNextRequest_SEC26(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	cases := map[string]func(id int64){
		"suspended":             func(id int64) { s.exec("UPDATE users SET is_suspended = 1 WHERE id = ?", id) },
		"organization archived": func(int64) { s.exec("UPDATE organizations SET status = 'archived'") },
		"organizations taken":   func(id int64) { s.exec("DELETE FROM user_organizations WHERE user_id = ?", id) },
		"deleted":               func(id int64) { s.exec("DELETE FROM users WHERE id = ?", id) },
		"sessions ended": func(id int64) {
			if err := s.EndSessions(t.Context(), id, 0); err != nil {
				t.Fatal(err)
			}
		},
	}
	for name, change := range cases {
		t.Run(name, func(t *testing.T) {
			u := s.manager(strings.ReplaceAll(name, " ", "-") + "@x.example")
			entrance := s.in(u.Email)
			if !s.isIn(entrance.Token) {
				t.Fatal("not in")
			}
			change(u.ID)
			if s.isIn(entrance.Token) {
				t.Error("still in")
			}
			s.exec("UPDATE organizations SET status = 'active'")
		})
	}
	u := s.manager("r@x.example")
	entrance := s.in(u.Email)
	s.exec(`UPDATE users SET restrictions = '["no_inviting"]' WHERE id = ?`, u.ID)
	if got := s.visitor(entrance.Token).Scope.Restrictions().Names(); len(got) != 1 {
		t.Errorf("restrictions at the next request: %v", got)
	}
}

// Shows SEC-26.
func TestSessionsEndByThemselves_SEC26(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	s.manager("a@x.example")
	rules, err := s.Settings.Users(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	idle, used := s.in("a@x.example"), s.in("a@x.example")
	begin := s.clock.Now()
	for s.clock.Now().Sub(begin) < rules.SessionIdle() {
		if !s.isIn(used.Token) {
			t.Fatalf("ended after %v though used", s.clock.Now().Sub(begin))
		}
		s.clock.advance(2 * time.Minute)
	}
	if s.isIn(idle.Token) {
		t.Error("an idle session lives on")
	}
	for s.isIn(used.Token) {
		s.clock.advance(rules.SessionIdle() / 2)
		if s.clock.Now().Sub(begin) > rules.SessionAbsolute()+rules.SessionIdle() {
			t.Fatal("a session that is used lives for ever")
		}
	}
	if lived := s.clock.Now().Sub(begin); lived < rules.SessionAbsolute() {
		t.Errorf("ended after %v, before its absolute limit", lived)
	}
	if err := s.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := s.one("SELECT COUNT(*) FROM sessions"); n != "0" {
		t.Errorf("%s sessions left", n)
	}
}

// Shows SEC-25.
func TestTokensAreKeptHashedAndNewAtEachStep_SEC25(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	u, secret, _ := s.enrolled("a@x.example")
	first := s.in(u.Email)
	if first.Stage != signin.NeedsCode {
		t.Fatalf("stage %s", first.Stage)
	}
	second, err := s.SubmitCode(t.Context(), first.Token, code(t, secret, s.clock.Now()), "")
	if err != nil {
		t.Fatal(err)
	}
	third, err := s.ChangePassword(t.Context(), second.Token, password, "walnut harbour seven 7", "walnut harbour seven 7", false)
	if err != nil {
		t.Fatal(err)
	}
	for name, old := range map[string]string{"before the code": first.Token, "before the new password": second.Token} {
		if s.isIn(old) {
			t.Errorf("the token from %s lives on", name)
		}
	}
	if !s.isIn(third.Token) {
		t.Error("the last token does not work")
	}
	if n := s.one("SELECT COUNT(*) FROM sessions WHERE token_hash LIKE ?", "%"+third.Token[:20]+"%"); n != "0" {
		t.Error("the token itself stands in the database")
	}
	for _, forged := range []string{"", "x", third.Token[:42], third.Token + "A", secrets.HashToken(third.Token)} {
		if s.isIn(forged) {
			t.Errorf("%q is a session", forged)
		}
	}
}
