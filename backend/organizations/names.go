package organizations

import (
	"context"
	"fmt"
	"strings"

	"portico/backend/fault"
	"portico/backend/store"
)

// refuseTakenName returns an Invalid fault when a sibling other than except
// has the name, whatever its case. What a person types must be unique (ORG-2).
func (s *Service) refuseTakenName(ctx context.Context, parentID int64, name string, except int64) error {
	taken, err := s.isTaken(ctx, parentID, name, except)
	if err != nil || !taken {
		return err
	}
	return &fault.Error{Code: fault.Invalid, Message: "Please check the marked fields.", Fields: map[string]string{
		"name": "An organization at this place already has this name.",
	}}
}

func (s *Service) isTaken(ctx context.Context, parentID int64, name string, except int64) (bool, error) {
	var found []int64
	err := s.store.Read(ctx).Raw("SELECT id FROM organizations WHERE COALESCE(parent_id, 0) = ? AND name_key = ? AND id <> ? LIMIT 1",
		parentID, store.Fold(name), except).Scan(&found).Error
	if err != nil {
		return false, fmt.Errorf("look for name: %w", err)
	}
	return len(found) > 0, nil
}

// freeName returns the name, or where a sibling has it already the name with
// the city, else with the lowest free number from 2 on.
func (s *Service) freeName(ctx context.Context, parentID int64, name, city string) (string, error) {
	candidates := []string{name}
	if city != "" {
		candidates = append(candidates, addition(name, city))
	}
	for _, candidate := range candidates {
		taken, err := s.isTaken(ctx, parentID, candidate, 0)
		if err != nil || !taken {
			return candidate, err
		}
	}
	// One query for all numbered names, instead of one for each number.
	var keys []string
	from := store.Fold(addition(name, ""))
	from = strings.TrimSuffix(from, ")")
	err := s.store.Read(ctx).Raw("SELECT name_key FROM organizations WHERE COALESCE(parent_id, 0) = ? AND name_key >= ? AND name_key < ?",
		parentID, from, from+"\U0010FFFF").Scan(&keys).Error
	if err != nil {
		return "", fmt.Errorf("look for free name: %w", err)
	}
	taken := make(map[string]bool, len(keys))
	for _, key := range keys {
		taken[key] = true
	}
	for number := 2; ; number++ {
		if candidate := addition(name, fmt.Sprint(number)); !taken[store.Fold(candidate)] {
			return candidate, nil
		}
	}
}

// addition returns "name (words)", the name cut so that the whole stays within
// MaxName.
func addition(name, words string) string {
	tail := " (" + words + ")"
	runes := []rune(name)
	if room := MaxName - 12; len(runes) > room && len([]rune(tail)) <= 12 {
		runes = runes[:room]
	}
	return strings.TrimSpace(string(runes)) + tail
}

func plural(n int64, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// inWords joins "a", "b" and "c".
func inWords(parts []string) string {
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	return strings.Join(parts[:len(parts)-1], ", ") + " and " + parts[len(parts)-1]
}
