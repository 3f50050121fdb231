package responses_test

import (
	"math"
	"strings"
	"sync"
	"testing"
	"time"

	"portico/backend/access"
	"portico/backend/fault"
	"portico/backend/mail"
	"portico/backend/responses"
)

// Shows RSP-1, RSP-2.
func TestWayThrough_RSP1_RSP2(t *testing.T) {
	s := openSite(t)
	o := s.organization("Acme", 0)
	a := s.assessment("A")
	made, token := s.invite(admin, o.ID, a, "Aino")
	if made.State != responses.Invited || made.AssessorEmail != "ada@example.com" || len(token) != 43 {
		t.Errorf("invited: %+v", made)
	}

	sitting, err := s.responses.Sit(t.Context(), token)
	s.must(err)
	if len(sitting.Sections) != 2 || len(sitting.Sections[1].Questions) != 1 || sitting.State != responses.Invited {
		t.Errorf("opened: %+v", sitting.Sections)
	}
	_, err = s.responses.Begin(t.Context(), token)
	s.must(err)

	outcome := s.save(token, "one", responses.Next, map[string][]string{"when": {"2026-01-01"}})
	if outcome.Problems["clear"] == nil || outcome.Section != 0 {
		t.Errorf("a required question without an answer lets pass: %+v", outcome)
	}
	outcome = s.save(token, "one", responses.Next, map[string][]string{"clear": {"4"}, "when": {"tomorrow"}})
	if outcome.Problems["when"] == nil || outcome.Problems["clear"] != nil {
		t.Errorf("an unreadable answer lets pass: %+v", outcome)
	}
	sitting, err = s.responses.Sit(t.Context(), token)
	s.must(err)
	if sitting.Answers["when"].Text != "2026-01-01" || *sitting.Answers["clear"].Number != 4 {
		t.Errorf("what could be read was not kept: %+v", sitting.Answers)
	}
	outcome = s.save(token, "one", responses.Next, map[string][]string{"clear": {"4"}, "which": {"b"}})
	if outcome.Section != 1 {
		t.Errorf("next leads to %d", outcome.Section)
	}
	sitting, err = s.responses.Sit(t.Context(), token)
	s.must(err)
	if _, answered := sitting.Answers["when"]; answered {
		t.Error("an answer that was taken back stayed")
	}
	if _, answered := sitting.Answers["which"]; answered {
		t.Error("an answer of another page was taken")
	}
	if sitting.Progress != 33 || sitting.Current() != 1 || sitting.State != responses.InProgress {
		t.Errorf("left off at %d, %d %%, %s", sitting.Current(), sitting.Progress, sitting.State)
	}
	if outcome = s.save(token, "two", responses.Back, nil); outcome.Section != 0 || len(outcome.Problems) > 0 {
		t.Errorf("back: %+v", outcome)
	}
	if outcome = s.save(token, "two", responses.Stay, map[string][]string{"which": {"b"}}); outcome.Section != 1 || outcome.Completed {
		t.Errorf("stay: %+v", outcome)
	}
	if outcome = s.save(token, "two", responses.Next, map[string][]string{"which": {"b"}}); !outcome.Completed {
		t.Errorf("finish: %+v", outcome)
	}

	// clear: weight 3 × (4−1) of 3 × 4; which: 4 of 4: 100 × 13 ÷ 16 = 81.25
	report, err := s.responses.Report(t.Context(), admin, made.ID)
	s.must(err)
	if report.Score == nil || math.Abs(*report.Score-81.25) > 1e-9 || report.State != responses.Completed || report.Progress != 100 {
		t.Errorf("score %v, %s", report.Score, report.State)
	}
	if len(report.Sections) != 2 || *report.Sections[0].Score.Score != 75 || *report.Sections[1].Score.Score != 100 {
		t.Errorf("sections: %+v", report.Sections)
	}
	verification, err := s.log.Verify(t.Context(), nil, func(int64) {})
	s.must(err)
	if verification.Broken != nil {
		t.Errorf("audit: %+v", verification.Broken)
	}

	page, err := s.outbox.List(t.Context(), admin, mail.Query{})
	s.must(err)
	sent := map[string]string{}
	for _, m := range page.Items {
		sent[m.Kind] = m.ToEmail + " " + m.BCCEmail
	}
	if sent["mail_invitation"] != "aino@example.com " || sent["mail_respondent_completed"] != "aino@example.com " || sent["mail_assessor_completed"] != "ada@example.com copies@example.com" {
		t.Errorf("mails: %+v", sent)
	}
}

// Shows RSP-1.
func TestCompletedStays_RSP1(t *testing.T) {
	s := openSite(t)
	o := s.organization("Acme", 0)
	made, token := s.invite(admin, o.ID, s.assessment("A"), "Aino")
	s.finish(token)
	outcome := s.save(token, "one", responses.Next, map[string][]string{"clear": {"1"}})
	if !outcome.Completed {
		t.Errorf("saving after the end: %+v", outcome)
	}
	report, err := s.responses.Report(t.Context(), admin, made.ID)
	s.must(err)
	if *report.Score != 81.25 {
		t.Errorf("the score of a completed response changed to %v", *report.Score)
	}
	for name, err := range map[string]error{
		"edit":   second(s.responses.Edit(t.Context(), admin, made.ID, responses.Input{FirstName: "X", Email: "x@example.com"})),
		"extend": second(s.responses.Extend(t.Context(), admin, made.ID, s.store.Now().Add(time.Hour))),
		"cancel": second(s.responses.Cancel(t.Context(), admin, made.ID)),
		"resend": second(s.responses.Resend(t.Context(), admin, made.ID)),
	} {
		if !fault.Is(err, fault.Conflict) {
			t.Errorf("%s of a completed response: %v", name, err)
		}
	}
}

func second[T any](_ T, err error) error { return err }

// Shows RSP-1.
func TestTwoFinishAtOnce_RSP1(t *testing.T) {
	s := openSite(t)
	o := s.organization("Acme", 0)
	_, token := s.invite(admin, o.ID, s.assessment("A"), "Aino")
	s.save(token, "one", responses.Next, map[string][]string{"clear": {"4"}})
	var wait sync.WaitGroup
	for range 20 {
		wait.Go(func() {
			outcome, err := s.responses.Save(t.Context(), token, "two", map[string][]string{"which": {"b"}}, responses.Next)
			if err != nil || !outcome.Completed {
				t.Errorf("finish: %+v, %v", outcome, err)
			}
		})
	}
	wait.Wait()
	var completions, mails int
	s.must(s.store.Read(t.Context()).Raw("SELECT COUNT(*) FROM audit_entries WHERE action = 'response.complete'").Scan(&completions).Error)
	s.must(s.store.Read(t.Context()).Raw("SELECT COUNT(*) FROM outbox WHERE kind = 'mail_assessor_completed'").Scan(&mails).Error)
	if completions != 1 || mails != 1 {
		t.Errorf("%d completions, %d mails, want 1 and 1", completions, mails)
	}
}

// Shows RSP-1.
func TestOrderOfSections_RSP1(t *testing.T) {
	s := openSite(t)
	o := s.organization("Acme", 0)
	_, token := s.invite(admin, o.ID, s.assessment("A"), "Aino")
	for _, section := range []string{"two", "three", ""} {
		if _, err := s.responses.Save(t.Context(), token, section, map[string][]string{"which": {"b"}}, responses.Next); !fault.Is(err, fault.Invalid) {
			t.Errorf("section %q before the first one: %v", section, err)
		}
	}
	s.save(token, "one", responses.Next, map[string][]string{"clear": {"4"}})
	s.save(token, "one", responses.Back, map[string][]string{}) // takes the answer back
	if outcome, err := s.responses.Save(t.Context(), token, "two", map[string][]string{"which": {"b"}}, responses.Next); !fault.Is(err, fault.Invalid) {
		t.Errorf("finishing without a required answer: %+v, %v", outcome, err)
	}
}

// Shows RSP-1.
func TestClosedLinks_RSP1(t *testing.T) {
	s := openSite(t)
	o := s.organization("Acme", 0)
	a := s.assessment("A")
	gone := func(name, token, says string) {
		t.Helper()
		_, err := s.responses.Sit(t.Context(), token)
		if !fault.Is(err, fault.Gone) || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: opening gives %v", name, err)
		}
		if _, err := s.responses.Save(t.Context(), token, "one", map[string][]string{"clear": {"4"}}, responses.Next); !fault.Is(err, fault.Gone) {
			t.Errorf("%s: saving gives %v", name, err)
		}
		if _, err := s.responses.Begin(t.Context(), token); !fault.Is(err, fault.Gone) {
			t.Errorf("%s: beginning gives %v", name, err)
		}
	}
	cancelled, token := s.invite(admin, o.ID, a, "Bo")
	_, err := s.responses.Cancel(t.Context(), admin, cancelled.ID)
	s.must(err)
	gone("cancelled", token, "taken back")

	moved, old := s.invite(admin, o.ID, a, "Cai")
	_, err = s.responses.Edit(t.Context(), admin, moved.ID, responses.Input{FirstName: "Cai", Email: "right@example.com"})
	s.must(err)
	if _, err := s.responses.Sit(t.Context(), old); !fault.Is(err, fault.NotFound) {
		t.Errorf("the link sent to the wrong address still works: %v", err)
	}
	if _, err := s.responses.Resend(t.Context(), admin, moved.ID); err != nil {
		t.Errorf("sending to the right address: %v", err)
	}

	late, token := s.invite(admin, o.ID, a, "Dee")
	s.save(token, "one", responses.Next, map[string][]string{"clear": {"4"}})
	s.clock.advance(responses.DefaultTime)
	gone("over, not yet written down", token, "time to answer is over")
	if found, _ := s.responses.List(t.Context(), admin, responses.Query{Search: "dee"}); found.Items[0].State != responses.Expired {
		t.Errorf("the list shows %s", found.Items[0].State)
	}
	due, err := s.responses.ExpireDue(t.Context())
	s.must(err)
	if due != 2 { // Cai and Dee
		t.Errorf("%d responses expired, want 2", due)
	}
	gone("expired", token, "time to answer is over")
	extended, err := s.responses.Extend(t.Context(), admin, late.ID, s.store.Now().Add(time.Hour))
	s.must(err)
	if extended.State != responses.InProgress {
		t.Errorf("extended to %s", extended.State)
	}
	if sitting, err := s.responses.Sit(t.Context(), token); err != nil || sitting.Current() != 1 {
		t.Errorf("after extending: %d, %v", sitting.Current(), err)
	}

	_, err = s.organizations.Archive(t.Context(), o.ID)
	s.must(err)
	gone("archived", token, "not available")
	for _, token := range []string{"", "x", token + "x", strings.Repeat("x", 5000)} {
		if _, err := s.responses.Sit(t.Context(), token); !fault.Is(err, fault.NotFound) {
			t.Errorf("token of %d characters: %v", len(token), err)
		}
	}
}

// Shows ASM-1.
func TestDriversHold_ASM1(t *testing.T) {
	s := openSite(t)
	top := s.organization("Top", 0)
	below := s.organization("Below", top.ID)
	a := s.assessment("A")
	on, off := true, false
	portal, err := s.settings.Portal(t.Context())
	s.must(err)
	portal.AllowDrivers = true
	s.must(s.settings.SavePortal(t.Context(), portal))
	scope := manager(top, []int64{a})
	s.must(s.responses.SetDrivers(t.Context(), scope, top.ID, a, map[string]*bool{"comments": &on}))
	_, first := s.invite(admin, below.ID, a, "Aino")
	if sitting, err := s.responses.Sit(t.Context(), first); err != nil || len(sitting.Sections[1].Questions) != 2 {
		t.Fatalf("the organization above turned the driver on: %+v, %v", sitting.Sections, err)
	}
	_, err = s.responses.Begin(t.Context(), first)
	s.must(err)
	s.must(s.responses.SetDrivers(t.Context(), scope, below.ID, a, map[string]*bool{"comments": &off}))
	if sitting, _ := s.responses.Sit(t.Context(), first); len(sitting.Sections[1].Questions) != 2 {
		t.Error("a response that has begun lost a question")
	}
	_, second := s.invite(admin, below.ID, a, "Bo")
	if sitting, _ := s.responses.Sit(t.Context(), second); len(sitting.Sections[1].Questions) != 1 {
		t.Error("the nearest organization does not win")
	}
	groups, err := s.responses.Drivers(t.Context(), scope, below.ID)
	s.must(err)
	value := groups[0].Drivers[0]
	if value.IsOn || value.Own == nil || !value.Inherited || value.From != "Top" {
		t.Errorf("shown as %+v", value)
	}
	s.must(s.responses.SetDrivers(t.Context(), scope, below.ID, a, map[string]*bool{"comments": nil}))
	if groups, _ = s.responses.Drivers(t.Context(), scope, below.ID); !groups[0].Drivers[0].IsOn {
		t.Error("taking the own value back does not bring the inherited one")
	}
	if err := s.responses.SetDrivers(t.Context(), scope, below.ID, a, map[string]*bool{"none": &on}); !fault.Is(err, fault.Invalid) {
		t.Errorf("an unknown driver: %v", err)
	}
}

// Shows RSP-4.
func TestScoreIsAlwaysANumber_RSP4(t *testing.T) {
	s := openSite(t)
	o := s.organization("Acme", 0)
	imported, err := s.assessments.Import(t.Context(), []byte(`{"format": 1, "code": "N", "name": "No score", "sections": [
	  {"id": "s", "title": "S", "questions": [{"id": "q", "type": "short_text", "text": "Q"}]}]}`))
	s.must(err)
	s.must(s.assessments.Publish(t.Context(), imported.AssessmentID))
	made, token := s.invite(admin, o.ID, imported.AssessmentID, "Aino")
	if outcome := s.save(token, "s", responses.Next, nil); !outcome.Completed {
		t.Fatalf("%+v", outcome)
	}
	found, err := s.responses.Find(t.Context(), access.ForAdministrator(), made.ID)
	s.must(err)
	if found.Score != nil {
		t.Errorf("the score is %v", *found.Score)
	}
	if words := responses.ScoreInWords(found.Score, "en"); words != "no score" {
		t.Errorf("in words: %q", words)
	}
}
