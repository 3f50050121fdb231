package portal

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"

	"portico/backend/access"
	"portico/backend/organizations"
	"portico/backend/sitetext"
	"portico/backend/store"
)

//go:embed templates
var templateFiles embed.FS

// page is what a handler shows. Pages of a person who is signed in have the
// header with the navigation; the others are one column.
type page struct {
	Title   string
	Lead    string                      // the grey sentence that says what the page is for
	Brand   string                      // whose page it is, where that is neither the site nor the manager's organization
	Look    *organizations.Organization // whose colours and logo it has, where it is not the manager's organization
	Section string                      // the entry of the navigation that is marked: "responses"
	Narrow  bool                        // one column of a form's width, with the navigation
	Broad   bool                        // outside, as wide as the pages within
	Outside bool                        // without the navigation, also for somebody signed in
	Form    *form                       // the page's main form, if there is one
	Notice  string                      // what was just done
	Data    any
}

type pageTemplate struct{ set *template.Template }

// loadTemplates parses the layout and parts once, and with them each page.
func (p *Portal) loadTemplates() (map[string]*pageTemplate, error) {
	shared, err := template.New("").Funcs(template.FuncMap{
		"asset": p.assetPath,
	}).ParseFS(templateFiles, "templates/*.html")
	if err != nil {
		return nil, err
	}
	names, err := fs.Glob(templateFiles, "templates/pages/*.html")
	if err != nil {
		return nil, err
	}
	pages := map[string]*pageTemplate{}
	for _, name := range names {
		set, err := template.Must(shared.Clone()).ParseFS(templateFiles, name)
		if err != nil {
			return nil, err
		}
		pages[strings.TrimSuffix(path.Base(name), ".html")] = &pageTemplate{set}
	}
	return pages, nil
}

// view is what a template sees: the page, and the words, navigation and person
// around it.
type view struct {
	page
	Language      string
	SiteName      string
	BrandName     string // the organization's name where there is just one, else the site's
	PersonName    string
	Inside        bool // the header has the navigation
	IsManager     bool // with a manager's entries
	HasDocuments  bool
	HasSignatures bool // the page of what they signed, with the documents or alone
	HasHelp       bool
	HasCohorts    bool
	HasAllotments bool
	HasOrders     bool
	HasPrivacy    bool
	OpenWire      bool
	IsSample      bool   // everything on the site is invented
	Menu          []link // Organization Settings
	InlineStyle   template.CSS
	Its           look
	visit         *visit
}

type link struct {
	Section string
	To      string
	Label   string
}

// show renders a page to the end before it sends the first byte, so that a
// fault in it can still become an error page.
func (v *visit) show(status int, name string, p page) error {
	body, err := v.render(name, p, "")
	if err != nil {
		return err
	}
	h := v.W.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	v.W.WriteHeader(status)
	_, _ = v.W.Write(body) // the browser may have gone
	return nil
}

// ok shows a page with status 200.
func (v *visit) ok(name string, p page) error { return v.show(http.StatusOK, name, p) }

func (v *visit) render(name string, p page, inlineStyle template.CSS) ([]byte, error) {
	tmpl, known := v.portal.pages[name]
	if !known {
		return nil, fmt.Errorf("show page: there is no template %q", name)
	}
	if p.Form == nil {
		p.Form = &form{words: v.words}
	}
	data := view{page: p, Language: v.language, SiteName: v.general.SiteName, BrandName: v.general.SiteName,
		OpenWire: v.isOpenWire(), IsSample: v.portal.IsSample(), InlineStyle: inlineStyle, visit: v}
	if err := v.furnish(&data); err != nil {
		return nil, err
	}
	if p.Brand != "" {
		data.BrandName = p.Brand
	}
	if err := v.dress(&data); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := tmpl.set.ExecuteTemplate(&out, "layout", data); err != nil {
		return nil, fmt.Errorf("show page %s: %w", name, err)
	}
	return out.Bytes(), nil
}

// dress gives a page the look of its organization.
func (v *visit) dress(data *view) error {
	if v.look != nil { // a preview
		data.Its = *v.look
		return nil
	}
	whose := data.page.Look
	if places := v.visitor.Scope.Places(); whose == nil && data.Inside && len(places) == 1 {
		whose = &organizations.Organization{ID: places[0].ID, Path: places[0].Path}
	}
	if whose == nil {
		return nil
	}
	branding, err := v.portal.Organizations.BrandingOf(v.ctx(), *whose)
	data.Its = lookOf(branding)
	return err
}

// furnish adds what stands around a page: for somebody signed in the
// navigation with what is theirs.
func (v *visit) furnish(data *view) error {
	privacy, err := v.portal.Texts.Text(v.ctx(), sitetext.Privacy, v.organizationID(), v.language)
	if err != nil {
		return err
	}
	data.HasPrivacy = privacy.Body != ""
	if data.Outside || !v.present || v.step() != "" {
		return nil
	}
	data.Inside, data.PersonName = true, v.visitor.User.Name()
	if places := v.visitor.Scope.Places(); len(places) == 1 {
		data.BrandName = places[0].Name
	}
	data.IsManager = v.isManager()
	data.HasDocuments, data.HasSignatures = v.seesDocuments(), v.seesOwnSignatures()
	if !data.IsManager {
		return nil
	}
	help, err := v.portal.Texts.Text(v.ctx(), sitetext.Help, v.organizationID(), v.language)
	if err != nil {
		return err
	}
	data.HasHelp = help.Body != ""
	data.HasCohorts = v.isOn(Cohorts)
	data.HasAllotments = v.isOn(Allotments)
	if v.isOn(Purchases) {
		if data.HasOrders, err = v.portal.Purchases.MayBuy(v.ctx(), v.scope()); err != nil {
			return err
		}
	}
	for _, entry := range []struct {
		feature Feature
		link    link
	}{
		{SelfManagement, link{"profile", "/organization/profile", "nav.profile"}},
		{SelfManagement, link{"branding", "/organization/profile/branding", "nav.branding"}},
		{SelfManagement, link{"texts", "/organization/profile/texts", "nav.texts"}},
		{UserManagement, link{"users", "/organization/users", "nav.users"}},
		{Drivers, link{"drivers", "/organization/drivers", "nav.drivers"}},
		{Classifiers, link{"classifiers", "/organization/classifiers", "nav.classifiers"}},
		{Roles, link{"roles", "/organization/roles", "nav.roles"}},
	} {
		if v.isOn(entry.feature) {
			data.Menu = append(data.Menu, entry.link)
		}
	}
	return nil
}

// organizationID returns the first organization of whoever is signed in, or 0.
func (v *visit) organizationID() int64 {
	if places := v.visitor.Scope.Places(); len(places) > 0 {
		return places[0].ID
	}
	return 0
}

// T returns a text of the catalogue in the visitor's language.
func (d view) T(key string, pairs ...any) string { return d.visit.words.text(key, pairs...) }

// Is reports whether a restriction is in force for whoever asks.
func (d view) Is(restriction string) bool {
	return d.visit.visitor.Scope.Is(access.Restriction(restriction))
}

// Date returns a day in the site's time zone: "2 November 2026".
func (d view) Date(at store.Time) string { return d.visit.date(at) }

// Moment returns a day and time in the site's time zone.
func (d view) Moment(at store.Time) string { return d.visit.moment(at) }

// Exact returns a moment to the second in UTC, as evidence has it.
func (d view) Exact(at store.Time) string { return d.visit.exact(at) }

func (v *visit) exact(at store.Time) string {
	return v.T("verify.exact", "moment", at.UTC().Format("2006-01-02 15:04:05"))
}

// Machine returns a moment for the datetime attribute of <time>.
func (d view) Machine(at store.Time) string { return at.RFC3339() }

// Relative returns a moment as people say it when it is near ("in 6 days",
// "yesterday"), else the day.
func (d view) Relative(at store.Time) string { return d.visit.relative(at) }

func (v *visit) date(at store.Time) string {
	if at.IsZero() {
		return ""
	}
	local := at.In(v.general.Location())
	return v.words.text("date", "day", local.Day(), "month", v.words.text(fmt.Sprintf("month.%d", int(local.Month()))), "year", local.Year())
}

func (v *visit) moment(at store.Time) string {
	if at.IsZero() {
		return ""
	}
	return v.date(at) + ", " + at.In(v.general.Location()).Format("15:04")
}

func (v *visit) relative(at store.Time) string {
	if at.IsZero() {
		return ""
	}
	location := v.general.Location()
	day := func(t time.Time) time.Time {
		t = t.In(location)
		return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	}
	now := v.portal.Clock.Now()
	days := int(day(at.Time).Sub(day(now)).Hours() / 24)
	switch {
	case days == 0:
		return v.words.text("when.today", "time", at.In(location).Format("15:04"))
	case days == 1:
		return v.words.text("when.tomorrow")
	case days == -1:
		return v.words.text("when.yesterday")
	case days > 1 && days <= 30:
		return v.words.text("when.in_days", "n", days)
	case days < -1 && days >= -30:
		return v.words.text("when.days_ago", "n", -days)
	}
	return v.date(at)
}
