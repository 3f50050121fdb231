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
func (s Strings) Value() (driver.Value, error) {
	if len(s) == 0 {
		return "[]", nil
	}
	text, err := json.Marshal([]string(s))
	return string(text), err
}

// Scan reads a JSON array.
func (s *Strings) Scan(value any) error {
	var text []byte
	switch v := value.(type) {
	case string:
		text = []byte(v)
	case []byte:
		text = v
	case nil:
		*s = Strings{}
		return nil
	default:
		return fmt.Errorf("read list: %T is no text", value)
	}
	*s = Strings{}
	return json.Unmarshal(text, (*[]string)(s))
}

// GormDataType tells GORM that the column is text.
func (Strings) GormDataType() string { return "text" }
