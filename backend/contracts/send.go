package contracts

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/pdf"
	"portico/backend/store"
)

// Upload puts a PDF into a document that is being written. It is recognised by
// its content and must be one that can be shown, kept and sealed (SEC-39): the
// faults are those of pdf.Inspect, for the field "file".
func (s *Service) Upload(ctx context.Context, id int64, name string, content []byte) (Document, error) {
	if len(content) > MaxFile {
		return Document{}, refuseFile("This file has more than 25 MiB. Make it smaller, by saving its pictures in a lower resolution for example.")
	}
	info, err := pdf.Inspect(content)
	if said := fault.As(err); said != nil {
		return Document{}, refuseFile(said.Message)
	}
	if err != nil {
		return Document{}, err
	}
	sum := sha256.Sum256(content)
	return s.changeDocument(ctx, id, "document.upload", func(ctx context.Context, d *Document) error {
		if !d.IsWritten() {
			return fault.New(fault.Conflict, "This document was sent, so its content stays as it is. Begin a correction to make a new version.")
		}
		d.Kind, d.Body = File, ""
		err := s.Store.Write(ctx).Exec(`INSERT INTO document_drafts (document_id, file_name, pages, sha256, size, bytes) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT (document_id) DO UPDATE SET file_name = excluded.file_name, pages = excluded.pages, sha256 = excluded.sha256, size = excluded.size, bytes = excluded.bytes`,
			d.ID, pdfName(name[strings.LastIndexAny(name, `/\`)+1:]), info.Pages, hex.EncodeToString(sum[:]), len(content), content).Error
		if err != nil {
			return fmt.Errorf("keep file of document: %w", err)
		}
		return nil
	})
}

func refuseFile(message string) error {
	return &fault.Error{Code: fault.Invalid, Message: message, Fields: map[string]string{"file": message}}
}

// pdfName returns a plain file name that ends in .pdf, of a title or of a file
// that somebody chose.
func pdfName(name string) string {
	name = store.Clean(name)
	name = strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '-'
		}
		return r
	}, strings.Trim(name, " ."))
	if len(name) >= 4 && strings.EqualFold(name[len(name)-4:], ".pdf") {
		name = name[:len(name)-4]
	}
	if runes := []rune(name); len(runes) > 100 {
		name = string(runes[:100])
	}
	if name = strings.TrimSpace(name); name == "" {
		name = "document"
	}
	return name + ".pdf"
}

// DraftFile describes the PDF of a document that is being written.
type DraftFile struct {
	FileName string
	Pages    int
	SHA256   string `gorm:"column:sha256"`
	Size     int64
}

// Draft returns the PDF that was uploaded, and whether there is one.
func (s *Service) Draft(ctx context.Context, documentID int64) (DraftFile, bool, error) {
	var found []DraftFile
	if err := s.Store.Read(ctx).Raw("SELECT file_name, pages, sha256, size FROM document_drafts WHERE document_id = ?", documentID).Scan(&found).Error; err != nil {
		return DraftFile{}, false, fmt.Errorf("find file of document: %w", err)
	}
	if len(found) == 0 {
		return DraftFile{}, false, nil
	}
	return found[0], true, nil
}

// content is what is about to be sent: the bytes, and what they were made from.
type content struct {
	PDF
	pages  int
	body   string
	values map[string]string
	lost   []string // characters that no font has
}

func (c content) isOf(d Document, sha string, values map[string]string) bool {
	if d.Kind == File {
		return c.SHA256 == sha
	}
	return c.body == d.Body && maps.Equal(c.values, values)
}

// make makes the PDF of what is being written. preview shows reserved words
// without a value, and characters that can't be printed, as they come; else they
// are an Invalid fault.
func (s *Service) make(ctx context.Context, d Document, preview bool) (content, error) {
	if d.Kind == File {
		var found []struct {
			PDF
			Pages int
		}
		if err := s.Store.Read(ctx).Raw("SELECT file_name AS name, sha256, bytes, pages FROM document_drafts WHERE document_id = ?", d.ID).Scan(&found).Error; err != nil {
			return content{}, fmt.Errorf("read file of document: %w", err)
		}
		if len(found) == 0 {
			return content{}, &fault.Error{Code: fault.Invalid, Message: "This document has no PDF yet. Upload one.", Fields: map[string]string{"file": "Upload a PDF."}}
		}
		return content{PDF: found[0].PDF, pages: found[0].Pages}, nil
	}
	if strings.TrimSpace(d.Body) == "" {
		return content{}, &fault.Error{Code: fault.Invalid, Message: "This document has no text yet. Write one.", Fields: map[string]string{"body": "Write the text."}}
	}
	values, err := s.values(ctx, d)
	if err != nil {
		return content{}, err
	}
	if names := missing(d.Body, values); len(names) > 0 && !preview {
		return content{}, missingFault(names)
	}
	day := s.Store.Now().UTC().Truncate(24 * time.Hour)
	made, lost, err := print(d.Title, values["site.name"], d.Body, values, day)
	if err != nil {
		return content{}, err
	}
	if len(lost) > 0 && !preview {
		return content{}, lostFault(lost)
	}
	info, err := pdf.Inspect(made)
	if err != nil {
		return content{}, fmt.Errorf("check the document that was made: %w", err)
	}
	sum := sha256.Sum256(made)
	return content{PDF: PDF{Name: pdfName(d.Title), SHA256: hex.EncodeToString(sum[:]), Bytes: made}, pages: info.Pages, body: d.Body, values: values, lost: lost}, nil
}

// Preview is a document as it would be sent now, with what refuses sending it.
type Preview struct {
	PDF
	Missing []string // reserved words without a value
	Lost    []string // characters that no font has
}

// Preview returns the PDF of a document as it would be sent now. Of one that is
// not being written it is the newest version.
func (s *Service) Preview(ctx context.Context, id int64) (Preview, error) {
	d, err := s.Document(ctx, id)
	if err != nil {
		return Preview{}, err
	}
	if !d.IsWritten() {
		file, err := s.VersionFile(ctx, id, d.Version)
		return Preview{PDF: file}, err
	}
	made, err := s.make(ctx, d, true)
	if err != nil {
		return Preview{}, err
	}
	return Preview{PDF: made.PDF, Missing: missing(d.Body, made.values), Lost: made.lost}, nil
}

// VersionFile returns the frozen bytes of a version, for the administrator.
func (s *Service) VersionFile(ctx context.Context, documentID int64, number int) (PDF, error) {
	var id int64
	if err := s.Store.Read(ctx).Raw("SELECT id FROM document_versions WHERE document_id = ? AND number = ?", documentID, number).Scan(&id).Error; err != nil {
		return PDF{}, fmt.Errorf("find version of document: %w", err)
	}
	return s.frozen(ctx, id)
}

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

// Withdraw takes a document back: nobody can sign it any more. What was signed
// stays.
func (s *Service) Withdraw(ctx context.Context, id int64, reason string) (Document, error) {
	reason = store.CleanText(reason)
	if reason == "" || len([]rune(reason)) > MaxReason {
		return Document{}, refuseReason()
	}
	return s.changeDocument(ctx, id, "document.withdraw", func(ctx context.Context, d *Document) error {
		if d.State != Sent && d.State != Declined {
			return fault.New(fault.Conflict, "Only a document that waits for signatures can be withdrawn.")
		}
		d.State, d.RemindAt = Withdrawn, store.Time{}
		var version struct {
			ID     int64
			SHA256 string `gorm:"column:sha256"`
		}
		if err := s.Store.Read(ctx).Raw("SELECT id, sha256 FROM document_versions WHERE document_id = ? AND number = ?", d.ID, d.Version).Scan(&version).Error; err != nil {
			return fmt.Errorf("withdraw document: %w", err)
		}
		if err := s.note(ctx, Event{DocumentID: d.ID, VersionID: version.ID, Kind: WasWithdrawn, Means: AtDesk, Reason: reason, ShownSHA256: version.SHA256}); err != nil {
			return err
		}
		return s.settleTurn(ctx, d)
	})
}

// MaxReason is the longest reason for declining or withdrawing, in characters.
const MaxReason = 1000

func refuseReason() error {
	return &fault.Error{Code: fault.Invalid, Message: "Please check the marked fields.", Fields: map[string]string{"reason": "Say why, in at most 1,000 characters."}}
}

// SendMany sends documents one by one, and returns how many went out and what
// kept the others, by their ids.
func (s *Service) SendMany(ctx context.Context, ids []int64) (int, map[int64]string, error) {
	sent, kept := 0, map[int64]string{} // also of documents that are not there any more
	for _, id := range slices.Compact(slices.Sorted(slices.Values(ids))) {
		_, err := s.Send(ctx, id)
		if said := fault.As(err); said != nil {
			kept[id] = said.Message
			continue
		}
		if err != nil {
			return sent, kept, err
		}
		sent++
	}
	return sent, kept, nil
}
