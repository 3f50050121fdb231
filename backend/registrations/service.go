package registrations

import (
	"context"
	"fmt"

	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/secrets"
	"portico/backend/settings"
	"portico/backend/sitetext"
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
	Approved(ctx context.Context, user users.User, registration Registration) error
	Refused(ctx context.Context, registration Registration) error
	Welcome(ctx context.Context, user users.User, organizationID int64) error
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
	Key           secrets.Key
	SiteUID       string
	Settings      *settings.Service
	Organizations *organizations.Service
	Users         *users.Service
	Passwords     Passwords
	Texts         *sitetext.Service
	Letters       Letters
	Setup         []Setup
}

// Service registers partners. It is safe for concurrent use.
type Service struct {
	Parts
	references *secrets.References // of named links
	opened     openings
}

// New returns the registrations of a site.
func New(parts Parts) (*Service, error) {
	references, err := secrets.NewReferences(parts.Key, "registration link", parts.SiteUID)
	if err != nil {
		return nil, fmt.Errorf("make references of links: %w", err)
	}
	return &Service{Parts: parts, references: references}, nil
}

var (
	errOff = fault.New(fault.NotFound, "Registration is not open here.")
	// errClosed is the answer while the Model User does not hold (PRT-2). Why
	// is for the administrator alone.
	errClosed = fault.New(fault.Unavailable, "Registration is closed for now. Please try again later.")
)

// Register takes a submission: one transaction makes the organization, its
// manager, their setup, the audit entries and the mails, or nothing (REG-2).
// Through a link that needs approval it makes a pending registration and no
// more (REG-5).
//
// A submission for an email that is known already ends alike for whoever sent
// it, with as much work done, and uses the link up alike (REG-4, SEC-14). It
// returns
//   - a NotFound fault while registration is off, an Unavailable one while it
//     is closed for now, a Gone one for a link or key that does not hold;
//   - an Invalid fault with the fields of the form at fault.
func (s *Service) Register(ctx context.Context, in Submission) (State, error) {
	offer, err := s.offer(ctx)
	if err != nil {
		return "", err
	}
	from, err := s.resolve(ctx, in.Invitation)
	if err != nil {
		return "", err
	}
	fields := in.Validate()
	if _, err := s.resolveParent(ctx, offer, from.parent, in.ParentID, fields); err != nil {
		return "", err
	}
	if err := fields.Err(); err != nil {
		return "", err
	}
	hash, err := s.Passwords.HashNew(ctx, in.Password, offer.siteName, in.OrganizationName, in.FirstName, in.LastName, in.Email)
	if err != nil {
		return "", err
	}
	shown := Admitted // what the page says, whatever became of it
	err = s.Store.InTx(ctx, func(ctx context.Context) error {
		needsApproval, err := s.take(ctx, in, hash)
		if needsApproval {
			shown = Pending
		}
		return err
	})
	return shown, err
}

// take makes everything. What was checked before is checked again, since the
// settings, the link, the key or the parent may have changed while the hash
// was made.
func (s *Service) take(ctx context.Context, in Submission, hash string) (needsApproval bool, err error) {
	offer, err := s.offer(ctx)
	if err != nil {
		return false, err
	}
	from, err := s.resolve(ctx, in.Invitation)
	if err != nil {
		return false, err
	}
	fields := &fault.Fields{}
	parentID, err := s.resolveParent(ctx, offer, from.parent, in.ParentID, fields)
	if err == nil {
		err = fields.Err()
	}
	if err == nil {
		err = s.use(ctx, from.link)
	}
	if err != nil {
		return false, err
	}
	actor := audit.ActorIn(ctx)
	registration := Registration{
		State: Admitted, LinkID: &from.link.ID, OrganizationName: in.OrganizationName, FirstName: in.FirstName, LastName: in.LastName,
		Email: in.Email, SearchKey: store.Fold(in.OrganizationName + " " + in.FirstName + " " + in.LastName + " " + in.Email),
		Address: actor.Address, Browser: actor.Browser, Language: in.Language, CreatedAt: s.Store.Now(), DecidedAt: s.Store.Now(),
	}
	if parentID != 0 {
		registration.ParentID = &parentID
	}
	known, isKnown, err := s.Users.Identify(ctx, in.Email)
	if err != nil {
		return false, err
	}
	switch {
	case isKnown:
		registration.State = Duplicate
		err = s.Letters.AlreadyKnown(ctx, known)
	case from.link.NeedsApproval:
		registration.State, registration.PasswordHash, registration.DecidedAt = Pending, hash, store.Time{}
		err = s.refuseTooManyPending(ctx)
	default:
		if from.link.DefaultAllocation != "" {
			offer.portal.DefaultResourceAllocation = from.link.DefaultAllocation
		}
		var user users.User
		if user, err = s.makePartner(ctx, offer, &registration, hash); err == nil {
			err = s.Letters.Welcome(ctx, user, *registration.OrganizationID)
		}
	}
	if err != nil {
		return false, err
	}
	if err := s.Store.Write(ctx).Create(&registration).Error; err != nil {
		return false, fmt.Errorf("record registration: %w", err)
	}
	if registration.State == Admitted {
		if err := s.countRegistered(ctx, from.link.ID); err != nil {
			return false, err
		}
	}
	return from.link.NeedsApproval, s.Log.Record(ctx, registration.change())
}

func (s *Service) countRegistered(ctx context.Context, linkID int64) error {
	if err := s.Store.Write(ctx).Exec("UPDATE registration_links SET registered = registered + 1 WHERE id = ?", linkID).Error; err != nil {
		return fmt.Errorf("count registration: %w", err)
	}
	return nil
}

// change is the audit entry of what became of a registration.
func (r Registration) change() audit.Change {
	after := map[string]any{"email": r.Email, "organization_id": r.OrganizationID, "user_id": r.UserID, "parent_id": r.ParentID, "link_id": r.LinkID, "renamed_to": r.RenamedTo}
	if r.Note != "" {
		after["note"] = r.Note
	}
	return audit.Change{Action: "registration." + string(r.State), Subject: audit.Subject{Kind: "registration", ID: r.ID, Name: r.OrganizationName}, After: after}
}

// makePartner makes the organization and its manager after the Model User, and
// notes them in the registration.
func (s *Service) makePartner(ctx context.Context, offer offer, registration *Registration, hash string) (users.User, error) {
	organization, err := s.Organizations.CreateFreely(ctx, organizations.Organization{
		Name: registration.OrganizationName, ResponseAllotment: offer.portal.DefaultResourceAllocation,
		BCCEmail: offer.model.BCCEmail, AssessorName: offer.model.AssessorName, AssessorEmail: offer.model.AssessorEmail,
		About: offer.model.About, Privacy: offer.model.Privacy,
	}, valueOf(registration.ParentID))
	if err != nil {
		return users.User{}, err
	}
	user, err := s.Users.Register(ctx, users.Input{
		Email: registration.Email, FirstName: registration.FirstName, LastName: registration.LastName, Type: users.Manager,
		OrganizationIDs: []int64{organization.ID}, AssessmentIDs: offer.assessments, Restrictions: offer.restrictions,
	}, hash)
	if err != nil {
		return users.User{}, err
	}
	for _, copySetup := range s.Setup {
		if err := copySetup(ctx, offer.model.ID, organization.ID); err != nil {
			return users.User{}, err
		}
	}
	registration.OrganizationID, registration.UserID = &organization.ID, &user.ID
	if organization.Name != registration.OrganizationName {
		registration.RenamedTo = organization.Name
	}
	return user, nil
}

func valueOf(id *int64) int64 {
	if id == nil {
		return 0
	}
	return *id
}
