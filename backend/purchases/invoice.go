package purchases

import (
	"context"
	"fmt"
	"io"
	"strconv"

	"portico/backend/access"
	"portico/backend/fault"
	"portico/backend/pdf"
)

// InvoiceName returns the file name of an order's invoice.
func (o Order) InvoiceName() string { return "invoice-" + o.InvoiceNumber + ".pdf" }

// Invoice writes the invoice of an order within the scope as a PDF: the same
// order gives the same bytes. It returns a NotFound fault for an order that has
// none.
func (s *Service) Invoice(ctx context.Context, scope access.Scope, id int64, language string, to io.Writer) error {
	row, err := s.Find(ctx, scope, id)
	if err != nil {
		return err
	}
	if row.InvoiceNumber == "" {
		return fault.New(fault.NotFound, "This order has no invoice.")
	}
	general, err := s.Parts.Settings.General(ctx)
	if err != nil {
		return err
	}
	payments, err := s.Settings(ctx)
	if err != nil {
		return err
	}
	words := invoiceWords(language)
	seller := payments.SellerName
	if seller == "" {
		seller = general.SiteName
	}
	document, err := pdf.New(pdf.Options{Title: words.invoice + " " + row.InvoiceNumber, Author: seller, Language: words.language, Created: row.InvoicedAt.Time})
	if err != nil {
		return err
	}
	zone := general.Location()
	document.Heading(1, words.invoice+" "+row.InvoiceNumber)
	facts := []pdf.Pair{{Name: words.date, Value: row.InvoicedAt.In(zone).Format(words.day)}, {Name: words.order, Value: strconv.FormatInt(row.ID, 10)}}
	switch row.State {
	case Paid:
		facts = append(facts, pdf.Pair{Name: words.paid, Value: row.PaidAt.In(zone).Format(words.day)})
	case Cancelled:
		facts = append(facts, pdf.Pair{Name: words.cancelled, Value: row.CancelledAt.In(zone).Format(words.day)})
	case Refunded:
		facts = append(facts, pdf.Pair{Name: words.refunded, Value: FormatMoney(row.Refunded, row.Currency) + ", " + row.RefundedAt.In(zone).Format(words.day)})
	}
	document.Pairs(facts)
	document.Heading(2, words.from)
	document.Text(joined(seller, payments.SellerAddress))
	if payments.SellerTaxID != "" {
		document.Pairs([]pdf.Pair{{Name: words.taxID, Value: payments.SellerTaxID}})
	}
	document.Heading(2, words.to)
	document.Text(joined(row.BuyerName, row.BuyerAddress))
	document.Space(4)
	lines := [][]string{{fmt.Sprintf(words.responses, row.Assessment) + "\n" + row.Organization, strconv.FormatInt(row.Quantity, 10), FormatAmount(row.UnitPrice, row.Currency), FormatAmount(row.Net(), row.Currency)}}
	if row.TaxName != "" {
		lines = append(lines, []string{row.TaxName + " " + FormatRate(row.TaxRate), "", "", FormatAmount(row.Tax, row.Currency)})
	}
	lines = append(lines, []string{words.total, "", "", FormatMoney(row.Total, row.Currency)})
	document.Table([]pdf.Column{{Title: words.what, Share: .5}, {Title: words.number, Share: .12, Right: true}, {Title: words.each, Share: .18, Right: true}, {Title: words.amount, Share: .2, Right: true}}, lines)
	if payments.InvoiceTerms != "" && row.State == Awaiting {
		document.Text(payments.InvoiceTerms)
	}
	if row.Note != "" {
		document.Note(row.Note)
	}
	return document.Write(to)
}

func joined(name, address string) string {
	if address == "" {
		return name
	}
	return name + "\n" + address
}

type invoiceText struct {
	language, day                                                                                                  string
	invoice, date, order, paid, cancelled, refunded, from, to, taxID, what, responses, number, each, amount, total string
}

func invoiceWords(language string) invoiceText {
	if language == "de" {
		return invoiceText{"de", "02.01.2006", "Rechnung", "Datum", "Bestellung", "Bezahlt", "Storniert", "Erstattet", "Von", "An", "Steuernummer", "Leistung", "Antworten: %s", "Anzahl", "Einzelpreis", "Betrag", "Summe"}
	}
	return invoiceText{"en", "2 January 2006", "Invoice", "Date", "Order", "Paid", "Cancelled", "Refunded", "From", "To", "Tax id", "What", "Responses: %s", "Number", "Each", "Amount", "Total"}
}
