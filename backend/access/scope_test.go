package access_test

import (
	"strings"
	"testing"

	"portico/backend/access"
)

func place(id int64, path string, level int) access.Place {
	return access.Place{ID: id, Path: path, Level: level}
}

func TestScope(t *testing.T) {
	var nobody access.Scope
	places := []access.Place{place(5, "/1/5/", 2), place(7, "/7/", 1)}
	manager := access.ForManager(9, places, []int64{3}, nil)
	own := access.ForManager(9, places, []int64{3}, access.Restrictions{access.OwnOrganizationOnly: true})
	for _, one := range []struct {
		name  string
		scope access.Scope
		path  string
		sees  bool
	}{
		{"SEC-32 the zero scope sees nothing", nobody, "/1/5/", false},
		{"the administrator sees all", access.ForAdministrator(), "/9/9/", true},
		{"USR-2 a manager sees their organization", manager, "/1/5/", true},
		{"USR-2 and those below", manager, "/1/5/8/", true},
		{"SEC-33 not the one above", manager, "/1/", false},
		{"SEC-33 not a sibling whose id begins alike", manager, "/1/50/", false},
		{"USR-3 own organization only", own, "/1/5/8/", false},
		{"USR-3 own organization only, itself", own, "/1/5/", true},
	} {
		if got := one.scope.SeesPath(one.path); got != one.sees {
			t.Errorf("%s: %v", one.name, got)
		}
	}
	for name, scope := range map[string]access.Scope{
		"nobody":                          nobody,
		"a manager without organizations": access.ForManager(9, nil, []int64{3}, nil),
		"a manager without assessments":   access.ForManager(9, places, nil, nil),
	} {
		if condition, args := scope.ResponsesSQL("r"); condition != "1 = 0" || len(args) != 0 {
			t.Errorf("SEC-33 %s reads responses: %s", name, condition)
		}
	}
	if condition, _ := nobody.OrganizationsSQL("o"); condition != "1 = 0" {
		t.Errorf("SEC-33 nobody reads organizations: %s", condition)
	}
	if condition, args := manager.ResponsesSQL("r"); !strings.Contains(condition, "r.level2_id = ?") || !strings.Contains(condition, "r.level1_id = ?") || len(args) != 3 {
		t.Errorf("responses by the level of each organization: %s %v", condition, args)
	}
	if condition, _ := own.ResponsesSQL("r"); !strings.Contains(condition, "r.organization_id = ?") {
		t.Errorf("USR-3 own organization only: %s", condition)
	}
}

func TestRestrictions(t *testing.T) {
	if len(access.RestrictionLabels()) != 19 {
		t.Fatalf("USR-3 has 19 restrictions, not %d", len(access.RestrictionLabels()))
	}
	if _, unknown := access.ParseRestrictions([]string{"hide_exports", "be_root"}); unknown != "be_root" {
		t.Fatal("an unknown restriction passes")
	}
	set, _ := access.ParseRestrictions([]string{"hide_exports", "hide_dashboard", "hide_exports"})
	if got := strings.Join(set.Names(), " "); got != "hide_dashboard hide_exports" {
		t.Fatal(got)
	}
	manager := access.ForManager(1, nil, nil, set)
	if !manager.Is(access.HideExports) || manager.Is(access.NoAdding) || access.ForAdministrator().Is(access.HideExports) {
		t.Fatal("USR-3 a restriction counts for whom it is set")
	}
}
