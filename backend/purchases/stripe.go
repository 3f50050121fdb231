package purchases

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/stripe/stripe-go/v85"

	"portico/backend/access"
	"portico/backend/fault"
	"portico/backend/store"
)

// CheckoutOrigin is where Stripe Checkout lives: the order page may send its
// form there and no other page (SEC-29).
const CheckoutOrigin = "https://checkout.stripe.com"

// callTime is how long the payment service may take to answer.
const callTime = 20 * time.Second

// sessionTime is how long a checkout can be paid.
const sessionTime = 2 * time.Hour

var errOffline = fault.New(fault.Unavailable, "A rehearsal never calls a payment service, so nothing was paid.")

// client returns a client of the payment service with the site's key.
func (s *Service) client(ctx context.Context) (*stripe.Client, error) {
	if s.Offline {
		return nil, errOffline
	}
	payments, err := s.Settings(ctx)
	if err != nil {
		return nil, err
	}
	if payments.StripeKey == "" {
		return nil, fault.New(fault.Unavailable, "No payment service is set up.")
	}
	key, err := s.Key.Open(keyPlace, payments.StripeKey)
	if err != nil {
		return nil, fmt.Errorf("open payment key: %w", err)
	}
	config := &stripe.BackendConfig{
		HTTPClient: &http.Client{Timeout: callTime}, LeveledLogger: &stripe.LeveledLogger{Level: stripe.LevelNull},
		MaxNetworkRetries: stripe.Int64(1), EnableTelemetry: stripe.Bool(false),
	}
	if s.StripeURL != "" {
		config.URL = stripe.String(s.StripeURL)
	}
	return stripe.NewClient(string(key), stripe.WithBackends(stripe.NewBackendsWithConfig(config))), nil
}

// Checkout returns the address where an order is paid: the checkout that is open
// already, else a new one. The whole price is one line, so that it is the order's
// own to the last cent.
//
// It returns a Conflict fault for an order that is not to be paid there, and an
// Unavailable one when the payment service does not answer.
func (s *Service) Checkout(ctx context.Context, scope access.Scope, id int64) (string, error) {
	row, err := s.Find(ctx, scope, id)
	if err != nil {
		return "", err
	}
	order := row.Order
	if order.State != Awaiting || order.Payment != ByStripe {
		return "", fault.New(fault.Conflict, "This order is not waiting for a payment by card.")
	}
	if s.Offline {
		return "", errOffline
	}
	now := s.Store.Now()
	if order.SessionURL != "" && now.Add(time.Minute).Before(order.SessionEndsAt.Time) {
		return order.SessionURL, nil
	}
	client, err := s.client(ctx)
	if err != nil {
		return "", err
	}
	base, err := s.Parts.Settings.PublicBase(ctx)
	if err != nil {
		return "", err
	}
	back := fmt.Sprintf("%s/orders/%d", base, order.ID)
	ends := now.Add(sessionTime)
	params := &stripe.CheckoutSessionCreateParams{
		Mode: stripe.String("payment"), ClientReferenceID: stripe.String(strconv.FormatInt(order.ID, 10)),
		SuccessURL: stripe.String(back + "?done=paying"), CancelURL: stripe.String(back), ExpiresAt: stripe.Int64(ends.Unix()),
		Metadata: map[string]string{"site": s.SiteUID, "order": strconv.FormatInt(order.ID, 10)},
		LineItems: []*stripe.CheckoutSessionCreateLineItemParams{{
			Quantity: stripe.Int64(1),
			PriceData: &stripe.CheckoutSessionCreateLineItemPriceDataParams{
				Currency: stripe.String(lower(order.Currency)), UnitAmount: stripe.Int64(order.Total),
				ProductData: &stripe.CheckoutSessionCreateLineItemPriceDataProductDataParams{Name: stripe.String(fmt.Sprintf("%d × %s", order.Quantity, row.Assessment))},
			},
		}},
	}
	params.SetIdempotencyKey(fmt.Sprintf("checkout:%s:%d:%d", s.SiteUID, order.ID, ends.Unix()))
	session, err := client.V1CheckoutSessions.Create(ctx, params)
	if err != nil {
		return "", explain(err)
	}
	if session.URL == "" {
		return "", fault.New(fault.Unavailable, "The payment service gave no page to pay on. Please try again later.")
	}
	err = s.update(ctx, order.ID, Awaiting, map[string]any{"session_id": session.ID, "session_url": session.URL, "session_ends_at": store.At(ends.Time)})
	return session.URL, err
}

// expireSession closes the checkout of an order that was cancelled. It may fail:
// a payment that comes all the same is shown to the administrator.
func (s *Service) expireSession(ctx context.Context, order Order) {
	client, err := s.client(ctx)
	if err != nil {
		return
	}
	_, _ = client.V1CheckoutSessions.Expire(ctx, order.SessionID, &stripe.CheckoutSessionExpireParams{})
}

// refundAtStripe gives an order's money back.
func (s *Service) refundAtStripe(ctx context.Context, order Order) error {
	client, err := s.client(ctx)
	if err != nil {
		return err
	}
	params := &stripe.RefundCreateParams{PaymentIntent: stripe.String(order.PaymentID), Amount: stripe.Int64(order.Refunded)}
	params.SetIdempotencyKey(fmt.Sprintf("refund:%s:%d:%d", s.SiteUID, order.ID, order.RefundedAt.UnixMilli()))
	_, err = client.V1Refunds.Create(ctx, params)
	return err
}

// isRefusal reports whether the payment service was reached and said no, or was
// never asked: then it is known that nothing was given back.
func isRefusal(err error) bool {
	var said *stripe.Error
	if errors.As(err, &said) {
		return said.HTTPStatusCode >= 400 && said.HTTPStatusCode < 500
	}
	return fault.As(err) != nil
}

// reasonOf returns what the payment service said, in words for a person.
func reasonOf(err error) string {
	var said *stripe.Error
	if errors.As(err, &said) && said.Msg != "" {
		return said.Msg
	}
	if refused := fault.As(err); refused != nil {
		return refused.Message
	}
	return "it can't be reached. Please try again later."
}
