package portal_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stripe/stripe-go/v85/webhook"

	"portico/backend/access"
	"portico/backend/purchases"
	"portico/backend/settings"
	"portico/backend/testkit"
)

// TestBuying_ALT4 buys by invoice as a manager does, and uses what was bought.
// Shows ALT-4.
func TestBuying_ALT4(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	d.limit(settings.Allocated)
	d.browser.Get("/orders").Want(http.StatusNotFound)
	d.limit(settings.Purchased)
	if _, err := d.Purchases.SavePriceList(t.Context(), purchases.PriceList{Name: "Standard", Currency: "EUR", IsActive: true, Bands: []purchases.Band{{FromQuantity: 5, UnitPrice: 1250}}}); err != nil {
		t.Fatal(err)
	}
	form := d.browser.Get(d.browser.Get("/orders").Want(http.StatusOK, "Nothing has been bought yet").Link("New order")).Want(http.StatusOK).Form("See the price")
	form.Choose("Assessment", "Leadership Check").Set("Responses", "4").Submit().Want(http.StatusUnprocessableEntity, "At least 5 responses are sold at once.")
	draft := form.Set("Responses", "8").Set("Note", "PO <7>").Submit().Want(http.StatusOK, "100.00 EUR", "Nothing is ordered yet", "Halden AS", "PO <7>")
	if policy := draft.Header.Get("Content-Security-Policy"); strings.Contains(policy, "stripe") {
		t.Errorf("SEC-29: without a payment service the policy is %s", policy)
	}
	placed := draft.Form("Order and pay by invoice").Submit().Want(http.StatusOK, "Waiting for payment", "The order is placed")
	file := d.browser.Get(placed.Link("Download invoice INV-00001"))
	if h := file.Header; h.Get("Content-Type") != "application/pdf" || h.Get("Content-Disposition") != "attachment; filename=invoice-INV-00001.pdf" {
		t.Errorf("the invoice comes as %v", h)
	}
	d.browser.Get("/responses/new").Form("Send invitation").Choose("Assessment", "Leadership Check").Set("Email", "a@halden.example").
		Submit().Want(http.StatusConflict, "More can be bought under Purchases.")
	page, err := d.Purchases.List(t.Context(), testkit.Everything(), purchases.Query{})
	if err != nil || len(page.Items) != 1 {
		t.Fatalf("%+v, %v", page, err)
	}
	if _, err := d.Purchases.MarkPaid(t.Context(), page.Items[0].ID); err != nil {
		t.Fatal(err)
	}
	d.browser.Get("/orders").Want(http.StatusOK, "Paid", "1 order")
	d.browser.Get("/assessments").Want(http.StatusOK, "8 responses left")
	d.invite("Aino")
}

// TestPaymentPage_SEC29 lets the order page alone lead to the payment service,
// and takes its word over HTTP.
// Shows SEC-29.
func TestPaymentPage_SEC29(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	d.limit(settings.Purchased)
	ctx := t.Context()
	const secret = "whsec_portal"
	_, err := d.Purchases.SavePriceList(ctx, purchases.PriceList{Name: "Standard", Currency: "EUR", IsActive: true, Bands: []purchases.Band{{FromQuantity: 1, UnitPrice: 1250}}})
	if err == nil {
		_, err = d.Purchases.SaveSettings(ctx, purchases.SettingsInput{ByStripe: true, ByInvoice: true, StripeKey: "sk_test_1", WebhookSecret: secret, NextInvoice: 1, InvoicePrefix: "INV-"})
	}
	if err != nil {
		t.Fatal(err)
	}
	order, err := d.Purchases.Begin(ctx, testkit.Everything(), purchases.Input{OrganizationID: d.organization.ID, AssessmentID: d.assessment("Leadership Check"), Quantity: 2})
	if err != nil {
		t.Fatal(err)
	}
	for address, leads := range map[string]bool{"/orders/" + text(order.ID): true, "/orders": false, "/orders/new": false, "/home": false} {
		policy := d.browser.Get(address).Want(http.StatusOK).Header.Get("Content-Security-Policy")
		if strings.Contains(policy, "form-action 'self' https://checkout.stripe.com;") != leads {
			t.Errorf("%s: %s", address, policy)
		}
	}
	if order, err = d.Purchases.Place(ctx, testkit.Everything(), order.ID, purchases.ByStripe); err != nil {
		t.Fatal(err)
	}
	var site string
	if err := d.Store.Read(ctx).Raw("SELECT uid FROM site").Scan(&site).Error; err != nil {
		t.Fatal(err)
	}
	body := fmt.Sprintf(`{"id":"evt_1","object":"event","type":"checkout.session.completed","data":{"object":{"id":"cs_1","object":"checkout.session","payment_status":"paid","currency":"eur","amount_total":2500,"payment_intent":"pi_1","metadata":{"order":"%d","site":%q}}}}`, order.ID, site)
	tell := func(at time.Time, key string) int {
		t.Helper()
		request, err := http.NewRequestWithContext(ctx, http.MethodPost, d.base+"/webhooks/stripe", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Content-Type", "application/json; charset=utf-8")
		request.Header.Set("Stripe-Signature", fmt.Sprintf("t=%d,v1=%x", at.Unix(), webhook.ComputeSignature(at, []byte(body), key)))
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		return response.StatusCode
	}
	if got := tell(d.Clock.Now(), "whsec_forged"); got != http.StatusBadRequest {
		t.Errorf("a forged one: %d", got)
	}
	d.browser.Get("/orders/"+text(order.ID)).Want(http.StatusOK, "not paid yet")
	for range 10 {
		if got := tell(d.Clock.Now(), secret); got != http.StatusOK {
			t.Errorf("a signed one: %d", got)
		}
	}
	d.browser.Get("/orders/"+text(order.ID)).Want(http.StatusOK, "2 responses were added")
	d.browser.Get("/assessments").Want(http.StatusOK, "2 responses left")
}

// Shows USR-3.
func TestHidePurchases_USR3(t *testing.T) {
	t.Parallel()
	d := openDesk(t, access.HidePurchases)
	d.limit(settings.Purchased)
	d.browser.Get("/orders").Want(http.StatusNotFound)
	d.browser.Get("/orders/new").Want(http.StatusNotFound)
	if d.browser.Get("/home").Want(http.StatusOK).Says("Purchases") {
		t.Error("the navigation has Purchases")
	}
}
