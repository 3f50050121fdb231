package organizations

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"portico/backend/fault"
)

// ActionLimit is how many organizations one bulk action takes.
const ActionLimit = 10000

// Left is an organization that a bulk action left as it is, and why.
type Left struct {
	ID     int64
	Name   string
	Reason string
}

// BranchesChange says what a bulk action took along.
type BranchesChange struct {
	Change
	Branches []int64 // the organizations whose branches were archived or restored; what undoes it takes these
	Left     []Left
}

// ArchiveAll archives the branches of some organizations in one transaction,
// each with an audit entry as Archive writes it. One that another of them takes
// along is no branch of its own; one that was archived before is left out.
func (s *Service) ArchiveAll(ctx context.Context, ids []int64) (BranchesChange, error) {
	return s.each(ctx, ids, s.Archive)
}

// RestoreAll brings archived branches back, each as Restore does.
func (s *Service) RestoreAll(ctx context.Context, ids []int64) (BranchesChange, error) {
	return s.each(ctx, ids, s.Restore)
}

// errOnlyWeighed takes back what was done to see what it would do.
var errOnlyWeighed = errors.New("only weighed")

// ArchiveAllEffect returns what ArchiveAll would take along.
func (s *Service) ArchiveAllEffect(ctx context.Context, ids []int64) (BranchesChange, error) {
	var change BranchesChange
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		var err error
		if change, err = s.ArchiveAll(ctx, ids); err != nil {
			return err
		}
		return errOnlyWeighed
	})
	if errors.Is(err, errOnlyWeighed) {
		err = nil
	}
	return change, err
}

func (s *Service) each(ctx context.Context, ids []int64, do func(context.Context, int64) (Change, error)) (BranchesChange, error) {
	total := BranchesChange{Branches: []int64{}, Left: []Left{}}
	if len(ids) > ActionLimit {
		return total, fault.New(fault.Invalid, fmt.Sprintf("At most %d organizations can be changed at once. Choose fewer.", ActionLimit))
	}
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		organizations, err := s.outermostFirst(ctx, ids)
		if err != nil {
			return err
		}
		for _, before := range organizations {
			o, err := s.load(ctx, before.ID)
			if err != nil {
				return err
			}
			if o.Status != before.Status {
				continue // one above it took it along
			}
			change, err := do(ctx, o.ID)
			switch refused := fault.As(err); {
			case refused != nil:
				total.Left = append(total.Left, Left{o.ID, o.Name, refused.Message})
			case err != nil:
				return err
			default:
				total.Organizations, total.Managers = total.Organizations+change.Organizations, total.Managers+change.Managers
				total.Branches = append(total.Branches, o.ID)
			}
		}
		return nil
	})
	return total, err
}

// outermostFirst returns those of the organizations that exist, none before one
// above it.
func (s *Service) outermostFirst(ctx context.Context, ids []int64) ([]Organization, error) {
	var found []Organization
	for from := 0; from < len(ids); from += 500 {
		var some []Organization
		if err := s.store.Read(ctx).Where("id IN ?", ids[from:min(from+500, len(ids))]).Find(&some).Error; err != nil {
			return nil, fmt.Errorf("find organizations: %w", err)
		}
		found = append(found, some...)
	}
	slices.SortStableFunc(found, func(a, b Organization) int { return cmp.Or(a.Level-b.Level, cmp.Compare(a.ID, b.ID)) })
	return found, nil
}
