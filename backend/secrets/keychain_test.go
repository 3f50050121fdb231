package secrets

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"portico/backend/fault"
)

type memoryRing map[string]string

func (r memoryRing) Get(service, user string) (string, error) {
	if text, ok := r[service+user]; ok {
		return text, nil
	}
	return "", errors.New("not found")
}
func (r memoryRing) Set(service, user, password string) error {
	r[service+user] = password
	return nil
}

type noRing struct{}

func (noRing) Get(string, string) (string, error) { return "", errors.New("no keyring") }
func (noRing) Set(string, string, string) error   { return errors.New("no keyring") }

// Shows SEC-45.
func TestKeyInAFileOfItsOwn_SEC45(t *testing.T) {
	folder := t.TempDir()
	for name, chain := range map[string]*Keychain{
		"no keyring wanted": OpenKeychain(folder, false),
		"no keyring there":  {folder: filepath.Join(folder, "keys"), ring: noRing{}},
	} {
		t.Run(name, func(t *testing.T) {
			uid := strings.ReplaceAll(name, " ", "-")
			key, err := chain.Create(uid)
			if err != nil {
				t.Fatal(err)
			}
			info, err := os.Stat(filepath.Join(folder, "keys", uid+".key"))
			if err != nil || info.Mode().Perm() != 0o600 {
				t.Fatalf("file: %v, %v", info, err)
			}
			loaded, err := chain.Load(uid)
			if err != nil || loaded != key {
				t.Fatalf("load: %v", err)
			}
			if _, err := chain.Create(uid); err == nil {
				t.Error("a second key was written over the first")
			}
		})
	}
}

// Shows SEC-45.
func TestKeyInTheKeyring_SEC45(t *testing.T) {
	folder := t.TempDir()
	chain := &Keychain{folder: filepath.Join(folder, "keys"), ring: memoryRing{}}
	key, err := chain.Create("site-1")
	if err != nil {
		t.Fatal(err)
	}
	if loaded, err := chain.Load("site-1"); err != nil || loaded != key {
		t.Errorf("load: %v", err)
	}
	if _, err := os.Stat(filepath.Join(folder, "keys")); err == nil {
		t.Error("the key is in a file as well")
	}
}

// Shows SEC-45.
func TestMissingKeyIsSaidInWords_SEC45(t *testing.T) {
	folder := t.TempDir()
	chain := OpenKeychain(folder, false)
	_, err := chain.Load("gone")
	if !fault.Is(err, fault.Unavailable) || !strings.Contains(err.Error(), filepath.Join(folder, "keys", "gone.key")) {
		t.Errorf("missing: %v", err)
	}
	if err := os.MkdirAll(filepath.Join(folder, "keys"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"empty": "", "short": "AAAA", "no base64": strings.Repeat("!", 43)} {
		if err := os.WriteFile(filepath.Join(folder, "keys", "bad.key"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := chain.Load("bad"); !fault.Is(err, fault.Unavailable) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, uid := range []string{"", "../x", "a/b", "a\x00"} {
		if _, err := chain.Load(uid); err == nil {
			t.Errorf("site id %q was taken", uid)
		}
	}
}
