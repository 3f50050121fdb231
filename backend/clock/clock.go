// Package clock lets a caller say what time it is.
//
// Everything that compares or records times asks a Clock, so that expiry,
// lockouts and one-time codes can be tested without waiting.
package clock

import "time"

// Clock tells the time. Implementations are safe for concurrent use.
type Clock interface {
	// Now returns the present moment in UTC.
	Now() time.Time
}

// System is the machine's clock.
type System struct{}

// Now returns the machine's present time in UTC.
func (System) Now() time.Time { return time.Now().UTC() }
