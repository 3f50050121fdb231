package responses_test

import (
	"bytes"
	"strings"
	"testing"

	"portico/backend/access"
	"portico/backend/fault"
	"portico/backend/responses"
	"portico/backend/sheets"
)

// Shows MGR-4, USR-3, SEC-38: an export follows the list, has every page of it,
// and nothing that the list or the report would hide.
func TestExport_MGR4_USR3_SEC38(t *testing.T) {
	s := openSite(t)
	o, elsewhere := s.organization("Acme", 0), s.organization("Else", 0)
	a, b := s.assessment("A"), s.assessment("B")
	for i := range 230 { // more than a page
		made, token := s.invite(admin, o.ID, a, "P"+strings.Repeat("x", i%3))
		if i == 0 {
			s.finish(token)
			s.must(s.store.Write(t.Context()).Exec("UPDATE responses SET first_name = '=1+1' WHERE id = ?", made.ID).Error)
		}
		if i == 1 {
			s.finish(token)
			s.must(s.store.Write(t.Context()).Exec("UPDATE responses SET is_anonymous = 1 WHERE id = ?", made.ID).Error)
		}
	}
	s.invite(admin, o.ID, b, "Otherassessment")
	s.invite(admin, elsewhere.ID, a, "Elsewhere")
	export := func(query responses.Query, restrictions ...access.Restriction) ([]string, error) {
		var out bytes.Buffer
		err := s.responses.Export(t.Context(), manager(o, []int64{a, b}, restrictions...), query, &out, sheets.CSV)
		return strings.Split(strings.TrimSpace(strings.TrimPrefix(out.String(), "\uFEFF")), "\r\n"), err
	}
	lines, err := export(responses.Query{AssessmentID: a, Sort: "created"})
	if err != nil || len(lines) != 231 || strings.Contains(strings.Join(lines, "\n"), "Elsewhere") || strings.Contains(strings.Join(lines, "\n"), "Otherassessment") {
		t.Fatalf("%d lines, %v", len(lines), err)
	}
	if !strings.HasSuffix(lines[0], ",Score,Score: One,Score: Two,Clear?,When?,Which?,Comment") {
		t.Errorf("the header: %s", lines[0])
	}
	// 3 × 3 of 3 × 4 and 4 of 4: (9 + 4) / (12 + 4).
	if !strings.Contains(lines[1], "\"'=1+1\"") || !strings.HasSuffix(lines[1], ",81.2,75.0,100.0,4,,B,") && !strings.HasSuffix(lines[1], ",81.3,75.0,100.0,4,,B,") {
		t.Errorf("the first row: %s", lines[1])
	}
	if !strings.HasSuffix(lines[2], ",,,,,,,") {
		t.Errorf("an answer that is shown together only: %s", lines[2])
	}
	if lines, err = export(responses.Query{State: responses.Completed}); err != nil || len(lines) != 3 || strings.Contains(lines[0], "Clear?") {
		t.Errorf("completed ones of all assessments: %q %v", lines, err)
	}
	if _, err = export(responses.Query{}, access.HideExports); !fault.Is(err, fault.Forbidden) {
		t.Errorf("with Hide exports: %v", err)
	}
	lines, err = export(responses.Query{AssessmentID: a}, access.HideIdentities, access.HideScores, access.HideReports)
	if all := strings.Join(lines, "\n"); err != nil || strings.Contains(all, "@example.com") || strings.Contains(all, "81.") || strings.Contains(all, "Clear?") || strings.Contains(all, "Px") {
		t.Errorf("with everything hidden: %s %v", lines[0], err)
	}
}

// Shows MGR-4: views are their manager's own, and one name is one view.
func TestSavedViews_MGR4(t *testing.T) {
	s := openSite(t)
	ctx := t.Context()
	s.must(s.store.Write(ctx).Exec("INSERT INTO users (id, type, created_at, updated_at) VALUES (8, 'manager', 0, 0)").Error)
	o := s.organization("Acme", 0)
	mine := manager(o, nil)
	theirs := access.ForManager(8, nil, nil, nil)
	s.must(s.responses.SaveView(ctx, mine, " Late ones ", "state=expired"))
	s.must(s.responses.SaveView(ctx, mine, "LATE ones", "state=expired&sort=name"))
	views, err := s.responses.Views(ctx, mine)
	if err != nil || len(views) != 1 || views[0].Name != "LATE ones" || views[0].Query != "state=expired&sort=name" {
		t.Fatalf("%+v %v", views, err)
	}
	if err := s.responses.DeleteView(ctx, theirs, views[0].ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("another's view: %v", err)
	}
	if err := s.responses.SaveView(ctx, mine, " ", "x"); !fault.Is(err, fault.Invalid) {
		t.Errorf("no name: %v", err)
	}
	s.must(s.responses.DeleteView(ctx, mine, views[0].ID))
}
