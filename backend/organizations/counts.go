package organizations

import (
	"context"
	"fmt"
	"slices"

	"portico/backend/fault"
	"portico/backend/store"
)

// count returns how many organizations match in all, at most
// store.CountLimit + 1. It goes the narrowest way that is known without asking.
func (s *Service) count(ctx context.Context, g ground) (int, error) {
	if g.onlyKinds() {
		return min(g.size, store.CountLimit+1), nil
	}
	if g.anyKind && g.wanted.linkID == 0 && g.wanted.within == "" {
		if count, can, err := s.store.CountExactly(ctx, g.plan); can || err != nil {
			return count, err
		}
	}
	condition, args := g.conditions()
	kinds, kindArgs := g.kindsCondition()
	from, hitArgs := "organizations o", []any(nil)
	switch {
	case !g.plan.Few && !g.anyKind && g.size <= 20*store.CountLimit: // an index has all that is asked
		from = "organizations o INDEXED BY organizations_kind_name"
	case !g.wanted.search.IsEmpty():
		from, hitArgs = g.plan.FromHits("o")
	case g.wanted.linkID != 0:
		from, hitArgs = "(SELECT DISTINCT organization_id AS id FROM registrations WHERE link_id = ? AND organization_id IS NOT NULL) hit CROSS JOIN organizations o ON o.id = hit.id", []any{g.wanted.linkID}
	}
	var count int
	err := s.store.Read(ctx).Raw("SELECT COUNT(*) FROM (SELECT 1 FROM "+from+" WHERE "+kinds+" AND "+condition+" LIMIT ?)",
		slices.Concat(hitArgs, kindArgs, args, []any{store.CountLimit + 1})...).Scan(&count).Error
	if err != nil {
		return 0, fmt.Errorf("count organizations: %w", err)
	}
	return count, nil
}

// Summary counts what stands around an organization.
type Summary struct {
	Children int64 // at most store.CountLimit + 1
	Below    int64 // all levels; at most store.CountLimit + 1
}

// Summarize returns the counts around an organization.
func (s *Service) Summarize(ctx context.Context, o Organization) (Summary, error) {
	from, to := store.PathRange(o.Path)
	var summary Summary
	err := s.store.Read(ctx).Raw(`SELECT
		(SELECT COUNT(*) FROM (SELECT 1 FROM organizations WHERE COALESCE(parent_id, 0) = ? LIMIT ?)) AS children,
		(SELECT COUNT(*) FROM (SELECT 1 FROM organizations WHERE path > ? AND path < ? LIMIT ?)) AS below`,
		o.ID, store.CountLimit+1, from, to, store.CountLimit+1).Scan(&summary).Error
	if err != nil {
		return summary, fmt.Errorf("summarize organization: %w", err)
	}
	return summary, nil
}

// Figures counts the organizations of the site.
type Figures struct {
	Active  int64
	ByLevel [MaxLevel]int64 // active ones at level 1 to 5
}

// Figures returns how many active organizations stand at each level.
func (s *Service) Figures(ctx context.Context) (Figures, error) {
	var rows []struct {
		Level int
		Count int64
	}
	err := s.store.Read(ctx).Raw("SELECT level, SUM(count) AS count FROM organization_counts WHERE status = 'active' GROUP BY level").Scan(&rows).Error
	if err != nil {
		return Figures{}, fmt.Errorf("count organizations: %w", err)
	}
	var figures Figures
	for _, row := range rows {
		if row.Level < 1 || row.Level > MaxLevel {
			return figures, fault.New(fault.Internal, "An organization stands at no level.")
		}
		figures.ByLevel[row.Level-1] = row.Count
		figures.Active += row.Count
	}
	return figures, nil
}
