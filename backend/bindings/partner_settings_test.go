package bindings_test

import (
	"fmt"
	"testing"

	"portico/backend/bindings"
	"portico/backend/settings"
	"portico/backend/sitetext"
	"portico/backend/testkit"
)

// What partners made of their Organization Settings is shown at the desk, with
// where it comes from, also while they may not change it any more. Shows MGR-6,
// PRT-4.
func TestMadeByPartners_MGR6_PRT4(t *testing.T) {
	site := testkit.OpenRegistration(t)
	ctx := t.Context()
	allow := func(yes bool) {
		site.SavePortal(t, func(p *settings.Portal) {
			p.AllowSelfManagement, p.AllowDrivers, p.AllowClassifiers, p.AllowRoles = yes, yes, yes, yes
		})
	}
	allow(true)
	top := testkit.MustCreateOrganization(t, site.Backend, 0, "Halden")
	below := testkit.MustCreateOrganization(t, site.Backend, top.ID, "Bergen")
	manager := testkit.MustCreateManager(t, site.Backend, "inger@halden.example", []int64{top.ID}, site.Assessments[:1])
	scope, _, err := site.Users.ScopeOf(ctx, manager.ID)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(err)
	_, err = site.Responses.SaveClassifier(ctx, scope, top.ID, 0, "Region", []string{"North", "South"})
	must(err)
	_, err = site.Responses.SaveParticipantRole(ctx, scope, below.ID, 0, "Peer")
	must(err)
	on := true
	must(site.Responses.SetDrivers(ctx, scope, top.ID, site.Assessments[0], map[string]*bool{"remote": &on}))
	must(site.Texts.SaveOwn(ctx, scope, top, sitetext.ThankYou, "", sitetext.Text{Body: "Takk!"}))
	desk := bound[*bindings.Organizations](t, site)
	for _, allowed := range []bool{true, false} {
		allow(allowed)
		made, err := desk.PartnerSettings(below.ID)
		must(err)
		if got := fmt.Sprint(made.Classifiers, made.Roles); got != "[{Region [North South] Halden}] [{Peer [] }]" {
			t.Errorf("below: %s", got)
		}
		above, err := desk.PartnerSettings(top.ID)
		must(err)
		var driver bindings.PartnerDriver
		for _, one := range above.Drivers {
			if one.IsOwn {
				driver = one
			}
		}
		if !driver.IsOn || driver.Assessment != "Leadership Check" || len(above.Texts) != 1 || above.Texts[0].Body != "Takk!" {
			t.Errorf("above: %+v, %+v", above.Drivers, above.Texts)
		}
		for name, part := range map[string]bindings.PartnerPart{"classifiers": above.ClassifiersPart, "drivers": above.DriversPart, "texts": above.TextsPart, "roles": made.RolesPart} {
			if part.Allowed != allowed || part.At == "" {
				t.Errorf("%s, allowed %v: %+v", name, allowed, part)
			}
		}
	}
	_, err = site.Responses.SaveClassifier(ctx, scope, top.ID, 0, "Other", []string{"a"})
	if err == nil {
		t.Error("a partner changes what is not allowed any more")
	}
}
