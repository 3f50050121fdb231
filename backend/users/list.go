package users

import (
	"context"
	"fmt"
	"strings"

	"portico/backend/access"
	"portico/backend/store"
)

// Query says which stretch of the list is wanted. Zero fields don't filter.
type Query struct {
	Search           string
	Type             string
	Status           Status
	OrganizationPath string // path of an organization …
	WithBelow        bool   // … and those below it
	AssessmentID     int64
	Sort             string // "name" (default) or "created"; "-" before it turns it round
	After            string // cursor
	Limit            int
}

// Row is one line of the list.
type Row struct {
	User
	Organization  string // the first one's name
	Organizations int64
	Assessments   int64
}

// List returns a stretch of the users within the scope.
func (s *Service) List(ctx context.Context, scope access.Scope, query Query) (store.Page[Row], error) {
	var where []string
	var args []any
	add := func(condition string, values ...any) {
		where = append(where, condition)
		args = append(args, values...)
	}
	s.addScope(add, scope)
	s.addFilters(add, query)
	filter := strings.Join(where, " AND ")
	var count int
	if err := s.store.Read(ctx).Raw("SELECT COUNT(*) FROM (SELECT 1 FROM users u WHERE "+filter+" LIMIT ?)", append(append([]any{}, args...), store.CountLimit+1)...).Scan(&count).Error; err != nil {
		return store.Page[Row]{}, fmt.Errorf("count users: %w", err)
	}
	sort, descending := strings.CutPrefix(query.Sort, "-")
	column := "u.name_key"
	if sort == "created" {
		column = "u.created_at"
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
		add(fmt.Sprintf("(%s, u.id) %s (?, ?)", column, beyond), value, id)
	}
	limit := store.Limit(query.Limit)
	var rows []Row
	err := s.store.Read(ctx).Raw(fmt.Sprintf(`SELECT u.*,
		COALESCE((SELECT o.name FROM user_organizations uo JOIN organizations o ON o.id = uo.organization_id WHERE uo.user_id = u.id ORDER BY uo.position, o.id LIMIT 1), '') AS organization,
		(SELECT COUNT(*) FROM user_organizations uo WHERE uo.user_id = u.id) AS organizations,
		(SELECT COUNT(*) FROM user_assessments ua WHERE ua.user_id = u.id) AS assessments
		FROM users u WHERE %s ORDER BY %s%s, u.id%s LIMIT ?`, strings.Join(where, " AND "), column, direction, direction), append(args, limit+1)...).Scan(&rows).Error
	if err != nil {
		return store.Page[Row]{}, fmt.Errorf("list users: %w", err)
	}
	page := store.Cut(rows, limit, func(r Row) string {
		if sort == "created" {
			return store.Cursor(r.CreatedAt.UnixMilli(), r.ID)
		}
		return store.Cursor(r.NameKey, r.ID)
	})
	page.Count = count
	return page, nil
}

func (s *Service) addScope(add func(string, ...any), scope access.Scope) {
	if scope.Kind() == access.Administrator {
		add("1 = 1")
		return
	}
	condition, args := scope.OrganizationsSQL("o")
	add("u.type = 'manager' AND EXISTS (SELECT 1 FROM user_organizations uo JOIN organizations o ON o.id = uo.organization_id WHERE uo.user_id = u.id AND "+condition+")", args...)
}

func (s *Service) addFilters(add func(string, ...any), query Query) {
	if query.Search != "" {
		pattern := store.LikePattern(query.Search)
		add(`(u.name_key LIKE ? ESCAPE '\' OR u.email_key LIKE ? ESCAPE '\' OR u.login_key LIKE ? ESCAPE '\')`, pattern, pattern, pattern)
	}
	if query.Type != "" {
		add("u.type = ?", query.Type)
	}
	switch now := s.store.Now(); query.Status {
	case Active:
		add("u.is_suspended = 0 AND u.password_hash <> '' AND (u.locked_until IS NULL OR u.locked_until <= ?)", now)
	case Pending:
		add("u.is_suspended = 0 AND u.password_hash = '' AND (u.locked_until IS NULL OR u.locked_until <= ?)", now)
	case Suspended:
		add("u.is_suspended = 1")
	case Locked:
		add("u.is_suspended = 0 AND u.locked_until > ?", now)
	}
	if query.OrganizationPath != "" {
		from, to := store.PathRange(query.OrganizationPath)
		if !query.WithBelow {
			to = query.OrganizationPath + "\x00"
		}
		add("EXISTS (SELECT 1 FROM organizations o JOIN user_organizations uo ON uo.organization_id = o.id WHERE uo.user_id = u.id AND o.path >= ? AND o.path < ?)", from, to)
	}
	if query.AssessmentID != 0 {
		add("EXISTS (SELECT 1 FROM user_assessments ua WHERE ua.user_id = u.id AND ua.assessment_id = ?)", query.AssessmentID)
	}
}
