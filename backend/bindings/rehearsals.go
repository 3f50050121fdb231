package bindings

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"time"

	"portico/backend/fault"
	"portico/backend/mail"
	"portico/backend/rehearsal"
)

// RehearsalCheck is one comparison within a step.
type RehearsalCheck struct {
	What     string      `json:"what"`
	Expected string      `json:"expected"`
	Got      string      `json:"got"`
	OK       bool        `json:"ok"`
	Problem  string      `json:"problem"`
	Mend     *fault.Mend `json:"mend"`
}

// RehearsalStep is one step as it stands.
type RehearsalStep struct {
	Number     int              `json:"number"`
	ID         string           `json:"id"`
	Part       string           `json:"part"` // "partner" or "signer"
	Title      string           `json:"title"`
	About      string           `json:"about"`
	State      string           `json:"state"` // "waiting", "running", "passed", "failed", "not_needed", "not_reached"
	Summary    string           `json:"summary"`
	Expected   string           `json:"expected"`
	Got        string           `json:"got"`
	Problem    string           `json:"problem"`
	Mend       *fault.Mend      `json:"mend"` // where the cause is put right; null unless it failed
	As         string           `json:"as"`
	Address    string           `json:"address"`
	Status     int              `json:"status"`
	HasPage    bool             `json:"hasPage"`
	DurationMS int64            `json:"durationMs"`
	Checks     []RehearsalCheck `json:"checks"`
}

// RehearsalReport is a rehearsal with its steps.
type RehearsalReport struct {
	ID         int64           `json:"id"` // 0 until it is written
	Site       string          `json:"site"`
	By         string          `json:"by"`
	Way        string          `json:"way"` // "self-registration" or "manual setup"
	StartedAt  string          `json:"startedAt"`
	EndedAt    string          `json:"endedAt"`
	DurationMS int64           `json:"durationMs"`
	Outcome    string          `json:"outcome"` // "passed", "failed", "" while it runs
	Passed     int             `json:"passed"`
	Failed     int             `json:"failed"`
	Checks     int             `json:"checks"`
	Steps      []RehearsalStep `json:"steps"`
}

// RehearsalSandbox is a copy of the site that is open for trying by hand.
type RehearsalSandbox struct {
	Address string            `json:"address"`
	People  []RehearsalPerson `json:"people"` // who came in
}

// RehearsalPerson is a test person in the sandbox, with what they sign in with.
type RehearsalPerson struct {
	Part         string `json:"part"` // "partner" or "signer"
	Organization string `json:"organization"`
	Email        string `json:"email"`
	Password     string `json:"password"`
	Secret       string `json:"secret"` // of the second factor; "" without one
	Code         string `json:"code"`   // that counts now; "" while there is none yet
	CodeUntil    string `json:"codeUntil"`
	CodeFrom     string `json:"codeFrom"`
}

// RehearsalState is what a rehearsal does now, or did last.
type RehearsalState struct {
	Stage   string            `json:"stage"` // "idle", "playing", "ended", "cancelled", "broken"
	Report  RehearsalReport   `json:"report"`
	Keep    bool              `json:"keep"`    // the sandbox stays open at the end
	Fault   *fault.Error      `json:"fault"`   // why it is broken
	Sandbox *RehearsalSandbox `json:"sandbox"` // null when none is open
}

// RehearsalRow is one line of the list of rehearsals.
type RehearsalRow struct {
	ID         int64  `json:"id"`
	Outcome    string `json:"outcome"`
	StartedAt  string `json:"startedAt"`
	DurationMS int64  `json:"durationMs"`
	Steps      int    `json:"steps"`
	Passed     int    `json:"passed"`
	Failed     int    `json:"failed"`
	By         string `json:"by"`
}

// RehearsalPage is a stretch of the list, newest first.
type RehearsalPage struct {
	Items []RehearsalRow `json:"items"`
	Next  string         `json:"next"`
	Count int            `json:"count"`
}

// Rehearsals is the bridge behind the Rehearsal screen.
type Rehearsals struct{ core *Core }

func (r *Rehearsals) enter() (context.Context, *rehearsal.Service, error) {
	ctx, _, err := r.core.enter()
	return ctx, r.core.rehearsals, err
}

// State returns how the rehearsal goes.
func (r *Rehearsals) State() (RehearsalState, error) {
	_, service, err := r.enter()
	if err != nil {
		return RehearsalState{}, err
	}
	return r.state(service), nil
}

// Start begins a rehearsal; keep leaves its sandbox open at the end.
func (r *Rehearsals) Start(keep bool) (RehearsalState, error) {
	ctx, service, err := r.enter()
	if err != nil {
		return RehearsalState{}, err
	}
	if err := service.Start(ctx, keep); err != nil {
		return RehearsalState{}, err
	}
	return r.state(service), nil
}

// Cancel ends the rehearsal that runs and returns when nothing is left of it.
func (r *Rehearsals) Cancel() (RehearsalState, error) {
	_, service, err := r.enter()
	if err != nil {
		return RehearsalState{}, err
	}
	service.Cancel()
	return r.state(service), nil
}

// Keep says whether the sandbox stays open when the rehearsal ends.
func (r *Rehearsals) Keep(keep bool) (RehearsalState, error) {
	_, service, err := r.enter()
	if err != nil {
		return RehearsalState{}, err
	}
	service.Keep(keep)
	return r.state(service), nil
}

// ThrowAway closes the sandbox that is open and removes it.
func (r *Rehearsals) ThrowAway() (RehearsalState, error) {
	_, service, err := r.enter()
	if err != nil {
		return RehearsalState{}, err
	}
	if err := service.ThrowAway(); err != nil {
		return RehearsalState{}, err
	}
	return r.state(service), nil
}

// Page returns the page of a step as it looked, standing by itself. id 0 is the
// rehearsal that runs or ran last.
func (r *Rehearsals) Page(id int64, number int) (string, error) {
	ctx, service, err := r.enter()
	if err != nil {
		return "", err
	}
	if id == 0 {
		return service.Page(number)
	}
	return service.PageOf(ctx, id, number)
}

// List returns a stretch of the rehearsals that were played to the end.
func (r *Rehearsals) List(after string) (RehearsalPage, error) {
	ctx, service, err := r.enter()
	if err != nil {
		return RehearsalPage{}, err
	}
	page, err := service.List(ctx, after, 0)
	if err != nil {
		return RehearsalPage{}, err
	}
	items := make([]RehearsalRow, len(page.Items))
	for i, row := range page.Items {
		items[i] = rehearsalRow(row)
	}
	return RehearsalPage{Items: items, Next: page.Next, Count: page.Count}, nil
}

func rehearsalRow(row rehearsal.Summary) RehearsalRow {
	return RehearsalRow{ID: row.ID, Outcome: row.Outcome, StartedAt: row.StartedAt.RFC3339(), DurationMS: row.EndedAt.Sub(row.StartedAt.Time).Milliseconds(),
		Steps: row.Steps, Passed: row.Passed, Failed: row.Failed, By: row.ByName}
}

// Find returns the report of a rehearsal.
func (r *Rehearsals) Find(id int64) (RehearsalReport, error) {
	ctx, service, err := r.enter()
	if err != nil {
		return RehearsalReport{}, err
	}
	report, err := service.Find(ctx, id)
	if err != nil {
		return RehearsalReport{}, err
	}
	return rehearsalReport(report), nil
}

// ExportJSON asks where to save a report as JSON and writes it.
func (r *Rehearsals) ExportJSON(id int64) (SavedFile, error) {
	ctx, service, err := r.enter()
	if err != nil {
		return SavedFile{}, err
	}
	report, err := service.Find(ctx, id)
	if err != nil {
		return SavedFile{}, err
	}
	text, err := report.JSON()
	if err != nil {
		return SavedFile{}, err
	}
	return r.core.host.SaveFile(fmt.Sprintf("rehearsal-%d.json", id), writeBytes(text))
}

// ExportPDF asks where to save a report as PDF and writes it.
func (r *Rehearsals) ExportPDF(id int64) (SavedFile, error) {
	ctx, service, err := r.enter()
	if err != nil {
		return SavedFile{}, err
	}
	report, err := service.Find(ctx, id)
	if err != nil {
		return SavedFile{}, err
	}
	general, err := r.core.backend.Settings.General(ctx)
	if err != nil {
		return SavedFile{}, err
	}
	return r.core.host.SaveFile(fmt.Sprintf("rehearsal-%d.pdf", id), func(to io.Writer) error { return report.PDF(to, general.Location()) })
}

// OpenSandbox opens the sandbox in the system's browser.
func (r *Rehearsals) OpenSandbox() error {
	_, service, err := r.enter()
	if err != nil {
		return err
	}
	open := service.State().Sandbox
	if open == nil {
		return fault.New(fault.NotFound, "No sandbox is open.")
	}
	return r.core.host.OpenAddress(open.Address + "/login")
}

// Outbox returns the mails that were written in the sandbox that is open.
func (r *Rehearsals) Outbox(after string) (MailPage, error) {
	ctx, service, err := r.enter()
	if err != nil {
		return MailPage{}, err
	}
	page, err := service.Outbox(ctx, mail.Query{Cursor: after})
	if err != nil {
		return MailPage{}, err
	}
	items := make([]MailRow, len(page.Items))
	for i, message := range page.Items {
		items[i] = mailRow(message)
	}
	return MailPage{Items: items, Next: page.Next, Count: page.Count}, nil
}

// ReadMail returns one mail of the sandbox that is open.
func (r *Rehearsals) ReadMail(id int64) (MailDetail, error) {
	ctx, service, err := r.enter()
	if err != nil {
		return MailDetail{}, err
	}
	content, err := service.ReadMail(ctx, id)
	if err != nil {
		return MailDetail{}, err
	}
	return mailDetail(content), nil
}

func (r *Rehearsals) state(service *rehearsal.Service) RehearsalState {
	now := service.State()
	state := RehearsalState{Stage: string(now.Stage), Report: rehearsalReport(now.Report), Keep: now.Keep}
	if now.Stage == rehearsal.Playing {
		state.Report.Outcome = ""
	}
	if now.Fault != nil {
		state.Fault = r.core.Explain(now.Fault)
	}
	if open := now.Sandbox; open != nil {
		state.Sandbox = &RehearsalSandbox{Address: open.Address, People: each(open.People, func(p rehearsal.TestPerson) RehearsalPerson {
			return RehearsalPerson{
				Part: p.Part, Organization: p.Organization, Email: p.Email, Password: p.Password, Secret: p.Secret, Code: p.Code,
				CodeFrom: moment(p.CodeFrom), CodeUntil: moment(p.CodeUntil),
			}
		})}
	}
	return state
}

func moment(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.UTC().Format(time.RFC3339)
}

func rehearsalReport(report rehearsal.Report) RehearsalReport {
	made := RehearsalReport{
		ID: report.ID, Site: report.Site, By: report.By, Way: report.Way, StartedAt: moment(report.StartedAt), EndedAt: moment(report.EndedAt), DurationMS: report.DurationMS,
		Outcome: report.Outcome, Passed: report.Counts.Passed, Failed: report.Counts.Failed, Checks: report.Counts.Checks, Steps: make([]RehearsalStep, len(report.Steps)),
	}
	for i, step := range report.Steps {
		checks := make([]RehearsalCheck, len(step.Checks))
		for j, check := range step.Checks {
			checks[j] = RehearsalCheck(check)
		}
		made.Steps[i] = RehearsalStep{
			Number: step.Number, ID: step.ID, Part: cmp.Or(step.Part, rehearsal.PartPartner), Title: step.Title, About: step.About, State: string(step.State), Summary: step.Summary, Expected: step.Expected, Got: step.Got,
			Problem: step.Problem, Mend: step.Mend, As: step.As, Address: step.Address, Status: step.Status, HasPage: step.HasPage, DurationMS: step.DurationMS, Checks: checks,
		}
	}
	return made
}
