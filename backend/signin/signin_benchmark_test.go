package signin_test

import (
	"slices"
	"testing"
	"time"

	"portico/backend/secrets"
	"portico/backend/signin"
)

// BenchmarkSignIn reports how long each kind of refusal takes, at the default
// cost of hashing. The medians of known, unknown, suspended, pending and locked
// accounts should be within 10 % of each other (SEC-14).
func BenchmarkSignIn(b *testing.B) {
	s := openSite(b)
	parts := s.Parts
	parts.Hasher, parts.Limits = secrets.NewHasher(secrets.DefaultParams(), 1), signin.NewLimits(s.Store, true)
	service := signin.New(parts)
	hash, err := parts.Hasher.Hash(b.Context(), password)
	if err != nil {
		b.Fatal(err)
	}
	for _, name := range []string{"known", "suspended", "locked"} {
		s.manager(name + "@x.example")
	}
	s.pending("pending@x.example")
	s.exec("UPDATE users SET password_hash = ? WHERE password_hash <> ''", hash)
	for _, name := range []string{"known", "unknown", "suspended", "pending", "locked"} {
		b.Run(name, func(b *testing.B) {
			took := make([]time.Duration, 0, b.N)
			for b.Loop() {
				b.StopTimer()
				s.exec("UPDATE users SET is_suspended = (email LIKE 'suspended%'), failed_attempts = 0, failed_at = NULL, locked_until = CASE WHEN email LIKE 'locked%' THEN ? END", s.Store.Now().Add(time.Hour))
				b.StartTimer()
				begun := time.Now()
				if _, err := service.SignIn(b.Context(), name+"@x.example", "not the password of anybody", ""); err == nil {
					b.Fatal("let in")
				}
				took = append(took, time.Since(begun))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms/median")
		})
	}
}
