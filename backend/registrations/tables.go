package registrations

import (
	"context"
	"io"
	"strconv"

	"portico/backend/audit"
	"portico/backend/sheets"
	"portico/backend/store"
)

// Export writes the registrations that a list's query finds, in its order, as
// a table. It writes an audit entry: who took which data out belongs there.
func (s *Service) Export(ctx context.Context, to io.Writer, format sheets.Format, query Query, done func(int64)) error {
	headers := []string{"Id", "When", "State", "Organization", "Named", "Person", "Email", "Parent", "Link", "From", "Note"}
	return s.table(ctx, to, format, "Registrations", "registrations.export", headers, done, func(after string) ([][]string, string, error) {
		query.After, query.Limit = after, store.PageLimit
		page, err := s.List(ctx, query)
		rows := make([][]string, len(page.Items))
		for i, r := range page.Items {
			rows[i] = []string{
				strconv.FormatInt(r.ID, 10), r.CreatedAt.RFC3339(), string(r.State), r.OrganizationName, r.RenamedTo,
				r.FirstName + " " + r.LastName, r.Email, r.ParentName, r.LinkName, r.Address, r.Note,
			}
		}
		return rows, page.Next, err
	})
}

// ExportLinks writes the links that a list's query finds, as a table without
// their addresses: those are what the link kit is for.
func (s *Service) ExportLinks(ctx context.Context, to io.Writer, format sheets.Format, query LinkQuery, done func(int64)) error {
	headers := []string{"Id", "Name", "State", "Leads under", "Uses", "Number of uses", "Opened", "Copied", "Registered", "Waiting", "Valid until", "Needs approval", "Note", "Created"}
	now := s.Store.Now()
	return s.table(ctx, to, format, "Links", "links.export", headers, done, func(after string) ([][]string, string, error) {
		query.After, query.Limit = after, store.PageLimit
		page, err := s.Links(ctx, query)
		rows := make([][]string, len(page.Items))
		for i, l := range page.Items {
			limit, approval := "", "No"
			if l.UsesLimit != nil {
				limit = strconv.FormatInt(*l.UsesLimit, 10)
			}
			if l.NeedsApproval {
				approval = "Yes"
			}
			rows[i] = []string{
				strconv.FormatInt(l.ID, 10), l.Name, string(l.State(now)), l.ParentName, strconv.FormatInt(l.Uses, 10), limit, strconv.FormatInt(l.Opened, 10),
				strconv.FormatInt(l.Copied, 10), strconv.FormatInt(l.Registered, 10), strconv.FormatInt(l.Pending, 10), l.ExpiresAt.RFC3339(), approval, l.Note, l.CreatedAt.RFC3339(),
			}
		}
		return rows, page.Next, err
	})
}

// table writes pages of rows, and an entry of how many they were.
func (s *Service) table(ctx context.Context, to io.Writer, format sheets.Format, sheet, action string, headers []string, done func(int64), page func(after string) ([][]string, string, error)) error {
	out, err := sheets.NewWriter(to, format, sheet)
	if err != nil {
		return err
	}
	if err := out.Write(headers); err != nil {
		return err
	}
	written := int64(0)
	for after, more := "", true; more; more = after != "" {
		if err := ctx.Err(); err != nil {
			return err
		}
		rows, next, err := page(after)
		if err != nil {
			return err
		}
		for _, row := range rows {
			if err := out.Write(row); err != nil {
				return err
			}
		}
		written += int64(len(rows))
		done(written)
		after = next
	}
	if err := out.Close(); err != nil {
		return err
	}
	return s.Log.Record(ctx, audit.Change{Action: action, Subject: audit.Subject{Kind: "export", Name: sheet}, After: map[string]any{"rows": written, "format": format}})
}
