package store

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Plain returns a folded text without the marks of its letters, as people type
// it on a keyboard that has none: "brückner" becomes "bruckner", "øresund"
// "oresund". Searches compare in this form; names are sorted and told apart by
// Fold alone. The table search_letters says the same to the database.
func Plain(folded string) string {
	if isASCII(folded) {
		return folded
	}
	var out strings.Builder
	for _, r := range folded {
		out.WriteString(plainLetter(r))
	}
	return out.String()
}

func isASCII(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r > unicode.MaxASCII })
}

// ownLetters are letters that are no letter with a mark, and what is typed
// where a keyboard lacks them.
var ownLetters = map[rune]string{
	'ø': "o", 'đ': "d", 'ð': "d", 'ł': "l", 'ß': "ss", 'æ': "ae", 'œ': "oe", 'þ': "th", 'ı': "i", 'ħ': "h", 'ŧ': "t", 'ŋ': "n", 'ƒ': "f", 'ŀ': "l",
}

// markedRanges are where letters with marks stand that this is about: Latin,
// Greek and Cyrillic, and the marks themselves. In other scripts a mark makes
// another letter.
var markedRanges = [][2]rune{{0x00c0, 0x024f}, {0x0300, 0x036f}, {0x0370, 0x052f}, {0x1e00, 0x1fff}}

// plainLetter returns what a character is in a plain text.
func plainLetter(r rune) string {
	if plain, known := ownLetters[r]; known {
		return plain
	}
	for _, marked := range markedRanges {
		if r < marked[0] || r > marked[1] {
			continue
		}
		var out strings.Builder
		for _, part := range norm.NFD.String(string(r)) {
			if plain, known := ownLetters[part]; known {
				out.WriteString(plain)
			} else if part < 0x0300 || part > 0x036f {
				out.WriteRune(part)
			}
		}
		return out.String()
	}
	return string(r)
}
