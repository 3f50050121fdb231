package audit_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"portico/backend/audit"
	"portico/backend/testkit"
)

func nothing(int64) {}

// sqlite3 runs a statement on the site's file with the sqlite3 command, as
// somebody would who wants to change what happened.
func sqlite3(t *testing.T, folder, statement string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.db"))
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	said, err := exec.CommandContext(t.Context(), "sqlite3", "-cmd", ".timeout 5000", files[0], statement).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
}

// TestTampering_SEC43 shows that what is changed in the log from outside is
// found at the first broken entry.
func TestTampering_SEC43(t *testing.T) {
	for _, one := range []struct {
		name, damage string
		broken       int64
	}{
		{"untouched", "SELECT 1", 0},
		{"edited", "UPDATE audit_entries SET subject_name = 'Nobody' WHERE id = 3", 3},
		{"deleted", "DELETE FROM audit_entries WHERE id = 4", 4},
		{"deleted, the others moved up", "DELETE FROM audit_entries WHERE id = 4; UPDATE audit_entries SET id = id - 1 WHERE id > 4", 4},
		{"swapped", "UPDATE audit_entries SET id = -2 WHERE id = 2; UPDATE audit_entries SET id = 2 WHERE id = 6; UPDATE audit_entries SET id = 6 WHERE id = -2", 2},
		{"cut off", "DELETE FROM audit_entries WHERE id > 7", 8},
		{"all gone", "DELETE FROM audit_entries", 1},
		{"an entry of another kind", "UPDATE audit_entries SET at = 'x' WHERE id = 6", 6},
		{"an entry put in", "INSERT INTO audit_entries SELECT 11, at, actor_kind, actor_id, actor_name, address, request_id, action, subject_kind, subject_id, subject_name, before, after, previous, hash FROM audit_entries WHERE id = 10", 11},
	} {
		t.Run(one.name, func(t *testing.T) {
			s, log, _ := testkit.OpenStore(t)
			anchor := audit.NewAnchor(t.TempDir(), "SITE")
			for range 10 {
				record(t, log, t.Context(), "thing.change", "Thing")
				if err := anchor.Keep(t.Context(), log); err != nil {
					t.Fatal(err)
				}
			}
			sqlite3(t, s.Folder(), one.damage)
			marks, err := anchor.Marks()
			if err != nil {
				t.Fatal(err)
			}
			if _, err := log.List(t.Context(), audit.Query{}); err != nil {
				t.Fatal("the log can't be looked at any more:", err)
			}
			result, err := log.Verify(t.Context(), marks, nothing)
			if err != nil {
				t.Fatal(err)
			}
			switch {
			case one.broken == 0 && (result.Broken != nil || result.Anchored != 10):
				t.Fatalf("%+v", result)
			case one.broken != 0 && (result.Broken == nil || result.Broken.ID != one.broken):
				t.Fatalf("found %+v, want entry %d", result.Broken, one.broken)
			}
		})
	}
	t.Run("entries cut off, and others in their place", func(t *testing.T) {
		s, log, _ := testkit.OpenStore(t)
		anchor := audit.NewAnchor(t.TempDir(), "SITE")
		for range 200 {
			record(t, log, t.Context(), "thing.change", "Thing")
		}
		if err := anchor.Keep(t.Context(), log); err != nil {
			t.Fatal(err)
		}
		sqlite3(t, s.Folder(), "DELETE FROM audit_entries WHERE id > 180")
		for range 30 {
			record(t, log, t.Context(), "thing.change", "Something else")
		}
		marks, err := anchor.Marks()
		if err != nil {
			t.Fatal(err)
		}
		if result, err := log.Verify(t.Context(), marks, nothing); err != nil || result.Broken == nil || result.Broken.ID != 181 {
			t.Fatalf("%+v %v", result.Broken, err)
		}
	})
	t.Run("everything cut off, and another beginning", func(t *testing.T) {
		s, log, _ := testkit.OpenStore(t)
		anchor := audit.NewAnchor(t.TempDir(), "SITE")
		for range 200 {
			record(t, log, t.Context(), "thing.change", "Thing")
		}
		if err := anchor.Keep(t.Context(), log); err != nil {
			t.Fatal(err)
		}
		sqlite3(t, s.Folder(), "DELETE FROM audit_entries")
		record(t, log, t.Context(), "thing.change", "Something else")
		marks, err := anchor.Marks()
		if err != nil {
			t.Fatal(err)
		}
		if result, err := log.Verify(t.Context(), marks, nothing); err != nil || result.Broken == nil || result.Broken.ID != 1 {
			t.Fatalf("%+v %v", result.Broken, err)
		}
	})
	t.Run("a chain written anew from an entry on", func(t *testing.T) {
		s, log, _ := testkit.OpenStore(t)
		anchor := audit.NewAnchor(t.TempDir(), "SITE")
		for i := range 10 {
			record(t, log, t.Context(), "thing.change", "Thing")
			if i == 3 || i == 9 {
				if err := anchor.Keep(t.Context(), log); err != nil {
					t.Fatal(err)
				}
			}
		}
		sqlite3(t, s.Folder(), "DELETE FROM audit_entries WHERE id > 5")
		for range 5 {
			record(t, log, t.Context(), "thing.change", "Something else")
		}
		marks, err := anchor.Marks()
		if err != nil {
			t.Fatal(err)
		}
		if result, err := log.Verify(t.Context(), nil, nothing); err != nil || result.Broken != nil {
			t.Fatal("without the anchor it looks whole:", result, err)
		}
		result, err := log.Verify(t.Context(), marks, nothing)
		if err != nil || result.Broken == nil || result.Broken.ID != 6 {
			t.Fatalf("%+v %v", result.Broken, err)
		}
	})
}

func TestAnchor_ADM6(t *testing.T) {
	s, log, _ := testkit.OpenStore(t)
	folder := t.TempDir()
	anchor := audit.NewAnchor(folder, "SITE")
	keep := func() {
		t.Helper()
		if err := anchor.Keep(t.Context(), log); err != nil {
			t.Fatal(err)
		}
	}
	keep()
	for range 3 {
		record(t, log, t.Context(), "thing.change", "Thing")
		keep()
	}
	t.Run("it outlives the program", func(t *testing.T) {
		marks, err := audit.NewAnchor(folder, "SITE").Marks()
		if err != nil || len(marks) != 3 || marks[2].Entries != 3 || marks[2].Head == "" {
			t.Fatal(marks, err)
		}
	})
	t.Run("it never follows a log that was cut, not even after a restart", func(t *testing.T) {
		sqlite3(t, s.Folder(), "DELETE FROM audit_entries WHERE id = 3")
		anchor = audit.NewAnchor(folder, "SITE")
		keep()
		if broken := anchor.Broken(); broken == nil || broken.ID != 3 {
			t.Fatal(broken)
		}
		for range 2 { // until the log is as long as before, and longer
			record(t, log, t.Context(), "thing.change", "In its place")
			keep()
			if anchor.Broken() == nil {
				t.Fatal("the cut is forgotten")
			}
		}
		if marks, err := anchor.Marks(); err != nil || marks[len(marks)-1].Entries != 3 {
			t.Fatal(marks, err)
		}
	})
	t.Run("it begins anew when the administrator says so, with an entry", func(t *testing.T) {
		if err := anchor.Restart(t.Context(), log); err != nil {
			t.Fatal(err)
		}
		keep()
		if anchor.Broken() != nil {
			t.Fatal(anchor.Broken())
		}
		page, err := log.List(t.Context(), audit.Query{Action: "audit.restart_anchor"})
		if err != nil || page.Count != 1 || !strings.Contains(page.Items[0].Before, `"entries":3`) {
			t.Fatal(page, err)
		}
	})
	t.Run("it stays small, and dense where it is recent", func(t *testing.T) {
		for range 600 {
			record(t, log, t.Context(), "thing.change", "Thing")
			keep()
		}
		marks, err := anchor.Marks()
		if err != nil || len(marks) > 256 || len(marks) < 100 {
			t.Fatal(len(marks), err)
		}
		for i := 1; i < len(marks); i++ {
			if gap := marks[i].Entries - marks[i-1].Entries; gap < 1 || i > len(marks)-100 && gap != 1 {
				t.Fatal(i, gap)
			}
		}
	})
	t.Run("the file of the first version is read", func(t *testing.T) {
		_, head, err := log.Head(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, "anchors", "OLD.json"), []byte(`{"entries":1,"head":"`+head+`"}`), 0o600); err != nil {
			t.Fatal(err)
		}
		old := audit.NewAnchor(folder, "OLD")
		if err := old.Keep(t.Context(), log); err != nil || old.Broken() == nil || old.Broken().ID != 1 {
			t.Fatal(old.Broken(), err)
		}
	})
}
