// Package fault holds the one error that a person ever reads.
//
// A service returns a *fault.Error when it has something to say to whoever
// asked; every other error is logged with its request id and shown as a plain
// "something went wrong on our side". A shell (portal, bridge, command line)
// maps the Code to its own idea of a status in exactly one place.
package fault

import (
	"errors"
	"strings"
)

// Code says what kind of refusal an Error is.
type Code string

// The codes, and what each means to a caller.
const (
	Invalid         Code = "invalid"         // the input can be mended by the person; see Fields
	NotFound        Code = "not_found"       // missing, or somebody else's: the two answer alike (SEC-33)
	Conflict        Code = "conflict"        // the state of the data stands against it
	Forbidden       Code = "forbidden"       // known, but not allowed
	Unauthenticated Code = "unauthenticated" // not signed in
	Unavailable     Code = "unavailable"     // a feature that is off, or a thing that is closed for now
	Gone            Code = "gone"            // a link or key that is not valid any more
	TooMany         Code = "too_many"        // a limit was reached; try later
	Exhausted       Code = "exhausted"       // nothing is left of an allotment (ALT-2)
	Internal        Code = "internal"        // the fault is ours
)

// Mend names the place where the cause can be put right: the label of a
// button and the interface's address behind it.
type Mend struct {
	Label string `json:"label"`
	To    string `json:"to"`
}

// Error is a refusal in words for a person. Message is a whole sentence that
// says what and, where it can be said, what to do. Fields has one sentence for
// each form field at fault, keyed by the field's name in the DTO.
type Error struct {
	Code      Code              `json:"code"`
	Message   string            `json:"message"`
	Fields    map[string]string `json:"fields,omitempty"`
	Mend      *Mend             `json:"mend,omitempty"`
	RequestID string            `json:"request_id,omitempty"`
}

// Error returns the message, followed by the fields in no particular order;
// it is meant for logs and tests.
func (e *Error) Error() string {
	if len(e.Fields) == 0 {
		return e.Message
	}
	parts := make([]string, 0, len(e.Fields))
	for name, text := range e.Fields {
		parts = append(parts, name+": "+text)
	}
	return e.Message + " (" + strings.Join(parts, "; ") + ")"
}

// New makes an Error with a code and a sentence.
func New(code Code, message string) *Error { return &Error{Code: code, Message: message} }

// WithMend returns a copy of e that carries the button that mends it.
func (e *Error) WithMend(label, to string) *Error {
	mended := *e
	mended.Mend = &Mend{Label: label, To: to}
	return &mended
}

// As returns the *Error in err's chain, or nil.
func As(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return nil
}

// Is reports whether err carries an Error with the given code.
func Is(err error, code Code) bool {
	e := As(err)
	return e != nil && e.Code == code
}
