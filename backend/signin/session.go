package signin

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"portico/backend/access"
	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/secrets"
	"portico/backend/settings"
	"portico/backend/store"
	"portico/backend/users"
)

// Stage is what the holder of a session has shown so far.
type Stage string

// The stages.
const (
	NeedsCode     Stage = "code"     // the password was right, the second factor is missing
	NeedsPassword Stage = "activate" // a code for the first sign-in was right, or the password is too short
	Full          Stage = "full"
)

// How long a session that is not full may wait for its next step.
const (
	codePatience     = 10 * time.Minute
	activatePatience = 30 * time.Minute
	// seenEvery is how often the last request of a session is written down.
	seenEvery = time.Minute
	// freshFor is how long a password that was just typed counts as asked for.
	freshFor = 10 * time.Minute
)

// Session is one browser in which somebody signs in or is signed in.
type Session struct {
	ID          int64 `gorm:"primaryKey"`
	TokenHash   string
	TokenAt     store.Time // when the token was made
	EarlierHash string     // of the token before it
	UserID      int64
	Stage       Stage
	Address     string
	Browser     string
	CreatedAt   store.Time `gorm:"autoCreateTime:false"`
	LastSeenAt  store.Time
	ExpiresAt   store.Time // the absolute limit
}

// Entrance is what a step of signing in leads to: the new token for the
// session's cookie and, once somebody is in, the mark for the browser.
type Entrance struct {
	Token      string
	Stage      Stage
	MustEnroll bool
	Device     string // "" leaves the one that is there
	User       users.User
}

// Visitor is who holds a session, as the database says at this request: what
// was changed about them counts at once (SEC-26).
type Visitor struct {
	Session    Session
	User       users.User
	Scope      access.Scope
	Signer     access.Signer
	Rules      settings.Users
	MustEnroll bool // a second factor is required and there is none
}

// IsFresh reports whether the password was typed within the last ten minutes.
func (v Visitor) IsFresh(now store.Time) bool {
	return now.Before(v.Session.CreatedAt.Add(freshFor).Time)
}

// Visitor returns who holds the session with this token, and false when there
// is none: never made, ended, idle or old for too long, or of somebody who may
// not sign in any more.
func (s *Service) Visitor(ctx context.Context, token string) (Visitor, bool, error) {
	session, found, err := s.session(ctx, token)
	if err != nil || !found {
		return Visitor{}, false, err
	}
	rules, err := s.Settings.Users(ctx)
	if err != nil {
		return Visitor{}, false, err
	}
	now := s.Store.Now()
	if !now.Before(session.ExpiresAt.Time) || !now.Before(session.LastSeenAt.Add(rules.SessionIdle()).Time) ||
		session.Stage == Full && !now.Before(session.CreatedAt.Add(rules.SessionAbsolute()).Time) {
		return Visitor{}, false, nil
	}
	who, err := s.person(ctx, session.UserID)
	if fault.Is(err, fault.NotFound) {
		return Visitor{}, false, nil
	}
	if err != nil || !who.mayEnter() {
		return Visitor{}, false, err
	}
	if now.Sub(session.LastSeenAt.Time) >= seenEvery {
		if err := s.Store.Write(ctx).Exec("UPDATE sessions SET last_seen_at = ? WHERE id = ?", now, session.ID).Error; err != nil {
			return Visitor{}, false, fmt.Errorf("note last request: %w", err)
		}
	}
	return Visitor{Session: session, User: who.User, Scope: who.scope, Signer: who.signer, Rules: rules, MustEnroll: mustEnroll(who.User, rules)}, true, nil
}

func mustEnroll(u users.User, rules settings.Users) bool {
	return rules.RequiresSecondFactor(u.Type == users.Manager) && !u.HasSecondFactor()
}

func (s *Service) session(ctx context.Context, token string) (Session, bool, error) {
	var session Session
	if token == "" {
		return session, false, nil
	}
	hash := secrets.HashToken(token)
	err := s.Store.Read(ctx).First(&session, "token_hash = ?", hash).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		err = s.Store.Read(ctx).First(&session, "earlier_hash = ? AND earlier_hash <> '' AND token_at > ?", hash, s.Store.Now().Add(-earlierGrace)).Error
	}
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return session, false, nil
	}
	if err != nil {
		return session, false, fmt.Errorf("find session: %w", err)
	}
	return session, true, nil
}

// begin makes a session with a token of its own, in the caller's transaction.
func (s *Service) begin(ctx context.Context, u users.User, stage Stage) (Entrance, error) {
	rules, err := s.Settings.Users(ctx)
	if err != nil {
		return Entrance{}, err
	}
	now := s.Store.Now()
	lives := map[Stage]time.Duration{NeedsCode: codePatience, NeedsPassword: activatePatience, Full: rules.SessionAbsolute()}[stage]
	token, hash := secrets.NewToken()
	actor := audit.ActorIn(ctx)
	session := Session{TokenHash: hash, TokenAt: now, UserID: u.ID, Stage: stage, Address: actor.Address, Browser: actor.Browser,
		CreatedAt: now, LastSeenAt: now, ExpiresAt: now.Add(lives)}
	if err := s.Store.Write(ctx).Create(&session).Error; err != nil {
		return Entrance{}, fmt.Errorf("begin session: %w", err)
	}
	entrance := Entrance{Token: token, Stage: stage, User: u}
	if stage == Full {
		entrance.Device = s.newDevice(u.ID)
		entrance.MustEnroll = mustEnroll(u, rules)
	}
	return entrance, nil
}

// replace ends a session and begins one in its place (SEC-25). It reports
// false when the session had ended already: somebody was faster.
func (s *Service) replace(ctx context.Context, old Session, u users.User, stage Stage) (Entrance, bool, error) {
	result := s.Store.Write(ctx).Exec("DELETE FROM sessions WHERE id = ?", old.ID)
	if result.Error != nil {
		return Entrance{}, false, fmt.Errorf("replace session: %w", result.Error)
	}
	if result.RowsAffected == 0 {
		return Entrance{}, false, nil
	}
	entrance, err := s.begin(ctx, u, stage)
	return entrance, err == nil, err
}

// SignOut ends the session with this token, if there is one.
func (s *Service) SignOut(ctx context.Context, token string) error {
	return s.Store.InTx(ctx, func(ctx context.Context) error {
		session, found, err := s.session(ctx, token)
		if err != nil || !found {
			return err
		}
		u, err := s.Users.Load(ctx, session.UserID)
		if err != nil {
			return err
		}
		if err := s.Store.Write(ctx).Exec("DELETE FROM sessions WHERE id = ?", session.ID).Error; err != nil {
			return fmt.Errorf("sign out: %w", err)
		}
		return s.record(ctx, "signin.out", u, "")
	})
}

// Sessions returns where a user is signed in, the latest first.
func (s *Service) Sessions(ctx context.Context, userID int64) ([]Session, error) {
	rules, err := s.Settings.Users(ctx)
	if err != nil {
		return nil, err
	}
	now := s.Store.Now()
	sessions := []Session{}
	err = s.Store.Read(ctx).Where("user_id = ? AND stage = ? AND expires_at > ? AND last_seen_at > ?", userID, Full, now, now.Add(-rules.SessionIdle())).
		Order("last_seen_at DESC, id DESC").Find(&sessions).Error
	if err != nil {
		return nil, fmt.Errorf("list sessions: %w", err)
	}
	return sessions, nil
}

// EndSessions signs a user out everywhere, but for the session with the id
// except (0 for none).
func (s *Service) EndSessions(ctx context.Context, userID, except int64) error {
	return s.Store.InTx(ctx, func(ctx context.Context) error {
		u, err := s.Users.Load(ctx, userID)
		if err != nil {
			return err
		}
		if err := s.endSessions(ctx, userID, except); err != nil {
			return err
		}
		return s.record(ctx, "signin.sessions_ended", u, "")
	})
}

func (s *Service) endSessions(ctx context.Context, userID, except int64) error {
	if err := s.Store.Write(ctx).Exec("DELETE FROM sessions WHERE user_id = ? AND id <> ?", userID, except).Error; err != nil {
		return fmt.Errorf("end sessions: %w", err)
	}
	return nil
}

// Sweep forgets sessions that are over and counts that are old. It changes
// nothing that anybody could see.
func (s *Service) Sweep(ctx context.Context) error {
	if err := s.Store.Write(ctx).Exec("DELETE FROM sessions WHERE expires_at <= ?", s.Store.Now()).Error; err != nil {
		return fmt.Errorf("sweep sessions: %w", err)
	}
	if err := s.Store.Write(ctx).Exec("DELETE FROM password_resets WHERE expires_at <= ?", s.Store.Now()).Error; err != nil {
		return fmt.Errorf("sweep password resets: %w", err)
	}
	return s.Limits.Sweep(ctx)
}
