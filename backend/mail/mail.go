// Package mail keeps every mail that the site writes, as an outbox.
//
// A mail is a row, written in the transaction of what caused it. Without an
// SMTP server it is held there to be read, copied or saved as a file
// (MAIL-1). With one it is queued and handed over by whichever process claims
// it first, with back-off. A body that carries a link or code to sign in with
// is sealed, and blanked once it was sent or has expired.
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
	Attachments    []Attachment
}

// Validate cleans the mail and returns an Invalid fault for an address that is
// none or a text that would break the header.
func (m *Mail) Validate() error {
	m.Subject, m.ToName = store.Clean(m.Subject), store.Clean(m.ToName)
	if strings.EqualFold(m.BCC, m.ToEmail) {
		m.BCC = "" // nobody gets a mail twice
	}
	var fields fault.Fields
	fields.Require(IsAddress(m.ToEmail), "toEmail", "This is no email address.")
	fields.Require(m.BCC == "" || IsAddress(m.BCC), "bcc", "This is no email address.")
	fields.Require(m.Subject != "", "subject", "A mail needs a subject.")
	fields.Require(!m.Secret || !m.ExpiresAt.IsZero(), "expiresAt", "A mail with a link or code in it must expire.")
	checkAttachments(m.Attachments, &fields)
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
	QueuedAt       store.Time // when it was given to the sender; its Date
	NextAt         store.Time // not tried again before
	Attempts       int        // refused for now, since it was queued
	DeliveredAt    store.Time // the server took it for the recipient
	CopiedAt       store.Time // and for the blind copy
	LastError      string     // in words, for the administrator
	Lease          string     // of the process that hands it over just now
	LeaseUntil     store.Time
}

// TableName is the table of mails.
func (Message) TableName() string { return "outbox" }

// Blanked reports whether the body was taken away: it was sent, cancelled or
// expired.
func (m Message) Blanked() bool { return m.IsSealed && m.Body == "" }

func (m Message) place() secrets.Place {
	return secrets.Place{Table: "outbox", Column: "body", Row: m.ID}
}
