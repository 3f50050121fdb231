package purchases

import (
	"context"
	"fmt"

	"portico/backend/access"
	"portico/backend/store"
)

// Query says which stretch of the list is wanted. Zero fields don't filter.
type Query struct {
	State          State
	Problem        bool  // those to be decided alone
	OrganizationID int64 // at or below
	After          string
	Limit          int
}

// Row is one line of the list.
type Row struct {
	Order
	Organization string
	Assessment   string
}

const rowColumns = `d.*, o.name AS organization, (SELECT a.name FROM assessments a WHERE a.id = d.assessment_id) AS assessment`

// List returns a stretch of the orders within the scope, newest first.
func (s *Service) List(ctx context.Context, scope access.Scope, query Query) (store.Page[Row], error) {
	condition, args := within(scope)
	if query.State != "" {
		condition, args = condition+" AND d.state = ?", append(args, query.State)
	}
	if query.Problem {
		condition += " AND d.problem <> ''"
	}
	if query.OrganizationID != 0 {
		o, err := s.Organizations.Find(ctx, scope, query.OrganizationID)
		if err != nil {
			return store.Page[Row]{}, err
		}
		from, to := store.PathRange(o.Path)
		condition, args = condition+" AND o.path >= ? AND o.path < ?", append(args, from, to)
	}
	const from = " FROM orders d JOIN organizations o ON o.id = d.organization_id WHERE "
	var count int
	if err := s.Store.Read(ctx).Raw("SELECT COUNT(*) FROM (SELECT 1"+from+condition+" LIMIT ?)", append(append([]any{}, args...), store.CountLimit+1)...).Scan(&count).Error; err != nil {
		return store.Page[Row]{}, fmt.Errorf("count orders: %w", err)
	}
	if query.After != "" {
		var at, id int64
		if err := store.ParseCursor(query.After, &at, &id); err != nil {
			return store.Page[Row]{}, err
		}
		condition, args = condition+" AND (d.created_at, d.id) < (?, ?)", append(args, at, id)
	}
	limit := store.Limit(query.Limit)
	var rows []Row
	if err := s.Store.Read(ctx).Raw("SELECT "+rowColumns+from+condition+" ORDER BY d.created_at DESC, d.id DESC LIMIT ?", append(args, limit+1)...).Scan(&rows).Error; err != nil {
		return store.Page[Row]{}, fmt.Errorf("list orders: %w", err)
	}
	page := store.Cut(rows, limit, func(r Row) string { return store.Cursor(r.CreatedAt.UnixMilli(), r.ID) })
	page.Count = count
	return page, nil
}

// Find returns one order within the scope. Another's answers exactly as a
// missing one: a NotFound fault (SEC-33).
func (s *Service) Find(ctx context.Context, scope access.Scope, id int64) (Row, error) {
	condition, args := within(scope)
	var rows []Row
	err := s.Store.Read(ctx).Raw("SELECT "+rowColumns+" FROM orders d JOIN organizations o ON o.id = d.organization_id WHERE d.id = ? AND "+condition, append([]any{id}, args...)...).Scan(&rows).Error
	if err != nil {
		return Row{}, fmt.Errorf("find order: %w", err)
	}
	if len(rows) == 0 {
		return Row{}, errNotFound
	}
	return rows[0], nil
}

// Attention counts what waits for the administrator, each at most
// store.CountLimit + 1.
type Attention struct{ Awaiting, Problems int64 }

// Attention returns how many orders wait for the money by invoice, and how many
// for a decision.
func (s *Service) Attention(ctx context.Context) (Attention, error) {
	var counts Attention
	err := s.Store.Read(ctx).Raw(`SELECT (SELECT COUNT(*) FROM (SELECT 1 FROM orders WHERE state = 'awaiting' AND payment = 'invoice' LIMIT @most)) AS awaiting,
		(SELECT COUNT(*) FROM (SELECT 1 FROM orders WHERE problem <> '' LIMIT @most)) AS problems`, map[string]any{"most": store.CountLimit + 1}).Scan(&counts).Error
	if err != nil {
		return counts, fmt.Errorf("count orders: %w", err)
	}
	return counts, nil
}
