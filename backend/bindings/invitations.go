package bindings

import (
	"context"
	"io"

	"portico/backend"
	"portico/backend/access"
	"portico/backend/invitations"
)

// InvitationRequest says whom many are to be invited to, and whence they come:
// a file that was chosen, or a list that was pasted.
type InvitationRequest struct {
	Token          string `json:"token"` // of a ChosenFile, or ""
	Text           string `json:"text"`  // one person in each line
	OrganizationID int64  `json:"organizationId"`
	AssessmentID   int64  `json:"assessmentId"`
	CohortID       int64  `json:"cohortId"` // 0 outside a cohort
	ByMail         bool   `json:"byMail"`   // false suppresses the emails
	Language       string `json:"language"`
	ExpiresOn      string `json:"expiresOn"` // 2026-03-31
}

// InvitationProblem is a row that is not, or could not be, sent.
type InvitationProblem struct {
	Line   int    `json:"line"`
	Person string `json:"person"`
	Reason string `json:"reason"`
}

// InvitationList is a list of people with how far it is.
type InvitationList struct {
	ID           int64               `json:"id"`
	Name         string              `json:"name"` // of the file; "" for a pasted list
	Organization string              `json:"organization"`
	Assessment   string              `json:"assessment"`
	AssessmentID int64               `json:"assessmentId"`
	CohortID     int64               `json:"cohortId"`
	ByMail       bool                `json:"byMail"`
	State        string              `json:"state"` // "checked", "running", "done", "cancelled"
	Total        int                 `json:"total"`
	Waiting      int                 `json:"waiting"`
	Wrong        int                 `json:"wrong"`
	Sent         int                 `json:"sent"`
	Failed       int                 `json:"failed"`
	Progress     int                 `json:"progress"` // percent of what can be sent
	Problems     []InvitationProblem `json:"problems"` // the first ones; all are in the error file
}

// Invitations is the bridge behind the screens that invite many at once.
type Invitations struct{ core *Core }

// Check reads a file or a pasted list and checks every row. Nobody is invited
// yet.
func (i *Invitations) Check(request InvitationRequest) (InvitationList, error) {
	ctx, b, err := i.core.enter()
	if err != nil {
		return InvitationList{}, err
	}
	in := invitations.Request{
		Text: request.Text, OrganizationID: request.OrganizationID, AssessmentID: request.AssessmentID, CohortID: request.CohortID,
		ByMail: request.ByMail, Language: request.Language,
	}
	if request.CohortID == 0 {
		if in.ExpiresAt, err = endOfDay(ctx, b, request.ExpiresOn); err != nil {
			return InvitationList{}, err
		}
	}
	if request.Token != "" {
		if in.Path, in.Name, err = i.core.chosen(request.Token); err != nil {
			return InvitationList{}, err
		}
	}
	checked, err := b.Invitations.Check(ctx, everything, in)
	if err != nil {
		return InvitationList{}, onDay(err)
	}
	return invitationList(ctx, b, checked)
}

// Get returns a list with how far it is.
func (i *Invitations) Get(id int64) (InvitationList, error) {
	return i.turn(id, (*invitations.Service).Find)
}

// Send lets a list that was checked go out in the background.
func (i *Invitations) Send(id int64) (InvitationList, error) {
	return i.turn(id, (*invitations.Service).Send)
}

// Stop ends a list that goes out: what was sent stays.
func (i *Invitations) Stop(id int64) (InvitationList, error) {
	return i.turn(id, (*invitations.Service).Cancel)
}

func (i *Invitations) turn(id int64, turn func(*invitations.Service, context.Context, access.Scope, int64) (invitations.Outcome, error)) (InvitationList, error) {
	ctx, b, err := i.core.enter()
	if err != nil {
		return InvitationList{}, err
	}
	turned, err := turn(b.Invitations, ctx, everything, id)
	if err != nil {
		return InvitationList{}, err
	}
	return invitationList(ctx, b, turned)
}

func invitationList(ctx context.Context, b *backend.Backend, o invitations.Outcome) (InvitationList, error) {
	list := InvitationList{
		ID: o.ID, Name: o.FileName, AssessmentID: o.AssessmentID, ByMail: o.ByMail, State: string(o.State),
		Total: o.Total, Waiting: o.Waiting, Wrong: o.Wrong, Sent: o.Sent, Failed: o.Failed, Progress: o.Progress(), Problems: []InvitationProblem{},
	}
	if o.CohortID != nil {
		list.CohortID = *o.CohortID
	}
	for _, row := range o.Problems {
		list.Problems = append(list.Problems, InvitationProblem{row.Line, rowPerson(row), row.Problem})
	}
	assessment, err := b.Assessments.Find(ctx, everything, o.AssessmentID)
	if err != nil {
		return list, err
	}
	organization, err := b.Organizations.Find(ctx, everything, o.OrganizationID)
	list.Assessment, list.Organization = assessment.Name, organization.Name
	return list, err
}

// rowPerson names a row: by what was read of it, else by its first cell with
// something in it.
func rowPerson(row invitations.Row) string {
	for _, text := range append([]string{row.Person.Email}, row.Cells...) {
		if text != "" {
			return text
		}
	}
	return ""
}

// SaveErrors asks where to save the rows that were not sent, with what is wrong
// with each, and writes them: "csv" or "xlsx".
func (i *Invitations) SaveErrors(id int64, format string) (TaskState, error) {
	return i.core.save("Writing the error file", "invitation-errors."+format, func(ctx context.Context, b *backend.Backend, _ *Progress) (func(io.Writer) error, error) {
		kind, err := sheetFormat(format)
		return func(out io.Writer) error { return b.Invitations.ErrorFile(ctx, everything, id, out, kind) }, err
	})
}

// SaveTemplate asks where to save a file to fill in, with the columns that the
// organization has, and writes it: "csv" or "xlsx".
func (i *Invitations) SaveTemplate(organizationID int64, format string) (TaskState, error) {
	return i.core.save("Writing the template", "invitations."+format, func(ctx context.Context, b *backend.Backend, _ *Progress) (func(io.Writer) error, error) {
		kind, err := sheetFormat(format)
		return func(out io.Writer) error { return b.Invitations.Template(ctx, everything, organizationID, out, kind) }, err
	})
}
