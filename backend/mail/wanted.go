package mail

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"portico/backend/audit"
)

// Wanted are those who say, by the kind of a mail, whether it is still to be
// sent when its turn has come: it may have been held for weeks, and what it asks
// for be done, or its reader have no business with it any more (SEC-34). Mails
// of other kinds always are.
type Wanted map[string]func(ctx context.Context, message Message) (bool, error)

// overReason is why a mail was not sent any more.
const overReason = "What it tells of is over, or not the recipient's any more, so it was not sent."

// isOver reports whether a claimed mail is not to be sent any more.
func (o *Outbox) isOver(ctx context.Context, message Message) (bool, error) {
	ask, known := o.wanted[message.Kind]
	if !known || !message.DeliveredAt.IsZero() { // what is missing then is a copy
		return false, nil
	}
	wanted, err := ask(ctx, message)
	return !wanted, err
}

// callOff cancels a claimed mail.
func (o *Outbox) callOff(ctx context.Context, message Message) error {
	err := o.store.InTx(ctx, func(ctx context.Context) error {
		change := map[string]any{"lease": "", "lease_until": nil, "state": whileQueued(Cancelled), "last_error": overReason, "body": gorm.Expr("CASE WHEN is_sealed = 1 THEN '' ELSE body END")}
		result := o.store.Write(ctx).Model(&Message{}).Where("id = ? AND lease = ?", message.ID, message.Lease).Updates(change)
		if result.Error != nil || result.RowsAffected == 0 {
			return result.Error // another process has taken the mail over
		}
		return o.log.Record(ctx, audit.Change{Action: "mail.cancel", Subject: audit.Subject{Kind: "mail", ID: message.ID, Name: message.Subject}, Before: map[string]any{"state": message.State}, After: map[string]any{"to": message.ToEmail, "reason": overReason}})
	})
	if err != nil {
		return fmt.Errorf("call mail off: %w", err)
	}
	return nil
}
