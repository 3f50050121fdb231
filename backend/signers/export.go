package signers

import (
	"context"
	"io"
	"strconv"
	"strings"

	"portico/backend/audit"
	"portico/backend/sheets"
	"portico/backend/store"
	"portico/backend/users"
)

// titles are the words of the steps in a table.
var titles = map[string]string{
	StepLogin: "Login or Email", StepActive: "Active account", StepAffiliation: "Affiliation", StepManagement: "Management role",
	StepLoginRight: "Portal login right", StepSigningRight: "Signing right", StepActivation: "Activation",
}

// Export writes the signers that a list's query finds, in its order, as a
// table. It writes an audit entry: who took which data out belongs there.
func (s *Service) Export(ctx context.Context, to io.Writer, format sheets.Format, query users.Query, done func(int64)) error {
	out, err := sheets.NewWriter(to, format, "Signers")
	if err != nil {
		return err
	}
	if err := out.Write([]string{"Id", "First name", "Last name", "Email", "Login", "Affiliations", "Ready", "Missing", "To sign"}); err != nil {
		return err
	}
	written := int64(0)
	query.After, query.Limit, query.SkipCount = "", store.PageLimit, true
	for more := true; more; more = query.After != "" {
		if err := ctx.Err(); err != nil {
			return err
		}
		page, err := s.List(ctx, query)
		if err != nil {
			return err
		}
		for _, row := range page.Items {
			if err := out.Write(row.cells()); err != nil {
				return err
			}
		}
		written += int64(len(page.Items))
		done(written)
		query.After = page.Next
	}
	if err := out.Close(); err != nil {
		return err
	}
	return s.Log.Record(ctx, audit.Change{Action: "signers.export", Subject: audit.Subject{Kind: "export", Name: "Signers"}, After: map[string]any{"rows": written, "format": format}})
}

func (r Row) cells() []string {
	var ties, missing []string
	for _, tie := range r.Affiliations {
		ties = append(ties, tie.Words())
	}
	for _, name := range Missing(r.Gaps) {
		missing = append(missing, titles[name])
	}
	ready, waiting := "No", ""
	if r.Gaps == 0 {
		ready = "Yes"
	}
	if r.ToSign >= 0 {
		waiting = strconv.Itoa(r.ToSign)
	}
	return []string{strconv.FormatInt(r.ID, 10), r.FirstName, r.LastName, r.Email, r.Login, strings.Join(ties, "; "), ready, strings.Join(missing, ", "), waiting}
}
