package responses

import (
	"context"
	"fmt"
	"strings"

	"portico/backend/access"
	"portico/backend/fault"
	"portico/backend/store"
)

// Query says which stretch of the list is wanted. Zero fields don't filter.
type Query struct {
	Search         string // all words, as store.Search says, in name and email; refused with Hide respondent identities
	State          State
	AssessmentID   int64
	OrganizationID int64  // at or below
	CohortID       int64  // those of one cohort
	Sort           string // "-created" (default), "name", "expires", "score", "completed"; "-" turns it round
	After          string // Page.Next of the page before
	Limit          int    // 0 for 50, at most store.PageLimit
}

// Row is one line of the list.
type Row struct {
	Response
	Organization string
	Assessment   string
}

// Counts says how many responses stand where. Each is at most
// store.CountLimit + 1, which reads "10,000+".
type Counts map[State]int

// searched is the search index of responses.
var searched = store.SearchIndex{Table: "responses", Column: "search_key"}

// columns of a row; never the link, hashed or sealed.
const columns = `r.id, r.organization_id, r.assessment_id, r.version_id, r.state, r.first_name, r.last_name, r.email, r.search_key,
	r.language, r.assessor_name, r.assessor_email, r.section, r.progress, r.score, r.section_scores, r.invited_by_id,
	r.cohort_id, r.role, r.classifiers, r.is_anonymous, r.remind_at, r.reminded_at,
	r.created_at, r.sent_at, r.started_at, r.completed_at, r.cancelled_at, r.expires_at, r.updated_at,
	(SELECT o.name FROM organizations o WHERE o.id = r.organization_id) AS organization,
	(SELECT a.name FROM assessments a WHERE a.id = r.assessment_id) AS assessment`

// order is a way to sort: an expression that is never NULL, and its value of
// a row for the cursor.
type order struct {
	expression string
	value      func(Response) any
}

func orders() map[string]order {
	return map[string]order{
		"created":   {"r.created_at", func(r Response) any { return r.CreatedAt.UnixMilli() }},
		"name":      {"r.search_key", func(r Response) any { return r.SearchKey }},
		"expires":   {"r.expires_at", func(r Response) any { return r.ExpiresAt.UnixMilli() }},
		"completed": {"COALESCE(r.completed_at, 0)", func(r Response) any { return max(0, r.CompletedAt.UnixMilli()) }},
		"score": {"CASE WHEN r.is_anonymous = 1 THEN -1 ELSE COALESCE(r.score, -1) END", func(r Response) any {
			if r.Score == nil || r.IsAnonymous {
				return -1
			}
			return *r.Score
		}},
	}
}

// List returns a stretch of the responses within the scope. With Hide
// respondent identities names are empty and can't be searched or sorted by;
// with Hide scores in lists the same holds for scores.
func (s *Service) List(ctx context.Context, scope access.Scope, query Query) (store.Page[Row], error) {
	name, descending := strings.CutPrefix(query.Sort, "-")
	if query.Sort == "" {
		name, descending = "created", true
	}
	by, known := orders()[name]
	if !known || name == "name" && scope.Is(access.HideIdentities) || name == "score" && scope.Is(access.HideScores) {
		return store.Page[Row]{}, fault.New(fault.Invalid, "The list can't be sorted like this.")
	}
	filter, args, err := s.filter(ctx, scope, query)
	if err != nil {
		return store.Page[Row]{}, err
	}
	plan, err := s.store.PlanSearch(ctx, searched, store.ParseSearch(query.Search), store.CountLimit)
	if err != nil {
		return store.Page[Row]{}, err
	}
	from, hits := plan.From("r")
	args = append(hits, args...)
	var count int
	err = s.store.Read(ctx).Raw("SELECT COUNT(*) FROM (SELECT 1 FROM "+from+" WHERE "+filter+" LIMIT ?)", append(append([]any{}, args...), store.CountLimit+1)...).Scan(&count).Error
	if err != nil {
		return store.Page[Row]{}, fmt.Errorf("count responses: %w", err)
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
		filter += fmt.Sprintf(" AND (%s, r.id) %s (?, ?)", by.expression, beyond)
		args = append(args, value, id)
	}
	limit := store.Limit(query.Limit)
	var rows []Row
	err = s.store.Read(ctx).Raw(fmt.Sprintf("SELECT %s FROM %s WHERE %s ORDER BY %s%s, r.id%s LIMIT ?",
		columns, from, filter, by.expression, direction, direction), append(args, limit+1)...).Scan(&rows).Error
	if err != nil {
		return store.Page[Row]{}, fmt.Errorf("list responses: %w", err)
	}
	page := store.Cut(rows, limit, func(r Row) string { return store.Cursor(by.value(r.Response), r.ID) })
	page.Count = count
	for i := range page.Items {
		row := &page.Items[i]
		row.Response = disguise(scope, row.Response)
		row.State = row.At(s.store.Now())
		if scope.Is(access.HideScores) || row.IsAnonymous {
			row.Score, row.SectionScores = nil, nil
		}
	}
	return page, nil
}

// filter returns the condition of a query within a scope.
func (s *Service) filter(ctx context.Context, scope access.Scope, query Query) (string, []any, error) {
	condition, args := s.within(scope)
	if search := strings.TrimSpace(query.Search); search != "" {
		if err := refuse(scope, access.HideIdentities, "Names and emails of respondents can't be searched with your access."); err != nil {
			return "", nil, err
		}
		words, values := store.ParseSearch(search).Plain().Condition(searched.Text("r"))
		condition, args = condition+" AND "+words, append(args, values...)
	}
	if query.State != "" {
		condition += " AND r.state = ?"
		args = append(args, query.State)
	}
	if query.AssessmentID != 0 {
		condition += " AND r.assessment_id = ?"
		args = append(args, query.AssessmentID)
	}
	if query.CohortID != 0 {
		condition += " AND r.cohort_id = ?"
		args = append(args, query.CohortID)
	}
	if query.OrganizationID != 0 {
		o, err := s.organizations.Find(ctx, scope, query.OrganizationID)
		if err != nil {
			return "", nil, err
		}
		condition += fmt.Sprintf(" AND r.level%d_id = ?", o.Level)
		args = append(args, o.ID)
	}
	return condition, args, nil
}

// Count returns how many responses within the scope stand where, by the
// assessment, organization and cohort of the query; its search and state don't count.
func (s *Service) Count(ctx context.Context, scope access.Scope, query Query) (Counts, error) {
	filter, args, err := s.filter(ctx, scope, Query{AssessmentID: query.AssessmentID, OrganizationID: query.OrganizationID, CohortID: query.CohortID})
	if err != nil {
		return nil, err
	}
	// One bounded count for each state, each along its index, instead of one
	// walk over everything.
	var parts []string
	var all []any
	for _, state := range States() {
		parts = append(parts, "SELECT ? AS state, COUNT(*) AS count FROM (SELECT 1 FROM responses r WHERE r.state = ? AND "+filter+" LIMIT ?)")
		all = append(append(append(all, state, state), args...), store.CountLimit+1)
	}
	var rows []struct {
		State State
		Count int
	}
	if err := s.store.Read(ctx).Raw(strings.Join(parts, " UNION ALL "), all...).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("count responses: %w", err)
	}
	counts := Counts{}
	for _, row := range rows {
		counts[row.State] = row.Count
	}
	return counts, nil
}
