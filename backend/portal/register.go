package portal

import (
	"html/template"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"portico/backend/fault"
	"portico/backend/registrations"
	"portico/backend/signin"
	"portico/backend/sitetext"
)

// registrationLimit is for registrations from one network, and
// allRegistrations for those from everywhere (REG-6).
func registrationLimit() signin.Limit {
	return signin.Limit{Name: "register:address", Most: 120, Window: time.Hour}
}

func allRegistrations() signin.Limit {
	return signin.Limit{Name: "register:all", Most: 1000, Window: time.Hour}
}

var errManyRegistrations = fault.New(fault.TooMany, "There were too many registrations from your network. Please try again in an hour.")

type registerData struct {
	Text        template.HTML
	Parent      string // chosen by the key
	AskParent   bool
	NeedsSearch bool
	Search      string
	Invitation  registrations.Invitation
	Parents     []option
	Minimum     int
	Stamp       string
}

// unreadable is no key in any spelling: it stands for a query that can't be
// read, and for a key given twice or empty (REG-3).
const unreadable = "?"

// invitation returns the link and the organization key in the address.
func invitation(address *url.URL) registrations.Invitation {
	query, err := url.ParseQuery(address.RawQuery)
	if err != nil {
		return registrations.Invitation{Key: unreadable}
	}
	one := func(name string) string {
		values, given := query[name]
		switch {
		case !given:
			return ""
		case len(values) != 1 || values[0] == "":
			return unreadable
		}
		return values[0]
	}
	return registrations.Invitation{Link: one("link"), Key: one("org")}
}

// registerForm shows the registration page (REG-1).
func (p *Portal) registerForm(v *visit) error {
	return p.showRegister(v, http.StatusOK, nil, nil)
}

func (p *Portal) showRegister(v *visit, status int, values url.Values, refused error) error {
	data := registerData{Invitation: invitation(v.R.URL), Search: v.query("search"), Stamp: p.newStamp()}
	asked, err := p.Registrations.Page(v.ctx(), data.Invitation, data.Search)
	if fault.Is(err, fault.Unavailable) || err == nil && asked.NeedsKey {
		return p.registrationClosed(v)
	}
	if err != nil {
		return err
	}
	data.Parent, data.AskParent, data.NeedsSearch = asked.Parent, asked.AskParent, asked.NeedsSearch
	for _, candidate := range asked.Candidates {
		label := candidate.Name
		if candidate.Trail != "" {
			label += " (" + candidate.Trail + ")"
		}
		data.Parents = append(data.Parents, option{Value: strconv.FormatInt(candidate.ID, 10), Label: label})
	}
	rules, err := p.Settings.Users(v.ctx())
	if err != nil {
		return err
	}
	data.Minimum = rules.PasswordMinimum
	if data.Text, err = p.Texts.Render(v.ctx(), sitetext.Initiation, 0, v.language, sitetext.Values{"site.name": v.general.SiteName}); err != nil {
		return err
	}
	made, err := v.newForm(values, refused)
	if err != nil {
		return err
	}
	made.Action = registerAddress(data.Invitation)
	if v.R.Method == http.MethodGet {
		p.Registrations.CountOpening(asked.LinkID)
	}
	return v.show(status, "register", page{Title: v.words.text("register.title"), Outside: true, Look: &asked.Look, Form: made, Data: data})
}

func registerAddress(in registrations.Invitation) string {
	query := url.Values{}
	if in.Link != "" {
		query.Set("link", in.Link)
	}
	if in.Key != "" {
		query.Set("org", in.Key)
	}
	if len(query) == 0 {
		return "/register"
	}
	return "/register?" + query.Encode()
}

// register takes a sent registration form. It never signs anybody in, and ends
// alike for an email that is known already (REG-2, REG-4).
func (p *Portal) register(v *visit) error {
	parent, _ := strconv.ParseInt(v.value("parent"), 10, 64) // anything else is no choice
	submission := registrations.Submission{
		Invitation: invitation(v.R.URL), ParentID: parent, Language: v.language,
		OrganizationName: v.value("organization_name"), FirstName: v.value("first_name"), LastName: v.value("last_name"),
		Email: v.value("email"), Password: v.value("password"), RepeatPassword: v.value("repeat_password"),
	}
	// What is closed or not valid is said before anything else.
	if asked, err := p.Registrations.Page(v.ctx(), submission.Invitation, ""); fault.Is(err, fault.Unavailable) || err == nil && asked.NeedsKey {
		return p.registrationClosed(v)
	} else if err != nil {
		return err
	}
	checked := submission
	if refused := checked.Validate().Err(); refused != nil {
		return p.showRegister(v, http.StatusUnprocessableEntity, v.R.PostForm, refused)
	}
	if v.value("website") != "" {
		v.log().Info("a program filled the field that people leave empty")
		return v.redirect("/register/done")
	}
	if refused := p.refuseHaste(v); refused != nil {
		return p.showRegister(v, http.StatusUnprocessableEntity, v.R.PostForm, refused)
	}
	if err := p.countRegistration(v); err != nil {
		return err
	}
	state, err := p.Registrations.Register(v.ctx(), submission)
	if fault.Is(err, fault.Invalid) {
		return p.showRegister(v, http.StatusUnprocessableEntity, v.R.PostForm, err)
	}
	if fault.Is(err, fault.Unavailable) {
		return p.registrationClosed(v)
	}
	if err != nil {
		return err
	}
	if state == registrations.Pending {
		return v.redirect("/register/done?pending=1")
	}
	return v.redirect("/register/done")
}

func (p *Portal) countRegistration(v *visit) error {
	for limit, key := range map[signin.Limit]string{registrationLimit(): signin.Neighbourhood(v.address), allRegistrations(): ""} {
		within, err := p.Limits.Take(v.ctx(), limit, key)
		if err != nil {
			return err
		}
		if !within {
			return errManyRegistrations
		}
	}
	return nil
}

// registered is where a registration ends.
func (p *Portal) registered(v *visit) error {
	if v.query("pending") != "" {
		return p.showText(v, http.StatusOK, "register.pending.title", sitetext.RegistrationPending, textData{})
	}
	return p.showText(v, http.StatusOK, "register.done.title", sitetext.RegistrationDone, textData{Button: "login.button", To: "/login"})
}

func (p *Portal) registrationClosed(v *visit) error {
	return p.showText(v, http.StatusServiceUnavailable, "register.closed.title", sitetext.RegistrationClosed, textData{})
}

// textData is a page that is a site text, with a button beneath it.
type textData struct {
	Text   template.HTML
	Button string // key of its words; "" for none
	To     string
}

func (p *Portal) showText(v *visit, status int, title string, kind sitetext.Kind, data textData) error {
	var err error
	if data.Text, err = p.Texts.Render(v.ctx(), kind, 0, v.language, sitetext.Values{"site.name": v.general.SiteName}); err != nil {
		return err
	}
	return v.show(status, "text", page{Title: v.words.text(title), Outside: true, Data: data})
}
