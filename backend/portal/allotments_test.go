package portal_test

import (
	"net/http"
	"strings"
	"testing"

	"portico/backend/access"
	"portico/backend/allotments"
	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/settings"
	"portico/backend/testkit"
)

// limit switches Use Allotments on and gives the desk's organization a mode.
func (d *desk) limit(mode string) {
	d.t.Helper()
	general, err := d.Settings.General(d.t.Context())
	if err != nil {
		d.t.Fatal(err)
	}
	general.UseAllotments = true
	if err := d.Settings.SaveGeneral(d.t.Context(), general); err != nil {
		d.t.Fatal(err)
	}
	if _, err := d.Organizations.Update(d.t.Context(), d.organization.ID, organizations.Input{Name: d.organization.Name, ResponseAllotment: mode}); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) allot(amount int64) allotments.Allotment {
	d.t.Helper()
	a, err := d.Allotments.Create(d.t.Context(), allotments.Input{OrganizationID: d.organization.ID, AssessmentID: d.assessment("Leadership Check"), Amount: amount, Reason: "First year"})
	if err != nil {
		d.t.Fatal(err)
	}
	return a
}

// assessment returns the id of an assessment by its name.
func (d *desk) assessment(name string) int64 {
	d.t.Helper()
	all, err := d.OpenSite.Backend.Assessments.List(d.t.Context(), testkit.Everything())
	if err != nil {
		d.t.Fatal(err)
	}
	for _, one := range all {
		if one.Name == name {
			return one.ID
		}
	}
	d.t.Fatalf("there is no %s", name)
	return 0
}

// TestAllotmentsOfAManager_MGR3_MGR5 follows an allotment down to nothing.
// Shows MGR-3, MGR-5.
func TestAllotmentsOfAManager_MGR3_MGR5(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	d.browser.Get("/assessments").Want(http.StatusOK, "Unlimited responses")
	d.browser.Get("/allotments").Want(http.StatusNotFound)
	d.limit(settings.Allocated)
	d.browser.Get("/assessments").Want(http.StatusOK, "No responses left")
	d.browser.Get("/allotments").Want(http.StatusOK, "No responses have been allotted")
	d.allot(2)
	d.browser.Get("/assessments").Want(http.StatusOK, "2 responses left")
	d.invite("Aino")
	d.browser.Get("/assessments").Want(http.StatusOK, "1 response left")
	d.invite("Bo")
	page := d.browser.Get("/allotments").Want(http.StatusOK, "Halden AS", "Leadership Check", "None is left", "1 allotment")
	d.browser.Get(page.Link("Leadership Check")).Want(http.StatusOK, "Topped up", "First year", "invited or in progress")

	// At zero the form stays as it was filled in, with the message of every route.
	d.browser.Get("/responses/new").Form("Send invitation").Choose("Assessment", "Leadership Check").
		Set("First name", "Cleo").Set("Last name", "Last").Set("Email", "cleo@halden.example").
		Submit().Want(http.StatusConflict, "No responses are left for this organization and assessment. More must be allotted first.")
	d.limit(settings.Purchased)
	d.browser.Get("/responses/new").Form("Add without email").Choose("Assessment", "Leadership Check").
		Set("First name", "Cleo").Submit().Want(http.StatusConflict, "More can be bought under Purchases.")

	if err := d.Organizations.Delete(t.Context(), d.organization.ID, "Halden AS"); !fault.Is(err, fault.Conflict) || !strings.Contains(err.Error(), "1 allotment") {
		t.Errorf("ORG-5: %v", err)
	}
}

// Shows USR-3.
func TestHideAllotments_USR3(t *testing.T) {
	t.Parallel()
	d := openDesk(t, access.HideAllotments)
	d.limit(settings.Allocated)
	a := d.allot(3)
	d.browser.Get("/allotments").Want(http.StatusNotFound)
	d.browser.Get("/allotments/" + text(a.ID)).Want(http.StatusNotFound)
	page := d.browser.Get("/assessments").Want(http.StatusOK)
	if page.Says("left") || page.Says("Allotments") {
		t.Error("the page says what is left")
	}
}
