package registrations

import (
	"context"
	"fmt"
	"strings"
	"time"

	"portico/backend/store"
)

// Query says which stretch of the list is wanted. Zero fields don't filter.
type Query struct {
	Search string // all words, as store.Search says, in organization, name and email
	State  State
	Sort   string // "-when" (default), "when", "organization", "-organization"
	After  string // cursor
	Limit  int
}

// Row is one line of the list.
type Row struct {
	Registration
	ParentName string
	LinkName   string
}

// searched is the search index of registrations.
var searched = store.SearchIndex{Table: "registrations", Column: "search_key"}

// List returns a stretch of the attempts to register, newest first unless the
// query says otherwise. It is for the administrator alone.
func (s *Service) List(ctx context.Context, query Query) (store.Page[Row], error) {
	plan, err := s.Store.PlanSearch(ctx, searched, store.ParseSearch(query.Search), store.CountLimit)
	if err != nil {
		return store.Page[Row]{}, err
	}
	order := orderOf(query.Sort)
	from, args := plan.From("r")
	condition, values := plan.Condition("r")
	args = append(args, values...)
	where := []string{condition}
	if query.State != "" {
		where, args = append(where, "r.state = ?"), append(args, query.State)
	}
	var count int
	if err := s.Store.Read(ctx).Raw("SELECT COUNT(*) FROM (SELECT 1 FROM "+from+" WHERE "+strings.Join(where, " AND ")+" LIMIT ?)", append(append([]any{}, args...), store.CountLimit+1)...).Scan(&count).Error; err != nil {
		return store.Page[Row]{}, fmt.Errorf("count registrations: %w", err)
	}
	if query.After != "" {
		beyond, place, err := order.beyond(query.After)
		if err != nil {
			return store.Page[Row]{}, err
		}
		where, args = append(where, beyond), append(args, place...)
	}
	limit := store.Limit(query.Limit)
	var rows []Row
	err = s.Store.Read(ctx).Raw(`SELECT r.*, COALESCE(p.name, '') AS parent_name, COALESCE(l.name, '') AS link_name
		FROM `+from+` LEFT JOIN organizations p ON p.id = r.parent_id LEFT JOIN registration_links l ON l.id = r.link_id
		WHERE `+strings.Join(where, " AND ")+" ORDER BY "+order.by()+" LIMIT ?", append(args, limit+1)...).Scan(&rows).Error
	if err != nil {
		return store.Page[Row]{}, fmt.Errorf("list registrations: %w", err)
	}
	page := store.Cut(rows, limit, order.cursor)
	page.Count = count
	return page, nil
}

// Week is the number of partners admitted in one week.
type Week struct {
	Begins time.Time // Monday, in the site's time zone
	Count  int64
}

// Weeks returns the admitted registrations of the last n weeks, oldest first,
// by weeks that begin on Monday in the given time zone: those through one
// link, or all for 0.
func (s *Service) Weeks(ctx context.Context, n int, location *time.Location, linkID int64) ([]Week, error) {
	now := s.Store.Now().In(location)
	monday := time.Date(now.Year(), now.Month(), now.Day()-(int(now.Weekday())+6)%7, 0, 0, 0, 0, location)
	weeks := make([]Week, n)
	for i := range weeks {
		weeks[i].Begins = monday.AddDate(0, 0, -7*(n-1-i))
	}
	// One count along an index for each week, instead of reading every row.
	through, link := "", []any(nil)
	if linkID != 0 {
		through, link = " AND link_id = ?", []any{linkID}
	}
	parts := make([]string, n)
	var args []any
	for i := range weeks {
		parts[i] = fmt.Sprintf("SELECT %d AS week, COUNT(*) AS count FROM registrations WHERE state = 'admitted' AND created_at >= ? AND created_at < ?%s", i, through)
		args = append(append(args, store.At(weeks[i].Begins), store.At(weeks[i].Begins.AddDate(0, 0, 7))), link...)
	}
	var counts []struct {
		Week  int
		Count int64
	}
	if err := s.Store.Read(ctx).Raw(strings.Join(parts, " UNION ALL "), args...).Scan(&counts).Error; err != nil {
		return nil, fmt.Errorf("count registrations by week: %w", err)
	}
	for _, count := range counts {
		weeks[count.Week].Count = count.Count
	}
	return weeks, nil
}

// ByOrganization returns when an organization registered itself; the zero Time
// when the administrator made it.
func (s *Service) ByOrganization(ctx context.Context, organizationID int64) (store.Time, error) {
	var times []store.Time
	err := s.Store.Read(ctx).Raw("SELECT created_at FROM registrations WHERE organization_id = ? LIMIT 1", organizationID).Scan(&times).Error
	if err != nil {
		return store.Time{}, fmt.Errorf("find registration: %w", err)
	}
	if len(times) == 0 {
		return store.Time{}, nil
	}
	return times[0], nil
}
