package pdf

// Bar is one line of a bar chart: Share of the full length is filled. From and
// To, where To is above From, mark a stretch behind the end of the bar (how far
// values spread); Mark, where it is not negative, is a second value as a tick.
type Bar struct {
	Label    string
	Value    string
	Share    float64 // 0 to 1
	From, To float64 // 0 to 1
	Mark     float64 // 0 to 1; below 0 for none
}

// Bars draws a bar chart, a line for each bar: its label, the bar, the value.
func (d *Document) Bars(bars []Bar) {
	const labelWidth, valueWidth, gap = 62.0, 16.0, 4.0
	width := contentWidth - labelWidth - valueWidth - 2*gap
	s := body.sized(9)
	for _, bar := range bars {
		label := d.first(bar.Label, s, labelWidth, 3)
		height := max(float64(len(label)), 1)*s.lineHeight() + 1.4
		d.need(height)
		y := d.out.GetY()
		d.print(margin, y, labelWidth, label, s)
		x, middle := margin+labelWidth+gap, y+s.lineHeight()/2
		d.fill(x, middle-1.4, width, 2.8, sunk)
		d.fill(x, middle-1.4, width*within(bar.Share), 2.8, act)
		if bar.To > bar.From {
			d.out.SetDrawColor(soft.r, soft.g, soft.b)
			d.out.SetLineWidth(0.35)
			d.out.Line(x+width*within(bar.From), middle, x+width*within(bar.To), middle)
		}
		if bar.Mark >= 0 {
			d.fill(x+width*within(bar.Mark)-0.5, middle-2.4, 1, 4.8, ink)
		}
		d.print(pageWidth-margin-d.width(bar.Value, strong.sized(9)), y, valueWidth, []string{bar.Value}, strong.sized(9))
		d.out.SetY(y + height)
	}
	d.Space(3)
}

func within(share float64) float64 { return max(0, min(share, 1)) }
