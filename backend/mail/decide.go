package mail

import (
	"context"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/store"
)

var (
	errSandbox = fault.New(fault.Conflict, "This is a sandbox. It never sends mails.")
	errOff     = fault.New(fault.Conflict, "Mails don't go out by themselves. Set up a mail server first.").WithMend("Set up mail", "/settings/mail")
)

// mostChosen is how many mails can be chosen for one action.
const mostChosen = 10_000

// Left is a mail that an action left as it is, and why.
type Left struct {
	ID     int64
	Name   string
	Reason string
}

// Decision says what an action did to the mails that were chosen for it.
type Decision struct {
	Changed []int64
	Left    []Left
}

// Send gives mails to the sender, due at once: what was held, what waits for its
// next attempt, and what has failed, whose attempts are counted anew. It returns
// a Conflict fault while no mail goes out.
func (o *Outbox) Send(ctx context.Context, ids []int64) (Decision, error) {
	if err := o.canSend(ctx); err != nil {
		return Decision{}, err
	}
	now := o.store.Now()
	return o.decide(ctx, "mail.send", ids, map[string]any{"state": Queued, "queued_at": now, "next_at": now, "attempts": 0}, func(m Message) string {
		switch {
		case m.State == Sent:
			return "Was sent already."
		case m.State == Cancelled:
			return "Was cancelled."
		case isOver(m, now):
			return "Its link or code is no longer valid."
		}
		return ""
	})
}

// Cancel keeps mails from being sent for good.
func (o *Outbox) Cancel(ctx context.Context, ids []int64) (Decision, error) {
	now := o.store.Now()
	return o.decide(ctx, "mail.cancel", ids, map[string]any{"state": Cancelled, "body": gorm.Expr("CASE WHEN is_sealed = 1 THEN '' ELSE body END")}, func(m Message) string {
		switch {
		case m.State == Sent:
			return "Was sent already."
		case m.State == Cancelled:
			return "Was cancelled already."
		case m.Lease != "" && now.Before(m.LeaseUntil.Time):
			return "Is being handed over just now."
		}
		return ""
	})
}

// decide changes those of the chosen mails that nothing stands against, with one
// audit entry each.
func (o *Outbox) decide(ctx context.Context, action string, ids []int64, change map[string]any, against func(Message) string) (Decision, error) {
	done := Decision{Changed: []int64{}, Left: []Left{}}
	if len(ids) > mostChosen {
		return done, fault.New(fault.Invalid, "Choose at most 10,000 mails at once.")
	}
	err := o.store.InTx(ctx, func(ctx context.Context) error {
		for part := range slices.Chunk(ids, 500) {
			var messages []Message
			if err := o.store.Read(ctx).Select(columns+", CASE WHEN is_sealed = 1 THEN body ELSE '' END AS body, outbox.lease, outbox.lease_until").Where("id IN ?", part).Order("id").Find(&messages).Error; err != nil {
				return err
			}
			for _, m := range messages {
				if reason := against(m); reason != "" {
					done.Left = append(done.Left, Left{m.ID, m.Subject, reason})
					continue
				}
				done.Changed = append(done.Changed, m.ID)
				err := o.log.Record(ctx, audit.Change{Action: action, Subject: audit.Subject{Kind: "mail", ID: m.ID, Name: m.Subject}, Before: map[string]any{"state": m.State}, After: map[string]any{"to": m.ToEmail}})
				if err != nil {
					return err
				}
			}
		}
		for part := range slices.Chunk(done.Changed, 500) {
			if err := o.store.Write(ctx).Model(&Message{}).Where("id IN ?", part).Updates(change).Error; err != nil {
				return err
			}
		}
		return o.goOn(ctx, action == "mail.send" && len(done.Changed) > 0)
	})
	if err != nil {
		return Decision{}, fmt.Errorf("%s: %w", action, err)
	}
	return done, nil
}

// SendAll gives every mail that is held, or every one that has failed, to the
// sender and returns how many there were; those whose link or code is no longer
// valid stay. One audit entry names the number.
func (o *Outbox) SendAll(ctx context.Context, state State) (int64, error) {
	if state != Held && state != Failed {
		return 0, fault.New(fault.Invalid, "Choose the mails that are held or that have failed.")
	}
	if err := o.canSend(ctx); err != nil {
		return 0, err
	}
	now := o.store.Now()
	var count int64
	err := o.store.InTx(ctx, func(ctx context.Context) error {
		result := o.store.Write(ctx).Model(&Message{}).Where("state = ? AND NOT (is_sealed = 1 AND (body = '' OR expires_at <= ?))", state, now).
			Updates(map[string]any{"state": Queued, "queued_at": now, "next_at": now, "attempts": 0})
		if count = result.RowsAffected; result.Error != nil || count == 0 {
			return result.Error
		}
		err := o.log.Record(ctx, audit.Change{Action: "mail.send_all", Subject: audit.Subject{Kind: "mail"}, After: map[string]any{"state": state, "mails": count}})
		if err != nil {
			return err
		}
		return o.goOn(ctx, true)
	})
	if err != nil {
		return 0, fmt.Errorf("send all mails: %w", err)
	}
	return count, nil
}

func (o *Outbox) canSend(ctx context.Context) error {
	if o.never {
		return errSandbox
	}
	sends, err := o.Sends(ctx)
	if err == nil && !sends {
		err = errOff
	}
	return err
}

// goOn tries the server again at once, after a person asked for it.
func (o *Outbox) goOn(ctx context.Context, wanted bool) error {
	if !wanted {
		return nil
	}
	o.store.AfterCommit(ctx, o.queued)
	return o.changeServer(ctx, "paused_until = NULL")
}

// isOver reports whether a mail's link or code is no longer valid.
func isOver(m Message, now store.Time) bool {
	return m.IsSealed && (m.Body == "" || !now.Before(m.ExpiresAt.Time))
}
