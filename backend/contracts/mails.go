package contracts

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"portico/backend/access"
	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/mail"
	"portico/backend/sitetext"
	"portico/backend/store"
)

// QuietTime is how long after a mail about a document nobody is reminded of it
// again.
const QuietTime = 20 * time.Hour

// invite writes to those whose turn it is and who have not heard of the document
// yet, in the transaction of what made it their turn.
func (s *Service) invite(ctx context.Context, d Document) error {
	people, err := s.candidates(ctx, []int64{d.ID})
	if err != nil {
		return err
	}
	for _, one := range people {
		if !one.MailedAt.IsZero() || one.Email == "" {
			continue
		}
		if err := s.write(ctx, sitetext.MailDocument, d, one); err != nil {
			return err
		}
	}
	return nil
}

// write puts a mail about a document into the outbox and notes when.
func (s *Service) write(ctx context.Context, kind sitetext.Kind, d Document, to candidate) error {
	values, err := s.mailValues(ctx, d)
	if err != nil {
		return err
	}
	values["user.first_name"] = to.FirstName
	if to.FirstName == "" {
		values["user.first_name"] = to.Name
	}
	values["due"] = dueIn(d.DueOn, to.Language)
	subject, body, err := s.Texts.RenderMail(ctx, kind, d.OrganizationID, to.Language, values)
	if err != nil {
		return fmt.Errorf("write mail: %w", err)
	}
	// OrganizationID stays empty: a manager's "Emails sent" must not tell of
	// documents that are limited to others (SEC-34).
	if _, err := s.Outbox.Enqueue(ctx, mail.Mail{Kind: string(kind), ToEmail: to.Email, ToName: to.Name, Subject: subject, Body: body, CauseKind: "document", CauseID: d.ID}); err != nil {
		return err
	}
	err = s.Store.Write(ctx).Exec("INSERT INTO document_mails (document_id, user_id, sent_at) VALUES (?, ?, ?) ON CONFLICT (document_id, user_id) DO UPDATE SET sent_at = excluded.sent_at", d.ID, to.UserID, s.Store.Now()).Error
	if err != nil {
		return fmt.Errorf("note mail: %w", err)
	}
	return nil
}

func (s *Service) mailValues(ctx context.Context, d Document) (sitetext.Values, error) {
	general, err := s.Settings.General(ctx)
	if err != nil {
		return nil, err
	}
	base, err := s.Settings.PublicBase(ctx)
	if err != nil {
		return nil, err
	}
	var found struct{ Organization, Title string }
	err = s.Store.Read(ctx).Raw("SELECT o.name AS organization, v.title FROM organizations o, document_versions v WHERE o.id = ? AND v.document_id = ? AND v.number = ?", d.OrganizationID, d.ID, d.Version).Scan(&found).Error
	if err != nil {
		return nil, fmt.Errorf("read document for mail: %w", err)
	}
	return sitetext.Values{
		"site.name": general.SiteName, "organization.name": found.Organization, "document.title": found.Title,
		"link": base + "/documents/" + strconv.FormatInt(d.ID, 10),
	}, nil
}

// dueIn writes the due day in the language of a mail, or that there is none.
func dueIn(day, language string) string {
	at, err := time.Parse(time.DateOnly, day)
	german := len(language) >= 2 && language[:2] == "de"
	switch {
	case err != nil && german:
		return "ohne Frist"
	case err != nil:
		return "no set day"
	case german:
		months := [...]string{"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"}
		return fmt.Sprintf("%d. %s %d", at.Day(), months[at.Month()-1], at.Year())
	}
	return at.Format("2 January 2006")
}

// tellCompleted writes to those who signed that all signatures are there, as far
// as they still see the document (SEC-34).
func (s *Service) tellCompleted(ctx context.Context, d Document, found held) error {
	people, err := s.signedBy(ctx, found.VersionID)
	if err != nil {
		return err
	}
	for _, one := range people {
		if err := s.write(ctx, sitetext.MailDocumentCompleted, d, one); err != nil {
			return err
		}
	}
	return nil
}

// signedBy returns those who signed a version and still see its document, as far
// as they can be written to.
func (s *Service) signedBy(ctx context.Context, versionID int64) ([]candidate, error) {
	var people []candidate
	err := s.Store.Read(ctx).Raw(`SELECT u.id AS user_id, `+personName+` AS name, u.first_name, u.email, u.language FROM signatures g CROSS JOIN users u ON u.id = g.user_id
		CROSS JOIN documents d ON d.id = g.document_id CROSS JOIN affiliations a ON a.organization_id = d.organization_id AND a.user_id = u.id
		WHERE g.version_id = ? AND g.withdrawn_at IS NULL AND u.email <> '' AND u.is_suspended = 0 AND `+hasRight(access.PortalLogin)+" AND "+hasRight(access.ViewDocuments)+" AND "+withinLimits+" ORDER BY g.id", versionID).Scan(&people).Error
	if err != nil {
		return nil, fmt.Errorf("find who signed: %w", err)
	}
	return people, nil
}

// Reminded says what came of reminding many.
type Reminded struct {
	Sent      int // mails
	Quiet     int // people who heard of it within QuietTime
	NoAddress int // people without an email address
	Nobody    int // documents that nobody can sign now
}

// Remind writes to those whose turn it is, of documents that wait for
// signatures; of 0 documents, of all of them. Whoever heard within QuietTime is
// left in peace.
func (s *Service) Remind(ctx context.Context, ids []int64) (Reminded, error) {
	var total Reminded
	if len(ids) == 0 {
		if err := s.Store.Read(ctx).Raw("SELECT id FROM documents WHERE state = 'sent' ORDER BY created_at DESC LIMIT 10000").Scan(&ids).Error; err != nil {
			return total, fmt.Errorf("find documents to remind of: %w", err)
		}
	}
	for some := range slices.Chunk(ids, 100) {
		err := s.Store.InTx(ctx, func(ctx context.Context) error {
			for _, id := range some {
				one, err := s.remind(ctx, id)
				if err != nil {
					return err
				}
				total.Sent, total.Quiet, total.NoAddress, total.Nobody = total.Sent+one.Sent, total.Quiet+one.Quiet, total.NoAddress+one.NoAddress, total.Nobody+one.Nobody
			}
			return nil
		})
		if err != nil {
			return total, err
		}
	}
	return total, nil
}

// remind writes to those whose turn one document is.
func (s *Service) remind(ctx context.Context, id int64) (Reminded, error) {
	var done Reminded
	d, err := s.Document(ctx, id)
	if fault.Is(err, fault.NotFound) {
		return done, nil // deleted since it was chosen: the others still hear
	}
	if err != nil || d.State != Sent {
		return done, err
	}
	people, err := s.candidates(ctx, []int64{id})
	if err != nil {
		return done, err
	}
	if len(people) == 0 {
		done.Nobody++
	}
	for _, one := range people {
		switch {
		case one.Email == "":
			done.NoAddress++
		case !one.MailedAt.IsZero() && s.Store.Now().Sub(one.MailedAt.Time) < QuietTime:
			done.Quiet++
		default:
			kind := sitetext.MailDocumentReminder
			if one.MailedAt.IsZero() {
				kind = sitetext.MailDocument
			}
			if err := s.write(ctx, kind, d, one); err != nil {
				return done, err
			}
			done.Sent++
		}
	}
	if done.Sent == 0 {
		return done, nil
	}
	return done, s.Log.Record(ctx, audit.Change{Action: "document.remind", Subject: d.subject(), After: map[string]any{"mails": done.Sent}})
}

// remindAt returns when a reminder goes out by itself: at eight in the morning,
// some days before the due day; the zero Time for none, or where that is over.
func (s *Service) remindAt(ctx context.Context, d Document) store.Time {
	due, err := time.Parse(time.DateOnly, d.DueOn)
	if err != nil || d.RemindDays == 0 || d.State != Sent {
		return store.Time{}
	}
	zone := time.UTC
	if general, err := s.Settings.General(ctx); err == nil {
		zone = general.Location()
	}
	at := store.At(time.Date(due.Year(), due.Month(), due.Day()-d.RemindDays, 8, 0, 0, 0, zone))
	if !at.After(s.Store.Now().Time) {
		return store.Time{}
	}
	return at
}

// RemindDue sends the reminders whose time has come, each document in a
// transaction of its own, and returns how many mails went out. It is run every
// minute; most is how many documents one run takes.
func (s *Service) RemindDue(ctx context.Context, most int) (int, error) {
	if on, err := s.IsOn(ctx); err != nil || !on {
		return 0, err
	}
	now := s.Store.Now()
	var due []int64
	if err := s.Store.Read(ctx).Raw("SELECT id FROM documents WHERE remind_at <= ? ORDER BY remind_at LIMIT ?", now, most).Scan(&due).Error; err != nil {
		return 0, fmt.Errorf("find due reminders: %w", err)
	}
	sent := 0
	var errs []error
	for _, id := range due {
		err := s.Store.InTx(ctx, func(ctx context.Context) error {
			// Whoever clears the time first sends: it happens once.
			claimed := s.Store.Write(ctx).Exec("UPDATE documents SET remind_at = NULL WHERE id = ? AND remind_at <= ?", id, now)
			if claimed.Error != nil || claimed.RowsAffected == 0 {
				return claimed.Error
			}
			done, err := s.remind(ctx, id)
			sent += done.Sent
			return err
		})
		if err != nil && fault.As(err) == nil {
			errs = append(errs, fmt.Errorf("remind of document %d: %w", id, err))
		}
	}
	return sent, errors.Join(errs...)
}
