package bindings

import (
	"context"
	"io"

	"portico/backend"
	"portico/backend/fault"
	"portico/backend/responses"
	"portico/backend/sheets"
	"portico/backend/store"
)

// ResponseQuery says which stretch of the list is wanted.
type ResponseQuery struct {
	Search         string `json:"search"`
	OrganizationID int64  `json:"organizationId"` // at or below
	AssessmentID   int64  `json:"assessmentId"`
	CohortID       int64  `json:"cohortId"`
	State          string `json:"state"` // "invited", "in_progress", "completed", "expired", "cancelled", ""
	Sort           string `json:"sort"`  // "-created" (default), "name", "expires", "score", "completed"; "-" turns it round
	After          string `json:"after"`
	Limit          int    `json:"limit"`
}

// ResponseRow is one line of the list.
type ResponseRow struct {
	ID           int64   `json:"id"`
	Respondent   string  `json:"respondent"`
	Email        string  `json:"email"`
	Organization string  `json:"organization"`
	Assessment   string  `json:"assessment"`
	Role         string  `json:"role"`     // in its cohort, or ""
	Together     bool    `json:"together"` // its answers are shown in the cohort's report only
	State        string  `json:"state"`
	Progress     int     `json:"progress"` // percent
	HasScore     bool    `json:"hasScore"`
	Score        float64 `json:"score"` // 0 to 100; 0 without a score
	CreatedAt    string  `json:"createdAt"`
	CompletedAt  string  `json:"completedAt"`
	ExpiresAt    string  `json:"expiresAt"`
}

// ResponsePage is a stretch of the list.
type ResponsePage struct {
	Items []ResponseRow `json:"items"`
	Next  string        `json:"next"`
	Count int           `json:"count"`
}

// Responses is the bridge behind the Responses screen.
type Responses struct{ core *Core }

// List returns a stretch of the list.
func (r *Responses) List(query ResponseQuery) (ResponsePage, error) {
	ctx, b, err := r.core.enter()
	if err != nil {
		return ResponsePage{}, err
	}
	page, err := b.Responses.List(ctx, everything, query.service())
	if err != nil {
		return ResponsePage{}, err
	}
	return responsePage(page), nil
}

func (q ResponseQuery) service() responses.Query {
	return responses.Query{
		Search: q.Search, OrganizationID: q.OrganizationID, AssessmentID: q.AssessmentID, CohortID: q.CohortID, State: responses.State(q.State),
		Sort: q.Sort, After: q.After, Limit: q.Limit,
	}
}

// Export asks where to save what a query finds, all of it, and writes it: "csv"
// or "xlsx".
func (r *Responses) Export(query ResponseQuery, format string) (TaskState, error) {
	return r.core.save("Writing the responses", "responses."+format, func(ctx context.Context, b *backend.Backend, _ *Progress) (func(io.Writer) error, error) {
		kind, err := sheetFormat(format)
		return func(out io.Writer) error { return b.Responses.Export(ctx, everything, query.service(), out, kind) }, err
	})
}

// sheetFormat returns the format of a table, or an Invalid fault.
func sheetFormat(name string) (sheets.Format, error) {
	if kind := sheets.Format(name); kind == sheets.CSV || kind == sheets.XLSX {
		return kind, nil
	}
	return "", fault.New(fault.Invalid, "There is no such kind of file.")
}

func responsePage(page store.Page[responses.Row]) ResponsePage {
	items := make([]ResponseRow, len(page.Items))
	for i, row := range page.Items {
		items[i] = ResponseRow{
			ID: row.ID, Respondent: row.Name(), Email: row.Email, Organization: row.Organization, Assessment: row.Assessment, Role: row.Role, Together: row.IsAnonymous,
			State: string(row.State), Progress: row.Progress, CreatedAt: row.CreatedAt.RFC3339(), CompletedAt: row.CompletedAt.RFC3339(), ExpiresAt: row.ExpiresAt.RFC3339(),
		}
		if row.Score != nil {
			items[i].HasScore, items[i].Score = true, *row.Score
		}
	}
	return ResponsePage{Items: items, Next: page.Next, Count: page.Count}
}
