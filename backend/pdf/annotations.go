package pdf

import "github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

// Flags of annotations (ISO 32000-2 table 167).
const (
	flagInvisible = 1 << iota
	flagHidden
	flagPrint
	_ // no zoom
	_ // no rotation
	flagNoView
	_ // read only
	_ // locked
	flagToggleNoView
)

// drawn are the kinds of annotation that may stand on a page, as long as their
// looks come with them.
var drawn = map[types.Name]bool{
	"Text": true, "FreeText": true, "Line": true, "Square": true, "Circle": true, "Polygon": true, "PolyLine": true, "Highlight": true, "Underline": true, "Squiggly": true,
	"StrikeOut": true, "Stamp": true, "Caret": true, "Ink": true, "Widget": true, "Link": true, "Popup": true,
}

// refuseAnnotations refuses what stands on a page on the screen and not on
// paper, or the other way, and what each reader draws as it likes.
func (r *reading) refuseAnnotations() error {
	for _, page := range r.pages {
		for _, one := range r.array(page.dict["Annots"]) {
			if d := r.dict(one); d != nil && !r.looksTheSame(d) {
				return errFaces
			}
		}
	}
	return nil
}

func (r *reading) looksTheSame(d types.Dict) bool {
	kind, _ := r.value(d, "Subtype").(types.Name)
	if err := parts[string(kind)]; err != nil {
		return true // refused in words of its own
	}
	if !drawn[kind] {
		return false
	}
	looks := r.dict(d["AP"])
	if looks == nil {
		// A link and the window of a note are not drawn; a field without a value
		// is an empty one.
		return kind == "Link" && r.isNarrow(d) || kind == "Popup" || kind == "Widget" && r.isEmptyField(d)
	}
	if kind == "Popup" || kind != "Widget" && (looks["R"] != nil || looks["D"] != nil) || !r.isLook(looks["N"]) {
		return false
	}
	given, _ := r.number(d["F"])
	flags := int(given)
	return flags&flagPrint != 0 && flags&(flagInvisible|flagHidden|flagNoView|flagToggleNoView) == 0
}

// isLook reports whether an entry of an appearance is one, or one for each state.
func (r *reading) isLook(object types.Object) bool {
	object, err := r.ctx.Dereference(object)
	if err != nil {
		return false
	}
	switch object := object.(type) {
	case types.StreamDict:
		return true
	case types.Dict:
		for _, one := range object {
			if there, err := r.ctx.Dereference(one); err != nil || there == nil {
				return false
			} else if _, ok := there.(types.StreamDict); !ok {
				return false
			}
		}
		return len(object) > 0
	}
	return false
}

// isNarrow reports whether the border of a link covers nothing: at most 3 points.
func (r *reading) isNarrow(d types.Dict) bool {
	const most = 3
	if border := r.array(d["Border"]); len(border) > 2 {
		if width, ok := r.number(border[2]); !ok || width > most {
			return false
		}
	}
	if style := r.dict(d["BS"]); style != nil && style["W"] != nil {
		if width, ok := r.number(style["W"]); !ok || width > most {
			return false
		}
	}
	return true
}

// isEmptyField reports whether a field has no value, nor inherits one, and
// nothing else to be drawn.
func (r *reading) isEmptyField(d types.Dict) bool {
	if look := r.dict(d["MK"]); look["BG"] != nil || look["CA"] != nil || look["I"] != nil {
		return false
	}
	for range maxDepth {
		if kind, _ := r.value(d, "FT").(types.Name); kind == "Ch" {
			return false
		}
		if value := r.value(d, "V"); value != nil {
			return false
		}
		if d = r.dict(d["Parent"]); d == nil {
			return true
		}
	}
	return false
}
