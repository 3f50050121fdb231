package portal

import (
	"net/http"
	"net/url"
	"strings"

	"portico/backend/fault"
)

type forgotData struct {
	Can    bool // mails go out
	IsSent bool
}

// forgotForm asks who has forgotten their password (SIG-4), or says whom to ask
// where no mail goes out.
func (p *Portal) forgotForm(v *visit) error {
	if step := v.step(); step != stepLogin {
		return v.redirect(onward(step, ""))
	}
	return p.showForgot(v, http.StatusOK, nil)
}

func (p *Portal) showForgot(v *visit, status int, refused error) error {
	can, err := p.SignIn.CanReset(v.ctx())
	if err != nil {
		return err
	}
	made, err := v.newForm(url.Values{"identifier": {v.value("identifier")}}, refused)
	if err != nil {
		return err
	}
	made.Action = forgotPage
	data := forgotData{Can: can, IsSent: can && v.query("sent") != "" && !made.Failed()}
	title, lead := "forgot.title", "forgot.lead"
	switch {
	case !can:
		lead = "forgot.off.lead"
	case data.IsSent:
		title, lead = "forgot.sent.title", "forgot.sent.lead"
	}
	return v.show(status, "forgot", page{Title: v.words.text(title), Lead: v.words.text(lead), Outside: true, Form: made, Data: data})
}

// forgot has the link mailed. Its answer is the same whoever was named (SEC-14).
func (p *Portal) forgot(v *visit) error {
	can, err := p.SignIn.CanReset(v.ctx())
	if err != nil {
		return err
	}
	if !can {
		return p.showForgot(v, http.StatusOK, nil)
	}
	identifier := strings.TrimSpace(v.value("identifier"))
	if identifier == "" {
		return p.showForgot(v, http.StatusUnprocessableEntity, &fault.Error{Code: fault.Invalid, Message: "Please check the marked fields.",
			Fields: map[string]string{"identifier": "Enter the Email or Login that you sign in with."}})
	}
	if err := p.SignIn.Forgot(v.ctx(), identifier); err != nil {
		return err
	}
	return v.redirect(forgotPage + "?sent=1")
}

type resetData struct {
	Token    string
	Username string
	Minimum  int
}

// resetForm asks whoever opened the mailed link for a new password. Opening it
// changes nothing (SEC-28).
func (p *Portal) resetForm(v *visit) error {
	if v.query("token") == "" {
		return v.redirect(forgotPage)
	}
	return p.showReset(v, http.StatusOK, v.query("token"), nil)
}

func (p *Portal) showReset(v *visit, status int, token string, refused error) error {
	u, err := p.SignIn.ByReset(v.ctx(), token)
	if err != nil {
		return err
	}
	minimum, err := p.minimumFor(v, u)
	if err != nil {
		return err
	}
	made, err := v.newForm(nil, refused)
	if err != nil {
		return err
	}
	made.Action = resetPage
	return v.show(status, "reset", page{Title: v.words.text("renew.title"), Lead: v.words.text("renew.lead", "username", u.Username()),
		Outside: true, Form: made, Data: resetData{Token: token, Username: u.Username(), Minimum: minimum}})
}

// reset sets the new password and leads to signing in with it.
func (p *Portal) reset(v *visit) error {
	token := v.value("token")
	err := p.SignIn.Reset(v.ctx(), token, v.value("password"), v.value("repeat_password"))
	if fault.Is(err, fault.Invalid) {
		return p.showReset(v, http.StatusUnprocessableEntity, token, err)
	}
	if err != nil {
		return err
	}
	v.setCookie(sessionCookie, "", -1)
	return v.redirect(stepLogin + "?done=reset")
}
