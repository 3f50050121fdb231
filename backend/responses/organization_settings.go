package responses

import (
	"context"

	"portico/backend/access"
	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/settings"
)

// settingsPage is one of the pages that PRT-4 allows or not.
type settingsPage func(settings.Portal) bool

func driversPage(p settings.Portal) bool     { return p.AllowDrivers }
func classifiersPage(p settings.Portal) bool { return p.AllowClassifiers }
func rolesPage(p settings.Portal) bool       { return p.AllowRoles }

// settingsOf returns the organization whose settings somebody wants to see or
// change. For a manager it must be within the scope, the page must be allowed
// (PRT-4), and Hide Organization Settings must not be in force (MGR-6); each
// answers as a page that does not exist.
func (s *Service) settingsOf(ctx context.Context, scope access.Scope, organizationID int64, page settingsPage) (organizations.Organization, error) {
	if scope.Kind() != access.Administrator {
		portal, err := s.settings.Portal(ctx)
		if err != nil {
			return organizations.Organization{}, err
		}
		if !page(portal) || scope.Is(access.HideOrganizationSettings) {
			return organizations.Organization{}, fault.New(fault.NotFound, "This page does not exist.")
		}
	}
	return s.organizations.Find(ctx, scope, organizationID)
}
