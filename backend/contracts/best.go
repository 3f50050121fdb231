package contracts

import (
	"context"
	"fmt"
	"slices"
	"strings"

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

// bestLooked is how many contracts, and how many documents, are looked through
// for words: those that were made last. A number is found among all.
const bestLooked = 5000

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
	var numbered []int64
	err := s.Store.Read(ctx).Raw("SELECT id FROM contracts INDEXED BY contracts_number WHERE number_key <> '' AND number_key >= ? AND number_key < ? AND is_archived = 0 ORDER BY number_key LIMIT ?", from, to, limit).Scan(&numbered).Error
	if err != nil {
		return nil, fmt.Errorf("find contracts by number: %w", err)
	}
	named, err := s.newestWith(ctx, "SELECT id, search_key FROM contracts INDEXED BY contracts_created WHERE is_archived = 0 ORDER BY created_at DESC, id DESC LIMIT ?", search, limit)
	if err != nil {
		return nil, err
	}
	hits := []Hit{}
	err = s.Store.Read(ctx).Raw("SELECT c.id, c.name, c.number, (SELECT o.name FROM organizations o WHERE o.id = c.organization_id) AS organization FROM contracts c WHERE c.id IN ? ORDER BY c.created_at DESC, c.id DESC", slices.Concat(numbered, named)).Scan(&hits).Error
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
	titled, err := s.newestWith(ctx, "SELECT id, search_key FROM documents INDEXED BY documents_created ORDER BY created_at DESC, id DESC LIMIT ?", search, limit)
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

// newestWith returns the ids of a few rows of a walk that have the words, those
// in which each word begins a word first.
func (s *Service) newestWith(ctx context.Context, walk string, search store.Search, limit int) ([]int64, error) {
	words, args := search.Plain().Condition("x.search_key")
	beginning, more := search.Beginnings().Plain().Condition("x.search_key")
	var ids []int64
	err := s.Store.Read(ctx).Raw("SELECT x.id FROM ("+walk+") x WHERE "+words+" ORDER BY instr(x.search_key, ?) <> 1, CASE WHEN "+beginning+" THEN 0 ELSE 1 END LIMIT ?",
		slices.Concat([]any{bestLooked}, args, []any{store.Plain(search.Whole())}, more, []any{4 * limit})...).Scan(&ids).Error
	if err != nil {
		return nil, fmt.Errorf("look through the newest: %w", err)
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
