package bindings

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
}

// MailPage is a stretch of the outbox, newest first.
type MailPage struct {
	Items []MailRow `json:"items"`
	Next  string    `json:"next"`
	Count int       `json:"count"`
}

// MailDetail is a mail to read.
type MailDetail struct {
	Mail      MailRow `json:"mail"`
	Body      string  `json:"body"`
	BCCEmail  string  `json:"bccEmail"`
	IsBlanked bool    `json:"isBlanked"` // the body carried a code that is not needed any more
}

// Outbox is the bridge behind the Outbox screen.
type Outbox struct{ core *Core }

// List returns a stretch of the outbox.
func (o *Outbox) List(query MailQuery) (MailPage, error) { panic("x") }

// Read returns one mail.
func (o *Outbox) Read(id int64) (MailDetail, error) { panic("x") }

// SaveEML asks where to save the mail as an .eml file and writes it.
func (o *Outbox) SaveEML(id int64) (SavedFile, error) { panic("x") }
