// Package pdf writes the product's PDF files: plain A4 pages of headings,
// text, tables and cards in one calm look, in any language the fonts cover.
package pdf

import (
	"fmt"
	"io"
	"time"

	"codeberg.org/go-pdf/fpdf"
)

// Lengths on the page, in millimetres.
const (
	pageWidth    = 210.0
	pageHeight   = 297.0
	margin       = 18.0
	contentWidth = pageWidth - 2*margin
	bottom       = pageHeight - 20.0
)

// Options say what a document is.
type Options struct {
	Title    string    // shown by readers, and at the foot of every page
	Author   string    // the site's name
	Language string    // BCP 47, such as "en"
	Created  time.Time // the same content and time give the same bytes
}

// Document is a PDF that is written from its beginning to its end. It keeps
// the first error; Write returns it.
type Document struct {
	out   *fpdf.Fpdf
	faces *faces
}

type colour struct{ r, g, b int }

// The colours of the product on paper.
var (
	ink  = colour{28, 36, 48}
	soft = colour{92, 102, 114}
	act  = colour{15, 107, 115}
	line = colour{217, 212, 200}
	sunk = colour{244, 242, 236}
	good = colour{44, 122, 75}
	bad  = colour{176, 53, 44}
)

// New begins a document with its first page.
func New(options Options) (*Document, error) {
	out := fpdf.New("P", "mm", "A4", "")
	out.SetTitle(options.Title, true)
	out.SetAuthor(options.Author, true)
	out.SetCreator("Portico", true)
	out.SetProducer("Portico", true)
	out.SetLang(options.Language)
	out.SetCreationDate(options.Created.UTC())
	out.SetModificationDate(options.Created.UTC())
	out.SetCatalogSort(true)
	out.SetMargins(margin, margin, margin)
	out.SetAutoPageBreak(false, 0)
	faces, err := newFaces(out)
	if err != nil {
		return nil, err
	}
	d := &Document{out: out, faces: faces}
	out.SetFooterFunc(func() {
		number := fmt.Sprint(out.PageNo())
		d.print(margin, pageHeight-10, contentWidth-12, []string{d.fit(options.Title, body.sized(8), contentWidth-14)}, body.sized(8).in(soft))
		d.print(pageWidth-margin-d.width(number, body.sized(8)), pageHeight-10, 12, []string{number}, body.sized(8).in(soft))
	})
	out.AddPage()
	return d, nil
}

// Write writes the document and ends it.
func (d *Document) Write(to io.Writer) error {
	if err := d.out.Output(to); err != nil {
		return fmt.Errorf("write PDF: %w", err)
	}
	return nil
}

// NewPage goes on at the top of a new page.
func (d *Document) NewPage() { d.out.AddPage() }

// Space leaves an empty stretch in millimetres.
func (d *Document) Space(height float64) { d.out.SetY(d.out.GetY() + height) }

// Keep goes to a new page where height millimetres are not left on this one, so
// that what follows stays together.
func (d *Document) Keep(height float64) { d.need(height) }

// need goes to a new page where height millimetres are not left on this one.
// It reports whether it did.
func (d *Document) need(height float64) bool {
	if d.out.GetY()+height <= bottom || d.out.GetY() <= margin {
		return false
	}
	d.NewPage()
	return true
}
