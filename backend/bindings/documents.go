package bindings

import (
	"context"
	"io"

	"portico/backend"
	"portico/backend/contracts"
)

// DocumentQuery says which stretch of the list of documents is wanted.
type DocumentQuery struct {
	Search         string `json:"search"`
	State          string `json:"state"` // "draft", "sent", "completed", "declined", "withdrawn", "to_read", "overdue", "stuck", ""
	ContractID     int64  `json:"contractId"`
	OrganizationID int64  `json:"organizationId"` // at or below
	WaitsFor       int64  `json:"waitsFor"`       // a person's id
	After          string `json:"after"`
	Limit          int    `json:"limit"`
}

func (q DocumentQuery) service() contracts.DocumentQuery {
	wanted := contracts.DocumentQuery{Search: q.Search, State: contracts.State(q.State), ContractID: q.ContractID, OrganizationID: q.OrganizationID, WaitsFor: q.WaitsFor, After: q.After, Limit: q.Limit}
	switch q.State {
	case "overdue":
		wanted.State, wanted.Overdue = "", true
	case "stuck":
		wanted.State, wanted.IsStuck = "", true
	}
	return wanted
}

// DocumentRow is one line of the list.
type DocumentRow struct {
	ID             int64    `json:"id"`
	Title          string   `json:"title"`
	ContractID     int64    `json:"contractId"`
	Contract       string   `json:"contract"`
	OrganizationID int64    `json:"organizationId"`
	Organization   string   `json:"organization"`
	State          string   `json:"state"`
	Version        int      `json:"version"` // 0 before the first
	Correcting     bool     `json:"correcting"`
	Signable       bool     `json:"signable"`
	Limited        bool     `json:"limited"`
	Signed         int      `json:"signed"`
	Needed         int      `json:"needed"`
	WaitsFor       []string `json:"waitsFor"`
	WaitsForMore   int      `json:"waitsForMore"`
	DueOn          string   `json:"dueOn"`
	Overdue        bool     `json:"overdue"`
	SentAt         string   `json:"sentAt"`
	CompletedAt    string   `json:"completedAt"`
}

// DocumentPage is a stretch of the list, newest first.
type DocumentPage struct {
	Items []DocumentRow `json:"items"`
	Next  string        `json:"next"`
	Count int           `json:"count"`
}

// Documents returns a stretch of the documents of all contracts, newest first.
func (c *Contracts) Documents(query DocumentQuery) (DocumentPage, error) {
	ctx, b, err := c.enter()
	if err != nil {
		return DocumentPage{}, err
	}
	page, err := b.Contracts.Documents(ctx, query.service())
	return DocumentPage{Items: each(page.Items, documentRow), Next: page.Next, Count: page.Count}, err
}

func documentRow(row contracts.DocumentRow) DocumentRow {
	return DocumentRow{
		ID: row.ID, Title: row.Title, ContractID: row.ContractID, Contract: row.Contract, OrganizationID: row.OrganizationID, Organization: row.Organization, State: string(row.State),
		Version: row.Version, Correcting: row.IsCorrecting, Signable: row.IsSignable, Limited: row.IsLimited, Signed: row.Signed, Needed: row.Needed, WaitsFor: row.WaitsFor, WaitsForMore: row.WaitsForMore,
		DueOn: row.DueOn, Overdue: row.IsOverdue, SentAt: row.SentAt.RFC3339(), CompletedAt: row.CompletedAt.RFC3339(),
	}
}

// ExportDocuments asks where to save the documents of a query and writes them.
func (c *Contracts) ExportDocuments(query DocumentQuery, format string) (TaskState, error) {
	return c.core.save("Writing the documents", "documents."+format, func(ctx context.Context, b *backend.Backend, _ *Progress) (func(io.Writer) error, error) {
		kind, err := sheetFormat(format)
		return func(out io.Writer) error { return b.Contracts.ExportDocuments(ctx, query.service(), out, kind) }, err
	})
}
