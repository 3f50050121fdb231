// Package invitations invites many respondents at once: it reads a table or a
// pasted list, checks all of it, says row by row what is wrong, and sends the
// rest in the background.
package invitations

import (
	"portico/backend/responses"
	"portico/backend/store"
)

// State is where a list stands.
type State string

// The states.
const (
	Checked   State = "checked" // waits for a person to say go
	Running   State = "running"
	Done      State = "done"
	Cancelled State = "cancelled"
)

// RowState is where a row stands.
type RowState string

// The states of a row.
const (
	Waiting RowState = "waiting"
	Wrong   RowState = "wrong"  // found at the check
	Sent    RowState = "sent"   // has its response
	Failed  RowState = "failed" // could not be made when its turn came
)

// Limits of a list.
const (
	MaxRows  = 20_000
	MaxBytes = 16 << 20 // of a file
)

// Bulk is a list of people to be invited, as it was checked.
type Bulk struct {
	ID             int64  `gorm:"primaryKey"`
	UserID         *int64 // whose it is; nil is the administrator's
	OrganizationID int64  // of rows that name none
	AssessmentID   int64
	CohortID       *int64
	ByMail         bool
	Language       string
	ExpiresAt      store.Time
	RemindDays     int // before the end; 0 reminds nobody by itself
	FileName       string
	SHA256         string `gorm:"column:sha256"`
	Header         store.Strings
	State          State
	CreatedAt      store.Time `gorm:"autoCreateTime:false"`
	StartedAt      store.Time
	EndedAt        store.Time
}

// TableName is the table of lists.
func (Bulk) TableName() string { return "bulk_invitations" }

// Row is one line of a list.
type Row struct {
	BulkID     int64 `gorm:"primaryKey"`
	Line       int   `gorm:"primaryKey"`
	Cells      store.Strings
	Person     Person
	State      RowState
	Problem    string
	ResponseID *int64
}

// TableName is the table of rows.
func (Row) TableName() string { return "bulk_invitation_rows" }

// Person is what was read of a row.
type Person struct {
	FirstName      string            `json:"first_name,omitempty"`
	LastName       string            `json:"last_name,omitempty"`
	Email          string            `json:"email,omitempty"`
	Role           string            `json:"role,omitempty"`
	OrganizationID int64             `json:"organization_id,omitempty"` // 0: the list's
	AssessorName   string            `json:"assessor_name,omitempty"`
	AssessorEmail  string            `json:"assessor_email,omitempty"`
	Classifiers    responses.Classes `json:"classifiers,omitempty"`
}

// Request says what a list is for.
type Request struct {
	Path           string // of a file on this machine; "" reads Text
	Name           string // the file's, as the person knows it
	Text           string // pasted: one person in each line
	OrganizationID int64
	AssessmentID   int64
	CohortID       int64 // 0 outside a cohort; organization and assessment are the cohort's then
	ByMail         bool  // false suppresses the emails: each link is handed over
	Language       string
	ExpiresAt      store.Time
	RemindDays     int
}

// Outcome is a list with how far it is.
type Outcome struct {
	Bulk
	Total    int
	Waiting  int
	Wrong    int
	Sent     int
	Failed   int
	Problems []Row    // of wrong and failed rows, the first MaxProblems
	Ignored  []string // columns of a list that waits, by which nothing is known or which come twice
}

// MaxProblems is how many problems an Outcome holds; all are in the error file.
const MaxProblems = 100

// Progress returns how many percent of what can be sent is done.
func (o Outcome) Progress() int {
	all := o.Waiting + o.Sent + o.Failed
	if all == 0 {
		return 100
	}
	return 100 * (o.Sent + o.Failed) / all
}
