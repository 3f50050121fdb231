package backend

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"

	"portico/backend/fault"
	"portico/backend/secrets"
	"portico/backend/settings"
	"portico/backend/store"
)

// OpenSandbox copies the site as it is now into an empty folder and opens the
// copy, for trying things out (TST-1). Every link in it starts with
// http://listen, an "address:port" of this machine.
//
// The copy's master key is handed over in memory and is written nowhere. Nobody
// is signed in and no limit was reached yet; the audit anchor stays with the site
// itself. A sandbox sends no mail and calls nobody: every mail is held.
func (b *Backend) OpenSandbox(ctx context.Context, folder, listen string) (*Backend, error) {
	if err := refuseSameFolder(b.Store.Folder(), folder); err != nil {
		return nil, fault.New(fault.Invalid, "The sandbox can't lie inside the data folder. Let the system's folder for temporary files be another.")
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("make sandbox: %w", err)
	}
	if err := b.Store.Snapshot(ctx, filepath.Join(folder, store.FileName)); err != nil {
		return nil, err
	}
	config := b.config
	config.Folder, config.Listen, config.MustBeNew, config.sandboxOf = folder, listen, false, b.key
	sandbox, err := Open(ctx, config)
	if err != nil {
		return nil, err
	}
	if err := sandbox.cleanCopy(ctx, listen); err != nil {
		return nil, errors.Join(err, sandbox.Close())
	}
	return sandbox, nil
}

// cleanCopy makes a copy stand by itself: signed out, with its own address.
func (b *Backend) cleanCopy(ctx context.Context, listen string) error {
	if _, _, err := net.SplitHostPort(listen); err != nil {
		return fmt.Errorf("open sandbox: %w", err)
	}
	return b.Store.InTx(ctx, func(ctx context.Context) error {
		for _, statement := range []string{
			"DELETE FROM sessions", "DELETE FROM limits", "UPDATE outbox SET state = 'held' WHERE state = 'queued'",
		} {
			if err := b.Store.Write(ctx).Exec(statement).Error; err != nil {
				return fmt.Errorf("clean sandbox: %w", err)
			}
		}
		return b.Settings.SaveListener(ctx, settings.Listener{Address: "127.0.0.1", Port: 8787, PublicAddress: "http://" + listen})
	})
}

// AtEnd has a function called when the site closes, before anything of the
// site is: the last one given is called first.
func (b *Backend) AtEnd(work func()) {
	b.endings.Lock()
	defer b.endings.Unlock()
	b.ending = append(b.ending, work)
}

func (b *Backend) end() {
	b.endings.Lock()
	work := b.ending
	b.ending = nil
	b.endings.Unlock()
	for _, one := range slices.Backward(work) {
		one()
	}
}

// keyOf returns the site's row and its master key: for a sandbox the one that
// was handed over, else the one that its keychain keeps.
func keyOf(ctx context.Context, s *store.Store, config Config) (site, secrets.Key, error) {
	if config.sandboxOf.IsZero() {
		return identify(ctx, s, secrets.OpenKeychain(config.KeyFolder, config.Keyring), config.IsSample)
	}
	var row site
	if err := s.Read(ctx).Take(&row).Error; err != nil {
		return site{}, secrets.Key{}, fmt.Errorf("identify sandbox: %w", err)
	}
	if config.sandboxOf.Check() != row.KeyCheck {
		return site{}, secrets.Key{}, errors.New("identify sandbox: the key is of another site")
	}
	return row, config.sandboxOf, nil
}
