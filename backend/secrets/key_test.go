package secrets

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
)

// Shows SEC-45.
func TestSealedValuesBelongToTheirPlace_SEC45(t *testing.T) {
	key, other := NewKey(), NewKey()
	place := Place{"users", "totp_secret", 7}
	sealed, err := key.Seal(place, []byte("JBSWY3DP"))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := key.Open(place, sealed)
	if err != nil || string(plain) != "JBSWY3DP" {
		t.Fatalf("open: %q, %v", plain, err)
	}
	again, _ := key.Seal(place, []byte("JBSWY3DP"))
	if again == sealed {
		t.Error("sealing twice gives the same text: the nonce is not random")
	}
	refused := map[string]func() ([]byte, error){
		"another row":    func() ([]byte, error) { return key.Open(Place{"users", "totp_secret", 8}, sealed) },
		"another column": func() ([]byte, error) { return key.Open(Place{"users", "email", 7}, sealed) },
		"another table":  func() ([]byte, error) { return key.Open(Place{"outbox", "totp_secret", 7}, sealed) },
		"another key":    func() ([]byte, error) { return other.Open(place, sealed) },
		"no key":         func() ([]byte, error) { return Key{}.Open(place, sealed) },
		"nothing":        func() ([]byte, error) { return key.Open(place, "") },
		"no version":     func() ([]byte, error) { return key.Open(place, sealed[len(sealedVersion):]) },
		"line break":     func() ([]byte, error) { return key.Open(place, sealed+"\n") },
	}
	for name, open := range refused {
		if plain, err := open(); err == nil {
			t.Errorf("%s: opened %q", name, plain)
		}
	}
	if _, err := (Key{}).Seal(place, nil); err == nil {
		t.Error("the zero key seals")
	}
}

// Shows SEC-45.
func TestSealedTextHasOneSpelling_SEC45(t *testing.T) {
	key, place := NewKey(), Place{"t", "c", 1}
	sealed, _ := key.Seal(place, []byte("x"))
	for i := range sealed {
		for _, c := range "Aq7-_=\n " {
			changed := string(sealed[:i]) + string(c) + string(sealed[i+1:])
			if changed == string(sealed) {
				continue
			}
			if _, err := key.Open(place, Sealed(changed)); !errors.Is(err, ErrUnsealable) {
				t.Fatalf("character %d changed to %q: %v", i, c, err)
			}
		}
		if _, err := key.Open(place, sealed[:i]); !errors.Is(err, ErrUnsealable) {
			t.Fatalf("cut to %d: %v", i, err)
		}
	}
}

// Shows SEC-45.
func TestChangeOfTheMasterKey_SEC45(t *testing.T) {
	from, to, place := NewKey(), NewKey(), Place{"users", "totp_secret", 3}
	sealed, _ := from.Seal(place, []byte("secret"))
	moved, err := from.Reseal(to, place, sealed)
	if err != nil {
		t.Fatal(err)
	}
	if plain, err := to.Open(place, moved); err != nil || string(plain) != "secret" {
		t.Errorf("new key: %q, %v", plain, err)
	}
	if _, err := from.Open(place, moved); err == nil {
		t.Error("the old key still opens the value")
	}
	if _, err := to.Reseal(from, place, sealed); err == nil {
		t.Error("a value of another key was resealed")
	}
	if empty, err := from.Reseal(to, place, ""); err != nil || empty != "" {
		t.Errorf("no value: %q, %v", string(empty), err)
	}
}

// Shows SEC-31.
func TestNothingPrintsASecret_SEC31(t *testing.T) {
	key := NewKey()
	sealed, _ := key.Seal(Place{"t", "c", 1}, []byte("x"))
	var log bytes.Buffer
	logger := slog.New(slog.NewJSONHandler(&log, nil))
	logger.Info("x", "key", key, "sealed", sealed, "both", struct {
		K Key
		S Sealed
	}{key, sealed})
	textLogger := slog.New(slog.NewTextHandler(&log, nil))
	textLogger.Info("x", "key", key, "sealed", sealed)
	marshalled, err := json.Marshal(map[string]any{"k": key, "s": sealed, "p": &key})
	if err != nil {
		t.Fatal(err)
	}
	all := log.String() + string(marshalled)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		all += fmt.Sprintf(verb, key) + fmt.Sprintf(verb, &key) + fmt.Sprintf(verb, sealed) + fmt.Sprintf(verb, []any{key, sealed})
	}
	for _, secret := range []string{key.Text(), string(sealed)[len(sealedVersion):], fmt.Sprintf("%x", key.bytes[:])} {
		if strings.Contains(all, secret) {
			t.Errorf("a secret was printed")
		}
	}
	if !strings.Contains(all, sealedWord) {
		t.Error("nothing was printed at all: the test shows nothing")
	}
}

func TestDerivedBytesDifferByPurposeAndKey(t *testing.T) {
	key := NewKey()
	seen := map[string]string{}
	for name, derived := range map[string][]byte{
		"one": key.Derive("one"), "two": key.Derive("two"), "other key": NewKey().Derive("one"), "key itself": key.bytes[:], "check": []byte(key.Check()),
	} {
		if twin, taken := seen[string(derived)]; taken {
			t.Errorf("%s is the same as %s", name, twin)
		}
		seen[string(derived)] = name
	}
	if !bytes.Equal(key.Derive("one"), key.Derive("one")) {
		t.Error("not the same twice")
	}
	if again := key.Check(); again != key.Check() || again == NewKey().Check() {
		t.Error("the check does not tell keys apart")
	}
}

func TestDecodeCanonical(t *testing.T) {
	for _, raw := range [][]byte{{}, {0}, {1, 2}, {255, 255, 255}, bytes.Repeat([]byte{9}, 40)} {
		got, err := DecodeCanonical(EncodeCanonical(raw))
		if err != nil || !bytes.Equal(got, raw) {
			t.Errorf("%v: %v, %v", raw, got, err)
		}
	}
	// "AQ" is the byte 1; "AR" differs only in bits that are cut off.
	for _, text := range []string{"AR", "AQ==", "AQ\n", "A\nQ", "\rAQ", "AQ ", "A", "+/8", "é"} {
		if raw, err := DecodeCanonical(text); err == nil {
			t.Errorf("%q was read as %v", text, raw)
		}
	}
}

func FuzzDecodeCanonical(f *testing.F) {
	f.Add("AQ")
	f.Add("A\nQ")
	f.Fuzz(func(t *testing.T, text string) {
		if raw, err := DecodeCanonical(text); err == nil && EncodeCanonical(raw) != text {
			t.Errorf("%q has another spelling %q", text, EncodeCanonical(raw))
		}
	})
}
