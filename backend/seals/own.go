package seals

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"strings"
	"time"

	"software.sslmate.com/src/go-pkcs12"

	"portico/backend/fault"
	"portico/backend/pdf"
	"portico/backend/store"
)

// validYears is how long a certificate that the site makes is valid.
const validYears = 25

// maxFile is the greatest file with a certificate or key: 1 MiB.
const maxFile = 1 << 20

// Replacement is the firm's own certificate as it was chosen: either PEM files,
// where the key may stand in the same file, or one PKCS #12 file (.p12, .pfx).
type Replacement struct {
	Certificate []byte
	Key         []byte // nil where Certificate holds it
	Password    string // of the PKCS #12 file
}

// makeOwn makes a key (ECDSA P-256) and a certificate by itself, in the name of
// the site.
func makeOwn(siteName string, now time.Time) (pdf.Signer, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return pdf.Signer{}, fmt.Errorf("make signing certificate: %w", err)
	}
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	if err != nil {
		return pdf.Signer{}, fmt.Errorf("make signing certificate: %w", err)
	}
	// RFC 5280 allows 64 characters in a name.
	subject := []rune(store.Clean(siteName))
	if len(subject) == 0 {
		subject = []rune("Portico")
	}
	template := &x509.Certificate{
		SerialNumber: serial.Add(serial, big.NewInt(1)), Subject: pkix.Name{CommonName: string(subject[:min(len(subject), 64)])},
		NotBefore: now.Add(-time.Hour).Truncate(time.Second), NotAfter: now.AddDate(validYears, 0, 0).Truncate(time.Second),
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment, UnknownExtKeyUsage: []asn1.ObjectIdentifier{documentSigning}, BasicConstraintsValid: true,
	}
	raw, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		return pdf.Signer{}, fmt.Errorf("make signing certificate: %w", err)
	}
	certificate, err := x509.ParseCertificate(raw)
	if err != nil {
		return pdf.Signer{}, fmt.Errorf("make signing certificate: %w", err)
	}
	return pdf.Signer{Certificate: certificate, Key: key}, nil
}

// read reads a replacement. It returns an Invalid fault with the field at
// fault: certificate, key or password.
func (r Replacement) read(now time.Time) (pdf.Signer, error) {
	var fields fault.Fields
	fields.Require(len(r.Certificate) > 0, "certificate", "Choose a file with the certificate.")
	fields.Require(len(r.Certificate) <= maxFile, "certificate", "This file is larger than 1 MiB, which no certificate is.")
	fields.Require(len(r.Key) <= maxFile, "key", "This file is larger than 1 MiB, which no key is.")
	if err := fields.Err(); err != nil {
		return pdf.Signer{}, err
	}
	read := r.readPEM
	if !bytes.Contains(r.Certificate, []byte("-----BEGIN ")) {
		read = r.readPKCS12
	}
	key, certificates, err := read()
	if err != nil {
		return pdf.Signer{}, err
	}
	signer, err := arrange(key, certificates)
	if err != nil {
		return pdf.Signer{}, err
	}
	return signer, maySeal(signer.Certificate, now)
}

func problem(field, text string) error {
	var fields fault.Fields
	fields.Add(field, text)
	return fields.Err()
}

func (r Replacement) readPKCS12() (crypto.Signer, []*x509.Certificate, error) {
	key, certificate, chain, err := pkcs12.DecodeChain(r.Certificate, r.Password)
	switch {
	case errors.Is(err, pkcs12.ErrIncorrectPassword) && r.Password == "":
		return nil, nil, problem("password", "This file is protected. Type its password.")
	case errors.Is(err, pkcs12.ErrIncorrectPassword):
		return nil, nil, problem("password", "This is not the password of the file.")
	case err != nil:
		return nil, nil, problem("certificate", "This file is neither PEM nor PKCS #12 (.p12, .pfx), or it holds no key with its certificate.")
	}
	signer, ok := key.(crypto.Signer)
	if !ok {
		return nil, nil, problem("certificate", "The key in this file is of a kind that can't sign.")
	}
	return signer, append([]*x509.Certificate{certificate}, chain...), nil
}

func (r Replacement) readPEM() (crypto.Signer, []*x509.Certificate, error) {
	var certificates []*x509.Certificate
	var key crypto.Signer
	both := append(append(bytes.Clone(r.Certificate), '\n'), r.Key...)
	for rest := both; ; {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			break
		}
		switch {
		case block.Type == "CERTIFICATE":
			one, err := x509.ParseCertificate(block.Bytes)
			if err != nil {
				return nil, nil, problem("certificate", "A certificate in this file can't be read.")
			}
			certificates = append(certificates, one)
		case strings.Contains(block.Type, "ENCRYPTED") || block.Headers["DEK-Info"] != "":
			return nil, nil, problem("key", "The key is protected by a password. Put certificate and key into one PKCS #12 file (.p12), and choose that.")
		case strings.HasSuffix(block.Type, "PRIVATE KEY"):
			if key != nil {
				return nil, nil, problem("key", "There is more than one key.")
			}
			if key = parseKey(block.Bytes); key == nil {
				return nil, nil, problem("key", "The key can't be read. Use an RSA or ECDSA key in PEM form.")
			}
		}
	}
	switch {
	case len(certificates) == 0:
		return nil, nil, problem("certificate", "This file holds no certificate.")
	case key == nil:
		return nil, nil, problem("key", "Choose the file with the private key of this certificate.")
	}
	return key, certificates, nil
}

func parseKey(raw []byte) crypto.Signer {
	if key, err := x509.ParsePKCS8PrivateKey(raw); err == nil {
		signer, _ := key.(crypto.Signer)
		return signer
	}
	if key, err := x509.ParseECPrivateKey(raw); err == nil {
		return key
	}
	if key, err := x509.ParsePKCS1PrivateKey(raw); err == nil {
		return key
	}
	return nil
}

// arrange finds the certificate of a key, and puts behind it those that lead to
// its authority.
func arrange(key crypto.Signer, certificates []*x509.Certificate) (pdf.Signer, error) {
	public, comparable := key.Public().(interface{ Equal(crypto.PublicKey) bool })
	signer := pdf.Signer{Key: key}
	for _, one := range certificates {
		if comparable && public.Equal(one.PublicKey) {
			signer.Certificate = one
			break
		}
	}
	if signer.Certificate == nil {
		return signer, problem("key", "This key does not belong to the certificate.")
	}
	for at := signer.Certificate; len(signer.Chain) < 10 && !bytes.Equal(at.RawIssuer, at.RawSubject); {
		var above *x509.Certificate
		for _, one := range certificates {
			if bytes.Equal(one.RawSubject, at.RawIssuer) && at.CheckSignatureFrom(one) == nil {
				above = one
				break
			}
		}
		if above == nil {
			break
		}
		signer.Chain = append(signer.Chain, above)
		at = above
	}
	return signer, nil
}
