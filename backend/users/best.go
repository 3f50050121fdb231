package users

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"portico/backend/access"
	"portico/backend/store"
)

// Best returns at most limit users for what somebody typed who looks for one
// of them: whoever is called just that first, by name, email or login, then
// those of whom one of these begins so, those in whom each word begins a word,
// and last those who have the words anywhere; by name among equals.
func (s *Service) Best(ctx context.Context, typed string, limit int) ([]User, error) {
	search := store.ParseSearch(typed)
	if search.IsEmpty() {
		return []User{}, nil
	}
	from, to := store.PrefixRange(search.Whole())
	var ids []int64
	for _, query := range []string{
		"SELECT id FROM users INDEXED BY users_name WHERE name_key >= ? AND name_key < ? ORDER BY name_key, id LIMIT ?",
		"SELECT user_id AS id FROM user_identifiers WHERE key >= ? AND key < ? ORDER BY key LIMIT ?",
	} {
		var some []int64
		err := s.store.Read(ctx).Raw(query, from, to, limit).Scan(&some).Error
		if err != nil {
			return nil, fmt.Errorf("find users who begin so: %w", err)
		}
		ids = appendNew(ids, some)
	}
	if len(ids) < limit {
		few, err := s.Matching(ctx, access.ForAdministrator(), Query{search: search.Beginnings()}, 4*limit)
		if err != nil {
			return nil, err
		}
		ids = appendNew(ids, few)
	}
	if len(ids) < limit {
		some, err := s.Matching(ctx, access.ForAdministrator(), Query{search: search}, 4*limit)
		if err != nil {
			return nil, err
		}
		ids = appendNew(ids, some)
	}
	found := []User{}
	if err := s.store.Read(ctx).Where("id IN ?", ids).Find(&found).Error; err != nil {
		return nil, fmt.Errorf("find users: %w", err)
	}
	rank := func(u User) int { return s.rankOf(u, search) }
	slices.SortFunc(found, func(a, b User) int {
		return cmp.Or(rank(a)-rank(b), cmp.Compare(a.NameKey, b.NameKey), cmp.Compare(a.ID, b.ID))
	})
	return found[:min(limit, len(found))], nil
}

// rankOf is 0 for the best.
func (s *Service) rankOf(u User, search store.Search) int {
	names := []string{store.Fold(u.Name()), u.NameKey, u.EmailKey, u.LoginKey}
	begins := func(name string) bool { return strings.HasPrefix(name, search.Whole()) }
	switch {
	case slices.Contains(names, search.Whole()):
		return 0
	case slices.ContainsFunc(names, begins):
		return 1
	case search.Beginnings().Plain().Matches(store.Plain(strings.Join(names[1:], " "))):
		return 2
	}
	return 3
}

func appendNew(ids, more []int64) []int64 {
	for _, id := range more {
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}
