// Package responses keeps what respondents answer: invitations, the way
// through the questions, the score, and what managers do with them. It also
// keeps what an organization sets for its responses: drivers, classifiers and
// participant roles.
package responses

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"portico/backend/assessments"
	"portico/backend/secrets"
	"portico/backend/store"
)

// State is where a response stands (RSP-1).
type State string

// The states. Invited and InProgress are open: the respondent can answer.
const (
	Invited    State = "invited"
	InProgress State = "in_progress"
	Completed  State = "completed"
	Expired    State = "expired"
	Cancelled  State = "cancelled"
)

// States returns all states in the order in which they are listed.
func States() []State { return []State{Invited, InProgress, Completed, Expired, Cancelled} }

// IsOpen reports whether the respondent can still answer.
func (s State) IsOpen() bool { return s == Invited || s == InProgress }

// Limits of a response.
const (
	DefaultTime = 30 * 24 * time.Hour      // to answer, where nothing else was said
	LongestTime = 2 * 366 * 24 * time.Hour // ahead of now
	MaxName     = 100                      // characters of a first or last name
)

// Response is one respondent's answers to one version of an assessment, from
// the invitation to the report.
type Response struct {
	ID             int64 `gorm:"primaryKey"`
	OrganizationID int64
	store.Trail
	AssessmentID  int64
	VersionID     int64 // stays, whatever is published later (ASM-3)
	State         State
	FirstName     string
	LastName      string
	Email         string
	SearchKey     string // "first last email" folded
	Language      string
	AssessorName  string
	AssessorEmail string
	TokenHash     string
	Token         secrets.Sealed // so that the invitation can be sent again
	Drivers       Drivers        // as they hold for it, where they are set by cohort or response; else as they were when the respondent began
	CohortID      *int64         // nil outside a cohort
	Role          string         // in the cohort; "" for none
	Classifiers   Classes        // for splitting and filtering reports
	IsAnonymous   bool           // its answers are shown in the cohort's report only
	Section       int            // where the respondent left off, from 0
	Progress      int            // percent of the questions that are shown
	Score         *float64       // 0 to 100; nil without a scored question that was answered
	SectionScores SectionScores
	InvitedByID   *int64
	passedOn      bool       // its link was handed over by somebody with Hide reports
	AllotmentID   *int64     // what it holds or has used (ALT-1); nil where nothing limits it, or it gave that back
	CreatedAt     store.Time `gorm:"autoCreateTime:false"`
	SentAt        store.Time
	StartedAt     store.Time
	CompletedAt   store.Time
	CancelledAt   store.Time
	ExpiresAt     store.Time
	RemindAt      store.Time // when a reminder goes out by itself; zero for never
	RemindedAt    store.Time // the last one
	UpdatedAt     store.Time `gorm:"autoUpdateTime:false"`
}

// TableName is the table of responses.
func (Response) TableName() string { return "responses" }

// Name returns the respondent's name, else their email, else a number.
func (r Response) Name() string {
	for _, name := range []string{strings.TrimSpace(r.FirstName + " " + r.LastName), r.Email} {
		if name != "" {
			return name
		}
	}
	return fmt.Sprintf("Respondent %d", r.ID)
}

// At returns the state at a moment: an open response whose time is over reads
// Expired before the next round of ExpireDue has written it down.
func (r Response) At(now store.Time) State {
	if r.State.IsOpen() && !now.Before(r.ExpiresAt.Time) {
		return Expired
	}
	return r.State
}

func (r Response) place() secrets.Place {
	return secrets.Place{Table: "responses", Column: "token", Row: r.ID}
}

// Drivers is the value of each driver in a TEXT column, as a JSON object.
type Drivers assessments.Drivers

// Value returns the JSON object.
func (d Drivers) Value() (driver.Value, error) {
	if len(d) == 0 {
		return "{}", nil
	}
	text, err := json.Marshal(map[string]bool(d))
	return string(text), err
}

// Scan reads a JSON object.
func (d *Drivers) Scan(value any) error {
	*d = Drivers{}
	return scan(value, (*map[string]bool)(d))
}

// GormDataType tells GORM that the column is text.
func (Drivers) GormDataType() string { return "text" }

// Classes is the value of each classifier, by the classifier's name, in a TEXT
// column, as a JSON object.
type Classes map[string]string

// Value returns the JSON object.
func (c Classes) Value() (driver.Value, error) {
	if len(c) == 0 {
		return "{}", nil
	}
	text, err := json.Marshal(map[string]string(c))
	return string(text), err
}

// Scan reads a JSON object.
func (c *Classes) Scan(value any) error {
	*c = Classes{}
	return scan(value, (*map[string]string)(c))
}

// GormDataType tells GORM that the column is text.
func (Classes) GormDataType() string { return "text" }

// SectionScores are the scores by section in a TEXT column, as a JSON array.
type SectionScores []assessments.SectionScore

// Value returns the JSON array.
func (s SectionScores) Value() (driver.Value, error) {
	if len(s) == 0 {
		return "[]", nil
	}
	text, err := json.Marshal([]assessments.SectionScore(s))
	return string(text), err
}

// Scan reads a JSON array.
func (s *SectionScores) Scan(value any) error {
	*s = SectionScores{}
	return scan(value, (*[]assessments.SectionScore)(s))
}

// GormDataType tells GORM that the column is text.
func (SectionScores) GormDataType() string { return "text" }

func scan(value, into any) error {
	switch v := value.(type) {
	case string:
		return json.Unmarshal([]byte(v), into)
	case []byte:
		return json.Unmarshal(v, into)
	case nil:
		return nil
	}
	return fmt.Errorf("read column: %T is no text", value)
}
