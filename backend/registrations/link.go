package registrations

import (
	"context"
	"fmt"

	"portico/backend/store"
)

// Link is a registration link with its counters (LNK-1). The default link is
// the one behind Copy URL.
type Link struct {
	ID         int64 `gorm:"primaryKey"`
	Name       string
	IsDefault  bool
	Copied     int64
	Opened     int64
	Registered int64
	CreatedAt  store.Time `gorm:"autoCreateTime:false"`
}

// TableName is the table of links.
func (Link) TableName() string { return "registration_links" }

// defaultLink returns the default link. A read before the site has one gives
// an empty Link.
func (s *Service) defaultLink(ctx context.Context) (Link, error) {
	var links []Link
	if err := s.Store.Read(ctx).Where("is_default = ?", true).Limit(1).Find(&links).Error; err != nil {
		return Link{}, fmt.Errorf("find default link: %w", err)
	}
	if len(links) == 0 {
		return Link{}, nil
	}
	return links[0], nil
}

// EnsureDefaultLink makes the default link of a new site.
func (s *Service) EnsureDefaultLink(ctx context.Context) error {
	err := s.Store.Write(ctx).Exec("INSERT INTO registration_links (name, is_default, created_at) SELECT 'Copy URL', 1, ? WHERE NOT EXISTS (SELECT 1 FROM registration_links WHERE is_default = 1)", s.Store.Now()).Error
	if err != nil {
		return fmt.Errorf("make default link: %w", err)
	}
	return nil
}

// CountCopy notes that the administrator copied the default link.
func (s *Service) CountCopy(ctx context.Context) error {
	if err := s.Store.Write(ctx).Exec("UPDATE registration_links SET copied = copied + 1 WHERE is_default = 1").Error; err != nil {
		return fmt.Errorf("count copy of link: %w", err)
	}
	return nil
}

// CountOpening notes that the registration page was opened. Openings are
// gathered and written by FlushOpenings; a kill may lose some (LNK-3).
func (s *Service) CountOpening() { s.opened.Add(1) }

// FlushOpenings writes the gathered openings.
func (s *Service) FlushOpenings(ctx context.Context) error {
	gathered := s.opened.Swap(0)
	if gathered == 0 {
		return nil
	}
	if err := s.Store.Write(ctx).Exec("UPDATE registration_links SET opened = opened + ? WHERE is_default = 1", gathered).Error; err != nil {
		s.opened.Add(gathered)
		return fmt.Errorf("count openings: %w", err)
	}
	return nil
}
