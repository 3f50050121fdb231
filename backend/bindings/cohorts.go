package bindings

import (
	"context"
	"io"
	"strconv"
	"time"

	"portico/backend"
	"portico/backend/cohorts"
	"portico/backend/fault"
	"portico/backend/responses"
	"portico/backend/store"
)

// CohortQuery says which stretch of the list is wanted.
type CohortQuery struct {
	Search         string `json:"search"`
	Type           string `json:"type"`           // "group", "360", "single", ""
	State          string `json:"state"`          // "open", "closed", ""
	OrganizationID int64  `json:"organizationId"` // at or below
	AssessmentID   int64  `json:"assessmentId"`
	After          string `json:"after"`
	Limit          int    `json:"limit"`
}

// CohortRow is one line of the list.
type CohortRow struct {
	ID           int64  `json:"id"`
	Name         string `json:"name"`
	Type         string `json:"type"`
	Subject      string `json:"subject"` // "" for a Group
	Organization string `json:"organization"`
	Assessment   string `json:"assessment"`
	Invited      int    `json:"invited"` // who take part: open or completed
	Completed    int    `json:"completed"`
	Closed       bool   `json:"closed"`
	ClosesAt     string `json:"closesAt"`
	CreatedAt    string `json:"createdAt"`
}

// CohortPage is a stretch of the list, newest first.
type CohortPage struct {
	Items []CohortRow `json:"items"`
	Next  string      `json:"next"`
	Count int         `json:"count"`
}

// CohortInput is what the form sends. Organization, assessment, type and
// isAnonymous count for a new one only.
type CohortInput struct {
	OrganizationID   int64           `json:"organizationId"`
	AssessmentID     int64           `json:"assessmentId"`
	Type             string          `json:"type"`
	Name             string          `json:"name"`
	SubjectFirstName string          `json:"subjectFirstName"`
	SubjectLastName  string          `json:"subjectLastName"`
	SubjectEmail     string          `json:"subjectEmail"`
	ClosesOn         string          `json:"closesOn"` // the last day, 2026-03-31
	Minimum          int             `json:"minimum"`
	Maximum          int             `json:"maximum"` // 0 for any number
	IsAnonymous      bool            `json:"isAnonymous"`
	Drivers          map[string]bool `json:"drivers"`
	RemindDays       int             `json:"remindDays"`
	Language         string          `json:"language"`
	IsOpen           bool            `json:"isOpen"`
}

// CohortDriver is a driver that the cohort sets.
type CohortDriver struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Description string `json:"description"`
	Default     bool   `json:"default"`
}

// CohortClassifier is a classifier that its participants can have.
type CohortClassifier struct {
	Name    string   `json:"name"`
	Choices []string `json:"choices"`
}

// CohortDetail is one cohort with how far it is.
type CohortDetail struct {
	ID           int64              `json:"id"`
	Input        CohortInput        `json:"input"`
	Organization string             `json:"organization"`
	Assessment   string             `json:"assessment"`
	Subject      string             `json:"subject"`
	Closed       bool               `json:"closed"`
	ClosesAt     string             `json:"closesAt"`
	Completed    int                `json:"completed"`
	InProgress   int                `json:"inProgress"`
	Invited      int                `json:"invited"` // have not begun
	Joining      string             `json:"joining"` // the link of an open cohort, or ""
	Roles        []string           `json:"roles"`
	Classifiers  []CohortClassifier `json:"classifiers"`
	Drivers      []CohortDriver     `json:"drivers"` // where they are set by cohort
	CreatedAt    string             `json:"createdAt"`
}

// Participants is people to be asked, as they were typed: one in each line.
type Participants struct {
	People      string            `json:"people"`
	Role        string            `json:"role"`
	Classifiers map[string]string `json:"classifiers"`
	ByMail      bool              `json:"byMail"`
}

// ParticipantsOutcome is what became of them.
type ParticipantsOutcome struct {
	TakenIn int       `json:"takenIn"`
	Refused []LeftOut `json:"refused"` // by line; the name is what was typed
}

// CohortReportView says how a report is looked at.
type CohortReportView struct {
	SplitBy     string `json:"splitBy"`
	FilterBy    string `json:"filterBy"`
	FilterValue string `json:"filterValue"`
}

// CohortDimension is something that a report can be split by.
type CohortDimension struct {
	Name   string   `json:"name"`
	Label  string   `json:"label"` // "" for roles
	Values []string `json:"values"`
}

// CohortReport is a report, as a page that stands by itself.
type CohortReport struct {
	Page       string            `json:"page"` // HTML
	Enough     bool              `json:"enough"`
	Dimensions []CohortDimension `json:"dimensions"`
}

// Cohorts is the bridge behind the Cohorts screens.
type Cohorts struct{ core *Core }

// List returns a stretch of the list, newest first.
func (c *Cohorts) List(query CohortQuery) (CohortPage, error) {
	ctx, b, err := c.core.enter()
	if err != nil {
		return CohortPage{}, err
	}
	page, err := b.Cohorts.List(ctx, everything, cohorts.Query{
		Search: query.Search, Type: cohorts.Type(query.Type), State: query.State, OrganizationID: query.OrganizationID, AssessmentID: query.AssessmentID, After: query.After, Limit: query.Limit,
	})
	if err != nil {
		return CohortPage{}, err
	}
	now := b.Store.Now()
	items := make([]CohortRow, len(page.Items))
	for i, row := range page.Items {
		items[i] = CohortRow{
			ID: row.ID, Name: row.Name, Type: string(row.Type), Subject: row.Subject(), Organization: row.Organization, Assessment: row.Assessment,
			Invited: row.Invited, Completed: row.Completed, Closed: row.IsClosed(now), ClosesAt: row.ClosesAt.RFC3339(), CreatedAt: row.CreatedAt.RFC3339(),
		}
	}
	return CohortPage{Items: items, Next: page.Next, Count: page.Count}, nil
}

// Get returns one cohort.
func (c *Cohorts) Get(id int64) (CohortDetail, error) {
	ctx, b, err := c.core.enter()
	if err != nil {
		return CohortDetail{}, err
	}
	return cohortDetail(ctx, b, id)
}

func cohortDetail(ctx context.Context, b *backend.Backend, id int64) (CohortDetail, error) {
	o, err := b.Cohorts.Overview(ctx, everything, id)
	if err != nil {
		return CohortDetail{}, err
	}
	general, err := b.Settings.General(ctx)
	if err != nil {
		return CohortDetail{}, err
	}
	detail := CohortDetail{
		ID: id, Organization: o.Organization, Assessment: o.Assessment, Subject: o.Subject(), Closed: o.Closed, ClosesAt: o.ClosesAt.RFC3339(),
		Completed: o.Counts[responses.Completed], InProgress: o.Counts[responses.InProgress], Invited: o.Counts[responses.Invited],
		Joining: o.Joining, Roles: append([]string{}, o.Roles...), Classifiers: []CohortClassifier{}, Drivers: []CohortDriver{}, CreatedAt: o.CreatedAt.RFC3339(),
		Input: CohortInput{
			OrganizationID: o.OrganizationID, AssessmentID: o.AssessmentID, Type: string(o.Type), Name: o.Name,
			SubjectFirstName: o.SubjectFirstName, SubjectLastName: o.SubjectLastName, SubjectEmail: o.SubjectEmail,
			ClosesOn: o.ClosesAt.In(general.Location()).Format(time.DateOnly), Minimum: o.Minimum, IsAnonymous: o.IsAnonymous,
			Drivers: map[string]bool{}, RemindDays: o.RemindDays, Language: o.Language, IsOpen: o.IsOpen,
		},
	}
	if o.Maximum != nil {
		detail.Input.Maximum = *o.Maximum
	}
	for driver, on := range o.Cohort.Drivers {
		detail.Input.Drivers[driver] = on
	}
	for _, classifier := range o.Classifiers {
		detail.Classifiers = append(detail.Classifiers, CohortClassifier{classifier.Name, append([]string{}, classifier.Choices...)})
	}
	if !o.DriversHere {
		return detail, nil
	}
	definition, err := b.Assessments.Definition(ctx, o.VersionID)
	for _, driver := range definition.Drivers {
		detail.Drivers = append(detail.Drivers, CohortDriver{driver.ID, driver.Name, driver.Description, driver.Default})
	}
	return detail, err
}

// service reads the form. A day that is as it was shown keeps its moment.
func (in CohortInput) service(ctx context.Context, b *backend.Backend, before cohorts.Cohort) (cohorts.Input, error) {
	out := cohorts.Input{
		OrganizationID: in.OrganizationID, AssessmentID: in.AssessmentID, Type: cohorts.Type(in.Type), Name: in.Name,
		SubjectFirstName: in.SubjectFirstName, SubjectLastName: in.SubjectLastName, SubjectEmail: in.SubjectEmail,
		Minimum: in.Minimum, Maximum: in.Maximum, IsAnonymous: in.IsAnonymous, Drivers: in.Drivers, RemindDays: in.RemindDays, Language: in.Language, IsOpen: in.IsOpen,
	}
	general, err := b.Settings.General(ctx)
	if err != nil {
		return out, err
	}
	if !before.ClosesAt.IsZero() && in.ClosesOn == before.ClosesAt.In(general.Location()).Format(time.DateOnly) {
		out.ClosesAt = before.ClosesAt
		return out, nil
	}
	if out.ClosesAt, err = responses.EndOfDay(in.ClosesOn, general.Location()); err != nil {
		return out, &fault.Error{Code: fault.Invalid, Message: "Please check the marked fields.", Fields: map[string]string{"closesOn": "Enter a date, such as 2027-03-31."}}
	}
	return out, nil
}

// named gives the fault of a closing day the name that the form has for it.
func named(err error) error {
	if f := fault.As(err); f != nil && f.Fields["closesAt"] != "" {
		fields := map[string]string{}
		for name, message := range f.Fields {
			fields[name] = message
		}
		fields["closesOn"] = fields["closesAt"]
		delete(fields, "closesAt")
		return &fault.Error{Code: f.Code, Message: f.Message, Fields: fields}
	}
	return err
}

// Create makes a cohort.
func (c *Cohorts) Create(input CohortInput) (CohortDetail, error) {
	return c.change(func(ctx context.Context, b *backend.Backend) (cohorts.Cohort, error) {
		in, err := input.service(ctx, b, cohorts.Cohort{})
		if err != nil {
			return cohorts.Cohort{}, err
		}
		return b.Cohorts.Create(ctx, everything, in)
	})
}

// Update changes one.
func (c *Cohorts) Update(id int64, input CohortInput) (CohortDetail, error) {
	return c.change(func(ctx context.Context, b *backend.Backend) (cohorts.Cohort, error) {
		before, err := b.Cohorts.Find(ctx, everything, id)
		if err != nil {
			return before, err
		}
		in, err := input.service(ctx, b, before)
		if err != nil {
			return before, err
		}
		return b.Cohorts.Update(ctx, everything, id, in)
	})
}

// Close ends a cohort now.
func (c *Cohorts) Close(id int64) (CohortDetail, error) {
	return c.change(func(ctx context.Context, b *backend.Backend) (cohorts.Cohort, error) {
		return b.Cohorts.Close(ctx, everything, id)
	})
}

// ReplaceLink makes the link useless that was given out.
func (c *Cohorts) ReplaceLink(id int64) (CohortDetail, error) {
	return c.change(func(ctx context.Context, b *backend.Backend) (cohorts.Cohort, error) {
		return b.Cohorts.ReplaceLink(ctx, everything, id)
	})
}

func (c *Cohorts) change(change func(context.Context, *backend.Backend) (cohorts.Cohort, error)) (CohortDetail, error) {
	ctx, b, err := c.core.enter()
	if err != nil {
		return CohortDetail{}, err
	}
	changed, err := change(ctx, b)
	if err != nil {
		return CohortDetail{}, named(err)
	}
	return cohortDetail(ctx, b, changed.ID)
}

// Delete removes a cohort, and with responses what was answered in it.
func (c *Cohorts) Delete(id int64, withResponses bool) error {
	ctx, b, err := c.core.enter()
	if err != nil {
		return err
	}
	return b.Cohorts.Delete(ctx, everything, id, withResponses)
}

// Invite asks people to take part; who can't be taken in is named with the
// reason.
func (c *Cohorts) Invite(id int64, participants Participants) (ParticipantsOutcome, error) {
	outcome := ParticipantsOutcome{Refused: []LeftOut{}}
	ctx, b, err := c.core.enter()
	if err != nil {
		return outcome, err
	}
	people := responses.ReadPeople(participants.People)
	if len(people) == 0 {
		people = []responses.Person{{}} // the subject of a 360 or a Single Respondent
	}
	for _, person := range people {
		_, err := b.Cohorts.Invite(ctx, everything, id, cohorts.Participant{
			FirstName: person.FirstName, LastName: person.LastName, Email: person.Email, Role: participants.Role, Classifiers: participants.Classifiers,
		}, participants.ByMail)
		said := fault.As(err)
		switch {
		case err == nil:
			outcome.TakenIn++
		case said == nil || said.Code == fault.NotFound:
			return outcome, err
		default:
			outcome.Refused = append(outcome.Refused, LeftOut{ID: int64(person.Line), Name: person.Typed, Reason: inOneLine(said)})
		}
	}
	return outcome, nil
}

// inOneLine says what is wrong with the fields of a fault, else its message.
func inOneLine(said *fault.Error) string {
	for _, name := range []string{"email", "firstName", "lastName", "role", "classifiers", "organizationId", "assessmentId"} {
		if message := said.Fields[name]; message != "" {
			return message
		}
	}
	return said.Message
}

// RemindAll reminds everybody who has not answered, and returns how many.
func (c *Cohorts) RemindAll(id int64) (int, error) {
	ctx, b, err := c.core.enter()
	if err != nil {
		return 0, err
	}
	reminded, err := b.Cohorts.RemindAll(ctx, everything, id)
	return reminded.Sent, err
}

// Report returns what came out of a cohort.
func (c *Cohorts) Report(id int64, view CohortReportView) (CohortReport, error) {
	ctx, b, err := c.core.enter()
	if err != nil {
		return CohortReport{}, err
	}
	report, err := b.Cohorts.Report(ctx, everything, id, cohorts.View(view))
	if err != nil {
		return CohortReport{}, err
	}
	shown := CohortReport{Enough: report.Enough, Dimensions: []CohortDimension{}}
	for _, dimension := range report.Dimensions {
		shown.Dimensions = append(shown.Dimensions, CohortDimension{dimension.Name, dimension.Label, append([]string{}, dimension.Values...)})
	}
	shown.Page, err = b.Portal.CohortReportPage(ctx, report, "en")
	return shown, err
}

// SaveReport asks where to save the report and writes it: "pdf", "csv" or
// "xlsx".
func (c *Cohorts) SaveReport(id int64, view CohortReportView, format string) (TaskState, error) {
	return c.core.save("Writing the report", "cohort-"+strconv.FormatInt(id, 10)+"."+format, func(ctx context.Context, b *backend.Backend, _ *Progress) (func(io.Writer) error, error) {
		report, err := b.Cohorts.Report(ctx, everything, id, cohorts.View(view))
		if err == nil {
			err = report.Refusal()
		}
		return func(out io.Writer) error { return b.Portal.CohortReportFile(ctx, out, report, format, "en") }, err
	})
}

// Participants returns a stretch of those who take part.
func (c *Cohorts) Participants(id int64, after string, limit int) (ResponsePage, error) {
	ctx, b, err := c.core.enter()
	if err != nil {
		return ResponsePage{}, err
	}
	page, err := b.Cohorts.Participants(ctx, everything, id, responses.Query{After: after, Limit: store.Limit(limit)})
	if err != nil {
		return ResponsePage{}, err
	}
	return responsePage(page), nil
}
