package backend

import (
	"context"
	"errors"
	"fmt"
	"time"

	"portico/backend/jobs"
)

// Start begins the work in the background, and the listener where the
// settings say so. What keeps the listener from starting shows on its screen.
func (b *Backend) Start(ctx context.Context) {
	b.Jobs.Start(ctx)
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

// sendMails is the work that hands mails over to the mail server.
const sendMails = "send mails"

// sendInvitations is the work that sends lists of invitations.
const sendInvitations = "send invitations"

// works is what goes on in the background. What belongs to the site is claimed
// in the database; what a process has in its memory or on its disk is its own.
func (b *Backend) works() []jobs.Work {
	return []jobs.Work{
		{Name: "gather", Every: 3 * time.Second, Own: true, Do: b.gather},
		{Name: "watch", Every: time.Minute, Own: true, Do: b.watch},
		// Mails are claimed one by one, so that every process can help.
		{Name: sendMails, Every: 10 * time.Second, Own: true, Do: b.sendMails},
		{Name: sendInvitations, Every: 20 * time.Second, Lease: time.Minute, Do: b.Invitations.Work},
		{Name: "tidy", Every: time.Minute, Do: b.tidy},
		{Name: "remind", Every: time.Minute, Do: b.remind},
	}
}

func (b *Backend) sendMails(ctx context.Context) error {
	_, err := b.Outbox.SendDue(ctx)
	return err
}

// gather writes what was counted in memory, and the head of the audit log to
// its anchor.
func (b *Backend) gather(ctx context.Context) error {
	err := b.Registrations.FlushOpenings(ctx)
	if b.Anchor == nil {
		return err
	}
	return errors.Join(err, b.Anchor.Keep(ctx, b.Audit))
}

// watch says in the program's log, again and again, that the audit log lacks
// what was anchored.
func (b *Backend) watch(context.Context) error {
	if b.Anchor == nil || b.Anchor.Broken() == nil {
		return nil
	}
	return fmt.Errorf("audit log does not hold what was anchored: entry %d: %s", b.Anchor.Broken().ID, b.Anchor.Broken().Reason)
}

// tidy ends what is over: responses whose time is up, mails that waited too
// long, sealed bodies, sessions, old counters. One failure does not keep the
// others from being done.
func (b *Backend) tidy(ctx context.Context) error {
	_, expire := b.Responses.ExpireDue(ctx)
	_, giveUp := b.Outbox.GiveUp(ctx)
	_, blank := b.Outbox.BlankExpired(ctx)
	_, forget := b.Invitations.Forget(ctx)
	return errors.Join(expire, giveUp, blank, forget, b.SignIn.Sweep(ctx))
}

// remindersAtOnce is how many reminders one round writes; the rest go with the
// next.
const remindersAtOnce = 200

// remind writes the reminders whose time has come.
func (b *Backend) remind(ctx context.Context) error {
	_, answers := b.Responses.RemindDue(ctx, remindersAtOnce)
	_, documents := b.Contracts.RemindDue(ctx, remindersAtOnce)
	return errors.Join(answers, documents)
}

func (b *Backend) report(what string, err error) {
	if err != nil {
		b.log.Error("housekeeping: "+what, "error", err)
	}
}
