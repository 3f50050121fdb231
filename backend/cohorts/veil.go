package cohorts

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
)

// A veil decides which parts of a cohort can be shown, so that nobody's answers
// can be worked out (COH-2): neither from a part nor by subtracting parts that
// are shown from each other.
//
// A part (everybody, those with one value of a dimension, or those with one
// value each of two) is hidden when it, or what it leaves of a part that it
// lies in, has fewer people than the minimum. Beyond that, the parts are
// looked at together: if any sum and difference of what is shown would give a
// group below the minimum, the smallest parts are hidden until none does. The
// decision depends on who has answered and on nothing that the reader chooses,
// so that what is seen in one view can't be held against another.
type veil struct {
	shown map[part]bool
}

// person is where one respondent stands in each dimension, by its values'
// numbers.
type person []int

// part is a piece of a cohort: the people whose values are these. A dimension
// of noDimension narrows nothing.
type part struct {
	dimension, value           int
	otherDimension, otherValue int
}

const noDimension = -1

var everybody = part{dimension: noDimension, otherDimension: noDimension}

func those(dimension, value int) part {
	return part{dimension: dimension, value: value, otherDimension: noDimension}
}

// both returns those who have both values; the order doesn't matter.
func both(dimension, value, other, otherValue int) part {
	if other < dimension {
		dimension, value, other, otherValue = other, otherValue, dimension, value
	}
	return part{dimension, value, other, otherValue}
}

func (p part) has(one person) bool {
	return (p.dimension == noDimension || one[p.dimension] == p.value) && (p.otherDimension == noDimension || one[p.otherDimension] == p.otherValue)
}

// The most that is weighed; beyond it parts of two dimensions are not shown.
const (
	maxPairs = 160
	maxCells = 400
)

// set is a part as the cells in which its people are.
type set struct {
	part
	cells cellSet
	size  int
}

// cellSet is a set of cells, a bit each.
type cellSet []uint64

func (c cellSet) key() string {
	var key strings.Builder
	for _, word := range c {
		for shift := 0; shift < 64; shift += 8 {
			key.WriteByte(byte(word >> shift))
		}
	}
	return key.String()
}

// population is people gathered into cells: those of one cell have the same
// values everywhere, so that no part tells them apart.
type population struct {
	cells []person
	sizes []int
}

func gather(people []person) population {
	var p population
	index := map[string]int{}
	for _, one := range people {
		var key strings.Builder
		for _, value := range one {
			key.WriteString(string(rune(value + 1)))
		}
		at, known := index[key.String()]
		if !known {
			at = len(p.cells)
			index[key.String()] = at
			p.cells, p.sizes = append(p.cells, one), append(p.sizes, 0)
		}
		p.sizes[at]++
	}
	return p
}

func (p population) set(of part) set {
	s := set{part: of, cells: make(cellSet, (len(p.cells)+63)/64)}
	for i, cell := range p.cells {
		if of.has(cell) {
			s.cells[i/64] |= 1 << (i % 64)
			s.size += p.sizes[i]
		}
	}
	return s
}

func (p population) size(cells cellSet) int {
	total := 0
	for w, word := range cells {
		for ; word != 0; word &= word - 1 {
			total += p.sizes[w*64+bits.TrailingZeros64(word)]
		}
	}
	return total
}

func (p population) vector(cells cellSet) []uint32 {
	v := make([]uint32, len(p.cells))
	for i := range v {
		v[i] = uint32(cells[i/64] >> (i % 64) & 1)
	}
	return v
}

func without(a, b cellSet) cellSet {
	left := make(cellSet, len(a))
	for i := range a {
		left[i] = a[i] &^ b[i]
	}
	return left
}

func common(a, b cellSet) cellSet {
	shared := make(cellSet, len(a))
	for i := range a {
		shared[i] = a[i] & b[i]
	}
	return shared
}

// draw makes the veil over people who have answered, with the number of values
// of each dimension.
func draw(people []person, values []int, minimum int) veil {
	v := veil{shown: map[part]bool{}}
	if len(people) == 0 || len(people) < minimum {
		return v
	}
	if minimum <= 1 {
		minimum = 1 // nothing is hidden, but what is empty stays empty
	}
	p := gather(people)
	all := p.set(everybody)
	singles := p.singles(values)
	wanted := []set{all}
	wanted = append(wanted, p.fit(singles, []set{all}, minimum)...)
	if len(p.cells) <= maxCells {
		pairs := p.pairs(wanted[1:])
		fitting := p.fit(pairs, append([]set{all}, singles...), minimum)
		if len(fitting) <= maxPairs {
			wanted = append(wanted, fitting...)
		}
	}
	for _, one := range p.safe(wanted, p.small(append([]set{all}, append(singles, wanted...)...), minimum), minimum) {
		v.shown[one.part] = true
	}
	return v
}

// shows reports whether a part can be shown.
func (v veil) shows(p part) bool { return v.shown[p] }

// singles returns those with each value of each dimension, the largest first.
func (p population) singles(values []int) []set {
	var sets []set
	for dimension, count := range values {
		for value := range count {
			if s := p.set(those(dimension, value)); s.size > 0 {
				sets = append(sets, s)
			}
		}
	}
	return largestFirst(sets)
}

// pairs returns those with two values, of parts that can be shown by
// themselves.
func (p population) pairs(singles []set) []set {
	var sets []set
	for i, one := range singles {
		for _, other := range singles[i+1:] {
			if one.dimension == other.dimension {
				continue
			}
			if s := p.set(both(one.dimension, one.value, other.dimension, other.value)); s.size > 0 {
				sets = append(sets, s)
			}
		}
	}
	return largestFirst(sets)
}

func largestFirst(sets []set) []set {
	slices.SortStableFunc(sets, func(a, b set) int { return cmp.Compare(b.size, a.size) })
	return sets
}

// fit keeps the sets that have the minimum themselves, and leave none or the
// minimum of every set around them.
func (p population) fit(sets, around []set, minimum int) []set {
	var kept []set
	for _, s := range sets {
		fits := s.size >= minimum
		for _, outer := range around {
			if p.size(without(s.cells, outer.cells)) > 0 {
				continue // does not lie in it
			}
			left := p.size(without(outer.cells, s.cells))
			fits = fits && (left == 0 || left >= minimum)
		}
		if fits {
			kept = append(kept, s)
		}
	}
	return kept
}

// small returns the groups that must not be worked out: every cell below the
// minimum, every set below it, and what two sets share or have apart where
// that is below it.
func (p population) small(sets []set, minimum int) [][]uint32 {
	var targets [][]uint32
	seen := map[string]bool{}
	add := func(cells cellSet) {
		size := p.size(cells)
		if key := cells.key(); size > 0 && size < minimum && !seen[key] {
			seen[key] = true
			targets = append(targets, p.vector(cells))
		}
	}
	for i := range p.cells {
		cell := make(cellSet, (len(p.cells)+63)/64)
		cell[i/64] = 1 << (i % 64)
		add(cell)
	}
	for i, one := range sets {
		add(one.cells)
		for _, other := range sets[:i] {
			add(without(one.cells, other.cells))
			add(without(other.cells, one.cells))
			add(common(one.cells, other.cells))
		}
	}
	return targets
}

// safe returns as many of the sets, in their order, as can be shown together
// without giving a small group away.
func (p population) safe(sets []set, targets [][]uint32, minimum int) []set {
	var kept []set
	for rest := sets; len(rest) > 0; {
		// The longest beginning of what is left that gives nothing away: more
		// parts never give away less.
		from, to := 0, len(rest)
		for from < to {
			middle := (from + to + 1) / 2
			if p.gives(append(slices.Clone(kept), rest[:middle]...), targets, minimum) {
				to = middle - 1
			} else {
				from = middle
			}
		}
		kept = append(kept, rest[:from]...)
		rest = rest[from:]
		if len(rest) > 0 {
			rest = rest[1:] // the one that would give something away
		}
	}
	return kept
}

// gives reports whether sums and differences of what is shown give a group
// below the minimum: one of the targets, any few cells, or what the parts that
// are shown of a dimension leave over.
func (p population) gives(shown []set, targets [][]uint32, minimum int) bool {
	var span rowspace
	for _, s := range shown {
		span.add(p.vector(s.cells))
	}
	return slices.ContainsFunc(targets, span.contains) || p.leaves(shown, minimum) || p.givesCells(&span, minimum)
}

// leaves reports whether the parts of a dimension that are shown leave a small
// group of the part around them.
func (p population) leaves(shown []set, minimum int) bool {
	for _, outer := range shown {
		left := map[int]cellSet{}
		for _, inner := range shown {
			dimension := noDimension
			switch {
			case outer.part == everybody && inner.otherDimension == noDimension:
				dimension = inner.dimension
			case outer.otherDimension != noDimension || inner.otherDimension == noDimension:
			case inner.dimension == outer.dimension && inner.value == outer.value:
				dimension = inner.otherDimension
			case inner.otherDimension == outer.dimension && inner.otherValue == outer.value:
				dimension = inner.dimension
			}
			if dimension == noDimension {
				continue
			}
			if left[dimension] == nil {
				left[dimension] = outer.cells
			}
			left[dimension] = without(left[dimension], inner.cells)
		}
		for _, cells := range left {
			if size := p.size(cells); size > 0 && size < minimum {
				return true
			}
		}
	}
	return false
}
