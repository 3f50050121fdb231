package signin

import (
	"context"
	"fmt"
	"time"

	"portico/backend/access"
	"portico/backend/fault"
	"portico/backend/users"
)

// triedLimit is how many addresses that can't be used here one manager may try:
// with more, somebody could find out who has an account in another branch.
func triedLimit() Limit { return Limit{Name: "invite:taken", Most: 5, Window: 24 * time.Hour} }

// Invite makes a user and the mail with their activation, both or none. A
// manager can give at most what they have (SEC-36); the faults are those of
// users.Create, and TooMany for a manager who tried many addresses in vain.
func (s *Service) Invite(ctx context.Context, giver access.Scope, input users.Input) (Letter, error) {
	var letter Letter
	err := s.trying(ctx, giver, func() error {
		return s.Store.InTx(ctx, func(ctx context.Context) error {
			u, err := s.Users.Create(ctx, giver, input)
			if err != nil {
				return err
			}
			letter, err = s.SendActivation(ctx, u.ID)
			return err
		})
	})
	return letter, err
}

// ChangeManager changes a user for a manager, with the faults of users.Update
// and TooMany as Invite has it.
func (s *Service) ChangeManager(ctx context.Context, giver access.Scope, id int64, input users.Input) (users.User, error) {
	var u users.User
	err := s.trying(ctx, giver, func() (err error) {
		u, err = s.Users.Update(ctx, giver, id, input)
		return err
	})
	return u, err
}

// trying does something for which a manager has typed an address, and counts it
// if that one is taken by somebody whom they don't see (SEC-33).
func (s *Service) trying(ctx context.Context, giver access.Scope, do func() error) error {
	if giver.Kind() == access.Administrator {
		return do()
	}
	key := fmt.Sprint(giver.UserID())
	reached, err := s.Limits.Reached(ctx, triedLimit(), key)
	if err != nil {
		return err
	}
	if reached {
		return fault.New(fault.TooMany, "Several addresses could not be used. Try again tomorrow, or ask whoever runs this portal.")
	}
	err = do()
	if refused := fault.As(err); refused != nil && (refused.Fields["email"] == users.TakenElsewhere || refused.Fields["login"] == users.TakenElsewhere) {
		if count := s.Limits.Add(ctx, triedLimit(), key); count != nil {
			return count
		}
	}
	return err
}

// InviteAgain makes a new activation for somebody whom the giver may change
// and who has not signed in yet.
func (s *Service) InviteAgain(ctx context.Context, giver access.Scope, userID int64) (Letter, error) {
	u, err := s.Users.MayChange(ctx, giver, userID)
	if err != nil {
		return Letter{}, err
	}
	if u.PasswordHash != "" {
		return Letter{}, fault.New(fault.Conflict, u.Name()+" has signed in already and needs no invitation.")
	}
	return s.SendActivation(ctx, userID)
}

// ResetSecondFactorOf takes off the second factor of somebody whom the giver
// may change.
func (s *Service) ResetSecondFactorOf(ctx context.Context, giver access.Scope, userID int64) (users.User, error) {
	u, err := s.Users.MayChange(ctx, giver, userID)
	if err != nil {
		return users.User{}, err
	}
	if !u.HasSecondFactor() {
		return u, fault.New(fault.Conflict, u.Name()+" has no second factor.")
	}
	return u, s.ResetSecondFactor(ctx, userID)
}
