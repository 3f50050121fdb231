package contracts

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"strings"
	"time"

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
