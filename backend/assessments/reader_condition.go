package assessments

import (
	"slices"
	"strings"
)

// questionIDs returns the ids of all questions of a file, to tell an id that
// comes too late from one that is not there.
func questionIDs(root *node) map[string]bool {
	ids := map[string]bool{}
	for _, section := range membersOf(root, "sections") {
		for _, question := range membersOf(section, "questions") {
			for _, m := range question.members {
				if m.name == "id" && m.value.kind == isString {
					ids[m.value.text] = true
				}
			}
		}
	}
	return ids
}

func membersOf(n *node, list string) []*node {
	for _, m := range n.members {
		if m.name == list {
			return m.value.items
		}
	}
	return nil
}

// condition reads the member "show" of a section or question.
func (r *reader) condition(o *object) *Condition {
	n := o.taken["show"]
	if n == nil {
		return nil
	}
	c := r.object(n, o.at("show"), "driver", "is", "answer")
	condition := &Condition{Driver: c.text("driver", 40, false)}
	switch {
	case c.has("driver"):
		if !r.drivers[condition.Driver] && c.taken["driver"].kind == isString {
			c.problem("driver", "There is no driver “"+shorten(condition.Driver)+"” in “drivers”.")
		}
	case n.kind == isObject && !c.has("answer"):
		c.problem("driver", "“show” needs a “driver”, an “answer”, or both.")
	}
	if c.has("is") {
		is := c.flag("is")
		condition.Is = &is
		if !c.has("driver") {
			c.problem("is", "“is” goes with a “driver”, and there is none here.")
		}
	}
	if answer := c.taken["answer"]; answer != nil {
		condition.Answer = r.answerCondition(answer, c.at("answer"))
	}
	return condition
}

// answerCondition reads a condition on an answer. Its question must stand
// above: in an earlier section, or earlier in the same one.
func (r *reader) answerCondition(n *node, place string) *AnswerCondition {
	o := r.object(n, place, "question", "operator", "choice", "number")
	c := &AnswerCondition{
		Question: o.text("question", 40, true), Operator: Operator(o.text("operator", 40, true)),
		Choice: o.text("choice", 40, false), Number: o.number("number", -LargestNumberValue, LargestNumberValue),
	}
	if c.Question == "" || c.Operator == "" {
		return c
	}
	question, known := r.earlier[c.Question]
	switch {
	case known && question.Type == "": // its own problem is told where it stands
	case known:
		r.comparison(o, c, question)
	case r.later[c.Question]:
		o.problem("question", "The question “"+shorten(c.Question)+"” comes later. Only an answer given before can decide.")
	default:
		o.problem("question", "There is no question “"+shorten(c.Question)+"”.")
	}
	return c
}

// comparison checks that the operator fits the question, and what it compares
// with the operator.
func (r *reader) comparison(o *object, c *AnswerCondition, question Question) {
	fitting := operators[question.Type]
	if !slices.Contains(fitting, c.Operator) {
		names := make([]string, len(fitting))
		for i, one := range fitting {
			names[i] = string(one)
		}
		o.problem("operator", "An answer to “"+c.Question+"” can be compared by: "+strings.Join(names, ", ")+".")
		return
	}
	isChoice := question.Type == SingleChoice || question.Type == MultipleChoice
	wantsChoice, wantsNumber := isChoice && c.Operator != Answered, !isChoice && c.Operator != Answered
	switch {
	case wantsChoice && !o.has("choice"):
		o.problem("choice", "“choice” is missing: which of the choices of “"+c.Question+"” decides.")
	case wantsChoice && c.Choice != "" && !slices.ContainsFunc(question.Choices, func(one Choice) bool { return one.ID == c.Choice }):
		o.problem("choice", "“"+c.Question+"” has no choice “"+shorten(c.Choice)+"”.")
	case wantsChoice && c.Choice == "" && o.taken["choice"].kind == isString:
		o.problem("choice", "“choice” must not be empty.")
	case !wantsChoice && o.has("choice"):
		o.problem("choice", "“choice” does not go with this operator and question. Take it out.")
	}
	switch {
	case wantsNumber && !o.has("number"):
		o.problem("number", "“number” is missing: the value that the answer is compared with.")
	case !wantsNumber && o.has("number"):
		o.problem("number", "“number” does not go with this operator and question. Take it out.")
	case wantsNumber && c.Number != nil && !question.reaches(c.Operator, *c.Number):
		o.problem("number", "No answer to “"+c.Question+"” can meet this: its range is another.")
	}
}

// reaches reports whether any answer within the question's range can meet a
// comparison with a number.
func (q Question) reaches(operator Operator, number float64) bool {
	switch operator {
	case Is:
		return (q.Minimum == nil || number >= *q.Minimum) && (q.Maximum == nil || number <= *q.Maximum)
	case AtLeast:
		return q.Maximum == nil || number <= *q.Maximum
	case AtMost:
		return q.Minimum == nil || number >= *q.Minimum
	}
	return true
}
