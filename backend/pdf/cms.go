package pdf

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"time"
)

// The object identifiers of RFC 5652, RFC 5035, RFC 5754 and RFC 8017.
var (
	oidData               = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 1}
	oidSignedData         = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 2}
	oidContentType        = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 3}
	oidMessageDigest      = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 4}
	oidSigningTime        = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 5}
	oidSigningCertificate = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 47}
	oidSHA256             = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1}
	oidECDSA              = asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 2}
	oidRSA                = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 1}
)

// Signer is who seals: a certificate, those between it and its authority (the
// nearest first, possibly none), and the key that belongs to it.
type Signer struct {
	Certificate *x509.Certificate
	Chain       []*x509.Certificate
	Key         crypto.Signer
}

func (s Signer) certificates() []*x509.Certificate {
	return append([]*x509.Certificate{s.Certificate}, s.Chain...)
}

// SignDigest signs a SHA-256: ECDSA (FIPS 186-5) in ASN.1, or RSA with PKCS #1
// v1.5 padding, as the key is.
func (s Signer) SignDigest(digest [32]byte) ([]byte, error) {
	if s.Key == nil || s.Certificate == nil {
		return nil, errors.New("sign: there is no key or certificate")
	}
	signature, err := s.Key.Sign(rand.Reader, digest[:], crypto.SHA256)
	if err != nil {
		return nil, fmt.Errorf("sign: %w", err)
	}
	if key, isElliptic := s.Certificate.PublicKey.(*ecdsa.PublicKey); isElliptic {
		if signature, err = lower(key, signature); err != nil {
			return nil, err
		}
	}
	if !VerifyDigest(s.Certificate, digest, signature) {
		return nil, errors.New("sign: the key does not belong to the certificate")
	}
	return signature, nil
}

// ellipticSignature is an ECDSA signature as it is written (RFC 3279 §2.2.3).
type ellipticSignature struct{ R, S *big.Int }

// lower returns the one of the two spellings of an ECDSA signature, (r, s) and
// (r, n − s), that counts here: a signature that can be written in two ways
// would stay valid with its bytes changed.
func lower(key *ecdsa.PublicKey, signature []byte) ([]byte, error) {
	var both ellipticSignature
	if _, err := asn1.Unmarshal(signature, &both); err != nil {
		return nil, fmt.Errorf("read signature: %w", err)
	}
	order := key.Params().N
	if both.S.Cmp(new(big.Int).Rsh(order, 1)) > 0 {
		both.S.Sub(order, both.S)
	}
	return asn1.Marshal(both)
}

func isLow(key *ecdsa.PublicKey, signature []byte) bool {
	written, err := lower(key, signature)
	return err == nil && bytes.Equal(written, signature)
}

// VerifyDigest reports whether SignDigest made a signature with the key of a
// certificate, in its one spelling. RSA keys of less than 2,048 bits never
// count.
func VerifyDigest(certificate *x509.Certificate, digest [32]byte, signature []byte) bool {
	switch key := certificate.PublicKey.(type) {
	case *ecdsa.PublicKey:
		return isLow(key, signature) && ecdsa.VerifyASN1(key, digest[:], signature)
	case *rsa.PublicKey:
		return key.N.BitLen() >= 2048 && rsa.VerifyPKCS1v15(key, crypto.SHA256, digest[:], signature) == nil
	}
	return false
}

type contentInfo struct {
	Type    asn1.ObjectIdentifier
	Content signedData `asn1:"explicit,tag:0"`
}

type signedData struct {
	Version      int
	Digests      []pkix.AlgorithmIdentifier `asn1:"set"`
	Encapsulated struct{ Type asn1.ObjectIdentifier }
	Certificates asn1.RawValue
	Signers      []signerInfo `asn1:"set"`
}

type signerInfo struct {
	Version      int
	Issuer       issuerAndSerial
	Digest       pkix.AlgorithmIdentifier
	Attributes   asn1.RawValue
	Algorithm    pkix.AlgorithmIdentifier
	SignatureRaw []byte
}

type issuerAndSerial struct {
	Issuer asn1.RawValue
	Serial *big.Int
}

type attribute struct {
	Type   asn1.ObjectIdentifier
	Values []asn1.RawValue `asn1:"set"`
}

type signingCertificate struct {
	Certificates []struct{ Hash []byte }
}

// signCMS makes a detached signature (RFC 5652 §5) of what has the SHA-256
// digest. Its signed attributes name the whole chain (RFC 5035), so that no
// byte of the certificates in it can be changed either.
func signCMS(signer Signer, digest [32]byte, at time.Time) ([]byte, error) {
	attributes, err := signedAttributes(signer.certificates(), digest, at)
	if err != nil {
		return nil, fmt.Errorf("sign PDF: %w", err)
	}
	signature, err := signer.SignDigest(sha256.Sum256(attributes))
	if err != nil {
		return nil, fmt.Errorf("sign PDF: %w", err)
	}
	return assembleCMS(signer.certificates(), attributes, signature)
}

// signedAttributes returns the set of attributes as it is signed: in DER, and
// with the tag of a SET.
func signedAttributes(chain []*x509.Certificate, digest [32]byte, at time.Time) ([]byte, error) {
	var named signingCertificate
	for _, certificate := range chain {
		sum := sha256.Sum256(certificate.Raw)
		named.Certificates = append(named.Certificates, struct{ Hash []byte }{sum[:]})
	}
	var set [][]byte
	for _, one := range []struct {
		kind  asn1.ObjectIdentifier
		value any
	}{{oidContentType, oidData}, {oidSigningTime, at.UTC().Truncate(time.Second)}, {oidMessageDigest, digest[:]}, {oidSigningCertificate, named}} {
		value, err := asn1.Marshal(one.value)
		if err != nil {
			return nil, err
		}
		encoded, err := asn1.Marshal(attribute{one.kind, []asn1.RawValue{{FullBytes: value}}})
		if err != nil {
			return nil, err
		}
		set = append(set, encoded)
	}
	slices.SortFunc(set, bytes.Compare) // DER: the order of a SET OF
	return asn1.Marshal(asn1.RawValue{Class: asn1.ClassUniversal, Tag: asn1.TagSet, IsCompound: true, Bytes: bytes.Join(set, nil)})
}

// assembleCMS is the one spelling of a signature: everything in it follows from
// the certificates, the attributes and the signature itself.
func assembleCMS(chain []*x509.Certificate, attributes, signature []byte) ([]byte, error) {
	var certificates []byte
	for _, certificate := range chain {
		certificates = append(certificates, certificate.Raw...)
	}
	var set asn1.RawValue
	if _, err := asn1.Unmarshal(attributes, &set); err != nil {
		return nil, fmt.Errorf("assemble signature: %w", err)
	}
	algorithm := pkix.AlgorithmIdentifier{Algorithm: oidECDSA}
	if chain[0].PublicKeyAlgorithm == x509.RSA {
		algorithm = pkix.AlgorithmIdentifier{Algorithm: oidRSA, Parameters: asn1.NullRawValue}
	}
	info := contentInfo{Type: oidSignedData, Content: signedData{
		Version:      1,
		Digests:      []pkix.AlgorithmIdentifier{{Algorithm: oidSHA256}},
		Certificates: asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: 0, IsCompound: true, Bytes: certificates},
		Signers: []signerInfo{{
			Version:    1,
			Issuer:     issuerAndSerial{asn1.RawValue{FullBytes: chain[0].RawIssuer}, chain[0].SerialNumber},
			Digest:     pkix.AlgorithmIdentifier{Algorithm: oidSHA256},
			Attributes: asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: 0, IsCompound: true, Bytes: set.Bytes},
			Algorithm:  algorithm, SignatureRaw: signature,
		}},
	}}
	info.Content.Encapsulated.Type = oidData
	encoded, err := asn1.Marshal(info)
	if err != nil {
		return nil, fmt.Errorf("assemble signature: %w", err)
	}
	return encoded, nil
}

var errNotOurs = errors.New("read signature: it is not of the one kind that is made here")

// checkCMS reads a signature and what it says. intact is whether it is one of
// what has the SHA-256 digest. Anything that signCMS would have written in
// another way is an error.
func checkCMS(raw []byte, digest [32]byte) (chain []*x509.Certificate, at time.Time, intact bool, err error) {
	var info contentInfo
	if rest, err := asn1.Unmarshal(raw, &info); err != nil || len(rest) > 0 || len(info.Content.Signers) != 1 {
		return nil, at, false, errNotOurs
	}
	signer := info.Content.Signers[0]
	if chain, err = x509.ParseCertificates(info.Content.Certificates.Bytes); err != nil || len(chain) == 0 {
		return nil, at, false, errNotOurs
	}
	var signed [32]byte
	for rest := signer.Attributes.Bytes; len(rest) > 0; {
		var one attribute
		if rest, err = asn1.Unmarshal(rest, &one); err != nil || len(one.Values) != 1 {
			return nil, at, false, errNotOurs
		}
		switch value := one.Values[0].FullBytes; {
		case one.Type.Equal(oidSigningTime):
			_, err = asn1.Unmarshal(value, &at)
		case one.Type.Equal(oidMessageDigest):
			var sum []byte
			if _, err = asn1.Unmarshal(value, &sum); err == nil && len(sum) != len(signed) {
				err = errNotOurs
			}
			copy(signed[:], sum)
		}
		if err != nil {
			return nil, at, false, errNotOurs
		}
	}
	attributes, err := signedAttributes(chain, signed, at)
	if err != nil {
		return nil, at, false, errNotOurs
	}
	again, err := assembleCMS(chain, attributes, signer.SignatureRaw)
	if err != nil || !bytes.Equal(again, raw) {
		return nil, at, false, errNotOurs
	}
	return chain, at.UTC(), signed == digest && VerifyDigest(chain[0], sha256.Sum256(attributes), signer.SignatureRaw), nil
}
