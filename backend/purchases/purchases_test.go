package purchases_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"portico/backend/access"
	"portico/backend/allotments"
	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/purchases"
	"portico/backend/responses"
	"portico/backend/settings"
	"portico/backend/store"
)

// Shows ALT-4.
func TestMoney_ALT4(t *testing.T) {
	for _, one := range []struct {
		text, code string
		minor      int64
		ok         bool
		written    string
	}{
		{"1,234.50", "EUR", 123450, true, "1,234.50 EUR"}, {"1234,5", "EUR", 123450, true, "1,234.50 EUR"}, {"99", "JPY", 99, true, "99 JPY"}, {"1 000", "EUR", 100000, true, "1,000.00 EUR"},
		{"1.000", "EUR", 100000, true, "1,000.00 EUR"}, {"0", "EUR", 0, true, "0.00 EUR"}, {"0.05", "EUR", 5, true, "0.05 EUR"}, {"1.2345", "EUR", 0, false, ""}, {"-1", "EUR", 0, false, ""},
		{"", "EUR", 0, false, ""}, {"1", "XYZ", 0, false, ""}, {"1.5", "JPY", 0, false, ""}, {"9999999999999", "EUR", 0, false, ""}, {"1.234", "KWD", 1234, true, "1.234 KWD"},
	} {
		minor, ok := purchases.ParseAmount(one.text, one.code)
		if ok != one.ok || ok && (minor != one.minor || purchases.FormatMoney(minor, one.code) != one.written) {
			t.Errorf("%q %s: %d, %v, %s", one.text, one.code, minor, ok, purchases.FormatMoney(minor, one.code))
		}
	}
}

// TestWhichPriceHolds_ALT4 asks for the list and the price in every situation.
// Shows ALT-4.
func TestWhichPriceHolds_ALT4(t *testing.T) {
	s := open(t)
	now := store.At(s.clock.Now())
	ids := []int64{s.assessment}
	for name, list := range map[string]purchases.PriceList{
		"Expired":        {ValidUntil: now, Organizations: []int64{s.buyer.ID}},
		"Not yet":        {ValidFrom: now.Add(time.Hour), Organizations: []int64{s.buyer.ID}},
		"Parent":         {Organizations: []int64{s.top.ID}},
		"Parent, theirs": {Organizations: []int64{s.top.ID}, AssessmentID: &ids[0]},
	} {
		list.Name, list.Bands = name, []purchases.Band{{FromQuantity: 1, UnitPrice: 700}}
		s.priceList(list)
	}
	holds := func(o organizations.Organization, want string) {
		t.Helper()
		list, found, err := s.Purchases.ListFor(t.Context(), o, s.assessment)
		if err != nil || found != (want != "") || list.Name != want {
			t.Errorf("%s gets %q, want %q, %v", o.Name, list.Name, want, err)
		}
	}
	holds(s.buyer, "Parent, theirs")
	other, err := s.Organizations.Create(t.Context(), organizations.Input{Name: "Elsewhere"})
	s.must(err)
	holds(other, "Standard")
	own := s.priceList(purchases.PriceList{Name: "Own", Organizations: []int64{s.buyer.ID}, Bands: []purchases.Band{{FromQuantity: 10, UnitPrice: 500}, {FromQuantity: 100, UnitPrice: 300}}})
	holds(s.buyer, "Own")
	for _, one := range []struct{ quantity, total int64 }{{10, 5000}, {99, 49500}, {100, 30000}, {101, 30300}} {
		if order := s.begin(one.quantity); order.Total != one.total || order.Currency != "EUR" {
			t.Errorf("%d cost %s, want %d", one.quantity, purchases.FormatMoney(order.Total, order.Currency), one.total)
		}
	}
	_, err = s.Purchases.Begin(t.Context(), s.manager, purchases.Input{OrganizationID: s.buyer.ID, AssessmentID: s.assessment, Quantity: 9})
	wantCode(t, err, fault.Invalid, "At least 10 responses are sold at once.")
	s.must(s.Purchases.DeletePriceList(t.Context(), own.ID))
	holds(s.buyer, "Parent, theirs")

	for what, list := range map[string]purchases.PriceList{
		"name":       {Currency: "EUR", Bands: []purchases.Band{{FromQuantity: 1}}},
		"currency":   {Name: "A", Currency: "EURO", Bands: []purchases.Band{{FromQuantity: 1}}},
		"bands":      {Name: "A", Currency: "EUR", Bands: []purchases.Band{{FromQuantity: 1}, {FromQuantity: 1}}},
		"validUntil": {Name: "A", Currency: "EUR", ValidFrom: now, ValidUntil: now, Bands: []purchases.Band{{FromQuantity: 1}}},
	} {
		if _, err := s.Purchases.SavePriceList(t.Context(), list); fault.As(err) == nil || fault.As(err).Fields[what] == "" {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// TestByInvoice_ALT4 follows an order from the draft to its money.
// Shows ALT-4.
func TestByInvoice_ALT4(t *testing.T) {
	s := open(t)
	s.sellByCard()
	draft := s.begin(50)
	if draft.Total != 50000 || draft.Tax != 10000 || draft.State != purchases.Draft {
		t.Fatalf("the draft: %+v", draft)
	}
	if draft.Net() != 40000 || draft.Total != 50000 {
		t.Errorf("net %d, tax %d, total %d", draft.Net(), draft.Tax, draft.Total)
	}
	order, err := s.Purchases.Place(t.Context(), s.manager, draft.ID, purchases.ByInvoice)
	s.must(err)
	if order.InvoiceNumber != "INV-00001" || order.State != purchases.Awaiting {
		t.Errorf("placed: %+v", order)
	}
	s.wantAvailable(0)
	_, err = s.Purchases.Place(t.Context(), s.manager, draft.ID, purchases.ByInvoice)
	wantCode(t, err, fault.Conflict, "placed already")

	var paid atomic.Int32
	var running sync.WaitGroup
	for range 20 {
		running.Go(func() {
			if _, err := s.Purchases.MarkPaid(t.Context(), order.ID); err == nil {
				paid.Add(1)
			} else if !fault.Is(err, fault.Conflict) {
				t.Error(err)
			}
		})
	}
	running.Wait()
	if paid.Load() != 1 {
		t.Errorf("marked as paid %d times", paid.Load())
	}
	s.wantAvailable(50)
	_, err = s.Purchases.Cancel(t.Context(), s.manager, order.ID)
	wantCode(t, err, fault.Conflict, "not paid")
	if next := s.place(5, purchases.ByInvoice); next.InvoiceNumber != "INV-00002" {
		t.Errorf("the next invoice is %s", next.InvoiceNumber)
	}
	history, err := s.Allotments.Changes(t.Context(), s.manager, *s.find(order.ID).AllotmentID, "", 0)
	if err != nil || len(history.Items) != 1 || history.Items[0].Kind != allotments.Purchase || *history.Items[0].OrderID != order.ID {
		t.Errorf("the history: %+v, %v", history.Items, err)
	}
	var invoice bytes.Buffer
	s.must(s.Purchases.Invoice(t.Context(), s.manager, order.ID, "en", &invoice))
	if !bytes.HasPrefix(invoice.Bytes(), []byte("%PDF-")) {
		t.Errorf("the invoice begins %q", invoice.Bytes()[:8])
	}
	if err := s.Purchases.Invoice(t.Context(), s.manager, s.begin(5).ID, "en", &invoice); !fault.Is(err, fault.NotFound) {
		t.Errorf("a draft's invoice: %v", err)
	}
}

// TestOneCreditOrNone_ALT4 breaks the crediting in its middle.
// Shows ALT-4.
func TestOneCreditOrNone_ALT4(t *testing.T) {
	s := open(t)
	order := s.place(5, purchases.ByInvoice)
	s.must(s.Store.Write(t.Context()).Exec("CREATE TRIGGER broken BEFORE INSERT ON allotment_changes BEGIN SELECT RAISE(ABORT, 'disk'); END").Error)
	if _, err := s.Purchases.MarkPaid(t.Context(), order.ID); err == nil {
		t.Fatal("the trigger did not fire")
	}
	s.wantOrder(order.ID, purchases.Awaiting, "")
	s.wantAvailable(0)
	s.must(s.Store.Write(t.Context()).Exec("DROP TRIGGER broken").Error)
	_, err := s.Purchases.MarkPaid(t.Context(), order.ID)
	s.must(err)
	s.wantAvailable(5)
}

// TestThePriceChanges_ALT4 raises the price between draft and order.
// Shows ALT-4.
func TestThePriceChanges_ALT4(t *testing.T) {
	s := open(t)
	draft := s.begin(5)
	s.priceList(purchases.PriceList{Name: "Newer", Bands: []purchases.Band{{FromQuantity: 1, UnitPrice: 2000}}})
	_, err := s.Purchases.Place(t.Context(), s.manager, draft.ID, purchases.ByInvoice)
	wantCode(t, err, fault.Conflict, "The price has changed")
	if order := s.wantOrder(draft.ID, purchases.Draft, ""); order.Total != 10000 {
		t.Errorf("the draft costs %d", order.Total)
	}
	_, err = s.Purchases.Place(t.Context(), s.manager, draft.ID, purchases.ByInvoice)
	s.must(err)
}

// TestWhoMayBuy_ALT2_USR3 tries to buy as those who may not.
// Shows ALT-2, USR-3.
func TestWhoMayBuy_ALT2_USR3(t *testing.T) {
	s := open(t)
	order := s.place(5, purchases.ByInvoice)
	place := access.Place{ID: s.buyer.ID, Path: s.buyer.Path, Level: s.buyer.Level}
	beside, err := s.Organizations.Create(t.Context(), organizations.Input{Name: "Beside", ParentID: s.top.ID, ResponseAllotment: settings.Purchased})
	s.must(err)
	for name, scope := range map[string]access.Scope{
		"Hide purchases":     access.ForManager(s.manager.UserID(), []access.Place{place}, []int64{s.assessment}, access.Restrictions{access.HidePurchases: true}),
		"another":            access.ForManager(s.manager.UserID(), []access.Place{{ID: beside.ID, Path: beside.Path, Level: beside.Level}}, []int64{s.assessment}, nil),
		"another assessment": access.ForManager(s.manager.UserID(), []access.Place{place}, []int64{s.assessment + 1}, nil),
		"nobody":             {},
	} {
		if _, err := s.Purchases.Find(t.Context(), scope, order.ID); !fault.Is(err, fault.NotFound) {
			t.Errorf("%s finds: %v", name, err)
		}
		if page, err := s.Purchases.List(t.Context(), scope, purchases.Query{}); err != nil || page.Count != 0 {
			t.Errorf("%s lists %d, %v", name, page.Count, err)
		}
		if _, err := s.Purchases.Begin(t.Context(), scope, purchases.Input{OrganizationID: s.buyer.ID, AssessmentID: s.assessment, Quantity: 5}); err == nil {
			t.Errorf("%s buys", name)
		}
		if _, err := s.Purchases.Cancel(t.Context(), scope, order.ID); !fault.Is(err, fault.NotFound) {
			t.Errorf("%s cancels: %v", name, err)
		}
	}
	_, err = s.Organizations.Update(t.Context(), s.buyer.ID, organizations.Input{Name: "Halden AS", ParentID: s.top.ID, ResponseAllotment: settings.Allocated})
	s.must(err)
	_, err = s.Purchases.Begin(t.Context(), s.manager, purchases.Input{OrganizationID: s.buyer.ID, AssessmentID: s.assessment, Quantity: 5})
	wantCode(t, err, fault.Conflict, "Nothing can be bought")
	if uses, err := s.Purchases.InUse(t.Context(), s.buyer.ID); err != nil || strings.Join(uses, "") != "1 order" {
		t.Errorf("ORG-5: %v, %v", uses, err)
	}
}

// TestGrants_ALT4 gives at any price, zero too.
// Shows ALT-4.
func TestGrants_ALT4(t *testing.T) {
	s := open(t)
	give := func(price int64, paid bool) purchases.Order {
		t.Helper()
		order, err := s.Purchases.Give(t.Context(), purchases.Grant{Input: purchases.Input{OrganizationID: s.buyer.ID, AssessmentID: s.assessment, Quantity: 3}, UnitPrice: price, Currency: "NOK", IsPaid: paid})
		s.must(err)
		return order
	}
	if order := give(0, false); order.State != purchases.Paid || order.InvoiceNumber != "" {
		t.Errorf("for nothing: %+v", order)
	}
	s.wantAvailable(3)
	if order := give(12345, true); order.State != purchases.Paid || order.Total != 37035 || order.InvoiceNumber == "" {
		t.Errorf("paid already: %+v", order)
	}
	s.wantAvailable(6)
	waiting := give(1, false)
	s.wantAvailable(6)
	_, err := s.Purchases.MarkPaid(t.Context(), waiting.ID)
	s.must(err)
	s.wantAvailable(9)
	_, err = s.Purchases.Give(t.Context(), purchases.Grant{Input: purchases.Input{OrganizationID: 999, AssessmentID: 999, Quantity: 0}, UnitPrice: -1, Currency: "euros"})
	for _, field := range []string{"organizationId", "assessmentId", "quantity", "unitPrice", "currency"} {
		if refused := fault.As(err); refused == nil || refused.Fields[field] == "" {
			t.Errorf("%s: %v", field, err)
		}
	}
}

// TestRefundOfWhatIsNotUsed_ALT4 refunds an order of which some is used.
// Shows ALT-4.
func TestRefundOfWhatIsNotUsed_ALT4(t *testing.T) {
	s := open(t)
	order := s.place(7, purchases.ByInvoice)
	_, err := s.Purchases.Refund(t.Context(), order.ID, "")
	wantCode(t, err, fault.Conflict, "paid can be refunded")
	_, err = s.Purchases.MarkPaid(t.Context(), order.ID)
	s.must(err)
	for range 3 {
		_, err := s.Responses.Add(t.Context(), admin, responses.Input{OrganizationID: s.buyer.ID, AssessmentID: s.assessment, FirstName: "A"})
		s.must(err)
	}
	effect, err := s.Purchases.RefundEffect(t.Context(), order.ID)
	if err != nil || effect.Responses != 4 || effect.Amount != 4000 || effect.AtStripe {
		t.Errorf("the effect: %+v, %v", effect, err)
	}
	refunded, err := s.Purchases.Refund(t.Context(), order.ID, "")
	if err != nil || refunded.TakenBack != 4 || refunded.Refunded != 4000 || refunded.State != purchases.Refunded {
		t.Errorf("refunded: %+v, %v", refunded, err)
	}
	s.wantAvailable(0)
	a, err := s.Allotments.Find(t.Context(), admin, *s.find(order.ID).AllotmentID)
	if err != nil || a.Allocated != 3 || a.Held != 3 {
		t.Errorf("the allotment: %+v, %v", a, err)
	}
	_, err = s.Purchases.Refund(t.Context(), order.ID, "")
	wantCode(t, err, fault.Conflict, "")
}

// TestKeysAreSealed_SEC45 looks for the keys of the payment service in the file,
// the audit log and what is printed.
// Shows SEC-45.
func TestKeysAreSealed_SEC45(t *testing.T) {
	s := open(t)
	s.sellByCard()
	kept, err := s.Purchases.Settings(t.Context())
	s.must(err)
	if printed := fmt.Sprintf("%+v %v", kept, kept); strings.Contains(printed, "sk_test_123") || strings.Contains(printed, "whsec_") || !kept.HasStripe() {
		t.Errorf("printed: %s", printed)
	}
	_, err = s.Purchases.SaveSettings(t.Context(), purchases.SettingsInput{ByInvoice: true, ByStripe: true, NextInvoice: 1, InvoicePrefix: "INV-"}) // keys stay
	s.must(err)
	if kept, err = s.Purchases.Settings(t.Context()); err != nil || !kept.HasStripe() {
		t.Errorf("the keys were lost: %v", err)
	}
	s.must(s.Store.Write(t.Context()).Exec("PRAGMA wal_checkpoint(TRUNCATE)").Error)
	for _, name := range []string{"portico.db", "portico.db-wal"} {
		raw, err := os.ReadFile(filepath.Join(s.Store.Folder(), name))
		if err == nil && (bytes.Contains(raw, []byte("sk_test_123")) || bytes.Contains(raw, []byte(signingSecret))) {
			t.Errorf("%s holds a key", name)
		}
	}
	for what, input := range map[string]purchases.SettingsInput{
		"stripeKey":   {ByStripe: true, StripeKey: "pk_live_1", NextInvoice: 1, InvoicePrefix: "INV-"},
		"signingKey":  {ByStripe: true, WebhookSecret: "secret", NextInvoice: 1, InvoicePrefix: "INV-"},
		"byInvoice":   {NextInvoice: 1, InvoicePrefix: "INV-"},
		"taxName":     {ByInvoice: true, TaxRate: 100, NextInvoice: 1, InvoicePrefix: "INV-"},
		"nextInvoice": {ByInvoice: true, InvoicePrefix: "INV-"},
	} {
		if _, err := s.Purchases.SaveSettings(t.Context(), input); fault.As(err) == nil || fault.As(err).Fields[what] == "" {
			t.Errorf("%s: %v", what, err)
		}
	}
	gone, err := s.Purchases.SaveSettings(t.Context(), purchases.SettingsInput{ByInvoice: true, NextInvoice: 1, InvoicePrefix: "INV-", Forget: true})
	if err != nil || gone.HasStripe() || gone.StripeKey != "" {
		t.Errorf("forgotten: %+v, %v", gone, err)
	}
}
