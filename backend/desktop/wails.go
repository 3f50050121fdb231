// Package desktop does for the bridge what only a window can: dialogs, the
// clipboard and the system's browser. Beside main it alone knows Wails.
package desktop

import (
	"context"
	"fmt"
	"os"
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

// SaveFile asks where to save and writes the file. A cancelled dialog gives an
// empty path.
func (h *Host) SaveFile(name string, data []byte) (bindings.SavedFile, error) {
	path, err := runtime.SaveFileDialog(h.ctx, runtime.SaveDialogOptions{DefaultFilename: name})
	if err != nil {
		return bindings.SavedFile{}, fmt.Errorf("choose file: %w", err)
	}
	if path == "" {
		return bindings.SavedFile{}, nil
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		return bindings.SavedFile{}, fault.New(fault.Unavailable, fmt.Sprintf("The file can't be written: %v. Choose another place.", err))
	}
	return bindings.SavedFile{Path: path, Name: name}, nil
}
