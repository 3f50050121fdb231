package mail

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"portico/backend/access"
	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/secrets"
	"portico/backend/settings"
	"portico/backend/store"
)

// Parts are what an outbox is made of.
type Parts struct {
	Store    *store.Store
	Log      *audit.Log
	Key      secrets.Key // seals the bodies that carry secrets, and the server's password
	Settings *settings.Service
	// NeverSends is for a sandbox: whatever the settings say, every mail is held.
	NeverSends bool
	// Makers make the files that are attached by their source.
	Makers Makers
	// Wanted say of mails whose turn has come whether they still are.
	Wanted Wanted
	// Patience is how long the server may take to answer, half a minute when 0.
	Patience time.Duration
}

// Outbox is the site's mails. It is safe for concurrent use.
type Outbox struct {
	store    *store.Store
	log      *audit.Log
	key      secrets.Key
	settings *settings.Service
	never    bool
	patience time.Duration
	makers   Makers
	wanted   Wanted
	queued   func()
}

// New returns the outbox of a site.
func New(parts Parts) *Outbox {
	if parts.Patience == 0 {
		parts.Patience = usualPatience
	}
	return &Outbox{store: parts.Store, log: parts.Log, key: parts.Key, settings: parts.Settings, never: parts.NeverSends, patience: parts.Patience, makers: parts.Makers, wanted: parts.Wanted, queued: func() {}}
}

// WhenQueued sets what is called after the commit of a mail that can go out at
// once. It is set before the outbox is used.
func (o *Outbox) WhenQueued(do func()) { o.queued = do }

// Sends reports whether mails go out by themselves: a server is set up and
// switched on, and this is no sandbox.
func (o *Outbox) Sends(ctx context.Context) (bool, error) {
	if o.never {
		return false, nil
	}
	server, err := o.settings.Mail(ctx)
	return server.IsOn, err
}

var errNotFound = fault.New(fault.NotFound, "This mail does not exist.")

// Enqueue puts a mail into the outbox, in the transaction that ctx carries, and
// returns its id: queued where mails go out by themselves, else held. The change
// that causes the mail is what the audit log names.
func (o *Outbox) Enqueue(ctx context.Context, m Mail) (int64, error) {
	if err := m.Validate(); err != nil {
		return 0, err
	}
	sends, err := o.Sends(ctx)
	if err != nil {
		return 0, err
	}
	now := o.store.Now()
	message := Message{
		Kind: m.Kind, State: Held, ToEmail: m.ToEmail, ToName: m.ToName, BCCEmail: m.BCC,
		Subject: m.Subject, Body: m.Body, IsSealed: m.Secret, SubjectKind: m.CauseKind, SubjectID: m.CauseID,
		SearchKey: store.Fold(m.ToName + " " + m.ToEmail + " " + m.Subject),
		ExpiresAt: m.ExpiresAt, CreatedAt: now,
	}
	if sends {
		message.State, message.QueuedAt, message.NextAt = Queued, now, now
	}
	if m.OrganizationID != 0 {
		message.OrganizationID = &m.OrganizationID
	}
	if m.Secret {
		message.Body = ""
	}
	err = o.store.InTx(ctx, func(ctx context.Context) error {
		if err := o.store.Write(ctx).Create(&message).Error; err != nil {
			return err
		}
		if err := o.attach(ctx, message.ID, m.Attachments); err != nil {
			return err
		}
		if sends {
			o.store.AfterCommit(ctx, o.queued)
		}
		if !m.Secret {
			return nil
		}
		sealed, err := o.key.Seal(message.place(), []byte(m.Body))
		if err != nil {
			return err
		}
		return o.store.Write(ctx).Model(&Message{}).Where("id = ?", message.ID).Update("body", string(sealed)).Error
	})
	if err != nil {
		return 0, fmt.Errorf("enqueue mail: %w", err)
	}
	return message.ID, nil
}

// Content is a mail to be read. Note says why Body is empty, where it is.
type Content struct {
	Message
	Text  string
	Note  string
	Files []File // what is attached
}

// Read returns a mail with its text. The text of a sealed mail is for the
// administrator alone, and reading it is written down: whoever knows an
// activation code can use it. Another's mail answers as a missing one (SEC-33).
func (o *Outbox) Read(ctx context.Context, scope access.Scope, id int64) (Content, error) {
	message, err := o.find(ctx, scope, id)
	if err != nil {
		return Content{}, err
	}
	content := Content{Message: message, Text: message.Body}
	if isVeiled(scope, message) {
		return veiledContent(message), nil
	}
	if content.Files, err = o.files(ctx, id); err != nil {
		return Content{}, err
	}
	if !message.IsSealed {
		return content, nil
	}
	content.Text, content.Body = "", ""
	switch {
	case message.State == Sent && message.Blanked():
		content.Note = "This mail carried a link or code for its recipient, so its text was removed when it was sent."
		return content, nil
	case message.Blanked() || !o.store.Now().Before(message.ExpiresAt.Time):
		content.Note = "This mail carried a link or code that is no longer valid, so its text was removed."
		return content, nil
	case scope.Kind() != access.Administrator:
		content.Note = "This mail carries a link or code that only its recipient may read."
		return content, nil
	}
	if content.Text, err = o.text(message); err != nil {
		return Content{}, err
	}
	err = o.log.Record(ctx, audit.Change{
		Action: "mail.read", Subject: audit.Subject{Kind: "mail", ID: id, Name: message.Subject},
		After: map[string]any{"to": message.ToEmail, "kind": message.Kind},
	})
	return content, err
}

func (o *Outbox) find(ctx context.Context, scope access.Scope, id int64) (Message, error) {
	condition, args := visible(scope)
	var message Message
	err := o.store.Read(ctx).Where(condition, args...).First(&message, "outbox.id = ?", id).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return Message{}, errNotFound
	}
	if err != nil {
		return Message{}, fmt.Errorf("find mail: %w", err)
	}
	return message, nil
}

// text returns the body of a mail that is not blanked.
func (o *Outbox) text(message Message) (string, error) {
	if !message.IsSealed {
		return message.Body, nil
	}
	plain, err := o.key.Open(message.place(), secrets.Sealed(message.Body))
	if err != nil {
		return "", fmt.Errorf("read mail %d: %w", message.ID, err)
	}
	return string(plain), nil
}
