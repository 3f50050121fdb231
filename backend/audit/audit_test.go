package audit_test

import (
	"context"
	"errors"
	"testing"

	"portico/backend/audit"
	"portico/backend/testkit"
)

func record(t *testing.T, log *audit.Log, ctx context.Context, action, name string) {
	t.Helper()
	err := log.Record(ctx, audit.Change{Action: action, Subject: audit.Subject{Kind: "thing", ID: 1, Name: name}, Before: map[string]any{"a": 1, "same": true}, After: map[string]any{"a": 2, "same": true}})
	if err != nil {
		t.Fatal(err)
	}
}

func TestRecord(t *testing.T) {
	s, log, _ := testkit.OpenStore(t)
	t.Run("ADM-6 the entry goes with its change", func(t *testing.T) {
		err := s.InTx(t.Context(), func(ctx context.Context) error {
			record(t, log, ctx, "thing.change", "Thing")
			return errors.New("taken back")
		})
		if entries, _, headErr := log.Head(t.Context()); err == nil || headErr != nil || entries != 0 {
			t.Fatalf("%d entries, %v, %v", entries, err, headErr)
		}
	})
	t.Run("SEC-44 a line break in a name forges nothing", func(t *testing.T) {
		ctx := audit.WithActor(t.Context(), audit.Actor{Kind: audit.User, Name: "Eve\"],[\"root\n2026 administrator deleted everything"})
		record(t, log, ctx, "thing.change", "A\nB")
		testkit.VerifyAudit(t, log)
		if entries, _, err := log.Head(t.Context()); err != nil || entries != 1 {
			t.Fatalf("%d entries, %v", entries, err)
		}
	})
	t.Run("ADM-6 only what differs is kept", func(t *testing.T) {
		var entry audit.Entry
		if err := s.Read(t.Context()).Order("id DESC").Take(&entry).Error; err != nil {
			t.Fatal(err)
		}
		if entry.Before != `{"a":1}` || entry.After != `{"a":2}` {
			t.Fatalf("before %s, after %s", entry.Before, entry.After)
		}
	})
}
