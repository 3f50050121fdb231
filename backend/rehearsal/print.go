package rehearsal

import (
	"fmt"
	"io"
	"time"

	"portico/backend/pdf"
)

// PDF writes a report as a document: the outcome, what failed first, then every
// step with what was expected and what came (TST-3). Moments are in zone.
func (r Report) PDF(to io.Writer, zone *time.Location) error {
	document, err := pdf.New(pdf.Options{Title: fmt.Sprintf("Rehearsal %d of %s", r.ID, r.Site), Author: r.Site, Language: "en", Created: r.EndedAt})
	if err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	document.Heading(1, "Rehearsal of "+r.Site)
	document.Verdict(r.Outcome == OutcomePassed, r.verdict())
	document.Text(r.about())
	document.Pairs([]pdf.Pair{
		{Name: "Number", Value: fmt.Sprint(r.ID)},
		{Name: "Played", Value: r.StartedAt.In(zone).Format("2 January 2006, 15:04:05 MST")},
		{Name: "By", Value: r.By},
		{Name: "Took", Value: Seconds(r.DurationMS)},
		{Name: "Partners come in by", Value: r.Way},
		{Name: "Steps", Value: fmt.Sprintf("%d passed, %d failed, %d not needed, %d not reached", r.Counts.Passed, r.Counts.Failed, r.Counts.NotNeeded, r.Counts.NotReached)},
		{Name: "Comparisons", Value: fmt.Sprint(r.Counts.Checks)},
		{Name: "Portico", Value: r.Version},
	})
	if r.Counts.Failed > 0 {
		document.Heading(2, "What is wrong")
		for _, step := range r.Steps {
			if step.State == Failed {
				r.printFailed(document, step)
			}
		}
	}
	for _, part := range r.parts() {
		document.Heading(2, part.heading)
		rows := [][]string{}
		for _, step := range part.steps {
			rows = append(rows, []string{fmt.Sprint(step.Number), step.Title, stateWords(step.State), step.Summary, Seconds(step.DurationMS)})
		}
		document.Table([]pdf.Column{{Title: "No.", Share: 0.06, Right: true}, {Title: "Step", Share: 0.29}, {Title: "Outcome", Share: 0.13}, {Title: "What came", Share: 0.41}, {Title: "Took", Share: 0.11, Right: true}}, rows)
	}
	for _, step := range r.Steps {
		if step.State == Passed || step.State == Failed {
			printStep(document, step)
		}
	}
	return document.Write(to)
}

// about says what was played.
func (r Report) about() string {
	flow := "The whole flow of step 8 of the setup guide, “Test the Flow”,"
	if len(r.parts()) > 1 {
		flow += " and that of somebody outside who signs contract documents,"
	}
	return flow + " played on a copy of the site with real requests. The site's own data was not touched."
}

// partOf is the steps of one part of a rehearsal, with what stands above them.
type partOf struct {
	heading string
	steps   []Step
}

// parts returns the steps by their parts. A rehearsal without signers has one.
func (r Report) parts() []partOf {
	partners, signers := partOf{heading: "All steps"}, partOf{heading: "Steps of a signer"}
	for _, step := range r.Steps {
		if step.Part == PartSigner {
			signers.steps = append(signers.steps, step)
		} else {
			partners.steps = append(partners.steps, step)
		}
	}
	if len(signers.steps) == 0 {
		return []partOf{partners}
	}
	partners.heading = "Steps of a partner"
	return []partOf{partners, signers}
}

func (r Report) printFailed(document *pdf.Document, step Step) {
	document.Verdict(false, fmt.Sprintf("%d. %s", step.Number, step.Title))
	document.Text(step.Problem)
	pairs := []pdf.Pair{{Name: "Expected", Value: step.Expected}, {Name: "Got", Value: step.Got}}
	if step.Mend != nil {
		pairs = append(pairs, pdf.Pair{Name: "Put right under", Value: step.Mend.Label})
	}
	document.Pairs(pairs)
}

// stepHead is the room of a step's head with the first rows of its table, in
// millimetres.
const stepHead = 55

func printStep(document *pdf.Document, step Step) {
	document.Keep(stepHead)
	document.Heading(2, fmt.Sprintf("%d. %s", step.Number, step.Title))
	document.Note(step.About)
	document.Verdict(step.State == Passed, stateWords(step.State)+": "+step.Summary)
	if step.As != "" {
		document.Pairs([]pdf.Pair{{Name: "As", Value: step.As}})
	}
	rows := [][]string{}
	for _, check := range step.Checks {
		outcome := "as expected"
		if !check.OK {
			outcome = "failed"
		}
		rows = append(rows, []string{check.What, check.Expected, check.Got, outcome})
	}
	if len(rows) > 0 {
		document.Table([]pdf.Column{{Title: "What", Share: 0.34}, {Title: "Expected", Share: 0.26}, {Title: "Got", Share: 0.26}, {Title: "Outcome", Share: 0.14}}, rows)
	}
}

func (r Report) verdict() string {
	if r.Outcome == OutcomePassed {
		return fmt.Sprintf("Passed: %s", amount(r.Counts.Passed, "step"))
	}
	return fmt.Sprintf("Failed: %s of %d", amount(r.Counts.Failed, "step"), r.Counts.Steps)
}

func stateWords(state StepState) string {
	switch state {
	case Passed:
		return "Passed"
	case Failed:
		return "Failed"
	case NotNeeded:
		return "Not needed"
	case NotReached:
		return "Not reached"
	}
	return "Not played"
}

// Seconds writes a length of time for people: "0.4 s".
func Seconds(milliseconds int64) string { return fmt.Sprintf("%.1f s", float64(milliseconds)/1000) }
