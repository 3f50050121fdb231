package contracts

import (
	"context"
	"fmt"

	"portico/backend/store"
)

// PersonQuery says which stretch of the overview by signer is wanted.
type PersonQuery struct {
	Search string // in names, emails and logins
	UserID int64  // this one alone; 0 for all
	After  string
	Limit  int
}

// PersonRow is one line of the overview by signer.
type PersonRow struct {
	UserID       int64
	Name         string
	NameKey      string
	Email        string
	Waiting      int // documents that wait for their signature
	Signed       int // signatures in force
	LastSignedAt store.Time
}

// People returns a stretch of those who have something to sign or have signed:
// the overview by signer (DOC-7). Whoever is waited for comes first, then by
// name.
func (s *Service) People(ctx context.Context, query PersonQuery) (store.Page[PersonRow], error) {
	condition, args := "1 = 1", []any{}
	if search := store.ParseSearch(query.Search); !search.IsEmpty() {
		words, values := search.Plain().Condition("COALESCE(u.plain_key, u.search_key)")
		condition, args = condition+" AND "+words, append(args, values...)
	}
	if query.UserID != 0 {
		condition, args = condition+" AND u.id = ?", append(args, query.UserID)
	}
	from := "1 = 1"
	if query.After != "" {
		var idle, id int64
		var name string
		if err := store.ParseCursor(query.After, &idle, &name, &id); err != nil {
			return store.Page[PersonRow]{}, err
		}
		from, args = "(waiting = 0, name_key, user_id) > (?, ?, ?)", append(args, idle, name, id)
	}
	limit := store.Limit(query.Limit)
	var found []struct {
		PersonRow
		Total int
	}
	err := s.Store.Read(ctx).Raw(`WITH turn AS (SELECT u.id AS user_id, COUNT(DISTINCT d.id) AS waiting`+openLines+" AND "+mayFill+` GROUP BY u.id),
		done AS (SELECT g.user_id, COUNT(*) AS signed, MAX(g.signed_at) AS last_signed_at FROM signatures g CROSS JOIN documents d ON d.id = g.document_id AND d.version = g.version WHERE g.withdrawn_at IS NULL GROUP BY g.user_id),
		people AS (SELECT u.id AS user_id, `+personName+` AS name, u.name_key, u.email, COALESCE(t.waiting, 0) AS waiting, COALESCE(n.signed, 0) AS signed, n.last_signed_at, COUNT(*) OVER () AS total
		FROM (SELECT user_id FROM turn UNION SELECT user_id FROM done) x CROSS JOIN users u ON u.id = x.user_id LEFT JOIN turn t ON t.user_id = u.id LEFT JOIN done n ON n.user_id = u.id WHERE `+condition+`)
		SELECT * FROM people WHERE `+from+" ORDER BY waiting = 0, name_key, user_id LIMIT ?", append(args, limit+1)...).Scan(&found).Error
	if err != nil {
		return store.Page[PersonRow]{}, fmt.Errorf("list signers: %w", err)
	}
	rows := make([]PersonRow, len(found))
	count := 0
	for i, one := range found {
		rows[i], count = one.PersonRow, min(one.Total, store.CountLimit+1)
	}
	page := store.Cut(rows, limit, func(row PersonRow) string {
		idle := 0
		if row.Waiting == 0 {
			idle = 1
		}
		return store.Cursor(idle, row.NameKey, row.UserID)
	})
	page.Count = count
	return page, nil
}
