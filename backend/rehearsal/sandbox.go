package rehearsal

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/gofrs/flock"

	"portico/backend"
	"portico/backend/fault"
	"portico/backend/mail"
)

const (
	folderBeginning = "portico-rehearsal-"
	lockName        = "rehearsal.lock"
	// youngFolder is how old a folder without a lock must be before it counts
	// as left over: another program may be just about to lock it.
	youngFolder = time.Minute
	// closingTime is how long requests under way may take when it closes.
	closingTime = 2 * time.Second
)

// sandbox is a copy of the site in a folder of its own, with a listener on a
// free port of this machine. It is closed once, and leaves nothing.
type sandbox struct {
	*backend.Backend
	base      string // "http://127.0.0.1:40123"
	folder    string
	lock      *flock.Flock
	server    *http.Server
	served    chan struct{}
	lastMail  int64 // mails beyond this id were made here
	closeOnce sync.Once
	closeErr  error
}

// openSandbox copies the site into a new folder inside parent ("" is the
// system's folder for temporary files) and serves it. wrap stands around its
// handler where it is given.
func openSandbox(ctx context.Context, site *backend.Backend, parent string, wrap func(http.Handler) http.Handler) (_ *sandbox, err error) {
	if parent == "" {
		parent = os.TempDir()
	}
	s := &sandbox{}
	defer func() {
		if err != nil {
			_ = s.Close()
		}
	}()
	if s.folder, err = os.MkdirTemp(parent, folderBeginning+"*"); err != nil {
		return nil, fault.New(fault.Unavailable, fmt.Sprintf("The sandbox can't be made in %s: %v. Make room there, or let the system's folder for temporary files be another.", parent, reason(err)))
	}
	s.lock = flock.New(filepath.Join(s.folder, lockName))
	if held, err := s.lock.TryLock(); err != nil || !held {
		return nil, fmt.Errorf("lock sandbox: %w", errors.Join(err, errors.New("it is in use")))
	}
	socket, err := (&net.ListenConfig{}).Listen(ctx, "tcp4", "127.0.0.1:0")
	if err != nil {
		return nil, fault.New(fault.Unavailable, fmt.Sprintf("No port of this machine can be listened on: %v.", err))
	}
	listen := socket.Addr().String()
	s.base = "http://" + listen
	s.Backend, err = site.OpenSandbox(ctx, filepath.Join(s.folder, "site"), listen)
	if err != nil {
		_ = socket.Close()
		return nil, inSandbox(err, parent)
	}
	if err := s.Store.Read(ctx).Raw("SELECT COALESCE(MAX(id), 0) FROM outbox").Scan(&s.lastMail).Error; err != nil {
		_ = socket.Close()
		return nil, fmt.Errorf("read sandbox: %w", err)
	}
	s.serve(socket, wrap)
	return s, nil
}

// inSandbox says of a fault with the disk where it was: the site itself has
// nothing to do with it.
func inSandbox(err error, parent string) error {
	if f := fault.As(err); f != nil && f.Code == fault.Unavailable {
		return fault.New(fault.Unavailable, fmt.Sprintf("The copy can't be made in %s. %s", parent, f.Message))
	}
	return err
}

func (s *sandbox) serve(socket net.Listener, wrap func(http.Handler) http.Handler) {
	var handler http.Handler = s.Portal
	if wrap != nil {
		handler = wrap(handler)
	}
	s.server = &http.Server{
		Handler: handler, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 30 * time.Second, WriteTimeout: time.Minute,
		IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 32 << 10, ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelDebug),
	}
	s.served = make(chan struct{})
	go func() {
		defer close(s.served)
		_ = s.server.Serve(socket) // ends with Close
	}()
}

// Close stops the listener, closes the copy and removes its folder.
func (s *sandbox) Close() error {
	s.closeOnce.Do(func() {
		var errs []error
		if s.server != nil {
			ctx, cancel := context.WithTimeout(context.Background(), closingTime)
			if s.server.Shutdown(ctx) != nil {
				_ = s.server.Close() // whoever is still being answered is cut off
			}
			cancel()
			<-s.served
		}
		if s.Backend != nil {
			errs = append(errs, s.Backend.Close())
		}
		if s.lock != nil {
			errs = append(errs, s.lock.Unlock())
		}
		if s.folder != "" {
			errs = append(errs, os.RemoveAll(s.folder))
		}
		s.closeErr = errors.Join(errs...)
	})
	return s.closeErr
}

// mailTo returns the text of the newest mail of a kind to somebody that was
// made in the sandbox.
func (s *sandbox) mailTo(ctx context.Context, email, kind string) (mail.Content, error) {
	var id int64
	err := s.Store.Read(ctx).Raw("SELECT COALESCE(MAX(id), 0) FROM outbox WHERE id > ? AND to_email = ? AND kind = ?", s.lastMail, email, kind).Scan(&id).Error
	if err != nil {
		return mail.Content{}, fmt.Errorf("find mail: %w", err)
	}
	if id == 0 {
		return mail.Content{}, errNoMail
	}
	return s.Outbox.Read(ctx, everything, id)
}

var errNoMail = errors.New("there is no such mail")

// sweep removes folders that an earlier rehearsal left behind when its program
// was ended. What another program has in use stays.
func sweep(parent string) {
	if parent == "" {
		parent = os.TempDir()
	}
	entries, err := os.ReadDir(parent)
	if err != nil {
		return
	}
	for _, entry := range entries {
		if !entry.IsDir() || !strings.HasPrefix(entry.Name(), folderBeginning) {
			continue
		}
		folder := filepath.Join(parent, entry.Name())
		if isLeftOver(folder) {
			_ = os.RemoveAll(folder) // somebody else's can't be removed
		}
	}
}

func isLeftOver(folder string) bool {
	path := filepath.Join(folder, lockName)
	if _, err := os.Stat(path); err != nil {
		info, err := os.Stat(folder)
		return err == nil && time.Since(info.ModTime()) > youngFolder
	}
	lock := flock.New(path)
	held, err := lock.TryLock()
	if err != nil || !held {
		return false
	}
	_ = lock.Unlock()
	return true
}

func reason(err error) error {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return pathErr.Err
	}
	return err
}
