package organizations

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
	Search    string
	Status    string
	Level     int
	Allotment string
	Sort      string // "name" (default), "level", "created"; "-" before it turns it round
	After     string // cursor
	Limit     int
}

// Row is one line of a list.
type Row struct {
	ID                int64
	Name              string
	NameKey           string
	ParentID          int64
	ParentName        string
	Level             int
	ResponseAllotment string
	Status            string
	Managers          int64 // given directly
	Children          int64
	CreatedAt         store.Time
}

const rowSQL = `SELECT o.id, o.name, o.name_key, COALESCE(o.parent_id, 0) AS parent_id, COALESCE(p.name, '') AS parent_name, o.level,
	o.response_allotment, o.status, o.created_at,
	(SELECT COUNT(*) FROM user_organizations uo WHERE uo.organization_id = o.id) AS managers,
	(SELECT COUNT(*) FROM organizations c WHERE COALESCE(c.parent_id, 0) = o.id) AS children
FROM organizations o LEFT JOIN organizations p ON p.id = o.parent_id`

// sorts maps a sort to its column before the id.
var sorts = map[string]string{"name": "o.name_key", "level": "o.level", "created": "o.created_at"}

// List returns a stretch of the organizations within the scope.
func (s *Service) List(ctx context.Context, scope access.Scope, query Query) (store.Page[Row], error) {
	var where []string
	var args []any
	add := func(condition string, values ...any) {
		where = append(where, condition)
		args = append(args, values...)
	}
	condition, values := scope.OrganizationsSQL("o")
	add(condition, values...)
	if search := store.Fold(query.Search); search != "" {
		add(`o.name_key LIKE ? ESCAPE '\'`, store.LikePattern(search))
	}
	if query.Status != "" {
		add("o.status = ?", query.Status)
	}
	if query.Level != 0 {
		add("o.level = ?", query.Level)
	}
	if query.Allotment != "" {
		add("o.response_allotment = ?", query.Allotment)
	}
	filter := strings.Join(where, " AND ")
	name, descending := strings.CutPrefix(query.Sort, "-")
	column, known := sorts[name]
	if !known {
		name, column, descending = "name", sorts["name"], false
	}
	rows, err := s.stretch(ctx, filter, args, name, column, descending, query.After, store.Limit(query.Limit))
	if err != nil {
		return rows, err
	}
	err = s.store.Read(ctx).Raw("SELECT COUNT(*) FROM (SELECT 1 FROM organizations o WHERE "+filter+" LIMIT ?)", append(args, store.CountLimit+1)...).Scan(&rows.Count).Error
	if err != nil {
		return rows, fmt.Errorf("count organizations: %w", err)
	}
	return rows, nil
}

// Children returns a stretch of the organizations directly below one (0 for
// the top), by name.
func (s *Service) Children(ctx context.Context, scope access.Scope, parentID int64, status, after string, limit int) (store.Page[Row], error) {
	condition, args := scope.OrganizationsSQL("o")
	condition += " AND COALESCE(o.parent_id, 0) = ?"
	args = append(args, parentID)
	if status != "" {
		condition += " AND o.status = ?"
		args = append(args, status)
	}
	return s.stretch(ctx, condition, args, "name", "o.name_key", false, after, store.Limit(limit))
}

func (s *Service) stretch(ctx context.Context, filter string, args []any, sort, column string, descending bool, after string, limit int) (store.Page[Row], error) {
	direction, beyond := "", ">"
	if descending {
		direction, beyond = " DESC", "<"
	}
	args = append([]any{}, args...)
	if after != "" {
		var id int64
		var value any
		if err := store.ParseCursor(after, &value, &id); err != nil {
			return store.Page[Row]{}, err
		}
		filter += fmt.Sprintf(" AND (%s, o.id) %s (?, ?)", column, beyond)
		args = append(args, value, id)
	}
	var rows []Row
	err := s.store.Read(ctx).Raw(rowSQL+" WHERE "+filter+fmt.Sprintf(" ORDER BY %s%s, o.id%s LIMIT ?", column, direction, direction), append(args, limit+1)...).Scan(&rows).Error
	if err != nil {
		return store.Page[Row]{}, fmt.Errorf("list organizations: %w", err)
	}
	return store.Cut(rows, limit, func(r Row) string {
		switch sort {
		case "level":
			return store.Cursor(r.Level, r.ID)
		case "created":
			return store.Cursor(r.CreatedAt.UnixMilli(), r.ID)
		}
		return store.Cursor(r.NameKey, r.ID)
	}), nil
}

// Choice is an organization in a picker.
type Choice struct {
	ID    int64
	Name  string
	Trail string // names above it, from the top, joined by " › "
	Level int
	Path  string
}

// ChoiceQuery says which organizations a picker offers: active ones only.
type ChoiceQuery struct {
	Search   string
	Level    int    // exactly this level; 0 for any
	MaxLevel int    // at most this level; 0 for any
	Under    string // path at or below which they stand; "" for anywhere
	Limit    int
}

// Choices returns the organizations that match, by name, and how many there
// are in all (at most Limit + 1).
func (s *Service) Choices(ctx context.Context, query ChoiceQuery) ([]Choice, int, error) {
	where, args := []string{"o.status = 'active'"}, []any{}
	if query.Search != "" {
		where, args = append(where, `o.name_key LIKE ? ESCAPE '\'`), append(args, store.LikePattern(query.Search))
	}
	if query.Level != 0 {
		where, args = append(where, "o.level = ?"), append(args, query.Level)
	}
	if query.MaxLevel != 0 {
		where, args = append(where, "o.level <= ?"), append(args, query.MaxLevel)
	}
	if query.Under != "" {
		from, to := store.PathRange(query.Under)
		where, args = append(where, "o.path >= ? AND o.path < ?"), append(args, from, to)
	}
	var found []Choice
	err := s.store.Read(ctx).Raw("SELECT o.id, o.name, o.level, o.path FROM organizations o WHERE "+strings.Join(where, " AND ")+" ORDER BY o.name_key, o.id LIMIT ?", append(args, query.Limit+1)...).Scan(&found).Error
	if err != nil {
		return nil, 0, fmt.Errorf("find organizations: %w", err)
	}
	total := len(found)
	if total > query.Limit {
		found = found[:query.Limit]
	}
	return found, total, s.addTrails(ctx, found)
}

// ChoicesByID returns choices for organizations, in the order of ids; missing
// ones are left out.
func (s *Service) ChoicesByID(ctx context.Context, ids []int64) ([]Choice, error) {
	if len(ids) == 0 {
		return []Choice{}, nil
	}
	var found []Choice
	if err := s.store.Read(ctx).Raw("SELECT id, name, level, path FROM organizations WHERE id IN ?", ids).Scan(&found).Error; err != nil {
		return nil, fmt.Errorf("find organizations: %w", err)
	}
	if err := s.addTrails(ctx, found); err != nil {
		return nil, err
	}
	byID := make(map[int64]Choice, len(found))
	for _, choice := range found {
		byID[choice.ID] = choice
	}
	ordered := make([]Choice, 0, len(ids))
	for _, id := range ids {
		if choice, ok := byID[id]; ok {
			ordered = append(ordered, choice)
		}
	}
	return ordered, nil
}

// addTrails fills in the names above each choice, with one query for all.
func (s *Service) addTrails(ctx context.Context, choices []Choice) error {
	var ids []int64
	for _, choice := range choices {
		above := store.PathIDs(choice.Path)
		ids = append(ids, above[:max(0, len(above)-1)]...)
	}
	if len(ids) == 0 {
		return nil
	}
	var above []Organization
	if err := s.store.Read(ctx).Select("id", "name").Where("id IN ?", ids).Find(&above).Error; err != nil {
		return fmt.Errorf("find trails: %w", err)
	}
	names := make(map[int64]string, len(above))
	for _, o := range above {
		names[o.ID] = o.Name
	}
	for i := range choices {
		var parts []string
		for _, id := range store.PathIDs(choices[i].Path) {
			if id != choices[i].ID {
				parts = append(parts, names[id])
			}
		}
		choices[i].Trail = strings.Join(parts, " › ")
	}
	return nil
}

// Summary counts what stands around an organization.
type Summary struct {
	Children int64
	Below    int64 // all levels; at most store.CountLimit + 1
}

// Summarize returns the counts around an organization.
func (s *Service) Summarize(ctx context.Context, o Organization) (Summary, error) {
	from, to := store.PathRange(o.Path)
	var summary Summary
	err := s.store.Read(ctx).Raw(`SELECT
		(SELECT COUNT(*) FROM organizations WHERE COALESCE(parent_id, 0) = ?) AS children,
		(SELECT COUNT(*) FROM (SELECT 1 FROM organizations WHERE path > ? AND path < ? LIMIT ?)) AS below`,
		o.ID, from, to, store.CountLimit+1).Scan(&summary).Error
	if err != nil {
		return summary, fmt.Errorf("summarize organization: %w", err)
	}
	return summary, nil
}

// Figures counts the organizations of the site.
type Figures struct {
	Active  int64
	ByLevel [MaxLevel]int64 // active ones at level 1 to 5
}

// Figures returns how many active organizations stand at each level.
func (s *Service) Figures(ctx context.Context) (Figures, error) {
	var rows []struct {
		Level int
		Count int64
	}
	err := s.store.Read(ctx).Raw("SELECT level, COUNT(*) AS count FROM organizations WHERE status = 'active' GROUP BY level").Scan(&rows).Error
	if err != nil {
		return Figures{}, fmt.Errorf("count organizations: %w", err)
	}
	var figures Figures
	for _, row := range rows {
		if row.Level < 1 || row.Level > MaxLevel {
			return figures, fault.New(fault.Internal, "An organization stands at no level.")
		}
		figures.ByLevel[row.Level-1] = row.Count
		figures.Active += row.Count
	}
	return figures, nil
}
