package registrations

import (
	"context"
	"fmt"
	"strings"

	"portico/backend/access"
	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/settings"
)

// MaxListed is how many parents the page lists before it searches (PRT-5).
const MaxListed = 200

// offer is what a new partner gets at this moment.
type offer struct {
	siteName     string
	portal       settings.Portal
	model        organizations.Organization // the Model Organization
	assessments  []int64
	restrictions []string
}

// offer reads the settings and checks the Model User (PRT-2). It returns
// errOff while registration is not open.
func (s *Service) offer(ctx context.Context) (offer, error) {
	portal, err := s.Settings.Portal(ctx)
	if err != nil {
		return offer{}, err
	}
	if !portal.AllowExternalOrganizationCreation {
		return offer{}, errOff
	}
	return s.model(ctx, portal)
}

// model returns what a partner gets at this moment, whether or not the page is
// open. It returns errOff while a feature is off, and errClosed while the Model
// User does not hold.
func (s *Service) model(ctx context.Context, portal settings.Portal) (offer, error) {
	general, err := s.Settings.General(ctx)
	if err != nil {
		return offer{}, err
	}
	if !general.UseOrganization || !general.UsePartnerPortal {
		return offer{}, errOff
	}
	model, problem, err := s.Users.Model(ctx, portal.ModelUserID)
	if err != nil {
		return offer{}, err
	}
	if problem != "" {
		return offer{}, errClosed
	}
	organization, err := s.Organizations.Find(ctx, access.ForAdministrator(), model.OrganizationID)
	if err != nil {
		return offer{}, err
	}
	return offer{
		siteName: general.SiteName, portal: portal, model: organization,
		assessments: model.AssessmentIDs, restrictions: append([]string{}, model.User.Restrictions...),
	}, nil
}

// Page is what the registration page needs to know.
type Page struct {
	LinkID      int64                      // the named link; 0 for the default one
	Look        organizations.Organization // whose look the page has: the parent's, else the Model Organization's
	Parent      string                     // name of the organization that the link or the key chose, "" without one
	AskParent   bool                       // the person chooses a parent
	Candidates  []organizations.Choice     // what they choose from; empty until searched when NeedsSearch
	NeedsSearch bool                       // there are more than MaxListed
	NeedsKey    bool                       // the list is off, and only a key chooses the parent
}

// Page returns what the registration page asks for, with the same faults as
// Register. search narrows the candidates for the parent.
func (s *Service) Page(ctx context.Context, invitation Invitation, search string) (Page, error) {
	offer, err := s.offer(ctx)
	if err != nil {
		return Page{}, err
	}
	from, err := s.resolve(ctx, invitation)
	if err != nil {
		return Page{}, err
	}
	keyed := from.parent
	page := Page{Parent: keyed.Name, Look: offer.model}
	if keyed.ID != 0 {
		page.Look = keyed
	}
	if !from.link.IsDefault {
		page.LinkID = from.link.ID
	}
	level := offer.portal.RequireOrganizationLevel
	if level == 0 || keyed.Level >= level {
		return page, nil
	}
	if !offer.portal.ListParents {
		page.NeedsKey = true
		return page, nil
	}
	page.AskParent = true
	query := organizations.ChoiceQuery{Search: strings.TrimSpace(search), Level: level, Under: keyed.Path, Limit: MaxListed}
	found, total, err := s.Organizations.Choices(ctx, query)
	if err != nil {
		return Page{}, err
	}
	if total == 0 && query.Search == "" {
		return Page{}, errClosed // nothing stands at the required level
	}
	page.Candidates, page.NeedsSearch = found, query.Search != "" || total > MaxListed
	if total > MaxListed && query.Search == "" {
		page.Candidates = nil
	}
	return page, nil
}

// resolveParent returns the id of the organization under which the new one
// will stand, or 0, and notes in fields what is wrong with the choice.
func (s *Service) resolveParent(ctx context.Context, offer offer, keyed organizations.Organization, chosen int64, fields *fault.Fields) (int64, error) {
	level := offer.portal.RequireOrganizationLevel
	if level == 0 || keyed.Level >= level {
		return keyed.ID, nil
	}
	if !offer.portal.ListParents {
		return 0, errClosed
	}
	if chosen == 0 {
		fields.Add("parent", "Choose the organization that yours belongs to.")
		return 0, nil
	}
	parent, err := s.Organizations.Find(ctx, access.ForAdministrator(), chosen)
	switch {
	case fault.Is(err, fault.NotFound): // answers as one of another level
	case err != nil:
		return 0, fmt.Errorf("find chosen parent: %w", err)
	}
	if !parent.IsActive() || parent.Level != level || !strings.HasPrefix(parent.Path, keyed.Path) {
		fields.Add("parent", "Choose one of the organizations in the list.")
		return 0, nil
	}
	return parent.ID, nil
}
