package jobs_test

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"portico/backend/jobs"
	"portico/backend/store"
	"portico/backend/testkit"
)

func run(t *testing.T, r *jobs.Runner, want string) {
	t.Helper()
	done, err := r.RunDue(t.Context())
	if err != nil || strings.Join(done, " ") != want {
		t.Fatalf("did %v, want %q, %v", done, want, err)
	}
}

func TestWorkComesRound(t *testing.T) {
	db, _, clock := testkit.OpenStore(t)
	nothing := func(context.Context) error { return nil }
	works := []jobs.Work{{Name: "own", Every: time.Second, Own: true, Do: nothing}, {Name: "site", Every: time.Minute, Do: nothing}}
	one, other := jobs.New(db, slog.Default(), works...), jobs.New(db, slog.Default(), works...)
	run(t, one, "own site")
	run(t, one, "")
	run(t, other, "own") // the other process has its own to do; the site's is done
	clock.Advance(time.Minute)
	run(t, other, "own site")
	run(t, one, "own")
}

// Of many processes one does each work.
func TestOneDoesIt(t *testing.T) {
	db, _, clock := testkit.OpenStore(t)
	var times atomic.Int64
	for range 5 {
		var wait sync.WaitGroup
		for range 8 {
			r := jobs.New(db, slog.Default(), jobs.Work{Name: "site", Every: time.Minute, Do: func(context.Context) error { times.Add(1); return nil }})
			wait.Go(func() {
				if _, err := r.RunDue(t.Context()); err != nil {
					t.Error(err)
				}
			})
		}
		wait.Wait()
		clock.Advance(2 * time.Minute)
	}
	if times.Load() != 5 {
		t.Errorf("done %d times of 5", times.Load())
	}
}

// What a process that was killed held is free after its lease; what it ends
// then changes nothing for whoever has taken over.
func TestClaimOfTheDeadEnds(t *testing.T) {
	db, _, clock := testkit.OpenStore(t)
	begun, end := make(chan struct{}), make(chan struct{})
	slow := jobs.New(db, slog.Default(), jobs.Work{Name: "site", Every: time.Hour, Lease: 10 * time.Minute, Do: func(context.Context) error { close(begun); <-end; return nil }})
	quick := jobs.New(db, slog.Default(), jobs.Work{Name: "site", Every: time.Hour, Do: func(context.Context) error { return nil }})
	var wait sync.WaitGroup
	wait.Go(func() { _, _ = slow.RunDue(t.Context()) })
	<-begun
	run(t, quick, "")
	clock.Advance(10 * time.Minute)
	run(t, quick, "site")
	due := dueAt(t, db)
	clock.Advance(time.Minute)
	close(end)
	wait.Wait()
	if now := dueAt(t, db); !now.Equal(due.Time) {
		t.Errorf("due at %v, then at %v", due, now)
	}
	run(t, quick, "")
}

func dueAt(t *testing.T, db *store.Store) store.Time {
	t.Helper()
	var row struct{ DueAt store.Time }
	if err := db.Read(t.Context()).Raw("SELECT due_at FROM jobs").Scan(&row).Error; err != nil {
		t.Fatal(err)
	}
	return row.DueAt
}

func TestFailureComesRoundToo(t *testing.T) {
	db, _, clock := testkit.OpenStore(t)
	var failure = errors.New("no")
	r := jobs.New(db, slog.Default(), jobs.Work{Name: "site", Every: time.Minute, Do: func(context.Context) error { return failure }})
	if _, err := r.RunDue(t.Context()); !errors.Is(err, failure) {
		t.Fatal(err)
	}
	run(t, r, "")
	clock.Advance(time.Minute)
	failure = nil
	run(t, r, "site")
}

// A started runner does what it is woken for, and Stop waits for it.
func TestWakeAndStop(t *testing.T) {
	db, _, _ := testkit.OpenStore(t)
	did := make(chan struct{})
	r := jobs.New(db, slog.Default(),
		jobs.Work{Name: "own", Every: time.Hour, Own: true, Do: func(context.Context) error { did <- struct{}{}; return nil }},
		jobs.Work{Name: "site", Every: time.Hour, Do: func(context.Context) error { did <- struct{}{}; return nil }})
	r.Stop() // never started
	r.Start(t.Context())
	for _, name := range []string{"own", "site", "own", "site"} {
		r.Wake(name)
		<-did
	}
	r.Stop()
}
