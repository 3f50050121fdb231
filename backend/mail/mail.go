// Package mail keeps every mail that the site writes, as an outbox.
//
// A mail is a row, written in the transaction of what caused it. Without an
// SMTP server it is held there to be read, copied or saved as a file
// (MAIL-1). A body that carries a link or code to sign in with is sealed, and
// blanked once it has expired.
package mail

import (
	"net/mail"
	"strings"

	"portico/backend/fault"
	"portico/backend/secrets"
	"portico/backend/store"
)

// State is where a mail stands.
type State string

// The states of a mail.
const (
	Held      State = "held"   // no SMTP server: it waits for a person
	Queued    State = "queued" // waits for the SMTP server
	Sent      State = "sent"
	Failed    State = "failed"
	Cancelled State = "cancelled"
)

// Mail is a mail to be put into the outbox.
type Mail struct {
	Kind           string // the site text that it was made from: "mail.activation"
	ToEmail        string
	ToName         string
	BCC            string // "" for none
	Subject        string
	Body           string // plain text
	Secret         bool   // the body carries a link or code: it is sealed
	ExpiresAt      store.Time
	CauseKind      string // "user", "response", "registration"
	CauseID        int64
	OrganizationID int64 // whose it is, for the manager's Emails sent; 0 for nobody's
}

// Validate cleans the mail and returns an Invalid fault for an address that is
// none or a text that would break the header.
func (m *Mail) Validate() error {
	m.Subject, m.ToName = store.Clean(m.Subject), store.Clean(m.ToName)
	var fields fault.Fields
	fields.Require(IsAddress(m.ToEmail), "toEmail", "This is no email address.")
	fields.Require(m.BCC == "" || IsAddress(m.BCC), "bcc", "This is no email address.")
	fields.Require(m.Subject != "", "subject", "A mail needs a subject.")
	fields.Require(!m.Secret || !m.ExpiresAt.IsZero(), "expiresAt", "A mail with a link or code in it must expire.")
	return fields.Err()
}

// IsAddress reports whether text is one bare email address of at most 254
// characters (RFC 5321 §4.5.3.1), with a domain.
func IsAddress(text string) bool {
	address, err := mail.ParseAddress(text)
	if err != nil || address.Address != text || len(text) > 254 {
		return false
	}
	local, domain, found := strings.Cut(text, "@")
	return found && len(local) <= 64 && domain != "" && !strings.ContainsAny(text, " \t\r\n<>\"\\")
}

// Message is a mail in the outbox.
type Message struct {
	ID             int64 `gorm:"primaryKey"`
	Kind           string
	State          State
	ToEmail        string
	ToName         string
	BCCEmail       string `gorm:"column:bcc_email"`
	Subject        string
	Body           string // plain text, or a sealed value
	IsSealed       bool
	SubjectKind    string // what caused it
	SubjectID      int64
	OrganizationID *int64
	SearchKey      string
	ExpiresAt      store.Time
	CreatedAt      store.Time
	SentAt         store.Time
}

// TableName is the table of mails.
func (Message) TableName() string { return "outbox" }

// Blanked reports whether the body was taken away because it had expired.
func (m Message) Blanked() bool { return m.IsSealed && m.Body == "" }

func (m Message) place() secrets.Place {
	return secrets.Place{Table: "outbox", Column: "body", Row: m.ID}
}
