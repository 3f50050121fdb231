// Package guide says how a site stands: how far its setup has come, what needs
// the administrator, and the figures that matter (ADM-1).
//
// Everything is judged from the data at the moment it is asked, within the time
// that a screen may take: nothing here walks a table.
package guide

import (
	"context"

	"portico/backend"
)

// Service judges one site. It is safe for concurrent use.
type Service struct {
	site    *backend.Backend
	reach   reach
	history historyCache
}

// New returns the guide of a site.
func New(site *backend.Backend) *Service { return &Service{site: site, reach: newReach()} }

// Overview is everything on Home.
type Overview struct {
	SelfRegistration []Step
	Manual           []Step
	OutsideSigners   []Step // of the guide for those outside who sign
	Guessed          string // which of the two ways the data look like, Self or Manual
	Attention        []Attention
	Figures          []Figure
	Weeks            []Week
	Completed        []Week // responses
	Scores           []Score
	Responses        []Share
	Levels           []Share
}

// The two ways of the setup guide. They are what a preference of the name
// "setup-way" holds.
const (
	Self   = "self"
	Manual = "manual"
)

// Overview judges the site as it is now.
func (s *Service) Overview(ctx context.Context) (Overview, error) {
	f, err := s.gather(ctx)
	if err != nil {
		return Overview{}, err
	}
	return Overview{
		SelfRegistration: f.selfRegistration(), Manual: f.manual(), OutsideSigners: f.outsideSigners(), Guessed: f.guess(), Attention: f.attention(),
		Figures: f.figures(), Weeks: f.registrationWeeks(), Completed: f.completedWeeks(), Scores: f.scores(), Responses: f.byState(), Levels: f.byLevel(),
	}, nil
}

// guess says which way the site goes, while nobody has said. One organization
// and one manager are what the way of self-registration begins with too: only
// what that way has no use for tells that partners are set up by hand.
func (f facts) guess() string {
	registration := f.status.Portal.AllowExternalOrganizationCreation || f.status.Portal.ModelUserID != 0
	byHand := f.users.HasActivation || f.organizations.Active > 1 || f.users.Managers > 1
	if registration || !byHand {
		return Self
	}
	return Manual
}
