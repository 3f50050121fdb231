// Package signin lets people in: passwords, lockouts, second factors, first
// sign-ins and sessions.
//
// Everything that counts failures or holds a session stands in the database,
// so that it survives a restart and is shared by all instances. Every event
// and refusal is written down (SEC-44).
package signin

import (
	"context"
	"fmt"

	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/mail"
	"portico/backend/secrets"
	"portico/backend/settings"
	"portico/backend/sitetext"
	"portico/backend/store"
	"portico/backend/users"
)

// Parts are what signing in is made of.
type Parts struct {
	Store    *store.Store
	Log      *audit.Log
	Settings *settings.Service
	Users    *users.Service
	Texts    *sitetext.Service
	Outbox   *mail.Outbox
	Key      secrets.Key
	Hasher   *secrets.Hasher
	Limits   *Limits
}

// Service lets people in. It is safe for concurrent use.
type Service struct {
	Parts
	common map[string]bool
}

// New returns the sign-in of a site.
func New(parts Parts) *Service { return &Service{Parts: parts, common: commonPasswords()} }

// The answers to a person. Each stands for all of its causes, so that none can
// be told from another (SEC-14).
var (
	errWrong       = fault.New(fault.Unauthenticated, "The Email or Login or the password is not right. Check both and try again; after several failures an account rests for a while.")
	errWrongCode   = fault.New(fault.Unauthenticated, "This code is not right. Wait for the next one and try again; after several failures an account rests for a while.")
	errNoSession   = fault.New(fault.Unauthenticated, "You are not signed in any more. Please sign in again.")
	errTooMany     = fault.New(fault.TooMany, "There were too many failures from your network. Please wait a quarter of an hour and try again.")
	errActivation  = fault.New(fault.Gone, "This link is not valid any more")
	errPresentWord = &fault.Error{Code: fault.Invalid, Message: "Please check the marked fields.", Fields: map[string]string{"password": "This is not your present password."}}
)

func subject(u users.User) audit.Subject {
	return audit.Subject{Kind: "user", ID: u.ID, Name: u.Name()}
}

// record writes an event about a user down; reason is "" for an ordinary one.
func (s *Service) record(ctx context.Context, action string, u users.User, reason string) error {
	change := audit.Change{Action: action, Subject: audit.Subject{Kind: "user"}}
	if u.ID != 0 {
		change.Subject = subject(u)
	}
	if reason != "" {
		change.After = map[string]any{"reason": reason}
	}
	return s.Log.Record(ctx, change)
}

// change runs one UPDATE on a user's row.
func (s *Service) change(ctx context.Context, userID int64, set string, args ...any) error {
	result := s.Store.Write(ctx).Exec("UPDATE users SET "+set+" WHERE id = ?", append(args, userID)...)
	if result.Error != nil {
		return fmt.Errorf("change sign-in of user: %w", result.Error)
	}
	return nil
}
