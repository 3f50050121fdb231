// Package store keeps the site in one SQLite file.
//
// It opens the file with one writing connection and a pool of readers that
// can't write, brings the schema up to date, and carries transactions in the
// context so that services compose inside one. It knows no business noun.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/glebarez/sqlite"
	"github.com/gofrs/flock"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"portico/backend/clock"
	"portico/backend/fault"
)

// FileName is the database's name inside a data folder.
const FileName = "portico.db"

// Store is an open site. It is safe for concurrent use.
type Store struct {
	writer *gorm.DB
	reader *gorm.DB
	folder string
	clock  clock.Clock
	lock   *flock.Flock
}

// Options say what to open.
type Options struct {
	Folder string      // the data folder; made when missing
	Clock  clock.Clock // the machine's clock when nil
	Log    *slog.Logger
	// MustBeNew refuses a folder that already holds a site.
	MustBeNew bool
}

// Open opens the site in a data folder, making it when there is none, and
// brings its schema up to date (after a snapshot, when it held data).
//
// It returns a fault in words for a person when the folder can't be written,
// is in use by another Portico, or holds a file that is damaged, newer than
// this program or no Portico database at all. Nothing is changed then.
func Open(ctx context.Context, options Options) (*Store, error) {
	if options.Clock == nil {
		options.Clock = clock.System{}
	}
	if err := prepareFolder(options.Folder); err != nil {
		return nil, err
	}
	path := filepath.Join(options.Folder, FileName)
	_, statErr := os.Stat(path)
	exists := statErr == nil
	if exists && options.MustBeNew {
		return nil, fault.New(fault.Conflict, fmt.Sprintf("The folder %s already holds a site. Choose an empty folder.", options.Folder))
	}
	lock, err := lockFolder(options.Folder)
	if err != nil {
		return nil, err
	}
	s := &Store{folder: options.Folder, clock: options.Clock, lock: lock}
	if err := s.open(ctx, path, exists); err != nil {
		_ = s.Close()
		if !exists {
			Discard(options.Folder) // half a new site is worth nothing, and would stand in the way
		}
		if explained := Explain(err); explained != nil {
			return nil, explained
		}
		return nil, fmt.Errorf("open site: %w", err)
	}
	return s, nil
}

// Discard removes the database that was just made in a folder, after it could
// not be finished. It is never called on a site that was there before.
func Discard(folder string) {
	for _, ending := range []string{"", "-wal", "-shm"} {
		_ = os.Remove(filepath.Join(folder, FileName+ending))
	}
}

func (s *Store) open(ctx context.Context, path string, exists bool) error {
	if exists {
		if err := checkFile(ctx, path); err != nil {
			return err
		}
	}
	if err := s.migrate(ctx, path, exists); err != nil {
		return err
	}
	var err error
	if s.writer, err = connect(path, 1, false); err != nil {
		return err
	}
	s.reader, err = connect(path, max(4, runtime.NumCPU()), true)
	return err
}

// Folder returns the data folder.
func (s *Store) Folder() string { return s.folder }

// Clock returns the clock that the site goes by.
func (s *Store) Clock() clock.Clock { return s.clock }

// Now returns the present moment as it is stored, in whole milliseconds.
func (s *Store) Now() Time { return At(s.clock.Now()) }

// Ready reports whether the site answers a query.
func (s *Store) Ready(ctx context.Context) error {
	var one int
	return s.reader.WithContext(ctx).Raw("SELECT 1 FROM site").Scan(&one).Error
}

// Close ends all connections and frees the folder. The write-ahead log is
// folded into the file, so that a copy of the one file is the whole site.
func (s *Store) Close() error {
	var errs []error
	for _, db := range []*gorm.DB{s.reader, s.writer} {
		if db == nil {
			continue
		}
		if db == s.writer {
			db.Exec("PRAGMA optimize")
		}
		pool, err := db.DB()
		if err == nil {
			err = pool.Close()
		}
		errs = append(errs, err)
	}
	if s.lock != nil {
		errs = append(errs, s.lock.Unlock())
	}
	return errors.Join(errs...)
}

// connect opens a pool. busy_timeout stands first, so that the pragmas after
// it already wait for a lock instead of failing.
func connect(path string, connections int, readOnly bool) (*gorm.DB, error) {
	pool, err := sql.Open(sqlite.DriverName, dsn(path, readOnly))
	if err != nil {
		return nil, err
	}
	pool.SetMaxOpenConns(connections)
	pool.SetMaxIdleConns(connections)
	pool.SetConnMaxLifetime(0)
	db, err := gorm.Open(&sqlite.Dialector{Conn: pool}, &gorm.Config{
		SkipDefaultTransaction: true,
		PrepareStmt:            true,
		TranslateError:         true,
		NowFunc:                func() time.Time { return time.Now().UTC() },
		Logger:                 logger.Discard,
	})
	if err != nil {
		_ = pool.Close()
		return nil, err
	}
	return db, nil
}

func dsn(path string, readOnly bool) string {
	query := url.Values{}
	pragmas := []string{"busy_timeout(10000)", "journal_mode(WAL)", "foreign_keys(1)"}
	if readOnly {
		pragmas = append(pragmas, "query_only(1)", "cache_size(-16000)", "mmap_size(268435456)")
	} else {
		pragmas = append(pragmas, "synchronous(FULL)", "cache_size(-32000)")
		query.Set("_txlock", "immediate")
	}
	query["_pragma"] = append(pragmas, "temp_store(MEMORY)")
	return (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath(), RawQuery: query.Encode()}).String()
}

func prepareFolder(folder string) error {
	if folder == "" {
		return fault.New(fault.Invalid, "No data folder was given. Name one with --data DIR.")
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return fault.New(fault.Unavailable, fmt.Sprintf("The data folder %s can't be made: %v. Choose a folder that you may write to.", folder, cause(err)))
	}
	probe, err := os.CreateTemp(folder, ".write-*")
	if err != nil {
		return fault.New(fault.Unavailable, fmt.Sprintf("The data folder %s can't be written to: %v. Choose a folder that you may write to, or make room on the disk.", folder, cause(err)))
	}
	_ = probe.Close()
	return os.Remove(probe.Name())
}

func lockFolder(folder string) (*flock.Flock, error) {
	lock := flock.New(filepath.Join(folder, "portico.lock"))
	held, err := lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("lock data folder: %w", err)
	}
	if !held {
		return nil, fault.New(fault.Conflict, fmt.Sprintf("Portico is already running with the data folder %s. Use the window that is open, or end the other program first.", folder))
	}
	return lock, nil
}

// cause strips the operation and path that the sentence around it already has.
func cause(err error) error {
	var pathErr *os.PathError
	if errors.As(err, &pathErr) {
		return pathErr.Err
	}
	return err
}
