package bindings

import (
	"portico/backend/allotments"
	"portico/backend/organizations"
)

// AllotmentQuery says which stretch of the list is wanted. Empty fields don't
// filter.
type AllotmentQuery struct {
	Search         string `json:"search"`         // in the organization's name
	OrganizationID int64  `json:"organizationId"` // at or below
	AssessmentID   int64  `json:"assessmentId"`
	State          string `json:"state"` // "low", "empty", "shared", ""
	Sort           string `json:"sort"`  // "organization" (default), "available", "updated"; "-" turns it round
	After          string `json:"after"`
	Limit          int    `json:"limit"`
}

// AllotmentRow is one allotment with its figures:
// allocated = used + held + available.
type AllotmentRow struct {
	ID             int64  `json:"id"`
	OrganizationID int64  `json:"organizationId"`
	Organization   string `json:"organization"`
	Status         string `json:"status"` // the organization's
	Mode           string `json:"mode"`   // the organization's Response Allotment
	AssessmentID   int64  `json:"assessmentId"`
	Assessment     string `json:"assessment"`
	Allocated      int64  `json:"allocated"`
	Used           int64  `json:"used"`
	Held           int64  `json:"held"`
	Available      int64  `json:"available"`
	IsShared       bool   `json:"isShared"`
	WarnBelow      int64  `json:"warnBelow"` // 0 never warns
	IsLow          bool   `json:"isLow"`
	UpdatedAt      string `json:"updatedAt"`
}

// AllotmentPage is a stretch of the list.
type AllotmentPage struct {
	Items []AllotmentRow `json:"items"`
	Next  string         `json:"next"`
	Count int            `json:"count"` // exact up to 10,000; 10,001 means "10,000+"
}

// AllotmentInput is what a new allotment starts with.
type AllotmentInput struct {
	OrganizationID int64  `json:"organizationId"`
	AssessmentID   int64  `json:"assessmentId"`
	Amount         int64  `json:"amount"`
	IsShared       bool   `json:"isShared"`
	WarnBelow      int64  `json:"warnBelow"`
	Reason         string `json:"reason"`
}

// AllotmentChange is one line of an allotment's history.
type AllotmentChange struct {
	ID        int64  `json:"id"`
	Kind      string `json:"kind"`
	Amount    int64  `json:"amount"`    // below zero: fewer
	Allocated int64  `json:"allocated"` // afterwards
	Other     string `json:"other"`     // the other organization of a transfer
	OrderID   int64  `json:"orderId"`   // of a purchase; 0 for none
	Reason    string `json:"reason"`
	Who       string `json:"who"`
	At        string `json:"at"`
}

// AllotmentHistory is a stretch of the history, newest first.
type AllotmentHistory struct {
	Items []AllotmentChange `json:"items"`
	Next  string            `json:"next"`
}

// AllotmentUsage is what an organization used of one assessment, limited or not.
type AllotmentUsage struct {
	AssessmentID int64  `json:"assessmentId"`
	Assessment   string `json:"assessment"`
	Completed    int64  `json:"completed"` // 10,001 means "10,000+"
	Open         int64  `json:"open"`      // likewise
}

// OrganizationAllotments is the Allotments tab of an organization.
type OrganizationAllotments struct {
	Mode  string           `json:"mode"` // as it counts: "unlimited" while Use Allotments is off
	Items []AllotmentRow   `json:"items"`
	Usage []AllotmentUsage `json:"usage"`
}

// Allotments is the bridge behind the Allotments screen.
type Allotments struct{ core *Core }

// List returns a stretch of the list.
func (a *Allotments) List(query AllotmentQuery) (AllotmentPage, error) {
	ctx, b, err := a.core.enterAllotments()
	if err != nil {
		return AllotmentPage{}, err
	}
	page, err := b.Allotments.List(ctx, everything, query.service())
	return AllotmentPage{Items: each(page.Items, allotmentRow), Next: page.Next, Count: page.Count}, err
}

// Count returns how many allotments match in all: exact up to 10,000, then
// 10,001.
func (a *Allotments) Count(query AllotmentQuery) (int, error) {
	ctx, b, err := a.core.enterAllotments()
	if err != nil {
		return 0, err
	}
	return b.Allotments.Count(ctx, everything, query.service())
}

func (q AllotmentQuery) service() allotments.Query {
	return allotments.Query{
		Search: q.Search, OrganizationID: q.OrganizationID, AssessmentID: q.AssessmentID, State: q.State, Sort: q.Sort, After: q.After, Limit: q.Limit, SkipCount: true,
	}
}

func allotmentRow(row allotments.Row) AllotmentRow {
	return AllotmentRow{
		ID: row.ID, OrganizationID: row.OrganizationID, Organization: row.Organization, Status: row.Status, Mode: row.Mode,
		AssessmentID: row.AssessmentID, Assessment: row.Assessment, Allocated: row.Allocated, Used: row.Used, Held: row.Held, Available: row.Available(),
		IsShared: row.IsShared, WarnBelow: row.WarnBelow, IsLow: row.IsLow(), UpdatedAt: row.UpdatedAt.RFC3339(),
	}
}

// Get returns one allotment.
func (a *Allotments) Get(id int64) (AllotmentRow, error) {
	ctx, b, err := a.core.enterAllotments()
	if err != nil {
		return AllotmentRow{}, err
	}
	row, err := b.Allotments.Find(ctx, everything, id)
	return allotmentRow(row), err
}

// History returns a stretch of an allotment's history, newest first.
func (a *Allotments) History(id int64, after string) (AllotmentHistory, error) {
	ctx, b, err := a.core.enterAllotments()
	if err != nil {
		return AllotmentHistory{}, err
	}
	page, err := b.Allotments.Changes(ctx, everything, id, after, 20)
	return AllotmentHistory{Items: each(page.Items, func(row allotments.HistoryRow) AllotmentChange {
		return AllotmentChange{
			ID: row.ID, Kind: string(row.Kind), Amount: row.Amount, Allocated: row.Allocated, Other: row.Other, OrderID: valueOf(row.OrderID),
			Reason: row.Reason, Who: row.ActorName, At: row.CreatedAt.RFC3339(),
		}
	}), Next: page.Next}, err
}

// OfOrganization returns what an organization itself has and used.
func (a *Allotments) OfOrganization(id int64) (OrganizationAllotments, error) {
	ctx, b, err := a.core.enterAllotments()
	if err != nil {
		return OrganizationAllotments{}, err
	}
	o, err := b.Organizations.Find(ctx, everything, id)
	if err != nil {
		return OrganizationAllotments{}, err
	}
	own, err := b.Allotments.Own(ctx, everything, id)
	if err != nil {
		return OrganizationAllotments{}, err
	}
	usage, err := b.Allotments.UsageOf(ctx, id)
	return OrganizationAllotments{
		Mode: o.ResponseAllotment, Items: each(own, allotmentRow),
		Usage: each(usage, func(u allotments.Usage) AllotmentUsage {
			return AllotmentUsage{AssessmentID: u.AssessmentID, Assessment: u.Assessment, Completed: u.Completed, Open: u.Open}
		}),
	}, err
}

// Create gives an organization an allotment for an assessment.
func (a *Allotments) Create(input AllotmentInput) (AllotmentRow, error) {
	ctx, b, err := a.core.enterAllotments()
	if err != nil {
		return AllotmentRow{}, err
	}
	created, err := b.Allotments.Create(ctx, allotments.Input(input))
	if err != nil {
		return AllotmentRow{}, err
	}
	return a.Get(created.ID)
}

// TopUp gives an allotment more.
func (a *Allotments) TopUp(id int64, amount int64, reason string) (AllotmentRow, error) {
	ctx, b, err := a.core.enterAllotments()
	if err != nil {
		return AllotmentRow{}, err
	}
	if _, err := b.Allotments.Add(ctx, id, amount, reason); err != nil {
		return AllotmentRow{}, err
	}
	return a.Get(id)
}

// TopDown takes some of what is available.
func (a *Allotments) TopDown(id int64, amount int64, reason string) (AllotmentRow, error) {
	ctx, b, err := a.core.enterAllotments()
	if err != nil {
		return AllotmentRow{}, err
	}
	if _, err := b.Allotments.Take(ctx, id, amount, reason); err != nil {
		return AllotmentRow{}, err
	}
	return a.Get(id)
}

// Transfer gives some of what is available to an organization below.
func (a *Allotments) Transfer(id int64, organizationID int64, amount int64, reason string) (AllotmentRow, error) {
	ctx, b, err := a.core.enterAllotments()
	if err != nil {
		return AllotmentRow{}, err
	}
	if _, err := b.Allotments.Transfer(ctx, id, organizationID, amount, reason); err != nil {
		return AllotmentRow{}, err
	}
	return a.Get(id)
}

// SetShared says whether the organizations below may draw on an allotment.
func (a *Allotments) SetShared(id int64, shared bool) (AllotmentRow, error) {
	ctx, b, err := a.core.enterAllotments()
	if err != nil {
		return AllotmentRow{}, err
	}
	if _, err := b.Allotments.SetShared(ctx, id, shared); err != nil {
		return AllotmentRow{}, err
	}
	return a.Get(id)
}

// SetWarning sets under which number of available ones it warns; 0 never does.
func (a *Allotments) SetWarning(id int64, below int64) (AllotmentRow, error) {
	ctx, b, err := a.core.enterAllotments()
	if err != nil {
		return AllotmentRow{}, err
	}
	if _, err := b.Allotments.SetWarning(ctx, id, below); err != nil {
		return AllotmentRow{}, err
	}
	return a.Get(id)
}

// Delete removes an allotment of which no response holds or used anything.
func (a *Allotments) Delete(id int64) error {
	ctx, b, err := a.core.enterAllotments()
	if err != nil {
		return err
	}
	return b.Allotments.Delete(ctx, id)
}

// Receivers returns active organizations below the one whose allotment it is, to
// choose from for a transfer.
func (a *Allotments) Receivers(id int64, search string) ([]OrganizationChoice, error) {
	ctx, b, err := a.core.enterAllotments()
	if err != nil {
		return nil, err
	}
	row, err := b.Allotments.Find(ctx, everything, id)
	if err != nil {
		return nil, err
	}
	o, err := b.Organizations.Find(ctx, everything, row.OrganizationID)
	if err != nil {
		return nil, err
	}
	found, _, err := b.Organizations.Choices(ctx, organizations.ChoiceQuery{Search: search, Under: o.Path, Limit: 50})
	choices := []OrganizationChoice{}
	for _, one := range found {
		if one.ID != o.ID {
			choices = append(choices, OrganizationChoice{ID: one.ID, Name: one.Name, Trail: one.Trail, Level: one.Level})
		}
	}
	return choices, err
}
