package rehearsal

import (
	"context"
	"fmt"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"portico/backend"
	"portico/backend/audit"
	"portico/backend/sitetext"
)

// faults are put in by tests, to show that a rehearsal finds them.
type faults struct {
	prepare func(ctx context.Context, sandbox *backend.Backend) error // after the plan was read
	wrap    func(http.Handler) http.Handler
	before  func(step string) // called before each step
}

// run is one rehearsal while it is played, in one goroutine.
type run struct {
	service *Service
	site    *backend.Backend
	sandbox *sandbox
	plan    *plan
	looks   looks
	link    string // path and query of the registration link
	first   *partner
	second  *partner

	response   int64 // the first partner's, completed where that was allowed
	open       int64 // another of the first partner, still open
	respondent respondent
	score      *float64 // of the completed response, as it must be
	completed  bool

	signer *partner // signs
	other  *partner // signs too, until something is taken away
	papers papers   // what there is to sign
}

// respondent is who answers for the first partner.
type respondent struct{ firstName, lastName, email string }

func (r respondent) name() string { return r.firstName + " " + r.lastName }

// play plays all steps and writes the report. Whatever happens, the sandbox is
// closed at the end, unless it is to be kept.
func (r *run) play(ctx context.Context) {
	acts, way, err := r.acts(ctx)
	if err != nil {
		r.service.end(Broken, err, nil)
		return
	}
	steps := make([]Step, len(acts))
	for i, one := range acts {
		steps[i] = Step{Number: i + 1, ID: one.id, Part: one.inPart(), Title: one.title(r), About: one.about, State: Waiting, Checks: []Check{}}
	}
	name, err := r.siteName(ctx)
	if err != nil {
		r.service.end(Broken, err, nil)
		return
	}
	r.service.begin(steps, name, audit.ActorIn(ctx).Name, way)
	for i, one := range acts {
		if ctx.Err() != nil {
			break
		}
		if err := r.playOne(ctx, i+1, one); err != nil {
			r.leave(ctx, Broken, err)
			return
		}
	}
	if ctx.Err() != nil {
		r.leave(ctx, Cancelled, nil)
		return
	}
	r.leave(ctx, Ended, r.service.save(ctx))
}

func (r *run) siteName(ctx context.Context) (string, error) {
	general, err := r.site.Settings.General(ctx)
	return general.SiteName, err
}

// leave ends the rehearsal: the state is told last, when nothing of the
// sandbox is there any more.
func (r *run) leave(ctx context.Context, stage Stage, why error) {
	if why != nil {
		stage = Broken
		if isCancelled(ctx, why) {
			stage, why = Cancelled, nil
		}
	}
	for _, one := range []*partner{r.first, r.second, r.signer, r.other} {
		if one != nil && one.browser != nil {
			one.browser.close()
		}
	}
	var open *kept
	if r.sandbox != nil && stage == Ended && r.service.wantsKept() {
		open = &kept{sandbox: r.sandbox, partner: r.first, signer: r.signer}
	}
	if r.sandbox != nil && open == nil {
		_ = r.sandbox.Close()
	}
	if kept := r.service.end(stage, why, open); open != nil && !kept {
		_ = r.sandbox.Close()
	}
}

func (s *Service) wantsKept() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.keep
}

// playOne plays a step. Only the first one, which makes the sandbox, can end
// the whole rehearsal with an error.
func (r *run) playOne(ctx context.Context, number int, one act) error {
	if r.service.faults.before != nil {
		r.service.faults.before(one.id)
	}
	s := &stepper{run: r, step: Step{Number: number, ID: one.id, Part: one.inPart(), Title: one.title(r), About: one.about}}
	if one.reached != nil {
		if why := one.reached(r); why != "" {
			s.step.State, s.step.Summary, s.step.Checks = NotReached, why, []Check{}
			r.service.put(s.step)
			return nil
		}
	}
	running := s.step
	running.State, running.Checks = Running, []Check{}
	r.service.put(running)
	began := time.Now()
	err := r.guard(ctx, one, s)
	if ctx.Err() != nil {
		return nil //nolint:nilerr // cancelled: what this step was doing says nothing
	}
	if one.id == "copy" && err != nil {
		return err
	}
	if r.sandbox == nil {
		return fmt.Errorf("rehearse: %w", err)
	}
	step := s.finish(err, time.Since(began))
	if step.Title == "" {
		step.Title = one.title(r)
	}
	if s.page != nil {
		r.service.took(ctx, r, number, s.page)
		step.HasPage = true
	}
	r.service.put(step)
	return nil
}

// guard plays a step so that a fault in the rehearsal itself fails that step
// alone.
func (r *run) guard(ctx context.Context, one act, s *stepper) (err error) {
	defer func() {
		if broken := recover(); broken != nil {
			err = fmt.Errorf("the rehearsal itself went wrong: %v at %s", broken, strings.Join(strings.Fields(string(debug.Stack())), " "))
		}
	}()
	return one.play(r, ctx, s)
}

// browser returns a new browser, of somebody who is not signed in.
func (r *run) browser() (*Browser, error) { return newConfinedBrowser(r.sandbox.base) }

// kinds of mails that a rehearsal looks for.
const (
	mailWelcome    = string(sitetext.MailWelcome)
	mailActivation = string(sitetext.MailActivation)
	mailInvitation = string(sitetext.MailInvitation)
	mailAccess     = string(sitetext.MailAccess)
)

// acts returns the steps for this site: by self-registration, or where that is
// off by manual setup, as guide 000 has both.
func (r *run) acts(ctx context.Context) ([]act, string, error) {
	general, err := r.site.Settings.General(ctx)
	if err != nil {
		return nil, "", err
	}
	portal, err := r.site.Settings.Portal(ctx)
	if err != nil {
		return nil, "", err
	}
	acts := []act{copyAct(), settingsAct()}
	way := "self-registration"
	if general.UseOrganization && general.UsePartnerPortal && portal.AllowExternalOrganizationCreation {
		acts = append(acts, linkAct(), keysAct(), namedAct(), registerAct(), placedAct())
	} else {
		way = "manual setup"
		acts = append(acts, closedAct(), byHandAct(), activateAct())
	}
	acts = append(acts, signedOutAct(), passwordAct(), withoutCodeAct(), codeAct(),
		assessmentsAct(), inviteAct(), reportAct(), pagesAct(), restrictionsAct(), secondAct())
	if way == "self-registration" {
		acts = append(acts, switchOffAct())
	}
	if general.UseContracts {
		acts = append(acts, signingActs()...)
	}
	return acts, way, nil
}

// needs returns the reason why a step is not reached when nobody is signed in.
func needsSignedIn(r *run) string {
	if r.first == nil {
		return "There is no test partner to sign in as."
	}
	if !r.first.signedIn {
		return "The test partner could not sign in."
	}
	return ""
}

func needsPartner(r *run) string {
	if r.plan != nil && !r.plan.general.UsePartnerPortal {
		return "Use Partner Portal is off."
	}
	if r.first == nil {
		return "There is no test partner."
	}
	return ""
}
