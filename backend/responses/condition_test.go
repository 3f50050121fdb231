package responses_test

import (
	"math"
	"testing"

	"portico/backend/responses"
)

// conditional publishes an assessment in which an answer brings up a question
// on its own page, one on the next, and a page of its own.
func (s *site) conditional() int64 {
	s.Helper()
	imported, err := s.assessments.Import(s.Context(), []byte(`{"format": 1, "code": "COND", "name": "Conditions", "sections": [
	  {"id": "one", "title": "One", "questions": [
	    {"id": "risk", "type": "single_choice", "text": "Any risk?", "required": true, "scored": true, "choices": [{"id": "no", "text": "No", "points": 2}, {"id": "yes", "text": "Yes"}]},
	    {"id": "how", "type": "scale", "text": "How large?", "required": true, "scored": true, "minimum": 1, "maximum": 5, "reversed": true, "show": {"answer": {"question": "risk", "operator": "is", "choice": "yes"}}},
	    {"id": "note", "type": "short_text", "text": "Note"}]},
	  {"id": "two", "title": "Two", "show": {"answer": {"question": "how", "operator": "at_least", "number": 4}}, "questions": [
	    {"id": "plan", "type": "long_text", "text": "Plan?", "required": true}]},
	  {"id": "three", "title": "Three", "questions": [
	    {"id": "rest", "type": "number", "text": "Rest?", "required": true, "scored": true, "minimum": 0, "maximum": 10},
	    {"id": "owner", "type": "short_text", "text": "Owner?", "show": {"answer": {"question": "plan", "operator": "answered"}}}]}]}`))
	s.must(err)
	s.must(s.assessments.Publish(s.Context(), imported.AssessmentID))
	return imported.AssessmentID
}

func (s *site) sit(token string) responses.Sitting {
	s.Helper()
	sitting, err := s.responses.Sit(s.Context(), token)
	s.must(err)
	return sitting
}

// Shows ASM-1, RSP-1.
func TestAnswersDecide_ASM1_RSP1(t *testing.T) {
	s := openSite(t)
	o := s.organization("Acme", 0)
	made, token := s.invite(admin, o.ID, s.conditional(), "Aino")
	page := func(section string, step responses.Step, asked []string, values map[string][]string) responses.Outcome {
		t.Helper()
		outcome, err := s.responses.SavePage(t.Context(), token, responses.Page{Section: section, Values: values, Asked: asked}, step)
		s.must(err)
		return outcome
	}
	if sitting := s.sit(token); len(sitting.Sections) != 2 || len(sitting.Sections[0].Questions) != 2 || len(sitting.OnPage("one")) != 3 {
		t.Fatalf("at the start: %+v", sitting.Sections)
	}
	// The page had no question about its size: it comes up, and is not told off
	// for being empty.
	outcome := page("one", responses.Next, []string{"risk", "note"}, map[string][]string{"risk": {"yes"}})
	if outcome.New != "how" || outcome.Section != 0 || len(outcome.Problems) > 0 {
		t.Fatalf("an answer that brings up a question: %+v", outcome)
	}
	if outcome = page("one", responses.Next, []string{"risk", "how", "note"}, map[string][]string{"risk": {"yes"}}); outcome.Problems["how"] == nil || outcome.New != "" {
		t.Errorf("it is required once it stood on the page: %+v", outcome)
	}
	// A browser that shows it at once sends it along.
	if outcome = page("one", responses.Next, []string{"risk", "how", "note"}, map[string][]string{"risk": {"yes"}, "how": {"5"}}); outcome.Section != 1 {
		t.Errorf("on to the page that it opens: %+v", outcome)
	}
	page("two", responses.Next, nil, map[string][]string{"plan": {"A new lock"}})
	if sitting := s.sit(token); len(sitting.Sections) != 3 || sitting.Current() != 2 || len(sitting.Sections[2].Questions) != 2 {
		t.Fatalf("on the last page: %d of %+v", sitting.Current(), sitting.Sections)
	}
	page("three", responses.Back, nil, map[string][]string{"rest": {"4"}, "owner": {"Kim"}})

	// Back on the first page, the answer is changed: the second page goes, and
	// with it the owner that hangs on it; what was said is kept for now.
	page("one", responses.Stay, []string{"risk", "how", "note"}, map[string][]string{"risk": {"no"}, "how": {"nonsense"}})
	sitting := s.sit(token)
	if len(sitting.Sections) != 2 || len(sitting.Sections[1].Questions) != 1 || sitting.Answers["plan"].Text != "A new lock" {
		t.Fatalf("after taking it back: %+v", sitting)
	}
	if outcome = page("one", responses.Next, []string{"risk", "note"}, map[string][]string{"risk": {"no"}}); outcome.Section != 1 || len(outcome.Problems) > 0 {
		t.Fatalf("next after taking it back: %+v", outcome)
	}
	if outcome = page("three", responses.Next, nil, map[string][]string{"rest": {"4"}}); !outcome.Completed {
		t.Fatalf("finish: %+v", outcome)
	}
	// risk: 2 of 2; rest: 4 of 10; how is not shown: 100 × 6 ÷ 12 = 50.
	report, err := s.responses.Report(t.Context(), admin, made.ID)
	s.must(err)
	if report.Score == nil || math.Abs(*report.Score-50) > 1e-9 || len(report.Sections) != 2 {
		t.Errorf("score %v in %d sections", report.Score, len(report.Sections))
	}
	var left []string
	s.must(s.store.Read(t.Context()).Raw("SELECT question FROM response_answers WHERE response_id = ? ORDER BY question", made.ID).Scan(&left).Error)
	if len(left) != 2 || left[0] != "rest" || left[1] != "risk" {
		t.Errorf("kept after completing: %v", left)
	}
}

// An answer that brings up a required question on an earlier page leads back
// to it before anything is completed.
// Shows RSP-1.
func TestNothingRequiredIsSkipped_RSP1(t *testing.T) {
	s := openSite(t)
	o := s.organization("Acme", 0)
	_, token := s.invite(admin, o.ID, s.conditional(), "Bo")
	s.save(token, "one", responses.Next, map[string][]string{"risk": {"no"}})
	s.save(token, "three", responses.Stay, map[string][]string{"rest": {"1"}})
	if outcome := s.save(token, "one", responses.Back, map[string][]string{"risk": {"yes"}}); outcome.New != "" {
		t.Errorf("going back is held up: %+v", outcome)
	}
	if sitting := s.sit(token); sitting.Reach() != 0 {
		t.Errorf("one may go to page %d", sitting.Reach())
	}
}
