package mail

import (
	"context"
	"errors"
	"fmt"

	gomail "github.com/wneessen/go-mail"

	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/secrets"
	"portico/backend/settings"
	"portico/backend/store"
)

// Server is the mail server as it is set up (SET-6), and how it goes with it.
type Server struct {
	settings.Mail
	HasPassword bool
	Reason      string     // why mails don't go out just now, in words; "" while they do
	FailedAt    store.Time // when that was found
	PausedUntil store.Time // when it is tried again
	SentAt      store.Time // when it last took a mail
}

// serverRow is the one row beside the settings.
type serverRow struct {
	Password    secrets.Sealed
	Reason      string
	FailedAt    store.Time
	PausedUntil store.Time
	SentAt      store.Time
}

// passwordPlace is where the server's password stands.
var passwordPlace = secrets.Place{Table: "mail_server", Column: "password", Row: 1}

func (o *Outbox) serverRow(ctx context.Context) (serverRow, error) {
	var row serverRow
	if err := o.store.Read(ctx).Raw("SELECT password, reason, failed_at, paused_until, sent_at FROM mail_server").Scan(&row).Error; err != nil {
		return row, fmt.Errorf("read mail server: %w", err)
	}
	return row, nil
}

// changeServer changes the one row beside the settings.
func (o *Outbox) changeServer(ctx context.Context, set string, args ...any) error {
	return o.store.InTx(ctx, func(ctx context.Context) error {
		if err := o.store.Write(ctx).Exec("INSERT INTO mail_server (id) VALUES (1) ON CONFLICT DO NOTHING").Error; err != nil {
			return err
		}
		return o.store.Write(ctx).Exec("UPDATE mail_server SET "+set, args...).Error
	})
}

// Server returns how the mail server is set up. Its password is never given
// back.
func (o *Outbox) Server(ctx context.Context) (Server, error) {
	mail, err := o.settings.Mail(ctx)
	if err != nil {
		return Server{}, err
	}
	row, err := o.serverRow(ctx)
	return Server{Mail: mail, HasPassword: row.Password != "", Reason: row.Reason, FailedAt: row.FailedAt, PausedUntil: row.PausedUntil, SentAt: row.SentAt}, err
}

// password opens the server's password, "" when there is none. One that was
// sealed with another master key is a Conflict fault.
func (o *Outbox) password(ctx context.Context) (string, error) {
	row, err := o.serverRow(ctx)
	if err != nil || row.Password == "" {
		return "", err
	}
	plain, err := o.key.Open(passwordPlace, row.Password)
	if err != nil {
		return "", errOtherKey
	}
	return string(plain), nil
}

var errOtherKey = fault.New(fault.Conflict, "The mail server's password was sealed with another master key. Type it again.").WithMend("Open Mail", "/settings/mail")

// SaveServer saves how the mail server is set up. password is nil to keep the
// one that there is, which holds for the server and login it was typed for
// alone; without a login there is none. Switched off, what is queued is held.
// The server is tried again at once. It returns an Invalid fault with the fields
// at fault.
func (o *Outbox) SaveServer(ctx context.Context, mail settings.Mail, password *string) error {
	err := o.store.InTx(ctx, func(ctx context.Context) error {
		before, err := o.Server(ctx)
		if err != nil {
			return err
		}
		sealed, changed, err := o.choosePassword(ctx, before, &mail, password)
		if err != nil {
			return err
		}
		mail.PasswordChanged = before.PasswordChanged
		if changed {
			mail.PasswordChanged = ""
			if sealed != "" {
				mail.PasswordChanged = o.store.Now().RFC3339()
			}
		}
		if err := o.settings.SaveMail(ctx, mail); err != nil {
			return err
		}
		if err := o.changeServer(ctx, "password = ?, failures = 0, reason = '', failed_at = NULL, paused_until = NULL", string(sealed)); err != nil {
			return err
		}
		if !mail.IsOn {
			return o.store.Write(ctx).Model(&Message{}).Where("state = ?", Queued).Update("state", Held).Error
		}
		o.store.AfterCommit(ctx, o.queued)
		return nil
	})
	if err != nil && fault.As(err) == nil {
		return fmt.Errorf("save mail server: %w", err)
	}
	return err
}

// choosePassword checks the settings with their password and returns the sealed
// one to keep, and whether it is another.
func (o *Outbox) choosePassword(ctx context.Context, before Server, mail *settings.Mail, password *string) (secrets.Sealed, bool, error) {
	err := mail.Validate()
	problem := passwordProblem(before, *mail, password)
	if problem != "" {
		said := &fault.Error{Code: fault.Invalid, Message: "Please check the marked fields.", Fields: map[string]string{}}
		if f := fault.As(err); f != nil {
			said = f
		}
		said.Fields["password"] = problem
		err = said
	}
	if err != nil {
		return "", false, err
	}
	row, err := o.serverRow(ctx)
	switch {
	case err != nil:
		return "", false, err
	case mail.Login == "":
		return "", row.Password != "", nil
	case password == nil:
		return row.Password, false, nil
	}
	sealed, err := o.key.Seal(passwordPlace, []byte(*password))
	return sealed, true, err
}

func passwordProblem(before Server, mail settings.Mail, password *string) string {
	switch {
	case mail.Login == "":
		return ""
	case password == nil && !before.HasPassword, password != nil && *password == "":
		return "Enter the password that belongs to the login."
	case password == nil && !before.SendsPasswordTo(mail):
		return "Type the password again: the one that is kept was given for another server, login or protection."
	case password != nil && len(*password) > 1000:
		return "Use at most 1,000 characters."
	}
	return ""
}

// Try sends a test mail to an address through the server as it is typed, saved
// or not, and returns when the server has taken it. What goes wrong is an
// Unavailable fault with the exact reason; what can't be tried an Invalid one.
// The mail is no row of the outbox: nothing but this test wants it, and what
// came of it is in the audit log.
func (o *Outbox) Try(ctx context.Context, mail settings.Mail, password *string, to string) error {
	if o.never {
		return errSandbox
	}
	mail.IsOn = true // what sending needs must be there
	before, err := o.Server(ctx)
	if err != nil {
		return err
	}
	if _, _, err := o.choosePassword(ctx, before, &mail, password); err != nil {
		return err
	}
	if !IsAddress(to) {
		return &fault.Error{Code: fault.Invalid, Message: "Please check the marked fields.", Fields: map[string]string{"to": "Use one address such as name@example.com."}}
	}
	plain := ""
	if password != nil {
		plain = *password
	} else if mail.Login != "" {
		if plain, err = o.password(ctx); err != nil {
			return err
		}
	}
	general, err := o.settings.General(ctx)
	if err != nil {
		return err
	}
	reason := ""
	if why := o.sendTest(ctx, mail, plain, to, general.SiteName); why != nil {
		reason = why.text
	}
	if err := o.noteTest(ctx, mail, to, reason); err != nil {
		return err
	}
	if reason != "" {
		return fault.New(fault.Unavailable, reason)
	}
	return nil
}

func (o *Outbox) sendTest(ctx context.Context, server settings.Mail, password, to, site string) *trouble {
	talk, err := dial(ctx, server, password, o.patience)
	if err != nil {
		var why *trouble
		errors.As(err, &why)
		return why
	}
	defer talk.drop()
	now := o.store.Now()
	message := Message{ToEmail: to, Subject: "Test from " + site, CreatedAt: now, QueuedAt: now}
	var composed *gomail.Msg
	composed, err = o.compose(message, "This is a test of the mail settings of "+site+".\n\nIf you can read it, mails go out.\n", nil, server)
	if err != nil {
		return &trouble{text: "This address can't be written into a mail."}
	}
	composed.SetGenHeader("Auto-Submitted", "auto-generated")
	done := talk.send(composed, []string{to})
	if done.taken[to] {
		talk.close()
		return nil
	}
	if done.refused[to] != nil {
		return done.refused[to]
	}
	return done.whole
}

func (o *Outbox) noteTest(ctx context.Context, server settings.Mail, to, reason string) error {
	outcome := map[string]any{"to": to, "server": server.Server, "outcome": "taken"}
	if reason != "" {
		outcome["outcome"] = reason
	}
	return o.log.Record(ctx, audit.Change{Action: "mail.test", Subject: audit.Subject{Kind: "settings", Name: "Mail"}, After: outcome})
}
