package users

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"portico/backend/access"
	"portico/backend/audit"
	"portico/backend/fault"
)

// Suspend keeps a user out from the next request on. The Model User can't be
// suspended while it is chosen (USR-7).
func (s *Service) Suspend(ctx context.Context, giver access.Scope, id int64) (User, error) {
	return s.setSuspended(ctx, giver, id, true)
}

// Restore lets a suspended user in again.
func (s *Service) Restore(ctx context.Context, giver access.Scope, id int64) (User, error) {
	return s.setSuspended(ctx, giver, id, false)
}

func (s *Service) setSuspended(ctx context.Context, giver access.Scope, id int64, suspended bool) (User, error) {
	var u User
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		if _, err := s.switchSuspended(ctx, giver, id, suspended); err != nil {
			return err
		}
		var err error
		u, err = s.Load(ctx, id)
		return err
	})
	return u, err
}

// Unlock ends a lockout and forgets the failures that led to it.
func (s *Service) Unlock(ctx context.Context, id int64) (User, error) {
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		u, err := s.Load(ctx, id)
		if err != nil {
			return err
		}
		if err := s.store.Write(ctx).Exec("UPDATE users SET locked_until = NULL, failed_attempts = 0, updated_at = ? WHERE id = ?", s.store.Now(), id).Error; err != nil {
			return fmt.Errorf("unlock user: %w", err)
		}
		return s.log.Record(ctx, audit.Change{Action: "user.unlock", Subject: subject(u)})
	})
	if err != nil {
		return User{}, err
	}
	return s.Load(ctx, id)
}

// Delete removes a user for good, with their sessions and codes. Their
// responses stay. The Model User can't be deleted while it is chosen (USR-7).
func (s *Service) Delete(ctx context.Context, id int64) error {
	return s.store.InTx(ctx, func(ctx context.Context) error {
		u, err := s.Load(ctx, id)
		if err != nil {
			return err
		}
		if err := s.keepModelUser(ctx, id, func() string { return "deleted" }); err != nil {
			return err
		}
		before, err := s.InputOf(ctx, u)
		if err != nil {
			return err
		}
		err = s.store.Write(ctx).Delete(&User{}, "id = ?", id).Error
		if errors.Is(err, gorm.ErrForeignKeyViolated) {
			return fault.New(fault.Conflict, "This person is named in a contract document or has signed one, and what was sent and signed stays. Suspend them instead.")
		}
		if err != nil {
			return fmt.Errorf("delete user: %w", err)
		}
		return s.log.Record(ctx, audit.Change{Action: "user.delete", Subject: subject(u), Before: before})
	})
}

// keepModelUser refuses to do to the Model User what would break
// self-registration. what returns the deed in words, or "" when it does no
// harm.
func (s *Service) keepModelUser(ctx context.Context, id int64, what func() string) error {
	portal, err := s.settings.Portal(ctx)
	if err != nil || portal.ModelUserID != id {
		return err
	}
	deed := what()
	if deed == "" {
		return nil
	}
	return fault.New(fault.Conflict, fmt.Sprintf("This is the Model User that new partners are copied from, and can't be %s. Choose another Model User first, on Site Settings › Features › Partner Portal.", deed)).
		WithMend("Open Partner Portal", "/settings/features/partner-portal")
}

// MarkHelpSeen notes that the First Time Assessment Manager dialog was
// dismissed (MGR-1).
func (s *Service) MarkHelpSeen(ctx context.Context, id int64) error {
	err := s.store.Write(ctx).Exec("UPDATE users SET first_help_seen_at = ? WHERE id = ? AND first_help_seen_at IS NULL", s.store.Now(), id).Error
	if err != nil {
		return fmt.Errorf("dismiss first help: %w", err)
	}
	return nil
}

// Rename changes what a person may change of themselves: name and language
// ("" or "en" or "de").
func (s *Service) Rename(ctx context.Context, id int64, firstName, lastName, language string) error {
	return s.store.InTx(ctx, func(ctx context.Context) error {
		u, err := s.Load(ctx, id)
		if err != nil {
			return err
		}
		input, err := s.InputOf(ctx, u)
		if err != nil {
			return err
		}
		before := map[string]any{"first_name": u.FirstName, "last_name": u.LastName, "language": u.Language}
		input.FirstName, input.LastName = firstName, lastName
		if err := input.Validate(); err != nil {
			return err
		}
		u.take(input)
		u.Language, u.UpdatedAt = language, s.store.Now()
		if err := s.store.Write(ctx).Select("first_name", "last_name", "name_key", "language", "updated_at").Where("id = ?", id).Updates(&u).Error; err != nil {
			return fmt.Errorf("rename user: %w", err)
		}
		return s.log.Record(ctx, audit.Change{Action: "user.rename", Subject: subject(u), Before: before,
			After: map[string]any{"first_name": u.FirstName, "last_name": u.LastName, "language": u.Language}})
	})
}
