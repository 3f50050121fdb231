package mail

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	gomail "github.com/wneessen/go-mail"

	"portico/backend/settings"
)

var errUnwritable = &trouble{text: "An address of this mail can't be written into a mail."}

// compose writes a mail in the form of RFC 5322, as plain text in UTF-8. It says
// everything but its blind copy. Composed again it has the same Date and
// Message-ID, so that a mail server or program can tell that it came twice.
func (o *Outbox) compose(m Message, text string, attached []Attachment, server settings.Mail) (*gomail.Msg, error) {
	message := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	if server.SenderEmail != "" {
		if err := message.FromFormat(server.SenderName, server.SenderEmail); err != nil {
			return nil, fmt.Errorf("compose mail: %w: %w", errUnwritable, err)
		}
	}
	if err := message.AddToFormat(m.ToName, m.ToEmail); err != nil {
		return nil, fmt.Errorf("compose mail: %w: %w", errUnwritable, err)
	}
	message.Subject(m.Subject)
	date := m.QueuedAt
	if date.IsZero() {
		date = m.CreatedAt
	}
	message.SetDateWithValue(date.Time)
	message.SetMessageIDWithValue(o.messageID(m, server))
	message.SetBodyString(gomail.TypeTextPlain, text)
	for _, one := range attached {
		err := message.AttachReader(one.Name, bytes.NewReader(one.Content), gomail.WithFileContentType(gomail.ContentType(one.MediaType)))
		if err != nil {
			return nil, fmt.Errorf("compose mail: %w", err)
		}
	}
	return message, nil
}

// messageID is the same for a mail whenever it is composed, and can't be
// guessed. Its domain is the sender's (RFC 5322 §3.6.4).
func (o *Outbox) messageID(m Message, server settings.Mail) string {
	mac := hmac.New(sha256.New, o.key.Derive("message ids"))
	fmt.Fprintf(mac, "%d %d", m.ID, m.CreatedAt.UnixMilli())
	domain := "portico.invalid"
	if _, after, found := strings.Cut(server.SenderEmail, "@"); found {
		domain = ascii(after)
	}
	return fmt.Sprintf("%d.%s@%s", m.ID, hex.EncodeToString(mac.Sum(nil)[:12]), domain)
}
