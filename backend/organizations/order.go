package organizations

import (
	"fmt"
	"strings"

	"portico/backend/store"
)

// order is how a list is sorted.
type order struct {
	name       string // "name", "level" (and by name within a level), "created"
	column     string // by which rows are sorted before the id; within a level for "level"
	index      string // of the whole list in this order; "" where only a kind has one
	descending bool
}

// orderOf returns the order that a query asks for; by name when it asks for
// none that there is.
func orderOf(sort string) order {
	name, descending := strings.CutPrefix(sort, "-")
	switch name {
	case "level":
		return order{name, "name_key", "", descending}
	case "created":
		return order{name, "created_at", "organizations_created", descending}
	}
	return order{"name", "name_key", "organizations_name", descending && name == "name"}
}

// by returns the terms of ORDER BY for a table.
func (o order) by(table string) string {
	if o.name == "level" {
		return o.terms(table, "level", o.column, "id")
	}
	return o.byIn(table)
}

// byIn is by within one kind.
func (o order) byIn(table string) string { return o.terms(table, o.column, "id") }

func (o order) terms(table string, columns ...string) string {
	direction := ""
	if o.descending {
		direction = " DESC"
	}
	for i, column := range columns {
		columns[i] = table + "." + column + direction
	}
	return strings.Join(columns, ", ")
}

// cursor names the place of a row.
func (o order) cursor(r Row) string {
	if o.name == "created" {
		return store.Cursor(r.Level, r.CreatedAt.UnixMilli(), r.ID)
	}
	return store.Cursor(r.Level, r.NameKey, r.ID)
}

// place reads a cursor: the level, the value of the column and the id.
func (o order) place(after string) (level int, value any, id int64, err error) {
	var name string
	var created int64
	if o.name == "created" {
		err = store.ParseCursor(after, &level, &created, &id)
		return level, created, id, err
	}
	err = store.ParseCursor(after, &level, &name, &id)
	return level, name, id, err
}

// beyond returns the condition that keeps what comes after a cursor.
func (o order) beyond(after, table string) (string, []any, error) {
	if after == "" {
		return "1 = 1", nil, nil
	}
	level, value, id, err := o.place(after)
	if err != nil {
		return "", nil, err
	}
	if o.name == "level" {
		return fmt.Sprintf("(%[1]s.level, %[1]s.%[2]s, %[1]s.id) %[3]s (?, ?, ?)", table, o.column, o.sign()), []any{level, value, id}, nil
	}
	return fmt.Sprintf("(%[1]s.%[2]s, %[1]s.id) %[3]s (?, ?)", table, o.column, o.sign()), []any{value, id}, nil
}

// beyondIn is beyond within one kind, and reports whether any of that kind can
// come after the cursor.
func (o order) beyondIn(after string, k kind) (condition string, args []any, some bool, err error) {
	if after == "" {
		return "1 = 1", nil, true, nil
	}
	level, value, id, err := o.place(after)
	if err != nil {
		return "", nil, false, err
	}
	if o.name == "level" && k.Level != level {
		return "1 = 1", nil, (k.Level > level) != o.descending, nil
	}
	return fmt.Sprintf("(o.%s, o.id) %s (?, ?)", o.column, o.sign()), []any{value, id}, true, nil
}

func (o order) sign() string {
	if o.descending {
		return "<"
	}
	return ">"
}
