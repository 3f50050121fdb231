package assessments

import "slices"

// Condition says when a section or question is shown. Nil is always. It names
// a driver, an earlier answer, or both; with both, both must hold.
type Condition struct {
	Driver string           `json:"driver,omitempty"`
	Is     *bool            `json:"is,omitempty"` // the driver's value that shows it; true when nil
	Answer *AnswerCondition `json:"answer,omitempty"`
}

// Operator says how an earlier answer is compared.
type Operator string

// The operators. All of them need an answer: a question that was not shown, or
// not answered, meets none, Is not included.
const (
	Is       Operator = "is"       // single choice: this one; scale and number: this value
	IsNot    Operator = "is_not"   // answered, and with another
	Contains Operator = "contains" // multiple choice: this one is among the chosen
	AtLeast  Operator = "at_least" // scale and number
	AtMost   Operator = "at_most"
	Answered Operator = "answered" // anything at all
)

// operators says which each type of question knows.
var operators = map[QuestionType][]Operator{
	SingleChoice:   {Is, IsNot, Answered},
	MultipleChoice: {Contains, Answered},
	Scale:          {Is, IsNot, AtLeast, AtMost, Answered},
	Number:         {Is, IsNot, AtLeast, AtMost, Answered},
	ShortText:      {Answered},
	LongText:       {Answered},
	Date:           {Answered},
}

// AnswerCondition is a condition on the answer to an earlier question. Choice
// or Number is what it is compared with, by the question's type and operator.
type AnswerCondition struct {
	Question string   `json:"question"`
	Operator Operator `json:"operator"`
	Choice   string   `json:"choice,omitempty"`
	Number   *float64 `json:"number,omitempty"`
}

// Met reports whether an answer meets the condition.
func (c AnswerCondition) Met(answer Answer) bool {
	if answer.Empty() {
		return false
	}
	equal := slices.Contains(answer.Choices, c.Choice)
	if c.Number != nil && answer.Number != nil {
		equal = *answer.Number == *c.Number
	}
	compared := c.Number != nil && answer.Number != nil
	switch c.Operator {
	case Is, Contains:
		return equal
	case IsNot:
		return !equal
	case AtLeast:
		return compared && *answer.Number >= *c.Number
	case AtMost:
		return compared && *answer.Number <= *c.Number
	}
	return c.Operator == Answered
}

// showing walks through a definition in its order and knows what was shown and
// answered so far: what a later condition can count on.
type showing struct {
	drivers Drivers
	answers Answers
	counted Answers // of the questions that are shown
}

func (s *showing) met(c *Condition) bool {
	if c == nil {
		return true
	}
	if c.Driver != "" && s.drivers[c.Driver] != (c.Is == nil || *c.Is) {
		return false
	}
	return c.Answer == nil || c.Answer.Met(s.counted[c.Answer.Question])
}

// Shown returns the sections and questions that are shown with these drivers
// and answers, in order. The answer to a question that is not shown counts as
// none, so that what hangs on it is hidden with it. A section without a shown
// question is left out.
func (d Definition) Shown(drivers Drivers, answers Answers) []Section {
	s := showing{d.WithDefaults(drivers), answers, Answers{}}
	shown := []Section{}
	for _, section := range d.Sections {
		if !s.met(section.Show) {
			continue
		}
		questions := []Question{}
		for _, question := range section.Questions {
			if s.met(question.Show) {
				questions = append(questions, question)
				s.counted[question.ID] = answers[question.ID]
			}
		}
		if len(questions) > 0 {
			section.Questions = questions
			shown = append(shown, section)
		}
	}
	return shown
}

// MayShow returns the questions of a section that the answers on its own page
// can still bring up, besides those that are shown: what else their conditions
// ask for holds. The page carries them along, so that they can appear without
// being sent for.
func (d Definition) MayShow(drivers Drivers, answers Answers, sectionID string) []Question {
	s := showing{d.WithDefaults(drivers), answers, Answers{}}
	for _, section := range d.Sections {
		if !s.met(section.Show) {
			continue
		}
		here := section.ID == sectionID
		open := map[string]bool{} // of this page, shown or still to come
		questions := []Question{}
		for _, question := range section.Questions {
			met := s.met(question.Show)
			may := here && !met && question.Show.Answer != nil && open[question.Show.Answer.Question] && s.met(&Condition{Driver: question.Show.Driver, Is: question.Show.Is})
			if met {
				s.counted[question.ID] = answers[question.ID]
			}
			if met || may {
				open[question.ID] = true
				questions = append(questions, question)
			}
		}
		if here {
			return questions
		}
	}
	return nil
}

// HasAnswerConditions reports whether any answer decides what is shown.
func (d Definition) HasAnswerConditions() bool {
	for _, section := range d.Sections {
		if section.Show.onAnswer() {
			return true
		}
		for _, question := range section.Questions {
			if question.Show.onAnswer() {
				return true
			}
		}
	}
	return false
}

func (c *Condition) onAnswer() bool { return c != nil && c.Answer != nil }

// Sources returns, for each question, the questions whose answers decide
// whether it is shown, directly or by way of others, in no order. Questions
// that hang on no answer are missing.
func (d Definition) Sources() map[string][]string {
	sources := map[string][]string{}
	for _, section := range d.Sections {
		for _, question := range section.Questions {
			var all []string
			for _, condition := range []*Condition{section.Show, question.Show} {
				if condition.onAnswer() {
					all = append(all, condition.Answer.Question)
					all = append(all, sources[condition.Answer.Question]...)
				}
			}
			if len(all) > 0 {
				slices.Sort(all)
				sources[question.ID] = slices.Compact(all)
			}
		}
	}
	return sources
}
