package transfer_test

import (
	"bytes"
	"strings"
	"testing"

	"portico/backend/allotments"
	"portico/backend/organizations"
	"portico/backend/responses"
	"portico/backend/settings"
	"portico/backend/sheets"
	"portico/backend/testkit"
	"portico/backend/transfer"
)

// TestAllotmentsInAndOut_ADM4 imports allotments with every mistake there is,
// then exports them and imports the export, which changes nothing.
func TestAllotmentsInAndOut_ADM4(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	if err := s.Settings.SaveGeneral(ctx, settings.General{SiteName: "S", TimeZone: "UTC", UseOrganization: true, UseAllotments: true}); err != nil {
		t.Fatal(err)
	}
	top := testkit.MustCreateOrganization(t, s.Backend, 0, "Nordic Alliance")
	below := testkit.MustCreateOrganization(t, s.Backend, top.ID, "Sweden")
	ids := testkit.MustPublishSamples(t, s.Backend)
	used, err := s.Allotments.Create(ctx, allotments.Input{OrganizationID: below.ID, AssessmentID: ids[0], Amount: 5})
	if err != nil {
		t.Fatal(err)
	}
	given, err := s.Assessments.Find(ctx, testkit.Everything(), ids[0])
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Organizations.Update(ctx, below.ID, withMode(below.Name, top.ID)); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, err := s.Responses.Add(ctx, testkit.Everything(), responses.Input{OrganizationID: below.ID, AssessmentID: ids[0], FirstName: "A"}); err != nil {
			t.Fatal(err)
		}
	}
	report := s.importAs(transfer.Update, transfer.Allotments, strings.ReplaceAll(`Organization,Assessment,Allocated,Shared with organizations below,Warn under
Nordic Alliance,CODE,"1,000",Yes,50
Nordic Alliance › Sweden,CODE,1,,
Nordic Alliance › Sweden,nothing,1,,
Nobody,CODE,1,,
,CODE,1,,
Nordic Alliance,CODE,3,,
Nordic Alliance › Sweden,CODE,7,,
`, "CODE", given.Code))
	wantErrors(t, report, map[int]string{
		3: "Allocated: 0 are used and 2 are held, so it can't be less than 2.", 4: "Assessment: There is no assessment with the code “nothing”.",
		5: "Organization: There is no organization “Nobody”.", 6: "Organization: Say whose allotment this is.", 7: "Line 2 is about this allotment already.", 8: "Line 3 is about this allotment already.",
	})
	if report.Inserted != 1 || report.Updated != 0 {
		t.Errorf("got %+v", report)
	}
	report = s.importAs(transfer.Update, transfer.Allotments, "Organization,Assessment,Allocated\nSweden,"+given.Code+",7\n")
	if report.Updated != 1 {
		t.Errorf("got %+v", report)
	}
	for name, table := range map[string]string{
		"no number": "Sweden," + given.Code + ",many,", "below zero": "Sweden," + given.Code + ",-1,", "neither yes nor no": "Sweden," + given.Code + ",7,perhaps",
	} {
		if report := s.importAs(transfer.Update, transfer.Allotments, "Organization,Assessment,Allocated,Shared\n"+table+"\n"); len(report.Errors) != 1 {
			t.Errorf("%s: %+v", name, report)
		}
	}
	if report := s.importAs(transfer.Insert, transfer.Allotments, "Organization,Assessment,Allocated\nSweden,"+given.Code+",9\n"); len(report.Errors) != 1 {
		t.Errorf("inserting one that is there: %+v", report)
	}
	row, err := s.Allotments.Find(ctx, testkit.Everything(), used.ID)
	if err != nil || row.Allocated != 7 || row.Held != 2 {
		t.Errorf("got %+v, %v", row, err)
	}
	history, err := s.Allotments.Changes(ctx, testkit.Everything(), used.ID, "", 0)
	if err != nil || history.Items[0].Kind != allotments.Import || history.Items[0].Amount != 2 {
		t.Errorf("the history: %+v, %v", history.Items, err)
	}

	var out bytes.Buffer
	if err := s.Transfer.ExportAllotments(ctx, &out, sheets.CSV, allotments.Query{}, quiet{}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "Nordic Alliance,"+given.Code+",1000,Yes,50,0,0,1000,Unlimited") {
		t.Errorf("the export reads\n%s", out.String())
	}
	if report := s.importAs(transfer.Update, transfer.Allotments, out.String()); report.Unchanged != 2 || report.Rows != 2 {
		t.Errorf("the export read back: %+v", report)
	}
}

func wantErrors(t *testing.T, report transfer.Report, want map[int]string) {
	t.Helper()
	for _, problem := range report.Errors {
		if want[problem.Line] != problem.Reason {
			t.Errorf("line %d: %s, want %s", problem.Line, problem.Reason, want[problem.Line])
		}
		delete(want, problem.Line)
	}
	for line, reason := range want {
		t.Errorf("line %d was taken, want %s", line, reason)
	}
}

func withMode(name string, parent int64) organizations.Input {
	return organizations.Input{Name: name, ParentID: parent, ResponseAllotment: settings.Allocated}
}
