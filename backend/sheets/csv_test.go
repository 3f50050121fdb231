package sheets_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"portico/backend/sheets"
)

func TestEncodings(t *testing.T) {
	const table = "id,name\n1,Åkerström & Søn\n2,Łódź\n"
	latin := []byte("id,name\n1,\xC5kerstr\xF6m & S\xF8n\n2,\x80uro\n")
	for _, one := range []struct {
		name, encoding string
		data           []byte
		want           string
	}{
		{"ADM-4 UTF-8", "UTF-8", []byte(table), "id¦name\n1¦Åkerström & Søn\n2¦Łódź"},
		{"ADM-4 UTF-8 with a byte order mark", "UTF-8", []byte("\xEF\xBB\xBF" + table), "id¦name\n1¦Åkerström & Søn\n2¦Łódź"},
		{"ADM-4 UTF-16 LE with a byte order mark", "UTF-16", utf16Bytes(table, false, true), "id¦name\n1¦Åkerström & Søn\n2¦Łódź"},
		{"ADM-4 UTF-16 BE with a byte order mark", "UTF-16", utf16Bytes(table, true, true), "id¦name\n1¦Åkerström & Søn\n2¦Łódź"},
		{"ADM-4 UTF-16 LE without one", "UTF-16", utf16Bytes(table, false, false), "id¦name\n1¦Åkerström & Søn\n2¦Łódź"},
		{"ADM-4 UTF-16 BE without one", "UTF-16", utf16Bytes(table, true, false), "id¦name\n1¦Åkerström & Søn\n2¦Łódź"},
		{"ADM-4 Windows-1252", "Windows-1252", latin, "id¦name\n1¦Åkerström & Søn\n2¦€uro"},
	} {
		t.Run(one.name, func(t *testing.T) {
			file, rows, lines := mustRead(t, write(t, one.data))
			if flat(rows) != one.want || file.Encoding != one.encoding || !slices.Equal(lines, []int{1, 2, 3}) {
				t.Fatalf("%s, lines %v:\n%s", file.Encoding, lines, flat(rows))
			}
		})
	}
	t.Run("ADM-4 a character across two pieces is no damage", func(t *testing.T) {
		file, rows, _ := mustRead(t, write(t, []byte("name,x\n"+strings.Repeat("ö,1\n", 40000))))
		if file.Encoding != "UTF-8" || len(rows) != 40001 {
			t.Fatal(file.Encoding, len(rows))
		}
	})
	t.Run("ADM-4 UTF-8 with a damaged character is refused with its line", func(t *testing.T) {
		_, _, _, err := read(t, write(t, []byte("\xEF\xBB\xBFname,x\nö,1\n\xC3(,2\n")), limits())
		wantRefusal(t, err, "line 3")
	})
}

func TestSeparators(t *testing.T) {
	for _, one := range []struct{ name, data, separator, want string }{
		{"ADM-4 comma", "a,b\n1,2\n", ",", "a¦b\n1¦2"},
		{"ADM-4 semicolon", "a;b\n1,5;2\n", ";", "a¦b\n1,5¦2"},
		{"ADM-4 tab", "a\tb\n1,5\t2\n", "\t", "a¦b\n1,5¦2"},
		{"ADM-4 pipe", "a|b\n1|2\n", "|", "a¦b\n1¦2"},
		{"ADM-4 a separator in quotes counts for nothing", "a;b\n\"x,y,z\";1\n\"x,y,z\";2\n", ";", "a¦b\nx,y,z¦1\nx,y,z¦2"},
		{"ADM-4 a declared separator goes first", "sep=;\r\na,b;c\r\n1,2;3\r\n", ";", "a,b¦c\n1,2¦3"},
		{"ADM-4 one column needs none", "name\nAcme\n", ",", "name\nAcme"},
	} {
		t.Run(one.name, func(t *testing.T) {
			file, rows, _ := mustRead(t, write(t, []byte(one.data)))
			if file.Separator != one.separator || flat(rows) != one.want {
				t.Fatalf("%q:\n%s", file.Separator, flat(rows))
			}
		})
	}
}

func TestRows(t *testing.T) {
	for _, one := range []struct {
		name, data, want string
		lines            []int
	}{
		{"ADM-4 line breaks in quotes keep the line numbers", "a,b\n\"x\r\ny\",1\nz,2\n", "a¦b\nx\ny¦1\nz¦2", []int{1, 2, 4}},
		{"ADM-4 rows of different lengths", "a,b,c\n1\n1,2,3,4\n", "a¦b¦c\n1\n1¦2¦3¦4", []int{1, 2, 3}},
		{"ADM-4 rows without text are left out", "a,b\n,,\n\n  ,\n1,2\n\n", "a¦b\n1¦2", []int{1, 5}},
		{"ADM-4 doubled quotes, and lone ones", "a,b\n\"say \"\"hi\"\"\",\"5\" pipe\"\nx \"y\" z,2\n", "a¦b\nsay \"hi\"¦5\" pipe\nx \"y\" z¦2", []int{1, 2, 3}},
		{"ADM-4 spaces after a closing quote", "a,b\n\"x\"  ,1\n\"y\" \n", "a¦b\nx¦1\ny", []int{1, 2, 3}},
		{"ADM-4 line breaks of an old Mac", "a,b\r1,2\r3,4", "a¦b\n1¦2\n3¦4", []int{1, 2, 3}},
		{"ADM-4 no line break at the end", "a,b\n1,2", "a¦b\n1¦2", []int{1, 2}},
	} {
		t.Run(one.name, func(t *testing.T) {
			_, rows, lines := mustRead(t, write(t, []byte(one.data)))
			if flat(rows) != one.want || !slices.Equal(lines, one.lines) {
				t.Fatalf("lines %v:\n%s", lines, flat(rows))
			}
		})
	}
}

func TestRefusals(t *testing.T) {
	for _, one := range []struct {
		name, data, words string
		change            func(*sheets.Limits)
	}{
		{"SEC-38 an empty file", "", "empty", nil},
		{"SEC-38 nothing but spaces", " \r\n\r\n ", "empty", nil},
		{"SEC-38 a PDF", "%PDF-1.7\n%âãÏÓ", "PDF", nil},
		{"SEC-38 a picture", "\x89PNG\r\n\x1a\n\x00\x00", "picture", nil},
		{"SEC-38 a program", "MZ\x90\x00\x03\x00\x00\x00", "program", nil},
		{"SEC-38 another program", "\x7FELF\x02\x01\x01\x00", "program", nil},
		{"SEC-38 an old workbook", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\x00\x00", ".xls", nil},
		{"SEC-38 a page", "<!DOCTYPE html><table>", "page", nil},
		{"SEC-38 a database", "SQLite format 3\x00", "database", nil},
		{"SEC-38 a compressed file", "\x1F\x8B\x08\x00", "compressed", nil},
		{"SEC-38 bytes of no kind", "ab\x01\x02\x03\x04\x05,\x06\x07\n", "no table", nil},
		{"SEC-38 NUL bytes", "a,b\n1,2\nx\x00y,3\n", "Line 3", nil},
		{"SEC-38 a quotation mark that never closes", "a,b\n1,2\n\"open,3\n4,5\n", "line 3", nil},
		{"SEC-38 a cell that never ends", "a,b\n\"" + strings.Repeat("x", 200) + "\",1\n", "longer than a cell", func(l *sheets.Limits) { l.Cell = 100 }},
		{"SEC-38 too many columns", strings.Repeat("a,", 300) + "b\n", "more than 256 columns", nil},
		{"SEC-38 too many rows", "a\n" + strings.Repeat("1\n", 20), "more than 9 rows", func(l *sheets.Limits) { l.Rows = 10 }},
		{"SEC-38 too many bytes", strings.Repeat("a,b\n", 1000), "at most 1 KB", func(l *sheets.Limits) { l.Bytes = 1024 }},
	} {
		t.Run(one.name, func(t *testing.T) {
			bounds := limits()
			if one.change != nil {
				one.change(&bounds)
			}
			_, _, _, err := read(t, write(t, []byte(one.data)), bounds)
			wantRefusal(t, err, one.words)
		})
	}
	t.Run("SEC-38 a column called MZ is no program", func(t *testing.T) {
		if _, rows, _ := mustRead(t, write(t, []byte("MZ,b\n1,2\n"))); len(rows) != 2 {
			t.Fatal(rows)
		}
	})
	t.Run("SEC-38 a folder, and a file that is gone", func(t *testing.T) {
		_, err := sheets.Open(t.Context(), t.TempDir(), limits())
		wantRefusal(t, err, "not a file")
		_, err = sheets.Open(t.Context(), filepath.Join(t.TempDir(), "gone"), limits())
		wantRefusal(t, err, "not there any more")
	})
}

// TestHugeFiles holds that a file of 1 GB is refused by its size, and that one
// within the limit is read in pieces.
func TestHugeFiles(t *testing.T) {
	t.Run("SEC-38 1 GB is refused without reading it", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "huge.csv")
		file, err := os.Create(path)
		if err == nil {
			err = errors.Join(file.Truncate(1<<30), file.Close())
		}
		if err != nil {
			t.Fatal(err)
		}
		_, err = sheets.Open(t.Context(), path, limits())
		wantRefusal(t, err, "1.0 GB")
	})
	t.Run("SEC-38 memory stays bounded, and the progress tells", func(t *testing.T) {
		path := write(t, bytes.Repeat([]byte("12345,An organization with a name of some length,Stockholm,https://example.com\n"), 120_000))
		var before, now runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		file, err := sheets.Open(t.Context(), path, limits())
		if err != nil {
			t.Fatal(err)
		}
		rows, last, peak := 0, int64(0), uint64(0)
		for row, err := range file.Rows(t.Context(), "") {
			if err != nil {
				t.Fatal(err)
			}
			if row.Read < last {
				t.Fatal("the bytes read went back")
			}
			if rows, last = rows+1, row.Read; rows%20_000 == 0 {
				runtime.GC()
				runtime.ReadMemStats(&now)
				peak = max(peak, now.HeapAlloc)
			}
		}
		if rows != 120_000 || last != file.Size {
			t.Fatal(rows, last, file.Size)
		}
		if grown := int64(peak) - int64(before.HeapAlloc); grown > 8<<20 {
			t.Fatalf("%d bytes were held", grown)
		}
	})
	t.Run("ADM-4 reading can be cancelled", func(t *testing.T) {
		file, err := sheets.Open(t.Context(), write(t, bytes.Repeat([]byte("a,b\n"), 10_000)), limits())
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		rows := 0
		for _, err := range file.Rows(ctx, "") {
			if rows++; rows == 100 {
				cancel()
			}
			if err != nil {
				if !errors.Is(err, context.Canceled) {
					t.Fatal(err)
				}
				break
			}
		}
		if rows >= 10_000 {
			t.Fatal("it was read to the end")
		}
	})
}

// FuzzRead feeds the reader with whatever: it ends, within its limits, with
// rows or with a sentence for a person.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{"a,b\n1,2\n", "\"a\"\"b\",c\r\n", "sep=;\na;b\n", "\xFF\xFEa\x00,\x00", "PK\x03\x04", "a\x00b", "\xEF\xBB\xBFå,ä\n", "\"", "'=1,'x\n", "\r\r\n\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		bounds := limits()
		bounds.Rows, bounds.Columns, bounds.Cell, bounds.Unpacked, bounds.Part = 1000, 50, 1000, 1<<20, 1<<20
		_, rows, lines, err := read(t, write(t, data), bounds)
		if err != nil {
			wantRefusal(t, err, "")
		}
		for i, row := range rows {
			if len(row) > bounds.Columns || i > 0 && lines[i] <= lines[i-1] {
				t.Fatalf("row %d: %d columns, line %d", i, len(row), lines[i])
			}
		}
	})
}
