package backend

import (
	"context"
	"time"
)

// Start begins the work in the background, and the listener where the
// settings say so. What keeps the listener from starting shows on its screen.
func (b *Backend) Start(ctx context.Context) {
	background, stop := context.WithCancel(context.WithoutCancel(ctx))
	b.stop = stop
	b.running.Go(func() { b.every(background, 3*time.Second, b.gather) })
	b.running.Go(func() { b.every(background, time.Minute, b.tidy) })
	listener, err := b.Settings.Listener(ctx)
	if err != nil {
		b.log.Error("listener settings can't be read", "error", err)
		return
	}
	if listener.StartWithApplication {
		if err := b.Listener.Start(listener); err != nil {
			b.log.Warn("listener did not start", "reason", err)
		}
	}
}

// StartListener starts the portal's listener as the settings say. It returns a
// fault with the exact reason when it can't.
func (b *Backend) StartListener(ctx context.Context) error {
	listener, err := b.Settings.Listener(ctx)
	if err != nil {
		return err
	}
	return b.Listener.Start(listener)
}

func (b *Backend) every(ctx context.Context, period time.Duration, work func(context.Context)) {
	ticker := time.NewTicker(period)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			work(ctx)
		}
	}
}

// gather writes what was counted in memory, and the head of the audit log to
// its anchor.
func (b *Backend) gather(ctx context.Context) {
	b.report("count openings", b.Registrations.FlushOpenings(ctx))
	if b.Anchor == nil {
		return
	}
	b.report("write audit anchor", b.Anchor.Keep(ctx, b.Audit))
}

// remindersAtOnce is how many reminders one round writes; the rest go with the
// next.
const remindersAtOnce = 200

// tidy ends what is over: responses whose time is up, sealed mails, sessions,
// old counters. It writes the reminders whose time has come.
func (b *Backend) tidy(ctx context.Context) {
	b.gather(ctx)
	if b.Anchor != nil && b.Anchor.Broken() != nil {
		b.log.Error("audit log does not hold what was anchored", "entry", b.Anchor.Broken().ID, "reason", b.Anchor.Broken().Reason)
	}
	_, err := b.Responses.ExpireDue(ctx)
	b.report("expire responses", err)
	_, err = b.Responses.RemindDue(ctx, remindersAtOnce)
	b.report("send reminders", err)
	_, err = b.Outbox.BlankExpired(ctx)
	b.report("blank expired mails", err)
	b.report("sweep sessions", b.SignIn.Sweep(ctx))
}

func (b *Backend) report(what string, err error) {
	if err != nil {
		b.log.Error("housekeeping: "+what, "error", err)
	}
}
