package registrations

import (
	"context"
	"fmt"
	"sync"
)

// openings are those of the registration page that are not written yet, by
// link.
type openings struct {
	mu     sync.Mutex
	byLink map[int64]int64 // 0 is the default link
}

func (o *openings) add(link, n int64) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.byLink == nil {
		o.byLink = map[int64]int64{}
	}
	o.byLink[link] += n
}

func (o *openings) take() map[int64]int64 {
	o.mu.Lock()
	defer o.mu.Unlock()
	taken := o.byLink
	o.byLink = nil
	return taken
}

// CountOpening notes that the registration page was opened through a link (0
// for the default one). Openings are gathered and written by FlushOpenings; a
// kill may lose some (LNK-3).
func (s *Service) CountOpening(linkID int64) { s.opened.add(linkID, 1) }

// FlushOpenings writes the gathered openings.
func (s *Service) FlushOpenings(ctx context.Context) error {
	gathered := s.opened.take()
	if len(gathered) == 0 {
		return nil
	}
	err := s.Store.InTx(ctx, func(ctx context.Context) error {
		for link, n := range gathered {
			if err := s.Store.Write(ctx).Exec("UPDATE registration_links SET opened = opened + ? WHERE id = ? OR ? = 0 AND is_default = 1", n, link, link).Error; err != nil {
				return fmt.Errorf("count openings: %w", err)
			}
		}
		return nil
	})
	if err != nil {
		for link, n := range gathered {
			s.opened.add(link, n)
		}
	}
	return err
}

// CountCopy notes that the administrator copied a link (0 for the default one).
func (s *Service) CountCopy(ctx context.Context, linkID int64) error {
	if err := s.Store.Write(ctx).Exec("UPDATE registration_links SET copied = copied + 1 WHERE id = ? OR ? = 0 AND is_default = 1", linkID, linkID).Error; err != nil {
		return fmt.Errorf("count copy of link: %w", err)
	}
	return nil
}
