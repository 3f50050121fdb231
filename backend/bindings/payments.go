package bindings

import (
	"portico/backend/purchases"
)

// PaymentSettings is Site Settings › Payments. Keys go in and never come out.
type PaymentSettings struct {
	SellerName     string `json:"sellerName"`
	SellerAddress  string `json:"sellerAddress"`
	SellerTaxID    string `json:"sellerTaxId"`
	InvoiceTerms   string `json:"invoiceTerms"`
	InvoicePrefix  string `json:"invoicePrefix"`
	NextInvoice    int64  `json:"nextInvoice"`
	TaxName        string `json:"taxName"`
	TaxRate        int64  `json:"taxRate"` // hundredths of a percent
	ByInvoice      bool   `json:"byInvoice"`
	ByStripe       bool   `json:"byStripe"`
	HasStripeKey   bool   `json:"hasStripeKey"`
	HasSigningKey  bool   `json:"hasSigningKey"`
	WebhookAddress string `json:"webhookAddress"` // to enter at the payment service
}

// PaymentSettingsInput is what the form sends. An empty key stays as it was.
type PaymentSettingsInput struct {
	SellerName    string `json:"sellerName"`
	SellerAddress string `json:"sellerAddress"`
	SellerTaxID   string `json:"sellerTaxId"`
	InvoiceTerms  string `json:"invoiceTerms"`
	InvoicePrefix string `json:"invoicePrefix"`
	NextInvoice   int64  `json:"nextInvoice"`
	TaxName       string `json:"taxName"`
	TaxRate       int64  `json:"taxRate"`
	ByInvoice     bool   `json:"byInvoice"`
	ByStripe      bool   `json:"byStripe"`
	StripeKey     string `json:"stripeKey"`
	SigningKey    string `json:"signingKey"` // that webhooks are signed with
	Forget        bool   `json:"forget"`     // take both keys away
}

// Payments is the bridge behind Site Settings › Payments.
type Payments struct{ core *Core }

// Get returns the settings.
func (p *Payments) Get() (PaymentSettings, error) {
	ctx, b, err := p.core.enterAllotments()
	if err != nil {
		return PaymentSettings{}, err
	}
	s, err := b.Purchases.Settings(ctx)
	if err != nil {
		return PaymentSettings{}, err
	}
	base, err := b.Settings.PublicBase(ctx)
	return PaymentSettings{
		SellerName: s.SellerName, SellerAddress: s.SellerAddress, SellerTaxID: s.SellerTaxID, InvoiceTerms: s.InvoiceTerms, InvoicePrefix: s.InvoicePrefix, NextInvoice: s.NextInvoice,
		TaxName: s.TaxName, TaxRate: s.TaxRate, ByInvoice: s.ByInvoice, ByStripe: s.ByStripe, HasStripeKey: s.StripeKey != "", HasSigningKey: s.WebhookSecret != "",
		WebhookAddress: base + "/webhooks/stripe",
	}, err
}

// Save saves them.
func (p *Payments) Save(input PaymentSettingsInput) (PaymentSettings, error) {
	ctx, b, err := p.core.enterAllotments()
	if err != nil {
		return PaymentSettings{}, err
	}
	_, err = b.Purchases.SaveSettings(ctx, purchases.SettingsInput{
		SellerName: input.SellerName, SellerAddress: input.SellerAddress, SellerTaxID: input.SellerTaxID, InvoiceTerms: input.InvoiceTerms, InvoicePrefix: input.InvoicePrefix,
		NextInvoice: input.NextInvoice, TaxName: input.TaxName, TaxRate: input.TaxRate, ByInvoice: input.ByInvoice, ByStripe: input.ByStripe,
		StripeKey: input.StripeKey, WebhookSecret: input.SigningKey, Forget: input.Forget,
	})
	if err != nil {
		return PaymentSettings{}, err
	}
	return p.Get()
}
