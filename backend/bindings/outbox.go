package bindings

import (
	"fmt"

	"portico/backend/fault"
	"portico/backend/mail"
	"portico/backend/sitetext"
)

// MailQuery says which stretch of the outbox is wanted.
type MailQuery struct {
	Search string `json:"search"`
	State  string `json:"state"` // "held", "queued", "sent", "failed", "cancelled", ""
	After  string `json:"after"`
	Limit  int    `json:"limit"`
}

// MailRow is one mail.
type MailRow struct {
	ID        int64  `json:"id"`
	Kind      string `json:"kind"`
	KindLabel string `json:"kindLabel"`
	State     string `json:"state"`
	ToEmail   string `json:"toEmail"`
	ToName    string `json:"toName"`
	Subject   string `json:"subject"`
	IsSealed  bool   `json:"isSealed"`
	CreatedAt string `json:"createdAt"`
	SentAt    string `json:"sentAt"`
	NextAt    string `json:"nextAt"`    // when a queued mail is tried (again)
	LastError string `json:"lastError"` // why it was not sent yet, in words
}

// MailAttempt is one try to send a mail.
type MailAttempt struct {
	ID      int64  `json:"id"`
	At      string `json:"at"`
	Outcome string `json:"outcome"` // "sent", "later", "refused"
	Reason  string `json:"reason"`
}

// MailFile is what is attached to a mail.
type MailFile struct {
	ID   int64  `json:"id"`
	Name string `json:"name"`
	Size int64  `json:"size"` // bytes
}

// MailPage is a stretch of the outbox, newest first.
type MailPage struct {
	Items []MailRow `json:"items"`
	Next  string    `json:"next"`
	Count int       `json:"count"`
}

// MailDetail is a mail to read.
type MailDetail struct {
	Mail      MailRow       `json:"mail"`
	Body      string        `json:"body"`
	BCCEmail  string        `json:"bccEmail"`
	MailTo    string        `json:"mailTo"`    // opens it in the mail program; "" when blanked
	IsBlanked bool          `json:"isBlanked"` // the body carried a code that is not needed any more
	Files     []MailFile    `json:"files"`
	Attempts  []MailAttempt `json:"attempts"` // the latest first
	Sends     bool          `json:"sends"`    // mails go out by themselves
}

// Outbox is the bridge behind the Outbox screen.
type Outbox struct{ core *Core }

// List returns a stretch of the outbox.
func (o *Outbox) List(query MailQuery) (MailPage, error) {
	ctx, b, err := o.core.enter()
	if err != nil {
		return MailPage{}, err
	}
	page, err := b.Outbox.List(ctx, everything, mail.Query{Search: query.Search, State: mail.State(query.State), Cursor: query.After, Limit: query.Limit})
	if err != nil {
		return MailPage{}, err
	}
	items := make([]MailRow, len(page.Items))
	for i, message := range page.Items {
		items[i] = mailRow(message)
	}
	return MailPage{Items: items, Next: page.Next, Count: page.Count}, nil
}

// Read returns one mail.
func (o *Outbox) Read(id int64) (MailDetail, error) {
	ctx, b, err := o.core.enter()
	if err != nil {
		return MailDetail{}, err
	}
	content, err := b.Outbox.Read(ctx, everything, id)
	if err != nil {
		return MailDetail{}, err
	}
	detail := mailDetail(content)
	attempts, err := b.Outbox.Attempts(ctx, id)
	if err != nil {
		return MailDetail{}, err
	}
	for _, one := range attempts {
		detail.Attempts = append(detail.Attempts, MailAttempt{ID: one.ID, At: one.At.RFC3339(), Outcome: string(one.Outcome), Reason: one.Reason})
	}
	if detail.Sends, err = b.Outbox.Sends(ctx); err != nil {
		return MailDetail{}, err
	}
	if !detail.IsBlanked {
		detail.MailTo = content.MailTo()
	}
	return detail, nil
}

// OpenInMailProgram opens a mail in the system's mail program.
func (o *Outbox) OpenInMailProgram(id int64) error {
	detail, err := o.Read(id)
	if err != nil {
		return err
	}
	if detail.MailTo == "" {
		return fault.New(fault.Conflict, "This mail carried a link or code that is no longer valid, so there is nothing to send.")
	}
	return o.core.host.OpenAddress(detail.MailTo)
}

// SaveEML asks where to save the mail as an .eml file and writes it.
func (o *Outbox) SaveEML(id int64) (SavedFile, error) {
	ctx, b, err := o.core.enter()
	if err != nil {
		return SavedFile{}, err
	}
	data, err := b.Outbox.EML(ctx, everything, id)
	if err != nil {
		return SavedFile{}, err
	}
	return o.core.host.SaveFile(fmt.Sprintf("mail-%d.eml", id), writeBytes(data))
}

func mailRow(message mail.Message) MailRow {
	row := MailRow{
		ID: message.ID, Kind: message.Kind, KindLabel: message.Kind, State: string(message.State), ToEmail: message.ToEmail, ToName: message.ToName,
		Subject: message.Subject, IsSealed: message.IsSealed, CreatedAt: message.CreatedAt.RFC3339(), SentAt: message.SentAt.RFC3339(),
		LastError: message.LastError,
	}
	if message.State == mail.Queued {
		row.NextAt = message.NextAt.RFC3339()
	}
	if info, known := sitetext.Describe(sitetext.Kind(message.Kind)); known {
		row.KindLabel = info.Label
	}
	return row
}

func mailDetail(content mail.Content) MailDetail {
	detail := MailDetail{Mail: mailRow(content.Message), Body: content.Text, BCCEmail: content.BCCEmail, IsBlanked: content.Note != "", Files: []MailFile{}, Attempts: []MailAttempt{}}
	for _, file := range content.Files {
		detail.Files = append(detail.Files, MailFile{ID: file.ID, Name: file.Name, Size: file.Size})
	}
	return detail
}
