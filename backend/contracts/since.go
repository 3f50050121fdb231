package contracts

import (
	"context"
	"fmt"
)

// Since is what happened to a document after one of its signed files, or the
// evidence of one, was made.
type Since string

// What can have happened since.
const (
	NothingSince Since = ""
	NewerVersion Since = "newer" // a later version was sent
	LaterFile    Since = "later" // something else that this version's newest file tells of
)

// Since looks a file up by its SHA-256, in hex, and says what happened since it
// was made. It tells nothing else, so that anybody who has the file may ask: a
// file that was not made here has nothing to tell.
func (s *Service) Since(ctx context.Context, sha256 string) (Since, error) {
	var found []struct {
		VersionID int64
		EventID   int64
		IsNewest  bool
	}
	err := s.Store.Read(ctx).Raw(`SELECT f.version_id, f.event_id, d.version = v.number AS is_newest
		FROM (SELECT version_id, event_id FROM document_finals WHERE sha256 = @hash UNION ALL SELECT version_id, event_id FROM document_finals WHERE evidence_sha256 = @hash LIMIT 1) f
		CROSS JOIN document_versions v ON v.id = f.version_id CROSS JOIN documents d ON d.id = v.document_id`, map[string]any{"hash": sha256}).Scan(&found).Error
	if err != nil {
		return NothingSince, fmt.Errorf("look for signed file: %w", err)
	}
	switch {
	case len(found) == 0:
		return NothingSince, nil
	case !found[0].IsNewest:
		return NewerVersion, nil
	}
	last, err := s.lastEvent(ctx, found[0].VersionID)
	if err != nil || last <= found[0].EventID {
		return NothingSince, err
	}
	return LaterFile, nil
}
