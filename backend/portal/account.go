package portal

import (
	"net/http"
	"net/url"
	"slices"

	"portico/backend/fault"
	"portico/backend/signin"
	"portico/backend/store"
	"portico/backend/users"
)

type accountData struct {
	User         users.User
	Person       *form
	Password     *form
	Factor       *form
	Languages    []option
	Minimum      int
	Required     bool // a second factor is
	RecoveryLeft int64
	Sessions     []sessionData
}

type sessionData struct {
	Browser string
	Address string
	SeenAt  store.Time
	Since   store.Time
	IsThis  bool
}

// refusals are the forms of the account page that were sent and refused.
type refusals struct{ person, password, factor error }

// account shows My account (SIG-5).
func (p *Portal) account(v *visit) error { return p.showAccount(v, http.StatusOK, refusals{}) }

func (p *Portal) showAccount(v *visit, status int, refused refusals) error {
	u := v.visitor.User
	data := accountData{User: u, Required: v.visitor.Rules.RequiresSecondFactor(u.Type == users.Manager)}
	values := url.Values{"first_name": {u.FirstName}, "last_name": {u.LastName}, "language": {u.Language}}
	if refused.person != nil {
		values = v.R.PostForm
	}
	for _, made := range []struct {
		form    **form
		values  url.Values
		refused error
	}{{&data.Person, values, refused.person}, {&data.Password, nil, refused.password}, {&data.Factor, nil, refused.factor}} {
		var err error
		if *made.form, err = v.newForm(made.values, made.refused); err != nil {
			return err
		}
	}
	data.Languages = []option{{Value: "", Label: v.words.text("account.language.browser"), Selected: u.Language == ""}}
	for _, language := range languages() {
		data.Languages = append(data.Languages, option{Value: language, Label: p.words[language].text("language")})
	}
	var err error
	if data.Minimum, err = p.minimumFor(v, u); err != nil {
		return err
	}
	if data.RecoveryLeft, err = p.SignIn.RecoveryLeft(v.ctx(), u.ID); err != nil {
		return err
	}
	sessions, err := p.SignIn.Sessions(v.ctx(), u.ID)
	if err != nil {
		return err
	}
	for _, session := range sessions {
		data.Sessions = append(data.Sessions, sessionOf(session, v.visitor.Session.ID))
	}
	notice := ""
	if done := v.query("done"); slices.Contains([]string{"saved", "password", "removed", "sessions"}, done) {
		notice = v.words.text("account.done." + done)
	}
	return v.show(status, "account", page{Title: v.words.text("nav.account"), Lead: v.words.text("account.lead"), Narrow: true, Section: "account", Notice: notice, Data: data})
}

func sessionOf(session signin.Session, this int64) sessionData {
	return sessionData{Browser: browserName(session.Browser), Address: session.Address, SeenAt: session.LastSeenAt, Since: session.CreatedAt, IsThis: session.ID == this}
}

// saveAccount changes name and language.
func (p *Portal) saveAccount(v *visit) error {
	language := v.value("language")
	if language != "" && !slices.Contains(languages(), language) {
		language = ""
	}
	err := p.Users.Rename(v.ctx(), v.visitor.User.ID, v.value("first_name"), v.value("last_name"), language)
	if fault.Is(err, fault.Invalid) {
		return p.showAccount(v, http.StatusUnprocessableEntity, refusals{person: formNames(err)})
	}
	if err != nil {
		return err
	}
	return v.redirect("/account?done=saved")
}

// formNames gives the fields of the users service the names of the form.
func formNames(err error) error {
	renamed := *fault.As(err)
	renamed.Fields = map[string]string{}
	for name, message := range fault.As(err).Fields {
		if name == "firstName" || name == "lastName" {
			name = map[string]string{"firstName": "first_name", "lastName": "last_name"}[name]
		}
		renamed.Fields[name] = message
	}
	return &renamed
}

// changePassword changes the password, and ends the other sessions if wished
// (SEC-7).
func (p *Portal) changePassword(v *visit) error {
	entrance, err := p.SignIn.ChangePassword(v.ctx(), v.token, v.value("present_password"), v.value("password"), v.value("repeat_password"), v.value("end_others") != "")
	if isForPage(err) {
		return p.showAccount(v, status(fault.As(err).Code), refusals{password: err})
	}
	if err != nil {
		return err
	}
	v.admit(entrance)
	return v.redirect("/account?done=password")
}

// removeSecondFactor takes the second factor off.
func (p *Portal) removeSecondFactor(v *visit) error {
	err := p.SignIn.RemoveSecondFactor(v.ctx(), v.token, v.value("factor_password"))
	if isForPage(err) {
		return p.showAccount(v, status(fault.As(err).Code), refusals{factor: factorNames(err)})
	}
	if err != nil {
		return err
	}
	return v.redirect("/account?done=removed")
}

// renewRecoveryCodes makes new recovery codes and shows them, this once.
func (p *Portal) renewRecoveryCodes(v *visit) error {
	codes, err := p.SignIn.RenewRecoveryCodes(v.ctx(), v.token, v.value("factor_password"))
	if isForPage(err) {
		return p.showAccount(v, status(fault.As(err).Code), refusals{factor: factorNames(err)})
	}
	if err != nil {
		return err
	}
	return p.showRecoveryCodes(v, codes)
}

// factorNames moves the message about the present password to the field of the
// second factor's form: the page has two.
func factorNames(err error) error {
	said := *fault.As(err)
	if message, found := said.Fields["password"]; found {
		said.Fields = map[string]string{"factor_password": message}
	}
	return &said
}

// isForPage reports whether a refusal is shown on the page it came from.
func isForPage(err error) bool {
	return fault.Is(err, fault.Invalid) || fault.Is(err, fault.Conflict) || fault.Is(err, fault.TooMany)
}

// endSessions signs the person out everywhere: with "all" here too.
func (p *Portal) endSessions(v *visit) error {
	except := v.visitor.Session.ID
	if v.value("all") != "" {
		except = 0
	}
	if err := p.SignIn.EndSessions(v.ctx(), v.visitor.User.ID, except); err != nil {
		return err
	}
	return v.redirect("/account?done=sessions")
}
