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
