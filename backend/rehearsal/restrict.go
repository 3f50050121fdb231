package rehearsal

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"portico/backend/access"
	"portico/backend/organizations"
	"portico/backend/responses"
)

func restrictionsAct() act {
	return act{
		id: "restrictions", title: titled("Access restrictions"),
		about: "Tries everything that a restriction forbids, and everything that none forbids, on responses made for it.",
		reached: func(r *run) string {
			if why := needsSignedIn(r); why != "" {
				return why
			}
			if _, _, err := r.plan.richest(); err != nil {
				return "No assessment of the test partner is published."
			}
			return ""
		},
		play: playRestrictions,
	}
}

// probe is something that a restriction forbids.
type probe struct {
	restriction access.Restriction
	method      string
	address     string
	values      url.Values
	// tryFree also tries it where the restriction is not in force: it must get
	// through then. What can't be undone is tried last.
	tryFree bool
}

// ground is what the probes are tried on.
type ground struct {
	open, spare   int64 // responses of the partner's organization that are open
	archived      int64 // one that was cancelled
	child         int64 // an organization below
	childResponse int64
	mail          int64
	assessment    int64
}

func playRestrictions(r *run, ctx context.Context, s *stepper) error {
	s.as(r.first.email)
	g, err := r.prepareGround(ctx)
	if err != nil {
		return err
	}
	r.open = g.open
	on := 0
	for _, one := range probes(r, g) {
		if err := r.tryProbe(ctx, s, one); err != nil {
			return err
		}
	}
	for _, label := range access.RestrictionLabels() {
		if r.plan.restrictions[label.Name] {
			on++
		}
	}
	if err := r.checkHidden(ctx, s, g); err != nil {
		return err
	}
	if on == 0 {
		s.sum("none is ticked; everything that is there gets through", "nothing is refused", "nothing is")
		return nil
	}
	s.sum(fmt.Sprintf("%s in force", amount(on, "restriction")), "refused: "+restrictionLabels(r.plan.restrictions.Names()), "refused, and the rest gets through")
	return nil
}

// prepareGround makes, as the administrator, what a restricted manager can't
// make: responses to try things on, and an organization below.
func (r *run) prepareGround(ctx context.Context) (ground, error) {
	chosen, _, err := r.plan.richest()
	if err != nil {
		return ground{}, err
	}
	g := ground{assessment: chosen.ID}
	make := func(organization int64, name string) (int64, error) {
		made, err := r.sandbox.Responses.Invite(ctx, everything, responses.Input{OrganizationID: organization, AssessmentID: chosen.ID,
			FirstName: name, LastName: "Respondent", Email: strings.ToLower(name) + ".respondent@" + testDomain})
		return made.ID, err
	}
	if g.open, err = make(r.first.organizationID, "Olga"); err != nil {
		return g, err
	}
	if g.spare, err = make(r.first.organizationID, "Dora"); err != nil {
		return g, err
	}
	if g.archived, err = make(r.first.organizationID, "Carla"); err != nil {
		return g, err
	}
	if _, err := r.sandbox.Responses.Cancel(ctx, everything, g.archived); err != nil {
		return g, err
	}
	if err := r.sandbox.Store.Read(ctx).Raw("SELECT COALESCE(MAX(id), 0) FROM outbox WHERE subject_kind = 'response' AND subject_id = ?", g.open).Scan(&g.mail).Error; err != nil {
		return g, fmt.Errorf("find mail: %w", err)
	}
	if r.plan.parent.Level+1 < organizations.MaxLevel {
		child, err := r.sandbox.Organizations.Create(ctx, organizations.Input{Name: "Below " + r.first.organization, ParentID: r.first.organizationID})
		if err != nil {
			return g, err
		}
		g.child = child.ID
		if g.childResponse, err = make(child.ID, "Berta"); err != nil {
			return g, err
		}
	}
	return g, nil
}

// probes are the restrictions of USR-3 on the addresses that exist. What has
// no page yet has nothing to try.
func probes(r *run, g ground) []probe {
	response := fmt.Sprintf("/responses/%d", g.open)
	person := url.Values{"assessment": {fmt.Sprint(g.assessment)}, "organization": {fmt.Sprint(r.first.organizationID)}, "first_name": {"Paula"}, "last_name": {"Respondent"}, "email": {"paula.respondent@" + testDomain}}
	with := func(name, value string) url.Values {
		values := url.Values{}
		for key, all := range person {
			values[key] = all
		}
		values.Set(name, value)
		return values
	}
	get, post := http.MethodGet, http.MethodPost
	all := []probe{
		{access.HideEmailsSent, get, "/emails", nil, true},
		{access.HideEmailsSent, get, fmt.Sprintf("/emails/%d", g.mail), nil, true},
		{access.HideCohorts, get, "/cohorts", nil, false},
		{access.HideAllotments, get, "/allotments", nil, false},
		{access.HidePurchases, get, "/orders", nil, false},
		{access.NoAdding, post, "/responses", with("do", "add"), true},
		{access.NoAdding, get, response + "/link", nil, false},
		{access.NoInviting, post, "/responses", with("do", "invite"), true},
		{access.NoEditing, get, response + "/edit", nil, true},
		{access.NoEditing, post, response + "/edit", url.Values{"first_name": {"Olga"}, "last_name": {"Edited"}, "email": {"olga.respondent@" + testDomain}}, true},
		{access.NoExtending, get, response + "/extend", nil, true},
		{access.NoExtending, post, response + "/extend", url.Values{"expires": {r.now().AddDate(0, 2, 0).Format("2006-01-02")}}, true},
		{access.NoResending, post, response + "/resend", nil, true},
		{access.HideIdentities, get, "/responses?sort=name", nil, true},
		{access.HideScores, get, "/responses?sort=score", nil, true},
		{access.NoDeleting, get, response + "/cancel", nil, true},
		{access.NoDeleting, get, response + "/delete", nil, true},
		{access.NoDeleting, post, fmt.Sprintf("/responses/%d/cancel", g.open), nil, true},
		{access.NoDeleting, post, fmt.Sprintf("/responses/%d/delete", g.spare), nil, true},
	}
	if g.child != 0 {
		below := url.Values{"assessment": person["assessment"], "organization": {fmt.Sprint(g.child)}, "first_name": {"Paula"}, "last_name": {"Respondent"}, "email": person["email"]}
		all = append([]probe{
			{access.OwnOrganizationOnly, get, fmt.Sprintf("/responses?organization=%d", g.child), nil, true},
			{access.OwnOrganizationOnly, get, fmt.Sprintf("/responses/%d/extend", g.childResponse), nil, true},
			{access.OwnOrganizationOnly, post, "/responses", below, true},
		}, all...)
	}
	return all
}

// tryProbe tries what a restriction forbids. Where another restriction forbids
// it as well, only the refusal tells something.
func (r *run) tryProbe(ctx context.Context, s *stepper, one probe) error {
	forbidden := r.plan.restrictions[one.restriction]
	if !forbidden && (!one.tryFree || r.alsoForbidden(one)) {
		return nil
	}
	page, err := r.first.browser.Knock(ctx, one.method, one.address, one.values)
	if err != nil {
		return err
	}
	label := labelOf(one.restriction)
	what := one.method + " " + pathOf(one.address) + " (" + label + ")"
	user := mend{Label: "Open the Model User", To: fmt.Sprintf("/users/%d", r.plan.model.ID)}
	if forbidden {
		refused := isRefusal(page) || page.Status == http.StatusUnprocessableEntity
		s.on(page).check(refused, what, "refused", answer(page), fmt.Sprintf("%s is ticked, but %s gets through.", label, one.method+" "+pathOf(one.address)), user)
		return nil
	}
	through := page.Status == http.StatusOK || page.Status == http.StatusSeeOther && !strings.HasPrefix(page.LeadsTo(), "/login")
	s.on(page).check(through, what, "gets through", answer(page)+complaints(page), fmt.Sprintf("%s is not ticked, but %s is refused.", label, one.method+" "+pathOf(one.address)), user)
	return nil
}

func (r *run) alsoForbidden(one probe) bool {
	restricted := r.plan.restrictions
	is := func(path string) bool { return strings.HasSuffix(pathOf(one.address), path) }
	switch {
	case is("/edit"), strings.Contains(one.address, "sort=name"):
		return restricted[access.HideIdentities]
	case one.address == "/responses" && one.method == http.MethodPost && one.restriction == access.OwnOrganizationOnly:
		return restricted[access.NoInviting]
	case strings.HasSuffix(one.address, "/extend") && one.restriction == access.OwnOrganizationOnly:
		return restricted[access.NoExtending]
	case is("/delete"), is("/cancel"):
		return restricted[access.NoDeleting]
	}
	return false
}

// checkHidden looks whether what is hidden really stands nowhere.
func (r *run) checkHidden(ctx context.Context, s *stepper, g ground) error {
	list, err := r.first.browser.Get(ctx, "/responses")
	if err != nil {
		return err
	}
	user := mend{Label: "Open the Model User", To: fmt.Sprintf("/users/%d", r.plan.model.ID)}
	absent := func(restriction access.Restriction, page *Page, words ...string) {
		if !r.plan.restrictions[restriction] {
			return
		}
		for _, word := range words {
			if word == "" {
				continue
			}
			s.on(page).check(!page.Says(word), fmt.Sprintf("%s on %s (%s)", short(word, 40), page.URL.Path, labelOf(restriction)), "is not shown", thereOrNot(page.Says(word)),
				fmt.Sprintf("%s is ticked, but “%s” can be read on %s.", labelOf(restriction), short(word, 40), page.URL.Path), user)
		}
	}
	absent(access.HideIdentities, list, r.respondent.name(), r.respondent.email, "Olga")
	absent(access.HideArchived, list, "Carla")
	if g.childResponse != 0 {
		absent(access.OwnOrganizationOnly, list, "Berta")
	}
	if r.score != nil {
		absent(access.HideScores, list, "Score")
	}
	if r.plan.restrictions[access.HideIdentities] && !r.plan.restrictions[access.HideEmailsSent] {
		mails, err := r.first.browser.Get(ctx, "/emails")
		if err != nil {
			return err
		}
		absent(access.HideIdentities, mails, r.respondent.email, "olga.respondent@"+testDomain)
	}
	if g.childResponse != 0 && !r.plan.restrictions[access.OwnOrganizationOnly] && !r.plan.restrictions[access.HideIdentities] {
		s.check(list.Says("Berta"), "A response of the organization below", "is listed", thereOrNot(list.Says("Berta")), "The partner does not see the responses of the organizations below theirs.", user)
	}
	s.show(list)
	return nil
}

func labelOf(name access.Restriction) string {
	for _, label := range access.RestrictionLabels() {
		if label.Name == name {
			return label.Label
		}
	}
	return string(name)
}

func pathOf(address string) string {
	path, _, _ := strings.Cut(address, "?")
	return path
}
