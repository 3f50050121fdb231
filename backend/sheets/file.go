// Package sheets reads and writes tables: CSV in the encodings and with the
// separators that offices use, and XLSX.
//
// A file is read as a stream of rows within Limits, so that neither a huge
// file nor one that was made to be huge when unpacked can fill the memory
// (SEC-38). What is written can be opened in a spreadsheet without any cell
// being taken for a formula, and reads back as it was.
package sheets

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
)

// Format is the kind of a file.
type Format string

// The formats.
const (
	CSV  Format = "csv"
	XLSX Format = "xlsx"
)

// File is a table on the disk that was looked through and can be read, any
// number of times.
type File struct {
	Format    Format
	Size      int64
	SHA256    string   // of the file's bytes, in hexadecimal
	Sheets    []string // names of an XLSX file's sheets, in their order
	Encoding  string   // of a CSV file, in words: "UTF-8", "Windows-1252" …
	Separator string   // of a CSV file: one character

	path   string
	limits Limits
	text   text
}

// Row is one row that holds any text.
type Row struct {
	Line  int      // where it begins in a CSV file, or its number in a sheet; from 1
	Cells []string // the caller's to keep
	Read  int64    // bytes of the file that were read so far; 0 for XLSX
}

// Open looks through a file: what it is, how it is written, and that it stays
// within the limits. A CSV file is read once from beginning to end for that,
// in pieces.
//
// It returns an Invalid fault in words for a file that is no table, is empty
// or goes beyond a limit.
func Open(ctx context.Context, path string, limits Limits) (*File, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, refuse("This file is not there any more. Choose it again.")
	case err != nil:
		return nil, fmt.Errorf("open sheet: %w", err)
	case !info.Mode().IsRegular():
		return nil, refuse("This is not a file. Choose a CSV or XLSX file.")
	case info.Size() == 0:
		return nil, refuse("This file is empty. Choose a CSV or XLSX file with a row for the names of the columns and at least one row below it.")
	case info.Size() > limits.Bytes:
		return nil, refuse("This file has %s, and at most %s can be read. Split it into several files.", inWords(info.Size()), inWords(limits.Bytes))
	}
	f := &File{path: path, limits: limits, Size: info.Size()}
	stream, err := os.Open(path)
	if err != nil {
		return nil, refuse("This file can't be read. Check its permissions, and that no other program holds it open.")
	}
	defer stream.Close()
	if err := f.recognise(stream); err != nil {
		return nil, err
	}
	if f.Format == XLSX {
		err = f.openXLSX(ctx)
	} else {
		err = f.openCSV(ctx, stream)
	}
	if err != nil {
		return nil, err
	}
	return f, nil
}

// Rows reads the rows one by one, each cell as it was before Defuse. sheet names a sheet of an XLSX file; ""
// stands for the first. The second value is the error that ends the rows: an
// Invalid fault with the line, or the context's.
func (f *File) Rows(ctx context.Context, sheet string) iter.Seq2[Row, error] {
	read := f.csvRows
	if f.Format == XLSX {
		read = f.xlsxRows
	}
	return func(yield func(Row, error) bool) {
		count := 0
		err := read(ctx, sheet, func(row Row) (bool, error) {
			if !hasText(row.Cells) {
				return true, nil
			}
			if count++; count > f.limits.Rows {
				return false, refuse("This file has more than %s rows. Split it into several files.", grouped(f.limits.Rows-1))
			}
			if count%1024 == 0 && ctx.Err() != nil {
				return false, ctx.Err()
			}
			for i, cell := range row.Cells {
				row.Cells[i] = Arm(cell)
			}
			return yield(row, nil), nil
		})
		if err != nil {
			yield(Row{}, err)
		}
	}
}

func hasText(cells []string) bool {
	for _, cell := range cells {
		for i := range len(cell) {
			if cell[i] > ' ' {
				return true
			}
		}
	}
	return false
}
