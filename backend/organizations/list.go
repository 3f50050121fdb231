package organizations

import (
	"context"
	"fmt"

	"portico/backend/access"
	"portico/backend/store"
)

// Query says which stretch of the list is wanted. Zero fields don't filter.
type Query struct {
	Search    string // all words, as store.Search says
	Status    string
	Level     int
	Allotment string
	LinkID    int64  // the registration link through which the organization registered
	Sort      string // "name" (default), "level", "created"; "-" before it turns it round
	After     string // cursor
	Limit     int
	SkipCount bool // Count is not wanted now: Page.Count is store.NotCounted where it would take time
}

// RowCountLimit is how far the counts in a row go; one more means "and more".
const RowCountLimit = 1000

// Row is one line of a list.
type Row struct {
	ID                int64
	Name              string
	NameKey           string
	ParentID          int64
	ParentName        string
	Path              string
	Level             int
	ResponseAllotment string
	Status            string
	Managers          int64 // given directly; at most RowCountLimit + 1
	Children          int64 // directly below; at most RowCountLimit + 1
	CreatedAt         store.Time
}

// List returns a stretch of the organizations within the scope.
func (s *Service) List(ctx context.Context, scope access.Scope, query Query) (store.Page[Row], error) {
	g, err := s.ground(ctx, query.selection(scope))
	if err != nil {
		return store.Page[Row]{}, err
	}
	page, err := s.rows(ctx, g)
	if err == nil && page.Count == store.NotCounted && !query.SkipCount {
		page.Count, err = s.count(ctx, g)
	}
	return page, err
}

// Count returns how many organizations within the scope match in all, at most
// store.CountLimit + 1.
func (s *Service) Count(ctx context.Context, scope access.Scope, query Query) (int, error) {
	g, err := s.ground(ctx, query.selection(scope))
	if err != nil {
		return 0, err
	}
	return s.count(ctx, g)
}

func (q Query) selection(scope access.Scope) selection {
	wanted := selection{
		kinds: func(k kind) bool {
			return (q.Status == "" || k.Status == q.Status) && (q.Level == 0 || k.Level == q.Level) && (q.Allotment == "" || k.ResponseAllotment == q.Allotment)
		},
		search: store.ParseSearch(q.Search), linkID: q.LinkID, order: orderOf(q.Sort), after: q.After, limit: store.Limit(q.Limit),
	}
	wanted.limitTo(scope)
	return wanted
}

func (w *selection) limitTo(scope access.Scope) {
	if scope.Kind() != access.Administrator {
		w.within, w.withinArgs = scope.OrganizationsSQL("o")
	}
}

// Children returns a stretch of the organizations directly below one (0 for
// the top), by name.
func (s *Service) Children(ctx context.Context, scope access.Scope, parentID int64, status, after string, limit int) (store.Page[Row], error) {
	wanted := selection{
		kinds: func(k kind) bool {
			return (status == "" || k.Status == status) && (k.Level == 1) == (parentID == 0)
		},
		order: orderOf("name"), after: after, limit: store.Limit(limit), parentID: parentID,
	}
	wanted.limitTo(scope)
	g, err := s.ground(ctx, wanted)
	if err != nil {
		return store.Page[Row]{}, err
	}
	return s.rows(ctx, g)
}

// rows reads a page with everything that a list shows, which is looked up for
// the rows of the page alone.
func (s *Service) rows(ctx context.Context, g ground) (store.Page[Row], error) {
	var found []struct {
		Row
		Total int
	}
	load := func(again bool) (stretch, error) {
		chosen, err := s.stretch(ctx, g, again)
		if err != nil {
			return chosen, err
		}
		total := "0"
		if chosen.gathered {
			total = "(SELECT COUNT(*) FROM matched)"
		}
		return chosen, s.store.Read(ctx).Raw(fmt.Sprintf(`%[1]s SELECT %[2]s AS total, o.id, o.name, o.name_key, COALESCE(o.parent_id, 0) AS parent_id,
			COALESCE(p.name, '') AS parent_name, o.path, o.level, o.response_allotment, o.status, o.created_at,
			(SELECT COUNT(*) FROM (SELECT 1 FROM user_organizations uo WHERE uo.organization_id = o.id LIMIT %[3]d)) AS managers,
			(SELECT COUNT(*) FROM (SELECT 1 FROM organizations c WHERE COALESCE(c.parent_id, 0) = +o.id LIMIT %[3]d)) AS children
			FROM page CROSS JOIN organizations o ON o.id = page.id LEFT JOIN organizations p ON p.id = o.parent_id ORDER BY %[4]s`,
			chosen.with, total, RowCountLimit+1, g.wanted.order.by("page")), chosen.args...).Scan(&found).Error
	}
	chosen, err := load(false)
	if err == nil && chosen.limited && len(found) <= g.wanted.limit {
		found = nil
		chosen, err = load(true)
	}
	if err != nil {
		return store.Page[Row]{}, fmt.Errorf("list organizations: %w", err)
	}
	rows := make([]Row, len(found))
	for i, one := range found {
		rows[i] = one.Row
	}
	page := store.Cut(rows, g.wanted.limit, g.wanted.order.cursor)
	page.Count = store.NotCounted
	switch {
	case g.onlyKinds():
		page.Count = min(g.size, store.CountLimit+1)
	case chosen.gathered && len(found) > 0:
		page.Count = min(found[0].Total, store.CountLimit+1)
	case chosen.gathered && g.wanted.after == "":
		page.Count = 0
	}
	return page, nil
}
