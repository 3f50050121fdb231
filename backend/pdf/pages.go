package pdf

import "github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

// page is a leaf of the page tree with what it inherits.
type page struct {
	ref       types.IndirectRef
	dict      types.Dict
	inherited types.Dict
}

// walkPages reads the page tree from the root (ISO 32000-2 §7.7.3). It must be
// as the standard has it where that is strictly asked for: readers that find a
// node's kind, its parent or the number of its pages to be otherwise each go on
// in a way of their own, so that they would show different pages.
func (r *reading) walkPages() error {
	root, ok := r.catalog()["Pages"].(types.IndirectRef)
	if !ok {
		return errDamaged
	}
	seen, strict := map[types.IndirectRef]bool{}, r.within.isStrict
	var walk func(ref types.IndirectRef, parent *types.IndirectRef, inherited types.Dict, depth int) (int, error)
	walk = func(ref types.IndirectRef, parent *types.IndirectRef, inherited types.Dict, depth int) (int, error) {
		if seen[ref] || depth > maxDepth {
			return 0, errDamaged
		}
		seen[ref] = true
		node := r.dict(ref)
		if node == nil {
			return 0, errDamaged
		}
		if above, has := node["Parent"].(types.IndirectRef); strict && (has != (parent != nil) || parent != nil && above != *parent) {
			return 0, errDamaged
		}
		kind, _ := r.value(node, "Type").(types.Name)
		kids, isNode := node["Kids"]
		if !isNode {
			if strict && (kind != "Page" || node["Count"] != nil) {
				return 0, errDamaged
			}
			r.pages = append(r.pages, page{ref: ref, dict: node, inherited: inherited})
			if len(r.pages) > r.within.pages {
				return 0, errTooManyPages
			}
			return 1, nil
		}
		if strict && (kind != "Pages" || node["Contents"] != nil) {
			return 0, errDamaged
		}
		below := types.Dict{}
		for _, key := range []string{"Resources", "MediaBox", "CropBox", "Rotate"} {
			if value, has := node[key]; has {
				below[key] = value
			} else if value, has := inherited[key]; has {
				below[key] = value
			}
		}
		count := 0
		for _, kid := range r.array(kids) {
			kidRef, ok := kid.(types.IndirectRef)
			if !ok {
				return 0, errDamaged
			}
			pages, err := walk(kidRef, &ref, below, depth+1)
			if err != nil {
				return 0, err
			}
			count += pages
		}
		if said, ok := r.value(node, "Count").(types.Integer); strict && (!ok || int(said) != count) {
			return 0, errDamaged
		}
		return count, nil
	}
	_, err := walk(root, nil, types.Dict{}, 0)
	return err
}

// attribute returns what a page has or inherits under a key.
func (p page) attribute(key string) types.Object {
	if value, has := p.dict[key]; has {
		return value
	}
	return p.inherited[key]
}
