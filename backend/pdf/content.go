package pdf

import (
	"bytes"
	"errors"
	"image/jpeg"
	"regexp"

	"github.com/pdfcpu/pdfcpu/pkg/filter"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// readContents unpacks the instructions of every page and form, which fails
// where they were damaged, and checks them; see content. Pictures are not
// unpacked, but for what a JPEG says of its own size.
func (r *reading) readContents() error {
	total := 0
	unpack := func(stream types.StreamDict) ([]byte, error) {
		if err := stream.DecodeWithLimit(maxContent); errors.Is(err, filter.ErrDecodeLimitExceeded) {
			return nil, errUnpacks
		} else if err != nil {
			return nil, errDamaged
		}
		if total += len(stream.Content); total > 8*maxContent {
			return nil, errUnpacks
		}
		if isCutOff(stream) {
			return nil, errDamaged
		}
		return stream.Content, nil
	}
	seen := map[string]bool{} // contents that pages share
	for _, page := range r.pages {
		there, err := r.ctx.Dereference(page.dict["Contents"])
		if err != nil {
			return errDamaged
		}
		if there == nil {
			continue
		}
		parts, several := there.(types.Array)
		if !several {
			parts = types.Array{page.dict["Contents"]}
		}
		if key := parts.PDFString(); seen[key] {
			continue
		} else {
			seen[key] = true
		}
		var whole [][]byte
		for _, part := range parts {
			object, err := r.ctx.Dereference(part)
			stream, ok := object.(types.StreamDict)
			if err != nil || !ok || isPicture(stream) {
				return errDamaged
			}
			plain, err := unpack(stream)
			if err != nil {
				return err
			}
			whole = append(whole, plain)
		}
		if err := checkContent(bytes.Join(whole, []byte("\n"))); err != nil {
			return err
		}
	}
	for _, entry := range r.ctx.Table {
		if entry == nil || entry.Free {
			continue
		}
		stream, ok := entry.Object.(types.StreamDict)
		if !ok {
			continue
		}
		switch kind, _ := r.value(stream.Dict, "Subtype").(types.Name); {
		case kind == "Form":
			plain, err := unpack(stream)
			if err == nil {
				err = checkContent(plain)
			}
			if err != nil {
				return err
			}
		case kind == "Image" && !r.isSizeOf(stream):
			return errDamaged
		}
	}
	return nil
}

// isPicture reports whether a stream is packed as pictures are, which readers
// unpack as instructions, or don't.
func isPicture(stream types.StreamDict) bool {
	for _, one := range stream.FilterPipeline {
		switch one.Name {
		case "DCTDecode", "DCT", "JPXDecode", "JBIG2Decode", "CCITTFaxDecode", "CCF":
			return true
		}
	}
	return false
}

// isSizeOf reports whether a JPEG is whole and has the size that the dictionary
// of its picture says: where it has another, readers show another part of it.
func (r *reading) isSizeOf(picture types.StreamDict) bool {
	if len(picture.FilterPipeline) != 1 || picture.FilterPipeline[0].Name != "DCTDecode" {
		return true
	}
	if !bytes.HasPrefix(picture.Raw, []byte("\xff\xd8\xff")) || !bytes.Contains(picture.Raw[max(0, len(picture.Raw)-64):], []byte("\xff\xd9")) {
		return false
	}
	inside, err := jpeg.DecodeConfig(bytes.NewReader(picture.Raw))
	if err != nil {
		return true // of a kind that is not known here
	}
	width, okWidth := r.number(picture.Dict["Width"])
	height, okHeight := r.number(picture.Dict["Height"])
	return okWidth && okHeight && int(width) == inside.Width && int(height) == inside.Height
}

// operators are those of ISO 32000-2 annex A.
var operators = func() map[string]bool {
	known := map[string]bool{}
	for _, name := range bytes.Fields([]byte(`b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP n q Q re RG rg ri s S SC sc SCN scn sh
		T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' "`)) {
		known[string(name)] = true
	}
	return known
}()

var (
	plainNumber = regexp.MustCompile(`^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)$`)
	pictureEnds = regexp.MustCompile(`[\x00\t\n\f\r ]EI(?:[\x00\t\n\f\r ]|$)`)
)

const mostOperands = 33 // ISO 32000-1 annex C, for colours of many inks

// long are the long forms of the keys of a picture in the text of a page (ISO
// 32000-2 table 91).
var long = map[string]string{
	"BPC": "BitsPerComponent", "CS": "ColorSpace", "D": "Decode", "DP": "DecodeParms", "F": "Filter", "H": "Height", "IM": "ImageMask", "I": "Interpolate", "L": "Length", "W": "Width",
}

// content reads the instructions of a page as far as readers are known to go
// ways of their own: unknown words, numbers of other forms, more operands than
// there may be, a state that is taken back more often than it was kept, a colour
// space without a colour, pictures whose keys or ends are not plain.
type content struct {
	lexer
	operands int
	before   []byte // the name that stands before
	colours  []unset
	now      unset
}

// unset says of which colours the space was set and not the colour.
type unset struct{ fill, stroke bool }

func checkContent(data []byte) error {
	c := &content{lexer: lexer{data: data}}
	for nested := 0; ; {
		kind, word := c.next()
		name := c.before
		c.before = nil
		switch kind {
		case ended:
			if nested != 0 {
				return errDamaged
			}
			return nil
		case arrayBegins:
			nested++
		case arrayEnds:
			if nested--; nested < 0 {
				return errDamaged
			}
		case dictBegins:
			if string(name) == "OC" {
				return errLayers
			}
			if c.repeatsIn(kind, 0) {
				return errDamaged
			}
		case nameToken:
			c.before = word
		case numberToken:
			if !plainNumber.Match(word) {
				return errDamaged
			}
		case textToken:
		case wordToken:
			s := string(word)
			if s == "true" || s == "false" || s == "null" {
				break
			}
			if nested != 0 || !operators[s] || !c.do(s) {
				return errDamaged
			}
			c.operands = 0
			continue
		default:
			return errDamaged
		}
		if nested == 0 {
			if c.operands++; c.operands > mostOperands {
				return errDamaged
			}
		}
	}
}

// do follows an instruction, and reports whether it is a plain one.
func (c *content) do(operator string) bool {
	switch operator {
	case "q":
		c.colours = append(c.colours, c.now)
	case "Q":
		if len(c.colours) == 0 {
			return false
		}
		c.now, c.colours = c.colours[len(c.colours)-1], c.colours[:len(c.colours)-1]
	case "cs":
		c.now.fill = true
	case "CS":
		c.now.stroke = true
	case "sc", "scn", "g", "rg", "k":
		c.now.fill = false
	case "SC", "SCN", "G", "RG", "K":
		c.now.stroke = false
	case "f", "F", "f*":
		return !c.now.fill
	case "S", "s":
		return !c.now.stroke
	case "B", "B*", "b", "b*", "Tj", "TJ", "'", "\"":
		return !c.now.fill && !(c.now.stroke && operator[0] != 'T' && operator != "'" && operator != "\"")
	case "BI":
		return c.picture()
	case "ID", "EI":
		return false
	}
	return true
}

// picture passes over a picture in the text, and reports whether it is a plain
// one: each key once, in one form, and one place where it can end. Of one that
// ends at another place for another reader an end would be left over.
func (c *content) picture() bool {
	keys := map[string]bool{}
	for isKey := true; ; isKey = !isKey {
		switch kind, word := c.next(); kind {
		case dictBegins, arrayBegins:
			if isKey || c.repeatsIn(kind, 0) {
				return false
			}
		case wordToken:
			if isKey && string(word) == "ID" {
				end := pictureEnds.FindIndex(c.data[c.at:])
				if end == nil {
					return false
				}
				c.at += end[0] + len(" EI")
				return true
			}
			if isKey || string(word) != "true" && string(word) != "false" && string(word) != "null" {
				return false
			}
		case nameToken:
			if !isKey {
				continue
			}
			key := string(word)
			if full, isShort := long[key]; isShort {
				key = full
			}
			if keys[key] {
				return false
			}
			keys[key] = true
		case numberToken:
			if isKey {
				return false
			}
		default:
			return false
		}
	}
}
