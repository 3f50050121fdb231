package organizations_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"portico/backend/access"
	"portico/backend/organizations"
	"portico/backend/settings"
	"portico/backend/store"
)

// grove makes organizations of random names, kinds, places and times, some of
// them registered through a link, with plain statements, and returns them.
func (s *site) grove(t *testing.T, random *rand.Rand, n int) []organizations.Organization {
	t.Helper()
	words := []string{"Univers", "University", "of", "Oslo", "大学", "東京", "Straße", "É", "Dept", "o'Brien", "100%", "a_b", "(x)", "🏛️", "zephyr", "Ab", "b"}
	if err := s.store.Write(t.Context()).Exec("INSERT INTO registration_links (id, name, created_at) VALUES (1, 'Default', 0)").Error; err != nil {
		t.Fatal(err)
	}
	taken := map[string]bool{}
	for i := range n {
		var parent int64
		if i > 0 && random.IntN(3) > 0 {
			candidate, err := s.Find(t.Context(), everything, int64(1+random.IntN(i)))
			if err != nil {
				t.Fatal(err)
			}
			if candidate.Level < organizations.MaxLevel {
				parent = candidate.ID
			}
		}
		name := words[random.IntN(len(words))]
		for range random.IntN(3) {
			name += " " + words[random.IntN(len(words))]
		}
		for number := 2; taken[fmt.Sprint(parent, store.Fold(name))]; number++ {
			name = fmt.Sprint(name, " ", number)
		}
		taken[fmt.Sprint(parent, store.Fold(name))] = true
		mode := []string{settings.Unlimited, settings.Allocated, settings.Purchased}[random.IntN(3)]
		o, err := s.Create(t.Context(), organizations.Input{Name: name, ParentID: parent, ResponseAllotment: mode})
		if err != nil {
			t.Fatal(err)
		}
		db := s.store.Write(t.Context())
		// All by plain SQL, as an import or the sqlite3 command may do it.
		if err := db.Exec("UPDATE organizations SET created_at = ?, updated_at = 0 WHERE id = ?", random.IntN(20), o.ID).Error; err != nil {
			t.Fatal(err)
		}
		if random.IntN(3) == 0 {
			if err := db.Exec("INSERT INTO registrations (state, link_id, organization_id, organization_name, first_name, last_name, email, created_at) VALUES ('admitted', 1, ?, '', '', '', '', 0)", o.ID).Error; err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := s.store.Write(t.Context()).Exec("UPDATE organizations SET status = 'archived', archived_at = 1, archived_by_id = id WHERE id % 4 = 0").Error; err != nil {
		t.Fatal(err)
	}
	return s.everything(t)
}

func (s *site) everything(t *testing.T) []organizations.Organization {
	t.Helper()
	var all []organizations.Organization
	if err := s.store.Read(t.Context()).Find(&all).Error; err != nil {
		t.Fatal(err)
	}
	return all
}

// scan is what List must return, found the plain way.
func scan(all []organizations.Organization, links map[int64]bool, scope access.Scope, query organizations.Query) []int64 {
	search := store.ParseSearch(query.Search).Plain()
	var kept []organizations.Organization
	for _, o := range all {
		if (search.IsEmpty() || search.Matches(o.NameKey)) && (query.Status == "" || o.Status == query.Status) && (query.Level == 0 || o.Level == query.Level) &&
			(query.Allotment == "" || o.ResponseAllotment == query.Allotment) && (query.LinkID == 0 || links[o.ID]) && scope.SeesPath(o.Path) {
			kept = append(kept, o)
		}
	}
	sort, descending := strings.CutPrefix(query.Sort, "-")
	slices.SortFunc(kept, func(a, b organizations.Organization) int {
		byName := cmp.Or(cmp.Compare(a.NameKey, b.NameKey), cmp.Compare(a.ID, b.ID))
		order := byName
		switch sort {
		case "level":
			order = cmp.Or(cmp.Compare(a.Level, b.Level), byName)
		case "created":
			order = cmp.Or(cmp.Compare(a.CreatedAt.UnixMilli(), b.CreatedAt.UnixMilli()), cmp.Compare(a.ID, b.ID))
		}
		if descending {
			order = -order
		}
		return order
	})
	ids := make([]int64, len(kept))
	for i, o := range kept {
		ids[i] = o.ID
	}
	return ids
}

func TestEveryListIsWhatAScanFinds(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 5))
	s := open(t)
	all := s.grove(t, random, 120)
	links := map[int64]bool{}
	var linked []int64
	s.store.Read(t.Context()).Raw("SELECT organization_id FROM registrations").Scan(&linked)
	for _, id := range linked {
		links[id] = true
	}
	pick := func(from ...string) string { return from[random.IntN(len(from))] }
	for _, plan := range []struct{ few, far, any int }{{1000, 20000, 50000}, {2, 20000, 50000}, {2, 30, 50000}, {0, 5, 20}, {0, 1, 0}} {
		s.SetLimits(plan.few, plan.far, plan.any)
		for range 25 {
			scope := everything
			if random.IntN(4) == 0 {
				place := all[random.IntN(len(all))]
				scope = access.ForManager(1, []access.Place{{ID: place.ID, Path: place.Path, Level: place.Level}}, nil, nil)
			}
			query := organizations.Query{
				Search: pick("", "", "univers", "u", "of", "o", "大", "東京", "strasse", "university of", "b univ", "100%", "a_b", "'", "zephyr", "nothing"),
				Status: pick("", "", "active", "archived"), Level: max(0, random.IntN(9)-3), Allotment: pick("", "", "unlimited", "allocated", "purchased"),
				LinkID: int64(max(0, random.IntN(4)-2)), Sort: pick("", "name", "-name", "level", "-level", "created", "-created"), Limit: 1 + random.IntN(40),
			}
			want := scan(all, links, scope, query)
			var got []int64
			count, pages := 0, 0
			for pages = 0; pages < 400; pages++ {
				page, err := s.List(t.Context(), scope, query)
				if err != nil {
					t.Fatalf("ORG-4 %+v: %v", query, err)
				}
				if pages == 0 {
					count = page.Count
				}
				for _, row := range page.Items {
					got = append(got, row.ID)
				}
				if query.After = page.Next; page.Next == "" {
					break
				}
			}
			query.After = ""
			if all, err := s.Matching(t.Context(), scope, query, 1000); err != nil || !slices.Equal(all, want) {
				t.Fatalf("UX all that match, with plan %v, %+v: %v, want %v, %v", plan, query, all, want, err)
			}
			if some, err := s.Matching(t.Context(), scope, query, 3); err != nil || !slices.Equal(some, want[:min(3, len(want))]) {
				t.Fatalf("UX three that match, with plan %v, %+v: %v, %v", plan, query, some, err)
			}
			if !slices.Equal(got, want) {
				t.Fatalf("ORG-4 with plan %v, %+v: %v, want %v", plan, query, got, want)
			}
			if counted, err := s.Count(t.Context(), scope, query); err != nil || count != len(want) || counted != len(want) {
				t.Fatalf("ORG-4 with plan %v, %+v: counts %d and %d of %d, %v", plan, query, count, counted, len(want), err)
			}
		}
	}
}

func TestTreeIsWhatAScanFinds(t *testing.T) {
	s := open(t)
	all := s.grove(t, rand.New(rand.NewPCG(6, 7)), 40)
	parents := map[int64]bool{0: true}
	for _, o := range all {
		parents[o.ID] = true
	}
	for parent := range parents {
		for _, status := range []string{"", "active", "archived"} {
			var below []organizations.Organization
			for _, o := range all {
				if o.Parent() == parent {
					below = append(below, o)
				}
			}
			want := scan(below, nil, everything, organizations.Query{Status: status})
			var got []int64
			for after := ""; ; {
				page, err := s.Children(t.Context(), everything, parent, status, after, 7)
				if err != nil {
					t.Fatal(err)
				}
				for _, row := range page.Items {
					got = append(got, row.ID)
				}
				if after = page.Next; after == "" {
					break
				}
			}
			if !slices.Equal(got, want) {
				t.Fatalf("ORG-4 below %d with status %q: %v, want %v", parent, status, got, want)
			}
		}
	}
}

func TestCountsFollowEveryChange(t *testing.T) {
	s := open(t)
	check := func(after string) {
		t.Helper()
		var wrong int
		err := s.store.Read(t.Context()).Raw(`SELECT COUNT(*) FROM (
			SELECT status, level, response_allotment, count FROM organization_counts WHERE count <> 0
			EXCEPT SELECT status, level, response_allotment, COUNT(*) FROM organizations GROUP BY 1, 2, 3)`).Scan(&wrong).Error
		if err != nil || wrong != 0 {
			t.Errorf("ORG-4 after %s: %d counts are wrong, %v", after, wrong, err)
		}
		if err := s.store.Write(t.Context()).Exec("INSERT INTO organizations_search (organizations_search, rank) VALUES ('integrity-check', 1)").Error; err != nil {
			t.Errorf("ORG-4 after %s: the search index is wrong: %v", after, err)
		}
	}
	top, other := s.add(t, 0, "Top", "Middle", "Leaf"), s.add(t, 0, "Other")
	check("creating")
	if _, err := s.Update(t.Context(), 2, organizations.Input{Name: "Renamed", ParentID: other.ID, ResponseAllotment: settings.Allocated}); err != nil {
		t.Fatal(err)
	}
	check("renaming and moving a branch")
	if _, err := s.Archive(t.Context(), other.ID); err != nil {
		t.Fatal(err)
	}
	check("archiving a branch")
	if _, err := s.Restore(t.Context(), other.ID); err != nil {
		t.Fatal(err)
	}
	check("restoring a branch")
	if err := s.Delete(t.Context(), top.ID, "Leaf"); err != nil {
		t.Fatal(err)
	}
	check("deleting")
	figures, err := s.Figures(t.Context())
	if err != nil || figures.Active != 3 || figures.ByLevel != [5]int64{2, 1, 0, 0, 0} {
		t.Errorf("ORG-4 figures %+v, %v", figures, err)
	}
}

func TestBulkArchive(t *testing.T) {
	s := open(t)
	top := s.add(t, 0, "Top")
	child := s.add(t, top.ID, "Child")
	beside := s.add(t, 0, "Beside")
	gone := s.add(t, 0, "Gone")
	if _, err := s.Archive(t.Context(), gone.ID); err != nil {
		t.Fatal(err)
	}
	ids := []int64{child.ID, gone.ID, top.ID, beside.ID, 999}
	weighed, err := s.ArchiveAllEffect(t.Context(), ids)
	if err != nil || weighed.Organizations != 3 {
		t.Fatalf("%+v, %v", weighed, err)
	}
	archived := func() (names []string) {
		for _, o := range s.everything(t) {
			if !o.IsActive() {
				names = append(names, o.Name)
			}
		}
		return names
	}
	if got := archived(); !slices.Equal(got, []string{"Gone"}) {
		t.Fatalf("ORG-5 weighing archived %v", got)
	}
	change, err := s.ArchiveAll(t.Context(), ids)
	if err != nil || change.Organizations != 3 || !slices.Equal(change.Branches, []int64{top.ID, beside.ID}) || len(change.Left) != 1 || change.Left[0].Name != "Gone" {
		t.Fatalf("ORG-5 %+v, %v", change, err)
	}
	if got := archived(); len(got) != 4 {
		t.Fatalf("ORG-5 archived %v", got)
	}
	if _, err := s.RestoreAll(t.Context(), change.Branches); err != nil {
		t.Fatal(err)
	}
	if got := archived(); !slices.Equal(got, []string{"Gone"}) {
		t.Fatalf("ORG-5 undone, these are archived: %v", got)
	}
}
