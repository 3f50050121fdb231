package responses

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"portico/backend/access"
	"portico/backend/allotments"
	"portico/backend/assessments"
	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/mail"
	"portico/backend/organizations"
	"portico/backend/secrets"
	"portico/backend/settings"
	"portico/backend/sitetext"
	"portico/backend/store"
)

// Outbox takes the mails that responses cause.
type Outbox interface {
	Enqueue(ctx context.Context, m mail.Mail) (int64, error)
	BlankFor(ctx context.Context, causeKind string, causeIDs ...int64) error
}

// Parts are what the service works with.
type Parts struct {
	Store         *store.Store
	Log           *audit.Log
	Key           secrets.Key // seals the links
	Settings      *settings.Service
	Organizations *organizations.Service
	Assessments   *assessments.Service
	Texts         *sitetext.Service
	Outbox        Outbox
	Allotments    *allotments.Service
}

// Service makes, finds and changes responses. It is safe for concurrent use.
type Service struct {
	store         *store.Store
	log           *audit.Log
	key           secrets.Key
	settings      *settings.Service
	organizations *organizations.Service
	assessments   *assessments.Service
	texts         *sitetext.Service
	outbox        Outbox
	allotments    *allotments.Service
}

// New returns the responses of a site.
func New(parts Parts) *Service {
	return &Service{
		store: parts.Store, log: parts.Log, key: parts.Key, settings: parts.Settings, organizations: parts.Organizations,
		assessments: parts.Assessments, texts: parts.Texts, outbox: parts.Outbox, allotments: parts.Allotments,
	}
}

var errNotFound = fault.New(fault.NotFound, "This response does not exist.")

// within returns the condition on responses (as r) that keeps those of a
// scope, with Hide archived responses applied.
func (s *Service) within(scope access.Scope) (condition string, args []any) {
	condition, args = scope.ResponsesSQL("r")
	if scope.Is(access.HideArchived) {
		condition += " AND r.state NOT IN ('expired', 'cancelled') AND (r.state = 'completed' OR r.expires_at > ?)"
		args = append(args, s.store.Now())
	}
	return condition, args
}

// Find returns a response within the scope. Another's answers exactly as a
// missing one: a NotFound fault (SEC-33). With Hide respondent identities the
// name and email are empty.
func (s *Service) Find(ctx context.Context, scope access.Scope, id int64) (Response, error) {
	r, err := s.find(ctx, scope, id)
	if err != nil {
		return Response{}, err
	}
	return disguise(scope, r), nil
}

func (s *Service) find(ctx context.Context, scope access.Scope, id int64) (Response, error) {
	condition, args := s.within(scope)
	var found []Response
	err := s.store.Read(ctx).Raw("SELECT r.* FROM responses r WHERE r.id = ? AND "+condition, append([]any{id}, args...)...).Scan(&found).Error
	if err != nil {
		return Response{}, fmt.Errorf("find response: %w", err)
	}
	if len(found) == 0 {
		return Response{}, errNotFound
	}
	return found[0], nil
}

// disguise takes away what a scope must not see of the person.
func disguise(scope access.Scope, r Response) Response {
	if scope.Is(access.HideIdentities) {
		r.FirstName, r.LastName, r.Email, r.SearchKey = "", "", "", ""
	}
	return r
}

// refuse returns a Forbidden fault when the restriction is in force.
func refuse(scope access.Scope, restriction access.Restriction, message string) error {
	if scope.Is(restriction) {
		return fault.New(fault.Forbidden, message)
	}
	return nil
}

// change runs a change of one response within a scope, in a transaction with
// its audit entry.
func (s *Service) change(ctx context.Context, scope access.Scope, id int64, action string, work func(ctx context.Context, r *Response) error) (Response, error) {
	var changed Response
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		r, err := s.find(ctx, scope, id)
		if err != nil {
			return err
		}
		before := record(r)
		if err := work(ctx, &r); err != nil {
			return err
		}
		changed = r
		return s.log.Record(ctx, audit.Change{Action: action, Subject: subject(r), Before: before, After: record(r)})
	})
	return disguise(scope, changed), err
}

// update writes some columns of a response whose state is still the one that
// was read; somebody else's change in between is a Conflict.
func (s *Service) update(ctx context.Context, id int64, state State, columns map[string]any) error {
	columns["updated_at"] = s.store.Now()
	result := s.store.Write(ctx).Model(&Response{}).Where("id = ? AND state = ?", id, state).Updates(columns)
	if result.Error != nil {
		return fmt.Errorf("update response: %w", result.Error)
	}
	if result.RowsAffected == 0 {
		return fault.New(fault.Conflict, "This response has changed in the meantime. Look at it again.")
	}
	return nil
}

func subject(r Response) audit.Subject {
	return audit.Subject{Kind: "response", ID: r.ID, Name: r.Name()}
}

// record is what the audit log keeps of a response; never the link.
func record(r Response) map[string]any {
	return map[string]any{
		"organization_id": r.OrganizationID, "assessment_id": r.AssessmentID, "version_id": r.VersionID, "state": r.State,
		"first_name": r.FirstName, "last_name": r.LastName, "email": r.Email,
		"assessor_name": r.AssessorName, "assessor_email": r.AssessorEmail, "expires_at": r.ExpiresAt.RFC3339(),
	}
}

// isMissing reports whether err is GORM's way of saying that no row was found.
func isMissing(err error) bool { return errors.Is(err, gorm.ErrRecordNotFound) }
