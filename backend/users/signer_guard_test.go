package users_test

import (
	"testing"

	"portico/backend/access"
	"portico/backend/fault"
)

// Whoever may sign contracts is nobody's to change but the administrator's: a
// manager who could set their address, name or second factor could sign as
// them. Shows SEC-36, SEC-42.
func TestManagersDoNotChangeSigners_SEC36_SEC42(t *testing.T) {
	giver := access.ForManager(9, []access.Place{{ID: 1, Path: "/1/", Level: 1}}, []int64{1, 2, 3}, nil)
	for name, sql := range map[string]string{
		"with an affiliation":   "INSERT INTO affiliations (user_id, organization_id, created_at, updated_at) VALUES (?, 2, 0, 0)",
		"with an account role":  "INSERT INTO account_role_members (role_id, user_id, added_at) VALUES (1, ?, 0)",
		"with nothing of these": "SELECT ?",
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			ctx := t.Context()
			u := s.add(t, manager("mona@x.example"))
			if err := s.store.Write(ctx).Exec(sql, u.ID).Error; err != nil {
				t.Fatal(err)
			}
			in := manager("other@x.example")
			_, update := s.Update(ctx, giver, u.ID, in)
			_, change := s.MayChange(ctx, giver, u.ID)
			if name == "with nothing of these" {
				if update != nil || change != nil {
					t.Errorf("an ordinary manager: %v, %v", update, change)
				}
				return
			}
			_, suspend := s.Suspend(ctx, giver, u.ID)
			for deed, err := range map[string]error{"update": update, "may change": change, "suspend": suspend} {
				if !fault.Is(err, fault.Forbidden) {
					t.Errorf("%s: %v", deed, err)
				}
			}
			if _, err := s.Update(ctx, everything, u.ID, in); err != nil {
				t.Errorf("the administrator: %v", err)
			}
		})
	}
}
