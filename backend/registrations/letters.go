package registrations

import (
	"context"

	"portico/backend/mail"
	"portico/backend/settings"
	"portico/backend/sitetext"
	"portico/backend/users"
)

// Mails writes the mails of a registration from the site's texts.
type Mails struct {
	Outbox   *mail.Outbox
	Texts    *sitetext.Service
	Settings *settings.Service
}

// Welcome tells a new partner that they are registered, and where to sign in.
func (m Mails) Welcome(ctx context.Context, user users.User, organizationID int64) error {
	return m.write(ctx, sitetext.MailWelcome, user.Language, sitetext.Values{"user.username": user.Username()}, mail.Mail{
		ToEmail: user.Email, ToName: user.Name(), CauseKind: "user", CauseID: user.ID, OrganizationID: organizationID,
	})
}

// AlreadyKnown tells somebody who registered again that they have an account.
// The page that they saw tells nobody (REG-4).
func (m Mails) AlreadyKnown(ctx context.Context, user users.User) error {
	if user.Email == "" {
		return nil
	}
	return m.write(ctx, sitetext.MailRegistrationDuplicate, user.Language, sitetext.Values{"user.username": user.Username()}, mail.Mail{
		ToEmail: user.Email, ToName: user.Name(), CauseKind: "user", CauseID: user.ID,
	})
}

// Approved tells somebody that their registration is approved, with the
// administrator's note.
func (m Mails) Approved(ctx context.Context, user users.User, r Registration) error {
	return m.write(ctx, sitetext.MailRegistrationApproved, r.Language, sitetext.Values{
		"user.username": user.Username(), "user.first_name": user.FirstName, "organization.name": r.OrganizationName, "note": r.Note,
	}, mail.Mail{ToEmail: user.Email, ToName: user.Name(), CauseKind: "user", CauseID: user.ID, OrganizationID: valueOf(r.OrganizationID)})
}

// Refused tells somebody that their registration is refused, with the
// administrator's note.
func (m Mails) Refused(ctx context.Context, r Registration) error {
	return m.write(ctx, sitetext.MailRegistrationRefused, r.Language, sitetext.Values{
		"user.first_name": r.FirstName, "organization.name": r.OrganizationName, "note": r.Note,
	}, mail.Mail{ToEmail: r.Email, ToName: r.FirstName + " " + r.LastName, CauseKind: "registration", CauseID: r.ID})
}

func (m Mails) write(ctx context.Context, kind sitetext.Kind, language string, values sitetext.Values, letter mail.Mail) error {
	general, err := m.Settings.General(ctx)
	if err != nil {
		return err
	}
	base, err := m.Settings.PublicBase(ctx)
	if err != nil {
		return err
	}
	values["site.name"], values["link"] = general.SiteName, base+"/login"
	if letter.Subject, letter.Body, err = m.Texts.RenderMail(ctx, kind, 0, language, values); err != nil {
		return err
	}
	letter.Kind = string(kind)
	_, err = m.Outbox.Enqueue(ctx, letter)
	return err
}
