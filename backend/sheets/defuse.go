package sheets

import (
	"strings"
	"unicode"
)

// Defuse returns a cell as it may be written: one that a spreadsheet could
// take for a formula gets an apostrophe before it (SEC-38). Arm takes it off
// again, so that a file that was written here reads back as it was.
//
// Considered are "=", "+", "-", "@", tab and line breaks at the beginning,
// their full-width forms, and all of these behind spaces, invisible
// characters, quotation marks and apostrophes: what is harmless in this cell
// may not be so in the next program that trims it.
func Defuse(cell string) string {
	if isFormula(cell) {
		return "'" + cell
	}
	return cell
}

// Arm returns what a cell says: an apostrophe at its beginning is taken off
// when Defuse would have put it there, and stays otherwise ("'s-Hertogenbosch").
func Arm(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && isFormula(rest) {
		return rest
	}
	return cell
}

func isFormula(cell string) bool {
	for _, r := range cell {
		switch r {
		case '=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫', '−':
			return true
		case '\'', '"', '\u2018', '\u2019', '\u201C', '\u201D':
			continue
		}
		if !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Cc, r) {
			return false
		}
	}
	return false
}
