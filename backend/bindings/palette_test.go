package bindings_test

import (
	"slices"
	"testing"

	"portico/backend/access"
	"portico/backend/bindings"
	"portico/backend/testkit"
	"portico/backend/users"
)

// TestPaletteOrder shows that the palette gives what somebody means before
// what merely has the letters (ADM-3).
func TestPaletteOrder_ADM3(t *testing.T) {
	site := testkit.OpenRegistration(t)
	palette := bound[*bindings.Palette](t, site)
	for _, name := range []string{"Africa Nordic Union", "Aanordica", "Bavarian Nordic", "Nordic", "Nordic Network", "Zz the nordic", "Abnordicb", "Anordicc", "Bnordic"} {
		testkit.MustCreateOrganization(t, site.Backend, 0, name)
	}
	for _, person := range []users.Input{
		{FirstName: "Inger", LastName: "Abel", Login: "zinger"},
		{FirstName: "Singer", LastName: "Aas", Login: "aas1"},
		{FirstName: "Otto", LastName: "Inger", Login: "otto1"},
		{FirstName: "Zoe", LastName: "Zahn", Login: "inger"},
	} {
		person.Type = users.Individual
		if _, err := site.Users.Create(t.Context(), access.ForAdministrator(), person); err != nil {
			t.Fatal(err)
		}
	}
	for typed, want := range map[string][]string{
		"nordic":         {"organization Nordic", "organization Nordic Network", "organization Africa Nordic Union", "organization Bavarian Nordic", "organization Zz the nordic", "organization Aanordica"},
		"NORDIC NETWORK": {"organization Nordic Network"},
		"network nord":   {"organization Nordic Network"},
		"inger":          {"user Zoe Zahn", "user Inger Abel", "user Inger Dahl", "user Otto Inger", "user Singer Aas"},
		"inger abel":     {"user Inger Abel"},
		"no":             {"organization Nordic", "organization Nordic Network", "organization Africa Nordic Union", "organization Bavarian Nordic", "organization Zz the nordic", "user Inger Dahl"},
		"nobody":         nil,
	} {
		hits, err := palette.Find(typed)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, hit := range hits {
			got = append(got, hit.Kind+" "+hit.Name)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
}
