package backend_test

import (
	"sync"
	"testing"

	"gorm.io/gorm/schema"

	"portico/backend/allotments"
	"portico/backend/assessments"
	"portico/backend/audit"
	"portico/backend/cohorts"
	"portico/backend/contracts"
	"portico/backend/invitations"
	"portico/backend/mail"
	"portico/backend/organizations"
	"portico/backend/purchases"
	"portico/backend/registrations"
	"portico/backend/rehearsal"
	"portico/backend/responses"
	"portico/backend/seals"
	"portico/backend/signin"
	"portico/backend/testkit"
	"portico/backend/users"
)

// TestStructsFitTheSchema compares every stored struct with the migrated
// schema: each field has its column, and each column without a default has its
// field.
func TestStructsFitTheSchema(t *testing.T) {
	s, _, _ := testkit.OpenStore(t)
	for _, entity := range []any{
		&allotments.Allotment{}, &allotments.Change{}, &assessments.Assessment{}, &assessments.Version{}, &assessments.Working{}, &audit.Entry{}, &cohorts.Cohort{}, &contracts.Contract{}, &contracts.Document{}, &contracts.Event{}, &contracts.Signature{}, &contracts.Template{}, &invitations.Bulk{}, &invitations.Row{}, &mail.Message{}, &organizations.Organization{}, &purchases.Order{}, &purchases.PriceList{}, &purchases.Band{}, &purchases.Settings{},
		&registrations.Link{}, &registrations.Registration{}, &rehearsal.Row{}, &responses.Response{}, &responses.View{}, &seals.Certificate{}, &signin.Session{}, &users.User{}, &users.OrganizationalRole{}, &users.AccountRole{},
	} {
		parsed, err := schema.Parse(entity, &sync.Map{}, schema.NamingStrategy{})
		if err != nil {
			t.Fatal(err)
		}
		var columns []struct {
			Name      string
			NotNull   int     `gorm:"column:notnull"`
			Default   *string `gorm:"column:dflt_value"`
			PrimaryAt int     `gorm:"column:pk"`
		}
		if err := s.Read(t.Context()).Raw("SELECT name, \"notnull\", dflt_value, pk FROM pragma_table_info(?)", parsed.Table).Scan(&columns).Error; err != nil {
			t.Fatal(err)
		}
		if len(columns) == 0 {
			t.Errorf("%s: there is no table %s", parsed.Name, parsed.Table)
		}
		there := map[string]bool{}
		for _, column := range columns {
			there[column.Name] = true
			if _, known := parsed.FieldsByDBName[column.Name]; !known && column.NotNull == 1 && column.Default == nil && column.PrimaryAt == 0 {
				t.Errorf("%s.%s must be set, and %s has no field for it", parsed.Table, column.Name, parsed.Name)
			}
		}
		for name := range parsed.FieldsByDBName {
			if !there[name] {
				t.Errorf("%s has no column %s", parsed.Table, name)
			}
		}
	}
}
