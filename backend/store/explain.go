package store

import (
	"errors"
	"syscall"

	gosqlite "github.com/glebarez/go-sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"portico/backend/fault"
)

// Explain returns the fault that tells a person what is wrong with the disk or
// the file behind err, or nil when err is of another kind (SEC-48).
func Explain(err error) error {
	if f := fault.As(err); f != nil {
		return f
	}
	if errors.Is(err, syscall.ENOSPC) {
		return errDiskFull
	}
	var sqliteErr *gosqlite.Error
	if !errors.As(err, &sqliteErr) {
		return nil
	}
	switch sqliteErr.Code() & 0xff {
	case sqlite3.SQLITE_FULL:
		return errDiskFull
	case sqlite3.SQLITE_READONLY:
		return fault.New(fault.Unavailable, "The database file can't be written to. Check the permissions of the data folder; nothing was changed.")
	case sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN:
		return fault.New(fault.Unavailable, "The disk gave an error while the database was in use; nothing was changed. Check the disk, and that the data folder can be reached.")
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return errDamaged
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return fault.New(fault.Unavailable, "The database is busy with something long. Please try again in a moment.")
	}
	return nil
}

var (
	errDiskFull = fault.New(fault.Unavailable, "The disk is full; nothing was changed. Make room and try again.")
	errDamaged  = fault.New(fault.Unavailable, "The database file is damaged and was left as it is. Put a copy of it aside, then restore a backup.")
)
