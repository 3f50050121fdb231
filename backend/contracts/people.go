package contracts

import (
	"context"
	"fmt"
	"slices"

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

// searchedPeople is the search index of users.
var searchedPeople = store.SearchIndex{Table: "users", Column: "search_key"}

// People returns a stretch of those who have something to sign or have signed:
// the overview by signer (DOC-7). Whoever is waited for comes first, then by
// name.
func (s *Service) People(ctx context.Context, query PersonQuery) (store.Page[PersonRow], error) {
	from, first := "signing_people p", []any(nil)
	condition, args := "1 = 1", []any{}
	if search := store.ParseSearch(query.Search); !search.IsEmpty() {
		plan, err := s.Store.PlanSearch(ctx, searchedPeople, search, store.CountLimit)
		if err != nil {
			return store.Page[PersonRow]{}, err
		}
		from += " CROSS JOIN users u ON u.id = p.user_id"
		if plan.Few {
			from, first = plan.FromHits("u")
			from += " CROSS JOIN signing_people p ON p.user_id = u.id"
		}
		condition, args = plan.Condition("u")
	}
	if query.UserID != 0 {
		condition, args = condition+" AND p.user_id = ?", append(args, query.UserID)
	}
	args = append(first, args...)
	var count int
	if err := s.Store.Read(ctx).Raw("SELECT COUNT(*) FROM (SELECT 1 FROM "+from+" WHERE "+condition+" LIMIT ?)", append(slices.Clone(args), store.CountLimit+1)...).Scan(&count).Error; err != nil {
		return store.Page[PersonRow]{}, fmt.Errorf("count signers: %w", err)
	}
	if query.After != "" {
		var idle, id int64
		var name string
		if err := store.ParseCursor(query.After, &idle, &name, &id); err != nil {
			return store.Page[PersonRow]{}, err
		}
		condition, args = condition+" AND (p.is_idle, p.name_key, p.user_id) > (?, ?, ?)", append(args, idle, name, id)
	}
	limit := store.Limit(query.Limit)
	var rows []PersonRow
	err := s.Store.Read(ctx).Raw(`SELECT p.user_id, `+personName+` AS name, p.name_key, u.email, p.waiting, p.signed,
		(SELECT g.signed_at FROM signatures g CROSS JOIN documents d ON d.id = g.document_id WHERE g.user_id = p.user_id AND d.version = g.version AND g.withdrawn_at IS NULL ORDER BY g.signed_at DESC LIMIT 1) AS last_signed_at
		FROM (SELECT p.user_id FROM `+from+" WHERE "+condition+" ORDER BY p.is_idle, p.name_key, p.user_id LIMIT ?) page CROSS JOIN signing_people p ON p.user_id = page.user_id CROSS JOIN users u ON u.id = p.user_id ORDER BY p.is_idle, p.name_key, p.user_id", append(args, limit+1)...).Scan(&rows).Error
	if err != nil {
		return store.Page[PersonRow]{}, fmt.Errorf("list signers: %w", err)
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
