package assessments

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

// Shows ASM-1.
func TestReadAnswer_ASM1(t *testing.T) {
	single := Question{Type: SingleChoice, Choices: []Choice{{ID: "a", Text: "Ah"}, {ID: "b", Text: "Be"}}}
	multiple := Question{Type: MultipleChoice, Choices: []Choice{{ID: "a"}, {ID: "b"}, {ID: "c"}}, ChooseLeast: 1, ChooseMost: 2}
	scale := Question{Type: Scale, Minimum: at(1), Maximum: at(5)}
	many := Question{Type: Number, Minimum: at(0), Maximum: at(5e6)}
	whole := Question{Type: Number, Minimum: at(0), Maximum: at(10)}
	halves := Question{Type: Number, Minimum: at(0), Decimals: 1}
	short := Question{Type: ShortText, Length: 5}
	long := Question{Type: LongText}
	date := Question{Type: Date, Earliest: "2020-01-01", Latest: "2026-12-31"}
	tests := []struct {
		name     string
		question Question
		values   []string
		want     Answer
		refused  string
	}{
		{"single", single, []string{"b"}, Answer{Choices: []string{"b"}}, ""},
		{"single, none", single, nil, Answer{}, ""},
		{"single, two", single, []string{"a", "b"}, Answer{}, "one answer only"},
		{"single, not offered", single, []string{"z"}, Answer{}, "offered"},
		{"multiple in the question's order, each once", multiple, []string{"b", "a", "b"}, Answer{Choices: []string{"a", "b"}}, ""},
		{"multiple, too many", multiple, []string{"a", "b", "c"}, Answer{}, "at most 2"},
		{"a thousand with a comma is no 1", many, []string{"1,000"}, Answer{Number: at(1000)}, ""},
		{"a thousand with a point is no 1", many, []string{"12.500"}, Answer{Number: at(12500)}, ""},
		{"millions", many, []string{"1'000'000"}, Answer{Number: at(1e6)}, ""},
		{"what can be read two ways is not taken for 1", halves, []string{"1,000"}, Answer{}, "Please enter a number with at most 1 decimals."},
		{"nor is a slip of the fingers", many, []string{"1,0000"}, Answer{}, "Please enter a whole number."},
		{"scale", scale, []string{"3"}, Answer{Number: at(3)}, ""},
		{"scale, a half", scale, []string{"3.5"}, Answer{}, "steps"},
		{"scale, beyond", scale, []string{"6"}, Answer{}, "steps"},
		{"scale, NaN", scale, []string{"NaN"}, Answer{}, "steps"},
		{"number", whole, []string{" 7 "}, Answer{Number: at(7)}, ""},
		{"number with decimals", whole, []string{"7.5"}, Answer{}, "whole number"},
		{"number, too large", whole, []string{"11"}, Answer{}, "from 0 to 10"},
		{"number, infinite", whole, []string{"Inf"}, Answer{}, "enter a number"},
		{"number, NaN", whole, []string{"nan"}, Answer{}, "enter a number"},
		{"number, hexadecimal", whole, []string{"0x1p4"}, Answer{}, "enter a number"},
		{"number with an exponent", whole, []string{"1e999"}, Answer{}, "enter a number"},
		{"decimal comma", halves, []string{"2,5"}, Answer{Number: at(2.5)}, ""},
		{"too many decimals", halves, []string{"2.55"}, Answer{}, "at most 1 decimals"},
		{"number too small", halves, []string{"-1"}, Answer{}, "0 or more"},
		{"short text is one line", short, []string{" a\nb "}, Answer{Text: "a b"}, ""},
		{"short text counts characters", short, []string{"äöüß🙂"}, Answer{Text: "äöüß🙂"}, ""},
		{"short text too long", short, []string{"abcdef"}, Answer{}, "at most 5"},
		{"long text keeps lines", long, []string{"a\r\nb"}, Answer{Text: "a\nb"}, ""},
		{"long text too long", long, []string{strings.Repeat("x", 4001)}, Answer{}, "at most 4000"},
		{"date", date, []string{"2024-02-29"}, Answer{Text: "2024-02-29"}, ""},
		{"no such day", date, []string{"2023-02-29"}, Answer{}, "year-month-day"},
		{"date too early", date, []string{"2019-12-31"}, Answer{}, "on or after"},
		{"date too late", date, []string{"2027-01-01"}, Answer{}, "on or before"},
		{"blank", date, []string{"  "}, Answer{}, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := test.question.ReadAnswer(test.values)
			if test.refused != "" {
				if err == nil || !strings.Contains(err.Error(), test.refused) {
					t.Fatalf("got %v, want a refusal with %q", err, test.refused)
				}
				return
			}
			if err != nil || !reflect.DeepEqual(got, test.want) {
				t.Fatalf("got %+v, %v, want %+v", got, err, test.want)
			}
			written, err := json.Marshal(got)
			if err != nil {
				t.Fatal(err)
			}
			var back Answer
			if err := json.Unmarshal(written, &back); err != nil || !reflect.DeepEqual(back, got) {
				t.Errorf("%s came back as %+v, %v", written, back, err)
			}
		})
	}
}

// FuzzReadAnswer shows that whatever a form sends is refused with a sentence
// or becomes an answer that can be written, read back and scored.
func FuzzReadAnswer(f *testing.F) {
	questions := []Question{
		{Type: SingleChoice, Scored: true, Weight: 1, Choices: []Choice{{ID: "a", Points: 1}, {ID: "b"}}},
		{Type: MultipleChoice, Scored: true, Weight: 1, Choices: []Choice{{ID: "a", Points: 1}, {ID: "b", Points: -1}}},
		{Type: Scale, Scored: true, Weight: 1, Minimum: at(-2), Maximum: at(7), Reversed: true},
		{Type: Number, Scored: true, Weight: 1, Minimum: at(-1e6), Maximum: at(1e6), Decimals: 3},
		{Type: ShortText}, {Type: LongText}, {Type: Date},
	}
	for _, seed := range []string{"a", "1", "-0", "1,5", "1e308", "NaN", "0x1p-2", "2024-02-29", "\xff", "٣", "\u2028"} {
		f.Add(seed, "b")
	}
	f.Fuzz(func(t *testing.T, first, second string) {
		for _, question := range questions {
			answer, err := question.ReadAnswer([]string{first, second})
			if err != nil {
				if err.Error() == "" || !answer.Empty() {
					t.Fatalf("%s: a refusal without a word, or with an answer: %+v", question.Type, answer)
				}
				continue
			}
			written, err := json.Marshal(answer)
			if err != nil {
				t.Fatalf("%s: write %+v: %v", question.Type, answer, err)
			}
			var back Answer
			if err := json.Unmarshal(written, &back); err != nil || !reflect.DeepEqual(back, answer) {
				t.Fatalf("%s: %s came back as %+v, %v", question.Type, written, back, err)
			}
			points, maximum, counts := question.Points(answer)
			if counts && !(points >= 0 && points <= maximum && maximum > 0) {
				t.Fatalf("%s: %v of %v for %s", question.Type, points, maximum, written)
			}
		}
	})
}
