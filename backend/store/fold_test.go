package store_test

import (
	"testing"

	"portico/backend/store"
)

// A name can't be made to read as another one by turning the direction of its
// letters; what languages need to be written stays. Shows SEC-44.
func TestCleanedTextsReadAsTheyStand_SEC44(t *testing.T) {
	for given, want := range map[string]string{
		"B\u202Eevil 会社":            "Bevil 会社",
		"\u2066inside\u2069 \u200F": "inside \u200F",
		" a\tb\r\nc\x00 ":           "a b c",
		"می\u200Cخواهم":             "می\u200Cخواهم",
		"e\u0301":                   "é",
	} {
		if got := store.Clean(given); got != want {
			t.Errorf("%q is kept as %q, not %q", given, got, want)
		}
	}
	if got := store.CleanText("one\r\n\u202Etwo\u0007\n"); got != "one\ntwo" {
		t.Errorf("lines are kept as %q", got)
	}
}
