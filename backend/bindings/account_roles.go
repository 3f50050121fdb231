package bindings

import (
	"context"

	"portico/backend"
	"portico/backend/access"
	"portico/backend/users"
)

// PortalRight is a portal right with the words of its tick box.
type PortalRight struct {
	Name  string `json:"name"`
	Label string `json:"label"`
	Help  string `json:"help"`
}

// AccountRoleRow is one line of the list of account roles, and the whole of one
// but for its members, whom Users.List lists.
type AccountRoleRow struct {
	ID      int64    `json:"id"`
	Name    string   `json:"name"`
	Rights  []string `json:"rights"`
	Members int64    `json:"members"` // 10,001 where it is not counted on
	Seen    int64    `json:"seen"`    // what a form sends back
}

// AccountRoleInput is what the form sends. Members come and go: whoever is in
// neither list stays as they are.
type AccountRoleInput struct {
	Name   string   `json:"name"`
	Rights []string `json:"rights"`
	Add    []int64  `json:"add"`    // users
	Remove []int64  `json:"remove"` // users
	Seen   int64    `json:"seen"`   // 0 for a new one
}

// AccountRoles is the bridge behind System › Account Roles.
type AccountRoles struct{ core *Core }

// List returns all account roles by name.
func (r *AccountRoles) List() ([]AccountRoleRow, error) {
	ctx, b, err := r.core.enter()
	if err != nil {
		return nil, err
	}
	roles, err := b.Users.AccountRoles(ctx)
	return each(roles, accountRoleRow), err
}

// Get returns one.
func (r *AccountRoles) Get(id int64) (AccountRoleRow, error) {
	ctx, b, err := r.core.enter()
	if err != nil {
		return AccountRoleRow{}, err
	}
	return oneAccountRole(ctx, b, id)
}

// Create makes one with its members.
func (r *AccountRoles) Create(input AccountRoleInput) (AccountRoleRow, error) {
	ctx, b, err := r.core.enter()
	if err != nil {
		return AccountRoleRow{}, err
	}
	role, err := b.Users.CreateAccountRole(ctx, input.service())
	if err != nil {
		return AccountRoleRow{}, err
	}
	return oneAccountRole(ctx, b, role.ID)
}

// Update changes one and its members.
func (r *AccountRoles) Update(id int64, input AccountRoleInput) (AccountRoleRow, error) {
	ctx, b, err := r.core.enter()
	if err != nil {
		return AccountRoleRow{}, err
	}
	if _, err := b.Users.UpdateAccountRole(ctx, id, input.service()); err != nil {
		return AccountRoleRow{}, err
	}
	return oneAccountRole(ctx, b, id)
}

// Delete removes one: its members lose what it gave them.
func (r *AccountRoles) Delete(id int64) error {
	ctx, b, err := r.core.enter()
	if err != nil {
		return err
	}
	return b.Users.DeleteAccountRole(ctx, id)
}

// Rights returns all portal rights in the order of the tree.
func (r *AccountRoles) Rights() ([]PortalRight, error) {
	return each(access.RightLabels(), func(label access.RightLabel) PortalRight {
		return PortalRight{Name: string(label.Name), Label: label.Label, Help: label.Help}
	}), nil
}

// AddToRole makes chosen users members of an account role.
func (u *Users) AddToRole(chosen ChosenUsers, roleID int64) (UsersOutcome, error) {
	ctx, b, ids, err := u.chosen(chosen, users.ActionLimit+1)
	if err != nil {
		return UsersOutcome{}, err
	}
	done, err := b.Users.AddToAccountRole(ctx, roleID, ids)
	return usersOutcome(done), err
}

// TakeFromRole takes users out of an account role, which undoes AddToRole.
func (u *Users) TakeFromRole(ids []int64, roleID int64) error {
	ctx, b, err := u.core.enter()
	if err != nil {
		return err
	}
	return b.Users.RemoveFromAccountRole(ctx, roleID, ids)
}

func (in AccountRoleInput) service() users.AccountRoleInput {
	return users.AccountRoleInput{Name: in.Name, Rights: in.Rights, Add: in.Add, Remove: in.Remove, Seen: seen(in.Seen)}
}

func oneAccountRole(ctx context.Context, b *backend.Backend, id int64) (AccountRoleRow, error) {
	role, err := b.Users.AccountRole(ctx, id)
	return accountRoleRow(role), err
}

func accountRoleRow(role users.AccountRoleRow) AccountRoleRow {
	return AccountRoleRow{ID: role.ID, Name: role.Name, Rights: append([]string{}, role.Rights...), Members: role.Members, Seen: role.UpdatedAt.UnixMilli()}
}
