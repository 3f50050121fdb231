package contracts

import (
	"context"
	"fmt"
	"io"
	"strings"

	"portico/backend/sheets"
	"portico/backend/store"
)

// ExportDocuments writes the documents of a query, all of its pages, one row
// each: what was signed, and what waits for whom.
func (s *Service) ExportDocuments(ctx context.Context, query DocumentQuery, out io.Writer, format sheets.Format) error {
	general, err := s.Settings.General(ctx)
	if err != nil {
		return err
	}
	writer, err := sheets.NewWriter(out, format, "Documents")
	if err != nil {
		return err
	}
	if err := writer.Write([]string{"Id", "Title", "Contract", "Organization", "Status", "Version", "Portal-signable", "Signed", "Needed", "Due", "Sent", "Completed", "Waits for"}); err != nil {
		return err
	}
	moment := func(at store.Time) string {
		if at.IsZero() {
			return ""
		}
		return at.In(general.Location()).Format("2006-01-02 15:04")
	}
	query.After, query.Limit = "", store.PageLimit
	for {
		page, err := s.Documents(ctx, query)
		if err != nil {
			return err
		}
		for _, row := range page.Items {
			signable := "no"
			if row.IsSignable {
				signable = "yes"
			}
			waits := strings.Join(row.WaitsFor, ", ")
			if row.WaitsForMore > 0 {
				waits += fmt.Sprintf(" and %d more", row.WaitsForMore)
			}
			err := writer.Write([]string{fmt.Sprint(row.ID), row.Title, row.Contract, row.Organization, string(row.State), fmt.Sprint(row.Version), signable, fmt.Sprint(row.Signed), fmt.Sprint(row.Needed), row.DueOn, moment(row.SentAt), moment(row.CompletedAt), waits})
			if err != nil {
				return err
			}
		}
		if query.After = page.Next; query.After == "" {
			return writer.Close()
		}
	}
}

// Export writes the contracts of a query, all of its pages.
func (s *Service) Export(ctx context.Context, query Query, out io.Writer, format sheets.Format) error {
	writer, err := sheets.NewWriter(out, format, "Contracts")
	if err != nil {
		return err
	}
	if err := writer.Write([]string{"Id", "Name", "Number", "Category", "Subcategory", "Organization", "From", "To", "Status", "Documents", "Waiting", "Completed", "Notes"}); err != nil {
		return err
	}
	query.After, query.Limit = "", store.PageLimit
	for {
		page, err := s.List(ctx, query)
		if err != nil {
			return err
		}
		for _, row := range page.Items {
			err := writer.Write([]string{fmt.Sprint(row.ID), row.Name, row.Number, row.Category, row.Subcategory, row.Organization, row.BeginsOn, row.EndsOn, string(row.Status), fmt.Sprint(row.Documents), fmt.Sprint(row.Waiting), fmt.Sprint(row.Completed), row.Notes})
			if err != nil {
				return err
			}
		}
		if query.After = page.Next; query.After == "" {
			return writer.Close()
		}
	}
}
