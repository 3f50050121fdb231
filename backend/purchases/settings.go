package purchases

import (
	"context"
	"fmt"
	"strings"

	"gorm.io/gorm/clause"

	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/secrets"
	"portico/backend/store"
)

// Settings is Site Settings › Payments. The keys are sealed with the master key.
type Settings struct {
	ID            int64 `gorm:"primaryKey"`
	SellerName    string
	SellerAddress string
	SellerTaxID   string `gorm:"column:seller_tax_id"`
	InvoiceTerms  string // how to pay, at the foot of every invoice
	InvoicePrefix string
	NextInvoice   int64
	TaxName       string // "VAT"; "" is no tax line
	TaxRate       int64  // hundredths of a percent
	ByInvoice     bool
	ByStripe      bool
	StripeKey     secrets.Sealed
	WebhookSecret secrets.Sealed
	UpdatedAt     store.Time `gorm:"autoUpdateTime:false"`
}

// TableName is the table of the one row.
func (Settings) TableName() string { return "payment_settings" }

// HasStripe reports whether orders can be paid through Stripe Checkout.
func (s Settings) HasStripe() bool {
	return s.ByStripe && s.StripeKey != "" && s.WebhookSecret != ""
}

// SettingsInput is what the form sends. An empty key stays as it was; Forget
// takes both away.
type SettingsInput struct {
	SellerName, SellerAddress, SellerTaxID, InvoiceTerms, InvoicePrefix string
	NextInvoice                                                         int64
	TaxName                                                             string
	TaxRate                                                             int64
	ByInvoice, ByStripe                                                 bool
	StripeKey, WebhookSecret                                            string
	Forget                                                              bool
}

// Settings returns how orders are paid.
func (s *Service) Settings(ctx context.Context) (Settings, error) {
	found := []Settings{}
	if err := s.Store.Read(ctx).Limit(1).Find(&found).Error; err != nil {
		return Settings{}, fmt.Errorf("read payment settings: %w", err)
	}
	if len(found) == 0 {
		return Settings{ID: 1, InvoicePrefix: "INV-", NextInvoice: 1, ByInvoice: true}, nil
	}
	return found[0], nil
}

// SaveSettings checks and saves them. It returns an Invalid fault for the fields
// at fault.
func (s *Service) SaveSettings(ctx context.Context, input SettingsInput) (Settings, error) {
	var saved Settings
	err := s.Store.InTx(ctx, func(ctx context.Context) error {
		before, err := s.Settings(ctx)
		if err != nil {
			return err
		}
		after, err := s.takeSettings(before, input)
		if err != nil {
			return err
		}
		after.UpdatedAt = s.Store.Now()
		if err := s.Store.Write(ctx).Clauses(clause.OnConflict{UpdateAll: true}).Create(&after).Error; err != nil {
			return fmt.Errorf("save payment settings: %w", err)
		}
		saved = after
		return s.Log.Record(ctx, audit.Change{Action: "settings.save", Subject: audit.Subject{Kind: "settings", Name: "Payments"}, Before: before.record(), After: after.record()})
	})
	return saved, err
}

func (s *Service) takeSettings(before Settings, in SettingsInput) (Settings, error) {
	after := before
	after.SellerName, after.SellerAddress, after.SellerTaxID = store.Clean(in.SellerName), store.CleanText(in.SellerAddress), store.Clean(in.SellerTaxID)
	after.InvoiceTerms, after.InvoicePrefix, after.TaxName = store.CleanText(in.InvoiceTerms), store.Clean(in.InvoicePrefix), store.Clean(in.TaxName)
	after.NextInvoice, after.TaxRate, after.ByInvoice, after.ByStripe = in.NextInvoice, in.TaxRate, in.ByInvoice, in.ByStripe
	in.StripeKey, in.WebhookSecret = strings.TrimSpace(in.StripeKey), strings.TrimSpace(in.WebhookSecret)
	var fields fault.Fields
	for name, text := range map[string]string{"sellerName": after.SellerName, "sellerTaxId": after.SellerTaxID} {
		fields.Require(len([]rune(text)) <= 200, name, "Use at most 200 characters.")
	}
	fields.Require(len([]rune(after.SellerAddress)) <= 500, "sellerAddress", "Use at most 500 characters.")
	fields.Require(len([]rune(after.InvoiceTerms)) <= 2000, "invoiceTerms", "Use at most 2,000 characters.")
	fields.Require(len([]rune(after.InvoicePrefix)) <= 20, "invoicePrefix", "Use at most 20 characters.")
	fields.Require(len([]rune(after.TaxName)) <= 30, "taxName", "Use at most 30 characters.")
	fields.Require(in.TaxRate >= 0 && in.TaxRate <= 10000, "taxRate", "Enter a rate from 0 to 100 percent.")
	fields.Require(in.TaxRate == 0 || after.TaxName != "", "taxName", "Say what the tax is called, such as VAT.")
	fields.Require(in.NextInvoice >= before.NextInvoice || in.InvoicePrefix != before.InvoicePrefix && in.NextInvoice >= 1, "nextInvoice", fmt.Sprintf("Invoices up to %d may exist already. Enter a greater number, or another prefix.", before.NextInvoice-1))
	fields.Require(in.NextInvoice < 1_000_000_000, "nextInvoice", "Enter a smaller number.")
	fields.Require(in.ByInvoice || in.ByStripe, "byInvoice", "Choose at least one way of paying.")
	fields.Require(in.StripeKey == "" || strings.HasPrefix(in.StripeKey, "sk_") || strings.HasPrefix(in.StripeKey, "rk_"), "stripeKey", "A secret key begins with sk_, a restricted one with rk_.")
	fields.Require(in.WebhookSecret == "" || strings.HasPrefix(in.WebhookSecret, "whsec_"), "signingKey", "A signing secret begins with whsec_.")
	var err error
	if in.Forget {
		after.StripeKey, after.WebhookSecret, after.ByStripe = "", "", false
	}
	if in.StripeKey != "" {
		if after.StripeKey, err = s.Key.Seal(keyPlace, []byte(in.StripeKey)); err != nil {
			return after, err
		}
	}
	if in.WebhookSecret != "" {
		if after.WebhookSecret, err = s.Key.Seal(secretPlace, []byte(in.WebhookSecret)); err != nil {
			return after, err
		}
	}
	fields.Require(!after.ByStripe || after.StripeKey != "", "stripeKey", "Stripe Checkout needs the secret key of your account.")
	fields.Require(!after.ByStripe || after.WebhookSecret != "", "signingKey", "Without the signing secret no payment could be believed.")
	return after, fields.Err()
}

// record is what the audit log keeps: that there are keys, never which.
func (s Settings) record() map[string]any {
	return map[string]any{
		"seller_name": s.SellerName, "seller_address": s.SellerAddress, "seller_tax_id": s.SellerTaxID, "invoice_terms": s.InvoiceTerms, "invoice_prefix": s.InvoicePrefix,
		"next_invoice": s.NextInvoice, "tax_name": s.TaxName, "tax_rate": s.TaxRate, "by_invoice": s.ByInvoice, "by_stripe": s.ByStripe,
		"has_stripe_key": s.StripeKey != "", "has_webhook_secret": s.WebhookSecret != "",
	}
}

// takeInvoiceNumber returns the next invoice number, in the transaction of the
// order that gets it: numbers have no gaps.
func (s *Service) takeInvoiceNumber(ctx context.Context) (string, error) {
	now := s.Store.Now()
	if err := s.Store.Write(ctx).Exec("INSERT INTO payment_settings (id, updated_at) VALUES (1, ?) ON CONFLICT (id) DO NOTHING", now).Error; err != nil {
		return "", fmt.Errorf("take invoice number: %w", err)
	}
	var taken []struct {
		InvoicePrefix string
		Number        int64
	}
	err := s.Store.Write(ctx).Raw("UPDATE payment_settings SET next_invoice = next_invoice + 1 WHERE id = 1 RETURNING invoice_prefix, next_invoice - 1 AS number").Scan(&taken).Error
	if err != nil || len(taken) != 1 {
		return "", fmt.Errorf("take invoice number: %w", err)
	}
	return fmt.Sprintf("%s%05d", taken[0].InvoicePrefix, taken[0].Number), nil
}
