package samples

import (
	"context"
	"fmt"
	"strings"
	"time"

	"portico/backend/access"
	"portico/backend/cohorts"
	"portico/backend/responses"
	"portico/backend/store"
)

// member is somebody in a demo cohort; answered says whether they have.
type member struct {
	first, last, role, department string
	answered                      bool
}

// demoCohort is a cohort of the manager's organization.
type demoCohort struct {
	name       string
	assessment string
	kind       cohorts.Type
	subject    [2]string
	anonymous  bool
	open       bool
	closesIn   int // days; below zero it is closed
	members    []member
}

func demoCohorts() []demoCohort {
	const check, pulse = "Leadership Check", "Team Pulse"
	return []demoCohort{
		{"Field service, autumn pulse", pulse, cohorts.Group, [2]string{}, false, true, 12, []member{
			{"Marte", "Lund", "", "Service", true}, {"Sigurd", "Bakke", "", "Service", true}, {"Thea", "Myhre", "", "Service", true}, {"Even", "Holm", "", "Service", true},
			{"Oda", "Rustad", "", "Sales", true}, {"Jakob", "Sæther", "", "Sales", true}, {"Vilde", "Ruud", "", "Sales", true}, {"Iver", "Tangen", "", "Sales", false},
			{"Selma", "Kvam", "", "Development", true}, {"Odin", "Hauge", "", "Development", true}, {"Ella", "Nygård", "", "Administration", true}, {"Mikkel", "Strøm", "", "Administration", false},
		}},
		{"360 for Maja Nilsen", check, cohorts.Around, [2]string{"Maja", "Nilsen"}, true, false, -3, []member{
			{"", "", cohorts.Self, "", true}, {"Helge", "Tveit", "Manager", "", true}, {"Sunniva", "Lie", "Peer", "", true}, {"Olav", "Berge", "Peer", "", true},
			{"Ragnhild", "Moen", "Peer", "", true}, {"Tuva", "Eide", "Peer", "", false}, {"Lars", "Opdal", "Manager", "", true},
		}},
		{"Jonas Vik, before and after", check, cohorts.Single, [2]string{"Jonas", "Vik"}, false, false, 40, []member{{answered: true}, {answered: true}, {}}},
		{"New leaders, spring", check, cohorts.Group, [2]string{}, false, false, -9, []member{{"Kaja", "Vold", "", "Sales", true}, {"Sander", "Lien", "", "Service", true}}},
	}
}

// gather makes the cohorts, and lets their people answer.
func (s *demoSite) gather(ctx context.Context, demo *Demo, base string) error {
	seed := 500
	for i, one := range demoCohorts() {
		made, err := s.gatherOne(ctx, one, &seed)
		if err != nil {
			return fmt.Errorf("make cohort %q: %w", one.name, err)
		}
		if i > 0 {
			continue
		}
		demo.CohortURL = fmt.Sprintf("%s/cohorts/%d", base, made.ID)
		overview, err := s.Cohorts.Overview(ctx, access.ForAdministrator(), made.ID)
		if err != nil {
			return err
		}
		demo.CohortLink = overview.Joining
	}
	return nil
}

func (s *demoSite) gatherOne(ctx context.Context, one demoCohort, seed *int) (cohorts.Cohort, error) {
	admin, home := access.ForAdministrator(), s.organizations[managerHome]
	now := s.Store.Now()
	closes := now.Add(time.Duration(max(one.closesIn, 1)) * 24 * time.Hour)
	input := cohorts.Input{
		OrganizationID: home.ID, AssessmentID: s.assessments[one.assessment], Type: one.kind, Name: one.name, ClosesAt: closes,
		SubjectFirstName: one.subject[0], SubjectLastName: one.subject[1], IsAnonymous: one.anonymous, IsOpen: one.open, RemindDays: 5,
	}
	if one.kind.HasSubject() {
		input.SubjectEmail = email(respondent{first: one.subject[0], last: one.subject[1]}, *seed, home.Website)
	}
	made, err := s.Cohorts.Create(ctx, admin, input)
	if err != nil {
		return made, err
	}
	for _, who := range one.members {
		*seed++
		person := cohorts.Participant{FirstName: who.first, LastName: who.last, Role: who.role, Classifiers: responses.Classes{"Department": who.department}}
		if who.first != "" {
			person.Email = email(respondent{first: who.first, last: who.last}, *seed, home.Website)
		}
		response, err := s.Cohorts.Invite(ctx, admin, made.ID, person, true)
		if err != nil {
			return made, err
		}
		if !who.answered {
			continue
		}
		_, token, _ := strings.Cut(response.Link, "/r/")
		if err := s.goThrough(ctx, token, *seed, 1000); err != nil {
			return made, err
		}
	}
	if one.closesIn >= 0 {
		return made, nil
	}
	// The cohort ended some days ago.
	ended := now.Add(time.Duration(one.closesIn) * 24 * time.Hour)
	return made, s.closed(ctx, made.ID, ended)
}

// closed moves the end of a cohort into the past.
func (s *demoSite) closed(ctx context.Context, id int64, at store.Time) error {
	return s.Store.InTx(ctx, func(ctx context.Context) error {
		db := s.Store.Write(ctx)
		if err := db.Exec("UPDATE cohorts SET closes_at = ? WHERE id = ?", at, id).Error; err != nil {
			return fmt.Errorf("move end of cohort: %w", err)
		}
		return db.Exec("UPDATE responses SET expires_at = ?, remind_at = NULL WHERE cohort_id = ?", at, id).Error
	})
}
