package pdf

import (
	"bytes"
	"compress/gzip"
	"embed"
	"fmt"
	"io"
	"sync"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/sfnt"
)

//go:embed fonts/*.gz
var fontFiles embed.FS

// mainFamily is DejaVu Sans Condensed, which covers Latin, Greek, Cyrillic,
// Arabic, Hebrew and more.
const mainFamily = "main"

// missing stands where no font has the letter.
const missing = '?'

type font struct {
	file     string
	once     sync.Once
	bytes    []byte
	coverage *sfnt.Font
	err      error
}

// load unpacks the font, once in the life of the program.
func (f *font) load() ([]byte, *sfnt.Font, error) {
	f.once.Do(func() {
		packed, err := fontFiles.ReadFile("fonts/" + f.file)
		if err == nil {
			var reader *gzip.Reader
			if reader, err = gzip.NewReader(bytes.NewReader(packed)); err == nil {
				f.bytes, err = io.ReadAll(reader)
			}
		}
		if err == nil {
			f.coverage, err = sfnt.Parse(f.bytes)
		}
		if err != nil {
			f.err = fmt.Errorf("load font %s: %w", f.file, err)
		}
	})
	return f.bytes, f.coverage, f.err
}

// The fonts never change, so that all documents share them.
var (
	regularFont = &font{file: "DejaVuSansCondensed.ttf.gz"}
	boldFont    = &font{file: "DejaVuSansCondensed-Bold.ttf.gz"}

	// spares are asked in turn for what the main family lacks. Their bold is
	// their regular: there is no other.
	spares = []spare{
		{"chinese-japanese", &font{file: "DroidSansFallbackFull.ttf.gz"}},
		{"korean", &font{file: "NanumGothic.ttf.gz"}},
	}
)

type spare struct {
	family string
	font   *font
}

// Spare is a TrueType font of the program for letters that few machines have.
type Spare struct {
	Name    string        // what it is for: chinese-japanese, korean
	Gzipped []byte        // as it stands in the program
	Plain   func() []byte // unpacked once in the life of the program, and not to be written into
}

// Spares returns the fonts with Chinese, Japanese and Korean letters. It fails
// only if the program was built without them.
func Spares() ([]Spare, error) {
	var all []Spare
	for _, one := range spares {
		packed, err := fontFiles.ReadFile("fonts/" + one.font.file)
		if err != nil {
			return nil, fmt.Errorf("read font: %w", err)
		}
		plain := func() []byte {
			content, _, _ := one.font.load() // what the program carries can be unpacked: the tests write with it
			return content
		}
		all = append(all, Spare{Name: one.family, Gzipped: packed, Plain: plain})
	}
	return all, nil
}

// faces choose a font for each character of one document.
type faces struct {
	out    *fpdf.Fpdf
	buffer sfnt.Buffer
	chosen map[rune]string // family, or "" for none
	added  map[string]bool // spares that the document carries
	lost   map[rune]bool   // written, though no font has them
}

func newFaces(out *fpdf.Fpdf) (*faces, error) {
	for style, font := range map[string]*font{"": regularFont, "B": boldFont} {
		content, _, err := font.load()
		if err != nil {
			return nil, err
		}
		// The library writes into what it is given.
		out.AddUTF8FontFromBytes(mainFamily, style, bytes.Clone(content))
	}
	return &faces{out: out, chosen: map[rune]string{}, added: map[string]bool{}, lost: map[rune]bool{}}, out.Error()
}

// family returns the family that has a character, or "".
func (f *faces) family(r rune) string {
	family, known := f.chosen[r]
	if !known {
		family = f.find(r)
		f.chosen[r] = family
	}
	return family
}

func (f *faces) find(r rune) string {
	if r > 0xffff { // beyond what the library can write
		return ""
	}
	if f.has(regularFont, r) {
		return mainFamily
	}
	for _, one := range spares {
		if f.has(one.font, r) {
			f.add(one)
			return one.family
		}
	}
	return ""
}

func (f *faces) has(font *font, r rune) bool {
	_, coverage, err := font.load()
	if err != nil {
		f.out.SetError(err)
		return false
	}
	glyph, err := coverage.GlyphIndex(&f.buffer, r)
	return err == nil && glyph != 0
}

// add adds a large font to a document that needs it.
func (f *faces) add(one spare) {
	if f.added[one.family] {
		return
	}
	f.added[one.family] = true
	content, _, err := one.font.load()
	if err != nil {
		f.out.SetError(err)
		return
	}
	for _, style := range []string{"", "B"} {
		f.out.AddUTF8FontFromBytes(one.family, style, bytes.Clone(content))
	}
}
