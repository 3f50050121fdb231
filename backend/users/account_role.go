package users

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"portico/backend/access"
	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/store"
)

// AccountRole is a named set of portal rights with members (SGN-3).
type AccountRole struct {
	ID        int64 `gorm:"primaryKey"`
	Name      string
	NameKey   string
	Rights    store.Strings
	CreatedAt store.Time `gorm:"autoCreateTime:false"`
	UpdatedAt store.Time `gorm:"autoUpdateTime:false"`
}

// AccountRoleRow is one line of the list of account roles.
type AccountRoleRow struct {
	AccountRole
	Members int64 // at most store.CountLimit + 1
}

// AccountRoleInput is what may be set on an account role. Members come and go:
// whoever is in neither list stays as they are.
type AccountRoleInput struct {
	Name   string   `json:"name"`
	Rights []string `json:"rights"`

	Add    []int64    `json:"-"` // users who become members
	Remove []int64    `json:"-"` // users who are members no more; goes before Add
	Seen   store.Time `json:"-"` // UpdatedAt of what it was made from; zero not to ask
}

// maxNamed is how many members an audit entry names.
const maxNamed = 100

// Validate cleans the input and returns an Invalid fault with the fields at
// fault.
func (in *AccountRoleInput) Validate() error {
	if err := checkRoleName(&in.Name); err != nil {
		return err
	}
	var fields fault.Fields
	rights, unknown := access.ParseRights(in.Rights)
	fields.Require(unknown == "", "rights", "There is no such portal right.")
	in.Rights = rights.Names()
	in.Remove = unique(in.Remove)
	in.Add = slices.DeleteFunc(unique(in.Add), func(id int64) bool { return slices.Contains(in.Remove, id) })
	fields.Require(len(in.Add) <= ActionLimit && len(in.Remove) <= ActionLimit, "members", fmt.Sprintf("At most %d members can be added or removed at once.", ActionLimit))
	return fields.Err()
}

const countMembers = "(SELECT COUNT(*) FROM (SELECT 1 FROM account_role_members m WHERE m.role_id = r.id LIMIT ?)) AS members"

// AccountRoles returns all account roles by name.
func (s *Service) AccountRoles(ctx context.Context) ([]AccountRoleRow, error) {
	roles := []AccountRoleRow{}
	err := s.store.Read(ctx).Raw("SELECT r.*, "+countMembers+" FROM account_roles r ORDER BY r.name_key", store.CountLimit+1).Scan(&roles).Error
	if err != nil {
		return nil, fmt.Errorf("list account roles: %w", err)
	}
	return roles, nil
}

// AccountRole returns one account role, or a NotFound fault.
func (s *Service) AccountRole(ctx context.Context, id int64) (AccountRoleRow, error) {
	var found []AccountRoleRow
	if err := s.store.Read(ctx).Raw("SELECT r.*, "+countMembers+" FROM account_roles r WHERE r.id = ?", store.CountLimit+1, id).Scan(&found).Error; err != nil {
		return AccountRoleRow{}, fmt.Errorf("find account role: %w", err)
	}
	if len(found) == 0 {
		return AccountRoleRow{}, errNoRole
	}
	return found[0], nil
}

// AccountRolesOf returns the account roles of a user, by name.
func (s *Service) AccountRolesOf(ctx context.Context, userID int64) ([]AccountRole, error) {
	roles := []AccountRole{}
	err := s.store.Read(ctx).Raw("SELECT r.* FROM account_role_members m CROSS JOIN account_roles r ON r.id = m.role_id WHERE m.user_id = ? ORDER BY r.name_key", userID).Scan(&roles).Error
	if err != nil {
		return nil, fmt.Errorf("read account roles of user: %w", err)
	}
	return roles, nil
}

// CreateAccountRole makes an account role with its members. It returns an
// Invalid fault for the fields "name", "rights" and "members".
func (s *Service) CreateAccountRole(ctx context.Context, input AccountRoleInput) (AccountRole, error) {
	if err := input.Validate(); err != nil {
		return AccountRole{}, err
	}
	now := s.store.Now()
	role := AccountRole{Name: input.Name, NameKey: store.Fold(input.Name), Rights: input.Rights, CreatedAt: now, UpdatedAt: now}
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		if err := s.refuseTakenRole(ctx, "account_roles", role.NameKey, 0); err != nil {
			return err
		}
		if err := s.store.Write(ctx).Create(&role).Error; err != nil {
			return fmt.Errorf("create account role: %w", err)
		}
		if err := s.log.Record(ctx, audit.Change{Action: "account_role.create", Subject: role.subject(), After: input}); err != nil {
			return err
		}
		return s.changeMembers(ctx, role, input.Add, nil)
	})
	return role, err
}

// UpdateAccountRole changes an account role and its members, which counts for
// them from their next request on (SEC-26). The faults are those of
// CreateAccountRole, NotFound, and a Conflict when somebody changed it
// meanwhile.
func (s *Service) UpdateAccountRole(ctx context.Context, id int64, input AccountRoleInput) (AccountRole, error) {
	if err := input.Validate(); err != nil {
		return AccountRole{}, err
	}
	var role AccountRole
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		var err error
		if role, err = s.accountRole(ctx, id); err != nil {
			return err
		}
		if err := refuseMeanwhile("role", input.Seen, role.UpdatedAt); err != nil {
			return err
		}
		before := AccountRoleInput{Name: role.Name, Rights: role.Rights}
		if before.Name != input.Name || !slices.Equal(before.Rights, input.Rights) {
			if err := s.renameAccountRole(ctx, &role, input); err != nil {
				return err
			}
			if err := s.log.Record(ctx, audit.Change{Action: "account_role.update", Subject: role.subject(), Before: before, After: input}); err != nil {
				return err
			}
		}
		return s.changeMembers(ctx, role, input.Add, input.Remove)
	})
	if err != nil {
		return AccountRole{}, err
	}
	return s.accountRole(ctx, id)
}

// renameAccountRole writes name and rights. Members whose rights change get a
// new session token with their next request (SEC-25).
func (s *Service) renameAccountRole(ctx context.Context, role *AccountRole, input AccountRoleInput) error {
	rights := !slices.Equal([]string(role.Rights), input.Rights)
	role.Name, role.NameKey, role.Rights, role.UpdatedAt = input.Name, store.Fold(input.Name), input.Rights, s.store.Now()
	if err := s.refuseTakenRole(ctx, "account_roles", role.NameKey, role.ID); err != nil {
		return err
	}
	if err := s.store.Write(ctx).Select("name", "name_key", "rights", "updated_at").Where("id = ?", role.ID).Updates(role).Error; err != nil {
		return fmt.Errorf("update account role: %w", err)
	}
	if !rights {
		return nil
	}
	return s.touchMembers(ctx, role.ID)
}

// DeleteAccountRole removes an account role; its members lose what it gave
// them from their next request on.
func (s *Service) DeleteAccountRole(ctx context.Context, id int64) error {
	return s.store.InTx(ctx, func(ctx context.Context) error {
		role, err := s.accountRole(ctx, id)
		if err != nil {
			return err
		}
		var members int64
		if err := s.store.Read(ctx).Raw("SELECT COUNT(*) FROM account_role_members WHERE role_id = ?", id).Scan(&members).Error; err != nil {
			return fmt.Errorf("count members: %w", err)
		}
		if err := s.touchMembers(ctx, id); err != nil {
			return err
		}
		if err := s.store.Write(ctx).Delete(&AccountRole{}, "id = ?", id).Error; err != nil {
			return fmt.Errorf("delete account role: %w", err)
		}
		return s.log.Record(ctx, audit.Change{Action: "account_role.delete", Subject: role.subject(),
			Before: map[string]any{"name": role.Name, "rights": role.Rights, "members": members}})
	})
}

func (s *Service) touchMembers(ctx context.Context, roleID int64) error {
	err := s.store.Write(ctx).Exec("UPDATE users SET updated_at = ? WHERE id IN (SELECT user_id FROM account_role_members WHERE role_id = ?)", s.store.Now(), roleID).Error
	if err != nil {
		return fmt.Errorf("touch members: %w", err)
	}
	return nil
}

func (s *Service) accountRole(ctx context.Context, id int64) (AccountRole, error) {
	var role AccountRole
	err := s.store.Read(ctx).First(&role, "id = ?", id).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return role, errNoRole
	}
	if err != nil {
		return role, fmt.Errorf("find account role: %w", err)
	}
	return role, nil
}

func (r AccountRole) subject() audit.Subject {
	return audit.Subject{Kind: "account_role", ID: r.ID, Name: r.Name}
}
