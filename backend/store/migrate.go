package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"github.com/glebarez/sqlite"
	"github.com/pressly/goose/v3"

	"portico/backend/fault"
)

//go:embed migrations/sqlite/*.sql
var migrations embed.FS

const sqliteHeader = "SQLite format 3\x00"

// quickCheckLimit is the size in bytes up to which a file is checked whole at
// opening; beyond it that would be work at start-up that can wait.
const quickCheckLimit = 64 << 20

// checkFile refuses a file that is no SQLite database or is damaged, without
// changing it.
func checkFile(ctx context.Context, path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if info.Size() == 0 {
		return fault.New(fault.Unavailable, fmt.Sprintf("The database %s is empty. If there never was a site in this folder, delete the file and start again; else restore a backup.", path))
	}
	file, err := os.Open(path)
	if err != nil {
		return fault.New(fault.Unavailable, fmt.Sprintf("The database %s can't be read: %v.", path, cause(err)))
	}
	header := make([]byte, len(sqliteHeader))
	_, err = io.ReadFull(file, header)
	_ = file.Close()
	if err != nil || string(header) != sqliteHeader {
		return errDamaged
	}
	if info.Size() > quickCheckLimit {
		return nil
	}
	db, err := migrationHandle(path)
	if err != nil {
		return err
	}
	defer db.Close()
	var verdict string
	if err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&verdict); err != nil {
		return err
	}
	if verdict != "ok" {
		return errDamaged
	}
	return nil
}

// migrate brings the schema up to date on a handle of its own, with foreign
// keys off while tables may be rebuilt and checked afterwards.
func (s *Store) migrate(ctx context.Context, path string, exists bool) error {
	db, err := migrationHandle(path)
	if err != nil {
		return err
	}
	defer db.Close()
	files, err := fs.Sub(migrations, "migrations/sqlite")
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, files)
	if err != nil {
		return fmt.Errorf("read migrations: %w", err)
	}
	if exists {
		if err := refuseForeign(ctx, db); err != nil {
			return err
		}
	}
	current, target, err := provider.GetVersions(ctx)
	if err != nil {
		return fmt.Errorf("read schema version: %w", err)
	}
	if current > target {
		return fault.New(fault.Conflict, fmt.Sprintf("This site was last used by a newer Portico (schema %d, this program knows %d). Install the newer version; nothing was changed.", current, target))
	}
	if current == target {
		return nil
	}
	if current > 0 {
		if err := s.snapshotBefore(ctx, db, current); err != nil {
			return err
		}
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("migrate schema: %w", err)
	}
	return checkForeignKeys(ctx, db)
}

func migrationHandle(path string) (*sql.DB, error) {
	query := url.Values{"_pragma": {"busy_timeout(10000)", "journal_mode(WAL)", "foreign_keys(0)", "synchronous(FULL)"}, "_txlock": {"immediate"}}
	db, err := sql.Open(sqlite.DriverName, (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath(), RawQuery: query.Encode()}).String())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	return db, nil
}

// refuseForeign refuses a database that some other program made.
func refuseForeign(ctx context.Context, db *sql.DB) error {
	var tables, ours int
	err := db.QueryRowContext(ctx, "SELECT COUNT(*), COALESCE(SUM(name IN ('goose_db_version', 'site')), 0) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").Scan(&tables, &ours)
	if err != nil {
		return err
	}
	if tables > 0 && ours == 0 {
		return fault.New(fault.Conflict, "The file portico.db in this folder is no Portico database. Choose another data folder; nothing was changed.")
	}
	return nil
}

func (s *Store) snapshotBefore(ctx context.Context, db *sql.DB, version int64) error {
	folder := filepath.Join(s.folder, "snapshots")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return fmt.Errorf("make snapshot folder: %w", err)
	}
	name := fmt.Sprintf("before-upgrade-from-%d-%s.db", version, s.clock.Now().Format("20060102-150405"))
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", filepath.Join(folder, name)); err != nil {
		return fmt.Errorf("make snapshot before upgrade: %w", err)
	}
	return nil
}

func checkForeignKeys(ctx context.Context, db *sql.DB) error {
	rows, err := db.QueryContext(ctx, "PRAGMA foreign_key_check")
	if err != nil {
		return err
	}
	defer rows.Close()
	if rows.Next() {
		return errors.New("migrate schema: a row points at one that does not exist")
	}
	return rows.Err()
}
