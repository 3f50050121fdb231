package main

import (
	"context"
	"encoding/json"
	"log/slog"

	"portico/backend"
	"portico/backend/fault"
	"portico/backend/samples"
	"portico/backend/store"
)

type demoCommand struct {
	siteFlags
	Listen string `default:"127.0.0.1:8787" placeholder:"ADDRESS:PORT" help:"Where the demo site will be served; its links start with it."`
}

// Run makes the demo site and prints it as one JSON object, and nothing else.
func (c demoCommand) Run(ctx context.Context, to streams) error {
	if c.Data == "" {
		return fault.New(fault.Invalid, "Name an empty folder for the demo site with --data DIR.")
	}
	b, err := backend.Open(ctx, backend.Config{
		Folder: c.Data, KeyFolder: c.KeyFolder, Keyring: true, Listen: c.Listen, MustBeNew: true, IsSample: true,
		Log: slog.New(slog.NewTextHandler(to.err, nil)),
	})
	if err != nil {
		return err
	}
	demo, err := samples.Build(ctx, b, "http://"+c.Listen)
	if closeErr := b.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		store.Discard(c.Data)
		return err
	}
	encoder := json.NewEncoder(to.out)
	encoder.SetIndent("", "  ")
	return encoder.Encode(demo)
}
