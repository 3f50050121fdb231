package bindings

import (
	"context"
	"io"

	"portico/backend"
	"portico/backend/registrations"
	"portico/backend/sheets"
)

// RegistrationQuery says which stretch of the list is wanted.
type RegistrationQuery struct {
	Search string `json:"search"`
	State  string `json:"state"` // "pending", "admitted", "refused", "duplicate", ""
	Sort   string `json:"sort"`  // "-when" (default), "when", "organization", "-organization"
	After  string `json:"after"`
	Limit  int    `json:"limit"`
}

// RegistrationRow is one attempt to register that got past validation.
type RegistrationRow struct {
	ID               int64  `json:"id"`
	State            string `json:"state"`
	OrganizationName string `json:"organizationName"` // as typed
	RenamedTo        string `json:"renamedTo"`        // the name given where that was taken
	Person           string `json:"person"`
	Email            string `json:"email"`
	ParentName       string `json:"parentName"`
	Link             string `json:"link"`
	Address          string `json:"address"`
	OrganizationID   int64  `json:"organizationId"` // 0 when none was made
	UserID           int64  `json:"userId"`
	Note             string `json:"note"`
	CreatedAt        string `json:"createdAt"`
}

// RegistrationPage is a stretch of the list, newest first.
type RegistrationPage struct {
	Items []RegistrationRow `json:"items"`
	Next  string            `json:"next"`
	Count int               `json:"count"`
}

// Registrations is the bridge behind the Registrations screen.
type Registrations struct{ core *Core }

// List returns a stretch of the list, newest first.
func (r *Registrations) List(query RegistrationQuery) (RegistrationPage, error) {
	ctx, b, err := r.core.enter()
	if err != nil {
		return RegistrationPage{}, err
	}
	page, err := b.Registrations.List(ctx, query.service())
	if err != nil {
		return RegistrationPage{}, err
	}
	items := make([]RegistrationRow, len(page.Items))
	for i, row := range page.Items {
		items[i] = RegistrationRow{
			ID: row.ID, State: string(row.State), OrganizationName: row.OrganizationName, RenamedTo: row.RenamedTo,
			Person: row.FirstName + " " + row.LastName, Email: row.Email, ParentName: row.ParentName, Link: row.LinkName,
			Address: row.Address, OrganizationID: valueOf(row.OrganizationID), UserID: valueOf(row.UserID), Note: row.Note,
			CreatedAt: row.CreatedAt.RFC3339(),
		}
	}
	return RegistrationPage{Items: items, Next: page.Next, Count: page.Count}, nil
}

func (q RegistrationQuery) service() registrations.Query {
	return registrations.Query{Search: q.Search, State: registrations.State(q.State), Sort: q.Sort, After: q.After, Limit: q.Limit}
}

// Export saves all registrations that match a list's query, in its order, as
// "csv" or "xlsx".
func (r *Registrations) Export(query RegistrationQuery, format string) (TaskState, error) {
	return r.core.save("Writing the file", "registrations."+format, func(ctx context.Context, b *backend.Backend, progress *Progress) (func(io.Writer) error, error) {
		return func(out io.Writer) error {
			return b.Registrations.Export(ctx, out, sheets.Format(format), query.service(), progress.Done)
		}, nil
	})
}

// RegistrationOutcome is what became of one registration at a decision.
type RegistrationOutcome struct {
	ID      int64  `json:"id"`
	Name    string `json:"name"`
	State   string `json:"state"`
	Problem string `json:"problem"` // why nothing was decided; "" when it was
}

// Approve admits pending registrations. The note is mailed.
func (r *Registrations) Approve(ids []int64, note string) ([]RegistrationOutcome, error) {
	return r.decide(ids, note, (*registrations.Service).Approve)
}

// Refuse refuses pending registrations. The note is mailed.
func (r *Registrations) Refuse(ids []int64, note string) ([]RegistrationOutcome, error) {
	return r.decide(ids, note, (*registrations.Service).Refuse)
}

func (r *Registrations) decide(ids []int64, note string, decision func(*registrations.Service, context.Context, []int64, string) ([]registrations.Outcome, error)) ([]RegistrationOutcome, error) {
	ctx, b, err := r.core.enter()
	if err != nil {
		return nil, err
	}
	outcomes, err := decision(b.Registrations, ctx, ids, note)
	shown := make([]RegistrationOutcome, len(outcomes))
	for i, one := range outcomes {
		shown[i] = RegistrationOutcome{ID: one.ID, Name: one.Name, State: string(one.State), Problem: one.Problem}
	}
	return shown, err
}

func valueOf(id *int64) int64 {
	if id == nil {
		return 0
	}
	return *id
}
