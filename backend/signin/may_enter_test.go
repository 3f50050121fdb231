package signin_test

import (
	"testing"

	"portico/backend/signin"
)

// TestWhoMaySignIn holds SIG-6: active Assessment Managers of an active
// organization, active users to whom an account role gives Partner Portal
// Login, and nobody else.
func TestWhoMaySignIn(t *testing.T) {
	t.Parallel()
	const member = "INSERT INTO account_role_members (role_id, user_id, added_at) SELECT r.id, u.id, 0 FROM account_roles r, users u"
	for name, one := range map[string]struct {
		change string
		enters bool
	}{
		"SIG-6 a manager of an active organization": {"", true},
		"SIG-6 an Individual":                       {"UPDATE users SET type = 'individual'", false},
		"SIG-6 a suspended manager":                 {"UPDATE users SET is_suspended = 1", false},
		"SIG-6 a manager of an archived one":        {"UPDATE organizations SET status = 'archived'", false},
		"SIG-6 a manager of none":                   {"DELETE FROM user_organizations", false},
		"SIG-6 an Individual with the right":        {"UPDATE users SET type = 'individual';" + member, true},
		"SIG-6 a manager of none with the right":    {"DELETE FROM user_organizations;" + member, true},
		"SIG-6 a suspended one with the right":      {"UPDATE users SET is_suspended = 1, type = 'individual';" + member, false},
		"SIG-6 an Individual with other rights": {"UPDATE users SET type = 'individual';" + member +
			`;UPDATE account_roles SET rights = '["view_contract_documents","sign_contract_documents"]'`, false},
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
