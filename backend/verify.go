package backend

import (
	"context"
	"errors"

	"portico/backend/audit"
)

// VerifyAudit checks the whole audit log against itself and its anchor. done is
// told how many entries are checked. An anchor that can't be read is an error,
// with what the log says of itself in the Verification.
func (b *Backend) VerifyAudit(ctx context.Context, done func(int64)) (audit.Verification, error) {
	var marks []audit.Mark
	var unread error
	if b.Anchor != nil {
		marks, unread = b.Anchor.Marks()
	}
	result, err := b.Audit.Verify(ctx, marks, done)
	return result, errors.Join(err, unread)
}
