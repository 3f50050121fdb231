package sheets

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"strings"
)

// separators in the order in which a draw is decided.
const separators = ",;\t|"

// sampleRows is how many rows the guess of the separator looks at.
const sampleRows = 20

// chooseSeparator takes what the first line declares ("sep=;"), else the
// separator that cuts the first rows into the most columns of one same number.
// Quotation marks count: a comma inside them separates nothing.
func (f *File) chooseSeparator(_ context.Context) error {
	stream, _, in, err := f.decoded()
	if err != nil {
		return err
	}
	defer stream.Close()
	sample, err := io.ReadAll(io.LimitReader(in, piece))
	if err != nil {
		return refuse("This file can't be read as text. Save the table again as CSV or XLSX.")
	}
	if strings.TrimSpace(string(sample)) == "" {
		return refuse("This file is empty. Choose a CSV or XLSX file with a row for the names of the columns and at least one row below it.")
	}
	if isBinary(sample) {
		return refuse("This file is no table. Choose a CSV or XLSX file.")
	}
	first, _, _ := bytes.Cut(sample, []byte("\n"))
	first = bytes.TrimRight(first, "\r")
	if value, ok := bytes.CutPrefix(bytes.ToLower(first), []byte("sep=")); ok && len(value) == 1 && strings.IndexByte(separators, value[0]) >= 0 {
		f.text.separator, f.text.declared = value[0], true
		f.Separator = string(value)
		return nil
	}
	best := 0
	for i := range len(separators) {
		if score := f.fit(sample, separators[i]); f.text.separator == 0 || score > best {
			f.text.separator, best = separators[i], score
		}
	}
	f.Separator = string(f.text.separator)
	return nil
}

// fit says how well a separator fits: 0 for one that separates nothing, more
// for more columns, and most for rows of one length.
func (f *File) fit(sample []byte, separator byte) int {
	reader := &csvReader{in: bufio.NewReader(bytes.NewReader(sample)), separator: separator, limits: f.limits, line: 1}
	lengths := map[int]int{}
	rows, header := 0, 0
	for rows < sampleRows {
		cells, err := reader.next()
		if err != nil {
			break // the sample ends, in the middle of a row perhaps
		}
		if !hasText(cells) {
			continue
		}
		if rows++; rows == 1 {
			header = len(cells)
		}
		lengths[len(cells)]++
	}
	if header < 2 {
		return 0
	}
	return lengths[header]*1000/max(1, rows)*10 + min(header, 256)
}

// isBinary reports whether a text holds more control characters than any text.
func isBinary(sample []byte) bool {
	control := 0
	for _, b := range sample {
		if b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f' && b != 0x1A {
			control++
		}
	}
	return control*100 > len(sample)
}
