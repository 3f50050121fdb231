package invitations

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
)

// Value returns the person as a JSON object in a TEXT column.
func (p Person) Value() (driver.Value, error) {
	text, err := json.Marshal(p)
	return string(text), err
}

// Scan reads a JSON object.
func (p *Person) Scan(value any) error {
	*p = Person{}
	switch v := value.(type) {
	case string:
		return json.Unmarshal([]byte(v), p)
	case []byte:
		return json.Unmarshal(v, p)
	}
	return fmt.Errorf("read person: %T is no text", value)
}

// GormDataType tells GORM that the column is text.
func (Person) GormDataType() string { return "text" }
