package signin_test

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"portico/backend/fault"
	"portico/backend/settings"
	"portico/backend/signin"
)

// fail types a wrong password n times, from as many addresses.
func (s *site) fail(email string, n int) {
	s.t.Helper()
	for i := range n {
		if _, err := s.SignIn(from(s.t, fmt.Sprintf("198.51.100.%d", i)), email, "wrong", ""); !fault.Is(err, fault.Unauthenticated) {
			s.t.Fatalf("failure %d: %v", i+1, err)
		}
	}
}

func (s *site) lets(email, device string) bool {
	s.t.Helper()
	_, err := s.SignIn(s.t.Context(), email, password, device)
	if err != nil && !fault.Is(err, fault.Unauthenticated) {
		s.t.Fatal(err)
	}
	return err == nil
}

// Shows SEC-15.
func TestLockoutSurvivesARestartAndEndsByItself_SEC15(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	u := s.manager("a@x.example")
	rules, _ := s.Settings.Users(t.Context())
	s.fail(u.Email, rules.LockoutThreshold-1)
	if !s.lets(u.Email, "") {
		t.Fatalf("locked after %s", failures(rules.LockoutThreshold-1))
	}
	s.fail(u.Email, rules.LockoutThreshold)
	if s.lets(u.Email, "") {
		t.Fatalf("not locked after %s", failures(rules.LockoutThreshold))
	}
	s.restart()
	if s.lets(u.Email, "") {
		t.Fatal("a restart ended the lockout")
	}
	if status := s.load(u.ID).Status(s.Store.Now()); status != "locked" {
		t.Errorf("status %s", status)
	}
	s.clock.advance(5 * time.Minute)
	if !s.lets(u.Email, "") {
		t.Error("the lockout does not end by itself")
	}
	if got := s.load(u.ID); got.FailedAttempts != 0 || !got.LockedUntil.IsZero() {
		t.Errorf("after signing in: %d failures, locked until %v", got.FailedAttempts, got.LockedUntil)
	}
}

// Shows SEC-15.
func TestLockoutsGrowToAnHourAndNoFurther_SEC15(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	u := s.manager("a@x.example")
	s.rules(func(r *settings.Users) { r.LockoutThreshold = 3 })
	s.fail(u.Email, 3)
	for _, want := range []time.Duration{5, 10, 20, 40, 60, 60, 60} {
		got := s.load(u.ID).LockedUntil.Sub(s.clock.Now())
		if got.Round(time.Minute) != want*time.Minute {
			t.Fatalf("rests %v, want %d minutes", got, want)
		}
		s.fail(u.Email, 5) // while it rests nothing counts
		if again := s.load(u.ID).LockedUntil.Sub(s.clock.Now()); again != got {
			t.Fatalf("tries while it rested made it %v of %v", again, got)
		}
		s.clock.advance(got)
		s.fail(u.Email, 1)
	}
	s.clock.advance(25 * time.Hour)
	s.fail(u.Email, 1)
	if got := s.load(u.ID).FailedAttempts; got != 1 {
		t.Errorf("a day later %s stand", failures(got))
	}
}

// changed returns a text with its first character changed.
func changed(text string) string {
	if text[0] == 'A' {
		return "B" + text[1:]
	}
	return "A" + text[1:]
}

// A stranger fails all the time. The owner gets in from a browser in which they
// signed in before, and with a link from the administrator.
// Shows SEC-15.
func TestNobodyLocksAnOwnerOutForGood_SEC15(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	u, other := s.manager("a@x.example"), s.manager("other@x.example")
	known, foreign := s.in(u.Email).Device, s.in(other.Email).Device
	s.fail(u.Email, 20)
	if s.lets(u.Email, "") || s.lets(u.Email, foreign) || s.lets(u.Email, changed(known)) || s.lets(u.Email, "x") {
		t.Error("let in without the mark of a known browser")
	}
	if !s.lets(u.Email, known) {
		t.Error("the owner's own browser is locked out")
	}
	s.fail(u.Email, 20)
	letter, err := s.SendActivation(t.Context(), u.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.SignIn(t.Context(), u.Email, letter.Code, ""); err == nil {
		t.Error("the typed code works while the account rests")
	}
	if _, err := s.ActivateByLink(t.Context(), linkToken(t, letter.Link), password, password); err != nil {
		t.Errorf("the link: %v", err)
	}
	if !s.lets(u.Email, "") {
		t.Error("still locked after the link")
	}

	// The mark of a browser is no way to guess on: it has a limit of its own.
	s.fail(u.Email, 20)
	for range 10 {
		if _, err := s.SignIn(t.Context(), u.Email, "wrong", known); err == nil {
			t.Fatal("let in")
		}
	}
	if s.lets(u.Email, known) {
		t.Error("a known browser guesses without end")
	}
}

// Shows SEC-15.
func TestFailuresAreLimitedPerAddress_SEC15(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	s.manager("a@x.example")
	for i := range 50 {
		if _, err := s.SignIn(from(t, "2001:db8:0:1::1"), fmt.Sprintf("u%d@x.example", i), "wrong", ""); !fault.Is(err, fault.Unauthenticated) {
			t.Fatalf("failure %d: %v", i+1, err)
		}
	}
	hashes := s.Hasher.Computed()
	for _, neighbour := range []string{"2001:db8:0:1::1", "2001:db8:0:1:ffff::2"} {
		if _, err := s.SignIn(from(t, neighbour), "a@x.example", password, ""); !fault.Is(err, fault.TooMany) {
			t.Errorf("%s: %v", neighbour, err)
		}
	}
	if s.Hasher.Computed() != hashes {
		t.Error("a refused network still costs hashes")
	}
	s.restart()
	if _, err := s.SignIn(from(t, "2001:db8:0:1::1"), "a@x.example", password, ""); !fault.Is(err, fault.TooMany) {
		t.Errorf("after a restart: %v", err)
	}
	if _, err := s.SignIn(from(t, "2001:db8:0:2::1"), "a@x.example", password, ""); err != nil {
		t.Errorf("another network: %v", err)
	}
	s.clock.advance(15 * time.Minute)
	if _, err := s.SignIn(from(t, "2001:db8:0:1::1"), "a@x.example", password, ""); err != nil {
		t.Errorf("a quarter of an hour later: %v", err)
	}
}

func TestLimitsHoldUnderParallelRequests(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	limit := signin.Limit{Name: "test", Most: 10, Window: time.Hour}
	var within atomic.Int64
	var group sync.WaitGroup
	for range 50 {
		group.Go(func() {
			ok, err := s.Limits.Take(t.Context(), limit, "k")
			if err != nil {
				t.Error(err)
			}
			if ok {
				within.Add(1)
			}
		})
	}
	group.Wait()
	if within.Load() != 10 {
		t.Errorf("%d of 10 were let through", within.Load())
	}
	off := signin.NewLimits(s.Store, true)
	if reached, err := off.Reached(t.Context(), limit, "k"); reached || err != nil {
		t.Errorf("lifted limits refuse: %v", err)
	}
}

func TestNeighbourhood(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"192.0.2.7": "192.0.2.7", "::ffff:192.0.2.7": "192.0.2.7", "2001:db8:1:2:3::4": "2001:db8:1:2::/64", "fe80::1%eth0": "fe80::/64", "": "", "x": "x",
	} {
		if got := signin.Neighbourhood(address); got != want {
			t.Errorf("%q: %q, want %q", address, got, want)
		}
	}
}
