package mail

import (
	"bytes"
	"context"
	"fmt"
	"net/url"
	"strings"

	gomail "github.com/wneessen/go-mail"

	"portico/backend/access"
	"portico/backend/fault"
)

// EML returns a mail as a file (RFC 5322) that a mail program opens as a draft
// ready to be sent. A mail whose text was removed is a Gone fault.
func (o *Outbox) EML(ctx context.Context, scope access.Scope, id int64) ([]byte, error) {
	content, err := o.Read(ctx, scope, id)
	if err != nil {
		return nil, err
	}
	if content.Note != "" {
		return nil, fault.New(fault.Gone, content.Note)
	}
	message := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	if err := message.AddToFormat(content.ToName, content.ToEmail); err != nil {
		return nil, fmt.Errorf("write mail file: %w", err)
	}
	if content.BCCEmail != "" {
		// A draft keeps its blind copies in the header; the mail program takes
		// them out when it sends.
		message.SetGenHeader("Bcc", content.BCCEmail)
	}
	message.Subject(content.Subject)
	message.SetDateWithValue(content.CreatedAt.Time)
	message.SetMessageIDWithValue(fmt.Sprintf("%d.%d@portico.invalid", content.ID, content.CreatedAt.UnixMilli()))
	message.SetGenHeader("X-Unsent", "1")
	message.SetBodyString(gomail.TypeTextPlain, content.Text)
	var out bytes.Buffer
	if _, err := message.WriteTo(&out); err != nil {
		return nil, fmt.Errorf("write mail file: %w", err)
	}
	return out.Bytes(), nil
}

// MailTo returns the address that opens a mail in the mail program (RFC 6068).
func (c Content) MailTo() string {
	query := []string{"subject=" + url.PathEscape(c.Subject), "body=" + url.PathEscape(strings.ReplaceAll(c.Text, "\n", "\r\n"))}
	if c.BCCEmail != "" {
		query = append(query, "bcc="+url.PathEscape(c.BCCEmail))
	}
	escape := strings.NewReplacer("&", "%26", "=", "%3D", "+", "%2B", ";", "%3B", "$", "%24", "~", "%7E")
	for i, part := range query {
		name, value, _ := strings.Cut(part, "=")
		query[i] = name + "=" + escape.Replace(value)
	}
	return "mailto:" + url.PathEscape(c.ToEmail) + "?" + strings.Join(query, "&")
}
