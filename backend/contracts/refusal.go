package contracts

import (
	"context"

	"portico/backend/access"
	"portico/backend/audit"
	"portico/backend/fault"
)

// RecordRefusal writes into the audit log that somebody tried to sign a document
// that they see, and was refused (SEC-44). What is no refusal of a signature, and
// a document that is not theirs, leaves no entry. It returns plain errors only.
func (s *Service) RecordRefusal(ctx context.Context, signer access.Signer, id int64, refusal error) error {
	said := fault.As(refusal)
	if said == nil || said.Code != fault.Forbidden && said.Code != fault.Conflict {
		return nil
	}
	found, err := s.held(ctx, signer, id, 0)
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	return s.Store.InTx(ctx, func(ctx context.Context) error {
		return s.Log.Record(ctx, audit.Change{Action: "signature.refused", Subject: found.subject(), After: map[string]any{
			"version": found.Number, "user_id": signer.UserID(), "reason": said.Message,
		}})
	})
}
