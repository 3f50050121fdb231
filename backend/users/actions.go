package users

import (
	"context"
	"fmt"

	"portico/backend/access"
	"portico/backend/audit"
	"portico/backend/fault"
)

// ActionLimit is how many users one bulk action takes.
const ActionLimit = 10000

// Left is a user whom a bulk action left as they are, and why.
type Left struct {
	ID     int64
	Name   string
	Reason string
}

// Outcome says what a bulk action did. Those who were as asked already are in
// neither list, so that undoing touches exactly what was done.
type Outcome struct {
	Changed []int64
	Left    []Left
}

// SuspendAll keeps users out from the next request on, with an audit entry for
// each, in one transaction. The Model User is left out with the reason (USR-7),
// and so is whoever does not exist any more.
func (s *Service) SuspendAll(ctx context.Context, giver access.Scope, ids []int64) (Outcome, error) {
	return s.ForAll(ctx, ids, func(ctx context.Context, id int64) (bool, error) { return s.switchSuspended(ctx, giver, id, true) })
}

// RestoreAll lets suspended users in again, likewise.
func (s *Service) RestoreAll(ctx context.Context, giver access.Scope, ids []int64) (Outcome, error) {
	return s.ForAll(ctx, ids, func(ctx context.Context, id int64) (bool, error) { return s.switchSuspended(ctx, giver, id, false) })
}

// ForAll does something to each of some users in one transaction. do reports
// whether it changed the user; a fault of it is the reason why the user is left
// out, any other error takes everything back.
func (s *Service) ForAll(ctx context.Context, ids []int64, do func(ctx context.Context, id int64) (bool, error)) (Outcome, error) {
	done := Outcome{Changed: []int64{}, Left: []Left{}}
	ids = unique(ids)
	if len(ids) > ActionLimit {
		return done, fault.New(fault.Invalid, fmt.Sprintf("At most %d users can be changed at once. Choose fewer.", ActionLimit))
	}
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		for _, id := range ids {
			if err := ctx.Err(); err != nil {
				return err
			}
			changed, err := do(ctx, id)
			switch refused := fault.As(err); {
			case refused != nil:
				left := Left{ID: id, Reason: refused.Message}
				if u, err := s.Load(ctx, id); err == nil {
					left.Name = u.Name()
				}
				done.Left = append(done.Left, left)
			case err != nil:
				return err
			case changed:
				done.Changed = append(done.Changed, id)
			}
		}
		return nil
	})
	if err != nil {
		return Outcome{Changed: []int64{}, Left: []Left{}}, err
	}
	return done, nil
}

// switchSuspended suspends or restores a user in a transaction, and reports
// whether that changed anything.
func (s *Service) switchSuspended(ctx context.Context, giver access.Scope, id int64, suspended bool) (bool, error) {
	u, _, err := s.changeable(ctx, giver, id)
	if err != nil || u.IsSuspended == suspended {
		return false, err // the second click
	}
	action, before := "user.restore", "suspended"
	if suspended {
		action, before = "user.suspend", "active"
		if err := s.keepModelUser(ctx, id, func() string { return "suspended" }); err != nil {
			return false, err
		}
	}
	if err := s.store.Write(ctx).Exec("UPDATE users SET is_suspended = ?, updated_at = ? WHERE id = ?", suspended, s.store.Now(), id).Error; err != nil {
		return false, fmt.Errorf("suspend or restore user: %w", err)
	}
	return true, s.log.Record(ctx, audit.Change{Action: action, Subject: subject(u), Before: map[string]any{"status": before}})
}
