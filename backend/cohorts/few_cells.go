package cohorts

// mostSmallCells is how many small cells are put together in fours; of more,
// in twos.
const mostSmallCells = 120

// few is one or two small cells.
type few struct {
	first, second int // second is −1 for one
	size          int
	signature     signature
}

func (f few) meets(other few) bool {
	return f.first == other.first || f.second >= 0 && f.second == other.second || f.first == other.second || f.second >= 0 && f.second == other.first
}

// givesCells reports whether a group of at most four cells that is below the
// minimum lies in the span.
func (p population) givesCells(span *rowspace, minimum int) bool {
	signatures := span.signatures(len(p.cells))
	var zero signature
	var singles, all []few
	for i, size := range p.sizes {
		if size < minimum {
			singles = append(singles, few{i, -1, size, signatures[i]})
		}
	}
	for i, one := range singles {
		if one.signature == zero {
			return true
		}
		for _, other := range singles[:i] {
			if one.size+other.size >= minimum {
				continue
			}
			two := few{other.first, one.first, one.size + other.size, one.signature.plus(other.signature)}
			if two.signature == zero {
				return true
			}
			all = append(all, two)
		}
	}
	if len(singles) > mostSmallCells {
		return false
	}
	bySignature := map[signature][]few{}
	for _, one := range all {
		bySignature[one.signature] = append(bySignature[one.signature], one)
	}
	for _, one := range append(singles, all...) {
		for _, other := range bySignature[one.signature.negative()] {
			if one.size+other.size < minimum && !one.meets(other) {
				return true
			}
		}
	}
	return false
}
