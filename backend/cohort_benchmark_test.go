package backend_test

import (
	"fmt"
	"testing"
	"time"

	"portico/backend/access"
	"portico/backend/cohorts"
	"portico/backend/settings"
	"portico/backend/store"
	"portico/backend/testkit"
)

// BenchmarkCohortReport measures the report of a cohort of 500 answers, as a
// page. It should answer within 200 ms at the median (issue 4).
func BenchmarkCohortReport(b *testing.B) {
	site, clock := testkit.OpenBackend(b)
	testkit.UseFeatures(b, site, func(g *settings.General) { g.UseOrganization, g.UseCohorts = true, true })
	ctx, admin := b.Context(), access.ForAdministrator()
	assessments := testkit.MustPublishSamples(b, site)
	organization := testkit.MustCreateOrganization(b, site, 0, "Halden")
	made, err := site.Cohorts.Create(ctx, admin, cohorts.Input{
		OrganizationID: organization.ID, AssessmentID: assessments[0], Type: cohorts.Group, Name: "All of them", ClosesAt: store.At(clock.Now().Add(30 * 24 * time.Hour)),
	})
	if err != nil {
		b.Fatal(err)
	}
	for i := range 500 {
		one, err := site.Cohorts.Invite(ctx, admin, made.ID, cohorts.Participant{LastName: fmt.Sprint(i), Email: fmt.Sprintf("respondent%d@x.example", i)}, false)
		if err != nil {
			b.Fatal(err)
		}
		testkit.MustAnswer(b, site, testkit.TokenOf(one), i%5)
	}
	b.Run("answers=500", func(b *testing.B) {
		median(b, func() error {
			report, err := site.Cohorts.Report(ctx, admin, made.ID, cohorts.View{})
			if err == nil {
				_, err = site.Portal.CohortReportPage(ctx, report, "en")
			}
			return err
		})
	})
}
