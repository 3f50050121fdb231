package guide

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"portico/backend/store"
)

const (
	weeksShown   = 12
	historyKept  = 5 * time.Minute // how long the weeks that are over are not counted anew
	weekLimit    = 2000            // a spark needs no more of a week
	weekDuration = 7 * 24 * time.Hour
)

// history is how figures came about, week by week, oldest first; the last week
// ends now. A row is nil where a week has more than weekLimit.
type history struct {
	organizations []int64 // how many there were at each week's end
	signIns       []int64
	responses     []int64 // that were made
}

// historyCache keeps the last history for a while. It is safe for concurrent
// use.
type historyCache struct {
	mu     sync.Mutex
	at     time.Time
	active int64
	known  history
}

func (c *historyCache) of(ctx context.Context, s *store.Store, now time.Time, active int64) (history, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if age := now.Sub(c.at); age >= 0 && age < historyKept && c.active == active {
		return c.known, nil
	}
	known, err := readHistory(ctx, s, now, active)
	if err == nil {
		c.known, c.at, c.active = known, now, active
	}
	return known, err
}

func readHistory(ctx context.Context, s *store.Store, now time.Time, active int64) (history, error) {
	var known history
	made, err := countWeeks(ctx, s, now, "SELECT 1 FROM organizations WHERE created_at >= ? AND created_at < ? AND status = 'active'")
	if err != nil {
		return known, err
	}
	if made != nil {
		known.organizations = make([]int64, weeksShown)
		for i := weeksShown - 1; i >= 0; i-- {
			known.organizations[i] = active
			active -= made[i]
		}
	}
	if known.responses, err = countWeeks(ctx, s, now, "SELECT 1 FROM responses WHERE created_at >= ? AND created_at < ?"); err != nil {
		return known, err
	}
	// Entries are numbered in the order of time, so that a week is a range of
	// ids, which the index by action has.
	known.signIns, err = countWeeks(ctx, s, now, `SELECT 1 FROM audit_entries WHERE action = 'signin.in'
		AND id >= (SELECT COALESCE((SELECT id FROM audit_entries WHERE at >= ? ORDER BY at, id LIMIT 1), 9e18))
		AND id < (SELECT COALESCE((SELECT id FROM audit_entries WHERE at >= ? ORDER BY at, id LIMIT 1), 9e18))`)
	return known, err
}

// countWeeks counts the rows of each week along an index; rows takes the week's
// begin and end. It returns nil where a week has more than weekLimit.
func countWeeks(ctx context.Context, s *store.Store, now time.Time, rows string) ([]int64, error) {
	parts, args := make([]string, weeksShown), []any{}
	for i := range parts {
		end := now.Add(-time.Duration(weeksShown-1-i) * weekDuration)
		parts[i] = fmt.Sprintf("SELECT %d AS week, COUNT(*) AS count FROM (%s LIMIT %d)", i, rows, weekLimit+1)
		// Now itself belongs to the last week.
		args = append(args, store.At(end.Add(-weekDuration+time.Millisecond)), store.At(end.Add(time.Millisecond)))
	}
	var found []struct{ Week, Count int64 }
	if err := s.Read(ctx).Raw(strings.Join(parts, " UNION ALL "), args...).Scan(&found).Error; err != nil {
		return nil, fmt.Errorf("count by week: %w", err)
	}
	counts := make([]int64, weeksShown)
	for _, one := range found {
		if one.Count > weekLimit {
			return nil, nil
		}
		counts[one.Week] = one.Count
	}
	return counts, nil
}
