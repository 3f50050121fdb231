package organizations

import (
	"context"
	"fmt"

	"portico/backend/access"
)

// Matching returns the ids of the organizations within the scope that match,
// in the order of the list: all of them, but no more than most. The query's
// cursor and limit count for nothing.
func (s *Service) Matching(ctx context.Context, scope access.Scope, query Query, most int) ([]int64, error) {
	wanted := query.selection(scope)
	wanted.after, wanted.limit = "", most
	return s.matching(ctx, wanted)
}

func (s *Service) matching(ctx context.Context, wanted selection) ([]int64, error) {
	g, err := s.ground(ctx, wanted)
	if err != nil {
		return nil, err
	}
	var ids []int64
	find := func(again bool) (stretch, error) {
		chosen, err := s.stretch(ctx, g, again)
		if err != nil {
			return chosen, err
		}
		return chosen, s.store.Read(ctx).Raw(chosen.with+" SELECT page.id FROM page ORDER BY "+g.wanted.order.by("page"), chosen.args...).Scan(&ids).Error
	}
	chosen, err := find(false)
	if err == nil && chosen.limited && len(ids) <= wanted.limit {
		ids = nil
		_, err = find(true)
	}
	if err != nil {
		return nil, fmt.Errorf("find organizations that match: %w", err)
	}
	return ids[:min(len(ids), wanted.limit)], nil
}
