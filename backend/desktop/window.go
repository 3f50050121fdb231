package desktop

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"portico/backend"
)

// ProgramName is what window managers call the window, and the name of the
// folder in which WebKit keeps its files. It is not "portico", so that they
// don't lie among the site's own.
const ProgramName = "portico-window"

// The least size at which every screen works, in pixels.
const (
	MinWidth  = 960
	MinHeight = 640
)

// Window remembers the window's size on this machine, in a small file beside
// the master keys.
type Window struct {
	file   string // "" when no folder is known: nothing is remembered
	Width  int    `json:"width"`
	Height int    `json:"height"`
}

// LoadWindow reads the size that was remembered. A file that is missing or
// can't be read gives the default size.
func LoadWindow(folder string) *Window {
	window := &Window{Width: 1360, Height: 900}
	if folder == "" {
		var err error
		if folder, err = backend.DefaultKeyFolder(); err != nil {
			return window
		}
	}
	window.file = filepath.Join(folder, "window.json")
	if text, err := os.ReadFile(window.file); err == nil {
		_ = json.Unmarshal(text, window)
	}
	return window
}

// Size returns the size in pixels, never under the least.
func (w *Window) Size() (width, height int) {
	return max(w.Width, MinWidth), max(w.Height, MinHeight)
}

// Fit returns the remembered size cut to a screen of so many pixels, so that a
// window never begins beyond its edges; 0 for a screen that is not known.
func (w *Window) Fit(screenWidth, screenHeight int) (width, height int) {
	width, height = w.Size()
	if screenWidth > 0 && screenHeight > 0 {
		width, height = min(width, screenWidth), min(height, screenHeight)
	}
	return width, height
}

// Remember keeps a size.
func (w *Window) Remember(width, height int) error {
	w.Width, w.Height = width, height
	if w.file == "" {
		return nil
	}
	text, err := json.Marshal(w)
	if err == nil {
		err = os.MkdirAll(filepath.Dir(w.file), 0o700)
	}
	if err == nil {
		err = os.WriteFile(w.file, text, 0o600)
	}
	if err != nil {
		return fmt.Errorf("remember window: %w", err)
	}
	return nil
}
