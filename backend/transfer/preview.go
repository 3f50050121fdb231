package transfer

import (
	"context"
	"io"

	"portico/backend/sheets"
)

// previewRows is how many rows a preview shows.
const previewRows = 8

// previewCell is how many characters of a cell a preview shows.
const previewCell = 200

// Preview is the beginning of a file, with a guess at its columns.
type Preview struct {
	Format    string
	Encoding  string
	Separator string
	Sheets    []string // of an XLSX file
	Sheet     string   // the one that is shown
	Headers   []string // the first row
	Rows      [][]string
	Mapping   []string // for each column the field that it seems to hold, or ""
}

// Preview reads the beginning of a file, and all of a CSV file once to learn
// its encoding.
func (s *Service) Preview(ctx context.Context, kind Kind, path, sheet string) (Preview, error) {
	file, err := sheets.Open(ctx, path, s.limits)
	if err != nil {
		return Preview{}, err
	}
	preview := Preview{Format: string(file.Format), Encoding: file.Encoding, Separator: file.Separator, Sheets: append([]string{}, file.Sheets...), Sheet: sheet, Headers: []string{}, Rows: [][]string{}}
	if sheet == "" && len(file.Sheets) > 0 {
		preview.Sheet = file.Sheets[0]
	}
	width, first := 0, true
	for row, err := range file.Rows(ctx, preview.Sheet) {
		if err != nil {
			return Preview{}, err
		}
		cells := make([]string, len(row.Cells))
		for i, cell := range row.Cells {
			cells[i] = shorten(cell)
		}
		width = max(width, len(cells))
		if first {
			preview.Headers, first = cells, false
			continue
		}
		if preview.Rows = append(preview.Rows, cells); len(preview.Rows) == previewRows {
			break
		}
	}
	if first {
		return Preview{}, invalid("This sheet is empty. Choose another sheet or file.")
	}
	preview.Headers = widen(preview.Headers, width)
	for i, row := range preview.Rows {
		preview.Rows[i] = widen(row, width)
	}
	preview.Mapping = Guess(kind, preview.Headers)
	return preview, nil
}

func widen(cells []string, width int) []string {
	for len(cells) < width {
		cells = append(cells, "")
	}
	return cells
}

func shorten(cell string) string {
	if runes := []rune(cell); len(runes) > previewCell {
		return string(runes[:previewCell]) + "…"
	}
	return cell
}

// Template writes a table with the columns that an import of this kind knows,
// and no row: an example would end up in somebody's site.
func (s *Service) Template(out io.Writer, kind Kind, format sheets.Format) error {
	writer, err := sheets.NewWriter(out, format, sheetName(kind))
	if err != nil {
		return err
	}
	var headers []string
	for _, field := range Fields(kind) {
		if field.InTemplate {
			headers = append(headers, field.Label)
		}
	}
	if err := writer.Write(headers); err != nil {
		return err
	}
	return writer.Close()
}

func sheetName(kind Kind) string {
	switch kind {
	case Users:
		return "Users"
	case Allotments:
		return "Allotments"
	}
	return "Organizations"
}
