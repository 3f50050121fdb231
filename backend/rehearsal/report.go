package rehearsal

import (
	"time"

	"portico/backend/fault"
	"portico/backend/store"
)

// FormatVersion is the number that an exported report carries in "format".
const FormatVersion = 1

// StepState says how a step stands.
type StepState string

// The states of a step.
const (
	Waiting    StepState = "waiting"
	Running    StepState = "running"
	Passed     StepState = "passed"
	Failed     StepState = "failed"
	NotNeeded  StepState = "not_needed"  // the settings don't ask for it
	NotReached StepState = "not_reached" // a step that it builds on failed, or the rehearsal was cancelled
)

// The outcomes of a whole rehearsal.
const (
	OutcomePassed = "passed"
	OutcomeFailed = "failed"

	OutcomeCancelled = "cancelled" // not played to its end; such a report is never kept
)

// The parts of a rehearsal: the flow of a partner, and where contracts are used
// that of somebody outside who signs.
const (
	PartPartner = "partner"
	PartSigner  = "signer"
)

// Report is what a rehearsal found, as it is kept and exported (TST-3).
//
// As JSON every member below stands under the name of its tag. Moments are
// RFC 3339 in UTC, lengths of time whole milliseconds. Nothing is ever null;
// what is not known is empty.
type Report struct {
	Format     int       `json:"format"` // FormatVersion
	ID         int64     `json:"id"`     // its number on this site; 0 while it runs
	Site       string    `json:"site"`   // Site Name
	Version    string    `json:"version"`
	By         string    `json:"by"` // who ran it
	StartedAt  time.Time `json:"started_at"`
	EndedAt    time.Time `json:"ended_at"`
	DurationMS int64     `json:"duration_ms"`
	Outcome    string    `json:"outcome"` // "passed", "failed" or "cancelled"
	Way        string    `json:"way"`     // how a partner comes in: "self-registration" or "manual setup"
	Counts     Counts    `json:"counts"`
	Steps      []Step    `json:"steps"` // in the order in which they were played
}

// Counts says how many steps ended how.
type Counts struct {
	Steps      int `json:"steps"`
	Passed     int `json:"passed"`
	Failed     int `json:"failed"`
	NotNeeded  int `json:"not_needed"`
	NotReached int `json:"not_reached"`
	Checks     int `json:"checks"` // single comparisons, in all steps together
}

// Step is one step of a rehearsal.
type Step struct {
	Number     int         `json:"number"` // from 1
	ID         string      `json:"id"`     // the same in every report: "register"
	Part       string      `json:"part"`   // PartPartner or PartSigner; "" in reports from before there were parts
	Title      string      `json:"title"`
	About      string      `json:"about"` // what it does, in one sentence
	State      StepState   `json:"state"`
	Summary    string      `json:"summary"`  // the outcome in a few words
	Expected   string      `json:"expected"` // of the first check that failed, else of the whole step
	Got        string      `json:"got"`
	Problem    string      `json:"problem"` // what is wrong, in words; "" unless it failed
	Mend       *fault.Mend `json:"mend,omitempty"`
	As         string      `json:"as"`      // who asked, an email; "" for somebody not signed in
	Address    string      `json:"address"` // path of the page below
	Status     int         `json:"status"`  // HTTP status of the page below; 0 without one
	HasPage    bool        `json:"has_page"`
	DurationMS int64       `json:"duration_ms"`
	Checks     []Check     `json:"checks"` // never null; those that failed come first
}

// Check is one comparison within a step.
type Check struct {
	What     string      `json:"what"` // "/organization/drivers"
	Expected string      `json:"expected"`
	Got      string      `json:"got"`
	OK       bool        `json:"ok"`
	Problem  string      `json:"problem,omitempty"` // what is wrong, in words
	Mend     *fault.Mend `json:"mend,omitempty"`
}

// Summary is the head of a report, for lists and for Home.
type Summary struct {
	ID        int64
	Outcome   string
	StartedAt store.Time
	EndedAt   store.Time
	Steps     int
	Passed    int
	Failed    int
	ByName    string
}

// leaveOff marks the steps that were not played to their end.
func (r *Report) leaveOff() {
	for i := range r.Steps {
		if state := r.Steps[i].State; state == Running || state == Waiting {
			r.Steps[i].State, r.Steps[i].Summary = NotReached, "The rehearsal ended before."
		}
	}
}

// finish counts the steps and decides the outcome.
func (r *Report) finish() {
	r.Counts = Counts{Steps: len(r.Steps)}
	for _, step := range r.Steps {
		switch step.State {
		case Passed:
			r.Counts.Passed++
		case Failed:
			r.Counts.Failed++
		case NotNeeded:
			r.Counts.NotNeeded++
		case NotReached:
			r.Counts.NotReached++
		}
		r.Counts.Checks += len(step.Checks)
	}
	r.Outcome = OutcomePassed
	if r.Counts.Failed > 0 {
		r.Outcome = OutcomeFailed
	}
	r.DurationMS = r.EndedAt.Sub(r.StartedAt).Milliseconds()
}
