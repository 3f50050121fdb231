// Package signers looks after the people from outside who sign contract
// documents: what each still lacks before they can (SGN-4), and the letter that
// tells them how (SGN-5).
package signers

import (
	"context"

	"portico/backend/audit"
	"portico/backend/mail"
	"portico/backend/settings"
	"portico/backend/signin"
	"portico/backend/sitetext"
	"portico/backend/store"
	"portico/backend/users"
)

// Document is a contract document that waits for somebody's signature.
type Document struct {
	ID           int64
	Title        string
	Organization string
	Due          store.Time // zero when it has no due date
	CanSign      bool       // nothing but the activation keeps them from signing it
}

// Pile is what waits for one person.
type Pile struct {
	Documents []Document // the first of them: what they can sign, then what is due next
	Count     int
	Signable  int // how many of Count they can sign
}

// Documents tells which contract documents wait for whom. It stands beside
// this package, so it is given to New.
type Documents interface {
	// ToSign returns by user what waits for their signature now; nobody for whom
	// nothing waits. It also has what they lack a right or a role for: that is
	// what readiness is about.
	ToSign(ctx context.Context, userIDs []int64) (map[int64]Pile, error)
}

// Parts are what the service is made of. Documents may be nil: then nobody
// knows what there is to sign.
type Parts struct {
	Store     *store.Store
	Log       *audit.Log
	Settings  *settings.Service
	Users     *users.Service
	SignIn    *signin.Service
	Texts     *sitetext.Service
	Outbox    *mail.Outbox
	Documents Documents
}

// Service looks after signers. It is safe for concurrent use.
type Service struct{ Parts }

// New returns the signers of a site.
func New(parts Parts) *Service { return &Service{parts} }

// toSign returns what waits for some users, and false when nobody knows.
func (s *Service) toSign(ctx context.Context, userIDs []int64) (map[int64]Pile, bool, error) {
	if s.Documents == nil || len(userIDs) == 0 {
		return nil, false, nil
	}
	found, err := s.Documents.ToSign(ctx, userIDs)
	return found, true, err
}
