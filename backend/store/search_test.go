package store_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"portico/backend/store"
	"portico/backend/testkit"
)

// alphabet is what random names and searches are made of: few characters, so
// that they meet often, with everything that means something to SQL, LIKE,
// GLOB, JSON or the index, more than one byte, and more than one code point.
var alphabet = []string{"a", "b", "ab", "ba", "É", "ß", "İ", "大", "学", "東京", "é", "🏛️", "👩‍🔬", "ﷺ", "ａ", "%", "_", "*", "?", "[", "]", "^", "-", `\`, `"`, "'", "(", ")", "&", ".", "@", "+", "{", "}", " ", " ", " ", " a", " OR ", "AND ", "NEAR(", "\x00", "\u200b", "\u202e", "\xff", "\ufffd", "\U0010ffff", "\t"}

func randomText(random *rand.Rand, most int) string {
	var text strings.Builder
	for range 1 + random.IntN(most) {
		text.WriteString(alphabet[random.IntN(len(alphabet))])
	}
	return text.String()
}

// searchable is a site's store with registrations of random texts.
func searchable(t *testing.T, random *rand.Rand, rows int) (*store.Store, []string) {
	s, _, _ := testkit.OpenStore(t)
	keys := make([]string, rows)
	for i := range keys {
		keys[i] = store.Fold(randomText(random, 12))
		addSearchable(t, s, i+1, keys[i])
	}
	return s, keys
}

func addSearchable(t *testing.T, s *store.Store, id int, key string) {
	t.Helper()
	err := s.Write(t.Context()).Exec("INSERT INTO registrations (id, state, organization_name, first_name, last_name, email, search_key, created_at) VALUES (?, 'admitted', '', '', '', '', ?, 0)", id, key).Error
	if err != nil {
		t.Fatal(err)
	}
}

var inRegistrations = store.SearchIndex{Table: "registrations", Column: "search_key"}

func found(t *testing.T, s *store.Store, typed string, indexFirst bool) []int {
	t.Helper()
	return foundBy(t, s, store.ParseSearch(typed), indexFirst)
}

func foundBy(t *testing.T, s *store.Store, search store.Search, indexFirst bool) []int {
	t.Helper()
	typed := search.Whole()
	plan, err := s.PlanSearch(t.Context(), inRegistrations, search, 100)
	if err != nil {
		t.Fatalf("%q: %v", typed, err)
	}
	from, args := "registrations r", []any(nil)
	if indexFirst {
		from, args = plan.FromHits("r")
	}
	condition, more := plan.Condition("r")
	if indexFirst {
		condition, more = plan.ConditionOfHits("r")
	}
	var ids []int
	if err := s.Read(t.Context()).Raw("SELECT r.id FROM "+from+" WHERE "+condition+" ORDER BY r.id", append(args, more...)...).Scan(&ids).Error; err != nil {
		t.Fatalf("%q: %v", typed, err)
	}
	return ids
}

func TestSearchFindsWhatAScanFinds(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	s, keys := searchable(t, random, 200)
	hits := 0
	for range 150 {
		typed := randomText(random, 5)
		if random.IntN(3) == 0 { // a piece of a name that is there
			runes := []rune(keys[random.IntN(len(keys))])
			if len(runes) > 0 {
				from := random.IntN(len(runes))
				typed = string(runes[from : from+random.IntN(len(runes)-from+1)])
			}
		}
		search := store.ParseSearch(typed)
		if search.IsEmpty() {
			continue
		}
		var want []int
		for i, key := range keys {
			if search.Plain().Matches(store.Plain(key)) {
				want = append(want, i+1)
			}
		}
		hits += len(want)
		for _, indexFirst := range []bool{true, false} {
			if got := found(t, s, typed, indexFirst); fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("%q with the index first %v: %v, want %v", typed, indexFirst, got, want)
			}
		}
	}
	if hits < 100 {
		t.Errorf("only %d hits: the searches show nothing", hits)
	}
}

// Beginnings are those hits in which every word begins a word, whichever way
// they are found.
func TestBeginningsFindWhatAScanFinds(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	s, keys := searchable(t, random, 200)
	hits := 0
	for range 150 {
		search := store.ParseSearch(randomText(random, 4)).Beginnings()
		if search.IsEmpty() {
			continue
		}
		var want []int
		for i, key := range keys {
			if search.Plain().Matches(store.Plain(key)) {
				want = append(want, i+1)
			}
		}
		hits += len(want)
		for _, indexFirst := range []bool{true, false} {
			if got := foundBy(t, s, search, indexFirst); fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("%q with the index first %v: %v, want %v", search.Whole(), indexFirst, got, want)
			}
		}
	}
	if hits < 100 {
		t.Errorf("only %d hits: the searches show nothing", hits)
	}
	for text, want := range map[string]bool{"university of oslo": true, "the university": true, "biuniversity": false, "(univers)": true, "oslo": false} {
		if got := store.ParseSearch("univers").Beginnings().Matches(text); got != want {
			t.Errorf("%q begins with univers: %v", text, got)
		}
	}
}

func TestSearchMeansWhatPeopleExpect(t *testing.T) {
	s, _, _ := testkit.OpenStore(t)
	for _, test := range []struct {
		name, text, typed string
		want              bool
	}{
		{"one word anywhere", "University of Oslo", "versit", true},
		{"whatever its case", "UNIVERSITÄT WIEN", "universität", true},
		{"sharp s folds", "STRASSE", "straße", true},
		{"two words in any order", "Dahl Inger inger@northwind.example", "inger dahl", true},
		{"every word must occur", "Dahl Inger", "inger berg", false},
		{"two characters begin a word", "University of Oslo", "os", true},
		{"two characters inside a word", "University of Oslo", "sl", false},
		{"one character begins a word", "University of Oslo", "o", true},
		{"one character inside a word", "Oslo", "l", false},
		{"a word begins after a bracket", "Acme (Bergen)", "be", true},
		{"a word begins after a dot and an at", "inger.dahl@oslo.no", "os", true},
		{"a piece across words", "University of Oslo", "y of", true},
		{"a piece across words with a short end", "University of Oslo", "university o", true},
		{"two CJK characters begin a name", "東京大学", "東京", true},
		{"three CJK characters anywhere", "東京大学病院", "大学病", true},
		{"percent is a percent", "100 % Acme", "%", true},
		{"percent finds nothing else", "Acme", "%", false},
		{"underscore finds nothing else", "Acme", "a_me", false},
		{"star finds nothing else", "Acme", "ac*", false},
		{"a quote is a quote", `The "Big" Firm`, `"big"`, true},
		{"spaces are reduced", "Acme Bergen", "  acme    bergen ", true},
		{"nothing but an invisible character", "Acme", "\u200b", true},
		{"a decomposed accent", "Société", "Socie\u0301te\u0301", true},
		{"without marks", "Brückner & Söhne", "bruckner sohne", true},
		{"with marks that are not there", "Bruckner", "brückner", true},
		{"an o with a stroke", "Øresund Learning", "oresund", true},
		{"Polish", "Wiśniewska, Łódź", "wisniewska lodz", true},
		{"a sharp s", "Hauptstraße", "strasse", true},
		{"Portuguese", "Formação Mar Aberto", "formacao", true},
		{"a ligature", "Ærø Œuvre", "aero oeuvre", true},
		{"Turkish", "İstanbul Işık", "istanbul isik", true},
		{"two letters begin a word without marks", "Åre Éclair", "ec", true},
		{"a mark in another script is another letter", "かな", "がな", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			if err := s.Write(t.Context()).Exec("DELETE FROM registrations").Error; err != nil {
				t.Fatal(err)
			}
			addSearchable(t, s, 1, store.Fold(test.text))
			if got := store.ParseSearch(test.typed).Plain().Matches(store.Plain(store.Fold(test.text))); got != test.want {
				t.Errorf("Matches: %v", got)
			}
			if store.ParseSearch(test.typed).IsEmpty() {
				return
			}
			for _, indexFirst := range []bool{true, false} {
				if got := len(found(t, s, test.typed, indexFirst)) == 1; got != test.want {
					t.Errorf("with the index first %v: %v", indexFirst, got)
				}
			}
		})
	}
}

func TestSearchTakesEveryTextAsText(t *testing.T) {
	s, _, _ := testkit.OpenStore(t)
	addSearchable(t, s, 1, store.Fold("Acme"))
	for _, typed := range []string{
		strings.Repeat("x", 10000), strings.Repeat("q ", 5000), strings.Repeat("🏛️", 10000), strings.Repeat("%", 10000), strings.Repeat("ﷺ", 10000),
		strings.Repeat(`"`, 10000), strings.Repeat("(", 10000), strings.Repeat("ab cd ", 2000), strings.Repeat("\x00", 10000), "\xff\xfe", "NEAR(a b)", "words:acme", "^acme", "acme*", "-acme", `"`, `""`, "'; DROP TABLE users; --", "\\", "[", "[^", "*[", "̈", "\U000e0041",
	} {
		for _, indexFirst := range []bool{true, false} {
			if store.ParseSearch(typed).IsEmpty() {
				continue
			}
			if got := found(t, s, typed, indexFirst); len(got) != 0 {
				t.Errorf("%.20q found %v", typed, got)
			}
		}
	}
}

func TestSearchIndexFollowsEveryWrite(t *testing.T) {
	s, _, _ := testkit.OpenStore(t)
	addSearchable(t, s, 1, "acme")
	addSearchable(t, s, 2, "bergen")
	check := func(typed string, want ...int) {
		t.Helper()
		if got := found(t, s, typed, true); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%q: %v, want %v", typed, got, want)
		}
	}
	write := func(query string) {
		t.Helper()
		if err := s.Write(t.Context()).Exec(query).Error; err != nil {
			t.Fatal(err)
		}
		for _, table := range []string{"organizations", "users", "responses", "registrations", "outbox"} {
			// The index compares itself with what the view says.
			if err := s.Write(t.Context()).Exec("INSERT INTO " + table + "_search (" + table + "_search, rank) VALUES ('integrity-check', 1)").Error; err != nil {
				t.Errorf("after %s: %s: %v", query, table, err)
			}
		}
	}
	check("acme", 1)
	write("UPDATE registrations SET search_key = 'acme bergen' WHERE id = 2")
	check("acme", 1, 2)
	write("UPDATE registrations SET search_key = search_key, note = 'x'")
	check("acme", 1, 2)
	write("UPDATE registrations SET search_key = 'oslo ' || id")
	check("acme")
	check("oslo", 1, 2)
	write("DELETE FROM registrations WHERE id = 1")
	check("oslo", 2)
	write("INSERT INTO users (id, type, name_key, email_key, created_at, updated_at) VALUES (1, 'individual', 'dahl inger', 'a@b.no', 0, 0)")
	write("UPDATE users SET login_key = 'inger'")
	write("UPDATE users SET name_key = 'berg', email_key = '', login_key = ''")
	write("DELETE FROM users")
}
