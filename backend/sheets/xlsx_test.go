package sheets_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"portico/backend/sheets"
)

// workbook makes an XLSX file with the sheets of a test.
func workbook(t testing.TB, fill func(*excelize.File)) []byte {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	fill(book)
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func set(t testing.TB, book *excelize.File, sheet, cell string, value any) {
	t.Helper()
	if err := book.SetCellValue(sheet, cell, value); err != nil {
		t.Fatal(err)
	}
}

func TestXLSX(t *testing.T) {
	path := write(t, workbook(t, func(book *excelize.File) {
		for cell, value := range map[string]any{"A1": "id", "B1": "name", "C1": "note", "A2": 17, "B2": "Łódź", "A4": "0012", "C4": "two\nlines", "A5": 123456789012345, "B5": true, "C5": 1.5} {
			set(t, book, "Sheet1", cell, value)
		}
		if _, err := book.NewSheet("Second"); err != nil {
			t.Fatal(err)
		}
		set(t, book, "Second", "A1", "other")
	}))
	t.Run("ADM-4 the first sheet, with numbers as they are seen", func(t *testing.T) {
		file, rows, lines := mustRead(t, path)
		if flat(rows) != "id¦name¦note\n17¦Łódź\n0012¦¦two\nlines\n123456789012345¦TRUE¦1.5" || fmt.Sprint(lines) != "[1 2 4 5]" || fmt.Sprint(file.Sheets) != "[Sheet1 Second]" {
			t.Fatalf("%v %v\n%s", file.Sheets, lines, flat(rows))
		}
	})
	t.Run("ADM-4 the chosen sheet", func(t *testing.T) {
		file, err := sheets.Open(t.Context(), path, limits())
		if err != nil {
			t.Fatal(err)
		}
		for row, err := range file.Rows(t.Context(), "Second") {
			if err != nil || row.Cells[0] != "other" {
				t.Fatal(row, err)
			}
		}
		for _, err := range file.Rows(t.Context(), "Third") {
			wantRefusal(t, err, "no sheet")
		}
	})
	t.Run("SEC-38 a date is read as it is seen", func(t *testing.T) {
		_, rows, _ := mustRead(t, write(t, workbook(t, func(book *excelize.File) {
			style, err := book.NewStyle(&excelize.Style{NumFmt: 14})
			if err == nil {
				err = book.SetCellStyle("Sheet1", "A1", "A1", style)
			}
			if err != nil {
				t.Fatal(err)
			}
			set(t, book, "Sheet1", "A1", 45000)
		})))
		if rows[0][0] == "45000" {
			t.Fatal(rows)
		}
	})
}

// zipped makes a zip file of parts.
func zipped(t testing.TB, parts map[string]io.Reader) []byte {
	t.Helper()
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for name, content := range parts {
		part, err := archive.Create(name)
		if err == nil {
			_, err = io.Copy(part, content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

func TestXLSXRefusals(t *testing.T) {
	good := workbook(t, func(book *excelize.File) { set(t, book, "Sheet1", "A1", "x") })
	t.Run("SEC-38 another zip file", func(t *testing.T) {
		_, _, _, err := read(t, write(t, zipped(t, map[string]io.Reader{"word/document.xml": strings.NewReader("<x/>")})), limits())
		wantRefusal(t, err, "no XLSX workbook")
	})
	t.Run("SEC-38 a part with a document type", func(t *testing.T) {
		_, _, _, err := read(t, write(t, zipped(t, map[string]io.Reader{"xl/workbook.xml": strings.NewReader("<?xml version=\"1.0\"?><!DOCTYPE x SYSTEM \"http://evil.example/x\"><x/>")})), limits())
		wantRefusal(t, err, "document type")
	})
	t.Run("SEC-38 half a workbook", func(t *testing.T) {
		_, _, _, err := read(t, write(t, good[:len(good)/2]), limits())
		wantRefusal(t, err, "damaged")
	})
	t.Run("SEC-38 a workbook with nothing in it", func(t *testing.T) {
		_, _, _, err := read(t, write(t, zipped(t, map[string]io.Reader{"xl/workbook.xml": strings.NewReader("<nothing")})), limits())
		wantRefusal(t, err, "")
	})
	t.Run("SEC-38 a sheet that grows a thousandfold", func(t *testing.T) {
		bomb := zipped(t, map[string]io.Reader{"xl/workbook.xml": strings.NewReader("<x/>"), "xl/worksheets/sheet1.xml": io.LimitReader(zeros{}, 200<<20)})
		if len(bomb) > 1<<20 {
			t.Fatal("the bomb is no bomb")
		}
		_, _, _, err := read(t, write(t, bomb), limits())
		wantRefusal(t, err, "would grow beyond")
	})
	t.Run("SEC-38 a part that nothing streams", func(t *testing.T) {
		bounds := limits()
		bounds.Part = 4 << 20
		_, _, _, err := read(t, write(t, zipped(t, map[string]io.Reader{"xl/workbook.xml": strings.NewReader("<x/>"), "xl/styles.xml": io.LimitReader(zeros{}, 5<<20)})), bounds)
		wantRefusal(t, err, "would grow beyond")
	})
	t.Run("SEC-38 a size that lies", func(t *testing.T) {
		bomb := zipped(t, map[string]io.Reader{"xl/workbook.xml": strings.NewReader("<x/>"), "xl/worksheets/sheet1.xml": io.LimitReader(zeros{}, 64<<20)})
		// The directory at the end states the unpacked size, little-endian.
		honest, lie := []byte{0, 0, 0, 4}, []byte{16, 0, 0, 0}
		at := bytes.LastIndex(bomb, honest)
		if at < 0 {
			t.Fatal("the size is not where it was expected")
		}
		copy(bomb[at:], lie)
		_, _, _, err := read(t, write(t, bomb), limits())
		wantRefusal(t, err, "")
	})
	t.Run("SEC-38 too many parts", func(t *testing.T) {
		parts := map[string]io.Reader{}
		for i := range 2100 {
			parts[fmt.Sprint(i)] = strings.NewReader("x")
		}
		_, _, _, err := read(t, write(t, zipped(t, parts)), limits())
		wantRefusal(t, err, "more parts")
	})
	t.Run("SEC-38 a cell far to the right", func(t *testing.T) {
		_, _, _, err := read(t, write(t, workbook(t, func(book *excelize.File) { set(t, book, "Sheet1", "XFD1", "x") })), limits())
		wantRefusal(t, err, "more than 256 columns")
	})
	t.Run("SEC-38 a cell far below", func(t *testing.T) {
		_, rows, lines := mustRead(t, write(t, handmade(t, `<row r="1048576"><c r="A1048576"><v>1</v></c></row>`)))
		if len(rows) != 1 || lines[0] != 1048576 {
			t.Fatal(len(rows), lines)
		}
	})
	t.Run("SEC-38 a row below the last that there can be", func(t *testing.T) {
		_, _, _, err := read(t, write(t, handmade(t, `<row r="999999999"><c r="A999999999"><v>1</v></c></row>`)), limits())
		wantRefusal(t, err, "damaged")
	})
}

// handmade makes a workbook whose sheet has these rows, which no program wrote.
func handmade(t testing.TB, rows string) []byte {
	t.Helper()
	const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	const relations = "http://schemas.openxmlformats.org/package/2006/relationships"
	parts := map[string]io.Reader{}
	for name, text := range map[string]string{
		"[Content_Types].xml":        `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
		"_rels/.rels":                `<Relationships xmlns="` + relations + `"><Relationship Id="r1" Type="` + office + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns="` + main + `" xmlns:r="` + office + `"><sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="` + relations + `"><Relationship Id="r1" Type="` + office + `/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   `<worksheet xmlns="` + main + `"><sheetData>` + rows + `</sheetData></worksheet>`,
	} {
		parts[name] = strings.NewReader(`<?xml version="1.0" encoding="UTF-8"?>` + text)
	}
	return zipped(t, parts)
}
