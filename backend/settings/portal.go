package settings

import (
	"context"

	"portico/backend/fault"
)

// How an organization gets its responses.
const (
	Unlimited = "unlimited"
	Allocated = "allocated"
	Purchased = "purchased" // "Can Be Purchased"
)

// Portal is Site Settings › Features › Partner Portal (PRT-1 to PRT-5).
type Portal struct {
	AllowExternalOrganizationCreation bool   `json:"allow_external_organization_creation"`
	ModelUserID                       int64  `json:"model_user_id"` // 0 for none
	DefaultResourceAllocation         string `json:"default_resource_allocation"`
	AllowSelfManagement               bool   `json:"allow_self_management"`
	AllowUserManagement               bool   `json:"allow_user_management"`
	AllowDrivers                      bool   `json:"allow_drivers"`
	AllowClassifiers                  bool   `json:"allow_classifiers"`
	AllowRoles                        bool   `json:"allow_roles"`
	RequireOrganizationLevel          int    `json:"require_organization_level"` // 0 for none, 1 to 4
	ListParents                       bool   `json:"list_parents"`               // off where clients' names must not be public
}

// Validate returns an Invalid fault with the fields at fault. Whether the
// Model User holds is for the package registrations to say.
func (p Portal) Validate() error {
	var fields fault.Fields
	fields.Require(p.DefaultResourceAllocation == Unlimited || p.DefaultResourceAllocation == Allocated || p.DefaultResourceAllocation == Purchased,
		"defaultResourceAllocation", "Choose Unlimited, Allocated or Can Be Purchased.")
	fields.Require(p.RequireOrganizationLevel >= 0 && p.RequireOrganizationLevel <= 4,
		"requireOrganizationLevel", "Choose none or a level from 1 to 4.")
	fields.Require(!p.AllowExternalOrganizationCreation || p.ModelUserID != 0,
		"modelUserId", "Choose the Model User that new partners are copied from.")
	return fields.Err()
}

// Portal returns the Partner Portal settings.
func (s *Service) Portal(ctx context.Context) (Portal, error) {
	portal := Portal{DefaultResourceAllocation: Unlimited, ListParents: true}
	return portal, s.load(ctx, "portal", &portal)
}

// SavePortal saves settings that the package registrations has checked.
func (s *Service) SavePortal(ctx context.Context, portal Portal) error {
	if err := portal.Validate(); err != nil {
		return err
	}
	before, err := s.Portal(ctx)
	if err != nil {
		return err
	}
	return s.save(ctx, "portal", "Partner Portal", before, portal)
}
