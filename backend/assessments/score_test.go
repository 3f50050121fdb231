package assessments

import (
	"math"
	"testing"
)

func at(value float64) *float64 { return &value }

// Each case is worked out by hand, in the comment beside it.
// Shows RSP-2.
func TestPoints_RSP2(t *testing.T) {
	single := Question{Type: SingleChoice, Scored: true, Weight: 1, Choices: []Choice{{ID: "a", Points: 0}, {ID: "b", Points: 3}, {ID: "c", Points: 5}}}
	multiple := Question{Type: MultipleChoice, Scored: true, Weight: 1, Choices: []Choice{{ID: "a", Points: 2}, {ID: "b", Points: 1}, {ID: "c", Points: -4}}}
	scale := Question{Type: Scale, Scored: true, Weight: 1, Minimum: at(1), Maximum: at(5)}
	reversed := Question{Type: Scale, Scored: true, Weight: 1, Reversed: true, Minimum: at(1), Maximum: at(5)}
	below := Question{Type: Scale, Scored: true, Weight: 1, Minimum: at(-2), Maximum: at(2)}
	number := Question{Type: Number, Scored: true, Weight: 1, Minimum: at(10), Maximum: at(60), Decimals: 1}
	fewer := Question{Type: Number, Scored: true, Weight: 1, Reversed: true, Minimum: at(0), Maximum: at(20)}
	unscored := Question{Type: Scale, Minimum: at(1), Maximum: at(5)}
	tests := []struct {
		name            string
		question        Question
		answer          Answer
		points, maximum float64
		counts          bool
	}{
		{"single choice, middle", single, Answer{Choices: []string{"b"}}, 3, 5, true},
		{"single choice, worst", single, Answer{Choices: []string{"a"}}, 0, 5, true},
		{"multiple choice, some", multiple, Answer{Choices: []string{"a", "b"}}, 3, 3, true},         // 2 + 1 of 2 + 1
		{"multiple choice, with a minus", multiple, Answer{Choices: []string{"a", "c"}}, 0, 3, true}, // 2 − 4 is below 0
		{"multiple choice, nothing chosen", multiple, Answer{}, 0, 0, false},
		{"scale", scale, Answer{Number: at(4)}, 3, 4, true},              // 4 − 1 of 5 − 1
		{"scale, reversed", reversed, Answer{Number: at(4)}, 1, 4, true}, // 5 − 4 of 5 − 1
		{"scale below zero", below, Answer{Number: at(-1)}, 1, 4, true},  // −1 − −2 of 2 − −2
		{"scale below zero, at 0", below, Answer{Number: at(0)}, 2, 4, true},
		{"number", number, Answer{Number: at(22.5)}, 12.5, 50, true},     // 22.5 − 10 of 60 − 10
		{"number, reversed", fewer, Answer{Number: at(3)}, 17, 20, true}, // 20 − 3 of 20 − 0
		{"not answered", scale, Answer{}, 0, 0, false},
		{"not scored", unscored, Answer{Number: at(4)}, 0, 0, false},
		{"text", Question{Type: ShortText}, Answer{Text: "x"}, 0, 0, false},
		{"date", Question{Type: Date}, Answer{Text: "2026-01-01"}, 0, 0, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			points, maximum, counts := test.question.Points(test.answer)
			if points != test.points || maximum != test.maximum || counts != test.counts {
				t.Errorf("got %v of %v (%v), want %v of %v (%v)", points, maximum, counts, test.points, test.maximum, test.counts)
			}
		})
	}
}

// Shows RSP-2.
func TestScoreOfLeadershipCheck_RSP2(t *testing.T) {
	definition := sample(t, "leadership-check.json")
	answers := Answers{
		"size":     {Number: at(7)},
		"goals":    {Number: at(4)},                                   // weight 2: 2×3 = 6 of 2×4 = 8
		"changes":  {Number: at(2)},                                   // reversed: 3 of 4
		"decision": {Choices: []string{"together"}},                   // 2 of 4
		"habits":   {Choices: []string{"oneonone", "thanks", "redo"}}, // weight 2: 2×(2+1−2) = 2 of 2×5 = 10
		"feedback": {Number: at(5)},                                   // 4 of 4
		// training is not required and was not answered: on neither side
	}
	// direction (6+3+2)/(8+4+4) = 11/16 = 68.75; people (2+4)/(10+4) = 6/14;
	// in total 17/30 = 56.67
	result := Score(definition.Shown(nil, answers), answers)
	near(t, "total", result.Total.Score, 100*17.0/30)
	if len(result.Sections) != 2 || result.Sections[0].Section != "direction" || result.Sections[1].Section != "people" {
		t.Fatalf("sections: %+v", result.Sections)
	}
	near(t, "direction", result.Sections[0].Score, 68.75)
	near(t, "people", result.Sections[1].Score, 100*6.0/14)
	if band := BandFor(definition.Feedback, result.Total.Score); band == nil || band.Title != "Solid ground" {
		t.Errorf("feedback in total: %+v", band)
	}
	if band := BandFor(definition.Sections[2].Feedback, result.Sections[1].Score); band == nil || band.Title != "Take time for people" {
		t.Errorf("feedback of people: %+v", band)
	}

	// With the driver on, the section that was hidden counts as well:
	// writing 3 of 4, meetings 1 of 3: (17+4)/(30+7) = 21/37.
	answers["writing"], answers["meetings"] = Answer{Number: at(4)}, Answer{Choices: []string{"some"}}
	near(t, "hidden answers do not count", Score(definition.Shown(nil, answers), answers).Total.Score, 100*17.0/30)
	near(t, "with remote teams", Score(definition.Shown(Drivers{"remote": true}, answers), answers).Total.Score, 100*21.0/37)
}

// Shows RSP-4.
func TestScoreIsNeverNaN_RSP4(t *testing.T) {
	unscored := sample(t, "partner-onboarding.json")
	if unscored.IsScored() {
		t.Fatal("the sample without a score is scored")
	}
	result := Score(unscored.Shown(nil, nil), Answers{"ready": {Number: at(10)}})
	if result.Total.Score != nil || len(result.Sections) != 0 {
		t.Errorf("a score without scored questions: %+v", result)
	}
	scored := sample(t, "leadership-check.json")
	result = Score(scored.Shown(nil, nil), Answers{})
	if result.Total.Score != nil || len(result.Sections) != 2 || result.Sections[0].Score != nil {
		t.Errorf("a score without answers: %+v", result)
	}
	broken := []Section{{ID: "s", Questions: []Question{
		{ID: "a", Type: Scale, Scored: true, Weight: 1, Minimum: at(5), Maximum: at(5)},
		{ID: "b", Type: SingleChoice, Scored: true, Weight: 1, Choices: []Choice{{ID: "x"}, {ID: "y"}}},
		{ID: "c", Type: Number, Scored: true, Weight: 1, Minimum: at(0), Maximum: at(math.Inf(1))},
		{ID: "d", Type: Scale, Scored: true, Weight: 1},
	}}}
	result = Score(broken, Answers{"a": {Number: at(5)}, "b": {Choices: []string{"x"}}, "c": {Number: at(1)}, "d": {Number: at(1)}})
	if s := result.Total.Score; s != nil && (math.IsNaN(*s) || math.IsInf(*s, 0)) {
		t.Errorf("the score is %v", *s)
	}
}

func sample(t testing.TB, file string) Definition {
	t.Helper()
	samples, err := Samples()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range samples {
		if s.File == file {
			definition, _ := Read(s.Data)
			return definition
		}
	}
	t.Fatalf("there is no sample %s", file)
	return Definition{}
}

func near(t *testing.T, what string, got *float64, want float64) {
	t.Helper()
	if got == nil || math.Abs(*got-want) > 1e-9 {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}
