package store

import (
	"database/sql/driver"
	"fmt"
	"time"
)

// Time is a moment as the database keeps it: UTC, as whole milliseconds since
// 1970 in an INTEGER column. The zero Time is SQL NULL.
type Time struct{ time.Time }

// At makes a Time of t, cut to the millisecond.
func At(t time.Time) Time {
	if t.IsZero() {
		return Time{}
	}
	return Time{t.UTC().Truncate(time.Millisecond)}
}

// Add returns the moment d later.
func (t Time) Add(d time.Duration) Time { return At(t.Time.Add(d)) }

// RFC3339 returns the moment for the bridge, or "" for none.
func (t Time) RFC3339() string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

// Value returns milliseconds, or NULL for the zero Time.
func (t Time) Value() (driver.Value, error) {
	if t.IsZero() {
		return nil, nil
	}
	return t.UnixMilli(), nil
}

// Scan reads milliseconds or NULL.
func (t *Time) Scan(value any) error {
	switch v := value.(type) {
	case nil:
		*t = Time{}
	case int64:
		*t = Time{time.UnixMilli(v).UTC()}
	default:
		return fmt.Errorf("read time: %T is not milliseconds", value)
	}
	return nil
}

// GormDataType tells GORM that the column is an integer.
func (Time) GormDataType() string { return "integer" }
