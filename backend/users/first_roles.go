package users

import (
	"context"
	"fmt"

	"portico/backend/access"
	"portico/backend/store"
)

// MakeFirstRoles gives an emptied site the roles that a new one has, as the
// migration 0020_signers.sql makes them (SGN-3).
func (s *Service) MakeFirstRoles(ctx context.Context) error {
	now := s.store.Now()
	var roles []OrganizationalRole
	for _, one := range []struct {
		name       string
		management bool
	}{{"Director", true}, {"Authorized signatory", true}, {"Accountant", false}, {"Contact", false}} {
		roles = append(roles, OrganizationalRole{Name: one.name, NameKey: store.Fold(one.name), IsManagement: one.management, CreatedAt: now, UpdatedAt: now})
	}
	var rights store.Strings
	for _, label := range access.RightLabels() {
		rights = append(rights, string(label.Name))
	}
	const name = "Partner Portal User"
	err := s.store.Write(ctx).Create(&roles).Error
	if err == nil {
		err = s.store.Write(ctx).Create(&AccountRole{Name: name, NameKey: store.Fold(name), Rights: rights, CreatedAt: now, UpdatedAt: now}).Error
	}
	if err != nil {
		return fmt.Errorf("make first roles: %w", err)
	}
	return nil
}
