package rehearsal

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

const invalidLink = "This link is not valid any more"

// labels of the registration page, as the guides and the specification name
// them.
func registrationLabels() []string {
	return []string{"Organization name", "First name", "Last name", "Email", "Password", "Repeat password"}
}

// closedWay returns why registration could not be reached, for the steps that
// need it.
func needsLink(r *run) string {
	switch {
	case r.plan == nil || !r.plan.general.UsePartnerPortal:
		return "Use Partner Portal is off."
	case r.link == "":
		return "The registration page did not open."
	}
	return ""
}

func linkAct() act {
	return act{
		id: "link", title: titled("Open the registration link"),
		about: "Opens the link that Copy URL gives, as somebody who has never been here.",
		reached: func(r *run) string {
			if r.plan == nil || !r.plan.general.UsePartnerPortal || !r.plan.general.UseOrganization {
				return "The Partner Portal is off."
			}
			return ""
		},
		play: playLink,
	}
}

func playLink(r *run, ctx context.Context, s *stepper) error {
	p := r.plan
	browser, err := r.browser()
	if err != nil {
		return err
	}
	defer browser.close()
	link := "/register"
	if p.level > 0 {
		if err := r.playUnkeyed(ctx, s, browser); err != nil {
			return err
		}
		if !p.hasLevel {
			return nil
		}
		parent, err := r.sandbox.Organizations.Find(ctx, everything, p.parent.ID)
		if err != nil {
			return err
		}
		link += "?org=" + url.QueryEscape(r.sandbox.Organizations.Key(parent))
	}
	page, err := browser.Get(ctx, link)
	if err != nil {
		return err
	}
	if !s.opens(page, "The registration page", "Registration is open in the settings, but the page does not open.", mendPortal) {
		return nil
	}
	form, err := page.Form("Register")
	if err != nil {
		s.check(false, "The registration page", "has a form with the button Register", "no such form", "The registration page has no form to fill in.", mendPortal)
		return nil
	}
	for _, label := range registrationLabels() {
		s.check(form.Has(label), "Field “"+label+"”", "is there", thereOrNot(form.Has(label)), fmt.Sprintf("The registration page does not ask for %s.", label), mendPortal)
	}
	if p.parent.ID != 0 {
		s.check(page.Says(p.parent.Name), "The parent", "is named: "+p.parent.Name, thereOrNot(page.Says(p.parent.Name)), "The page does not say which organization the new one will belong to.", mendPortal)
	}
	if err := r.checkInitiation(ctx, s, page); err != nil {
		return err
	}
	r.checkHosts(s, page)
	if !s.failed() {
		r.link = link
		got := "200, with all fields"
		if p.level > 0 && !p.portal.ListParents {
			got += "; only with an organization's key"
		}
		s.sum(got, "the registration page with all its fields", answer(page))
	} else if form != nil && page.Status == 200 {
		r.link = link
	}
	return nil
}

// playUnkeyed opens the bare link of a site that requires a level: it asks for
// a parent, or is closed where the list is off.
func (r *run) playUnkeyed(ctx context.Context, s *stepper, browser *Browser) error {
	page, err := browser.Get(ctx, "/register")
	if err != nil {
		return err
	}
	p := r.plan
	if !p.hasLevel {
		s.on(page).check(false, "The registration page", "offers a parent", answer(page), fmt.Sprintf("Require Organization Level is %d, but there is no active organization of that level, so nobody can register.", p.level), mendPortal)
		return nil
	}
	if !p.portal.ListParents {
		s.on(page).check(page.Status != 200, "The link without an organization key", "is closed", answer(page), "The list of parents is off, but the bare link lets anybody in.", mendPortal)
		var given int64
		if err := r.sandbox.Store.Read(ctx).Raw("SELECT copied + opened FROM registration_links WHERE is_default = 1").Scan(&given).Error; err != nil {
			return fmt.Errorf("read default link: %w", err)
		}
		// The rehearsal itself has opened it once by now, at the most.
		s.check(given <= 1, "The link that Copy URL gives", "was given to nobody while it is closed", fmt.Sprintf("copied or opened %d times", given),
			fmt.Sprintf("The link that Copy URL gives leads to a closed page: partners must stand under an organization of level %d, and the list to choose it from is off. Give out links with an organization's key instead, or switch the list on.", p.level), mendPortal)
		return nil
	}
	asks := page.Status == 200 && page.Says("Parent organization") || page.Says("Find your parent organization")
	s.on(page).check(asks, "The link without an organization key", "asks for a parent", answer(page), "An organization level is required, but the page does not ask for a parent.", mendPortal)
	return nil
}

// checkInitiation looks for the Partner Portal Initiation Text, by a stretch of
// it without any markup.
func (r *run) checkInitiation(ctx context.Context, s *stepper, page *Page) error {
	var bodies []string
	err := r.sandbox.Store.Read(ctx).Raw("SELECT body FROM site_texts WHERE kind = 'partner_portal_initiation' AND organization_id IS NULL AND language IN ('', 'en') ORDER BY language DESC").Scan(&bodies).Error
	if err != nil {
		return fmt.Errorf("read initiation text: %w", err)
	}
	if len(bodies) == 0 || bodies[0] == "" {
		return nil // the default text, or none
	}
	for _, piece := range plainPieces(bodies[0]) {
		s.check(page.Says(piece), "Partner Portal Initiation Text: “"+short(piece, 40)+"”", "is shown", thereOrNot(page.Says(piece)), "The Partner Portal Initiation Text is not on the registration page as it was written.",
			mend{Label: "Open the text", To: "/settings/features/site-text/partner_portal_initiation"})
	}
	return nil
}

var (
	plainRun = regexp.MustCompile(`[\pL\pN ,.]+`)
	notPlain = "[]()<>|\\{}`&~"
)

// plainPieces returns stretches of a Markdown text that read on the page as
// they are written; lines with links, code, tables or placeholders are left
// out.
func plainPieces(body string) []string {
	pieces := []string{}
	for line := range strings.Lines(body) {
		if strings.ContainsAny(line, notPlain) {
			continue
		}
		line = strings.TrimLeft(line, " \t#*+->0123456789.)") // what makes it a heading or list
		for _, piece := range plainRun.FindAllString(line, -1) {
			piece = strings.Trim(strings.Join(strings.Fields(piece), " "), " .,")
			if len(piece) >= 4 && !strings.Contains(piece, "..") && len(pieces) < 20 {
				pieces = append(pieces, piece)
			}
		}
	}
	return pieces
}

// checkHosts looks where the links and forms of a page lead: they must not
// leave the site.
func (r *run) checkHosts(s *stepper, page *Page) {
	for _, address := range page.Addresses() {
		if (address.Scheme == "http" || address.Scheme == "https") && address.Scheme+"://"+address.Host != r.sandbox.base && !r.isWritten(address.Host) {
			s.on(page).check(false, "Links of "+page.URL.Path, "start with "+r.sandbox.base, address.Scheme+"://"+address.Host, fmt.Sprintf("A link on %s leads to %s instead of this site.", page.URL.Path, address.Host), mendListener)
			return
		}
	}
}

// isWritten reports whether a host stands in a text that somebody wrote, where
// links may lead anywhere.
func (r *run) isWritten(host string) bool {
	var count int64
	pattern := "%" + host + "%"
	err := r.sandbox.Store.Read(context.Background()).Raw("SELECT (SELECT COUNT(*) FROM site_texts WHERE body LIKE ?) + (SELECT COUNT(*) FROM organizations WHERE website LIKE ? OR about LIKE ? OR privacy LIKE ?)", pattern, pattern, pattern, pattern).Scan(&count).Error
	return err == nil && count > 0
}

func thereOrNot(there bool) string {
	if there {
		return "it is there"
	}
	return "it is missing"
}

func keysAct() act {
	return act{
		id: "keys", title: titled("Try links that are not valid"),
		about:   "Forges, cuts and changes an organization key; each must be refused alike and make nothing.",
		reached: needsLink,
		play:    playKeys,
	}
}

func playKeys(r *run, ctx context.Context, s *stepper) error {
	if r.plan.other.ID == 0 {
		return s.notNeeded("no organization has a key")
	}
	o, err := r.sandbox.Organizations.Find(ctx, everything, r.plan.other.ID)
	if err != nil {
		return err
	}
	browser, err := r.browser()
	if err != nil {
		return err
	}
	defer browser.close()
	key := r.sandbox.Organizations.Key(o)
	for _, spelling := range []string{"?org=", "&org="} {
		page, err := browser.Get(ctx, "/register"+spelling+key)
		if err != nil {
			return err
		}
		s.opens(page, "The key of “"+o.Name+"” as "+spelling+"…", "The organization key of an active organization is refused.", mend{Label: "Open the organization", To: fmt.Sprintf("/organizations/%d", o.ID)})
	}
	before, err := r.countOrganizations(ctx)
	if err != nil {
		return err
	}
	last := "A"
	if strings.HasSuffix(key, "A") {
		last = "B"
	}
	for _, bad := range []struct{ name, key string }{
		{"A forged key", strings.Repeat("A", len(key))},
		{"A key with its last character changed", key[:len(key)-1] + last},
		{"A key with its first characters changed", "zz" + key[2:]},
		{"A key cut short", key[:len(key)-1]},
		{"A key with something added", key + "A"},
	} {
		address := "/register?org=" + bad.key
		page, err := browser.Get(ctx, address)
		if err != nil {
			return err
		}
		const problem = "A link with a key that is not valid is not refused as it must be."
		s.on(page).check(page.Status == 410 && page.Says(invalidLink), bad.name, "answers 410 “"+invalidLink+"”", answer(page), problem, mendPortal)
		posted, err := browser.Post(ctx, address, url.Values{"organization_name": {"Forged"}, "first_name": {"F"}, "last_name": {"F"}, "email": {"forged@" + testDomain}, "password": {"no matter which 1"}, "repeat_password": {"no matter which 1"}})
		if err != nil {
			return err
		}
		s.on(posted).check(posted.Status == 410, bad.name+", sent with a form", "answers 410", answer(posted), problem, mendPortal)
	}
	after, err := r.countOrganizations(ctx)
	if err != nil {
		return err
	}
	s.check(before == after, "Organizations", fmt.Sprint(before), fmt.Sprint(after), "A link that is not valid made an organization.", mendPortal)
	s.sum("5 of 5 refused, nothing made", "410 “"+invalidLink+"”", "410 each time, and nothing made")
	return nil
}

func (r *run) countOrganizations(ctx context.Context) (int64, error) {
	var count int64
	if err := r.sandbox.Store.Read(ctx).Raw("SELECT COUNT(*) FROM organizations").Scan(&count).Error; err != nil {
		return 0, fmt.Errorf("count organizations: %w", err)
	}
	return count, nil
}

func registerAct() act {
	return act{
		id: "register", title: titled("Register “Test Partner 1”"),
		about:   "Fills in the form as a partner would and sends it.",
		reached: needsLink,
		play: func(r *run, ctx context.Context, s *stepper) error {
			p, err := r.newPartner(ctx, 1)
			if err != nil {
				return err
			}
			s.as(p.email)
			made, err := r.register(ctx, s, p)
			if made {
				r.first = p
				s.sum("ends on /register/done, and signs nobody in", "ends on /register/done", "it does")
			}
			return err
		},
	}
}

// register registers a partner through the page and finds what was made.
func (r *run) register(ctx context.Context, s *stepper, p *partner) (bool, error) {
	if err := r.sendRegistration(ctx, s, p, r.link); err != nil {
		return false, err
	}
	in, _, err := p.isIn(ctx)
	if err != nil {
		return false, err
	}
	s.check(!in, "Afterwards", "nobody is signed in", inOrNot(in), "Registering signs somebody in without asking for the password.", mendUsers)
	if err := r.find(ctx, p); err != nil {
		return false, err
	}
	made := p.organizationID != 0 && p.userID != 0
	return s.check(made, "Organization and manager", "are there", thereOrNot(made),
		"The page said that all is done, but organization and manager were not made.", mend{Label: "Open Registrations", To: "/registrations"}), nil
}

// sendRegistration fills in the registration page behind a link and sends it.
func (r *run) sendRegistration(ctx context.Context, s *stepper, p *partner, link string) error {
	browser, err := r.browser()
	if err != nil {
		return err
	}
	p.browser = browser
	page, err := browser.Get(ctx, link)
	if err != nil {
		return err
	}
	s.show(page)
	form, err := page.Form("Register")
	if err != nil {
		return err
	}
	err = errors.Join(form.Set("Organization name", p.organization), form.Set("First name", p.firstName), form.Set("Last name", p.lastName),
		form.Set("Email", p.email), form.Set("Password", p.password), form.Set("Repeat password", p.password))
	if err != nil {
		return err
	}
	for _, field := range form.Fields() { // terms to accept, if there are any
		if field.Type == "checkbox" && len(field.Options) == 1 {
			form.Values.Set(field.Name, field.Options[0].Value)
		}
	}
	done, err := form.Submit(ctx)
	if err != nil {
		return err
	}
	s.on(done).check(done.URL.Path == "/register/done" && done.Status == 200, "Sending the form", "ends on /register/done", done.URL.Path+" "+answer(done)+complaints(done), "Registering did not get through, although the form was filled in as asked.", mendPortal)
	return nil
}

// complaints returns what a page says is wrong with a form.
func complaints(page *Page) string {
	var found []string
	for _, node := range page.all("p") {
		class := " " + attribute(node, "class") + " "
		if strings.Contains(class, " bad ") || strings.Contains(class, " refusal ") {
			found = append(found, textOf(node))
		}
	}
	if len(found) == 0 {
		return ""
	}
	return ": " + short(strings.Join(slices.Compact(found), " "), 200)
}

func inOrNot(in bool) string {
	if in {
		return "somebody is signed in"
	}
	return "nobody is"
}

// find finds what a registration made.
func (r *run) find(ctx context.Context, p *partner) error {
	var row struct{ UserID, OrganizationID int64 }
	err := r.sandbox.Store.Read(ctx).Raw(`SELECT u.id AS user_id, COALESCE((SELECT o.id FROM user_organizations uo JOIN organizations o ON o.id = uo.organization_id
		WHERE uo.user_id = u.id AND o.name = ? ORDER BY uo.position LIMIT 1), 0) AS organization_id FROM users u WHERE u.email = ?`, p.organization, p.email).Scan(&row).Error
	if err != nil {
		return fmt.Errorf("find test partner: %w", err)
	}
	p.userID, p.organizationID = row.UserID, row.OrganizationID
	return nil
}
