package browsershell

import (
	"bufio"
	"crypto/rand"
	"fmt"
	"io"
	"mime"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"portico/backend/bindings"
)

// Host is what a browser does for the bridge: the interface itself copies,
// opens and sends files there; what is saved waits to be downloaded, once.
type Host struct {
	mu      sync.Mutex
	folder  string
	made    bool
	waiting map[string]download
}

type download struct{ path, name string }

const downloadPath = "/download/"

// NewHost returns a host that keeps files in a folder of the site's own until
// they are downloaded. What an earlier run that was killed left there goes.
func NewHost(site string) *Host {
	return &Host{folder: filepath.Join(site, "saved"), waiting: map[string]download{}}
}

// Shell returns "browser".
func (*Host) Shell() string { return "browser" }

// CopyText fails: the interface copies by itself.
func (*Host) CopyText(string) error { return errNoDialog }

// OpenAddress fails: the interface opens a tab by itself.
func (*Host) OpenAddress(string) error { return errNoDialog }

// ChooseFile fails: the interface sends a file by itself.
func (*Host) ChooseFile(string, []string) (string, error) { return "", errNoDialog }

// SaveFile writes the file to where the interface downloads it from, once.
func (h *Host) SaveFile(name string, write func(io.Writer) error) (bindings.SavedFile, error) {
	file, err := h.create()
	if err != nil {
		return bindings.SavedFile{}, fmt.Errorf("save file: %w", err)
	}
	out := bufio.NewWriterSize(file, 1<<20)
	err = write(out)
	if err == nil {
		err = out.Flush()
	}
	if closeErr := file.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		_ = os.Remove(file.Name())
		return bindings.SavedFile{}, err
	}
	token := rand.Text()
	h.mu.Lock()
	defer h.mu.Unlock()
	h.waiting[token] = download{file.Name(), name}
	return bindings.SavedFile{Name: name, Address: downloadPath + token}, nil
}

func (h *Host) create() (*os.File, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if !h.made {
		if err := os.RemoveAll(h.folder); err != nil {
			return nil, err
		}
		if err := os.Mkdir(h.folder, 0o700); err != nil {
			return nil, err
		}
		h.made = true
	}
	return os.CreateTemp(h.folder, "saved-")
}

// serve answers GET /download/{token}.
func (h *Host) serve(w http.ResponseWriter, r *http.Request) {
	token := strings.TrimPrefix(r.URL.Path, downloadPath)
	h.mu.Lock()
	one, known := h.waiting[token]
	delete(h.waiting, token)
	h.mu.Unlock()
	if !known {
		http.Error(w, "This file was downloaded already. Save it again.", http.StatusGone)
		return
	}
	defer func() { _ = os.Remove(one.path) }()
	file, err := os.Open(one.path)
	if err != nil {
		http.Error(w, "This file is not there any more. Save it again.", http.StatusGone)
		return
	}
	defer file.Close()
	header := w.Header()
	header.Set("Cache-Control", "no-store")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Content-Type", "application/octet-stream")
	header.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": one.name}))
	_, _ = io.Copy(w, file)
}

// Close removes what was not downloaded.
func (h *Host) Close() error {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.waiting = map[string]download{}
	if !h.made {
		return nil
	}
	return os.RemoveAll(h.folder)
}
