package allotments

import (
	"context"
	"fmt"

	"portico/backend/access"
	"portico/backend/store"
)

// Changes returns the newest lines of an allotment's history within the scope,
// newest first. after is Page.Next of the page before.
func (s *Service) Changes(ctx context.Context, scope access.Scope, id int64, after string, limit int) (store.Page[HistoryRow], error) {
	if _, err := s.Find(ctx, scope, id); err != nil {
		return store.Page[HistoryRow]{}, err
	}
	condition, args := "", []any{id}
	if after != "" {
		var last int64
		if err := store.ParseCursor(after, &last); err != nil {
			return store.Page[HistoryRow]{}, err
		}
		condition, args = " AND c.id < ?", append(args, last)
	}
	limit = store.Limit(limit)
	var rows []HistoryRow
	err := s.Store.Read(ctx).Raw(`SELECT c.*, COALESCE(o.name, '') AS other, COALESCE(o.path, '') AS other_path FROM allotment_changes c
		LEFT JOIN allotments a ON a.id = c.other_id LEFT JOIN organizations o ON o.id = a.organization_id
		WHERE c.allotment_id = ?`+condition+" ORDER BY c.id DESC LIMIT ?", append(args, limit+1)...).Scan(&rows).Error
	if err != nil {
		return store.Page[HistoryRow]{}, fmt.Errorf("read history of allotment: %w", err)
	}
	page := store.Cut(rows, limit, func(r HistoryRow) string { return store.Cursor(r.ID) })
	page.Count = store.NotCounted
	for i := range page.Items {
		if row := &page.Items[i]; row.Other != "" && !scope.SeesPath(row.OtherPath) {
			row.Other = "" // the other side of a transfer from above is not theirs to see
		}
	}
	return page, nil
}

// HistoryRow is one line of the history with the other side of a transfer.
type HistoryRow struct {
	Change
	Other     string // the organization's name, "" for none
	OtherPath string
}
