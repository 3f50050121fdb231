package responses

import (
	"context"
	"fmt"

	"portico/backend/store"
)

// CountOf returns how many responses an organization has itself, at most
// store.CountLimit + 1.
func (s *Service) CountOf(ctx context.Context, organizationID int64) (int64, error) {
	var count int64
	err := s.store.Read(ctx).Raw("SELECT COUNT(*) FROM (SELECT 1 FROM responses WHERE organization_id = ? LIMIT ?)", organizationID, store.CountLimit+1).Scan(&count).Error
	if err != nil {
		return 0, fmt.Errorf("count responses: %w", err)
	}
	return count, nil
}

// CountOpen returns how many responses to an assessment can still be answered,
// at most store.CountLimit + 1.
func (s *Service) CountOpen(ctx context.Context, assessmentID int64) (int, error) {
	var count int
	err := s.store.Read(ctx).Raw("SELECT COUNT(*) FROM (SELECT 1 FROM responses WHERE assessment_id = ? AND state IN ('invited', 'in_progress') LIMIT ?)", assessmentID, store.CountLimit+1).Scan(&count).Error
	if err != nil {
		return 0, fmt.Errorf("count responses: %w", err)
	}
	return count, nil
}

// CountsByAssessment returns how many responses each assessment has, each at
// most store.CountLimit + 1.
func (s *Service) CountsByAssessment(ctx context.Context) (map[int64]int64, error) {
	return s.counts(ctx, "SELECT a.id, (SELECT COUNT(*) FROM (SELECT 1 FROM responses r WHERE r.assessment_id = a.id LIMIT ?)) AS count FROM assessments a", store.CountLimit+1)
}

// CountsByVersion returns how many responses each version of an assessment
// has, each at most store.CountLimit + 1.
func (s *Service) CountsByVersion(ctx context.Context, assessmentID int64) (map[int64]int64, error) {
	return s.counts(ctx, "SELECT v.id, (SELECT COUNT(*) FROM (SELECT 1 FROM responses r WHERE r.version_id = v.id LIMIT ?)) AS count FROM assessment_versions v WHERE v.assessment_id = ?", store.CountLimit+1, assessmentID)
}

func (s *Service) counts(ctx context.Context, query string, args ...any) (map[int64]int64, error) {
	var rows []struct{ ID, Count int64 }
	if err := s.store.Read(ctx).Raw(query, args...).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("count responses: %w", err)
	}
	counts := make(map[int64]int64, len(rows))
	for _, row := range rows {
		counts[row.ID] = row.Count
	}
	return counts, nil
}

// Total counts the responses of the site, and those completed.
type Total struct {
	All       int64 // at most store.CountLimit + 1
	Completed int64 // likewise
}

// Total returns the figures for the administrator's Home.
func (s *Service) Total(ctx context.Context) (Total, error) {
	var total Total
	err := s.store.Read(ctx).Raw(`SELECT (SELECT COUNT(*) FROM (SELECT 1 FROM responses LIMIT @most)) AS "all",
		(SELECT COUNT(*) FROM (SELECT 1 FROM responses WHERE state = 'completed' LIMIT @most)) AS completed`, map[string]any{"most": store.CountLimit + 1}).Scan(&total).Error
	if err != nil {
		return total, fmt.Errorf("count responses: %w", err)
	}
	return total, nil
}
