package assessments

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// members says which members each type of question knows besides those that
// all share.
var members = map[QuestionType][]string{
	SingleChoice:   {"scored", "weight", "choices"},
	MultipleChoice: {"scored", "weight", "choices", "choose_least", "choose_most"},
	Scale:          {"scored", "weight", "reversed", "minimum", "maximum", "minimum_label", "maximum_label"},
	Number:         {"scored", "weight", "reversed", "minimum", "maximum", "decimals", "unit"},
	ShortText:      {"length"},
	LongText:       {"length"},
	Date:           {"earliest", "latest"},
}

var questionTypes = []QuestionType{SingleChoice, MultipleChoice, Scale, Number, ShortText, LongText, Date}

func (r *reader) question(n *node, place string) Question {
	// The type comes first: it says which members are known.
	questionType := QuestionType("")
	if n.kind == isObject {
		for _, m := range n.members {
			if m.name == "type" && m.value.kind == isString {
				questionType = QuestionType(m.value.text)
			}
		}
	}
	known := []string{"id", "type", "text", "help", "required", "show"}
	own, isType := members[questionType]
	if isType {
		known = append(known, own...)
	} else { // the one problem to report is the type, not all that hangs on it
		for _, names := range members {
			known = append(known, names...)
		}
	}
	o := r.object(n, place, known...)
	q := Question{
		ID: o.id(r.questions), Text: o.text("text", MaxText, true), Help: o.text("help", MaxText, false),
		Required: o.flag("required"), Show: r.condition(o),
	}
	typeText := o.text("type", 40, true)
	if !isType {
		if typeText != "" {
			o.problem("type", "“"+shorten(typeText)+"” is no type of question. There are "+typeNames()+".")
		}
		return q
	}
	q.Type = questionType
	q.Scored, q.Reversed = o.flag("scored"), o.flag("reversed")
	r.weight(o, &q)
	if q.Reversed && !q.Scored {
		o.problem("reversed", "Only a scored question is reversed.")
	}
	switch q.Type {
	case SingleChoice, MultipleChoice:
		r.choices(o, &q)
	case Scale:
		r.scale(o, &q)
	case Number:
		r.numberRange(o, &q)
	case ShortText, LongText:
		q.Length = o.whole("length", 1, LargestTextAnswer)
	case Date:
		q.Earliest, q.Latest = o.date("earliest"), o.date("latest")
		if q.Earliest != "" && q.Latest != "" && q.Earliest > q.Latest {
			o.problem("latest", "“latest” lies before “earliest”.")
		}
	}
	return q
}

func (r *reader) weight(o *object, q *Question) {
	if !o.has("weight") {
		if q.Scored {
			q.Weight = 1
		}
		return
	}
	weight := o.number("weight", 0, MaxWeight)
	switch {
	case weight == nil:
	case !q.Scored:
		o.problem("weight", "Only a scored question has a weight. Add “scored”: true, or take the weight out.")
	case *weight < 0.001:
		o.problem("weight", "A weight is at least 0.001. A question that should not count is not “scored”.")
	default:
		q.Weight = *weight
	}
}

func (r *reader) choices(o *object, q *Question) {
	least := 2
	if q.Type == MultipleChoice {
		least = 1
	}
	seen := map[string]bool{}
	top := 0.0
	for i, item := range o.list("choices", least, MaxChoices, true) {
		c := r.object(item, o.item("choices", i), "id", "text", "points")
		choice := Choice{ID: c.id(seen), Text: c.text("text", MaxText, true)}
		low := 0.0
		if q.Type == MultipleChoice {
			low = -MaxPoints
		}
		if points := c.number("points", low, MaxPoints); points != nil {
			choice.Points = *points
			if !q.Scored && *points != 0 {
				c.problem("points", "Only the choices of a scored question have points. Add “scored”: true to the question, or take the points out.")
			}
		}
		top = math.Max(top, choice.Points)
		q.Choices = append(q.Choices, choice)
	}
	if q.Scored && top < 0.001 {
		o.problem("choices", "The question is scored, but no choice has points.")
	}
	q.ChooseLeast = o.whole("choose_least", 1, MaxChoices)
	q.ChooseMost = o.whole("choose_most", 1, MaxChoices)
	if q.ChooseLeast > len(q.Choices) {
		o.problem("choose_least", "More must be chosen than there are choices.")
	}
	if q.ChooseMost > len(q.Choices) {
		o.problem("choose_most", "More may be chosen than there are choices.")
	}
	if q.ChooseMost > 0 && q.ChooseLeast > q.ChooseMost {
		o.problem("choose_least", "More must be chosen than may be chosen.")
	}
}

func (r *reader) scale(o *object, q *Question) {
	for _, name := range []string{"minimum", "maximum"} {
		if !o.has(name) && o.node.kind == isObject {
			o.problem(name, "“"+name+"” is missing.")
		}
	}
	q.Minimum, q.Maximum = o.number("minimum", -100, 100), o.number("maximum", -100, 100)
	q.MinimumLabel, q.MaximumLabel = o.text("minimum_label", MaxName, false), o.text("maximum_label", MaxName, false)
	if q.Minimum == nil || q.Maximum == nil {
		return
	}
	low, high := *q.Minimum, *q.Maximum
	switch {
	case low != math.Trunc(low):
		o.problem("minimum", "A scale goes from one whole number to another.")
	case high != math.Trunc(high):
		o.problem("maximum", "A scale goes from one whole number to another.")
	case high <= low:
		o.problem("maximum", "“maximum” must be above “minimum”.")
	case high-low > MaxScaleSteps:
		o.problem("maximum", fmt.Sprintf("A scale has at most %d steps. Use a number for more.", MaxScaleSteps))
	}
}

func (r *reader) numberRange(o *object, q *Question) {
	q.Minimum = o.number("minimum", -LargestNumberValue, LargestNumberValue)
	q.Maximum = o.number("maximum", -LargestNumberValue, LargestNumberValue)
	q.Decimals, q.Unit = o.whole("decimals", 0, 6), o.text("unit", 40, false)
	if q.Minimum != nil && q.Maximum != nil && *q.Maximum-*q.Minimum < 1e-6 {
		o.problem("maximum", "“maximum” must be above “minimum”.")
	} else if q.Minimum != nil && q.Maximum != nil {
		scale := math.Pow10(q.Decimals)
		if math.Ceil(*q.Minimum*scale-1e-6) > math.Floor(*q.Maximum*scale+1e-6) {
			o.problem("decimals", "No number with so many decimals lies from “minimum” to “maximum”.")
		}
	}
	if q.Scored {
		for _, name := range []string{"minimum", "maximum"} {
			if !o.has(name) {
				o.problem(name, "A scored number needs “minimum” and “maximum”: its points go by them.")
			}
		}
	}
}

func typeNames() string {
	names := make([]string, len(questionTypes))
	for i, name := range questionTypes {
		names[i] = string(name)
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}
