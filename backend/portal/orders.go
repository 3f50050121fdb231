package portal

import (
	"bytes"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"portico/backend/fault"
	"portico/backend/purchases"
)

// orderLine is one order with its amounts as a person reads them.
type orderLine struct {
	purchases.Row
	Tone, StateLabel, Sum, Each, Without, TaxLine, TaxSum, By string
	CanPay, CanCancel                                         bool
	ByInvoice, ByCard                                         bool // the ways to place a draft
}

type orderList struct {
	Items    []orderLine
	Count    string
	NextPage string
	First    string
	CanBuy   bool
}

// mayBuy answers as if there were no such page to whoever has nothing to do with
// purchases.
func (v *visit) mayBuy() error {
	may, err := v.portal.Purchases.MayBuy(v.ctx(), v.scope())
	if err == nil && !may {
		err = errNotFound
	}
	return err
}

// listOrders shows what the manager's organizations bought.
func (p *Portal) listOrders(v *visit) error {
	if err := v.mayBuy(); err != nil {
		return err
	}
	found, err := p.Purchases.List(v.ctx(), v.scope(), purchases.Query{After: v.query("after")})
	if err != nil {
		return err
	}
	buyers, err := p.Purchases.Buyers(v.ctx(), v.scope())
	if err != nil {
		return err
	}
	data := orderList{Count: v.T("orders.count."+plural(found.Count), "n", v.count(found.Count)), CanBuy: len(buyers) > 0}
	for _, row := range found.Items {
		data.Items = append(data.Items, v.orderLine(row))
	}
	address := v.R.URL.Query()
	if found.Next != "" {
		data.NextPage = withQuery("/orders", address, "after", found.Next)
	}
	if v.query("after") != "" {
		data.First = withQuery("/orders", address, "after", "")
	}
	return v.ok("orders", page{Title: v.T("orders.title"), Lead: v.T("orders.lead"), Section: "orders", Notice: v.done(), Data: data})
}

// money writes an amount with the language's signs.
func (v *visit) money(minor int64, currency string) string {
	text := purchases.FormatAmount(minor, currency)
	if v.T("decimal") == "," {
		text = strings.NewReplacer(",", ".", ".", ",").Replace(text)
	}
	return text + " " + currency
}

func (v *visit) orderLine(row purchases.Row) orderLine {
	line := orderLine{
		Row: row, StateLabel: v.T("order." + string(row.State)), Sum: v.money(row.Total, row.Currency), Each: v.money(row.UnitPrice, row.Currency), Without: v.money(row.Net(), row.Currency),
		CanPay: row.State == purchases.Awaiting && row.Payment == purchases.ByStripe, CanCancel: row.State == purchases.Awaiting || row.State == purchases.Draft,
	}
	line.Tone = map[purchases.State]string{purchases.Paid: "good", purchases.Awaiting: "warn", purchases.Cancelled: "bad"}[row.State]
	if row.TaxName != "" {
		line.TaxLine, line.TaxSum = row.TaxName+" "+v.decimal(purchases.FormatRate(row.TaxRate)), v.money(row.Tax, row.Currency)
	}
	if row.Payment != "" {
		line.By = v.T("order.by." + row.Payment)
	}
	return line
}

type orderForm struct {
	Organizations []option
	Assessments   []option
}

// newOrder shows the form in which somebody says what they need.
func (p *Portal) newOrder(v *visit) error {
	return v.showNewOrder(url.Values{"assessment": {v.query("assessment")}, "organization": {v.query("organization")}}, nil)
}

func (v *visit) showNewOrder(values url.Values, refused error) error {
	if err := v.mayBuy(); err != nil {
		return err
	}
	f, err := v.newForm(values, rename(refused, map[string]string{"organizationId": "organization", "assessmentId": "assessment", "buyerName": "buyer", "buyerAddress": "address"}))
	if err != nil {
		return err
	}
	f.Action = "/orders"
	buyers, err := v.portal.Purchases.Buyers(v.ctx(), v.scope())
	if err != nil {
		return err
	}
	given, err := v.portal.Assessments.List(v.ctx(), v.scope())
	if err != nil {
		return err
	}
	data := orderForm{}
	for _, one := range buyers {
		data.Organizations = append(data.Organizations, option{Value: strconv.FormatInt(one.ID, 10), Label: one.Name})
	}
	for _, one := range given {
		data.Assessments = append(data.Assessments, option{Value: strconv.FormatInt(one.ID, 10), Label: one.Name})
	}
	code := http.StatusOK
	if refused != nil {
		code = status(fault.As(refused).Code)
	}
	return v.show(code, "order_form", page{Title: v.T("orders.new"), Lead: v.T("orders.begin.lead"), Section: "orders", Narrow: true, Form: f, Data: data})
}

// beginOrder prices what somebody needs, as a draft.
func (p *Portal) beginOrder(v *visit) error {
	quantity, _ := strconv.ParseInt(strings.TrimSpace(v.value("quantity")), 10, 64)
	order, err := p.Purchases.Begin(v.ctx(), v.scope(), purchases.Input{
		OrganizationID: v.number("organization"), AssessmentID: v.number("assessment"), Quantity: quantity,
		BuyerName: v.value("buyer"), BuyerAddress: v.value("address"), Note: v.value("note"),
	})
	if fault.Is(err, fault.Invalid) || fault.Is(err, fault.Conflict) {
		return v.showNewOrder(v.R.PostForm, err)
	}
	if err != nil {
		return err
	}
	return v.redirect(orderAddress(order.ID))
}

func orderAddress(id int64) string { return "/orders/" + strconv.FormatInt(id, 10) }

// showOrder shows one order with what can be done with it.
func (p *Portal) showOrder(v *visit) error { return v.showOrderAfter(v.pathID(), nil) }

// showOrderAfter shows an order, after a refusal with its reason. It is the one
// page whose forms may lead to the payment service (SEC-29).
func (v *visit) showOrderAfter(id int64, refused error) error {
	row, err := v.portal.Purchases.Find(v.ctx(), v.scope(), id)
	if err != nil {
		return err
	}
	payments, err := v.portal.Purchases.Settings(v.ctx())
	if err != nil {
		return err
	}
	line := v.orderLine(row)
	line.ByInvoice, line.ByCard = payments.ByInvoice, payments.HasStripe()
	if line.CanPay || row.State == purchases.Draft && line.ByCard {
		v.W.Header().Set("Content-Security-Policy", strings.Replace(policy, "form-action 'self'", "form-action 'self' "+purchases.CheckoutOrigin, 1))
	}
	f, err := v.newForm(url.Values{}, refused)
	if err != nil {
		return err
	}
	code := http.StatusOK
	if refused != nil {
		code = status(fault.As(refused).Code)
	}
	return v.show(code, "order", page{Title: v.T("orders.name", "n", row.ID), Lead: row.Organization, Section: "orders", Narrow: true, Notice: v.done(), Form: f, Data: line})
}

// placeOrder orders a draft. Whoever pays by card goes on to the payment
// service.
func (p *Portal) placeOrder(v *visit) error {
	order, err := p.Purchases.Place(v.ctx(), v.scope(), v.pathID(), v.value("payment"))
	if fault.Is(err, fault.Conflict) || fault.Is(err, fault.Invalid) {
		return v.showOrderAfter(v.pathID(), plain(err))
	}
	if err != nil {
		return err
	}
	if order.State == purchases.Awaiting && order.Payment == purchases.ByStripe {
		return p.payOrder(v)
	}
	return v.redirect(orderAddress(order.ID) + "?done=placed")
}

// plain makes a fault of the fields of another form one sentence.
func plain(err error) error {
	said := fault.As(err)
	for _, message := range said.Fields {
		return fault.New(said.Code, message)
	}
	return err
}

// payOrder sends the browser to the payment service.
func (p *Portal) payOrder(v *visit) error {
	to, err := p.Purchases.Checkout(v.ctx(), v.scope(), v.pathID())
	if fault.Is(err, fault.Unavailable) || fault.Is(err, fault.Conflict) {
		v.log().Warn("payment service", "error", err)
		return v.showOrderAfter(v.pathID(), err)
	}
	if err != nil {
		return err
	}
	return v.redirect(to)
}

// askCancelOrder asks before an order is cancelled.
func (p *Portal) askCancelOrder(v *visit) error {
	row, err := p.Purchases.Find(v.ctx(), v.scope(), v.pathID())
	if err != nil {
		return err
	}
	return v.confirm("orders", v.T("orders.cancel.title", "n", row.ID), confirmation{
		Text: v.T("orders.cancel.text"), Action: orderAddress(row.ID) + "/cancel", Button: v.T("orders.cancel"), Back: orderAddress(row.ID),
	})
}

func (p *Portal) cancelOrder(v *visit) error {
	if _, err := p.Purchases.Cancel(v.ctx(), v.scope(), v.pathID()); err != nil {
		return err
	}
	return v.redirect("/orders?done=order_cancelled")
}

// invoice gives an order's invoice out as a file.
func (p *Portal) invoice(v *visit) error {
	row, err := p.Purchases.Find(v.ctx(), v.scope(), v.pathID())
	if err != nil {
		return err
	}
	var file bytes.Buffer
	if err := p.Purchases.Invoice(v.ctx(), v.scope(), row.ID, v.language, &file); err != nil {
		return err
	}
	return v.attachment(row.InvoiceName(), "application/pdf", file.Bytes())
}

// stripeWebhook takes the payment service's word. It is nobody who is signed in:
// the signature says who it is.
func (p *Portal) stripeWebhook(v *visit) error {
	body, err := io.ReadAll(v.R.Body)
	if err != nil {
		return errTooLarge
	}
	err = p.Purchases.Webhook(v.ctx(), body, v.R.Header.Get("Stripe-Signature"))
	switch {
	case fault.Is(err, fault.Invalid):
		v.log().Warn("refused a webhook without a valid signature")
		http.Error(v.W, "signature", http.StatusBadRequest)
		return nil
	case err != nil:
		return err
	}
	v.W.WriteHeader(http.StatusOK)
	return nil
}
