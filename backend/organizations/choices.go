package organizations

import (
	"context"
	"fmt"
	"strings"

	"portico/backend/store"
)

// Choice is an organization in a picker.
type Choice struct {
	ID    int64
	Name  string
	Trail string // names above it, from the top, joined by " › "
	Level int
	Path  string
}

// ChoiceQuery says which organizations a picker offers: active ones only.
type ChoiceQuery struct {
	Search   string
	Level    int    // exactly this level; 0 for any
	MaxLevel int    // at most this level; 0 for any
	Under    string // path at or below which they stand; "" for anywhere
	Limit    int
}

// Choices returns the organizations that match, by name, and how many there
// are in all (at most Limit + 1).
func (s *Service) Choices(ctx context.Context, query ChoiceQuery) ([]Choice, int, error) {
	wanted := selection{
		kinds: func(k kind) bool {
			return k.Status == Active && (query.Level == 0 || k.Level == query.Level) && (query.MaxLevel == 0 || k.Level <= query.MaxLevel)
		},
		search: store.ParseSearch(query.Search), order: orderOf("name"), limit: query.Limit,
	}
	if query.Under != "" {
		from, to := store.PathRange(query.Under)
		wanted.within, wanted.withinArgs = "o.path >= ? AND o.path < ?", []any{from, to}
	}
	g, err := s.ground(ctx, wanted)
	if err != nil {
		return nil, 0, err
	}
	page, err := s.rows(ctx, g)
	if err != nil {
		return nil, 0, err
	}
	found := make([]Choice, len(page.Items))
	for i, row := range page.Items {
		found[i] = Choice{ID: row.ID, Name: row.Name, Level: row.Level, Path: row.Path}
	}
	total := len(found)
	if page.Next != "" {
		total++
	}
	return found, total, s.addTrails(ctx, found)
}

// ChoicesByID returns choices for organizations, in the order of ids; missing
// ones are left out.
func (s *Service) ChoicesByID(ctx context.Context, ids []int64) ([]Choice, error) {
	if len(ids) == 0 {
		return []Choice{}, nil
	}
	var found []Choice
	if err := s.store.Read(ctx).Raw("SELECT id, name, level, path FROM organizations WHERE id IN ?", ids).Scan(&found).Error; err != nil {
		return nil, fmt.Errorf("find organizations: %w", err)
	}
	if err := s.addTrails(ctx, found); err != nil {
		return nil, err
	}
	byID := make(map[int64]Choice, len(found))
	for _, choice := range found {
		byID[choice.ID] = choice
	}
	ordered := make([]Choice, 0, len(ids))
	for _, id := range ids {
		if choice, ok := byID[id]; ok {
			ordered = append(ordered, choice)
		}
	}
	return ordered, nil
}

// addTrails fills in the names above each choice, with one query for all.
func (s *Service) addTrails(ctx context.Context, choices []Choice) error {
	var ids []int64
	for _, choice := range choices {
		above := store.PathIDs(choice.Path)
		ids = append(ids, above[:max(0, len(above)-1)]...)
	}
	if len(ids) == 0 {
		return nil
	}
	var above []Organization
	if err := s.store.Read(ctx).Select("id", "name").Where("id IN ?", ids).Find(&above).Error; err != nil {
		return fmt.Errorf("find trails: %w", err)
	}
	names := make(map[int64]string, len(above))
	for _, o := range above {
		names[o.ID] = o.Name
	}
	for i := range choices {
		var parts []string
		for _, id := range store.PathIDs(choices[i].Path) {
			if id != choices[i].ID {
				parts = append(parts, names[id])
			}
		}
		choices[i].Trail = strings.Join(parts, " › ")
	}
	return nil
}
