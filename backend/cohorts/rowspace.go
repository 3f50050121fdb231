package cohorts

import "math/rand/v2"

// rowspace is what can be worked out from sums over sets of people, by adding
// and subtracting them: the span of the sets as vectors over a prime field. It
// is kept in reduced row echelon form.
type rowspace struct {
	rows   [][]uint32
	pivots []int
}

// prime is the field: large enough that the small whole numbers met here never
// become zero by chance, small enough that products fit.
const prime = 2147483647 // 2³¹ − 1

// add takes a vector into the span.
func (r *rowspace) add(vector []uint32) {
	v := r.reduce(vector)
	pivot := -1
	for i, value := range v {
		if value != 0 {
			pivot = i
			break
		}
	}
	if pivot < 0 {
		return
	}
	inverse := power(v[pivot], prime-2)
	for i := range v {
		v[i] = multiply(v[i], inverse)
	}
	for _, row := range r.rows {
		subtract(row, v, row[pivot])
	}
	r.rows, r.pivots = append(r.rows, v), append(r.pivots, pivot)
}

// contains reports whether a vector lies in the span.
func (r *rowspace) contains(vector []uint32) bool {
	for _, value := range r.reduce(vector) {
		if value != 0 {
			return false
		}
	}
	return true
}

func (r *rowspace) reduce(vector []uint32) []uint32 {
	v := append([]uint32{}, vector...)
	for i, row := range r.rows {
		subtract(v, row, v[r.pivots[i]])
	}
	return v
}

// subtract takes times × row from v.
func subtract(v, row []uint32, times uint32) {
	if times == 0 {
		return
	}
	for i, value := range row {
		if value != 0 {
			v[i] = uint32((uint64(v[i]) + prime - uint64(multiply(value, times))) % prime)
		}
	}
}

func multiply(a, b uint32) uint32 { return uint32(uint64(a) * uint64(b) % prime) }

func power(base uint32, exponent int) uint32 {
	result := uint32(1)
	for ; exponent > 0; exponent >>= 1 {
		if exponent&1 == 1 {
			result = multiply(result, base)
		}
		base = multiply(base, base)
	}
	return result
}

// signatures returns a number for each column such that, but for a chance of
// one in 2⁶⁰, a set of columns lies in the span exactly when its numbers add up
// to zero: a random combination of what the columns are in the null space.
func (r *rowspace) signatures(columns int) []signature {
	random := rand.New(rand.NewPCG(uint64(columns), uint64(len(r.rows)))) //nolint:gosec // no secret
	isPivot := make([]bool, columns)
	for _, pivot := range r.pivots {
		isPivot[pivot] = true
	}
	all := make([]signature, columns)
	for i := range all {
		if !isPivot[i] {
			all[i] = signature{uint32(random.IntN(prime-1) + 1), uint32(random.IntN(prime-1) + 1)}
		}
	}
	for k, row := range r.rows {
		var sum signature
		for i, value := range row {
			if value != 0 && !isPivot[i] {
				sum = sum.plus(signature{multiply(value, all[i][0]), multiply(value, all[i][1])})
			}
		}
		all[r.pivots[k]] = sum.negative()
	}
	return all
}

// signature is two numbers of the field.
type signature [2]uint32

func (s signature) plus(other signature) signature {
	return signature{uint32((uint64(s[0]) + uint64(other[0])) % prime), uint32((uint64(s[1]) + uint64(other[1])) % prime)}
}

func (s signature) negative() signature {
	return signature{(prime - s[0]) % prime, (prime - s[1]) % prime}
}
