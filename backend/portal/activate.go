package portal

import (
	"net/http"

	"portico/backend/fault"
	"portico/backend/signin"
	"portico/backend/users"
)

type activateData struct {
	Link     string // the activation link's token, "" for somebody who typed the code
	Username string
	Minimum  int
}

// activateForm asks whoever opened an activation link, or signed in with an
// activation code, for a password of their own (SIG-2). Opening it changes
// nothing (SEC-28).
func (p *Portal) activateForm(v *visit) error { return p.showActivate(v, http.StatusOK, nil) }

func (p *Portal) showActivate(v *visit, status int, refused error) error {
	link := v.query("token")
	if link == "" {
		link = v.value("token")
	}
	u := v.visitor.User
	if link != "" {
		var err error
		if u, err = p.SignIn.ByLink(v.ctx(), link); err != nil {
			return err
		}
	} else if step := v.step(); step != stepActivate {
		return v.redirect(onward(step, v.query("next")))
	}
	minimum, err := p.minimumFor(v, u)
	if err != nil {
		return err
	}
	made, err := v.newForm(nil, refused)
	if err != nil {
		return err
	}
	made.Action = withNext(stepActivate, v.query("next"))
	return v.show(status, "activate", page{Title: v.words.text("activate.title"), Lead: v.words.text("activate.lead", "name", u.Name(), "username", u.Username()),
		Outside: true, Form: made, Data: activateData{Link: link, Username: u.Username(), Minimum: minimum}})
}

func (p *Portal) minimumFor(v *visit, u users.User) (int, error) {
	rules, err := p.Settings.Users(v.ctx())
	if u.HasSecondFactor() {
		return rules.PasswordMinimumWithSecondFactor, err
	}
	return rules.PasswordMinimum, err
}

// activate sets the password and lets the person in.
func (p *Portal) activate(v *visit) error {
	var entrance signin.Entrance
	var err error
	if link := v.value("token"); link != "" {
		entrance, err = p.SignIn.ActivateByLink(v.ctx(), link, v.value("password"), v.value("repeat_password"))
	} else {
		entrance, err = p.SignIn.ActivateBySession(v.ctx(), v.token, v.value("password"), v.value("repeat_password"))
	}
	if fault.Is(err, fault.Unauthenticated) {
		return v.redirect(stepLogin)
	}
	if fault.Is(err, fault.Invalid) {
		return p.showActivate(v, http.StatusUnprocessableEntity, err)
	}
	if err != nil {
		return err
	}
	return v.letIn(entrance)
}
