package bindings

import (
	"context"
	"fmt"

	"portico/backend"
	"portico/backend/fault"
)

// bulkLimit is how many responses one action changes at most.
const bulkLimit = 1000

// ResponsesOutcome says what an action on many did: those it was done to, and
// those that were left as they were, with the reason.
type ResponsesOutcome struct {
	Changed int       `json:"changed"`
	Left    []LeftOut `json:"left"`
}

// ResendAll sends the invitations of many again.
func (r *Responses) ResendAll(ids []int64) (ResponsesOutcome, error) {
	return r.forAll(ids, func(ctx context.Context, b *backend.Backend, id int64) error {
		_, err := b.Responses.Resend(ctx, everything, id)
		return err
	})
}

// RemindAll reminds many.
func (r *Responses) RemindAll(ids []int64) (ResponsesOutcome, error) {
	return r.forAll(ids, func(ctx context.Context, b *backend.Backend, id int64) error {
		_, err := b.Responses.Remind(ctx, everything, id)
		return err
	})
}

// ExtendAll gives many time until the end of a day (2026-03-31).
func (r *Responses) ExtendAll(ids []int64, day string) (ResponsesOutcome, error) {
	ctx, b, err := r.core.enter()
	if err != nil {
		return ResponsesOutcome{Left: []LeftOut{}}, err
	}
	until, err := endOfDay(ctx, b, day)
	if err != nil {
		return ResponsesOutcome{Left: []LeftOut{}}, err
	}
	return r.forAll(ids, func(ctx context.Context, b *backend.Backend, id int64) error {
		_, err := b.Responses.Extend(ctx, everything, id, until)
		return err
	})
}

// CancelAll takes many back; it can't be undone.
func (r *Responses) CancelAll(ids []int64) (ResponsesOutcome, error) {
	return r.forAll(ids, func(ctx context.Context, b *backend.Backend, id int64) error {
		_, err := b.Responses.Cancel(ctx, everything, id)
		return err
	})
}

// DeleteAll removes many with their answers for good.
func (r *Responses) DeleteAll(ids []int64) (ResponsesOutcome, error) {
	return r.forAll(ids, func(ctx context.Context, b *backend.Backend, id int64) error {
		return b.Responses.Delete(ctx, everything, id)
	})
}

// forAll does something to one response after the other, each in a transaction
// of its own: what is refused for one, an allotment that is used up say, takes
// nothing back of the others.
func (r *Responses) forAll(ids []int64, do func(ctx context.Context, b *backend.Backend, id int64) error) (ResponsesOutcome, error) {
	outcome := ResponsesOutcome{Left: []LeftOut{}}
	ctx, b, err := r.core.enter()
	if err != nil {
		return outcome, err
	}
	if len(ids) > bulkLimit {
		return outcome, fault.New(fault.Invalid, fmt.Sprintf("At most %d responses can be changed at once. Choose fewer.", bulkLimit))
	}
	for _, id := range ids {
		err := do(ctx, b, id)
		said := fault.As(err)
		switch {
		case err == nil:
			outcome.Changed++
		case said == nil:
			return outcome, err
		default:
			left := LeftOut{ID: id, Reason: inOneLine(said)}
			if message := said.Fields["expires"]; message != "" {
				left.Reason = message
			}
			if one, err := b.Responses.Find(ctx, everything, id); err == nil {
				left.Name = one.Name()
			}
			outcome.Left = append(outcome.Left, left)
		}
	}
	return outcome, nil
}
