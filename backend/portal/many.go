package portal

import (
	"bytes"
	"net/url"
	"strconv"
	"strings"

	"portico/backend/access"
	"portico/backend/cohorts"
	"portico/backend/fault"
	"portico/backend/invitations"
	"portico/backend/responses"
	"portico/backend/sheets"
)

type manyForm struct {
	inviteData
	Cohort   *cohorts.Overview // the one that the people come into
	Template string            // the query of the templates' addresses
	Most     string
}

// canInviteMany reports whether whoever asks may send lists.
func (v *visit) canInviteMany() bool { return v.canMake() && v.can(access.NoBulkUpload) }

// newMany shows the form to invite many at once, by a file or a pasted list
// (RSP-3).
func (p *Portal) newMany(v *visit) error {
	if !v.canInviteMany() {
		return errNotFound
	}
	values := url.Values{
		"assessment": {v.query("assessment")}, "organization": {strconv.FormatInt(v.organizationID(), 10)}, "cohort": {v.query("cohort")},
		"expires": {v.day(p.Clock.Now().Add(responses.DefaultTime))},
	}
	return v.showManyForm(values, nil)
}

func (v *visit) showManyForm(values url.Values, refused error) error {
	f, err := v.newForm(values, rename(refused, map[string]string{"organizationId": "organization", "assessmentId": "assessment"}))
	if err != nil {
		return err
	}
	f.Action = "/invitations"
	data := manyForm{inviteData: inviteData{CanInvite: v.can(access.NoInviting), CanAdd: v.can(access.NoAdding), MinDay: v.fromToday(), Languages: v.languageChoices(), Back: "/responses"}, Most: v.grouped(invitations.MaxRows)}
	if id, _ := strconv.ParseInt(values.Get("cohort"), 10, 64); id != 0 {
		overview, err := v.portal.Cohorts.Overview(v.ctx(), v.scope(), id)
		if err != nil {
			return err
		}
		data.Cohort, data.Back, data.Template = &overview, cohortAddress(id, ""), "organization="+strconv.FormatInt(overview.OrganizationID, 10)
	} else if err := v.offerAssessments(&data.inviteData); err != nil {
		return err
	}
	code := 200
	if refused != nil {
		code = status(fault.As(refused).Code)
	}
	return v.show(code, "many_form", page{Title: v.T("many.title"), Lead: v.T("many.lead"), Section: "responses", Narrow: true, Form: f, Data: data})
}

// offerAssessments adds what people can be invited to, and for whom.
func (v *visit) offerAssessments(data *inviteData) error {
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
		data.Assessments = append([]option{{Value: "", Label: v.T("choose")}}, data.Assessments...)
	}
	data.Organizations, err = v.organizations(cut(v.query("find"), 100))
	return err
}

// checkMany takes the file or the list, and shows what came of checking it.
func (p *Portal) checkMany(v *visit) error {
	if !v.canInviteMany() {
		return errNotFound
	}
	path, name, done, err := v.upload("file")
	defer done()
	if err != nil {
		return v.showManyForm(v.R.PostForm, err)
	}
	request := invitations.Request{
		Path: path, Name: name, Text: v.R.PostForm.Get("people"), OrganizationID: v.number("organization"), AssessmentID: v.number("assessment"),
		CohortID: v.number("cohort"), ByMail: v.value("suppress") == "" && v.can(access.NoInviting), Language: v.value("language"), RemindDays: int(v.number("remind")),
	}
	if request.OrganizationID == 0 && request.CohortID == 0 {
		pick, err := v.organizations("")
		if err != nil {
			return err
		}
		request.OrganizationID = pick.Only
	}
	if request.ExpiresAt, err = v.readDay("expires"); err != nil {
		return v.showManyForm(v.R.PostForm, err)
	}
	outcome, err := p.Invitations.Check(v.ctx(), v.scope(), request)
	if fault.Is(err, fault.Invalid) {
		return v.showManyForm(v.R.PostForm, err)
	}
	if err != nil {
		return err
	}
	return v.redirect(manyAddress(outcome.ID, ""))
}

func manyAddress(id int64, rest string) string {
	return "/invitations/" + strconv.FormatInt(id, 10) + rest
}

type manyData struct {
	invitations.Outcome
	Assessment   string
	Organization string
	Percent      int
	IsRunning    bool
	Hides        bool // the person may not see whom the rows are about
	More         int  // problems that are not listed
	List         string
	IgnoredList  string // the columns that are not read
}

// shortened returns at most so many characters of a text, with the sign that
// there are more.
func shortened(text string, most int) string {
	if short := cut(text, most); short != text {
		return short + "…"
	}
	return text
}

// showMany shows what came of checking a list, or how far it is.
func (p *Portal) showMany(v *visit) error {
	outcome, err := p.Invitations.Find(v.ctx(), v.scope(), v.pathID())
	if err != nil {
		return err
	}
	data := manyData{
		Outcome: outcome, Percent: outcome.Progress(), IsRunning: outcome.State == invitations.Running, Hides: !v.can(access.HideIdentities),
		More: outcome.Wrong + outcome.Failed - len(outcome.Problems), List: "/responses?assessment=" + strconv.FormatInt(outcome.AssessmentID, 10),
	}
	if outcome.CohortID != nil {
		data.List = cohortAddress(*outcome.CohortID, "")
	}
	if assessment, err := p.Assessments.Find(v.ctx(), v.scope(), outcome.AssessmentID); err == nil {
		data.Assessment = assessment.Name
	}
	if organization, err := p.Organizations.Find(v.ctx(), v.scope(), outcome.OrganizationID); err == nil {
		data.Organization = organization.Name
	}
	data.IgnoredList = shortened(strings.Join(data.Ignored, ", "), 300)
	for i := range data.Problems {
		row := &data.Problems[i]
		row.Problem = v.words.fault(row.Problem)
		row.Person.FirstName, row.Person.LastName, row.Person.Email = shortened(row.Person.FirstName, 100), shortened(row.Person.LastName, 100), shortened(row.Person.Email, 100)
	}
	return v.ok("many", page{Title: outcome.FileName, Lead: v.T("many.of", "assessment", data.Assessment, "organization", data.Organization), Section: "responses", Narrow: true, Data: data})
}

func (p *Portal) sendMany(v *visit) error {
	if _, err := p.Invitations.Send(v.ctx(), v.scope(), v.pathID()); err != nil {
		return err
	}
	return v.redirect(manyAddress(v.pathID(), ""))
}

func (p *Portal) cancelMany(v *visit) error {
	if _, err := p.Invitations.Cancel(v.ctx(), v.scope(), v.pathID()); err != nil {
		return err
	}
	return v.redirect(manyAddress(v.pathID(), ""))
}

// sheetFormat returns the format that the address asks for, and its type.
func (v *visit) sheetFormat() (format sheets.Format, kind string) {
	if v.query("format") == string(sheets.XLSX) {
		return sheets.XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	}
	return sheets.CSV, "text/csv; charset=utf-8"
}

// manyErrors sends the rows that did not go out, with their reasons.
func (p *Portal) manyErrors(v *visit) error {
	format, kind := v.sheetFormat()
	var out bytes.Buffer
	if err := p.Invitations.ErrorFile(v.ctx(), v.scope(), v.pathID(), &out, format); err != nil {
		return err
	}
	return v.attachment(v.T("many.errors.file")+"."+string(format), kind, out.Bytes())
}

// manyTemplate sends a table with the columns that a list can have.
func (p *Portal) manyTemplate(v *visit) error {
	if !v.canInviteMany() {
		return errNotFound
	}
	organization := v.queryNumber("organization")
	if organization == 0 {
		organization = v.organizationID()
	}
	format, kind := v.sheetFormat()
	var out bytes.Buffer
	if err := p.Invitations.Template(v.ctx(), v.scope(), organization, &out, format); err != nil {
		return err
	}
	return v.attachment(v.T("many.template.file")+"."+string(format), kind, out.Bytes())
}
