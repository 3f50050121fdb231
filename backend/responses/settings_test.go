package responses_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"portico/backend/access"
	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/responses"
)

func organizationsInput(name string, parent int64) organizations.Input {
	return organizations.Input{Name: name, ParentID: parent}
}

// Shows MGR-6.
func TestClassifiersAndRoles_MGR6(t *testing.T) {
	s := openSite(t)
	ctx := t.Context()
	top := s.organization("Top", 0)
	below := s.organization("Below", top.ID)
	other := s.organization("Other", 0)
	portal, err := s.settings.Portal(ctx)
	s.must(err)
	portal.AllowClassifiers, portal.AllowRoles = true, true
	s.must(s.settings.SavePortal(ctx, portal))
	scope := manager(below, []int64{1})

	region, err := s.responses.SaveClassifier(ctx, admin, top.ID, 0, "Region", []string{"North", "South"})
	s.must(err)
	own, err := s.responses.SaveClassifier(ctx, scope, below.ID, 0, " Department ", []string{"Sales", "", "sales", "Service "})
	s.must(err)
	list, err := s.responses.Classifiers(ctx, scope, below.ID)
	s.must(err)
	if got := fmt.Sprintf("%d %s %v %q %s %q", len(list), list[0].Name, list[0].Choices, list[0].From, list[1].Name, list[1].From); got != `2 Department [Sales Service] "" Region "Top"` {
		t.Errorf("classifiers: %s", got)
	}
	for name, test := range map[string]struct {
		name    string
		choices []string
		field   string
	}{
		"no name":          {" ", []string{"a"}, "name"},
		"name taken":       {"DEPARTMENT", []string{"a"}, "name"},
		"nothing to pick":  {"Empty", []string{" "}, "choices"},
		"too much to pick": {"Full", strings.Split(numbers(201), " "), "choices"},
		"a name too long":  {strings.Repeat("x", 101), []string{"a"}, "name"},
	} {
		_, err := s.responses.SaveClassifier(ctx, scope, below.ID, 0, test.name, test.choices)
		if f := fault.As(err); f == nil || f.Fields[test.field] == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err = s.responses.SaveClassifier(ctx, scope, below.ID, own.ID, "Team", []string{"One"})
	s.must(err)
	// What belongs to the organization above can't be touched from below.
	for verb, err := range map[string]error{
		"change":  second(s.responses.SaveClassifier(ctx, scope, below.ID, region.ID, "Mine", []string{"a"})),
		"delete":  s.responses.DeleteClassifier(ctx, scope, below.ID, region.ID, true),
		"reach":   second(s.responses.SaveClassifier(ctx, scope, top.ID, region.ID, "Mine", []string{"a"})),
		"look":    second(s.responses.Classifiers(ctx, scope, other.ID)),
		"roles":   second(s.responses.ParticipantRoles(ctx, scope, other.ID)),
		"renamed": second(s.responses.SaveParticipantRole(ctx, scope, other.ID, 0, "Mine")),
	} {
		if !fault.Is(err, fault.NotFound) {
			t.Errorf("%s: %v", verb, err)
		}
	}
	s.must(s.responses.DeleteClassifier(ctx, scope, below.ID, own.ID, true))

	for _, name := range []string{"Self", "Manager", "Peer"} {
		_, err := s.responses.SaveParticipantRole(ctx, scope, below.ID, 0, name)
		s.must(err)
	}
	if _, err := s.responses.SaveParticipantRole(ctx, scope, below.ID, 0, "peer"); !fault.Is(err, fault.Invalid) {
		t.Errorf("a role twice: %v", err)
	}
	roles, err := s.responses.ParticipantRoles(ctx, scope, below.ID)
	s.must(err)
	_, err = s.responses.SaveParticipantRole(ctx, scope, below.ID, roles[2].ID, "Colleague")
	s.must(err)
	s.must(s.responses.DeleteParticipantRole(ctx, scope, below.ID, roles[0].ID, true))
	roles, err = s.responses.ParticipantRoles(ctx, scope, below.ID)
	s.must(err)
	if len(roles) != 2 || roles[0].Name != "Manager" || roles[1].Name != "Colleague" {
		t.Errorf("roles: %+v", roles)
	}

	// A new partner starts with those of the model.
	s.must(s.responses.CopySettings(ctx, below.ID, other.ID))
	copied, err := s.responses.ParticipantRoles(ctx, admin, other.ID)
	s.must(err)
	if len(copied) != 2 || copied[0].From != "" {
		t.Errorf("copied: %+v", copied)
	}
	s.must(s.organizations.Delete(ctx, other.ID, "Other"))
}

// Shows PRT-4, MGR-6.
func TestSettingsGate_PRT4_MGR6(t *testing.T) {
	s := openSite(t)
	ctx := t.Context()
	o := s.organization("Acme", 0)
	a := s.assessment("A")
	attempts := func(scope access.Scope) map[string]error {
		return map[string]error{
			"drivers":         second(s.responses.Drivers(ctx, scope, o.ID)),
			"set drivers":     s.responses.SetDrivers(ctx, scope, o.ID, a, nil),
			"classifiers":     second(s.responses.Classifiers(ctx, scope, o.ID)),
			"save classifier": second(s.responses.SaveClassifier(ctx, scope, o.ID, 0, "X", []string{"y"})),
			"roles":           second(s.responses.ParticipantRoles(ctx, scope, o.ID)),
			"save role":       second(s.responses.SaveParticipantRole(ctx, scope, o.ID, 0, "X")),
		}
	}
	for name, err := range attempts(manager(o, []int64{a})) {
		if !fault.Is(err, fault.NotFound) {
			t.Errorf("%s while the page is not allowed: %v", name, err)
		}
	}
	for name, err := range attempts(admin) {
		if err != nil {
			t.Errorf("%s of the administrator: %v", name, err)
		}
	}
	portal, err := s.settings.Portal(ctx)
	s.must(err)
	portal.AllowDrivers, portal.AllowClassifiers, portal.AllowRoles = true, true, true
	s.must(s.settings.SavePortal(ctx, portal))
	for name, err := range attempts(manager(o, []int64{a}, access.HideOrganizationSettings)) {
		if !fault.Is(err, fault.NotFound) {
			t.Errorf("%s with Hide Organization Settings: %v", name, err)
		}
	}
}

func numbers(n int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = fmt.Sprint(i)
	}
	return strings.Join(words, " ")
}

// Renaming a classifier or a role carries over to the responses that use it,
// but not to those of a place that keeps its own of that name; deleting one
// that is in use says how many first. Shows MGR-6, COH-2.
func TestListsInUse_MGR6(t *testing.T) {
	s := openSite(t)
	ctx := t.Context()
	top, assessment := s.organization("Top", 0), s.assessment("A")
	below, keeper := s.organization("Below", top.ID), s.organization("Keeper", top.ID)
	region, err := s.responses.SaveClassifier(ctx, admin, top.ID, 0, `Re"gion`, []string{"North", `x"Re\"gion":`})
	s.must(err)
	_, err = s.responses.SaveClassifier(ctx, admin, keeper.ID, 0, `re"gion`, []string{"North"})
	s.must(err)
	role, err := s.responses.SaveParticipantRole(ctx, admin, top.ID, 0, "Peer")
	s.must(err)
	made := map[string]int64{}
	for name, one := range map[string]struct {
		organization int64
		said         responses.Classes
	}{
		"top":    {top.ID, responses.Classes{`Re"gion`: `x"Re\"gion":`}},
		"below":  {below.ID, responses.Classes{`Re"gion`: "North"}},
		"keeper": {keeper.ID, responses.Classes{`re"gion`: "North"}},
		"none":   {below.ID, nil},
	} {
		r, err := s.responses.Add(ctx, admin, responses.Input{OrganizationID: one.organization, AssessmentID: assessment, FirstName: name, Classifiers: one.said})
		s.must(err)
		made[name] = r.ID
		s.must(s.store.Write(ctx).Exec("UPDATE responses SET role = 'Peer' WHERE id = ?", r.ID).Error)
	}
	_, err = s.responses.SaveClassifier(ctx, admin, top.ID, region.ID, "Area", region.Choices)
	s.must(err)
	_, err = s.responses.SaveParticipantRole(ctx, admin, top.ID, role.ID, "Colleague")
	s.must(err)
	for name, want := range map[string]responses.Classes{
		"top": {"Area": `x"Re\"gion":`}, "below": {"Area": "North"}, "keeper": {`re"gion`: "North"}, "none": {},
	} {
		r, err := s.responses.Find(ctx, admin, made[name])
		s.must(err)
		if !maps.Equal(r.Classifiers, want) || r.Role != "Colleague" {
			t.Errorf("%s: %v, role %q", name, r.Classifiers, r.Role)
		}
	}
	err = s.responses.DeleteClassifier(ctx, admin, top.ID, region.ID, false)
	if !fault.Is(err, fault.Conflict) || !strings.HasPrefix(fault.As(err).Message, "2 responses have") {
		t.Errorf("deleting a classifier in use: %v", err)
	}
	err = s.responses.DeleteParticipantRole(ctx, admin, top.ID, role.ID, false)
	if !fault.Is(err, fault.Conflict) || !strings.HasPrefix(fault.As(err).Message, "4 responses have") {
		t.Errorf("deleting a role in use: %v", err)
	}
	s.must(s.responses.DeleteClassifier(ctx, admin, top.ID, region.ID, true))
	if r, err := s.responses.Find(ctx, admin, made["below"]); err != nil || r.Classifiers["Area"] != "North" {
		t.Errorf("what was said is gone: %v %v", r.Classifiers, err)
	}
}
