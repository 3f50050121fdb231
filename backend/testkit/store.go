package testkit

import (
	"context"
	"testing"

	"portico/backend/audit"
	"portico/backend/store"
)

// OpenStore opens a new site's file in a folder of the test, with a clock that
// stands still, and closes it when the test ends.
func OpenStore(t testing.TB) (*store.Store, *audit.Log, *Clock) {
	t.Helper()
	clock := NewClock()
	s, err := store.Open(t.Context(), store.Options{Folder: t.TempDir(), Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s, audit.New(s), clock
}

// VerifyAudit fails the test when the chain of audit entries does not hold.
func VerifyAudit(t testing.TB, log *audit.Log) {
	t.Helper()
	result, err := log.Verify(context.WithoutCancel(t.Context()), nil, func(int64) {})
	if err != nil {
		t.Fatal(err)
	}
	if result.Broken != nil {
		t.Fatalf("audit entry %d: %s", result.Broken.ID, result.Broken.Reason)
	}
}
