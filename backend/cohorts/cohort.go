// Package cohorts keeps groups of responses that are reported together: who
// takes part in which role, and what came out for all of them.
package cohorts

import (
	"strings"

	"portico/backend/fault"
	"portico/backend/mail"
	"portico/backend/responses"
	"portico/backend/store"
)

// Type says what a cohort is (COH-1).
type Type string

// The types.
const (
	Group  Type = "group"  // many answer, each for themselves
	Around Type = "360"    // several answer about one subject, who answers too
	Single Type = "single" // one respondent answers several times
)

// Types returns all types in the order in which they are offered.
func Types() []Type { return []Type{Group, Around, Single} }

// Self is the role of the subject of a 360. Its answers are not anonymous.
const Self = "Self"

// Limits of a cohort.
const (
	MaxName        = 200  // characters
	MaxMinimum     = 100  // answers that must be there before any are shown
	MaxResponses   = 5000 // of one cohort: its report reads all of their answers
	DefaultMinimum = 3    // of a Group and a 360
	maxLanguageTag = 35   // characters
)

// Cohort is a group of responses to one version of an assessment.
type Cohort struct {
	ID             int64 `gorm:"primaryKey"`
	OrganizationID int64
	store.Trail
	AssessmentID     int64
	VersionID        int64 // all responses of the cohort have this one, whatever is published later
	Type             Type
	Name             string
	SearchKey        string // name and subject, folded
	SubjectFirstName string // whom a 360 is about, and who answers a Single Respondent
	SubjectLastName  string
	SubjectEmail     string
	ClosesAt         store.Time
	Minimum          int  // fewest answers that are shown together
	Maximum          *int // most responses; nil is any number
	IsAnonymous      bool // answers are shown together only
	Drivers          responses.Drivers
	RemindDays       int // days before closing; 0 reminds nobody by itself
	Language         string
	IsOpen           bool // anybody with the link can take part
	LinkGeneration   uint32
	CreatedByID      *int64
	CreatedAt        store.Time `gorm:"autoCreateTime:false"`
	UpdatedAt        store.Time `gorm:"autoUpdateTime:false"`
}

// TableName is the table of cohorts.
func (Cohort) TableName() string { return "cohorts" }

// Subject returns the name of whom the cohort is about, "" for a Group.
func (c Cohort) Subject() string {
	name := strings.TrimSpace(c.SubjectFirstName + " " + c.SubjectLastName)
	if name == "" {
		return c.SubjectEmail
	}
	return name
}

// IsClosed reports whether nobody can answer any more.
func (c Cohort) IsClosed(now store.Time) bool { return !now.Before(c.ClosesAt.Time) }

// HasSubject reports whether the type is about one person.
func (t Type) HasSubject() bool { return t == Around || t == Single }

// remindAt returns when a reminder goes out by itself, or the zero Time.
func (c Cohort) remindAt(now store.Time) store.Time {
	return responses.RemindAt(now, c.ClosesAt, c.RemindDays)
}

// Input is what may be said of a cohort. Organization, assessment, type and
// IsAnonymous stay as they were when it was made: what respondents were told
// can't be changed behind them.
type Input struct {
	OrganizationID   int64
	AssessmentID     int64
	Type             Type
	Name             string
	SubjectFirstName string
	SubjectLastName  string
	SubjectEmail     string
	ClosesAt         store.Time
	Minimum          int // 0: as the type has it
	Maximum          int // 0: any number
	IsAnonymous      bool
	Drivers          responses.Drivers
	RemindDays       int
	Language         string
	IsOpen           bool
}

// validate cleans the input and gathers what is wrong with it. closed is the
// closing that the cohort has already, which may be over; zero for a new one.
func (in *Input) validate(now, closed store.Time) *fault.Fields {
	in.Name, in.SubjectEmail = store.Clean(in.Name), store.Clean(in.SubjectEmail)
	in.SubjectFirstName, in.SubjectLastName = store.Clean(in.SubjectFirstName), store.Clean(in.SubjectLastName)
	fields := &fault.Fields{}
	fields.Require(store.Fold(in.Name) != "", "name", "Give the cohort a name.")
	fields.Require(len([]rune(in.Name)) <= MaxName, "name", "Use at most 200 characters.")
	switch in.Type {
	case Group:
		in.SubjectFirstName, in.SubjectLastName, in.SubjectEmail = "", "", ""
	case Around, Single:
		in.IsOpen = false
		fields.Require(in.SubjectFirstName+in.SubjectLastName+in.SubjectEmail != "", "subjectFirstName", "Say whom it is about: a name or an email address.")
		fields.Require(in.Type == Around || in.SubjectEmail != "" || in.SubjectFirstName+in.SubjectLastName == "", "subjectEmail", "Enter the respondent's email address.")
	default:
		fields.Add("type", "Choose Group, 360 or Single Respondent.")
	}
	if in.Type == Single {
		in.Minimum, in.IsAnonymous = 1, false // one person's own answers
	} else if in.Minimum == 0 {
		in.Minimum = DefaultMinimum
	}
	fields.Require(len([]rune(in.SubjectFirstName)) <= responses.MaxName, "subjectFirstName", "Use at most 100 characters.")
	fields.Require(len([]rune(in.SubjectLastName)) <= responses.MaxName, "subjectLastName", "Use at most 100 characters.")
	fields.Require(in.SubjectEmail == "" || mail.IsAddress(in.SubjectEmail), "subjectEmail", "Use one address such as name@example.com.")
	fields.Require(in.Minimum >= 1 && in.Minimum <= MaxMinimum, "minimum", "Use a number from 1 to 100.")
	fields.Require(!in.IsAnonymous || in.Minimum >= 2, "minimum", "Answers that are shown together only need at least 2.")
	fields.Require(in.Maximum == 0 || in.Maximum >= in.Minimum, "maximum", "Use a number that is not below the minimum.")
	fields.Require(in.Maximum >= 0 && in.Maximum <= MaxResponses, "maximum", "Use at most 5,000.")
	fields.Require(in.RemindDays >= 0 && in.RemindDays <= responses.MaxRemindDays, "remindDays", "Use a number from 0 to 60.")
	fields.Require(len(in.Language) <= maxLanguageTag, "language", "Choose a language from the list.")
	if closed.IsZero() || !in.ClosesAt.Equal(closed.Time) {
		checkClosing(fields, now, in.ClosesAt)
	}
	return fields
}

// NoLinkByHand is said where a person's link would go through other hands.
const NoLinkByHand = "The answers of this cohort are shown together only, so nobody else can have a person's link. Send the invitation by email, or pass on the cohort's link."

// IsHeldBack reports whether what somebody in a role answers is shown together
// with the others' only. Self of a 360 is nobody else's.
func (c Cohort) IsHeldBack(role string) bool {
	return c.IsAnonymous && !(c.Type == Around && role == Self)
}

func checkClosing(fields *fault.Fields, now, closes store.Time) {
	fields.Require(closes.After(now.Time), "closesAt", "Choose a day that is not over.")
	fields.Require(!closes.After(now.Add(responses.LongestTime).Time), "closesAt", "Choose a day within the next two years.")
}

// take sets what can be changed later.
func (c *Cohort) take(in Input) {
	c.Name, c.SubjectFirstName, c.SubjectLastName, c.SubjectEmail = in.Name, in.SubjectFirstName, in.SubjectLastName, in.SubjectEmail
	c.SearchKey = store.Fold(strings.Join([]string{in.Name, in.SubjectFirstName, in.SubjectLastName, in.SubjectEmail}, " "))
	c.ClosesAt, c.Minimum, c.RemindDays, c.Language = in.ClosesAt, in.Minimum, in.RemindDays, in.Language
	c.IsOpen, c.Drivers, c.Maximum = in.IsOpen, in.Drivers, nil
	if in.Maximum > 0 {
		most := in.Maximum
		c.Maximum = &most
	}
}
