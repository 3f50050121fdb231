package pdf

import (
	"bytes"
	"compress/zlib"
	"errors"
	"io"
	"regexp"
	"strconv"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// hasPlainTables reports whether the cross-reference sections say nothing that
// readers understand differently: entries of unknown kinds, an object 0, numbers
// without end.
func (r *reading) hasPlainTables() bool {
	if nowhere.Match(r.data) {
		return false
	}
	for number, entry := range r.ctx.Table {
		if entry == nil {
			continue
		}
		if number > r.within.number || number == 0 && !entry.Free {
			return false
		}
		if section, ok := entry.Object.(types.XRefStreamDict); ok && !hasKnownKinds(section) {
			return false
		}
	}
	return true
}

// nowhere is an entry of an object that is there, at the file's first byte.
var nowhere = regexp.MustCompile(`(?:^|[\r\n ])0{10} [0-9]{5} n`)

// hasKnownKinds reports whether the entries of a cross-reference stream are of
// the kinds 0, 1 and 2 (ISO 32000-2 table 18).
func hasKnownKinds(section types.XRefStreamDict) bool {
	width := section.W[0] + section.W[1] + section.W[2]
	if section.W[0] == 0 { // all are of kind 1
		return true
	}
	stream := section.StreamDict
	if width <= 0 || stream.DecodeWithLimit(maxContent) != nil {
		return false
	}
	for at := 0; at+width <= len(stream.Content); at += width {
		kind := bytes.TrimLeft(stream.Content[at:at+section.W[0]], "\x00")
		if len(kind) > 1 || len(kind) == 1 && kind[0] > 2 {
			return false
		}
	}
	return true
}

// isPlain reports whether readers agree on what a reference leads to: to an
// object of its generation, or to nothing where no such object stands in the
// bytes either. Readers that search the file would find it.
func (r *reading) isPlain(ref types.IndirectRef) bool {
	number, generation := ref.ObjectNumber.Value(), ref.GenerationNumber.Value()
	if number <= 0 || number > r.within.number {
		return false
	}
	entry, known := r.ctx.Table[number]
	if known && entry != nil && !entry.Free {
		return entry.Generation == nil || *entry.Generation == generation
	}
	if r.heads == nil {
		r.heads = map[int]bool{}
		for _, found := range anyHead.FindAllSubmatch(r.data, -1) {
			if n, err := strconv.Atoi(string(found[1])); err == nil {
				r.heads[n] = true
			}
		}
	}
	return !r.heads[number]
}

var anyHead = regexp.MustCompile(`(?:^|[\x00\t\n\f\r >])([0-9]{1,10})[ \t\r\n]+[0-9]{1,5}[ \t\r\n]+obj`)

// refuseShort refuses a stream whose keys readers understand differently, and
// forms and pictures that bring another along for paper or for other programs.
// The short forms of keys belong into the text of a page: in the dictionary of a
// stream some readers take them for the long ones, also where both are there.
func (r *reading) refuseShort(d types.Dict) error {
	short := []string{"DP", "FF"}
	kind, _ := r.value(d, "Subtype").(types.Name)
	if kind == "Image" || d["BitsPerComponent"] != nil || d["ImageMask"] != nil || d["ColorSpace"] != nil || d["Width"] != nil && d["Height"] != nil {
		short = append(short, "D", "W", "H", "BPC", "CS", "IM", "I")
	}
	for _, key := range short {
		if d[key] != nil {
			return errDamaged
		}
	}
	if kind == "PS" || kind == "Form" && (d["Ref"] != nil || d["PS"] != nil || d["Subtype2"] != nil) {
		return errFaces
	}
	if kind == "Form" && len(r.array(d["BBox"])) != 4 || !r.hasKnownFilters(d["Filter"]) {
		return errDamaged
	}
	return nil
}

// filters are those of ISO 32000-2 table 6 that an open file has.
var filters = map[types.Name]bool{
	"ASCIIHexDecode": true, "ASCII85Decode": true, "LZWDecode": true, "FlateDecode": true, "RunLengthDecode": true, "CCITTFaxDecode": true, "JBIG2Decode": true, "DCTDecode": true, "JPXDecode": true,
	"AHx": true, "A85": true, "LZW": true, "Fl": true, "RL": true, "CCF": true, "DCT": true,
}

func (r *reading) hasKnownFilters(object types.Object) bool {
	object, err := r.ctx.Dereference(object)
	if err != nil {
		return false
	}
	switch object := object.(type) {
	case nil:
		return true
	case types.Name:
		return filters[object]
	case types.Array:
		for _, one := range object {
			name, err := r.ctx.Dereference(one)
			if known, ok := name.(types.Name); err != nil || !ok || !filters[known] {
				return false
			}
		}
		return true
	}
	return false
}

// isCutOff reports whether a packed stream ends before its end: readers show
// what came before, or nothing.
func isCutOff(stream types.StreamDict) bool {
	if len(stream.FilterPipeline) != 1 || stream.FilterPipeline[0].Name != "FlateDecode" {
		return false
	}
	packed, err := zlib.NewReader(bytes.NewReader(stream.Raw))
	if err == nil {
		_, err = io.Copy(io.Discard, io.LimitReader(packed, maxContent))
	}
	return errors.Is(err, io.ErrUnexpectedEOF)
}
