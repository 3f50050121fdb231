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

// oldSite makes a site of an earlier schema with rows, and opens it as it is now.
func oldSite(t *testing.T, version int64, rows string) *store.Store {
	t.Helper()
	folder := t.TempDir()
	db, err := sql.Open(sqlite.DriverName, filepath.Join(folder, store.FileName))
	if err != nil {
		t.Fatal(err)
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, os.DirFS("migrations/sqlite"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := provider.UpTo(t.Context(), version); err != nil {
		t.Fatal(err)
	}
	if _, err = db.ExecContext(t.Context(), rows); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), store.Options{Folder: folder})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// indexed returns the ids that a search index has for words.
func indexed(t *testing.T, s *store.Store, index store.SearchIndex, words string) []int {
	t.Helper()
	plan, err := s.PlanSearch(t.Context(), index, store.ParseSearch(words), 10)
	if err != nil {
		t.Fatal(err)
	}
	from, args := plan.From("x")
	condition, more := plan.Condition("x")
	var ids []int
	if err := s.Read(t.Context()).Raw("SELECT x.id FROM "+from+" WHERE "+condition+" ORDER BY x.id", append(args, more...)...).Scan(&ids).Error; err != nil {
		t.Fatal(err)
	}
	return ids
}

// TestSearchComesToASiteWithRows opens a site of the first schema that holds
// rows, and finds them.
func TestSearchComesToASiteWithRows(t *testing.T) {
	s := oldSite(t, 1, `
		INSERT INTO site (id, uid, key_check, created_at) VALUES (1, 'x', 'x', 0);
		INSERT INTO organizations (id, name, name_key, path, level, status, response_allotment, created_at, updated_at) VALUES
			(1, 'Nordic', 'nordic alliance øresund', '/1/', 1, 'active', 'unlimited', 0, 0), (2, 'Sweden', 'sweden', '/1/2/', 2, 'archived', 'allocated', 0, 0), (3, 'Norway', 'norway', '/1/3/', 2, 'archived', 'allocated', 0, 0);
		INSERT INTO users (id, type, name_key, email_key, login_key, created_at, updated_at) VALUES (1, 'manager', 'dahl inger øresund', 'inger@nordic.example', '', 0, 0);
		INSERT INTO registrations (id, state, organization_name, first_name, last_name, email, search_key, created_at) VALUES (1, 'admitted', '', '', '', '', 'nordic øresund', 0);
		INSERT INTO outbox (id, kind, state, to_email, subject, body, search_key, created_at) VALUES (1, '', 'held', '', '', '', 'nordic øresund', 0)`)
	for _, index := range []store.SearchIndex{{Table: "organizations", Column: "name_key"}, {Table: "users", Column: "search_key"}, {Table: "registrations", Column: "search_key"}, {Table: "outbox", Column: "search_key"}} {
		if ids := indexed(t, s, index, "nordic oresund"); len(ids) != 1 {
			t.Errorf("%s: found %v", index.Table, ids)
		}
	}
	var counted int
	if err := s.Read(t.Context()).Raw("SELECT count FROM organization_counts WHERE status = 'archived' AND level = 2").Scan(&counted).Error; err != nil || counted != 2 {
		t.Errorf("ORG-4: %d counted, %v", counted, err)
	}
}

// TestContractsComeToASiteWithRows_DOC7 opens a site that has contracts from
// before they were indexed: they are found, and whom they wait for is known.
func TestContractsComeToASiteWithRows_DOC7(t *testing.T) {
	s := oldSite(t, 22, `
		INSERT INTO site (id, uid, key_check, created_at) VALUES (1, 'x', 'x', 0);
		INSERT INTO organizations (id, name, name_key, path, level, status, response_allotment, created_at, updated_at) VALUES (1, 'Acme', 'acme', '/1/', 1, 'active', 'unlimited', 0, 0);
		INSERT INTO users (id, type, name_key, email_key, login_key, created_at, updated_at) VALUES (1, 'individual', 'byron ada', 'ada@acme.example', '', 0, 0), (2, 'individual', 'ek bo', 'bo@acme.example', '', 0, 0);
		INSERT INTO affiliations (id, user_id, organization_id, created_at, updated_at) VALUES (1, 1, 1, 0, 0), (2, 2, 1, 0, 0);
		INSERT INTO affiliation_roles (affiliation_id, role_id) SELECT a.id, r.id FROM affiliations a, organizational_roles r WHERE r.name = 'Director';
		INSERT INTO account_role_members (role_id, user_id, added_at) SELECT id, 1, 0 FROM account_roles;
		INSERT INTO contracts (id, organization_id, name, search_key, created_at, updated_at) VALUES (1, 1, 'Øresund frame', 'oresund frame', 0, 0);
		INSERT INTO documents (id, contract_id, organization_id, title, kind, state, version, search_key, next_search_key, created_at, updated_at) VALUES
			(1, 1, 1, 'Terms', 'text', 'sent', 1, 'terms', 'other terms', 0, 0), (2, 1, 1, 'Bo alone', 'text', 'sent', 1, 'bo alone', 'bo alone', 0, 0);
		INSERT INTO document_versions (id, document_id, number, title, kind, body, file_name, pages, in_order, sha256, size, sent_at, sent_by, bytes) VALUES (1, 1, 1, 'Terms', 'text', '', 'a.pdf', 1, 0, '', 0, 0, '', ''), (2, 2, 1, 'Bo alone', 'text', '', 'a.pdf', 1, 0, '', 0, 0, '', '');
		INSERT INTO document_signers (id, document_id, version, position, kind, user_id, needed, signed, is_open) VALUES (1, 1, 1, 0, 'anyone', NULL, 2, 1, 1), (2, 2, 1, 0, 'person', 2, 1, 0, 1);
		INSERT INTO signatures (document_id, version_id, version, organization_id, signer_id, user_id, typed_name, signed_at) VALUES (1, 1, 1, 1, 1, 2, 'Bo', 0)`)
	for words, want := range map[string]store.SearchIndex{"oresund": {Table: "contracts", Column: "search_key"}, "terms": {Table: "documents", Column: "titles_key"}, "other": {Table: "documents", Column: "titles_key"}} {
		if ids := indexed(t, s, want, words); len(ids) != 1 || ids[0] != 1 {
			t.Errorf("%s: found %v", words, ids)
		}
	}
	for query, want := range map[string]string{
		"SELECT group_concat(document_id || ' ' || user_id) FROM document_turns":                    "1 1",
		"SELECT group_concat(id) FROM documents WHERE is_stuck = 1":                                 "2",
		"SELECT group_concat(user_id || ' ' || waiting || ' ' || signed) FROM signing_people":       "1 1 0,2 0 1",
		"SELECT group_concat(name_key) FROM (SELECT name_key FROM signing_people ORDER BY is_idle)": "byron ada,ek bo",
	} {
		var got string
		if err := s.Read(t.Context()).Raw(query).Scan(&got).Error; err != nil || got != want {
			t.Errorf("%s: %q, want %q (%v)", query, got, want, err)
		}
	}
}
