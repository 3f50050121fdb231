package pdf

import (
	"bytes"
	"compress/zlib"
	"io"
	"regexp"
)

var (
	streamWord = []byte("stream")
	hexInName  = regexp.MustCompile(`#[0-9A-Fa-f]{2}`)
	packings   = regexp.MustCompile(`LZW|RunLength|/RL\b|ASCII85|/A85\b|ASCIIHex|/AHx\b|Predictor.*ObjStm|ObjStm.*Predictor|(?s)(?:FlateDecode|/Fl\b).*(?:FlateDecode|/Fl\b)`)
)

// boundUnpacking refuses a file whose object and cross-reference streams, the
// ones that a parser unpacks and keeps whole, come to more than most
// bytes together. It looks at every place that could be read as such a stream,
// whatever the cross-reference sections say, and keeps nothing itself. What
// such a stream holds is looked at here for what the parser may not see, since
// another reader may.
func boundUnpacking(data []byte, most int64) error {
	left, from := most, 0
	var unpack io.ReadCloser // used again and again: making one is costly
	for {
		found := bytes.Index(data[from:], streamWord)
		if found < 0 {
			return nil
		}
		at := from + found
		before := data[from:at]
		from = at + len(streamWord)
		if bytes.HasSuffix(before, []byte("end")) || !isStructure(before) {
			continue
		}
		body := data[from:]
		body = bytes.TrimPrefix(body, []byte("\r"))
		body = bytes.TrimPrefix(body, []byte("\n"))
		var err error
		if reset, ok := unpack.(zlib.Resetter); ok {
			err = reset.Reset(bytes.NewReader(body), nil)
		} else {
			unpack, err = zlib.NewReader(bytes.NewReader(body))
		}
		if err != nil {
			if packings.Match(unescapeNames(before)) {
				return errUnpacks
			}
			if end := bytes.Index(body, []byte("endstream")); holdsObjects(before) && end >= 0 { // not packed: it is as large as it is
				if err := lookIn(body[:end]); err != nil {
					return err
				}
			}
			continue
		}
		if packings.Match(unescapeNames(before)) {
			return errUnpacks
		}
		kept := io.Discard
		var objects bytes.Buffer
		if holdsObjects(before) {
			kept = &objects
		}
		count, _ := io.Copy(kept, io.LimitReader(unpack, left+1))
		if left -= count; left < 0 {
			return errUnpacks
		}
		if err := lookIn(objects.Bytes()); err != nil {
			return err
		}
	}
}

// holdsObjects reports whether what stands before a stream could make it an
// object stream.
func holdsObjects(before []byte) bool {
	return bytes.Contains(unescapeNames(before), []byte("ObjStm"))
}

// lookIn refuses the contents of an object stream that have a key twice or a
// name that a harmless PDF never has.
func lookIn(objects []byte) error {
	plain := unescapeNames(objects)
	for _, one := range suspicious {
		if hasName(plain, one.word) {
			return one.err
		}
	}
	if repeats(objects) {
		return errDamaged
	}
	return nil
}

// isStructure reports whether what stands before a stream could make it an
// object or cross-reference stream.
func isStructure(before []byte) bool {
	before = unescapeNames(before)
	return bytes.Contains(before, []byte("ObjStm")) || bytes.Contains(before, []byte("XRef"))
}

// unescapeNames replaces the #xx of names (ISO 32000-2 §7.3.5).
func unescapeNames(text []byte) []byte {
	if !bytes.Contains(text, []byte("#")) {
		return text
	}
	return hexInName.ReplaceAllFunc(text, func(found []byte) []byte {
		return []byte{unhex(found[1])<<4 | unhex(found[2])}
	})
}

func unhex(c byte) byte {
	switch {
	case c >= 'a':
		return c - 'a' + 10
	case c >= 'A':
		return c - 'A' + 10
	}
	return c - '0'
}
