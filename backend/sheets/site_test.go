package sheets_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"portico/backend/fault"
	"portico/backend/sheets"
)

// write puts bytes into a file of the test.
func write(t testing.TB, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "table")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func limits() sheets.Limits { return sheets.DefaultLimits() }

// read opens a file and returns its rows.
func read(t testing.TB, path string, limits sheets.Limits) (*sheets.File, [][]string, []int, error) {
	t.Helper()
	file, err := sheets.Open(t.Context(), path, limits)
	if err != nil {
		return nil, nil, nil, err
	}
	var rows [][]string
	var lines []int
	for row, err := range file.Rows(t.Context(), "") {
		if err != nil {
			return file, rows, lines, err
		}
		rows, lines = append(rows, row.Cells), append(lines, row.Line)
	}
	return file, rows, lines, nil
}

func mustRead(t testing.TB, path string) (*sheets.File, [][]string, []int) {
	t.Helper()
	file, rows, lines, err := read(t, path, limits())
	if err != nil {
		t.Fatal(err)
	}
	return file, rows, lines
}

// wantRefusal fails unless err is a sentence for a person that has the words.
func wantRefusal(t testing.TB, err error, words string) {
	t.Helper()
	if !fault.Is(err, fault.Invalid) || !strings.Contains(fault.As(err).Message, words) {
		t.Fatalf("got %v, want a refusal that says %q", err, words)
	}
}

func flat(rows [][]string) string {
	lines := make([]string, len(rows))
	for i, row := range rows {
		lines[i] = strings.Join(row, "¦")
	}
	return strings.Join(lines, "\n")
}

func utf16Bytes(text string, bigEndian, mark bool) []byte {
	units := utf16.Encode([]rune(text))
	if mark {
		units = append([]uint16{0xFEFF}, units...)
	}
	var out []byte
	for _, unit := range units {
		if bigEndian {
			out = append(out, byte(unit>>8), byte(unit))
		} else {
			out = append(out, byte(unit), byte(unit>>8))
		}
	}
	return out
}
