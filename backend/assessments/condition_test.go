package assessments

import (
	"slices"
	"strings"
	"testing"
)

const conditional = `{
  "format": 1, "code": "C", "name": "Conditions",
  "drivers": [{"id": "deep", "name": "Deep", "default": true}],
  "sections": [
    {"id": "one", "title": "One", "questions": [
      {"id": "kind", "type": "single_choice", "text": "Kind?", "scored": true, "choices": [{"id": "a", "text": "A", "points": 4}, {"id": "b", "text": "B", "points": 1}]},
      {"id": "why", "type": "scale", "text": "Why?", "scored": true, "weight": 2, "minimum": 1, "maximum": 5, "show": {"answer": {"question": "kind", "operator": "is", "choice": "b"}}},
      {"id": "how", "type": "number", "text": "How?", "scored": true, "minimum": 0, "maximum": 10, "reversed": true, "show": {"driver": "deep", "answer": {"question": "why", "operator": "at_most", "number": 3}}}]},
    {"id": "two", "title": "Two", "show": {"answer": {"question": "kind", "operator": "answered"}}, "questions": [
      {"id": "tools", "type": "multiple_choice", "text": "Tools?", "scored": true, "choices": [{"id": "x", "text": "X", "points": 3}, {"id": "y", "text": "Y", "points": 2}]},
      {"id": "said", "type": "short_text", "text": "Said?", "show": {"answer": {"question": "tools", "operator": "contains", "choice": "y"}}},
      {"id": "day", "type": "date", "text": "Day?", "show": {"answer": {"question": "said", "operator": "answered"}}}]},
    {"id": "three", "title": "Three", "show": {"answer": {"question": "how", "operator": "is_not", "number": 7}}, "questions": [
      {"id": "last", "type": "scale", "text": "Last?", "scored": true, "minimum": 0, "maximum": 4}]}]}`

func mustRead(t testing.TB, file string) Definition {
	t.Helper()
	definition, problems := Read([]byte(file))
	if len(problems) > 0 {
		t.Fatalf("it is refused: %v", problems)
	}
	return definition
}

func shownIDs(sections []Section) string {
	var ids []string
	for _, section := range sections {
		for _, question := range section.Questions {
			ids = append(ids, question.ID)
		}
	}
	return strings.Join(ids, " ")
}

// Each score is worked out by hand, in the comment beside it.
// Shows ASM-1, RSP-2.
func TestShownByAnswers_ASM1_RSP2(t *testing.T) {
	definition := mustRead(t, conditional)
	chose := func(ids ...string) Answer { return Answer{Choices: ids} }
	gave := func(n float64) Answer { return Answer{Number: &n} }
	tests := []struct {
		name    string
		drivers Drivers
		answers Answers
		shown   string
		score   *float64
	}{
		{"nothing answered", nil, Answers{}, "kind", nil},
		{"another choice", nil, Answers{"kind": chose("a")}, "kind tools", at(100)},                                   // 4/4
		{"the choice", nil, Answers{"kind": chose("b")}, "kind why tools", at(25)},                                    // 1/4
		{"scale above", nil, Answers{"kind": chose("b"), "why": gave(4)}, "kind why tools", at(100 * 7.0 / 12)},       // (1 + 2×3) / (4 + 2×4)
		{"scale at most", nil, Answers{"kind": chose("b"), "why": gave(3)}, "kind why how tools", at(100 * 5.0 / 12)}, // (1 + 2×2) / 12
		{"the driver is off", Drivers{"deep": false}, Answers{"kind": chose("b"), "why": gave(3)}, "kind why tools", at(100 * 5.0 / 12)},
		{"is not that number", nil, Answers{"kind": chose("b"), "why": gave(3), "how": gave(2)}, "kind why how tools last", at(100 * 13.0 / 22)},  // (1 + 4 + (10−2)) / (4 + 8 + 10)
		{"is that number", nil, Answers{"kind": chose("b"), "why": gave(3), "how": gave(7)}, "kind why how tools", at(100 * 8.0 / 22)},            // (1 + 4 + 3) / 22
		{"contains", nil, Answers{"kind": chose("a"), "tools": chose("x", "y")}, "kind tools said", at(100)},                                      // (4 + 5) / (4 + 5)
		{"does not contain", nil, Answers{"kind": chose("a"), "tools": chose("x")}, "kind tools", at(100 * 7.0 / 9)},                              // (4 + 3) / 9
		{"a text answered", nil, Answers{"kind": chose("a"), "tools": chose("y"), "said": {Text: "x"}}, "kind tools said day", at(100 * 6.0 / 9)}, // (4 + 2) / 9
		// The answers to why, how and last were given before kind was changed
		// to a: none of them is shown, none counts, and last does not come back
		// by way of how.
		{"hidden answers count for nothing", nil, Answers{"kind": chose("a"), "why": gave(1), "how": gave(2), "last": gave(0)}, "kind tools", at(100)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			shown := definition.Shown(test.drivers, test.answers)
			if got := shownIDs(shown); got != test.shown {
				t.Errorf("shown are %q, want %q", got, test.shown)
			}
			score := Score(shown, test.answers).Total.Score
			if test.score == nil {
				if score != nil {
					t.Errorf("the score is %v, want none", *score)
				}
				return
			}
			near(t, "score", score, *test.score)
		})
	}
}

// A page carries what an answer on it can still bring up, and nothing that
// hangs on a driver that is off or on another page.
// Shows ASM-1.
func TestMayShow_ASM1(t *testing.T) {
	definition := mustRead(t, conditional)
	ids := func(drivers Drivers, answers Answers, section string) string {
		return shownIDs([]Section{{Questions: definition.MayShow(drivers, answers, section)}})
	}
	for want, got := range map[string]string{
		"kind why how":   ids(nil, Answers{}, "one"),
		"kind why":       ids(Drivers{"deep": false}, Answers{}, "one"),
		"":               ids(nil, Answers{}, "two"),
		"tools said day": ids(nil, Answers{"kind": {Choices: []string{"a"}}}, "two"),
	} {
		if got != want {
			t.Errorf("the page carries %q, want %q", got, want)
		}
	}
	sources := definition.Sources()
	if got := sources["day"]; !slices.Equal(got, []string{"kind", "said", "tools"}) {
		t.Errorf("day hangs on %v", got)
	}
	if sources["kind"] != nil || !definition.HasAnswerConditions() || sample(t, "leadership-check.json").HasAnswerConditions() {
		t.Error("what hangs on no answer is said to")
	}
}
