package purchases_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stripe/stripe-go/v85/webhook"

	"portico/backend"
	"portico/backend/access"
	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/purchases"
	"portico/backend/settings"
	"portico/backend/testkit"
)

var admin = access.ForAdministrator()

const signingSecret = "whsec_test_of_the_signing_secret"

// shop is a site that sells: one organization in the mode Can Be Purchased, an
// assessment, and a price list of 10.00 EUR, from 50 on 8.00 EUR.
type shop struct {
	*backend.Backend
	t          *testing.T
	clock      *testkit.Clock
	top, buyer organizations.Organization
	assessment int64
	manager    access.Scope
}

func open(t *testing.T, change ...func(*backend.Config)) *shop {
	t.Helper()
	b, clock := testkit.OpenBackend(t, change...)
	s := &shop{Backend: b, t: t, clock: clock}
	s.must(b.Settings.SaveGeneral(t.Context(), settings.General{SiteName: "Northwind Partners", TimeZone: "UTC", UseOrganization: true, UsePartnerPortal: true, UseAllotments: true}))
	s.top = testkit.MustCreateOrganization(t, b, 0, "Nordic Network")
	var err error
	s.buyer, err = b.Organizations.Create(t.Context(), organizations.Input{Name: "Halden AS", ParentID: s.top.ID, ResponseAllotment: settings.Purchased})
	s.must(err)
	s.assessment = testkit.MustPublishSamples(t, b)[0]
	u := testkit.MustCreateManager(t, b, "inger@halden.example", []int64{s.buyer.ID}, []int64{s.assessment})
	s.manager, _, err = b.Users.ScopeOf(t.Context(), u.ID)
	s.must(err)
	s.priceList(purchases.PriceList{Name: "Standard", Bands: []purchases.Band{{FromQuantity: 50, UnitPrice: 800}, {FromQuantity: 5, UnitPrice: 1000}}})
	return s
}

func (s *shop) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *shop) priceList(list purchases.PriceList) purchases.PriceList {
	s.t.Helper()
	if list.Currency == "" {
		list.Currency = "EUR"
	}
	list.IsActive = true
	saved, err := s.Purchases.SavePriceList(s.t.Context(), list)
	s.must(err)
	return saved
}

// sellByCard sets the payment service up.
func (s *shop) sellByCard() {
	s.t.Helper()
	_, err := s.Purchases.SaveSettings(s.t.Context(), purchases.SettingsInput{
		SellerName: "Northwind Ltd", SellerAddress: "1 Harbour Road\nOslo", TaxName: "VAT", TaxRate: 2500, ByInvoice: true, ByStripe: true, NextInvoice: 1, InvoicePrefix: "INV-",
		StripeKey: "sk_test_123", WebhookSecret: signingSecret,
	})
	s.must(err)
}

func (s *shop) begin(quantity int64) purchases.Order {
	s.t.Helper()
	order, err := s.Purchases.Begin(s.t.Context(), s.manager, purchases.Input{OrganizationID: s.buyer.ID, AssessmentID: s.assessment, Quantity: quantity})
	s.must(err)
	return order
}

func (s *shop) place(quantity int64, payment string) purchases.Order {
	s.t.Helper()
	order, err := s.Purchases.Place(s.t.Context(), s.manager, s.begin(quantity).ID, payment)
	s.must(err)
	return order
}

// available returns what the buyer can use.
func (s *shop) available() int64 {
	s.t.Helper()
	o, err := s.Organizations.Find(s.t.Context(), admin, s.buyer.ID)
	s.must(err)
	left, _, err := s.Allotments.Available(s.t.Context(), o, s.assessment)
	s.must(err)
	return left
}

func (s *shop) wantAvailable(want int64) {
	s.t.Helper()
	if got := s.available(); got != want {
		s.t.Errorf("%d responses are available, want %d", got, want)
	}
}

func (s *shop) find(id int64) purchases.Order {
	s.t.Helper()
	row, err := s.Purchases.Find(s.t.Context(), admin, id)
	s.must(err)
	return row.Order
}

func (s *shop) wantOrder(id int64, state purchases.State, problem string) purchases.Order {
	s.t.Helper()
	order := s.find(id)
	if order.State != state || order.Problem != problem {
		s.t.Errorf("the order is %s %q (%s), want %s %q", order.State, order.Problem, order.ProblemDetail, state, problem)
	}
	return order
}

// told is a webhook of the payment service about an order.
type told struct {
	event, kind, session, intent, status, currency string
	amount                                         int64
	order                                          int64
	site                                           string
}

func (s *shop) event(order purchases.Order, change func(*told)) []byte {
	s.t.Helper()
	var site string
	s.must(s.Store.Read(s.t.Context()).Raw("SELECT uid FROM site").Scan(&site).Error)
	e := told{"evt_1", "checkout.session.completed", "cs_1", "pi_1", "paid", strings.ToLower(order.Currency), order.Total, order.ID, site}
	if change != nil {
		change(&e)
	}
	body, err := json.Marshal(map[string]any{
		"id": e.event, "object": "event", "type": e.kind, "api_version": "2020-01-01",
		"data": map[string]any{"object": map[string]any{
			"id": e.session, "object": "checkout.session", "payment_status": e.status, "currency": e.currency, "amount_total": e.amount, "payment_intent": e.intent,
			"metadata": map[string]string{"order": fmt.Sprint(e.order), "site": e.site},
		}},
	})
	s.must(err)
	return body
}

// sign makes the header that the payment service sends.
func sign(body []byte, at time.Time, secret string) string {
	return fmt.Sprintf("t=%d,v1=%x", at.Unix(), webhook.ComputeSignature(at, body, secret))
}

func (s *shop) tell(body []byte) error {
	return s.Purchases.Webhook(s.t.Context(), body, sign(body, s.clock.Now(), signingSecret))
}

func wantCode(t *testing.T, err error, code fault.Code, words string) {
	t.Helper()
	if !fault.Is(err, code) || !strings.Contains(err.Error(), words) {
		t.Errorf("got %v, want %s with %q", err, code, words)
	}
}

var stripeMock struct {
	once    sync.Once
	program string
	err     error
}

// startStripeMock builds the payment service's own stand-in, from its own
// module, and starts it on a free port.
func startStripeMock(t *testing.T) (address string) {
	t.Helper()
	stripeMock.once.Do(func() {
		stripeMock.program = filepath.Join(mockFolder, "stripe-mock")
		build := exec.Command("go", "build", "-o", stripeMock.program, "github.com/stripe/stripe-mock")
		build.Dir = filepath.Join("testdata", "stripe-mock")
		if out, err := build.CombinedOutput(); err != nil {
			stripeMock.err = fmt.Errorf("build stripe-mock: %w: %s", err, out)
		}
	})
	if stripeMock.err != nil {
		t.Fatal(stripeMock.err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address = listener.Addr().String()
	_ = listener.Close()
	ctx, stop := context.WithCancel(context.WithoutCancel(t.Context()))
	program := exec.CommandContext(ctx, stripeMock.program, "-http-addr", address)
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(); _ = program.Wait() })
	for deadline := time.Now().Add(10 * time.Second); ; {
		if response, err := http.Get("http://" + address + "/"); err == nil {
			_ = response.Body.Close()
			return "http://" + address
		}
		if time.Now().After(deadline) {
			t.Fatal("stripe-mock does not answer")
		}
		time.Sleep(20 * time.Millisecond)
	}
}
