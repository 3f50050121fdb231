package signin

import (
	"context"
	"fmt"
	"time"

	"portico/backend/fault"
	"portico/backend/users"
)

// ownLimit is for wrong passwords and codes of somebody who is signed in.
func ownLimit() Limit { return Limit{Name: "signin:own", Most: 10, Window: 15 * time.Minute} }

// askPassword checks the present password of somebody who is signed in. A wrong
// one is an Invalid fault for the field "password"; too many are a TooMany
// fault.
func (s *Service) askPassword(ctx context.Context, u users.User, password string) error {
	failures, err := s.Limits.count(ctx, ownLimit(), fmt.Sprint(u.ID))
	if err != nil {
		return err
	}
	if failures >= ownLimit().Most {
		return fault.New(fault.TooMany, "There were too many wrong passwords. Please wait a quarter of an hour and try again.")
	}
	right, _, err := s.Hasher.Verify(ctx, password, u.PasswordHash)
	if err != nil {
		return err
	}
	if !right {
		if err := s.countOwnFailure(ctx, u); err != nil {
			return err
		}
		return errPresentWord
	}
	return nil
}

// countOwnFailure counts and writes down a wrong password of somebody who is
// signed in: whoever found an open browser must not guess on.
func (s *Service) countOwnFailure(ctx context.Context, u users.User) error {
	return s.Store.InTx(ctx, func(ctx context.Context) error {
		if err := s.Limits.Add(ctx, ownLimit(), fmt.Sprint(u.ID)); err != nil {
			return err
		}
		return s.record(ctx, "password.refused", u, "")
	})
}

// ChangePassword changes a person's own password, with the present one, and
// gives their session a new token. With endOthers all other sessions end
// (SEC-7). Fields at fault are "present_password", "password" and
// "repeat_password".
func (s *Service) ChangePassword(ctx context.Context, token, present, password, repeat string, endOthers bool) (Entrance, error) {
	visitor, err := s.full(ctx, token)
	if err != nil {
		return Entrance{}, err
	}
	if err := s.askPassword(ctx, visitor.User, present); err != nil {
		if f := fault.As(err); f != nil && f.Code == fault.Invalid {
			return Entrance{}, &fault.Error{Code: fault.Invalid, Message: f.Message, Fields: map[string]string{"present_password": f.Fields["password"]}}
		}
		return Entrance{}, err
	}
	hash, err := s.hashOwn(ctx, visitor.User, password, repeat)
	if err != nil {
		return Entrance{}, err
	}
	var entrance Entrance
	err = s.Store.InTx(ctx, func(ctx context.Context) error {
		if err := s.change(ctx, visitor.User.ID, "password_hash = ?, password_set_at = ?", hash, s.Store.Now()); err != nil {
			return err
		}
		if endOthers {
			if err := s.endSessions(ctx, visitor.User.ID, visitor.Session.ID); err != nil {
				return err
			}
		}
		if err := s.closeActivations(ctx, visitor.User.ID); err != nil {
			return err
		}
		var replaced bool
		if entrance, replaced, err = s.replace(ctx, visitor.Session, visitor.User, Full); err != nil {
			return err
		}
		if !replaced {
			return errNoSession
		}
		return s.record(ctx, "password.change", visitor.User, "")
	})
	if err != nil {
		return Entrance{}, err
	}
	return entrance, nil
}
