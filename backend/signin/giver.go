package signin

import (
	"context"

	"portico/backend/access"
	"portico/backend/fault"
	"portico/backend/users"
)

// Invite makes a user and the mail with their activation, both or none. A
// manager can give at most what they have (SEC-36); the faults are those of
// users.Create.
func (s *Service) Invite(ctx context.Context, giver access.Scope, input users.Input) (Letter, error) {
	var letter Letter
	err := s.Store.InTx(ctx, func(ctx context.Context) error {
		u, err := s.Users.Create(ctx, giver, input)
		if err != nil {
			return err
		}
		letter, err = s.SendActivation(ctx, u.ID)
		return err
	})
	return letter, err
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
