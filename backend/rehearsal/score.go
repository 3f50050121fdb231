package rehearsal

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"portico/backend/assessments"
)

// answered is what was sent for a question: the ids chosen, or a number.
type answered struct {
	choices []string
	number  *float64
}

// expectedScore works out the score in total by the formula of RSP-2, from the
// definition and from what was sent: 100 × Σ weight × points ÷ Σ weight ×
// maximum over the scored questions that were answered. It is written apart
// from the package assessments on purpose; nil is no score.
func expectedScore(definition assessments.Definition, given map[string]answered) *float64 {
	sum, most := 0.0, 0.0
	for _, section := range definition.Sections {
		for _, question := range section.Questions {
			answer, sent := given[question.ID]
			if !question.Scored || !sent {
				continue
			}
			weight := question.Weight
			if weight == 0 {
				weight = 1
			}
			points, maximum := pointsOf(question, answer)
			if maximum <= 0 {
				continue
			}
			sum, most = sum+weight*math.Max(0, math.Min(points, maximum)), most+weight*maximum
		}
	}
	if most <= 0 {
		return nil
	}
	score := 100 * sum / most
	return &score
}

func pointsOf(question assessments.Question, answer answered) (points, maximum float64) {
	switch question.Type {
	case assessments.SingleChoice, assessments.MultipleChoice:
		for _, choice := range question.Choices {
			if question.Type == assessments.MultipleChoice && choice.Points > 0 {
				maximum += choice.Points
			}
			if question.Type == assessments.SingleChoice {
				maximum = math.Max(maximum, choice.Points)
			}
			for _, id := range answer.choices {
				if id == choice.ID {
					points += choice.Points
				}
			}
		}
	case assessments.Scale, assessments.Number:
		if answer.number == nil || question.Minimum == nil || question.Maximum == nil {
			return 0, 0
		}
		maximum = *question.Maximum - *question.Minimum
		if points = *answer.number - *question.Minimum; question.Reversed {
			points = *question.Maximum - *answer.number
		}
	}
	return points, maximum
}

// inWords writes a score as pages show it: one decimal, none for a whole one.
func inWords(score *float64) string {
	if score == nil {
		return "no score"
	}
	return strings.TrimSuffix(strconv.FormatFloat(*score, 'f', 1, 64), ".0")
}

// shownQuestions returns the ids of the questions that must be shown with
// these drivers and answers, in order.
func shownQuestions(definition assessments.Definition, set map[string]bool, given map[string]answered) []string {
	value := map[string]bool{}
	for _, driver := range definition.Drivers {
		value[driver.ID] = driver.Default
		if own, said := set[driver.ID]; said {
			value[driver.ID] = own
		}
	}
	ids := []string{}
	shows := func(condition *assessments.Condition) bool {
		if condition == nil {
			return true
		}
		if condition.Driver != "" && value[condition.Driver] != (condition.Is == nil || *condition.Is) {
			return false
		}
		if condition.Answer == nil {
			return true
		}
		answer, sent := given[condition.Answer.Question]
		return sent && slices.Contains(ids, condition.Answer.Question) && meets(*condition.Answer, answer)
	}
	for _, section := range definition.Sections {
		if !shows(section.Show) {
			continue
		}
		for _, question := range section.Questions {
			if shows(question.Show) {
				ids = append(ids, question.ID)
			}
		}
	}
	return ids
}

// meets compares what was sent with a condition, apart from the package
// assessments as the score is.
func meets(condition assessments.AnswerCondition, given answered) bool {
	has := false
	for _, id := range given.choices {
		has = has || id == condition.Choice
	}
	if condition.Number != nil && given.number != nil {
		switch difference := *given.number - *condition.Number; condition.Operator {
		case "at_least":
			return difference >= 0
		case "at_most":
			return difference <= 0
		default:
			has = difference == 0
		}
	}
	switch condition.Operator {
	case "is", "contains":
		return has
	case "is_not":
		return !has
	}
	return condition.Operator == "answered"
}
