package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// Search is what a person typed into the search field of a list, taken apart.
//
// Words are looked for in any order, and every one must occur: one of three or
// more characters anywhere, one of one or two characters at the beginning of a
// word. What was typed also matches wherever it stands just so. Case, width and
// runs of white space don't matter (Fold); no character has a meaning of its
// own. The zero Search matches everything.
type Search struct {
	whole  string   // everything, folded
	words  []string // distinct; only whole when there are too many
	begins bool     // every word must begin a word
}

// mostWords is how many words are looked for one by one. More than these are
// a text that was pasted, and are looked for as they stand.
const mostWords = 12

// mostTrigrams is how many groups of three characters of a word the index is
// asked for. The rows it gives are compared with the whole word anyway.
const mostTrigrams = 16

// separators are the characters after which a word begins. The views in
// migrations/sqlite/0002_search.sql name the same.
const separators = "-([{/\\.,:;'\"&+_@#–—’‘“„«·・"

// ParseSearch takes apart what a person typed.
func ParseSearch(typed string) Search {
	s := Search{whole: Fold(typed)}
	for _, word := range strings.Fields(s.whole) {
		if !slices.Contains(s.words, word) {
			s.words = append(s.words, word)
		}
	}
	if len(s.words) > mostWords {
		s.words = []string{s.whole}
	}
	return s
}

// Beginnings returns the same search for whoever wants the better hits alone:
// each word must begin a word.
func (s Search) Beginnings() Search { s.begins = true; return s }

// Plain returns the same search without the marks of letters.
func (s Search) Plain() Search {
	plain := Search{whole: Plain(s.whole), begins: s.begins}
	for _, word := range s.words {
		if word = Plain(word); word != "" && !slices.Contains(plain.words, word) {
			plain.words = append(plain.words, word)
		}
	}
	if len(plain.words) == 0 {
		return s // nothing but marks, which no text has
	}
	return plain
}

// Whole returns what is searched, folded.
func (s Search) Whole() string { return s.whole }

// atBeginning reports whether a word must begin a word.
func (s Search) atBeginning(word string) bool { return s.begins || isShort(word) }

// orWhole reports whether what was typed matches also where it stands just so
// and a short word of it begins nothing.
func (s Search) orWhole() bool {
	return len(s.words) > 1 && !s.begins && slices.ContainsFunc(s.words, isShort)
}

// IsEmpty reports whether there is nothing to search for.
func (s Search) IsEmpty() bool { return s.whole == "" }

// Matches reports whether a folded text has what is searched. It is what
// Condition and the index say in SQL.
func (s Search) Matches(text string) bool {
	if strings.Contains(text, s.whole) && !s.begins && (len(s.words) != 1 || !isShort(s.words[0])) {
		return true
	}
	for _, word := range s.words {
		found := strings.Contains(text, word)
		if s.atBeginning(word) {
			found = strings.Contains(spread(text), spread(word))
		}
		if !found {
			return false
		}
	}
	return true
}

// Condition returns the condition on a folded column that holds for what
// Matches, with its arguments.
func (s Search) Condition(column string) (string, []any) {
	if s.IsEmpty() {
		return "1 = 1", nil
	}
	var parts []string
	var args []any
	for _, word := range s.words {
		part := "instr(" + column + ", ?) > 0"
		args = append(args, word)
		if s.atBeginning(word) {
			begins, more := beginning(column, word)
			part, args = part+" AND "+begins, append(args, more...) // the first half ends most looks early
		}
		parts = append(parts, part)
	}
	all := strings.Join(parts, " AND ")
	if s.orWhole() {
		return "(" + all + " OR instr(" + column + ", ?) > 0)", append(args, s.whole)
	}
	return all, args
}

// match returns the same as an expression of the full-text index, as far as an
// index of trigrams can tell: rows that it doesn't give don't match.
func (s Search) match() string {
	var all []string
	for _, word := range s.words {
		all = append(all, trigrams(word, s.atBeginning(word))...)
	}
	expression := and(all)
	if s.orWhole() {
		return "(" + expression + ") OR (" + and(trigrams(s.whole, false)) + ")"
	}
	return expression
}

func and(trigrams []string) string {
	quoted := make([]string, 0, len(trigrams))
	for _, trigram := range slices.Compact(slices.Sorted(slices.Values(trigrams))) {
		quoted = append(quoted, `"`+strings.ReplaceAll(trigram, `"`, `""`)+`"`)
	}
	return strings.Join(quoted, " AND ")
}

// trigrams returns groups of three characters that every indexed text has in
// which the word is found, or begins a word, at most mostTrigrams, from all
// over it.
func trigrams(word string, begins bool) []string {
	text := []rune(spread(word))
	switch letters := len([]rune(word)); {
	case !begins:
		text = text[2:] // it need not begin there
	case !isShort(word):
	case len(text) == letters+2:
		text = text[letters-1:] // three characters tell it all
	}
	var found []string
	last := len(text) - 3
	step := max(1, (last+mostTrigrams)/mostTrigrams)
	for at := 0; at <= last; at += step {
		found = append(found, string(text[at:at+3]))
	}
	return found
}

func isShort(word string) bool { return len(word) <= 8 && len([]rune(word)) < 3 }

// spread returns a folded text as it is indexed: two spaces before each word.
func spread(text string) string {
	var out strings.Builder
	out.WriteString("  ")
	for _, r := range text {
		out.WriteRune(r)
		switch {
		case r == ' ':
			out.WriteByte(' ')
		case strings.ContainsRune(separators, r):
			out.WriteString("  ")
		}
	}
	return out.String()
}

// beginning returns the condition that a short word begins a word of a column.
func beginning(column, word string) (string, []any) {
	parts, args := []string{"instr(' ' || " + column + ", ?) > 0"}, []any{" " + word}
	for _, separator := range separators {
		parts = append(parts, "instr("+column+", ?) > 0")
		args = append(args, string(separator)+word)
	}
	return "(" + strings.Join(parts, " OR ") + ")", args
}

// SearchIndex is the search index of a table, by the column of the table that
// it holds, without the marks of letters: the table has a plain_key beside it.
type SearchIndex struct {
	Table  string // "organizations"; the index is organizations_search
	Column string // "name_key"
}

// Text returns what a search looks at in a row. It is for a plain search.
func (i SearchIndex) Text(alias string) string {
	return "COALESCE(" + alias + ".plain_key, " + alias + "." + i.Column + ")"
}

// SearchPlan is the way to search that fits how many rows match. A common word
// matches a great part of a table: then walking the list in its order and
// stopping after a page is quick, and gathering and sorting all hits is not.
// Of a rare word it is the other way round.
type SearchPlan struct {
	Few    bool // the hits of the index go first
	search Search
	index  SearchIndex
}

// PlanSearch chooses by a count of the index's hits that ends early: at most
// few of them go first.
func (s *Store) PlanSearch(ctx context.Context, index SearchIndex, search Search, few int) (SearchPlan, error) {
	plan := SearchPlan{search: search.Plain(), index: index}
	if search.IsEmpty() {
		return plan, nil
	}
	hits, err := s.countHits(ctx, plan, few+1)
	plan.Few = hits <= few
	return plan, err
}

func (s *Store) countHits(ctx context.Context, plan SearchPlan, most int) (int, error) {
	var hits int
	err := s.Read(ctx).Raw("SELECT COUNT(*) FROM (SELECT 1 FROM "+plan.index.Table+"_search(?) LIMIT ?)", plan.search.match(), most).Scan(&hits).Error
	if err != nil {
		return 0, fmt.Errorf("search %s: %w", plan.index.Table, err)
	}
	return hits, nil
}

// CountExactly returns how many rows match, at most CountLimit + 1, where the
// index can tell without looking at a row, and whether it can.
func (s *Store) CountExactly(ctx context.Context, plan SearchPlan) (count int, can bool, err error) {
	if plan.search.IsEmpty() || !plan.isExact() {
		return 0, false, nil
	}
	count, err = s.countHits(ctx, plan, CountLimit+1)
	return count, true, err
}

// isExact reports whether every hit of the index matches: one word that is one
// group of three characters there.
func (p SearchPlan) isExact() bool {
	return len(p.search.words) == 1 && len(trigrams(p.search.words[0], p.search.atBeginning(p.search.words[0]))) == 1
}

// Beginnings returns the plan for the better hits alone, as Search.Beginnings
// does.
func (p SearchPlan) Beginnings() SearchPlan { p.search = p.search.Beginnings(); return p }

// From returns what to select from, under the table's alias, and its arguments:
// the hits of the index first where they are few, else the table.
func (p SearchPlan) From(alias string) (string, []any) {
	if p.Few {
		return p.FromHits(alias)
	}
	return p.index.Table + " AS " + alias, nil
}

// FromHits is From with the hits of the index first, however many there are.
func (p SearchPlan) FromHits(alias string) (string, []any) {
	hits, args := p.Hits()
	return fmt.Sprintf("(%[1]s) AS hit CROSS JOIN %[2]s AS %[3]s ON %[3]s.id = hit.id", hits, p.index.Table, alias), args
}

// Hits returns a query for the ids of the rows that the index finds.
func (p SearchPlan) Hits() (string, []any) {
	return "SELECT rowid AS id FROM " + p.index.Table + "_search(?)", []any{p.search.match()}
}

// Condition returns the condition that keeps the rows that match.
func (p SearchPlan) Condition(alias string) (string, []any) {
	return p.search.Condition(p.index.Text(alias))
}

// ConditionOfHits is Condition for rows that the index found.
func (p SearchPlan) ConditionOfHits(alias string) (string, []any) {
	if p.isExact() {
		return "1 = 1", nil
	}
	return p.Condition(alias)
}
