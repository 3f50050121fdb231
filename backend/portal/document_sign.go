package portal

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"portico/backend/contracts"
	"portico/backend/fault"
)

// signingPolicy lets the signing page alone fetch the frozen PDF from this site
// for the viewer (SEC-29).
var signingPolicy = policy + "; connect-src 'self'"

type signPage struct {
	contracts.Ready
	Due       string
	NeedsCode bool
	File      string // the address of the frozen PDF
}

func documentAddress(id int64) string { return "/documents/" + strconv.FormatInt(id, 10) }

// signForm shows the document, the consent text, and the form that signs it.
func (p *Portal) signForm(v *visit) error { return v.showSign(nil) }

func (v *visit) showSign(refused error) error {
	ready, err := v.portal.Contracts.Prepare(v.ctx(), v.signer(), v.pathID(), v.language)
	if fault.Is(err, fault.Conflict) {
		return v.redirect(documentAddress(v.pathID())) // signed already
	}
	if err != nil {
		return err
	}
	values := url.Values{"typed_name": {v.value("typed_name")}, "identifier": {v.value("identifier")}, "read": {v.value("read")}, "consent": {v.value("consent")}}
	code := http.StatusOK
	if refused != nil {
		said := fault.As(refused)
		if said == nil {
			return refused
		}
		code = status(said.Code)
		if said.Code == fault.Conflict { // what was read is not what there is now
			values.Del("read")
			values.Del("consent")
		}
	}
	f, err := v.newForm(values, refused)
	if err != nil {
		return err
	}
	v.W.Header().Set("Content-Security-Policy", signingPolicy)
	return v.show(code, "sign", page{Title: ready.Title, Lead: ready.Organization, Section: "documents", Narrow: true, Form: f, Data: signPage{
		Ready: ready, Due: v.calendarDay(ready.DueOn), NeedsCode: v.visitor.User.HasSecondFactor(), File: documentAddress(ready.ID) + "/file.pdf?version=" + strconv.Itoa(ready.Number),
	}})
}

// signDocument signs (DOC-5): what can be seen is looked at first, then the
// password is asked for, then the service decides.
func (p *Portal) signDocument(v *visit) error {
	ready, err := p.Contracts.Prepare(v.ctx(), v.signer(), v.pathID(), v.language)
	if fault.Is(err, fault.Conflict) {
		return v.redirect(documentAddress(v.pathID()))
	}
	if err != nil {
		return errors.Join(p.Contracts.RecordRefusal(v.ctx(), v.signer(), v.pathID(), err), err)
	}
	version, _ := strconv.Atoi(v.value("version"))
	in := contracts.Signing{
		Version: version, SHA256: v.value("sha256"), WasRead: v.value("read") != "", Agrees: v.value("consent") != "", ConsentSHA256: v.value("consent_sha256"),
		TypedName: v.value("typed_name"), Language: v.language,
	}
	if err := in.Check(); err != nil {
		return v.showSign(err)
	}
	if err := ready.Matches(in); err != nil {
		return v.refuseSign(ready.ID, err)
	}
	in.Means, err = p.SignIn.Confirm(v.ctx(), v.token, v.value("identifier"), v.value("password"), v.value("code"), v.cookie(deviceCookie))
	if err != nil {
		return v.showSign(err)
	}
	if _, err := p.Contracts.Sign(v.ctx(), v.visitor.User.ID, ready.ID, in); err != nil {
		return v.refuseSign(ready.ID, err)
	}
	if err := p.Contracts.Finish(v.ctx(), ready.ID); err != nil {
		v.log().Error("signed file was not made, it is made when it is fetched", "error", err)
	}
	return v.redirect(documentAddress(ready.ID) + "?done=signed")
}

// refuseSign writes down that a signature was refused, and shows why.
func (v *visit) refuseSign(id int64, refused error) error {
	if err := v.portal.Contracts.RecordRefusal(v.ctx(), v.signer(), id, refused); err != nil {
		return err
	}
	return v.showSign(refused)
}

// Paragraphs returns the consent text as it is shown.
func (s signPage) Paragraphs() []string { return strings.Split(s.Consent.Text, "\n\n") }

type reasonPage struct {
	Text, Button, Back string
	Version            int
	Danger             bool
}

// declineForm asks for the reason.
func (p *Portal) declineForm(v *visit) error { return v.showDecline(nil) }

func (v *visit) showDecline(refused error) error {
	ready, err := v.portal.Contracts.Prepare(v.ctx(), v.signer(), v.pathID(), v.language)
	if err != nil {
		return err
	}
	return v.askReason(refused, v.T("document.decline.title"), ready.Title, reasonPage{
		Text: v.T("document.decline.text"), Button: v.T("document.decline"), Back: documentAddress(ready.ID), Version: ready.Number, Danger: true,
	})
}

// askReason shows a form with a reason and nothing else.
func (v *visit) askReason(refused error, title, lead string, data reasonPage) error {
	f, err := v.newForm(url.Values{"reason": {v.value("reason")}}, refused)
	if err != nil {
		return err
	}
	code := http.StatusOK
	if refused != nil {
		code = status(fault.As(refused).Code)
	}
	return v.show(code, "reason", page{Title: title, Lead: lead, Section: "documents", Narrow: true, Form: f, Data: data})
}

func (p *Portal) declineDocument(v *visit) error {
	version, _ := strconv.Atoi(v.value("version"))
	err := p.Contracts.Decline(v.ctx(), v.visitor.User.ID, v.pathID(), version, v.value("reason"))
	if fault.Is(err, fault.Invalid) {
		return v.showDecline(err)
	}
	if err != nil {
		return err
	}
	return v.redirect(documentAddress(v.pathID()) + "?done=declined")
}

// withdrawForm asks why somebody takes their signature back.
func (p *Portal) withdrawForm(v *visit) error { return v.showWithdraw(nil) }

func (v *visit) showWithdraw(refused error) error {
	view, err := v.portal.Contracts.View(v.ctx(), v.signer(), v.pathID())
	if err != nil {
		return err
	}
	if view.WithdrawUntil.IsZero() {
		return fault.New(fault.Conflict, "This signature can't be withdrawn, or not any more. Write to whoever runs this portal.")
	}
	return v.askReason(refused, v.T("document.withdraw.title"), view.Title, reasonPage{
		Text: v.T("document.withdraw.text", "until", v.moment(view.WithdrawUntil)), Button: v.T("document.withdraw"), Back: documentAddress(view.ID), Danger: true,
	})
}

func (p *Portal) withdrawSignature(v *visit) error {
	err := p.Contracts.WithdrawSignature(v.ctx(), v.visitor.User.ID, v.pathID(), v.value("reason"))
	if fault.Is(err, fault.Invalid) {
		return v.showWithdraw(err)
	}
	if err != nil {
		return err
	}
	return v.redirect(documentAddress(v.pathID()) + "?done=taken_back")
}
