package responses_test

import (
	"fmt"
	"testing"
	"time"

	"portico/backend/access"
	"portico/backend/fault"
	"portico/backend/responses"
)

// Shows MGR-2, USR-3, SEC-33: the figures are of the manager's own, by the
// site's weeks, and say nothing that is hidden.
func TestDashboard_MGR2_USR3_SEC33(t *testing.T) {
	s := openSite(t)
	o, other := s.organization("Acme", 0), s.organization("Other", 0)
	a, b := s.assessment("A"), s.assessment("B")
	zone := time.FixedZone("east", 3*60*60)
	finish := func(place, assessment int64, at time.Time) int64 {
		made, token := s.invite(admin, place, assessment, "P")
		s.finish(token)
		s.must(s.store.Write(t.Context()).Exec("UPDATE responses SET completed_at = ? WHERE id = ?", at.UnixMilli(), made.ID).Error)
		return made.ID
	}
	// Monday the 2nd begins at 21:00 UTC on Sunday in that zone.
	finish(o.ID, a, time.Date(2026, 11, 1, 20, 59, 0, 0, time.UTC))
	finish(o.ID, a, time.Date(2026, 11, 1, 21, 0, 0, 0, time.UTC))
	finish(o.ID, a, time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)) // before the twelve weeks
	hidden := finish(o.ID, a, time.Date(2026, 11, 1, 21, 30, 0, 0, time.UTC))
	s.must(s.store.Write(t.Context()).Exec("UPDATE responses SET is_anonymous = 1, score = 0 WHERE id = ?", hidden).Error)
	finish(o.ID, b, time.Date(2026, 11, 1, 22, 0, 0, 0, time.UTC))
	finish(other.ID, a, time.Date(2026, 11, 1, 22, 0, 0, 0, time.UTC))
	soon, _ := s.invite(admin, o.ID, a, "Soon")
	_, err := s.responses.Extend(t.Context(), admin, soon.ID, s.store.Now().Add(6*24*time.Hour))
	s.must(err)
	s.invite(admin, o.ID, a, "Later")

	d, err := s.responses.Dashboard(t.Context(), manager(o, []int64{a}), zone)
	s.must(err)
	last := len(d.Weeks) - 1
	if len(d.Weeks) != 12 || d.Weeks[last].Count != 2 || d.Weeks[last-1].Count != 1 || d.Weeks[last].Begins.Format(time.RFC3339) != "2026-11-02T00:00:00+03:00" {
		t.Errorf("weeks: %+v", d.Weeks[last-1:])
	}
	if got := fmt.Sprint(d.Counts[responses.Completed], d.Counts[responses.Invited], d.EndsSoon); got != "4 2 1" {
		t.Errorf("counts: %s", got)
	}
	if len(d.Scores) != 1 || d.Scores[0].Name != "Check A" || d.Scores[0].Count != 3 || d.Scores[0].Mean != 81.25 || d.Scores[0].Lowest != 81.25 {
		t.Errorf("scores: %+v", d.Scores)
	}
	if d, err = s.responses.Dashboard(t.Context(), manager(o, []int64{a}, access.HideScores), zone); err != nil || len(d.Scores) != 0 {
		t.Errorf("with Hide scores: %+v %v", d.Scores, err)
	}
	if _, err = s.responses.Dashboard(t.Context(), manager(o, []int64{a}, access.HideDashboard), zone); !fault.Is(err, fault.Forbidden) {
		t.Errorf("with Hide dashboard: %v", err)
	}
}
