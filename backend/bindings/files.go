package bindings

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"

	"portico/backend/fault"
)

// ChosenFile is a file that the administrator chose to be read. Token names it
// in later calls; "" when the person cancelled.
type ChosenFile struct {
	Token string `json:"token"`
	Name  string `json:"name"`
	Size  int64  `json:"size"` // bytes
}

// SavedFile says where a file went; Path is "" when the person cancelled. The
// browser shell can't save for itself: it gives Name and Address instead, from
// which the interface downloads it, once.
type SavedFile struct {
	Path    string `json:"path"`
	Name    string `json:"name"`
	Address string `json:"address"`
}

// MaxUpload is the greatest file that the browser shell takes, in bytes: what
// an import may have.
const MaxUpload = 256 << 20

// ErrUpload refuses a greater one.
var ErrUpload = fault.New(fault.Invalid, "This file is larger than 256 MB, which is more than can be read. Split it, or leave out columns that are not needed.")

// files are those that the administrator chose in this run of the program.
type files struct {
	mu      sync.Mutex
	chosen  map[string]chosenFile
	folder  string // of files that were sent; made at the first
	removed bool
}

type chosenFile struct{ path, name string }

// chosen returns where a file that was chosen lies, and its name.
func (c *Core) chosen(token string) (path, name string, err error) {
	c.files.mu.Lock()
	defer c.files.mu.Unlock()
	file, known := c.files.chosen[token]
	if !known {
		return "", "", fault.New(fault.NotFound, "The file is not known any more. Choose it again.")
	}
	return file.path, file.name, nil
}

// choose remembers a file on this machine.
func (c *Core) choose(path, name string) (ChosenFile, error) {
	about, err := os.Stat(path)
	if err != nil || !about.Mode().IsRegular() {
		return ChosenFile{}, fault.New(fault.Invalid, fmt.Sprintf("%s can't be read. Choose a file that is there and that you may open.", name))
	}
	token := rand.Text()
	c.files.mu.Lock()
	defer c.files.mu.Unlock()
	c.files.chosen[token] = chosenFile{path, name}
	return ChosenFile{Token: token, Name: name, Size: about.Size()}, nil
}

// Receive keeps a file that a browser sends until the program ends, as if it
// had been chosen on this machine. It returns a fault for more than MaxUpload.
func (c *Core) Receive(name string, body io.Reader) (ChosenFile, error) {
	_, b, err := c.enter()
	if err != nil {
		return ChosenFile{}, err
	}
	folder, err := c.files.place(b.Store.Folder())
	if err != nil {
		return ChosenFile{}, fmt.Errorf("receive file: %w", err)
	}
	file, err := os.CreateTemp(folder, "sent-")
	if err != nil {
		return ChosenFile{}, fmt.Errorf("receive file: %w", err)
	}
	written, err := io.Copy(file, io.LimitReader(body, MaxUpload+1))
	err = errors.Join(err, file.Close())
	if err == nil && written > MaxUpload {
		err = ErrUpload
	}
	if err != nil {
		_ = os.Remove(file.Name())
		if fault.As(err) != nil {
			return ChosenFile{}, err
		}
		return ChosenFile{}, fmt.Errorf("receive file: %w", err)
	}
	return c.choose(file.Name(), filepath.Base(name))
}

// discard forgets a chosen file, and removes it where a browser sent it: it may
// hold what must not lie about, such as a private key.
func (c *Core) discard(token string) {
	c.files.mu.Lock()
	defer c.files.mu.Unlock()
	file, known := c.files.chosen[token]
	if !known {
		return
	}
	delete(c.files.chosen, token)
	if c.files.folder != "" && filepath.Dir(file.path) == c.files.folder {
		_ = os.Remove(file.path)
	}
}

// place returns where files that are sent lie: in the site's own folder, which
// one program has open at a time. What an earlier run that was killed left
// there goes.
func (f *files) place(site string) (string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.removed {
		return "", os.ErrClosed
	}
	if f.folder != "" {
		return f.folder, nil
	}
	folder := filepath.Join(site, "sent")
	if err := os.RemoveAll(folder); err != nil {
		return "", err
	}
	if err := os.Mkdir(folder, 0o700); err != nil {
		return "", err
	}
	f.folder = folder
	return folder, nil
}

func (f *files) remove() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.removed = true
	if f.folder != "" {
		_ = os.RemoveAll(f.folder)
	}
}

// writeBytes is what SaveFile writes where the whole file is at hand.
func writeBytes(data []byte) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	}
}
