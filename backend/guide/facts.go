package guide

import (
	"context"
	"fmt"
	"time"

	"portico/backend/access"
	"portico/backend/contracts"
	"portico/backend/mail"
	"portico/backend/organizations"
	"portico/backend/portal"
	"portico/backend/purchases"
	"portico/backend/registrations"
	"portico/backend/rehearsal"
	"portico/backend/responses"
	"portico/backend/settings"
	"portico/backend/sitetext"
	"portico/backend/store"
	"portico/backend/users"
)

// endingSoon is how long before its end a link is named.
const endingSoon = 7 * 24 * time.Hour

// facts is everything that is judged from.
type facts struct {
	now           time.Time // in the site's time zone
	isSample      bool
	general       settings.General
	listener      settings.Listener
	running       portal.State
	status        registrations.Status
	organizations organizations.Figures
	users         users.Figures
	signers       users.SignerFigures
	wasSent       bool // a document, ever
	documents     contracts.Attention
	texts         int // of the three that partners see, how many show something
	ownTexts      int // of those, how many were written by the administrator
	responses     responses.Counts
	published     int64
	weeks         []registrations.Week
	admitted      int64 // this month
	waiting       int64
	waitingSince  store.Time
	ending        []registrations.Link
	failedMails   int64
	mailServer    mail.Server
	lowAllotments int64
	closing       int64 // cohorts, within a week
	work          responses.Dashboard
	orders        purchases.Attention
	rehearsal     rehearsal.Summary // the last one; the zero one before the first
	changed       store.Time        // when settings were last saved
	auditProblem  string
	reached       reached
	history       history
}

// partnerTexts are the three of the step Add Portal Text and Help.
var partnerTexts = []sitetext.Kind{sitetext.Initiation, sitetext.FirstTime, sitetext.Help}

func (s *Service) gather(ctx context.Context) (f facts, err error) {
	b := s.site
	f.isSample = b.IsSample()
	if f.general, err = b.Settings.General(ctx); err != nil {
		return f, err
	}
	f.now = b.Store.Now().In(f.general.Location())
	month := time.Date(f.now.Year(), f.now.Month(), 1, 0, 0, 0, 0, f.now.Location())
	for _, read := range []func() error{
		func() (err error) { f.listener, err = b.Settings.Listener(ctx); return err },
		func() (err error) { f.status, err = b.Registrations.Status(ctx); return err },
		func() (err error) { f.organizations, err = b.Organizations.Figures(ctx); return err },
		func() (err error) { f.users, err = b.Users.Figures(ctx, f.now.AddDate(0, 0, -7)); return err },
		func() (err error) { f.signers, err = b.Users.SignerFigures(ctx); return err },
		func() (err error) { f.wasSent, err = b.Contracts.WasSent(ctx); return err },
		func() (err error) {
			if f.general.UseContracts {
				f.documents, err = b.Contracts.Attention(ctx)
			}
			return err
		},
		func() (err error) {
			f.work, err = b.Responses.Dashboard(ctx, access.ForAdministrator(), f.general.Location())
			f.responses = f.work.Counts
			return err
		},
		func() (err error) {
			f.weeks, err = b.Registrations.Weeks(ctx, weeksShown, f.general.Location(), 0)
			return err
		},
		func() (err error) { f.admitted, err = b.Registrations.AdmittedSince(ctx, month); return err },
		func() (err error) { f.waiting, err = b.Registrations.Waiting(ctx); return err },
		func() (err error) { f.waitingSince, err = b.Registrations.WaitingSince(ctx); return err },
		func() (err error) { f.ending, err = b.Registrations.Ending(ctx, f.now.Add(endingSoon)); return err },
		func() (err error) { f.failedMails, err = b.Outbox.CountIn(ctx, mail.Failed); return err },
		func() (err error) { f.mailServer, err = b.Outbox.Server(ctx); return err },
		func() (err error) { f.orders, err = b.Purchases.Attention(ctx); return err },
		func() (err error) {
			f.closing, err = b.Cohorts.Closing(ctx, store.At(f.now.AddDate(0, 0, 7)))
			return err
		},
		func() (err error) { f.lowAllotments, err = b.Allotments.LowCount(ctx); return err },
		func() (err error) { f.rehearsal, _, err = rehearsal.Last(ctx, b.Store); return err },
		func() (err error) { f.changed, err = b.Settings.ChangedAt(ctx); return err },
		func() error { return s.readTexts(ctx, &f) },
		func() error { return s.readAssessments(ctx, &f) },
		func() (err error) {
			f.history, err = s.history.of(ctx, b.Store, f.now, f.organizations.Active)
			return err
		},
	} {
		if err := read(); err != nil {
			return f, err
		}
	}
	f.running = b.Listener.State()
	if f.running.Running && f.listener.PublicAddress != "" && !b.IsSandbox { // a sandbox calls nobody
		f.reached = s.reach.of(f.listener.PublicAddress, b.Portal.Mark(), b.Store.Clock().Now())
	}
	f.auditProblem = s.AuditProblem()
	return f, nil
}

func (s *Service) readTexts(ctx context.Context, f *facts) error {
	for _, kind := range partnerTexts {
		entry, err := s.site.Texts.Get(ctx, kind, sitetext.Place{})
		if err != nil {
			return err
		}
		if entry.Text.Body != "" {
			f.texts++
		}
		if !entry.IsDefault {
			f.ownTexts++
		}
	}
	return nil
}

func (s *Service) readAssessments(ctx context.Context, f *facts) error {
	all, err := s.site.Assessments.List(ctx, access.ForAdministrator())
	for _, one := range all {
		if one.PublishedVersionID != nil {
			f.published++
		}
	}
	return err
}

// AuditProblem says how the audit log differs from its anchor, as far as was
// noticed; "" when it does not.
func (s *Service) AuditProblem() string {
	if s.site.Anchor == nil {
		return ""
	}
	broken := s.site.Anchor.Broken()
	if broken == nil {
		return ""
	}
	return fmt.Sprintf("Entry %d of the audit log does not hold: %s.", broken.ID, broken.Reason)
}
