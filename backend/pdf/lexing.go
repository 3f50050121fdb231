package pdf

import (
	"bytes"
	"strconv"
)

// lexer reads the tokens of PDF objects (ISO 32000-2 §7.2 and §7.3) as they
// stand in the bytes. It is here for what the parser does not tell: which keys
// of a dictionary come twice. Of two, one reader takes the first and another
// the last, so that they would show different contracts.
type lexer struct {
	data []byte
	at   int
}

// A token as far as it matters here.
type token int

const (
	ended token = iota
	dictBegins
	dictEnds
	arrayBegins
	arrayEnds
	nameToken
	numberToken
	wordToken // obj, endobj, stream, R, true, null …
	textToken // a string
	wrongToken
)

const whiteSpace, delimiters = "\x00\t\n\f\r ", "()<>[]{}/%"

func isDelimiter(c byte) bool {
	return bytes.IndexByte([]byte(whiteSpace), c) >= 0 || bytes.IndexByte([]byte(delimiters), c) >= 0
}

// next returns the next token, and its text where that matters.
func (l *lexer) next() (token, []byte) {
	l.skip()
	if l.at >= len(l.data) {
		return ended, nil
	}
	switch c := l.data[l.at]; c {
	case '<':
		if bytes.HasPrefix(l.data[l.at:], []byte("<<")) {
			l.at += 2
			return dictBegins, nil
		}
		end := bytes.IndexByte(l.data[l.at:], '>')
		if end < 0 {
			return wrongToken, nil
		}
		l.at += end + 1
		return textToken, nil
	case '>':
		if bytes.HasPrefix(l.data[l.at:], []byte(">>")) {
			l.at += 2
			return dictEnds, nil
		}
		return wrongToken, nil
	case '[':
		l.at++
		return arrayBegins, nil
	case ']':
		l.at++
		return arrayEnds, nil
	case '(':
		return l.text()
	case '/':
		from := l.at + 1
		l.at = from
		l.word()
		return nameToken, unescapeNames(l.data[from:l.at])
	case '{', '}', ')':
		return wrongToken, nil
	}
	from := l.at
	l.word()
	word := l.data[from:l.at]
	if len(bytes.Trim(word, "+-.0123456789")) == 0 {
		return numberToken, word
	}
	return wordToken, word
}

// skip passes over white space and comments.
func (l *lexer) skip() {
	for l.at < len(l.data) {
		switch c := l.data[l.at]; {
		case bytes.IndexByte([]byte(whiteSpace), c) >= 0:
			l.at++
		case c == '%':
			end := bytes.IndexAny(l.data[l.at:], "\r\n")
			if end < 0 {
				l.at = len(l.data)
				return
			}
			l.at += end
		default:
			return
		}
	}
}

func (l *lexer) word() {
	for l.at < len(l.data) && !isDelimiter(l.data[l.at]) {
		l.at++
	}
}

// text passes over a string in parentheses.
func (l *lexer) text() (token, []byte) {
	for depth := 0; l.at < len(l.data); l.at++ {
		switch l.data[l.at] {
		case '\\':
			l.at++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				l.at++
				return textToken, nil
			}
		}
	}
	return wrongToken, nil
}

// repeats reads objects one after the other until something that is no object
// ("stream", "endobj", the end), and reports whether a dictionary in them has a
// key twice or can't be read.
func repeats(data []byte) bool {
	l := &lexer{data: data}
	for {
		switch kind, word := l.next(); kind {
		case ended:
			return false
		case wordToken:
			if s := string(word); s == "stream" || s == "endobj" || s == "startxref" {
				return false
			}
		case dictBegins, arrayBegins:
			if l.repeatsIn(kind, 0) {
				return true
			}
		case dictEnds, arrayEnds, wrongToken:
			return true
		}
	}
}

// isWhole reports whether what stands at an object's place is its head, one
// value without repeated keys, and its end.
func isWhole(data []byte) bool {
	l := &lexer{data: data}
	for _, want := range []token{numberToken, numberToken, wordToken} { // 7 0 obj
		if kind, _ := l.next(); kind != want {
			return false
		}
	}
	switch kind, word := l.next(); kind {
	case dictBegins, arrayBegins:
		if l.repeatsIn(kind, 0) {
			return false
		}
	case nameToken, textToken, numberToken: // a reference alone is read by one reader and not by another
	case wordToken:
		if s := string(word); s != "null" && s != "true" && s != "false" {
			return false
		}
	default:
		return false
	}
	kind, word := l.next()
	return kind == wordToken && (string(word) == "endobj" || string(word) == "stream")
}

// repeatsIn is repeats for a dictionary or an array that has begun.
func (l *lexer) repeatsIn(opened token, depth int) bool {
	if depth > 2*maxDepth {
		return true
	}
	keys := map[string]bool{}
	isKey := opened == dictBegins
	for {
		switch kind, text := l.next(); kind {
		case dictEnds:
			return opened != dictBegins || !isKey
		case arrayEnds:
			return opened != arrayBegins
		case dictBegins, arrayBegins:
			if opened == dictBegins && isKey || l.repeatsIn(kind, depth+1) {
				return true
			}
			isKey = opened == dictBegins
		case ended, wrongToken:
			return true
		case nameToken:
			if opened == dictBegins && isKey {
				if keys[string(text)] {
					return true
				}
				keys[string(text)] = true
				isKey = false
				continue
			}
			isKey = opened == dictBegins
		case numberToken:
			if opened == dictBegins && isKey {
				return true
			}
			l.reference()
			isKey = opened == dictBegins
		default:
			if opened == dictBegins && isKey {
				return true
			}
			isKey = opened == dictBegins
		}
	}
}

// reference passes over the rest of "7 0 R", if a number begins one.
func (l *lexer) reference() {
	from := l.at
	if kind, _ := l.next(); kind == numberToken {
		if kind, word := l.next(); kind == wordToken && string(word) == "R" {
			return
		}
	}
	l.at = from
}

// lengthSaid returns the length of a stream as its dictionary says it, where an
// object begins: a number, or the number of the object that holds it.
func lengthSaid(data []byte) (said int, isReference, found bool) {
	l, depth := &lexer{data: data}, 0
	for {
		switch kind, text := l.next(); kind {
		case dictBegins, arrayBegins:
			depth++
		case dictEnds, arrayEnds:
			if depth--; depth <= 0 {
				return 0, false, false
			}
		case nameToken:
			if depth != 1 || string(text) != "Length" {
				continue
			}
			if kind, text = l.next(); kind != numberToken {
				return 0, false, false
			}
			said, err := strconv.Atoi(string(text))
			before := l.at
			l.reference()
			return said, l.at != before, err == nil
		case ended, wrongToken:
			return 0, false, false
		}
	}
}
