package portal

import (
	"html/template"
	"net/url"
	"strconv"
	"strings"

	"portico/backend/access"
	"portico/backend/assessments"
	"portico/backend/cohorts"
	"portico/backend/fault"
	"portico/backend/responses"
)

type cohortFormData struct {
	ID            int64 // 0 for a new one
	Assessments   []option
	Organizations picker
	Types         []option
	MinDay        template.HTMLAttr
	Languages     []option
	Drivers       []assessments.Driver // where the assessment's are set by cohort
	HasSubject    bool                 // of one that is there already
	IsGroup       bool
	IsSingle      bool
	IsAnonymous   bool
	Back          string
}

// cohortFields are the names that faults have for the fields of the form.
var cohortFields = map[string]string{
	"organizationId": "organization", "assessmentId": "assessment", "subjectFirstName": "first_name", "subjectLastName": "last_name",
	"subjectEmail": "email", "closesAt": "closes", "remindDays": "remind",
}

// newCohort shows the form for a new cohort.
func (p *Portal) newCohort(v *visit) error {
	if !v.canMake() {
		return errNotFound
	}
	values := url.Values{
		"type": {string(cohorts.Group)}, "minimum": {strconv.Itoa(cohorts.DefaultMinimum)}, "remind": {"7"},
		"assessment": {v.query("assessment")}, "organization": {strconv.FormatInt(v.organizationID(), 10)},
		"closes": {v.day(p.Clock.Now().Add(responses.DefaultTime))},
	}
	return v.showCohortForm(cohorts.Cohort{}, values, nil)
}

func (v *visit) showCohortForm(c cohorts.Cohort, values url.Values, refused error) error {
	f, err := v.newForm(values, rename(refused, cohortFields))
	if err != nil {
		return err
	}
	data := cohortFormData{
		ID: c.ID, Types: v.cohortTypes(), MinDay: v.fromToday(), Languages: v.languageChoices(), Back: "/cohorts",
		HasSubject: c.Type.HasSubject(), IsGroup: c.Type == cohorts.Group, IsSingle: c.Type == cohorts.Single, IsAnonymous: c.IsAnonymous,
	}
	title, lead := v.T("cohort.new"), v.T("cohort.new.lead")
	if c.ID != 0 {
		f.Action, data.Back = cohortAddress(c.ID, "/edit"), cohortAddress(c.ID, "")
		title, lead = v.T("cohort.edit"), v.T("cohort.edit.lead")
		data.MinDay = v.closingDay(c)
		overview, err := v.portal.Cohorts.Overview(v.ctx(), v.scope(), c.ID)
		if err != nil {
			return err
		}
		if overview.DriversHere {
			definition, err := v.portal.Assessments.Definition(v.ctx(), c.VersionID)
			if err != nil {
				return err
			}
			data.Drivers = definition.Drivers
		}
	} else if err := v.offerForCohort(&data, f); err != nil {
		return err
	}
	code := 200
	if refused != nil {
		code = status(fault.As(refused).Code)
	}
	return v.show(code, "cohort_form", page{Title: title, Lead: lead, Section: "cohorts", Narrow: true, Form: f, Data: data})
}

// closingDay lets a cohort that is closed keep its day.
func (v *visit) closingDay(c cohorts.Cohort) template.HTMLAttr {
	if c.IsClosed(v.portal.now()) {
		return "required"
	}
	return v.fromToday()
}

// offerForCohort adds what a new cohort can be of.
func (v *visit) offerForCohort(data *cohortFormData, f *form) error {
	f.Action = "/cohorts"
	given, err := v.portal.Assessments.List(v.ctx(), v.scope())
	if err != nil {
		return err
	}
	for _, one := range given {
		if one.PublishedNumber > 0 {
			data.Assessments = append(data.Assessments, option{Value: strconv.FormatInt(one.ID, 10), Label: one.Name})
		}
	}
	if len(data.Assessments) != 1 {
		data.Assessments = append([]option{{Label: v.T("choose")}}, data.Assessments...)
	}
	data.Organizations, err = v.organizations(cut(v.query("find"), 100))
	return err
}

// cohortInput returns what the form says.
func (v *visit) cohortInput() (cohorts.Input, error) {
	input := cohorts.Input{
		OrganizationID: v.number("organization"), AssessmentID: v.number("assessment"), Type: cohorts.Type(v.value("type")), Name: v.value("name"),
		SubjectFirstName: v.value("first_name"), SubjectLastName: v.value("last_name"), SubjectEmail: v.value("email"),
		IsAnonymous: v.value("anonymous") != "", IsOpen: v.value("open") != "", Language: v.value("language"), Drivers: responses.Drivers{},
	}
	for name, given := range v.R.PostForm {
		if driver, isDriver := strings.CutPrefix(name, "driver-"); isDriver && len(given) > 0 && given[0] != "" {
			input.Drivers[driver] = given[0] == "on"
		}
	}
	var fields fault.Fields
	for name, number := range map[string]*int{"minimum": &input.Minimum, "maximum": &input.Maximum, "remind": &input.RemindDays} {
		if text := v.value(name); text != "" { // empty is as the type has it
			read, err := strconv.Atoi(text)
			fields.Require(err == nil && read >= 0, name, "Enter a whole number.")
			*number = read
		}
	}
	if err := fields.Err(); err != nil {
		return input, err
	}
	var err error
	input.ClosesAt, err = v.readDay("closes")
	return input, err
}

func (p *Portal) createCohort(v *visit) error {
	input, err := v.cohortInput()
	var made cohorts.Cohort
	if err == nil {
		if input.OrganizationID == 0 {
			pick, err := v.organizations("")
			if err != nil {
				return err
			}
			input.OrganizationID = pick.Only
		}
		made, err = p.Cohorts.Create(v.ctx(), v.scope(), input)
	}
	if fault.Is(err, fault.Invalid) {
		return v.showCohortForm(cohorts.Cohort{}, v.R.PostForm, err)
	}
	if err != nil {
		return err
	}
	return v.redirect(cohortAddress(made.ID, "", "done", "cohort_made"))
}

// editCohort shows the form to change a cohort.
func (p *Portal) editCohort(v *visit) error {
	c, err := v.cohortToChange()
	if err != nil {
		return err
	}
	values := url.Values{
		"name": {c.Name}, "first_name": {c.SubjectFirstName}, "last_name": {c.SubjectLastName}, "email": {c.SubjectEmail},
		"closes": {v.day(c.ClosesAt.Time)}, "minimum": {strconv.Itoa(c.Minimum)}, "remind": {strconv.Itoa(c.RemindDays)}, "language": {c.Language},
	}
	if c.Maximum != nil {
		values.Set("maximum", strconv.Itoa(*c.Maximum))
	}
	if c.IsOpen {
		values.Set("open", "on")
	}
	for driver, on := range c.Drivers {
		values.Set("driver-"+driver, map[bool]string{true: "on", false: "off"}[on])
	}
	return v.showCohortForm(c, values, nil)
}

// cohortToChange returns the cohort of the address for a page that changes it.
// Whoever can't see whom it is about can't change it either.
func (v *visit) cohortToChange() (cohorts.Cohort, error) {
	c, err := v.portal.Cohorts.Find(v.ctx(), v.scope(), v.pathID())
	if err == nil && (!v.canMake() || c.Type.HasSubject() && !v.can(access.HideIdentities)) {
		return cohorts.Cohort{}, errNotFound
	}
	return c, err
}

func (p *Portal) saveCohort(v *visit) error {
	c, err := v.cohortToChange()
	if err != nil {
		return err
	}
	input, err := v.cohortInput()
	if err == nil {
		if v.value("closes") == v.day(c.ClosesAt.Time) {
			input.ClosesAt = c.ClosesAt // the day is as it was shown: so is the minute
		}
		_, err = p.Cohorts.Update(v.ctx(), v.scope(), c.ID, input)
	}
	if fault.Is(err, fault.Invalid) {
		return v.showCohortForm(c, v.R.PostForm, err)
	}
	if err != nil {
		return err
	}
	return v.redirect(cohortAddress(c.ID, "", "done", "saved"))
}
