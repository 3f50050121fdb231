// Package purchases sells responses: price lists, orders, invoices, and payment
// by invoice or through Stripe Checkout (ALT-4).
//
// An order is credited to the allotment of its organization exactly once, in the
// one transaction that makes it paid, however often and in whatever order the
// payment service says so. What can't be judged by a program (an order that was
// paid after it was cancelled, another amount) is shown to the administrator for
// a decision, and credits nothing until then. Amounts are whole minor units with
// their currency.
package purchases

import (
	"portico/backend/fault"
	"portico/backend/secrets"
	"portico/backend/store"
)

// State is where an order stands.
type State string

// The states of an order.
const (
	Draft     State = "draft"    // priced, not ordered yet
	Awaiting  State = "awaiting" // ordered, waits for the money
	Paid      State = "paid"     // and credited
	Cancelled State = "cancelled"
	Refunded  State = "refunded"
)

// States returns all states in the order in which they are listed.
func States() []State { return []State{Draft, Awaiting, Paid, Cancelled, Refunded} }

// The ways of paying.
const (
	ByInvoice = "invoice"
	ByStripe  = "stripe"
	ByGrant   = "grant" // the administrator gave it, at a price of their own
)

// What an administrator has to decide about an order.
const (
	PaidAfterCancel = "paid_after_cancel"
	OtherAmount     = "other_amount"
	PaidTwice       = "paid_twice"
	RefundUnsure    = "refund_unsure" // the payment service did not answer a refund
)

// Limits of an order.
const (
	MostQuantity = 1_000_000
	MostPrice    = 100_000_000 // of one response, in minor units
)

// Order is what an organization buys: a number of responses of one assessment.
type Order struct {
	ID             int64 `gorm:"primaryKey"`
	OrganizationID int64
	AssessmentID   int64
	Quantity       int64
	Currency       string // ISO 4217
	UnitPrice      int64
	TaxName        string
	TaxRate        int64 // hundredths of a percent
	Tax            int64
	Total          int64 // with tax
	State          State
	Payment        string
	Problem        string // what the administrator must decide; "" nothing
	ProblemDetail  string
	Credited       int64
	TakenBack      int64
	Refunded       int64
	AllotmentID    *int64
	InvoiceNumber  string
	InvoicedAt     store.Time
	BuyerName      string
	BuyerAddress   string
	Note           string
	SessionID      string
	SessionURL     string
	SessionEndsAt  store.Time
	PaymentID      string
	CreatedByID    *int64
	CreatedByName  string
	CreatedAt      store.Time `gorm:"autoCreateTime:false"`
	PlacedAt       store.Time
	PaidAt         store.Time
	CancelledAt    store.Time
	RefundedAt     store.Time
	UpdatedAt      store.Time `gorm:"autoUpdateTime:false"`
}

// TableName is the table of orders.
func (Order) TableName() string { return "orders" }

// Net returns the price without tax.
func (o Order) Net() int64 { return o.Total - o.Tax }

// price sets what an order costs.
func (o *Order) price(unit int64, currency, taxName string, taxRate int64) {
	o.UnitPrice, o.Currency, o.TaxName, o.TaxRate = unit, currency, taxName, taxRate
	net := unit * o.Quantity
	o.Tax = taxOf(net, taxRate)
	o.Total = net + o.Tax
}

// record is what the audit log keeps of an order.
func (o Order) record() map[string]any {
	return map[string]any{
		"organization_id": o.OrganizationID, "assessment_id": o.AssessmentID, "quantity": o.Quantity, "total": FormatMoney(o.Total, o.Currency), "state": o.State,
		"payment": o.Payment, "problem": o.Problem, "invoice_number": o.InvoiceNumber, "credited": o.Credited, "taken_back": o.TakenBack, "refunded": o.Refunded,
	}
}

func checkQuantity(fields *fault.Fields, quantity int64) {
	fields.Require(quantity >= 1, "quantity", "Enter a number of responses, 1 or more.")
	fields.Require(quantity <= MostQuantity, "quantity", "Enter at most 1,000,000 responses.")
}

func checkTexts(fields *fault.Fields, name, address, note *string) {
	*name, *address, *note = store.Clean(*name), store.CleanText(*address), store.CleanText(*note)
	fields.Require(len([]rune(*name)) <= 200, "buyerName", "Use at most 200 characters.")
	fields.Require(len([]rune(*address)) <= 500, "buyerAddress", "Use at most 500 characters.")
	fields.Require(len([]rune(*note)) <= 500, "note", "Use at most 500 characters.")
}

var keyPlace = secrets.Place{Table: "payment_settings", Column: "stripe_key", Row: 1}
var secretPlace = secrets.Place{Table: "payment_settings", Column: "webhook_secret", Row: 1}
