// Package contracts keeps contracts with their documents: what is sent to be
// signed, who must sign it, what they signed, and the proof of it.
//
// A document is written, then sent: sending freezes its bytes (DOC-4). Whoever
// asks from the portal comes as an access.Signer; to them a document that is
// not theirs does not exist (SEC-33, SEC-34). The administrator at the desktop
// comes without one.
package contracts

import (
	"strings"
	"time"

	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/store"
)

// Status is where a contract stands.
type Status string

// The statuses. Ended is also what a contract reads whose period is over.
const (
	Draft  Status = "draft"
	Active Status = "active"
	Ended  Status = "ended"
)

// Statuses returns all statuses in the order in which they are offered.
func Statuses() []Status { return []Status{Draft, Active, Ended} }

// The longest texts of a contract, in characters.
const (
	MaxName     = 200
	MaxNumber   = 60
	MaxCategory = 100
	MaxNotes    = 5000
)

// Contract is an agreement with an organization, with documents (DOC-1).
type Contract struct {
	ID             int64 `gorm:"primaryKey"`
	OrganizationID int64
	Name           string
	Number         string // unique over the site, "" for none
	NumberKey      string // Number folded
	Category       string
	Subcategory    string
	BeginsOn       string // a day such as "2026-11-25", "" for none
	EndsOn         string
	Status         Status
	Notes          string // for the administrator alone
	SearchKey      string
	IsArchived     bool
	CreatedAt      store.Time `gorm:"autoCreateTime:false"`
	UpdatedAt      store.Time `gorm:"autoUpdateTime:false"`
}

// Input is what may be said of a contract. The organization stays once a
// document was sent.
type Input struct {
	OrganizationID int64
	Name           string
	Number         string
	Category       string
	Subcategory    string
	BeginsOn       string
	EndsOn         string
	Status         Status
	Notes          string

	Seen store.Time // UpdatedAt of what the input was made from; zero not to ask
}

// validate cleans the input and gathers what is wrong with it.
func (in *Input) validate() *fault.Fields {
	in.Name, in.Number = store.Clean(in.Name), store.Clean(in.Number)
	in.Category, in.Subcategory, in.Notes = store.Clean(in.Category), store.Clean(in.Subcategory), store.CleanText(in.Notes)
	if in.Status == "" {
		in.Status = Draft
	}
	fields := &fault.Fields{}
	fields.Require(store.Fold(in.Name) != "", "name", "Give the contract a name.")
	within(fields, "name", in.Name, MaxName)
	within(fields, "number", in.Number, MaxNumber)
	within(fields, "category", in.Category, MaxCategory)
	within(fields, "subcategory", in.Subcategory, MaxCategory)
	within(fields, "notes", in.Notes, MaxNotes)
	fields.Require(in.Subcategory == "" || in.Category != "", "category", "A subcategory needs a category.")
	fields.Require(in.Status == Draft || in.Status == Active || in.Status == Ended, "status", "Choose Draft, Active or Ended.")
	fields.Require(isDay(in.BeginsOn), "beginsOn", "Choose a day.")
	fields.Require(isDay(in.EndsOn), "endsOn", "Choose a day.")
	fields.Require(in.BeginsOn == "" || in.EndsOn == "" || in.EndsOn >= in.BeginsOn, "endsOn", "The end can't be before the beginning.")
	return fields
}

func within(fields *fault.Fields, name, text string, most int) {
	if len([]rune(text)) > most {
		fields.Add(name, "Use at most "+thousands(most)+" characters.")
	}
}

// isDay reports whether a text is a day such as 2026-11-25, or empty.
func isDay(text string) bool {
	if text == "" {
		return true
	}
	_, err := time.Parse(time.DateOnly, text)
	return err == nil
}

// take sets what was said.
func (c *Contract) take(in Input) {
	c.OrganizationID, c.Name, c.Number, c.NumberKey = in.OrganizationID, in.Name, in.Number, store.Fold(in.Number)
	c.Category, c.Subcategory, c.BeginsOn, c.EndsOn, c.Status, c.Notes = in.Category, in.Subcategory, in.BeginsOn, in.EndsOn, in.Status, in.Notes
	c.SearchKey = store.Plain(store.Fold(strings.Join([]string{in.Name, in.Number, in.Category, in.Subcategory}, " ")))
}

func (c Contract) subject() audit.Subject {
	return audit.Subject{Kind: "contract", ID: c.ID, Name: c.Name}
}

// facts is what the audit log keeps of a contract.
func (c Contract) facts() map[string]any {
	return map[string]any{
		"organization_id": c.OrganizationID, "name": c.Name, "number": c.Number, "category": c.Category, "subcategory": c.Subcategory,
		"begins_on": c.BeginsOn, "ends_on": c.EndsOn, "status": c.Status, "notes": c.Notes, "is_archived": c.IsArchived,
	}
}
