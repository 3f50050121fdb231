package pdf

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// style is how a text looks.
type style struct {
	size float64 // points
	bold bool
	tone colour
}

var (
	body   = style{size: 10, tone: ink}
	strong = style{size: 10, bold: true, tone: ink}
)

func (s style) sized(points float64) style { s.size = points; return s }
func (s style) in(tone colour) style       { s.tone = tone; return s }

// lineHeight is in millimetres: 1.4 of the size.
func (s style) lineHeight() float64 { return s.size * 1.4 * 25.4 / 72 }

func (s style) letters() string {
	if s.bold {
		return "B"
	}
	return ""
}

// run is a stretch of text in one family.
type run struct {
	family string
	text   string
	begins int // where it stands in the text that is drawn
}

// runs splits a text by the family of its characters. Control characters are
// left out. So is a picture that no font has (an emoji), which says less than
// the gap where it was; a letter that none has must not go unseen.
func (d *Document) runs(text string) []run {
	var out []run
	var drawn strings.Builder // of all runs, so that a long one is not copied with every letter
	for _, r := range norm.NFC.String(text) {
		if r == '\t' {
			r = ' '
		}
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			continue
		}
		family := d.faces.family(r)
		if family == "" {
			if !unicode.Is(unicode.Variation_Selector, r) { // says only how the one before it looks
				d.faces.lost[r] = true
			}
			if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
				continue
			}
			family, r = mainFamily, missing
		}
		if n := len(out); n == 0 || out[n-1].family != family {
			out = append(out, run{family: family, begins: drawn.Len()})
		}
		drawn.WriteRune(r)
	}
	for i, ends := len(out)-1, drawn.Len(); i >= 0; i-- {
		out[i].text = drawn.String()[out[i].begins:ends]
		ends = out[i].begins
	}
	return out
}

// Lost returns the characters that were written so far though no font has them,
// each once: they stand as ? or are left out.
func (d *Document) Lost() []string {
	var lost []string
	for _, r := range slices.Sorted(maps.Keys(d.faces.lost)) {
		lost = append(lost, string(r))
	}
	return lost
}

// width returns how wide a text is, in millimetres.
func (d *Document) width(text string, s style) float64 {
	total := 0.0
	for _, run := range d.runs(text) {
		d.out.SetFont(run.family, s.letters(), s.size)
		total += d.out.GetStringWidth(run.text)
	}
	return total
}

// lines breaks a text to fit a width: at spaces, between wide characters, and
// within a word (an address, a key) that is longer than a line.
func (d *Document) lines(text string, s style, width float64) []string {
	var lines []string
	for _, line := range d.broken(spans{{Text: text}}, s, width) {
		lines = append(lines, line.text())
	}
	return lines
}

// words splits a paragraph into pieces after which a line may end.
func words(paragraph string) []string {
	var pieces []string
	begin := 0
	for i, r := range paragraph {
		end := i + len(string(r))
		if r == ' ' || r == '\t' || unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) {
			pieces = append(pieces, paragraph[begin:end])
			begin = end
		}
	}
	if begin < len(paragraph) {
		pieces = append(pieces, paragraph[begin:])
	}
	return pieces
}

// head returns as many characters of a word as fit a width, one at least.
func (d *Document) head(word string, s style, width float64) string {
	return word[:d.headOf(spans{{Text: word}}, s, width)]
}

// fit returns a text that is cut to a width, with an ellipsis where it was.
func (d *Document) fit(text string, s style, width float64) string {
	text = strings.Join(strings.Fields(text), " ")
	if d.width(text, s) <= width {
		return text
	}
	return strings.TrimRight(d.head(text, s, width-d.width("…", s)), " ") + "…"
}

// print writes lines one below the other; y is the top of the first. It
// returns the height. A line that begins from the right stands at the right.
func (d *Document) print(x, y, width float64, lines []string, s style) float64 {
	for i, text := range lines {
		d.printSpans(x, y+float64(i)*s.lineHeight(), width, spans{{Text: text}}, s)
	}
	return float64(len(lines)) * s.lineHeight()
}
