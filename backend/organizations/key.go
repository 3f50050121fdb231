package organizations

import (
	"context"
	"fmt"
	"slices"

	"portico/backend/audit"
	"portico/backend/fault"
)

// Key returns the organization's present key (ORG-3), or "" where nothing can register
// under it: archived or at level 5.
func (s *Service) Key(o Organization) string {
	if !o.IsActive() || o.Level >= MaxLevel {
		return ""
	}
	return s.keys.Make(o.ID, o.KeyGeneration)
}

var errKey = fault.New(fault.Gone, "This link is not valid any more")

// ByKey returns the active organization that a key was made for. A key that is
// forged, changed in any character, cut, replaced, of another site or of an
// archived or level 5 organization gives one same Gone fault (REG-3).
func (s *Service) ByKey(ctx context.Context, key string) (Organization, error) {
	id, generation, ok := s.keys.Read(key)
	if !ok {
		return Organization{}, errKey
	}
	o, err := s.load(ctx, id)
	if fault.Is(err, fault.NotFound) {
		return Organization{}, errKey
	}
	if err != nil {
		return Organization{}, err
	}
	if o.KeyGeneration != generation || s.Key(o) == "" {
		return Organization{}, errKey
	}
	return o, nil
}

// ReplaceKey makes every earlier key of the organization useless.
func (s *Service) ReplaceKey(ctx context.Context, id int64) (Organization, error) {
	var replaced Organization
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		result := s.store.Write(ctx).Exec("UPDATE organizations SET key_generation = key_generation + 1, updated_at = ? WHERE id = ?", s.store.Now(), id)
		if result.Error != nil {
			return fmt.Errorf("replace key: %w", result.Error)
		}
		o, err := s.load(ctx, id)
		if err != nil {
			return err
		}
		replaced = o
		return s.log.Record(ctx, audit.Change{Action: "organization.replace_key", Subject: subject(o), After: map[string]any{"generation": o.KeyGeneration}})
	})
	return replaced, err
}

// Keyed is an organization with its key, for the kit that partners get.
type Keyed struct {
	Choice
	Status string
	Key    string // "" where nothing can register under it
}

// Keyed returns organizations with their keys, in the order of ids; missing
// ones are left out.
func (s *Service) Keyed(ctx context.Context, ids []int64) ([]Keyed, error) {
	keyed := make([]Keyed, 0, len(ids))
	for part := range slices.Chunk(ids, 500) {
		choices, err := s.ChoicesByID(ctx, part)
		if err != nil {
			return nil, err
		}
		var found []Organization
		if err := s.store.Read(ctx).Select("id", "level", "status", "key_generation").Where("id IN ?", part).Find(&found).Error; err != nil {
			return nil, fmt.Errorf("find keys: %w", err)
		}
		byID := make(map[int64]Organization, len(found))
		for _, o := range found {
			byID[o.ID] = o
		}
		for _, choice := range choices {
			o := byID[choice.ID]
			keyed = append(keyed, Keyed{Choice: choice, Status: o.Status, Key: s.Key(o)})
		}
	}
	return keyed, nil
}
