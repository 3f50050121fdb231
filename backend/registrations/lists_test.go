package registrations_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"portico/backend/registrations"
	"portico/backend/sheets"
	"portico/backend/testkit"
)

// TestRegistrationsAreSortedAndExported shows UX for Registrations: both
// orders, both ways, page by page, and the table in the order of the list.
func TestRegistrationsAreSortedAndExported_REG5(t *testing.T) {
	site := testkit.OpenRegistration(t)
	for i, name := range []string{"Zeta", "alpha", "Éclair", "Mid", "alpha"} {
		site.Clock.Advance(time.Second)
		if _, err := site.Registrations.Register(t.Context(), submission(name, fmt.Sprintf("s%d@x.example", i))); err != nil {
			t.Fatal(err)
		}
	}
	list := func(sort string) (names []string) {
		t.Helper()
		for query := (registrations.Query{Sort: sort, Limit: 2}); ; {
			page, err := site.Registrations.List(t.Context(), query)
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range page.Items {
				names = append(names, row.OrganizationName)
			}
			if query.After = page.Next; query.After == "" {
				return names
			}
		}
	}
	byTime := []string{"Zeta", "alpha", "Éclair", "Mid", "alpha"}
	if got := list("when"); !slices.Equal(got, byTime) {
		t.Errorf("oldest first: %v", got)
	}
	slices.Reverse(byTime)
	for _, sort := range []string{"", "-when", "nonsense"} {
		if got := list(sort); !slices.Equal(got, byTime) {
			t.Errorf("%q: %v", sort, got)
		}
	}
	byName := list("organization")
	if !slices.Equal(byName, []string{"alpha", "alpha", "Mid", "Zeta", "Éclair"}) {
		t.Errorf("by organization: %v", byName)
	}
	back := list("-organization")
	if slices.Reverse(back); !slices.Equal(back, byName) {
		t.Errorf("by organization, turned round: %v", back)
	}
	var out bytes.Buffer
	if err := site.Registrations.Export(t.Context(), &out, sheets.CSV, registrations.Query{Search: "alpha", Sort: "when"}, func(int64) {}); err != nil {
		t.Fatal(err)
	}
	table, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(out.String(), "\uFEFF"))).ReadAll()
	if err != nil || len(table) != 3 || table[1][3] != "alpha" || table[1][6] != "s1@x.example" {
		t.Fatal(table, err)
	}
}

// TestManyLinksAtOnce shows UX for Links: bulk pause, open and revoke, exact
// in what they changed, and the table.
func TestManyLinksAtOnce_LNK1(t *testing.T) {
	site := testkit.OpenRegistration(t)
	ctx := t.Context()
	var ids []int64
	for i := range 4 {
		ids = append(ids, mustLink(t, site, registrations.LinkInput{Name: fmt.Sprintf("Fair %d", i)}).ID)
	}
	must(t)(site.Registrations.PauseLink(ctx, ids[0], true))
	must(t)(site.Registrations.RevokeLink(ctx, ids[3]))
	fallback, err := site.Registrations.Links(ctx, registrations.LinkQuery{Search: "copy url"})
	if err != nil || len(fallback.Items) != 1 {
		t.Fatal(fallback, err)
	}
	asked := append(slices.Clone(ids), fallback.Items[0].ID, 99999)
	paused, err := site.Registrations.PauseLinks(ctx, asked, true)
	if err != nil || !slices.Equal(paused.Changed, ids[1:3]) || len(paused.Left) != 3 {
		t.Fatalf("%+v %v", paused, err)
	}
	opened, err := site.Registrations.PauseLinks(ctx, paused.Changed, false)
	if err != nil || !slices.Equal(opened.Changed, ids[1:3]) {
		t.Fatalf("%+v %v", opened, err)
	}
	if first, err := site.Registrations.FindLink(ctx, ids[0]); err != nil || first.PausedAt.IsZero() {
		t.Errorf("undoing opened what was paused before: %v", err)
	}
	revoked, err := site.Registrations.RevokeLinks(ctx, asked)
	if err != nil || !slices.Equal(revoked.Changed, ids[:3]) || len(revoked.Left) != 2 {
		t.Fatalf("%+v %v", revoked, err)
	}
	var out bytes.Buffer
	if err := site.Registrations.ExportLinks(ctx, &out, sheets.CSV, registrations.LinkQuery{Search: "fair"}, func(int64) {}); err != nil || strings.Count(out.String(), "revoked") != 4 || strings.Contains(out.String(), "link=") {
		t.Fatal(out.String(), err)
	}
}
