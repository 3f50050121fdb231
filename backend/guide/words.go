package guide

import (
	"fmt"
	"strings"

	"portico/backend/contracts"
	"portico/backend/store"
)

func choose(condition bool, yes, no string) string {
	if condition {
		return yes
	}
	return no
}

// count writes "1 organization", "3,000 organizations" or "10,000+
// organizations".
func count(n int64, one, many string) string { return number(n) + " " + choose(n == 1, one, many) }

// sentence writes one for 1, else many with the number in its place.
func sentence(n int64, one, many string) string {
	if n == 1 {
		return one
	}
	return fmt.Sprintf(many, number(n))
}

// atMost is sentence for a count of documents, which ends at a limit.
func atMost(n int, one, many string) string {
	if n > contracts.AttentionLimit {
		return fmt.Sprintf(many, "More than "+number(contracts.AttentionLimit))
	}
	return sentence(int64(n), one, many)
}

func times(n int64) string { return count(n, "time", "times") }

// number writes a count with commas. Those that stopped at the limit read
// "10,000+".
func number(n int64) string {
	if n == store.CountLimit+1 {
		return "10,000+"
	}
	digits := fmt.Sprint(n)
	var out strings.Builder
	for i, digit := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			out.WriteByte(',')
		}
		out.WriteRune(digit)
	}
	return out.String()
}
