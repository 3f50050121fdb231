package portal_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"portico/backend/access"
	"portico/backend/responses"
	"portico/backend/settings"
	"portico/backend/testkit"
	"portico/backend/users"
)

// TestSettingsPagesFollowTheSite shows each page with its tick box on, and
// that it is gone from the menu and refused with it off.
// Shows PRT-4, MGR-6.
func TestSettingsPagesFollowTheSite_PRT4_MGR6(t *testing.T) {
	d := openDesk(t)
	switches := map[string]func(*settings.Portal){
		"profile":     func(p *settings.Portal) { p.AllowSelfManagement = false },
		"users":       func(p *settings.Portal) { p.AllowUserManagement = false },
		"drivers":     func(p *settings.Portal) { p.AllowDrivers = false },
		"classifiers": func(p *settings.Portal) { p.AllowClassifiers = false },
		"roles":       func(p *settings.Portal) { p.AllowRoles = false },
	}
	titles := map[string]string{"profile": "Profile", "users": "Users", "drivers": "Drivers", "classifiers": "Classifiers", "roles": "Roles"}
	for name, title := range titles {
		d.browser.Get("/organization/"+name).Want(http.StatusOK, title)
	}
	d.browser.Get("/organization").Want(http.StatusOK, "Halden AS", "Profile", "Users", "Drivers", "Classifiers", "Roles")
	for name, off := range switches {
		t.Run(name, func(t *testing.T) {
			d.SavePortal(t, off)
			defer d.SavePortal(t, func(p *settings.Portal) {
				p.AllowSelfManagement, p.AllowUserManagement, p.AllowDrivers, p.AllowClassifiers, p.AllowRoles = true, true, true, true, true
			})
			for _, path := range []string{"/organization/" + name, "/organization/" + name + "/1"} {
				d.browser.Get(path).Want(http.StatusNotFound)
			}
			for _, path := range []string{"/organization/" + name, "/organization/" + name + "/1/delete", "/organization/" + name + "/1/suspend"} {
				if page := d.browser.Post(path, url.Values{"name": {"X"}, "choices": {"y"}}); page.Status < 400 {
					t.Errorf("POST %s answers %d", path, page.Status)
				}
			}
			if home := d.browser.Get("/home"); strings.Contains(home.Body, "/organization/"+name) {
				t.Error("the menu still shows the page")
			}
		})
	}
	d.SavePortal(t, func(p *settings.Portal) {
		p.AllowSelfManagement, p.AllowUserManagement, p.AllowDrivers, p.AllowClassifiers, p.AllowRoles = false, false, false, false, false
	})
	d.browser.Get("/organization").Want(http.StatusNotFound)
}

// Shows MGR-6.
func TestProfile_MGR6(t *testing.T) {
	d := openDesk(t)
	d.browser.Get("/organization/profile").Form("Save").Set("BCC Email Address", "nobody").Submit().Want(http.StatusUnprocessableEntity, "Use one address")
	d.browser.Get("/organization/profile").Form("Save").Set("Website", "halden.example").Set("Default Assessor: name", "Inger Dahl").
		Set("Default Assessor: email", "inger@halden.example").Set("BCC Email Address", "copies@halden.example").Set("About us", "**We** <script>alert(1)</script>").
		Submit().Want(http.StatusOK, "Saved").At("/organization/profile")
	o, err := d.Organizations.Find(t.Context(), testkit.Everything(), d.organization.ID)
	if err != nil {
		t.Fatal(err)
	}
	if o.Website != "https://halden.example" || o.AssessorEmail != "inger@halden.example" || o.BCCEmail != "copies@halden.example" {
		t.Errorf("saved: %+v", o)
	}
	// What is not on the form can't be changed by sending it.
	// Two who edit at the same time: the second is told, loses nothing, and saves again.
	mine := d.browser.Get("/organization/profile").Form("Save").Set("Website", "https://mine.example")
	d.Clock.Advance(time.Second)
	d.browser.Get("/organization/profile").Form("Save").Set("BCC Email Address", "theirs@halden.example").Submit().Want(http.StatusOK, "Saved")
	again := mine.Submit().Want(http.StatusConflict, "Somebody changed this organization meanwhile", "See what is saved now")
	if o, err := d.Organizations.Find(t.Context(), access.ForAdministrator(), d.organization.ID); err != nil || o.BCCEmail != "theirs@halden.example" || o.Website == "https://mine.example" {
		t.Errorf("UX a change was lost: %+v, %v", o, err)
	}
	again.Form("Save").Submit().Want(http.StatusOK, "Saved")
	if o, err := d.Organizations.Find(t.Context(), access.ForAdministrator(), d.organization.ID); err != nil || o.Website != "https://mine.example" {
		t.Errorf("UX what was typed is lost: %+v, %v", o, err)
	}
	d.browser.Post("/organization/profile", url.Values{"name": {"Taken over"}, "response_allotment": {"unlimited"}, "parent_id": {fmt.Sprint(d.Model.ID)}, "organization": {""}})
	if o, _ = d.Organizations.Find(t.Context(), testkit.Everything(), d.organization.ID); o.Name != "Halden AS" || o.ParentID != nil {
		t.Errorf("a field that is not on the form was taken: %+v", o)
	}
	for _, page := range []string{"profile", "drivers", "classifiers", "roles"} {
		d.browser.Get(fmt.Sprintf("/organization/%s?organization=%d", page, d.Model.ID)).Want(http.StatusNotFound)
		d.browser.Post("/organization/"+page, url.Values{"organization": {fmt.Sprint(d.Model.ID)}, "name": {"X"}, "choices": {"y"}}).Want(http.StatusNotFound)
	}
}

// Shows MGR-6.
func TestListsOfAnOrganization_MGR6(t *testing.T) {
	d := openDesk(t)
	b := d.browser
	b.Get("/organization/roles").Form("Add role").Set("Name", "Self").Submit().Want(http.StatusOK, "Saved", "Self")
	b.Get("/organization/roles").Form("Add role").Set("Name", "self").Submit().Want(http.StatusUnprocessableEntity, "This name is taken")
	edit := b.Get(b.Get("/organization/roles").Link("Edit"))
	edit.Form("Save").Set("Name", "Peer <i>").Submit().Want(http.StatusOK, "Peer <i>")
	b.Get(b.Get("/organization/roles").Link("Edit")).Form("Delete").Submit().Want(http.StatusOK, "Removed", "No roles yet")

	b.Get("/organization/classifiers").Form("Add classifier").Set("Name", "Region").Set("Values", "North\nSouth").Submit().Want(http.StatusOK, "North, South")
	b.Get("/organization/classifiers").Form("Add classifier").Set("Name", "Empty").Submit().Want(http.StatusUnprocessableEntity, "Enter the values")
	b.Get(b.Get("/organization/classifiers").Link("Edit")).Form("Save").Set("Values", "East").Submit().Want(http.StatusOK, "East")
	b.Get("/organization/classifiers/999").Want(http.StatusNotFound)

	form := b.Get("/organization/drivers").Want(http.StatusOK, "Remote teams", "Open comments").Form("Save · Leadership Check")
	form.Values.Set("driver-remote", "on")
	form.Submit().Want(http.StatusOK, "Saved")
	_, link := d.invite("Aino")
	testkit.NewBrowser(t, d.base).Get(link).Want(http.StatusOK, "5 pages")
	b.Post("/organization/drivers", url.Values{"assessment": {fmt.Sprint(d.Assessments[2])}, "driver-machines": {"off"}}).Want(http.StatusNotFound)
}

// A classifier or a role that responses use is deleted on being asked twice,
// with how many use it. Shows MGR-6.
func TestDeletingWhatIsUsedAsks_MGR6(t *testing.T) {
	d := openDesk(t)
	b := d.browser
	b.Get("/organization/classifiers").Form("Add classifier").Set("Name", "Region").Set("Values", "North").Submit()
	if _, err := d.Responses.Add(t.Context(), access.ForAdministrator(), responses.Input{OrganizationID: d.organization.ID, AssessmentID: d.Assessments[0], FirstName: "Aino", Classifiers: responses.Classes{"Region": "North"}}); err != nil {
		t.Fatal(err)
	}
	asked := b.Get(b.Get("/organization/classifiers").Link("Edit")).Form("Delete").Submit().Want(http.StatusOK, "Delete the classifier?", "1 response has a value of this classifier")
	b.Get("/organization/classifiers").Want(http.StatusOK, "Region")
	asked.Form("Delete").Submit().Want(http.StatusOK, "Removed", "No classifiers yet")
}

// Whoever invites managers can't find out who has an account in another branch:
// the refusal doesn't say why. Shows SEC-33, MGR-6.
func TestInvitingTellsNothingOfOthers_SEC33_MGR6(t *testing.T) {
	d := openDesk(t)
	form := func(email string) url.Values {
		return url.Values{"first_name": {"X"}, "last_name": {"Y"}, "email": {email}, "organization_ids": {fmt.Sprint(d.organization.ID)}, "assessment_ids": {fmt.Sprint(d.Assessments[0])}}
	}
	d.browser.Post("/organization/users", form("inger@halden.example")).Want(http.StatusUnprocessableEntity, "Another user has this email already")
	page := d.browser.Post("/organization/users", form("model@northwind.example")).Want(http.StatusUnprocessableEntity, "used here. Ask whoever runs this portal.")
	if strings.Contains(page.Text(), "Another user") {
		t.Error("it says that somebody has this email")
	}
}

// TestManagersGiveAtMostWhatTheyHave is SEC-36 over HTTP.
// Shows SEC-36, MGR-6.
func TestManagersGiveAtMostWhatTheyHave_SEC36_MGR6(t *testing.T) {
	d := openDesk(t, access.NoDeleting)
	ctx := t.Context()
	b := d.browser
	b.Get("/organization/users").Want(http.StatusOK, "Inger Dahl", "You")
	page := b.Get("/organization/users/new").Want(http.StatusOK, "Halden AS", "Leadership Check", "No deleting of responses")
	for _, hidden := range []string{"Workplace Safety", "Model Organization"} {
		if strings.Contains(page.Text(), hidden) {
			t.Errorf("the form offers %s", hidden)
		}
	}
	page.Form("Send invitation").Set("First name", "Olav").Set("Last name", "Berge").Set("Email", "olav@halden.example").
		Submit().Want(http.StatusOK, "The invitation is on its way", "Olav Berge", "has not signed in").At("/organization/users")
	olav, known, err := d.Users.Identify(ctx, "olav@halden.example")
	if err != nil || !known {
		t.Fatal(known, err)
	}
	input, err := d.Users.InputOf(ctx, olav)
	if err != nil {
		t.Fatal(err)
	}
	if fmt.Sprint(input.OrganizationIDs) != fmt.Sprint([]int64{d.organization.ID}) || fmt.Sprint(input.AssessmentIDs) != fmt.Sprint(d.Assessments[:2]) || fmt.Sprint(input.Restrictions) != "[no_deleting_of_responses]" {
		t.Errorf("given: %+v", input)
	}

	more := url.Values{"first_name": {"X"}, "last_name": {"Y"}, "email": {"x@halden.example"}, "organization_ids": {fmt.Sprint(d.organization.ID)}, "assessment_ids": {fmt.Sprint(d.Assessments[0])}}
	with := func(name string, values ...string) url.Values {
		changed := url.Values{}
		for k, v := range more {
			changed[k] = v
		}
		changed[name] = values
		return changed
	}
	for name, form := range map[string]url.Values{
		"another's organization":    with("organization_ids", fmt.Sprint(d.Model.ID)),
		"one of each":               with("organization_ids", fmt.Sprint(d.organization.ID), fmt.Sprint(d.Model.ID)),
		"an assessment of others":   with("assessment_ids", fmt.Sprint(d.Assessments[2])),
		"no assessment":             with("assessment_ids"),
		"no organization":           with("organization_ids"),
		"an unknown restriction":    with("restrictions", "all_powers"),
		"an email that is taken":    with("email", "model@northwind.example"),
		"an email that is no email": with("email", "x"),
	} {
		if page := b.Post("/organization/users", form); page.Status != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d %s", name, page.Status, page.Text())
		}
	}
	// Fields that are not on the form are ignored; the restriction stays.
	b.Post("/organization/users", url.Values{"first_name": {"Eve"}, "last_name": {"Y"}, "email": {"eve@halden.example"}, "organization_ids": more["organization_ids"], "assessment_ids": more["assessment_ids"],
		"type": {"individual"}, "login": {"eve"}, "password": {testkit.Password}, "is_suspended": {"on"}}).Want(http.StatusOK)
	eve, _, _ := d.Users.Identify(ctx, "eve@halden.example")
	if eve.Type != users.Manager || eve.Login != "" || eve.PasswordHash != "" || len(eve.Restrictions) != 1 {
		t.Errorf("made: %+v", eve)
	}

	// Whoever has more, oneself, and another's users.
	powerful := testkit.MustCreateManager(t, d.Backend, "powerful@halden.example", []int64{d.organization.ID}, d.Assessments)
	self, _, _ := d.Users.Identify(ctx, "inger@halden.example")
	for name, id := range map[string]int64{"more": powerful.ID, "self": self.ID, "another's": d.ModelUser.ID, "missing": 9999} {
		for _, path := range []string{"", "/suspend", "/reset"} {
			if page := b.Get(fmt.Sprintf("/organization/users/%d%s", id, path)); page.Status != http.StatusForbidden && page.Status != http.StatusNotFound {
				t.Errorf("%s: GET %s answers %d", name, path, page.Status)
			}
		}
		for _, path := range []string{"", "/suspend", "/restore", "/resend", "/reset"} {
			if page := b.Post(fmt.Sprintf("/organization/users/%d%s", id, path), more); page.Status != http.StatusForbidden && page.Status != http.StatusNotFound {
				t.Errorf("%s: POST %s answers %d", name, path, page.Status)
			}
		}
	}
	if page := b.Get(fmt.Sprintf("/organization/users/%d", d.ModelUser.ID)); page.Text() != b.Get("/organization/users/9999").Text() {
		t.Error("another's user answers otherwise than a missing one")
	}

	address := fmt.Sprintf("/organization/users/%d", olav.ID)
	b.Post(address+"/resend", nil).Want(http.StatusOK, "A new activation was sent")
	b.Get(address).Form("Save").Set("First name", "Olaf").Submit().Want(http.StatusOK, "Olaf Berge")
	b.Get(address+"/suspend").Want(http.StatusOK, "Suspend Olaf Berge?").Form("Suspend").Submit().Want(http.StatusOK, "Suspended")
	b.Post(address+"/restore", nil).Want(http.StatusOK, "They can sign in again")
	b.Post(address+"/reset", nil).Want(http.StatusConflict)
}
