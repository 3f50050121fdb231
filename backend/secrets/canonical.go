package secrets

import (
	"encoding/base64"
	"errors"
)

// EncodeCanonical writes bytes in base64url without padding (RFC 4648 §5).
func EncodeCanonical(raw []byte) string { return base64.RawURLEncoding.EncodeToString(raw) }

// DecodeCanonical reads what EncodeCanonical wrote, and only that one spelling
// of it: no padding, no line breaks, no spare bits in the last character.
// (The standard library's strict decoder still skips line breaks.)
func DecodeCanonical(text string) ([]byte, error) {
	raw, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil || base64.RawURLEncoding.EncodeToString(raw) != text {
		return nil, errors.New("decode text: it is not in its one spelling")
	}
	return raw, nil
}
