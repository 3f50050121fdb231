package portal

import (
	"html/template"
	"net/url"

	"portico/backend/fault"
)

// form is what a page's form shows: the values as they were sent or as they
// stand, and what is wrong with them. Its methods make the fields for the
// templates "field", "select", "area" and "tick".
type form struct {
	Action  string // "" is the page's own address
	Values  url.Values
	Message string // what is wrong as a whole
	errors  map[string]string
	words   words
	focused bool
}

// newForm returns a form with values and, after a refusal, its messages. A
// fault without fields shows as the form's message; any other error is given
// back for its own page.
func (v *visit) newForm(values url.Values, refused error) (*form, error) {
	f := &form{Values: values, words: v.words, errors: map[string]string{}}
	if values == nil {
		f.Values = url.Values{}
	}
	if refused == nil {
		return f, nil
	}
	said := fault.As(refused)
	if said == nil {
		return nil, refused
	}
	f.Message = v.words.fault(said.Message)
	for name, message := range said.Fields {
		f.errors[name] = v.words.fault(message)
	}
	return f, nil
}

// Failed reports whether the form was refused.
func (f *form) Failed() bool { return f.Message != "" }

// Wrong reports whether something is wrong with a field.
func (f *form) Wrong(name string) bool { return f.errors[name] != "" }

// field is one field of a form as the templates show it.
type field struct {
	Name       string
	Label      string
	Value      string
	Error      string
	Help       string
	Type       string
	Attributes template.HTMLAttr
	Options    []option
	Ticked     bool
	Focus      bool // the first one at fault
}

// option is one choice of a select, or of a group of ticks.
type option struct {
	Value    string
	Label    string
	Selected bool
}

// Text returns a field of one line. kind is the input's type: "text", "email",
// "password", "search", "number", "date". attributes stand in the template, as
// in `autocomplete="email" required`.
func (f *form) Text(name, label, kind string, attributes template.HTMLAttr) field {
	made := f.field(name, label, attributes)
	made.Type = kind
	if kind == "password" {
		made.Value = ""
	}
	return made
}

// Area returns a field of several lines.
func (f *form) Area(name, label string, attributes template.HTMLAttr) field {
	return f.field(name, label, attributes)
}

// Tick returns a tick box that is sent as "on".
func (f *form) Tick(name, label string) field {
	made := f.field(name, label, "")
	made.Ticked = f.Values.Get(name) != ""
	return made
}

// Select returns a choice of one of options; the one that the form's value
// names is chosen.
func (f *form) Select(name, label string, options []option, attributes template.HTMLAttr) field {
	made := f.field(name, label, attributes)
	for _, o := range options {
		o.Selected = o.Selected || made.Value != "" && o.Value == made.Value
		made.Options = append(made.Options, o)
	}
	return made
}

// Ticks returns a group of tick boxes of one name; those that the form's values
// name are ticked.
func (f *form) Ticks(name, label string, options []option) field {
	made := f.field(name, label, "")
	chosen := map[string]bool{}
	for _, value := range f.Values[name] {
		chosen[value] = true
	}
	for _, o := range options {
		o.Selected = o.Selected || chosen[o.Value]
		made.Options = append(made.Options, o)
	}
	return made
}

func (f *form) field(name, label string, attributes template.HTMLAttr) field {
	made := field{Name: name, Label: label, Value: f.Values.Get(name), Error: f.errors[name], Attributes: attributes}
	if made.Error != "" && !f.focused {
		made.Focus, f.focused = true, true
	}
	return made
}

// WithHelp returns the field with a sentence beneath it.
func (f field) WithHelp(help string) field {
	f.Help = help
	return f
}
