package allotments

import (
	"context"
	"fmt"
	"slices"

	"portico/backend/audit"
	"portico/backend/fault"
)

// Item is one allotment as an import wants it.
type Item struct {
	Before         *Allotment // nil for a new one
	OrganizationID int64
	AssessmentID   int64
	Allocated      int64
	IsShared       bool
	WarnBelow      int64
}

// Changes reports whether the import changes something.
func (i Item) Changes() bool {
	return i.Before == nil || i.Before.Allocated != i.Allocated || i.Before.IsShared != i.IsShared || i.Before.WarnBelow != i.WarnBelow
}

// Validate returns an Invalid fault for the fields at fault (allocated,
// warnBelow): numbers out of range, or less than is used and held.
func (i Item) Validate() error {
	var fields fault.Fields
	fields.Require(i.Allocated >= 0 && i.Allocated <= Most, "allocated", "Use a number of responses from 0 to 1,000,000,000.")
	checkWarnBelow(&fields, i.WarnBelow)
	if i.Before != nil {
		least := i.Before.Used + i.Before.Held
		fields.Require(i.Allocated >= least, "allocated", fmt.Sprintf("%s are used and %s are held, so it can't be less than %s.", grouped(i.Before.Used), grouped(i.Before.Held), grouped(least)))
	}
	return fields.Err()
}

// ByOrganizations returns the allotments of some organizations.
func (s *Service) ByOrganizations(ctx context.Context, ids []int64) ([]Allotment, error) {
	var all []Allotment
	for some := range slices.Chunk(ids, 500) {
		var found []Allotment
		if err := s.Store.Read(ctx).Where("organization_id IN ?", some).Find(&found).Error; err != nil {
			return nil, fmt.Errorf("find allotments: %w", err)
		}
		all = append(all, found...)
	}
	return all, nil
}

// Apply writes what an import wants, in the transaction of the import, each with
// a line in its history; the import's own audit entry stands for all of them.
// done hears how many are written.
//
// It returns a Conflict fault when responses have used up in the meantime what
// the import would take away.
func (s *Service) Apply(ctx context.Context, items []Item, done func(written int)) error {
	actor, now := audit.ActorIn(ctx), s.Store.Now()
	for i, item := range items {
		if i%500 == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
			done(i)
		}
		a, err := s.ensure(ctx, item.OrganizationID, item.AssessmentID)
		if err != nil {
			return err
		}
		var changed []Allotment
		err = s.Store.Write(ctx).Raw(`UPDATE allotments SET allocated = ?, is_shared = ?, warn_below = ?, warned_at = NULL, updated_at = ?
			WHERE id = ? AND used + held <= ? RETURNING *`, item.Allocated, flag(item.IsShared), item.WarnBelow, now, a.ID, item.Allocated).Scan(&changed).Error
		if err != nil {
			return fmt.Errorf("import allotment: %w", err)
		}
		if len(changed) == 0 {
			return fault.New(fault.Conflict, "Responses have used more of an allotment in the meantime than the file gives it. Check the file again.")
		}
		line := Change{AllotmentID: a.ID, Kind: Import, Amount: item.Allocated - a.Allocated, Allocated: item.Allocated,
			ActorKind: string(actor.Kind), ActorID: actor.ID, ActorName: actor.Name, CreatedAt: now}
		if err := s.Store.Write(ctx).Create(&line).Error; err != nil {
			return fmt.Errorf("import allotment: %w", err)
		}
	}
	done(len(items))
	return nil
}
