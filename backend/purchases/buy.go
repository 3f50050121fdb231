package purchases

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"portico/backend/access"
	"portico/backend/audit"
	"portico/backend/fault"
)

// Input is what somebody wants to buy.
type Input struct {
	OrganizationID int64
	AssessmentID   int64
	Quantity       int64
	BuyerName      string // on the invoice; the organization's name where it is empty
	BuyerAddress   string
	Note           string
}

// Begin prices what somebody wants to buy, as a draft.
//
// It returns an Invalid fault for the fields at fault (organizationId,
// assessmentId, quantity, buyerName, buyerAddress, note), a Conflict one where
// nothing is sold to the organization, and NotFound with Hide purchases.
func (s *Service) Begin(ctx context.Context, scope access.Scope, input Input) (Order, error) {
	var fields fault.Fields
	checkQuantity(&fields, input.Quantity)
	checkTexts(&fields, &input.BuyerName, &input.BuyerAddress, &input.Note)
	o, err := s.mayBuy(ctx, scope, input.OrganizationID, input.AssessmentID)
	switch {
	case scope.Is(access.HidePurchases):
		return Order{}, err
	case fault.Is(err, fault.NotFound):
		fields.Add("assessmentId", "Choose an organization and an assessment from the list.")
	case err != nil:
		return Order{}, err
	}
	if err := fields.Err(); err != nil {
		return Order{}, err
	}
	if input.BuyerName == "" {
		input.BuyerName = o.Name
	}
	actor, now := audit.ActorIn(ctx), s.Store.Now()
	order := Order{
		OrganizationID: o.ID, AssessmentID: input.AssessmentID, Quantity: input.Quantity, State: Draft, BuyerName: input.BuyerName, BuyerAddress: input.BuyerAddress,
		Note: input.Note, CreatedByName: actor.Name, CreatedAt: now, UpdatedAt: now,
	}
	if by := scope.UserID(); by != 0 {
		order.CreatedByID = &by
	}
	err = s.Store.InTx(ctx, func(ctx context.Context) error {
		if err := s.quote(ctx, &order); err != nil {
			return err
		}
		if err := s.Store.Write(ctx).Create(&order).Error; err != nil {
			return fmt.Errorf("begin order: %w", err)
		}
		return s.note(ctx, "order.create", nil, order)
	})
	return order, err
}

// quote prices an order by the list that holds now.
func (s *Service) quote(ctx context.Context, order *Order) error {
	o, err := s.Organizations.Find(ctx, access.ForAdministrator(), order.OrganizationID)
	if err != nil {
		return err
	}
	list, found, err := s.ListFor(ctx, o, order.AssessmentID)
	if err != nil {
		return err
	}
	if !found {
		return &fault.Error{Code: fault.Invalid, Message: "Please check the marked fields.", Fields: map[string]string{"assessmentId": "This assessment has no price at the moment. Ask whoever runs this portal."}}
	}
	unit, least, sold := list.unitPrice(order.Quantity)
	if !sold {
		return &fault.Error{Code: fault.Invalid, Message: "Please check the marked fields.", Fields: map[string]string{"quantity": fmt.Sprintf("At least %d responses are sold at once.", least)}}
	}
	payments, err := s.Settings(ctx)
	if err != nil {
		return err
	}
	order.price(unit, list.Currency, payments.TaxName, payments.TaxRate)
	return nil
}

// Place orders a draft, to be paid by invoice or through Stripe Checkout. Where
// the price has changed since the draft was made, the draft gets the new one and
// a Conflict fault asks to look again. An order that costs nothing is paid at
// once.
func (s *Service) Place(ctx context.Context, scope access.Scope, id int64, payment string) (Order, error) {
	var changedPrice bool
	placed, err := s.change(ctx, scope, id, "order.place", func(ctx context.Context, order *Order) (map[string]any, error) {
		if order.State != Draft {
			return nil, fault.New(fault.Conflict, "This order was placed already.")
		}
		if order.Problem != "" {
			return nil, fault.New(fault.Conflict, "A payment for this order came already. Whoever runs this portal decides about it.")
		}
		if _, err := s.mayBuy(ctx, scope, order.OrganizationID, order.AssessmentID); err != nil {
			return nil, err
		}
		if err := s.refusePayment(ctx, payment); err != nil {
			return nil, err
		}
		before := *order
		if err := s.quote(ctx, order); err != nil {
			return nil, err
		}
		prices := map[string]any{"currency": order.Currency, "unit_price": order.UnitPrice, "tax_name": order.TaxName, "tax_rate": order.TaxRate, "tax": order.Tax, "total": order.Total}
		if changedPrice = before.Total != order.Total || before.Currency != order.Currency; changedPrice {
			return prices, nil
		}
		order.State, order.Payment, order.PlacedAt = Awaiting, payment, s.Store.Now()
		columns := map[string]any{"state": Awaiting, "payment": payment, "placed_at": order.PlacedAt}
		if payment == ByInvoice {
			var err error
			if order.InvoiceNumber, err = s.takeInvoiceNumber(ctx); err != nil {
				return nil, err
			}
			order.InvoicedAt = order.PlacedAt
			columns["invoice_number"], columns["invoiced_at"] = order.InvoiceNumber, order.InvoicedAt
		}
		if order.Total > 0 {
			return columns, nil
		}
		if err := s.update(ctx, order.ID, Draft, columns); err != nil {
			return nil, err
		}
		return nil, s.settle(ctx, order)
	})
	if err == nil && changedPrice {
		err = fault.New(fault.Conflict, "The price has changed since you chose. Look at the order again before you place it.")
	}
	return placed, err
}

func (s *Service) refusePayment(ctx context.Context, payment string) error {
	payments, err := s.Settings(ctx)
	switch {
	case err != nil:
		return err
	case payment == ByInvoice && payments.ByInvoice, payment == ByStripe && payments.HasStripe():
		return nil
	}
	return fault.New(fault.Conflict, "This way of paying is not offered at the moment. Choose another.")
}

// Cancel ends an order that is not paid. A payment that comes all the same is
// shown to the administrator.
func (s *Service) Cancel(ctx context.Context, scope access.Scope, id int64) (Order, error) {
	order, err := s.change(ctx, scope, id, "order.cancel", func(_ context.Context, order *Order) (map[string]any, error) {
		if order.State != Draft && order.State != Awaiting {
			return nil, fault.New(fault.Conflict, "Only an order that is not paid can be cancelled.")
		}
		order.State, order.CancelledAt = Cancelled, s.Store.Now()
		return map[string]any{"state": Cancelled, "cancelled_at": order.CancelledAt}, nil
	})
	if err == nil && order.SessionID != "" {
		s.expireSession(ctx, order)
	}
	return order, err
}

// MarkPaid credits an order whose money has come, as the administrator says.
func (s *Service) MarkPaid(ctx context.Context, id int64) (Order, error) {
	return s.change(ctx, access.ForAdministrator(), id, "order.pay", func(ctx context.Context, order *Order) (map[string]any, error) {
		if order.State != Awaiting {
			return nil, fault.New(fault.Conflict, "Only an order that waits for its payment can be marked as paid.")
		}
		return nil, s.settle(ctx, order)
	})
}

// Grant is what the administrator gives at a price of their own, zero too.
type Grant struct {
	Input
	UnitPrice int64 // minor units
	Currency  string
	IsPaid    bool // the money is there already; else an invoice is made and waits
}

// Give makes an order at any price. One that is paid, or costs nothing, is
// credited at once. It returns an Invalid fault for the fields at fault.
func (s *Service) Give(ctx context.Context, grant Grant) (Order, error) {
	var fields fault.Fields
	checkQuantity(&fields, grant.Quantity)
	checkTexts(&fields, &grant.BuyerName, &grant.BuyerAddress, &grant.Note)
	_, known := Decimals(grant.Currency)
	fields.Require(known, "currency", "Use a currency's three letters, such as EUR.")
	fields.Require(grant.UnitPrice >= 0 && grant.UnitPrice <= MostPrice, "unitPrice", "Enter a price of 0 or more.")
	var order Order
	err := s.Store.InTx(ctx, func(ctx context.Context) error {
		admin := access.ForAdministrator()
		o, err := s.Organizations.Find(ctx, admin, grant.OrganizationID)
		if err != nil && !fault.Is(err, fault.NotFound) {
			return err
		}
		fields.Require(err == nil, "organizationId", "Choose an organization from the list.")
		_, err = s.Assessments.Find(ctx, admin, grant.AssessmentID)
		if err != nil && !fault.Is(err, fault.NotFound) {
			return err
		}
		fields.Require(err == nil, "assessmentId", "Choose an assessment from the list.")
		if err := fields.Err(); err != nil {
			return err
		}
		payments, err := s.Settings(ctx)
		if err != nil {
			return err
		}
		now := s.Store.Now()
		order = Order{
			OrganizationID: o.ID, AssessmentID: grant.AssessmentID, Quantity: grant.Quantity, State: Awaiting, Payment: ByGrant, BuyerName: grant.BuyerName,
			BuyerAddress: grant.BuyerAddress, Note: grant.Note, CreatedByName: audit.ActorIn(ctx).Name, CreatedAt: now, PlacedAt: now, UpdatedAt: now,
		}
		if order.BuyerName == "" {
			order.BuyerName = o.Name
		}
		order.price(grant.UnitPrice, grant.Currency, payments.TaxName, payments.TaxRate)
		if order.Total > 0 {
			order.Payment = ByInvoice
			if order.InvoiceNumber, err = s.takeInvoiceNumber(ctx); err != nil {
				return err
			}
			order.InvoicedAt = now
		}
		if err := s.Store.Write(ctx).Create(&order).Error; err != nil {
			return fmt.Errorf("grant order: %w", err)
		}
		if grant.IsPaid || order.Total == 0 {
			if err := s.settle(ctx, &order); err != nil {
				return err
			}
		}
		return s.note(ctx, "order.grant", nil, order)
	})
	return order, err
}

// settle makes an order paid and credits it, in the transaction that ctx
// carries. The one statement that moves it on is what makes it happen once: who
// comes second finds another state and changes nothing.
func (s *Service) settle(ctx context.Context, order *Order) error {
	was := order.State
	now := s.Store.Now()
	result := s.Store.Write(ctx).Exec(`UPDATE orders SET state = 'paid', paid_at = ?, credited = quantity, problem = '', problem_detail = '', updated_at = ?
		WHERE id = ? AND state = ? AND credited = 0`, now, now, order.ID, was)
	if result.Error != nil {
		return fmt.Errorf("settle order: %w", result.Error)
	}
	if result.RowsAffected == 0 {
		return errChanged
	}
	a, err := s.Allotments.Credit(ctx, order.OrganizationID, order.AssessmentID, order.Quantity, order.ID, order.Title())
	if err != nil {
		return err
	}
	order.State, order.PaidAt, order.Credited, order.AllotmentID, order.Problem, order.ProblemDetail = Paid, now, order.Quantity, &a.ID, "", ""
	if err := s.Store.Write(ctx).Exec("UPDATE orders SET allotment_id = ? WHERE id = ?", a.ID, order.ID).Error; err != nil {
		return fmt.Errorf("settle order: %w", err)
	}
	return nil
}

// Title returns what an order is called: "Order 17".
func (o Order) Title() string { return fmt.Sprintf("Order %d", o.ID) }

var errChanged = fault.New(fault.Conflict, "This order has changed in the meantime. Look at it again.")

// change runs a change of one order within a scope, in a transaction with its
// audit entry. work returns the columns to write, none where it has written them
// itself.
func (s *Service) change(ctx context.Context, scope access.Scope, id int64, action string, work func(ctx context.Context, order *Order) (map[string]any, error)) (Order, error) {
	var changed Order
	err := s.Store.InTx(ctx, func(ctx context.Context) error {
		row, err := s.Find(ctx, scope, id)
		if err != nil {
			return err
		}
		order := row.Order
		before := order
		columns, err := work(ctx, &order)
		if err != nil {
			return err
		}
		if len(columns) > 0 {
			if err := s.update(ctx, id, before.State, columns); err != nil {
				return err
			}
		}
		changed = order
		return s.note(ctx, action, &before, order)
	})
	return changed, err
}

// update writes some columns of an order whose state is still the one that was
// read.
func (s *Service) update(ctx context.Context, id int64, state State, columns map[string]any) error {
	columns["updated_at"] = s.Store.Now()
	result := s.Store.Write(ctx).Model(&Order{}).Where("id = ? AND state = ?", id, state).Updates(columns)
	if result.Error != nil {
		return fmt.Errorf("update order: %w", result.Error)
	}
	if result.RowsAffected == 0 {
		return errChanged
	}
	return nil
}

// note writes the audit entry.
func (s *Service) note(ctx context.Context, action string, before *Order, after Order) error {
	change := audit.Change{Action: action, Subject: audit.Subject{Kind: "order", ID: after.ID, Name: after.Title()}, After: after.record()}
	if before != nil {
		change.Before = before.record()
	}
	return s.Log.Record(ctx, change)
}

// load returns an order for the payment service's word, and whether there is
// one.
func (s *Service) load(ctx context.Context, id int64) (Order, bool, error) {
	var order Order
	err := s.Store.Read(ctx).First(&order, "id = ?", id).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return order, false, nil
	}
	if err != nil {
		return order, false, fmt.Errorf("find order: %w", err)
	}
	return order, true, nil
}
