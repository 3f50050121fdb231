package signin

import (
	"context"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/settings"
	"portico/backend/users"
)

// SignIn is the first step: Email or Login, and the password or the code for
// the first sign-in. device is the mark that the browser carries, or "".
//
// Known, unknown, suspended, pending and locked accounts get one same
// Unauthenticated fault after the same work: one hash and one commit (SEC-14).
// Too many failures from one network are a TooMany fault, whatever is typed.
func (s *Service) SignIn(ctx context.Context, identifier, password, device string) (Entrance, error) {
	u, known, err := s.Users.Identify(ctx, identifier)
	if err != nil {
		return Entrance{}, err
	}
	if !known || !s.knowsDevice(u.ID, device) {
		reached, err := s.Limits.Reached(ctx, addressLimit(), Neighbourhood(audit.ActorIn(ctx).Address))
		if err != nil {
			return Entrance{}, err
		}
		if reached {
			return Entrance{}, errTooMany
		}
	}
	right, rehash, err := s.Hasher.Verify(ctx, password, u.PasswordHash)
	if err != nil {
		return Entrance{}, err
	}
	better := ""
	if right && rehash {
		if better, err = s.Hasher.Hash(ctx, password); err != nil {
			return Entrance{}, err
		}
	}
	attempt := attempt{password: password, device: device, right: right, seenHash: u.PasswordHash, betterHash: better}
	var entrance Entrance
	var refusal error
	err = s.Store.InTx(ctx, func(ctx context.Context) error {
		entrance, refusal, err = s.decide(ctx, u.ID, attempt)
		return err
	})
	if err == nil {
		err = refusal
	}
	if err != nil {
		return Entrance{}, err
	}
	return entrance, nil
}

// attempt is one try to sign in after its password was hashed.
type attempt struct {
	password   string
	device     string
	right      bool   // the password belongs to seenHash
	seenHash   string // the hash that it was compared with
	betterHash string // its hash at the present costs, "" when that need not change
}

// decide does everything after hashing, in one transaction, with the user as
// they stand in it. A refusal is no error of the transaction: it is counted
// and written down.
func (s *Service) decide(ctx context.Context, userID int64, try attempt) (entrance Entrance, refusal, err error) {
	if userID == 0 {
		return s.refuse(ctx, users.User{}, "unknown", false, try.device)
	}
	who, err := s.person(ctx, userID)
	if fault.Is(err, fault.NotFound) {
		return s.refuse(ctx, users.User{}, "unknown", false, try.device)
	}
	if err != nil {
		return Entrance{}, nil, err
	}
	u := who.User
	locked, err := s.isLocked(ctx, u, try.device)
	if err != nil {
		return Entrance{}, nil, err
	}
	right := try.right && u.PasswordHash == try.seenHash
	activated := false
	if !right {
		if activated, err = s.takeTypedCode(ctx, u, try.password, locked || !who.mayEnter()); err != nil {
			return Entrance{}, nil, err
		}
	}
	switch {
	case u.IsSuspended:
		return s.refuse(ctx, u, "suspended", locked, try.device)
	case !who.mayEnter():
		return s.refuse(ctx, u, "no access", locked, try.device)
	case locked:
		return s.refuse(ctx, u, "locked", locked, try.device)
	case !right && !activated && u.PasswordHash == "":
		return s.refuse(ctx, u, "not activated", locked, try.device)
	case !right && !activated:
		return s.refuse(ctx, u, "wrong password", locked, try.device)
	}
	if try.betterHash != "" && right {
		if err := s.change(ctx, u.ID, "password_hash = ?", try.betterHash); err != nil {
			return Entrance{}, nil, err
		}
	}
	entrance, err = s.enter(ctx, u, activated, try.password)
	return entrance, nil, err
}

// enter begins the session of somebody whose password or code was right.
func (s *Service) enter(ctx context.Context, u users.User, activated bool, password string) (Entrance, error) {
	stage, event := Full, "signin.in"
	switch {
	case activated:
		stage, event = NeedsPassword, "signin.code_accepted"
	case u.HasSecondFactor():
		stage, event = NeedsCode, "signin.password_accepted"
	case utf8.RuneCountInString(norm.NFC.String(password)) < settings.LeastPassword:
		// Its second factor was taken off an account whose password is only
		// long enough with one.
		stage, event = NeedsPassword, "signin.password_short"
	}
	entrance, err := s.begin(ctx, u, stage)
	if err != nil {
		return Entrance{}, err
	}
	if stage == Full {
		if err := s.clearFailures(ctx, u); err != nil {
			return Entrance{}, err
		}
	}
	return entrance, s.record(ctx, event, u, "")
}

func (s *Service) refuse(ctx context.Context, u users.User, reason string, locked bool, device string) (Entrance, error, error) {
	if err := s.countFailure(ctx, u, locked, device); err != nil {
		return Entrance{}, nil, err
	}
	if err := s.record(ctx, "signin.refused", u, reason); err != nil {
		return Entrance{}, nil, err
	}
	return Entrance{}, errWrong, nil
}
