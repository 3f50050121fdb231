package store

import (
	"context"

	"gorm.io/gorm"
)

type transactionKey struct{}

type transaction struct {
	db     *gorm.DB
	commit []func()
}

// InTx runs work in one transaction that the context carries: everything that
// Write and Read do with that context belongs to it. A call inside another
// joins the outer transaction. An error or panic takes all of it back.
//
// Nothing slow belongs inside (no hashing, mail, PDF or dialog): there is one
// writer, and everybody else waits.
func (s *Store) InTx(ctx context.Context, work func(ctx context.Context) error) error {
	if _, inside := ctx.Value(transactionKey{}).(*transaction); inside {
		return work(ctx)
	}
	tx := &transaction{}
	err := s.writer.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		tx.db = db
		return work(context.WithValue(ctx, transactionKey{}, tx))
	})
	if err != nil {
		return err
	}
	for _, after := range tx.commit {
		after()
	}
	return nil
}

// AfterCommit runs a function once the transaction in ctx has been committed,
// and never if it is taken back. Outside a transaction it runs at once.
func (s *Store) AfterCommit(ctx context.Context, after func()) {
	if tx, inside := ctx.Value(transactionKey{}).(*transaction); inside {
		tx.commit = append(tx.commit, after)
		return
	}
	after()
}

// Write returns the handle for changes: the transaction in ctx, else the one
// writing connection, where each statement is a transaction of its own.
func (s *Store) Write(ctx context.Context) *gorm.DB {
	if tx, inside := ctx.Value(transactionKey{}).(*transaction); inside {
		return tx.db.WithContext(ctx)
	}
	return s.writer.WithContext(ctx)
}

// Read returns the handle for queries: the transaction in ctx, so that it sees
// its own changes, else a reader that can't write.
func (s *Store) Read(ctx context.Context) *gorm.DB {
	if tx, inside := ctx.Value(transactionKey{}).(*transaction); inside {
		return tx.db.WithContext(ctx)
	}
	return s.reader.WithContext(ctx)
}
