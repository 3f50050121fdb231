package allotments

import (
	"context"
	"errors"
	"fmt"

	"portico/backend/access"
	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/organizations"
)

// Input is what a new allotment starts with.
type Input struct {
	OrganizationID int64
	AssessmentID   int64
	Amount         int64 // 0 or more
	IsShared       bool
	WarnBelow      int64
	Reason         string
}

// Create gives an organization an allotment for an assessment.
//
// It returns an Invalid fault for the fields at fault (organizationId,
// assessmentId, amount, warnBelow, reason) and an Unavailable one while Use
// Allotments is off.
func (s *Service) Create(ctx context.Context, input Input) (Allotment, error) {
	var fields fault.Fields
	fields.Require(input.Amount >= 0 && input.Amount <= Most, "amount", "Enter a number of responses, 0 or more.")
	checkWarnBelow(&fields, input.WarnBelow)
	checkReason(&fields, &input.Reason)
	var created Allotment
	err := s.Store.InTx(ctx, func(ctx context.Context) error {
		if err := s.refuseOff(ctx); err != nil {
			return err
		}
		o, err := s.Organizations.Find(ctx, access.ForAdministrator(), input.OrganizationID)
		switch {
		case fault.Is(err, fault.NotFound):
			fields.Add("organizationId", "Choose an organization from the list.")
		case err != nil:
			return err
		case !o.IsActive():
			fields.Add("organizationId", "This organization is archived. Choose another.")
		}
		_, err = s.Assessments.Find(ctx, access.ForAdministrator(), input.AssessmentID)
		if err != nil && !fault.Is(err, fault.NotFound) {
			return err
		}
		fields.Require(err == nil, "assessmentId", "Choose an assessment from the list.")
		if _, there, err := s.Of(ctx, input.OrganizationID, input.AssessmentID); err != nil {
			return err
		} else if there {
			fields.Add("assessmentId", "This organization has an allotment for this assessment already. Top that up.")
		}
		if err := fields.Err(); err != nil {
			return err
		}
		a, err := s.ensure(ctx, input.OrganizationID, input.AssessmentID)
		if err != nil {
			return err
		}
		if err := s.Store.Write(ctx).Exec("UPDATE allotments SET is_shared = ?, warn_below = ? WHERE id = ?", flag(input.IsShared), input.WarnBelow, a.ID).Error; err != nil {
			return fmt.Errorf("create allotment: %w", err)
		}
		created, err = s.add(ctx, a.ID, step{kind: TopUp, amount: input.Amount, reason: input.Reason})
		return err
	})
	return created, err
}

// Add tops an allotment up.
//
// It returns an Invalid fault for the fields at fault (amount, reason), a
// Conflict one for an archived organization and NotFound for no allotment.
func (s *Service) Add(ctx context.Context, id, amount int64, reason string) (Allotment, error) {
	var fields fault.Fields
	checkAmount(&fields, amount)
	checkReason(&fields, &reason)
	return s.change(ctx, id, &fields, func(ctx context.Context, a Allotment) (Allotment, error) {
		o, _, err := s.place(ctx, a)
		if err != nil {
			return a, err
		}
		if !o.IsActive() {
			return a, fault.New(fault.Conflict, o.Name+" is archived. Restore it before you give it more.")
		}
		return s.add(ctx, id, step{kind: TopUp, amount: amount, reason: reason})
	})
}

// Take tops an allotment down, not under what is used and held (ALT-3). The
// faults are those of Add.
func (s *Service) Take(ctx context.Context, id, amount int64, reason string) (Allotment, error) {
	var fields fault.Fields
	checkAmount(&fields, amount)
	checkReason(&fields, &reason)
	return s.change(ctx, id, &fields, func(ctx context.Context, _ Allotment) (Allotment, error) {
		a, err := s.subtract(ctx, id, step{kind: TopDown, amount: amount, reason: reason})
		if err != nil {
			return a, err
		}
		return a, s.warn(ctx, a)
	})
}

// Transfer gives some of what an allotment has available to an organization
// below its own, for the same assessment, in one transaction. Both histories
// name the other side.
//
// It returns an Invalid fault for the fields at fault (amount, reason,
// organizationId) and NotFound for no allotment.
func (s *Service) Transfer(ctx context.Context, id, toOrganizationID, amount int64, reason string) (Allotment, error) {
	var fields fault.Fields
	checkAmount(&fields, amount)
	checkReason(&fields, &reason)
	return s.change(ctx, id, &fields, func(ctx context.Context, a Allotment) (Allotment, error) {
		o, _, err := s.place(ctx, a)
		if err != nil {
			return a, err
		}
		if err := s.refuseReceiver(ctx, o, toOrganizationID); err != nil {
			return a, err
		}
		other, err := s.ensure(ctx, toOrganizationID, a.AssessmentID)
		if err != nil {
			return a, err
		}
		if a, err = s.subtract(ctx, id, step{kind: TransferOut, amount: amount, reason: reason, other: &other.ID}); err != nil {
			return a, err
		}
		if _, err := s.add(ctx, other.ID, step{kind: TransferIn, amount: amount, reason: reason, other: &id}); err != nil {
			return a, err
		}
		return a, s.warn(ctx, a)
	})
}

// refuseReceiver returns an Invalid fault unless an organization stands below
// another and is active.
func (s *Service) refuseReceiver(ctx context.Context, o organizations.Organization, toOrganizationID int64) error {
	var fields fault.Fields
	to, err := s.Organizations.Find(ctx, access.ForAdministrator(), toOrganizationID)
	switch {
	case fault.Is(err, fault.NotFound):
		fields.Add("organizationId", "Choose an organization from the list.")
	case err != nil:
		return err
	case to.ID == o.ID || !access.Below(to.Path, o.Path):
		fields.Add("organizationId", "Choose an organization below "+o.Name+".")
	case !to.IsActive():
		fields.Add("organizationId", "This organization is archived. Choose another.")
	}
	return fields.Err()
}

// SetShared says whether the organizations below may draw on an allotment where
// their own has nothing left.
func (s *Service) SetShared(ctx context.Context, id int64, shared bool) (Allotment, error) {
	return s.change(ctx, id, &fault.Fields{}, func(ctx context.Context, a Allotment) (Allotment, error) {
		if a.IsShared == shared {
			return a, nil
		}
		kind := Share
		if !shared {
			kind = Unshare
		}
		return s.set(ctx, id, kind, 0, "is_shared = ?", flag(shared))
	})
}

// SetWarning sets the number under which what is available warns; 0 never does.
// The warning is due anew.
func (s *Service) SetWarning(ctx context.Context, id, below int64) (Allotment, error) {
	var fields fault.Fields
	checkWarnBelow(&fields, below)
	return s.change(ctx, id, &fields, func(ctx context.Context, a Allotment) (Allotment, error) {
		if a.WarnBelow == below {
			return a, nil
		}
		a, err := s.set(ctx, id, Warn, below, "warn_below = ?, warned_at = NULL", below)
		if err != nil {
			return a, err
		}
		return a, s.warn(ctx, a)
	})
}

// Delete removes an allotment with its history; the audit log keeps what it was.
// It is refused with a Conflict while responses hold or have used some of it.
func (s *Service) Delete(ctx context.Context, id int64) error {
	return s.Store.InTx(ctx, func(ctx context.Context) error {
		if err := s.Settle(ctx); err != nil {
			return err
		}
		a, err := s.load(ctx, id)
		if err != nil {
			return err
		}
		var inUse bool
		if err := s.Store.Read(ctx).Raw("SELECT EXISTS (SELECT 1 FROM responses WHERE allotment_id = ?)", id).Scan(&inUse).Error; err != nil {
			return fmt.Errorf("delete allotment: %w", err)
		}
		if inUse {
			return fault.New(fault.Conflict, "This allotment can't be removed: responses hold or have used some of it. Top it down instead.")
		}
		subject, assessment, err := s.subject(ctx, a)
		if err != nil {
			return err
		}
		if err := s.Store.Write(ctx).Delete(&Allotment{}, "id = ?", id).Error; err != nil {
			return fmt.Errorf("delete allotment: %w", err)
		}
		return s.Log.Record(ctx, audit.Change{Action: "allotment.delete", Subject: subject, Before: a.record(assessment)})
	})
}

// change runs a change of one allotment in a transaction.
func (s *Service) change(ctx context.Context, id int64, fields *fault.Fields, work func(ctx context.Context, a Allotment) (Allotment, error)) (Allotment, error) {
	var changed Allotment
	err := s.Store.InTx(ctx, func(ctx context.Context) error {
		if err := s.refuseOff(ctx); err != nil {
			return err
		}
		a, err := s.load(ctx, id)
		if err != nil {
			return err
		}
		if err := fields.Err(); err != nil {
			return err
		}
		changed, err = work(ctx, a)
		return err
	})
	return changed, err
}

// ensure returns the allotment of an organization for an assessment, made empty
// where there was none.
func (s *Service) ensure(ctx context.Context, organizationID, assessmentID int64) (Allotment, error) {
	now := s.Store.Now()
	err := s.Store.Write(ctx).Exec(`INSERT INTO allotments (organization_id, assessment_id, created_at, updated_at) VALUES (?, ?, ?, ?)
		ON CONFLICT (organization_id, assessment_id) DO NOTHING`, organizationID, assessmentID, now, now).Error
	if err != nil {
		return Allotment{}, fmt.Errorf("make allotment: %w", err)
	}
	a, there, err := s.Of(ctx, organizationID, assessmentID)
	if err == nil && !there {
		err = errors.New("make allotment: it is not there")
	}
	return a, err
}

// step is one change of what is allocated, for the history.
type step struct {
	kind   Kind
	amount int64 // 0 or more; the kind says which way
	reason string
	other  *int64
	order  *int64
}

// add raises what is allocated.
func (s *Service) add(ctx context.Context, id int64, by step) (Allotment, error) {
	var changed []Allotment
	err := s.Store.Write(ctx).Raw("UPDATE allotments SET allocated = allocated + ?, warned_at = NULL, updated_at = ? WHERE id = ? AND allocated + ? <= ? RETURNING *",
		by.amount, s.Store.Now(), id, by.amount, Most).Scan(&changed).Error
	if err != nil {
		return Allotment{}, fmt.Errorf("top up allotment: %w", err)
	}
	if len(changed) == 0 {
		return Allotment{}, amountFault("An allotment holds at most 1,000,000,000 responses.")
	}
	return changed[0], s.note(ctx, changed[0], by, by.amount)
}

// subtract lowers what is allocated, in one statement that refuses to go under
// what is used and held.
func (s *Service) subtract(ctx context.Context, id int64, by step) (Allotment, error) {
	for range 2 {
		var changed []Allotment
		err := s.Store.Write(ctx).Raw("UPDATE allotments SET allocated = allocated - ?, updated_at = ? WHERE id = ? AND allocated - used - held >= ? RETURNING *",
			by.amount, s.Store.Now(), id, by.amount).Scan(&changed).Error
		if err != nil {
			return Allotment{}, fmt.Errorf("top down allotment: %w", err)
		}
		if len(changed) > 0 {
			return changed[0], s.note(ctx, changed[0], by, -by.amount)
		}
		if err := s.Settle(ctx); err != nil {
			return Allotment{}, err
		}
	}
	a, err := s.load(ctx, id)
	if err != nil {
		return a, err
	}
	return a, amountFault(fmt.Sprintf("At most %s can be taken: %s are used and %s are held by open responses.", grouped(a.Available()), grouped(a.Used), grouped(a.Held)))
}

// set changes a switch of an allotment.
func (s *Service) set(ctx context.Context, id int64, kind Kind, amount int64, assignment string, value any) (Allotment, error) {
	var changed []Allotment
	err := s.Store.Write(ctx).Raw("UPDATE allotments SET "+assignment+", updated_at = ? WHERE id = ? RETURNING *", value, s.Store.Now(), id).Scan(&changed).Error
	if err != nil {
		return Allotment{}, fmt.Errorf("set allotment: %w", err)
	}
	if len(changed) == 0 {
		return Allotment{}, errNotFound
	}
	return changed[0], s.note(ctx, changed[0], step{kind: kind}, amount)
}

// note writes the history's line and the audit entry, which is the
// organization's.
func (s *Service) note(ctx context.Context, a Allotment, by step, amount int64) error {
	actor := audit.ActorIn(ctx)
	line := Change{
		AllotmentID: a.ID, Kind: by.kind, Amount: amount, Allocated: a.Allocated, OtherID: by.other, OrderID: by.order, Reason: by.reason,
		ActorKind: string(actor.Kind), ActorID: actor.ID, ActorName: actor.Name, CreatedAt: s.Store.Now(),
	}
	if err := s.Store.Write(ctx).Create(&line).Error; err != nil {
		return fmt.Errorf("note change of allotment: %w", err)
	}
	subject, assessment, err := s.subject(ctx, a)
	if err != nil {
		return err
	}
	after := a.record(assessment)
	after["amount"], after["reason"] = amount, by.reason
	return s.Log.Record(ctx, audit.Change{Action: "allotment." + string(by.kind), Subject: subject, After: after})
}

func (s *Service) subject(ctx context.Context, a Allotment) (audit.Subject, string, error) {
	o, assessment, err := s.place(ctx, a)
	return audit.Subject{Kind: "organization", ID: o.ID, Name: o.Name}, assessment.Name, err
}

// record is what the audit log keeps of an allotment.
func (a Allotment) record(assessment string) map[string]any {
	return map[string]any{"assessment": assessment, "assessment_id": a.AssessmentID, "allocated": a.Allocated, "is_shared": a.IsShared, "warn_below": a.WarnBelow}
}

func amountFault(message string) error {
	return &fault.Error{Code: fault.Invalid, Message: message, Fields: map[string]string{"amount": message}}
}

// flag is a switch as the database keeps it.
func flag(on bool) int {
	if on {
		return 1
	}
	return 0
}

// Credit gives an organization what an order bought, in the transaction of the
// order: also while Use Allotments is off or the organization is archived, for
// it is paid.
func (s *Service) Credit(ctx context.Context, organizationID, assessmentID, amount, orderID int64, reason string) (Allotment, error) {
	a, err := s.ensure(ctx, organizationID, assessmentID)
	if err != nil {
		return a, err
	}
	return s.add(ctx, a.ID, step{kind: Purchase, amount: amount, reason: reason, order: &orderID})
}

// TakeBack takes what a refunded order had bought, as far as it is available and
// at most amount, and returns how many that was. It joins the transaction of the
// order.
func (s *Service) TakeBack(ctx context.Context, id, amount, orderID int64, reason string) (int64, error) {
	if err := s.Settle(ctx); err != nil {
		return 0, err
	}
	a, err := s.load(ctx, id)
	if err != nil {
		return 0, err
	}
	if amount = min(amount, a.Available()); amount <= 0 {
		return 0, nil
	}
	a, err = s.subtract(ctx, id, step{kind: Refund, amount: amount, reason: reason, order: &orderID})
	if err != nil {
		return 0, err
	}
	return amount, s.warn(ctx, a)
}
