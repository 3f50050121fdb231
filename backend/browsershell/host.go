package browsershell

import "portico/backend/bindings"

// Host is what a browser does for the bridge: the interface itself copies,
// opens and saves there.
type Host struct{}

// Shell returns "browser".
func (Host) Shell() string { return "browser" }

// CopyText fails: the interface copies by itself.
func (Host) CopyText(string) error { return errNoDialog }

// OpenAddress fails: the interface opens a tab by itself.
func (Host) OpenAddress(string) error { return errNoDialog }

// SaveFile returns the file for the interface to offer as a download.
func (Host) SaveFile(name string, data []byte) (bindings.SavedFile, error) {
	return bindings.SavedFile{Name: name, Text: string(data)}, nil
}
