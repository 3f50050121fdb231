package rehearsal

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

func secondAct() act {
	return act{
		id: "second", title: titled("A second partner sees nothing of the first"),
		about: "A second partner comes in afterwards and tries the first one's lists, addresses and mails.",
		reached: func(r *run) string {
			if why := needsSignedIn(r); why != "" {
				return why
			}
			if r.plan.open && r.link == "" {
				return "The registration page did not open."
			}
			return ""
		},
		play: playSecond,
	}
}

// missing is an id that nothing has.
const missing = int64(999_999_999)

func playSecond(r *run, ctx context.Context, s *stepper) error {
	if err := r.bringSecond(ctx, s); err != nil {
		return err
	}
	if r.second == nil || !r.second.signedIn {
		return nil
	}
	tried, err := r.tryLists(ctx, s)
	if err != nil {
		return err
	}
	for _, one := range r.strangers(ctx) {
		if err := r.tryAddress(ctx, s, one); err != nil {
			return err
		}
		tried++
	}
	page, err := r.second.browser.Get(ctx, "/responses")
	if err != nil {
		return err
	}
	s.show(page)
	s.sum(fmt.Sprintf("%d addresses tried", tried), "lists without the first; their addresses as if they did not exist", "so it is")
	return nil
}

// bringSecond registers a second partner, or makes one by hand, and signs them
// in.
func (r *run) bringSecond(ctx context.Context, s *stepper) error {
	p, err := r.newPartner(ctx, 2)
	if err != nil {
		return err
	}
	s.as(p.email)
	if r.plan.open {
		made, err := r.register(ctx, s, p)
		if err != nil || !made {
			return err
		}
	} else {
		if err := r.makeByHand(ctx, p); err != nil {
			return err
		}
		if err := r.activate(ctx, s, p); err != nil {
			return err
		}
	}
	page, err := r.signIn(ctx, p, p.password)
	if err != nil {
		return err
	}
	if r.plan.requiresCode() && page.URL.Path == "/login/enroll" {
		if page, err = r.enroll(ctx, p, page); err != nil {
			return err
		}
	}
	in, _, err := p.isIn(ctx)
	if err != nil {
		return err
	}
	p.signedIn = s.on(page).check(in, "Signing in", "gets the second partner in", answer(page), "The second test partner could not sign in.", mendUsers)
	r.second = p
	return nil
}

// tryLists opens every list and looks for anything of the first partner.
func (r *run) tryLists(ctx context.Context, s *stepper) (int, error) {
	marks := []string{r.first.organization, r.first.email, r.first.lastName, r.respondent.email, r.respondent.name(), "Olga Respondent", "Paula Respondent", "kim.respondent@" + testDomain}
	lists := []string{
		"/home", "/assessments", "/responses", "/responses?q=Respondent", "/responses?state=completed", "/responses?state=cancelled", "/responses?sort=-completed", "/responses/new",
		"/emails", "/emails?q=Respondent", "/organization", "/organization/profile", "/organization/users", "/organization/users?q=Robin", "/organization/users/new",
		"/organization/drivers", "/organization/classifiers", "/organization/roles", "/account",
	}
	for _, address := range lists {
		page, err := r.second.browser.Get(ctx, address)
		if err != nil {
			return 0, err
		}
		seen := ""
		for _, mark := range marks {
			if mark != "" && seen == "" && page.Says(mark) {
				seen = mark
			}
		}
		if seen != "" {
			s.show(page)
		}
		s.check(seen == "", address, "nothing of the first partner", or(seen, "nothing of them"), fmt.Sprintf("The second partner sees “%s” of the first on %s.", seen, pathOf(address)), modelMend(r))
	}
	return len(lists), nil
}

// modelMend leads to whom the test partners were copied from.
func modelMend(r *run) mend {
	if r.plan.model.ID == 0 {
		return mend{Label: "Open Users", To: "/users"}
	}
	return mend{Label: "Open the Model User", To: fmt.Sprintf("/users/%d", r.plan.model.ID)}
}

// stranger is an address of somebody else, and the same of nobody: the two must
// answer alike (SEC-33).
type stranger struct {
	method, address, nobodys string
	values, nobodysValues    url.Values
}

// strangers are the direct addresses of what belongs to the first partner, and
// to a partner who was there before.
func (r *run) strangers(ctx context.Context) []stranger {
	all := []stranger{}
	get := func(format string, id int64) {
		all = append(all, stranger{method: http.MethodGet, address: fmt.Sprintf(format, id), nobodys: fmt.Sprintf(format, missing)})
	}
	post := func(format string, id int64, values url.Values) {
		all = append(all, stranger{method: http.MethodPost, address: fmt.Sprintf(format, id), nobodys: fmt.Sprintf(format, missing), values: values, nobodysValues: values})
	}
	person := url.Values{"first_name": {"Stolen"}, "last_name": {"Name"}, "email": {"stolen@" + testDomain}}
	for _, response := range []int64{r.response, r.open, r.plan.foreign} {
		if response == 0 {
			continue
		}
		for _, page := range []string{"", "/link", "/edit", "/extend", "/cancel", "/delete"} {
			get("/responses/%d"+page, response)
		}
		post("/responses/%d/resend", response, nil)
		post("/responses/%d/edit", response, person)
		post("/responses/%d/extend", response, url.Values{"expires": {r.now().AddDate(0, 1, 0).Format("2006-01-02")}})
		post("/responses/%d/cancel", response, nil)
		post("/responses/%d/delete", response, nil)
	}
	var mail int64
	if r.sandbox.Store.Read(ctx).Raw("SELECT COALESCE(MAX(id), 0) FROM outbox WHERE organization_id = ?", r.first.organizationID).Scan(&mail).Error == nil && mail != 0 {
		get("/emails/%d", mail)
	}
	organization := r.first.organizationID
	get("/responses?organization=%d", organization)
	for _, page := range []string{"", "/profile", "/drivers", "/classifiers", "/roles"} {
		get("/organization"+page+"?organization=%d", organization)
	}
	for _, page := range []string{"", "/suspend", "/reset"} {
		get("/organization/users/%d"+page, r.first.userID)
	}
	for _, page := range []string{"", "/suspend", "/restore", "/resend", "/reset"} {
		post("/organization/users/%d"+page, r.first.userID, person)
	}
	invited := func(id int64) url.Values {
		values := url.Values{"organization": {fmt.Sprint(id)}, "do": {"invite"}}
		for name, value := range person {
			values[name] = value
		}
		if best, _, err := r.plan.richest(); err == nil {
			values.Set("assessment", fmt.Sprint(best.ID))
		}
		return values
	}
	return append(all, stranger{method: http.MethodPost, address: "/responses", nobodys: "/responses", values: invited(organization), nobodysValues: invited(missing)})
}

// tryAddress opens an address of the first partner as the second.
func (r *run) tryAddress(ctx context.Context, s *stepper, one stranger) error {
	problem := fmt.Sprintf("The second partner gets at %s of the first.", pathOf(one.address))
	if strings.Contains(one.address, fmt.Sprintf("/%d", r.plan.foreign)) && r.plan.foreign != 0 && r.plan.foreign != r.response {
		problem = fmt.Sprintf("The second partner gets at %s of another organization.", pathOf(one.address))
	}
	return tryStrange(ctx, s, r.second.browser, one, problem, modelMend(r))
}

// tryStrange opens an address of somebody else, and compares the answer with
// that for one that nobody has.
func tryStrange(ctx context.Context, s *stepper, browser *Browser, one stranger, problem string, to mend) error {
	page, err := browser.Knock(ctx, one.method, one.address, one.values)
	if err != nil {
		return err
	}
	nobodys, err := browser.Knock(ctx, one.method, one.nobodys, one.nobodysValues)
	if err != nil {
		return err
	}
	// The id stands in forms and links of a page that shows a list without it.
	same := page.Status == nobodys.Status && page.LeadsTo() == nobodys.LeadsTo() && page.Text() == nobodys.Text()
	refused := isRefusal(page) || page.Status == http.StatusUnprocessableEntity
	if !refused || !same {
		s.show(page)
	}
	s.check(refused && same, one.method+" "+one.address, fmt.Sprintf("as if it did not exist: %s", answer(nobodys)), answer(page), problem, to)
	return nil
}

func switchOffAct() act {
	return act{
		id: "switch_off", title: titled("Switch registration off"),
		about:   "Unticks Allow External Organization Creation in the sandbox: the page must refuse at once, and partners who are in stay in.",
		reached: needsPortal,
		play: func(r *run, ctx context.Context, s *stepper) error {
			saved, err := r.sandbox.Settings.Portal(ctx)
			if err != nil {
				return err
			}
			off := saved
			off.AllowExternalOrganizationCreation = false
			if err := r.sandbox.Settings.SavePortal(ctx, off); err != nil {
				return err
			}
			err = r.checkClosed(ctx, s, "Registration goes on although it was switched off.")
			if back := r.sandbox.Settings.SavePortal(ctx, saved); back != nil && err == nil {
				err = back
			}
			if err != nil {
				return err
			}
			if r.first != nil && r.first.signedIn {
				in, page, err := r.first.isIn(ctx)
				if err != nil {
					return err
				}
				s.check(in, "The first partner", "is still signed in", answer(page), "Switching registration off signs partners out.", mendPortal)
			}
			s.sum("refused at once, opened and sent", "refused at once", "refused, and nothing made")
			return nil
		},
	}
}
