package contracts

import (
	"context"
	"fmt"

	"portico/backend/store"
)

// The search indexes of contracts and documents. That of documents holds the
// title in force and that of a correction, where it differs, as one text.
var (
	searchedContracts = store.SearchIndex{Table: "contracts", Column: "search_key"}
	searchedDocuments = store.SearchIndex{Table: "documents", Column: "titles_key"}
)

// fewWait is up to how many documents of one person are gathered and sorted.
// Whoever has more of them is met often on a walk along the list.
const fewWait = 1000

// documentSource returns what a query of documents selects from, with its
// arguments: the few that an index has of a person or of words first, else the
// documents in their order.
func (s *Service) documentSource(ctx context.Context, query DocumentQuery) (from string, args []any, err error) {
	if query.WaitsFor != 0 {
		var count int
		if err := s.Store.Read(ctx).Raw("SELECT COUNT(*) FROM (SELECT 1 FROM document_turns WHERE user_id = ? LIMIT ?)", query.WaitsFor, fewWait+1).Scan(&count).Error; err != nil {
			return "", nil, fmt.Errorf("count what waits: %w", err)
		}
		if count <= fewWait {
			return "document_turns w CROSS JOIN documents d ON w.user_id = ? AND d.id = w.document_id", []any{query.WaitsFor}, nil
		}
	}
	plan, err := s.Store.PlanSearch(ctx, searchedDocuments, store.ParseSearch(query.Search), store.CountLimit)
	if err != nil {
		return "", nil, err
	}
	from, args = plan.From("d")
	return from, args, nil
}
