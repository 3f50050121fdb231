package signin_test

import (
	"testing"

	"portico/backend/signin"
)

// TestWhoMaySignIn holds SIG-6: active Assessment Managers of an active
// organization, and nobody else.
func TestWhoMaySignIn(t *testing.T) {
	t.Parallel()
	for name, one := range map[string]struct {
		change string
		enters bool
	}{
		"SIG-6 a manager of an active organization": {"", true},
		"SIG-6 an Individual":                       {"UPDATE users SET type = 'individual'", false},
		"SIG-6 a suspended manager":                 {"UPDATE users SET is_suspended = 1", false},
		"SIG-6 a manager of an archived one":        {"UPDATE organizations SET status = 'archived'", false},
		"SIG-6 a manager of none":                   {"DELETE FROM user_organizations", false},
	} {
		t.Run(name, func(t *testing.T) {
			s := openSite(t)
			u := s.manager("inger@x.example")
			if one.change != "" {
				s.exec(one.change)
			}
			entrance, err := s.SignIn(t.Context(), u.Email, password, "")
			if entered := err == nil && entrance.Stage == signin.Full; entered != one.enters {
				t.Errorf("entered: %v (%v)", entered, err)
			}
		})
	}
}
