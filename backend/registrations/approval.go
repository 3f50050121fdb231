package registrations

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"portico/backend/access"
	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/store"
)

// MaxPending is how many registrations may wait at once; more are told that
// registration is closed for now (SEC-24).
const MaxPending = 500

// MaxDecisionNote is the longest note of a decision, in characters.
const MaxDecisionNote = 1000

// Outcome is what became of one registration at a decision.
type Outcome struct {
	ID      int64
	Name    string // the organization's, as typed
	State   State  // after the decision
	Problem string // why nothing was decided; "" when it was
}

// refuseTooManyPending returns the fault of a closed page while MaxPending
// wait already.
func (s *Service) refuseTooManyPending(ctx context.Context) error {
	waiting, err := s.Waiting(ctx)
	if err == nil && waiting >= MaxPending {
		return errClosed
	}
	return err
}

// Waiting returns how many registrations wait for approval, at most MaxPending.
func (s *Service) Waiting(ctx context.Context) (int64, error) {
	var waiting int64
	err := s.Store.Read(ctx).Raw("SELECT COUNT(*) FROM (SELECT 1 FROM registrations WHERE state = 'pending' LIMIT ?)", MaxPending).Scan(&waiting).Error
	if err != nil {
		return 0, fmt.Errorf("count waiting registrations: %w", err)
	}
	return waiting, nil
}

// Approve admits pending registrations, each in a transaction of its own, from
// the Model User as it is now (REG-5). The note is mailed. What can't be
// admitted stays pending, with the reason.
func (s *Service) Approve(ctx context.Context, ids []int64, note string) ([]Outcome, error) {
	return s.decide(ctx, ids, note, s.approve)
}

// Refuse refuses pending registrations, each in a transaction of its own. The
// note is mailed.
func (s *Service) Refuse(ctx context.Context, ids []int64, note string) ([]Outcome, error) {
	return s.decide(ctx, ids, note, func(ctx context.Context, r *Registration) error {
		r.State = Refused
		if err := s.giveUseBack(ctx, r.LinkID); err != nil {
			return err
		}
		return s.Letters.Refused(ctx, *r)
	})
}

func (s *Service) decide(ctx context.Context, ids []int64, note string, decision func(context.Context, *Registration) error) ([]Outcome, error) {
	if note = store.CleanText(note); len([]rune(note)) > MaxDecisionNote {
		return nil, &fault.Error{Code: fault.Invalid, Message: "Please check the marked fields.", Fields: map[string]string{"note": "Use at most 1,000 characters."}}
	}
	outcomes := []Outcome{}
	// Whoever came first is decided first, whatever the order on the screen: of
	// two with one email or one name the first one gets it.
	for _, id := range slices.Compact(slices.Sorted(slices.Values(ids))) {
		var r Registration
		err := s.Store.InTx(ctx, func(ctx context.Context) error {
			if err := s.Store.Write(ctx).First(&r, "id = ?", id).Error; errors.Is(err, gorm.ErrRecordNotFound) {
				return fault.New(fault.NotFound, "This registration does not exist any more.")
			} else if err != nil {
				return fmt.Errorf("find registration: %w", err)
			}
			if r.State != Pending {
				return fault.New(fault.Conflict, "This registration was decided already.")
			}
			decided := r
			decided.Note, decided.DecidedAt = note, s.Store.Now()
			if err := decision(ctx, &decided); err != nil {
				return err
			}
			decided.PasswordHash = ""
			if err := s.Store.Write(ctx).Save(&decided).Error; err != nil {
				return fmt.Errorf("decide registration: %w", err)
			}
			r = decided
			return s.Log.Record(ctx, r.change())
		})
		outcome := Outcome{ID: id, Name: r.OrganizationName, State: r.State}
		if err != nil {
			refused := fault.As(err)
			if refused == nil {
				return outcomes, err
			}
			outcome.Problem = refused.Message
		}
		outcomes = append(outcomes, outcome)
	}
	return outcomes, nil
}

// giveUseBack takes a use off a link whose registration the administrator
// refused: else a prankster could use it up for everybody (LNK-1).
func (s *Service) giveUseBack(ctx context.Context, linkID *int64) error {
	if linkID == nil {
		return nil
	}
	if err := s.Store.Write(ctx).Exec("UPDATE registration_links SET uses = uses - 1 WHERE id = ? AND uses > 0", *linkID).Error; err != nil {
		return fmt.Errorf("give use of link back: %w", err)
	}
	return nil
}

// approve makes the partner. Somebody who got an account in the meantime is a
// duplicate.
func (s *Service) approve(ctx context.Context, r *Registration) error {
	known, isKnown, err := s.Users.Identify(ctx, r.Email)
	if err != nil {
		return err
	}
	if isKnown {
		r.State = Duplicate
		return s.Letters.AlreadyKnown(ctx, known)
	}
	portal, err := s.Settings.Portal(ctx)
	if err != nil {
		return err
	}
	offer, err := s.model(ctx, portal)
	if errors.Is(err, errOff) {
		return fault.New(fault.Conflict, "The Partner Portal is switched off. Switch it on first.").WithMend("Open General", "/settings/features/general")
	}
	if errors.Is(err, errClosed) {
		return fault.New(fault.Conflict, "The Model User does not hold any more. Choose another first.").WithMend("Partner Portal", "/settings/features/partner-portal")
	}
	if err != nil {
		return err
	}
	if err := s.refuseUnfitParent(ctx, r.ParentID); err != nil {
		return err
	}
	if r.LinkID != nil {
		link, err := s.FindLink(ctx, *r.LinkID)
		if err != nil {
			return err
		}
		if link.DefaultAllocation != "" {
			offer.portal.DefaultResourceAllocation = link.DefaultAllocation
		}
	}
	r.State = Admitted
	user, err := s.makePartner(ctx, offer, r, r.PasswordHash)
	if err != nil {
		return err
	}
	if r.LinkID != nil {
		if err := s.countRegistered(ctx, *r.LinkID); err != nil {
			return err
		}
	}
	return s.Letters.Approved(ctx, user, *r)
}

func (s *Service) refuseUnfitParent(ctx context.Context, id *int64) error {
	if id == nil {
		return nil
	}
	parent, err := s.Organizations.Find(ctx, access.ForAdministrator(), *id)
	switch {
	case fault.Is(err, fault.NotFound):
		return fault.New(fault.Conflict, "The organization it would stand under does not exist any more. Refuse it, and ask the partner to register again.")
	case err != nil:
		return err
	case !parent.IsActive():
		return fault.New(fault.Conflict, fmt.Sprintf("It would stand under %s, which is archived. Restore that first.", parent.Name))
	case parent.Level >= organizations.MaxLevel:
		return fault.New(fault.Conflict, fmt.Sprintf("It would stand under %s, which is at level 5 now. Move that first.", parent.Name))
	}
	return nil
}
