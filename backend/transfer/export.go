package transfer

import (
	"context"
	"io"

	"portico/backend/access"
	"portico/backend/audit"
	"portico/backend/organizations"
	"portico/backend/sheets"
	"portico/backend/users"
)

// Selection says which rows an export has. IDs go before the query, whose
// cursor and limit count for nothing: an export has all rows that match.
type Selection[Q any] struct {
	Query Q
	IDs   []int64
}

// SelectOrganizations selects organizations by a list's query, or by id.
func SelectOrganizations(query organizations.Query, ids []int64) Selection[organizations.Query] {
	return Selection[organizations.Query]{Query: query, IDs: ids}
}

// SelectUsers selects users by a list's query, or by id.
func SelectUsers(query users.Query, ids []int64) Selection[users.Query] {
	return Selection[users.Query]{Query: query, IDs: ids}
}

// exported notes an export in the log: who took which data out
// belongs there as much as who brought it in.
func (s *Service) exported(ctx context.Context, kind Kind, format sheets.Format, rows int) error {
	return s.Log.Record(ctx, audit.Change{
		Action: string(kind) + ".export", Subject: audit.Subject{Kind: "export", Name: sheetName(kind)},
		After: map[string]any{"rows": rows, "format": format},
	})
}

// export writes a table page by page within one moment of the site, and
// returns how many rows it has.
func (s *Service) export(ctx context.Context, out io.Writer, kind Kind, format sheets.Format, progress Progress, headers []string, pages func(ctx context.Context, page func(rows [][]string) error) error) error {
	progress.Phase("Exporting")
	writer, err := sheets.NewWriter(out, format, sheetName(kind))
	if err != nil {
		return err
	}
	if err := writer.Write(headers); err != nil {
		return err
	}
	written := 0
	err = s.Store.InReadTx(ctx, func(ctx context.Context) error {
		return pages(ctx, func(rows [][]string) error {
			for _, row := range rows {
				if err := writer.Write(row); err != nil {
					return err
				}
			}
			written += len(rows)
			progress.Done(int64(written))
			return ctx.Err()
		})
	})
	if err != nil {
		return err
	}
	if format == sheets.XLSX {
		progress.Phase("Packing")
	}
	if err := writer.Close(); err != nil {
		return err
	}
	return s.exported(ctx, kind, format, written)
}

// labels returns the headers of fields.
func labels(kind Kind, names ...string) []string {
	headers := make([]string, len(names))
	for i, name := range names {
		field, _ := fieldOf(kind, name)
		headers[i] = field.Label
	}
	return headers
}

// everything is the administrator's scope; nobody else exports from here.
var everything = access.ForAdministrator()
