package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"

	"codeberg.org/go-pdf/fpdf"
)

// Card is a picture with words beside it, to be cut out and handed over.
type Card struct {
	PNG     []byte // square
	Title   string
	Note    string
	Address string // in full below the words, as a link
}

// Cards are two in a row and five rows on a page.
const (
	cardWidth  = contentWidth / 2
	cardHeight = 51.0
	cardPad    = 4.0
	picture    = 34.0
)

// Cards writes cards in a grid with cutting lines.
func (d *Document) Cards(cards []Card) error {
	for i, card := range cards {
		if i%2 == 0 && i > 0 {
			d.out.SetY(d.out.GetY() + cardHeight)
		}
		if i%2 == 0 {
			d.need(cardHeight)
		}
		if err := d.card(margin+float64(i%2)*cardWidth, d.out.GetY(), card); err != nil {
			return err
		}
	}
	if len(cards) > 0 {
		d.out.SetY(d.out.GetY() + cardHeight)
	}
	return nil
}

func (d *Document) card(x, y float64, card Card) error {
	d.out.SetDrawColor(line.r, line.g, line.b)
	d.out.SetLineWidth(0.2)
	d.out.Rect(x, y, cardWidth, cardHeight, "D")
	if err := d.image(card.PNG, x+cardPad, y+cardPad, picture); err != nil {
		return err
	}
	left, width := x+cardPad+picture+cardPad, cardWidth-picture-3*cardPad
	title, note := strong.sized(11), body.sized(8.5).in(soft)
	top := y + cardPad
	top += d.print(left, top, width, d.first(card.Title, title, width, 4), title) + 1
	d.print(left, top, width, d.first(card.Note, note, width, 4), note)
	small := body.sized(5.6).in(act)
	lines := d.first(card.Address, small, cardWidth-2*cardPad, 3)
	foot := y + cardPad + picture + 1.6
	d.print(x+cardPad, foot, cardWidth-2*cardPad, lines, small)
	d.out.LinkString(x+cardPad, foot, cardWidth-2*cardPad, float64(len(lines))*small.lineHeight(), card.Address)
	return nil
}

// Poster fills the rest of a page with one large picture, its words and its
// address.
func (d *Document) Poster(card Card) error {
	const size = 110.0
	d.need(size + 70)
	d.Space(8)
	d.centred(d.lines(card.Title, strong.sized(24), contentWidth), strong.sized(24))
	d.Space(3)
	d.centred(d.lines(card.Note, body.sized(12).in(soft), contentWidth-20), body.sized(12).in(soft))
	d.Space(8)
	if err := d.image(card.PNG, (pageWidth-size)/2, d.out.GetY(), size); err != nil {
		return err
	}
	d.Space(size + 6)
	y := d.out.GetY()
	small := body.sized(9).in(act)
	lines := d.lines(card.Address, small, contentWidth)
	d.centred(lines, small)
	d.out.LinkString(margin, y, contentWidth, d.out.GetY()-y, card.Address)
	return nil
}

func (d *Document) centred(lines []string, s style) {
	for _, text := range lines {
		width := d.width(text, s)
		d.Space(d.print((pageWidth-width)/2, d.out.GetY(), width, []string{text}, s))
	}
}

// first returns the first lines of a text, the last of them cut with an
// ellipsis where there are more.
func (d *Document) first(text string, s style, width float64, most int) []string {
	lines := d.lines(text, s, width)
	if len(lines) > most {
		lines = lines[:most]
		lines[most-1] = d.fit(lines[most-1]+" …", s, width)
	}
	return lines
}

func (d *Document) image(png []byte, x, y, size float64) error {
	if len(png) == 0 {
		return nil
	}
	name := fmt.Sprintf("%x", sha256.Sum256(png)) // the same picture is kept once
	options := fpdf.ImageOptions{ImageType: "PNG"}
	if d.out.GetImageInfo(name) == nil {
		d.out.RegisterImageOptionsReader(name, options, bytes.NewReader(png))
	}
	d.out.ImageOptions(name, x, y, size, size, false, options, 0, "")
	if err := d.out.Error(); err != nil {
		return fmt.Errorf("place image: %w", err)
	}
	return nil
}
