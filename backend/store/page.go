package store

import (
	"encoding/base64"
	"encoding/json"
	"strings"

	"portico/backend/fault"
)

// CountLimit is how far lists count: exact up to it, "10,000+" beyond (UX).
const CountLimit = 10000

// NotCounted stands for a count that was left out because it would take longer
// than the page.
const NotCounted = -1

// PageLimit is the greatest page that a list gives at once.
const PageLimit = 200

// Page is one stretch of a list in its order.
type Page[T any] struct {
	Items []T
	Next  string // cursor of the stretch after this one; "" at the end
	Count int    // rows that match in all, at most CountLimit + 1, or NotCounted
}

// Limit brings an asked-for page size into 1 … PageLimit; 0 gives 50.
func Limit(asked int) int {
	if asked <= 0 {
		return 50
	}
	return min(asked, PageLimit)
}

// Cut makes a Page of rows that were read with one more than limit, so that
// the last one tells whether there is more. cursor names a row's place.
func Cut[T any](rows []T, limit int, cursor func(T) string) Page[T] {
	page := Page[T]{Items: rows}
	if len(rows) > limit {
		page.Items = rows[:limit]
		page.Next = cursor(rows[limit-1])
	}
	if page.Items == nil {
		page.Items = []T{}
	}
	return page
}

// Cursor writes the place of a row in an order: its sort values and its id.
func Cursor(values ...any) string {
	text, err := json.Marshal(values)
	if err != nil {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(text)
}

// ParseCursor reads what Cursor wrote into pointers of the same number and
// kinds. It returns an Invalid fault for anything else.
func ParseCursor(cursor string, values ...any) error {
	bad := fault.New(fault.Invalid, "This page of the list can't be found. Start again from its beginning.")
	text, err := base64.RawURLEncoding.DecodeString(strings.TrimSpace(cursor))
	if err != nil {
		return bad
	}
	var raw []json.RawMessage
	if json.Unmarshal(text, &raw) != nil || len(raw) != len(values) {
		return bad
	}
	for i := range raw {
		if json.Unmarshal(raw[i], values[i]) != nil {
			return bad
		}
	}
	return nil
}
