package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"

	"portico/backend"
	"portico/backend/fault"
	"portico/backend/store"
)

type verifyAuditCommand struct{ siteFlags }

// Run checks the audit log against itself and its anchor, and names the first
// broken entry.
func (c verifyAuditCommand) Run(ctx context.Context, to streams) error {
	folder := c.Data
	if folder == "" {
		var err error
		if folder, err = backend.DefaultFolder(); err != nil {
			return err
		}
	}
	if _, err := os.Stat(filepath.Join(folder, store.FileName)); errors.Is(err, fs.ErrNotExist) {
		return fault.New(fault.NotFound, fmt.Sprintf("There is no site in %s. Name its folder with --data DIR.", folder))
	}
	b, err := backend.Open(ctx, backend.Config{Folder: folder, KeyFolder: c.KeyFolder, Keyring: true, Log: slog.New(slog.NewTextHandler(to.err, nil))})
	if err != nil {
		return err
	}
	defer b.Close()
	result, err := b.VerifyAudit(ctx, func(int64) {})
	if refused := fault.As(err); refused != nil && result.Entries > 0 && result.Broken == nil {
		fmt.Fprintf(to.out, "By itself the audit log holds: %d entries follow each other as they were written.\n", result.Entries)
	}
	if err != nil && (fault.As(err) == nil || result.Broken == nil) {
		return err
	}
	if result.Broken != nil {
		return fault.New(fault.Conflict, fmt.Sprintf("The audit log does not hold. Entry %d is the first broken one: %s. %d entries before it hold.", result.Broken.ID, result.Broken.Reason, result.Entries))
	}
	anchored := fmt.Sprintf("the anchor agrees up to entry %d", result.Anchored)
	if result.Anchored == 0 {
		anchored = "there is no anchor to compare it with, so entries cut off at the end would not show"
	}
	_, err = fmt.Fprintf(to.out, "The audit log holds: %d entries, %s.\n", result.Entries, anchored)
	return err
}
