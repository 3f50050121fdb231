// Package settings keeps what the administrator sets for the whole site.
//
// Each group of settings is one JSON value under a name of its own. A group
// that was never saved has its defaults. There is no cache: a change counts
// from the next request, in every instance.
package settings

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"portico/backend/audit"
	"portico/backend/store"
)

// Service reads and saves settings. It is safe for concurrent use.
type Service struct {
	store  *store.Store
	log    *audit.Log
	listen string
}

// New returns the settings of a site. listen is an "address:port" from the
// command line that goes before the listener's own settings, or "".
func New(s *store.Store, log *audit.Log, listen string) *Service {
	return &Service{store: s, log: log, listen: listen}
}

// FixedListen returns the "address:port" of the command line, which goes
// before what is saved; "" for none.
func (s *Service) FixedListen() string { return s.listen }

type row struct {
	Name      string `gorm:"primaryKey"`
	Value     string
	UpdatedAt store.Time
}

func (row) TableName() string { return "settings" }

// load reads a group into value, which holds the defaults before.
func (s *Service) load(ctx context.Context, name string, value any) error {
	var r row
	err := s.store.Read(ctx).First(&r, "name = ?", name).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read %s settings: %w", name, err)
	}
	if err := json.Unmarshal([]byte(r.Value), value); err != nil {
		return fmt.Errorf("read %s settings: %w", name, err)
	}
	return nil
}

// ChangedAt returns when the settings that partners feel were last saved; the
// zero Time before the first.
func (s *Service) ChangedAt(ctx context.Context) (store.Time, error) {
	var at store.Time
	err := s.store.Read(ctx).Raw("SELECT MAX(updated_at) FROM settings WHERE name IN ('general', 'portal', 'users', 'listener')").Row().Scan(&at)
	if err != nil {
		return at, fmt.Errorf("find last change of settings: %w", err)
	}
	return at, nil
}

// save writes a group and the audit entry of what changed in it.
func (s *Service) save(ctx context.Context, name, title string, before, after any) error {
	text, err := json.Marshal(after)
	if err != nil {
		return fmt.Errorf("save %s settings: %w", name, err)
	}
	return s.store.InTx(ctx, func(ctx context.Context) error {
		r := row{Name: name, Value: string(text), UpdatedAt: s.store.Now()}
		if err := s.store.Write(ctx).Clauses(clause.OnConflict{UpdateAll: true}).Create(&r).Error; err != nil {
			return fmt.Errorf("save %s settings: %w", name, err)
		}
		return s.log.Record(ctx, audit.Change{
			Action: "settings.save", Subject: audit.Subject{Kind: "settings", Name: title}, Before: before, After: after,
		})
	})
}
