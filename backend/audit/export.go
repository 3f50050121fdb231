package audit

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"time"

	"portico/backend/sheets"
	"portico/backend/store"
)

// Export writes the entries of a query, newest first: as CSV or XLSX, with
// every cell defused (SEC-38), or as JSON lines with the hashes, from which the
// chain can be checked elsewhere. done is told how many are written.
func (l *Log) Export(ctx context.Context, to io.Writer, format string, query Query, done func(int64)) error {
	write, end, err := exporter(to, format)
	if err != nil {
		return err
	}
	query.Limit = store.PageLimit
	written := int64(0)
	// Entries are never changed, and new ones stand before the cursor.
	for {
		page, err := l.List(ctx, query)
		if err != nil {
			return err
		}
		for _, entry := range page.Items {
			if err := write(entry); err != nil {
				return fmt.Errorf("export audit log: %w", err)
			}
		}
		written += int64(len(page.Items))
		done(written)
		if query.After = page.Next; query.After == "" {
			break
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	return end()
}

func exporter(to io.Writer, format string) (write func(Entry) error, end func() error, err error) {
	if format == "jsonl" {
		encoder := json.NewEncoder(to)
		return func(e Entry) error { return encoder.Encode(e.record()) }, func() error { return nil }, nil
	}
	kind := sheets.CSV
	if format == "xlsx" {
		kind = sheets.XLSX
	}
	out, err := sheets.NewWriter(to, kind, "Audit log")
	if err != nil {
		return nil, nil, err
	}
	if err := out.Write([]string{"Number", "Time (UTC)", "Who", "Kind", "From address", "Action", "What", "Id", "Name", "Before", "After", "Request", "Hash"}); err != nil {
		return nil, nil, fmt.Errorf("export audit log: %w", err)
	}
	write = func(e Entry) error {
		return out.Write([]string{
			strconv.FormatInt(e.ID, 10), e.At.UTC().Format(time.RFC3339Nano), e.ActorName, string(e.ActorKind), e.Address, e.Action,
			e.SubjectKind, strconv.FormatInt(e.SubjectID, 10), e.SubjectName, e.Before, e.After, e.RequestID, e.Hash,
		})
	}
	return write, out.Close, nil
}

// record is an entry as a JSON line: everything that its hash is made of.
func (e Entry) record() map[string]any {
	return map[string]any{
		"id": e.ID, "at": e.At.UnixMilli(), "actor_kind": e.ActorKind, "actor_id": e.ActorID, "actor_name": e.ActorName, "address": e.Address,
		"request_id": e.RequestID, "action": e.Action, "subject_kind": e.SubjectKind, "subject_id": e.SubjectID, "subject_name": e.SubjectName,
		"before": e.Before, "after": e.After, "previous": e.Previous, "hash": e.Hash,
	}
}
