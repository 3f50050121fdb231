package purchases

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/stripe/stripe-go/v85"
	"github.com/stripe/stripe-go/v85/webhook"

	"portico/backend/audit"
	"portico/backend/fault"
)

// webhookTolerance is how old, or how far ahead, the time that a webhook was
// signed at may be.
const webhookTolerance = 5 * time.Minute

var (
	// ErrNotSigned says that a webhook is not the payment service's.
	ErrNotSigned = fault.New(fault.Invalid, "This message is not signed by the payment service.")
	errNoService = fault.New(fault.NotFound, "This page does not exist.")
)

// Webhook takes what the payment service tells: body as it came, and its
// Stripe-Signature header. However often and in whatever order it comes, an
// order is credited once.
//
// It returns ErrNotSigned for a message that is forged, altered, too old or from
// the future, and a NotFound fault where no payment service is set up. Any other
// error is ours, and the service will tell again.
func (s *Service) Webhook(ctx context.Context, body []byte, signature string) error {
	payments, err := s.Settings(ctx)
	if err != nil {
		return err
	}
	if payments.WebhookSecret == "" || s.Offline {
		return errNoService
	}
	secret, err := s.Key.Open(secretPlace, payments.WebhookSecret)
	if err != nil {
		return fmt.Errorf("open webhook secret: %w", err)
	}
	event, err := webhook.ConstructEventWithOptions(body, signature, string(secret), webhook.ConstructEventOptions{IgnoreTolerance: true, IgnoreAPIVersionMismatch: true})
	if err != nil || !s.isFresh(signature) {
		return ErrNotSigned
	}
	switch event.Type {
	case stripe.EventTypeCheckoutSessionCompleted, stripe.EventTypeCheckoutSessionAsyncPaymentSucceeded:
	default:
		return nil
	}
	var session stripe.CheckoutSession
	if event.Data == nil || json.Unmarshal(event.Data.Raw, &session) != nil {
		return ErrNotSigned
	}
	if session.Metadata["site"] != s.SiteUID || session.PaymentStatus != stripe.CheckoutSessionPaymentStatusPaid {
		return nil // another site's, or the money is still on its way
	}
	id, err := strconv.ParseInt(session.Metadata["order"], 10, 64)
	if err != nil {
		return nil //nolint:nilerr // no order of ours
	}
	actor := audit.Actor{Kind: audit.System, Name: "Stripe", RequestID: audit.ActorIn(ctx).RequestID}
	return s.paid(audit.WithActor(ctx, actor), event, id, payment{
		session: session.ID, id: paymentID(session), amount: session.AmountTotal, currency: strings.ToUpper(string(session.Currency)),
	})
}

// isFresh reports whether the signed time is near the site's own, by its clock.
// The signature covers it, and there is one: of two, the other one might be what
// was signed.
func (s *Service) isFresh(signature string) bool {
	times, fresh := 0, false
	for part := range strings.SplitSeq(signature, ",") {
		name, value, _ := strings.Cut(part, "=")
		if strings.TrimSpace(name) != "t" {
			continue
		}
		times++
		seconds, err := strconv.ParseInt(value, 10, 64)
		fresh = err == nil && s.Store.Now().Sub(time.Unix(seconds, 0)).Abs() <= webhookTolerance
	}
	return times == 1 && fresh
}

// payment is money that came for an order.
type payment struct {
	session, id string
	amount      int64
	currency    string
}

func paymentID(session stripe.CheckoutSession) string {
	if session.PaymentIntent != nil && session.PaymentIntent.ID != "" {
		return session.PaymentIntent.ID
	}
	return session.ID
}

// paid credits an order, or leaves it to the administrator where the payment
// does not fit it.
func (s *Service) paid(ctx context.Context, event stripe.Event, id int64, money payment) error {
	return s.Store.InTx(ctx, func(ctx context.Context) error {
		order, there, err := s.load(ctx, id)
		if err != nil || !there {
			return err
		}
		result := s.Store.Write(ctx).Exec("INSERT INTO payment_events (id, kind, order_id, created_at) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING", event.ID, event.Type, id, s.Store.Now())
		if result.Error != nil {
			return fmt.Errorf("note payment: %w", result.Error)
		}
		if result.RowsAffected == 0 || order.PaymentID == money.id || strings.Contains(order.ProblemDetail, inBrackets(money.id)) {
			return nil // told before
		}
		before := order
		problem, detail := s.judge(order, money)
		if problem != "" {
			return s.leaveOpen(ctx, before, problem, detail, money)
		}
		order.PaymentID = money.id
		if err := s.settle(ctx, &order); err != nil {
			return err
		}
		columns := map[string]any{"payment_id": money.id, "session_id": money.session, "session_url": ""}
		if before.Problem != "" {
			// Money that came before and did not fit is still here.
			order.Problem, order.ProblemDetail = PaidTwice, before.ProblemDetail
			columns["problem"], columns["problem_detail"] = order.Problem, order.ProblemDetail
		}
		if err := s.update(ctx, id, Paid, columns); err != nil {
			return err
		}
		return s.note(ctx, "order.pay", &before, order)
	})
}

// judge says what does not fit, if anything.
func (s *Service) judge(order Order, money payment) (problem, detail string) {
	came := FormatMoney(money.amount, money.currency)
	switch {
	case order.State == Paid || order.State == Refunded:
		return PaidTwice, came + " came for an order that was paid already " + inBrackets(money.id) + "."
	case order.State == Cancelled:
		return PaidAfterCancel, came + " came after the order was cancelled " + inBrackets(money.id) + "."
	case money.amount != order.Total || money.currency != order.Currency:
		return OtherAmount, came + " came, and " + FormatMoney(order.Total, order.Currency) + " was due " + inBrackets(money.id) + "."
	case order.State != Awaiting:
		return OtherAmount, came + " came for an order that was not placed " + inBrackets(money.id) + "."
	}
	return "", ""
}

func inBrackets(paymentID string) string { return "(" + paymentID + ")" }

// leaveOpen shows an order to the administrator and credits nothing.
func (s *Service) leaveOpen(ctx context.Context, order Order, problem, detail string, money payment) error {
	before := order
	if order.ProblemDetail != "" {
		detail = order.ProblemDetail + " " + detail // what is not decided yet stays
	}
	order.Problem, order.ProblemDetail = problem, detail
	columns := map[string]any{"problem": problem, "problem_detail": detail}
	if order.PaymentID == "" {
		order.PaymentID = money.id
		columns["payment_id"] = money.id // so that it can be given back, and the same payment is not shown twice
	}
	err := s.update(ctx, order.ID, order.State, columns)
	if errors.Is(err, errChanged) {
		return err
	}
	return errors.Join(err, s.note(ctx, "order.doubt", &before, order))
}

func lower(code string) string { return strings.ToLower(code) }
