package contracts

import (
	"context"
	"fmt"
	"slices"

	"portico/backend/access"
	"portico/backend/store"
)

// Query says which stretch of the list of contracts is wanted. Zero fields
// don't filter; archived ones are listed by themselves.
type Query struct {
	Search         string // all words, as store.Search says
	Status         Status
	Category       string
	OrganizationID int64 // at or below
	IsArchived     bool
	After          string
	Limit          int
}

// Row is one line of the list.
type Row struct {
	Contract
	Organization string
	Documents    int
	Waiting      int // documents that wait for signatures
	Completed    int
}

// List returns a stretch of the contracts, newest first.
func (s *Service) List(ctx context.Context, query Query) (store.Page[Row], error) {
	filter, args, err := s.filter(ctx, query)
	if err != nil {
		return store.Page[Row]{}, err
	}
	plan, err := s.Store.PlanSearch(ctx, searchedContracts, store.ParseSearch(query.Search), store.CountLimit)
	if err != nil {
		return store.Page[Row]{}, err
	}
	from, first := plan.From("c")
	args = append(first, args...)
	var count int
	if err := s.Store.Read(ctx).Raw("SELECT COUNT(*) FROM (SELECT 1 FROM "+from+" WHERE "+filter+" LIMIT ?)", append(slices.Clone(args), store.CountLimit+1)...).Scan(&count).Error; err != nil {
		return store.Page[Row]{}, fmt.Errorf("count contracts: %w", err)
	}
	if query.After != "" {
		var at, id int64
		if err := store.ParseCursor(query.After, &at, &id); err != nil {
			return store.Page[Row]{}, err
		}
		filter, args = filter+" AND (c.created_at, c.id) < (?, ?)", append(args, at, id)
	}
	limit := store.Limit(query.Limit)
	var rows []Row
	err = s.Store.Read(ctx).Raw(`SELECT c.*, (SELECT o.name FROM organizations o WHERE o.id = c.organization_id) AS organization,
		(SELECT COUNT(*) FROM documents d INDEXED BY documents_contract WHERE d.contract_id = c.id) AS documents,
		(SELECT COUNT(*) FROM documents d INDEXED BY documents_contract WHERE d.contract_id = c.id AND d.state = 'sent' AND d.is_signable = 1) AS waiting,
		(SELECT COUNT(*) FROM documents d INDEXED BY documents_contract WHERE d.contract_id = c.id AND d.state = 'completed') AS completed
		FROM (SELECT c.id FROM `+from+" WHERE "+filter+" ORDER BY c.created_at DESC, c.id DESC LIMIT ?) page CROSS JOIN contracts c ON c.id = page.id ORDER BY c.created_at DESC, c.id DESC", append(args, limit+1)...).Scan(&rows).Error
	if err != nil {
		return store.Page[Row]{}, fmt.Errorf("list contracts: %w", err)
	}
	page := store.Cut(rows, limit, func(r Row) string { return store.Cursor(r.CreatedAt.UnixMilli(), r.ID) })
	page.Count = count
	return page, nil
}

func (s *Service) filter(ctx context.Context, query Query) (string, []any, error) {
	condition, args := "c.is_archived = ?", []any{query.IsArchived}
	if search := store.ParseSearch(query.Search); !search.IsEmpty() {
		words, values := search.Plain().Condition(searchedContracts.Text("c"))
		condition, args = condition+" AND "+words, append(args, values...)
	}
	if query.Status != "" {
		condition, args = condition+" AND c.status = ?", append(args, query.Status)
	}
	if query.Category != "" {
		condition, args = condition+" AND c.category = ?", append(args, query.Category)
	}
	if query.OrganizationID != 0 {
		part, values, err := s.below(ctx, "c", query.OrganizationID)
		if err != nil {
			return "", nil, err
		}
		condition, args = condition+part, append(args, values...)
	}
	return condition, args, nil
}

// below keeps what belongs to an organization or to one below it.
func (s *Service) below(ctx context.Context, alias string, organizationID int64) (string, []any, error) {
	o, err := s.Organizations.Find(ctx, access.ForAdministrator(), organizationID)
	if err != nil {
		return "", nil, err
	}
	from, to := store.PathRange(o.Path)
	return " AND " + alias + ".organization_id IN (SELECT b.id FROM organizations b WHERE b.path >= ? AND b.path < ?)", []any{from, to}, nil
}

// Categories returns the categories in use, by name, at most 200.
func (s *Service) Categories(ctx context.Context) ([]string, error) {
	categories := []string{}
	err := s.Store.Read(ctx).Raw("SELECT DISTINCT category FROM contracts WHERE category <> '' ORDER BY category LIMIT 200").Scan(&categories).Error
	if err != nil {
		return nil, fmt.Errorf("list categories: %w", err)
	}
	return categories, nil
}
