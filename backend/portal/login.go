package portal

import (
	"html/template"
	"net/http"
	"net/url"

	"portico/backend/fault"
	"portico/backend/signin"
	"portico/backend/sitetext"
)

// front leads from the bare address to where somebody goes on.
func (p *Portal) front(v *visit) error {
	if step := v.step(); step != "" {
		return v.redirect(step)
	}
	return v.redirect(v.landing())
}

type loginData struct{ Text template.HTML }

// loginForm shows the sign-in page.
func (p *Portal) loginForm(v *visit) error {
	if step := v.step(); step != stepLogin {
		return v.redirect(onward(step, v.query("next")))
	}
	return p.showLogin(v, http.StatusOK, nil)
}

func (p *Portal) showLogin(v *visit, status int, refused error) error {
	text, err := p.Texts.Render(v.ctx(), sitetext.SignIn, 0, v.language, sitetext.Values{"site.name": v.general.SiteName})
	if err != nil {
		return err
	}
	values := url.Values{"identifier": {v.value("identifier")}}
	made, err := v.newForm(values, refused)
	if err != nil {
		return err
	}
	made.Action = withNext(stepLogin, v.query("next"))
	notice := ""
	if v.query("done") == "reset" && !made.Failed() {
		notice = v.words.text("renew.done")
	}
	return v.show(status, "login", page{Title: v.words.text("login.title"), Outside: true, Notice: notice, Form: made, Data: loginData{text}})
}

// login takes Email or Login and password (SIG-1).
func (p *Portal) login(v *visit) error {
	entrance, err := p.SignIn.SignIn(v.ctx(), v.value("identifier"), v.value("password"), v.cookie(deviceCookie))
	if fault.Is(err, fault.Unauthenticated) {
		return p.showLogin(v, http.StatusUnauthorized, err)
	}
	if err != nil {
		return err
	}
	return v.letIn(entrance)
}

// letIn sets the cookies of somebody who went a step further, and sends them to
// the next one or to where they wanted to go.
func (v *visit) letIn(entrance signin.Entrance) error {
	v.admit(entrance)
	step := ""
	switch {
	case entrance.Stage == signin.NeedsCode:
		step = stepCode
	case entrance.Stage == signin.NeedsPassword:
		step = stepActivate
	case entrance.MustEnroll:
		step = stepEnroll
	}
	return v.redirect(onward(step, v.query("next")))
}

// onward returns the page of a step, which keeps next for later, or next itself
// for somebody who is in.
func onward(step, next string) string {
	if step != "" {
		return withNext(step, next)
	}
	if next = localPath(next); next != "" {
		return next
	}
	return "/home"
}

// codeForm asks for the second factor (SIG-3).
func (p *Portal) codeForm(v *visit) error { return p.showCode(v, http.StatusOK, nil) }

func (p *Portal) showCode(v *visit, status int, refused error) error {
	made, err := v.newForm(nil, refused)
	if err != nil {
		return err
	}
	made.Action = withNext(stepCode, v.query("next"))
	return v.show(status, "code", page{Title: v.words.text("code.title"), Lead: v.words.text("code.lead"), Outside: true, Form: made})
}

// code takes a code of the authenticator or a recovery code.
func (p *Portal) code(v *visit) error {
	entrance, err := p.SignIn.SubmitCode(v.ctx(), v.token, v.value("code"), v.cookie(deviceCookie))
	if fault.Is(err, fault.Unauthenticated) {
		// The session may have ended meanwhile: then the page leads back.
		if err := v.identify(); err != nil {
			return err
		}
		if v.step() != stepCode {
			return v.redirect(stepLogin)
		}
		return p.showCode(v, http.StatusUnauthorized, err)
	}
	if err != nil {
		return err
	}
	return v.letIn(entrance)
}

// logout ends the session.
func (p *Portal) logout(v *visit) error {
	if err := p.SignIn.SignOut(v.ctx(), v.token); err != nil {
		return err
	}
	v.setCookie(sessionCookie, "", -1)
	return v.redirect(stepLogin)
}
