package store

import "context"

// InReadTx runs work that reads in one transaction of a reader: everything
// that Read gives with that context shows the site as it was at the first
// query, whatever is written beside it. Nobody waits for it. Inside a writing
// transaction it joins that one.
func (s *Store) InReadTx(ctx context.Context, work func(ctx context.Context) error) error {
	if _, inside := ctx.Value(transactionKey{}).(*transaction); inside {
		return work(ctx)
	}
	db := s.reader.WithContext(ctx).Begin()
	if db.Error != nil {
		return db.Error
	}
	defer db.Rollback() // there is nothing to commit
	return work(context.WithValue(ctx, transactionKey{}, &transaction{db: db}))
}
