package signin_test

import (
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"portico/backend/access"
	"portico/backend/audit"
	"portico/backend/mail"
	"portico/backend/secrets"
	"portico/backend/settings"
	"portico/backend/signin"
	"portico/backend/sitetext"
	"portico/backend/store"
	"portico/backend/users"
)

const password = "harbour lantern quartz 9"

type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) advance(by time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(by)
}

// site is a real database with one organization, and everything that signing
// in needs, at the least cost of hashing.
type site struct {
	*signin.Service
	t      testing.TB
	folder string
	clock  *clock
	key    secrets.Key
}

func openSite(t testing.TB) *site {
	t.Helper()
	s := &site{t: t, folder: t.TempDir(), clock: &clock{now: time.Date(2026, 11, 2, 12, 0, 10, 0, time.UTC)}, key: secrets.NewKey()}
	s.open(secrets.Params{MemoryKiB: 64, Passes: 1, Lanes: 1})
	t.Cleanup(func() { _ = s.Store.Close() })
	for _, sql := range []string{
		`INSERT INTO organizations (id, path, level, name, name_key, status, response_allotment, created_at, updated_at) VALUES (1, '/1/', 1, 'Halden AS', 'halden as', 'active', 'unlimited', 0, 0)`,
		`INSERT INTO assessments (id, code, code_key, name, name_key, created_at, updated_at) VALUES (1, 'a', 'a', 'A', 'a', 0, 0)`,
	} {
		s.exec(sql)
	}
	return s
}

func (s *site) open(params secrets.Params) {
	s.t.Helper()
	db, err := store.Open(s.t.Context(), store.Options{Folder: s.folder, Clock: s.clock})
	if err != nil {
		s.t.Fatal(err)
	}
	log := audit.New(db)
	set := settings.New(db, log, "")
	s.Service = signin.New(signin.Parts{
		Store: db, Log: log, Settings: set, Users: users.New(db, log, set, users.Dependents{}), Texts: sitetext.New(db, log), Outbox: mail.New(mail.Parts{Store: db, Log: log, Key: s.key, Settings: set}),
		Key: s.key, Hasher: secrets.NewHasher(params, 2), Limits: signin.NewLimits(db, false),
	})
}

// restart closes the database and opens it again.
func (s *site) restart() {
	s.t.Helper()
	if err := s.Store.Close(); err != nil {
		s.t.Fatal(err)
	}
	s.open(secrets.Params{MemoryKiB: 64, Passes: 1, Lanes: 1})
}

func (s *site) exec(sql string, args ...any) {
	s.t.Helper()
	if err := s.Store.Write(s.t.Context()).Exec(sql, args...).Error; err != nil {
		s.t.Fatal(err)
	}
}

func (s *site) one(sql string, args ...any) string {
	s.t.Helper()
	var text string
	if err := s.Store.Read(s.t.Context()).Raw(sql, args...).Scan(&text).Error; err != nil {
		s.t.Fatal(err)
	}
	return text
}

// pending makes a manager who has not signed in yet.
func (s *site) pending(email string) users.User {
	s.t.Helper()
	u, err := s.Users.Create(s.t.Context(), access.ForAdministrator(), users.Input{Email: email, FirstName: "Inger", LastName: "Dahl", Type: users.Manager, OrganizationIDs: []int64{1}, AssessmentIDs: []int64{1}})
	if err != nil {
		s.t.Fatal(err)
	}
	return u
}

// manager makes one who can sign in with password.
func (s *site) manager(email string) users.User {
	s.t.Helper()
	u := s.pending(email)
	hash, err := s.Hasher.Hash(s.t.Context(), password)
	if err != nil {
		s.t.Fatal(err)
	}
	s.exec("UPDATE users SET password_hash = ? WHERE id = ?", hash, u.ID)
	return s.load(u.ID)
}

// outsider makes an Individual with a Login alone, whom nothing lets in.
func (s *site) outsider(login string) users.User {
	s.t.Helper()
	u, err := s.Users.Create(s.t.Context(), access.ForAdministrator(), users.Input{Login: login, FirstName: "Sven", LastName: "Bakke", Type: users.Individual})
	if err != nil {
		s.t.Fatal(err)
	}
	return u
}

// signer makes one to whom an account role gives Partner Portal Login.
func (s *site) signer(login string) users.User {
	s.t.Helper()
	u := s.outsider(login)
	s.exec("INSERT INTO account_role_members (role_id, user_id, added_at) SELECT id, ?, 0 FROM account_roles", u.ID)
	return s.load(u.ID)
}

func (s *site) load(id int64) users.User {
	s.t.Helper()
	u, err := s.Users.Load(s.t.Context(), id)
	if err != nil {
		s.t.Fatal(err)
	}
	return u
}

// in signs somebody in with password and fails unless that works.
func (s *site) in(email string) signin.Entrance {
	s.t.Helper()
	entrance, err := s.SignIn(s.t.Context(), email, password, "")
	if err != nil {
		s.t.Fatal(err)
	}
	return entrance
}

// enrolled makes a manager with a second factor, and returns its secret too.
// The clock stands a minute later, so that the code of now is not used up.
func (s *site) enrolled(email string) (u users.User, secret string, recovery []string) {
	s.t.Helper()
	u = s.manager(email)
	entrance := s.in(email)
	visitor := s.visitor(entrance.Token)
	enrollment, err := s.Enrollment(s.t.Context(), visitor)
	if err != nil {
		s.t.Fatal(err)
	}
	_, recovery, err = s.Enroll(s.t.Context(), entrance.Token, password, code(s.t, enrollment.Secret, s.clock.Now()))
	if err != nil {
		s.t.Fatal(err)
	}
	s.clock.advance(2 * time.Minute)
	return s.load(u.ID), enrollment.Secret, recovery
}

func (s *site) visitor(token string) signin.Visitor {
	s.t.Helper()
	visitor, found, err := s.Visitor(s.t.Context(), token)
	if err != nil || !found {
		s.t.Fatalf("no visitor: %v", err)
	}
	return visitor
}

func (s *site) isIn(token string) bool {
	s.t.Helper()
	_, found, err := s.Visitor(s.t.Context(), token)
	if err != nil {
		s.t.Fatal(err)
	}
	return found
}

func (s *site) rules(change func(*settings.Users)) {
	s.t.Helper()
	rules, err := s.Settings.Users(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	change(&rules)
	if err := s.Settings.SaveUsers(s.t.Context(), rules); err != nil {
		s.t.Fatal(err)
	}
}

// from returns a context of a request from an address.
func from(t testing.TB, address string) context.Context {
	return audit.WithActor(t.Context(), audit.Actor{Kind: audit.Visitor, Address: address, Browser: "test"})
}

// commits returns how many transactions the write-ahead log holds: the frames
// that end one carry the size of the database (SQLite file format §4.1).
func (s *site) commits() int {
	s.t.Helper()
	raw, err := os.ReadFile(filepath.Join(s.folder, store.FileName+"-wal"))
	if err != nil {
		s.t.Fatal(err)
	}
	if len(raw) < 32 {
		return 0
	}
	frame := 24 + int(binary.BigEndian.Uint32(raw[8:12]))
	salt, found := string(raw[16:24]), 0
	for at := 32; at+frame <= len(raw); at += frame {
		if string(raw[at+8:at+16]) == salt && binary.BigEndian.Uint32(raw[at+4:at+8]) != 0 {
			found++
		}
	}
	return found
}

func (s *site) events() string {
	s.t.Helper()
	return s.one("SELECT COALESCE(group_concat(action, ' '), '') FROM (SELECT action FROM audit_entries WHERE action NOT IN ('user.create', 'settings.save') ORDER BY id)")
}

func (s *site) verifyAudit() {
	s.t.Helper()
	result, err := s.Log.Verify(s.t.Context(), nil, func(int64) {})
	if err != nil || result.Broken != nil {
		s.t.Errorf("audit chain: %+v, %v", result.Broken, err)
	}
}

func failures(n int) string { return fmt.Sprintf("%d failures", n) }
