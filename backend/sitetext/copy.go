package sitetext

import (
	"context"
	"fmt"
)

// CopyOwn gives an organization the own texts of another, as a new partner
// gets those of the Model Organization (REG-2). It belongs into the
// transaction that makes the organization.
func (s *Service) CopyOwn(ctx context.Context, from, to int64) error {
	err := s.store.Write(ctx).Exec(`INSERT INTO site_texts (kind, language, organization_id, subject, body, updated_at)
		SELECT kind, language, ?, subject, body, ? FROM site_texts WHERE organization_id = ?`, to, s.store.Now(), from).Error
	if err != nil {
		return fmt.Errorf("copy own texts: %w", err)
	}
	return nil
}

// Forget removes an organization's own texts, in the transaction that deletes
// the organization.
func (s *Service) Forget(ctx context.Context, organizationID int64) error {
	if err := s.store.Write(ctx).Exec("DELETE FROM site_texts WHERE organization_id = ?", organizationID).Error; err != nil {
		return fmt.Errorf("forget own texts: %w", err)
	}
	return nil
}
