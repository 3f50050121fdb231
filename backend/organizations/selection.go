package organizations

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"portico/backend/store"
)

// searched is the search index of organizations.
var searched = store.SearchIndex{Table: "organizations", Column: "name_key"}

// selection is what a list, a branch or a picker asks for.
type selection struct {
	kinds      func(kind) bool
	search     store.Search
	linkID     int64  // 0 for any
	parentID   int64  // 0 for any; the top is a level, hence a kind
	within     string // a condition on o by path or id, "" for everywhere
	withinArgs []any
	order      order
	after      string
	limit      int
}

// kind is one combination of everything that can be filtered by, and how many
// organizations are of it.
type kind struct {
	Status            string
	Level             int
	ResponseAllotment string
	Count             int
}

// A page is found in one of four ways, so that it takes about as long at a
// million organizations as at a thousand:
//
//   - What a search, a link, a branch or a kind gives is gathered and sorted,
//     where it is few.
//   - Kinds alone are a stretch of an index each, in the order of the list; the
//     best of their first rows are the page.
//   - Everything else walks along the order of the list and stops after a page.
//   - A walk that has gone far without filling its page was chosen wrongly: what
//     is wanted is gathered after all.
type limits struct {
	few  int // rows that are gathered without trying to walk
	far  int // rows looked at before a walk is given up
	most int // rows that are gathered after a walk was given up; above it, it goes on to the end
}

// usualLimits returns those of a site; tests have lower ones.
func usualLimits() limits { return limits{few: 1000, far: 20000, most: 50000} }

// ground is what every way to a page starts from.
type ground struct {
	wanted  selection
	limits  limits
	kinds   []kind
	size    int  // how many organizations are of these kinds
	anyKind bool // these are all kinds that there are
	plan    store.SearchPlan
}

// stretch is a query that finds a page and does not load it yet: its common
// table "page" holds the ids and what they are sorted by.
type stretch struct {
	with     string
	args     []any
	gathered bool // all that match are in the common table "matched"
	limited  bool // it gives up after limits.far rows
}

func (s *Service) ground(ctx context.Context, wanted selection) (ground, error) {
	g := ground{wanted: wanted, limits: s.limits}
	var all []kind
	err := s.store.Read(ctx).Raw("SELECT status, level, response_allotment, count FROM organization_counts WHERE count > 0 ORDER BY 1, 2, 3").Scan(&all).Error
	if err != nil {
		return g, fmt.Errorf("count organizations: %w", err)
	}
	for _, k := range all {
		if wanted.kinds(k) {
			g.kinds, g.size = append(g.kinds, k), g.size+k.Count
		}
	}
	g.anyKind = len(g.kinds) == len(all)
	g.plan, err = s.store.PlanSearch(ctx, searched, wanted.search, s.limits.few)
	return g, err
}

// onlyKinds reports whether nothing but kinds narrows what is wanted.
func (g ground) onlyKinds() bool {
	return g.wanted.search.IsEmpty() && g.wanted.linkID == 0 && g.wanted.within == "" && g.wanted.parentID == 0
}

// stretch chooses the way to a page. again is set when a walk was given up.
func (s *Service) stretch(ctx context.Context, g ground, again bool) (stretch, error) {
	if g.wanted.parentID != 0 {
		return g.alongBranch()
	}
	way, err := s.few(ctx, g, again)
	if err != nil {
		return stretch{}, err
	}
	switch {
	case way.query != "":
		return g.gather(way)
	case g.wanted.order.index == "" || g.onlyKinds() && !g.anyKind && g.wanted.order.name == "name":
		return g.alongKinds()
	}
	return g.along(again)
}

// way is a query for the ids of rows among which all that match are.
type way struct {
	query   string
	args    []any
	isLink  bool // it gives those of the link alone
	isKinds bool // it gives those of the kinds alone, from an index that has their names
}

// few returns a way with few rows, or the zero way. again makes it return the
// narrowest that there is, however many rows it has.
func (s *Service) few(ctx context.Context, g ground, again bool) (way, error) {
	var ways []way
	if !g.wanted.search.IsEmpty() {
		hits, args := g.plan.Hits()
		if g.plan.Few {
			return way{query: hits, args: args}, nil
		}
		ways = append(ways, way{query: hits, args: args})
	}
	if g.wanted.linkID != 0 {
		ways = append(ways, way{query: "SELECT DISTINCT organization_id AS id FROM registrations WHERE link_id = ? AND organization_id IS NOT NULL", args: []any{g.wanted.linkID}, isLink: true})
	}
	if g.wanted.within != "" {
		ways = append(ways, way{query: "SELECT o.id FROM organizations o WHERE " + g.wanted.within, args: g.wanted.withinArgs})
	}
	if !g.anyKind && (!g.onlyKinds() || g.wanted.order.name == "created") {
		condition, args := g.kindsCondition()
		kinds := way{query: "SELECT o.id FROM organizations o INDEXED BY organizations_kind_name WHERE " + condition, args: args, isKinds: true}
		if g.size <= g.limits.far { // no further than a walk may go in vain
			return kinds, nil
		}
		ways = append(ways, kinds)
	}
	most := g.limits.few
	if again {
		most = g.limits.most
	}
	best, least := way{}, most+1
	for _, one := range ways {
		var count int
		if err := s.store.Read(ctx).Raw("SELECT COUNT(*) FROM ("+one.query+" LIMIT ?)", slices.Concat(one.args, []any{least})...).Scan(&count).Error; err != nil {
			return way{}, fmt.Errorf("weigh filters: %w", err)
		}
		if count < least {
			best, least = one, count
		}
	}
	return best, nil
}

// gather brings together what matches among the rows of a way, and sorts it.
func (g ground) gather(from way) (stretch, error) {
	if from.isLink {
		g.wanted.linkID = 0 // is not asked of each again
	}
	condition, more := g.conditions()
	kinds, kindArgs := g.kindsCondition()
	beyond, place, err := g.wanted.order.beyond(g.wanted.after, "matched")
	if from.isKinds {
		column := g.wanted.order.column
		return stretch{
			with: fmt.Sprintf(`WITH matched AS MATERIALIZED (SELECT o.id, o.level, o.%s FROM organizations o INDEXED BY organizations_kind_name WHERE %s AND %s),
				page AS MATERIALIZED (SELECT * FROM matched WHERE %s ORDER BY %s LIMIT %d)`,
				column, kinds, condition, beyond, g.wanted.order.by("matched"), g.wanted.limit+1),
			args: slices.Concat(kindArgs, more, place), gathered: true,
		}, err
	}
	return stretch{
		with: fmt.Sprintf(`WITH hits AS MATERIALIZED (%s),
			matched AS MATERIALIZED (SELECT o.id, o.level, o.name_key, o.created_at FROM hits CROSS JOIN organizations o ON o.id = hits.id WHERE %s AND %s),
			page AS MATERIALIZED (SELECT * FROM matched WHERE %s ORDER BY %s LIMIT %d)`,
			from.query, kinds, condition, beyond, g.wanted.order.by("matched"), g.wanted.limit+1),
		args: slices.Concat(from.args, kindArgs, more, place), gathered: true,
	}, err
}

// along walks the order of the whole list, at most limits.far rows of it when
// something has to be looked for on the way.
func (g ground) along(far bool) (stretch, error) {
	condition, args := g.conditions()
	kinds, kindArgs := g.kindsCondition()
	beyond, place, err := g.wanted.order.beyond(g.wanted.after, "o")
	column, limit := g.wanted.order.column, g.wanted.limit+1
	if g.onlyKinds() && g.anyKind || far {
		return stretch{
			with: fmt.Sprintf("WITH page AS MATERIALIZED (SELECT o.id, o.level, o.%s FROM organizations o INDEXED BY %s WHERE %s AND %s AND %s ORDER BY %s LIMIT %d)",
				column, g.wanted.order.index, kinds, condition, beyond, g.wanted.order.by("o"), limit),
			args: slices.Concat(kindArgs, args, place),
		}, err
	}
	// The inner query gives its rows in order, one by one, so that the outer one
	// ends it early; conditions on it can be looked at outside alone.
	return stretch{
		with: fmt.Sprintf(`WITH page AS MATERIALIZED (SELECT o.id, o.level, o.%[1]s FROM
			(SELECT o.id, o.status, o.level, o.response_allotment, o.%[1]s%[2]s FROM organizations o INDEXED BY %[3]s WHERE %[4]s ORDER BY %[5]s LIMIT %[6]d) o WHERE %[7]s AND %[8]s LIMIT %[9]d)`,
			column, g.wanted.besides(), g.wanted.order.index, beyond, g.wanted.order.by("o"), g.limits.far, kinds, condition, limit),
		args: slices.Concat(place, kindArgs, args), limited: true,
	}, err
}

// besides names the columns that the conditions look at and the order has not.
func (w selection) besides() string {
	columns := ""
	if !w.search.IsEmpty() {
		columns += ", o.plain_key"
		if w.order.column != "name_key" {
			columns += ", o.name_key"
		}
	}
	if w.within != "" {
		columns += ", o.path"
	}
	return columns
}

// alongKinds walks along every kind, and takes the best of their first rows.
func (g ground) alongKinds() (stretch, error) {
	condition, args := g.conditions()
	var parts []string
	var result stretch
	for _, k := range g.kinds {
		beyond, place, some, err := g.wanted.order.beyondIn(g.wanted.after, k)
		if err != nil {
			return result, err
		}
		if !some {
			continue
		}
		parts = append(parts, fmt.Sprintf("SELECT * FROM (SELECT o.id, o.level, o.%s FROM organizations o INDEXED BY organizations_kind_name WHERE o.status = ? AND o.level = ? AND o.response_allotment = ? AND %s AND %s ORDER BY %s LIMIT %d)",
			g.wanted.order.column, beyond, condition, g.wanted.order.byIn("o"), g.wanted.limit+1))
		result.args = slices.Concat(result.args, []any{k.Status, k.Level, k.ResponseAllotment}, place, args)
	}
	if len(parts) == 0 {
		parts = append(parts, "SELECT 0 AS id, 0 AS level, 0 AS "+g.wanted.order.column+" WHERE 1 = 0")
	}
	result.with = fmt.Sprintf("WITH stretches AS (%s), page AS MATERIALIZED (SELECT * FROM stretches ORDER BY %s LIMIT %d)",
		strings.Join(parts, " UNION ALL "), g.wanted.order.by("stretches"), g.wanted.limit+1)
	return result, nil
}

// alongBranch walks the organizations directly below one, which have an index
// of their own.
func (g ground) alongBranch() (stretch, error) {
	condition, args := g.conditions()
	kinds, kindArgs := g.kindsCondition()
	beyond, place, err := g.wanted.order.beyond(g.wanted.after, "o")
	return stretch{
		with: fmt.Sprintf("WITH page AS MATERIALIZED (SELECT o.id, o.level, o.name_key FROM organizations o INDEXED BY organizations_sibling_name WHERE COALESCE(o.parent_id, 0) = ? AND %s AND %s AND %s ORDER BY %s LIMIT %d)",
			kinds, condition, beyond, g.wanted.order.by("o"), g.wanted.limit+1),
		args: slices.Concat([]any{g.wanted.parentID}, kindArgs, args, place),
	}, err
}

// conditions returns what every row must fulfil besides its kind.
func (g ground) conditions() (string, []any) {
	condition, args := g.plan.Condition("o")
	if g.wanted.within != "" {
		condition, args = condition+" AND "+g.wanted.within, slices.Concat(args, g.wanted.withinArgs)
	}
	if g.wanted.linkID != 0 {
		condition += " AND EXISTS (SELECT 1 FROM registrations r WHERE r.link_id = ? AND r.organization_id = o.id)"
		args = slices.Concat(args, []any{g.wanted.linkID})
	}
	return condition, args
}

// kindsCondition returns the condition that keeps organizations of the kinds.
func (g ground) kindsCondition() (string, []any) {
	switch {
	case g.anyKind:
		return "1 = 1", nil
	case len(g.kinds) == 0:
		return "1 = 0", nil
	}
	parts := make([]string, len(g.kinds))
	var args []any
	for i, k := range g.kinds {
		parts[i] = "o.status = ? AND o.level = ? AND o.response_allotment = ?"
		args = append(args, k.Status, k.Level, k.ResponseAllotment)
	}
	return "(" + strings.Join(parts, " OR ") + ")", args
}
