package portal

import (
	"fmt"
	"html/template"
	"net/url"
	"time"

	"portico/backend/access"
	"portico/backend/fault"
	"portico/backend/responses"
)

// resendInvitation sends the invitation once more.
func (p *Portal) resendInvitation(v *visit) error {
	if _, err := p.Responses.Resend(v.ctx(), v.scope(), v.pathID()); err != nil {
		return err
	}
	return v.redirect("/responses?done=resent")
}

// remindResponse sends a reminder to somebody who has not finished.
func (p *Portal) remindResponse(v *visit) error {
	if _, err := p.Responses.Remind(v.ctx(), v.scope(), v.pathID()); err != nil {
		return err
	}
	return v.redirect("/responses?done=reminded")
}

// editResponse shows the form to change who a response is for.
func (p *Portal) editResponse(v *visit) error {
	r, err := v.openResponse(access.NoEditing)
	if err != nil {
		return err
	}
	if err := p.Responses.MayEdit(r); err != nil {
		return err
	}
	return v.showEdit(r, url.Values{
		"first_name": {r.FirstName}, "last_name": {r.LastName}, "email": {r.Email},
		"assessor_name": {r.AssessorName}, "assessor_email": {r.AssessorEmail},
	}, nil)
}

// openResponse returns the response of the address for a page that changes it.
// Whoever may not change it, or can't see whom it is for, finds no such page.
func (v *visit) openResponse(restriction access.Restriction) (responses.Response, error) {
	if !v.can(restriction) {
		return responses.Response{}, errNotFound
	}
	return v.portal.Responses.Find(v.ctx(), v.scope(), v.pathID())
}

func (v *visit) showEdit(r responses.Response, values url.Values, refused error) error {
	f, err := v.newForm(values, rename(refused, map[string]string{
		"firstName": "first_name", "lastName": "last_name", "assessorName": "assessor_name", "assessorEmail": "assessor_email",
	}))
	if err != nil {
		return err
	}
	f.Action = fmt.Sprintf("/responses/%d/edit", r.ID)
	code := 200
	if refused != nil {
		code = status(fault.As(refused).Code)
	}
	return v.show(code, "response_form", page{
		Title: v.T("edit.title"), Lead: v.T("edit.lead"), Section: "responses", Narrow: true, Form: f,
		Data: inviteData{Edit: true, Back: "/responses", WillRelink: !r.SentAt.IsZero()},
	})
}

func (p *Portal) saveResponse(v *visit) error {
	r, err := v.openResponse(access.NoEditing)
	if err != nil {
		return err
	}
	changed, err := p.Responses.Edit(v.ctx(), v.scope(), r.ID, v.personInput())
	if fault.Is(err, fault.Invalid) {
		return v.showEdit(r, v.R.PostForm, err)
	}
	if err != nil {
		return err
	}
	if changed.TokenHash != r.TokenHash {
		return v.redirect("/responses?done=edited_relinked")
	}
	return v.redirect("/responses?done=edited")
}

// askExtend shows until when there is time, and asks for another day.
func (p *Portal) askExtend(v *visit) error {
	r, err := v.openResponse(access.NoExtending)
	if err != nil {
		return err
	}
	if err := p.Responses.MayExtend(r); err != nil {
		return err
	}
	later := r.ExpiresAt.Time
	if now := p.Clock.Now(); later.Before(now) {
		later = now
	}
	return v.showExtend(r, url.Values{"expires": {v.day(later.Add(14 * 24 * time.Hour))}}, nil)
}

type extendData struct {
	Response responses.Response
	MinDay   template.HTMLAttr
}

func (v *visit) showExtend(r responses.Response, values url.Values, refused error) error {
	f, err := v.newForm(values, refused)
	if err != nil {
		return err
	}
	code := 200
	if refused != nil {
		code = status(fault.As(refused).Code)
	}
	return v.show(code, "response_extend", page{
		Title: v.T("extend.title"), Lead: v.T("extend.lead", "name", r.Name()), Section: "responses", Narrow: true, Form: f,
		Data: extendData{r, v.fromToday()},
	})
}

func (p *Portal) extendResponse(v *visit) error {
	r, err := v.openResponse(access.NoExtending)
	if err != nil {
		return err
	}
	until, err := v.readDay("expires")
	if err == nil {
		_, err = p.Responses.Extend(v.ctx(), v.scope(), r.ID, until)
	}
	if fault.Is(err, fault.Invalid) || fault.Is(err, fault.Exhausted) {
		return v.showExtend(r, v.R.PostForm, err)
	}
	if err != nil {
		return err
	}
	return v.redirect("/responses?done=extended")
}

// confirmation asks before something that can't be undone.
type confirmation struct {
	Text   string // what will happen
	Action string
	Button string
	Back   string
}

func (v *visit) confirm(section, title string, data confirmation) error {
	return v.ok("confirm", page{Title: title, Section: section, Narrow: true, Data: data})
}

// askCancel asks before a response is taken back.
func (p *Portal) askCancel(v *visit) error {
	r, err := v.openResponse(access.NoDeleting)
	if err != nil {
		return err
	}
	return v.confirm("responses", v.T("cancel.title", "name", r.Name()), confirmation{
		Text: v.T("cancel.text"), Action: fmt.Sprintf("/responses/%d/cancel", r.ID), Button: v.T("cancel.button"), Back: "/responses",
	})
}

func (p *Portal) cancelResponse(v *visit) error {
	if _, err := p.Responses.Cancel(v.ctx(), v.scope(), v.pathID()); err != nil {
		return err
	}
	return v.redirect("/responses?done=cancelled")
}

// askDelete asks before a response is removed with its answers.
func (p *Portal) askDelete(v *visit) error {
	r, err := v.openResponse(access.NoDeleting)
	if err != nil {
		return err
	}
	text := v.T("delete.text")
	if r.State == responses.Completed {
		text = v.T("delete.text.completed")
	}
	return v.confirm("responses", v.T("delete.title", "name", r.Name()), confirmation{
		Text: text, Action: fmt.Sprintf("/responses/%d/delete", r.ID), Button: v.T("delete.button"), Back: "/responses",
	})
}

func (p *Portal) deleteResponse(v *visit) error {
	if err := p.Responses.Delete(v.ctx(), v.scope(), v.pathID()); err != nil {
		return err
	}
	return v.redirect("/responses?done=deleted")
}
