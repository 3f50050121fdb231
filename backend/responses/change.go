package responses

import (
	"context"
	"fmt"

	"portico/backend/access"
	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/secrets"
	"portico/backend/store"
)

// Edit changes who a response is for and who is told, while it is open. A new
// email address makes the link sent before useless, so that whoever had the
// old address can't answer; the invitation is to be sent again.
//
// With Hide respondent identities it is refused: whoever can't see a name
// can't change it.
func (s *Service) Edit(ctx context.Context, scope access.Scope, id int64, input Input) (Response, error) {
	if err := refuse(scope, access.NoEditing, "Your access does not include editing responses."); err != nil {
		return Response{}, err
	}
	if err := refuse(scope, access.HideIdentities, "Respondents are hidden with your access, so they can't be edited."); err != nil {
		return Response{}, err
	}
	now := s.store.Now()
	return s.change(ctx, scope, id, "response.edit", func(ctx context.Context, r *Response) error {
		if err := s.mustBeOpen(*r, "changed"); err != nil {
			return err
		}
		input.ExpiresAt, input.Language = r.ExpiresAt, r.Language
		fields := input.validate(now, false, false)
		fields.Require(r.SentAt.IsZero() || input.Email != "", "email", "The invitation was sent by email. Enter the right address.")
		if err := fields.Err(); err != nil {
			return err
		}
		newAddress := store.Fold(r.Email) != store.Fold(input.Email)
		if newAddress && r.IsAnonymous && r.State == InProgress {
			const message = "This person has begun, and the answers are shown together only: nobody else can go on with them."
			return &fault.Error{Code: fault.Invalid, Message: message, Fields: map[string]string{"email": message}}
		}
		if newAddress && r.CohortID != nil && input.Email != "" {
			if err := s.refuseTwice(ctx, *r, input.Email); err != nil {
				return err
			}
		}
		r.takePerson(input)
		columns := map[string]any{
			"first_name": r.FirstName, "last_name": r.LastName, "email": r.Email, "search_key": r.SearchKey,
			"assessor_name": r.AssessorName, "assessor_email": r.AssessorEmail,
		}
		if newAddress && !r.SentAt.IsZero() {
			// What was sent to one person would be sent to another.
			if err := refuse(scope, access.NoInviting, "Your access does not include inviting respondents."); err != nil {
				return err
			}
			plain, hash := secrets.NewToken()
			if err := s.sealLink(ctx, r, plain); err != nil {
				return err
			}
			if err := s.outbox.BlankFor(ctx, "response", r.ID); err != nil {
				return err
			}
			r.TokenHash = hash
			columns["token_hash"] = hash
		}
		return s.update(ctx, id, r.State, columns)
	})
}

// refuseTwice refuses an email with which somebody else takes part in the
// cohort of a response.
func (s *Service) refuseTwice(ctx context.Context, r Response, email string) error {
	var there []int64
	err := s.store.Read(ctx).Raw("SELECT id FROM responses WHERE cohort_id = ? AND id <> ? AND state IN ('invited', 'in_progress', 'completed') AND lower(email) = lower(?) LIMIT 1",
		*r.CohortID, r.ID, email).Scan(&there).Error
	if err != nil {
		return fmt.Errorf("look for participant: %w", err)
	}
	var fields fault.Fields
	fields.Require(len(there) == 0, "email", "Somebody with this email takes part in the cohort already.")
	return fields.Err()
}

// MayEdit returns the refusal with which Edit would answer for the state of a
// response, so that nobody fills in a form for nothing; nil where it would not.
func (s *Service) MayEdit(r Response) error { return s.mustBeOpen(r, "changed") }

// MayExtend is MayEdit for Extend.
func (s *Service) MayExtend(r Response) error {
	if r.State == Completed || r.State == Cancelled {
		return s.mustBeOpen(r, "extended")
	}
	if r.CohortID != nil {
		return fault.New(fault.Conflict, "This response belongs to a cohort and ends with it. Change the closing day of the cohort.")
	}
	return nil
}

// Extend sets when the time to answer ends. An expired response can be
// answered again, from where the respondent left off: it holds one of the
// organization's responses anew, or is refused with an Exhausted fault where
// none is left.
func (s *Service) Extend(ctx context.Context, scope access.Scope, id int64, until store.Time) (Response, error) {
	if err := refuse(scope, access.NoExtending, "Your access does not include extending the time to answer."); err != nil {
		return Response{}, err
	}
	now := s.store.Now()
	return s.change(ctx, scope, id, "response.extend", func(ctx context.Context, r *Response) error {
		if err := s.MayExtend(*r); err != nil {
			return err
		}
		var fields fault.Fields
		checkExpiry(&fields, now, until)
		if err := fields.Err(); err != nil {
			return err
		}
		return s.reopen(ctx, r, until)
	})
}

// reopen gives an open or expired response time until a moment. An expired one
// gave back what it held, and holds anew.
func (s *Service) reopen(ctx context.Context, r *Response, until store.Time) error {
	was := r.State
	if was == Expired {
		if err := s.holdAgain(ctx, r); err != nil {
			return err
		}
	}
	r.State, r.ExpiresAt = Invited, until
	if !r.StartedAt.IsZero() {
		r.State = InProgress
	}
	return s.update(ctx, r.ID, was, map[string]any{"state": r.State, "expires_at": until, "allotment_id": r.AllotmentID})
}

func (s *Service) holdAgain(ctx context.Context, r *Response) error {
	organization, err := s.organizations.Find(ctx, access.ForAdministrator(), r.OrganizationID)
	if err != nil {
		return err
	}
	r.AllotmentID, err = s.allotments.Hold(ctx, organization, r.AssessmentID)
	return err
}

// Cancel takes an open or expired response back: its link says so from then
// on, and what it held is given back. It can't be undone.
func (s *Service) Cancel(ctx context.Context, scope access.Scope, id int64) (Response, error) {
	if err := refuse(scope, access.NoDeleting, "Your access does not include cancelling responses."); err != nil {
		return Response{}, err
	}
	return s.change(ctx, scope, id, "response.cancel", func(ctx context.Context, r *Response) error {
		if r.State == Completed || r.State == Cancelled {
			return s.mustBeOpen(*r, "cancelled")
		}
		was := r.State
		r.State, r.CancelledAt = Cancelled, s.store.Now()
		if err := s.outbox.BlankFor(ctx, "response", r.ID); err != nil {
			return err
		}
		if err := s.allotments.Release(ctx, r.AllotmentID); err != nil {
			return err
		}
		r.AllotmentID = nil
		return s.update(ctx, id, was, map[string]any{"state": Cancelled, "cancelled_at": r.CancelledAt, "allotment_id": nil})
	})
}

// Delete removes a response for good, with its answers. The mails about it
// stay in the outbox without the link. An open one gives back what it held; what
// a completed one used stays used (ALT-1).
func (s *Service) Delete(ctx context.Context, scope access.Scope, id int64) error {
	if err := refuse(scope, access.NoDeleting, "Your access does not include deleting responses."); err != nil {
		return err
	}
	return s.store.InTx(ctx, func(ctx context.Context) error {
		r, err := s.find(ctx, scope, id)
		if err != nil {
			return err
		}
		if r.IsAnonymous && r.CohortID != nil && r.State == Completed {
			return fault.New(fault.Conflict, "Its cohort shows answers together only, and without this one they would tell what it was. Delete the cohort with its responses.")
		}
		return s.remove(ctx, r)
	})
}

// remove deletes a response in the running transaction.
func (s *Service) remove(ctx context.Context, r Response) error {
	if err := s.outbox.BlankFor(ctx, "response", r.ID); err != nil {
		return err
	}
	if r.State.IsOpen() {
		if err := s.allotments.Release(ctx, r.AllotmentID); err != nil {
			return err
		}
	}
	// The answers go with it by their foreign key. Where somebody else changed
	// its state since it was read, nothing was given back rightly.
	result := s.store.Write(ctx).Delete(&Response{}, "id = ? AND state = ?", r.ID, r.State)
	if result.Error != nil {
		return fmt.Errorf("delete response: %w", result.Error)
	}
	if result.RowsAffected == 0 {
		return fault.New(fault.Conflict, "This response has changed in the meantime. Look at it again.")
	}
	return s.log.Record(ctx, audit.Change{Action: "response.delete", Subject: subject(r), Before: record(r)})
}

// ExpireDue writes down that the time of open responses is over, gives back
// what they held, and returns how many there were. It is run every minute; what
// a respondent or manager sees goes by the time itself.
func (s *Service) ExpireDue(ctx context.Context) (int64, error) {
	now := s.store.Now()
	var due int64
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		var held []int64 // the allotment of each, 0 for none
		err := s.store.Write(ctx).Raw("UPDATE responses SET state = ?, updated_at = ? WHERE state IN ('invited', 'in_progress') AND expires_at <= ? RETURNING COALESCE(allotment_id, 0)", Expired, now, now).Scan(&held).Error
		if err != nil {
			return fmt.Errorf("expire responses: %w", err)
		}
		due = int64(len(held))
		if due == 0 {
			return nil
		}
		if err := s.releaseExpired(ctx, held); err != nil {
			return err
		}
		return s.log.Record(ctx, audit.Change{Action: "response.expire", Subject: audit.Subject{Kind: "response", Name: "Responses whose time is over"}, After: map[string]any{"responses": due}})
	})
	return due, err
}

// releaseExpired gives back what expired responses held, by allotment.
func (s *Service) releaseExpired(ctx context.Context, held []int64) error {
	numbers := map[int64]int64{}
	for _, id := range held {
		if id != 0 {
			numbers[id]++
		}
	}
	if len(numbers) == 0 {
		return nil
	}
	if err := s.allotments.ReleaseAll(ctx, numbers); err != nil {
		return err
	}
	if err := s.store.Write(ctx).Exec("UPDATE responses SET allotment_id = NULL WHERE state = ? AND allotment_id IS NOT NULL", Expired).Error; err != nil {
		return fmt.Errorf("expire responses: %w", err)
	}
	return nil
}

// Moved gives the responses of a branch the ancestors that it has since its
// move, in the transaction of the move: one statement for all of them.
func (s *Service) Moved(ctx context.Context, move organizations.Move) error {
	err := s.store.Write(ctx).Exec("UPDATE responses SET "+move.TrailSQL(), move.ID).Error
	if err != nil {
		return fmt.Errorf("move responses: %w", err)
	}
	return nil
}

// InUse returns what of this package hangs on an organization, in words, for
// the refusal to delete it.
func (s *Service) InUse(ctx context.Context, organizationID int64) ([]string, error) {
	var uses []string
	var count int64
	err := s.store.Read(ctx).Raw("SELECT COUNT(*) FROM responses WHERE organization_id = ?", organizationID).Scan(&count).Error
	if err != nil {
		return nil, fmt.Errorf("count responses: %w", err)
	}
	if count == 1 {
		uses = append(uses, "1 response")
	} else if count > 1 {
		uses = append(uses, fmt.Sprintf("%d responses", count))
	}
	return uses, nil
}

// Forget removes what an organization had set for its responses, in the
// transaction that deletes it.
func (s *Service) Forget(ctx context.Context, organizationID int64) error {
	for _, table := range []string{"organization_drivers", "organization_classifiers", "organization_participant_roles"} {
		if err := s.store.Write(ctx).Exec("DELETE FROM "+table+" WHERE organization_id = ?", organizationID).Error; err != nil {
			return fmt.Errorf("forget organization: %w", err)
		}
	}
	return nil
}
