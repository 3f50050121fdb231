package assessments

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// maxDepth is how deep a definition may nest; the format needs eight.
const maxDepth = 16

// node is a JSON value that knows where in the file it stands.
type node struct {
	offset  int // of its first byte
	kind    kind
	text    string // string value
	number  json.Number
	boolean bool
	items   []*node
	members []member
}

type member struct {
	name   string
	offset int // of the name
	value  *node
}

type kind int

const (
	isNull kind = iota
	isBool
	isNumber
	isString
	isArray
	isObject
)

// String names the kind as a message says it.
func (k kind) String() string {
	return [...]string{"null", "true or false", "a number", "a text", "a list", "an object"}[k]
}

// syntaxError is a place at which the file is no JSON.
type syntaxError struct {
	offset  int
	message string
}

func (e *syntaxError) Error() string { return e.message }

// parse reads a JSON file into nodes. encoding/json finds the tokens; the
// places come from where its decoder stands between them.
func parse(data []byte) (*node, error) {
	p := &parser{data: data, decoder: json.NewDecoder(bytes.NewReader(data))}
	p.decoder.UseNumber()
	root, err := p.value(0)
	if err != nil {
		return nil, p.explain(err)
	}
	end := p.next()
	if end < len(data) {
		return nil, &syntaxError{end, "The file goes on after its end. It must hold one object and nothing else."}
	}
	return root, nil
}

type parser struct {
	data    []byte
	decoder *json.Decoder
}

// next returns where the next token begins.
func (p *parser) next() int {
	at := int(p.decoder.InputOffset())
	for at < len(p.data) && strings.IndexByte(" \t\r\n,:", p.data[at]) >= 0 {
		at++
	}
	return at
}

func (p *parser) value(depth int) (*node, error) {
	offset := p.next()
	if depth > maxDepth {
		return nil, &syntaxError{offset, "The file is nested deeper than the format allows."}
	}
	token, err := p.decoder.Token()
	if err != nil {
		return nil, err
	}
	n := &node{offset: offset}
	switch value := token.(type) {
	case nil:
		n.kind = isNull
	case bool:
		n.kind, n.boolean = isBool, value
	case json.Number:
		n.kind, n.number = isNumber, value
	case string:
		n.kind, n.text = isString, value
	case json.Delim:
		if value == '[' {
			n.kind = isArray
			return n, p.array(n, depth)
		}
		n.kind = isObject
		return n, p.object(n, depth)
	}
	return n, nil
}

func (p *parser) array(n *node, depth int) error {
	for p.decoder.More() {
		item, err := p.value(depth + 1)
		if err != nil {
			return err
		}
		n.items = append(n.items, item)
	}
	_, err := p.decoder.Token() // the bracket
	return err
}

func (p *parser) object(n *node, depth int) error {
	for p.decoder.More() {
		offset := p.next()
		token, err := p.decoder.Token()
		if err != nil {
			return err
		}
		name, isText := token.(string)
		if !isText {
			return &syntaxError{offset, "A name in double quotes is expected here."}
		}
		value, err := p.value(depth + 1)
		if err != nil {
			return err
		}
		n.members = append(n.members, member{name, offset, value})
	}
	_, err := p.decoder.Token() // the brace
	return err
}

// explain turns an error of the decoder into a place and a sentence.
func (p *parser) explain(err error) error {
	var ours *syntaxError
	if errors.As(err, &ours) {
		return ours
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return &syntaxError{len(p.data), "The file ends too early: a bracket, brace or quotation mark is missing."}
	}
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return &syntaxError{min(p.next(), len(p.data)), "This is no JSON: " + strings.TrimPrefix(syntax.Error(), "json: ") + "."}
	}
	return &syntaxError{min(p.next(), len(p.data)), fmt.Sprintf("This is no JSON: %v.", err)}
}

// position returns the line and column of a byte offset, both from 1, columns
// in characters.
func position(data []byte, offset int) (line, column int) {
	offset = max(0, min(offset, len(data)))
	before := data[:offset]
	line = 1 + bytes.Count(before, []byte("\n"))
	start := bytes.LastIndexByte(before, '\n') + 1
	return line, 1 + utf8.RuneCount(before[start:])
}
