package registrations

import (
	"context"
	"fmt"
	"sync/atomic"

	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/settings"
	"portico/backend/store"
	"portico/backend/users"
)

// Passwords checks a new password against the policy and hashes it. words are
// what it must not consist of: the site's, organization's and person's own.
type Passwords interface {
	HashNew(ctx context.Context, password string, words ...string) (string, error)
}

// Letters puts the mails of a registration into the outbox, in the transaction
// that ctx carries.
type Letters interface {
	Welcome(ctx context.Context, user users.User, organization organizations.Organization) error
	AlreadyKnown(ctx context.Context, user users.User) error
}

// Setup copies what partners set up for their organization (own texts,
// drivers, classifiers, roles) from one organization to another, in the
// transaction that ctx carries.
type Setup func(ctx context.Context, from, to int64) error

// Parts are what registrations are made of.
type Parts struct {
	Store         *store.Store
	Log           *audit.Log
	Settings      *settings.Service
	Organizations *organizations.Service
	Users         *users.Service
	Passwords     Passwords
	Letters       Letters
	Setup         []Setup
}

// Service registers partners. It is safe for concurrent use.
type Service struct {
	Parts
	opened atomic.Int64 // openings of the page not written yet
}

// New returns the registrations of a site.
func New(parts Parts) *Service { return &Service{Parts: parts} }

var (
	errOff = fault.New(fault.NotFound, "Registration is not open here.")
	// errClosed is the answer while the Model User does not hold (PRT-2). Why
	// is for the administrator alone.
	errClosed = fault.New(fault.Unavailable, "Registration is closed for now. Please try again later.")
)

// Register takes a submission: one transaction makes the organization, its
// manager, their setup, the audit entries and the mails, or nothing (REG-2).
//
// A submission for an email that is known already ends alike for whoever sent
// it, with as much work done (REG-4, SEC-14). It returns
//   - a NotFound fault while registration is off, an Unavailable one while it
//     is closed for now, a Gone one for a key that does not hold;
//   - an Invalid fault with the fields of the form at fault.
func (s *Service) Register(ctx context.Context, in Submission) error {
	offer, err := s.offer(ctx)
	if err != nil {
		return err
	}
	parent, err := s.parentByKey(ctx, in.Key)
	if err != nil {
		return err
	}
	fields := in.Validate()
	if _, err := s.resolveParent(ctx, offer, parent, in.ParentID, fields); err != nil {
		return err
	}
	if err := fields.Err(); err != nil {
		return err
	}
	hash, err := s.Passwords.HashNew(ctx, in.Password, offer.siteName, in.OrganizationName, in.FirstName, in.LastName, in.Email)
	if err != nil {
		return err
	}
	return s.Store.InTx(ctx, func(ctx context.Context) error { return s.admit(ctx, in, hash) })
}

// admit makes everything. What was checked before is checked again, since the
// settings, the key or the parent may have changed while the hash was made.
func (s *Service) admit(ctx context.Context, in Submission, hash string) error {
	offer, err := s.offer(ctx)
	if err != nil {
		return err
	}
	keyed, err := s.parentByKey(ctx, in.Key)
	if err != nil {
		return err
	}
	fields := &fault.Fields{}
	parentID, err := s.resolveParent(ctx, offer, keyed, in.ParentID, fields)
	if err == nil {
		err = fields.Err()
	}
	if err != nil {
		return err
	}
	link, err := s.defaultLink(ctx)
	if err != nil {
		return err
	}
	actor := audit.ActorIn(ctx)
	registration := Registration{
		State: Admitted, LinkID: &link.ID, OrganizationName: in.OrganizationName, FirstName: in.FirstName, LastName: in.LastName,
		Email: in.Email, SearchKey: store.Fold(in.OrganizationName + " " + in.FirstName + " " + in.LastName + " " + in.Email),
		Address: actor.Address, Browser: actor.Browser, CreatedAt: s.Store.Now(), DecidedAt: s.Store.Now(),
	}
	if parentID != 0 {
		registration.ParentID = &parentID
	}
	known, isKnown, err := s.Users.Identify(ctx, in.Email)
	if err != nil {
		return err
	}
	if isKnown {
		registration.State = Duplicate
		if err := s.Letters.AlreadyKnown(ctx, known); err != nil {
			return err
		}
	} else if err := s.makePartner(ctx, offer, in, hash, parentID, &registration); err != nil {
		return err
	}
	if err := s.Store.Write(ctx).Create(&registration).Error; err != nil {
		return fmt.Errorf("record registration: %w", err)
	}
	if registration.State == Admitted {
		if err := s.Store.Write(ctx).Exec("UPDATE registration_links SET registered = registered + 1 WHERE id = ?", link.ID).Error; err != nil {
			return fmt.Errorf("count registration: %w", err)
		}
	}
	return s.Log.Record(ctx, audit.Change{
		Action: "registration." + string(registration.State), Subject: audit.Subject{Kind: "registration", ID: registration.ID, Name: in.OrganizationName},
		After: map[string]any{"email": in.Email, "organization_id": registration.OrganizationID, "user_id": registration.UserID, "parent_id": registration.ParentID, "renamed_to": registration.RenamedTo},
	})
}

// makePartner makes the organization and its manager after the Model User.
func (s *Service) makePartner(ctx context.Context, offer offer, in Submission, hash string, parentID int64, registration *Registration) error {
	organization, err := s.Organizations.CreateFreely(ctx, organizations.Organization{
		Name: in.OrganizationName, ResponseAllotment: offer.portal.DefaultResourceAllocation,
		BCCEmail: offer.model.BCCEmail, AssessorName: offer.model.AssessorName, AssessorEmail: offer.model.AssessorEmail,
		About: offer.model.About, Privacy: offer.model.Privacy,
	}, parentID)
	if err != nil {
		return err
	}
	user, err := s.Users.Register(ctx, users.Input{
		Email: in.Email, FirstName: in.FirstName, LastName: in.LastName, Type: users.Manager,
		OrganizationIDs: []int64{organization.ID}, AssessmentIDs: offer.assessments, Restrictions: offer.restrictions,
	}, hash)
	if err != nil {
		return err
	}
	for _, copySetup := range s.Setup {
		if err := copySetup(ctx, offer.model.ID, organization.ID); err != nil {
			return err
		}
	}
	registration.OrganizationID, registration.UserID = &organization.ID, &user.ID
	if organization.Name != in.OrganizationName {
		registration.RenamedTo = organization.Name
	}
	return s.Letters.Welcome(ctx, user, organization)
}
