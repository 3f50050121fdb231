package portal

import (
	"html/template"

	"portico/backend/sitetext"
)

type homeData struct {
	Dashboard     *dashboard    // nil with Hide dashboard
	FirstTime     template.HTML // shown until it is dismissed
	Organizations []string
	Assessments   int
}

// landing is the first page of whoever is signed in: a manager's Home; the
// documents of somebody who only signs, or their account where there are none.
func (v *visit) landing() string {
	switch {
	case v.isManager():
		return "/home"
	case v.seesDocuments():
		return "/documents"
	case v.seesOwnSignatures():
		return "/documents/signatures"
	}
	return "/account"
}

// home is the manager's first page. A signer's is another.
func (p *Portal) home(v *visit) error {
	if !v.isManager() {
		return v.redirect(v.landing())
	}
	data := homeData{Assessments: len(v.scope().Assessments())}
	for _, place := range v.scope().Places() {
		data.Organizations = append(data.Organizations, place.Name)
	}
	var err error
	if data.Dashboard, err = v.dashboard(); err != nil {
		return err
	}
	if v.visitor.User.FirstHelpSeenAt.IsZero() {
		text, err := p.managerText(v, sitetext.FirstTime)
		if err != nil {
			return err
		}
		data.FirstTime = text
	}
	return v.ok("home", page{Title: v.words.text("home.title"), Lead: v.words.text("home.lead", "name", v.visitor.User.FirstName), Section: "home", Data: data})
}

// dismissFirstTime takes the First Time Assessment Manager panel away for good
// (MGR-1).
func (p *Portal) dismissFirstTime(v *visit) error {
	if err := p.Users.MarkHelpSeen(v.ctx(), v.visitor.User.ID); err != nil {
		return err
	}
	return v.redirect("/home")
}

// help shows Assessment Manager Help. An emptied text has no page.
func (p *Portal) help(v *visit) error {
	text, err := p.managerText(v, sitetext.Help)
	if err != nil {
		return err
	}
	if text == "" {
		return errNotFound
	}
	return v.ok("article", page{Title: v.words.text("nav.help"), Narrow: true, Section: "help", Data: text})
}

// managerText renders a text for whoever is signed in.
func (p *Portal) managerText(v *visit, kind sitetext.Kind) (template.HTML, error) {
	values := sitetext.Values{"site.name": v.general.SiteName, "user.first_name": v.visitor.User.FirstName}
	if places := v.scope().Places(); len(places) > 0 {
		values["organization.name"] = places[0].Name
	}
	return p.Texts.Render(v.ctx(), kind, v.organizationID(), v.language, values)
}

// privacy shows the privacy policy: the organization's own for its managers,
// where it has one.
func (p *Portal) privacy(v *visit) error {
	var text template.HTML
	organizationName := v.general.SiteName
	if places := v.scope().Places(); len(places) > 0 {
		organization, err := p.Organizations.Find(v.ctx(), v.scope(), places[0].ID)
		if err != nil {
			return err
		}
		organizationName = organization.Name
		if text, err = p.Texts.Markdown(organization.Privacy); err != nil {
			return err
		}
	}
	if text == "" {
		var err error
		values := sitetext.Values{"site.name": v.general.SiteName, "organization.name": organizationName}
		if text, err = p.Texts.Render(v.ctx(), sitetext.Privacy, v.organizationID(), v.language, values); err != nil {
			return err
		}
	}
	if text == "" {
		return errNotFound
	}
	return v.ok("article", page{Title: v.words.text("privacy"), Narrow: true, Data: text})
}
