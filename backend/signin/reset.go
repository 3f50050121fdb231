package signin

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/mail"
	"portico/backend/secrets"
	"portico/backend/sitetext"
	"portico/backend/store"
	"portico/backend/users"
)

// resetAge is how long a link for a forgotten password is good.
const resetAge = time.Hour

// forgotLimit is for asking from one network, whatever is typed.
func forgotLimit() Limit { return Limit{Name: "forgot:address", Most: 10, Window: 15 * time.Minute} }

// mailboxLimit keeps strangers from filling somebody's mailbox. What is beyond
// it is answered alike and sends nothing.
func mailboxLimit() Limit { return Limit{Name: "forgot:account", Most: 3, Window: time.Hour} }

var errForgotTooOften = fault.New(fault.TooMany, "A new password was asked for too often from your network. Please wait a quarter of an hour and try again.")

// reset is a link with which somebody sets a new password.
type reset struct {
	ID        int64 `gorm:"primaryKey"`
	UserID    int64
	TokenHash string
	CreatedAt store.Time `gorm:"autoCreateTime:false"`
	ExpiresAt store.Time
	UsedAt    store.Time
}

func (reset) TableName() string { return "password_resets" }

// CanReset reports whether a forgotten password can be mailed about: mails go
// out by themselves. Else the administrator makes a new activation.
func (s *Service) CanReset(ctx context.Context) (bool, error) { return s.Outbox.Sends(ctx) }

// Forgot mails a link for a new password to whoever has this Email or Login
// (SIG-4). Known, unknown, suspended, pending and locked accounts are answered
// alike, with nil, after the same work: one hash and one commit (SEC-14). Too
// many from one network are a TooMany fault, whatever is typed.
//
// A locked account gets its link: strangers' failures must not keep an owner
// out (SEC-15). One that was never activated does not: its activation alone
// opens it (SEC-5). Links that were mailed before stay good, so that a stranger
// can't spoil them.
func (s *Service) Forgot(ctx context.Context, identifier string) error {
	can, err := s.CanReset(ctx)
	if err != nil || !can {
		return err
	}
	network := Neighbourhood(audit.ActorIn(ctx).Address)
	reached, err := s.Limits.Reached(ctx, forgotLimit(), network)
	if err != nil {
		return err
	}
	if reached {
		return errForgotTooOften
	}
	u, _, err := s.Users.Identify(ctx, identifier)
	if err != nil {
		return err
	}
	if _, _, err := s.Hasher.Verify(ctx, identifier, ""); err != nil {
		return err
	}
	token, hash := secrets.NewToken()
	expires := s.Store.Now().Add(resetAge)
	subjectLine, body, err := s.resetLetter(ctx, u, token, expires)
	if err != nil {
		return err
	}
	err = s.Store.InTx(ctx, func(ctx context.Context) error {
		if err := s.Limits.Add(ctx, forgotLimit(), network); err != nil {
			return err
		}
		u, reason, err := s.whyNoReset(ctx, u.ID)
		if err != nil {
			return err
		}
		if reason == "" {
			row := reset{UserID: u.ID, TokenHash: hash, CreatedAt: s.Store.Now(), ExpiresAt: expires}
			if err := s.Store.Write(ctx).Create(&row).Error; err != nil {
				return fmt.Errorf("make password reset: %w", err)
			}
			_, err := s.Outbox.Enqueue(ctx, mail.Mail{Kind: string(sitetext.MailPasswordReset), ToEmail: u.Email, ToName: u.Name(), Subject: subjectLine, Body: body,
				Secret: true, ExpiresAt: expires, CauseKind: "user", CauseID: u.ID})
			if err != nil {
				return err
			}
		}
		return s.record(ctx, "password.forgot", u, reason)
	})
	if err != nil {
		return fmt.Errorf("mail about forgotten password: %w", err)
	}
	return nil
}

// resetLetter writes the mail, also for nobody.
func (s *Service) resetLetter(ctx context.Context, u users.User, token string, expires store.Time) (subject, body string, err error) {
	general, err := s.Settings.General(ctx)
	if err != nil {
		return "", "", err
	}
	base, err := s.Settings.PublicBase(ctx)
	if err != nil {
		return "", "", err
	}
	return s.Texts.RenderMail(ctx, sitetext.MailPasswordReset, 0, u.Language, sitetext.Values{
		"site.name": general.SiteName, "user.first_name": u.FirstName, "user.username": u.Username(),
		"link": base + "/reset?token=" + token, "expires": expires.In(general.Location()).Format("2 January 2006, 15:04"),
	})
}

// whyNoReset returns the user as they stand in this transaction, and why they
// get no link, "" when they do.
func (s *Service) whyNoReset(ctx context.Context, userID int64) (users.User, string, error) {
	if userID == 0 {
		return users.User{}, "unknown", nil
	}
	who, err := s.person(ctx, userID)
	if fault.Is(err, fault.NotFound) {
		return users.User{}, "unknown", nil
	}
	if err != nil {
		return users.User{}, "", err
	}
	u := who.User
	switch {
	case u.IsSuspended:
		return u, "suspended", nil
	case !who.mayEnter():
		return u, "no access", nil
	case u.PasswordHash == "":
		return u, "not activated", nil
	case u.Email == "":
		return u, "no email", nil
	}
	within, err := s.Limits.Take(ctx, mailboxLimit(), fmt.Sprint(u.ID))
	if err != nil || within {
		return u, "", err
	}
	return u, "too often", nil
}

// ByReset returns whose link for a new password this is. It changes nothing: a
// program that follows links in mails must not use one up (SEC-28). A link that
// is unknown, used, replaced or expired, or of somebody who may not sign in, is
// one same Gone fault.
func (s *Service) ByReset(ctx context.Context, token string) (users.User, error) {
	_, u, err := s.byReset(ctx, token)
	return u, err
}

func (s *Service) byReset(ctx context.Context, token string) (reset, users.User, error) {
	var found reset
	err := s.Store.Read(ctx).First(&found, "token_hash = ? AND used_at IS NULL AND expires_at > ?", secrets.HashToken(token), s.Store.Now()).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return reset{}, users.User{}, errActivation
	}
	if err != nil {
		return reset{}, users.User{}, fmt.Errorf("find password reset: %w", err)
	}
	who, err := s.person(ctx, found.UserID)
	if err == nil && !who.mayEnter() {
		err = errActivation
	}
	return found, who.User, err
}

// Reset sets a new password with a link from the mailbox, uses the link up, and
// ends every session, lockout and other link. It signs nobody in: password and
// second factor are asked for afterwards as always (SEC-12). The person is told
// by mail. Fields at fault are "password" and "repeat_password".
func (s *Service) Reset(ctx context.Context, token, password, repeat string) error {
	found, u, err := s.byReset(ctx, token)
	if err != nil {
		return err
	}
	hash, err := s.hashOwn(ctx, u, password, repeat)
	if err != nil {
		return err
	}
	general, err := s.Settings.General(ctx)
	if err != nil {
		return err
	}
	values := sitetext.Values{"site.name": general.SiteName, "user.first_name": u.FirstName, "user.username": u.Username()}
	subjectLine, body, err := s.Texts.RenderMail(ctx, sitetext.MailPasswordChanged, 0, u.Language, values)
	if err != nil {
		return err
	}
	return s.Store.InTx(ctx, func(ctx context.Context) error {
		result := s.Store.Write(ctx).Exec("UPDATE password_resets SET used_at = ? WHERE id = ? AND used_at IS NULL", s.Store.Now(), found.ID)
		if result.Error != nil {
			return fmt.Errorf("use password reset: %w", result.Error)
		}
		if result.RowsAffected == 0 {
			return errActivation // somebody was faster
		}
		err := s.change(ctx, u.ID, "password_hash = ?, password_set_at = ?, failed_attempts = 0, failed_at = NULL, locked_until = NULL", hash, s.Store.Now())
		if err != nil {
			return err
		}
		if err := s.closeActivations(ctx, u.ID); err != nil {
			return err
		}
		if err := s.endSessions(ctx, u.ID, 0); err != nil {
			return err
		}
		_, err = s.Outbox.Enqueue(ctx, mail.Mail{Kind: string(sitetext.MailPasswordChanged), ToEmail: u.Email, ToName: u.Name(), Subject: subjectLine, Body: body, CauseKind: "user", CauseID: u.ID})
		if err != nil {
			return err
		}
		return s.record(ctx, "password.reset", u, "")
	})
}
