package cohorts

import (
	"context"
	"fmt"

	"portico/backend/access"
	"portico/backend/allotments"
	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/responses"
)

// The refusals that somebody can meet who comes through the link of an open
// cohort. Each is a whole page to them.
var (
	errNoLink   = fault.New(fault.NotFound, "This link is not valid. Please check that you have the whole address, or ask whoever gave it to you.")
	errOver     = fault.New(fault.Gone, "The time to answer is over.")
	errFull     = fault.New(fault.Gone, "Nobody else can take part at the moment. Please ask whoever gave you the link.")
	errArchived = fault.New(fault.Gone, "This assessment is not available at the moment. Please ask whoever gave you the link.")
)

// joining returns the address through which anybody can take part.
func (s *Service) joining(ctx context.Context, c Cohort) (string, error) {
	base, err := s.Settings.PublicBase(ctx)
	return base + "/join/" + s.links.Make(c.ID, c.LinkGeneration), err
}

// ReplaceLink makes the link useless that was given out, and returns the
// cohort with a new one.
func (s *Service) ReplaceLink(ctx context.Context, scope access.Scope, id int64) (Cohort, error) {
	return s.change(ctx, scope, id, "cohort.replace_link", func(_ context.Context, c *Cohort) error {
		c.LinkGeneration++
		return nil
	})
}

// Invitation is an open cohort as somebody meets it who comes through its link.
type Invitation struct {
	Cohort
	Organization organizations.Organization
	Assessment   string
}

// Open returns what stands behind the link of an open cohort. It returns a
// NotFound fault for a link that is none, was replaced, or belongs to a cohort
// that is not open to anybody, and a Gone one, in words for the visitor, where
// nobody can take part any more.
func (s *Service) Open(ctx context.Context, link string) (Invitation, error) {
	general, err := s.Settings.General(ctx)
	if err != nil {
		return Invitation{}, err
	}
	id, generation, ok := s.links.Read(link)
	if !ok || !general.UseCohorts {
		return Invitation{}, errNoLink
	}
	c, err := s.find(ctx, access.ForAdministrator(), id)
	if fault.Is(err, fault.NotFound) || err == nil && (c.LinkGeneration != generation || !c.IsOpen) {
		return Invitation{}, errNoLink
	}
	if err != nil {
		return Invitation{}, err
	}
	met := Invitation{Cohort: c}
	if met.Organization, err = s.Organizations.Find(ctx, access.ForAdministrator(), c.OrganizationID); err != nil {
		return Invitation{}, err
	}
	assessment, err := s.Assessments.Find(ctx, access.ForAdministrator(), c.AssessmentID)
	if err != nil {
		return Invitation{}, err
	}
	met.Assessment = assessment.Name
	switch {
	case c.IsClosed(s.Store.Now()):
		return met, errOver
	case !met.Organization.IsActive():
		return met, errArchived
	}
	full, err := s.isFull(ctx, c)
	if err == nil && full {
		err = errFull
	}
	return met, err
}

// Join takes somebody into an open cohort through its link, and returns their
// own response with its link. Names and email may be empty: then nobody can
// tell whose answers they are. A place that is not there any more is a Gone fault
// for the visitor; an allotment that is used up an Exhausted one, with the message
// of every route (ALT-2) less what is for whoever buys.
func (s *Service) Join(ctx context.Context, link string, p Participant) (responses.Made, error) {
	var made responses.Made
	err := s.Store.InTx(ctx, func(ctx context.Context) error {
		met, err := s.Open(ctx, link)
		if err != nil {
			return err
		}
		if err := s.admit(ctx, &met.Cohort); err != nil {
			return visitorsWords(err)
		}
		membership := met.membership("", s.Store.Now())
		membership.ByLink = true
		made, err = s.Responses.Enrol(ctx, access.ForAdministrator(), responses.Input{
			OrganizationID: met.OrganizationID, AssessmentID: met.AssessmentID, FirstName: p.FirstName, LastName: p.LastName, Email: p.Email,
			Language: met.Language, ExpiresAt: met.ClosesAt,
		}, membership, false)
		if err != nil {
			return visitorsWords(fmt.Errorf("join cohort: %w", err))
		}
		return nil
	})
	return made, err
}

// visitorsWords turns a refusal that is for whoever runs the cohort into one
// for a visitor.
func visitorsWords(err error) error {
	switch {
	case fault.Is(err, fault.Conflict):
		return errFull
	case fault.Is(err, fault.Exhausted):
		return allotments.ErrNoneLeft()
	}
	return err
}
