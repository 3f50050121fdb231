package allotments

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"portico/backend/access"
	"portico/backend/store"
)

// The states that a list can be filtered by.
const (
	Low    = "low"    // the warning is due
	Empty  = "empty"  // nothing is available
	Shared = "shared" // with organizations below
)

// Query says which stretch of the list is wanted. Zero fields don't filter.
type Query struct {
	Search         string // in the organization's name, as store.Search says
	OrganizationID int64  // at or below
	AssessmentID   int64
	State          string // Low, Empty, Shared
	Sort           string // "organization" (default), "available", "updated"; "-" before it turns it round
	After          string // Page.Next of the page before
	Limit          int    // 0 for 50, at most store.PageLimit
	SkipCount      bool   // Count is not wanted now: Page.Count is store.NotCounted where it would take time
}

// Row is one line of the list. Held leaves out responses whose time is over and
// that are not written down as expired yet.
type Row struct {
	Allotment
	Organization string
	NameKey      string
	Mode         string // the organization's Response Allotment
	Status       string // the organization's
	Assessment   string
	Overdue      int64 // not shown: what Held was lessened by
}

const rowColumns = `a.*, o.name AS organization, o.name_key, o.response_allotment AS mode, o.status,
	(SELECT s.name FROM assessments s WHERE s.id = a.assessment_id) AS assessment,
	(SELECT COUNT(*) FROM responses r WHERE r.allotment_id = a.id AND r.state IN ('invited', 'in_progress') AND r.expires_at <= ?) AS overdue`

// settled takes what is over by now off what is held.
func settled(rows []Row) {
	for i := range rows {
		rows[i].Held = max(0, rows[i].Held-rows[i].Overdue)
	}
}

// order is a way to sort: an expression that is never NULL, and its value of a
// row for the cursor.
type order struct {
	expression string
	value      func(Row) any
}

func orders() map[string]order {
	return map[string]order{
		"organization": {"o.name_key", func(r Row) any { return r.NameKey }},
		"available":    {"(a.allocated - a.used - a.held)", func(r Row) any { return r.Available() - r.Overdue }}, // as it is stored
		"updated":      {"a.updated_at", func(r Row) any { return r.UpdatedAt.UnixMilli() }},
	}
}

// refuseHidden answers a manager with Hide allotments as if there were none.
func refuseHidden(scope access.Scope) error {
	if scope.Is(access.HideAllotments) {
		return errNotFound
	}
	return nil
}

// List returns a stretch of the allotments within the scope: of a manager, those
// of their organizations and assessments (MGR-5). With Hide allotments it
// returns a NotFound fault.
func (s *Service) List(ctx context.Context, scope access.Scope, query Query) (store.Page[Row], error) {
	if err := refuseHidden(scope); err != nil {
		return store.Page[Row]{}, err
	}
	name, descending := strings.CutPrefix(query.Sort, "-")
	by, known := orders()[name]
	if !known {
		by, descending = orders()["organization"], false
	}
	from, args, condition, err := s.filter(ctx, scope, query)
	if err != nil {
		return store.Page[Row]{}, err
	}
	most := store.CountLimit
	if query.SkipCount {
		most = sortLimit
	}
	count, err := s.count(ctx, from, condition, args, most)
	if err != nil {
		return store.Page[Row]{}, err
	}
	direction, beyond := "", ">"
	if descending {
		direction, beyond = " DESC", "<"
	}
	if query.After != "" {
		var value any
		var id int64
		if err := store.ParseCursor(query.After, &value, &id); err != nil {
			return store.Page[Row]{}, err
		}
		condition += fmt.Sprintf(" AND (%s, a.id) %s (?, ?)", by.expression, beyond)
		args = append(args, value, id)
	}
	limit := store.Limit(query.Limit)
	var rows []Row
	err = s.Store.Read(ctx).Raw(fmt.Sprintf("SELECT %s FROM %s WHERE %s ORDER BY %s%s, a.id%s LIMIT ?", rowColumns, from.sorted(by.expression, count), condition, by.expression, direction, direction),
		append(append([]any{s.Store.Now()}, args...), limit+1)...).Scan(&rows).Error
	if err != nil {
		return store.Page[Row]{}, fmt.Errorf("list allotments: %w", err)
	}
	settled(rows)
	page := store.Cut(rows, limit, func(r Row) string { return store.Cursor(by.value(r), r.ID) })
	if page.Count = count; query.SkipCount && count > most {
		page.Count = store.NotCounted
	}
	return page, nil
}

// Count returns how many allotments within the scope match in all, at most
// store.CountLimit + 1. With Hide allotments it returns a NotFound fault.
func (s *Service) Count(ctx context.Context, scope access.Scope, query Query) (int, error) {
	if err := refuseHidden(scope); err != nil {
		return 0, err
	}
	from, args, condition, err := s.filter(ctx, scope, query)
	if err != nil {
		return 0, err
	}
	return s.count(ctx, from, condition, args, store.CountLimit)
}

// count counts what matches, at most one more than most.
func (s *Service) count(ctx context.Context, from source, condition string, args []any, most int) (int, error) {
	var count int
	err := s.Store.Read(ctx).Raw("SELECT COUNT(*) FROM (SELECT 1 FROM "+from.counted()+" WHERE "+condition+" LIMIT ?)", append(slices.Clone(args), most+1)...).Scan(&count).Error
	if err != nil {
		return 0, fmt.Errorf("count allotments: %w", err)
	}
	return count, nil
}

// sortLimit is up to how many allotments are brought together and sorted by
// name. Of more, a walk along the names soon has a page.
const sortLimit = 3000

// source is what a list selects from: which of the two tables goes first, in
// the database's words, decides whether a million organizations are looked at
// or a few allotments.
type source struct {
	hits      string // few organizations that a search found; "" for none
	isApart   bool   // within a branch, whose organizations the database finds first by itself
	isByNames bool   // the condition looks at the organizations
}

func (f source) allotmentsFirst() string {
	return "allotments a CROSS JOIN organizations o ON o.id = a.organization_id"
}

// counted is the source to count with.
func (f source) counted() string {
	switch {
	case f.hits != "":
		return f.hits + " JOIN allotments a ON a.organization_id = o.id"
	case f.isApart:
		return "allotments a JOIN organizations o ON o.id = a.organization_id"
	case !f.isByNames:
		return "allotments a"
	}
	return f.allotmentsFirst()
}

// sorted is the source of a page, of a list of this length. Of a long one by
// name, the page is found along the organizations' names; of a short one that
// would pass over most of them, and all of it is sorted.
func (f source) sorted(by string, count int) string {
	switch {
	case f.hits != "" || f.isApart:
		return f.counted()
	case by == orders()["organization"].expression && count > sortLimit:
		return "organizations o CROSS JOIN allotments a ON a.organization_id = o.id"
	}
	return f.allotmentsFirst()
}

// filter returns what to select from and under which condition; the arguments
// are in that order.
func (s *Service) filter(ctx context.Context, scope access.Scope, query Query) (from source, args []any, condition string, err error) {
	from.isApart = scope.Kind() != access.Administrator || query.OrganizationID != 0
	condition, args = within(scope)
	search := store.ParseSearch(query.Search)
	if from.isByNames = !search.IsEmpty(); from.isByNames {
		plan, err := s.Store.PlanSearch(ctx, store.SearchIndex{Table: "organizations", Column: "name_key"}, search, 1000)
		if err != nil {
			return from, nil, "", err
		}
		var hits []any
		if plan.Few {
			from.hits, hits = plan.FromHits("o")
		}
		words, values := plan.Condition("o")
		condition, args = condition+" AND "+words, slices.Concat(hits, args, values)
	}
	if query.AssessmentID != 0 {
		condition, args = condition+" AND a.assessment_id = ?", append(args, query.AssessmentID)
	}
	switch query.State {
	case Low:
		condition += " AND a.warn_below > 0 AND a.allocated - a.used - a.held < a.warn_below"
	case Empty:
		condition += " AND a.allocated - a.used - a.held = 0"
	case Shared:
		condition += " AND a.is_shared = 1"
	}
	if query.OrganizationID != 0 {
		o, err := s.Organizations.Find(ctx, scope, query.OrganizationID)
		if err != nil {
			return from, nil, "", err
		}
		first, end := store.PathRange(o.Path)
		condition, args = condition+" AND o.path >= ? AND o.path < ?", append(args, first, end)
	}
	return from, args, condition, nil
}

// Find returns one allotment within the scope. Another's answers exactly as a
// missing one: a NotFound fault (SEC-33).
func (s *Service) Find(ctx context.Context, scope access.Scope, id int64) (Row, error) {
	if err := refuseHidden(scope); err != nil {
		return Row{}, err
	}
	condition, args := within(scope)
	var rows []Row
	err := s.Store.Read(ctx).Raw("SELECT "+rowColumns+" FROM allotments a JOIN organizations o ON o.id = a.organization_id WHERE a.id = ? AND "+condition,
		append([]any{s.Store.Now(), id}, args...)...).Scan(&rows).Error
	if err != nil {
		return Row{}, fmt.Errorf("find allotment: %w", err)
	}
	if len(rows) == 0 {
		return Row{}, errNotFound
	}
	settled(rows)
	return rows[0], nil
}

// Own returns the allotments of one organization itself, by assessment.
func (s *Service) Own(ctx context.Context, scope access.Scope, organizationID int64) ([]Row, error) {
	if err := refuseHidden(scope); err != nil {
		return nil, err
	}
	condition, args := within(scope)
	rows := []Row{}
	err := s.Store.Read(ctx).Raw("SELECT "+rowColumns+" FROM allotments a JOIN organizations o ON o.id = a.organization_id WHERE a.organization_id = ? AND "+condition+" ORDER BY assessment, a.id",
		append([]any{s.Store.Now(), organizationID}, args...)...).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("list allotments: %w", err)
	}
	settled(rows)
	return rows, nil
}

// LowCount returns how many allotments warn, at most store.CountLimit + 1; none
// while Use Allotments is off.
func (s *Service) LowCount(ctx context.Context) (int64, error) {
	on, err := s.IsOn(ctx)
	if err != nil || !on {
		return 0, err
	}
	var count int64
	err = s.Store.Read(ctx).Raw("SELECT COUNT(*) FROM (SELECT 1 FROM allotments WHERE warn_below > 0 AND allocated - used - held < warn_below LIMIT ?)", store.CountLimit+1).Scan(&count).Error
	if err != nil {
		return 0, fmt.Errorf("count low allotments: %w", err)
	}
	return count, nil
}
