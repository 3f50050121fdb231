package bindings_test

import (
	"fmt"
	"slices"
	"testing"

	"portico/backend/access"
	"portico/backend/bindings"
	"portico/backend/contracts"
	"portico/backend/settings"
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

// TestPaletteContracts shows that the palette finds contracts by name and
// number and documents by title, where contracts are used (ADM-3, DOC-7).
func TestPaletteContracts_ADM3(t *testing.T) {
	site := testkit.OpenRegistration(t)
	palette := bound[*bindings.Palette](t, site)
	testkit.UseContracts(t, site.Backend)
	halden := testkit.MustCreateOrganization(t, site.Backend, 0, "Halden AS")
	made, err := site.Contracts.Create(t.Context(), contracts.Input{OrganizationID: halden.ID, Name: "Cooperation", Number: "NW-7"})
	if err != nil {
		t.Fatal(err)
	}
	d, err := site.Contracts.CreateDocument(t.Context(), made.ID, contracts.DocumentInput{Title: "Data protection", Kind: contracts.Text, Body: "a"})
	if err != nil {
		t.Fatal(err)
	}
	find := func(typed string) []bindings.PaletteHit {
		t.Helper()
		hits, err := palette.Find(typed)
		if err != nil {
			t.Fatal(err)
		}
		return hits
	}
	for typed, want := range map[string]bindings.PaletteHit{
		"nw-7":     {Kind: "contract", ID: made.ID, Name: "Cooperation", Under: "NW-7 · Halden AS", To: fmt.Sprintf("/contracts/%d", made.ID)},
		"cooper":   {Kind: "contract", ID: made.ID, Name: "Cooperation", Under: "NW-7 · Halden AS", To: fmt.Sprintf("/contracts/%d", made.ID)},
		"data pro": {Kind: "document", ID: d.ID, Name: "Data protection", Under: "Cooperation · Halden AS", To: fmt.Sprintf("/documents/%d", d.ID)},
	} {
		if hits := find(typed); !slices.Equal(hits, []bindings.PaletteHit{want}) {
			t.Errorf("%q: %+v, want %+v", typed, hits, want)
		}
	}
	testkit.UseFeatures(t, site.Backend, func(g *settings.General) { g.UseContracts = false })
	if hits := find("nw-7"); len(hits) != 0 {
		t.Errorf("SET-3 while contracts are off: %+v", hits)
	}
}
