package transfer

import (
	"context"
	"io"
	"slices"
	"strconv"
	"strings"

	"portico/backend/access"
	"portico/backend/organizations"
	"portico/backend/sheets"
	"portico/backend/store"
	"portico/backend/users"
)

// ExportUsers writes the users of a selection, in the order of the list. The
// file can be imported again. Passwords, codes and second factors are never
// among it.
func (s *Service) ExportUsers(ctx context.Context, out io.Writer, format sheets.Format, selection Selection[users.Query], progress Progress) error {
	headers := append(labels(Users, fieldEmail, fieldLogin, fieldFirstName, fieldLastName, fieldType, fieldOrganizations, fieldAssessments, fieldRestrictions, fieldSuspended),
		"Sign-in", "Two-factor", "Last sign-in", "Created")
	given, err := s.Assessments.List(ctx, everything)
	if err != nil {
		return err
	}
	words := userWords{codes: map[int64]string{}, restrictions: map[string]string{}, places: map[int64]string{}, now: s.Store.Now()}
	for _, one := range given {
		words.codes[one.ID] = one.Code
	}
	for _, label := range access.RestrictionLabels() {
		words.restrictions[string(label.Name)] = label.Label
	}
	trails := trails{service: s.Organizations, names: map[int64]string{}}
	return s.export(ctx, out, Users, format, progress, headers, func(ctx context.Context, page func([][]string) error) error {
		return s.userPages(ctx, selection, func(found []users.User) error {
			ids := make([]int64, len(found))
			for i, u := range found {
				ids[i] = u.ID
			}
			inputs, err := s.Users.InputsOf(ctx, ids)
			if err != nil {
				return err
			}
			if err := s.namePlaces(ctx, inputs, trails, words.places); err != nil {
				return err
			}
			rows := make([][]string, len(found))
			for i, u := range found {
				rows[i] = words.row(u, inputs[u.ID])
			}
			return page(rows)
		})
	})
}

// userPages gathers users page by page, by cursor.
func (s *Service) userPages(ctx context.Context, selection Selection[users.Query], take func([]users.User) error) error {
	if len(selection.IDs) > 0 {
		for some := range slices.Chunk(selection.IDs, store.PageLimit) {
			found, err := s.Users.ByIDs(ctx, some)
			if err != nil {
				return err
			}
			if err := take(found); err != nil {
				return err
			}
		}
		return nil
	}
	query := selection.Query
	query.After, query.Limit, query.SkipCount = "", store.PageLimit, true
	for {
		page, err := s.Users.List(ctx, everything, query)
		if err != nil {
			return err
		}
		found := make([]users.User, len(page.Items))
		for i, row := range page.Items {
			found[i] = row.User
		}
		if err := take(found); err != nil {
			return err
		}
		if query.After = page.Next; query.After == "" {
			return nil
		}
	}
}

// namePlaces adds how an import finds the organizations again: by External id
// where there is one, else by their path.
func (s *Service) namePlaces(ctx context.Context, inputs map[int64]users.Input, trails trails, places map[int64]string) error {
	missing := map[int64]struct{}{}
	for _, input := range inputs {
		for _, id := range input.OrganizationIDs {
			if _, known := places[id]; !known {
				missing[id] = struct{}{}
			}
		}
	}
	found, err := s.Organizations.ByIDs(ctx, keys(missing))
	if err != nil {
		return err
	}
	if err := trails.load(ctx, found); err != nil {
		return err
	}
	paths := make([]string, len(found))
	for i, o := range found {
		paths[i] = trails.path(o)
	}
	// What reads as another's External id, or as the whole name of another at
	// the top, would lead there.
	strays, err := s.Organizations.ByExternalIDs(ctx, paths)
	if err != nil {
		return err
	}
	whole, err := s.Organizations.ByNames(ctx, 0, paths, len(paths))
	if err != nil {
		return err
	}
	taken := map[string]int64{}
	for _, o := range whole {
		taken[o.NameKey] = o.ID
	}
	for _, o := range strays {
		taken[store.Fold(o.ExternalID)] = o.ID
	}
	for _, o := range found {
		if places[o.ID] = o.ExternalID; o.ExternalID == "" {
			places[o.ID] = trails.path(o)
			if other, isTaken := taken[store.Fold(places[o.ID])]; isTaken && other != o.ID {
				places[o.ID] = "#"
			}
		}
		// A path with a semicolon would be cut in two, and a name with the
		// path's own separator in it leads astray.
		if strings.ContainsAny(places[o.ID], ";\n") || strings.HasPrefix(places[o.ID], "#") || o.ExternalID == "" && !slices.Equal(organizations.PathNames(places[o.ID]), trails.list(o)) {
			places[o.ID] = "#" + strconv.FormatInt(o.ID, 10)
		}
	}
	return nil
}

// list returns the names from the top to an organization.
func (t trails) list(o organizations.Organization) []string {
	names := []string{}
	for _, id := range o.Trail() {
		names = append(names, t.names[id])
	}
	return append(names, o.Name)
}

// userWords writes what the site keeps as people read it.
type userWords struct {
	codes        map[int64]string
	restrictions map[string]string
	places       map[int64]string
	now          store.Time
}

func (w userWords) row(u users.User, input users.Input) []string {
	var places, codes, restrictions []string
	for _, id := range input.OrganizationIDs {
		places = append(places, w.places[id])
	}
	for _, id := range input.AssessmentIDs {
		codes = append(codes, w.codes[id])
	}
	for _, name := range u.Restrictions {
		restrictions = append(restrictions, w.restrictions[name])
	}
	kind := "Assessment Manager"
	if u.Type == users.Individual {
		kind = "Individual"
	}
	status := map[users.Status]string{users.Active: "Active", users.Pending: "Pending", users.Suspended: "Suspended", users.Locked: "Locked out"}[u.Status(w.now)]
	return []string{
		u.Email, u.Login, u.FirstName, u.LastName, kind, strings.Join(places, "; "), strings.Join(codes, "; "), strings.Join(restrictions, "; "),
		yesNo(u.IsSuspended), status, yesNo(u.HasSecondFactor()), u.LastSignInAt.RFC3339(), u.CreatedAt.RFC3339(),
	}
}

func yesNo(yes bool) string {
	if yes {
		return "Yes"
	}
	return "No"
}
