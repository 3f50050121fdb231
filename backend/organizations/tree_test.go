package organizations_test

import (
	"testing"

	"portico/backend/fault"
	"portico/backend/organizations"
)

func TestLevels(t *testing.T) {
	s := open(t)
	fifth := s.add(t, 0, "One", "Two", "Three", "Four", "Five")
	t.Run("ORG-1 the level follows from the parent", func(t *testing.T) {
		if fifth.Level != 5 {
			t.Fatalf("level %d", fifth.Level)
		}
	})
	t.Run("ORG-2 nothing below level 5", func(t *testing.T) {
		_, err := s.Create(t.Context(), organizations.Input{Name: "Six", ParentID: fifth.ID})
		wantField(t, err, "parentId")
	})
	t.Run("ORG-2 no parent that is not there", func(t *testing.T) {
		_, err := s.Create(t.Context(), organizations.Input{Name: "Orphan", ParentID: 999})
		wantField(t, err, "parentId")
	})
}

func TestNames(t *testing.T) {
	s := open(t)
	parent := s.add(t, 0, "Acme")
	t.Run("ORG-2 siblings differ, whatever the case", func(t *testing.T) {
		for _, name := range []string{"Acme", "ACME", " acme ", "Ａcme", "Ac\u200bme"} {
			_, err := s.Create(t.Context(), organizations.Input{Name: name})
			wantField(t, err, "name")
		}
	})
	t.Run("ORG-2 elsewhere in the tree a name is free", func(t *testing.T) { s.add(t, parent.ID, "Acme") })
	t.Run("ORG-2 a registration gets a city, else a number", func(t *testing.T) {
		for _, want := range []string{"Acme (Oslo)", "Acme (2)", "Acme (3)"} {
			made, err := s.CreateFreely(t.Context(), organizations.Organization{Name: "Acme", City: "Oslo", ResponseAllotment: "unlimited"}, 0)
			if err != nil || made.Name != want {
				t.Fatalf("%q, want %q: %v", made.Name, want, err)
			}
		}
	})
	t.Run("a name of nothing but invisible characters is none", func(t *testing.T) {
		_, err := s.Create(t.Context(), organizations.Input{Name: "\u200b \u00ad"})
		wantField(t, err, "name")
	})
	t.Run("renaming to its own name in another case", func(t *testing.T) {
		renamed, err := s.Update(t.Context(), parent.ID, organizations.Input{Name: "ACME"})
		if err != nil || renamed.Name != "ACME" {
			t.Fatal(renamed.Name, err)
		}
	})
}

func TestMove(t *testing.T) {
	s := open(t)
	a := s.add(t, 0, "A")
	deep := s.add(t, a.ID, "B", "C", "D")
	other := s.add(t, 0, "X", "Y")
	b, err := s.Find(t.Context(), everything, deep.ID-2)
	if err != nil || b.Name != "B" {
		t.Fatal(b.Name, err)
	}
	t.Run("ORG-2 not under itself, nor under its own branch", func(t *testing.T) {
		for _, parent := range []int64{b.ID, deep.ID} {
			_, err := s.Update(t.Context(), b.ID, organizations.Input{Name: "B", ParentID: parent})
			wantField(t, err, "parentId")
		}
	})
	t.Run("ORG-2 not where its branch would reach below level 5", func(t *testing.T) {
		third := s.add(t, other.ID, "Z")
		_, err := s.Update(t.Context(), b.ID, organizations.Input{Name: "B", ParentID: third.ID})
		wantField(t, err, "parentId")
	})
	t.Run("a move takes the branch along", func(t *testing.T) {
		if _, err := s.Update(t.Context(), b.ID, organizations.Input{Name: "B", ParentID: other.ID}); err != nil {
			t.Fatal(err)
		}
		moved, err := s.Find(t.Context(), everything, deep.ID)
		if err != nil || moved.Level != 5 {
			t.Fatalf("level %d, %v", moved.Level, err)
		}
		trail, err := s.Trail(t.Context(), moved)
		if err != nil || len(trail) != 4 || trail[0].Name != "X" || trail[3].Name != "C" {
			t.Fatalf("trail %v, %v", trail, err)
		}
		if len(s.moved) != 1 || s.moved[0].OldLevel != 2 || len(s.moved[0].NewTrail) != 2 {
			t.Fatalf("dependents were told %+v", s.moved)
		}
	})
	t.Run("to the top", func(t *testing.T) {
		top, err := s.Update(t.Context(), b.ID, organizations.Input{Name: "B"})
		if err != nil || top.Level != 1 || top.ParentID != nil {
			t.Fatalf("%+v %v", top, err)
		}
	})
}

func TestArchive(t *testing.T) {
	s := open(t)
	top := s.add(t, 0, "Top")
	middle := s.add(t, top.ID, "Middle")
	leaf := s.add(t, middle.ID, "Leaf")
	early := s.add(t, top.ID, "Archived before")
	if _, err := s.Archive(t.Context(), early.ID); err != nil {
		t.Fatal(err)
	}
	status := func(id int64) string {
		o, err := s.Find(t.Context(), everything, id)
		if err != nil {
			t.Fatal(err)
		}
		return o.Status
	}
	change, err := s.Archive(t.Context(), top.ID)
	if err != nil || change.Organizations != 3 || status(leaf.ID) != organizations.Archived {
		t.Fatalf("ORG-5 archiving takes the branch: %+v %s %v", change, status(leaf.ID), err)
	}
	t.Run("ORG-5 the second click", func(t *testing.T) {
		_, err := s.Archive(t.Context(), top.ID)
		wantCode(t, err, fault.Conflict)
	})
	t.Run("ORG-5 nothing is made or restored under an archived one", func(t *testing.T) {
		_, err := s.Create(t.Context(), organizations.Input{Name: "New", ParentID: top.ID})
		wantField(t, err, "parentId")
		_, err = s.Restore(t.Context(), leaf.ID)
		wantCode(t, err, fault.Conflict)
	})
	t.Run("ORG-5 restoring brings back just what it took", func(t *testing.T) {
		change, err := s.Restore(t.Context(), top.ID)
		if err != nil || change.Organizations != 3 || status(leaf.ID) != organizations.Active || status(early.ID) != organizations.Archived {
			t.Fatalf("%+v, leaf %s, early %s, %v", change, status(leaf.ID), status(early.ID), err)
		}
	})
}

func TestDelete(t *testing.T) {
	s := open(t)
	parent := s.add(t, 0, "Parent")
	child := s.add(t, parent.ID, "Child")
	wantCode(t, s.Delete(t.Context(), parent.ID, "Parent"), fault.Conflict)
	s.inUse = []string{"3 responses"}
	wantCode(t, s.Delete(t.Context(), child.ID, "Child"), fault.Conflict)
	s.inUse = nil
	wantField(t, s.Delete(t.Context(), child.ID, "child"), "name")
	if err := s.Delete(t.Context(), child.ID, "Child"); err != nil {
		t.Fatal("ORG-5", err)
	}
	wantCode(t, s.Delete(t.Context(), child.ID, "Child"), fault.NotFound)
}

func TestList(t *testing.T) {
	s := open(t)
	parent := s.add(t, 0, "Älpha")
	for _, name := range []string{"beta", "Gamma_1", "GammaX1", "100%", "zeta"} {
		s.add(t, parent.ID, name)
	}
	walk := func(query organizations.Query) (names []string) {
		t.Helper()
		query.Limit = 2
		for {
			page, err := s.List(t.Context(), everything, query)
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range page.Items {
				names = append(names, row.Name)
			}
			if page.Next == "" {
				return names
			}
			query.After = page.Next
		}
	}
	for _, sort := range []string{"name", "-name", "level", "-level", "created", "-created", "nonsense"} {
		if got := walk(organizations.Query{Sort: sort}); len(got) != 6 {
			t.Errorf("sorted by %s, pages hold %v", sort, got)
		}
	}
	for search, want := range map[string]int{"GAMMA": 2, "gamma_": 1, "00%": 1, "0%": 0, "ÄLPHA": 1, "nothing": 0, "": 6} {
		if got := walk(organizations.Query{Search: search}); len(got) != want {
			t.Errorf("search %q finds %v", search, got)
		}
	}
	if got := walk(organizations.Query{Level: 2, Status: "active", Allotment: "unlimited"}); len(got) != 5 {
		t.Errorf("filtered: %v", got)
	}
	_, err := s.List(t.Context(), everything, organizations.Query{After: "broken"})
	wantCode(t, err, fault.Invalid)
}
