package responses

import (
	"context"
	"fmt"

	"portico/backend/access"
	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/store"
)

// ParticipantRole is what a respondent is in a cohort (Self, Manager, Peer).
// The screens say "Roles".
type ParticipantRole struct {
	ID             int64 `gorm:"primaryKey"`
	OrganizationID int64
	Name           string
	NameKey        string
	Position       int
}

// ParticipantRoleRow is a role as an organization has it.
type ParticipantRoleRow struct {
	ParticipantRole
	From string // the organization above that it comes from; "" for an own one
}

// TableName is the table of participant roles.
func (ParticipantRole) TableName() string { return "organization_participant_roles" }

var errNoRole = fault.New(fault.NotFound, "This role does not exist.")

// ParticipantRoles returns the roles that an organization has: its own, then
// those of the organizations above it, which can only be changed there.
func (s *Service) ParticipantRoles(ctx context.Context, scope access.Scope, organizationID int64) ([]ParticipantRoleRow, error) {
	organization, err := s.settingsOf(ctx, scope, organizationID, rolesPage)
	if err != nil {
		return nil, err
	}
	list := []ParticipantRoleRow{}
	err = s.store.Read(ctx).Raw(`SELECT p.*, CASE WHEN p.organization_id = ? THEN '' ELSE o.name END AS "from"
		FROM organization_participant_roles p JOIN organizations o ON o.id = p.organization_id
		WHERE p.organization_id IN ? ORDER BY o.level DESC, p.position, p.id`, organizationID, store.PathIDs(organization.Path)).Scan(&list).Error
	if err != nil {
		return nil, fmt.Errorf("list participant roles: %w", err)
	}
	return list, nil
}

// SaveParticipantRole makes a role (id 0) or renames one of the organization,
// with the responses that have it. It returns an Invalid fault for the field name.
func (s *Service) SaveParticipantRole(ctx context.Context, scope access.Scope, organizationID, id int64, name string) (ParticipantRole, error) {
	name = store.Clean(name)
	var fields fault.Fields
	checkName(&fields, name)
	if err := fields.Err(); err != nil {
		return ParticipantRole{}, err
	}
	role := ParticipantRole{ID: id, OrganizationID: organizationID, Name: name, NameKey: store.Fold(name)}
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		organization, err := s.settingsOf(ctx, scope, organizationID, rolesPage)
		if err != nil {
			return err
		}
		list := ownList{table: "organization_participant_roles", organizationID: organizationID, missing: errNoRole}
		if role.Position, err = s.place(ctx, list, id, role.NameKey); err != nil {
			return err
		}
		after := map[string]any{"name": name}
		if id != 0 {
			var old ParticipantRole
			if err := s.store.Read(ctx).First(&old, "id = ?", id).Error; err != nil {
				return fmt.Errorf("find participant role: %w", err)
			}
			if old.Name != name {
				if after["responses"], err = s.carryRole(ctx, organization, old, name); err != nil {
					return err
				}
			}
		}
		if err := s.store.Write(ctx).Save(&role).Error; err != nil {
			return fmt.Errorf("save participant role: %w", err)
		}
		after["role"] = role.ID
		return s.log.Record(ctx, audit.Change{
			Action:  "organization.participant_role",
			Subject: audit.Subject{Kind: "organization", ID: organization.ID, Name: organization.Name},
			After:   after,
		})
	})
	return role, err
}

// DeleteParticipantRole removes a role of the organization. Where responses have
// it, it returns a Conflict fault that says how many, until it is told to be
// sure; they keep the role, in their reports too.
func (s *Service) DeleteParticipantRole(ctx context.Context, scope access.Scope, organizationID, id int64, sure bool) error {
	list := ownList{table: "organization_participant_roles", organizationID: organizationID, missing: errNoRole}
	return s.deleteOwn(ctx, scope, rolesPage, list, id, "organization.participant_role_delete", func(ctx context.Context, o organizations.Organization, name string) error {
		if sure {
			return nil
		}
		count, err := s.count(ctx, roleUse(o, name), store.Fold(name))
		if err != nil {
			return err
		}
		return refuseUse(count, "1 response has this role. It keeps it; nobody else can get it.", "%d responses have this role. They keep it; nobody else can get it.")
	})
}

// RolesFor returns the names of the participant roles that an organization's
// cohorts can use, its own first.
func (s *Service) RolesFor(ctx context.Context, organization organizations.Organization) ([]string, error) {
	var all []ParticipantRole
	err := s.store.Read(ctx).Raw(`SELECT p.* FROM organization_participant_roles p JOIN organizations o ON o.id = p.organization_id
		WHERE p.organization_id IN ? ORDER BY o.level DESC, p.position, p.id`, store.PathIDs(organization.Path)).Scan(&all).Error
	if err != nil {
		return nil, fmt.Errorf("list participant roles: %w", err)
	}
	names, seen := []string{}, map[string]bool{}
	for _, one := range all {
		if !seen[one.NameKey] {
			seen[one.NameKey] = true
			names = append(names, one.Name)
		}
	}
	return names, nil
}
