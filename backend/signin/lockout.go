package signin

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"time"

	"portico/backend/audit"
	"portico/backend/secrets"
	"portico/backend/users"
)

// Lockouts (SEC-15): so many failures in a row rest an account for five
// minutes; each failure after that for twice as long, at most an hour. Tries
// while it rests neither count nor lengthen it. A day without failures forgets
// them all.
//
// Nobody can lock an owner out for good: a browser in which the owner signed in
// before carries a mark of its own and is counted by itself, and an activation
// link from the administrator works at any time.
const (
	firstRest    = 5 * time.Minute
	longestRest  = time.Hour
	forgetsAfter = 24 * time.Hour
)

// addressLimit is for failures from one network, over all accounts.
func addressLimit() Limit { return Limit{Name: "signin:address", Most: 50, Window: 15 * time.Minute} }

// deviceLimit is for failures in one browser that is known to an account.
func deviceLimit() Limit { return Limit{Name: "signin:device", Most: 10, Window: time.Hour} }

// rest returns how long an account rests after so many failures, 0 below the
// threshold.
func rest(failures, threshold int) time.Duration {
	if failures < threshold {
		return 0
	}
	return min(longestRest, firstRest<<min(failures-threshold, 10))
}

// isLocked reports whether an account rests for this browser.
func (s *Service) isLocked(ctx context.Context, u users.User, device string) (bool, error) {
	if !u.LockedUntil.After(s.Store.Now().Time) {
		return false, nil
	}
	if !s.knowsDevice(u.ID, device) {
		return true, nil
	}
	failures, err := s.Limits.count(ctx, deviceLimit(), secrets.HashToken(device))
	return failures >= deviceLimit().Most, err
}

// countFailure counts a failure towards the account and the address, in the
// transaction of its audit entry.
func (s *Service) countFailure(ctx context.Context, u users.User, locked bool, device string) error {
	if err := s.Limits.Add(ctx, addressLimit(), Neighbourhood(audit.ActorIn(ctx).Address)); err != nil {
		return err
	}
	if u.ID == 0 || locked {
		return nil
	}
	if s.knowsDevice(u.ID, device) {
		return s.Limits.Add(ctx, deviceLimit(), secrets.HashToken(device))
	}
	rules, err := s.Settings.Users(ctx)
	if err != nil {
		return err
	}
	now := s.Store.Now()
	failures := u.FailedAttempts + 1
	if u.FailedAt.Add(forgetsAfter).Before(now.Time) {
		failures = 1
	}
	if pause := rest(failures, rules.LockoutThreshold); pause > 0 {
		if err := s.change(ctx, u.ID, "failed_attempts = ?, failed_at = ?, locked_until = ?", failures, now, now.Add(pause)); err != nil {
			return err
		}
		return s.record(ctx, "signin.locked", u, "")
	}
	err = s.change(ctx, u.ID, "failed_attempts = ?, failed_at = ?", failures, now)
	return err
}

// clearFailures forgets the failures of an account that was entered.
func (s *Service) clearFailures(ctx context.Context, u users.User) error {
	err := s.change(ctx, u.ID, "failed_attempts = 0, failed_at = NULL, locked_until = NULL, last_sign_in_at = ?", s.Store.Now())
	return err
}

// deviceAge is how long a browser stays known.
const deviceAge = 365 * 24 * time.Hour

// newDevice returns the mark that a browser gets when an account was entered
// in it. It opens nothing: it only keeps the failures of strangers apart.
func (s *Service) newDevice(userID int64) string {
	content := binary.BigEndian.AppendUint64(nil, uint64(userID))
	content = binary.BigEndian.AppendUint64(content, uint64(s.Store.Now().UnixMilli()))
	content = append(content, make([]byte, 16)...)
	_, _ = rand.Read(content[16:])
	return secrets.EncodeCanonical(append(content, s.deviceMAC(content)...))
}

func (s *Service) knowsDevice(userID int64, device string) bool {
	raw, err := secrets.DecodeCanonical(device)
	if err != nil || len(raw) != 32+sha256.Size || !hmac.Equal(raw[32:], s.deviceMAC(raw[:32])) {
		return false
	}
	made := time.UnixMilli(int64(binary.BigEndian.Uint64(raw[8:16])))
	return int64(binary.BigEndian.Uint64(raw[:8])) == userID && s.Store.Now().Sub(made) < deviceAge
}

func (s *Service) deviceMAC(content []byte) []byte {
	mac := hmac.New(sha256.New, s.Key.Derive("known browsers"))
	mac.Write(content)
	return mac.Sum(nil)
}
