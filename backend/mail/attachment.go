package mail

import (
	"context"
	"fmt"
	"mime"
	"strings"
	"unicode"

	"portico/backend/fault"
	"portico/backend/store"
)

// The limits of what is attached to one mail: mail servers mostly refuse more
// than 20 to 25 MiB, and a file grows by a third on its way.
const (
	MaxAttachments      = 10
	MaxAttachmentsBytes = 10 << 20
)

// Attachment is a file that goes with a mail. Its content is not sealed: it must
// not carry what only the recipient may know.
type Attachment struct {
	Name      string // of the file, without a folder: "report.pdf"
	MediaType string // "application/pdf"
	Content   []byte
	// Source says who makes the content when the mail goes out or is read,
	// instead of Content; SourceID is what of. What can't be made any more, as
	// when a response was deleted, is left out.
	Source   Source
	SourceID int64
}

// Source names somebody who makes files for mails.
type Source string

// Makers are those who make files, by what they are named. A maker returns a
// fault for what is not to be had.
type Makers map[Source]func(ctx context.Context, id int64) ([]byte, error)

// File describes an attachment.
type File struct {
	ID        int64
	Name      string
	MediaType string
	Size      int64 // bytes; 0 for one that is made when it is needed
}

func checkAttachments(all []Attachment, fields *fault.Fields) {
	fields.Require(len(all) <= MaxAttachments, "attachments", fmt.Sprintf("A mail takes at most %d files.", MaxAttachments))
	total := 0
	for _, one := range all {
		total += len(one.Content)
		fields.Require(isFileName(one.Name), "attachments", "A file that is attached needs a plain name of at most 150 characters.")
		_, _, err := mime.ParseMediaType(one.MediaType)
		fields.Require(err == nil && strings.Contains(one.MediaType, "/") && len(one.MediaType) <= 150, "attachments", "A file that is attached needs a media type such as application/pdf.")
		fields.Require(len(one.Content) > 0 || one.Source != "", "attachments", "A file that is attached is empty.")
	}
	fields.Require(total <= MaxAttachmentsBytes, "attachments", "The files attached to a mail may have at most 10 MiB together.")
}

func isFileName(name string) bool {
	return name != "" && name == store.Clean(name) && len([]rune(name)) <= 150 && !strings.HasPrefix(name, ".") &&
		!strings.ContainsFunc(name, func(r rune) bool { return strings.ContainsRune(`/\:*?"<>|`, r) || unicode.IsControl(r) })
}

// attach writes the files of a mail, in its transaction.
func (o *Outbox) attach(ctx context.Context, id int64, all []Attachment) error {
	for _, one := range all {
		err := o.store.Write(ctx).Exec("INSERT INTO outbox_attachments (mail_id, name, media_type, size, content, source, source_id) VALUES (?, ?, ?, ?, ?, ?, ?)",
			id, one.Name, one.MediaType, len(one.Content), append([]byte{}, one.Content...), one.Source, one.SourceID).Error
		if err != nil {
			return fmt.Errorf("attach file: %w", err)
		}
	}
	return nil
}

// files describes what is attached to a mail.
func (o *Outbox) files(ctx context.Context, id int64) ([]File, error) {
	files := []File{}
	if err := o.store.Read(ctx).Raw("SELECT id, name, media_type, size FROM outbox_attachments WHERE mail_id = ? ORDER BY id", id).Scan(&files).Error; err != nil {
		return nil, fmt.Errorf("list attachments: %w", err)
	}
	return files, nil
}

// attached reads what is attached to a mail.
func (o *Outbox) attached(ctx context.Context, id int64) ([]Attachment, error) {
	var all []Attachment
	if err := o.store.Read(ctx).Raw("SELECT name, media_type, content, source, source_id FROM outbox_attachments WHERE mail_id = ? ORDER BY id", id).Scan(&all).Error; err != nil {
		return nil, fmt.Errorf("read attachments: %w", err)
	}
	whole := all[:0]
	for _, one := range all {
		if one.Source == "" {
			whole = append(whole, one)
			continue
		}
		maker, known := o.makers[one.Source]
		if !known {
			return nil, fmt.Errorf("make attachment: nobody makes a %q", one.Source)
		}
		content, err := maker(ctx, one.SourceID)
		if fault.As(err) != nil {
			continue // it is gone, or may not be shown any more
		}
		if err != nil {
			return nil, fmt.Errorf("make attachment: %w", err)
		}
		one.Content = content
		whole = append(whole, one)
	}
	return whole, nil
}
