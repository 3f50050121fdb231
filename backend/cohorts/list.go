package cohorts

import (
	"context"
	"fmt"

	"portico/backend/access"
	"portico/backend/responses"
	"portico/backend/store"
)

// Query says which stretch of the list is wanted. Zero fields don't filter.
type Query struct {
	Search         string // all words, as store.Search says, in name and subject
	Type           Type
	State          string // "open", "closed"
	AssessmentID   int64
	OrganizationID int64 // at or below
	After          string
	Limit          int
}

// The states that a list is filtered by.
const (
	StateOpen   = "open"
	StateClosed = "closed"
)

// Row is one line of the list.
type Row struct {
	Cohort
	Organization string
	Assessment   string
	Invited      int // responses that count: open or completed
	Completed    int
}

// List returns a stretch of the cohorts within the scope, newest first. With
// Hide respondent identities subjects are empty and can't be searched.
func (s *Service) List(ctx context.Context, scope access.Scope, query Query) (store.Page[Row], error) {
	if err := s.enter(ctx, scope); err != nil {
		return store.Page[Row]{}, err
	}
	filter, args, err := s.filter(ctx, scope, query)
	if err != nil {
		return store.Page[Row]{}, err
	}
	var count int
	err = s.Store.Read(ctx).Raw("SELECT COUNT(*) FROM (SELECT 1 FROM cohorts c WHERE "+filter+" LIMIT ?)", append(append([]any{}, args...), store.CountLimit+1)...).Scan(&count).Error
	if err != nil {
		return store.Page[Row]{}, fmt.Errorf("count cohorts: %w", err)
	}
	if query.After != "" {
		var at, id int64
		if err := store.ParseCursor(query.After, &at, &id); err != nil {
			return store.Page[Row]{}, err
		}
		filter += " AND (c.created_at, c.id) < (?, ?)"
		args = append(args, at, id)
	}
	limit := store.Limit(query.Limit)
	var rows []Row
	err = s.Store.Read(ctx).Raw(`SELECT c.*,
		(SELECT o.name FROM organizations o WHERE o.id = c.organization_id) AS organization,
		(SELECT a.name FROM assessments a WHERE a.id = c.assessment_id) AS assessment,
		(SELECT COUNT(*) FROM responses r WHERE r.cohort_id = c.id AND r.state IN ('invited', 'in_progress', 'completed')) AS invited,
		(SELECT COUNT(*) FROM responses r WHERE r.cohort_id = c.id AND r.state = 'completed') AS completed
		FROM cohorts c WHERE `+filter+" ORDER BY c.created_at DESC, c.id DESC LIMIT ?", append(args, limit+1)...).Scan(&rows).Error
	if err != nil {
		return store.Page[Row]{}, fmt.Errorf("list cohorts: %w", err)
	}
	page := store.Cut(rows, limit, func(r Row) string { return store.Cursor(r.CreatedAt.UnixMilli(), r.ID) })
	page.Count = count
	for i := range page.Items {
		page.Items[i].Cohort = disguise(scope, page.Items[i].Cohort)
	}
	return page, nil
}

// disguise takes away what a scope must not see of the subject.
func disguise(scope access.Scope, c Cohort) Cohort {
	if scope.Is(access.HideIdentities) {
		c.SubjectFirstName, c.SubjectLastName, c.SubjectEmail, c.SearchKey = "", "", "", ""
	}
	return c
}

func (s *Service) filter(ctx context.Context, scope access.Scope, query Query) (string, []any, error) {
	condition, args := scope.ResponsesSQL("c")
	if search := store.ParseSearch(query.Search); !search.IsEmpty() {
		words, values := search.Condition("c.search_key")
		if scope.Is(access.HideIdentities) {
			words, values = search.Condition("lower(c.name)")
		}
		condition, args = condition+" AND "+words, append(args, values...)
	}
	if query.Type != "" {
		condition, args = condition+" AND c.type = ?", append(args, query.Type)
	}
	switch query.State {
	case StateOpen:
		condition, args = condition+" AND c.closes_at > ?", append(args, s.Store.Now())
	case StateClosed:
		condition, args = condition+" AND c.closes_at <= ?", append(args, s.Store.Now())
	}
	if query.AssessmentID != 0 {
		condition, args = condition+" AND c.assessment_id = ?", append(args, query.AssessmentID)
	}
	if query.OrganizationID != 0 {
		o, err := s.Organizations.Find(ctx, scope, query.OrganizationID)
		if err != nil {
			return "", nil, err
		}
		condition, args = fmt.Sprintf("%s AND c.level%d_id = ?", condition, o.Level), append(args, o.ID)
	}
	return condition, args, nil
}

// Closing returns how many cohorts of the site close until a moment and have
// people who have not answered, at most store.CountLimit + 1.
func (s *Service) Closing(ctx context.Context, until store.Time) (int64, error) {
	var count int64
	err := s.Store.Read(ctx).Raw(`SELECT COUNT(*) FROM (SELECT 1 FROM cohorts c WHERE c.closes_at > ? AND c.closes_at <= ?
		AND EXISTS (SELECT 1 FROM responses r WHERE r.cohort_id = c.id AND r.state IN ('invited', 'in_progress')) LIMIT ?)`,
		s.Store.Now(), until, store.CountLimit+1).Scan(&count).Error
	if err != nil {
		return 0, fmt.Errorf("count cohorts that close: %w", err)
	}
	return count, nil
}

// Overview is a cohort with how far it is.
type Overview struct {
	Cohort
	Organization string
	Assessment   string
	Counts       responses.Counts
	Closed       bool
	Joining      string   // the address of an open cohort's link; "" otherwise
	Roles        []string // that participants can have
	Classifiers  []responses.Classifier
	DriversHere  bool // the assessment's drivers are set by cohort
}

// Overview returns a cohort within the scope with what its page shows.
func (s *Service) Overview(ctx context.Context, scope access.Scope, id int64) (Overview, error) {
	c, err := s.Find(ctx, scope, id)
	if err != nil {
		return Overview{}, err
	}
	o := Overview{Cohort: disguise(scope, c), Closed: c.IsClosed(s.Store.Now())}
	organization, err := s.Organizations.Find(ctx, scope, c.OrganizationID)
	if err != nil {
		return Overview{}, err
	}
	assessment, err := s.Assessments.Find(ctx, scope, c.AssessmentID)
	if err != nil {
		return Overview{}, err
	}
	o.Organization, o.Assessment, o.DriversHere = organization.Name, assessment.Name, assessment.DriversBy == "cohort"
	if o.Counts, err = s.Responses.Count(ctx, scope, responses.Query{CohortID: id}); err != nil {
		return Overview{}, err
	}
	if o.Roles, err = s.roles(ctx, c, organization); err != nil {
		return Overview{}, err
	}
	if o.Classifiers, err = s.Responses.ClassifiersFor(ctx, organization); err != nil {
		return Overview{}, err
	}
	if c.IsOpen && !o.Closed {
		o.Joining, err = s.joining(ctx, c)
	}
	return o, err
}

// CountOpen returns how many cohorts of an assessment are not closed, at most
// store.CountLimit + 1.
func (s *Service) CountOpen(ctx context.Context, assessmentID int64) (int, error) {
	var count int
	err := s.Store.Read(ctx).Raw("SELECT COUNT(*) FROM (SELECT 1 FROM cohorts WHERE assessment_id = ? AND closes_at > ? LIMIT ?)", assessmentID, s.Store.Now(), store.CountLimit+1).Scan(&count).Error
	if err != nil {
		return 0, fmt.Errorf("count cohorts: %w", err)
	}
	return count, nil
}
