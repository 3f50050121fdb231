package users

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"gorm.io/gorm"

	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/store"
)

// OrganizationalRole is what somebody is in an organization: Director,
// Accountant … Whoever has a management role may sign for it (SGN-2).
type OrganizationalRole struct {
	ID           int64 `gorm:"primaryKey"`
	Name         string
	NameKey      string
	IsManagement bool
	CreatedAt    store.Time `gorm:"autoCreateTime:false"`
	UpdatedAt    store.Time `gorm:"autoUpdateTime:false"`
}

// OrganizationalRoleRow is one line of the list of roles.
type OrganizationalRoleRow struct {
	OrganizationalRole
	Affiliations int64 // that have it; at most store.CountLimit + 1
}

// OrganizationalRoleInput is what may be set on an organizational role.
type OrganizationalRoleInput struct {
	Name         string `json:"name"`
	IsManagement bool   `json:"is_management"`

	Seen store.Time `json:"-"` // UpdatedAt of what it was made from; zero not to ask
}

// maxRoleName is the greatest length of a role's name in characters.
const maxRoleName = 100

var errNoRole = fault.New(fault.NotFound, "This role does not exist any more.")

// OrganizationalRoles returns all organizational roles by name.
func (s *Service) OrganizationalRoles(ctx context.Context) ([]OrganizationalRoleRow, error) {
	roles := []OrganizationalRoleRow{}
	err := s.store.Read(ctx).Raw(`SELECT r.*, (SELECT COUNT(*) FROM (SELECT 1 FROM affiliation_roles ar WHERE ar.role_id = r.id LIMIT ?)) AS affiliations
		FROM organizational_roles r ORDER BY r.name_key`, store.CountLimit+1).Scan(&roles).Error
	if err != nil {
		return nil, fmt.Errorf("list organizational roles: %w", err)
	}
	return roles, nil
}

// CreateOrganizationalRole makes a role. It returns an Invalid fault for the
// field "name".
func (s *Service) CreateOrganizationalRole(ctx context.Context, input OrganizationalRoleInput) (OrganizationalRole, error) {
	if err := checkRoleName(&input.Name); err != nil {
		return OrganizationalRole{}, err
	}
	now := s.store.Now()
	role := OrganizationalRole{Name: input.Name, NameKey: store.Fold(input.Name), IsManagement: input.IsManagement, CreatedAt: now, UpdatedAt: now}
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		if err := s.refuseTakenRole(ctx, "organizational_roles", role.NameKey, 0); err != nil {
			return err
		}
		if err := s.store.Write(ctx).Create(&role).Error; err != nil {
			return fmt.Errorf("create organizational role: %w", err)
		}
		return s.log.Record(ctx, audit.Change{Action: "organizational_role.create", Subject: role.subject(), After: input})
	})
	return role, err
}

// UpdateOrganizationalRole renames a role or makes it a management role, which
// counts for whoever has it from their next request on. The faults are those
// of CreateOrganizationalRole, NotFound, and a Conflict when somebody changed
// it meanwhile.
func (s *Service) UpdateOrganizationalRole(ctx context.Context, id int64, input OrganizationalRoleInput) (OrganizationalRole, error) {
	if err := checkRoleName(&input.Name); err != nil {
		return OrganizationalRole{}, err
	}
	var role OrganizationalRole
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		var err error
		if role, err = s.organizationalRole(ctx, id); err != nil {
			return err
		}
		if err := refuseMeanwhile("role", input.Seen, role.UpdatedAt); err != nil {
			return err
		}
		before := OrganizationalRoleInput{Name: role.Name, IsManagement: role.IsManagement}
		role.Name, role.NameKey, role.IsManagement, role.UpdatedAt = input.Name, store.Fold(input.Name), input.IsManagement, s.store.Now()
		if err := s.refuseTakenRole(ctx, "organizational_roles", role.NameKey, id); err != nil {
			return err
		}
		if err := s.store.Write(ctx).Select("name", "name_key", "is_management", "updated_at").Where("id = ?", id).Updates(&role).Error; err != nil {
			return fmt.Errorf("update organizational role: %w", err)
		}
		return s.log.Record(ctx, audit.Change{Action: "organizational_role.update", Subject: role.subject(), Before: before, After: input})
	})
	return role, err
}

// DeleteOrganizationalRole removes a role that nobody has. It returns a
// Conflict fault that says what it is used by otherwise.
func (s *Service) DeleteOrganizationalRole(ctx context.Context, id int64) error {
	return s.store.InTx(ctx, func(ctx context.Context) error {
		role, err := s.organizationalRole(ctx, id)
		if err != nil {
			return err
		}
		var count int64
		if err := s.store.Read(ctx).Raw("SELECT COUNT(*) FROM affiliation_roles WHERE role_id = ?", id).Scan(&count).Error; err != nil {
			return fmt.Errorf("count uses of role: %w", err)
		}
		uses := []string{}
		if count > 0 {
			uses = append(uses, plural(count, "1 affiliation", "%d affiliations"))
		}
		if s.dependents.RoleInUse != nil {
			others, err := s.dependents.RoleInUse(ctx, id)
			if err != nil {
				return err
			}
			uses = append(uses, others...)
		}
		if len(uses) > 0 {
			return fault.New(fault.Conflict, fmt.Sprintf("“%s” is used by %s. Take it off there first.", role.Name, strings.Join(uses, " and ")))
		}
		if err := s.store.Write(ctx).Delete(&OrganizationalRole{}, "id = ?", id).Error; err != nil {
			return fmt.Errorf("delete organizational role: %w", err)
		}
		return s.log.Record(ctx, audit.Change{Action: "organizational_role.delete", Subject: role.subject(),
			Before: OrganizationalRoleInput{Name: role.Name, IsManagement: role.IsManagement}})
	})
}

func (s *Service) organizationalRole(ctx context.Context, id int64) (OrganizationalRole, error) {
	var role OrganizationalRole
	err := s.store.Read(ctx).First(&role, "id = ?", id).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return role, errNoRole
	}
	if err != nil {
		return role, fmt.Errorf("find organizational role: %w", err)
	}
	return role, nil
}

func (r OrganizationalRole) subject() audit.Subject {
	return audit.Subject{Kind: "organizational_role", ID: r.ID, Name: r.Name}
}

// checkRoleName cleans the name of a role of either kind.
func checkRoleName(name *string) error {
	*name = store.Clean(*name)
	var fields fault.Fields
	fields.Require(*name != "" && store.Fold(*name) != "", "name", "Enter a name.")
	fields.Require(len([]rune(*name)) <= maxRoleName, "name", fmt.Sprintf("Use at most %d characters.", maxRoleName))
	return fields.Err()
}

// refuseTakenRole refuses a name that another role of the table has, whatever
// its case.
func (s *Service) refuseTakenRole(ctx context.Context, table, key string, except int64) error {
	var taken []int64
	if err := s.store.Read(ctx).Raw("SELECT id FROM "+table+" WHERE name_key = ? AND id <> ?", key, except).Scan(&taken).Error; err != nil {
		return fmt.Errorf("look for role of the name: %w", err)
	}
	var fields fault.Fields
	fields.Require(len(taken) == 0, "name", "Another role has this name already.")
	return fields.Err()
}

// refuseMeanwhile refuses a change that was made from an older state than the
// present one. The field "seen" tells a form from other conflicts.
func refuseMeanwhile(what string, seen, now store.Time) error {
	if seen.IsZero() || seen.Equal(now.Time) {
		return nil
	}
	message := "Somebody changed this " + what + " meanwhile. Nothing was saved yet, and what you typed is still here."
	return &fault.Error{Code: fault.Conflict, Message: message, Fields: map[string]string{"seen": message}}
}

func plural(count int64, one, many string) string {
	if count == 1 {
		return one
	}
	return fmt.Sprintf(many, count)
}
