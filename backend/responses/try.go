package responses

import (
	"portico/backend/assessments"
	"portico/backend/store"
)

// Try returns a sitting that stands in no database, to look at a definition as
// its respondent would: with drivers, and with answers as forms send them.
// Answers that can't be read count as none.
func Try(definition assessments.Definition, drivers assessments.Drivers, values map[string][]string) Sitting {
	sitting := Sitting{Definition: definition, Answers: assessments.Answers{}}
	sitting.State, sitting.Drivers = InProgress, Drivers(definition.WithDefaults(drivers))
	for _, section := range definition.Sections {
		for _, question := range section.Questions {
			if answer, err := question.ReadAnswer(values[question.ID]); err == nil && !answer.Empty() {
				sitting.Answers[question.ID] = answer
			}
		}
	}
	sitting.show()
	return sitting
}

// Expiry returns until when a response that is made now can be answered.
func Expiry(now store.Time) store.Time { return now.Add(DefaultTime) }

// Complaints returns what a respondent would be told who sends this page.
func (s Sitting) Complaints(section assessments.Section, values map[string][]string) map[string]*assessments.AnswerProblem {
	problems := map[string]*assessments.AnswerProblem{}
	for _, question := range section.Questions {
		if _, err := question.ReadAnswer(values[question.ID]); err != nil {
			problems[question.ID] = asProblem(err)
		}
	}
	for _, id := range missing(section, s.Answers) {
		if problems[id] == nil {
			problems[id] = Required()
		}
	}
	return problems
}
