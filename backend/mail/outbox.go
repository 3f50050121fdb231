package mail

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"portico/backend/access"
	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/secrets"
	"portico/backend/store"
)

// Outbox is the site's mails. It is safe for concurrent use.
type Outbox struct {
	store *store.Store
	log   *audit.Log
	key   secrets.Key
}

// New returns the outbox of a site. key seals the bodies that carry secrets.
func New(s *store.Store, log *audit.Log, key secrets.Key) *Outbox {
	return &Outbox{store: s, log: log, key: key}
}

var errNotFound = fault.New(fault.NotFound, "This mail does not exist.")

// Enqueue puts a mail into the outbox, in the transaction that ctx carries, and
// returns its id. The change that causes the mail is what the audit log names.
func (o *Outbox) Enqueue(ctx context.Context, m Mail) (int64, error) {
	if err := m.Validate(); err != nil {
		return 0, err
	}
	message := Message{
		Kind: m.Kind, State: Held, ToEmail: m.ToEmail, ToName: m.ToName, BCCEmail: m.BCC,
		Subject: m.Subject, Body: m.Body, IsSealed: m.Secret, SubjectKind: m.CauseKind, SubjectID: m.CauseID,
		SearchKey: store.Fold(m.ToName + " " + m.ToEmail + " " + m.Subject),
		ExpiresAt: m.ExpiresAt, CreatedAt: o.store.Now(),
	}
	if m.OrganizationID != 0 {
		message.OrganizationID = &m.OrganizationID
	}
	if m.Secret {
		message.Body = ""
	}
	err := o.store.InTx(ctx, func(ctx context.Context) error {
		if err := o.store.Write(ctx).Create(&message).Error; err != nil {
			return err
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
	Text string
	Note string
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
	if !message.IsSealed {
		return content, nil
	}
	content.Text, content.Body = "", ""
	switch {
	case message.Blanked() || !o.store.Now().Before(message.ExpiresAt.Time):
		content.Note = "This mail carried a link or code that is no longer valid, so its text was removed."
		return content, nil
	case scope.Kind() != access.Administrator:
		content.Note = "This mail carries a link or code that only its recipient may read."
		return content, nil
	}
	plain, err := o.key.Open(message.place(), secrets.Sealed(message.Body))
	if err != nil {
		return Content{}, fmt.Errorf("read mail %d: %w", id, err)
	}
	content.Text = string(plain)
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

// BlankFor takes away the bodies of sealed mails that something caused, as when
// a new activation code makes the earlier ones useless.
func (o *Outbox) BlankFor(ctx context.Context, causeKind string, causeID int64) error {
	err := o.store.Write(ctx).Model(&Message{}).
		Where("subject_kind = ? AND subject_id = ? AND is_sealed = 1 AND body <> ''", causeKind, causeID).
		Update("body", "").Error
	if err != nil {
		return fmt.Errorf("blank mails: %w", err)
	}
	return nil
}

// BlankExpired takes away the sealed bodies whose time is over, and returns how
// many there were.
func (o *Outbox) BlankExpired(ctx context.Context) (int64, error) {
	result := o.store.Write(ctx).Model(&Message{}).
		Where("is_sealed = 1 AND body <> '' AND expires_at <= ?", o.store.Now()).Update("body", "")
	if result.Error != nil {
		return 0, fmt.Errorf("blank expired mails: %w", result.Error)
	}
	return result.RowsAffected, nil
}
