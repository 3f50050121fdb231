package portal

import (
	"net/url"
	"strconv"
	"strings"

	"portico/backend/access"
	"portico/backend/cohorts"
	"portico/backend/fault"
	"portico/backend/responses"
)

// mostPasted is how many people can be pasted at once; more come as a file.
const mostPasted = 200

type cohortData struct {
	cohorts.Overview
	About       string
	Figures     []figure
	People      []participant
	NextPage    string
	First       string
	CanChange   bool
	CanInvite   bool
	CanAdd      bool
	CanRemind   bool
	CanMany     bool
	CanDelete   bool
	CanReport   bool
	IsFull      bool
	Waiting     int // who have not answered
	RoleChoices []option
	Classes     []classField
	Refused     []refusedPerson // of the last try
	Most        int
}

// participant is a line of the table of those who take part.
type participant struct {
	responses.Row
	Name       string
	StateLabel string
	Classes    string
	CanRemind  bool
	CanReport  bool
}

// classField is a classifier to choose a value of.
type classField struct {
	Name    string // of the form's field
	Label   string
	Options []option
}

// refusedPerson is somebody who could not be taken in, and why.
type refusedPerson struct{ Typed, Reason string }

// showCohort shows a cohort: how far it is, who takes part, and the form to
// ask more people.
func (p *Portal) showCohort(v *visit) error { return v.showCohort(url.Values{}, nil) }

func (v *visit) showCohort(values url.Values, refused []refusedPerson) error {
	overview, err := v.portal.Cohorts.Overview(v.ctx(), v.scope(), v.pathID())
	if err != nil {
		return err
	}
	data := cohortData{
		Overview: overview, About: overview.Subject(), Refused: refused, Most: mostPasted,
		CanChange: v.canMake() && (!overview.Type.HasSubject() || v.can(access.HideIdentities)),
		CanInvite: v.can(access.NoInviting), CanAdd: v.can(access.NoAdding), CanRemind: v.can(access.NoResending) && !overview.Closed,
		CanMany: v.canInviteMany(), CanDelete: v.can(access.NoDeleting), CanReport: v.can(access.HideReports),
		Waiting: overview.Counts[responses.Invited] + overview.Counts[responses.InProgress],
	}
	if data.IsAnonymous && data.Type == cohorts.Group {
		data.CanAdd = false // nobody else can have a person's link
	}
	data.IsFull = overview.Maximum != nil && data.Waiting+overview.Counts[responses.Completed] >= *overview.Maximum
	for _, state := range []responses.State{responses.Completed, responses.InProgress, responses.Invited} {
		data.Figures = append(data.Figures, figure{Number: v.count(overview.Counts[state]), Label: v.T("figure." + string(state))})
	}
	if err := v.addPeople(&data); err != nil {
		return err
	}
	if overview.Type != cohorts.Single && len(overview.Roles) > 0 {
		first := option{Label: v.T("cohort.no_role")}
		if overview.Type == cohorts.Around {
			first.Label = v.T("choose")
		}
		data.RoleChoices = []option{first}
		for _, role := range overview.Roles {
			data.RoleChoices = append(data.RoleChoices, option{Value: role, Label: v.roleLabel(role)})
		}
	}
	data.Classes = v.classFields(overview.Classifiers)
	code := 200
	if len(refused) > 0 {
		code = status(fault.Invalid)
	}
	return v.show(code, "cohort", page{
		Title: overview.Name, Lead: v.T("cohort.about."+string(overview.Type), "assessment", overview.Assessment, "organization", overview.Organization),
		Section: "cohorts", Notice: v.done(), Form: &form{Values: values, words: v.words}, Data: data,
	})
}

// roleLabel says the one role that the program itself knows in the reader's
// language.
func (v *visit) roleLabel(role string) string {
	if role == cohorts.Self {
		return v.T("cohort.self")
	}
	return role
}

func (v *visit) classFields(classifiers []responses.Classifier) []classField {
	var fields []classField
	for _, classifier := range classifiers {
		field := classField{Name: "class-" + strconv.FormatInt(classifier.ID, 10), Label: classifier.Name, Options: []option{{Label: v.T("cohort.no_class")}}}
		for _, choice := range classifier.Choices {
			field.Options = append(field.Options, option{Value: choice, Label: choice})
		}
		fields = append(fields, field)
	}
	return fields
}

// addPeople adds a page of those who take part.
func (v *visit) addPeople(data *cohortData) error {
	address := v.R.URL.Query()
	found, err := v.portal.Cohorts.Participants(v.ctx(), v.scope(), data.ID, responses.Query{After: v.query("after")})
	if err != nil {
		return err
	}
	for _, row := range found.Items {
		var classes []string
		for _, classifier := range data.Classifiers {
			if value := row.Classifiers[classifier.Name]; value != "" {
				classes = append(classes, value)
			}
		}
		data.People = append(data.People, participant{
			Row: row, Name: row.Name(), StateLabel: v.stateLabel(row.Response), Classes: strings.Join(classes, ", "),
			CanRemind: data.CanRemind && row.State.IsOpen() && !row.SentAt.IsZero(),
			CanReport: data.CanReport && row.State == responses.Completed && !row.IsAnonymous,
		})
	}
	if found.Next != "" {
		data.NextPage = withQuery(cohortAddress(data.ID, ""), address, "after", found.Next, "done", "")
	}
	if v.query("after") != "" {
		data.First = withQuery(cohortAddress(data.ID, ""), address, "after", "", "done", "")
	}
	return nil
}

// addParticipants asks people to take part, one or many, by mail or, by the
// other button, without. Whoever can't be taken in stays in the field, with
// the reason.
func (p *Portal) addParticipants(v *visit) error {
	overview, err := p.Cohorts.Overview(v.ctx(), v.scope(), v.pathID())
	if err != nil {
		return err
	}
	role, byMail := v.value("role"), v.value("do") != "add"
	classes := responses.Classes{}
	for _, classifier := range overview.Classifiers {
		classes[classifier.Name] = v.value("class-" + strconv.FormatInt(classifier.ID, 10))
	}
	people := responses.ReadPeople(v.R.PostForm.Get("people"))
	switch {
	case overview.Type == cohorts.Single || overview.Type == cohorts.Around && role == cohorts.Self:
		people = []responses.Person{{Typed: overview.Subject()}} // the subject, whoever was typed
	case len(people) == 0:
		return v.showCohort(v.R.PostForm, []refusedPerson{{"", v.T("cohort.nobody")}})
	case len(people) > 1 && !v.can(access.NoBulkUpload):
		return v.showCohort(v.R.PostForm, []refusedPerson{{"", v.T("cohort.one_by_one")}})
	case len(people) > mostPasted:
		return v.showCohort(v.R.PostForm, []refusedPerson{{"", v.T("cohort.too_many", "n", mostPasted)}})
	}
	var refused []refusedPerson
	var left []string
	for _, person := range people {
		_, err := p.Cohorts.Invite(v.ctx(), v.scope(), overview.ID, cohorts.Participant{
			FirstName: person.FirstName, LastName: person.LastName, Email: person.Email, Role: role, Classifiers: classes,
		}, byMail)
		said := fault.As(err)
		switch {
		case err == nil:
		case said == nil || said.Code == fault.NotFound || said.Code == fault.Forbidden:
			return err
		default:
			refused, left = append(refused, refusedPerson{person.Typed, v.reasons(said)}), append(left, person.Typed)
		}
	}
	if len(refused) > 0 {
		values := v.R.PostForm
		values.Set("people", strings.Join(left, "\n"))
		return v.showCohort(values, refused)
	}
	if byMail {
		return v.redirect(cohortAddress(overview.ID, "", "done", "cohort_invited"))
	}
	return v.redirect("/responses?cohort=" + strconv.FormatInt(overview.ID, 10) + "&done=cohort_added")
}

// reasons says a fault in one line: what is wrong with its fields, else its
// message.
func (v *visit) reasons(said *fault.Error) string {
	if len(said.Fields) == 0 {
		return v.words.fault(said.Message)
	}
	var all []string
	for _, name := range []string{"email", "firstName", "lastName", "role", "classifiers", "organizationId", "assessmentId", "expires"} {
		if message, there := said.Fields[name]; there {
			all = append(all, v.words.fault(message))
		}
	}
	if len(all) == 0 {
		return v.words.fault(said.Message)
	}
	return strings.Join(all, " ")
}

// remindCohort reminds everybody who has not answered.
func (p *Portal) remindCohort(v *visit) error {
	reminded, err := p.Cohorts.RemindAll(v.ctx(), v.scope(), v.pathID())
	if err != nil {
		return err
	}
	done := "cohort_reminded"
	if reminded.Sent == 0 {
		done = "cohort_nobody_reminded"
	}
	return v.redirect(cohortAddress(v.pathID(), "", "done", done))
}

// remindParticipant reminds one of them.
func (p *Portal) remindParticipant(v *visit) error {
	c, err := p.Cohorts.Find(v.ctx(), v.scope(), v.pathID())
	if err != nil {
		return err
	}
	response, _ := strconv.ParseInt(v.R.PathValue("response"), 10, 64)
	r, err := p.Responses.Find(v.ctx(), v.scope(), response)
	if err != nil {
		return err
	}
	if r.CohortID == nil || *r.CohortID != c.ID {
		return errNotFound
	}
	if _, err := p.Responses.Remind(v.ctx(), v.scope(), response); err != nil {
		return err
	}
	return v.redirect(cohortAddress(c.ID, "", "done", "cohort_reminded"))
}

// askCloseCohort asks before a cohort is closed.
func (p *Portal) askCloseCohort(v *visit) error {
	c, err := v.cohortToChange()
	if err != nil {
		return err
	}
	return v.confirm("cohorts", v.T("cohort.close.title", "name", c.Name), confirmation{
		Text: v.T("cohort.close.text"), Action: cohortAddress(c.ID, "/close"), Button: v.T("cohort.close"), Back: cohortAddress(c.ID, ""),
	})
}

func (p *Portal) closeCohort(v *visit) error {
	if _, err := p.Cohorts.Close(v.ctx(), v.scope(), v.pathID()); err != nil {
		return err
	}
	return v.redirect(cohortAddress(v.pathID(), "", "done", "cohort_closed"))
}

type deleteCohortData struct {
	ID        int64
	Responses int
	Back      string
}

// askDeleteCohort asks before a cohort is removed, and what shall become of its
// responses (COH-3).
func (p *Portal) askDeleteCohort(v *visit) error {
	if !v.can(access.NoDeleting) {
		return errNotFound
	}
	overview, err := p.Cohorts.Overview(v.ctx(), v.scope(), v.pathID())
	if err != nil {
		return err
	}
	count := 0
	for _, one := range overview.Counts {
		count += one
	}
	return v.ok("cohort_delete", page{
		Title: v.T("cohort.delete.title", "name", overview.Name), Section: "cohorts", Narrow: true,
		Data: deleteCohortData{overview.ID, count, cohortAddress(overview.ID, "")},
	})
}

func (p *Portal) deleteCohort(v *visit) error {
	if err := p.Cohorts.Delete(v.ctx(), v.scope(), v.pathID(), v.value("with_responses") != ""); err != nil {
		return err
	}
	return v.redirect("/cohorts?done=cohort_deleted")
}

// replaceCohortLink makes the link useless that was given out.
func (p *Portal) replaceCohortLink(v *visit) error {
	if _, err := p.Cohorts.ReplaceLink(v.ctx(), v.scope(), v.pathID()); err != nil {
		return err
	}
	return v.redirect(cohortAddress(v.pathID(), "", "done", "cohort_link_replaced"))
}
