package signers_test

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"portico/backend/sheets"
	"portico/backend/users"
)

// The table has what the overview shows, defused, and says so in the audit log
// (SGN-4, SEC-38).
func TestExport_SGN4_SEC38(t *testing.T) {
	t.Parallel()
	s := open(t, shelf{{ID: 1, Title: "A"}})
	u := s.make(t, users.Input{Login: "sven.bakke", AccountRoleIDs: []int64{s.role}, Affiliations: []users.AffiliationInput{{OrganizationID: s.organization, RoleIDs: []int64{s.director}}}})
	if err := s.Users.Rename(t.Context(), u.ID, "=1+1", "Bakke", ""); err != nil {
		t.Fatal(err)
	}
	s.make(t, users.Input{Login: "other.one"})
	var out bytes.Buffer
	if err := s.Export(t.Context(), &out, "csv", users.Query{Search: "sven.bakke"}, func(int64) {}); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(out.String(), "\ufeff"))).ReadAll()
	if err != nil || len(rows) != 2 {
		t.Fatalf("%v %v", rows, err)
	}
	row := rows[1]
	if strings.HasPrefix(row[1], "=") || row[5] != "Halden AS: Director" || row[6] != "No" || row[7] != "Activation" || row[8] != "1" {
		t.Errorf("%q", row)
	}
	if err := s.Export(t.Context(), &out, sheets.Format("xlsx"), users.Query{}, func(int64) {}); err != nil {
		t.Error(err)
	}
	var entries int
	if err := s.Store.Read(t.Context()).Raw("SELECT COUNT(*) FROM audit_entries WHERE action = 'signers.export'").Scan(&entries).Error; err != nil || entries != 2 {
		t.Errorf("%d audit entries (%v)", entries, err)
	}
}
