package store_test

import (
	"strings"
	"testing"

	"portico/backend/store"
	"portico/backend/testkit"
)

// TestPlainIsOneInGoAndSQL shows that the database knows the same letters as
// the program, and that its triggers keep a text's plain form whoever writes.
func TestPlainIsOneInGoAndSQL(t *testing.T) {
	s, _, _ := testkit.OpenStore(t)
	var rows []struct{ Letter, Plain string }
	if err := s.Read(t.Context()).Raw("SELECT letter, plain FROM search_letters").Scan(&rows).Error; err != nil {
		t.Fatal(err)
	}
	known := map[string]string{}
	for _, row := range rows {
		known[row.Letter] = row.Plain
	}
	for r := rune(1); r < 0x3000; r++ {
		letter := string(r)
		if store.Fold(letter) != letter && (r < 0x300 || r > 0x36f) {
			continue // stands in no folded text
		}
		want, is := known[letter]
		if !is {
			want = letter
		}
		if got := store.Plain(letter); got != want {
			t.Errorf("%q is %q in Go and %q in SQL", letter, got, want)
		}
	}
	if len(known) < 300 {
		t.Errorf("only %d letters", len(known))
	}

	write := func(statement string, args ...any) {
		t.Helper()
		if err := s.Write(t.Context()).Exec(statement, args...).Error; err != nil {
			t.Fatal(err)
		}
	}
	plain := func(table, key string) (plain string) {
		t.Helper()
		if err := s.Read(t.Context()).Raw("SELECT COALESCE(plain_key, " + key + ") FROM " + table).Scan(&plain).Error; err != nil {
			t.Fatal(err)
		}
		return plain
	}
	for _, key := range []string{"brückner & söhne", "acme", "東京 łódź", "", strings.Repeat("æ", 300), "ﬀ☂ ü"} {
		write("DELETE FROM organizations")
		write("INSERT INTO organizations (id, name, name_key, path, level, status, response_allotment, created_at, updated_at) VALUES (1, 'X', ?, '/1/', 1, 'active', 'unlimited', 0, 0)", key)
		if got := plain("organizations", "name_key"); got != store.Plain(key) {
			t.Errorf("inserted %q: %q", key, got)
		}
		write("UPDATE organizations SET name_key = 'ünder'")
		write("UPDATE organizations SET name_key = ?", key)
		if got := plain("organizations", "name_key"); got != store.Plain(key) {
			t.Errorf("updated to %q: %q", key, got)
		}
		write("INSERT INTO organizations_search (organizations_search, rank) VALUES ('integrity-check', 1)")
	}
	write("INSERT INTO users (id, type, name_key, email_key, created_at, updated_at) VALUES (1, 'individual', 'müller åsa', 'a@b.no', 0, 0)")
	if got := plain("users", "search_key"); strings.TrimSpace(got) != "muller asa a@b.no" {
		t.Errorf("%q", got)
	}
	write("UPDATE users SET login_key = 'zoë'")
	if got := plain("users", "search_key"); got != "muller asa a@b.no zoe" {
		t.Errorf("%q", got)
	}
	write("INSERT INTO users_search (users_search, rank) VALUES ('integrity-check', 1)")
}
