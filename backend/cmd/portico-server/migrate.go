package main

import (
	"context"
	"fmt"
	"log/slog"

	"portico/backend"
)

type migrateCommand struct{ siteFlags }

// Run opens the site, which brings its schema up to date, and closes it.
func (c migrateCommand) Run(ctx context.Context, to streams) error {
	b, err := backend.Open(ctx, backend.Config{Folder: c.Data, KeyFolder: c.KeyFolder, Keyring: true, Log: slog.New(slog.NewTextHandler(to.err, nil))})
	if err != nil {
		return err
	}
	if err := b.Close(); err != nil {
		return err
	}
	_, err = fmt.Fprintf(to.out, "The site in %s is up to date.\n", b.Store.Folder())
	return err
}
