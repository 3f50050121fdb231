package responses

import (
	"context"
	"errors"
	"fmt"
	"time"

	"portico/backend/access"
	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/sitetext"
	"portico/backend/store"
)

// QuietTime is how long after an invitation or a reminder nobody is reminded
// by itself again, and how long a person who reminds many skips those who
// heard only just now.
const QuietTime = 20 * time.Hour

// quietHour is how long a single respondent is not reminded by hand again: a
// second click must not be a second mail.
const quietHour = time.Hour

// MaxRemindDays is how long before the end a reminder can go out by itself.
const MaxRemindDays = 60

// RemindAt returns when a reminder goes out by itself, some days before the
// end; the zero Time for none, or where that moment is over.
func RemindAt(now, ends store.Time, days int) store.Time {
	at := ends.Add(-time.Duration(days) * 24 * time.Hour)
	if days == 0 || !at.After(now.Time) {
		return store.Time{}
	}
	return at
}

// Remind sends a reminder with the link to a respondent who has not finished.
//
// It returns a Conflict fault where nobody was invited, there is no email
// address, a reminder went out within the last hour, or the response is not open, and a Forbidden one with No resending
// of invitations.
func (s *Service) Remind(ctx context.Context, scope access.Scope, id int64) (Response, error) {
	if err := refuse(scope, access.NoResending, "Your access does not include sending invitations again."); err != nil {
		return Response{}, err
	}
	return s.change(ctx, scope, id, "response.remind", func(ctx context.Context, r *Response) error {
		if err := s.mustBeOpen(*r, "reminded of"); err != nil {
			return err
		}
		switch {
		case r.Email == "":
			return fault.New(fault.Conflict, "This response has no email address. Edit it and enter one first.")
		case r.SentAt.IsZero():
			return fault.New(fault.Conflict, "No invitation was sent yet. Send it first.")
		case !r.RemindedAt.IsZero() && s.store.Now().Before(r.RemindedAt.Add(quietHour).Time):
			return fault.New(fault.Conflict, "A reminder went out within the last hour. Give it some time.")
		}
		return s.remind(ctx, r)
	})
}

// remind writes the mail and notes when.
func (s *Service) remind(ctx context.Context, r *Response) error {
	organization, err := s.organizations.Find(ctx, access.ForAdministrator(), r.OrganizationID)
	if err != nil {
		return err
	}
	link, err := s.openLink(ctx, *r)
	if err != nil {
		return err
	}
	if err := s.sendLink(ctx, sitetext.MailReminder, r, organization, link); err != nil {
		return err
	}
	r.RemindedAt = s.store.Now()
	return s.update(ctx, r.ID, r.State, map[string]any{"reminded_at": r.RemindedAt})
}

// RemindDue sends the reminders whose time has come, each in a transaction of
// its own, and returns how many went out. Of a response that is not open any
// more, or whose organization is archived, nothing is sent. It is run every
// minute; most is how many one run sends.
func (s *Service) RemindDue(ctx context.Context, most int) (int, error) {
	now := s.store.Now()
	var due []int64
	if err := s.store.Read(ctx).Raw("SELECT id FROM responses WHERE remind_at <= ? ORDER BY remind_at LIMIT ?", now, most).Scan(&due).Error; err != nil {
		return 0, fmt.Errorf("find due reminders: %w", err)
	}
	sent := 0
	var errs []error
	for _, id := range due {
		err := s.store.InTx(ctx, func(ctx context.Context) error {
			// Whoever clears the time first sends: it happens once.
			claimed := s.store.Write(ctx).Exec("UPDATE responses SET remind_at = NULL WHERE id = ? AND remind_at <= ?", id, now)
			if claimed.Error != nil || claimed.RowsAffected == 0 {
				return claimed.Error
			}
			r, err := s.find(ctx, access.ForAdministrator(), id)
			if err != nil {
				return err
			}
			organization, err := s.organizations.Find(ctx, access.ForAdministrator(), r.OrganizationID)
			if err != nil {
				return err
			}
			heard := r.SentAt
			if r.RemindedAt.After(heard.Time) {
				heard = r.RemindedAt
			}
			if !r.At(now).IsOpen() || r.Email == "" || r.SentAt.IsZero() || !organization.IsActive() || now.Sub(heard.Time) < QuietTime {
				return nil
			}
			before := record(r)
			if err := s.remind(ctx, &r); err != nil {
				return err
			}
			sent++
			return s.log.Record(ctx, audit.Change{Action: "response.remind", Subject: subject(r), Before: before, After: record(r)})
		})
		if err != nil {
			errs = append(errs, fmt.Errorf("remind response %d: %w", id, err))
		}
	}
	return sent, errors.Join(errs...)
}
