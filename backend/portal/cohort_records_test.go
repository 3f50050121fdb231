package portal_test

import (
	"net/url"
	"strings"
	"time"

	"portico/backend/access"
	"portico/backend/cohorts"
	"portico/backend/store"
	"portico/backend/testkit"
)

// newCohort is a form that names Middle and an assessment of its managers.
func newCohort(v *village) url.Values {
	return url.Values{
		"organization": {text(v.middle())}, "assessment": {text(v.site.Assessments[0])}, "type": {"group"}, "name": {"Team"}, "minimum": {"3"}, "closes": {"2026-12-01"},
	}
}

// cohort makes an open cohort of Middle with some people in it, of whom so
// many have answered.
func (v *village) cohort(people, answered int) cohorts.Cohort {
	v.t.Helper()
	ctx, admin := v.t.Context(), access.ForAdministrator()
	made, err := v.site.Cohorts.Create(ctx, admin, cohorts.Input{
		OrganizationID: v.middle(), AssessmentID: v.site.Assessments[0], Type: cohorts.Group, Name: "Crew " + secretWord,
		ClosesAt: store.At(v.site.Clock.Now().Add(20 * 24 * time.Hour)), IsOpen: true,
	})
	if err != nil {
		v.t.Fatal(err)
	}
	for i := range people {
		one, err := v.site.Cohorts.Invite(ctx, admin, made.ID, cohorts.Participant{FirstName: secretWord, LastName: text(int64(i)), Email: "crew" + text(int64(i)) + "@x.example"}, true)
		if err != nil {
			v.t.Fatal(err)
		}
		if i < answered {
			testkit.MustAnswer(v.t, v.site.Backend, testkit.TokenOf(one), 1)
		}
	}
	return made
}

func cohortID(v *village) string { return text(v.cohort(1, 0).ID) }

func answeredCohortID(v *village) string { return text(v.cohort(3, 3).ID) }

func cohortAndResponse(v *village) string {
	made := v.cohort(1, 0)
	var id int64
	if err := v.site.Store.Read(v.t.Context()).Raw("SELECT id FROM responses WHERE cohort_id = ?", made.ID).Scan(&id).Error; err != nil {
		v.t.Fatal(err)
	}
	return text(made.ID) + "|" + text(id)
}

func joinKey(v *village) string {
	made := v.cohort(0, 0)
	overview, err := v.site.Cohorts.Overview(v.t.Context(), access.ForAdministrator(), made.ID)
	if err != nil {
		v.t.Fatal(err)
	}
	_, key, _ := strings.Cut(overview.Joining, "/join/")
	return key
}
