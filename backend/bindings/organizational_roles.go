package bindings

import "portico/backend/users"

// OrganizationalRoleRow is one line of the list of organizational roles.
type OrganizationalRoleRow struct {
	ID           int64  `json:"id"`
	Name         string `json:"name"`
	IsManagement bool   `json:"isManagement"`
	Affiliations int64  `json:"affiliations"` // that have it; 10,001 where it is not counted on
	Seen         int64  `json:"seen"`         // what a form sends back
}

// OrganizationalRoleInput is what the form sends.
type OrganizationalRoleInput struct {
	Name         string `json:"name"`
	IsManagement bool   `json:"isManagement"`
	Seen         int64  `json:"seen"` // 0 for a new one
}

// OrganizationalRoles is the bridge behind System › Organizational Roles.
type OrganizationalRoles struct{ core *Core }

// List returns all organizational roles by name.
func (r *OrganizationalRoles) List() ([]OrganizationalRoleRow, error) {
	ctx, b, err := r.core.enter()
	if err != nil {
		return nil, err
	}
	roles, err := b.Users.OrganizationalRoles(ctx)
	return each(roles, organizationalRoleRow), err
}

// Create makes one.
func (r *OrganizationalRoles) Create(input OrganizationalRoleInput) (OrganizationalRoleRow, error) {
	ctx, b, err := r.core.enter()
	if err != nil {
		return OrganizationalRoleRow{}, err
	}
	role, err := b.Users.CreateOrganizationalRole(ctx, input.service())
	return organizationalRoleRow(users.OrganizationalRoleRow{OrganizationalRole: role}), err
}

// Update renames one, or makes it a management role.
func (r *OrganizationalRoles) Update(id int64, input OrganizationalRoleInput) (OrganizationalRoleRow, error) {
	ctx, b, err := r.core.enter()
	if err != nil {
		return OrganizationalRoleRow{}, err
	}
	role, err := b.Users.UpdateOrganizationalRole(ctx, id, input.service())
	return organizationalRoleRow(users.OrganizationalRoleRow{OrganizationalRole: role}), err
}

// Delete removes one that nobody has.
func (r *OrganizationalRoles) Delete(id int64) error {
	ctx, b, err := r.core.enter()
	if err != nil {
		return err
	}
	return b.Users.DeleteOrganizationalRole(ctx, id)
}

func (in OrganizationalRoleInput) service() users.OrganizationalRoleInput {
	return users.OrganizationalRoleInput{Name: in.Name, IsManagement: in.IsManagement, Seen: seen(in.Seen)}
}

func organizationalRoleRow(role users.OrganizationalRoleRow) OrganizationalRoleRow {
	return OrganizationalRoleRow{ID: role.ID, Name: role.Name, IsManagement: role.IsManagement, Affiliations: role.Affiliations, Seen: role.UpdatedAt.UnixMilli()}
}
