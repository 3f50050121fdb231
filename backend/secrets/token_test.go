package secrets

import (
	"strings"
	"testing"
)

// Shows SEC-25.
func TestTokensAreRandomAndKeptHashed_SEC25(t *testing.T) {
	seen := map[string]bool{}
	for range 1000 {
		plain, hash := NewToken()
		raw, err := DecodeCanonical(plain)
		if err != nil || len(raw)*8 < 128 {
			t.Fatalf("token %q: %d bytes, %v", plain, len(raw), err)
		}
		if hash != HashToken(plain) || strings.Contains(hash, plain) || seen[plain] {
			t.Fatalf("token %q, hash %q", plain, hash)
		}
		seen[plain] = true
	}
}

// Shows SEC-5.
func TestActivationCodes_SEC5(t *testing.T) {
	seen := map[string]bool{}
	for range 1000 {
		code := NewCode()
		canonical, ok := ReadCode(code)
		if !ok || canonical != code || seen[code] {
			t.Fatalf("code %q is read as %q", code, canonical)
		}
		seen[code] = true
		if bits := 5 * len(strings.ReplaceAll(code, "-", "")); bits < 60 {
			t.Fatalf("%d bits", bits)
		}
	}
}

func TestCodesAreReadLeniently(t *testing.T) {
	const code = "01AB-CDEF-GHJK-M"
	for _, typed := range []string{code, "01abcdefghjkm", " o1ab cdef ghjk m ", "0lab-cdef-ghjk-m", "OIAB–CDEF–GHJK–M", "0-1-A-B-C-D-E-F-G-H-J-K-M"} {
		if got, ok := ReadCode(typed); !ok || got != code {
			t.Errorf("%q: %q, %v", typed, got, ok)
		}
	}
	for _, typed := range []string{"", "01AB-CDEF-GHJK", code + "N", "U1AB-CDEF-GHJK-M", "01AB-CDEF-GHJK-é", "correct horse battery staple"} {
		if got, ok := ReadCode(typed); ok {
			t.Errorf("%q was read as %q", typed, got)
		}
	}
}

func TestCodeHashesAreKeyedAndBound(t *testing.T) {
	key := NewKey()
	hash := key.HashCode("activation 1", "X")
	for name, other := range map[string]string{
		"another key": NewKey().HashCode("activation 1", "X"), "another purpose": key.HashCode("activation 2", "X"),
		"another code": key.HashCode("activation 1", "Y"), "moved border": key.HashCode("activation 1X", ""),
	} {
		if other == hash {
			t.Errorf("%s gives the same hash", name)
		}
	}
}
