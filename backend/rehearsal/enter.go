package rehearsal

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"portico/backend/portal"
)

// insidePages must never be reached by somebody who is not signed in, whatever
// the program's own table of routes says.
func insidePages() []string {
	return []string{
		"/home", "/assessments", "/responses", "/responses/new", "/emails", "/organization", "/organization/profile", "/organization/users",
		"/organization/drivers", "/organization/classifiers", "/organization/roles", "/account", "/help", "/documents", "/documents/signatures",
	}
}

// inside returns every address that only somebody who is signed in may reach:
// those that must be, and those that the portal's own table has.
func (r *run) inside() []string {
	all := insidePages()
	for _, route := range r.sandbox.Portal.Routes() {
		if route.Method != http.MethodGet || route.Who != portal.Manager && route.Who != portal.Person {
			continue
		}
		path := anyNumber(route.Pattern)
		if !slices.Contains(all, path) {
			all = append(all, path)
		}
	}
	return all
}

// anyNumber puts a number where a route has a place for one.
func anyNumber(pattern string) string {
	for {
		from := strings.Index(pattern, "{")
		to := strings.Index(pattern, "}")
		if from < 0 || to < from {
			return pattern
		}
		pattern = pattern[:from] + "1" + pattern[to+1:]
	}
}

// checkTurned knocks at every inside address and expects to be sent to one
// page.
func (r *run) checkTurned(ctx context.Context, s *stepper, browser *Browser, to, problem string) (int, error) {
	addresses := r.inside()
	for _, address := range addresses {
		page, err := browser.Knock(ctx, http.MethodGet, address, nil)
		if err != nil {
			return 0, err
		}
		leads, _, _ := strings.Cut(page.LeadsTo(), "?")
		ok := page.Status == http.StatusSeeOther && leads == to
		if !ok {
			s.show(page)
		}
		got := answer(page)
		if ok {
			got = fmt.Sprintf("%d to %s", page.Status, leads)
		}
		s.check(ok, address, "leads to "+to, got, fmt.Sprintf(problem, address), mendUsers)
	}
	return len(addresses), nil
}

func signedOutAct() act {
	return act{
		id: "signed_out", title: titled("Visit without signing in"),
		about:   "Opens every page of the portal as a stranger; each must lead to the sign-in page.",
		reached: needsPortal,
		play: func(r *run, ctx context.Context, s *stepper) error {
			browser, err := r.browser()
			if err != nil {
				return err
			}
			defer browser.close()
			count, err := r.checkTurned(ctx, s, browser, "/login", "%s opens for somebody who is not signed in.")
			if err != nil {
				return err
			}
			page, err := browser.Get(ctx, "/home")
			if err != nil {
				return err
			}
			s.show(page)
			s.sum(fmt.Sprintf("all %d pages lead to /login", count), "303 to /login", "303 to /login each time")
			return nil
		},
	}
}

func passwordAct() act {
	return act{
		id: "password", title: titled("Sign in with the password"),
		about:   "Signs in as the test partner: a wrong password must be refused, the right one let on.",
		reached: needsPartner,
		play:    playPassword,
	}
}

func playPassword(r *run, ctx context.Context, s *stepper) error {
	p := r.first
	s.as(p.email)
	wrong, err := r.signIn(ctx, p, p.password+"-wrong")
	if err != nil {
		return err
	}
	s.on(wrong).check(wrong.Status == 401 && wrong.URL.Path == "/login", "A wrong password", "answers 401", answer(wrong), "A wrong password is not refused.", mendUsers)
	page, err := r.signIn(ctx, p, p.password)
	if err != nil {
		return err
	}
	if r.plan.requiresCode() {
		s.on(page).check(page.URL.Path == "/login/enroll", "The right password", "leads to setting up the second factor", page.URL.Path+" "+answer(page),
			"Two-factor authentication is required, but the password alone is enough.", mendUsers)
		s.sum("asked for the second factor, as required", "asked for the second factor", "asked for it")
		return nil
	}
	ok := page.URL.Path == "/home" && page.Status == 200
	p.signedIn = s.on(page).check(ok, "The right password", "leads to Home", page.URL.Path+" "+answer(page)+complaints(page), "The test partner can't sign in with the password chosen at registration.", mendUsers)
	s.check(page.Says(p.firstName), "Home", "greets "+p.firstName, thereOrNot(page.Says(p.firstName)), "Somebody else is signed in than the test partner.", mendUsers)
	r.checkHosts(s, page)
	s.sum("signed in", "Home", answer(page))
	return nil
}

func withoutCodeAct() act {
	return act{
		id: "without_code", title: titled("Reach the portal without the code"),
		about:   "Tries every page with the password alone; each must lead to setting up the second factor.",
		reached: needsPartner,
		play: func(r *run, ctx context.Context, s *stepper) error {
			if !r.plan.requiresCode() {
				return s.notNeeded("two-factor authentication is not required")
			}
			s.as(r.first.email)
			count, err := r.checkTurned(ctx, s, r.first.browser, "/login/enroll", "%s can be reached with the password alone, although two-factor authentication is required.")
			if err != nil {
				return err
			}
			page, err := r.first.browser.Get(ctx, "/home")
			if err != nil {
				return err
			}
			s.check(!page.Says("recovery"), "Setting up", "is not skipped", answer(page), "The second factor is skipped.", mendUsers)
			s.sum(fmt.Sprintf("refused %d of %d addresses", count, count), "every page leads to /login/enroll", fmt.Sprintf("all %d do", count))
			return nil
		},
	}
}

func codeAct() act {
	return act{
		id: "code", title: titled("Enrol and enter a code"),
		about:   "Sets up the second factor through the page and signs in with a code; a wrong and a used code must be refused.",
		reached: needsPartner,
		play:    playCode,
	}
}

func playCode(r *run, ctx context.Context, s *stepper) error {
	if !r.plan.requiresCode() {
		return s.notNeeded("two-factor authentication is not required")
	}
	p := r.first
	s.as(p.email)
	page, err := p.browser.Get(ctx, "/login/enroll")
	if err != nil {
		return err
	}
	enrolled, err := r.enroll(ctx, p, page)
	if err != nil {
		return err
	}
	if !s.on(enrolled).check(enrolled.Status == 200 && len(p.recovery) > 0, "Setting up the second factor", "shows recovery codes", answer(enrolled), "The second factor can't be set up.", mendUsers) {
		return nil
	}
	used := p.usedStep
	if _, err := p.browser.Post(ctx, "/logout", nil); err != nil {
		return err
	}
	asked, err := r.signIn(ctx, p, p.password)
	if err != nil {
		return err
	}
	if !s.on(asked).check(asked.URL.Path == "/login/code", "Signing in again", "asks for a code", asked.URL.Path+" "+answer(asked), "The second factor is skipped: the password alone signs in.", mendUsers) {
		p.signedIn = asked.URL.Path == "/home"
		return nil
	}
	if _, err := r.checkTurned(ctx, s, p.browser, "/login/code", "%s can be reached before the code was entered."); err != nil {
		return err
	}
	wrong, err := p.wrongCode(r.now())
	if err != nil {
		return err
	}
	old, err := p.code(used)
	if err != nil {
		return err
	}
	for _, bad := range []struct{ what, code, problem string }{
		{"A wrong code", wrong, "A wrong code is not refused."}, {"A code that was used", old, "A code counts more than once."},
	} {
		answered, err := sendCode(ctx, asked, "Sign in", bad.code)
		if err != nil {
			return err
		}
		s.on(answered).check(answered.Status == 401 && answered.URL.Path == "/login/code", bad.what, "answers 401", answer(answered), bad.problem, mendUsers)
	}
	code, err := p.nextCode(r.now())
	if err != nil {
		return err
	}
	in, err := sendCode(ctx, asked, "Sign in", code)
	if err != nil {
		return err
	}
	p.signedIn = s.on(in).check(in.URL.Path == "/home" && in.Status == 200, "The next code", "leads to Home", in.URL.Path+" "+answer(in), "The right code is refused.", mendUsers)
	s.sum("accepted once; wrong and used codes refused", "one code counts once", "it does")
	return nil
}
