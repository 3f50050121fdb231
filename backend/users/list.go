package users

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"portico/backend/access"
	"portico/backend/store"
)

// Query says which stretch of the list is wanted. Zero fields don't filter.
type Query struct {
	Search           string // all words, as store.Search says, in name, email and login
	Type             string
	Status           Status
	OrganizationPath string // path of an organization …
	WithBelow        bool   // … and those below it
	Affiliated       bool   // of whom an affiliation is meant, not what they manage
	AssessmentID     int64
	AccountRoleID    int64
	Signers          Readiness // "" is everybody; sorted by name only
	Missing          Gaps      // signers who lack one of these
	Sort             string    // "name" (default) or "created"; "-" before it turns it round
	After            string    // cursor
	Limit            int
	SkipCount        bool // Count is not wanted now: Page.Count is store.NotCounted

	search store.Search // goes before Search
}

// Readiness narrows a list to signers (SGN-4).
type Readiness string

// The signers that can be listed.
const (
	Signers Readiness = "all"
	Ready   Readiness = "ready"   // nothing is missing
	Unready Readiness = "unready" // something is
)

// Row is one line of the list.
type Row struct {
	User
	Organization  string // the first one's name
	Organizations int64
	Affiliation   string // likewise of those that the user is affiliated with
	Affiliations  int64
	Assessments   int64
}

// searched is the search index of users.
var searched = store.SearchIndex{Table: "users", Column: "search_key"}

// List returns a stretch of the users within the scope.
func (s *Service) List(ctx context.Context, scope access.Scope, query Query) (store.Page[Row], error) {
	g, err := s.ground(ctx, scope, query)
	if err != nil {
		return store.Page[Row]{}, err
	}
	order := query.order()
	beyond, place, err := order.beyond(query.After)
	if err != nil {
		return store.Page[Row]{}, err
	}
	limit := store.Limit(query.Limit)
	var rows []Row
	err = s.store.Read(ctx).Raw(fmt.Sprintf(`%[1]s page AS MATERIALIZED (SELECT u.id, u.%[2]s FROM %[3]s WHERE %[4]s AND %[5]s ORDER BY %[6]s LIMIT %[7]d)
		SELECT u.*,
		COALESCE((SELECT o.name FROM user_organizations uo CROSS JOIN organizations o ON o.id = uo.organization_id WHERE uo.user_id = u.id ORDER BY uo.position, o.id LIMIT 1), '') AS organization,
		(SELECT COUNT(*) FROM user_organizations uo WHERE uo.user_id = u.id) AS organizations,
		COALESCE((SELECT o.name FROM affiliations a CROSS JOIN organizations o ON o.id = a.organization_id WHERE a.user_id = u.id ORDER BY a.organization_id LIMIT 1), '') AS affiliation,
		(SELECT COUNT(*) FROM affiliations a WHERE a.user_id = u.id) AS affiliations,
		(SELECT COUNT(*) FROM user_assessments ua WHERE ua.user_id = u.id) AS assessments
		FROM page CROSS JOIN users u ON u.id = page.id ORDER BY %[8]s`,
		g.with(g.few), order.column, g.from(g.few, order.index), g.filter, beyond, order.by("u"), limit+1, order.by("page")),
		slices.Concat(g.argsOf(g.few), g.args, place)...).Scan(&rows).Error
	if err != nil {
		return store.Page[Row]{}, fmt.Errorf("list users: %w", err)
	}
	page := store.Cut(rows, limit, order.cursor)
	page.Count = store.NotCounted
	if !query.SkipCount {
		page.Count, err = s.count(ctx, g)
	}
	return page, err
}

// Count returns how many users within the scope match in all, at most
// store.CountLimit + 1.
func (s *Service) Count(ctx context.Context, scope access.Scope, query Query) (int, error) {
	g, err := s.ground(ctx, scope, query)
	if err != nil {
		return 0, err
	}
	return s.count(ctx, g)
}

func (s *Service) count(ctx context.Context, g ground) (int, error) {
	if !g.isFiltered {
		if count, can, err := s.store.CountExactly(ctx, g.plan); can || err != nil {
			return count, err
		}
	}
	var count int
	if g.onlyPlaces {
		err := s.store.Read(ctx).Raw("SELECT COUNT(*) FROM ("+g.hits+" LIMIT ?)", slices.Concat(g.hitArgs, []any{store.CountLimit + 1})...).Scan(&count).Error
		if err != nil {
			return 0, fmt.Errorf("count users: %w", err)
		}
		return count, nil
	}
	err := s.store.Read(ctx).Raw(fmt.Sprintf("%s counted AS (SELECT 1 FROM %s WHERE %s LIMIT %d) SELECT COUNT(*) FROM counted",
		g.with(true), g.from(true, g.index), g.filter, store.CountLimit+1), slices.Concat(g.hitArgs, g.args)...).Scan(&count).Error
	if err != nil {
		return 0, fmt.Errorf("count users: %w", err)
	}
	return count, nil
}

func (q Query) words() store.Search {
	if !q.search.IsEmpty() {
		return q.search
	}
	return store.ParseSearch(q.Search)
}

// gatherLimit is how many hits of a search may be brought together and sorted
// for a page; of the users of a branch, fewPeople, whose way there is longer.
const (
	gatherLimit = store.CountLimit
	fewPeople   = 2000
)

// ground is how a list gets at its users: through few of them, named by a query
// for their ids, or along an index in the order of the list.
type ground struct {
	hits       string // "" when nothing says which users to look at
	hitArgs    []any
	few        bool   // they are so few that they are gathered for a page
	onlyPlaces bool   // they are all that match
	index      string // that covers the filter, in the order of names
	filter     string // a condition on u
	args       []any
	isFiltered bool // by more than the search
	plan       store.SearchPlan
}

// ground chooses by counts that end early what goes first: the search, the
// organizations, or nothing.
func (s *Service) ground(ctx context.Context, scope access.Scope, query Query) (ground, error) {
	g := ground{index: query.order().index}
	if query.Signers == "" {
		g.index = "users_name"
	}
	var err error
	if g.plan, err = s.store.PlanSearch(ctx, searched, query.words(), gatherLimit); err != nil {
		return g, err
	}
	s.setFilter(&g, scope, query)
	if g.plan.Few {
		g.hits, g.hitArgs = g.plan.Hits()
		g.few = true
		return g, nil
	}
	if query.AccountRoleID != 0 {
		if done, err := s.throughMembers(ctx, &g, query.AccountRoleID); done || err != nil {
			return g, err
		}
	}
	for _, way := range []struct {
		ties   string
		places func() (string, []any)
	}{{query.ties(), query.places}, {managed, func() (string, []any) { return placesOf(scope) }}} {
		condition, args := way.places()
		if condition == "" {
			continue
		}
		if done, err := s.throughPlaces(ctx, &g, way.ties, condition, args); done || err != nil {
			g.onlyPlaces = done && scope.Kind() == access.Administrator && query.only()
			return g, err
		}
	}
	return g, nil
}

// throughPlaces makes the organizations that a condition keeps the way to the
// users, when they are no more than a branch of ten thousand.
func (s *Service) throughPlaces(ctx context.Context, g *ground, ties, condition string, args []any) (bool, error) {
	const most = store.CountLimit + 1 // ten thousand below one, and itself
	var weight struct{ Organizations, Users int }
	err := s.store.Read(ctx).Raw(`WITH places AS MATERIALIZED (SELECT o.id FROM organizations o WHERE `+condition+` LIMIT ?)
		SELECT (SELECT COUNT(*) FROM places) AS organizations,
		(SELECT COUNT(*) FROM (SELECT 1 FROM places CROSS JOIN `+ties+` uo ON uo.organization_id = places.id LIMIT ?)) AS users`,
		slices.Concat(args, []any{most + 1, fewPeople + 1})...).Scan(&weight).Error
	if err != nil {
		return false, fmt.Errorf("weigh filters: %w", err)
	}
	if weight.Organizations > most {
		return false, nil
	}
	g.hits = "SELECT DISTINCT uo.user_id AS id FROM organizations o CROSS JOIN " + ties + " uo ON uo.organization_id = o.id WHERE " + condition
	g.hitArgs, g.few = args, weight.Users <= fewPeople
	return true, nil
}

// throughMembers makes the members of an account role the way to the users,
// when they are few.
func (s *Service) throughMembers(ctx context.Context, g *ground, roleID int64) (bool, error) {
	var members int
	err := s.store.Read(ctx).Raw("SELECT COUNT(*) FROM (SELECT 1 FROM account_role_members WHERE role_id = ? LIMIT ?)", roleID, fewPeople+1).Scan(&members).Error
	if err != nil {
		return false, fmt.Errorf("weigh members: %w", err)
	}
	if members > fewPeople {
		return false, nil
	}
	g.hits, g.hitArgs, g.few = "SELECT user_id AS id FROM account_role_members WHERE role_id = ?", []any{roleID}, true
	return true, nil
}

// ties is the table that ties users to the organizations that are asked for.
func (q Query) ties() string {
	if q.Affiliated {
		return "affiliations"
	}
	return managed
}

// managed is the table that ties managers to their organizations.
const managed = "user_organizations"

// order is how the list is sorted, and the index that has this order.
func (q Query) order() order {
	if q.Signers != "" {
		return order{"name_key", "users_signers", strings.HasPrefix(q.Sort, "-")}
	}
	return orderOf(q.Sort)
}

// only reports whether nothing but the organizations narrows the query.
func (q Query) only() bool {
	return q.Search == "" && q.Type == "" && q.Status == "" && q.AssessmentID == 0 && q.AccountRoleID == 0 && q.Signers == "" && q.Missing == 0
}

// with, from and argsOf begin a query: through the hits or along an index.
func (g ground) with(through bool) string {
	if g.hits == "" || !through {
		return "WITH"
	}
	return "WITH hits AS MATERIALIZED (" + g.hits + "),"
}

func (g ground) from(through bool, index string) string {
	if g.hits == "" || !through {
		return "users u INDEXED BY " + index
	}
	return "hits CROSS JOIN users u ON u.id = hits.id"
}

func (g ground) argsOf(through bool) []any {
	if g.hits == "" || !through {
		return nil
	}
	return g.hitArgs
}

// places returns the condition on o that keeps the organizations asked for, or
// "" when none are.
func (q Query) places() (string, []any) {
	from, to := store.PathRange(q.OrganizationPath)
	switch {
	case q.OrganizationPath == "":
		return "", nil
	case !q.WithBelow:
		return "o.path = ?", []any{q.OrganizationPath}
	}
	return "o.path >= ? AND o.path < ?", []any{from, to}
}

// placesOf returns the condition on o that keeps the organizations within a
// scope, or "" for the administrator's.
func placesOf(scope access.Scope) (string, []any) {
	if scope.Kind() == access.Administrator {
		return "", nil
	}
	return scope.OrganizationsSQL("o")
}

// setFilter sets the condition that keeps what the query asks for within the
// scope.
func (s *Service) setFilter(g *ground, scope access.Scope, query Query) {
	condition, args := g.plan.Condition("u")
	if g.plan.Few {
		condition, args = g.plan.ConditionOfHits("u")
	}
	where := []string{condition}
	add := func(condition string, values ...any) {
		where = append(where, condition)
		args = append(args, values...)
	}
	// CROSS JOIN says which table is looked at first.
	among := func(ties string) string {
		return "EXISTS (SELECT 1 FROM " + ties + " uo CROSS JOIN organizations o ON o.id = uo.organization_id WHERE uo.user_id = u.id AND "
	}
	if places, values := placesOf(scope); places != "" {
		add("u.type = 'manager' AND "+among(managed)+places+")", values...)
	}
	if query.Type != "" {
		add("u.type = ?", query.Type)
	}
	switch now := s.store.Now(); query.Status {
	case Active:
		add("u.is_suspended = 0 AND u.has_password = 1 AND (u.locked_until IS NULL OR u.locked_until <= ?)", now)
	case Pending:
		add("u.is_suspended = 0 AND u.has_password = 0 AND (u.locked_until IS NULL OR u.locked_until <= ?)", now)
	case Suspended:
		add("u.is_suspended = 1")
	case Locked:
		add("u.is_suspended = 0 AND u.locked_until > ?", now)
	}
	if query.AssessmentID != 0 {
		add("EXISTS (SELECT 1 FROM user_assessments ua WHERE ua.user_id = u.id AND ua.assessment_id = ?)", query.AssessmentID)
	}
	if query.AccountRoleID != 0 {
		add("EXISTS (SELECT 1 FROM account_role_members m WHERE m.role_id = ? AND m.user_id = u.id)", query.AccountRoleID)
	}
	if query.Signers != "" {
		add("u.signer_gaps IS NOT NULL")
	}
	switch query.Signers {
	case Ready:
		add("u.signer_gaps = 0")
	case Unready:
		add("u.signer_gaps > 0")
	}
	if query.Missing != 0 {
		add("u.signer_gaps & ? <> 0", query.Missing&everyGap)
	}
	if places, values := query.places(); places != "" {
		add(among(query.ties())+places+")", values...)
	}
	g.filter, g.args, g.isFiltered = strings.Join(where, " AND "), args, len(where) > 1
}

// order is how the list is sorted.
type order struct {
	column, index string
	descending    bool
}

func orderOf(sort string) order {
	name, descending := strings.CutPrefix(sort, "-")
	if name == "created" {
		return order{"created_at", "users_created", descending}
	}
	return order{"name_key", "users_name", descending && name == "name"}
}

func (o order) by(table string) string {
	if o.descending {
		return fmt.Sprintf("%[1]s.%[2]s DESC, %[1]s.id DESC", table, o.column)
	}
	return fmt.Sprintf("%[1]s.%[2]s, %[1]s.id", table, o.column)
}

func (o order) cursor(r Row) string {
	if o.column == "created_at" {
		return store.Cursor(r.CreatedAt.UnixMilli(), r.ID)
	}
	return store.Cursor(r.NameKey, r.ID)
}

// beyond returns the condition that keeps what comes after a cursor.
func (o order) beyond(after string) (string, []any, error) {
	if after == "" {
		return "1 = 1", nil, nil
	}
	var created, id int64
	var name string
	var value any
	var err error
	if o.column == "created_at" {
		err = store.ParseCursor(after, &created, &id)
		value = created
	} else {
		err = store.ParseCursor(after, &name, &id)
		value = name
	}
	if err != nil {
		return "", nil, err
	}
	sign := ">"
	if o.descending {
		sign = "<"
	}
	return fmt.Sprintf("(u.%s, u.id) %s (?, ?)", o.column, sign), []any{value, id}, nil
}
