package purchases_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"portico/backend"
	"portico/backend/fault"
	"portico/backend/purchases"
)

// TestCheckout_ALT4 opens a checkout and refunds at the payment service's own
// stand-in, which checks every request against the real API's description.
// Shows ALT-4.
func TestCheckout_ALT4(t *testing.T) {
	address := startStripeMock(t)
	s := open(t, func(c *backend.Config) { c.StripeURL = address })
	s.sellByCard()
	order := s.place(5, purchases.ByStripe)
	to, err := s.Purchases.Checkout(t.Context(), s.manager, order.ID)
	if err != nil || !strings.HasPrefix(to, "https://") {
		t.Fatalf("the checkout: %q, %v", to, err)
	}
	kept := s.find(order.ID)
	if kept.SessionID == "" || kept.SessionURL != to {
		t.Errorf("the order remembers %q %q", kept.SessionID, kept.SessionURL)
	}
	if again, err := s.Purchases.Checkout(t.Context(), s.manager, order.ID); err != nil || again != to {
		t.Errorf("a second visit: %q, %v", again, err)
	}
	s.must(s.tell(s.event(kept, nil)))
	s.wantOrder(order.ID, purchases.Paid, "")
	s.wantAvailable(5)
	_, err = s.Purchases.Checkout(t.Context(), s.manager, order.ID)
	wantCode(t, err, fault.Conflict, "not waiting")
	refunded, err := s.Purchases.Refund(t.Context(), order.ID, "")
	if err != nil || refunded.State != purchases.Refunded || refunded.Problem != "" {
		t.Errorf("refunded: %+v, %v", refunded, err)
	}
	s.wantAvailable(0)

	cancelled := s.place(5, purchases.ByStripe)
	_, err = s.Purchases.Checkout(t.Context(), s.manager, cancelled.ID)
	s.must(err)
	_, err = s.Purchases.Cancel(t.Context(), s.manager, cancelled.ID)
	s.must(err)
	s.wantOrder(cancelled.ID, purchases.Cancelled, "")
}

// TestPaymentServiceInTrouble_ALT4 lets it refuse, break and be gone.
// Shows ALT-4.
func TestPaymentServiceInTrouble_ALT4(t *testing.T) {
	status := http.StatusOK
	answer := `{"id":"cs_1","object":"checkout.session","url":"https://checkout.stripe.com/c/1"}`
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = w.Write([]byte(answer))
	}))
	defer server.Close()
	s := open(t, func(c *backend.Config) { c.StripeURL = server.URL })
	s.sellByCard()
	order := s.place(5, purchases.ByStripe)
	status, answer = http.StatusUnauthorized, `{"error":{"type":"invalid_request_error","message":"Invalid API Key provided"}}`
	_, err := s.Purchases.Checkout(t.Context(), s.manager, order.ID)
	wantCode(t, err, fault.Unavailable, "Invalid API Key provided")
	s.wantOrder(order.ID, purchases.Awaiting, "")
	s.must(s.tell(s.event(order, nil)))
	s.wantAvailable(5)

	t.Run("a refund that is refused is made undone", func(t *testing.T) {
		_, err := s.Purchases.Refund(t.Context(), order.ID, "")
		wantCode(t, err, fault.Unavailable, "Invalid API Key provided")
		s.wantOrder(order.ID, purchases.Paid, "")
		s.wantAvailable(5)
	})
	t.Run("of a refund without an answer nobody knows", func(t *testing.T) {
		status, answer = http.StatusInternalServerError, `{}`
		_, err := s.Purchases.Refund(t.Context(), order.ID, "")
		wantCode(t, err, fault.Unavailable, "")
		s.wantOrder(order.ID, purchases.Refunded, purchases.RefundUnsure)
		s.wantAvailable(0)
		counts, err := s.Purchases.Attention(t.Context())
		if err != nil || counts.Problems != 1 {
			t.Errorf("%+v, %v", counts, err)
		}
		_, err = s.Purchases.Dismiss(t.Context(), order.ID, "Seen at Stripe.")
		s.must(err)
		s.wantOrder(order.ID, purchases.Refunded, "")
	})
}

// TestSandboxCallsNobody_TST1 copies a site with a payment service.
// Shows TST-1.
func TestSandboxCallsNobody_TST1(t *testing.T) {
	called := false
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { called = true }))
	defer server.Close()
	s := open(t, func(c *backend.Config) { c.StripeURL = server.URL })
	s.sellByCard()
	order := s.place(5, purchases.ByStripe)
	sandbox, err := s.OpenSandbox(t.Context(), t.TempDir(), "127.0.0.1:1")
	s.must(err)
	defer func() { _ = sandbox.Close() }()
	_, err = sandbox.Purchases.Checkout(t.Context(), s.manager, order.ID)
	wantCode(t, err, fault.Unavailable, "never calls a payment service")
	body := s.event(order, nil)
	if err := sandbox.Purchases.Webhook(t.Context(), body, sign(body, s.clock.Now(), signingSecret)); !fault.Is(err, fault.NotFound) {
		t.Errorf("a webhook in the sandbox: %v", err)
	}
	_, err = sandbox.Purchases.Cancel(t.Context(), s.manager, order.ID)
	s.must(err)
	if called {
		t.Error("the sandbox called the payment service")
	}
}

// TestWebhooks_ALT4 tells of payments in every way that they can come.
// Shows ALT-4.
func TestWebhooks_ALT4(t *testing.T) {
	s := open(t)
	s.sellByCard()
	t.Run("ten times credits once", func(*testing.T) {
		order := s.place(5, purchases.ByStripe)
		body := s.event(order, nil)
		var running sync.WaitGroup
		for range 10 {
			running.Go(func() {
				if err := s.tell(body); err != nil {
					t.Error(err)
				}
			})
		}
		running.Wait()
		s.wantOrder(order.ID, purchases.Paid, "")
		s.wantAvailable(5)
		// The same payment under another event, as Stripe may tell it.
		s.must(s.tell(s.event(order, func(e *told) { e.event, e.kind = "evt_1b", "checkout.session.async_payment_succeeded" })))
		s.wantOrder(order.ID, purchases.Paid, "")
		s.wantAvailable(5)
	})
	t.Run("out of order", func(*testing.T) {
		order := s.place(5, purchases.ByStripe)
		s.must(s.tell(s.event(order, func(e *told) {
			e.event, e.kind, e.intent = "evt_2b", "checkout.session.async_payment_succeeded", "pi_2"
		})))
		s.must(s.tell(s.event(order, func(e *told) { e.event, e.intent, e.status = "evt_2a", "pi_2", "unpaid" })))
		s.wantOrder(order.ID, purchases.Paid, "")
		s.wantAvailable(10)
	})
	t.Run("not paid yet", func(*testing.T) {
		order := s.place(5, purchases.ByStripe)
		s.must(s.tell(s.event(order, func(e *told) { e.event, e.status = "evt_3", "unpaid" })))
		s.must(s.tell(s.event(order, func(e *told) { e.event, e.kind = "evt_3b", "checkout.session.expired" })))
		s.wantOrder(order.ID, purchases.Awaiting, "")
		s.wantAvailable(10)
	})
	t.Run("forged, altered, late", func(t *testing.T) {
		order := s.place(5, purchases.ByStripe)
		body, now := s.event(order, func(e *told) { e.event, e.intent = "evt_4", "pi_4" }), s.clock.Now()
		good := sign(body, now, signingSecret)
		for name, message := range map[string]struct {
			body   []byte
			header string
		}{
			"no header":                {body, ""},
			"another secret":           {body, sign(body, now, "whsec_other")},
			"another body":             {[]byte(strings.Replace(string(body), "evt_4", "evt_5", 1)), good},
			"a cut signature":          {body, good[:len(good)-1]},
			"late":                     {body, sign(body, now.Add(-5*time.Minute-time.Second), signingSecret)},
			"from the future":          {body, sign(body, now.Add(5*time.Minute+time.Second), signingSecret)},
			"another time than signed": {body, strings.Replace(sign(body, now.Add(-time.Hour), signingSecret), "t=", "t=9", 1)},
			"two times":                {body, "t=" + good[2:12] + "," + sign(body, now.Add(-time.Hour), signingSecret)},
			"nothing":                  {nil, good},
		} {
			if err := s.Purchases.Webhook(t.Context(), message.body, message.header); !fault.Is(err, fault.Invalid) {
				t.Errorf("%s: %v", name, err)
			}
		}
		s.wantOrder(order.ID, purchases.Awaiting, "")
		s.wantAvailable(10)
		for _, at := range []time.Duration{-4 * time.Minute, 4 * time.Minute} {
			if err := s.Purchases.Webhook(t.Context(), body, sign(body, now.Add(at), signingSecret)); err != nil {
				t.Errorf("%s off: %v", at, err)
			}
		}
		s.wantAvailable(15)
	})
	t.Run("paid after it was cancelled", func(t *testing.T) {
		order := s.place(5, purchases.ByStripe)
		_, err := s.Purchases.Cancel(t.Context(), s.manager, order.ID)
		s.must(err)
		body := s.event(order, func(e *told) { e.event, e.intent = "evt_6", "pi_6" })
		s.must(s.tell(body))
		s.must(s.tell(body))
		s.wantOrder(order.ID, purchases.Cancelled, purchases.PaidAfterCancel)
		s.wantAvailable(15)
		counts, err := s.Purchases.Attention(t.Context())
		if err != nil || counts.Problems != 1 {
			t.Errorf("Home counts %+v, %v", counts, err)
		}
		_, err = s.Purchases.Accept(t.Context(), order.ID)
		s.must(err)
		s.wantOrder(order.ID, purchases.Paid, "")
		s.wantAvailable(20)
	})
	t.Run("another amount or currency", func(*testing.T) {
		for i, change := range []func(*told){func(e *told) { e.amount-- }, func(e *told) { e.currency = "usd" }, func(e *told) { e.amount = 0 }} {
			order := s.place(5, purchases.ByStripe)
			s.must(s.tell(s.event(order, func(e *told) {
				e.event, e.intent = "evt_7"+string(rune('a'+i)), "pi_7"+string(rune('a'+i))
				change(e)
			})))
			s.wantOrder(order.ID, purchases.Awaiting, purchases.OtherAmount)
		}
		s.wantAvailable(20)
	})
	t.Run("twice by two payments", func(t *testing.T) {
		order := s.place(5, purchases.ByStripe)
		s.must(s.tell(s.event(order, func(e *told) { e.event, e.intent = "evt_8", "pi_8" })))
		s.must(s.tell(s.event(order, func(e *told) { e.event, e.intent, e.session = "evt_9", "pi_9", "cs_9" })))
		s.wantOrder(order.ID, purchases.Paid, purchases.PaidTwice)
		s.wantAvailable(25)
		_, err := s.Purchases.Accept(t.Context(), order.ID)
		wantCode(t, err, fault.Conflict, "nothing to decide")
		_, err = s.Purchases.Dismiss(t.Context(), order.ID, "Given back by hand.")
		s.must(err)
		s.wantOrder(order.ID, purchases.Paid, "")
	})
	t.Run("another site's, and nobody's", func(*testing.T) {
		order := s.place(5, purchases.ByStripe)
		s.must(s.tell(s.event(order, func(e *told) { e.event, e.site = "evt_10", "ELSEWHERE" })))
		s.must(s.tell(s.event(order, func(e *told) { e.event, e.order = "evt_11", 999999 })))
		s.must(s.tell(s.event(order, func(e *told) { e.event, e.kind = "evt_12", "charge.succeeded" })))
		s.wantOrder(order.ID, purchases.Awaiting, "")
		s.wantAvailable(25)
	})
}

// TestMoneyThatDidNotFit_ALT4 lets a wrong sum come before the right one, and a
// second payment after it: each stays shown until somebody decides.
// Shows ALT-4.
func TestMoneyThatDidNotFit_ALT4(t *testing.T) {
	s := open(t)
	s.sellByCard()
	order := s.place(5, purchases.ByStripe)
	s.must(s.tell(s.event(order, func(e *told) { e.event, e.intent, e.amount = "evt_5a", "pi_5a", 1 })))
	s.wantOrder(order.ID, purchases.Awaiting, purchases.OtherAmount)
	s.must(s.tell(s.event(order, func(e *told) { e.event, e.intent = "evt_5b", "pi_5b" })))
	s.must(s.tell(s.event(order, func(e *told) { e.event, e.intent, e.amount = "evt_5c", "pi_5a", 1 })))
	s.must(s.tell(s.event(order, func(e *told) { e.event, e.intent = "evt_5d", "pi_5d" })))
	s.wantAvailable(5)
	settled := s.wantOrder(order.ID, purchases.Paid, purchases.PaidTwice)
	for _, id := range []string{"pi_5a", "pi_5d"} {
		if strings.Count(settled.ProblemDetail, id) != 1 {
			t.Errorf("%s is in %q", id, settled.ProblemDetail)
		}
	}
	_, err := s.Purchases.Dismiss(t.Context(), order.ID, "Given back by hand.")
	s.must(err)
	s.wantOrder(order.ID, purchases.Paid, "")
}
