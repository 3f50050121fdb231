package fault

// Fields gathers what is wrong with a form, field by field, and turns it into
// one Error. The zero value is ready to use.
type Fields struct {
	messages map[string]string
}

// Add notes what is wrong with a field. The first message for a field stays.
func (f *Fields) Add(name, message string) {
	if f.messages == nil {
		f.messages = map[string]string{}
	}
	if _, taken := f.messages[name]; !taken {
		f.messages[name] = message
	}
}

// Require adds message for the field unless ok holds.
func (f *Fields) Require(ok bool, name, message string) {
	if !ok {
		f.Add(name, message)
	}
}

// Empty reports whether nothing was found wrong.
func (f *Fields) Empty() bool { return len(f.messages) == 0 }

// Err returns nil when nothing is wrong, else an Invalid Error with the
// messages by field.
func (f *Fields) Err() error {
	if f.Empty() {
		return nil
	}
	return &Error{Code: Invalid, Message: "Please check the marked fields.", Fields: f.messages}
}
