package contracts

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"
)

var made = time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)

// layout returns the text of a PDF with its lines, as a public tool reads it.
func layout(t *testing.T, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "read.pdf")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := exec.Command("pdftotext", "-layout", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestTypeset_DOC2 holds that a text looks as its signs say, and that nothing of
// it vanishes: clauses keep the numbers that they have, lines to write on stay,
// and neither HTML nor a value is a sign.
func TestTypeset_DOC2(t *testing.T) {
	t.Parallel()
	body := `## Terms

The **Partner**, {{organization.name}}, agrees. See [the rules](https://rules.example/a).

3. Third clause, whose text is long enough to need a second line under the first one, which begins where the first one begins.
   - a part of it
5. Fifth clause

- one **bold** word
- two

> quoted

[note]: https://example.org/kept
<b>not bold</b> and \*a star\* and snake_case_word and 4 * 5 * 6

Place: ______ Date: ______

AT&T &amp; Sons

Fee	100	200`
	file, lost, err := print("Agreement", "Northwind", body, map[string]string{"organization.name": "**Halden** _AS_ # <i>"}, made)
	if err != nil || len(lost) > 0 {
		t.Fatal(lost, err)
	}
	text := layout(t, file)
	for _, part := range []string{
		"The Partner, **Halden** _AS_ # <i>, agrees. See the rules (https://rules.example/a).", "3. Third clause", "5. Fifth clause", "•  a part of it", "one bold word", "quoted",
		"[note]: https://example.org/kept", "<b>not bold</b> and *a star* and snake_case_word and 4 * 5 * 6", "Place: ______ Date: ______", "AT&T &amp; Sons", "Fee 100 200",
	} {
		if !strings.Contains(strings.Join(strings.Fields(text), " "), strings.Join(strings.Fields(part), " ")) {
			t.Errorf("%q is not in\n%s", part, text)
		}
	}
	var third, under string
	for _, line := range strings.Split(text, "\n") {
		if strings.Contains(line, "Third clause") {
			third = line
		} else if third != "" && under == "" {
			under = line
		}
	}
	if indent(under) <= indent(third) {
		t.Errorf("the second line of a clause begins under its number:\n%s\n%s", third, under)
	}
}

func indent(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// TestTypesetOddTexts_DOC2 holds that the letters of odd texts stay, and that
// their cost is that of their length.
func TestTypesetOddTexts_DOC2(t *testing.T) {
	t.Parallel()
	const n = 20_000
	for name, body := range map[string]string{
		"stars":          strings.Repeat("*", n) + "x",
		"open stars":     strings.Repeat("*a ", n/3),
		"pairs":          strings.Repeat("**a** ", n/6),
		"brackets":       strings.Repeat("[", n) + "x",
		"links":          strings.Repeat("[a](", n/4),
		"quotes":         strings.Repeat(">", n) + "x",
		"deep lists":     strings.Repeat("- ", n/2) + "x",
		"rising lists":   rising(150),
		"underscores":    strings.Repeat("_a", n/2),
		"backslashes":    strings.Repeat(`\`, n) + "x",
		"one word":       "**" + strings.Repeat("y", n) + "**",
		"short lines":    strings.Repeat("a\n", n/2),
		"empty items":    strings.Repeat("-\n", n/2) + "x",
		"right to left":  strings.Repeat("שלום **עולם** ", n/20),
		"mixed emphasis": "**bold *both* bold** *one* ***all***",
	} {
		begin := time.Now()
		file, _, err := print("Odd", "", body, nil, made)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		t.Logf("%s: %s", name, time.Since(begin))
		if name == "right to left" {
			continue
		}
		want, got := letters(body), letters(strings.Replace(layout(t, file), "Odd", "", 1))
		if !strings.Contains(got, want) && len(got) < len(want) {
			t.Errorf("%s: of %d letters %d are left", name, len(want), len(got))
		}
	}
}

func rising(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat("  ", i) + "- x\n")
	}
	return b.String()
}

func letters(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, text)
}
