package samples

import (
	"context"
	"fmt"

	"portico/backend/access"
	"portico/backend/allotments"
	"portico/backend/organizations"
	"portico/backend/settings"
)

// Allotted is an organization of the demo site with its Response Allotment.
type Allotted struct {
	Organization string `json:"organization"`
	Assessment   string `json:"assessment"`
	Mode         string `json:"mode"`      // "Unlimited", "Allocated", "Can Be Purchased"
	Available    *int64 `json:"available"` // null for Unlimited
}

// allotted is what an organization of the demo site is given.
type allotted struct {
	organization string
	mode         string
	assessment   string
	amount       int64
	warnBelow    int64
	isShared     bool
	reason       string
	isShown      bool // among the demo's `allotments`
}

func demoAllotments() []allotted {
	const check, safety = "Leadership Check", "Workplace Safety Review"
	return []allotted{
		{"Halden Rådgivning Bergen", settings.Allocated, check, 12, 3, false, "First year", true},
		{"Halden Rådgivning Bergen", settings.Allocated, "Team Pulse", 8, 0, false, "", false},
		{"Halden Rådgivning Tromsø", settings.Purchased, check, 5, 2, false, "To begin with", true},
		{managerWithCodeHome, settings.Allocated, safety, 40, 5, true, "For all plants", false},
		{managerWithCodeHome, settings.Allocated, check, 25, 0, false, "", false},
		{"Werk Esslingen", settings.Allocated, "", 0, 0, false, "", false}, // draws on what is shared above
		{"Mwangi Safety Works", settings.Purchased, safety, 2, 1, false, "Trial", false},
		{"Okafor Leadership Studio", settings.Purchased, check, 10, 9, false, "", false},
	}
}

// allot gives organizations of the demo site their Response Allotment and what
// they may use, before anybody is invited.
func (s *demoSite) allot(ctx context.Context) error {
	for _, one := range demoAllotments() {
		o, err := s.Organizations.Find(ctx, everything, s.organizations[one.organization].ID)
		if err != nil {
			return err
		}
		if o.ResponseAllotment != one.mode {
			if _, err := s.Organizations.Update(ctx, o.ID, withMode(o, one.mode)); err != nil {
				return fmt.Errorf("set allotment of %s: %w", one.organization, err)
			}
		}
		if one.assessment == "" {
			continue
		}
		_, err = s.Allotments.Create(ctx, allotments.Input{
			OrganizationID: o.ID, AssessmentID: s.assessments[one.assessment], Amount: one.amount, IsShared: one.isShared, WarnBelow: one.warnBelow, Reason: one.reason,
		})
		if err != nil {
			return fmt.Errorf("allot to %s: %w", one.organization, err)
		}
	}
	return nil
}

func withMode(o organizations.Organization, mode string) organizations.Input {
	return organizations.Input{
		Name: o.Name, ParentID: o.Parent(), ResponseAllotment: mode, BCCEmail: o.BCCEmail, AssessorName: o.AssessorName, AssessorEmail: o.AssessorEmail,
		Website: o.Website, City: o.City, EmailDomains: o.EmailDomains, Notes: o.Notes,
	}
}

// showAllotments notes an organization in each mode, as they stand at the end.
func (s *demoSite) showAllotments(ctx context.Context, demo *Demo) error {
	demo.Allotments = []Allotted{{Organization: managerHome, Assessment: "Leadership Check", Mode: "Unlimited"}}
	for _, one := range demoAllotments() {
		if !one.isShown {
			continue
		}
		o, err := s.Organizations.Find(ctx, everything, s.organizations[one.organization].ID)
		if err != nil {
			return err
		}
		left, _, err := s.Allotments.Available(ctx, o, s.assessments[one.assessment])
		if err != nil {
			return err
		}
		mode := map[string]string{settings.Allocated: "Allocated", settings.Purchased: "Can Be Purchased"}[one.mode]
		demo.Allotments = append(demo.Allotments, Allotted{Organization: one.organization, Assessment: one.assessment, Mode: mode, Available: &left})
	}
	return nil
}

// everything is the administrator's scope.
var everything = access.ForAdministrator()
