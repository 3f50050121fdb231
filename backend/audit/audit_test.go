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

func TestChain(t *testing.T) {
	for _, one := range []struct {
		name, damage string
		broken       int64
	}{
		{"ADM-6 an untouched log holds", "SELECT 1", 0},
		{"ADM-6 an edited entry is named", "UPDATE audit_entries SET subject_name = 'Nobody' WHERE id = 3", 3},
		{"ADM-6 a deleted entry is named", "DELETE FROM audit_entries WHERE id = 2", 2},
		{"ADM-6 swapped entries are named", "UPDATE audit_entries SET id = -2 WHERE id = 2; UPDATE audit_entries SET id = 2 WHERE id = 4; UPDATE audit_entries SET id = 4 WHERE id = -2", 2},
		{"ADM-6 an entry with another time is named", "UPDATE audit_entries SET at = at + 1 WHERE id = 5", 5},
	} {
		t.Run(one.name, func(t *testing.T) {
			s, log, _ := testkit.OpenStore(t)
			for range 5 {
				record(t, log, t.Context(), "thing.change", "Thing")
			}
			if err := s.Write(t.Context()).Exec(one.damage).Error; err != nil {
				t.Fatal(err)
			}
			result, err := log.Verify(t.Context(), nil, func(int64) {})
			if err != nil {
				t.Fatal(err)
			}
			switch {
			case one.broken == 0 && result.Broken != nil:
				t.Fatalf("entry %d: %s", result.Broken.ID, result.Broken.Reason)
			case one.broken != 0 && (result.Broken == nil || result.Broken.ID != one.broken):
				t.Fatalf("found %+v, want entry %d", result.Broken, one.broken)
			}
		})
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
