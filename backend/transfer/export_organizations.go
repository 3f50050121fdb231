package transfer

import (
	"context"
	"io"
	"slices"
	"strconv"
	"strings"

	"portico/backend/organizations"
	"portico/backend/sheets"
	"portico/backend/store"
)

// ExportOrganizations writes the organizations of a selection, in the order of
// the list. The file can be imported again.
func (s *Service) ExportOrganizations(ctx context.Context, out io.Writer, format sheets.Format, selection Selection[organizations.Query], progress Progress) error {
	fields := []string{
		fieldPorticoID, fieldExternalID, fieldName, fieldParentPorticoID, fieldParent, fieldCity, fieldWebsite, fieldAllotment,
		fieldBCC, fieldAssessorName, fieldAssessorEmail, fieldDomains, fieldNotes, fieldStatus,
	}
	headers := append(labels(Organizations, fields...), "Level", "Created")
	trails := trails{service: s.Organizations, names: map[int64]string{}}
	return s.export(ctx, out, Organizations, format, progress, headers, func(ctx context.Context, page func([][]string) error) error {
		return s.organizationPages(ctx, selection, func(found []organizations.Organization) error {
			if err := trails.load(ctx, found); err != nil {
				return err
			}
			rows := make([][]string, len(found))
			for i, o := range found {
				parent := ""
				if o.Parent() != 0 {
					parent = strconv.FormatInt(o.Parent(), 10)
				}
				status := "Active"
				if !o.IsActive() {
					status = "Archived"
				}
				rows[i] = []string{
					strconv.FormatInt(o.ID, 10), o.ExternalID, o.Name, parent, trails.above(o), o.City, o.Website, allotmentLabel(o.ResponseAllotment),
					o.BCCEmail, o.AssessorName, o.AssessorEmail, strings.Join(o.EmailDomains, "; "), o.Notes, status, strconv.Itoa(o.Level), o.CreatedAt.RFC3339(),
				}
			}
			return page(rows)
		})
	})
}

// organizationPages gathers whole organizations page by page, by cursor.
func (s *Service) organizationPages(ctx context.Context, selection Selection[organizations.Query], take func([]organizations.Organization) error) error {
	if len(selection.IDs) > 0 {
		for some := range slices.Chunk(selection.IDs, store.PageLimit) {
			if err := s.takeInOrder(ctx, some, take); err != nil {
				return err
			}
		}
		return nil
	}
	query := selection.Query
	query.After, query.Limit, query.SkipCount = "", store.PageLimit, true
	for {
		page, err := s.Organizations.List(ctx, everything, query)
		if err != nil {
			return err
		}
		ids := make([]int64, len(page.Items))
		for i, row := range page.Items {
			ids[i] = row.ID
		}
		if err := s.takeInOrder(ctx, ids, take); err != nil {
			return err
		}
		if query.After = page.Next; query.After == "" {
			return nil
		}
	}
}

func (s *Service) takeInOrder(ctx context.Context, ids []int64, take func([]organizations.Organization) error) error {
	found, err := s.Organizations.ByIDs(ctx, ids)
	if err != nil {
		return err
	}
	place := make(map[int64]int, len(ids))
	for i, id := range ids {
		place[id] = i
	}
	slices.SortFunc(found, func(a, b organizations.Organization) int { return place[a.ID] - place[b.ID] })
	return take(found)
}

// trails writes paths of names, and asks for each name once.
type trails struct {
	service *organizations.Service
	names   map[int64]string
}

// load asks for the names above these organizations that are not known yet.
func (t trails) load(ctx context.Context, found []organizations.Organization) error {
	missing := map[int64]struct{}{}
	for _, o := range found {
		t.names[o.ID] = o.Name
	}
	for _, o := range found {
		for _, id := range o.Trail() {
			if _, known := t.names[id]; !known {
				missing[id] = struct{}{}
			}
		}
	}
	above, err := t.service.ByIDs(ctx, keys(missing))
	for _, o := range above {
		t.names[o.ID] = o.Name
	}
	return err
}

// above returns the names above an organization from the top, as a path.
func (t trails) above(o organizations.Organization) string {
	var names []string
	for _, id := range o.Trail() {
		names = append(names, t.names[id])
	}
	return strings.Join(names, organizations.PathSeparator)
}

// path returns the same with its own name at the end.
func (t trails) path(o organizations.Organization) string {
	if above := t.above(o); above != "" {
		return above + organizations.PathSeparator + o.Name
	}
	return o.Name
}
