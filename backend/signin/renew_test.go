package signin_test

import (
	"testing"
	"time"

	"portico/backend/access"
	"portico/backend/users"
)

// A session has another token after what its holder may do was changed. The one
// before is good for requests under way, and no longer.
// Shows SEC-25.
func TestTokenIsNewAfterAChangeOfRights_SEC25(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	u := s.manager("inger@x.example")
	first := s.in(u.Email).Token
	renew := func(token string) string {
		t.Helper()
		renewed, err := s.Renew(t.Context(), s.visitor(token))
		if err != nil {
			t.Fatal(err)
		}
		return renewed
	}
	if again := renew(first); again != "" {
		t.Fatal("renewed without a change")
	}
	s.clock.advance(time.Second)
	if _, err := s.Users.Update(t.Context(), access.ForAdministrator(), u.ID, users.Input{
		Email: u.Email, FirstName: "Inger", LastName: "Dahl", Type: users.Manager, OrganizationIDs: []int64{1}, AssessmentIDs: []int64{1}, Restrictions: []string{"hide_exports"},
	}); err != nil {
		t.Fatal(err)
	}
	visitor := s.visitor(first)
	second := renew(first)
	if second == "" || second == first || !s.isIn(second) {
		t.Fatal("no new token after a change of rights")
	}
	if again, err := s.Renew(t.Context(), visitor); err != nil || again != "" {
		t.Fatal("two requests at once got two tokens", err)
	}
	if !s.isIn(first) {
		t.Error("a request under way was thrown out")
	}
	s.clock.advance(2 * time.Minute)
	if s.isIn(first) {
		t.Error("the token from before the change still opens the session")
	}
	if !s.isIn(second) {
		t.Error("the new token does not")
	}
}
