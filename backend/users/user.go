// Package users keeps the people who sign in: who they are, which
// organizations and assessments are theirs, and what they may not do.
package users

import (
	"net/mail"
	"strings"

	"portico/backend/access"
	"portico/backend/fault"
	"portico/backend/secrets"
	"portico/backend/store"
)

// The types of users.
const (
	Manager    = "manager"    // Assessment Manager
	Individual = "individual" // an outside person
)

// Status says whether a user can sign in, and if not why.
type Status string

// The statuses. A suspended user who is locked out too reads Suspended.
const (
	Active    Status = "active"
	Pending   Status = "pending" // has no password yet
	Suspended Status = "suspended"
	Locked    Status = "locked"
)

// User is one person and one login. The columns about passwords, second
// factors and failures belong to the package signin, which alone writes them.
type User struct {
	ID              int64 `gorm:"primaryKey"`
	Email           string
	EmailKey        string
	Login           string
	LoginKey        string
	FirstName       string
	LastName        string
	NameKey         string // "last first" folded
	Type            string
	IsSuspended     bool
	Restrictions    store.Strings
	Language        string // "" follows the browser
	PasswordHash    string // PHC string; "" can't sign in
	PasswordSetAt   store.Time
	TOTPSecret      secrets.Sealed `gorm:"column:totp_secret"`
	TOTPActiveAt    store.Time     `gorm:"column:totp_active_at"`
	TOTPLastStep    int64          `gorm:"column:totp_last_step"`
	FailedAttempts  int
	FailedAt        store.Time
	LockedUntil     store.Time
	FirstHelpSeenAt store.Time
	LastSignInAt    store.Time
	SignerGaps      *Gaps      `gorm:"->"` // nil for whoever is no signer; the database keeps it
	CreatedAt       store.Time `gorm:"autoCreateTime:false"`
	UpdatedAt       store.Time `gorm:"autoUpdateTime:false"`
}

// Name returns the person's name, else their email or login.
func (u User) Name() string {
	for _, name := range []string{strings.TrimSpace(u.FirstName + " " + u.LastName), u.Email, u.Login} {
		if name != "" {
			return name
		}
	}
	return ""
}

// Username returns what the person signs in with: Email, else Login.
func (u User) Username() string {
	if u.Email != "" {
		return u.Email
	}
	return u.Login
}

// HasSecondFactor reports whether a second factor is in force.
func (u User) HasSecondFactor() bool { return !u.TOTPActiveAt.IsZero() }

// Status returns whether the user can sign in at the moment now.
func (u User) Status(now store.Time) Status {
	switch {
	case u.IsSuspended:
		return Suspended
	case u.LockedUntil.After(now.Time):
		return Locked
	case u.PasswordHash == "":
		return Pending
	}
	return Active
}

// Input is what may be set on a user. OrganizationIDs are in order: the first
// is the user's first organization.
type Input struct {
	Email           string   `json:"email"`
	Login           string   `json:"login"`
	FirstName       string   `json:"first_name"`
	LastName        string   `json:"last_name"`
	Type            string   `json:"type"`
	OrganizationIDs []int64  `json:"organization_ids"`
	AssessmentIDs   []int64  `json:"assessment_ids"`
	Restrictions    []string `json:"restrictions"`

	Affiliations   []AffiliationInput `json:"-"` // nil leaves them as they are; the administrator's alone
	AccountRoleIDs []int64            `json:"-"` // likewise

	Seen store.Time `json:"-"` // UpdatedAt of what the input was made from; zero not to ask
}

// Validate cleans the input and returns an Invalid fault with the fields at
// fault, named as in the bridge (USR-1, USR-2).
func (in *Input) Validate() error {
	in.Email, in.Login = store.Clean(in.Email), store.Clean(in.Login)
	in.FirstName, in.LastName = store.Clean(in.FirstName), store.Clean(in.LastName)
	in.OrganizationIDs, in.AssessmentIDs = unique(in.OrganizationIDs), unique(in.AssessmentIDs)
	var fields fault.Fields
	switch in.Type {
	case Manager:
		fields.Require(in.Email != "", "email", "An Assessment Manager signs in with an email address. Enter one.")
		fields.Require(len(in.OrganizationIDs) > 0, "organizationIds", "Choose at least one organization.")
		fields.Require(len(in.AssessmentIDs) > 0, "assessmentIds", "Choose at least one assessment.")
	case Individual:
		fields.Require(in.Email != "" || in.Login != "", "email", "Enter an Email or a Login. The person signs in with it.")
	default:
		fields.Add("type", "Choose Assessment Manager or Individual.")
	}
	if in.Email != "" {
		fields.Require(IsEmail(in.Email), "email", "Enter an address such as name@example.com.")
	}
	if in.Login != "" {
		fields.Require(!strings.Contains(store.Fold(in.Login), "@"), "login", "A Login can't look like an email address. Leave out the @.")
		fields.Require(len([]rune(in.Login)) >= 3 && len([]rune(in.Login)) <= 100, "login", "Use 3 to 100 characters.")
		fields.Require(!strings.Contains(in.Login, " "), "login", "Use no spaces.")
	}
	fields.Require(in.FirstName != "", "firstName", "Enter a first name.")
	fields.Require(in.LastName != "", "lastName", "Enter a last name.")
	fields.Require(len([]rune(in.FirstName)) <= 100, "firstName", "Use at most 100 characters.")
	fields.Require(len([]rune(in.LastName)) <= 100, "lastName", "Use at most 100 characters.")
	restrictions, unknown := access.ParseRestrictions(in.Restrictions)
	fields.Require(unknown == "", "restrictions", "There is no such restriction.")
	in.Restrictions = restrictions.Names()
	return fields.Err()
}

// IsEmail reports whether a text is one plain email address of at most 254
// characters (RFC 5321 §4.5.3.1.3), with a dot in its domain.
func IsEmail(text string) bool {
	address, err := mail.ParseAddress(text)
	if err != nil || address.Address != text || len(text) > 254 || strings.ContainsAny(text, "<>\"\\ \t\r\n") {
		return false
	}
	domain := text[strings.LastIndex(text, "@")+1:]
	return strings.Contains(domain, ".") && !strings.HasPrefix(domain, ".") && !strings.HasSuffix(domain, ".")
}

func unique(ids []int64) []int64 {
	seen, kept := map[int64]bool{}, []int64{}
	for _, id := range ids {
		if id != 0 && !seen[id] {
			seen[id] = true
			kept = append(kept, id)
		}
	}
	return kept
}
