package rehearsal_test

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"portico/backend"
	"portico/backend/fault"
	"portico/backend/rehearsal"
	"portico/backend/samples"
	"portico/backend/secrets"
	"portico/backend/settings"
	"portico/backend/testkit"
)

// TestTST3_Report shows what is kept of a rehearsal and what is exported.
func TestTST3_Report(t *testing.T) {
	site := testkit.OpenRegistration(t, quick)
	s, _ := open(t, site.Backend)
	s.PutFaults(nil, replacing(200, "<h1>Drivers</h1><script>alert(1)</script><a href=/x onclick=y>z</a><img src=/secret>", "/organization/drivers"), nil)
	played := play(t, s)

	kept, err := s.Find(t.Context(), played.ID)
	if err != nil || kept.ID == 0 || kept.Outcome != rehearsal.OutcomeFailed || len(kept.Steps) != len(played.Steps) || kept.Counts != played.Counts {
		t.Fatalf("%+v %v", kept.Counts, err)
	}
	text, err := kept.JSON()
	if err != nil {
		t.Fatal(err)
	}
	var file map[string]any
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"format", "id", "site", "version", "by", "started_at", "ended_at", "duration_ms", "outcome", "way", "counts", "steps"} {
		if _, there := file[name]; !there {
			t.Errorf("the file has no %q", name)
		}
	}
	if strings.Contains(string(text), "null") {
		t.Error("something is null in the file")
	}
	step := file["steps"].([]any)[0].(map[string]any)
	for _, name := range []string{"number", "id", "part", "title", "about", "state", "summary", "expected", "got", "problem", "as", "address", "status", "has_page", "duration_ms", "checks"} {
		if _, there := step[name]; !there {
			t.Errorf("a step has no %q", name)
		}
	}
	var again rehearsal.Report
	if err := json.Unmarshal(text, &again); err != nil || again.Counts != kept.Counts || !again.StartedAt.Equal(kept.StartedAt) {
		t.Errorf("the file reads otherwise: %v", err)
	}

	var one, two bytes.Buffer
	if err := kept.PDF(&one, time.UTC); err != nil {
		t.Fatal(err)
	}
	if err := kept.PDF(&two, time.UTC); err != nil || !bytes.Equal(one.Bytes(), two.Bytes()) || !bytes.HasPrefix(one.Bytes(), []byte("%PDF-")) || one.Len() < 10_000 {
		t.Errorf("the document: %d bytes, %v", one.Len(), err)
	}
	if path := os.Getenv("SHOW_PDF"); path != "" {
		_ = os.WriteFile(path, one.Bytes(), 0o600)
	}

	shown := 0
	for _, step := range kept.Steps {
		live, liveErr := s.Page(step.Number)
		page, err := s.PageOf(t.Context(), kept.ID, step.Number)
		if !step.HasPage {
			if !fault.Is(err, fault.NotFound) || !fault.Is(liveErr, fault.NotFound) {
				t.Errorf("%s has a page after all: %v %v", step.ID, err, liveErr)
			}
			continue
		}
		shown++
		if err != nil || liveErr != nil || page != live {
			t.Fatal(step.ID, err, liveErr)
		}
		for _, bad := range []string{"<script", "href=", "action=", "onclick", "src=\"/", "<link", "@import"} {
			if strings.Contains(page, bad) {
				t.Errorf("the page of %s has %q", step.ID, bad)
			}
		}
		if !strings.Contains(page, `<style nonce="__CSP_NONCE__">`) {
			t.Errorf("the page of %s has no style", step.ID)
		}
	}
	if shown < 10 {
		t.Errorf("only %d steps have a page", shown)
	}
	if _, err := s.Find(t.Context(), 99); !fault.Is(err, fault.NotFound) {
		t.Error(err)
	}
}

// TestTST3_OlderReports keeps every report, and the pages of the newest.
func TestTST3_OlderReports(t *testing.T) {
	b, _ := testkit.OpenBackend(t, quick)
	s, _ := open(t, b)
	for range 12 {
		play(t, s)
	}
	list, err := s.List(t.Context(), "", 5)
	if err != nil || len(list.Items) != 5 || list.Count != 12 || list.Items[0].ID != 12 || list.Next == "" {
		t.Fatalf("%+v %v", list, err)
	}
	next, err := s.List(t.Context(), list.Next, 5)
	if err != nil || next.Items[0].ID != 7 {
		t.Fatalf("%+v %v", next, err)
	}
	var withPages []int64
	if err := b.Store.Read(t.Context()).Raw("SELECT id FROM rehearsals WHERE pages <> '' ORDER BY id").Scan(&withPages).Error; err != nil || !slices.Equal(withPages, []int64{3, 4, 5, 6, 7, 8, 9, 10, 11, 12}) {
		t.Errorf("%v %v", withPages, err)
	}
	if report, err := s.Find(t.Context(), 1); err != nil || len(report.Steps) == 0 {
		t.Error(err)
	}
}

// TestTST1_LargeSite plays a site of 48,640 organizations, with the real costs
// of passwords and a second factor, in less than 20 seconds.
func TestTST1_LargeSite(t *testing.T) {
	if testing.Short() || everyNth > 1 {
		t.Skip("not with the race detector or -short")
	}
	b, _ := testkit.OpenBackend(t, func(c *backend.Config) { c.Hashing = secrets.DefaultParams() })
	if _, err := samples.Build(t.Context(), b, "http://127.0.0.1:8787"); err != nil {
		t.Fatal(err)
	}
	setUsers(t, b, func(u *settings.Users) { u.TwoFactor = settings.TwoFactorEverybody })
	mustExec(t.Context(), t, b, `WITH RECURSIVE n(i) AS (SELECT 10001 UNION ALL SELECT i + 1 FROM n WHERE i < 58600)
		INSERT INTO organizations (id, name, name_key, path, level, status, response_allotment, created_at, updated_at)
		SELECT i, 'Org ' || i, 'org ' || i, '/' || i || '/', 1, 'active', 'unlimited', 0, 0 FROM n`)
	s, _ := open(t, b)
	report := play(t, s)
	if report.Outcome != rehearsal.OutcomePassed || report.DurationMS > 20_000 || report.Steps[0].Summary != "48,640 organizations, 13 users" {
		t.Fatalf("%d ms\n%s", report.DurationMS, story(report))
	}
	t.Logf("%d organizations: %d ms", 48_640, report.DurationMS)
}
