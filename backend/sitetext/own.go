package sitetext

import (
	"context"

	"portico/backend/access"
	"portico/backend/fault"
	"portico/backend/organizations"
)

// OwnKinds are the texts that an organization can have of its own, by its
// managers (MGR-6): what its respondents read.
func OwnKinds() []Kind {
	return []Kind{Introduction, ThankYou, MailInvitation, MailReminder, MailRespondentCompleted, MailAssessorCompleted}
}

var errNoOwn = fault.New(fault.NotFound, "This text does not exist.")

// own refuses a kind that organizations don't have, and an organization that
// is not within the scope.
func own(scope access.Scope, organization organizations.Organization, kind Kind) error {
	for _, one := range OwnKinds() {
		if one == kind && scope.SeesPath(organization.Path) {
			return nil
		}
	}
	return errNoOwn
}

// Own returns a text of an organization for its editor: its own, or what is
// shown while it has none.
func (s *Service) Own(ctx context.Context, scope access.Scope, organization organizations.Organization, kind Kind, language string) (Entry, error) {
	if err := own(scope, organization, kind); err != nil {
		return Entry{}, err
	}
	entry, err := s.Get(ctx, kind, Place{organization.ID, language})
	if err != nil || !entry.IsDefault {
		return entry, err
	}
	entry.Text, err = s.Text(ctx, kind, organization.ID, language)
	return entry, err
}

// SaveOwn saves a text of an organization within the scope. The faults are
// those of Save.
func (s *Service) SaveOwn(ctx context.Context, scope access.Scope, organization organizations.Organization, kind Kind, language string, text Text) error {
	if err := own(scope, organization, kind); err != nil {
		return err
	}
	return s.Save(ctx, kind, Place{organization.ID, language}, text)
}

// RestoreOwn takes a text of an organization away: what stands above it is
// shown again.
func (s *Service) RestoreOwn(ctx context.Context, scope access.Scope, organization organizations.Organization, kind Kind, language string) error {
	if err := own(scope, organization, kind); err != nil {
		return err
	}
	return s.Restore(ctx, kind, Place{organization.ID, language})
}
