package portal_test

import (
	"strconv"
	"strings"
)

func text(id int64) string { return strconv.FormatInt(id, 10) }

// firstDifference returns what stands in after and not in before.
func firstDifference(before, after string) string {
	old := map[string]bool{}
	for _, line := range strings.Split(before, "\n") {
		old[line] = true
	}
	var found []string
	for _, line := range strings.Split(after, "\n") {
		if !old[line] {
			found = append(found, line)
		}
	}
	return strings.Join(found[:min(len(found), 4)], "; ")
}
