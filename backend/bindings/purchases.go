package bindings

import (
	"context"
	"io"

	"portico/backend"
	"portico/backend/fault"
	"portico/backend/purchases"
)

// OrderQuery says which stretch of the list is wanted.
type OrderQuery struct {
	State          string `json:"state"` // "draft", "awaiting", "paid", "cancelled", "refunded", "problem" for those to be decided, ""
	OrganizationID int64  `json:"organizationId"`
	After          string `json:"after"`
	Limit          int    `json:"limit"`
}

// OrderRow is one order. Amounts are written out with their currency.
type OrderRow struct {
	ID             int64  `json:"id"`
	OrganizationID int64  `json:"organizationId"`
	Organization   string `json:"organization"`
	Assessment     string `json:"assessment"`
	Quantity       int64  `json:"quantity"`
	UnitPrice      string `json:"unitPrice"`
	Net            string `json:"net"`
	Tax            string `json:"tax"`     // "" without one
	TaxLine        string `json:"taxLine"` // "VAT 25 %"; "" without one
	Total          string `json:"total"`
	State          string `json:"state"`
	Payment        string `json:"payment"` // "invoice", "stripe", "grant", ""
	Problem        string `json:"problem"` // "paid_after_cancel", "other_amount", "paid_twice", "refund_unsure", ""
	ProblemDetail  string `json:"problemDetail"`
	Credited       int64  `json:"credited"`
	TakenBack      int64  `json:"takenBack"`
	Refunded       string `json:"refunded"` // "" when nothing was given back
	InvoiceNumber  string `json:"invoiceNumber"`
	BuyerName      string `json:"buyerName"`
	BuyerAddress   string `json:"buyerAddress"`
	Note           string `json:"note"`
	CreatedBy      string `json:"createdBy"`
	PaymentID      string `json:"paymentId"` // at the payment service
	CreatedAt      string `json:"createdAt"`
	PaidAt         string `json:"paidAt"`
}

// OrderPage is a stretch of the list, newest first.
type OrderPage struct {
	Items []OrderRow `json:"items"`
	Next  string     `json:"next"`
	Count int        `json:"count"`
}

// GrantInput is an order at a price of the administrator's own.
type GrantInput struct {
	OrganizationID int64  `json:"organizationId"`
	AssessmentID   int64  `json:"assessmentId"`
	Quantity       int64  `json:"quantity"`
	UnitPrice      string `json:"unitPrice"` // as typed: "12.50"; "" or "0" is for nothing
	Currency       string `json:"currency"`
	BuyerName      string `json:"buyerName"`
	BuyerAddress   string `json:"buyerAddress"`
	Note           string `json:"note"`
	IsPaid         bool   `json:"isPaid"`
}

// RefundEffect says what a refund would do.
type RefundEffect struct {
	Responses int64  `json:"responses"`
	Amount    string `json:"amount"`
	AtStripe  bool   `json:"atStripe"` // else the money goes back by hand
}

// Purchases is the bridge behind the Purchases screen.
type Purchases struct{ core *Core }

// List returns a stretch of the orders, newest first.
func (p *Purchases) List(query OrderQuery) (OrderPage, error) {
	ctx, b, err := p.core.enterAllotments()
	if err != nil {
		return OrderPage{}, err
	}
	wanted := purchases.Query{State: purchases.State(query.State), OrganizationID: query.OrganizationID, After: query.After, Limit: query.Limit}
	if query.State == "problem" {
		wanted.State, wanted.Problem = "", true
	}
	page, err := b.Purchases.List(ctx, everything, wanted)
	return OrderPage{Items: each(page.Items, orderRow), Next: page.Next, Count: page.Count}, err
}

func orderRow(row purchases.Row) OrderRow {
	made := OrderRow{
		ID: row.ID, OrganizationID: row.OrganizationID, Organization: row.Organization, Assessment: row.Assessment, Quantity: row.Quantity,
		UnitPrice: purchases.FormatMoney(row.UnitPrice, row.Currency), Net: purchases.FormatMoney(row.Net(), row.Currency), Total: purchases.FormatMoney(row.Total, row.Currency),
		State: string(row.State), Payment: row.Payment, Problem: row.Problem, ProblemDetail: row.ProblemDetail, Credited: row.Credited, TakenBack: row.TakenBack,
		InvoiceNumber: row.InvoiceNumber, BuyerName: row.BuyerName, BuyerAddress: row.BuyerAddress, Note: row.Note, CreatedBy: row.CreatedByName, PaymentID: row.PaymentID,
		CreatedAt: row.CreatedAt.RFC3339(), PaidAt: row.PaidAt.RFC3339(),
	}
	if row.TaxName != "" {
		made.TaxLine, made.Tax = row.TaxName+" "+purchases.FormatRate(row.TaxRate), purchases.FormatMoney(row.Tax, row.Currency)
	}
	if row.Refunded > 0 || row.TakenBack > 0 {
		made.Refunded = purchases.FormatMoney(row.Refunded, row.Currency)
	}
	return made
}

// Get returns one order.
func (p *Purchases) Get(id int64) (OrderRow, error) {
	ctx, b, err := p.core.enterAllotments()
	if err != nil {
		return OrderRow{}, err
	}
	row, err := b.Purchases.Find(ctx, everything, id)
	return orderRow(row), err
}

// Grant makes an order at any price, zero too.
func (p *Purchases) Grant(input GrantInput) (OrderRow, error) {
	ctx, b, err := p.core.enterAllotments()
	if err != nil {
		return OrderRow{}, err
	}
	if input.UnitPrice == "" {
		input.UnitPrice = "0"
	}
	price, ok := purchases.ParseAmount(input.UnitPrice, input.Currency)
	if !ok {
		price = -1 // refused with the other fields
	}
	order, err := b.Purchases.Give(ctx, purchases.Grant{
		Input:     purchases.Input{OrganizationID: input.OrganizationID, AssessmentID: input.AssessmentID, Quantity: input.Quantity, BuyerName: input.BuyerName, BuyerAddress: input.BuyerAddress, Note: input.Note},
		UnitPrice: price, Currency: input.Currency, IsPaid: input.IsPaid,
	})
	if err != nil {
		return OrderRow{}, err
	}
	return p.Get(order.ID)
}

func (p *Purchases) change(id int64, work func(context.Context, *purchases.Service) (purchases.Order, error)) (OrderRow, error) {
	ctx, b, err := p.core.enterAllotments()
	if err != nil {
		return OrderRow{}, err
	}
	if _, err := work(ctx, b.Purchases); err != nil {
		return OrderRow{}, err
	}
	return p.Get(id)
}

// MarkPaid credits an order whose money has come.
func (p *Purchases) MarkPaid(id int64) (OrderRow, error) {
	return p.change(id, func(ctx context.Context, s *purchases.Service) (purchases.Order, error) { return s.MarkPaid(ctx, id) })
}

// Cancel ends an order that is not paid.
func (p *Purchases) Cancel(id int64) (OrderRow, error) {
	return p.change(id, func(ctx context.Context, s *purchases.Service) (purchases.Order, error) {
		return s.Cancel(ctx, everything, id)
	})
}

// RefundEffect returns what a refund would do now.
func (p *Purchases) RefundEffect(id int64) (RefundEffect, error) {
	ctx, b, err := p.core.enterAllotments()
	if err != nil {
		return RefundEffect{}, err
	}
	effect, err := b.Purchases.RefundEffect(ctx, id)
	return RefundEffect{Responses: effect.Responses, Amount: purchases.FormatMoney(effect.Amount, effect.Currency), AtStripe: effect.AtStripe}, err
}

// Refund takes back what is not used, and gives its price back.
func (p *Purchases) Refund(id int64) (OrderRow, error) {
	return p.change(id, func(ctx context.Context, s *purchases.Service) (purchases.Order, error) { return s.Refund(ctx, id, "") })
}

// Accept credits an order that waits for a decision.
func (p *Purchases) Accept(id int64) (OrderRow, error) {
	return p.change(id, func(ctx context.Context, s *purchases.Service) (purchases.Order, error) { return s.Accept(ctx, id) })
}

// Dismiss notes that what waited for a decision was seen to.
func (p *Purchases) Dismiss(id int64, note string) (OrderRow, error) {
	return p.change(id, func(ctx context.Context, s *purchases.Service) (purchases.Order, error) {
		return s.Dismiss(ctx, id, note)
	})
}

// SaveInvoice asks where to save an order's invoice and writes it.
func (p *Purchases) SaveInvoice(id int64) (TaskState, error) {
	ctx, b, err := p.core.enterAllotments()
	if err != nil {
		return TaskState{}, err
	}
	row, err := b.Purchases.Find(ctx, everything, id)
	if err != nil {
		return TaskState{}, err
	}
	if row.InvoiceNumber == "" {
		return TaskState{}, fault.New(fault.NotFound, "This order has no invoice.")
	}
	return p.core.save("Writing the invoice", row.InvoiceName(), func(ctx context.Context, b *backend.Backend, _ *Progress) (func(io.Writer) error, error) {
		return func(out io.Writer) error { return b.Purchases.Invoice(ctx, everything, id, "en", out) }, nil
	})
}
