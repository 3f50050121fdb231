package cohorts_test

import (
	"strings"
	"testing"
	"time"

	"portico/backend/cohorts"
	"portico/backend/fault"
	"portico/backend/responses"
)

// Nobody takes part twice with one email, by editing neither; and a second
// click on the reminder is no second mail. Shows COH-1.
func TestOneEmailTakesPartOnce_COH1(t *testing.T) {
	s := openSite(t)
	ctx := t.Context()
	c := s.cohort(func(*cohorts.Input) {})
	invite := func(email string) responses.Made {
		t.Helper()
		made, err := s.Cohorts.Invite(ctx, admin, c.ID, cohorts.Participant{FirstName: "P", Email: email}, true)
		s.must(err)
		return made
	}
	aino, bo := invite("aino@x.example"), invite("bo@x.example")
	if _, err := s.Responses.Edit(ctx, admin, bo.ID, responses.Input{FirstName: "Bo", Email: "AINO@x.example"}); fault.As(err) == nil || fault.As(err).Fields["email"] == "" {
		t.Errorf("edited to the email of another: %v", err)
	}
	_, err := s.Responses.Edit(ctx, admin, bo.ID, responses.Input{FirstName: "Bo", LastName: "Ek", Email: "BO@x.example"})
	s.must(err)
	for i := range 2 {
		if _, err := s.Responses.Remind(ctx, admin, aino.ID); (err == nil) != (i == 0) {
			t.Errorf("reminder %d: %v", i+1, err)
		}
	}
	s.Clock.Advance(61 * time.Minute)
	_, err = s.Responses.Remind(ctx, admin, aino.ID)
	s.must(err)
}

// The link of a cohort that takes nobody else says so before anybody fills in
// anything. Shows COH-1.
func TestAFullCohortSaysSo_COH1(t *testing.T) {
	s := openSite(t)
	ctx := t.Context()
	c := s.cohort(func(in *cohorts.Input) { in.IsOpen, in.Minimum, in.Maximum = true, 1, 1 })
	overview, err := s.Cohorts.Overview(ctx, admin, c.ID)
	s.must(err)
	_, key, _ := strings.Cut(overview.Joining, "/join/")
	_, err = s.Cohorts.Open(ctx, key)
	s.must(err)
	_, err = s.Cohorts.Join(ctx, key, cohorts.Participant{})
	s.must(err)
	if _, err := s.Cohorts.Open(ctx, key); !fault.Is(err, fault.Gone) {
		t.Errorf("a full cohort opens: %v", err)
	}
}
