package portal

import (
	"fmt"
	"html/template"
	"net/url"
	"strconv"
	"time"

	"portico/backend/access"
	"portico/backend/assessments"
	"portico/backend/fault"
	"portico/backend/responses"
	"portico/backend/store"
)

type inviteData struct {
	Assessments   []option
	Organizations picker
	CanInvite     bool
	CanAdd        bool
	Edit          bool              // an existing response: without assessment, organization and day
	MinDay        template.HTMLAttr // the date field's attributes
	Languages     []option
	Back          string
	WillRelink    bool // a new address makes the link that was sent useless
	Drivers       []responseDrivers
}

// responseDrivers are the drivers of an assessment that are set by response.
type responseDrivers struct {
	AssessmentID int64
	Name         string
	Drivers      []responseDriver
}

type responseDriver struct {
	assessments.Driver
	Field string // "driver-3-remote": several assessments may be offered
	IsOn  bool
}

// responseDrivers returns the drivers that are set here, of those assessments
// that are offered and have some.
func (v *visit) responseDrivers(values url.Values) ([]responseDrivers, error) {
	given, err := v.portal.Assessments.List(v.ctx(), v.scope())
	if err != nil {
		return nil, err
	}
	var all []responseDrivers
	for _, one := range given {
		if one.PublishedVersionID == nil || one.DriversBy != assessments.ByResponse {
			continue
		}
		definition, err := v.portal.Assessments.Definition(v.ctx(), *one.PublishedVersionID)
		if err != nil {
			return nil, err
		}
		set := responseDrivers{AssessmentID: one.ID, Name: one.Name}
		for _, driver := range definition.Drivers {
			d := responseDriver{driver, fmt.Sprintf("driver-%d-%s", one.ID, driver.ID), driver.Default}
			if values.Has("do") { // as it was sent
				d.IsOn = values.Get(d.Field) != ""
			}
			set.Drivers = append(set.Drivers, d)
		}
		if len(set.Drivers) > 0 {
			all = append(all, set)
		}
	}
	return all, nil
}

// saidDrivers returns what the form says of the drivers of its assessment.
func (v *visit) saidDrivers(assessmentID int64) (responses.Drivers, error) {
	all, err := v.responseDrivers(v.R.PostForm)
	said := responses.Drivers{}
	for _, set := range all {
		if set.AssessmentID != assessmentID {
			continue
		}
		for _, driver := range set.Drivers {
			said[driver.ID] = driver.IsOn
		}
	}
	return said, err
}

// newResponse shows the form to invite or add a respondent.
func (p *Portal) newResponse(v *visit) error {
	if !v.canMake() {
		return errNotFound
	}
	values := url.Values{"assessment": {v.query("assessment")}, "organization": {v.query("organization")}}
	if v.query("organization") == "" {
		values.Set("organization", strconv.FormatInt(v.organizationID(), 10))
	}
	values.Set("expires", v.day(p.Clock.Now().Add(responses.DefaultTime)))
	return v.showInvite(values, nil)
}

// day returns a day in the site's time zone as a date field writes it.
func (v *visit) day(at time.Time) string { return at.In(v.general.Location()).Format(time.DateOnly) }

// fromToday returns the attributes of a date field that takes no day that is
// over.
func (v *visit) fromToday() template.HTMLAttr {
	return template.HTMLAttr(fmt.Sprintf(`min="%s" required`, v.day(v.portal.Clock.Now()))) //nolint:gosec // a date
}

// languageChoices returns the languages that a respondent can be met in.
func (v *visit) languageChoices() []option {
	choices := []option{{Value: "", Label: v.T("language.browser")}}
	for _, name := range languages() {
		choices = append(choices, option{Value: name, Label: v.portal.words[name].text("language")})
	}
	return choices
}

func (v *visit) showInvite(values url.Values, refused error) error {
	f, err := v.newForm(values, rename(refused, map[string]string{
		"organizationId": "organization", "assessmentId": "assessment", "firstName": "first_name", "lastName": "last_name",
		"assessorName": "assessor_name", "assessorEmail": "assessor_email",
	}))
	if err != nil {
		return err
	}
	f.Action = "/responses"
	data := inviteData{CanInvite: v.can(access.NoInviting), CanAdd: v.can(access.NoAdding), MinDay: v.fromToday(), Languages: v.languageChoices(), Back: "/responses"}
	if err := v.offerAssessments(&data); err != nil {
		return err
	}
	if data.Drivers, err = v.responseDrivers(values); err != nil {
		return err
	}
	code := 200
	if refused != nil {
		code = status(fault.As(refused).Code)
	}
	return v.show(code, "response_form", page{
		Title: v.T("invite.title"), Lead: v.T("invite.lead"), Section: "responses", Narrow: true, Form: f, Data: data,
	})
}

// rename gives a fault's fields the names that they have in a form.
func rename(err error, names map[string]string) error {
	f := fault.As(err)
	if f == nil || len(f.Fields) == 0 {
		return err
	}
	renamed := *f
	renamed.Fields = map[string]string{}
	for name, message := range f.Fields {
		if other, known := names[name]; known {
			name = other
		}
		renamed.Fields[name] = message
	}
	return &renamed
}

// personInput returns what the form says about the respondent.
func (v *visit) personInput() responses.Input {
	return responses.Input{
		FirstName: v.value("first_name"), LastName: v.value("last_name"), Email: v.value("email"),
		AssessorName: v.value("assessor_name"), AssessorEmail: v.value("assessor_email"),
	}
}

// makeResponse invites a respondent by mail or, by the other button, adds a
// response whose link is handed over.
func (p *Portal) makeResponse(v *visit) error {
	input := v.personInput()
	input.OrganizationID, input.AssessmentID, input.Language = v.number("organization"), v.number("assessment"), v.value("language")
	if input.OrganizationID == 0 {
		pick, err := v.organizations("")
		if err != nil {
			return err
		}
		input.OrganizationID = pick.Only // the form asks only where there are several
	}
	input.RemindDays = int(v.number("remind"))
	expires, err := v.readDay("expires")
	if err != nil {
		return v.showInvite(v.R.PostForm, err)
	}
	input.ExpiresAt = expires
	if input.Drivers, err = v.saidDrivers(input.AssessmentID); err != nil {
		return err
	}
	byHand := v.value("do") == "add"
	create := p.Responses.Invite
	if byHand {
		create = p.Responses.Add
	}
	made, err := create(v.ctx(), v.scope(), input)
	if fault.Is(err, fault.Invalid) || fault.Is(err, fault.Exhausted) {
		return v.showInvite(v.R.PostForm, err)
	}
	if err != nil {
		return err
	}
	if byHand {
		return v.redirect("/responses/" + strconv.FormatInt(made.ID, 10) + "/link")
	}
	return v.redirect("/responses?done=invited")
}

// readDay returns the end of the day in a field, the zero Time for an empty
// one.
func (v *visit) readDay(name string) (store.Time, error) {
	if v.value(name) == "" {
		return store.Time{}, nil
	}
	day, err := responses.EndOfDay(v.value(name), v.general.Location())
	if err != nil {
		return store.Time{}, &fault.Error{Code: fault.Invalid, Message: "Please check the marked fields.", Fields: map[string]string{name: "Enter a date as year-month-day, like 2026-03-31."}}
	}
	return day, nil
}

// showLink shows the link of a response that was added by hand, to be handed
// over.
func (p *Portal) showLink(v *visit) error {
	made, err := p.Responses.LinkOf(v.ctx(), v.scope(), v.pathID())
	if err != nil {
		return err
	}
	return v.ok("response_link", page{
		Title: v.T("link.title"), Lead: v.T("link.lead", "name", made.Name()), Section: "responses", Narrow: true, Data: made,
	})
}
