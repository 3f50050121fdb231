package mail

import (
	"bytes"
	"context"
	"fmt"
	"net/url"
	"strings"

	"portico/backend/access"
	"portico/backend/fault"
	"portico/backend/settings"
)

// EML returns a mail with its attachments as a file (RFC 5322) that a mail
// program opens as a draft ready to be sent. A mail whose text was removed is a
// Gone fault.
func (o *Outbox) EML(ctx context.Context, scope access.Scope, id int64) ([]byte, error) {
	content, err := o.Read(ctx, scope, id)
	if err != nil {
		return nil, err
	}
	if content.Note != "" {
		return nil, fault.New(fault.Gone, content.Note)
	}
	attached, err := o.attached(ctx, id)
	if err != nil {
		return nil, err
	}
	// Whoever opens the draft sends it as themselves.
	message, err := o.compose(content.Message, content.Text, attached, settings.Mail{})
	if err != nil {
		return nil, err
	}
	if content.BCCEmail != "" {
		// A draft keeps its blind copies in the header; the mail program takes
		// them out when it sends.
		message.SetGenHeader("Bcc", content.BCCEmail)
	}
	message.SetGenHeader("X-Unsent", "1")
	var out bytes.Buffer
	if _, err := message.WriteTo(&out); err != nil {
		return nil, fmt.Errorf("write mail file: %w", err)
	}
	return out.Bytes(), nil
}

// MailTo returns the address that opens a mail in the mail program (RFC 6068).
// Attachments don't come along: they are in the file alone.
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
