package registrations

import (
	"context"
	"fmt"
	"time"

	"portico/backend/store"
)

// EndingLimit is how many links Ending returns at most.
const EndingLimit = 20

// Ending returns named links that can be used now and end before a moment, and
// those whose uses are used up: at most EndingLimit, the soonest first.
func (s *Service) Ending(ctx context.Context, before time.Time) ([]Link, error) {
	now := s.Store.Now()
	var links []Link
	err := s.Store.Read(ctx).Raw(`SELECT l.* FROM registration_links l WHERE l.is_default = 0 AND l.revoked_at IS NULL AND l.paused_at IS NULL
		AND (l.expires_at > ? AND l.expires_at <= ? OR (l.expires_at IS NULL OR l.expires_at > ?) AND l.uses >= l.uses_limit)
		ORDER BY COALESCE(l.expires_at, ?), l.id LIMIT ?`, now, store.At(before), now, now, EndingLimit).Scan(&links).Error
	if err != nil {
		return nil, fmt.Errorf("find ending links: %w", err)
	}
	return links, nil
}

// AdmittedSince returns how many registrations since a moment were admitted, at
// most store.CountLimit + 1.
func (s *Service) AdmittedSince(ctx context.Context, since time.Time) (int64, error) {
	var count int64
	err := s.Store.Read(ctx).Raw("SELECT COUNT(*) FROM (SELECT 1 FROM registrations WHERE state = 'admitted' AND created_at >= ? LIMIT ?)", store.At(since), store.CountLimit+1).Scan(&count).Error
	if err != nil {
		return 0, fmt.Errorf("count admitted registrations: %w", err)
	}
	return count, nil
}

// WaitingSince returns when the registration that has waited longest for
// approval came in; the zero Time when none waits.
func (s *Service) WaitingSince(ctx context.Context) (store.Time, error) {
	var oldest []store.Time
	err := s.Store.Read(ctx).Raw("SELECT created_at FROM registrations WHERE state = 'pending' ORDER BY created_at, id LIMIT 1").Scan(&oldest).Error
	if err != nil {
		return store.Time{}, fmt.Errorf("find oldest waiting registration: %w", err)
	}
	if len(oldest) == 0 {
		return store.Time{}, nil
	}
	return oldest[0], nil
}
