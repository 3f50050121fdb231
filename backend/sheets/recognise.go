package sheets

import (
	"bytes"
	"fmt"
	"io"
)

// kinds are the beginnings of files that people take for tables, and what to
// tell them. A name's ending proves nothing, so none is looked at.
var kinds = []struct {
	magic string
	words string
}{
	{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "This is an Excel file of the old kind (.xls), or one with a password. Open it in Excel and save it as .xlsx without a password."},
	{"%PDF", "This is a PDF, not a table. Export the table as CSV or XLSX."},
	{"\x89PNG", "This is a picture, not a table. Choose a CSV or XLSX file."},
	{"\xFF\xD8\xFF", "This is a picture, not a table. Choose a CSV or XLSX file."},
	{"GIF8", "This is a picture, not a table. Choose a CSV or XLSX file."},
	{"BM\x00", "This is a picture, not a table. Choose a CSV or XLSX file."},
	{"RIFF", "This is a picture or a sound, not a table. Choose a CSV or XLSX file."},
	{"MZ", "This is a program, not a table. Choose a CSV or XLSX file."},
	{"\x7FELF", "This is a program, not a table. Choose a CSV or XLSX file."},
	{"\xCF\xFA\xED\xFE", "This is a program, not a table. Choose a CSV or XLSX file."},
	{"#!/", "This is a program, not a table. Choose a CSV or XLSX file."},
	{"\x1F\x8B", "This file is compressed. Unpack it first, and choose the CSV or XLSX file in it."},
	{"BZh", "This file is compressed. Unpack it first, and choose the CSV or XLSX file in it."},
	{"7z\xBC\xAF", "This file is compressed. Unpack it first, and choose the CSV or XLSX file in it."},
	{"Rar!", "This file is compressed. Unpack it first, and choose the CSV or XLSX file in it."},
	{"\xFD7zXZ", "This file is compressed. Unpack it first, and choose the CSV or XLSX file in it."},
	{"SQLite format 3", "This is a database, not a table. Export the table as CSV or XLSX."},
	{"{\\rtf", "This is a text document, not a table. Choose a CSV or XLSX file."},
	{"<", "This is a page or an XML file, not a table. Open it in a spreadsheet and save it as CSV or XLSX."},
	{"{", "This is a JSON file, not a table. Choose a CSV or XLSX file."},
}

// recognise tells CSV and XLSX from everything else by the file's first bytes.
// "MZ" is asked to be followed by something that no text has, since a column
// may well be called so.
func (f *File) recognise(stream io.ReadSeeker) error {
	head := make([]byte, 1024)
	n, err := io.ReadFull(stream, head)
	if err != nil && n == 0 {
		return fmt.Errorf("read sheet: %w", err)
	}
	head = head[:n]
	if _, err := stream.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("read sheet: %w", err)
	}
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06")) {
		f.Format = XLSX
		return nil
	}
	start := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF")), " \t\r\n")
	binary := bytes.IndexByte(head, 0) >= 0
	for _, kind := range kinds {
		short := len(kind.magic) == 2 && kind.magic[0] < 0x80 && kind.magic[0] > ' '
		if bytes.HasPrefix(start, []byte(kind.magic)) && (!short || binary) {
			return refuse("%s", kind.words)
		}
	}
	f.Format = CSV
	return nil
}
