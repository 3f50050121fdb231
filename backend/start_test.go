package backend_test

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"portico/backend"
	"portico/backend/fault"
	"portico/backend/samples"
	"portico/backend/settings"
	"portico/backend/store"
)

func openNew(t *testing.T) *backend.Backend {
	t.Helper()
	b, err := backend.Open(t.Context(), backend.Config{Folder: t.TempDir(), KeyFolder: t.TempDir(), MustBeNew: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Close() })
	return b
}

func isNew(t *testing.T, b *backend.Backend) bool {
	t.Helper()
	answer, err := b.IsNew(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return answer
}

func counts(t *testing.T, b *backend.Backend) map[string]int64 {
	t.Helper()
	var tables []string
	if err := b.Store.Read(t.Context()).Raw("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%_search_%'").Scan(&tables).Error; err != nil {
		t.Fatal(err)
	}
	found := map[string]int64{}
	for _, table := range tables {
		var n int64
		if err := b.Store.Read(t.Context()).Raw("SELECT COUNT(*) FROM " + table).Scan(&n).Error; err != nil {
			t.Fatal(err)
		}
		found[table] = n
	}
	return found
}

func chainHolds(t *testing.T, b *backend.Backend) {
	t.Helper()
	if verification, err := b.VerifyAudit(t.Context(), func(int64) {}); err != nil || verification.Broken != nil {
		t.Errorf("audit: %+v, %v", verification.Broken, err)
	}
}

// Shows ADM-2.
func TestSampleData_ADM2(t *testing.T) {
	b, fresh := openNew(t), openNew(t)
	ctx := t.Context()
	if !isNew(t, b) {
		t.Fatal("a fresh site is not new")
	}
	if err := samples.Fill(ctx, b, func(int, int) {}); err != nil {
		t.Fatal(err)
	}
	if !b.IsSample() || isNew(t, b) {
		t.Error("the site is not marked as sample data")
	}
	if err := samples.Fill(ctx, b, func(int, int) {}); !fault.Is(err, fault.Conflict) {
		t.Errorf("filled twice: %v", err)
	}
	if err := b.Anchor.Keep(ctx, b.Audit); err != nil {
		t.Fatal(err)
	}
	kept, err := b.RemoveSample(ctx, true)
	if err != nil {
		t.Fatal(err)
	}
	if b.IsSample() || !isNew(t, b) {
		t.Error("the site is not new again")
	}
	present, wanted := counts(t, b), counts(t, fresh)
	for table, n := range present {
		// The log goes on; counters by kind stay at nought; goose counts migrations.
		if n != wanted[table] && table != "audit_entries" && table != "organization_counts" {
			t.Errorf("%s has %d rows, a new site %d", table, n, wanted[table])
		}
	}
	if figures, err := b.Organizations.Figures(ctx); err != nil || figures.Active != 0 {
		t.Errorf("organizations counted: %+v, %v", figures, err)
	}
	for _, search := range []string{"organizations_search", "users_search", "responses_search", "registrations_search", "outbox_search"} {
		var hits int
		if err := b.Store.Read(ctx).Raw("SELECT COUNT(*) FROM " + search + " WHERE " + search + " MATCH '\"hal\"'").Scan(&hits).Error; err != nil || hits > 0 {
			t.Errorf("%s still finds %d, %v", search, hits, err)
		}
	}
	chainHolds(t, b)
	if err := b.Anchor.Keep(ctx, b.Audit); err != nil || b.Anchor.Broken() != nil {
		t.Errorf("anchor: %+v, %v", b.Anchor.Broken(), err)
	}
	if _, err := store.Open(ctx, store.Options{Folder: filepath.Dir(kept)}); err == nil || !strings.Contains(kept, "sample-data-") {
		t.Errorf("kept in %s, %v", kept, err)
	}
	var partners int64
	if err := b.Store.Write(ctx).Exec("ATTACH DATABASE ? AS kept", kept).Error; err != nil {
		t.Fatal(err)
	}
	if err := b.Store.Write(ctx).Raw("SELECT COUNT(*) FROM kept.organizations").Scan(&partners).Error; err != nil || partners < 30 {
		t.Errorf("the earlier site holds %d organizations, %v", partners, err)
	}
	// The site can be begun again, either way.
	if err := samples.Fill(ctx, b, func(int, int) {}); err != nil {
		t.Errorf("fill again: %v", err)
	}
	chainHolds(t, b)
}

// A site with data of its own is never filled and never emptied.
func TestSampleDataKeepOffASiteInUse_ADM2(t *testing.T) {
	b := openNew(t)
	ctx := t.Context()
	if err := b.Settings.SaveGeneral(ctx, settings.General{SiteName: "Own", TimeZone: "UTC", UseOrganization: true}); err != nil {
		t.Fatal(err)
	}
	if isNew(t, b) {
		t.Error("a site that was set up counts as new")
	}
	if err := samples.Fill(ctx, b, func(int, int) {}); !fault.Is(err, fault.Conflict) {
		t.Errorf("filled: %v", err)
	}
	if _, err := b.RemoveSample(ctx, true); !fault.Is(err, fault.Conflict) {
		t.Errorf("emptied: %v", err)
	}
	if b.IsSample() {
		t.Error("marked as sample data")
	}
}

// Choosing to start empty is remembered, even when nothing else was said, and
// is chosen once: a welcome screen in another tab changes nothing any more.
// Shows ADM-2.
func TestStartEmpty_ADM2(t *testing.T) {
	b := openNew(t)
	general, err := b.Settings.General(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Begin(t.Context(), general); err != nil || isNew(t, b) {
		t.Errorf("still new, %v", err)
	}
	general.SiteName = "Another"
	if err := b.Begin(t.Context(), general); !fault.Is(err, fault.Conflict) {
		t.Errorf("begun twice: %v", err)
	}
	if now, err := b.Settings.General(t.Context()); err != nil || now.SiteName == "Another" {
		t.Errorf("overwritten: %q, %v", now.SiteName, err)
	}
}

// What is stopped half way leaves a new and empty site.
func TestFillingThatIsCancelled_ADM2(t *testing.T) {
	b := openNew(t)
	ctx, cancel := context.WithCancel(t.Context())
	err := samples.Fill(ctx, b, func(done, _ int) {
		if done == 4 {
			cancel()
		}
	})
	if err == nil || b.IsSample() || !isNew(t, b) {
		t.Errorf("cancelled: %v, sample %v", err, b.IsSample())
	}
	chainHolds(t, b)
}

func roleNames(t *testing.T, b *backend.Backend, table string) string {
	t.Helper()
	var names string
	rights := map[string]string{"organizational_roles": "is_management", "account_roles": "rights"}[table]
	if err := b.Store.Read(t.Context()).Raw("SELECT group_concat(name || name_key || " + rights + ") FROM " + table).Scan(&names).Error; err != nil {
		t.Fatal(err)
	}
	return names
}

// Every table is emptied, or known to be the site itself.
func TestNoTableIsForgotten_ADM2(t *testing.T) {
	b := openNew(t)
	if err := samples.Fill(t.Context(), b, func(int, int) {}); err != nil {
		t.Fatal(err)
	}
	before := counts(t, b)
	if _, err := b.RemoveSample(t.Context(), false); err != nil {
		t.Fatal(err)
	}
	for _, table := range []string{"organizational_roles", "account_roles"} {
		got, want := roleNames(t, b, table), roleNames(t, openNew(t), table)
		if got != want {
			t.Errorf("%s: %q after sample data, %q on a new site", table, got, want)
		}
	}
	own := []string{"site", "audit_entries", "goose_db_version", "organization_counts", "registration_links", "search_letters", "organizational_roles", "account_roles"}
	for table, n := range counts(t, b) {
		if n > 0 && !slices.Contains(own, table) {
			t.Errorf("%s keeps %d of %d rows; add it to what is emptied", table, n, before[table])
		}
	}
}
