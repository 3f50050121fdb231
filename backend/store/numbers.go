package store

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
)

// Numbers is a list of ids in a TEXT column, as a JSON array. It is never NULL
// and never "null".
type Numbers []int64

// Value returns the JSON array.
func (n Numbers) Value() (driver.Value, error) {
	if len(n) == 0 {
		return "[]", nil
	}
	text, err := json.Marshal([]int64(n))
	return string(text), err
}

// Scan reads a JSON array.
func (n *Numbers) Scan(value any) error {
	var text []byte
	switch v := value.(type) {
	case string:
		text = []byte(v)
	case []byte:
		text = v
	case nil:
		*n = Numbers{}
		return nil
	default:
		return fmt.Errorf("read list of ids: %T is no text", value)
	}
	*n = Numbers{}
	return json.Unmarshal(text, (*[]int64)(n))
}

// GormDataType tells GORM that the column is text.
func (Numbers) GormDataType() string { return "text" }
