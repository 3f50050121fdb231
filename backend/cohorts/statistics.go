package cohorts

import (
	"math"

	"portico/backend/assessments"
)

// Buckets is how many bars the distribution of scores has: 0–20, 20–40 … 100.
const Buckets = 5

// Summary describes values of one measure: how many there are, their mean and
// how far they spread. A hidden one says nothing but that it is hidden.
type Summary struct {
	Count     int
	Hidden    bool    // too few to be shown, or others could be worked out
	Mean      float64 // meaningless with Count 0
	Deviation float64 // standard deviation of the sample; 0 for one value
	Lowest    float64
	Highest   float64
}

// Is reports whether there is something to show.
func (s Summary) Is() bool { return s.Count > 0 && !s.Hidden }

func summarize(values []float64) Summary {
	s := Summary{Count: len(values)}
	if len(values) == 0 {
		return s
	}
	s.Lowest, s.Highest = values[0], values[0]
	for _, value := range values {
		s.Mean += value
		s.Lowest, s.Highest = math.Min(s.Lowest, value), math.Max(s.Highest, value)
	}
	s.Mean /= float64(len(values))
	if len(values) > 1 {
		for _, value := range values {
			s.Deviation += (value - s.Mean) * (value - s.Mean)
		}
		s.Deviation = math.Sqrt(s.Deviation / float64(len(values)-1))
	}
	return s
}

// histogram counts scores of 0 to 100 into buckets of equal width; the last
// one takes 100.
func histogram(scores []float64) [Buckets]int {
	var counts [Buckets]int
	for _, score := range scores {
		counts[max(0, min(int(score*Buckets/100), Buckets-1))]++
	}
	return counts
}

// Bar is how many gave one answer.
type Bar struct {
	Label string
	Count int
	Share float64 // of those who answered the question, 0 to 1
}

// bars counts the answers to a question that has steps or choices. Of a
// question of several choices the shares add up to more than 1.
func bars(question assessments.Question, given []assessments.Answer) []Bar {
	list := []Bar{}
	switch question.Type {
	case assessments.SingleChoice, assessments.MultipleChoice:
		at := map[string]int{}
		for i, choice := range question.Choices {
			at[choice.ID] = i
			list = append(list, Bar{Label: choice.Text})
		}
		for _, answer := range given {
			for _, id := range answer.Choices {
				if i, known := at[id]; known {
					list[i].Count++
				}
			}
		}
	case assessments.Scale:
		if question.Minimum == nil || question.Maximum == nil {
			return list
		}
		low, steps := int(*question.Minimum), int(*question.Maximum-*question.Minimum)+1
		for step := range min(max(steps, 0), assessments.MaxScaleSteps+1) {
			list = append(list, Bar{Label: plain(low + step)})
		}
		for _, answer := range given {
			if answer.Number != nil {
				if i := int(*answer.Number) - low; i >= 0 && i < len(list) {
					list[i].Count++
				}
			}
		}
	}
	for i := range list {
		if len(given) > 0 {
			list[i].Share = float64(list[i].Count) / float64(len(given))
		}
	}
	return list
}

// numbers returns the values of a scale or a number.
func numbers(given []assessments.Answer) []float64 {
	var values []float64
	for _, answer := range given {
		if answer.Number != nil {
			values = append(values, *answer.Number)
		}
	}
	return values
}
