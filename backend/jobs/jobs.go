// Package jobs does work in the background: what comes round again, such as
// tidying, reminders or backups.
//
// Work of the site is claimed in the database, so that of any number of
// processes on one site exactly one does it each time. A claim is a lease: a
// process that was killed in the middle loses it when its time is over, and
// the next one begins anew. So work must be fit to be begun again.
package jobs

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"gorm.io/gorm/clause"

	"portico/backend/store"
)

// Work is something to be done again and again.
type Work struct {
	Name  string        // "tidy"; its claim's name in the database
	Every time.Duration // from one time to the next
	// Own is for what each process has to do for itself: what it counted in its
	// memory, or what it claims piece by piece. It is claimed by nobody.
	Own bool
	// Lease is how long the work may take, five minutes when 0. After that its
	// context ends, and another process may begin it.
	Lease time.Duration
	Do    func(ctx context.Context) error
}

const usualLease = 5 * time.Minute

// Runner does the works of one process. It is safe for concurrent use.
type Runner struct {
	store *store.Store
	log   *slog.Logger
	works []*work

	stop    context.CancelFunc
	running sync.WaitGroup
}

type work struct {
	Work
	wake chan struct{}
	one  sync.Mutex // one at a time in this process
	next time.Time  // of Own work
}

// New returns a runner that does nothing until Start.
func New(s *store.Store, log *slog.Logger, works ...Work) *Runner {
	r := &Runner{store: s, log: log}
	for _, w := range works {
		if w.Lease == 0 {
			w.Lease = usualLease
		}
		r.works = append(r.works, &work{Work: w, wake: make(chan struct{}, 1)})
	}
	return r
}

// Start begins to do the works, each when it is due, until Stop.
func (r *Runner) Start(ctx context.Context) {
	ctx, r.stop = context.WithCancel(context.WithoutCancel(ctx))
	for _, w := range r.works {
		r.running.Go(func() { r.loop(ctx, w) })
	}
}

// Stop ends the works under way and waits for them. It may be called on a
// runner that was never started.
func (r *Runner) Stop() {
	if r.stop == nil {
		return
	}
	r.stop()
	r.running.Wait()
}

// Wake makes a started runner look at a work at once, whenever it is due. It
// waits for nothing.
func (r *Runner) Wake(name string) {
	for _, w := range r.works {
		if w.Name == name {
			select {
			case w.wake <- struct{}{}:
			default: // it is awake
			}
		}
	}
}

func (r *Runner) loop(ctx context.Context, w *work) {
	// Claimed work is looked at more often than it is due, so that what a
	// process left lying when it ended is soon taken over.
	period := w.Every
	if !w.Own {
		period = min(w.Every/4, 15*time.Second)
	}
	ticker := time.NewTicker(period)
	defer ticker.Stop()
	for {
		now := w.Own
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		case <-w.wake:
			now = true
		}
		if _, err := r.do(ctx, w, now); err != nil && ctx.Err() == nil {
			r.log.Error("background: "+w.Name, "error", err)
		}
	}
}

// RunDue does every work that is due by the site's clock, one after the other,
// and returns the names of those it did. A work that another process has
// claimed is left to it. The first error ends it.
func (r *Runner) RunDue(ctx context.Context) ([]string, error) {
	var done []string
	for _, w := range r.works {
		did, err := r.do(ctx, w, false)
		if err != nil {
			return done, fmt.Errorf("%s: %w", w.Name, err)
		}
		if did {
			done = append(done, w.Name)
		}
	}
	return done, nil
}

// do does one work if it is due, or at once for now, and reports whether it
// did.
func (r *Runner) do(ctx context.Context, w *work, now bool) (bool, error) {
	w.one.Lock()
	defer w.one.Unlock()
	if w.Own {
		at := r.store.Clock().Now()
		if !now && at.Before(w.next) {
			return false, nil
		}
		w.next = at.Add(w.Every)
		return true, w.Do(ctx)
	}
	lease, err := r.claim(ctx, w, now)
	if err != nil || lease == "" {
		return false, err
	}
	limited, cancel := context.WithTimeout(ctx, w.Lease)
	defer cancel()
	failure := w.Do(limited)
	// What was done is done, also when the program ends now.
	if err := r.end(context.WithoutCancel(ctx), w, lease, failure); err != nil {
		return true, err
	}
	return true, failure
}

// row is the claim on a work.
type row struct {
	Name       string `gorm:"primaryKey"`
	DueAt      store.Time
	Lease      string
	LeaseUntil store.Time
	EndedAt    store.Time
	Reason     string
}

func (row) TableName() string { return "jobs" }

// claim takes a work that is due and that nobody holds. It returns "" when
// there is nothing to do.
func (r *Runner) claim(ctx context.Context, w *work, early bool) (string, error) {
	now := r.store.Now()
	resting := r.store.Read(ctx).Model(&row{}).Where("name = ? AND (lease_until > ? OR due_at > ?)", w.Name, now, now)
	if early {
		resting = r.store.Read(ctx).Model(&row{}).Where("name = ? AND lease_until > ?", w.Name, now)
	}
	// Looking first keeps the one writer free while there is nothing to do.
	var rests int64
	if err := resting.Count(&rests).Error; err != nil {
		return "", fmt.Errorf("look for work: %w", err)
	}
	if rests > 0 {
		return "", nil
	}
	lease := rand.Text()
	taken := false
	err := r.store.InTx(ctx, func(ctx context.Context) error {
		err := r.store.Write(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(&row{Name: w.Name, DueAt: now}).Error
		if err != nil {
			return err
		}
		mine := r.store.Write(ctx).Model(&row{}).Where("name = ? AND (lease_until IS NULL OR lease_until <= ?)", w.Name, now)
		if !early {
			mine = mine.Where("due_at <= ?", now)
		}
		result := mine.Updates(map[string]any{"lease": lease, "lease_until": now.Add(w.Lease)})
		taken = result.RowsAffected == 1
		return result.Error
	})
	if err != nil {
		return "", fmt.Errorf("claim work: %w", err)
	}
	if !taken {
		return "", nil
	}
	return lease, nil
}

// end gives a claim back, unless another process has taken it meanwhile.
func (r *Runner) end(ctx context.Context, w *work, lease string, failure error) error {
	now := r.store.Now()
	reason := ""
	if failure != nil {
		reason = failure.Error()
	}
	err := r.store.Write(ctx).Model(&row{}).Where("name = ? AND lease = ?", w.Name, lease).
		Updates(map[string]any{"lease": "", "lease_until": nil, "due_at": now.Add(w.Every), "ended_at": now, "reason": reason}).Error
	if err != nil {
		return fmt.Errorf("give work back: %w", err)
	}
	return nil
}
