package store_test

import (
	"database/sql"
	"os"
	"path/filepath"
	"testing"

	"github.com/glebarez/sqlite"
	"github.com/pressly/goose/v3"

	"portico/backend/store"
)

// TestSearchComesToASiteWithRows opens a site of the first schema that holds
// rows, and finds them.
func TestSearchComesToASiteWithRows(t *testing.T) {
	folder := t.TempDir()
	db, err := sql.Open(sqlite.DriverName, filepath.Join(folder, store.FileName))
	if err != nil {
		t.Fatal(err)
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, os.DirFS("migrations/sqlite"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := provider.UpTo(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	_, err = db.ExecContext(t.Context(), `
		INSERT INTO site (id, uid, key_check, created_at) VALUES (1, 'x', 'x', 0);
		INSERT INTO organizations (id, name, name_key, path, level, status, response_allotment, created_at, updated_at) VALUES
			(1, 'Nordic', 'nordic alliance øresund', '/1/', 1, 'active', 'unlimited', 0, 0), (2, 'Sweden', 'sweden', '/1/2/', 2, 'archived', 'allocated', 0, 0), (3, 'Norway', 'norway', '/1/3/', 2, 'archived', 'allocated', 0, 0);
		INSERT INTO users (id, type, name_key, email_key, login_key, created_at, updated_at) VALUES (1, 'manager', 'dahl inger øresund', 'inger@nordic.example', '', 0, 0);
		INSERT INTO registrations (id, state, organization_name, first_name, last_name, email, search_key, created_at) VALUES (1, 'admitted', '', '', '', '', 'nordic øresund', 0);
		INSERT INTO outbox (id, kind, state, to_email, subject, body, search_key, created_at) VALUES (1, '', 'held', '', '', '', 'nordic øresund', 0)`)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), store.Options{Folder: folder})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, index := range []store.SearchIndex{{Table: "organizations", Column: "name_key"}, {Table: "users", Column: "search_key"}, {Table: "registrations", Column: "search_key"}, {Table: "outbox", Column: "search_key"}} {
		plan, err := s.PlanSearch(t.Context(), index, store.ParseSearch("nordic oresund"), 10)
		if err != nil {
			t.Fatal(err)
		}
		from, args := plan.From("x")
		var ids []int
		if err := s.Read(t.Context()).Raw("SELECT x.id FROM "+from, args...).Scan(&ids).Error; err != nil || len(ids) != 1 {
			t.Errorf("%s: found %v, %v", index.Table, ids, err)
		}
	}
	var counted int
	if err := s.Read(t.Context()).Raw("SELECT count FROM organization_counts WHERE status = 'archived' AND level = 2").Scan(&counted).Error; err != nil || counted != 2 {
		t.Errorf("ORG-4: %d counted, %v", counted, err)
	}
}
