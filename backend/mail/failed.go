package mail

import (
	"context"
	"fmt"

	"portico/backend/store"
)

// FailedCount returns how many mails could not be sent, at most
// store.CountLimit + 1.
func (o *Outbox) FailedCount(ctx context.Context) (int64, error) {
	var count int64
	if err := o.store.Read(ctx).Raw("SELECT COUNT(*) FROM (SELECT 1 FROM outbox WHERE state = ? LIMIT ?)", Failed, store.CountLimit+1).Scan(&count).Error; err != nil {
		return 0, fmt.Errorf("count failed mails: %w", err)
	}
	return count, nil
}
