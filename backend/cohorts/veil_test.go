package cohorts

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// crowd makes people with one dimension from how many have each value.
func crowd(counts ...int) (people []person, values []int) {
	for value, count := range counts {
		for range count {
			people = append(people, person{value})
		}
	}
	return people, []int{len(counts)}
}

// Shows COH-2: a part is hidden when it or its complement is below the
// minimum, and when subtracting the others from everybody would give it.
func TestVeilOfOneDimension_COH2(t *testing.T) {
	for _, test := range []struct {
		counts  []int
		minimum int
		all     bool
		want    string // which values are shown
	}{
		{[]int{1}, 3, false, "[]"},
		{[]int{2}, 3, false, "[]"},
		{[]int{3}, 3, true, "[0]"},
		{[]int{10, 2}, 3, true, "[]"}, // the ten would give the two
		{[]int{10, 3}, 3, true, "[0 1]"},
		{[]int{10, 10, 2}, 3, true, "[0]"}, // all three less the two tens would give the two
		{[]int{10, 2, 2}, 3, true, "[0]"},  // the four are enough together
		{[]int{5, 4, 3, 3}, 3, true, "[0 1 2 3]"},
		{[]int{4, 4, 4, 1, 1}, 3, true, "[0 1]"},
		{[]int{3, 1, 1, 1}, 3, true, "[0]"},
		{[]int{1, 1}, 1, true, "[0 1]"}, // a minimum of one hides nothing
		{[]int{250, 249, 1}, 3, true, "[0]"},
	} {
		people, values := crowd(test.counts...)
		v := draw(people, values, test.minimum)
		shown := []int{}
		for value := range test.counts {
			if v.shows(those(0, value)) {
				shown = append(shown, value)
			}
		}
		if got := fmt.Sprint(shown); got != test.want || v.shows(everybody) != test.all {
			t.Errorf("%v with a minimum of %d shows %s (all: %v), want %s (all: %v)", test.counts, test.minimum, got, v.shows(everybody), test.want, test.all)
		}
	}
}

// Shows COH-2: two parts of different dimensions that differ by one person are
// not both shown.
func TestVeilAcrossDimensions_COH2(t *testing.T) {
	var people []person
	for range 10 {
		people = append(people, person{0, 0})
	}
	for range 10 {
		people = append(people, person{1, 1})
	}
	people = append(people, person{0, 1}) // in the first group by one, in the second by the other
	v := draw(people, []int{2, 2}, 3)
	if v.shows(those(0, 0)) && v.shows(those(1, 0)) {
		t.Error("11 of one dimension and 10 of the other are both shown: their difference is one person")
	}
	if !v.shows(everybody) {
		t.Error("everybody is not shown")
	}
}

// TestNobodyIsWorkedOut_COH2 gives everybody a secret number and looks, in
// thousands of cohorts, whether any group below the minimum follows from the
// sums of what is shown.
func TestNobodyIsWorkedOut_COH2(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	shown, hidden := 0, 0
	for range 3000 {
		minimum := 2 + random.IntN(4)
		values := []int{1 + random.IntN(4), 1 + random.IntN(3), 1 + random.IntN(3)}
		people := make([]person, 1+random.IntN(14))
		for i := range people {
			people[i] = person{random.IntN(values[0]), random.IntN(values[1]), random.IntN(values[2])}
		}
		v := draw(people, values, minimum)
		var span rowspace
		for part := range v.shown {
			vector := make([]uint32, len(people))
			for i, one := range people {
				if part.has(one) {
					vector[i] = 1
				}
			}
			if sum(vector) < minimum {
				t.Fatalf("%v is shown of %v with a minimum of %d", part, people, minimum)
			}
			span.add(vector)
			shown++
		}
		// Every group of one person, and every pair where the minimum is above two.
		for i := range people {
			for j := i; j < len(people); j++ {
				group := make([]uint32, len(people))
				group[i], group[j] = 1, 1
				if sum(group) < minimum && span.contains(group) {
					t.Fatalf("persons %d and %d follow from what is shown of %v with a minimum of %d: %v", i, j, people, minimum, v.shown)
				}
			}
		}
		if !v.shows(everybody) {
			hidden++
		}
	}
	if shown < 3000 || hidden == 0 {
		t.Fatalf("%d parts were shown and %d cohorts hidden: the try says little", shown, hidden)
	}
}

func sum(vector []uint32) int {
	total := 0
	for _, value := range vector {
		total += int(value)
	}
	return total
}

func TestSummaryByHand_COH2(t *testing.T) {
	s := summarize([]float64{20, 40, 90})
	if s.Count != 3 || s.Mean != 50 || s.Lowest != 20 || s.Highest != 90 || s.Deviation < 36.05 || s.Deviation > 36.06 {
		t.Errorf("%+v", s) // √((30² + 10² + 40²) / 2)
	}
	if one := summarize([]float64{7}); one.Mean != 7 || one.Deviation != 0 {
		t.Errorf("%+v", one)
	}
	if none := summarize(nil); none.Is() {
		t.Errorf("%+v", none)
	}
	if got := histogram([]float64{0, 19.9, 20, 99.9, 100}); got != [Buckets]int{2, 1, 0, 0, 2} {
		t.Errorf("%v", got)
	}
}
