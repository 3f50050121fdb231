package cohorts_test

import (
	"testing"

	"portico/backend/cohorts"
	"portico/backend/responses"
	"portico/backend/testkit"
)

// Who was asked a question that hangs on an answer has given that answer. So
// where the answer is hidden, the question and its count are hidden too, and
// only the answers that stand to the questions that were shown count.
// Shows COH-2, ASM-1.
func TestConditionsTellNothing_COH2_ASM1(t *testing.T) {
	s := openSite(t)
	ctx := t.Context()
	imported, err := s.assessmentService().Import(ctx, []byte(`{"format": 1, "code": "HANGS", "name": "Hangs", "sections": [
	 {"id": "one", "title": "One", "questions": [
	  {"id": "ill", "type": "single_choice", "text": "Ill?", "choices": [{"id": "no", "text": "No"}, {"id": "yes", "text": "Yes"}]}]},
	 {"id": "two", "title": "Two", "show": {"answer": {"question": "ill", "operator": "is", "choice": "yes"}}, "questions": [
	  {"id": "days", "type": "scale", "text": "Days?", "scored": true, "minimum": 0, "maximum": 4}]}]}`))
	s.must(err)
	s.must(s.assessmentService().Publish(ctx, imported.AssessmentID))
	s.assessment = imported.AssessmentID
	c := s.cohort(func(in *cohorts.Input) { in.Minimum = 3 })
	answer := func(department, ill string) {
		t.Helper()
		made, err := s.Cohorts.Invite(ctx, admin, c.ID, cohorts.Participant{FirstName: "P", Classifiers: responses.Classes{"Department": department}}, false)
		s.must(err)
		values := map[string][]string{}
		if ill != "" {
			values["ill"] = []string{ill}
		}
		outcome, err := s.Responses.Save(ctx, testkit.TokenOf(made), "one", values, responses.Next)
		s.must(err)
		if ill == "yes" {
			outcome, err = s.Responses.Save(ctx, testkit.TokenOf(made), "two", map[string][]string{"days": {"2"}}, responses.Next)
			s.must(err)
		}
		if !outcome.Completed {
			t.Fatalf("%+v", outcome)
		}
	}
	_, err = s.Responses.SaveClassifier(ctx, testkit.Everything(), s.home.ID, 0, "Department", []string{"North", "South"})
	s.must(err)
	for _, ill := range []string{"yes", "yes", "yes", "no"} {
		answer("North", ill)
	}
	answer("South", "no")
	answer("South", "no")
	answer("South", "")

	// In South only two answered the first question: it can't be shown of
	// either department, since the other's could be worked out. The three of
	// North who were ill must not show by way of the second.
	r := s.report(c, cohorts.View{SplitBy: "classifier:Department"})
	if len(r.Split) != 2 {
		t.Fatalf("parts: %+v", r.Split)
	}
	for _, part := range r.Split {
		ill, days := part.Sections[0].Questions[0], part.Sections[1].Questions[0]
		if !ill.Hidden {
			t.Fatalf("%s shows the first question, so that this test shows nothing: %+v", part.Label, ill)
		}
		if days.Answered != 0 || days.Numbers.Is() || len(days.Bars) > 0 || part.Sections[1].Score.Is() || part.Sections[1].Score.Count != 0 || part.Total.Is() || part.Total.Count != 0 {
			t.Errorf("%s tells who was asked: %+v, score %+v, total %+v", part.Label, days, part.Sections[1].Score, part.Total)
		}
	}
	// Of all together both are shown.
	whole := s.report(c, cohorts.View{}).All
	if days := whole.Sections[1].Questions[0]; days.Hidden || days.Answered != 3 || days.Numbers.Mean != 2 || whole.Total.Mean != 50 {
		t.Errorf("of all: %+v, %+v", days, whole.Total)
	}
}
