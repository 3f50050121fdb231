package bindings

import (
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"os"

	"portico/backend"
	"portico/backend/contracts"
	"portico/backend/fault"
)

// DocumentPreview is a PDF to look at.
type DocumentPreview struct {
	Name    string   `json:"name"`
	Data    string   `json:"data"`    // base64
	Missing []string `json:"missing"` // reserved words without a value
	Lost    []string `json:"lost"`    // characters that can't be printed
}

// Upload puts a chosen PDF into a document.
func (c *Contracts) Upload(id int64, token string) (DocumentDetail, error) {
	path, name, err := c.core.chosen(token)
	if err != nil {
		return DocumentDetail{}, err
	}
	defer c.core.discard(token)
	file, err := os.Open(path) //nolint:gosec // the person chose it
	if err != nil {
		return DocumentDetail{}, fault.New(fault.Invalid, fmt.Sprintf("%s can't be read. Choose a file that is there and that you may open.", name))
	}
	defer func() { _ = file.Close() }()
	content, err := io.ReadAll(io.LimitReader(file, contracts.MaxFile+1))
	if err != nil {
		return DocumentDetail{}, fmt.Errorf("read PDF: %w", err)
	}
	return c.changed(id, func(ctx context.Context, s *contracts.Service) error {
		_, err := s.Upload(ctx, id, name, content)
		return err
	})
}

// Preview returns the PDF of a document as it would be sent now.
func (c *Contracts) Preview(id int64) (DocumentPreview, error) {
	ctx, b, err := c.enter()
	if err != nil {
		return DocumentPreview{}, err
	}
	made, err := b.Contracts.Preview(ctx, id)
	return preview(made), err
}

func preview(made contracts.Preview) DocumentPreview {
	return DocumentPreview{Name: made.Name, Data: base64.StdEncoding.EncodeToString(made.Bytes), Missing: append([]string{}, made.Missing...), Lost: append([]string{}, made.Lost...)}
}

// SaveFile asks where to save a file of a version and writes it: "sent" what was
// frozen, "signed" the signed PDF, "evidence" its proof.
func (c *Contracts) SaveFile(id int64, version int, kind string) (TaskState, error) {
	ctx, b, err := c.enter()
	if err != nil {
		return TaskState{}, err
	}
	var name string
	var data []byte
	switch kind {
	case "sent":
		file, err := b.Contracts.VersionFile(ctx, id, version)
		if err != nil {
			return TaskState{}, err
		}
		name, data = file.Name, file.Bytes
	case "signed", "evidence":
		final, err := b.Contracts.FinalOf(ctx, id, version)
		if err != nil {
			return TaskState{}, err
		}
		name, data = final.SignedName(), final.PDF
		if kind == "evidence" {
			name, data = final.EvidenceName(), final.Evidence
		}
	default:
		return TaskState{}, fault.New(fault.Invalid, "There is no such kind of file.")
	}
	return c.core.save("Writing the file", name, func(context.Context, *backend.Backend, *Progress) (func(io.Writer) error, error) {
		return func(out io.Writer) error { _, err := out.Write(data); return err }, nil
	})
}
