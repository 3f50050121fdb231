package sheets

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"

	"github.com/xuri/excelize/v2"
)

// errDamaged is what a person reads of a zip file that is no workbook inside.
func errDamaged() error {
	return refuse("This XLSX file is damaged, or protected by a password. Open it in a spreadsheet and save it again as .xlsx.")
}

// openXLSX checks the package before anything in it is parsed, and reads the
// names of the sheets.
func (f *File) openXLSX(ctx context.Context) error {
	if err := f.checkPackage(ctx); err != nil {
		return err
	}
	book, err := f.book()
	if err != nil {
		return err
	}
	defer book.Close()
	for _, name := range book.GetSheetList() {
		if kind, err := book.GetSheetVisible(name); err == nil && kind {
			f.Sheets = append(f.Sheets, name)
		}
	}
	if len(f.Sheets) == 0 {
		return refuse("This workbook has no sheet that can be seen.")
	}
	return nil
}

// checkPackage unpacks every part into nothing, counting, since the sizes that
// a zip file states can lie. It refuses what is no workbook.
func (f *File) checkPackage(ctx context.Context) error {
	stream, err := os.Open(f.path)
	if err != nil {
		return refuse("This file is not there any more. Choose it again.")
	}
	defer stream.Close()
	digest := sha256.New()
	if _, err := io.Copy(digest, stream); err != nil {
		return fmt.Errorf("read sheet: %w", err)
	}
	f.SHA256 = hex.EncodeToString(digest.Sum(nil))
	archive, err := zip.NewReader(stream, f.Size)
	if err != nil {
		return errDamaged()
	}
	if len(archive.File) > f.limits.Parts {
		return refuse("This file has more parts than a workbook has. Save the table again as CSV or XLSX.")
	}
	var workbook bool
	var unpacked int64
	for _, part := range archive.File {
		if part.Flags&1 != 0 {
			return errDamaged()
		}
		name := strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(part.Name, `\`, "/"), "/"))
		workbook = workbook || name == "xl/workbook.xml"
		size, err := f.measure(ctx, part, name, f.limits.Unpacked-unpacked)
		if err != nil {
			return err
		}
		unpacked += size
	}
	if !workbook {
		return refuse("This is a zip file, but no XLSX workbook. Choose the CSV or XLSX file itself; a document of another program can be saved as one.")
	}
	return nil
}

// measure unpacks one part into nothing and returns its size.
func (f *File) measure(ctx context.Context, part *zip.File, name string, room int64) (int64, error) {
	limit := room
	isSheet := strings.HasPrefix(name, "xl/worksheets/") || name == "xl/sharedstrings.xml"
	if !isSheet && path.Dir(name) != "xl/media" {
		limit = min(limit, f.limits.Part)
	}
	// A part of a few kilobytes may well shrink to nothing; a bomb does not stop there.
	limit = min(limit, max(1<<20, int64(part.CompressedSize64)*f.limits.Ratio))
	content, err := part.Open()
	if err != nil {
		return 0, errDamaged()
	}
	defer content.Close()
	var size int64
	if strings.HasSuffix(name, ".xml") {
		// No spreadsheet program writes one; what it stands for would be left out silently.
		start := make([]byte, 1024)
		n, err := io.ReadFull(content, start)
		if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
			return 0, errDamaged()
		}
		if bytes.Contains(bytes.ToUpper(start[:n]), []byte("<!DOCTYPE")) {
			return 0, refuse("This workbook has a part with a document type of its own, and is not read. Open it in a spreadsheet program and save it again.")
		}
		size = int64(n)
	}
	for size <= limit {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		n, err := io.CopyN(io.Discard, content, min(1<<20, limit-size+1))
		size += n
		if errors.Is(err, io.EOF) {
			return size, nil
		}
		if err != nil {
			return 0, errDamaged()
		}
	}
	return 0, refuse("This file is small, but would grow beyond %s when it is unpacked, and is not read. Save the table again as CSV.", inWords(limit))
}

// book opens the checked file. Sheets and texts larger than the second limit
// lie in temporary files while they are read.
func (f *File) book() (*excelize.File, error) {
	book, err := excelize.OpenFile(f.path, excelize.Options{UnzipSizeLimit: f.limits.Unpacked, UnzipXMLSizeLimit: 16 << 20})
	if err != nil {
		return nil, errDamaged()
	}
	return book, nil
}

func (f *File) xlsxRows(_ context.Context, sheet string, take func(Row) (bool, error)) error {
	book, err := f.book()
	if err != nil {
		return err
	}
	defer book.Close()
	if sheet == "" {
		sheet = f.Sheets[0]
	}
	rows, err := book.Rows(sheet)
	if err != nil {
		return refuse("This workbook has no sheet %q. Choose another.", sheet)
	}
	defer rows.Close()
	for line := 1; rows.Next(); line++ {
		if line > sheetRows { // a row may state any number, and all those before it would be gone through
			return errDamaged()
		}
		cells, err := rows.Columns()
		if err != nil {
			return errDamaged()
		}
		for len(cells) > 0 && cells[len(cells)-1] == "" {
			cells = cells[:len(cells)-1]
		}
		if len(cells) > f.limits.Columns {
			return refuse("Row %s has more than %d columns. Take out those that are not needed.", grouped(line), f.limits.Columns)
		}
		for _, cell := range cells {
			if len(cell) > f.limits.Cell {
				return refuse("A cell in row %s is longer than a cell can be.", grouped(line))
			}
		}
		more, err := take(Row{Line: line, Cells: cells})
		if err != nil || !more {
			return err
		}
	}
	if rows.Error() != nil {
		return errDamaged()
	}
	return nil
}
