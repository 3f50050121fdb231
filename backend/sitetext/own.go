package sitetext

import (
	"context"
	"fmt"

	"portico/backend/access"
	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/store"
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

// OwnText is a text that an organization has of its own, in one language.
type OwnText struct {
	Info      Info
	Language  string // "" for every one
	Text      Text
	UpdatedAt store.Time
}

// OwnOf returns the texts that an organization within the scope has of its own,
// in the order of the catalogue.
func (s *Service) OwnOf(ctx context.Context, scope access.Scope, organization organizations.Organization) ([]OwnText, error) {
	if !scope.SeesPath(organization.Path) {
		return nil, errNoOwn
	}
	var rows []row
	if err := s.store.Read(ctx).Where("organization_id = ?", organization.ID).Order("language").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list own texts: %w", err)
	}
	texts := []OwnText{}
	for _, info := range Catalogue() {
		for _, one := range rows {
			if one.Kind == info.Kind {
				texts = append(texts, OwnText{info, one.Language, Text{Subject: one.Subject, Body: one.Body}, one.UpdatedAt})
			}
		}
	}
	return texts, nil
}
