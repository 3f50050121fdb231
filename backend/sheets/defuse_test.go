package sheets_test

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"portico/backend/sheets"
)

var dangerous = []string{
	"=1+1", "+46 8 123", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\u00A0=1", "\u200B=1", "\uFEFF=1", "\"=1", "'=1", "''=1", "' =1",
	"＝1", "＋1", "－1", "＠x", "−5", "“=1", "=cmd|'/C calc'!A0", "=HYPERLINK(\"http://x\",\"y\")",
}

var harmless = []string{"Acme", "'s-Hertogenbosch", "a=b", "1-2", "\"quoted\"", "", " ", "x\n=1", "https://example.com", "0012", "Łódź, Polska"}

func TestDefuse(t *testing.T) {
	for _, cell := range dangerous {
		if got := sheets.Defuse(cell); got != "'"+cell {
			t.Errorf("SEC-38 %q is written as %q", cell, got)
		}
	}
	for _, cell := range harmless {
		if got := sheets.Defuse(cell); got != cell {
			t.Errorf("SEC-38 harmless %q is written as %q", cell, got)
		}
	}
	for _, cell := range slices.Concat(dangerous, harmless) {
		if got := sheets.Arm(sheets.Defuse(cell)); got != cell {
			t.Errorf("SEC-38 %q reads back as %q", cell, got)
		}
	}
}

// TestWriter holds that what was written has no live cell in it and reads back
// as it was.
func TestWriter(t *testing.T) {
	var values []string
	for _, cell := range slices.Concat(dangerous, harmless) {
		// Line breaks of one kind come back; a cell of spaces is a cell of nothing to a person.
		values = append(values, strings.ReplaceAll(cell, "\r", "\n"))
	}
	rows := [][]string{{"name", "value", "last"}}
	for _, value := range values {
		rows = append(rows, []string{"row", value, "end"})
	}
	for _, format := range []sheets.Format{sheets.CSV, sheets.XLSX} {
		t.Run("SEC-38 "+string(format), func(t *testing.T) {
			var out bytes.Buffer
			writer, err := sheets.NewWriter(&out, format, "Organizations")
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range rows {
				if err := writer.Write(row); err != nil {
					t.Fatal(err)
				}
			}
			if err := writer.Close(); err != nil {
				t.Fatal(err)
			}
			if format == sheets.CSV && !bytes.HasPrefix(out.Bytes(), []byte("\xEF\xBB\xBF")) {
				t.Fatal("ADM-4 Excel needs the byte order mark")
			}
			path := write(t, out.Bytes())
			if format == sheets.XLSX {
				wantNoFormulas(t, path)
			}
			file, back, _ := mustRead(t, path)
			if file.Format != format || len(back) != len(rows) {
				t.Fatal(file.Format, len(back))
			}
			for i := range rows {
				if !slices.Equal(back[i], rows[i]) {
					t.Errorf("%q came back as %q", rows[i], back[i])
				}
			}
		})
	}
	t.Run("ADM-4 a disk that is full is told", func(t *testing.T) {
		full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
		if err != nil {
			t.Skip("this system has no /dev/full")
		}
		defer full.Close()
		writer, err := sheets.NewWriter(full, sheets.CSV, "x")
		if err == nil {
			_ = writer.Write([]string{"a"})
			err = writer.Close()
		}
		if err == nil {
			t.Fatal("nothing was said")
		}
	})
}

func wantNoFormulas(t *testing.T, path string) {
	t.Helper()
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	rows, err := book.GetRows("Organizations")
	if err != nil {
		t.Fatal(err)
	}
	for r, row := range rows {
		for c, cell := range row {
			at, err := excelize.CoordinatesToCellName(c+1, r+1)
			if err != nil {
				t.Fatal(err)
			}
			if formula, err := book.GetCellFormula("Organizations", at); err != nil || formula != "" {
				t.Errorf("%s is the formula %q, %v", at, formula, err)
			}
			if strings.ContainsAny(cell[:min(1, len(cell))], "=+-@\t") {
				t.Errorf("%s begins with %q", at, cell[:1])
			}
		}
	}
}
