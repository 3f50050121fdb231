package responses_test

import (
	"fmt"
	"testing"

	"portico/backend/responses"
)

// Shows MGR-4: people pasted from a mail program, a spreadsheet or by hand.
func TestReadPeople_MGR4(t *testing.T) {
	for text, want := range map[string]string{
		"aino@example.com":                                "[1 ||aino@example.com]",
		"Aino Virtanen <aino@example.com>":                "[1 Aino|Virtanen|aino@example.com]",
		"\"Virtanen, Aino\" <aino@example.com>;":          "[1 Virtanen,|Aino|aino@example.com]",
		"Aino\tVirtanen\taino@example.com":                "[1 Aino|Virtanen|aino@example.com]",
		"aino@example.com; Aino Maria Virtanen":           "[1 Aino Maria|Virtanen|aino@example.com]",
		"\n  bo@example.com\r\n\nChidi,chidi@example.com": "[2 ||bo@example.com 4 Chidi||chidi@example.com]",
		"Nobody":                "[1 Nobody||]",
		"two@@x; one":           "[1 one||two@@x]",
		"李 小龙 <li@example.com>": "[1 李|小龙|li@example.com]",
		"":                      "[]",
	} {
		var got []string
		for _, p := range responses.ReadPeople(text) {
			got = append(got, fmt.Sprintf("%d %s|%s|%s", p.Line, p.FirstName, p.LastName, p.Email))
		}
		if have := fmt.Sprint(got); have != want {
			t.Errorf("%q gives %s, want %s", text, have, want)
		}
	}
}
