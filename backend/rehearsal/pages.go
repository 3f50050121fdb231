package rehearsal

import (
	"context"
	"fmt"
	"net/http"
	"net/url"

	"portico/backend/access"
)

func pagesAct() act {
	return act{
		id: "pages", title: titled("Organization Settings"),
		about:   "Exactly the pages that the settings allow must open; the others must refuse.",
		reached: needsSignedIn,
		play:    playPages,
	}
}

func playPages(r *run, ctx context.Context, s *stepper) error {
	s.as(r.first.email)
	home, err := r.first.browser.Get(ctx, "/home")
	if err != nil {
		return err
	}
	menu := map[string]bool{}
	for _, address := range home.Addresses() {
		menu[address.Path] = true
	}
	hidden, allowed := r.plan.restrictions[access.HideOrganizationSettings], 0
	var shown *Page
	for _, one := range r.plan.settingsPages() {
		page, err := r.first.browser.Get(ctx, one.path)
		if err != nil {
			return err
		}
		if one.isOn {
			allowed++
			if s.opens(page, one.path, fmt.Sprintf("%s is refused, although %s is on.", one.title, one.tick), mendPortal) && shown == nil {
				shown = page
			}
			s.check(menu[one.path], one.title+" in the menu", "is there", thereOrNot(menu[one.path]), fmt.Sprintf("%s is missing in the menu, although %s is on.", one.title, one.tick), mendPortal)
			continue
		}
		problem := fmt.Sprintf("%s opens, although %s is off.", one.title, one.tick)
		if hidden {
			problem = fmt.Sprintf("%s opens, although Hide Organization Settings is ticked.", one.title)
		}
		s.on(page).check(isRefusal(page), one.path, "answers 404", answer(page), problem, mendPortal)
		s.check(!menu[one.path], one.title+" in the menu", "is not there", thereOrNot(menu[one.path]), fmt.Sprintf("%s stands in the menu, although it is not allowed.", one.title), mendPortal)
		posted, err := r.first.browser.Knock(ctx, http.MethodPost, one.path, url.Values{"name": {"Rehearsal"}, "choices": {"One"}})
		if err != nil {
			return err
		}
		s.on(posted).check(isRefusal(posted), "Sending a form to "+one.path, "answers 404", answer(posted), fmt.Sprintf("%s takes forms, although it is not allowed.", one.title), mendPortal)
	}
	front, err := r.first.browser.Get(ctx, "/organization")
	if err != nil {
		return err
	}
	if allowed > 0 {
		s.opens(front, "/organization", "Organization Settings does not open, although pages of it are allowed.", mendPortal)
		s.show(front)
		if shown != nil {
			s.show(shown)
		}
	} else {
		s.refused(front, "/organization", "Organization Settings opens, although no page of it is allowed.", mendPortal)
		s.show(home)
	}
	s.sum(fmt.Sprintf("%d of 5 pages open, the others refuse", allowed), "exactly the allowed pages", fmt.Sprintf("%d open, %d refused", allowed, 5-allowed))
	return nil
}
