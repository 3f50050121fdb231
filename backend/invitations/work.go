package invitations

import (
	"context"
	"errors"
	"fmt"

	"portico/backend/access"
	"portico/backend/audit"
	"portico/backend/cohorts"
	"portico/backend/fault"
	"portico/backend/responses"
)

// atOnce is how many rows are sent before it is looked whether the list was
// cancelled and whether its owner still may.
const atOnce = 25

// Work sends what waits of the lists that run. Each row is one transaction with
// its response, its mail and its audit entry, so that a killed program leaves
// no row half done and sends none twice. It is run in the background.
func (s *Service) Work(ctx context.Context) error {
	var running []Bulk
	if err := s.Store.Read(ctx).Where("state = ?", Running).Order("id").Find(&running).Error; err != nil {
		return fmt.Errorf("find lists that run: %w", err)
	}
	var errs []error
	for _, b := range running {
		if err := s.work(ctx, b); err != nil {
			errs = append(errs, fmt.Errorf("send list %d: %w", b.ID, err))
		}
	}
	return errors.Join(errs...)
}

func (s *Service) work(ctx context.Context, b Bulk) error {
	for ctx.Err() == nil {
		scope, actor, err := s.owner(ctx, b)
		if err != nil {
			return err
		}
		if refuse(scope, b.ByMail) != nil || scope.Kind() == access.Nobody {
			return s.end(ctx, b, Cancelled) // whoever began it may not any more
		}
		var rows []Row
		err = s.Store.Read(ctx).Raw(`SELECT r.* FROM bulk_invitation_rows r JOIN bulk_invitations b ON b.id = r.bulk_id
			WHERE b.id = ? AND b.state = 'running' AND r.state = 'waiting' ORDER BY r.line LIMIT ?`, b.ID, atOnce).Scan(&rows).Error
		if err != nil {
			return fmt.Errorf("read rows: %w", err)
		}
		if len(rows) == 0 {
			return s.end(ctx, b, Done)
		}
		for _, row := range rows {
			if ctx.Err() != nil {
				return nil //nolint:nilerr // the rest is sent later
			}
			if err := s.send(audit.WithActor(ctx, actor), scope, b, row); err != nil {
				return err
			}
		}
	}
	return nil
}

// owner returns in whose name a list is sent, and what they may see at this
// moment: who was suspended or restricted since sends no more.
func (s *Service) owner(ctx context.Context, b Bulk) (access.Scope, audit.Actor, error) {
	if b.UserID == nil {
		return access.ForAdministrator(), audit.Actor{Kind: audit.Administrator, Name: "Administrator"}, nil
	}
	scope, user, err := s.Users.ScopeOf(ctx, *b.UserID)
	if err != nil {
		return access.Scope{}, audit.Actor{}, err
	}
	if user.IsSuspended {
		scope = access.Scope{}
	}
	return scope, audit.Actor{Kind: audit.User, ID: user.ID, Name: user.Name()}, nil
}

// send makes the response of one row. What can't be made is noted on the row.
func (s *Service) send(ctx context.Context, scope access.Scope, b Bulk, row Row) error {
	err := s.Store.InTx(ctx, func(ctx context.Context) error {
		claimed := s.Store.Write(ctx).Exec(`UPDATE bulk_invitation_rows SET state = 'sent' WHERE bulk_id = ? AND line = ? AND state = 'waiting'
			AND EXISTS (SELECT 1 FROM bulk_invitations WHERE id = ? AND state = 'running')`, b.ID, row.Line, b.ID)
		if claimed.Error != nil || claimed.RowsAffected == 0 {
			return claimed.Error
		}
		if err := s.refuseTwice(ctx, b, row.Person); err != nil {
			return err
		}
		made, err := s.make(ctx, scope, b, row.Person)
		if err != nil {
			return err
		}
		return s.Store.Write(ctx).Exec("UPDATE bulk_invitation_rows SET response_id = ? WHERE bulk_id = ? AND line = ?", made.ID, b.ID, row.Line).Error
	})
	said := fault.As(err)
	if err == nil || said == nil {
		return err
	}
	return s.Store.Write(ctx).Exec("UPDATE bulk_invitation_rows SET state = 'failed', problem = ? WHERE bulk_id = ? AND line = ? AND state = 'waiting'", inWords(said), b.ID, row.Line).Error
}

// invitedAlready is what is said of somebody who would be written to twice.
const invitedAlready = "This person was invited already and has not answered yet."

// refuseTwice looks again, at the row's turn, whether its person can answer the
// same already: another list may have gone out since this one was checked. A
// cohort looks by itself.
func (s *Service) refuseTwice(ctx context.Context, b Bulk, p Person) error {
	if b.CohortID != nil || p.Email == "" {
		return nil
	}
	home := b.OrganizationID
	if p.OrganizationID != 0 {
		home = p.OrganizationID
	}
	var there []int64
	err := s.Store.Read(ctx).Raw(`SELECT id FROM responses WHERE assessment_id = ? AND lower(email) = lower(?) AND state IN ('invited', 'in_progress')
		AND organization_id = ? AND cohort_id IS NULL AND expires_at > ? LIMIT 1`, b.AssessmentID, p.Email, home, s.Store.Now()).Scan(&there).Error
	if err != nil {
		return fmt.Errorf("look for invited: %w", err)
	}
	if len(there) > 0 {
		return fault.New(fault.Conflict, "Email: "+invitedAlready)
	}
	return nil
}

func (s *Service) make(ctx context.Context, scope access.Scope, b Bulk, p Person) (responses.Made, error) {
	if b.CohortID != nil {
		return s.Cohorts.Invite(ctx, scope, *b.CohortID, cohorts.Participant{FirstName: p.FirstName, LastName: p.LastName, Email: p.Email, Role: p.Role, Classifiers: p.Classifiers}, b.ByMail)
	}
	input := responses.Input{
		OrganizationID: b.OrganizationID, AssessmentID: b.AssessmentID, FirstName: p.FirstName, LastName: p.LastName, Email: p.Email, Language: b.Language,
		AssessorName: p.AssessorName, AssessorEmail: p.AssessorEmail, ExpiresAt: b.ExpiresAt, RemindDays: b.RemindDays, Classifiers: p.Classifiers,
	}
	if p.OrganizationID != 0 {
		input.OrganizationID = p.OrganizationID
	}
	if b.ByMail {
		return s.Responses.Invite(ctx, scope, input)
	}
	return s.Responses.Add(ctx, scope, input)
}

// inWords says a fault in one line: what is wrong with its fields, else its
// message.
func inWords(said *fault.Error) string {
	for _, name := range []string{"email", "firstName", "lastName", "role", "classifiers", "organizationId", "assessmentId", "expires", "assessorEmail"} {
		if message := said.Fields[name]; message != "" {
			return message
		}
	}
	return said.Message
}

func (s *Service) end(ctx context.Context, b Bulk, state State) error {
	return s.Store.InTx(ctx, func(ctx context.Context) error {
		ended := s.Store.Write(ctx).Exec("UPDATE bulk_invitations SET state = ?, ended_at = ? WHERE id = ? AND state = 'running'", state, s.Store.Now(), b.ID)
		if ended.Error != nil || ended.RowsAffected == 0 {
			return ended.Error
		}
		outcome, err := s.outcome(ctx, b)
		if err != nil {
			return err
		}
		return s.Log.Record(ctx, audit.Change{Action: "invitations.end", Subject: b.subject(), After: map[string]any{"state": state, "sent": outcome.Sent, "failed": outcome.Failed, "wrong": outcome.Wrong}})
	})
}
