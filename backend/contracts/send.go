package contracts

import (
	"context"
	"fmt"
	"slices"

	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/store"
)

// Send freezes a document as its next version and writes to those whose turn it
// is (DOC-4). It returns an Invalid fault where there is no content, a reserved
// word has no value or a line of those who must sign can never be filled, and a Conflict fault for a document that is not
// being written or whose organization or contract is archived.
func (s *Service) Send(ctx context.Context, id int64) (Document, error) {
	// The PDF is made outside the transaction, which then looks whether it still
	// is what is to be sent. That it is not three times in a row means somebody
	// is writing.
	for range 3 {
		d, err := s.Document(ctx, id)
		if err != nil {
			return Document{}, err
		}
		if !d.IsWritten() {
			return Document{}, fault.New(fault.Conflict, "This document was sent already. Begin a correction to make a new version.")
		}
		made, err := s.make(ctx, d, false)
		if err != nil {
			return Document{}, err
		}
		sent, err := s.freeze(ctx, id, made)
		if err != errMadeOfOther { //nolint:errorlint // never wrapped
			return sent, err
		}
	}
	return Document{}, errChanged
}

var errMadeOfOther = fault.New(fault.Conflict, "the document changed while its PDF was made")

func (s *Service) freeze(ctx context.Context, id int64, made content) (Document, error) {
	return s.changeDocument(ctx, id, "document.send", func(ctx context.Context, d *Document) error {
		if !d.IsWritten() {
			return fault.New(fault.Conflict, "This document was sent already. Begin a correction to make a new version.")
		}
		if err := s.mustBeInForce(ctx, *d); err != nil {
			return err
		}
		if err := s.mustBeFillable(ctx, *d); err != nil {
			return err
		}
		draft, _, err := s.Draft(ctx, id)
		if err != nil {
			return err
		}
		values, err := s.values(ctx, *d)
		if err != nil {
			return err
		}
		if !made.isOf(*d, draft.SHA256, values) {
			return errMadeOfOther
		}
		now, actor := s.Store.Now(), audit.ActorIn(ctx)
		db := s.Store.Write(ctx)
		if d.IsCorrecting {
			if err := s.takeNextLimits(ctx, d); err != nil {
				return err
			}
		}
		d.Version, d.State, d.IsCorrecting, d.Delivery, d.SentAt, d.CompletedAt = d.Version+1, Sent, false, d.Next, now, store.Time{}
		err = db.Exec("INSERT INTO document_versions (document_id, number, title, kind, body, file_name, pages, in_order, sha256, size, sent_at, sent_by, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			d.ID, d.Version, d.Title, d.Kind, d.Body, made.Name, made.pages, d.InOrder, made.SHA256, len(made.Bytes), now, actor.Name, made.Bytes).Error
		if err != nil {
			return fmt.Errorf("freeze document: %w", err)
		}
		if err := db.Exec("DELETE FROM document_drafts WHERE document_id = ?", d.ID).Error; err != nil {
			return fmt.Errorf("freeze document: %w", err)
		}
		if err := db.Exec("UPDATE document_signers SET is_open = 0 WHERE document_id = ? AND is_open = 1", d.ID).Error; err != nil {
			return fmt.Errorf("end earlier turns: %w", err)
		}
		if err := db.Exec("UPDATE document_signers SET version = ? WHERE document_id = ? AND version = 0", d.Version, d.ID).Error; err != nil {
			return fmt.Errorf("freeze who must sign: %w", err)
		}
		var versionID int64
		if err := s.Store.Read(ctx).Raw("SELECT id FROM document_versions WHERE document_id = ? AND number = ?", d.ID, d.Version).Scan(&versionID).Error; err != nil {
			return fmt.Errorf("freeze document: %w", err)
		}
		if err := s.note(ctx, Event{DocumentID: d.ID, VersionID: versionID, Kind: WasSent, Means: AtDesk, ShownSHA256: made.SHA256}); err != nil {
			return err
		}
		d.RemindAt = s.remindAt(ctx, *d)
		if err := s.settleTurn(ctx, d); err != nil {
			return err
		}
		if err := db.Exec("DELETE FROM document_mails WHERE document_id = ?", d.ID).Error; err != nil {
			return fmt.Errorf("forget earlier mails: %w", err)
		}
		// Whom to write to is looked up of the version that is in force from here.
		if err := db.Save(d).Error; err != nil {
			return fmt.Errorf("freeze document: %w", err)
		}
		return s.invite(ctx, *d)
	})
}

// mustBeInForce refuses to send what nobody could see.
func (s *Service) mustBeInForce(ctx context.Context, d Document) error {
	var found struct {
		IsArchived bool
		Status     string
	}
	err := s.Store.Read(ctx).Raw("SELECT c.is_archived, o.status FROM contracts c CROSS JOIN organizations o ON o.id = c.organization_id WHERE c.id = ?", d.ContractID).Scan(&found).Error
	switch {
	case err != nil:
		return fmt.Errorf("find contract of document: %w", err)
	case found.IsArchived:
		return fault.New(fault.Conflict, "The contract is archived. Restore it first.")
	case found.Status != "active":
		return fault.New(fault.Conflict, "The organization is archived. Restore it first.")
	}
	return nil
}

// SentMany says what came of sending many, by the documents' ids.
type SentMany struct {
	Sent   int
	Kept   map[int64]string // what kept them, also of documents that are not there any more
	Warned map[int64]string // sent, though as things stand not all signatures can come
}

// SendMany sends documents one by one.
func (s *Service) SendMany(ctx context.Context, ids []int64) (SentMany, error) {
	done := SentMany{Kept: map[int64]string{}, Warned: map[int64]string{}}
	for _, id := range slices.Compact(slices.Sorted(slices.Values(ids))) {
		obstacles, err := s.Obstacles(ctx, id)
		if err == nil {
			_, err = s.Send(ctx, id)
		}
		if said := fault.As(err); said != nil {
			done.Kept[id] = said.Message
			continue
		}
		if err != nil {
			return done, err
		}
		done.Sent++
		if len(obstacles) > 0 {
			done.Warned[id] = obstacles[0].Detail
		}
	}
	return done, nil
}
