package contracts

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"portico/backend/store"
)

// Hit is a contract or a document that was found for what somebody typed who
// looks for one of them.
type Hit struct {
	ID           int64
	Name         string // of the contract; the title of the document
	Number       string // of the contract
	Contract     string // of the document
	Organization string
}

// bestFew is up to how many hits of the search index are all ranked. Of more,
// the newest are looked through, and bestLooked rows at most for those in which
// the words begin words.
const (
	bestFew    = 1000
	bestLooked = 5000
)

// BestContracts returns at most limit contracts that are not archived: the one
// of just that number or name first, then those of which one begins so, those
// in which each word begins a word, and last those that have the words
// anywhere; the newest first among equals.
func (s *Service) BestContracts(ctx context.Context, typed string, limit int) ([]Hit, error) {
	search := store.ParseSearch(typed)
	if search.IsEmpty() {
		return []Hit{}, nil
	}
	from, to := store.PrefixRange(search.Whole())
	var ids []int64
	err := s.Store.Read(ctx).Raw("SELECT id FROM contracts INDEXED BY contracts_number WHERE number_key <> '' AND number_key >= ? AND number_key < ? AND is_archived = 0 ORDER BY number_key LIMIT ?", from, to, limit).Scan(&ids).Error
	if err != nil {
		return nil, fmt.Errorf("find contracts by number: %w", err)
	}
	named, err := s.bestIn(ctx, bestSource{index: searchedContracts, order: "contracts_created", condition: "x.is_archived = 0", named: "x.name"}, search, limit)
	if err != nil {
		return nil, err
	}
	hits := []Hit{}
	err = s.Store.Read(ctx).Raw("SELECT c.id, c.name, c.number, (SELECT o.name FROM organizations o WHERE o.id = c.organization_id) AS organization FROM contracts c WHERE c.id IN ? ORDER BY c.created_at DESC, c.id DESC", slices.Concat(ids, named)).Scan(&hits).Error
	if err != nil {
		return nil, fmt.Errorf("find contracts: %w", err)
	}
	return bestOf(hits, search, limit), nil
}

// BestDocuments returns at most limit documents by their titles, in the order
// of BestContracts.
func (s *Service) BestDocuments(ctx context.Context, typed string, limit int) ([]Hit, error) {
	search := store.ParseSearch(typed)
	if search.IsEmpty() {
		return []Hit{}, nil
	}
	titled, err := s.bestIn(ctx, bestSource{index: searchedDocuments, order: "documents_created", condition: "1 = 1", named: "x.title"}, search, limit)
	if err != nil {
		return nil, err
	}
	hits := []Hit{}
	err = s.Store.Read(ctx).Raw(`SELECT d.id, d.title AS name, (SELECT c.name FROM contracts c WHERE c.id = d.contract_id) AS contract, (SELECT o.name FROM organizations o WHERE o.id = d.organization_id) AS organization
		FROM documents d WHERE d.id IN ? ORDER BY d.created_at DESC, d.id DESC`, titled).Scan(&hits).Error
	if err != nil {
		return nil, fmt.Errorf("find documents: %w", err)
	}
	return bestOf(hits, search, limit), nil
}

// bestSource is a table in which the best are looked for, as x.
type bestSource struct {
	index     store.SearchIndex
	order     string // the index in the order of making, the newest first
	condition string // which rows count
	named     string // the column with the name, which the searched text begins with
}

// bestIn returns the ids of a few rows that have the words, better ones first:
// those whose name is just what was typed or begins so, of all there are, then
// those in which each word begins a word.
func (s *Service) bestIn(ctx context.Context, in bestSource, search store.Search, limit int) ([]int64, error) {
	plan, err := s.Store.PlanSearch(ctx, in.index, search, bestFew)
	if err != nil {
		return nil, err
	}
	if plan.Few {
		return s.rankedHits(ctx, in, plan, search, limit)
	}
	begun, err := s.begunSo(ctx, in, search, limit)
	if err != nil {
		return nil, err
	}
	words, args := plan.Condition("x")
	beginning, more := plan.Beginnings().Condition("x")
	walk := "SELECT x.id FROM (SELECT x.id, x." + in.index.Column + ", x.plain_key FROM " + in.index.Table + " AS x INDEXED BY " + in.order + " WHERE " + in.condition + " ORDER BY x.created_at DESC, x.id DESC LIMIT ?) x WHERE "
	var newest []int64
	for _, one := range []struct {
		condition string
		args      []any
	}{{beginning, more}, {words, args}} {
		var some []int64
		if err := s.Store.Read(ctx).Raw(walk+one.condition+" LIMIT ?", slices.Concat([]any{bestLooked}, one.args, []any{limit})...).Scan(&some).Error; err != nil {
			return nil, fmt.Errorf("look through the newest: %w", err)
		}
		newest = append(newest, some...)
	}
	if ids := slices.Concat(begun, newest); distinct(ids) >= limit {
		return ids, nil
	}
	return s.rankedHits(ctx, in, plan, search, limit) // they stand far down
}

func distinct(ids []int64) int { return len(slices.Compact(slices.Sorted(slices.Values(ids)))) }

// rankedHits ranks all that the search index finds, those first that begin with
// what was typed, and of these those that are no longer.
func (s *Service) rankedHits(ctx context.Context, in bestSource, plan store.SearchPlan, search store.Search, limit int) ([]int64, error) {
	from, hits := plan.FromHits("x")
	words, args := plan.ConditionOfHits("x")
	beginning, more := plan.Beginnings().Condition("x")
	whole := store.Plain(search.Whole())
	var ids []int64
	err := s.Store.Read(ctx).Raw("SELECT x.id FROM "+from+" WHERE "+in.condition+" AND "+words+" ORDER BY instr("+in.index.Text("x")+", ?) <> 1, length("+in.named+") <> ?, CASE WHEN "+beginning+" THEN 0 ELSE 1 END, x.created_at DESC, x.id DESC LIMIT ?",
		slices.Concat(hits, args, []any{whole, utf8.RuneCountInString(search.Whole())}, more, []any{4 * limit})...).Scan(&ids).Error
	if err != nil {
		return nil, fmt.Errorf("rank hits: %w", err)
	}
	return ids, nil
}

// begunSo returns a few rows whose text begins with what was typed, those first
// whose name is no longer, then the newest.
func (s *Service) begunSo(ctx context.Context, in bestSource, search store.Search, limit int) ([]int64, error) {
	from, to := store.PrefixRange(store.Plain(search.Whole()))
	text := "x." + in.index.Column
	var ids []int64
	err := s.Store.Read(ctx).Raw("SELECT x.id FROM (SELECT x.id, "+in.named+" AS name, x.created_at FROM "+in.index.Table+" AS x INDEXED BY "+in.index.Table+"_text WHERE "+text+" >= ? AND "+text+" < ? AND "+in.condition+" ORDER BY "+text+" LIMIT ?) x ORDER BY length(x.name) <> ?, x.created_at DESC, x.id DESC LIMIT ?",
		from, to, bestLooked, utf8.RuneCountInString(search.Whole()), 2*limit).Scan(&ids).Error
	if err != nil {
		return nil, fmt.Errorf("find what begins so: %w", err)
	}
	return ids, nil
}

func bestOf(hits []Hit, search store.Search, limit int) []Hit {
	slices.SortStableFunc(hits, func(a, b Hit) int { return a.rank(search) - b.rank(search) })
	return hits[:min(limit, len(hits))]
}

// rank is 0 for the best.
func (h Hit) rank(search store.Search) int {
	keys := []string{store.Fold(h.Name), store.Fold(h.Number)}
	begins := func(key string) bool { return strings.HasPrefix(key, search.Whole()) }
	switch {
	case slices.Contains(keys, search.Whole()):
		return 0
	case slices.ContainsFunc(keys, begins):
		return 1
	case search.Beginnings().Plain().Matches(store.Plain(strings.Join(keys, " "))):
		return 2
	}
	return 3
}
