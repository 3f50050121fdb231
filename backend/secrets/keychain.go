package secrets

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/zalando/go-keyring"

	"portico/backend/fault"
)

const (
	// ringService is the name under which keys stand in the system's keyring.
	ringService = "Portico"
	// ringPatience is how long the system's keyring may take to answer; one
	// that waits for a person to unlock it must not stop a server from starting.
	ringPatience = 20 * time.Second
)

// ring is what Keychain needs of a keyring.
type ring interface {
	Get(service, user string) (string, error)
	Set(service, user, password string) error
}

// Keychain keeps the master keys of sites outside their data folders: in the
// system's keyring where there is one and it is wanted, else in a file of its
// own that only its owner may read (SEC-45).
type Keychain struct {
	folder string
	ring   ring // nil: files only
}

// OpenKeychain returns the keychain with files in the keys folder of a
// configuration folder, which must not be the data folder. With keyring the
// system's keyring is tried first.
func OpenKeychain(folder string, useKeyring bool) *Keychain {
	chain := &Keychain{folder: filepath.Join(folder, "keys")}
	if useKeyring {
		chain.ring = systemRing{}
	}
	return chain
}

// Create makes and keeps the key of a new site.
func (c *Keychain) Create(siteUID string) (Key, error) {
	key := NewKey()
	if c.ring != nil && c.ring.Set(ringService, siteUID, key.Text()) == nil {
		if kept, err := c.ring.Get(ringService, siteUID); err == nil && kept == key.Text() {
			return key, nil
		}
	}
	return key, c.Import(siteUID, key)
}

// Import keeps a key that came from elsewhere in the keychain's file.
func (c *Keychain) Import(siteUID string, key Key) error {
	path, err := c.path(siteUID)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(c.folder, 0o700); err != nil {
		return fault.New(fault.Unavailable, fmt.Sprintf("The folder %s for the master key can't be made: %v.", c.folder, reason(err)))
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fault.New(fault.Unavailable, fmt.Sprintf("The master key can't be kept in %s: %v.", path, reason(err)))
	}
	_, err = file.WriteString(key.Text() + "\n")
	if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
		_ = os.Remove(path)
		return fault.New(fault.Unavailable, fmt.Sprintf("The master key can't be written to %s: %v.", path, reason(err)))
	}
	return nil
}

// Load returns the key of a site. A missing or damaged key is a fault that
// says where it was looked for and what to do.
func (c *Keychain) Load(siteUID string) (Key, error) {
	path, err := c.path(siteUID)
	if err != nil {
		return Key{}, err
	}
	places := path
	if c.ring != nil {
		if text, err := c.ring.Get(ringService, siteUID); err == nil {
			if key, err := ParseKey(text); err == nil {
				return key, nil
			}
		}
		places = "the system's keyring (" + ringService + ", " + siteUID + ") and in " + path
	}
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return Key{}, fault.New(fault.Unavailable, fmt.Sprintf("The master key of this site is missing. It was looked for in %s. Put it back from where this site was used before; nothing was changed.", places))
	}
	if err != nil {
		return Key{}, fault.New(fault.Unavailable, fmt.Sprintf("The master key in %s can't be read: %v.", path, reason(err)))
	}
	key, err := ParseKey(strings.TrimSpace(string(text)))
	if err != nil {
		return Key{}, fault.New(fault.Unavailable, fmt.Sprintf("The file %s holds no master key: it was changed. Put the right file back; nothing was changed.", path))
	}
	return key, nil
}

// path returns the key's file. A site's id is made by this program of letters,
// digits and dashes; anything else could leave the folder.
func (c *Keychain) path(siteUID string) (string, error) {
	isOther := func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '-' && r != '_'
	}
	if strings.ContainsFunc(siteUID, isOther) {
		return "", fmt.Errorf("find master key: %q is no site id", siteUID)
	}
	if siteUID == "" {
		return "", errors.New("find master key: the site has no id")
	}
	return filepath.Join(c.folder, siteUID+".key"), nil
}

func reason(err error) error {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return pathErr.Err
	}
	return err
}

// systemRing is the system's keyring, with an end to its patience.
type systemRing struct{}

func (systemRing) Get(service, user string) (string, error) {
	return inTime(func() (string, error) { return keyring.Get(service, user) })
}

func (systemRing) Set(service, user, password string) error {
	_, err := inTime(func() (string, error) { return "", keyring.Set(service, user, password) })
	return err
}

func inTime(work func() (string, error)) (string, error) {
	type answer struct {
		text string
		err  error
	}
	done := make(chan answer, 1)
	go func() {
		text, err := work()
		done <- answer{text, err}
	}()
	select {
	case got := <-done:
		return got.text, got.err
	case <-time.After(ringPatience):
		return "", errors.New("ask keyring: it did not answer")
	}
}
