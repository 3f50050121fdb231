package rehearsal

import (
	"context"
	"fmt"
)

func copyAct() act {
	return act{
		id: "copy", title: titled("Copy the site into a sandbox"),
		about: "The site is copied into a throw-away folder and served on a free port of this machine; nothing real is touched.",
		play: func(r *run, ctx context.Context, s *stepper) error {
			sweep(r.service.folder)
			var err error
			if r.sandbox, err = openSandbox(ctx, r.site, r.service.folder, r.service.faults.wrap); err != nil {
				return err
			}
			if r.plan, err = readPlan(ctx, r.sandbox.Store); err != nil {
				return err
			}
			if r.service.faults.prepare != nil {
				if err := r.service.faults.prepare(ctx, r.sandbox.Backend); err != nil {
					return err
				}
			}
			browser, err := r.browser()
			if err != nil {
				return err
			}
			defer browser.close()
			page, err := browser.Get(ctx, "/readyz")
			if err != nil {
				return err
			}
			s.check(page.Status == 200, "The sandbox", "is ready", answer(page), "The copy of the site can't be served.", mendListener)
			what := fmt.Sprintf("%s, %s", amount(r.plan.counts.Organizations, "organization"), amount(r.plan.counts.Users, "user"))
			s.sum(what, "a copy that is ready at an address of its own", "ready at "+r.sandbox.base)
			return nil
		},
	}
}

// amount writes a number with its noun: "no users", "1 user", "142 organizations".
func amount[T int | int64](n T, noun string) string {
	if n == 0 {
		return "no " + noun + "s"
	}
	text := fmt.Sprint(n)
	for at := len(text) - 3; at > 0; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	if n == 1 {
		return text + " " + noun
	}
	return text + " " + noun + "s"
}

func settingsAct() act {
	return act{
		id: "settings", title: titled("Check what the settings promise"),
		about: "Reads the settings as you saved them and works out what a new partner must get.",
		play: func(r *run, ctx context.Context, s *stepper) error {
			p := r.plan
			s.check(p.general.UseOrganization, "Use Organization", "is on", onOff(p.general.UseOrganization), "Use Organization is off, so there is no Partner Portal.", mendGeneral)
			s.check(p.general.UsePartnerPortal, "Use Partner Portal", "is on", onOff(p.general.UsePartnerPortal), "Use Partner Portal is off, so no partner can sign in.", mendGeneral)
			if s.failed() {
				return nil
			}
			if !p.open {
				s.check(len(p.given) > 0, "Assessments", "at least one is published", amount(len(p.given), "published assessment"), "No assessment is published, so there is nothing that a manager could be given.", mend{Label: "Open Assessments", To: "/assessments"})
				s.sum("self-registration is off: partners are set up by hand", "settings that fit together", "they do")
				return nil
			}
			problem, to, err := p.problem(ctx, r.sandbox.Store)
			if err != nil {
				return err
			}
			s.check(problem == "", "Model User", "holds", or(problem, "holds"), problem, to)
			for _, one := range p.given {
				if !one.published() && problem == "" {
					s.check(false, "Assessment “"+one.Name+"”", "is published", "is not published", fmt.Sprintf("New partners get “%s”, which is not published: they see it and can't use it.", one.Name), mend{Label: "Open the assessment", To: fmt.Sprintf("/assessments/%d", one.ID)})
				}
			}
			what := fmt.Sprintf("%s, %s, %s", amount(len(p.given), "assessment"), amount(len(p.restrictions), "restriction"), allocation(p.portal.DefaultResourceAllocation))
			if p.requiresCode() {
				what += ", two-factor required"
			}
			s.sum(what, "settings that fit together", "they do")
			return nil
		},
	}
}

func onOff(on bool) string {
	if on {
		return "is on"
	}
	return "is off"
}

func or(text, other string) string {
	if text == "" {
		return other
	}
	return text
}

// allocation returns a response allotment as the screens name it.
func allocation(value string) string {
	switch value {
	case "unlimited":
		return "Unlimited"
	case "allocated":
		return "Allocated"
	case "purchased":
		return "Can Be Purchased"
	}
	return value
}
