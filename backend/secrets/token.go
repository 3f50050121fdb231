package secrets

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// NewToken returns a random token of 256 bits as base64url (43 characters) and
// the hash that is kept in its place (SEC-25).
func NewToken() (plain, hash string) {
	var raw [32]byte
	_, _ = rand.Read(raw[:])
	plain = EncodeCanonical(raw[:])
	return plain, HashToken(plain)
}

// HashToken returns the SHA-256 of a token in hexadecimal. Tokens are random,
// so that a fast hash is enough: there is nothing to guess.
func HashToken(plain string) string {
	sum := sha256.Sum256([]byte(plain))
	return hex.EncodeToString(sum[:])
}

// codeAlphabet is Crockford's base 32: no I, L, O and U.
const codeAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// codeLength is the number of characters in a code: 13 × 5 = 65 bits.
const codeLength = 13

// NewCode returns a random code to be typed by a person: 65 bits, written as
// XXXX-XXXX-XXXX-X.
func NewCode() string {
	var raw [codeLength]byte
	_, _ = rand.Read(raw[:])
	for i := range raw {
		raw[i] = codeAlphabet[raw[i]&31]
	}
	return groupCode(string(raw[:]))
}

// ReadCode returns a typed code in its one spelling, and whether it can be a
// code at all. Case, spaces and dashes don't matter; O counts as 0, I and L
// as 1.
func ReadCode(typed string) (string, bool) {
	code := make([]byte, 0, codeLength)
	for _, r := range strings.ToUpper(typed) {
		switch r {
		case ' ', '-', '\t', '\u00a0', '\u2010', '\u2011', '\u2012', '\u2013':
			continue
		case 'O':
			r = '0'
		case 'I', 'L':
			r = '1'
		}
		if r > 127 || !strings.ContainsRune(codeAlphabet, r) || len(code) == codeLength {
			return "", false
		}
		code = append(code, byte(r))
	}
	if len(code) != codeLength {
		return "", false
	}
	return groupCode(string(code)), true
}

func groupCode(code string) string {
	return code[:4] + "-" + code[4:8] + "-" + code[8:12] + "-" + code[12:]
}

// HashCode returns the hash that is kept in place of a typed code. It is keyed
// (HMAC-SHA256), so that a copy of the database is no help in guessing; site
// and purpose bind it to where it is used.
func (k Key) HashCode(purpose, code string) string {
	mac := hmac.New(sha256.New, k.Derive("typed codes"))
	mac.Write([]byte(purpose + "\x00" + code))
	return hex.EncodeToString(mac.Sum(nil))
}
