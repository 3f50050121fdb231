package bindings_test

import (
	"fmt"
	"log/slog"
	"testing"

	"portico/backend/access"
	"portico/backend/bindings"
	"portico/backend/testkit"
	"portico/backend/users"
)

// bound returns one of the bound structs over a site.
func bound[T any](t *testing.T, site *testkit.OpenSite) T {
	t.Helper()
	core := bindings.NewCore(nil, slog.New(slog.DiscardHandler))
	core.Ready(site.Backend)
	t.Cleanup(core.Close)
	for _, one := range bindings.All(core) {
		if found, is := one.(T); is {
			return found
		}
	}
	t.Fatalf("%T is not bound", *new(T))
	return *new(T)
}

// TestAllThatMatch shows that a bulk action reaches what a filter finds, and
// not only what a screen has loaded (UX); undoing reaches just what it changed.
func TestAllThatMatch_ORG5_USR6(t *testing.T) {
	site := testkit.OpenRegistration(t)
	organizations, people := bound[*bindings.Organizations](t, site), bound[*bindings.Users](t, site)
	before := testkit.MustCreateOrganization(t, site.Backend, 0, "Spruce before")
	if _, err := site.Organizations.Archive(t.Context(), before.ID); err != nil {
		t.Fatal(err)
	}
	for i := range 300 { // more than a page holds
		testkit.MustCreateOrganization(t, site.Backend, 0, fmt.Sprintf("Spruce %d", i))
		if _, err := site.Users.Create(t.Context(), access.ForAdministrator(), users.Input{FirstName: "Otto", LastName: fmt.Sprint(i), Type: users.Individual, Login: fmt.Sprintf("otto%d", i)}); err != nil {
			t.Fatal(err)
		}
	}
	all := bindings.ChosenOrganizations{All: true, Filter: bindings.OrganizationQuery{Search: "spruce", Limit: 60}}
	if n, err := organizations.CountChosen(all); err != nil || n != 301 {
		t.Fatal(n, err)
	}
	if effect, err := organizations.ArchiveAllEffect(all); err != nil || effect.Organizations != 300 || len(effect.Left) != 1 {
		t.Fatalf("%+v %v", effect, err)
	}
	outcome, err := organizations.ArchiveAll(all)
	if err != nil || outcome.Organizations != 300 {
		t.Fatalf("%+v %v", outcome, err)
	}
	if _, err := organizations.RestoreAll(bindings.ChosenOrganizations{IDs: outcome.Branches}); err != nil {
		t.Fatal(err)
	}
	if n, err := organizations.CountChosen(bindings.ChosenOrganizations{All: true, Filter: bindings.OrganizationQuery{Search: "spruce", Status: "archived"}}); err != nil || n != 1 {
		t.Fatalf("undone, %d are archived, %v", n, err)
	}
	ottos := bindings.ChosenUsers{All: true, Filter: bindings.UserQuery{Search: "otto", Limit: 60}}
	if n, err := people.CountChosen(ottos); err != nil || n != 300 {
		t.Fatal(n, err)
	}
	done, err := people.SuspendAll(ottos)
	if err != nil || len(done.Changed) != 300 {
		t.Fatal(len(done.Changed), err)
	}
	if done, err = people.RestoreAll(bindings.ChosenUsers{IDs: done.Changed}); err != nil || len(done.Changed) != 300 {
		t.Fatal(len(done.Changed), err)
	}
	// Nobody is chosen where nothing is, whatever the filter says.
	if done, err = people.SuspendAll(bindings.ChosenUsers{Filter: ottos.Filter}); err != nil || len(done.Changed) != 0 {
		t.Fatal(len(done.Changed), err)
	}
}

// TestArchivingSaysThatRegistrationCloses shows that the question before
// archiving the Model Organization says what it does to everybody (UX, PRT-2).
func TestArchivingSaysThatRegistrationCloses_PRT2(t *testing.T) {
	site := testkit.OpenRegistration(t)
	desk := bound[*bindings.Organizations](t, site)
	other := testkit.MustCreateOrganization(t, site.Backend, 0, "Other")
	for id, closes := range map[int64]bool{site.Model.ID: true, other.ID: false} {
		if effect, err := desk.ArchiveEffect(id); err != nil || effect.Closes != closes {
			t.Errorf("%d: %+v %v", id, effect, err)
		}
	}
	if effect, err := desk.ArchiveAllEffect(bindings.ChosenOrganizations{IDs: []int64{other.ID, site.Model.ID}}); err != nil || !effect.Closes {
		t.Errorf("%+v %v", effect, err)
	}
}
