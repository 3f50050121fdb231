package registrations_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/registrations"
	"portico/backend/settings"
	"portico/backend/testkit"
	"portico/backend/users"
)

func submission(name, email string) registrations.Submission {
	return registrations.Submission{OrganizationName: name, FirstName: "Inger", LastName: "Dahl", Email: email, Password: testkit.Password, RepeatPassword: testkit.Password}
}

// counts are the rows of every table that a registration touches.
func counts(t *testing.T, site *testkit.OpenSite) string {
	t.Helper()
	var parts []string
	for _, table := range []string{"organizations", "users", "user_identifiers", "user_organizations", "user_assessments", "registrations", "outbox", "audit_entries", "site_texts", "organization_classifiers", "sessions"} {
		var n int64
		if err := site.Store.Read(t.Context()).Raw("SELECT COUNT(*) FROM " + table).Scan(&n).Error; err != nil {
			t.Fatal(err)
		}
		parts = append(parts, fmt.Sprint(table, "=", n))
	}
	return strings.Join(parts, " ")
}

func partner(t *testing.T, site *testkit.OpenSite, email string) (users.User, organizations.Organization) {
	t.Helper()
	u, known, err := site.Users.Identify(t.Context(), email)
	if err != nil || !known {
		t.Fatalf("nobody is known as %s: %v", email, err)
	}
	input, err := site.Users.InputOf(t.Context(), u)
	if err != nil || len(input.OrganizationIDs) != 1 {
		t.Fatalf("%v %v", input, err)
	}
	o, err := site.Organizations.Find(t.Context(), testkit.Everything(), input.OrganizationIDs[0])
	if err != nil {
		t.Fatal(err)
	}
	return u, o
}

func TestRegister(t *testing.T) {
	site := testkit.OpenRegistration(t)
	ctx := t.Context()
	if _, err := site.Organizations.Update(ctx, site.Model.ID, organizations.Input{Name: site.Model.Name, BCCEmail: "copies@northwind.example", AssessorName: "Ana", AssessorEmail: "ana@northwind.example", Notes: "secret notes"}); err != nil {
		t.Fatal(err)
	}
	if _, err := site.Responses.SaveClassifier(ctx, testkit.Everything(), site.Model.ID, 0, "Department", []string{"Sales", "Service"}); err != nil {
		t.Fatal(err)
	}
	input, err := site.Users.InputOf(ctx, site.ModelUser)
	if err != nil {
		t.Fatal(err)
	}
	input.Restrictions = []string{"hide_exports"}
	if _, err := site.Users.Update(ctx, testkit.Everything(), site.ModelUser.ID, input); err != nil {
		t.Fatal(err)
	}
	site.SavePortal(t, func(p *settings.Portal) { p.DefaultResourceAllocation = settings.Allocated })
	if _, err := site.Registrations.Register(ctx, submission("Halden AS", "inger@halden.example")); err != nil {
		t.Fatal(err)
	}
	u, o := partner(t, site, "INGER@halden.example")
	t.Run("REG-2 the organization starts as the Model Organization, and is its own", func(t *testing.T) {
		if o.Name != "Halden AS" || o.ParentID != nil || o.BCCEmail != "copies@northwind.example" || o.AssessorEmail != "ana@northwind.example" || o.Notes != "" {
			t.Fatalf("%+v", o)
		}
		classifiers, err := site.Responses.Classifiers(ctx, testkit.Everything(), o.ID)
		if err != nil || len(classifiers) != 1 {
			t.Fatal(classifiers, err)
		}
	})
	t.Run("PRT-3 the default resource allocation", func(t *testing.T) {
		if o.ResponseAllotment != settings.Allocated {
			t.Fatal(o.ResponseAllotment)
		}
	})
	t.Run("SEC-22 assessments and restrictions of the Model User, nothing else", func(t *testing.T) {
		got, err := site.Users.InputOf(ctx, u)
		if err != nil || !slices.Equal(got.AssessmentIDs, input.AssessmentIDs) || !slices.Equal(got.Restrictions, input.Restrictions) || !slices.Equal(got.OrganizationIDs, []int64{o.ID}) {
			t.Fatalf("%+v %v", got, err)
		}
		if u.PasswordHash == site.ModelUser.PasswordHash || u.HasSecondFactor() || !u.LastSignInAt.IsZero() {
			t.Fatal("something of the Model User's person was copied")
		}
	})
	t.Run("REG-2 it signs nobody in", func(t *testing.T) {
		if sessions, err := site.SignIn.Sessions(ctx, u.ID); err != nil || len(sessions) != 0 {
			t.Fatal(sessions, err)
		}
	})
	t.Run("REG-5 it is listed", func(t *testing.T) {
		page, err := site.Registrations.List(ctx, registrations.Query{Search: "halden"})
		if err != nil || page.Count != 1 || page.Items[0].State != registrations.Admitted {
			t.Fatalf("%+v %v", page, err)
		}
	})
	t.Run("ORG-2 a taken name gets a number", func(t *testing.T) {
		if _, err := site.Registrations.Register(ctx, submission("HALDEN as", "second@halden.example")); err != nil {
			t.Fatal(err)
		}
		if _, o := partner(t, site, "second@halden.example"); o.Name != "HALDEN as (2)" {
			t.Fatal(o.Name)
		}
	})
	t.Run("REG-4 a known email ends alike and makes nobody", func(t *testing.T) {
		if _, err := site.Registrations.Register(ctx, submission("Another", "Inger@Halden.example")); err != nil {
			t.Fatal(err)
		}
		page, err := site.Registrations.List(ctx, registrations.Query{State: registrations.Duplicate})
		if err != nil || page.Count != 1 || page.Items[0].OrganizationID != nil {
			t.Fatalf("%+v %v", page, err)
		}
		found, err := site.Organizations.List(ctx, testkit.Everything(), organizations.Query{Search: "Another"})
		if err != nil || found.Count != 0 {
			t.Fatal(found, err)
		}
	})
}

func TestRegisterFields(t *testing.T) {
	site := testkit.OpenRegistration(t)
	before := counts(t, site)
	for field, change := range map[string]func(*registrations.Submission){
		"organization_name": func(s *registrations.Submission) { s.OrganizationName = " \u200b " },
		"first_name":        func(s *registrations.Submission) { s.FirstName = "" },
		"last_name":         func(s *registrations.Submission) { s.LastName = strings.Repeat("x", 101) },
		"email":             func(s *registrations.Submission) { s.Email = "nobody" },
		"password":          func(s *registrations.Submission) { s.Password, s.RepeatPassword = "too short", "too short" },
		"repeat_password":   func(s *registrations.Submission) { s.RepeatPassword = "another" },
	} {
		s := submission("Halden AS", "inger@halden.example")
		change(&s)
		_, err := site.Registrations.Register(t.Context(), s)
		if f := fault.As(err); f == nil || f.Fields[field] == "" {
			t.Errorf("REG-1 %s: %v", field, err)
		}
	}
	if after := counts(t, site); after != before {
		t.Fatalf("something was made:\n%s\n%s", before, after)
	}
}

func TestClosed(t *testing.T) {
	site := testkit.OpenRegistration(t)
	refused := func(t *testing.T, code fault.Code, key string) {
		t.Helper()
		before := counts(t, site)
		s := submission("Halden AS", "inger@halden.example")
		s.Key = key
		if _, err := site.Registrations.Register(t.Context(), s); !fault.Is(err, code) {
			t.Errorf("sending: %v", err)
		}
		if _, err := site.Registrations.Page(t.Context(), registrations.Invitation{Key: key}, ""); !fault.Is(err, code) {
			t.Errorf("reading: %v", err)
		}
		if after := counts(t, site); after != before {
			t.Errorf("something was made:\n%s\n%s", before, after)
		}
	}
	t.Run("REG-3 a key that does not hold", func(t *testing.T) { refused(t, fault.Gone, strings.Repeat("A", 72)) })
	t.Run("PRT-2 a Model User that does not hold any more", func(t *testing.T) {
		if err := site.Store.Write(t.Context()).Exec("UPDATE users SET is_suspended = 1").Error; err != nil {
			t.Fatal(err)
		}
		refused(t, fault.Unavailable, "")
		if err := site.Store.Write(t.Context()).Exec("UPDATE users SET is_suspended = 0").Error; err != nil {
			t.Fatal(err)
		}
	})
	t.Run("PRT-1 SEC-20 switched off", func(t *testing.T) {
		site.SavePortal(t, func(p *settings.Portal) { p.AllowExternalOrganizationCreation = false })
		refused(t, fault.NotFound, "")
		site.SavePortal(t, func(*settings.Portal) {})
	})
	t.Run("SET-3 the Partner Portal is off", func(t *testing.T) {
		if err := site.Settings.SaveGeneral(t.Context(), settings.General{SiteName: "S", TimeZone: "UTC", UseOrganization: true}); err != nil {
			t.Fatal(err)
		}
		refused(t, fault.NotFound, "")
	})
}

func TestParents(t *testing.T) {
	site := testkit.OpenRegistration(t)
	top := testkit.MustCreateOrganization(t, site.Backend, 0, "Nordic Alliance")
	sweden := testkit.MustCreateOrganization(t, site.Backend, top.ID, "Sweden")
	other := testkit.MustCreateOrganization(t, site.Backend, testkit.MustCreateOrganization(t, site.Backend, 0, "Iberia").ID, "Spain")
	n := 0
	try := func(key string, parentID int64) (organizations.Organization, error) {
		n++
		email := fmt.Sprintf("p%d@x.example", n)
		s := submission(fmt.Sprint("Partner ", n), email)
		s.Key, s.ParentID = key, parentID
		if _, err := site.Registrations.Register(t.Context(), s); err != nil {
			return organizations.Organization{}, err
		}
		_, o := partner(t, site, email)
		return o, nil
	}
	t.Run("REG-3 the key's organization is the parent", func(t *testing.T) {
		if o, err := try(site.Organizations.Key(sweden), 0); err != nil || o.Parent() != sweden.ID || o.Level != 3 {
			t.Fatalf("%+v %v", o, err)
		}
	})
	t.Run("SEC-21 without a required level a chosen parent is ignored", func(t *testing.T) {
		if o, err := try("", sweden.ID); err != nil || o.Parent() != 0 {
			t.Fatalf("%+v %v", o, err)
		}
	})
	site.SavePortal(t, func(p *settings.Portal) { p.RequireOrganizationLevel = 2 })
	t.Run("PRT-5 asks for a parent of the level", func(t *testing.T) {
		page, err := site.Registrations.Page(t.Context(), registrations.Invitation{Key: ""}, "")
		if err != nil || !page.AskParent || len(page.Candidates) != 2 {
			t.Fatalf("%+v %v", page, err)
		}
		if _, err := try("", 0); fault.As(err) == nil || fault.As(err).Fields["parent"] == "" {
			t.Fatal(err)
		}
		if _, err := try("", top.ID); fault.As(err) == nil || fault.As(err).Fields["parent"] == "" {
			t.Fatal("a parent of another level", err)
		}
		if o, err := try("", other.ID); err != nil || o.Parent() != other.ID {
			t.Fatalf("%+v %v", o, err)
		}
	})
	t.Run("PRT-5 under the key's organization", func(t *testing.T) {
		key := site.Organizations.Key(top)
		page, err := site.Registrations.Page(t.Context(), registrations.Invitation{Key: key}, "")
		if err != nil || len(page.Candidates) != 1 || page.Candidates[0].ID != sweden.ID {
			t.Fatalf("%+v %v", page, err)
		}
		if _, err := try(key, other.ID); fault.As(err) == nil || fault.As(err).Fields["parent"] == "" {
			t.Fatal("a parent elsewhere", err)
		}
		if o, err := try(key, sweden.ID); err != nil || o.Parent() != sweden.ID {
			t.Fatalf("%+v %v", o, err)
		}
	})
	t.Run("PRT-5 a key at the level or below asks nothing", func(t *testing.T) {
		key := site.Organizations.Key(sweden)
		if page, err := site.Registrations.Page(t.Context(), registrations.Invitation{Key: key}, ""); err != nil || page.AskParent || page.Parent != "Sweden" {
			t.Fatalf("%+v %v", page, err)
		}
		if o, err := try(key, other.ID); err != nil || o.Parent() != sweden.ID {
			t.Fatalf("%+v %v", o, err)
		}
	})
	t.Run("PRT-5 with the list off only a key chooses", func(t *testing.T) {
		site.SavePortal(t, func(p *settings.Portal) { p.ListParents = false })
		if page, err := site.Registrations.Page(t.Context(), registrations.Invitation{Key: ""}, ""); err != nil || !page.NeedsKey || len(page.Candidates) != 0 {
			t.Fatalf("%+v %v", page, err)
		}
		if _, err := try("", sweden.ID); err == nil {
			t.Fatal("registered without a key")
		}
		if o, err := try(site.Organizations.Key(sweden), 0); err != nil || o.Parent() != sweden.ID {
			t.Fatalf("%+v %v", o, err)
		}
	})
	t.Run("PRT-5 more than 200 are searched before they are listed", func(t *testing.T) {
		site.SavePortal(t, func(p *settings.Portal) { p.ListParents = true })
		for i := range registrations.MaxListed {
			testkit.MustCreateOrganization(t, site.Backend, top.ID, fmt.Sprintf("Region %03d", i))
		}
		page, err := site.Registrations.Page(t.Context(), registrations.Invitation{Key: ""}, "")
		if err != nil || !page.NeedsSearch || len(page.Candidates) != 0 {
			t.Fatalf("%d %v %v", len(page.Candidates), page.NeedsSearch, err)
		}
		if page, err = site.Registrations.Page(t.Context(), registrations.Invitation{Key: ""}, "region 00"); err != nil || len(page.Candidates) != 10 {
			t.Fatalf("%d %v", len(page.Candidates), err)
		}
	})
}

// TestFaultAtAnyStatement lets every table in turn refuse its row, and shows
// that a registration leaves nothing behind (SEC-22).
func TestFaultAtAnyStatement(t *testing.T) {
	site := testkit.OpenRegistration(t)
	if _, err := site.Responses.SaveClassifier(t.Context(), testkit.Everything(), site.Model.ID, 0, "Department", []string{"Sales", "Service"}); err != nil {
		t.Fatal(err)
	}
	before := counts(t, site)
	for _, table := range []string{"organizations", "users", "user_identifiers", "user_organizations", "user_assessments", "organization_classifiers", "outbox", "registrations", "audit_entries"} {
		db := site.Store.Write(t.Context())
		if err := db.Exec("CREATE TRIGGER broken BEFORE INSERT ON " + table + " BEGIN SELECT RAISE(ABORT, 'disk on fire'); END").Error; err != nil {
			t.Fatal(err)
		}
		if _, err := site.Registrations.Register(t.Context(), submission("Halden AS", "inger@halden.example")); err == nil {
			t.Errorf("%s refused its row and nobody noticed", table)
		}
		if err := db.Exec("DROP TRIGGER broken").Error; err != nil {
			t.Fatal(err)
		}
		if after := counts(t, site); after != before {
			t.Fatalf("SEC-22 a fault at %s left something:\n%s\n%s", table, before, after)
		}
	}
}

func TestManyAtOnce(t *testing.T) {
	site := testkit.OpenRegistration(t)
	var wait sync.WaitGroup
	for i := range 40 {
		wait.Go(func() {
			// Twenty emails, each twice, all with one name.
			if _, err := site.Registrations.Register(context.Background(), submission("Acme", fmt.Sprintf("p%d@x.example", i%20))); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	for state, want := range map[registrations.State]int{registrations.Admitted: 20, registrations.Duplicate: 20} {
		if page, err := site.Registrations.List(t.Context(), registrations.Query{State: state}); err != nil || page.Count != want {
			t.Fatalf("REG-4 %s: %d, want %d, %v", state, page.Count, want, err)
		}
	}
}
