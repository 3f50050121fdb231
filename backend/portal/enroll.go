package portal

import (
	"html/template"
	"net/http"

	"portico/backend/fault"
	"portico/backend/figures"
)

type enrollData struct {
	Required    bool
	AskPassword bool
	Secret      []string // in groups that can be read aloud
	URL         template.URL
	QR          template.HTML
}

// enrollForm shows the secret for the authenticator, as a QR code and typed.
func (p *Portal) enrollForm(v *visit) error {
	if v.visitor.User.HasSecondFactor() {
		return v.redirect("/account")
	}
	return p.showEnroll(v, http.StatusOK, nil)
}

func (p *Portal) showEnroll(v *visit, status int, refused error) error {
	enrollment, err := p.SignIn.Enrollment(v.ctx(), v.visitor)
	if err != nil {
		return err
	}
	qr, err := figures.NewQR(enrollment.URL)
	if err != nil {
		return err
	}
	required := v.visitor.MustEnroll
	data := enrollData{
		Required: required, AskPassword: !required || !v.visitor.IsFresh(p.SignIn.Store.Now()),
		Secret: enrollment.Groups(), URL: template.URL(enrollment.URL), //nolint:gosec // made by this program
		QR: template.HTML(qr.SVG(v.words.text("enroll.qr"))), //nolint:gosec // drawn by this program
	}
	made, err := v.newForm(nil, refused)
	if err != nil {
		return err
	}
	made.Action = withNext(stepEnroll, v.query("next"))
	lead := "enroll.lead"
	if required {
		lead = "enroll.required"
	}
	return v.show(status, "enroll", page{Title: v.words.text("enroll.title"), Lead: v.words.text(lead), Outside: required, Narrow: true, Section: "account", Form: made, Data: data})
}

// enroll puts the second factor in force and shows the recovery codes, this
// once (SEC-13).
func (p *Portal) enroll(v *visit) error {
	entrance, codes, err := p.SignIn.Enroll(v.ctx(), v.token, v.value("password"), v.value("code"))
	if fault.Is(err, fault.Invalid) {
		return p.showEnroll(v, http.StatusUnprocessableEntity, err)
	}
	if err != nil {
		return err
	}
	v.admit(entrance)
	v.visitor.User, v.visitor.MustEnroll = entrance.User, false
	return p.showRecoveryCodes(v, codes)
}

type recoveryData struct {
	Codes    []string
	Continue string
}

func (p *Portal) showRecoveryCodes(v *visit, codes []string) error {
	return v.ok("recovery", page{Title: v.words.text("recovery.title"), Lead: v.words.text("recovery.lead"), Narrow: true, Section: "account",
		Data: recoveryData{Codes: codes, Continue: onward("", v.query("next"))}})
}
