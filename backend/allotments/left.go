package allotments

import (
	"context"
	"fmt"

	"portico/backend/access"
	"portico/backend/organizations"
	"portico/backend/settings"
	"portico/backend/store"
)

// Usage is what an organization itself used of one assessment, with or without
// an allotment.
type Usage struct {
	AssessmentID int64
	Assessment   string
	Completed    int64 // at most store.CountLimit + 1
	Open         int64 // invited or in progress, and in time; likewise
}

// UsageOf returns what an organization used of each assessment, by name. It
// counts along an index, so that Unlimited is counted too (ALT-2).
func (s *Service) UsageOf(ctx context.Context, organizationID int64) ([]Usage, error) {
	usage := []Usage{}
	err := s.Store.Read(ctx).Raw(`SELECT * FROM (SELECT s.id AS assessment_id, s.name AS assessment, s.name_key,
		(SELECT COUNT(*) FROM (SELECT 1 FROM responses r WHERE r.organization_id = @organization AND r.assessment_id = s.id AND r.state = 'completed' LIMIT @most)) AS completed,
		(SELECT COUNT(*) FROM (SELECT 1 FROM responses r WHERE r.organization_id = @organization AND r.assessment_id = s.id AND r.state IN ('invited', 'in_progress') AND r.expires_at > @now LIMIT @most)) AS open
		FROM assessments s) u WHERE completed > 0 OR open > 0 ORDER BY name_key`,
		map[string]any{"organization": organizationID, "most": store.CountLimit + 1, "now": s.Store.Now()}).Scan(&usage).Error
	if err != nil {
		return nil, fmt.Errorf("count usage: %w", err)
	}
	return usage, nil
}

// Left is what one organization can still use of one assessment.
type Left struct {
	AssessmentID int64
	Organization string
	Mode         string
	IsUnlimited  bool
	Available    int64 // its own, and what is shared from above
	IsLow        bool  // the warning of its own allotment is due
}

// Left returns what the organizations that a manager was given can still use of
// each of their assessments, in the order of the organizations (MGR-3). With
// Hide allotments it returns nothing.
func (s *Service) Left(ctx context.Context, scope access.Scope) ([]Left, error) {
	on, err := s.IsOn(ctx)
	if err != nil || !on || scope.Is(access.HideAllotments) {
		return nil, err
	}
	all := []Left{}
	for _, place := range scope.Places() { // those given directly: a handful
		o, err := s.Organizations.Find(ctx, scope, place.ID)
		if err != nil {
			return nil, err
		}
		if o.ResponseAllotment == settings.Unlimited {
			for _, id := range scope.Assessments() {
				all = append(all, Left{AssessmentID: id, Organization: o.Name, Mode: o.ResponseAllotment, IsUnlimited: true})
			}
			continue
		}
		rows, err := s.reachable(ctx, o, scope.Assessments())
		if err != nil {
			return nil, err
		}
		for _, id := range scope.Assessments() {
			left := Left{AssessmentID: id, Organization: o.Name, Mode: o.ResponseAllotment}
			for _, row := range rows {
				if row.AssessmentID != id {
					continue
				}
				left.Available += row.Available()
				left.IsLow = left.IsLow || row.OrganizationID == o.ID && row.IsLow()
			}
			all = append(all, left)
		}
	}
	return all, nil
}

// Available returns how many responses an organization can still make for an
// assessment, from its own allotment and from what is shared above it, and false
// where nothing limits it.
func (s *Service) Available(ctx context.Context, o organizations.Organization, assessmentID int64) (left int64, limited bool, err error) {
	mode, err := s.ModeOf(ctx, o)
	if err != nil || mode == settings.Unlimited {
		return 0, false, err
	}
	rows, err := s.reachable(ctx, o, []int64{assessmentID})
	for _, row := range rows {
		left += row.Available()
	}
	return left, true, err
}

// reachable returns the allotments that an organization can draw on, with what
// is over by now taken off what they hold.
func (s *Service) reachable(ctx context.Context, o organizations.Organization, assessmentIDs []int64) ([]Allotment, error) {
	var rows []struct {
		Allotment
		Overdue int64
	}
	err := s.Store.Read(ctx).Raw(`SELECT a.*,
		(SELECT COUNT(*) FROM responses r WHERE r.allotment_id = a.id AND r.state IN ('invited', 'in_progress') AND r.expires_at <= ?) AS overdue
		FROM allotments a WHERE a.organization_id IN ? AND a.assessment_id IN ? AND (a.organization_id = ? OR a.is_shared = 1)`,
		s.Store.Now(), store.PathIDs(o.Path), append([]int64{0}, assessmentIDs...), o.ID).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read what is left: %w", err)
	}
	found := make([]Allotment, len(rows))
	for i, row := range rows {
		found[i] = row.Allotment
		found[i].Held = max(0, row.Held-row.Overdue)
	}
	return found, nil
}
