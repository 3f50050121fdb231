// Package seals keeps the certificates with which the site seals documents and
// evidence files (DOC-6): one that it makes itself at first use, or the firm's
// own, and the earlier ones.
package seals

import (
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/asn1"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"
	"slices"
	"time"

	"portico/backend/secrets"
	"portico/backend/store"
)

// Where a certificate comes from.
const (
	BySite = "site" // made by the site
	Own    = "own"  // the firm's own
)

// Certificate is one with which the site seals or sealed. Its private key
// stays inside this package; see Service.Signer.
type Certificate struct {
	ID          int64
	Origin      string
	Subject     string // distinguished name by RFC 4514, such as "CN=Northwind,O=Northwind"
	Issuer      string // the same as Subject where the site made it
	Fingerprint string // SHA-256 in 64 hexadecimal digits
	NotBefore   store.Time
	NotAfter    store.Time
	Chain       string         // PEM, the certificate itself first
	PrivateKey  secrets.Sealed // PKCS #8
	IsCurrent   bool
	CreatedAt   store.Time
	ReplacedAt  store.Time // zero while it is current
}

// TableName tells GORM the table.
func (Certificate) TableName() string { return "signing_certificates" }

func keyPlace(id int64) secrets.Place {
	return secrets.Place{Table: "signing_certificates", Column: "private_key", Row: id}
}

// Fingerprint returns the SHA-256 of a certificate in 64 hexadecimal digits.
func Fingerprint(certificate *x509.Certificate) string {
	sum := sha256.Sum256(certificate.Raw)
	return hex.EncodeToString(sum[:])
}

// Parsed returns the certificate and those between it and its authority.
func (c Certificate) Parsed() (*x509.Certificate, []*x509.Certificate, error) {
	var all []*x509.Certificate
	for rest := []byte(c.Chain); ; {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			break
		}
		one, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, nil, fmt.Errorf("read signing certificate: %w", err)
		}
		all = append(all, one)
	}
	if len(all) == 0 {
		return nil, nil, errors.New("read signing certificate: the row holds none")
	}
	return all[0], all[1:], nil
}

// describe makes the row of a certificate without its key.
func describe(origin string, certificate *x509.Certificate, chain []*x509.Certificate) Certificate {
	var text []byte
	for _, one := range append([]*x509.Certificate{certificate}, chain...) {
		text = append(text, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: one.Raw})...)
	}
	return Certificate{
		Origin: origin, Subject: name(certificate.Subject.String()), Issuer: name(certificate.Issuer.String()), Fingerprint: Fingerprint(certificate),
		NotBefore: store.At(certificate.NotBefore), NotAfter: store.At(certificate.NotAfter), Chain: string(text),
	}
}

func name(text string) string {
	if text = store.Clean(text); text == "" {
		return "(no name)"
	}
	return text
}

// The uses (RFC 5280 §4.2.1.12, RFC 9336 and those of Adobe and Microsoft) that
// let a certificate sign documents where it is limited to some.
var (
	documentSigning  = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 3, 36}
	otherDocumentUse = []asn1.ObjectIdentifier{documentSigning, {1, 2, 840, 113583, 1, 1, 5}, {1, 3, 6, 1, 4, 1, 311, 10, 3, 12}}
	knownDocumentUse = []x509.ExtKeyUsage{x509.ExtKeyUsageAny, x509.ExtKeyUsageEmailProtection, x509.ExtKeyUsageClientAuth}
)

// maySeal returns an Invalid fault that says why a certificate may not seal
// documents at a time: not valid then, not meant for signing, or with a key
// that is too weak or of another kind.
func maySeal(certificate *x509.Certificate, now time.Time) error {
	refuse := func(why string) error { return problem("certificate", why) }
	switch key := certificate.PublicKey.(type) {
	case *ecdsa.PublicKey:
	case *rsa.PublicKey:
		if key.N.BitLen() < 2048 {
			return refuse("The key of this certificate has less than 2,048 bits, which is too weak.")
		}
	default:
		return refuse("Use a certificate with an RSA or ECDSA key. PDF readers understand no other.")
	}
	switch {
	case now.After(certificate.NotAfter):
		return refuse("This certificate ended on " + certificate.NotAfter.UTC().Format("2 January 2006") + ".")
	case now.Before(certificate.NotBefore):
		return refuse("This certificate begins only on " + certificate.NotBefore.UTC().Format("2 January 2006") + ".")
	case certificate.KeyUsage != 0 && certificate.KeyUsage&(x509.KeyUsageDigitalSignature|x509.KeyUsageContentCommitment) == 0:
		return refuse("This certificate is not meant for signatures.")
	case certificate.IsCA && certificate.KeyUsage&x509.KeyUsageCertSign != 0 && certificate.KeyUsage&x509.KeyUsageContentCommitment == 0 && len(certificate.ExtKeyUsage) == 0:
		return refuse("This is the certificate of an authority. Choose one that was made for your firm.")
	case !forDocuments(certificate):
		return refuse("This certificate is meant for something else, such as a web server, and not for documents.")
	}
	return nil
}

func forDocuments(certificate *x509.Certificate) bool {
	if len(certificate.ExtKeyUsage)+len(certificate.UnknownExtKeyUsage) == 0 {
		return true
	}
	return slices.ContainsFunc(certificate.ExtKeyUsage, func(use x509.ExtKeyUsage) bool { return slices.Contains(knownDocumentUse, use) }) ||
		slices.ContainsFunc(certificate.UnknownExtKeyUsage, func(use asn1.ObjectIdentifier) bool {
			return slices.ContainsFunc(otherDocumentUse, use.Equal)
		})
}
