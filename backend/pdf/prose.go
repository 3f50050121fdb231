package pdf

// step is how far a list, or one within it, is set in, in millimetres.
const step = 7.0

// Prose writes a paragraph in more than one weight.
func (d *Document) Prose(paragraph []Span) { d.item(0, "", paragraph, 2) }

// Item writes a paragraph of a list: mark, such as "•" or "1.", stands before
// it, and all its lines begin at the same place. depth 1 is the outermost list.
// Without a mark it is a further paragraph of the item before it. Under a tight
// one the next follows closely.
func (d *Document) Item(depth int, mark string, paragraph []Span, tight bool) {
	after := 2.0
	if tight {
		after = 0.8
	}
	d.item(min(depth, deepest), mark, paragraph, after)
}

// deepest keeps text as wide as half the page.
const deepest = 8

func (d *Document) item(depth int, mark string, paragraph spans, after float64) {
	indent, s := float64(depth)*step, body
	for i, line := range d.broken(paragraph, s, contentWidth-indent) {
		d.need(s.lineHeight())
		y, at := d.out.GetY(), margin+indent
		_, fromRight := visual(line)
		if fromRight {
			at = margin
		}
		d.printSpans(at, y, contentWidth-indent, line, s)
		if i == 0 && mark != "" && fromRight {
			d.print(pageWidth-margin-indent, y, step, []string{" " + mark}, s)
		} else if i == 0 && mark != "" {
			d.print(margin+indent-step, y, step, []string{mark}, s)
		}
		d.Space(s.lineHeight())
	}
	d.Space(after)
}

// Rule writes a line across the page.
func (d *Document) Rule() {
	d.need(6)
	d.Space(2)
	d.rule(d.out.GetY())
	d.Space(4)
}
