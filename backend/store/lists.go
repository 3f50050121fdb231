package store

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
)

// Strings is a list of words in a TEXT column, as a JSON array. It is never
// NULL and never "null".
type Strings []string

// Value returns the JSON array.
func (s Strings) Value() (driver.Value, error) { return listValue(s) }

// Scan reads a JSON array.
func (s *Strings) Scan(value any) (err error) {
	*s, err = scanList[Strings](value)
	return err
}

// GormDataType tells GORM that the column is text.
func (Strings) GormDataType() string { return "text" }

// Numbers is a list of ids in a TEXT column, as Strings is of words.
type Numbers []int64

// Value returns the JSON array.
func (n Numbers) Value() (driver.Value, error) { return listValue(n) }

// Scan reads a JSON array.
func (n *Numbers) Scan(value any) (err error) {
	*n, err = scanList[Numbers](value)
	return err
}

// GormDataType tells GORM that the column is text.
func (Numbers) GormDataType() string { return "text" }

func listValue[T any](list []T) (driver.Value, error) {
	if len(list) == 0 {
		return "[]", nil
	}
	text, err := json.Marshal(list)
	return string(text), err
}

func scanList[L ~[]T, T any](value any) (L, error) {
	list := []T{}
	var text []byte
	switch v := value.(type) {
	case string:
		text = []byte(v)
	case []byte:
		text = v
	case nil:
		return list, nil
	default:
		return list, fmt.Errorf("read list: %T is no text", value)
	}
	err := json.Unmarshal(text, &list)
	return list, err
}
