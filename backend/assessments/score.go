package assessments

import "math"

// SectionScore is the score of one section, or of the whole.
type SectionScore struct {
	Section  string   `json:"section"` // its id; "" is the whole
	Answered int      `json:"answered"`
	Points   float64  `json:"points"`  // Σ weight × points
	Maximum  float64  `json:"maximum"` // Σ weight × maximum
	Score    *float64 `json:"score"`   // 0 to 100; nil without a scored question that was answered
}

// Result is the score in total and by section (RSP-2). Sections that show no
// scored question are left out.
type Result struct {
	Total    SectionScore
	Sections []SectionScore
}

// Points returns what an answer earns and the most that could be earned, both
// before the weight. counts is false for a question that is not scored or was
// not answered: it then stands on neither side of the fraction.
//
//   - single choice: the chosen one's points, of the highest of all choices;
//   - multiple choice: the sum of the chosen ones' points, never below 0, of
//     the sum of all positive points;
//   - scale and number: the value's distance from the minimum, of the distance
//     between minimum and maximum; reversed: the distance from the maximum.
func (q Question) Points(a Answer) (points, maximum float64, counts bool) {
	if !q.Scored || a.Empty() {
		return 0, 0, false
	}
	switch q.Type {
	case SingleChoice, MultipleChoice:
		for _, choice := range q.Choices {
			if q.Type == MultipleChoice {
				maximum += math.Max(choice.Points, 0)
			} else {
				maximum = math.Max(maximum, choice.Points)
			}
			for _, id := range a.Choices {
				if id == choice.ID {
					points += choice.Points
				}
			}
		}
	case Scale, Number:
		if q.Minimum == nil || q.Maximum == nil || a.Number == nil {
			return 0, 0, false
		}
		maximum = *q.Maximum - *q.Minimum
		points = *a.Number - *q.Minimum
		if q.Reversed {
			points = *q.Maximum - *a.Number
		}
	}
	if !(maximum > 0) {
		return 0, 0, false
	}
	return math.Min(math.Max(points, 0), maximum), maximum, true
}

// Score works out the score of answers over the sections that were shown:
// 100 × Σ weight × points ÷ Σ weight × maximum, over the scored questions that
// were shown and answered. A score is from 0 to 100, or nil; never NaN or
// infinite (RSP-4).
func Score(shown []Section, answers Answers) Result {
	result := Result{Sections: []SectionScore{}}
	for _, section := range shown {
		sum := SectionScore{Section: section.ID}
		scored := false
		for _, question := range section.Questions {
			scored = scored || question.Scored
			points, maximum, counts := question.Points(answers[question.ID])
			if !counts {
				continue
			}
			sum.Answered++
			sum.Points += question.Weight * points
			sum.Maximum += question.Weight * maximum
		}
		result.Total.Answered += sum.Answered
		result.Total.Points += sum.Points
		result.Total.Maximum += sum.Maximum
		if scored {
			result.Sections = append(result.Sections, sum.finish())
		}
	}
	result.Total = result.Total.finish()
	return result
}

func (s SectionScore) finish() SectionScore {
	if s.Maximum > 0 {
		score := 100 * s.Points / s.Maximum
		if !math.IsNaN(score) && !math.IsInf(score, 0) {
			score = math.Min(math.Max(score, 0), 100)
			s.Score = &score
		}
	}
	return s
}
