package users

import (
	"context"
	"fmt"
	"slices"

	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/store"
)

// changeMembers adds and removes members of an account role in the caller's
// transaction, and writes down who came and went. Whoever is a member already,
// or is none, is left as they are.
func (s *Service) changeMembers(ctx context.Context, role AccountRole, add, remove []int64) error {
	if len(add)+len(remove) == 0 {
		return nil
	}
	var there int64
	if err := s.store.Read(ctx).Raw("SELECT COUNT(*) FROM users WHERE id IN ?", append(slices.Clone(add), 0)).Scan(&there).Error; err != nil {
		return fmt.Errorf("check members: %w", err)
	}
	if there != int64(len(add)) {
		return &fault.Error{Code: fault.Invalid, Message: "Please check the marked fields.", Fields: map[string]string{"members": "One of these accounts does not exist any more. Choose again."}}
	}
	var had []int64
	if err := s.store.Read(ctx).Raw("SELECT user_id FROM account_role_members WHERE role_id = ? AND user_id IN ?", role.ID, slices.Concat(add, remove, []int64{0})).Scan(&had).Error; err != nil {
		return fmt.Errorf("find members: %w", err)
	}
	add = slices.DeleteFunc(slices.Clone(add), func(id int64) bool { return slices.Contains(had, id) })
	remove = slices.DeleteFunc(slices.Clone(remove), func(id int64) bool { return !slices.Contains(had, id) })
	if len(add)+len(remove) == 0 {
		return nil
	}
	names, err := s.namesOf(ctx, slices.Concat(add, remove))
	if err != nil {
		return err
	}
	db := s.store.Write(ctx)
	now := s.store.Now()
	if len(remove) > 0 {
		if err := db.Exec("DELETE FROM account_role_members WHERE role_id = ? AND user_id IN ?", role.ID, remove).Error; err != nil {
			return fmt.Errorf("remove members: %w", err)
		}
	}
	type member struct {
		RoleID, UserID int64
		AddedAt        store.Time
	}
	members := make([]member, len(add))
	for i, id := range add {
		members[i] = member{role.ID, id, now}
	}
	if len(members) > 0 {
		if err := db.Table("account_role_members").CreateInBatches(members, 500).Error; err != nil {
			return fmt.Errorf("add members: %w", err)
		}
	}
	// Their sessions get a new token, and a form with them one that is open
	// elsewhere says that it is stale.
	if err := db.Exec("UPDATE users SET updated_at = ? WHERE id IN ?", now, slices.Concat(add, remove)).Error; err != nil {
		return fmt.Errorf("touch members: %w", err)
	}
	if err := db.Exec("UPDATE account_roles SET updated_at = ? WHERE id = ?", now, role.ID).Error; err != nil {
		return fmt.Errorf("touch account role: %w", err)
	}
	return s.log.Record(ctx, audit.Change{Action: "account_role.members", Subject: role.subject(),
		After: map[string]any{"added": named(add, names), "removed": named(remove, names)}})
}

// setAccountRoles makes these the user's only account roles, in the caller's
// transaction, and writes down what changed.
func (s *Service) setAccountRoles(ctx context.Context, u User, wanted []int64) (changed bool, err error) {
	before, err := s.AccountRolesOf(ctx, u.ID)
	if err != nil {
		return false, err
	}
	wanted = unique(wanted)
	var there int64
	if err := s.store.Read(ctx).Raw("SELECT COUNT(*) FROM account_roles WHERE id IN ?", append(slices.Clone(wanted), 0)).Scan(&there).Error; err != nil {
		return false, fmt.Errorf("check account roles: %w", err)
	}
	var fields fault.Fields
	fields.Require(there == int64(len(wanted)), "accountRoleIds", "One of these roles does not exist any more. Choose again.")
	if err := fields.Err(); err != nil {
		return false, err
	}
	db := s.store.Write(ctx)
	for _, role := range before {
		if slices.Contains(wanted, role.ID) {
			continue
		}
		if err := db.Exec("DELETE FROM account_role_members WHERE role_id = ? AND user_id = ?", role.ID, u.ID).Error; err != nil {
			return false, fmt.Errorf("leave account role: %w", err)
		}
		changed = true
	}
	for _, id := range wanted {
		if slices.ContainsFunc(before, func(role AccountRole) bool { return role.ID == id }) {
			continue
		}
		if err := db.Exec("INSERT INTO account_role_members (role_id, user_id, added_at) VALUES (?, ?, ?)", id, u.ID, s.store.Now()).Error; err != nil {
			return false, fmt.Errorf("join account role: %w", err)
		}
		changed = true
	}
	if !changed {
		return false, nil
	}
	after, err := s.AccountRolesOf(ctx, u.ID)
	if err != nil {
		return false, err
	}
	return true, s.log.Record(ctx, audit.Change{Action: "user.account_roles", Subject: subject(u),
		Before: map[string]any{"account_roles": roleNames(before)}, After: map[string]any{"account_roles": roleNames(after)}})
}

// AddToAccountRole makes some users members of an account role (USR-6). Those
// who are already are in neither list of the outcome.
func (s *Service) AddToAccountRole(ctx context.Context, roleID int64, ids []int64) (Outcome, error) {
	ids = unique(ids)
	if len(ids) > ActionLimit {
		return Outcome{}, fault.New(fault.Invalid, fmt.Sprintf("At most %d users can be changed at once. Choose fewer.", ActionLimit))
	}
	done := Outcome{Changed: []int64{}, Left: []Left{}}
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		role, err := s.accountRole(ctx, roleID)
		if err != nil {
			return err
		}
		var outside []int64
		err = s.store.Read(ctx).Raw("SELECT u.id FROM users u WHERE u.id IN ? AND NOT EXISTS (SELECT 1 FROM account_role_members m WHERE m.role_id = ? AND m.user_id = u.id) ORDER BY u.name_key, u.id",
			append(slices.Clone(ids), 0), roleID).Scan(&outside).Error
		if err != nil {
			return fmt.Errorf("find who is no member: %w", err)
		}
		done.Changed = append(done.Changed, outside...)
		return s.changeMembers(ctx, role, outside, nil)
	})
	return done, err
}

// RemoveFromAccountRole takes some users out of an account role, which undoes
// AddToAccountRole.
func (s *Service) RemoveFromAccountRole(ctx context.Context, roleID int64, ids []int64) error {
	return s.store.InTx(ctx, func(ctx context.Context) error {
		role, err := s.accountRole(ctx, roleID)
		if err != nil {
			return err
		}
		return s.changeMembers(ctx, role, nil, unique(ids))
	})
}

func (s *Service) namesOf(ctx context.Context, ids []int64) (map[int64]string, error) {
	var people []User
	if err := s.store.Read(ctx).Select("id", "first_name", "last_name", "email", "login").Where("id IN ?", ids).Find(&people).Error; err != nil {
		return nil, fmt.Errorf("find names: %w", err)
	}
	names := make(map[int64]string, len(people))
	for _, one := range people {
		names[one.ID] = one.Name()
	}
	return names, nil
}

// named returns at most maxNamed of the names, and how many more there are.
func named(ids []int64, names map[int64]string) []string {
	list := []string{}
	for _, id := range ids[:min(len(ids), maxNamed)] {
		list = append(list, names[id])
	}
	if more := len(ids) - len(list); more > 0 {
		list = append(list, fmt.Sprintf("and %d more", more))
	}
	return list
}

func roleNames(roles []AccountRole) []string {
	names := make([]string, len(roles))
	for i, role := range roles {
		names[i] = role.Name
	}
	return names
}
