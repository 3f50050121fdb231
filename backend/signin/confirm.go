package signin

import (
	"context"
	"fmt"

	"portico/backend/fault"
)

// How somebody confirmed who they are.
const (
	ByPassword        = "password"
	ByPasswordAndCode = "password and code"
)

// errNotConfirmed stands for a wrong name, password and code alike.
var errNotConfirmed = fault.New(fault.Unauthenticated, "The Email or Login, the password or the code is not right. Check them and try again; after several failures an account rests for a while.")

// Confirm asks somebody who is signed in for Email or Login and password anew,
// and for a code where a second factor is in force, before something weighty
// such as a signature. It returns by what means they showed who they are.
//
// Email or Login must be their own. What is wrong is one same Unauthenticated
// fault after the same hash, and counts towards the account as at signing in
// (SEC-11, SEC-15): too many failures make the account rest, and a TooMany
// fault here. A code is used up by it (SEC-10).
func (s *Service) Confirm(ctx context.Context, token, identifier, password, code, device string) (string, error) {
	visitor, err := s.full(ctx, token)
	if err != nil {
		return "", err
	}
	u := visitor.User
	failures, err := s.Limits.count(ctx, ownLimit(), fmt.Sprint(u.ID))
	if err != nil {
		return "", err
	}
	if failures >= ownLimit().Most {
		return "", fault.New(fault.TooMany, "There were too many wrong passwords. Please wait a quarter of an hour and try again.")
	}
	named, _, err := s.Users.Identify(ctx, identifier)
	if err != nil {
		return "", err
	}
	right, _, err := s.Hasher.Verify(ctx, password, u.PasswordHash)
	if err != nil {
		return "", err
	}
	right = right && named.ID == u.ID
	means := ByPassword
	var refusal error
	err = s.Store.InTx(ctx, func(ctx context.Context) error {
		now, err := s.Users.Load(ctx, u.ID)
		if err != nil {
			return err
		}
		locked, err := s.isLocked(ctx, now, device)
		if err != nil {
			return err
		}
		accepted := right && !locked && now.PasswordHash == u.PasswordHash
		if accepted && now.HasSecondFactor() {
			means = ByPasswordAndCode
			if accepted, _, err = s.acceptCode(ctx, now, code); err != nil {
				return err
			}
		}
		if accepted {
			return s.record(ctx, "password.confirmed", now, "")
		}
		refusal = errNotConfirmed
		if err := s.Limits.Add(ctx, ownLimit(), fmt.Sprint(u.ID)); err != nil {
			return err
		}
		if err := s.countFailure(ctx, now, locked, device); err != nil {
			return err
		}
		return s.record(ctx, "password.refused", now, "")
	})
	if err == nil {
		err = refusal
	}
	return means, err
}
