package registrations

import (
	"fmt"
	"strings"

	"portico/backend/store"
)

// order is how the list is sorted: by a column of r, then by id.
type order struct {
	column     string
	descending bool
}

func orderOf(sort string) order {
	name, descending := strings.CutPrefix(sort, "-")
	switch name {
	case "organization":
		return order{"search_key", descending} // which begins with the organization's name
	case "when":
		return order{"created_at", descending}
	}
	return order{"created_at", true}
}

func (o order) by() string {
	direction := "ASC"
	if o.descending {
		direction = "DESC"
	}
	return fmt.Sprintf("r.%[1]s %[2]s, r.id %[2]s", o.column, direction)
}

func (o order) cursor(r Row) string {
	if o.column == "created_at" {
		return store.Cursor(r.CreatedAt.UnixMilli(), r.ID)
	}
	return store.Cursor(r.SearchKey, r.ID)
}

// beyond returns the condition that keeps what comes after a cursor.
func (o order) beyond(after string) (string, []any, error) {
	var at, id int64
	var text string
	var value any
	var err error
	if o.column == "created_at" {
		err = store.ParseCursor(after, &at, &id)
		value = at
	} else {
		err = store.ParseCursor(after, &text, &id)
		value = text
	}
	sign := ">"
	if o.descending {
		sign = "<"
	}
	return fmt.Sprintf("(r.%s, r.id) %s (?, ?)", o.column, sign), []any{value, id}, err
}
