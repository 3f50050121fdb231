package bindings

import (
	"context"
	"io"

	"portico/backend"
	"portico/backend/contracts"
	"portico/backend/fault"
	"portico/backend/settings"
	"portico/backend/store"
)

// ContractQuery says which stretch of the list of contracts is wanted.
type ContractQuery struct {
	Search         string `json:"search"`
	Status         string `json:"status"` // "draft", "active", "ended", ""
	Category       string `json:"category"`
	OrganizationID int64  `json:"organizationId"` // at or below
	Archived       bool   `json:"archived"`
	After          string `json:"after"`
	Limit          int    `json:"limit"`
}

func (q ContractQuery) service() contracts.Query {
	return contracts.Query{Search: q.Search, Status: contracts.Status(q.Status), Category: q.Category, OrganizationID: q.OrganizationID, IsArchived: q.Archived, After: q.After, Limit: q.Limit}
}

// ContractRow is one line of the list.
type ContractRow struct {
	ID             int64  `json:"id"`
	Name           string `json:"name"`
	Number         string `json:"number"`
	Category       string `json:"category"`
	Subcategory    string `json:"subcategory"`
	OrganizationID int64  `json:"organizationId"`
	Organization   string `json:"organization"`
	Status         string `json:"status"`
	EndsOn         string `json:"endsOn"`
	Documents      int    `json:"documents"`
	Waiting        int    `json:"waiting"`
	Completed      int    `json:"completed"`
	Archived       bool   `json:"archived"`
	CreatedAt      string `json:"createdAt"`
}

// ContractPage is a stretch of the list, newest first.
type ContractPage struct {
	Items []ContractRow `json:"items"`
	Next  string        `json:"next"`
	Count int           `json:"count"`
}

// ContractInput is what the form of a contract sends.
type ContractInput struct {
	OrganizationID int64  `json:"organizationId"`
	Name           string `json:"name"`
	Number         string `json:"number"`
	Category       string `json:"category"`
	Subcategory    string `json:"subcategory"`
	BeginsOn       string `json:"beginsOn"` // 2026-11-25, "" for none
	EndsOn         string `json:"endsOn"`
	Status         string `json:"status"`
	Notes          string `json:"notes"`
	Seen           int64  `json:"seen"`
}

func (in ContractInput) service() contracts.Input {
	return contracts.Input{
		OrganizationID: in.OrganizationID, Name: in.Name, Number: in.Number, Category: in.Category, Subcategory: in.Subcategory, BeginsOn: in.BeginsOn, EndsOn: in.EndsOn,
		Status: contracts.Status(in.Status), Notes: in.Notes, Seen: seen(in.Seen),
	}
}

// ContractDetail is one contract with what its form shows.
type ContractDetail struct {
	ID           int64         `json:"id"`
	Input        ContractInput `json:"input"`
	Organization string        `json:"organization"`
	Archived     bool          `json:"archived"`
	Documents    []DocumentRow `json:"documents"`
}

// ContractSettings is what is set for contract documents.
type ContractSettings struct {
	AllowWithdrawing bool `json:"allowWithdrawing"`
	WithdrawHours    int  `json:"withdrawHours"`
}

// Contracts is the bridge behind the screens of contracts, documents and
// templates.
type Contracts struct{ core *Core }

// enter is enter for contracts, which are refused while the feature is off
// (SET-3).
func (c *Contracts) enter() (context.Context, *backend.Backend, error) {
	ctx, b, err := c.core.enter()
	if err != nil {
		return nil, nil, err
	}
	on, err := b.Contracts.IsOn(ctx)
	if err == nil && !on {
		err = fault.New(fault.Unavailable, "Contracts are switched off on this site.").WithMend("Open General", "/settings/features/general")
	}
	return ctx, b, err
}

// List returns a stretch of the contracts, newest first.
func (c *Contracts) List(query ContractQuery) (ContractPage, error) {
	ctx, b, err := c.enter()
	if err != nil {
		return ContractPage{}, err
	}
	page, err := b.Contracts.List(ctx, query.service())
	return ContractPage{Items: each(page.Items, contractRow), Next: page.Next, Count: page.Count}, err
}

func contractRow(row contracts.Row) ContractRow {
	return ContractRow{
		ID: row.ID, Name: row.Name, Number: row.Number, Category: row.Category, Subcategory: row.Subcategory, OrganizationID: row.OrganizationID, Organization: row.Organization,
		Status: string(row.Status), EndsOn: row.EndsOn, Documents: row.Documents, Waiting: row.Waiting, Completed: row.Completed, Archived: row.IsArchived, CreatedAt: row.CreatedAt.RFC3339(),
	}
}

// Categories returns the categories in use.
func (c *Contracts) Categories() ([]string, error) {
	ctx, b, err := c.enter()
	if err != nil {
		return nil, err
	}
	return b.Contracts.Categories(ctx)
}

// Get returns one contract with its documents.
func (c *Contracts) Get(id int64) (ContractDetail, error) {
	ctx, b, err := c.enter()
	if err != nil {
		return ContractDetail{}, err
	}
	found, err := b.Contracts.Find(ctx, id)
	if err != nil {
		return ContractDetail{}, err
	}
	organization, err := b.Organizations.Find(ctx, everything, found.OrganizationID)
	if err != nil {
		return ContractDetail{}, err
	}
	page, err := b.Contracts.Documents(ctx, contracts.DocumentQuery{ContractID: id, Limit: store.PageLimit})
	return ContractDetail{
		ID: id, Organization: organization.Name, Archived: found.IsArchived, Documents: each(page.Items, documentRow),
		Input: ContractInput{
			OrganizationID: found.OrganizationID, Name: found.Name, Number: found.Number, Category: found.Category, Subcategory: found.Subcategory, BeginsOn: found.BeginsOn, EndsOn: found.EndsOn,
			Status: string(found.Status), Notes: found.Notes, Seen: found.UpdatedAt.UnixMilli(),
		},
	}, err
}

// Create makes a contract.
func (c *Contracts) Create(input ContractInput) (ContractDetail, error) {
	ctx, b, err := c.enter()
	if err != nil {
		return ContractDetail{}, err
	}
	made, err := b.Contracts.Create(ctx, input.service())
	if err != nil {
		return ContractDetail{}, err
	}
	return c.Get(made.ID)
}

// Save changes a contract.
func (c *Contracts) Save(id int64, input ContractInput) (ContractDetail, error) {
	ctx, b, err := c.enter()
	if err != nil {
		return ContractDetail{}, err
	}
	if _, err := b.Contracts.Update(ctx, id, input.service()); err != nil {
		return ContractDetail{}, err
	}
	return c.Get(id)
}

// SetArchived archives contracts or brings them back, and returns how many
// changed.
func (c *Contracts) SetArchived(ids []int64, archived bool) (int, error) {
	ctx, b, err := c.enter()
	if err != nil {
		return 0, err
	}
	return b.Contracts.SetArchived(ctx, ids, archived)
}

// SetStatus gives contracts a status, and returns how many changed.
func (c *Contracts) SetStatus(ids []int64, status string) (int, error) {
	ctx, b, err := c.enter()
	if err != nil {
		return 0, err
	}
	return b.Contracts.SetStatus(ctx, ids, contracts.Status(status))
}

// Delete removes a contract of which nothing was sent.
func (c *Contracts) Delete(id int64) error {
	ctx, b, err := c.enter()
	if err != nil {
		return err
	}
	return b.Contracts.Delete(ctx, id)
}

// Export asks where to save the contracts of a query and writes them.
func (c *Contracts) Export(query ContractQuery, format string) (TaskState, error) {
	return c.core.save("Writing the contracts", "contracts."+format, func(ctx context.Context, b *backend.Backend, _ *Progress) (func(io.Writer) error, error) {
		kind, err := sheetFormat(format)
		return func(out io.Writer) error { return b.Contracts.Export(ctx, query.service(), out, kind) }, err
	})
}

// Settings returns what is set for contract documents.
func (c *Contracts) Settings() (ContractSettings, error) {
	ctx, b, err := c.enter()
	if err != nil {
		return ContractSettings{}, err
	}
	set, err := b.Settings.Contracts(ctx)
	return ContractSettings(set), err
}

// SaveSettings saves it.
func (c *Contracts) SaveSettings(input ContractSettings) (ContractSettings, error) {
	ctx, b, err := c.enter()
	if err != nil {
		return ContractSettings{}, err
	}
	return input, b.Settings.SaveContracts(ctx, settings.Contracts(input))
}
