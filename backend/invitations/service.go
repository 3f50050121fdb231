package invitations

import (
	"context"
	"fmt"

	"portico/backend/access"
	"portico/backend/assessments"
	"portico/backend/audit"
	"portico/backend/cohorts"
	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/responses"
	"portico/backend/sheets"
	"portico/backend/store"
	"portico/backend/users"
)

// Parts are what the service works with.
type Parts struct {
	Store         *store.Store
	Log           *audit.Log
	Organizations *organizations.Service
	Assessments   *assessments.Service
	Users         *users.Service
	Responses     *responses.Service
	Cohorts       *cohorts.Service
	// Wake begins Work at once.
	Wake func()
}

// Service checks lists and sends them. It is safe for concurrent use.
type Service struct {
	Parts
	limits sheets.Limits
}

// New returns the service of a site.
func New(parts Parts) *Service {
	limits := sheets.DefaultLimits()
	limits.Bytes, limits.Rows, limits.Unpacked = MaxBytes, MaxRows+1, 64<<20
	return &Service{Parts: parts, limits: limits}
}

var errNotFound = fault.New(fault.NotFound, "This list does not exist.")

// refuse returns a Forbidden fault where whoever asks may not invite many.
func refuse(scope access.Scope, byMail bool) error {
	switch {
	case scope.Is(access.NoBulkUpload):
		return fault.New(fault.Forbidden, "Your access does not include inviting many at once.")
	case byMail && scope.Is(access.NoInviting):
		return fault.New(fault.Forbidden, "Your access does not include inviting respondents.")
	case !byMail && scope.Is(access.NoAdding):
		return fault.New(fault.Forbidden, "Your access does not include adding responses.")
	}
	return nil
}

// find returns a list of whoever asks. Another's answers exactly as a missing
// one: a NotFound fault (SEC-33).
func (s *Service) find(ctx context.Context, scope access.Scope, id int64) (Bulk, error) {
	query := s.Store.Read(ctx).Where("id = ?", id)
	switch scope.Kind() {
	case access.Administrator:
		query = query.Where("user_id IS NULL")
	case access.Manager:
		query = query.Where("user_id = ?", scope.UserID())
	default:
		return Bulk{}, errNotFound
	}
	var found []Bulk
	if err := query.Find(&found).Error; err != nil {
		return Bulk{}, fmt.Errorf("find list of invitations: %w", err)
	}
	if len(found) == 0 || !scope.SeesAssessment(found[0].AssessmentID) {
		return Bulk{}, errNotFound
	}
	return found[0], nil
}

// Find returns a list of whoever asks, with how far it is.
func (s *Service) Find(ctx context.Context, scope access.Scope, id int64) (Outcome, error) {
	if scope.Is(access.NoBulkUpload) {
		return Outcome{}, errNotFound
	}
	b, err := s.find(ctx, scope, id)
	if err != nil {
		return Outcome{}, err
	}
	return s.outcome(ctx, b)
}

func (s *Service) outcome(ctx context.Context, b Bulk) (Outcome, error) {
	o := Outcome{Bulk: b}
	var counts []struct {
		State RowState
		Count int
	}
	if err := s.Store.Read(ctx).Raw("SELECT state, COUNT(*) AS count FROM bulk_invitation_rows WHERE bulk_id = ? GROUP BY state", b.ID).Scan(&counts).Error; err != nil {
		return o, fmt.Errorf("count rows of list: %w", err)
	}
	for _, one := range counts {
		o.Total += one.Count
		switch one.State {
		case Waiting:
			o.Waiting = one.Count
		case Wrong:
			o.Wrong = one.Count
		case Sent:
			o.Sent = one.Count
		case Failed:
			o.Failed = one.Count
		}
	}
	err := s.Store.Read(ctx).Raw("SELECT * FROM bulk_invitation_rows WHERE bulk_id = ? AND state IN ('wrong', 'failed') ORDER BY line LIMIT ?", b.ID, MaxProblems).Scan(&o.Problems).Error
	if err != nil {
		return o, fmt.Errorf("read problems of list: %w", err)
	}
	if b.State == Checked {
		o.Ignored, err = s.ignored(ctx, b)
	}
	return o, err
}

// ignored returns the columns of a list that are not read.
func (s *Service) ignored(ctx context.Context, b Bulk) ([]string, error) {
	home, err := s.Organizations.Find(ctx, access.ForAdministrator(), b.OrganizationID)
	if err != nil {
		return nil, err
	}
	known, err := s.Responses.ClassifiersFor(ctx, home)
	return readHeader(b.Header, known).ignored, err
}

// Send lets a list that was checked go out in the background. It returns a
// Conflict fault for one that went out already, was cancelled, or has nobody
// who can be invited.
func (s *Service) Send(ctx context.Context, scope access.Scope, id int64) (Outcome, error) {
	return s.turn(ctx, scope, id, Checked, Running, "invitations.send", "started_at", "This list went out already, or was cancelled.")
}

// Cancel stops a list: what was sent stays, what waits is not sent.
func (s *Service) Cancel(ctx context.Context, scope access.Scope, id int64) (Outcome, error) {
	return s.turn(ctx, scope, id, Running, Cancelled, "invitations.cancel", "ended_at", "This list does not run.")
}

func (s *Service) turn(ctx context.Context, scope access.Scope, id int64, from, to State, action, moment, refusal string) (Outcome, error) {
	var outcome Outcome
	err := s.Store.InTx(ctx, func(ctx context.Context) error {
		b, err := s.find(ctx, scope, id)
		if err != nil {
			return err
		}
		if err := refuse(scope, b.ByMail); err != nil {
			return err
		}
		if outcome, err = s.outcome(ctx, b); err != nil {
			return err
		}
		if to == Running && outcome.Waiting == 0 {
			return fault.New(fault.Conflict, "Nobody of this list can be invited. Mend it and upload it again.")
		}
		now := s.Store.Now()
		changed := s.Store.Write(ctx).Exec("UPDATE bulk_invitations SET state = ?, "+moment+" = ? WHERE id = ? AND state = ?", to, now, id, from)
		if changed.Error != nil {
			return fmt.Errorf("turn list of invitations: %w", changed.Error)
		}
		if changed.RowsAffected == 0 {
			return fault.New(fault.Conflict, refusal)
		}
		outcome.State = to
		if to == Running {
			s.Store.AfterCommit(ctx, s.Wake)
		}
		return s.Log.Record(ctx, audit.Change{Action: action, Subject: b.subject(), After: map[string]any{"waiting": outcome.Waiting, "sent": outcome.Sent}})
	})
	return outcome, err
}

func (b Bulk) subject() audit.Subject {
	return audit.Subject{Kind: "invitations", ID: b.ID, Name: b.FileName}
}

// keptFor is how long lists are kept after they were made, in days.
const keptFor = 30

// Forget removes lists that are older than 30 days, and returns how many.
func (s *Service) Forget(ctx context.Context) (int64, error) {
	gone := s.Store.Write(ctx).Exec("DELETE FROM bulk_invitations WHERE created_at < ? AND state <> 'running'", store.At(s.Store.Now().AddDate(0, 0, -keptFor)))
	if gone.Error != nil {
		return 0, fmt.Errorf("forget lists of invitations: %w", gone.Error)
	}
	return gone.RowsAffected, nil
}
