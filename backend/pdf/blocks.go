package pdf

// Heading writes a heading: level 1 for the document's title, 2 for a part.
// It stays with what follows it.
func (d *Document) Heading(level int, text string) {
	s := strong.sized(13)
	if level == 1 {
		s = strong.sized(20)
	}
	lines := d.lines(text, s, contentWidth)
	d.need(float64(len(lines))*s.lineHeight() + 18)
	if d.out.GetY() > margin {
		d.Space(4)
	}
	d.Space(d.print(margin, d.out.GetY(), contentWidth, lines, s) + 1.5)
}

// Text writes a paragraph.
func (d *Document) Text(text string) { d.paragraph(text, body, 2) }

// Note writes a paragraph in small grey letters.
func (d *Document) Note(text string) { d.paragraph(text, body.sized(8.5).in(soft), 2) }

func (d *Document) paragraph(text string, s style, after float64) {
	for _, line := range d.lines(text, s, contentWidth) {
		d.need(s.lineHeight())
		d.Space(d.print(margin, d.out.GetY(), contentWidth, []string{line}, s))
	}
	d.Space(after)
}

// Verdict writes a line in the colour of what went well or did not.
func (d *Document) Verdict(ok bool, text string) {
	tone := good
	if !ok {
		tone = bad
	}
	d.paragraph(text, strong.in(tone), 1)
}

// Pair is a name and its value.
type Pair struct{ Name, Value string }

// Pairs writes names with their values beside them.
func (d *Document) Pairs(pairs []Pair) {
	const nameWidth = 42.0
	for _, pair := range pairs {
		names := d.first(pair.Name, body.in(soft), nameWidth-4, 6)
		values := d.lines(pair.Value, body, contentWidth-nameWidth)
		height := float64(max(len(names), len(values))) * body.lineHeight()
		d.need(min(height, bottom-margin))
		y := d.out.GetY()
		d.print(margin, y, nameWidth-4, names, body.in(soft))
		d.flow(margin+nameWidth, contentWidth-nameWidth, values, body)
		d.out.SetY(max(d.out.GetY(), y+float64(len(names))*body.lineHeight()) + 0.6)
	}
	d.Space(2)
}

// flow prints lines from the present height on, over as many pages as it
// takes.
func (d *Document) flow(x, width float64, lines []string, s style) {
	for _, line := range lines {
		d.need(s.lineHeight())
		d.Space(d.print(x, d.out.GetY(), width, []string{line}, s))
	}
}

// Column is one column of a table.
type Column struct {
	Title string
	Share float64 // of the width; the shares of all columns add up to 1
	Right bool    // numbers stand at the right
}

// Table writes a table. Its head is repeated on every page; a row is not split
// unless it is higher than a page.
func (d *Document) Table(columns []Column, rows [][]string) {
	const pad = 1.6
	s := body.sized(9)
	cells := func(row []string, s style) ([][]string, float64) {
		broken, most := make([][]string, len(columns)), 1
		for i, column := range columns {
			if i < len(row) {
				broken[i] = d.lines(row[i], s, column.Share*contentWidth-2*pad)
			}
			most = max(most, len(broken[i]))
		}
		return broken, float64(most)*s.lineHeight() + 2*pad
	}
	draw := func(broken [][]string, height float64, s style) {
		x, y := margin, d.out.GetY()
		for i, column := range columns {
			width := column.Share * contentWidth
			for n, text := range broken[i] {
				at := x + pad
				if column.Right {
					at = x + width - pad - d.width(text, s)
				}
				d.print(at, y+pad+float64(n)*s.lineHeight(), width-2*pad, []string{text}, s)
			}
			x += width
		}
		d.out.SetY(y + height)
		d.rule(d.out.GetY())
	}
	titles := make([]string, len(columns))
	for i, column := range columns {
		titles[i] = column.Title
	}
	head := strong.sized(8.5).in(soft)
	drawHead := func() {
		broken, height := cells(titles, head)
		d.fill(margin, d.out.GetY(), contentWidth, height, sunk)
		draw(broken, height, head)
	}
	d.need(24)
	drawHead()
	for _, row := range rows {
		broken, height := cells(row, s)
		if height > bottom-margin-20 { // it can't stand on one page: cut it
			most := int((bottom - margin - 20) / s.lineHeight())
			for i := range broken {
				if len(broken[i]) > most {
					broken[i] = append(broken[i][:most-1], "…")
				}
			}
			height = float64(most)*s.lineHeight() + 2*pad
		}
		if d.need(height) {
			drawHead()
		}
		draw(broken, height, s)
	}
	d.Space(4)
}

func (d *Document) rule(y float64) {
	d.out.SetDrawColor(line.r, line.g, line.b)
	d.out.SetLineWidth(0.2)
	d.out.Line(margin, y, pageWidth-margin, y)
}

func (d *Document) fill(x, y, width, height float64, tone colour) {
	d.out.SetFillColor(tone.r, tone.g, tone.b)
	d.out.Rect(x, y, width, height, "F")
}

// Panel writes a band with a title, and a word at its right, over names with
// their values. The band stays with the first of them.
func (d *Document) Panel(title, word string, ok bool, pairs []Pair) {
	const pad = 2.2
	head, tag := strong.sized(10.5), strong.sized(8.5).in(good)
	if !ok {
		tag = tag.in(soft)
	}
	words := d.first(word, tag, contentWidth/3, 1)
	lines := d.first(title, head, contentWidth*2/3-3*pad, 3)
	height := float64(len(lines))*head.lineHeight() + 2*pad
	d.need(height + 26)
	y := d.out.GetY()
	d.fill(margin, y, contentWidth, height, sunk)
	d.fill(margin, y, 0.9, height, act)
	d.print(margin+2*pad, y+pad, contentWidth*2/3, lines, head)
	if len(words) > 0 {
		width := d.width(words[0], tag)
		d.print(pageWidth-margin-pad-width, y+pad+(head.lineHeight()-tag.lineHeight())/2, width, words, tag)
	}
	d.out.SetY(y + height + 1.8)
	d.Pairs(pairs)
	d.Space(1.5)
}
