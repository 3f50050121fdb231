package backend

import (
	"context"

	"portico/backend/audit"
)

// VerifyAudit checks the whole audit log against itself and its anchor. done is
// told how many entries are checked.
func (b *Backend) VerifyAudit(ctx context.Context, done func(int64)) (audit.Verification, error) {
	var marks []audit.Mark
	if b.Anchor != nil {
		var err error
		if marks, err = b.Anchor.Marks(); err != nil {
			return audit.Verification{}, err
		}
	}
	return b.Audit.Verify(ctx, marks, done)
}
