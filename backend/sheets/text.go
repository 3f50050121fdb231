package sheets

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// text says how the text of a CSV file is to be read.
type text struct {
	skip      int64             // bytes of the byte order mark
	encoding  encoding.Encoding // nil for UTF-8
	separator byte
	declared  bool // the first line reads "sep=;", as Excel writes it
}

// piece is how much of a file is in memory at once while it is looked through.
const piece = 64 << 10

// openCSV finds out a CSV file's encoding and separator, and its digest.
func (f *File) openCSV(ctx context.Context, stream io.ReadSeeker) error {
	head := make([]byte, piece)
	n, err := io.ReadFull(stream, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return fmt.Errorf("read sheet: %w", err)
	}
	head = head[:n]
	seen, err := survey(ctx, head, stream)
	if err != nil {
		return err
	}
	f.SHA256 = seen.digest
	if err := f.chooseEncoding(head, seen); err != nil {
		return err
	}
	return f.chooseSeparator(ctx)
}

// surveyed is what one look through all bytes of a file showed.
type surveyed struct {
	digest  string
	letters int64 // characters of two or more bytes in good UTF-8
	bad     int64 // bytes that no UTF-8 has
	badAt   int64 // the line of the first of those
	zeros   int64
	zeroAt  int64 // the line of the first NUL
}

// survey looks through the whole file in pieces.
func survey(ctx context.Context, head []byte, rest io.Reader) (surveyed, error) {
	var seen surveyed
	digest := sha256.New()
	line := int64(1)
	var tail []byte // the beginning of a character that the next piece ends
	look := func(chunk []byte, last bool) {
		digest.Write(chunk)
		chunk = append(tail, chunk...)
		tail = nil
		for len(chunk) > 0 {
			if chunk[0] < utf8.RuneSelf {
				switch chunk[0] {
				case '\n':
					line++
				case 0:
					if seen.zeros++; seen.zeros == 1 {
						seen.zeroAt = line
					}
				}
				chunk = chunk[1:]
				continue
			}
			if !last && !utf8.FullRune(chunk) {
				tail = append([]byte{}, chunk...)
				return
			}
			r, size := utf8.DecodeRune(chunk)
			if r == utf8.RuneError && size == 1 {
				if seen.bad++; seen.bad == 1 {
					seen.badAt = line
				}
			} else {
				seen.letters++
			}
			chunk = chunk[size:]
		}
	}
	look(head, len(head) < piece)
	buffer := make([]byte, piece)
	for {
		if err := ctx.Err(); err != nil {
			return seen, err
		}
		n, err := io.ReadFull(rest, buffer)
		look(buffer[:n], err != nil)
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			break
		}
		if err != nil {
			return seen, fmt.Errorf("read sheet: %w", err)
		}
	}
	seen.digest = hex.EncodeToString(digest.Sum(nil))
	return seen, nil
}

// chooseEncoding goes by the byte order mark, then by the zeros that Western
// letters have in UTF-16, then by whether the whole file is UTF-8. What is
// none of these is what Windows wrote in the West for decades.
func (f *File) chooseEncoding(head []byte, seen surveyed) error {
	utf16 := func(order unicode.Endianness, skip int64) error {
		f.text.encoding, f.Encoding, f.text.skip = unicode.UTF16(order, unicode.IgnoreBOM), "UTF-16", skip
		return nil
	}
	switch {
	case bytes.HasPrefix(head, []byte{0xFF, 0xFE}) && !bytes.HasPrefix(head, []byte{0xFF, 0xFE, 0, 0}):
		return utf16(unicode.LittleEndian, 2)
	case bytes.HasPrefix(head, []byte{0xFE, 0xFF}):
		return utf16(unicode.BigEndian, 2)
	}
	var even, odd int
	for i, b := range head {
		if b == 0 && i%2 == 0 {
			even++
		} else if b == 0 {
			odd++
		}
	}
	switch most := len(head) / 8; {
	case f.Size%2 == 0 && odd > most && even == 0:
		return utf16(unicode.LittleEndian, 0)
	case f.Size%2 == 0 && even > most && odd == 0:
		return utf16(unicode.BigEndian, 0)
	case seen.zeros > 0:
		return refuse("Line %d holds a character that no text has (NUL). This is no CSV file, or it is damaged. Save the table again as CSV or XLSX.", seen.zeroAt)
	}
	f.Encoding = "UTF-8"
	if bytes.HasPrefix(head, []byte("\xEF\xBB\xBF")) {
		f.text.skip = 3
	}
	if seen.bad == 0 {
		return nil
	}
	if f.text.skip > 0 || seen.letters > 20*seen.bad {
		return refuse("This file is UTF-8, but line %d holds a character that is damaged. Save the table again as CSV UTF-8 or XLSX.", seen.badAt)
	}
	f.text.encoding, f.Encoding = charmap.Windows1252, "Windows-1252"
	return nil
}
