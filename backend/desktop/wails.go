// Package desktop does for the bridge what only a window can: dialogs, the
// clipboard and the system's browser. Beside main it alone knows Wails.
package desktop

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"portico/backend/bindings"
	"portico/backend/fault"
)

// Host is the window. Its context comes from Wails at startup.
type Host struct {
	ctx context.Context //nolint:containedctx // Wails hands out the window as a context
}

// Attach gives the host its window.
func (h *Host) Attach(ctx context.Context) { h.ctx = ctx }

// Shell returns "desktop".
func (*Host) Shell() string { return "desktop" }

// CopyText puts a text on the clipboard.
func (h *Host) CopyText(text string) error {
	if err := runtime.ClipboardSetText(h.ctx, text); err != nil {
		return fmt.Errorf("copy text: %w", err)
	}
	return nil
}

// OpenAddress opens an http or https address in the system's browser, and a
// mailto address in its mail program.
func (h *Host) OpenAddress(address string) error {
	if !strings.HasPrefix(address, "http://") && !strings.HasPrefix(address, "https://") && !strings.HasPrefix(address, "mailto:") {
		return fault.New(fault.Forbidden, "Only web and mail addresses can be opened.")
	}
	runtime.BrowserOpenURL(h.ctx, address)
	return nil
}

// ChooseFile asks for a file and returns its path, "" when the person
// cancelled.
func (h *Host) ChooseFile(title string, kinds []string) (string, error) {
	patterns := make([]string, len(kinds))
	for i, kind := range kinds {
		patterns[i] = "*" + kind
	}
	pattern := strings.Join(patterns, ";")
	path, err := runtime.OpenFileDialog(h.ctx, runtime.OpenDialogOptions{Title: title, Filters: []runtime.FileFilter{{DisplayName: pattern, Pattern: pattern}}})
	if err != nil {
		return "", fmt.Errorf("choose file: %w", err)
	}
	return path, nil
}

// SaveFile asks where to save and lets write fill the file: a temporary one
// beside it, which takes its place when it is whole. A cancelled dialog gives
// an empty path.
func (h *Host) SaveFile(name string, write func(io.Writer) error) (bindings.SavedFile, error) {
	path, err := runtime.SaveFileDialog(h.ctx, runtime.SaveDialogOptions{DefaultFilename: name})
	if err != nil {
		return bindings.SavedFile{}, fmt.Errorf("choose file: %w", err)
	}
	if path == "" {
		return bindings.SavedFile{}, nil
	}
	file, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-")
	if err != nil {
		return bindings.SavedFile{}, cannotWrite(err)
	}
	defer func() { _ = os.Remove(file.Name()) }()
	out := bufio.NewWriterSize(file, 1<<20)
	if err := write(out); err != nil {
		_ = file.Close()
		return bindings.SavedFile{}, err
	}
	if err := errors.Join(out.Flush(), file.Close()); err != nil {
		return bindings.SavedFile{}, cannotWrite(err)
	}
	if err := os.Rename(file.Name(), path); err != nil {
		return bindings.SavedFile{}, cannotWrite(err)
	}
	return bindings.SavedFile{Path: path, Name: name}, nil
}

func cannotWrite(err error) error {
	return fault.New(fault.Unavailable, fmt.Sprintf("The file can't be written: %v. Choose another place.", err))
}
