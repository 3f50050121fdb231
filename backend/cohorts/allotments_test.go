package cohorts_test

import (
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"portico/backend/allotments"
	"portico/backend/cohorts"
	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/responses"
	"portico/backend/settings"
	"portico/backend/testkit"
)

// TestEveryWayAtOnce_SEC35 makes 100 responses at once on an allotment of 10: by
// hand, by mail, in a cohort, and through the cohort's own link. All are refused
// alike once nothing is left (ALT-2).
func TestEveryWayAtOnce_SEC35(t *testing.T) {
	s := openSite(t)
	ctx := t.Context()
	testkit.UseFeatures(t, s.Backend, func(g *settings.General) { g.UseCohorts, g.UseAllotments = true, true })
	_, err := s.Organizations.Update(ctx, s.home.ID, organizations.Input{Name: "Home", ResponseAllotment: settings.Allocated})
	s.must(err)
	a, err := s.Allotments.Create(ctx, allotments.Input{OrganizationID: s.home.ID, AssessmentID: s.assessment, Amount: 10})
	s.must(err)
	cohort, err := s.Cohorts.Create(ctx, admin, cohorts.Input{
		OrganizationID: s.home.ID, AssessmentID: s.assessment, Type: cohorts.Group, Name: "Crew", IsOpen: true, Minimum: 3, ClosesAt: s.Store.Now().Add(48 * time.Hour),
	})
	s.must(err)
	overview, err := s.Cohorts.Overview(ctx, admin, cohort.ID)
	s.must(err)
	_, link, _ := strings.Cut(overview.Joining, "/join/")

	ways := []func(email string) error{
		func(email string) error {
			_, err := s.Responses.Add(ctx, admin, responses.Input{OrganizationID: s.home.ID, AssessmentID: s.assessment, Email: email})
			return err
		},
		func(email string) error {
			_, err := s.Responses.Invite(ctx, admin, responses.Input{OrganizationID: s.home.ID, AssessmentID: s.assessment, Email: email})
			return err
		},
		func(email string) error {
			_, err := s.Cohorts.Invite(ctx, admin, cohort.ID, cohorts.Participant{Email: email}, true)
			return err
		},
		func(string) error { _, err := s.Cohorts.Join(ctx, link, cohorts.Participant{}); return err },
	}
	var made, refused atomic.Int32
	var running sync.WaitGroup
	for i := range 100 {
		running.Go(func() {
			err := ways[i%len(ways)](fmt.Sprintf("r%d@example.com", i))
			switch {
			case err == nil:
				made.Add(1)
			case fault.Is(err, fault.Exhausted) && strings.Contains(err.Error(), "No responses are left for this organization and assessment."):
				refused.Add(1)
			default:
				t.Errorf("way %d: %v", i%len(ways), err)
			}
		})
	}
	running.Wait()
	row, err := s.Allotments.Find(ctx, admin, a.ID)
	s.must(err)
	if made.Load() != 10 || refused.Load() != 90 || row.Held != 10 || row.Available() != 0 {
		t.Errorf("%d were made, %d refused, %d are held", made.Load(), refused.Load(), row.Held)
	}
	for _, way := range ways { // each by itself, so that none gets through by another order
		if err := way("late@example.com"); !fault.Is(err, fault.Exhausted) {
			t.Errorf("at zero: %v", err)
		}
	}
}

// TestAClosingThatMoves_ALT1 ends a cohort, whose open responses give back what
// they held, and gives it more time: they hold anew, all of them or none.
func TestAClosingThatMoves_ALT1(t *testing.T) {
	s := openSite(t)
	ctx := t.Context()
	testkit.UseFeatures(t, s.Backend, func(g *settings.General) { g.UseCohorts, g.UseAllotments = true, true })
	_, err := s.Organizations.Update(ctx, s.home.ID, organizations.Input{Name: "Home", ResponseAllotment: settings.Allocated})
	s.must(err)
	a, err := s.Allotments.Create(ctx, allotments.Input{OrganizationID: s.home.ID, AssessmentID: s.assessment, Amount: 3})
	s.must(err)
	input := cohorts.Input{OrganizationID: s.home.ID, AssessmentID: s.assessment, Type: cohorts.Group, Name: "Crew", Minimum: 3, ClosesAt: s.Store.Now().Add(48 * time.Hour)}
	cohort, err := s.Cohorts.Create(ctx, admin, input)
	s.must(err)
	for i := range 3 {
		_, err := s.Cohorts.Invite(ctx, admin, cohort.ID, cohorts.Participant{Email: fmt.Sprintf("r%d@example.com", i)}, true)
		s.must(err)
	}
	held := func(want int64) {
		t.Helper()
		row, err := s.Allotments.Find(ctx, admin, a.ID)
		if err != nil || row.Held != want {
			t.Errorf("%d are held, want %d, %v", row.Held, want, err)
		}
	}
	held(3)
	s.Clock.Advance(49 * time.Hour)
	_, err = s.Responses.ExpireDue(ctx)
	s.must(err)
	held(0)
	if _, err := s.Allotments.Take(ctx, a.ID, 1, ""); err != nil {
		t.Fatal(err)
	}
	input.ClosesAt = s.Store.Now().Add(48 * time.Hour)
	if _, err := s.Cohorts.Update(ctx, admin, cohort.ID, input); !fault.Is(err, fault.Exhausted) {
		t.Errorf("with 2 left for 3: %v", err)
	}
	held(0)
	if _, err := s.Allotments.Add(ctx, a.ID, 1, ""); err != nil {
		t.Fatal(err)
	}
	_, err = s.Cohorts.Update(ctx, admin, cohort.ID, input)
	s.must(err)
	held(3)
	s.must(s.Cohorts.Delete(ctx, admin, cohort.ID, true))
	held(0)
}
