// Package rehearsal plays step 8 of the setup guide, "Test the Flow", on a
// throw-away copy of the site: with real HTTP requests, real mails that nobody
// sends and a real second factor.
//
// What must happen is worked out from the rows that the administrator saved,
// and not by the services that make the pages, so that a rehearsal finds what
// is wrong instead of confirming what is there. The site itself is only read,
// until the report is written into it.
package rehearsal

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"portico/backend"
	"portico/backend/fault"
)

// Service runs rehearsals of one site, one at a time. It is safe for
// concurrent use.
type Service struct {
	site   *backend.Backend
	folder string // for sandboxes; "" is the system's for temporary files
	faults faults

	mu     sync.Mutex
	report Report
	looks  looks
	stage  Stage
	keep   bool // leave the sandbox open at the end
	cancel context.CancelFunc
	done   chan struct{} // closed when the last rehearsal has ended
	failed error         // why it could not be played or written down
	kept   *kept
}

// Stage says what the service does.
type Stage string

// The stages.
const (
	Idle      Stage = "idle" // nothing was played since the program began
	Playing   Stage = "playing"
	Ended     Stage = "ended"
	Cancelled Stage = "cancelled"
	Broken    Stage = "broken" // it could not be played: State.Fault says why
)

// kept is a sandbox that was left open for trying by hand.
type kept struct {
	sandbox *sandbox
	partner *partner
	signer  *partner
}

// New returns the rehearsals of a site. When the site closes, a rehearsal that
// runs is cancelled and a sandbox that is open is thrown away.
func New(site *backend.Backend) *Service {
	s := &Service{site: site, stage: Idle, looks: newLooks()}
	site.AtEnd(s.Close)
	go sweep("") // what a killed program left holds a whole copy of its site
	return s
}

// State is what a rehearsal does at this moment, or did last.
type State struct {
	Stage   Stage
	Report  Report // Steps grows as they are played; those that wait are there already
	Keep    bool
	Fault   error    // why it is Broken
	Sandbox *Sandbox // nil when none is open
}

var errRunning = fault.New(fault.Conflict, "A rehearsal is running already. Wait until it ends, or cancel it.")

// Start begins a rehearsal and returns at once; State shows how it goes. A
// sandbox that an earlier one left open is thrown away. keep leaves the
// sandbox open at the end. A second rehearsal at once is refused.
func (s *Service) Start(ctx context.Context, keep bool) error {
	s.mu.Lock()
	if s.stage == Playing {
		s.mu.Unlock()
		return errRunning
	}
	before := s.kept
	playing, cancel := context.WithCancel(context.WithoutCancel(ctx))
	r := &run{service: s, site: s.site, looks: newLooks()}
	s.stage, s.keep, s.cancel, s.kept, s.failed, s.looks = Playing, keep, cancel, nil, nil, r.looks
	s.done = make(chan struct{})
	s.report = Report{Format: FormatVersion, Version: s.site.Version, StartedAt: time.Now().UTC(), Steps: []Step{}}
	done := s.done
	s.mu.Unlock()
	if before != nil {
		_ = before.sandbox.Close()
	}
	go func() {
		defer close(done)
		defer cancel()
		r.play(playing)
	}()
	return nil
}

// Cancel ends a rehearsal that runs, waits until its listener and folder are
// gone, and does nothing when none runs.
func (s *Service) Cancel() {
	s.mu.Lock()
	cancel, done, playing := s.cancel, s.done, s.stage == Playing
	s.mu.Unlock()
	if !playing {
		return
	}
	cancel()
	<-done
}

// Wait waits until the rehearsal that runs has ended.
func (s *Service) Wait(ctx context.Context) error {
	s.mu.Lock()
	done := s.done
	s.mu.Unlock()
	if done == nil {
		return nil
	}
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Close cancels what runs and throws away what is open.
func (s *Service) Close() {
	s.Cancel()
	_ = s.ThrowAway()
}

// State returns how the rehearsal goes. Nothing in it changes afterwards.
func (s *Service) State() State {
	s.mu.Lock()
	defer s.mu.Unlock()
	state := State{Stage: s.stage, Report: s.report, Keep: s.keep, Fault: s.failed}
	state.Report.Steps = slices.Clone(s.report.Steps)
	if s.stage == Playing {
		state.Report.DurationMS = time.Since(s.report.StartedAt).Milliseconds()
	}
	if s.kept != nil {
		state.Sandbox = s.kept.describe()
	}
	return state
}

// Keep says whether the sandbox stays open when the rehearsal that runs ends.
func (s *Service) Keep(keep bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.keep = keep
}

// Page returns the page of a step of the rehearsal that runs or ran last, as it
// looked: it stands by itself, under the nonce __CSP_NONCE__, and leads
// nowhere. It returns a NotFound fault for a step without a page.
func (s *Service) Page(number int) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	page := s.looks.document(number)
	if page == "" {
		return "", errNoPage
	}
	return page, nil
}

var errNoPage = fault.New(fault.NotFound, "No page was kept for this step.")

// begin puts the steps that will be played into the state.
func (s *Service) begin(steps []Step, site, by, way string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.report.Steps, s.report.Site, s.report.By, s.report.Way = steps, site, by, way
}

// put shows a step as it is now, with the page that was kept for it.
func (s *Service) put(step Step) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.report.Steps[step.Number-1] = step
}

// took takes over a page for a step. The maps are read under the same lock.
func (s *Service) took(ctx context.Context, r *run, number int, page *Page) {
	fresh := looks{Styles: map[string]string{}, Pages: map[int]look{}}
	for address, text := range r.looks.Styles { // only this goroutine writes
		fresh.Styles[address] = text
	}
	fresh.keep(ctx, number, page)
	s.mu.Lock()
	defer s.mu.Unlock()
	for address, text := range fresh.Styles {
		r.looks.Styles[address] = text
	}
	for n, one := range fresh.Pages {
		r.looks.Pages[n] = one
	}
}

// end notes how a rehearsal ended, and returns whether its sandbox is kept.
func (s *Service) end(stage Stage, why error, open *kept) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stage, s.failed = stage, why
	if s.report.EndedAt.IsZero() {
		s.report.EndedAt = time.Now().UTC()
	}
	if stage != Ended {
		s.report.leaveOff()
	}
	s.report.finish()
	if stage != Ended {
		s.report.Outcome = OutcomeCancelled
	}
	if stage != Ended || !s.keep || open == nil {
		return false
	}
	s.kept = open
	return true
}

// since returns how long a rehearsal has been running.
func since(report Report) time.Duration { return time.Since(report.StartedAt) }

func isCancelled(ctx context.Context, err error) bool {
	return ctx.Err() != nil || errors.Is(err, context.Canceled)
}
