package users

import (
	"context"
	"fmt"
	"slices"

	"portico/backend/access"
)

// Matching returns the ids of the users within the scope that match, in the
// order of the list: all of them, but no more than most. The query's cursor
// and limit count for nothing.
func (s *Service) Matching(ctx context.Context, scope access.Scope, query Query, most int) ([]int64, error) {
	g, err := s.ground(ctx, scope, query)
	if err != nil {
		return nil, err
	}
	order := query.order()
	var ids []int64
	err = s.store.Read(ctx).Raw(fmt.Sprintf("%s page AS (SELECT u.id FROM %s WHERE %s ORDER BY %s LIMIT ?) SELECT id FROM page",
		g.with(g.few), g.from(g.few, order.index), g.filter, order.by("u")), slices.Concat(g.argsOf(g.few), g.args, []any{most})...).Scan(&ids).Error
	if err != nil {
		return nil, fmt.Errorf("find users that match: %w", err)
	}
	return ids, nil
}
