// Package secrets keeps what must not be read: the site's master key, values
// sealed with it, random tokens and codes, and password hashes.
package secrets

import (
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"log/slog"
)

// KeySize is the length of a master key in bytes.
const KeySize = 32

// Key is a site's master key. It can't be printed, logged or marshalled: every
// such way gives "[sealed]". The zero Key belongs to no site and seals nothing.
type Key struct {
	bytes [KeySize]byte
}

// NewKey makes a random key.
func NewKey() Key {
	var k Key
	_, _ = rand.Read(k.bytes[:]) // never fails: the runtime ends the program first
	return k
}

// ParseKey reads a key as Text wrote it. Any other spelling is an error.
func ParseKey(text string) (Key, error) {
	raw, err := DecodeCanonical(text)
	if err != nil || len(raw) != KeySize {
		return Key{}, errors.New("read master key: it is not 32 bytes in base64url")
	}
	return Key{bytes: [KeySize]byte(raw)}, nil
}

// Text returns the key itself, to be kept in a keychain and nowhere else.
func (k Key) Text() string { return base64.RawURLEncoding.EncodeToString(k.bytes[:]) }

// IsZero reports whether k is no key at all.
func (k Key) IsZero() bool { return k == Key{} }

// Derive returns 32 bytes for one purpose (HKDF-SHA256, RFC 5869). Bytes for
// one purpose tell nothing about the key or about those for another.
func (k Key) Derive(purpose string) []byte {
	derived, err := hkdf.Key(sha256.New, k.bytes[:], nil, "portico "+purpose, KeySize)
	if err != nil {
		panic(fmt.Sprintf("derive key: %v", err)) // only for lengths beyond 8,160 bytes
	}
	return derived
}

// Check returns a text from which a stored key can be told from another, and
// which tells nothing about the key. It stands in the site's row.
func (k Key) Check() string {
	return base64.RawURLEncoding.EncodeToString(k.Derive("key check")[:16])
}

// String returns "[sealed]".
func (Key) String() string { return sealedWord }

// GoString returns "[sealed]".
func (Key) GoString() string { return sealedWord }

// Format writes "[sealed]" for every verb.
func (Key) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(sealedWord)) }

// MarshalText returns "[sealed]".
func (Key) MarshalText() ([]byte, error) { return []byte(sealedWord), nil }

// LogValue returns "[sealed]".
func (Key) LogValue() slog.Value { return slog.StringValue(sealedWord) }
