package users

import (
	"context"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"portico/backend/fault"
	"portico/backend/store"
)

// IntakeItem is a user of an intake, as they stand and as they shall be. An
// intake never touches a password, a second factor, a lockout or a session.
type IntakeItem struct {
	Before      *User // as they stand; nil for one that is to be made
	BeforeInput Input
	Input       Input
	IsSuspended bool
	ID          int64 // filled in by Apply for one that was made
}

// Changes reports whether anything is to be written.
func (i *IntakeItem) Changes() bool {
	if i.Before == nil {
		return true
	}
	a, b := i.Input, i.BeforeInput
	return i.IsSuspended != i.Before.IsSuspended || a.Email != b.Email || a.Login != b.Login || a.FirstName != b.FirstName || a.LastName != b.LastName ||
		a.Type != b.Type || !slices.Equal(a.OrganizationIDs, b.OrganizationIDs) || !sameSet(a.AssessmentIDs, b.AssessmentIDs) || !sameSet(a.Restrictions, b.Restrictions)
}

func sameSet[T comparable](a, b []T) bool {
	return len(a) == len(b) && !slices.ContainsFunc(a, func(one T) bool { return !slices.Contains(b, one) })
}

// Intake makes and changes many users in one transaction.
type Intake struct {
	service     *Service
	modelUserID int64
}

// BeginIntake returns an intake that knows who the Model User is.
func (s *Service) BeginIntake(ctx context.Context) (*Intake, error) {
	portal, err := s.settings.Portal(ctx)
	if err != nil {
		return nil, err
	}
	return &Intake{service: s, modelUserID: portal.ModelUserID}, nil
}

// Refuse cleans an item's input, and returns why it can't be so: an Invalid
// fault with the fields (USR-1, USR-2), or a Conflict about the Model User
// (USR-7).
func (b *Intake) Refuse(item *IntakeItem) error {
	if item.Before != nil && item.Before.ID == b.modelUserID {
		deed := ""
		switch {
		case item.IsSuspended && !item.Before.IsSuspended:
			deed = "suspended"
		case item.Input.Type != Manager:
			deed = "turned into an Individual"
		case len(item.Input.AssessmentIDs) == 0:
			deed = "stripped of the last assessment"
		case len(item.Input.OrganizationIDs) == 0:
			deed = "stripped of the last organization"
		}
		if deed != "" {
			return fault.New(fault.Conflict, fmt.Sprintf("This is the Model User that new partners are copied from, and can't be %s. Choose another Model User first, on Site Settings › Features › Partner Portal.", deed))
		}
	}
	return item.Input.Validate()
}

// Known is a user who is there, with their form.
type Known struct {
	User
	Input Input
}

// ByIdentifiers returns the users whose Email or Login is one of these, with
// their forms, by folded identifier.
func (s *Service) ByIdentifiers(ctx context.Context, keys []string) (map[string]*Known, error) {
	found := map[string]*Known{}
	byID := map[int64]*Known{}
	for some := range slices.Chunk(keys, 500) {
		var rows []struct {
			Key string
			User
		}
		err := s.store.Read(ctx).Raw("SELECT i.key, u.* FROM user_identifiers i JOIN users u ON u.id = i.user_id WHERE i.key IN ?", some).Scan(&rows).Error
		if err != nil {
			return nil, fmt.Errorf("identify users: %w", err)
		}
		for _, row := range rows {
			if byID[row.ID] == nil {
				byID[row.ID] = &Known{User: row.User}
			}
			found[row.Key] = byID[row.ID]
		}
	}
	ids := make([]int64, 0, len(byID))
	for id := range byID {
		ids = append(ids, id)
	}
	inputs, err := s.InputsOf(ctx, ids)
	if err != nil {
		return nil, err
	}
	for id, known := range byID {
		input := inputs[id]
		input.Email, input.Login, input.FirstName, input.LastName, input.Type = known.Email, known.Login, known.FirstName, known.LastName, known.Type
		input.Restrictions = append([]string{}, known.Restrictions...)
		known.Input = input
	}
	return found, nil
}

// InputsOf returns the organizations and assessments of many users, by id; the
// other fields are empty.
func (s *Service) InputsOf(ctx context.Context, ids []int64) (map[int64]Input, error) {
	inputs := make(map[int64]Input, len(ids))
	for _, id := range ids {
		inputs[id] = Input{OrganizationIDs: []int64{}, AssessmentIDs: []int64{}}
	}
	for some := range slices.Chunk(ids, 500) {
		var organizations []struct{ UserID, OrganizationID int64 }
		var assessments []struct{ UserID, AssessmentID int64 }
		db := s.store.Read(ctx)
		if err := db.Raw("SELECT user_id, organization_id FROM user_organizations WHERE user_id IN ? ORDER BY user_id, position, organization_id", some).Scan(&organizations).Error; err != nil {
			return nil, fmt.Errorf("read users: %w", err)
		}
		if err := db.Raw("SELECT user_id, assessment_id FROM user_assessments WHERE user_id IN ? ORDER BY user_id, assessment_id", some).Scan(&assessments).Error; err != nil {
			return nil, fmt.Errorf("read users: %w", err)
		}
		for _, row := range organizations {
			input := inputs[row.UserID]
			input.OrganizationIDs = append(input.OrganizationIDs, row.OrganizationID)
			inputs[row.UserID] = input
		}
		for _, row := range assessments {
			input := inputs[row.UserID]
			input.AssessmentIDs = append(input.AssessmentIDs, row.AssessmentID)
			inputs[row.UserID] = input
		}
	}
	return inputs, nil
}

// intakeStatements are prepared once for all users of an intake.
var intakeStatements = []string{
	`INSERT INTO users (email, email_key, login, login_key, first_name, last_name, name_key, type, is_suspended, restrictions, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
	`UPDATE users SET email = ?, email_key = ?, login = ?, login_key = ?, first_name = ?, last_name = ?, name_key = ?, type = ?, is_suspended = ?, restrictions = ?, updated_at = ? WHERE id = ?`,
	`INSERT INTO user_identifiers (key, user_id, kind) VALUES (?, ?, ?)`,
	`INSERT INTO user_organizations (user_id, organization_id, position) VALUES (?, ?, ?)`,
	`INSERT INTO user_assessments (user_id, assessment_id) VALUES (?, ?)`,
}

// Apply writes the items that change, without an audit entry for each: whoever
// calls it writes down the whole. Refuse must have refused none of them, and
// their identifiers must be free. done is told how many were written.
func (b *Intake) Apply(ctx context.Context, items []*IntakeItem, done func(written int)) error {
	return b.service.store.InTx(ctx, func(ctx context.Context) error {
		db := b.service.store.Write(ctx)
		var changed, readdressed []int64
		for _, item := range items {
			if item.Before == nil {
				continue
			}
			changed = append(changed, item.Before.ID)
			if was := item.Before; was.EmailKey != "" && was.EmailKey != store.Fold(item.Input.Email) || was.LoginKey != "" && was.LoginKey != store.Fold(item.Input.Login) {
				readdressed = append(readdressed, item.Before.ID)
			}
		}
		// All of them give up what they have before any takes something new: the
		// order of the rows must not matter.
		for _, table := range []string{"user_identifiers", "user_organizations", "user_assessments"} {
			for some := range slices.Chunk(changed, 500) {
				if err := db.Exec("DELETE FROM "+table+" WHERE user_id IN ?", some).Error; err != nil {
					return fmt.Errorf("write users: %w", err)
				}
			}
		}
		run, closeAll, err := prepare(ctx, db.Statement.ConnPool)
		if err != nil {
			return fmt.Errorf("write users: %w", err)
		}
		defer closeAll()
		for i, item := range items {
			if err := b.write(run, item); err != nil {
				return fmt.Errorf("write users: %w", err)
			}
			if (i+1)%100 == 0 || i+1 == len(items) {
				done(i + 1)
			}
		}
		return b.service.readdressed(ctx, readdressed...)
	})
}

func (b *Intake) write(run func(statement int, args ...any) (int64, error), item *IntakeItem) error {
	now := b.service.store.Now()
	u := User{}
	if item.Before != nil {
		u = *item.Before
	}
	u.take(item.Input)
	fields := []any{u.Email, u.EmailKey, u.Login, u.LoginKey, u.FirstName, u.LastName, u.NameKey, u.Type, item.IsSuspended, u.Restrictions}
	var err error
	if item.Before == nil {
		item.ID, err = run(0, append(fields, now, now)...)
	} else {
		item.ID = item.Before.ID
		_, err = run(1, append(fields, now, item.ID)...)
	}
	if err == nil && u.EmailKey != "" {
		_, err = run(2, u.EmailKey, item.ID, "email")
	}
	if err == nil && u.LoginKey != "" {
		_, err = run(2, u.LoginKey, item.ID, "login")
	}
	for position, id := range item.Input.OrganizationIDs {
		if err == nil {
			_, err = run(3, item.ID, id, position)
		}
	}
	for _, id := range item.Input.AssessmentIDs {
		if err == nil {
			_, err = run(4, item.ID, id)
		}
	}
	return err
}

func prepare(ctx context.Context, pool gorm.ConnPool) (run func(statement int, args ...any) (int64, error), closeAll func(), err error) {
	type executor interface{ Close() error }
	var open []executor
	closeAll = func() {
		for _, one := range open {
			_ = one.Close()
		}
	}
	executes := make([]func(args ...any) (int64, error), len(intakeStatements))
	for i, text := range intakeStatements {
		statement, err := pool.PrepareContext(ctx, text)
		if err != nil {
			closeAll()
			return nil, nil, err
		}
		open = append(open, statement)
		executes[i] = func(args ...any) (int64, error) {
			result, err := statement.ExecContext(ctx, args...)
			if err != nil {
				return 0, err
			}
			return result.LastInsertId()
		}
	}
	return func(statement int, args ...any) (int64, error) { return executes[statement](args...) }, closeAll, nil
}

// ByIDs returns users by id, in the order of ids, for the program's own use.
// Missing ones are left out.
func (s *Service) ByIDs(ctx context.Context, ids []int64) ([]User, error) {
	var rows []User
	if err := s.store.Read(ctx).Where("id IN ?", ids).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("find users: %w", err)
	}
	place := make(map[int64]int, len(ids))
	for i, id := range ids {
		place[id] = i
	}
	slices.SortFunc(rows, func(a, b User) int { return place[a.ID] - place[b.ID] })
	return rows, nil
}
