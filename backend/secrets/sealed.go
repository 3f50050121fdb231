package secrets

import (
	"crypto/cipher"
	"crypto/rand"
	"database/sql/driver"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"strings"

	"golang.org/x/crypto/chacha20poly1305"
)

const (
	sealedWord    = "[sealed]"
	sealedVersion = "v1."
)

// ErrUnsealable says that a value can't be opened: another key, another place,
// or a changed text.
var ErrUnsealable = errors.New("open sealed value: it does not belong to this key and place")

// Sealed is an encrypted value as it stands in a column. It can't be printed,
// logged or marshalled by accident: those give "[sealed]". The empty Sealed is
// no value.
type Sealed string

// Place is where a sealed value stands. It is authenticated with the value, so
// that one moved to another row, column or table can't be opened (SEC-45).
type Place struct {
	Table  string
	Column string
	Row    int64
}

func (p Place) data() []byte {
	return []byte(p.Table + "|" + p.Column + "|" + strconv.FormatInt(p.Row, 10))
}

func (k Key) cipher() (cipher.AEAD, error) {
	if k.IsZero() {
		return nil, errors.New("use master key: there is none")
	}
	return chacha20poly1305.NewX(k.Derive("sealed values"))
}

// Seal encrypts plain for one place with XChaCha20-Poly1305 and a random
// nonce. It fails only with the zero Key.
func (k Key) Seal(place Place, plain []byte) (Sealed, error) {
	aead, err := k.cipher()
	if err != nil {
		return "", fmt.Errorf("seal value: %w", err)
	}
	nonce := make([]byte, aead.NonceSize(), aead.NonceSize()+len(plain)+aead.Overhead())
	_, _ = rand.Read(nonce)
	return Sealed(sealedVersion + EncodeCanonical(aead.Seal(nonce, nonce, plain, place.data()))), nil
}

// Open decrypts a value that was sealed for the same place. It returns
// ErrUnsealable for anything else.
func (k Key) Open(place Place, sealed Sealed) ([]byte, error) {
	aead, err := k.cipher()
	if err != nil {
		return nil, fmt.Errorf("open sealed value: %w", err)
	}
	text, known := strings.CutPrefix(string(sealed), sealedVersion)
	raw, err := DecodeCanonical(text)
	if !known || err != nil || len(raw) < aead.NonceSize() {
		return nil, ErrUnsealable
	}
	plain, err := aead.Open(nil, raw[:aead.NonceSize()], raw[aead.NonceSize():], place.data())
	if err != nil {
		return nil, ErrUnsealable
	}
	return plain, nil
}

// Reseal opens a value with k and seals it for the same place with another
// key, as a change of the master key does for every sealed column.
func (k Key) Reseal(to Key, place Place, sealed Sealed) (Sealed, error) {
	if sealed == "" {
		return "", nil
	}
	plain, err := k.Open(place, sealed)
	if err != nil {
		return "", err
	}
	return to.Seal(place, plain)
}

// String returns "[sealed]".
func (Sealed) String() string { return sealedWord }

// GoString returns "[sealed]".
func (Sealed) GoString() string { return sealedWord }

// Format writes "[sealed]" for every verb.
func (Sealed) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(sealedWord)) }

// MarshalJSON returns "[sealed]".
func (Sealed) MarshalJSON() ([]byte, error) { return []byte(`"` + sealedWord + `"`), nil }

// MarshalText returns "[sealed]".
func (Sealed) MarshalText() ([]byte, error) { return []byte(sealedWord), nil }

// LogValue returns "[sealed]".
func (Sealed) LogValue() slog.Value { return slog.StringValue(sealedWord) }

// Value returns the encrypted text for the column.
func (s Sealed) Value() (driver.Value, error) { return string(s), nil }

// Scan reads the encrypted text of a column.
func (s *Sealed) Scan(value any) error {
	switch v := value.(type) {
	case string:
		*s = Sealed(v)
	case []byte:
		*s = Sealed(v)
	case nil:
		*s = ""
	default:
		return fmt.Errorf("read sealed value: %T is no text", value)
	}
	return nil
}

// GormDataType tells GORM that the column is text.
func (Sealed) GormDataType() string { return "text" }
