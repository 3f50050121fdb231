// Package registrations lets partners make their own organization and login
// from a link, and keeps what became of every attempt.
package registrations

import (
	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/store"
	"portico/backend/users"
)

// State is what became of an attempt to register.
type State string

// The states.
const (
	Pending   State = "pending"
	Admitted  State = "admitted"
	Refused   State = "refused"
	Duplicate State = "duplicate" // somebody with this email was known already
)

// Registration is one attempt that got past validation (REG-5).
type Registration struct {
	ID               int64 `gorm:"primaryKey"`
	State            State
	LinkID           *int64
	ParentID         *int64 // chosen by the key or the person
	OrganizationName string // as typed
	FirstName        string
	LastName         string
	Email            string
	SearchKey        string
	Address          string
	Browser          string
	OrganizationID   *int64 // what it became
	UserID           *int64
	RenamedTo        string     // the name given where the typed one was taken
	Note             string     // mailed with the decision
	PasswordHash     string     // of a pending one; emptied at the decision
	Language         string     // that the person reads
	CreatedAt        store.Time `gorm:"autoCreateTime:false"`
	DecidedAt        store.Time
}

// Submission is the registration form as it was sent. There is no field for a
// role, an allotment or a Model User, so that none can be sent (SEC-21).
type Submission struct {
	Invitation             // what stands in the address
	ParentID         int64 // chosen on the page, where it asks
	OrganizationName string
	FirstName        string
	LastName         string
	Email            string
	Password         string
	RepeatPassword   string
	Language         string // that the person reads; "" for the site's
}

// Validate cleans the submission and gathers the fields at fault, named as in
// the form.
func (s *Submission) Validate() *fault.Fields {
	s.OrganizationName, s.Email = store.Clean(s.OrganizationName), store.Clean(s.Email)
	s.FirstName, s.LastName = store.Clean(s.FirstName), store.Clean(s.LastName)
	fields := &fault.Fields{}
	text := func(value, field, missing string, most int) {
		fields.Require(store.Fold(value) != "", field, missing)
		fields.Require(len([]rune(value)) <= most, field, "This is too long.")
	}
	text(s.OrganizationName, "organization_name", "Enter the organization's name.", organizations.MaxName)
	text(s.FirstName, "first_name", "Enter your first name.", 100)
	text(s.LastName, "last_name", "Enter your last name.", 100)
	fields.Require(users.IsEmail(s.Email), "email", "Enter your email address, such as name@example.com.")
	fields.Require(s.Password != "", "password", "Choose a password.")
	fields.Require(s.Password == s.RepeatPassword, "repeat_password", "The two passwords differ. Type the same one twice.")
	return fields
}
