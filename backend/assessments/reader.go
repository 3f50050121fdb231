package assessments

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

var (
	idPattern   = regexp.MustCompile(`^[a-z][a-z0-9_-]{0,39}$`)
	codePattern = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$`)
)

// Read reads a definition file and checks it against everything that the
// schema says and what a schema can't say (ids that are used twice, drivers
// that don't exist, bands out of order). With any problem the definition is
// not to be used. It never panics, whatever the bytes.
func Read(data []byte) (Definition, []Problem) {
	r := &reader{data: data, questions: map[string]bool{}, drivers: map[string]bool{}, earlier: map[string]Question{}}
	if len(data) > MaxFileSize {
		r.problemAt(0, "", "The file is larger than 1 MiB.")
		return Definition{}, r.problems
	}
	if !utf8.Valid(data) {
		r.problemAt(firstInvalid(data), "", "This is no UTF-8 text. Save the file as UTF-8.")
		return Definition{}, r.problems
	}
	root, err := parse(data)
	if err != nil {
		offset := 0
		var syntax *syntaxError
		if errors.As(err, &syntax) {
			offset = syntax.offset
		}
		r.problemAt(offset, "", err.Error())
		return Definition{}, r.problems
	}
	definition := r.definition(root)
	slices.SortStableFunc(r.problems, func(a, b Problem) int {
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		return a.Column - b.Column
	})
	if len(r.problems) > maxProblems {
		r.problems = r.problems[:maxProblems]
	}
	return definition, r.problems
}

func firstInvalid(data []byte) int {
	for at := 0; at < len(data); {
		r, size := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
	return 0
}

// reader turns nodes into a Definition and gathers what is wrong.
type reader struct {
	data      []byte
	problems  []Problem
	questions map[string]bool // ids seen
	drivers   map[string]bool // ids declared
	earlier   map[string]Question
	later     map[string]bool // ids of the whole file, earlier ones too
	count     int             // questions
}

func (r *reader) problemAt(offset int, place, message string) {
	if len(r.problems) >= 4*maxProblems {
		return // enough to say; a hostile file could have a million
	}
	line, column := position(r.data, offset)
	r.problems = append(r.problems, Problem{line, column, place, message})
}

// object is a node of the object kind while its members are taken out.
type object struct {
	reader *reader
	node   *node
	place  string
	taken  map[string]*node
}

// object checks that n is one, that no member stands twice and none is
// unknown.
func (r *reader) object(n *node, place string, known ...string) *object {
	o := &object{reader: r, node: n, place: place, taken: map[string]*node{}}
	if n.kind != isObject {
		r.problemAt(n.offset, place, "An object in braces is expected here, not "+n.kind.String()+".")
		return o
	}
	for _, m := range n.members {
		switch {
		case !slices.Contains(known, m.name):
			r.problemAt(m.offset, join(place, m.name), "“"+shorten(m.name)+"” is not known here."+suggestion(m.name, known))
		case o.taken[m.name] != nil:
			r.problemAt(m.offset, join(place, m.name), "“"+m.name+"” stands twice in the same object.")
		default:
			o.taken[m.name] = m.value
		}
	}
	return o
}

func (o *object) at(name string) string { return join(o.place, name) }

func (o *object) problem(name, message string) {
	offset := o.node.offset
	if n := o.taken[name]; n != nil {
		offset = n.offset
	}
	o.reader.problemAt(offset, o.at(name), message)
}

// has reports whether the member stands in the file.
func (o *object) has(name string) bool { return o.taken[name] != nil }

// of returns the member if it is of the kind, and says so if it is not.
func (o *object) of(name string, wanted kind) *node {
	n := o.taken[name]
	if n == nil {
		return nil
	}
	if n.kind != wanted {
		o.problem(name, "Here must stand "+wanted.String()+", not "+n.kind.String()+".")
		return nil
	}
	return n
}

// text returns a text of at most limit characters; required ones must say
// something.
func (o *object) text(name string, limit int, required bool) string {
	n := o.of(name, isString)
	if n == nil {
		if required && !o.has(name) && o.node.kind == isObject {
			o.problem(name, "“"+name+"” is missing.")
		}
		return ""
	}
	text := norm.NFC.String(n.text)
	switch {
	case required && strings.TrimSpace(text) == "":
		o.problem(name, "“"+name+"” must not be empty.")
	case utf8.RuneCountInString(text) > limit:
		o.problem(name, fmt.Sprintf("“%s” is longer than %d characters.", name, limit))
	case strings.ContainsFunc(text, func(c rune) bool { return unicode.Is(unicode.Cc, c) && c != '\n' && c != '\t' }):
		o.problem(name, "“"+name+"” holds a control character.")
	}
	return text
}

func (o *object) id(seen map[string]bool) string {
	const name = "id"
	id := o.text(name, 40, true)
	if id == "" {
		return ""
	}
	if !idPattern.MatchString(id) {
		o.problem(name, "An id begins with a small letter and has only small letters, digits, “-” and “_”, at most 40.")
		return id
	}
	if seen[id] {
		o.problem(name, "The id “"+id+"” is used twice.")
	}
	seen[id] = true
	return id
}

func (o *object) flag(name string) bool {
	n := o.of(name, isBool)
	return n != nil && n.boolean
}

// number returns a finite number between the limits, or nil.
func (o *object) number(name string, least, most float64) *float64 {
	n := o.of(name, isNumber)
	if n == nil {
		return nil
	}
	value, err := strconv.ParseFloat(string(n.number), 64)
	if err != nil || math.IsNaN(value) || math.IsInf(value, 0) || value < least || value > most {
		o.problem(name, fmt.Sprintf("“%s” must be between %s and %s.", name, plain(least), plain(most)))
		return nil
	}
	return &value
}

func (o *object) whole(name string, least, most int) int {
	value := o.number(name, float64(least), float64(most))
	if value == nil {
		return 0
	}
	if *value != math.Trunc(*value) {
		o.problem(name, "“"+name+"” must be a whole number.")
		return 0
	}
	return int(*value)
}

// list returns the items of a list with a number of items in the limits. Each
// comes with its place.
func (o *object) list(name string, least, most int, required bool) []*node {
	n := o.of(name, isArray)
	if n == nil {
		if required && !o.has(name) && o.node.kind == isObject {
			o.problem(name, "“"+name+"” is missing.")
		}
		return nil
	}
	if len(n.items) < least {
		o.problem(name, fmt.Sprintf("“%s” needs at least %d.", name, least))
	}
	if len(n.items) > most {
		o.problem(name, fmt.Sprintf("“%s” may have at most %d.", name, most))
		return n.items[:most]
	}
	return n.items
}

func (o *object) item(name string, index int) string {
	return fmt.Sprintf("%s[%d]", o.at(name), index)
}

func (o *object) date(name string) string {
	text := o.text(name, 10, false)
	if text == "" {
		return ""
	}
	if _, err := time.Parse(time.DateOnly, text); err != nil {
		o.problem(name, "A date is written as 2026-03-31.")
		return ""
	}
	return text
}

func (o *object) language(name string) string {
	text := o.text(name, 35, false)
	if text == "" {
		return ""
	}
	if _, err := language.Parse(text); err != nil {
		o.problem(name, "A language is written as “en” or “de-AT”.")
	}
	return text
}

func join(place, name string) string {
	if place == "" {
		return shorten(name)
	}
	return place + "." + shorten(name)
}

// shorten keeps a name from the file readable in a message.
func shorten(name string) string {
	runes := []rune(name)
	if len(runes) > 40 {
		return string(runes[:40]) + "…"
	}
	return name
}

func plain(value float64) string { return strconv.FormatFloat(value, 'f', -1, 64) }

// suggestion names the known member that differs by little more than a slip.
func suggestion(name string, known []string) string {
	fold := func(s string) string {
		return strings.NewReplacer("_", "", "-", "", " ", "").Replace(strings.ToLower(s))
	}
	for _, candidate := range known {
		a, b := fold(name), fold(candidate)
		if a == b || a+"s" == b || a == b+"s" {
			return " Is “" + candidate + "” meant?"
		}
	}
	return ""
}
