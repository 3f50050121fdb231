package sheets

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"golang.org/x/text/transform"
)

// csvReader reads RFC 4180 and what offices make of it: rows of different
// lengths, line breaks of every kind, quotation marks inside a cell that were
// not doubled. The standard library's reader has no limit on the length of a
// cell: one quotation mark that is never closed would pull the whole file into
// memory.
type csvReader struct {
	in        *bufio.Reader
	separator byte
	limits    Limits
	line      int // of the byte that is read next, from 1
	cell      []byte
	row       []string
}

// countingReader counts the bytes of the file, before decoding.
type countingReader struct {
	in    io.Reader
	bytes int64
}

func (c *countingReader) Read(p []byte) (int, error) {
	n, err := c.in.Read(p)
	c.bytes += int64(n)
	return n, err
}

// decoded opens the file as UTF-8 without a byte order mark.
func (f *File) decoded() (*os.File, *countingReader, io.Reader, error) {
	stream, err := os.Open(f.path)
	if err != nil {
		return nil, nil, nil, refuse("This file is not there any more. Choose it again.")
	}
	if _, err := stream.Seek(f.text.skip, io.SeekStart); err != nil {
		_ = stream.Close()
		return nil, nil, nil, fmt.Errorf("read sheet: %w", err)
	}
	counted := &countingReader{in: stream, bytes: f.text.skip}
	if f.text.encoding == nil {
		return stream, counted, counted, nil
	}
	return stream, counted, transform.NewReader(counted, f.text.encoding.NewDecoder()), nil
}

func (f *File) csvRows(_ context.Context, _ string, take func(Row) (bool, error)) error {
	stream, counted, in, err := f.decoded()
	if err != nil {
		return err
	}
	defer stream.Close()
	reader := &csvReader{in: bufio.NewReaderSize(in, piece), separator: f.text.separator, limits: f.limits, line: 1}
	for first := true; ; first = false {
		line := reader.line
		cells, err := reader.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if first && f.text.declared {
			continue
		}
		more, err := take(Row{Line: line, Cells: cells, Read: counted.bytes})
		if err != nil || !more {
			return err
		}
	}
}

// next reads one row; io.EOF after the last.
func (r *csvReader) next() ([]string, error) {
	r.row, r.cell = nil, r.cell[:0]
	start := r.line
	b, err := r.in.ReadByte()
	if err != nil {
		return nil, r.wrap(err)
	}
	for ; ; b, err = r.in.ReadByte() {
		switch {
		case errors.Is(err, io.EOF):
			return r.endRow(start)
		case err != nil:
			return nil, r.wrap(err)
		case b == '"' && len(r.cell) == 0:
			if err := r.quoted(); err != nil {
				return nil, err
			}
		case b == r.separator:
			if err := r.endCell(start); err != nil {
				return nil, err
			}
		case b == '\n' || b == '\r':
			r.endLine(b)
			return r.endRow(start)
		default:
			if err := r.add(b, start); err != nil {
				return nil, err
			}
		}
	}
}

// quoted reads what follows an opening quotation mark, up to and without what
// ends the cell.
func (r *csvReader) quoted() error {
	start := r.line
	for {
		b, err := r.in.ReadByte()
		switch {
		case errors.Is(err, io.EOF):
			return refuse("The quotation mark that opens on line %d is never closed. Close it, or save the table again.", start)
		case err != nil:
			return r.wrap(err)
		case b == '"':
			next, err := r.in.Peek(1)
			if err == nil && next[0] == '"' {
				_, _ = r.in.ReadByte() // a doubled one stands for one
			} else if r.closes() {
				return nil
			}
		case b == '\r' || b == '\n':
			r.endLine(b)
			b = '\n'
		}
		if err := r.add(b, start); err != nil {
			return err
		}
	}
}

// closes reports whether the quotation mark just read ends the cell: nothing
// but spaces stands between it and the separator, the line's end or the
// file's. Those spaces are skipped.
func (r *csvReader) closes() bool {
	for length := 1; length <= 16; length++ {
		ahead, err := r.in.Peek(length)
		if err != nil && len(ahead) < length {
			_, _ = r.in.Discard(len(ahead))
			return true
		}
		switch b := ahead[length-1]; {
		case b == r.separator || b == '\n' || b == '\r':
			_, _ = r.in.Discard(length - 1)
			return true
		case b != ' ' && b != '\t':
			return false
		}
	}
	return false
}

func (r *csvReader) add(b byte, start int) error {
	if b == 0 {
		return refuse("Line %d holds a character that no text has (NUL). Save the table again as CSV or XLSX.", r.line)
	}
	if len(r.cell) >= r.limits.Cell {
		return refuse("A cell that begins on line %d is longer than a cell can be. A closing quotation mark may be missing.", start)
	}
	r.cell = append(r.cell, b)
	return nil
}

func (r *csvReader) endCell(line int) error {
	if len(r.row) >= r.limits.Columns {
		return refuse("Line %d has more than %d columns. Take out those that are not needed.", line, r.limits.Columns)
	}
	r.row = append(r.row, string(r.cell))
	r.cell = r.cell[:0]
	return nil
}

func (r *csvReader) endRow(line int) ([]string, error) {
	err := r.endCell(line)
	return r.row, err
}

// endLine counts a line break of one or two characters as one.
func (r *csvReader) endLine(b byte) {
	r.line++
	if b != '\r' {
		return
	}
	if next, err := r.in.Peek(1); err == nil && next[0] == '\n' {
		_, _ = r.in.ReadByte()
	}
}

func (r *csvReader) wrap(err error) error {
	if errors.Is(err, io.EOF) {
		return io.EOF
	}
	return fmt.Errorf("read sheet: %w", err)
}
