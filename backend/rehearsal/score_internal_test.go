package rehearsal

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"portico/backend/assessments"
)

// The rehearsal works out by itself what must be shown and what it scores; a
// thousand ways to answer the samples are judged alike.
// Shows TST-1, ASM-1, RSP-2.
func TestJudgedAlike_TST1_ASM1_RSP2(t *testing.T) {
	samples, err := assessments.Samples()
	if err != nil {
		t.Fatal(err)
	}
	random, conditional := rand.New(rand.NewPCG(1, 2)), 0
	for _, sample := range samples {
		definition, _ := assessments.Read(sample.Data)
		for range 400 {
			drivers, answers, given := map[string]bool{}, assessments.Answers{}, map[string]answered{}
			for _, driver := range definition.Drivers {
				drivers[driver.ID] = random.IntN(2) == 0
			}
			for _, section := range definition.Sections {
				for _, question := range section.Questions {
					if random.IntN(4) > 0 {
						answers[question.ID], given[question.ID] = anyAnswer(random, question)
					}
				}
			}
			shown, ids := definition.Shown(drivers, answers), []string{}
			for _, section := range shown {
				for _, question := range section.Questions {
					ids = append(ids, question.ID)
					if question.Show != nil && question.Show.Answer != nil {
						conditional++
					}
				}
			}
			if wanted := shownQuestions(definition, drivers, given); !slices.Equal(ids, wanted) {
				t.Fatalf("%s with %v: shown are %v, the rehearsal expects %v", sample.Code, given, ids, wanted)
			}
			for id := range given {
				if !slices.Contains(ids, id) {
					delete(given, id)
				}
			}
			score, expected := assessments.Score(shown, answers).Total.Score, expectedScore(definition, given)
			if fmt.Sprint(inWords(score)) != inWords(expected) {
				t.Fatalf("%s: the score is %s, the rehearsal expects %s", sample.Code, inWords(score), inWords(expected))
			}
		}
	}
	if conditional < 100 {
		t.Errorf("only %d questions hung on an answer", conditional)
	}
}

func anyAnswer(random *rand.Rand, question assessments.Question) (assessments.Answer, answered) {
	switch question.Type {
	case assessments.SingleChoice, assessments.MultipleChoice:
		ids := []string{question.Choices[random.IntN(len(question.Choices))].ID}
		return assessments.Answer{Choices: ids}, answered{choices: ids}
	case assessments.Scale, assessments.Number:
		low, high := 0, 60
		if question.Minimum != nil {
			low = int(*question.Minimum)
		}
		if question.Maximum != nil {
			high = int(*question.Maximum)
		}
		value := float64(low + random.IntN(min(high-low, 60)+1))
		return assessments.Answer{Number: &value}, answered{number: &value}
	}
	return assessments.Answer{Text: "2026-01-01"}, answered{}
}
