package responses

import (
	"context"
	"fmt"

	"portico/backend/access"
	"portico/backend/fault"
	"portico/backend/store"
)

// Membership is what a response is in a cohort. The package cohorts makes it;
// what a person fills in never reaches these fields.
type Membership struct {
	CohortID    int64
	VersionID   int64 // all responses of a cohort have the same
	Role        string
	IsAnonymous bool
	Drivers     Drivers    // where the assessment's drivers are set by cohort
	RemindAt    store.Time // zero for never
	ByLink      bool       // the respondent came through the cohort's own link
}

func (r *Response) join(m *Membership) {
	if m == nil {
		return
	}
	r.CohortID, r.VersionID, r.Role, r.IsAnonymous, r.RemindAt = &m.CohortID, m.VersionID, m.Role, m.IsAnonymous, m.RemindAt
}

// errTogether is the refusal to show one answer of an anonymous cohort.
var errTogether = fault.New(fault.Forbidden, "The answers of this cohort are shown together only. Look at the cohort's report.")

// Enrol makes a response as part of a cohort, in the transaction of whoever
// asks (the package cohorts, which has checked that it may). With invite the
// invitation goes into the outbox. The faults are those of Invite and Add.
func (s *Service) Enrol(ctx context.Context, scope access.Scope, input Input, membership Membership, invite bool) (Made, error) {
	if !membership.ByLink {
		restriction, message := access.NoAdding, "Your access does not include adding responses."
		if invite {
			restriction, message = access.NoInviting, "Your access does not include inviting respondents."
		}
		if err := refuse(scope, restriction, message); err != nil {
			return Made{}, err
		}
	}
	return s.create(ctx, scope, input, &membership, invite)
}

// MoveClosing gives the responses of a cohort, in the transaction that changed
// it, the time that it has now: those that are open end with it, and those
// that only its earlier end had closed can be answered again. remindAt is when
// those who have not answered are reminded; zero for never.
func (s *Service) MoveClosing(ctx context.Context, cohortID int64, was, closes, remindAt store.Time) error {
	now := s.store.Now()
	if closes.After(was.Time) {
		var ended []Response
		err := s.store.Read(ctx).Where("cohort_id = ? AND state = ? AND expires_at = ?", cohortID, Expired, was).Find(&ended).Error
		if err != nil {
			return fmt.Errorf("find ended responses: %w", err)
		}
		for i := range ended {
			if err := s.reopen(ctx, &ended[i], closes); err != nil {
				return err
			}
		}
	}
	err := s.store.Write(ctx).Exec(`UPDATE responses SET expires_at = ?, remind_at = ?, updated_at = ?
		WHERE cohort_id = ? AND state IN ('invited', 'in_progress')`, closes, remindAt, now, cohortID).Error
	if err != nil {
		return fmt.Errorf("move closing: %w", err)
	}
	return nil
}

// SetCohortDrivers gives the responses of a cohort that nobody has begun its
// drivers, where the assessment's are set by cohort.
func (s *Service) SetCohortDrivers(ctx context.Context, cohortID int64, drivers Drivers) error {
	err := s.store.Write(ctx).Exec(`UPDATE responses SET drivers = ? WHERE cohort_id = ? AND started_at IS NULL
		AND assessment_id IN (SELECT id FROM assessments WHERE drivers_by = 'cohort')`, drivers, cohortID).Error
	if err != nil {
		return fmt.Errorf("set drivers of cohort: %w", err)
	}
	return nil
}

// DeleteCohort removes the responses of a cohort within the scope for good, and
// returns how many there were. It needs a transaction, and the right to delete.
func (s *Service) DeleteCohort(ctx context.Context, scope access.Scope, cohortID int64) (int, error) {
	if err := refuse(scope, access.NoDeleting, "Your access does not include deleting responses."); err != nil {
		return 0, err
	}
	condition, args := s.within(scope)
	var all []Response
	err := s.store.Read(ctx).Raw("SELECT r.* FROM responses r WHERE r.cohort_id = ? AND "+condition, append([]any{cohortID}, args...)...).Scan(&all).Error
	if err != nil {
		return 0, fmt.Errorf("find responses of cohort: %w", err)
	}
	for _, r := range all {
		if err := s.remove(ctx, r); err != nil {
			return 0, err
		}
	}
	return len(all), nil
}

// LeaveCohort lets the responses of a cohort stand by themselves. Anonymous
// answers stay anonymous.
func (s *Service) LeaveCohort(ctx context.Context, cohortID int64) error {
	if err := s.store.Write(ctx).Exec("UPDATE responses SET cohort_id = NULL, remind_at = NULL WHERE cohort_id = ?", cohortID).Error; err != nil {
		return fmt.Errorf("leave cohort: %w", err)
	}
	return nil
}
