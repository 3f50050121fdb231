package samples

import (
	"context"
	"fmt"

	"portico/backend/purchases"
)

// sell gives the demo site prices, and an order in most states.
func (s *demoSite) sell(ctx context.Context) error {
	_, err := s.Purchases.SaveSettings(ctx, purchases.SettingsInput{
		SellerName: "Northwind Partners AS", SellerAddress: "Havnegata 12\n0150 Oslo\nNorway", SellerTaxID: "NO 987 654 321 MVA", InvoicePrefix: "NW-", NextInvoice: 1041,
		InvoiceTerms: "Please pay within 30 days to account 1234.56.78903, with the invoice number.", TaxName: "VAT", TaxRate: 2500, ByInvoice: true,
	})
	if err != nil {
		return err
	}
	lists := []purchases.PriceList{
		{Name: "Standard", Currency: "EUR", Bands: []purchases.Band{{FromQuantity: 5, UnitPrice: 1200}, {FromQuantity: 25, UnitPrice: 1000}, {FromQuantity: 100, UnitPrice: 800}}},
		{Name: "Africa and Middle East", Currency: "USD", Bands: []purchases.Band{{FromQuantity: 1, UnitPrice: 600}, {FromQuantity: 50, UnitPrice: 450}}, Organizations: []int64{s.organizations["Africa and Middle East"].ID}},
	}
	for _, list := range lists {
		list.IsActive = true
		if _, err := s.Purchases.SavePriceList(ctx, list); err != nil {
			return err
		}
	}
	for _, one := range []struct {
		organization, assessment string
		quantity                 int64
		state                    purchases.State
	}{
		{"Okafor Leadership Studio", "Team Pulse", 20, purchases.Paid}, {"Okafor Leadership Studio", "Leadership Check", 50, purchases.Cancelled},
		{"Mwangi Safety Works", "Workplace Safety Review", 10, purchases.Awaiting}, {"Halden Rådgivning Tromsø", "Team Pulse", 25, purchases.Awaiting},
	} {
		if err := s.order(ctx, one.organization, one.assessment, one.quantity, one.state); err != nil {
			return fmt.Errorf("order for %s: %w", one.organization, err)
		}
	}
	return nil
}

func (s *demoSite) order(ctx context.Context, organization, assessment string, quantity int64, state purchases.State) error {
	order, err := s.Purchases.Begin(ctx, everything, purchases.Input{OrganizationID: s.organizations[organization].ID, AssessmentID: s.assessments[assessment], Quantity: quantity})
	if err == nil {
		order, err = s.Purchases.Place(ctx, everything, order.ID, purchases.ByInvoice)
	}
	if err != nil {
		return err
	}
	switch state {
	case purchases.Paid:
		_, err = s.Purchases.MarkPaid(ctx, order.ID)
	case purchases.Cancelled:
		_, err = s.Purchases.Cancel(ctx, everything, order.ID)
	}
	return err
}
