package signin

import (
	"context"
	"fmt"
	"net/netip"
	"time"

	"portico/backend/store"
)

// Limit is how often something may happen for one key in one window of time.
type Limit struct {
	Name   string
	Most   int
	Window time.Duration
}

// Limits counts in the database, so that all instances share the counts and a
// restart forgets nothing. It is safe for concurrent use.
type Limits struct {
	store *store.Store
	off   bool
}

// NewLimits returns the limits of a site. With off, Reached never refuses (for
// load tests on this machine alone); lockouts of accounts go on.
func NewLimits(s *store.Store, off bool) *Limits { return &Limits{store: s, off: off} }

// Off reports whether the limits are lifted.
func (l *Limits) Off() bool { return l.off }

// Reached reports whether a limit was reached for a key in its present window.
func (l *Limits) Reached(ctx context.Context, limit Limit, key string) (bool, error) {
	if l.off {
		return false, nil
	}
	count, err := l.count(ctx, limit, key)
	return count >= limit.Most, err
}

// Add counts one more for a key, in the transaction that ctx carries.
func (l *Limits) Add(ctx context.Context, limit Limit, key string) error {
	err := l.store.Write(ctx).Exec(`INSERT INTO limits (key, window, count) VALUES (?, ?, 1)
		ON CONFLICT (key, window) DO UPDATE SET count = count + 1`, limit.Name+":"+key, l.window(limit)).Error
	if err != nil {
		return fmt.Errorf("count towards limit: %w", err)
	}
	return nil
}

// Take counts one more and reports whether that is still within the limit.
func (l *Limits) Take(ctx context.Context, limit Limit, key string) (bool, error) {
	if l.off {
		return true, nil
	}
	within := false
	err := l.store.InTx(ctx, func(ctx context.Context) error {
		count, err := l.count(ctx, limit, key)
		if err != nil || count >= limit.Most {
			return err
		}
		within = true
		return l.Add(ctx, limit, key)
	})
	return within, err
}

// Sweep forgets windows that are over by more than a day.
func (l *Limits) Sweep(ctx context.Context) error {
	if err := l.store.Write(ctx).Exec("DELETE FROM limits WHERE window < ?", l.store.Now().Add(-24*time.Hour)).Error; err != nil {
		return fmt.Errorf("sweep limits: %w", err)
	}
	return nil
}

func (l *Limits) count(ctx context.Context, limit Limit, key string) (int, error) {
	var count int
	err := l.store.Read(ctx).Raw("SELECT COALESCE(SUM(count), 0) FROM limits WHERE key = ? AND window = ?", limit.Name+":"+key, l.window(limit)).Scan(&count).Error
	if err != nil {
		return 0, fmt.Errorf("read limit: %w", err)
	}
	return count, nil
}

func (l *Limits) window(limit Limit) store.Time {
	return store.At(l.store.Clock().Now().Truncate(limit.Window))
}

// Neighbourhood returns the key by which an address is limited: the address
// itself, or the /64 network of an IPv6 one, which belongs to one subscriber.
func Neighbourhood(address string) string {
	parsed, err := netip.ParseAddr(address)
	if err != nil {
		return address
	}
	parsed = parsed.Unmap().WithZone("")
	if parsed.Is4() {
		return parsed.String()
	}
	network, _ := parsed.Prefix(64)
	return network.String()
}
