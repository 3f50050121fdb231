package signin_test

import (
	"fmt"
	"testing"
	"time"

	"portico/backend/access"
	"portico/backend/fault"
	"portico/backend/users"
)

// A manager who types many addresses of people in other branches is stopped,
// and may go on the next day. Shows SEC-33, MGR-6.
func TestFewAddressesCanBeTried_SEC33_MGR6(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	ctx := t.Context()
	s.exec(`INSERT INTO organizations (id, name, name_key, path, level, status, response_allotment, created_at, updated_at) VALUES (2, 'Other', 'other', '/2/', 1, 'active', 'unlimited', 0, 0)`)
	for i := range 6 {
		u := s.pending(fmt.Sprintf("p%d@x.example", i))
		s.exec("UPDATE user_organizations SET organization_id = 2 WHERE user_id = ?", u.ID)
	}
	giver := access.ForManager(99, []access.Place{{ID: 1, Path: "/1/", Level: 1}}, []int64{1}, nil)
	invite := func(email string) *fault.Error {
		_, err := s.Invite(ctx, giver, users.Input{Email: email, FirstName: "A", LastName: "B", Type: users.Manager, OrganizationIDs: []int64{1}, AssessmentIDs: []int64{1}})
		return fault.As(err)
	}
	for i := range 5 {
		if refused := invite(fmt.Sprintf("P%d@x.example", i)); refused == nil || refused.Fields["email"] != users.TakenElsewhere {
			t.Fatalf("%d: %v", i, refused)
		}
	}
	for _, email := range []string{"p5@x.example", "new@x.example"} {
		if refused := invite(email); refused == nil || refused.Code != fault.TooMany {
			t.Errorf("%s after five: %v", email, refused)
		}
	}
	if _, err := s.Invite(ctx, access.ForAdministrator(), users.Input{Email: "p5@x.example", FirstName: "A", LastName: "B", Type: users.Manager, OrganizationIDs: []int64{1}, AssessmentIDs: []int64{1}}); fault.As(err) == nil || fault.As(err).Fields["email"] != "Another user has this email already." {
		t.Errorf("the administrator is told %v", err)
	}
	s.clock.advance(25 * time.Hour)
	if refused := invite("new@x.example"); refused != nil {
		t.Errorf("the next day: %v", refused)
	}
}
