package sheets

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"
)

// sheetRows is how many rows a sheet of an XLSX file has.
const sheetRows = excelize.TotalRows

// Writer writes a table row by row, with every cell defused. Close ends the
// file; what was written before is no whole file.
type Writer interface {
	// Write appends a row. The first row is the header.
	Write(cells []string) error
	// Close writes what is still missing. It does not close the stream beneath.
	Close() error
}

// NewWriter returns a writer of a format. sheet is the name of the sheet in an
// XLSX file.
func NewWriter(out io.Writer, format Format, sheet string) (Writer, error) {
	switch format {
	case CSV:
		buffered := bufio.NewWriterSize(out, piece)
		// Without a byte order mark Excel takes UTF-8 for Windows-1252.
		_, err := buffered.WriteString("\uFEFF")
		return &csvWriter{out: buffered}, err
	case XLSX:
		return newXLSXWriter(out, sheet)
	}
	return nil, refuse("Choose CSV or XLSX.")
}

// csvWriter writes RFC 4180: commas, and CR LF after every row.
type csvWriter struct{ out *bufio.Writer }

func (w *csvWriter) Write(cells []string) error {
	for i, cell := range cells {
		if i > 0 {
			_ = w.out.WriteByte(',')
		}
		cell = Defuse(cell)
		// A row of one empty cell would read back as no row; quoted it is one.
		if strings.ContainsAny(cell, "\",;\t|\r\n'") || strings.TrimSpace(cell) != cell {
			cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
		}
		_, _ = w.out.WriteString(cell)
	}
	if _, err := w.out.WriteString("\r\n"); err != nil { // a bufio.Writer keeps its first error
		return fmt.Errorf("write sheet: %w", err)
	}
	return nil
}

func (w *csvWriter) Close() error {
	if err := w.out.Flush(); err != nil {
		return fmt.Errorf("write sheet: %w", err)
	}
	return nil
}

// xlsxWriter writes one sheet of texts. A number that is written as text keeps
// its leading zeros, and no cell is ever a formula.
type xlsxWriter struct {
	out    io.Writer
	book   *excelize.File
	stream *excelize.StreamWriter
	header int
	rows   int
}

func newXLSXWriter(out io.Writer, sheet string) (*xlsxWriter, error) {
	book := excelize.NewFile()
	w := &xlsxWriter{out: out, book: book}
	name := book.GetSheetName(0)
	err := book.SetSheetName(name, sheet)
	if err == nil {
		w.stream, err = book.NewStreamWriter(sheet)
	}
	if err == nil {
		w.header, err = book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	}
	if err == nil {
		err = w.stream.SetColWidth(1, 20, 22)
	}
	if err == nil {
		err = w.stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
	}
	if err != nil {
		return nil, fmt.Errorf("begin sheet: %w", errors.Join(err, book.Close()))
	}
	return w, nil
}

func (w *xlsxWriter) Write(cells []string) error {
	if w.rows++; w.rows > sheetRows {
		return refuse("A sheet of an XLSX file holds at most %s rows. Export as CSV, or filter the list first.", grouped(sheetRows-1))
	}
	style := 0
	if w.rows == 1 {
		style = w.header
	}
	values := make([]any, len(cells))
	for i, cell := range cells {
		// excelize cuts what is longer than a cell, by UTF-16 units.
		values[i] = excelize.Cell{StyleID: style, Value: Defuse(cell)}
	}
	at, err := excelize.CoordinatesToCellName(1, w.rows)
	if err == nil {
		err = w.stream.SetRow(at, values)
	}
	if err != nil {
		return fmt.Errorf("write sheet: %w", err)
	}
	return nil
}

func (w *xlsxWriter) Close() error {
	err := w.stream.Flush()
	if err == nil {
		err = w.book.Write(w.out)
	}
	if err = errors.Join(err, w.book.Close()); err != nil {
		return fmt.Errorf("write sheet: %w", err)
	}
	return nil
}
