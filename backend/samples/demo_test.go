package samples_test

import (
	"slices"
	"strings"
	"testing"

	"portico/backend"
	"portico/backend/access"
	"portico/backend/responses"
	"portico/backend/samples"
	"portico/backend/users"
)

const base = "http://127.0.0.1:8787"

func build(t *testing.T) (*backend.Backend, samples.Demo) {
	t.Helper()
	b, err := backend.Open(t.Context(), backend.Config{Folder: t.TempDir(), KeyFolder: t.TempDir(), MustBeNew: true, IsSample: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Close() })
	demo, err := samples.Build(t.Context(), b, base)
	if err != nil {
		t.Fatal(err)
	}
	return b, demo
}

// Shows SRV-1.
func TestDemoSite_SRV1(t *testing.T) {
	b, demo := build(t)
	ctx := t.Context()
	if len(demo.AssessmentsOfModelUser) == 0 || len(demo.AssessmentsOfModelUser) >= len(demo.AssessmentsAll) {
		t.Errorf("the Model User's assessments are no true part: %v of %v", demo.AssessmentsOfModelUser, demo.AssessmentsAll)
	}
	for _, name := range demo.AssessmentsOfModelUser {
		if !slices.Contains(demo.AssessmentsAll, name) {
			t.Errorf("%s is not among all", name)
		}
	}
	portal, err := b.Settings.Portal(ctx)
	if err != nil {
		t.Fatal(err)
	}
	model, problem, err := b.Users.Model(ctx, portal.ModelUserID)
	if err != nil || problem != "" {
		t.Errorf("the Model User does not hold: %s %v %v", problem, model, err)
	}
	if !portal.AllowExternalOrganizationCreation || portal.RequireOrganizationLevel != 0 || portal.DefaultResourceAllocation != "unlimited" {
		t.Errorf("registration: %+v", portal)
	}
	_, key, found := strings.Cut(demo.RegistrationURLWithParent, base+"/register?org=")
	if parent, err := b.Organizations.ByKey(ctx, key); !found || err != nil || parent.Name != demo.Parent {
		t.Errorf("the link with a parent leads to %v, %v", parent.Name, err)
	}
	figures, err := b.Organizations.Figures(ctx)
	if err != nil || figures.Active < 30 || figures.ByLevel[4] == 0 {
		t.Errorf("organizations: %+v, %v", figures, err)
	}
	counts, err := b.Responses.Count(ctx, access.ForAdministrator(), responses.Query{})
	if err != nil {
		t.Fatal(err)
	}
	for _, state := range responses.States() {
		if counts[state] == 0 {
			t.Errorf("no response is %s", state)
		}
	}
	_, token, _ := strings.Cut(demo.RespondentURL, base+"/r/")
	sitting, err := b.Responses.Sit(ctx, token)
	if err != nil || !sitting.State.IsOpen() {
		t.Errorf("the open invitation: %s, %v", sitting.State, err)
	}
	for _, login := range []samples.Login{demo.Manager, demo.ManagerWithCode.Login} {
		entrance, err := b.SignIn.SignIn(ctx, login.Email, login.Password, "")
		if err != nil {
			t.Fatalf("sign in as %s: %v", login.Email, err)
		}
		if u := entrance.User; u.Type != users.Manager || u.HasSecondFactor() != (login == demo.ManagerWithCode.Login) {
			t.Errorf("%s: %+v", login.Email, u.Type)
		}
	}
	if demo.ManagerWithCode.TOTPSecret == "" || demo.SignInURL != base+"/login" || demo.RegistrationURL != base+"/register" {
		t.Errorf("addresses: %+v", demo)
	}
	if !strings.HasPrefix(demo.CohortURL, base+"/cohorts/") || !strings.HasPrefix(demo.CohortLink, base+"/join/") {
		t.Errorf("the cohort: %s, %s", demo.CohortURL, demo.CohortLink)
	}
	if len(demo.Allotments) != 3 {
		t.Fatalf("allotments: %+v", demo.Allotments)
	}
	for i, want := range []struct {
		mode      string
		available int64
	}{{"Unlimited", -1}, {"Allocated", 10}, {"Can Be Purchased", 5}} {
		got := demo.Allotments[i]
		available := int64(-1)
		if got.Available != nil {
			available = *got.Available
		}
		if got.Mode != want.mode || available != want.available {
			t.Errorf("%s: %s, %d available", got.Organization, got.Mode, available)
		}
	}
	verification, err := b.Audit.Verify(ctx, nil, func(int64) {})
	if err != nil || verification.Broken != nil {
		t.Errorf("audit: %+v, %v", verification.Broken, err)
	}
	var broken []map[string]any
	if err := b.Store.Read(ctx).Raw("PRAGMA foreign_key_check").Scan(&broken).Error; err != nil || len(broken) > 0 {
		t.Errorf("foreign keys: %v, %v", broken, err)
	}
}

// The three managers sign in with their password alone, were given what is
// said of them, see responses, and see nothing that another of them sees.
// Shows SRV-1, SEC-33.
func TestDemoManagers_SRV1_SEC33(t *testing.T) {
	b, demo := build(t)
	ctx := t.Context()
	if len(demo.Managers) != 3 || demo.Managers[0].Login != demo.Manager {
		t.Fatalf("managers: %+v", demo.Managers)
	}
	given, seen := map[string]string{}, map[int64]string{}
	for _, one := range demo.Managers {
		entrance, err := b.SignIn.SignIn(ctx, one.Email, one.Password, "")
		if err != nil {
			t.Fatalf("sign in as %s: %v", one.Email, err)
		}
		visitor, _, err := b.SignIn.Visitor(ctx, entrance.Token)
		if err != nil || visitor.User.HasSecondFactor() {
			t.Fatalf("%s: %v", one.Email, err)
		}
		var names []string
		listed, err := b.Assessments.List(ctx, visitor.Scope)
		for _, assessment := range listed {
			names = append(names, assessment.Name)
		}
		slices.Sort(names)
		if wanted := slices.Sorted(slices.Values(one.Assessments)); err != nil || !slices.Equal(names, wanted) {
			t.Errorf("%s has %v, not %v: %v", one.Email, names, wanted, err)
		}
		if places := visitor.Scope.Places(); len(places) != 1 || len(one.Organizations) != 1 || places[0].Name != one.Organizations[0] {
			t.Errorf("%s manages %v, not %v", one.Email, places, one.Organizations)
		}
		if before, twice := given[strings.Join(names, ",")]; twice {
			t.Errorf("%s has the same assessments as %s", one.Email, before)
		}
		given[strings.Join(names, ",")] = one.Email
		page, err := b.Responses.List(ctx, visitor.Scope, responses.Query{Limit: 200})
		if err != nil || len(page.Items) == 0 {
			t.Errorf("%s sees no responses: %v", one.Email, err)
		}
		for _, row := range page.Items {
			if seen[row.ID] != "" {
				t.Errorf("%s and %s both see response %d", one.Email, seen[row.ID], row.ID)
			}
			seen[row.ID] = one.Email
		}
	}
}
