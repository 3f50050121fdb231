package cohorts_test

import (
	"testing"

	"portico/backend/cohorts"
	"portico/backend/responses"
	"portico/backend/testkit"
)

// A score is divided by what its person answered. So where one person of many
// left a scored question out, their points would follow from the mean of the
// scores and the means of the questions: the scores are hidden then, and shown
// again where those who left something out are enough. Shows COH-2.
func TestWhoLeftSomethingOutIsNotWorkedOut_COH2(t *testing.T) {
	const both, half, rest, none = "both", "half", "rest", "none"
	for name, one := range map[string]struct {
		said           []string // what each answered of the second section
		section, total bool     // whether its score and the total are shown
	}{
		"everybody answered all":            {[]string{both, both, both, both, both}, true, true},
		"one left a question out":           {[]string{both, both, both, both, half}, false, false},
		"two of the minimum left it out":    {[]string{both, both, both, half, half}, false, false},
		"the minimum left it out":           {[]string{both, both, both, half, half, half}, true, true},
		"different questions, enough":       {[]string{both, both, both, half, rest, half}, true, true},
		"all but one left it out":           {[]string{both, half, half, half, half}, false, false},
		"one answered nothing of a section": {[]string{both, both, both, both, none}, true, false},
		"one half, two nothing":             {[]string{both, both, both, both, half, none, none}, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			s := openSite(t)
			ctx := t.Context()
			imported, err := s.assessmentService().Import(ctx, []byte(`{"format": 1, "code": "GAPS", "name": "Gaps", "sections": [
			 {"id": "one", "title": "One", "questions": [{"id": "a", "type": "scale", "text": "A?", "scored": true, "required": true, "minimum": 0, "maximum": 4}]},
			 {"id": "two", "title": "Two", "questions": [
			  {"id": "b", "type": "scale", "text": "B?", "scored": true, "minimum": 0, "maximum": 4},
			  {"id": "c", "type": "scale", "text": "C?", "scored": true, "minimum": 0, "maximum": 10}]}]}`))
			s.must(err)
			s.must(s.assessmentService().Publish(ctx, imported.AssessmentID))
			s.assessment = imported.AssessmentID
			c := s.cohort(func(in *cohorts.Input) { in.Minimum = 3 })
			for _, said := range one.said {
				made, err := s.Cohorts.Invite(ctx, admin, c.ID, cohorts.Participant{FirstName: "P"}, false)
				s.must(err)
				_, err = s.Responses.Save(ctx, testkit.TokenOf(made), "one", map[string][]string{"a": {"2"}}, responses.Next)
				s.must(err)
				values := map[string][]string{}
				if said == both || said == half {
					values["b"] = []string{"3"}
				}
				if said == both || said == rest {
					values["c"] = []string{"7"}
				}
				outcome, err := s.Responses.Save(ctx, testkit.TokenOf(made), "two", values, responses.Next)
				s.must(err)
				if !outcome.Completed {
					t.Fatalf("%+v", outcome)
				}
			}
			all := s.report(c, cohorts.View{}).All
			if two := all.Sections[1].Score; two.Is() != one.section || two.Hidden == one.section {
				t.Errorf("section: %+v", two)
			}
			if all.Total.Is() != one.total || all.Total.Hidden == one.total || !one.total && all.Histogram != [cohorts.Buckets]int{} {
				t.Errorf("total: %+v %v", all.Total, all.Histogram)
			}
			if first := all.Sections[0].Score; !first.Is() {
				t.Errorf("the section that all answered is hidden: %+v", first)
			}
		})
	}
}
