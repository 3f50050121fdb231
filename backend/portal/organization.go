package portal

import (
	"fmt"
	"net/url"
	"path"
	"strconv"
	"time"

	"portico/backend/access"
	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/store"
)

// chosen returns the organization that a page of Organization Settings is
// about: the one in the address or form, else the manager's first. Another's
// answers as a missing one.
func (v *visit) chosen() (organizations.Organization, error) {
	id := v.queryNumber("organization")
	if v.R.PostForm != nil && v.value("organization") != "" {
		id = v.number("organization")
	}
	if id == 0 {
		id = v.organizationID()
	}
	return v.portal.Organizations.Find(v.ctx(), v.scope(), id)
}

// ofOrganization is what the pages of Organization Settings share: which
// organization, and which others could be chosen.
type ofOrganization struct {
	Organization organizations.Organization
	Choices      picker
	Own          bool // the manager's first organization, which the address need not name
}

// about gathers what the pages of Organization Settings share.
func (v *visit) about(o organizations.Organization) (ofOrganization, error) {
	choices, err := v.organizations(cut(v.query("find"), 100))
	return ofOrganization{o, choices, o.ID == v.organizationID()}, err
}

// settingsAddress returns the address of a page of Organization Settings for
// an organization.
func (v *visit) settingsAddress(page string, o organizations.Organization, done string) string {
	query := url.Values{}
	if o.ID != v.organizationID() {
		query.Set("organization", strconv.FormatInt(o.ID, 10))
	}
	if done != "" {
		query.Set("done", done)
	}
	return withQuery("/organization"+page, query)
}

type organizationPage struct {
	ofOrganization
	Trail []organizations.Organization
	Pages []link
}

// showOrganization shows what stands behind Organization Settings: the pages
// that the site allows. With none allowed, or with Hide Organization Settings,
// there is no such page.
func (p *Portal) showOrganization(v *visit) error {
	o, err := v.chosen()
	if err != nil {
		return err
	}
	about, err := v.about(o)
	if err != nil {
		return err
	}
	data := organizationPage{ofOrganization: about}
	for _, entry := range settingsPages() {
		if v.isOn(entry.feature) {
			data.Pages = append(data.Pages, link{entry.section, v.settingsAddress("/"+entry.section, o, ""), "settings." + path.Base(entry.section)})
		}
	}
	if len(data.Pages) == 0 || v.scope().Is(access.HideOrganizationSettings) {
		return errNotFound
	}
	if o.ParentID != nil {
		if data.Trail, err = p.Organizations.Trail(v.ctx(), o); err != nil {
			return err
		}
	}
	return v.ok("organization", page{Title: v.T("organization.title"), Lead: v.T("organization.lead"), Section: "organization", Data: data})
}

type settingsEntry struct {
	feature Feature
	section string
}

func settingsPages() []settingsEntry {
	return []settingsEntry{{SelfManagement, "profile"}, {SelfManagement, "profile/branding"}, {SelfManagement, "profile/texts"}, {UserManagement, "users"}, {Drivers, "drivers"}, {Classifiers, "classifiers"}, {Roles, "roles"}}
}

// editProfile shows what a partner may change of their own organization.
func (p *Portal) editProfile(v *visit) error {
	o, err := v.chosen()
	if err != nil {
		return err
	}
	return v.showProfile(o, url.Values{
		"website": {o.Website}, "assessor_name": {o.AssessorName}, "assessor_email": {o.AssessorEmail},
		"bcc_email": {o.BCCEmail}, "about": {o.About}, "privacy": {o.Privacy}, "seen": {seenOf(o)},
	}, nil)
}

func (v *visit) showProfile(o organizations.Organization, values url.Values, refused error) error {
	about, err := v.about(o)
	if err != nil {
		return err
	}
	return v.showSettings("profile", values, refused, about)
}

// showSettings shows a page of Organization Settings with a form.
func (v *visit) showSettings(name string, values url.Values, refused error, data any) error {
	f, err := v.newForm(values, refused)
	if err != nil {
		return err
	}
	f.Action = "/organization/" + name
	code := 200
	if refused != nil {
		code = status(fault.As(refused).Code)
	}
	return v.show(code, "organization_"+name, page{
		Title: v.T("settings." + name), Lead: v.T("settings." + name + ".lead"), Section: name, Narrow: true, Form: f, Notice: v.done(), Data: data,
	})
}

// saveProfile saves the profile; name, parent and allotment are not on it.
func (p *Portal) saveProfile(v *visit) error {
	o, err := v.chosen()
	if err != nil {
		return err
	}
	_, err = p.Organizations.UpdateProfile(v.ctx(), v.scope(), o.ID, organizations.Profile{
		Website: v.value("website"), AssessorName: v.value("assessor_name"), AssessorEmail: v.value("assessor_email"),
		BCCEmail: v.value("bcc_email"), About: v.value("about"), Privacy: v.value("privacy"), Seen: v.seen(),
	})
	if refused := fault.As(err); refused != nil && refused.Fields["seen"] != "" {
		// What was typed stays; saving again is then meant so.
		values := v.R.PostForm
		values.Set("seen", seenOf(o))
		return v.showProfile(o, values, err)
	}
	if fault.Is(err, fault.Invalid) {
		return v.showProfile(o, v.R.PostForm, err)
	}
	if err != nil {
		return err
	}
	return v.redirect(v.settingsAddress("/profile", o, "saved"))
}

// seenOf is what a form carries of an organization, so that a change that
// somebody else makes meanwhile is not taken back unseen.
func seenOf(o organizations.Organization) string {
	return strconv.FormatInt(o.UpdatedAt.UnixMilli(), 10)
}

// seen reads it again; the zero Time where it is missing.
func (v *visit) seen() store.Time {
	milliseconds, err := strconv.ParseInt(v.value("seen"), 10, 64)
	if err != nil {
		return store.Time{}
	}
	return store.At(time.UnixMilli(milliseconds))
}

// itemAddress returns the address of an entry of a list of Organization
// Settings.
func (v *visit) itemAddress(page string, id int64, o organizations.Organization) string {
	return v.settingsAddress(fmt.Sprintf("/%s/%d", page, id), o, "")
}
