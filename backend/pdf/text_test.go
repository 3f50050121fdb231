package pdf

import (
	"strings"
	"testing"
)

// A word of any length is broken to fit, at a cost of its length: all of it
// stands in the document. Shows DOC-2.
func TestOneLongWord_DOC2(t *testing.T) {
	d, err := New(Options{Title: "Long", Language: "en"})
	if err != nil {
		t.Fatal(err)
	}
	word := strings.Repeat("_a", 50_000)
	lines := d.lines("Before "+word+" after", body, contentWidth)
	if got := strings.Join(lines, ""); got != "Before"+word+" after" && got != "Before "+word+" after" {
		t.Errorf("%d characters are left of %d", len(got), len(word))
	}
	for _, line := range lines {
		if d.width(line, body) > contentWidth {
			t.Fatalf("a line is too wide: %d characters", len(line))
		}
	}
}
