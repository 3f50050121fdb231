package registrations

import (
	"context"
	"fmt"
	"slices"

	"portico/backend/store"
)

// ClosedByArchiving reports whether archiving some branches would close
// registration for everybody: it is open now, and no other active organization
// of the Model User would be left (PRT-2).
func (s *Service) ClosedByArchiving(ctx context.Context, branchIDs []int64) (bool, error) {
	if closed, err := s.closedFor(ctx); err != nil || closed != "" || len(branchIDs) == 0 {
		return false, err
	}
	portal, err := s.Settings.Portal(ctx)
	if err != nil {
		return false, err
	}
	var paths []string
	err = s.Store.Read(ctx).Raw("SELECT o.path FROM user_organizations uo CROSS JOIN organizations o ON o.id = uo.organization_id WHERE uo.user_id = ? AND o.status = 'active'", portal.ModelUserID).Scan(&paths).Error
	if err != nil {
		return false, fmt.Errorf("find organizations of model user: %w", err)
	}
	return !slices.ContainsFunc(paths, func(path string) bool { return !isWithin(path, branchIDs) }), nil
}

// isWithin reports whether an organization stands in one of some branches.
func isWithin(path string, branchIDs []int64) bool {
	return slices.ContainsFunc(store.PathIDs(path), func(id int64) bool { return slices.Contains(branchIDs, id) })
}
