package audit

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"portico/backend/store"
)

// Query says which entries are wanted. Zero fields don't filter.
type Query struct {
	Search      string // in the names of who acted and of what was changed: 3 characters or more
	ActorKind   ActorKind
	SubjectKind string
	SubjectID   int64 // with SubjectKind
	Action      string
	From        store.Time // at or after it
	Until       store.Time // before it
	After       string     // cursor
	Limit       int
}

// MinSearch is how many characters a search needs; a shorter one finds nothing.
const MinSearch = 3

// filter returns the query as a condition on audit_entries e.
func (q Query) filter() (string, []any) {
	where, args := []string{"1 = 1"}, []any{}
	add := func(given bool, condition string, values ...any) {
		if given {
			where, args = append(where, condition), append(args, values...)
		}
	}
	add(q.ActorKind != "", "e.actor_kind = ?", q.ActorKind)
	add(q.SubjectKind != "", "e.subject_kind = ?", q.SubjectKind)
	add(q.SubjectID != 0, "e.subject_id = ?", q.SubjectID)
	add(q.Action != "", "e.action = ?", q.Action)
	add(!q.From.IsZero(), "e.at >= ?", q.From)
	add(!q.Until.IsZero(), "e.at < ?", q.Until)
	if search := store.Clean(q.Search); search != "" {
		// A string in FTS5's own quotes is plain text, whatever stands in it.
		add(true, "e.id IN (SELECT rowid FROM audit_search WHERE audit_search MATCH ?)", `"`+strings.ReplaceAll(search, `"`, `""`)+`"`)
		add(len([]rune(search)) < MinSearch, "1 = 0")
	}
	return strings.Join(where, " AND "), args
}

// columns are those of an entry, read as what they should be, so that one that
// was tampered with can still be looked at.
const columns = `e.id, CAST(e.at AS INTEGER) AS at, e.actor_kind, CAST(e.actor_id AS INTEGER) AS actor_id, e.actor_name, e.address, e.request_id,
	e.action, e.subject_kind, CAST(e.subject_id AS INTEGER) AS subject_id, e.subject_name, e.before, e.after, e.previous, e.hash`

// List returns a stretch of the entries, newest first. Entries are numbered
// without a gap in the order of time, so that the number is the place.
func (l *Log) List(ctx context.Context, query Query) (store.Page[Entry], error) {
	filter, args := query.filter()
	var page store.Page[Entry]
	var count int
	if query.After == "" {
		if err := l.store.Read(ctx).Raw("SELECT COUNT(*) FROM (SELECT 1 FROM audit_entries e WHERE "+filter+" LIMIT ?)", append(slices.Clone(args), store.CountLimit+1)...).Scan(&count).Error; err != nil {
			return page, fmt.Errorf("count audit entries: %w", err)
		}
	} else {
		var id int64
		if err := store.ParseCursor(query.After, &id); err != nil {
			return page, err
		}
		filter, args = filter+" AND e.id < ?", append(args, id)
	}
	limit := store.Limit(query.Limit)
	var rows []Entry
	if err := l.store.Read(ctx).Raw("SELECT "+columns+" FROM audit_entries e WHERE "+filter+" ORDER BY e.id DESC LIMIT ?", append(args, limit+1)...).Scan(&rows).Error; err != nil {
		return page, fmt.Errorf("list audit entries: %w", err)
	}
	page = store.Cut(rows, limit, func(e Entry) string { return store.Cursor(e.ID) })
	page.Count = count
	return page, nil
}

// Kinds are what the entries can be filtered by.
type Kinds struct {
	Subjects []string
	Actions  []string
}

// Kinds returns the kinds of subjects and the actions that stand in the log,
// each found by one step along its index.
func (l *Log) Kinds(ctx context.Context) (Kinds, error) {
	var kinds Kinds
	for column, into := range map[string]*[]string{"subject_kind": &kinds.Subjects, "action": &kinds.Actions} {
		err := l.store.Read(ctx).Raw(`WITH RECURSIVE found (value) AS (
			SELECT MIN(` + column + `) FROM audit_entries
			UNION ALL SELECT (SELECT MIN(` + column + `) FROM audit_entries WHERE ` + column + ` > found.value) FROM found WHERE found.value IS NOT NULL
		) SELECT value FROM found WHERE value IS NOT NULL`).Scan(into).Error
		if err != nil {
			return Kinds{}, fmt.Errorf("find kinds of audit entries: %w", err)
		}
	}
	return kinds, nil
}
