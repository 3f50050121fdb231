package mail

import (
	"context"
	"fmt"

	"gorm.io/gorm"
)

// BlankFor takes away the bodies of sealed mails that some things caused, as
// when a new activation code makes the earlier ones useless. What was not sent
// yet is cancelled: nobody needs it any more.
func (o *Outbox) BlankFor(ctx context.Context, causeKind string, causeIDs ...int64) error {
	err := o.store.Write(ctx).Model(&Message{}).
		Where("subject_kind = ? AND subject_id IN ? AND is_sealed = 1 AND body <> ''", causeKind, causeIDs).
		Updates(blanked("state IN ('held', 'queued', 'failed')", Cancelled)).Error
	if err != nil {
		return fmt.Errorf("blank mails: %w", err)
	}
	return nil
}

// expiredReason is why a mail was not sent in time.
const expiredReason = "Its link or code expired before the mail could be sent."

// BlankExpired takes away the sealed bodies whose time is over, and returns how
// many there were. A mail that was held is cancelled then, and one that waited
// for the server has failed.
func (o *Outbox) BlankExpired(ctx context.Context) (int64, error) {
	var count int64
	now := o.store.Now()
	err := o.store.InTx(ctx, func(ctx context.Context) error {
		const expired = "is_sealed = 1 AND body <> '' AND expires_at <= ?"
		err := o.store.Write(ctx).Exec("INSERT INTO outbox_attempts (mail_id, at, outcome, reason) SELECT id, ?, ?, ? FROM outbox WHERE state = 'queued' AND "+expired, now, Refused, expiredReason, now).Error
		if err != nil {
			return err
		}
		waiting := o.store.Write(ctx).Model(&Message{}).Where("state = 'queued' AND "+expired, now).
			Updates(map[string]any{"body": "", "state": Failed, "last_error": expiredReason})
		if waiting.Error != nil {
			return waiting.Error
		}
		rest := o.store.Write(ctx).Model(&Message{}).Where(expired, now).Updates(blanked("state = 'held'", Cancelled))
		count = waiting.RowsAffected + rest.RowsAffected
		return rest.Error
	})
	if err != nil {
		return 0, fmt.Errorf("blank expired mails: %w", err)
	}
	return count, nil
}

// blanked is the change that takes a body away and gives the mails of a
// condition another state.
func blanked(condition string, state State) map[string]any {
	return map[string]any{"body": "", "state": gorm.Expr("CASE WHEN "+condition+" THEN ? ELSE state END", state)}
}
