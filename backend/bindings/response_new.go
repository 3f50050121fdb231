package bindings

import (
	"context"

	"portico/backend"
	"portico/backend/assessments"
	"portico/backend/fault"
	"portico/backend/responses"
	"portico/backend/store"
)

// NewResponse is what the form for a new response sends.
type NewResponse struct {
	OrganizationID int64             `json:"organizationId"`
	AssessmentID   int64             `json:"assessmentId"`
	FirstName      string            `json:"firstName"`
	LastName       string            `json:"lastName"`
	Email          string            `json:"email"`
	AssessorName   string            `json:"assessorName"` // with assessorEmail empty: the organization's Default Assessor
	AssessorEmail  string            `json:"assessorEmail"`
	Language       string            `json:"language"` // "en", "de" or "" for the browser's
	ExpiresOn      string            `json:"expiresOn"`
	Classifiers    map[string]string `json:"classifiers"`
	Drivers        map[string]bool   `json:"drivers"` // where the assessment's drivers are set by response
}

// ResponseChoices is what can be said of a new response for an organization and
// an assessment.
type ResponseChoices struct {
	Classifiers []CohortClassifier `json:"classifiers"`
	Drivers     []CohortDriver     `json:"drivers"` // where they are set by response
}

// MadeResponse is a response that was just made. Link is "" where it was
// mailed.
type MadeResponse struct {
	ID         int64  `json:"id"`
	Respondent string `json:"respondent"`
	Link       string `json:"link"`
}

// Choices returns what can be said of a new response; either id may be 0 while
// nothing is chosen.
func (r *Responses) Choices(organizationID, assessmentID int64) (ResponseChoices, error) {
	choices := ResponseChoices{Classifiers: []CohortClassifier{}, Drivers: []CohortDriver{}}
	ctx, b, err := r.core.enter()
	if err != nil {
		return choices, err
	}
	if organizationID != 0 {
		organization, err := b.Organizations.Find(ctx, everything, organizationID)
		if err != nil {
			return choices, err
		}
		classifiers, err := b.Responses.ClassifiersFor(ctx, organization)
		if err != nil {
			return choices, err
		}
		for _, one := range classifiers {
			choices.Classifiers = append(choices.Classifiers, CohortClassifier{one.Name, append([]string{}, one.Choices...)})
		}
	}
	if assessmentID == 0 {
		return choices, nil
	}
	assessment, err := b.Assessments.Find(ctx, everything, assessmentID)
	if err != nil || assessment.DriversBy != assessments.ByResponse {
		return choices, err
	}
	_, definition, err := b.Assessments.Current(ctx, everything, assessmentID)
	for _, driver := range definition.Drivers {
		choices.Drivers = append(choices.Drivers, CohortDriver{driver.ID, driver.Name, driver.Description, driver.Default})
	}
	return choices, err
}

// Create makes a response: invited by mail, or added with a link that is
// handed over.
func (r *Responses) Create(input NewResponse, byMail bool) (MadeResponse, error) {
	ctx, b, err := r.core.enter()
	if err != nil {
		return MadeResponse{}, err
	}
	in := responses.Input{
		OrganizationID: input.OrganizationID, AssessmentID: input.AssessmentID, FirstName: input.FirstName, LastName: input.LastName, Email: input.Email,
		AssessorName: input.AssessorName, AssessorEmail: input.AssessorEmail, Language: input.Language, Classifiers: input.Classifiers, Drivers: input.Drivers,
	}
	if in.ExpiresAt, err = endOfDay(ctx, b, input.ExpiresOn); err != nil {
		return MadeResponse{}, err
	}
	if byMail {
		made, err := b.Responses.Invite(ctx, everything, in)
		return MadeResponse{ID: made.ID, Respondent: made.Name()}, onDay(err)
	}
	made, err := b.Responses.Add(ctx, everything, in)
	return MadeResponse{ID: made.ID, Respondent: made.Name(), Link: made.Link}, onDay(err)
}

// endOfDay reads a day (2026-03-31) in the site's time zone, as the last moment
// of it. What can't be read is a fault of the field expiresOn.
func endOfDay(ctx context.Context, b *backend.Backend, day string) (store.Time, error) {
	general, err := b.Settings.General(ctx)
	if err != nil {
		return store.Time{}, err
	}
	until, err := responses.EndOfDay(day, general.Location())
	if err != nil {
		return store.Time{}, &fault.Error{Code: fault.Invalid, Message: "Please check the marked fields.", Fields: map[string]string{"expiresOn": "Enter a date, such as 2027-03-31."}}
	}
	return until, nil
}

// onDay gives the fault of a moment the name that forms have for its day.
func onDay(err error) error {
	f := fault.As(err)
	if f == nil || f.Fields["expires"] == "" {
		return err
	}
	fields := map[string]string{}
	for name, message := range f.Fields {
		if name == "expires" {
			name = "expiresOn"
		}
		fields[name] = message
	}
	return &fault.Error{Code: f.Code, Message: f.Message, Fields: fields}
}
