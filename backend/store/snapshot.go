package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
)

// Snapshot writes the site as it is at this moment to a new file, which is
// then a whole site of its own. Others go on reading and writing meanwhile.
//
// The file must not be there yet. What is wrong with the disk comes back as a
// fault in words (SEC-48); half a file is removed.
func (s *Store) Snapshot(ctx context.Context, path string) error {
	// A connection of its own: the writer stays free for everybody else, and
	// the readers may not write anywhere.
	db, err := migrationHandle(filepath.Join(s.folder, FileName))
	if err != nil {
		return fmt.Errorf("copy site: %w", err)
	}
	defer db.Close()
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", path); err != nil {
		for _, ending := range []string{"", "-journal", "-wal", "-shm"} {
			_ = os.Remove(path + ending)
		}
		if explained := Explain(err); explained != nil {
			return explained
		}
		return fmt.Errorf("copy site: %w", err)
	}
	return os.Chmod(path, 0o600)
}
