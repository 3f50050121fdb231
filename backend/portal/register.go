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
	Key         string
	Parents     []option
	Minimum     int
	Stamp       string
}

// unreadable is no key in any spelling: it stands for a query that can't be
// read, and for a key given twice or empty (REG-3).
const unreadable = "?"

// organizationKey returns the key in the address, "" where there is none.
func organizationKey(address *url.URL) string {
	query, err := url.ParseQuery(address.RawQuery)
	if err != nil || query.Has("link") {
		return unreadable // there are no named links yet
	}
	keys, given := query["org"]
	switch {
	case !given:
		return ""
	case len(keys) != 1 || keys[0] == "":
		return unreadable
	}
	return keys[0]
}

// registerForm shows the registration page (REG-1).
func (p *Portal) registerForm(v *visit) error {
	err := p.showRegister(v, http.StatusOK, nil, nil)
	if err == nil {
		p.Registrations.CountOpening()
	}
	return err
}

func (p *Portal) showRegister(v *visit, status int, values url.Values, refused error) error {
	data := registerData{Key: organizationKey(v.R.URL), Search: v.query("search"), Stamp: p.newStamp()}
	asked, err := p.Registrations.Page(v.ctx(), data.Key, data.Search)
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
	made.Action = registerAddress(data.Key)
	return v.show(status, "register", page{Title: v.words.text("register.title"), Outside: true, Form: made, Data: data})
}

func registerAddress(key string) string {
	if key == "" {
		return "/register"
	}
	return "/register?org=" + url.QueryEscape(key)
}

// register takes a sent registration form. It never signs anybody in, and ends
// alike for an email that is known already (REG-2, REG-4).
func (p *Portal) register(v *visit) error {
	parent, _ := strconv.ParseInt(v.value("parent"), 10, 64) // anything else is no choice
	submission := registrations.Submission{
		Key: organizationKey(v.R.URL), ParentID: parent,
		OrganizationName: v.value("organization_name"), FirstName: v.value("first_name"), LastName: v.value("last_name"),
		Email: v.value("email"), Password: v.value("password"), RepeatPassword: v.value("repeat_password"),
	}
	// What is closed or not valid is said before anything else.
	if asked, err := p.Registrations.Page(v.ctx(), submission.Key, ""); fault.Is(err, fault.Unavailable) || err == nil && asked.NeedsKey {
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
	err := p.Registrations.Register(v.ctx(), submission)
	if fault.Is(err, fault.Invalid) {
		return p.showRegister(v, http.StatusUnprocessableEntity, v.R.PostForm, err)
	}
	if fault.Is(err, fault.Unavailable) {
		return p.registrationClosed(v)
	}
	if err != nil {
		return err
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
