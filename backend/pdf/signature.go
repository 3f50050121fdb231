package pdf

import (
	"bytes"
	"crypto/x509"
	"encoding/hex"
	"fmt"
	"regexp"
	"strconv"
	"time"
	"unicode/utf16"

	"portico/backend/fault"
)

// Problem is what is wrong with a seal.
type Problem string

// The problems; a sound seal has none.
const (
	NotPDF   Problem = "not_pdf"
	Unsealed Problem = "unsealed" // there is no seal of this kind
	Broken   Problem = "broken"   // the seal itself was changed
	Added    Problem = "added"    // something stands behind what was sealed
	Changed  Problem = "changed"  // what was sealed was changed
)

// SignatureReport is what CheckSignature found in a sealed PDF.
type SignatureReport struct {
	Problem     Problem           // "" where it is intact
	IsIntact    bool              // nothing was changed since, and the certificate's key made it
	IsWhole     bool              // it covers the file to its last byte
	Certificate *x509.Certificate // nil where none could be read; whose it is is for the caller to judge
	Chain       []*x509.Certificate
	SignedAt    time.Time // UTC, as the sealing machine's clock had it
	Name        string
	Reason      string
	Location    string
}

var (
	errUnsealed   = fault.New(fault.Invalid, "This PDF carries no seal of Portico.")
	errSealBroken = fault.New(fault.Invalid, "The seal of this PDF can't be read: it was changed.")
	errAppended   = fault.New(fault.Invalid, "Something was added to this PDF after it was sealed.")
	errChanged    = fault.New(fault.Invalid, "This PDF was changed after it was sealed.")
)

var sealForm = regexp.MustCompile(`^<</Type/Sig/Filter/Adobe\.PPKLite/SubFilter/adbe\.pkcs7\.detached/ByteRange \[0 ([0-9]{10}) ([0-9]{10}) ([0-9]{10})\]/Contents $`)
var sealTexts = regexp.MustCompile(`^/M \(D:[0-9]{14}\+00'00'\)/Name <FEFF([0-9A-F]*)>/Reason <FEFF([0-9A-F]*)>/Location <FEFF([0-9A-F]*)>>>`)

// CheckSignature checks the last seal of a PDF, one that Sign made, with the
// bytes alone: it reads no other part of the file and keeps to one spelling,
// so that no changed byte goes unseen. It returns what could be read, and an
// Invalid fault in words for a person when the seal is missing or broken, does
// not cover the whole file, or does not fit it.
func CheckSignature(data []byte) (SignatureReport, error) {
	report, problem := checkSignature(data)
	report.Problem = problem
	switch problem {
	case "":
		return report, nil
	case NotPDF:
		return report, errNotPDF
	case Unsealed:
		return report, errUnsealed
	case Added:
		return report, errAppended
	case Changed:
		return report, errChanged
	}
	return report, errSealBroken
}

func checkSignature(data []byte) (report SignatureReport, problem Problem) {
	if !bytes.HasPrefix(data, []byte("%PDF-")) {
		return report, NotPDF
	}
	mark := bytes.LastIndex(data, []byte("/ByteRange [0 "))
	if mark < 0 {
		return report, Unsealed
	}
	start := bytes.LastIndex(data[:mark], []byte("<<"))
	open := bytes.IndexByte(data[mark:], '<')
	if start < 0 || open < 0 {
		return report, Broken
	}
	open += mark
	numbers := sealForm.FindSubmatch(data[start:open])
	if numbers == nil {
		return report, Broken
	}
	from, to, rest := decimal(numbers[1]), decimal(numbers[2]), decimal(numbers[3])
	if from != open || to <= from+2 || to > len(data) || data[to-1] != '>' {
		return report, Broken
	}
	raw, err := signatureBytes(data[from+1 : to-1])
	if err != nil {
		return report, Broken
	}
	covered := min(to+rest, len(data))
	report.IsWhole = to+rest == len(data)
	if texts := sealTexts.FindSubmatch(data[to:covered]); texts != nil {
		report.Name, report.Reason, report.Location = utf16Text(texts[1]), utf16Text(texts[2]), utf16Text(texts[3])
	}
	chain, at, intact, err := checkCMS(raw, digestAround(data[:covered], from, to))
	if err != nil {
		return report, Broken
	}
	report.Certificate, report.Chain, report.SignedAt = chain[0], chain[1:], at
	report.IsIntact = intact && report.IsWhole
	switch {
	case to+rest < len(data):
		return report, Added
	case !report.IsIntact:
		return report, Changed
	}
	return report, ""
}

// decimal reads ten digits, of which sealForm is certain.
func decimal(digits []byte) int {
	number, err := strconv.Atoi(string(digits))
	if err != nil {
		return -1
	}
	return number
}

// signatureBytes reads the digits of a signature in their one spelling: small
// letters, and noughts behind.
func signatureBytes(digits []byte) ([]byte, error) {
	if len(digits) < 8 || len(digits)%2 != 0 || len(digits) > 1<<20 {
		return nil, errNotOurs
	}
	raw := make([]byte, len(digits)/2)
	if _, err := hex.Decode(raw, digits); err != nil {
		return nil, fmt.Errorf("read signature: %w", err)
	}
	if hex.EncodeToString(raw) != string(digits) {
		return nil, errNotOurs
	}
	size, err := derSize(raw)
	if err != nil || len(bytes.Trim(raw[size:], "\x00")) > 0 {
		return nil, errNotOurs
	}
	return raw[:size], nil
}

// derSize returns the length of the DER value at the beginning.
func derSize(raw []byte) (int, error) {
	if raw[0] != 0x30 {
		return 0, errNotOurs
	}
	size, head := int(raw[1]), 2
	if size >= 0x80 {
		count := size & 0x7f
		if count == 0 || count > 3 || len(raw) < 2+count {
			return 0, errNotOurs
		}
		size = 0
		for _, b := range raw[2 : 2+count] {
			size = size<<8 | int(b)
		}
		head += count
	}
	if head+size > len(raw) {
		return 0, errNotOurs
	}
	return head + size, nil
}

func utf16Text(digits []byte) string {
	raw := make([]byte, len(digits)/2)
	if _, err := hex.Decode(raw, digits); err != nil || len(raw)%2 != 0 {
		return ""
	}
	units := make([]uint16, len(raw)/2)
	for i := range units {
		units[i] = uint16(raw[2*i])<<8 | uint16(raw[2*i+1])
	}
	return string(utf16.Decode(units))
}
