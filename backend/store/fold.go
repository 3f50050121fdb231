package store

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Fold returns the form by which names are compared, sorted and searched:
// compatibility-normalised (NFKC), case-folded, white space and invisible
// format characters reduced. Two spellings that look alike in a list fold to
// one. It is applied in Go, because the schema may use no function that only
// this program defines.
func Fold(s string) string {
	s = norm.NFKC.String(cases.Fold().String(norm.NFKC.String(s)))
	s = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Cc, r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// LikePattern returns the pattern for `LIKE ? ESCAPE '\'` that finds text
// anywhere in a folded column. Characters with a meaning of their own count as
// themselves.
func LikePattern(text string) string {
	return "%" + strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(Fold(text)) + "%"
}

// turns reports whether a character turns the direction of all that follows
// (UAX #9 §2.1–2.5): embeddings, overrides and isolates, with which a name could
// be made to read as another. Marks and joiners, which languages need, stay.
func turns(r rune) bool { return r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 }

// Clean returns a single-line text as it is kept: NFC, control characters and
// those that turn the direction dropped, white space at the ends cut and runs of it made one space.
func Clean(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		if unicode.Is(unicode.Cc, r) || r == unicode.ReplacementChar || turns(r) {
			return -1
		}
		return r
	}, norm.NFC.String(strings.ToValidUTF8(s, "")))
	return strings.Join(strings.Fields(s), " ")
}

// CleanText returns a text of several lines as it is kept: NFC, lines ended by
// "\n", control characters and those that turn the direction dropped, white space at the ends cut.
func CleanText(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, ""), "\r\n", "\n")
	s = strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && unicode.Is(unicode.Cc, r) || turns(r) {
			return -1
		}
		return r
	}, norm.NFC.String(strings.ReplaceAll(s, "\r", "\n")))
	return strings.TrimSpace(s)
}
