package users_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"

	"portico/backend/access"
	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/secrets"
	"portico/backend/settings"
	"portico/backend/store"
	"portico/backend/testkit"
	"portico/backend/users"
)

var everything = access.ForAdministrator()

type site struct {
	*users.Service
	store         *store.Store
	settings      *settings.Service
	organizations *organizations.Service
	clock         *testkit.Clock
}

// open makes a site with the organizations 1 (top), 2 (below 1), 3 (beside 1)
// and the assessments 1, 2 and 3, all published.
func open(t *testing.T) *site {
	t.Helper()
	s, log, clock := testkit.OpenStore(t)
	tree, err := organizations.New(s, log, secrets.NewKey(), "SITE", organizations.Dependents{})
	if err != nil {
		t.Fatal(err)
	}
	for _, in := range []organizations.Input{{Name: "Top"}, {Name: "Below", ParentID: 1}, {Name: "Beside"}} {
		if _, err := tree.Create(t.Context(), in); err != nil {
			t.Fatal(err)
		}
	}
	for i := 1; i <= 3; i++ {
		if err := s.Write(t.Context()).Exec("INSERT INTO assessments (id, code, code_key, name, name_key, published_version_id, created_at, updated_at) VALUES (?, ?, ?, ?, ?, 1, 1, 1)", i, fmt.Sprint(i), fmt.Sprint(i), fmt.Sprint("A", i), fmt.Sprint("a", i)).Error; err != nil {
			t.Fatal(err)
		}
	}
	config := settings.New(s, log, "")
	t.Cleanup(func() { testkit.VerifyAudit(t, log) })
	return &site{users.New(s, log, config, users.Dependents{}), s, config, tree, clock}
}

func manager(email string) users.Input {
	return users.Input{Email: email, FirstName: "Inger", LastName: "Dahl", Type: users.Manager, OrganizationIDs: []int64{1}, AssessmentIDs: []int64{1, 2}}
}

func (s *site) add(t *testing.T, input users.Input) users.User {
	t.Helper()
	u, err := s.Create(t.Context(), everything, input)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func wantField(t *testing.T, err error, field string) {
	t.Helper()
	if f := fault.As(err); f == nil || f.Fields[field] == "" {
		t.Fatalf("no fault at %q: %v", field, err)
	}
}

func wantCode(t *testing.T, err error, code fault.Code) {
	t.Helper()
	if !fault.Is(err, code) {
		t.Fatalf("want %s, got %v", code, err)
	}
}

func TestIdentifiers(t *testing.T) {
	s := open(t)
	s.add(t, manager("Inger.Dahl@Halden.example"))
	s.add(t, users.Input{Login: "Straße7", FirstName: "Jo", LastName: "Peer", Type: users.Individual})
	for _, email := range []string{"inger.dahl@halden.example", "INGER.DAHL@HALDEN.EXAMPLE", "ｉnger.dahl@halden.example"} {
		t.Run("USR-1 SEC-17 taken as "+email, func(t *testing.T) {
			_, err := s.Create(t.Context(), everything, manager(email))
			wantField(t, err, "email")
		})
	}
	t.Run("USR-1 the login of another in another case", func(t *testing.T) {
		in := manager("a@b.example")
		in.Login = "STRASSE7"
		_, err := s.Create(t.Context(), everything, in)
		wantField(t, err, "login")
	})
	t.Run("SEC-17 a login that looks like an email", func(t *testing.T) {
		for _, login := range []string{"inger.dahl@halden.example", "x＠y"} {
			in := manager("a@b.example")
			in.Login = login
			_, err := s.Create(t.Context(), everything, in)
			wantField(t, err, "login")
		}
	})
	t.Run("USR-1 whoever signs in types either", func(t *testing.T) {
		for _, typed := range []string{" INGER.dahl@halden.example ", "strasse7"} {
			if _, known, err := s.Identify(t.Context(), typed); err != nil || !known {
				t.Errorf("%q: %v %v", typed, known, err)
			}
		}
	})
	t.Run("USR-1 of two at one moment one gets the email", func(t *testing.T) {
		var made sync.Map
		var wait sync.WaitGroup
		for i := range 20 {
			wait.Go(func() {
				if _, err := s.Create(context.Background(), everything, manager("race@x.example")); err == nil {
					made.Store(i, true)
				}
			})
		}
		wait.Wait()
		n := 0
		made.Range(func(any, any) bool { n++; return true })
		if n != 1 {
			t.Fatalf("%d users with one email", n)
		}
	})
}

func TestManagerNeedsBoth(t *testing.T) {
	s := open(t)
	in := manager("a@b.example")
	in.OrganizationIDs = nil
	_, err := s.Create(t.Context(), everything, in)
	wantField(t, err, "organizationIds") // USR-2
	in = manager("a@b.example")
	in.AssessmentIDs = nil
	_, err = s.Create(t.Context(), everything, in)
	wantField(t, err, "assessmentIds")
	in = manager("a@b.example")
	in.AssessmentIDs = []int64{1, 99}
	_, err = s.Create(t.Context(), everything, in)
	wantField(t, err, "assessmentIds")
	in = manager("a@b.example")
	in.Restrictions = []string{"become_administrator"}
	_, err = s.Create(t.Context(), everything, in)
	wantField(t, err, "restrictions") // USR-3
}

func TestCopy(t *testing.T) {
	s := open(t)
	in := manager("a@b.example")
	in.Restrictions = []string{"hide_exports", "hide_dashboard"}
	u := s.add(t, in)
	got, err := s.Copy(t.Context(), u.ID)
	if err != nil {
		t.Fatal(err)
	}
	if got.Email+got.Login+got.FirstName+got.LastName != "" || !slices.Equal(got.AssessmentIDs, []int64{1, 2}) ||
		!slices.Equal(got.OrganizationIDs, []int64{1}) || !slices.Equal(got.Restrictions, []string{"hide_dashboard", "hide_exports"}) {
		t.Fatalf("USR-4: %+v", got)
	}
}

func TestModelUserIsKept(t *testing.T) {
	s := open(t)
	u := s.add(t, manager("model@b.example"))
	if err := s.settings.SavePortal(t.Context(), settings.Portal{DefaultResourceAllocation: settings.Unlimited, ModelUserID: u.ID}); err != nil {
		t.Fatal(err)
	}
	_, err := s.Suspend(t.Context(), everything, u.ID)
	wantCode(t, err, fault.Conflict) // USR-7
	wantCode(t, s.Delete(t.Context(), u.ID), fault.Conflict)
	for _, change := range []func(*users.Input){
		func(in *users.Input) { in.Type = users.Individual },
		func(in *users.Input) { in.AssessmentIDs = nil },
		func(in *users.Input) { in.OrganizationIDs = nil },
	} {
		in := manager("model@b.example")
		change(&in)
		_, err = s.Update(t.Context(), everything, u.ID, in)
		wantCode(t, err, fault.Conflict)
	}
	if err := s.settings.SavePortal(t.Context(), settings.Portal{DefaultResourceAllocation: settings.Unlimited}); err != nil {
		t.Fatal(err)
	}
	if err := s.Delete(t.Context(), u.ID); err != nil {
		t.Fatal("USR-7: free again", err)
	}
}

func TestModel(t *testing.T) {
	s := open(t)
	u := s.add(t, manager("model@b.example"))
	model, problem, err := s.Model(t.Context(), u.ID)
	if err != nil || problem != "" || model.Organization != "Top" || len(model.Assessments) != 2 {
		t.Fatalf("PRT-2: %+v %q %v", model, problem, err)
	}
	for name, damage := range map[string]string{
		"suspended":             "UPDATE users SET is_suspended = 1",
		"no assessment":         "DELETE FROM user_assessments",
		"nothing published":     "UPDATE assessments SET published_version_id = NULL",
		"organization archived": "UPDATE organizations SET status = 'archived'",
		"an Individual":         "UPDATE users SET type = 'individual'",
		"deleted":               "DELETE FROM users",
	} {
		t.Run("PRT-2 no longer holds: "+name, func(t *testing.T) {
			err := s.store.InTx(t.Context(), func(ctx context.Context) error {
				if err := s.store.Write(ctx).Exec(damage).Error; err != nil {
					t.Fatal(err)
				}
				if _, problem, err := s.Model(ctx, u.ID); err != nil || problem == "" {
					t.Errorf("problem %q, %v", problem, err)
				}
				if choices, err := s.ModelChoices(ctx, ""); err != nil || len(choices) != 0 {
					t.Errorf("still offered: %v %v", choices, err)
				}
				return context.Canceled // take the damage back
			})
			if err == nil {
				t.Fatal("the damage stayed")
			}
		})
	}
}

func TestScope(t *testing.T) {
	s := open(t)
	u := s.add(t, manager("a@b.example"))
	scope, _, err := s.ScopeOf(t.Context(), u.ID)
	if err != nil || !scope.SeesPath("/1/") || !scope.SeesPath("/1/2/") || scope.SeesPath("/3/") || scope.SeesPath("/10/") || scope.SeesAssessment(3) {
		t.Fatalf("USR-2: %+v %v", scope, err)
	}
	in := manager("a@b.example")
	in.Restrictions = []string{string(access.OwnOrganizationOnly)}
	if _, err := s.Update(t.Context(), everything, u.ID, in); err != nil {
		t.Fatal(err)
	}
	if scope, _, _ = s.ScopeOf(t.Context(), u.ID); scope.SeesPath("/1/2/") || !scope.SeesPath("/1/") {
		t.Fatal("USR-3 SEC-26: Own organization only does not count at once")
	}
	if _, err := s.organizations.Archive(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	if scope, _, _ = s.ScopeOf(t.Context(), u.ID); len(scope.Places()) != 0 || scope.SeesPath("/1/") {
		t.Fatal("ORG-5: an archived organization is still in scope")
	}
	var nobody access.Scope
	if nobody.SeesPath("/1/") || nobody.SeesAssessment(1) {
		t.Fatal("SEC-32: the zero scope sees something")
	}
}

func TestGiversLimits(t *testing.T) {
	s := open(t)
	in := manager("giver@b.example")
	in.Restrictions = []string{string(access.HideExports)}
	giver := s.add(t, in)
	scope, _, err := s.ScopeOf(t.Context(), giver.ID)
	if err != nil {
		t.Fatal(err)
	}
	good := manager("new@b.example")
	good.OrganizationIDs, good.AssessmentIDs, good.Restrictions = []int64{2}, []int64{1}, []string{string(access.HideExports)}
	for name, change := range map[string]func(*users.Input){
		"organizationIds": func(in *users.Input) { in.OrganizationIDs = []int64{2, 3} },
		"assessmentIds":   func(in *users.Input) { in.AssessmentIDs = []int64{1, 3} },
		"restrictions":    func(in *users.Input) { in.Restrictions = nil },
		"type":            func(in *users.Input) { in.Type = users.Individual },
	} {
		t.Run("SEC-36 more than the giver has: "+name, func(t *testing.T) {
			in := good
			change(&in)
			_, err := s.Create(t.Context(), scope, in)
			wantField(t, err, name)
		})
	}
	made, err := s.Create(t.Context(), scope, good)
	if err != nil {
		t.Fatal(err)
	}
	t.Run("SEC-36 not the address of somebody who signs in", func(t *testing.T) {
		other := good
		other.Email = "other@b.example"
		if _, err := s.Update(t.Context(), scope, made.ID, other); err != nil {
			t.Errorf("before the first sign-in: %v", err)
		}
		if err := s.store.Write(t.Context()).Exec("UPDATE users SET password_hash = 'x' WHERE id = ?", made.ID).Error; err != nil {
			t.Fatal(err)
		}
		_, err := s.Update(t.Context(), scope, made.ID, good)
		wantField(t, err, "email")
		if _, err := s.Update(t.Context(), access.ForAdministrator(), made.ID, good); err != nil {
			t.Errorf("the administrator: %v", err)
		}
	})
	t.Run("SEC-36 not oneself", func(t *testing.T) {
		_, err := s.Update(t.Context(), scope, giver.ID, good)
		wantCode(t, err, fault.Forbidden)
		_, err = s.Suspend(t.Context(), scope, giver.ID)
		wantCode(t, err, fault.Forbidden)
	})
	t.Run("SEC-36 nobody who has more", func(t *testing.T) {
		equal := manager("more@b.example")
		equal.AssessmentIDs = []int64{3}
		more := s.add(t, equal)
		_, err := s.Suspend(t.Context(), scope, more.ID)
		wantCode(t, err, fault.Forbidden)
	})
	t.Run("SEC-33 somebody elsewhere is missing", func(t *testing.T) {
		elsewhere := manager("else@b.example")
		elsewhere.OrganizationIDs = []int64{3}
		other := s.add(t, elsewhere)
		_, errOther := s.Find(t.Context(), scope, other.ID)
		_, errMissing := s.Find(t.Context(), scope, 9999)
		if errOther == nil || errMissing == nil || errOther.Error() != errMissing.Error() {
			t.Fatal(errOther, errMissing)
		}
		page, err := s.List(t.Context(), scope, users.Query{})
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range page.Items {
			if row.ID == other.ID {
				t.Fatal("listed")
			}
		}
	})
	if _, err := s.Suspend(t.Context(), scope, made.ID); err != nil {
		t.Fatal(err)
	}
}
