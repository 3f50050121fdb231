package signin

import (
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"gorm.io/gorm"

	"portico/backend/mail"
	"portico/backend/secrets"
	"portico/backend/sitetext"
	"portico/backend/store"
	"portico/backend/users"
)

const (
	// activationAge is how long a code or link for the first sign-in is good.
	activationAge = 7 * 24 * time.Hour
	// activationTries is how many wrong codes one activation takes. The link
	// goes on working: a stranger can't use it up.
	activationTries = 10
)

// activation is a code and a link with which somebody sets their own password.
type activation struct {
	ID        int64 `gorm:"primaryKey"`
	UserID    int64
	CodeHash  string
	LinkHash  string
	Attempts  int
	CreatedAt store.Time `gorm:"autoCreateTime:false"`
	ExpiresAt store.Time
	UsedAt    store.Time
}

// Letter is what somebody needs for the first sign-in. It is shown once.
type Letter struct {
	User      users.User
	Subject   string
	Code      string
	Link      string
	Address   string // of the sign-in page
	ExpiresAt store.Time
	Mailed    bool   // a mail lies in the outbox
	Text      string // the whole letter
}

// Writing says which letter carries an activation.
type Writing struct {
	Kind   sitetext.Kind   // a mail's text with the placeholders of MailActivation
	Values sitetext.Values // of its further placeholders
	Mail   bool            // whether it goes into the outbox, where the user has an Email
}

// SendActivation makes a new code and link for a user, makes earlier ones
// useless, and puts the mail into the outbox. Whoever may manage the user calls
// it: it asks no scope. The password that there is goes on working until the
// new one is set.
func (s *Service) SendActivation(ctx context.Context, userID int64) (Letter, error) {
	return s.Activate(ctx, userID, Writing{Kind: sitetext.MailActivation, Mail: true})
}

// Activate is SendActivation with a letter of another kind.
func (s *Service) Activate(ctx context.Context, userID int64, writing Writing) (Letter, error) {
	general, err := s.Settings.General(ctx)
	if err != nil {
		return Letter{}, err
	}
	base, err := s.Settings.PublicBase(ctx)
	if err != nil {
		return Letter{}, err
	}
	code := secrets.NewCode()
	link, linkHash := secrets.NewToken()
	letter := Letter{Code: code, Link: base + "/activate?token=" + link, Address: base + "/login", ExpiresAt: s.Store.Now().Add(activationAge)}
	err = s.Store.InTx(ctx, func(ctx context.Context) error {
		u, err := s.Users.Load(ctx, userID)
		if err != nil {
			return err
		}
		letter.User = u
		if err := s.closeActivations(ctx, userID); err != nil {
			return err
		}
		row := activation{UserID: userID, CodeHash: s.codeHash(userID, code), LinkHash: linkHash, CreatedAt: s.Store.Now(), ExpiresAt: letter.ExpiresAt}
		if err := s.Store.Write(ctx).Create(&row).Error; err != nil {
			return fmt.Errorf("make activation: %w", err)
		}
		values := sitetext.Values{
			"site.name": general.SiteName, "user.first_name": u.FirstName, "user.username": u.Username(),
			"address": letter.Address, "code": code, "link": letter.Link, "expires": letter.ExpiresAt.In(general.Location()).Format("2 January 2006, 15:04"),
		}
		maps.Copy(values, writing.Values)
		letter.Subject, letter.Text, err = s.Texts.RenderMail(ctx, writing.Kind, 0, u.Language, values)
		if err != nil {
			return err
		}
		if u.Email != "" && writing.Mail {
			_, err = s.Outbox.Enqueue(ctx, mail.Mail{Kind: string(writing.Kind), ToEmail: u.Email, ToName: u.Name(), Subject: letter.Subject, Body: letter.Text,
				Secret: true, ExpiresAt: letter.ExpiresAt, CauseKind: "user", CauseID: userID})
			if err != nil {
				return err
			}
			letter.Mailed = true
		}
		return s.record(ctx, "activation.send", u, "")
	})
	if err != nil {
		return Letter{}, err
	}
	return letter, nil
}

// ActivationUntil returns until when a user's open activation is good, the zero
// Time when none is open.
func (s *Service) ActivationUntil(ctx context.Context, userID int64) (store.Time, error) {
	open, err := s.openActivation(ctx, userID)
	return open.ExpiresAt, err
}

// closeActivations makes a user's codes and links useless; see Forget.
func (s *Service) closeActivations(ctx context.Context, userID int64) error {
	return s.Forget(ctx, []int64{userID})
}

// Forget makes the codes and links of some users useless, those for a forgotten
// password too, with whoever typed such a code and has set no password yet, and
// blanks the mails that carry them. It is for whom something was sent to an
// address that is theirs no more.
func (s *Service) Forget(ctx context.Context, userIDs []int64) error {
	for some := range slices.Chunk(userIDs, 500) {
		db := s.Store.Write(ctx)
		err := errors.Join(
			db.Exec("UPDATE activations SET used_at = ? WHERE user_id IN ? AND used_at IS NULL", s.Store.Now(), some).Error,
			db.Exec("UPDATE password_resets SET used_at = ? WHERE user_id IN ? AND used_at IS NULL", s.Store.Now(), some).Error,
			db.Exec("DELETE FROM sessions WHERE user_id IN ? AND stage = ?", some, NeedsPassword).Error,
		)
		if err != nil {
			return fmt.Errorf("close activations: %w", err)
		}
		if err := s.Outbox.BlankFor(ctx, "user", some...); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) codeHash(userID int64, code string) string {
	return s.Key.HashCode(fmt.Sprintf("activation %d", userID), code)
}

// openActivation returns a user's activation that can be used, or the zero one.
func (s *Service) openActivation(ctx context.Context, userID int64) (activation, error) {
	var open []activation
	err := s.Store.Read(ctx).Where("user_id = ? AND used_at IS NULL AND expires_at > ?", userID, s.Store.Now()).Order("id DESC").Limit(1).Find(&open).Error
	if err != nil {
		return activation{}, fmt.Errorf("find activation: %w", err)
	}
	if len(open) == 0 {
		return activation{}, nil
	}
	return open[0], nil
}

// takeTypedCode reports whether what was typed as the password is the user's
// code. A wrong one counts towards the code's own limit. The code is used up
// only when the person has set a password: until then it can be typed again.
// With refused it is compared alike and never taken.
func (s *Service) takeTypedCode(ctx context.Context, u users.User, typed string, refused bool) (bool, error) {
	open, err := s.openActivation(ctx, u.ID)
	if err != nil {
		return false, err
	}
	code, isCode := secrets.ReadCode(typed)
	same := subtle.ConstantTimeCompare([]byte(s.codeHash(u.ID, code)), []byte(open.CodeHash)) == 1
	if open.ID == 0 || !isCode || refused {
		return false, nil
	}
	if same && open.Attempts < activationTries {
		return true, nil
	}
	if err := s.Store.Write(ctx).Exec("UPDATE activations SET attempts = attempts + 1 WHERE id = ?", open.ID).Error; err != nil {
		return false, fmt.Errorf("count wrong code: %w", err)
	}
	return false, nil
}

// ByLink returns whose activation link this is. It changes nothing: a program
// that follows links in mails must not use one up (SEC-28). A link that is
// unknown, used, replaced or expired, or of somebody who may not sign in, is
// one same Gone fault.
func (s *Service) ByLink(ctx context.Context, link string) (users.User, error) {
	_, u, err := s.byLink(ctx, link)
	return u, err
}

func (s *Service) byLink(ctx context.Context, link string) (activation, users.User, error) {
	var found activation
	err := s.Store.Read(ctx).First(&found, "link_hash = ? AND used_at IS NULL AND expires_at > ?", secrets.HashToken(link), s.Store.Now()).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return activation{}, users.User{}, errActivation
	}
	if err != nil {
		return activation{}, users.User{}, fmt.Errorf("find activation: %w", err)
	}
	who, err := s.person(ctx, found.UserID)
	if err == nil && !who.mayEnter() {
		err = errActivation
	}
	return found, who.User, err
}

// ActivateByLink sets the password of whoever opened an activation link, uses
// the link up, and lets them in: to the second factor if there is one. It ends
// a lockout, so that strangers' failures can't keep an owner out.
func (s *Service) ActivateByLink(ctx context.Context, link, password, repeat string) (Entrance, error) {
	found, u, err := s.byLink(ctx, link)
	if err != nil {
		return Entrance{}, err
	}
	hash, err := s.hashOwn(ctx, u, password, repeat)
	if err != nil {
		return Entrance{}, err
	}
	var entrance Entrance
	err = s.Store.InTx(ctx, func(ctx context.Context) error {
		result := s.Store.Write(ctx).Exec("UPDATE activations SET used_at = ? WHERE id = ? AND used_at IS NULL", s.Store.Now(), found.ID)
		if result.Error != nil {
			return fmt.Errorf("use activation: %w", result.Error)
		}
		if result.RowsAffected == 0 {
			return errActivation // somebody was faster
		}
		entrance, err = s.setFirstPassword(ctx, u, hash)
		return err
	})
	if err != nil {
		return Entrance{}, err
	}
	return entrance, nil
}

// ActivateBySession sets the password of whoever typed the code for the first
// sign-in as their password.
func (s *Service) ActivateBySession(ctx context.Context, token, password, repeat string) (Entrance, error) {
	visitor, found, err := s.Visitor(ctx, token)
	if err != nil {
		return Entrance{}, err
	}
	if !found || visitor.Session.Stage != NeedsPassword {
		return Entrance{}, errNoSession
	}
	hash, err := s.hashOwn(ctx, visitor.User, password, repeat)
	if err != nil {
		return Entrance{}, err
	}
	var entrance Entrance
	err = s.Store.InTx(ctx, func(ctx context.Context) error {
		result := s.Store.Write(ctx).Exec("DELETE FROM sessions WHERE id = ?", visitor.Session.ID)
		if result.Error != nil {
			return fmt.Errorf("use activation: %w", result.Error)
		}
		if result.RowsAffected == 0 {
			return errNoSession
		}
		entrance, err = s.setFirstPassword(ctx, visitor.User, hash)
		return err
	})
	if err != nil {
		return Entrance{}, err
	}
	return entrance, nil
}

// setFirstPassword sets a password after an activation: every code, link and
// session from before is over.
func (s *Service) setFirstPassword(ctx context.Context, u users.User, hash string) (Entrance, error) {
	if err := s.change(ctx, u.ID, "password_hash = ?, password_set_at = ?", hash, s.Store.Now()); err != nil {
		return Entrance{}, err
	}
	if err := s.closeActivations(ctx, u.ID); err != nil {
		return Entrance{}, err
	}
	if err := s.endSessions(ctx, u.ID, 0); err != nil {
		return Entrance{}, err
	}
	stage := Full
	if u.HasSecondFactor() {
		stage = NeedsCode
	}
	if err := s.clearFailures(ctx, u); err != nil {
		return Entrance{}, err
	}
	entrance, err := s.begin(ctx, u, stage)
	if err != nil {
		return Entrance{}, err
	}
	return entrance, s.record(ctx, "activation.use", u, "")
}
