package settings

import (
	"context"
	"encoding/json"
	"fmt"

	"gorm.io/gorm/clause"

	"portico/backend/fault"
)

// The limits of preferences.
const (
	maxPreferences     = 200
	maxPreferenceName  = 100
	maxPreferenceValue = 4096
)

// Preferences are how the administrator likes the interface to be, such as the
// columns of a list: JSON values by name. They change nothing for anybody else,
// so that no audit entry is written.
func (s *Service) Preferences(ctx context.Context) (map[string]json.RawMessage, error) {
	preferences := map[string]json.RawMessage{}
	return preferences, s.load(ctx, "preferences", &preferences)
}

// SavePreference keeps one preference. It returns an Invalid fault for a value
// that is no JSON or too long.
func (s *Service) SavePreference(ctx context.Context, name string, value json.RawMessage) error {
	if name == "" || len(name) > maxPreferenceName || len(value) > maxPreferenceValue || !json.Valid(value) {
		return fault.New(fault.Invalid, "This can't be remembered.")
	}
	return s.store.InTx(ctx, func(ctx context.Context) error {
		preferences, err := s.Preferences(ctx)
		if err != nil {
			return err
		}
		if _, known := preferences[name]; !known && len(preferences) >= maxPreferences {
			return fault.New(fault.Invalid, "No more can be remembered.")
		}
		preferences[name] = value
		text, err := json.Marshal(preferences)
		if err == nil {
			err = s.store.Write(ctx).Clauses(clause.OnConflict{UpdateAll: true}).Create(&row{Name: "preferences", Value: string(text), UpdatedAt: s.store.Now()}).Error
		}
		if err != nil {
			return fmt.Errorf("save preference: %w", err)
		}
		return nil
	})
}
