package contracts

import (
	"context"
	"fmt"

	"portico/backend/fault"
)

// Correct begins a new version of a document that was sent, from what was sent.
// The version in force stays so until the new one is sent.
func (s *Service) Correct(ctx context.Context, id int64) (Document, error) {
	return s.changeDocument(ctx, id, "document.correct", func(ctx context.Context, d *Document) error {
		if d.IsWritten() {
			return fault.New(fault.Conflict, "This document is being written already.")
		}
		d.IsCorrecting, d.Next = true, d.Delivery
		db := s.Store.Write(ctx)
		err := db.Exec(`INSERT INTO document_signers (document_id, version, position, kind, user_id, role_id, needed)
			SELECT document_id, 0, position, kind, user_id, role_id, needed FROM document_signers WHERE document_id = ? AND version = ?`, d.ID, d.Version).Error
		if err != nil {
			return fmt.Errorf("begin correction: %w", err)
		}
		err = db.Exec("INSERT INTO document_limits (document_id, is_next, user_id, role_id) SELECT document_id, 1, user_id, role_id FROM document_limits WHERE document_id = ?", d.ID).Error
		if err != nil {
			return fmt.Errorf("begin correction: %w", err)
		}
		if d.Kind == Text {
			return nil
		}
		err = db.Exec(`INSERT INTO document_drafts (document_id, file_name, pages, sha256, size, bytes)
			SELECT document_id, file_name, pages, sha256, size, bytes FROM document_versions WHERE document_id = ? AND number = ?`, d.ID, d.Version).Error
		if err != nil {
			return fmt.Errorf("begin correction: %w", err)
		}
		return nil
	})
}

// Discard gives up a correction: all that was said of it is forgotten, and the
// version in force stays as it was.
func (s *Service) Discard(ctx context.Context, id int64) (Document, error) {
	return s.changeDocument(ctx, id, "document.discard", func(ctx context.Context, d *Document) error {
		if !d.IsCorrecting {
			return fault.New(fault.Conflict, "There is no correction to give up.")
		}
		var was struct {
			Title, Body string
			Kind        Kind
		}
		if err := s.Store.Read(ctx).Raw("SELECT title, kind, body FROM document_versions WHERE document_id = ? AND number = ?", d.ID, d.Version).Scan(&was).Error; err != nil {
			return fmt.Errorf("give up correction: %w", err)
		}
		d.Title, d.Kind, d.Body, d.IsCorrecting, d.Next = was.Title, was.Kind, was.Body, false, d.Delivery
		for _, table := range []string{"document_drafts WHERE document_id = ?", "document_signers WHERE version = 0 AND document_id = ?", "document_limits WHERE is_next = 1 AND document_id = ?"} {
			if err := s.Store.Write(ctx).Exec("DELETE FROM "+table, d.ID).Error; err != nil {
				return fmt.Errorf("give up correction: %w", err)
			}
		}
		return nil
	})
}

// takeNextLimits puts whom a correction is limited to in force.
func (s *Service) takeNextLimits(ctx context.Context, d *Document) error {
	db := s.Store.Write(ctx)
	err := db.Exec("DELETE FROM document_limits WHERE document_id = ? AND is_next = 0", d.ID).Error
	if err == nil {
		err = db.Exec("UPDATE document_limits SET is_next = 0 WHERE document_id = ?", d.ID).Error
	}
	if err == nil {
		err = s.Store.Read(ctx).Raw("SELECT EXISTS (SELECT 1 FROM document_limits WHERE document_id = ?)", d.ID).Scan(&d.IsLimited).Error
	}
	if err != nil {
		return fmt.Errorf("put limits of correction in force: %w", err)
	}
	return nil
}
