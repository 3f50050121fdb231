package testkit

import (
	"fmt"
	"strings"
	"testing"

	"portico/backend"
	"portico/backend/access"
	"portico/backend/assessments"
	"portico/backend/responses"
	"portico/backend/settings"
)

// UseFeatures changes which features are on.
func UseFeatures(t testing.TB, b *backend.Backend, change func(*settings.General)) {
	t.Helper()
	general, err := b.Settings.General(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	change(&general)
	if err := b.Settings.SaveGeneral(t.Context(), general); err != nil {
		t.Fatal(err)
	}
}

// TokenOf returns the token in a respondent's link.
func TokenOf(made responses.Made) string {
	_, token, _ := strings.Cut(made.Link, "/r/")
	return token
}

// MustAnswer answers everything behind a respondent's link, the step-th answer
// of every question that comes up (from 0; the last one where there are fewer), and fails
// unless that completes the response.
func MustAnswer(t testing.TB, b *backend.Backend, token string, step int) {
	t.Helper()
	begun, err := b.Responses.Begin(t.Context(), token)
	for err == nil && begun.State != responses.Completed {
		var sitting responses.Sitting
		if sitting, err = b.Responses.Sit(t.Context(), token); err != nil || sitting.State == responses.Completed {
			break
		}
		section, values := sitting.Sections[sitting.Current()], map[string][]string{}
		for _, question := range section.Questions {
			values[question.ID] = []string{AnswerAt(question, step)}
		}
		var outcome responses.Outcome
		outcome, err = b.Responses.Save(t.Context(), token, section.ID, values, responses.Next)
		for id, problem := range outcome.Problems {
			t.Fatalf("question %s: %v", id, problem)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	after, err := b.Responses.Find(t.Context(), access.ForAdministrator(), begun.ID)
	if err != nil || after.State != responses.Completed {
		t.Fatalf("the response is %s, %v", after.State, err)
	}
}

// AnswerAt returns an answer to a question as a form sends it.
func AnswerAt(question assessments.Question, step int) string {
	switch question.Type {
	case assessments.SingleChoice, assessments.MultipleChoice:
		return question.Choices[min(step, len(question.Choices)-1)].ID
	case assessments.Scale, assessments.Number:
		low := 0.0
		if question.Minimum != nil {
			low = *question.Minimum
		}
		high := low + float64(step)
		if question.Maximum != nil {
			high = min(high, *question.Maximum)
		}
		return fmt.Sprintf("%g", high)
	case assessments.Date:
		return "2026-01-01"
	}
	return fmt.Sprintf("Words %d", step)
}
