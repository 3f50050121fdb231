package bindings

import (
	"time"

	"portico/backend/guide"
)

// SetupStep is one step of the setup guide, judged from the data.
type SetupStep struct {
	Title  string `json:"title"`
	State  string `json:"state"`  // "done", "todo", "optional", "not_needed"
	Detail string `json:"detail"` // what is there now
	Button string `json:"button"` // "" where nothing is left to do
	To     string `json:"to"`     // the interface's address, e.g. "/settings/features/general"
	Copies bool   `json:"copies"` // the button copies the registration link
}

// Attention is one thing that needs the administrator.
type Attention struct {
	Kind   string `json:"kind"`
	Tone   string `json:"tone"` // "warn" or "bad"
	Title  string `json:"title"`
	Detail string `json:"detail"`
	Button string `json:"button"`
	To     string `json:"to"`
}

// Figure is a number that matters and what it means.
type Figure struct {
	Label     string  `json:"label"`
	Value     int64   `json:"value"` // 10,001 where it is not counted on
	Note      string  `json:"note"`
	To        string  `json:"to"`
	History   []int64 `json:"history"`   // week by week, oldest first; empty where there is none to show
	HistoryOf string  `json:"historyOf"` // what the history counts
}

// WeekCount is a number of registrations in the week that begins on Week.
type WeekCount struct {
	Week  string `json:"week"` // YYYY-MM-DD in the site's time zone
	Count int64  `json:"count"`
}

// ScoreFigure is what came out of an assessment lately, each from 0 to 100.
type ScoreFigure struct {
	AssessmentID int64   `json:"assessmentId"`
	Assessment   string  `json:"assessment"`
	Count        int64   `json:"count"` // of responses with a score
	Mean         float64 `json:"mean"`
	Lowest       float64 `json:"lowest"`
	Highest      float64 `json:"highest"`
}

// Share is one part of a whole.
type Share struct {
	Key   string `json:"key"` // a response's state, or a level
	Count int64  `json:"count"`
}

// HomeOverview is everything on Home.
type HomeOverview struct {
	SelfRegistration []SetupStep   `json:"selfRegistration"` // the steps of either way
	Manual           []SetupStep   `json:"manual"`
	OutsideSigners   []SetupStep   `json:"outsideSigners"` // those of the guide for outside signers
	Guessed          string        `json:"guessed"`        // "self" or "manual", which the data look like
	Attention        []Attention   `json:"attention"`
	Figures          []Figure      `json:"figures"`
	Registrations    []WeekCount   `json:"registrations"` // twelve weeks, oldest first
	Responses        []Share       `json:"responses"`     // by state
	Completed        []WeekCount   `json:"completed"`     // responses, twelve weeks, oldest first
	Scores           []ScoreFigure `json:"scores"`
	Levels           []Share       `json:"levels"` // active organizations by level
}

// Home is the bridge behind the first screen.
type Home struct{ core *Core }

// Overview returns everything on Home.
func (h *Home) Overview() (HomeOverview, error) {
	ctx, _, err := h.core.enter()
	if err != nil {
		return HomeOverview{}, err
	}
	o, err := h.core.guide.Overview(ctx)
	if err != nil {
		return HomeOverview{}, err
	}
	return HomeOverview{
		SelfRegistration: each(o.SelfRegistration, func(s guide.Step) SetupStep { return SetupStep(s) }),
		Manual:           each(o.Manual, func(s guide.Step) SetupStep { return SetupStep(s) }),
		OutsideSigners:   each(o.OutsideSigners, func(s guide.Step) SetupStep { return SetupStep(s) }),
		Guessed:          o.Guessed,
		Attention:        each(o.Attention, func(a guide.Attention) Attention { return Attention(a) }),
		Figures: each(o.Figures, func(f guide.Figure) Figure {
			f.History = append([]int64{}, f.History...)
			return Figure(f)
		}),
		Registrations: each(o.Weeks, weekCount),
		Completed:     each(o.Completed, weekCount),
		Scores:        each(o.Scores, func(s guide.Score) ScoreFigure { return ScoreFigure(s) }),
		Responses:     each(o.Responses, func(s guide.Share) Share { return Share(s) }),
		Levels:        each(o.Levels, func(s guide.Share) Share { return Share(s) }),
	}, nil
}

func weekCount(w guide.Week) WeekCount { return WeekCount{w.Begins.Format(time.DateOnly), w.Count} }

// each turns every item of a list into another; an empty list stays a list.
func each[From, To any](items []From, turn func(From) To) []To {
	turned := make([]To, len(items))
	for i, item := range items {
		turned[i] = turn(item)
	}
	return turned
}
