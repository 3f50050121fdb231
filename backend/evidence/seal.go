package evidence

import (
	"bytes"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"regexp"
	"time"

	"github.com/gowebpki/jcs"

	"portico/backend/pdf"
)

// The algorithms of a seal, as the certificate's key is.
const (
	ecdsaSHA256 = "ecdsa-sha256"
	rsaSHA256   = "rsa-sha256" // PKCS #1 v1.5
)

// Hash returns the SHA-256 of bytes as evidence files write it.
func Hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Seal writes an evidence file and seals it at a time, with the certificate,
// its chain and the signature inside. Where the site's clock was set back, the
// seal has the time of the last that happened: it is made after it. It returns a plain error when the key
// does not belong to the certificate.
func Seal(file File, signer pdf.Signer, at time.Time) ([]byte, error) {
	file = file.clean()
	file.Seal = Envelope{Algorithm: algorithm(signer.Certificate), SealedAt: moment(file.notBefore(at))}
	for _, one := range append([]*x509.Certificate{signer.Certificate}, signer.Chain...) {
		file.Seal.Certificates = append(file.Seal.Certificates, base64.StdEncoding.EncodeToString(one.Raw))
	}
	unsigned, err := canonical(file)
	if err != nil {
		return nil, err
	}
	signature, err := signer.SignDigest(sha256.Sum256(unsigned))
	if err != nil {
		return nil, fmt.Errorf("seal evidence: %w", err)
	}
	file.Seal.Signature = base64.StdEncoding.EncodeToString(signature)
	return canonical(file)
}

// notBefore returns a time, or that of the last event or signature where that
// is later.
func (f File) notBefore(at time.Time) time.Time {
	for _, one := range f.Events {
		at = later(at, one.At)
	}
	for _, one := range f.Signatures {
		at = later(at, later(one.At, one.WithdrawnAt))
	}
	return at
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

func algorithm(certificate *x509.Certificate) string {
	if certificate.PublicKeyAlgorithm == x509.RSA {
		return rsaSHA256
	}
	return ecdsaSHA256
}

// canonical writes a file in the form of RFC 8785.
func canonical(file File) ([]byte, error) {
	text, err := json.Marshal(file)
	if err != nil {
		return nil, fmt.Errorf("write evidence: %w", err)
	}
	text, err = jcs.Transform(text)
	if err != nil {
		return nil, fmt.Errorf("write evidence: %w", err)
	}
	return text, nil
}

// What a file may hold, so that a small one of millions of empty parts does not
// take gigabytes once it is read. An event as it is written takes some 400
// bytes and 20 commas; MaxFile is full before these are reached.
const (
	maxObjects = 25_000
	maxParts   = 600_000
)

// open reads a sealed file. It takes the bytes that Seal wrote and no others:
// what it read is written again and must come to the same, so that unknown or
// doubled entries, other spellings and spare bytes are all refused.
func open(data []byte) (file File, chain []*x509.Certificate, reason Reason) {
	if len(data) > MaxFile || bytes.Count(data, []byte("{")) > maxObjects || bytes.Count(data, []byte(",")) > maxParts {
		return file, nil, TooLarge
	}
	if err := json.Unmarshal(data, &file); err != nil {
		return file, nil, Unreadable
	}
	if file.Format != Format {
		return file, nil, Unreadable
	}
	again, err := canonical(file)
	if err != nil || !bytes.Equal(again, data) {
		return file, nil, Changed
	}
	for _, text := range file.Seal.Certificates {
		raw, err := base64.StdEncoding.Strict().DecodeString(text)
		if err != nil {
			return file, nil, Changed
		}
		one, err := x509.ParseCertificate(raw)
		if err != nil || base64.StdEncoding.EncodeToString(one.Raw) != text {
			return file, nil, Changed
		}
		chain = append(chain, one)
	}
	if len(chain) == 0 || file.Seal.Algorithm != algorithm(chain[0]) {
		return file, nil, Changed
	}
	signature, err := base64.StdEncoding.Strict().DecodeString(file.Seal.Signature)
	if err != nil || base64.StdEncoding.EncodeToString(signature) != file.Seal.Signature {
		return file, chain, Changed
	}
	unsigned := file
	unsigned.Seal.Signature = ""
	text, err := canonical(unsigned)
	if err != nil || !pdf.VerifyDigest(chain[0], sha256.Sum256(text), signature) {
		return file, chain, Changed
	}
	return file, chain, file.contradiction()
}

var hash = regexp.MustCompile(`^[0-9a-f]{64}$`)

// contradiction says what a soundly sealed file contradicts itself in: a
// signature must be one of what was shown, nothing can have happened after the
// seal, and who signed must have done it among the events.
func (f File) contradiction() Reason {
	if !hash.MatchString(f.Document.ShownSHA256) || f.Document.FinalSHA256 != "" && !hash.MatchString(f.Document.FinalSHA256) {
		return Contradiction
	}
	if f.notBefore(f.Seal.SealedAt).After(f.Seal.SealedAt) {
		return Contradiction
	}
	signed := map[string]int{}
	for _, one := range f.Events {
		if kinds[one.Kind] == "" {
			return Contradiction
		}
		if one.Kind == Signed {
			signed[one.Who.Account]++
		}
	}
	for _, one := range f.Signatures {
		signed[one.Who.Account]--
		if states[one.Status] == "" || one.ShownSHA256 != f.Document.ShownSHA256 || signed[one.Who.Account] < 0 {
			return Contradiction
		}
	}
	return ""
}
