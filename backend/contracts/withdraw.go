package contracts

import (
	"context"
	"fmt"

	"portico/backend/fault"
	"portico/backend/store"
)

// Withdraw takes a document back: nobody can sign it any more. What was signed
// stays.
func (s *Service) Withdraw(ctx context.Context, id int64, reason string) (Document, error) {
	reason = store.CleanText(reason)
	if reason == "" || len([]rune(reason)) > MaxReason {
		return Document{}, refuseReason()
	}
	return s.changeDocument(ctx, id, "document.withdraw", func(ctx context.Context, d *Document) error {
		if d.State != Sent && d.State != Declined {
			return fault.New(fault.Conflict, "Only a document that waits for signatures can be withdrawn.")
		}
		d.State, d.RemindAt = Withdrawn, store.Time{}
		var version struct {
			ID     int64
			SHA256 string `gorm:"column:sha256"`
		}
		if err := s.Store.Read(ctx).Raw("SELECT id, sha256 FROM document_versions WHERE document_id = ? AND number = ?", d.ID, d.Version).Scan(&version).Error; err != nil {
			return fmt.Errorf("withdraw document: %w", err)
		}
		if err := s.note(ctx, Event{DocumentID: d.ID, VersionID: version.ID, Kind: WasWithdrawn, Means: AtDesk, Reason: reason, ShownSHA256: version.SHA256}); err != nil {
			return err
		}
		return s.settleTurn(ctx, d)
	})
}

// MaxReason is the longest reason for declining or withdrawing, in characters.
const MaxReason = 1000

func refuseReason() error {
	return &fault.Error{Code: fault.Invalid, Message: "Please check the marked fields.", Fields: map[string]string{"reason": "Say why, in at most 1,000 characters."}}
}
