// Package allotments keeps how many responses an organization may use for one
// assessment (ALT-1 to ALT-3).
//
// Allocated = Used + Held + Available, always. Making a response holds one,
// completing it uses it for good, and whatever ends an open one gives it back to
// the allotment that it came from. Every draw is one statement of the database
// that carries its own condition, so that nothing goes below zero whatever runs
// at the same time.
package allotments

import (
	"portico/backend/fault"
	"portico/backend/store"
)

// Most is the greatest number of responses that can be allocated.
const Most = 1_000_000_000

// Allotment is what one organization may use for one assessment.
type Allotment struct {
	ID             int64 `gorm:"primaryKey"`
	OrganizationID int64
	AssessmentID   int64
	Allocated      int64
	Used           int64 // completed, for good
	Held           int64 // invited or in progress
	IsShared       bool  // with the organizations below
	WarnBelow      int64 // Available under this warns; 0 never does
	WarnedAt       store.Time
	CreatedAt      store.Time `gorm:"autoCreateTime:false"`
	UpdatedAt      store.Time `gorm:"autoUpdateTime:false"`
}

// TableName is the table of allotments.
func (Allotment) TableName() string { return "allotments" }

// Available returns how many responses can still be made.
func (a Allotment) Available() int64 { return a.Allocated - a.Used - a.Held }

// IsLow reports whether the low-level warning is due.
func (a Allotment) IsLow() bool { return a.WarnBelow > 0 && a.Available() < a.WarnBelow }

// Kind says what changed an allotment.
type Kind string

// The kinds of changes.
const (
	TopUp       Kind = "top_up"
	TopDown     Kind = "top_down"
	TransferOut Kind = "transfer_out"
	TransferIn  Kind = "transfer_in"
	Purchase    Kind = "purchase"
	Refund      Kind = "refund"
	Import      Kind = "import"
	Share       Kind = "share"
	Unshare     Kind = "unshare"
	Warn        Kind = "warn"
)

// Change is one line of an allotment's history.
type Change struct {
	ID          int64 `gorm:"primaryKey"`
	AllotmentID int64
	Kind        Kind
	Amount      int64 // responses more or, below zero, fewer; the new limit for Warn
	Allocated   int64 // afterwards
	OtherID     *int64
	OrderID     *int64
	Reason      string
	ActorKind   string
	ActorID     int64
	ActorName   string
	CreatedAt   store.Time `gorm:"autoCreateTime:false"`
}

// TableName is the table of changes.
func (Change) TableName() string { return "allotment_changes" }

// MaxReason is the greatest length of a reason, in characters.
const MaxReason = 500

// checkAmount gathers what is wrong with a number of responses.
func checkAmount(fields *fault.Fields, amount int64) {
	fields.Require(amount >= 1, "amount", "Enter a number of responses, 1 or more.")
	fields.Require(amount <= Most, "amount", "Enter at most 1,000,000,000 responses.")
}

func checkReason(fields *fault.Fields, reason *string) {
	*reason = store.CleanText(*reason)
	fields.Require(len([]rune(*reason)) <= MaxReason, "reason", "Use at most 500 characters.")
}

func checkWarnBelow(fields *fault.Fields, below int64) {
	fields.Require(below >= 0 && below <= Most, "warnBelow", "Enter 0 for no warning, or a number of responses.")
}
