package evidence

import (
	"bytes"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"portico/backend/pdf"
)

// Reason is why a file is not valid.
type Reason string

// The reasons; a valid file has none.
const (
	Unreadable    Reason = "unreadable" // neither a sealed PDF nor evidence
	TooLarge      Reason = "too_large"
	Unsealed      Reason = "unsealed" // a PDF without a seal of this kind
	Broken        Reason = "broken"   // the seal itself was changed
	Added         Reason = "added"    // something was added after the seal
	Changed       Reason = "changed"
	Outside       Reason = "outside"       // sealed when the certificate was not valid
	Contradiction Reason = "contradiction" // sealed as it is, but not consistent
)

var sentences = map[Reason]string{
	Unreadable:    "this is neither a sealed PDF nor an evidence file",
	TooLarge:      "the file is larger than anything that is sealed here",
	Unsealed:      "this PDF carries no seal of Portico",
	Broken:        "the seal was changed",
	Added:         "something was added after it was sealed",
	Changed:       "the file was changed after it was sealed",
	Outside:       "it was sealed at a time when the certificate was not valid",
	Contradiction: "what it says does not fit together",
}

// String returns the reason in plain words.
func (r Reason) String() string { return sentences[r] }

// The kinds of file.
const (
	KindPDF      = "pdf"
	KindEvidence = "evidence"
)

// Result is what CheckFile found.
type Result struct {
	Kind        string // KindPDF, KindEvidence, or "" for neither
	IsValid     bool
	Reason      Reason // why not
	SHA256      string // of the file
	Certificate *x509.Certificate
	SealedAt    time.Time // UTC, by the clock of the site that sealed it
	SealedBy    string    // the site's name as the file gives it
	Says        string    // of a PDF: what its seal is about
	File        *File     // of evidence: all of it; nil where it could not be read
}

// Subject returns the distinguished name of the certificate, "" without one.
func (r Result) Subject() string {
	if r.Certificate == nil {
		return ""
	}
	return r.Certificate.Subject.String()
}

// Fingerprint returns the SHA-256 of the certificate in 64 hexadecimal digits,
// "" without one. Who knows the site's fingerprint compares it: anybody can
// make a certificate in any name.
func (r Result) Fingerprint() string {
	if r.Certificate == nil {
		return ""
	}
	sum := sha256.Sum256(r.Certificate.Raw)
	return hex.EncodeToString(sum[:])
}

// MaxSealed is the greatest sealed PDF that is checked: an uploaded one with
// its certificate pages.
const MaxSealed = pdf.MaxUpload + 15<<20

// CheckFile checks a sealed PDF or an evidence file by its content. Nothing in
// it is trusted, and no changed byte goes unseen.
func CheckFile(data []byte) Result {
	if bytes.HasPrefix(data, []byte("%PDF-")) {
		return checkPDF(data)
	}
	if len(data) > 0 && data[0] == '{' {
		return Check(data)
	}
	return Result{Reason: Unreadable, SHA256: Hash(data)}
}

// Check checks an evidence file.
func Check(data []byte) Result {
	result := Result{Kind: KindEvidence, SHA256: Hash(data)}
	file, chain, reason := open(data)
	if reason == Unreadable || reason == TooLarge {
		result.Reason = reason
		if reason == Unreadable {
			result.Kind = ""
		}
		return result
	}
	result.SealedBy, result.SealedAt, result.File = file.Site.Name, file.Seal.SealedAt, &file
	return result.judge(chain, reason)
}

func checkPDF(data []byte) Result {
	result := Result{Kind: KindPDF, SHA256: Hash(data)}
	if len(data) > MaxSealed {
		result.Reason = TooLarge
		return result
	}
	report, _ := pdf.CheckSignature(data)
	result.SealedBy, result.Says, result.SealedAt = report.Name, report.Reason, report.SignedAt
	reason := map[pdf.Problem]Reason{"": "", pdf.NotPDF: Unreadable, pdf.Unsealed: Unsealed, pdf.Added: Added, pdf.Changed: Changed, pdf.Broken: Broken}[report.Problem]
	var chain []*x509.Certificate
	if report.Certificate != nil {
		chain = append([]*x509.Certificate{report.Certificate}, report.Chain...)
	}
	return result.judge(chain, reason)
}

func (r Result) judge(chain []*x509.Certificate, reason Reason) Result {
	if len(chain) > 0 {
		r.Certificate = chain[0]
	}
	if reason == "" && (r.SealedAt.Before(r.Certificate.NotBefore) || r.SealedAt.After(r.Certificate.NotAfter)) {
		reason = Outside
	}
	r.Reason, r.IsValid = reason, reason == ""
	return r
}

// BelongTogether reports whether an evidence file is about a sealed PDF, of two
// valid results in either order.
func BelongTogether(a, b Result) bool {
	if a.Kind == KindEvidence {
		a, b = b, a
	}
	return a.IsValid && b.IsValid && a.Kind == KindPDF && b.Kind == KindEvidence && b.File.Document.FinalSHA256 == a.SHA256
}

// Words says on one line what was found.
func (r Result) Words() string {
	if !r.IsValid {
		return "invalid: " + r.Reason.String()
	}
	var b strings.Builder
	b.WriteString("valid: ")
	if r.Kind == KindPDF {
		b.WriteString("sealed PDF")
		if r.Says != "" {
			fmt.Fprintf(&b, " (%s)", line(r.Says))
		}
	} else {
		fmt.Fprintf(&b, "evidence for %q, version %d", line(r.File.Document.Title), r.File.Document.Version)
		b.WriteString(r.File.story())
	}
	fmt.Fprintf(&b, "; sealed by %q on %s; certificate %s, SHA-256 %s", line(r.SealedBy), r.SealedAt.UTC().Format("2006-01-02 15:04:05 UTC"), line(r.Subject()), r.Fingerprint())
	return b.String()
}

// line keeps a text of a file from looking like more lines of an answer.
func line(text string) string {
	return strings.Map(func(c rune) rune {
		if c < ' ' || c == 0x7f || c >= 0x80 && c < 0xa0 || c >= 0x200e && c <= 0x200f || c >= 0x2028 && c <= 0x202e || c >= 0x2066 && c <= 0x2069 {
			return ' '
		}
		return c
	}, text)
}
