package organizations

import (
	"context"
	"fmt"
	"slices"

	"portico/backend/store"
)

// Best returns at most limit organizations for what somebody typed who looks
// for one of them: the one of just that name first, then those whose name
// begins so, those in whose name each word begins a word, and last those that
// have the words anywhere; by name among equals.
func (s *Service) Best(ctx context.Context, typed string, limit int) ([]Row, error) {
	search := store.ParseSearch(typed)
	if search.IsEmpty() {
		return []Row{}, nil
	}
	from, to := store.PrefixRange(search.Whole())
	var ids []int64
	// A name that is the prefix itself is the first of its range.
	err := s.store.Read(ctx).Raw("SELECT id FROM organizations INDEXED BY organizations_name WHERE name_key >= ? AND name_key < ? ORDER BY name_key, id LIMIT ?", from, to, limit).Scan(&ids).Error
	if err != nil {
		return nil, fmt.Errorf("find organizations that begin so: %w", err)
	}
	if len(ids) < limit {
		more, err := s.others(ctx, search, limit)
		if err != nil {
			return nil, err
		}
		for _, id := range more {
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	return s.named(ctx, ids[:min(limit, len(ids))])
}

// others returns those that have the words, the ones in whose name each word
// begins a word first. Where few have them all are ranked; else a walk along
// the names takes the first that it meets, and looks for beginnings no further
// than a walk may go.
func (s *Service) others(ctx context.Context, search store.Search, limit int) ([]int64, error) {
	plan, err := s.store.PlanSearch(ctx, searched, search, s.limits.few)
	if err != nil {
		return nil, err
	}
	if !plan.Few {
		var ids []int64
		for _, one := range []store.SearchPlan{plan.Beginnings(), plan} {
			condition, args := one.Condition("o")
			var some []int64
			err := s.store.Read(ctx).Raw(`SELECT o.id FROM (SELECT o.id, o.name_key, o.plain_key FROM organizations o INDEXED BY organizations_name ORDER BY o.name_key, o.id LIMIT ?) o WHERE `+condition+` LIMIT ?`,
				slices.Concat([]any{s.limits.far}, args, []any{2 * limit})...).Scan(&some).Error
			if err != nil {
				return nil, fmt.Errorf("walk organizations: %w", err)
			}
			ids = append(ids, some...)
		}
		if len(ids) > 0 {
			return ids, nil
		}
		return s.matching(ctx, selection{kinds: func(kind) bool { return true }, search: search, order: orderOf("name"), limit: limit}) // they stand far down
	}
	from, hits := plan.FromHits("o")
	condition, args := plan.ConditionOfHits("o")
	beginning, more := plan.Beginnings().Condition("o")
	var ids []int64
	err = s.store.Read(ctx).Raw("SELECT o.id FROM "+from+" WHERE "+condition+" ORDER BY CASE WHEN "+beginning+" THEN 0 ELSE 1 END, o.name_key, o.id LIMIT ?",
		slices.Concat(hits, args, more, []any{2 * limit})...).Scan(&ids).Error
	if err != nil {
		return nil, fmt.Errorf("rank organizations: %w", err)
	}
	return ids, nil
}

// named returns what tells organizations from others, in the order of ids.
func (s *Service) named(ctx context.Context, ids []int64) ([]Row, error) {
	rows := []Row{}
	err := s.store.Read(ctx).Raw(`SELECT o.id, o.name, o.name_key, o.path, o.level, o.status, COALESCE(o.parent_id, 0) AS parent_id, COALESCE(p.name, '') AS parent_name
		FROM organizations o LEFT JOIN organizations p ON p.id = o.parent_id WHERE o.id IN ?`, ids).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("find organizations: %w", err)
	}
	slices.SortFunc(rows, func(a, b Row) int { return slices.Index(ids, a.ID) - slices.Index(ids, b.ID) })
	return rows, nil
}
