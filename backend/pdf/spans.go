package pdf

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/bidi"
)

// Span is a stretch of a paragraph in one weight.
type Span struct {
	Text string
	Bold bool
}

// spans are a paragraph, or a line of it.
type spans []Span

func (all spans) text() string {
	if len(all) == 1 {
		return all[0].Text
	}
	var b strings.Builder
	for _, one := range all {
		b.WriteString(one.Text)
	}
	return b.String()
}

// of is the style of a span in a paragraph of style s.
func (one Span) of(s style) style {
	s.bold = s.bold || one.Bold
	return s
}

// cutter cuts stretches out of a paragraph. It remembers where each span
// begins, so that a cut costs what it is long, not what the paragraph is.
type cutter struct {
	all    spans
	begins []int
}

func newCutter(all spans) cutter {
	c, at := cutter{all: all, begins: make([]int, len(all))}, 0
	for i, one := range all {
		c.begins[i] = at
		at += len(one.Text)
	}
	return c
}

// cut returns what stands between two places, in bytes of the whole text.
func (c cutter) cut(from, to int) spans {
	var out spans
	first, found := slices.BinarySearch(c.begins, from)
	if !found {
		first--
	}
	for i := max(first, 0); i < len(c.all) && c.begins[i] < to; i++ {
		one := c.all[i]
		begin, end := max(from-c.begins[i], 0), min(to-c.begins[i], len(one.Text))
		if begin < end {
			out = append(out, Span{Text: one.Text[begin:end], Bold: one.Bold})
		}
	}
	return out
}

// widthOf returns how wide spans are on one line, in millimetres.
func (d *Document) widthOf(all spans, s style) float64 {
	total := 0.0
	for _, one := range all {
		total += d.width(one.Text, one.of(s))
	}
	return total
}

// headOf returns how many bytes of a word fit a width: one character at least.
func (d *Document) headOf(word spans, s style, width float64) int {
	total, at := 0.0, 0
	for _, one := range word {
		for _, r := range one.Text {
			if total += d.width(string(r), one.of(s)); total > width && at > 0 {
				return at
			}
			at += len(string(r))
		}
	}
	return at
}

// broken breaks a paragraph into lines that fit a width; see lines.
func (d *Document) broken(all spans, s style, width float64) []spans {
	var lines []spans
	text, c, begins := all.text(), newCutter(all), 0
	for _, paragraph := range strings.SplitAfter(text, "\n") {
		// A line is what stands between from and to.
		from, to, wide := begins, begins, 0.0
		begins += len(paragraph)
		end := func(to int) {
			lines = append(lines, c.cut(from, from+len(strings.TrimRight(text[from:to], " "))))
		}
		at := from
		for _, word := range words(strings.TrimRight(paragraph, "\r\n")) {
			whole := d.widthOf(c.cut(at, at+len(word)), s)
			if wide+d.widthOf(c.cut(at, at+len(strings.TrimRight(word, " "))), s) <= width {
				at += len(word)
				to, wide = at, wide+whole
				continue
			}
			if strings.TrimSpace(text[from:to]) != "" {
				end(to)
			}
			from, wide = at, whole
			at += len(word)
			to = at
			for wide > width { // a head's own length is what it costs, however long the word is
				head := d.headOf(c.cut(from, to), s, width)
				if from+head == to {
					break
				}
				end(from + head)
				wide -= d.widthOf(c.cut(from, from+head), s)
				from += head
			}
		}
		end(to)
	}
	return lines
}

// printSpans writes one line; y is its top.
func (d *Document) printSpans(x, y, width float64, line spans, s style) {
	d.out.SetTextColor(s.tone.r, s.tone.g, s.tone.b)
	line, fromRight := visual(line)
	if fromRight {
		x += width - d.widthOf(line, s)
	}
	for _, one := range line {
		for _, run := range d.runs(one.Text) {
			d.out.SetFont(run.family, one.of(s).letters(), s.size)
			d.out.Text(x, y+s.lineHeight()*0.72, run.text)
			x += d.out.GetStringWidth(run.text)
		}
	}
}

// visual puts a line into the order in which it is drawn (UAX #9), and tells
// whether it begins from the right.
func visual(line spans) (spans, bool) {
	paragraph := bidi.Paragraph{}
	if _, err := paragraph.SetString(line.text()); err != nil {
		return line, false
	}
	order, err := paragraph.Order()
	if err != nil || order.NumRuns() == 0 || order.NumRuns() == 1 && order.Direction() == bidi.LeftToRight {
		return line, false
	}
	c, at := newCutter(line), 0
	pieces := make([]spans, order.NumRuns())
	for i := range pieces {
		run := order.Run(i)
		pieces[i] = c.cut(at, at+len(run.String()))
		at += len(run.String())
		if run.Direction() == bidi.RightToLeft {
			slices.Reverse(pieces[i])
			for n, one := range pieces[i] {
				pieces[i][n].Text = bidi.ReverseString(one.Text)
			}
		}
	}
	fromRight := !paragraph.IsLeftToRight()
	if fromRight {
		slices.Reverse(pieces)
	}
	return slices.Concat(pieces...), fromRight
}
