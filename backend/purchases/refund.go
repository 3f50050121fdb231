package purchases

import (
	"context"
	"fmt"

	"portico/backend/access"
	"portico/backend/audit"
	"portico/backend/fault"
)

// RefundEffect says what a refund would take and give.
type RefundEffect struct {
	Responses int64 // that are not used, and are taken back
	Amount    int64 // minor units, with tax
	Currency  string
	AtStripe  bool // the money goes back through the payment service; else by hand
}

// RefundEffect returns what refunding an order would do now: what is used or
// held stays paid.
func (s *Service) RefundEffect(ctx context.Context, id int64) (RefundEffect, error) {
	row, err := s.Find(ctx, access.ForAdministrator(), id)
	if err != nil {
		return RefundEffect{}, err
	}
	return s.refundEffect(ctx, row.Order)
}

func (s *Service) refundEffect(ctx context.Context, order Order) (RefundEffect, error) {
	effect := RefundEffect{Currency: order.Currency, AtStripe: order.PaymentID != ""}
	if order.State != Paid || order.AllotmentID == nil {
		return effect, fault.New(fault.Conflict, "Only an order that is paid can be refunded.")
	}
	a, err := s.Allotments.Find(ctx, access.ForAdministrator(), *order.AllotmentID)
	if err != nil {
		return effect, err
	}
	effect.Responses = min(order.Credited, a.Available())
	effect.Amount = order.shareOf(effect.Responses)
	if effect.Responses <= 0 {
		return effect, fault.New(fault.Conflict, "Everything that this order bought is used or held, so nothing can be refunded.")
	}
	return effect, nil
}

// shareOf returns what some of the responses of an order cost, to the nearest
// minor unit; all of them cost the whole.
func (o Order) shareOf(responses int64) int64 {
	whole, rest := o.Total/o.Quantity, o.Total%o.Quantity
	return whole*responses + (rest*responses+o.Quantity/2)/o.Quantity
}

// Refund takes back what is not used and gives its price back: through the
// payment service where the order was paid there, else by hand. The responses
// are taken first, so that nobody can use what is being refunded; where the
// payment service refuses, they are given back.
func (s *Service) Refund(ctx context.Context, id int64, reason string) (Order, error) {
	var atStripe bool
	order, err := s.change(ctx, access.ForAdministrator(), id, "order.refund", func(ctx context.Context, order *Order) (map[string]any, error) {
		effect, err := s.refundEffect(ctx, *order)
		if err != nil {
			return nil, err
		}
		taken, err := s.Allotments.TakeBack(ctx, *order.AllotmentID, effect.Responses, order.ID, order.Title())
		if err != nil {
			return nil, err
		}
		if taken <= 0 {
			return nil, errChanged
		}
		order.State, order.TakenBack, order.Refunded, order.RefundedAt = Refunded, taken, order.shareOf(taken), s.Store.Now()
		columns := map[string]any{"state": Refunded, "taken_back": order.TakenBack, "refunded": order.Refunded, "refunded_at": order.RefundedAt}
		if atStripe = order.PaymentID != "" && order.Refunded > 0; atStripe {
			// Until the payment service has answered, it is not known what became of
			// the money: should the program end here, that is what is shown.
			order.Problem, order.ProblemDetail = RefundUnsure, reason
			columns["problem"], columns["problem_detail"] = order.Problem, order.ProblemDetail
		}
		return columns, nil
	})
	if err != nil || !atStripe {
		return order, err
	}
	if err := s.refundAtStripe(ctx, order); err != nil {
		if !isRefusal(err) {
			return order, explain(err) // it may have been given back: the problem stays
		}
		undone, undoErr := s.undoRefund(ctx, order.ID)
		if undoErr != nil {
			return order, undoErr
		}
		return undone, explain(err)
	}
	return s.Dismiss(ctx, order.ID, "The payment service confirmed the refund.")
}

// undoRefund makes a refund that the payment service refused undone.
func (s *Service) undoRefund(ctx context.Context, id int64) (Order, error) {
	return s.change(ctx, access.ForAdministrator(), id, "order.refund_refused", func(ctx context.Context, order *Order) (map[string]any, error) {
		a, err := s.Allotments.Credit(ctx, order.OrganizationID, order.AssessmentID, order.TakenBack, order.ID, "Refund refused")
		if err != nil {
			return nil, err
		}
		order.State, order.Problem, order.ProblemDetail, order.TakenBack, order.Refunded, order.AllotmentID = Paid, "", "", 0, 0, &a.ID
		return map[string]any{"state": Paid, "problem": "", "problem_detail": "", "taken_back": 0, "refunded": 0, "refunded_at": nil, "allotment_id": a.ID}, nil
	})
}

// Accept credits an order that waits for a decision, as if its payment was right.
func (s *Service) Accept(ctx context.Context, id int64) (Order, error) {
	return s.change(ctx, access.ForAdministrator(), id, "order.accept", func(ctx context.Context, order *Order) (map[string]any, error) {
		if order.Problem == "" || order.Credited > 0 {
			return nil, fault.New(fault.Conflict, "There is nothing to decide about this order.")
		}
		return nil, s.settle(ctx, order)
	})
}

// Dismiss notes that what waited for a decision was seen to: the money was given
// back by hand, say. The order stays as it is.
func (s *Service) Dismiss(ctx context.Context, id int64, note string) (Order, error) {
	order, err := s.change(ctx, access.ForAdministrator(), id, "order.dismiss", func(_ context.Context, order *Order) (map[string]any, error) {
		if order.Problem == "" {
			return nil, fault.New(fault.Conflict, "There is nothing to decide about this order.")
		}
		order.Problem, order.ProblemDetail = "", ""
		return map[string]any{"problem": "", "problem_detail": ""}, nil
	})
	if err == nil && note != "" {
		err = s.Log.Record(ctx, audit.Change{Action: "order.note", Subject: audit.Subject{Kind: "order", ID: id, Name: order.Title()}, After: map[string]any{"note": note}})
	}
	return order, err
}

// explain returns what a person can do about the payment service's answer.
func explain(err error) error {
	return fmt.Errorf("call payment service: %w", fault.New(fault.Unavailable, "The payment service did not do it: "+reasonOf(err)))
}
