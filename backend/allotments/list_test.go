package allotments_test

import (
	"slices"
	"testing"

	"portico/backend/access"
	"portico/backend/allotments"
	"portico/backend/store"
	"portico/backend/testkit"
)

// TestLongListIsWalked_ALT1 pages through a search that is too common to be
// counted and sorted, and meets each allotment once, by name.
func TestLongListIsWalked_ALT1(t *testing.T) {
	t.Parallel()
	b, _ := testkit.OpenBackend(t)
	const many, there = 3300, 3300 - 3300/31
	testkit.Run(t, b, "INSERT INTO assessments (id, code, code_key, name, name_key, created_at, updated_at) VALUES (1, 'C', 'c', 'Check', 'check', 0, 0)")
	testkit.Run(t, b, `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
		INSERT INTO organizations (id, name, name_key, path, level, status, response_allotment, created_at, updated_at)
		SELECT i, 'Partner', printf('partner %05d', (i * 7919) % 100003), '/' || i || '/', 1, 'active', 'allocated', 0, 0 FROM n`, many)
	testkit.Run(t, b, "INSERT INTO allotments (organization_id, assessment_id, allocated, used, held, is_shared, warn_below, created_at, updated_at) SELECT id, 1, 5, 0, 0, 0, 0, 0, 0 FROM organizations WHERE id % 31 <> 0")
	query := allotments.Query{Search: "partner", Limit: store.PageLimit, SkipCount: true}
	var names []string
	for {
		page, err := b.Allotments.List(t.Context(), access.ForAdministrator(), query)
		if err != nil || page.Count != store.NotCounted {
			t.Fatal(page.Count, err)
		}
		for _, row := range page.Items {
			names = append(names, row.NameKey)
		}
		if query.After = page.Next; query.After == "" {
			break
		}
	}
	if len(names) != there || !slices.IsSorted(names) || len(slices.Compact(slices.Clone(names))) != len(names) {
		t.Errorf("%d of %d, by name: %t", len(names), there, slices.IsSorted(names))
	}
	if count, err := b.Allotments.Count(t.Context(), access.ForAdministrator(), query); err != nil || count != there {
		t.Errorf("counted %d, %v", count, err)
	}
}
