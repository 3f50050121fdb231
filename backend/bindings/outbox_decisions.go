package bindings

import (
	"portico/backend/mail"
)

// MailsOutcome says what an action did to the mails that were chosen for it.
type MailsOutcome struct {
	Changed []int64   `json:"changed"`
	Left    []LeftOut `json:"left"`
}

// Send gives mails to the mail server, due at once: held ones, those that wait
// for their next attempt, and failed ones.
func (o *Outbox) Send(ids []int64) (MailsOutcome, error) {
	ctx, b, err := o.core.enter()
	if err != nil {
		return MailsOutcome{}, err
	}
	done, err := b.Outbox.Send(ctx, ids)
	return mailsOutcome(done), err
}

// SendAll gives every mail that is held, or every one that has failed, to the
// mail server, and returns how many there were.
func (o *Outbox) SendAll(state string) (int64, error) {
	ctx, b, err := o.core.enter()
	if err != nil {
		return 0, err
	}
	return b.Outbox.SendAll(ctx, mail.State(state))
}

// Cancel keeps mails from being sent for good.
func (o *Outbox) Cancel(ids []int64) (MailsOutcome, error) {
	ctx, b, err := o.core.enter()
	if err != nil {
		return MailsOutcome{}, err
	}
	done, err := b.Outbox.Cancel(ctx, ids)
	return mailsOutcome(done), err
}

func mailsOutcome(done mail.Decision) MailsOutcome {
	outcome := MailsOutcome{Changed: append([]int64{}, done.Changed...), Left: []LeftOut{}}
	for _, left := range done.Left {
		outcome.Left = append(outcome.Left, LeftOut(left))
	}
	return outcome
}
