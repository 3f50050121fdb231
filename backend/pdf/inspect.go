package pdf

import (
	"math"
	"strings"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"portico/backend/fault"
)

// maxSide is the longest side of a page, in points: 5 m.
const maxSide = 5000 / 25.4 * 72

var (
	errNoPages      = fault.New(fault.Invalid, "This PDF has no pages.")
	errTooManyPages = fault.New(fault.Invalid, "This PDF has more than 2,000 pages. Split it into several documents.")
	errPageSize     = fault.New(fault.Invalid, "A page of this PDF is longer or wider than 5 metres, or has no size at all. Print it as a PDF on paper of an ordinary size, and take that file.")
	errSigned       = fault.New(fault.Invalid, "This PDF carries a digital signature already, which would show as changed once pages are added. Take a copy without it, for example by printing it as a PDF.")
)

// Size is the size of a page as it is shown, in millimetres.
type Size struct{ Width, Height float64 }

// Info is what Inspect found in a PDF.
type Info struct {
	Title string // from its properties; often empty
	Pages int    // 1 to 2,000
	Sizes []Size // of each page
}

// Inspect reads a PDF that somebody uploaded, by its content and completely,
// and returns what it is. It refuses with an Invalid fault, each in words of
// its own: what is larger than MaxUpload, not a PDF, damaged or cut off,
// encrypted, without pages or with more than 2,000 of them, with a page of more
// than 5 m a side; what carries scripts, files, or actions that start or change
// something; what carries a digital signature already, since the certificate
// pages would make it show as changed; what could not be sealed after it was
// signed; what readers understand differently (decision 22). What it costs is
// bounded: one file at a time, 20 seconds for it and more for its trial seal, and
// limits on whatever a file can make grow.
func Inspect(data []byte) (Info, error) {
	if len(data) > MaxUpload {
		return Info{}, errTooLarge
	}
	select { // one at a time, with all that it holds in memory
	case inspections <- struct{}{}:
		defer func() { <-inspections }()
	case <-time.After(4 * patience):
		return Info{}, errBusy
	}
	info, err := inspect(data)
	if err != nil {
		return Info{}, err
	}
	return info, trySealing(data)
}

var inspections = make(chan struct{}, 1)

func inspect(data []byte) (Info, error) {
	r, err := read(data, uploading)
	if err != nil {
		return Info{}, err
	}
	info := Info{Pages: len(r.pages), Title: r.title()}
	if info.Pages == 0 {
		return Info{}, errNoPages
	}
	for _, page := range r.pages {
		size, err := r.size(page)
		if err != nil {
			return Info{}, err
		}
		info.Sizes = append(info.Sizes, size)
	}
	if err := r.refuseActive(); err != nil {
		return Info{}, err
	}
	return info, r.readContents()
}

func (r *reading) title() string {
	if r.ctx.Info == nil {
		return ""
	}
	title, err := r.ctx.DereferenceText(r.dict(*r.ctx.Info)["Title"])
	if err != nil {
		return ""
	}
	return strings.TrimSpace(strings.ToValidUTF8(strings.ReplaceAll(title, "\x00", ""), ""))
}

// size returns what a reader shows of a page: its crop box within its media
// box, in millimetres.
func (r *reading) size(p page) (Size, error) {
	box := func(key string) (corners [4]float64, ok bool) {
		array := r.array(p.attribute(key))
		if len(array) != 4 {
			return corners, false
		}
		for i, object := range array {
			if corners[i], ok = r.number(object); !ok || math.Abs(corners[i]) > 1e7 {
				return corners, false
			}
		}
		return corners, true
	}
	unit := 1.0
	if value, has := p.dict["UserUnit"]; has {
		if given, ok := r.number(value); ok {
			unit = given
		}
	}
	corners, ok := box("MediaBox")
	width, height := math.Abs(corners[2]-corners[0])*unit, math.Abs(corners[3]-corners[1])*unit
	if !ok || !(width >= 1 && height >= 1 && width <= maxSide && height <= maxSide) { // a NaN fails as well
		return Size{}, errPageSize
	}
	if crop, ok := box("CropBox"); ok {
		width, height = shared(corners, crop, 0)*unit, shared(corners, crop, 1)*unit
		if !(width >= 1 && height >= 1) {
			return Size{}, errPageSize
		}
	}
	if !r.isPlainPage(p) {
		return Size{}, errDamaged
	}
	if turned, ok := r.number(p.attribute("Rotate")); ok && math.Mod(math.Abs(turned), 180) == 90 {
		width, height = height, width
	}
	return Size{Width: width / 72 * 25.4, Height: height / 72 * 25.4}, nil
}

// isPlainPage reports whether what a page has and inherits is of the kinds that
// the standard names: readers that find another take what is above it, or none.
func (r *reading) isPlainPage(p page) bool {
	for _, from := range []types.Dict{p.dict, p.inherited} {
		for _, key := range []string{"MediaBox", "CropBox", "Rotate", "Resources"} {
			value, has := from[key]
			if !has {
				continue
			}
			there, err := r.ctx.Dereference(value)
			if err != nil {
				return false
			}
			switch there := there.(type) {
			case types.Array:
				if key != "MediaBox" && key != "CropBox" || len(there) != 4 {
					return false
				}
			case types.Integer:
				if key != "Rotate" || there%90 != 0 {
					return false
				}
			case types.Dict:
				if key != "Resources" {
					return false
				}
			default:
				return false
			}
		}
	}
	return true
}

// shared returns how long two boxes lie in each other along an axis; below zero
// where they do not.
func shared(a, b [4]float64, axis int) float64 {
	return min(max(a[axis], a[axis+2]), max(b[axis], b[axis+2])) - max(min(a[axis], a[axis+2]), min(b[axis], b[axis+2]))
}
