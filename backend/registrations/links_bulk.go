package registrations

import (
	"context"
	"slices"

	"portico/backend/fault"
)

// LinksOutcome says what a bulk action did to links. Those that were as asked
// already are in neither list, so that undoing touches exactly what was done.
type LinksOutcome struct {
	Changed []int64
	Left    []LeftOut
}

// PauseLinks closes named links for a while, or opens them again, in one
// transaction with an audit entry for each. What can't be changed is left out
// with the reason.
func (s *Service) PauseLinks(ctx context.Context, ids []int64, paused bool) (LinksOutcome, error) {
	return s.eachLink(ctx, ids, func(ctx context.Context, link LinkRow) (bool, error) {
		if paused != link.PausedAt.IsZero() && link.RevokedAt.IsZero() && !link.IsDefault {
			return false, nil
		}
		_, err := s.PauseLink(ctx, link.ID, paused)
		return err == nil, err
	})
}

// RevokeLinks closes named links for good, likewise.
func (s *Service) RevokeLinks(ctx context.Context, ids []int64) (LinksOutcome, error) {
	return s.eachLink(ctx, ids, func(ctx context.Context, link LinkRow) (bool, error) {
		if !link.RevokedAt.IsZero() {
			return false, nil
		}
		_, err := s.RevokeLink(ctx, link.ID)
		return err == nil, err
	})
}

func (s *Service) eachLink(ctx context.Context, ids []int64, change func(context.Context, LinkRow) (bool, error)) (LinksOutcome, error) {
	outcome := LinksOutcome{Changed: []int64{}, Left: []LeftOut{}}
	err := s.Store.InTx(ctx, func(ctx context.Context) error {
		for _, id := range slices.Compact(slices.Sorted(slices.Values(ids))) {
			link, err := s.FindLink(ctx, id)
			changed := false
			if err == nil {
				changed, err = change(ctx, link)
			}
			switch refused := fault.As(err); {
			case refused != nil:
				outcome.Left = append(outcome.Left, LeftOut{id, link.Name, refused.Message})
			case err != nil:
				return err
			case changed:
				outcome.Changed = append(outcome.Changed, id)
			}
		}
		return nil
	})
	return outcome, err
}
