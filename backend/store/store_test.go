package store_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"portico/backend/fault"
	"portico/backend/store"
	"portico/backend/testkit"
)

func open(t *testing.T, folder string) (*store.Store, error) {
	t.Helper()
	return store.Open(t.Context(), store.Options{Folder: folder, Clock: testkit.NewClock()})
}

func mustOpen(t *testing.T, folder string) *store.Store {
	t.Helper()
	s, err := open(t, folder)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func refused(t *testing.T, err error, words ...string) {
	t.Helper()
	f := fault.As(err)
	if f == nil {
		t.Fatalf("no fault for a person: %v", err)
	}
	for _, word := range words {
		if !strings.Contains(f.Message, word) {
			t.Errorf("%q does not say %q", f.Message, word)
		}
	}
}

func TestOpenRefusesInWords(t *testing.T) {
	t.Run("SEC-48 a second start on the same folder", func(t *testing.T) {
		folder := t.TempDir()
		first := mustOpen(t, folder)
		_, err := open(t, folder)
		refused(t, err, "already running")
		if err := first.Close(); err != nil {
			t.Fatal(err)
		}
		if err := mustOpen(t, folder).Close(); err != nil {
			t.Fatal(err)
		}
	})
	t.Run("SEC-48 a file that is no database is left as it is", func(t *testing.T) {
		folder := t.TempDir()
		path := filepath.Join(folder, store.FileName)
		content := strings.Repeat("not a database ", 100)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := open(t, folder)
		refused(t, err, "damaged")
		kept, err := os.ReadFile(path)
		if err != nil || string(kept) != content {
			t.Fatalf("the file was changed: %v", err)
		}
	})
	t.Run("SEC-48 a damaged database is left as it is", func(t *testing.T) {
		folder := t.TempDir()
		if err := mustOpen(t, folder).Close(); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(folder, store.FileName)
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for i := 4096; i < len(raw); i++ {
			raw[i] ^= 0x5a
		}
		if err := os.WriteFile(path, raw, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err = open(t, folder)
		refused(t, err, "damaged")
		kept, err := os.ReadFile(path)
		if err != nil || string(kept) != string(raw) {
			t.Fatalf("the file was changed: %v", err)
		}
	})
	t.Run("SEC-48 a newer schema", func(t *testing.T) {
		folder := t.TempDir()
		s := mustOpen(t, folder)
		if err := s.Write(t.Context()).Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)").Error; err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		_, err := open(t, folder)
		refused(t, err, "newer")
	})
	t.Run("SRV-1 a folder that must be new and is not", func(t *testing.T) {
		folder := t.TempDir()
		if err := mustOpen(t, folder).Close(); err != nil {
			t.Fatal(err)
		}
		_, err := store.Open(t.Context(), store.Options{Folder: folder, MustBeNew: true})
		refused(t, err, "already holds a site")
	})
	t.Run("SEC-48 a folder that is a file", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "file")
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := open(t, path)
		refused(t, err, "data folder")
	})
	t.Run("a folder with a name that means something in an address", func(t *testing.T) {
		folder := filepath.Join(t.TempDir(), "50% off? #1 & söns")
		s := mustOpen(t, folder)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(filepath.Join(folder, store.FileName)); err != nil {
			t.Fatal(err)
		}
	})
}

func TestDiskFull(t *testing.T) {
	s, log, _ := testkit.OpenStore(t)
	_ = log
	if err := s.Write(t.Context()).Exec("PRAGMA max_page_count = 1").Error; err != nil {
		t.Fatal(err)
	}
	err := s.InTx(t.Context(), func(ctx context.Context) error {
		return s.Write(ctx).Exec("INSERT INTO settings (name, value, updated_at) VALUES ('x', ?, 1)", strings.Repeat("x", 1<<20)).Error
	})
	refused(t, store.Explain(err), "disk is full")
	var rows int64
	if err := s.Read(t.Context()).Raw("SELECT COUNT(*) FROM settings").Scan(&rows).Error; err != nil || rows != 0 {
		t.Fatalf("SEC-48: %d rows after a full disk, %v", rows, err)
	}
}

func TestTransactions(t *testing.T) {
	s, _, _ := testkit.OpenStore(t)
	put := func(ctx context.Context, name string) error {
		return s.Write(ctx).Exec("INSERT INTO settings (name, value, updated_at) VALUES (?, '{}', 1)", name).Error
	}
	count := func() (n int64) {
		if err := s.Read(t.Context()).Raw("SELECT COUNT(*) FROM settings").Scan(&n).Error; err != nil {
			t.Fatal(err)
		}
		return n
	}
	t.Run("an error takes all back, also of the transaction inside", func(t *testing.T) {
		ran := false
		err := s.InTx(t.Context(), func(ctx context.Context) error {
			s.AfterCommit(ctx, func() { ran = true })
			if err := put(ctx, "outer"); err != nil {
				return err
			}
			return s.InTx(ctx, func(ctx context.Context) error {
				return errors.Join(put(ctx, "inner"), errors.New("stop"))
			})
		})
		if err == nil || count() != 0 || ran {
			t.Fatalf("err %v, %d rows, after commit ran: %v", err, count(), ran)
		}
	})
	t.Run("a reader can't write", func(t *testing.T) {
		if err := s.Read(t.Context()).Exec("INSERT INTO settings (name, value, updated_at) VALUES ('r', '{}', 1)").Error; err == nil {
			t.Fatal("the reader wrote")
		}
	})
	t.Run("many at once all count", func(t *testing.T) {
		var wait sync.WaitGroup
		for i := range 50 {
			wait.Go(func() {
				if err := s.InTx(t.Context(), func(ctx context.Context) error { return put(ctx, strings.Repeat("n", i+1)) }); err != nil {
					t.Error(err)
				}
			})
		}
		wait.Wait()
		if count() != 50 {
			t.Fatalf("%d rows", count())
		}
	})
}

func TestPragmas(t *testing.T) {
	s, _, _ := testkit.OpenStore(t)
	for _, one := range []struct {
		name, pragma, want string
	}{{"SEC-47 every commit reaches the disk", "synchronous", "2"}, {"the log is written ahead", "journal_mode", "wal"}, {"rows can't point nowhere", "foreign_keys", "1"}} {
		var got string
		if err := s.Write(t.Context()).Raw("PRAGMA " + one.pragma).Scan(&got).Error; err != nil || got != one.want {
			t.Errorf("%s: %s = %q, %v", one.name, one.pragma, got, err)
		}
	}
	var version string
	if err := s.Read(t.Context()).Raw("SELECT sqlite_version()").Scan(&version).Error; err != nil || version < "3.51.3" {
		t.Errorf("SQLite %s has a write-ahead log bug; 3.51.3 mended it (%v)", version, err)
	}
}

func TestFold(t *testing.T) {
	for _, one := range []struct{ name, a, b string }{
		{"case", "STRASSE", "straße"},
		{"composition", "Zürich", "Zu\u0308rich"},
		{"width", "Ａｃｍｅ", "acme"},
		{"white space", "  Two \t words ", "two words"},
		{"invisible characters", "Ac\u200bme\u00ad", "acme"},
		{"Greek final sigma", "ΣΊΣΥΦΟΣ", "σίσυφος"},
	} {
		if store.Fold(one.a) != store.Fold(one.b) {
			t.Errorf("USR-1 %s: %q and %q differ", one.name, store.Fold(one.a), store.Fold(one.b))
		}
	}
	if store.Fold("a") == store.Fold("ä") {
		t.Error("different letters fold to one")
	}
}

func FuzzFold(f *testing.F) {
	f.Add("Ünïcödé\x00\u202e")
	f.Fuzz(func(t *testing.T, text string) {
		once := store.Fold(text)
		if twice := store.Fold(once); twice != once {
			t.Fatalf("folding %q twice gives %q, then %q", text, once, twice)
		}
	})
}

func TestPathRange(t *testing.T) {
	from, to := store.PathRange("/1/5/")
	for path, within := range map[string]bool{"/1/5/": true, "/1/5/9/": true, "/1/50/": false, "/1/4/": false, "/1/": false, "/1/5/999/": true} {
		if got := path >= from && path < to; got != within {
			t.Errorf("%s within /1/5/: %v", path, got)
		}
	}
}

// TestNewSiteOnFullDisk shows that half a new site does not stay behind to
// stand in the way of the next try (SEC-48).
func TestNewSiteOnFullDisk(t *testing.T) {
	folder := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	cancel() // the migration can't be finished
	if _, err := store.Open(ctx, store.Options{Folder: folder}); err == nil {
		t.Fatal("a site was made without its tables")
	}
	if _, err := os.Stat(filepath.Join(folder, store.FileName)); !errors.Is(err, os.ErrNotExist) {
		t.Fatalf("half a site stayed behind: %v", err)
	}
	if s, err := store.Open(t.Context(), store.Options{Folder: folder, MustBeNew: true}); err != nil {
		t.Fatal(err)
	} else if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}
