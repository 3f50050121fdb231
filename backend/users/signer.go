package users

import (
	"context"
	"errors"
	"fmt"

	"portico/backend/access"
	"portico/backend/store"
)

// SignerOf returns a user's portal rights and their affiliations with active
// organizations, as the database says at this moment. Whoever has none gets a
// Signer that sees nothing.
func (s *Service) SignerOf(ctx context.Context, id int64) (access.Signer, error) {
	var given []store.Strings
	var ties []struct {
		OrganizationID int64
		RoleID         int64
		IsManagement   bool
	}
	db := s.store.Read(ctx)
	err := errors.Join(
		db.Raw(`SELECT r.rights FROM account_role_members m CROSS JOIN account_roles r ON r.id = m.role_id WHERE m.user_id = ?`, id).Scan(&given).Error,
		db.Raw(`SELECT a.organization_id, COALESCE(r.id, 0) AS role_id, COALESCE(r.is_management, 0) AS is_management
			FROM affiliations a CROSS JOIN organizations o ON o.id = a.organization_id
			LEFT JOIN affiliation_roles ar ON ar.affiliation_id = a.id
			LEFT JOIN organizational_roles r ON r.id = ar.role_id
			WHERE a.user_id = ? AND o.status = 'active' ORDER BY a.id, r.id`, id).Scan(&ties).Error,
	)
	if err != nil {
		return access.Signer{}, fmt.Errorf("read signer: %w", err)
	}
	rights := access.Rights{}
	for _, names := range given {
		set, unknown := access.ParseRights(names)
		if unknown != "" {
			return access.Signer{}, fmt.Errorf("read signer: unknown portal right %q", unknown)
		}
		for right := range set {
			rights[right] = true
		}
	}
	var affiliations []access.Affiliation
	for _, tie := range ties {
		if last := len(affiliations) - 1; last < 0 || affiliations[last].OrganizationID != tie.OrganizationID {
			affiliations = append(affiliations, access.Affiliation{OrganizationID: tie.OrganizationID})
		}
		one := &affiliations[len(affiliations)-1]
		if tie.RoleID != 0 {
			one.RoleIDs = append(one.RoleIDs, tie.RoleID)
			one.IsManagement = one.IsManagement || tie.IsManagement
		}
	}
	return access.ForSigner(id, rights, affiliations), nil
}
