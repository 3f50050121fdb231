package organizations

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"portico/backend/store"
)

// chunk is how many values one query of a bulk asks for.
const chunk = 500

// ByIDs returns organizations by id, for the program's own use. Missing ones
// are left out.
func (s *Service) ByIDs(ctx context.Context, ids []int64) ([]Organization, error) {
	return inChunks(ctx, s, "id IN ?", ids)
}

// ByExternalIDs returns the organizations that other systems call so.
func (s *Service) ByExternalIDs(ctx context.Context, externalIDs []string) ([]Organization, error) {
	return inChunks(ctx, s, "external_id IN ? AND external_id <> ''", externalIDs)
}

func inChunks[T any](ctx context.Context, s *Service, condition string, values []T) ([]Organization, error) {
	var found []Organization
	for some := range slices.Chunk(values, chunk) {
		var rows []Organization
		if err := s.store.Read(ctx).Where(condition, some).Find(&rows).Error; err != nil {
			return nil, fmt.Errorf("find organizations: %w", err)
		}
		found = append(found, rows...)
	}
	return found, nil
}

// ByNames returns the organizations below a parent (0 for the top, -1 for
// anywhere) that have one of these names, whatever its case; at most limit.
func (s *Service) ByNames(ctx context.Context, parentID int64, names []string, limit int) ([]Organization, error) {
	keys := make([]string, len(names))
	for i, name := range names {
		keys[i] = store.Fold(name)
	}
	query := s.store.Read(ctx).Where("name_key IN ?", keys)
	if parentID >= 0 {
		query = query.Where("COALESCE(parent_id, 0) = ?", parentID)
	}
	var found []Organization
	if err := query.Order("id").Limit(limit).Find(&found).Error; err != nil {
		return nil, fmt.Errorf("find organizations: %w", err)
	}
	return found, nil
}

// KnownNames returns which of these names some organization has, folded, with
// a few queries for all of them.
func (s *Service) KnownNames(ctx context.Context, names map[string]struct{}) (map[string]struct{}, error) {
	known := map[string]struct{}{}
	for some := range slices.Chunk(slices.Collect(maps.Keys(names)), 500) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		var found []string
		if err := s.store.Read(ctx).Raw("SELECT DISTINCT name_key FROM organizations WHERE name_key IN ?", some).Scan(&found).Error; err != nil {
			return nil, fmt.Errorf("look for names: %w", err)
		}
		for _, name := range found {
			known[name] = struct{}{}
		}
	}
	return known, nil
}

// IsEmpty reports whether the site has no organization yet.
func (s *Service) IsEmpty(ctx context.Context) (bool, error) {
	var one []int64
	if err := s.store.Read(ctx).Raw("SELECT id FROM organizations LIMIT 1").Scan(&one).Error; err != nil {
		return false, fmt.Errorf("look for organizations: %w", err)
	}
	return len(one) == 0, nil
}

// Below returns what stands below an organization: id and parent only, the
// upper before the lower.
func (s *Service) Below(ctx context.Context, o Organization) ([]Organization, error) {
	from, to := store.PathRange(o.Path)
	var found []Organization
	err := s.store.Read(ctx).Select("id", "parent_id", "level", "name").Where("path > ? AND path < ?", from, to).Order("level").Find(&found).Error
	if err != nil {
		return nil, fmt.Errorf("find branch: %w", err)
	}
	return found, nil
}

// PathNames splits a path of names ("A › B › C") into its names. It returns one
// name for a text that has no separator.
func PathNames(text string) []string {
	for _, separator := range []string{"›", " > ", " / ", " » ", "\\"} {
		if !strings.Contains(text, separator) {
			continue
		}
		var names []string
		for _, name := range strings.Split(text, separator) {
			if name = store.Clean(name); name != "" {
				names = append(names, name)
			}
		}
		return names
	}
	return []string{store.Clean(text)}
}

// PathSeparator stands between the names of a path.
const PathSeparator = " › "
