package guide

import (
	"fmt"
	"time"

	"portico/backend/responses"
	"portico/backend/store"
)

// Figure is a number that matters and what it means.
type Figure struct {
	Label     string
	Value     int64 // one more than store.CountLimit where it is not counted on
	Note      string
	To        string
	History   []int64 // week by week, oldest first; nil where there is none to show
	HistoryOf string  // what the history counts: "sign-ins each week"
}

// Week is a number of registrations in the week that begins on Begins.
type Week struct {
	Begins time.Time
	Count  int64
}

// Score is what came out of an assessment lately, each from 0 to 100.
type Score struct {
	AssessmentID int64
	Assessment   string
	Count        int64 // of responses with a score
	Mean         float64
	Lowest       float64
	Highest      float64
}

// Share is one part of a whole.
type Share struct {
	Key   string // "completed", "3"
	Count int64
}

// figures are the numbers that matter.
func (f facts) figures() []Figure {
	var month, all int64
	registered := make([]int64, len(f.weeks))
	for i, week := range f.weeks {
		registered[i] = week.Count
		if i >= len(f.weeks)-4 {
			month += week.Count
		}
	}
	for _, n := range f.responses {
		all += int64(n)
	}
	capped := false
	for _, n := range f.responses {
		capped = capped || n > store.CountLimit
	}
	completed := int64(f.responses[responses.Completed])
	note := ""
	if all > 0 && !capped {
		note = fmt.Sprintf("%d %% completed", 100*completed/all)
	}
	if capped || all > store.CountLimit {
		all = store.CountLimit + 1
	}
	return []Figure{
		{"organizations", f.organizations.Active, choose(month > 0, fmt.Sprintf("%s new in four weeks", number(month)), ""), "/organizations", f.history.organizations, "organizations at the end of each week"},
		{"managers signed in this week", f.users.SignedInSince, choose(f.users.Managers > 0, "of "+number(f.users.Managers), ""), "/users", f.history.signIns, "sign-ins each week"},
		{"responses", all, note, "/responses", f.history.responses, "new responses each week"},
		{"registrations this month", f.admitted, choose(f.waiting > 0, number(f.waiting)+" waiting", ""), "/registrations", registered, "registrations each week"},
	}
}

func (f facts) registrationWeeks() []Week {
	weeks := make([]Week, len(f.weeks))
	for i, week := range f.weeks {
		weeks[i] = Week(week)
	}
	return weeks
}

func (f facts) completedWeeks() []Week {
	weeks := make([]Week, len(f.work.Weeks))
	for i, week := range f.work.Weeks {
		weeks[i] = Week{week.Begins, int64(week.Count)}
	}
	return weeks
}

func (f facts) scores() []Score {
	scores := make([]Score, len(f.work.Scores))
	for i, one := range f.work.Scores {
		scores[i] = Score{one.AssessmentID, one.Name, int64(one.Count), one.Mean, one.Lowest, one.Highest}
	}
	return scores
}

func (f facts) byState() []Share {
	shares := []Share{}
	for _, state := range responses.States() {
		shares = append(shares, Share{string(state), int64(f.responses[state])})
	}
	return shares
}

func (f facts) byLevel() []Share {
	shares := []Share{}
	for i, n := range f.organizations.ByLevel {
		shares = append(shares, Share{fmt.Sprint(i + 1), n})
	}
	return shares
}
