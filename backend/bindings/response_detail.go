package bindings

import (
	"context"
	"io"
	"strconv"
	"time"

	"portico/backend"
	"portico/backend/responses"
)

// ResponseInput is whom a response is for, as the form sends it.
type ResponseInput struct {
	FirstName     string `json:"firstName"`
	LastName      string `json:"lastName"`
	Email         string `json:"email"`
	AssessorName  string `json:"assessorName"`
	AssessorEmail string `json:"assessorEmail"`
}

// NamedValue is a fact with its name.
type NamedValue struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// ResponseDetail is one response with what can be done to it.
type ResponseDetail struct {
	ID             int64         `json:"id"`
	Respondent     string        `json:"respondent"`
	Input          ResponseInput `json:"input"`
	OrganizationID int64         `json:"organizationId"`
	Organization   string        `json:"organization"`
	Assessment     string        `json:"assessment"`
	CohortID       int64         `json:"cohortId"` // 0 outside a cohort
	Cohort         string        `json:"cohort"`
	Role           string        `json:"role"`
	Classifiers    []NamedValue  `json:"classifiers"`
	State          string        `json:"state"`
	Progress       int           `json:"progress"` // percent
	HasScore       bool          `json:"hasScore"`
	Score          float64       `json:"score"`
	CreatedAt      string        `json:"createdAt"`
	SentAt         string        `json:"sentAt"` // the invitation; "" where none was sent
	RemindedAt     string        `json:"remindedAt"`
	StartedAt      string        `json:"startedAt"`
	CompletedAt    string        `json:"completedAt"`
	CancelledAt    string        `json:"cancelledAt"`
	ExpiresAt      string        `json:"expiresAt"`
	ExpiresOn      string        `json:"expiresOn"` // that day, 2026-03-31
	CanEdit        bool          `json:"canEdit"`
	CanResend      bool          `json:"canResend"` // or send for the first time
	CanRemind      bool          `json:"canRemind"`
	CanExtend      bool          `json:"canExtend"`
	CanCancel      bool          `json:"canCancel"`
	HasLink        bool          `json:"hasLink"` // that may be handed over
	HasReport      bool          `json:"hasReport"`
	Together       bool          `json:"together"` // its answers are shown in the cohort's report only
}

// Get returns one response.
func (r *Responses) Get(id int64) (ResponseDetail, error) {
	ctx, b, err := r.core.enter()
	if err != nil {
		return ResponseDetail{}, err
	}
	return responseDetail(ctx, b, id)
}

func responseDetail(ctx context.Context, b *backend.Backend, id int64) (ResponseDetail, error) {
	found, err := b.Responses.Find(ctx, everything, id)
	if err != nil {
		return ResponseDetail{}, err
	}
	organization, err := b.Organizations.Find(ctx, everything, found.OrganizationID)
	if err != nil {
		return ResponseDetail{}, err
	}
	assessment, err := b.Assessments.Find(ctx, everything, found.AssessmentID)
	if err != nil {
		return ResponseDetail{}, err
	}
	general, err := b.Settings.General(ctx)
	if err != nil {
		return ResponseDetail{}, err
	}
	state := found.At(b.Store.Now())
	open := state.IsOpen()
	detail := ResponseDetail{
		ID: id, Respondent: found.Name(), OrganizationID: found.OrganizationID, Organization: organization.Name, Assessment: assessment.Name, Role: found.Role,
		Input: ResponseInput{found.FirstName, found.LastName, found.Email, found.AssessorName, found.AssessorEmail},
		State: string(state), Progress: found.Progress, Classifiers: []NamedValue{}, Together: found.IsAnonymous,
		CreatedAt: found.CreatedAt.RFC3339(), SentAt: found.SentAt.RFC3339(), RemindedAt: found.RemindedAt.RFC3339(), StartedAt: found.StartedAt.RFC3339(),
		CompletedAt: found.CompletedAt.RFC3339(), CancelledAt: found.CancelledAt.RFC3339(), ExpiresAt: found.ExpiresAt.RFC3339(),
		ExpiresOn: found.ExpiresAt.In(general.Location()).Format(time.DateOnly),
		CanEdit:   open, CanResend: open && found.Email != "", CanRemind: open && found.Email != "" && !found.SentAt.IsZero(),
		CanExtend: found.CohortID == nil && (open || state == responses.Expired), CanCancel: open || state == responses.Expired,
		HasLink: open && found.SentAt.IsZero(), HasReport: !found.StartedAt.IsZero() && !found.IsAnonymous,
	}
	if found.Score != nil {
		detail.HasScore, detail.Score = true, *found.Score
	}
	classifiers, err := b.Responses.ClassifiersFor(ctx, organization)
	if err != nil {
		return ResponseDetail{}, err
	}
	for _, classifier := range classifiers {
		if value := found.Classifiers[classifier.Name]; value != "" {
			detail.Classifiers = append(detail.Classifiers, NamedValue{classifier.Name, value})
		}
	}
	if found.CohortID == nil {
		return detail, nil
	}
	cohort, err := b.Cohorts.Find(ctx, everything, *found.CohortID)
	detail.CohortID, detail.Cohort = cohort.ID, cohort.Name
	return detail, err
}

// Report returns the report of a response, as a page that stands by itself.
func (r *Responses) Report(id int64) (string, error) {
	ctx, b, err := r.core.enter()
	if err != nil {
		return "", err
	}
	report, err := b.Responses.Report(ctx, everything, id)
	if err != nil {
		return "", err
	}
	return b.Portal.ReportPage(ctx, report, "en")
}

// SaveReport asks where to save the report as a PDF and writes it.
func (r *Responses) SaveReport(id int64) (TaskState, error) {
	return r.core.save("Writing the report", "response-"+strconv.FormatInt(id, 10)+".pdf", func(ctx context.Context, b *backend.Backend, _ *Progress) (func(io.Writer) error, error) {
		file, err := b.Portal.ReportFile(ctx, id)
		return writeBytes(file), err
	})
}

// Edit changes whom an open response is for.
func (r *Responses) Edit(id int64, input ResponseInput) (ResponseDetail, error) {
	return r.change(id, func(ctx context.Context, b *backend.Backend) error {
		_, err := b.Responses.Edit(ctx, everything, id, input.service())
		return err
	})
}

func (in ResponseInput) service() responses.Input {
	return responses.Input{FirstName: in.FirstName, LastName: in.LastName, Email: in.Email, AssessorName: in.AssessorName, AssessorEmail: in.AssessorEmail}
}

// Resend sends the invitation again, or for the first time.
func (r *Responses) Resend(id int64) (ResponseDetail, error) {
	return r.change(id, func(ctx context.Context, b *backend.Backend) error {
		_, err := b.Responses.Resend(ctx, everything, id)
		return err
	})
}

// Remind sends a reminder.
func (r *Responses) Remind(id int64) (ResponseDetail, error) {
	return r.change(id, func(ctx context.Context, b *backend.Backend) error {
		_, err := b.Responses.Remind(ctx, everything, id)
		return err
	})
}

// Extend gives a response time until the end of a day (2026-03-31).
func (r *Responses) Extend(id int64, day string) (ResponseDetail, error) {
	return r.change(id, func(ctx context.Context, b *backend.Backend) error {
		until, err := endOfDay(ctx, b, day)
		if err != nil {
			return err
		}
		_, err = b.Responses.Extend(ctx, everything, id, until)
		return onDay(err)
	})
}

// Cancel takes a response back; it can't be undone.
func (r *Responses) Cancel(id int64) (ResponseDetail, error) {
	return r.change(id, func(ctx context.Context, b *backend.Backend) error {
		_, err := b.Responses.Cancel(ctx, everything, id)
		return err
	})
}

func (r *Responses) change(id int64, change func(context.Context, *backend.Backend) error) (ResponseDetail, error) {
	ctx, b, err := r.core.enter()
	if err != nil {
		return ResponseDetail{}, err
	}
	if err := change(ctx, b); err != nil {
		return ResponseDetail{}, err
	}
	return responseDetail(ctx, b, id)
}

// Delete removes a response with its answers for good.
func (r *Responses) Delete(id int64) error {
	ctx, b, err := r.core.enter()
	if err != nil {
		return err
	}
	return b.Responses.Delete(ctx, everything, id)
}

// Link returns the link of an open response that was added by hand, to be
// handed over.
func (r *Responses) Link(id int64) (string, error) {
	ctx, b, err := r.core.enter()
	if err != nil {
		return "", err
	}
	made, err := b.Responses.LinkOf(ctx, everything, id)
	return made.Link, err
}
