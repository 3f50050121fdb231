package assessments

import (
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"portico/backend/store"
)

// Answer is what a respondent said to one question. Exactly one member is in
// use, by the question's type; the zero Answer is none.
type Answer struct {
	Choices []string // single (one) and multiple choice: the chosen ids
	Number  *float64 // scale and number
	Text    string   // texts, and a date as YYYY-MM-DD
}

// Answers is a response's answers by question id. What is missing was not
// answered.
type Answers map[string]Answer

// AnswerProblem is what is wrong with an answer: a sentence for the respondent
// with places for values, so that a page can say it in another language.
type AnswerProblem struct {
	Format string
	Args   []any
}

// Error returns the sentence in English.
func (p *AnswerProblem) Error() string { return fmt.Sprintf(p.Format, p.Args...) }

func problem(format string, args ...any) error { return &AnswerProblem{format, args} }

// Empty reports whether nothing was said.
func (a Answer) Empty() bool { return len(a.Choices) == 0 && a.Number == nil && a.Text == "" }

// MarshalJSON writes the answer as its plain value: a list of ids, a number
// or a text.
func (a Answer) MarshalJSON() ([]byte, error) {
	switch {
	case len(a.Choices) > 0:
		return json.Marshal(a.Choices)
	case a.Number != nil:
		return json.Marshal(*a.Number)
	}
	return json.Marshal(a.Text)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (a *Answer) UnmarshalJSON(data []byte) error {
	*a = Answer{}
	text := strings.TrimSpace(string(data))
	switch {
	case strings.HasPrefix(text, "["):
		return json.Unmarshal(data, &a.Choices)
	case strings.HasPrefix(text, `"`):
		return json.Unmarshal(data, &a.Text)
	}
	var number float64
	if err := json.Unmarshal(data, &number); err != nil {
		return fmt.Errorf("read answer: %w", err)
	}
	a.Number = &number
	return nil
}

// ReadAnswer turns the values of a form field into an answer. Nothing said
// gives the zero Answer, required or not: an answer may be saved on the way.
// The error is a sentence for the respondent.
func (q Question) ReadAnswer(values []string) (Answer, error) {
	switch q.Type {
	case SingleChoice, MultipleChoice:
		return q.readChoices(values)
	}
	text := ""
	if len(values) > 0 {
		text = values[0]
	}
	if q.Type == LongText {
		text = store.CleanText(text)
	} else {
		text = store.Clean(text)
	}
	if store.Fold(text) == "" { // nothing, or nothing that can be seen
		return Answer{}, nil
	}
	switch q.Type {
	case Scale:
		return q.readScale(text)
	case Number:
		return q.readNumber(text)
	case Date:
		return q.readDate(text)
	}
	if limit := q.TextLimit(); utf8.RuneCountInString(text) > limit {
		return Answer{}, problem("Please use at most %d characters.", limit)
	}
	return Answer{Text: text}, nil
}

// TextLimit returns how many characters a text answer may have.
func (q Question) TextLimit() int {
	switch {
	case q.Length > 0:
		return q.Length
	case q.Type == LongText:
		return DefaultLongLength
	}
	return DefaultTextLength
}

func (q Question) readChoices(values []string) (Answer, error) {
	wanted := map[string]bool{}
	for _, value := range values {
		if value != "" {
			wanted[value] = true
		}
	}
	var chosen []string
	for _, choice := range q.Choices { // in the order of the question, each once
		if wanted[choice.ID] {
			chosen = append(chosen, choice.ID)
			delete(wanted, choice.ID)
		}
	}
	switch {
	case len(wanted) > 0:
		return Answer{}, problem("Please choose one of the answers that are offered.")
	case len(chosen) == 0:
		return Answer{}, nil
	case q.Type == SingleChoice && len(chosen) > 1:
		return Answer{}, problem("Please choose one answer only.")
	case len(chosen) < q.ChooseLeast:
		return Answer{}, problem("Please choose at least %d.", q.ChooseLeast)
	case q.ChooseMost > 0 && len(chosen) > q.ChooseMost:
		return Answer{}, problem("Please choose at most %d.", q.ChooseMost)
	}
	return Answer{Choices: chosen}, nil
}

func (q Question) readScale(text string) (Answer, error) {
	value, err := strconv.ParseFloat(text, 64)
	if err != nil || value != math.Trunc(value) || q.Minimum == nil || q.Maximum == nil || value < *q.Minimum || value > *q.Maximum {
		return Answer{}, problem("Please choose one of the steps that are offered.")
	}
	return Answer{Number: &value}, nil
}

// grouped is a whole number written with separators for thousands: "1,000",
// "12.500", "1'000'000".
var grouped = regexp.MustCompile(`^[+-]?[0-9]{1,3}([.,'’][0-9]{3})+$`)

func (q Question) readNumber(text string) (Answer, error) {
	text = strings.ReplaceAll(text, " ", "")
	if q.Decimals == 0 && grouped.MatchString(text) {
		text = strings.NewReplacer(".", "", ",", "", "'", "", "’", "").Replace(text)
	}
	if strings.Count(text, ",") == 1 && !strings.Contains(text, ".") {
		text = strings.Replace(text, ",", ".", 1) // a decimal comma
	}
	// "1,000" with one decimal can be read two ways; so can "1,0000" as a whole
	// number. Neither is taken for 1.
	if _, fraction, _ := strings.Cut(text, "."); len(fraction) > q.Decimals {
		if q.Decimals == 0 {
			return Answer{}, problem("Please enter a whole number.")
		}
		return Answer{}, problem("Please enter a number with at most %d decimals.", q.Decimals)
	}
	// ParseFloat also knows "Inf", "NaN", hexadecimal and underscores.
	if strings.Trim(text, "+-.0123456789") != "" {
		return Answer{}, problem("Please enter a number.")
	}
	value, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsInf(value, 0) || math.IsNaN(value) || math.Abs(value) > LargestNumberValue {
		return Answer{}, problem("Please enter a number.")
	}
	if scale := math.Pow10(q.Decimals); math.Abs(value*scale-math.Round(value*scale)) > 1e-6*math.Max(1, math.Abs(value*scale)) {
		if q.Decimals == 0 {
			return Answer{}, problem("Please enter a whole number.")
		}
		return Answer{}, problem("Please enter a number with at most %d decimals.", q.Decimals)
	}
	switch {
	case q.Minimum != nil && q.Maximum != nil && (value < *q.Minimum || value > *q.Maximum):
		return Answer{}, problem("Please enter a number from %s to %s.", plain(*q.Minimum), plain(*q.Maximum))
	case q.Minimum != nil && value < *q.Minimum:
		return Answer{}, problem("Please enter %s or more.", plain(*q.Minimum))
	case q.Maximum != nil && value > *q.Maximum:
		return Answer{}, problem("Please enter %s or less.", plain(*q.Maximum))
	}
	return Answer{Number: &value}, nil
}

func (q Question) readDate(text string) (Answer, error) {
	day, err := time.Parse(time.DateOnly, text)
	if err != nil || day.Year() < 1 {
		return Answer{}, problem("Please enter a date as year-month-day, like 2026-03-31.")
	}
	switch {
	case q.Earliest != "" && text < q.Earliest:
		return Answer{}, problem("Please enter a date on or after %s.", q.Earliest)
	case q.Latest != "" && text > q.Latest:
		return Answer{}, problem("Please enter a date on or before %s.", q.Latest)
	}
	return Answer{Text: text}, nil
}

// Describe returns the answer as a person reads it: the chosen texts, the
// number with its unit, the text.
func (q Question) Describe(a Answer) []string {
	switch {
	case len(a.Choices) > 0:
		var texts []string
		for _, choice := range q.Choices {
			for _, id := range a.Choices {
				if id == choice.ID {
					texts = append(texts, choice.Text)
				}
			}
		}
		return texts
	case a.Number != nil:
		text := plain(*a.Number)
		if q.Type == Scale && q.Maximum != nil {
			text += " / " + plain(*q.Maximum)
		}
		if q.Unit != "" {
			text += " " + q.Unit
		}
		return []string{text}
	case a.Text != "":
		return []string{a.Text}
	}
	return nil
}
