package signin

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base32"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"
	"github.com/pquerna/otp/totp"
	"golang.org/x/text/unicode/norm"

	"portico/backend/fault"
	"portico/backend/secrets"
	"portico/backend/store"
	"portico/backend/users"
)

const (
	stepSeconds   = 30 // RFC 6238
	stepWindow    = 1  // steps either side of the server's clock (SEC-9)
	secretBytes   = 20 // 160 bits (SEC-8)
	recoveryCodes = 10
)

func secretPlace(userID int64) secrets.Place {
	return secrets.Place{Table: "users", Column: "totp_secret", Row: userID}
}

// SubmitCode is the second step of signing in: a code from the authenticator or
// a recovery code, by whoever holds a session that needs one. Wrong codes count
// towards the account's limit (SEC-11). A wrong, old or used code and a locked
// account are one same fault.
func (s *Service) SubmitCode(ctx context.Context, token, code, device string) (Entrance, error) {
	var entrance Entrance
	var refusal error
	err := s.Store.InTx(ctx, func(ctx context.Context) error {
		visitor, found, err := s.Visitor(ctx, token)
		if err != nil {
			return err
		}
		if !found || visitor.Session.Stage != NeedsCode {
			return errNoSession
		}
		u := visitor.User
		locked, err := s.isLocked(ctx, u, device)
		if err != nil {
			return err
		}
		accepted, event := false, ""
		if !locked {
			if accepted, event, err = s.acceptCode(ctx, u, code); err != nil {
				return err
			}
		}
		if !accepted {
			refusal = errWrongCode
			if err := s.countFailure(ctx, u, locked, device); err != nil {
				return err
			}
			return s.record(ctx, "signin.code_refused", u, "")
		}
		var replaced bool
		if entrance, replaced, err = s.replace(ctx, visitor.Session, u, Full); err != nil {
			return err
		}
		if !replaced {
			return errNoSession
		}
		if err := s.clearFailures(ctx, u); err != nil {
			return err
		}
		return s.record(ctx, event, u, "")
	})
	if err == nil {
		err = refusal
	}
	if err != nil {
		return Entrance{}, err
	}
	return entrance, nil
}

// acceptCode takes a code of the authenticator or a recovery code, once.
func (s *Service) acceptCode(ctx context.Context, u users.User, typed string) (accepted bool, event string, err error) {
	secret, err := s.Key.Open(secretPlace(u.ID), u.TOTPSecret)
	if err != nil {
		return false, "", fmt.Errorf("read second factor: %w", err)
	}
	step, matches, err := matchingStep(secret, typed, s.Store.Now())
	if err != nil {
		return false, "", err
	}
	if matches {
		taken, err := s.takeStep(ctx, u.ID, step)
		return taken, "signin.in", err
	}
	code, isCode := secrets.ReadCode(typed)
	if !isCode {
		return false, "", nil
	}
	result := s.Store.Write(ctx).Exec("UPDATE recovery_codes SET used_at = ? WHERE user_id = ? AND hash = ? AND used_at IS NULL", s.Store.Now(), u.ID, s.recoveryHash(u.ID, code))
	if result.Error != nil {
		return false, "", fmt.Errorf("use recovery code: %w", result.Error)
	}
	return result.RowsAffected == 1, "signin.recovery_code", nil
}

// takeStep marks a time step as used, in one atomic statement, and reports
// whether it was the first to (SEC-10).
func (s *Service) takeStep(ctx context.Context, userID, step int64) (bool, error) {
	result := s.Store.Write(ctx).Exec("UPDATE users SET totp_last_step = ? WHERE id = ? AND totp_last_step < ?", step, userID, step)
	if result.Error != nil {
		return false, fmt.Errorf("use code: %w", result.Error)
	}
	return result.RowsAffected == 1, nil
}

// matchingStep returns the time step whose code was typed, within the window.
// It compares all of them, whichever matches.
func matchingStep(secret []byte, typed string, now store.Time) (step int64, matches bool, err error) {
	typed = strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r == '\u00a0' {
			return -1
		}
		return r
	}, typed)
	encoded := encodeSecret(secret)
	present := now.Unix() / stepSeconds
	for candidate := present - stepWindow; candidate <= present+stepWindow; candidate++ {
		code, err := hotp.GenerateCodeCustom(encoded, uint64(candidate), hotp.ValidateOpts{Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
		if err != nil {
			return 0, false, fmt.Errorf("make code: %w", err)
		}
		if subtle.ConstantTimeCompare([]byte(code), []byte(typed)) == 1 {
			step, matches = candidate, true
		}
	}
	return step, matches, nil
}

func encodeSecret(secret []byte) string {
	return base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(secret)
}

// Enrollment is what an authenticator needs.
type Enrollment struct {
	Secret string // base32 without padding
	URL    string // otpauth://, for the QR code
}

// Groups returns the secret in groups of four characters.
func (e Enrollment) Groups() []string {
	var groups []string
	for group := range slices.Chunk([]byte(e.Secret), 4) {
		groups = append(groups, string(group))
	}
	return groups
}

// Enrollment returns the secret that a session may enrol. It is made from the
// master key and the session, so that showing the page changes nothing, two
// sessions never share one, and one that is never confirmed is nowhere kept.
func (s *Service) Enrollment(ctx context.Context, visitor Visitor) (Enrollment, error) {
	general, err := s.Settings.General(ctx)
	if err != nil {
		return Enrollment{}, err
	}
	secret := s.enrollmentSecret(visitor.Session)
	key, err := totp.Generate(totp.GenerateOpts{Issuer: strings.ReplaceAll(general.SiteName, ":", " "), AccountName: strings.ReplaceAll(visitor.User.Username(), ":", " "), Secret: secret, SecretSize: secretBytes})
	if err != nil {
		return Enrollment{}, fmt.Errorf("prepare second factor: %w", err)
	}
	return Enrollment{Secret: encodeSecret(secret), URL: key.URL()}, nil
}

func (s *Service) enrollmentSecret(session Session) []byte {
	mac := hmac.New(sha256.New, s.Key.Derive("second factor enrolment"))
	mac.Write([]byte(session.TokenHash))
	return mac.Sum(nil)[:secretBytes]
}

// Enroll puts a second factor in force: with the password, and a first valid
// code (SEC-8). Where a second factor is required, a password typed within the
// last ten minutes need not be typed again. All other sessions end, since they
// have shown no code, and this one gets a new token. It returns the recovery
// codes, which are shown this once (SEC-13).
func (s *Service) Enroll(ctx context.Context, token, password, code string) (Entrance, []string, error) {
	visitor, err := s.full(ctx, token)
	if err != nil {
		return Entrance{}, nil, err
	}
	if visitor.User.HasSecondFactor() {
		return Entrance{}, nil, fault.New(fault.Conflict, "A second factor is in force already. Remove it first.")
	}
	if !visitor.MustEnroll || !visitor.IsFresh(s.Store.Now()) {
		if err := s.askPassword(ctx, visitor.User, password); err != nil {
			return Entrance{}, nil, err
		}
	}
	secret := s.enrollmentSecret(visitor.Session)
	step, matches, err := matchingStep(secret, code, s.Store.Now())
	if err != nil {
		return Entrance{}, nil, err
	}
	if !matches {
		if err := s.record(ctx, "second_factor.refused", visitor.User, ""); err != nil {
			return Entrance{}, nil, err
		}
		return Entrance{}, nil, &fault.Error{Code: fault.Invalid, Message: "Please check the marked fields.", Fields: map[string]string{"code": "This code is not right. Check that your phone's clock is set, and type the code that it shows now."}}
	}
	sealed, err := s.Key.Seal(secretPlace(visitor.User.ID), secret)
	if err != nil {
		return Entrance{}, nil, err
	}
	var entrance Entrance
	var codes []string
	err = s.Store.InTx(ctx, func(ctx context.Context) error {
		now := s.Store.Now()
		result := s.Store.Write(ctx).Exec("UPDATE users SET totp_secret = ?, totp_active_at = ?, totp_last_step = ? WHERE id = ? AND totp_active_at IS NULL", string(sealed), now, step, visitor.User.ID)
		if result.Error != nil {
			return fmt.Errorf("put second factor in force: %w", result.Error)
		}
		if result.RowsAffected == 0 {
			return fault.New(fault.Conflict, "A second factor is in force already. Remove it first.")
		}
		if codes, err = s.newRecoveryCodes(ctx, visitor.User.ID); err != nil {
			return err
		}
		if err := s.endSessions(ctx, visitor.User.ID, 0); err != nil {
			return err
		}
		u := visitor.User
		u.TOTPActiveAt = now
		if entrance, err = s.begin(ctx, u, Full); err != nil {
			return err
		}
		return s.record(ctx, "second_factor.enroll", u, "")
	})
	if err != nil {
		return Entrance{}, nil, err
	}
	return entrance, codes, nil
}

// newRecoveryCodes makes ten codes and forgets earlier ones.
func (s *Service) newRecoveryCodes(ctx context.Context, userID int64) ([]string, error) {
	db := s.Store.Write(ctx)
	if err := db.Exec("DELETE FROM recovery_codes WHERE user_id = ?", userID).Error; err != nil {
		return nil, fmt.Errorf("make recovery codes: %w", err)
	}
	codes := make([]string, recoveryCodes)
	for i := range codes {
		codes[i] = secrets.NewCode()
		if err := db.Exec("INSERT INTO recovery_codes (user_id, hash) VALUES (?, ?)", userID, s.recoveryHash(userID, codes[i])).Error; err != nil {
			return nil, fmt.Errorf("make recovery codes: %w", err)
		}
	}
	return codes, nil
}

func (s *Service) recoveryHash(userID int64, code string) string {
	return s.Key.HashCode(fmt.Sprintf("recovery %d", userID), code)
}

// RecoveryLeft returns how many recovery codes a user has left.
func (s *Service) RecoveryLeft(ctx context.Context, userID int64) (int64, error) {
	var left int64
	if err := s.Store.Read(ctx).Table("recovery_codes").Where("user_id = ? AND used_at IS NULL", userID).Count(&left).Error; err != nil {
		return 0, fmt.Errorf("count recovery codes: %w", err)
	}
	return left, nil
}

// RenewRecoveryCodes makes ten new recovery codes, with the password.
func (s *Service) RenewRecoveryCodes(ctx context.Context, token, password string) ([]string, error) {
	visitor, err := s.full(ctx, token)
	if err != nil {
		return nil, err
	}
	if !visitor.User.HasSecondFactor() {
		return nil, fault.New(fault.Conflict, "There is no second factor that the codes could stand in for.")
	}
	if err := s.askPassword(ctx, visitor.User, password); err != nil {
		return nil, err
	}
	var codes []string
	err = s.Store.InTx(ctx, func(ctx context.Context) error {
		if codes, err = s.newRecoveryCodes(ctx, visitor.User.ID); err != nil {
			return err
		}
		return s.record(ctx, "second_factor.recovery_codes", visitor.User, "")
	})
	return codes, err
}

// RemoveSecondFactor takes a person's own second factor off, with the
// password. It is refused where one is required, and with a password that is
// only long enough with one: a longer one comes first (SET-4).
func (s *Service) RemoveSecondFactor(ctx context.Context, token, password string) error {
	visitor, err := s.full(ctx, token)
	if err != nil {
		return err
	}
	u := visitor.User
	if !u.HasSecondFactor() {
		return nil
	}
	if visitor.Rules.RequiresSecondFactor(u.Type == users.Manager) {
		return fault.New(fault.Conflict, "This site requires a second factor, so it can't be removed.")
	}
	if err := s.askPassword(ctx, u, password); err != nil {
		return err
	}
	if utf8.RuneCountInString(norm.NFC.String(password)) < visitor.Rules.PasswordMinimum {
		return &fault.Error{Code: fault.Conflict, Message: fmt.Sprintf("Without a second factor a password needs at least %d characters. Change your password first, then remove the second factor.", visitor.Rules.PasswordMinimum)}
	}
	return s.Store.InTx(ctx, func(ctx context.Context) error {
		if err := s.clearSecondFactor(ctx, u.ID); err != nil {
			return err
		}
		return s.record(ctx, "second_factor.remove", u, "")
	})
}

// ResetSecondFactor takes a user's second factor off, for whoever may manage
// them, and signs them out everywhere. It asks no scope.
func (s *Service) ResetSecondFactor(ctx context.Context, userID int64) error {
	return s.Store.InTx(ctx, func(ctx context.Context) error {
		u, err := s.Users.Load(ctx, userID)
		if err != nil {
			return err
		}
		if err := s.clearSecondFactor(ctx, userID); err != nil {
			return err
		}
		if err := s.endSessions(ctx, userID, 0); err != nil {
			return err
		}
		return s.record(ctx, "second_factor.reset", u, "")
	})
}

func (s *Service) clearSecondFactor(ctx context.Context, userID int64) error {
	if err := s.change(ctx, userID, "totp_secret = '', totp_active_at = NULL"); err != nil {
		return err
	}
	if err := s.Store.Write(ctx).Exec("DELETE FROM recovery_codes WHERE user_id = ?", userID).Error; err != nil {
		return fmt.Errorf("remove recovery codes: %w", err)
	}
	return nil
}

// full returns who holds a session that is signed in.
func (s *Service) full(ctx context.Context, token string) (Visitor, error) {
	visitor, found, err := s.Visitor(ctx, token)
	if err == nil && (!found || visitor.Session.Stage != Full) {
		err = errNoSession
	}
	return visitor, err
}
