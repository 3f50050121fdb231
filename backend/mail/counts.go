package mail

import (
	"context"
	"fmt"

	"portico/backend/store"
)

// CountIn returns how many mails are in a state, at most store.CountLimit + 1.
func (o *Outbox) CountIn(ctx context.Context, state State) (int64, error) {
	var count int64
	if err := o.store.Read(ctx).Raw("SELECT COUNT(*) FROM (SELECT 1 FROM outbox WHERE state = ? LIMIT ?)", state, store.CountLimit+1).Scan(&count).Error; err != nil {
		return 0, fmt.Errorf("count mails: %w", err)
	}
	return count, nil
}
