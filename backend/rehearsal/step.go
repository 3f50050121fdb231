package rehearsal

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"portico/backend/access"
	"portico/backend/fault"
)

// mend is the place where something is put right: a button and the
// interface's address behind it.
type mend = fault.Mend

var (
	mendPortal   = mend{Label: "Open Partner Portal settings", To: "/settings/features/partner-portal"}
	mendGeneral  = mend{Label: "Open General", To: "/settings/features/general"}
	mendUsers    = mend{Label: "Open Users & security", To: "/settings/users"}
	mendListener = mend{Label: "Open Portal listener", To: "/settings/listener"}
	mendOutbox   = mend{Label: "Open Outbox", To: "/outbox"}
	mendTexts    = mend{Label: "Open Site Text", To: "/settings/features/site-text"}
	mendSigners  = mend{Label: "Open Signers", To: "/signers"}
	mendRoles    = mend{Label: "Open Account Roles", To: "/system/account-roles"}
	mendManaging = mend{Label: "Open Organizational Roles", To: "/system/organizational-roles"}
	everything   = access.ForAdministrator()
)

// act is one step as it is written: what it does, on what it builds, and how it
// is played.
type act struct {
	id    string
	part  string // "" for PartPartner
	title func(r *run) string
	about string
	// reached returns why the step can't be played, or "".
	reached func(r *run) string
	play    func(r *run, ctx context.Context, s *stepper) error
}

func (a act) inPart() string { return or(a.part, PartPartner) }

func titled(text string) func(*run) string { return func(*run) string { return text } }

// stepper gathers what one step finds.
type stepper struct {
	step Step
	run  *run
	page *Page
	skip string
}

// as says who asks from here on.
func (s *stepper) as(email string) { s.step.As = email }

// show keeps a page as the one that the step is about. After a failed check
// the page of that check stays.
func (s *stepper) show(page *Page) {
	if page != nil && !s.failed() {
		s.page = page
	}
}

// on is show for the page on which the next check looks.
func (s *stepper) on(page *Page) *stepper {
	s.show(page)
	return s
}

// sum says the outcome of the whole step in a few words, with what was
// expected and what came.
func (s *stepper) sum(summary, expected, got string) {
	s.step.Summary, s.step.Expected, s.step.Got = summary, expected, got
}

// notNeeded ends the step as one that the settings don't ask for.
func (s *stepper) notNeeded(why string) error {
	s.skip = why
	return nil
}

func (s *stepper) failed() bool {
	return slices.ContainsFunc(s.step.Checks, func(c Check) bool { return !c.OK })
}

// check notes a comparison. problem says in words what is wrong when it does
// not hold, and to names the place that mends it.
func (s *stepper) check(ok bool, what, expected, got, problem string, to mend) bool {
	check := Check{What: what, Expected: expected, Got: got, OK: ok}
	if !ok {
		check.Problem, check.Mend = problem, &to
	}
	s.step.Checks = append(s.step.Checks, check)
	return ok
}

// opens is check for a page that must open.
func (s *stepper) opens(page *Page, what, problem string, to mend) bool {
	if page.Status >= 500 && page.Status != 503 {
		problem += " The page broke: that is a fault of the program, not of your settings."
	}
	return s.on(page).check(page.Status == http.StatusOK, what, "answers 200", answer(page), problem, to)
}

// refused is check for a page that must not open: as a missing one (404) or by
// a refusal in words (403).
func (s *stepper) refused(page *Page, what, problem string, to mend) {
	s.on(page).check(isRefusal(page), what, "refused", answer(page), problem, to)
}

func isRefusal(page *Page) bool { return page.Status == 404 || page.Status == 403 }

// answer says in a few words what came back.
func answer(page *Page) string {
	if to := page.LeadsTo(); to != "" {
		return fmt.Sprintf("%d to %s", page.Status, to)
	}
	if title := page.Title(); title != "" {
		return fmt.Sprintf("%d “%s”", page.Status, short(title, 80))
	}
	return fmt.Sprint(page.Status)
}

func short(text string, most int) string {
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return text
}

// finish turns what was gathered into the step as it is shown.
func (s *stepper) finish(err error, took time.Duration) Step {
	step := s.step
	step.DurationMS = took.Milliseconds()
	if step.Checks == nil {
		step.Checks = []Check{}
	}
	slices.SortStableFunc(step.Checks, func(a, b Check) int {
		switch {
		case a.OK == b.OK:
			return 0
		case a.OK:
			return 1
		}
		return -1
	})
	switch {
	case len(step.Checks) > 0 && !step.Checks[0].OK:
		worst := step.Checks[0]
		step.State, step.Expected, step.Got = Failed, worst.What+" "+worst.Expected, worst.Got
		step.Problem, step.Mend, step.Summary = worst.Problem, worst.Mend, worst.Problem
		if more := countFailed(step.Checks) - 1; more > 0 {
			step.Problem += fmt.Sprintf(" (%d more below)", more)
		}
	case err != nil:
		step.State, step.Got = Failed, explain(err)
		step.Problem, step.Summary = step.Got, step.Got
		if f := fault.As(err); f != nil && f.Mend != nil {
			step.Mend = f.Mend
		}
		if step.Mend == nil {
			step.Mend = &mendPortal
		}
	case s.skip != "":
		step.State, step.Summary = NotNeeded, s.skip
	default:
		step.State = Passed
	}
	if s.page != nil {
		step.Address, step.Status = s.page.URL.Path, s.page.Status
		if strings.HasPrefix(step.Address, "/r/") { // what follows is a respondent's key
			step.Address = "/r/…"
		}
	}
	return step
}

func countFailed(checks []Check) int {
	count := 0
	for _, check := range checks {
		if !check.OK {
			count++
		}
	}
	return count
}

// explain says in words why a step could not go on.
func explain(err error) string {
	if f := fault.As(err); f != nil {
		return f.Error()
	}
	switch {
	case errors.Is(err, errElsewhere):
		return "A page leads out of the sandbox: " + shorten(err)
	case errors.Is(err, context.DeadlineExceeded):
		return "The sandbox took too long to answer."
	}
	return "The step could not go on: " + shorten(err)
}

func shorten(err error) string { return short(strings.TrimSuffix(err.Error(), "."), 300) + "." }
