package registrations

import (
	"context"

	"portico/backend/mail"
	"portico/backend/organizations"
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
func (m Mails) Welcome(ctx context.Context, user users.User, organization organizations.Organization) error {
	return m.write(ctx, sitetext.MailWelcome, user, organization.ID)
}

// AlreadyKnown tells somebody who registered again that they have an account.
// The page that they saw tells nobody (REG-4).
func (m Mails) AlreadyKnown(ctx context.Context, user users.User) error {
	if user.Email == "" {
		return nil
	}
	return m.write(ctx, sitetext.MailRegistrationDuplicate, user, 0)
}

func (m Mails) write(ctx context.Context, kind sitetext.Kind, user users.User, organizationID int64) error {
	general, err := m.Settings.General(ctx)
	if err != nil {
		return err
	}
	base, err := m.Settings.PublicBase(ctx)
	if err != nil {
		return err
	}
	subject, body, err := m.Texts.RenderMail(ctx, kind, 0, user.Language, sitetext.Values{
		"site.name": general.SiteName, "user.username": user.Username(), "link": base + "/login",
	})
	if err != nil {
		return err
	}
	_, err = m.Outbox.Enqueue(ctx, mail.Mail{
		Kind: string(kind), ToEmail: user.Email, ToName: user.Name(), Subject: subject, Body: body,
		CauseKind: "user", CauseID: user.ID, OrganizationID: organizationID,
	})
	return err
}
