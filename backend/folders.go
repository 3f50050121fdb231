package backend

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"portico/backend/fault"
)

// DefaultFolder returns the data folder of the person who is signed in to this
// machine: by the XDG base directories on Linux, in the local application data
// on Windows.
func DefaultFolder() (string, error) {
	if runtime.GOOS == "windows" {
		if local := os.Getenv("LOCALAPPDATA"); local != "" {
			return filepath.Join(local, "Portico", "data"), nil
		}
	}
	if data := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(data) {
		return filepath.Join(data, "portico"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", fault.New(fault.Unavailable, "No home folder is known. Name a data folder with --data DIR.")
	}
	if runtime.GOOS == "darwin" {
		return filepath.Join(home, "Library", "Application Support", "Portico", "data"), nil
	}
	return filepath.Join(home, ".local", "share", "portico"), nil
}

// DefaultKeyFolder returns the folder with the master keys and the anchors of
// the audit log, which is never the data folder (SEC-45).
func DefaultKeyFolder() (string, error) {
	config, err := os.UserConfigDir()
	if err != nil {
		return "", fault.New(fault.Unavailable, "No configuration folder is known. Name a folder for the master keys with --key-folder DIR.")
	}
	return filepath.Join(config, "portico"), nil
}

// refuseSameFolder keeps the master key out of the data folder: whoever copies
// the one must not have the other too (SEC-45).
func refuseSameFolder(data, keys string) error {
	a, errA := resolve(data)
	b, errB := resolve(keys)
	if err := errors.Join(errA, errB); err != nil {
		return fmt.Errorf("find folders: %w", err)
	}
	if inside, err := filepath.Rel(a, b); err == nil && inside != ".." && !strings.HasPrefix(inside, ".."+string(filepath.Separator)) {
		return fault.New(fault.Invalid, "The folder with the master keys can't be the data folder or lie inside it. Choose another with --key-folder DIR.")
	}
	return nil
}

// resolve returns the real place of a folder that may not be there yet.
func resolve(folder string) (string, error) {
	whole, err := filepath.Abs(folder)
	if err != nil {
		return "", err
	}
	missing := ""
	for at := whole; ; at = filepath.Dir(at) {
		if real, err := filepath.EvalSymlinks(at); err == nil {
			return filepath.Join(real, missing), nil
		}
		if at == filepath.Dir(at) {
			return whole, nil
		}
		missing = filepath.Join(filepath.Base(at), missing)
	}
}
