package pdf_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"portico/backend/figures"
	"portico/backend/pdf"
)

func begin(t *testing.T, title string) *pdf.Document {
	t.Helper()
	d, err := pdf.New(pdf.Options{Title: title, Author: "Northwind", Language: "en", Created: time.Date(2026, 11, 21, 9, 30, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// read checks the document with qpdf and returns its text by pdftotext.
func read(t *testing.T, d *pdf.Document) (text string, raw []byte) {
	t.Helper()
	var out bytes.Buffer
	if err := d.Write(&out); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "document.pdf")
	if err := os.WriteFile(file, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if keep := os.Getenv("PORTICO_KEEP_PDF"); keep != "" { // to look at them
		_ = os.WriteFile(filepath.Join(keep, strings.ReplaceAll(t.Name(), "/", "-")+".pdf"), out.Bytes(), 0o600)
	}
	if said, err := exec.Command("qpdf", "--check", file).CombinedOutput(); err != nil {
		t.Fatalf("qpdf: %v\n%s", err, said)
	}
	said, err := exec.Command("pdftotext", "-layout", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(said), out.Bytes()
}

var hostile = []string{
	"<script>alert(1)</script> & \"quotes\" \\ (parentheses)",
	"東京大学 北京师范大学 서울대학교",
	"Zürich Ångström Ελλάδα Москва",
	"مؤسسة الشركاء (Acme) 2026",
	"לשכת המסחר",
	"emoji 😀🇨🇭 and\x00control\x1b[31m and \u202eturned",
	strings.Repeat("Donaudampfschifffahrtsgesellschaft", 12),
	strings.Repeat("many words ", 300),
	"",
}

func TestDocument(t *testing.T) {
	d := begin(t, "Everything that a page can hold")
	d.Heading(1, "Report of a rehearsal")
	for _, text := range hostile {
		d.Text(text)
		d.Note(text)
	}
	d.Verdict(true, "14 of 14 steps passed")
	d.Verdict(false, "Expected 404, got 200")
	d.Heading(2, "Facts")
	pairs := []pdf.Pair{}
	for i, text := range hostile {
		pairs = append(pairs, pdf.Pair{Name: fmt.Sprintf("Name %d", i), Value: text}, pdf.Pair{Name: text, Value: "value"})
	}
	d.Pairs(pairs)
	rows := [][]string{}
	for i := range 90 {
		rows = append(rows, []string{fmt.Sprint(i + 1), hostile[i%6], strings.Repeat("x", i), "1,204"})
	}
	rows = append(rows, []string{"last", strings.Repeat("higher than a page ", 2000), "", ""}, []string{"short"})
	d.Heading(2, "Table")
	d.Table([]pdf.Column{{Title: "No.", Share: 0.1, Right: true}, {Title: "Name", Share: 0.4}, {Title: "Key", Share: 0.35}, {Title: "Count", Share: 0.15, Right: true}}, rows)
	text, _ := read(t, d)
	for _, want := range []string{"Report of a rehearsal", "<script>alert(1)</script>", "東京大学", "서울대학교", "Zürich", "Москва", "14 of 14", "1,204", "Everything that a page can hold"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in the text", want)
		}
	}
	if strings.Contains(text, "\x1b") {
		t.Error("a control character came through")
	}
	if n := strings.Count(text, "No. "); n < 3 {
		t.Errorf("the table's head stands on %d pages", n)
	}
}

// TestWhatNoFontHas shows that a picture is left out and a letter is not.
func TestWhatNoFontHas(t *testing.T) {
	d := begin(t, "Characters")
	d.Text("Acme 😀🇨🇭👩‍🚀 Partners")
	d.Text("Old \U00010380\U00010381 letters")
	text, _ := read(t, d)
	if strings.ContainsAny(text, "□\uFFFD") || !strings.Contains(strings.Join(strings.Fields(text), " "), "Acme Partners Old ?? letters") {
		t.Fatalf("%q", text)
	}
}

func TestSameBytes(t *testing.T) {
	var first []byte
	for range 3 {
		d := begin(t, "Twice")
		d.Heading(1, "東京 and Zürich")
		d.Table([]pdf.Column{{Title: "A", Share: 1}}, [][]string{{"b"}})
		_, raw := read(t, d)
		if first == nil {
			first = raw
		}
		if !bytes.Equal(first, raw) {
			t.Fatal("the same content and time give other bytes")
		}
	}
}

func TestCards(t *testing.T) {
	d := begin(t, "Registration links")
	d.Heading(1, "Registration links")
	var cards []pdf.Card
	for i := range 23 {
		address := fmt.Sprintf("https://partners.northwind.example/register?org=%s%02d", strings.Repeat("AUq1mE7xQ0Zr8LkVb2nHs5TtY9cJd3Fw6Pg", 2), i)
		code, err := figures.NewQR(address)
		if err != nil {
			t.Fatal(err)
		}
		picture, err := code.PNG(4)
		if err != nil {
			t.Fatal(err)
		}
		cards = append(cards, pdf.Card{PNG: picture, Title: hostile[i%len(hostile)] + fmt.Sprintf(" %d", i), Note: hostile[(i+3)%len(hostile)], Address: address})
	}
	if err := d.Cards(cards); err != nil {
		t.Fatal(err)
	}
	d.NewPage()
	if err := d.Poster(cards[1]); err != nil {
		t.Fatal(err)
	}
	text, raw := read(t, d)
	if !strings.Contains(text, "21") || len(raw) < 10_000 {
		t.Fatal("cards are missing")
	}
	if err := begin(t, "Bad").Cards([]pdf.Card{{PNG: []byte("no picture")}}); err == nil {
		t.Fatal("a picture that is none is taken")
	}
}
