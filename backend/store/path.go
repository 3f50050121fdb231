package store

import (
	"strconv"
	"strings"
)

// PathRange returns the half-open range of materialised paths at or below
// path: from <= p AND p < to. "/" is followed by "0" in every byte order, so
// "/1/5/" ends before "/1/50".
func PathRange(path string) (from, to string) {
	return path, strings.TrimSuffix(path, "/") + "0"
}

// PathIDs returns the ids in a materialised path, from the top down.
func PathIDs(path string) []int64 {
	parts := strings.Split(strings.Trim(path, "/"), "/")
	ids := make([]int64, 0, len(parts))
	for _, part := range parts {
		if id, err := strconv.ParseInt(part, 10, 64); err == nil {
			ids = append(ids, id)
		}
	}
	return ids
}
