package portal_test

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"portico/backend"
	"portico/backend/access"
	"portico/backend/mail"
	"portico/backend/organizations"
	"portico/backend/responses"
	"portico/backend/settings"
	"portico/backend/store"
	"portico/backend/testkit"
)

// desk is a site with a partner whose manager is signed in.
type desk struct {
	*testkit.OpenSite
	t            *testing.T
	base         string
	organization organizations.Organization
	browser      *testkit.Browser
}

func openDesk(t *testing.T, restrictions ...access.Restriction) *desk {
	t.Helper()
	site := testkit.OpenRegistration(t, func(c *backend.Config) { c.LimitsOff = true })
	site.SavePortal(t, func(p *settings.Portal) {
		p.AllowSelfManagement, p.AllowUserManagement, p.AllowDrivers, p.AllowClassifiers, p.AllowRoles = true, true, true, true, true
	})
	d := &desk{OpenSite: site, t: t, base: testkit.Serve(t, site.Backend)}
	d.organization = testkit.MustCreateOrganization(t, site.Backend, 0, "Halden AS")
	var names []string
	for _, restriction := range restrictions {
		names = append(names, string(restriction))
	}
	testkit.MustCreateManager(t, site.Backend, "inger@halden.example", []int64{d.organization.ID}, site.Assessments[:2], names...)
	d.browser = d.signIn("inger@halden.example")
	return d
}

func (d *desk) signIn(email string) *testkit.Browser {
	d.t.Helper()
	browser := testkit.NewBrowser(d.t, d.base)
	browser.Get("/login").Form("Sign in").Set("Email or Login", email).Set("Password", testkit.Password).Submit().Want(http.StatusOK).At("/home")
	return browser
}

// lastLink returns the link in the newest invitation, as the administrator
// reads it in the outbox.
func (d *desk) lastLink() string {
	d.t.Helper()
	page, err := d.Outbox.List(d.t.Context(), testkit.Everything(), mail.Query{Kind: "mail_invitation", Limit: 1})
	if err != nil || len(page.Items) == 0 {
		d.t.Fatalf("no invitation: %v", err)
	}
	content, err := d.Outbox.Read(d.t.Context(), testkit.Everything(), page.Items[0].ID)
	if err != nil {
		d.t.Fatal(err)
	}
	at := strings.Index(content.Text, "/r/")
	if at < 0 {
		d.t.Fatalf("no link in %q", content.Text)
	}
	return strings.Fields(content.Text[at:])[0]
}

func (d *desk) invite(first string) (id int64, link string) {
	d.t.Helper()
	d.browser.Get("/responses/new").Form("Send invitation").Choose("Assessment", "Leadership Check").
		Set("First name", first).Set("Last name", "Virtanen").Set("Email", strings.ToLower(first)+"@halden.example").
		Submit().Want(http.StatusOK, "The invitation is on its way", first+" Virtanen", "Invited, not opened").At("/responses")
	page, err := d.Responses.List(d.t.Context(), testkit.Everything(), responses.Query{Limit: 1})
	if err != nil {
		d.t.Fatal(err)
	}
	return page.Items[0].ID, d.lastLink()
}

// answerLeadershipCheck answers all of it as a respondent without JavaScript,
// for a score of 56.7 (worked out in assessments/score_test.go).
func (d *desk) answerLeadershipCheck(link string) *testkit.Page {
	d.t.Helper()
	respondent := testkit.NewBrowser(d.t, d.base)
	next := func(page *testkit.Page, button string, answers map[string]string) *testkit.Page {
		form := page.Form(button)
		for question, answer := range answers {
			form.Values["q-"+question] = strings.Split(answer, " ")
		}
		return form.Submit().Want(http.StatusOK)
	}
	page := respondent.Get(link).Want(http.StatusOK, "Leadership Check", "4 pages")
	page = page.Form("Begin").Submit().Want(http.StatusOK, "Your role", "Page 1 of 4")
	page = next(page, "Next", map[string]string{"size": "7"}).Want(http.StatusOK, "Direction")
	page = next(page, "Next", map[string]string{"goals": "4", "changes": "2", "decision": "together"}).Want(http.StatusOK, "People")
	page = next(page, "Next", map[string]string{"habits": "oneonone thanks redo", "feedback": "5"}).Want(http.StatusOK, "Outlook")
	return next(page, "Finish", nil)
}

// TestWholeWay is the way of the guide: register, sign in, see the Model User's
// assessments and no others, invite, answer, see the score.
// Shows REG-2, MGR-3, MGR-4, RSP-1, RSP-2.
func TestWholeWay_REG2_MGR3_MGR4_RSP1_RSP2(t *testing.T) {
	d := openDesk(t)
	visitor := testkit.NewBrowser(t, d.base)
	visitor.Get("/register").Form("Register").Set("Organization name", "Ekströms Verkstad").Set("First name", "Bo").Set("Last name", "Ekström").
		Set("Email", "bo@ekstroms.example").Set("Password", testkit.Password).Set("Repeat password", testkit.Password).
		Submit().Want(http.StatusOK).At("/register/done")
	d.browser = testkit.NewBrowser(t, d.base)
	d.browser.Get("/login").Form("Sign in").Set("Email or Login", "bo@ekstroms.example").Set("Password", testkit.Password).Submit().At("/home")
	page := d.browser.Get("/assessments").Want(http.StatusOK, "Leadership Check", "Partner Onboarding Questionnaire", "Unlimited")
	if strings.Contains(page.Body, "Workplace Safety Review") {
		t.Error("an assessment that the Model User does not have is shown")
	}
	id, link := d.invite("Aino")
	d.answerLeadershipCheck(link).Want(http.StatusOK, "Thank you", "56.7", "Solid ground", "Direction: Mostly clear")
	d.browser.Get("/responses").Want(http.StatusOK, "Aino Virtanen", "Completed", "56.7")
	d.browser.Get(fmt.Sprintf("/responses/%d", id)).Want(http.StatusOK, "56.7", "68.8", "42.9", "We look for a decision", "2 of 4", "Not answered")
}

// Shows MGR-4.
func TestResponsesPage_MGR4(t *testing.T) {
	d := openDesk(t)
	d.browser.Get("/responses").Want(http.StatusOK, "Invite the first respondent")
	aino, link := d.invite("Aino")
	d.invite("Chidi")
	d.answerLeadershipCheck(link)

	d.browser.Get("/responses?q=aino").Want(http.StatusOK, "Aino", "1 response")
	if page := d.browser.Get("/responses?state=completed"); strings.Contains(page.Text(), "Chidi") {
		t.Error("the filter shows others")
	}
	d.browser.Get("/responses?q=nobody").Want(http.StatusOK, "Nothing matches")
	d.browser.Get("/responses?sort=name").Want(http.StatusOK)
	d.browser.Get("/responses?after=nonsense").Want(http.StatusUnprocessableEntity)
	d.browser.Get("/responses?state=%27+OR+1%3D1+--&assessment=x&organization=-1").Want(http.StatusNotFound)

	// Errors stand beside their fields; what was typed stays.
	page := d.browser.Get("/responses/new").Form("Send invitation").Choose("Assessment", "Leadership Check").Set("First name", "Typed <b>").Set("Email", "nobody").Submit()
	page.Want(http.StatusUnprocessableEntity, "Use one address")
	if !strings.Contains(page.Body, `value="Typed &lt;b&gt;"`) || !strings.Contains(page.Body, `aria-describedby="email-note" autofocus`) {
		t.Errorf("the form came back as %s", page.Body)
	}
	d.browser.Get("/responses/new").Form("Send invitation").Set("Email", "a@example.com").Submit().Want(http.StatusUnprocessableEntity, "Choose an assessment")

	// Added by hand: the link is handed over and works.
	added := d.browser.Get("/responses/new").Form("Add without email").Choose("Assessment", "Leadership Check").Set("First name", "Eve").Submit().Want(http.StatusOK, "Hand this link to Eve")
	at := strings.Index(added.Body, "/r/")
	respondent := testkit.NewBrowser(t, d.base)
	respondent.Get(added.Body[at:at+46]).Want(http.StatusOK, "Leadership Check")

	rows, err := d.Responses.List(t.Context(), testkit.Everything(), responses.Query{Search: "chidi"})
	if err != nil {
		t.Fatal(err)
	}
	chidi := fmt.Sprintf("/responses/%d", rows.Items[0].ID)
	before := d.lastLink()
	d.browser.Post(chidi+"/resend", nil).Want(http.StatusOK, "was sent again")
	if again := d.lastLink(); again != before {
		t.Errorf("the link changed from %s to %s", before, again)
	}
	d.browser.Get(chidi+"/edit").Form("Save").Set("Email", "chidi@elsewhere.example").Submit().Want(http.StatusOK, "The link sent to the old address no longer works", "chidi@elsewhere.example")
	respondent.Get(before).Want(http.StatusNotFound, "This link is not valid")
	d.browser.Get(chidi+"/link").Want(http.StatusConflict, "sent by email")
	d.browser.Post(chidi+"/resend", nil).Want(http.StatusOK, "was sent again")
	respondent.Get(d.lastLink()).Want(http.StatusOK, "Leadership Check")
	d.browser.Get(chidi+"/extend").Form("Extend").Set("Time to answer ends", "2001-01-01").Submit().Want(http.StatusUnprocessableEntity, "Choose a day that is not over")
	day := d.Clock.Now().AddDate(0, 3, 0).Format("2006-01-02")
	d.browser.Get(chidi+"/extend").Form("Extend").Set("Time to answer ends", day).Submit().Want(http.StatusOK, "The time to answer was extended")
	d.browser.Get(chidi+"/cancel").Want(http.StatusOK, "Cancel the response of Chidi Virtanen").Form("Cancel the response").Submit().Want(http.StatusOK, "was cancelled")
	d.browser.Get(chidi+"/delete").Form("Delete for good").Submit().Want(http.StatusOK, "was deleted")
	d.browser.Get(chidi).Want(http.StatusNotFound)
	d.browser.Post(fmt.Sprintf("/responses/%d/cancel", aino), nil).Want(http.StatusConflict, "completed")
	d.browser.Get("/emails").Want(http.StatusOK, "Aino Virtanen", "asks for your answers")
}

// Shows SEC-33.
func TestAnothersResponsesAnswerAsMissing_SEC33(t *testing.T) {
	d := openDesk(t)
	id, _ := d.invite("Aino")
	other := testkit.MustCreateOrganization(t, d.Backend, 0, "Other")
	child := testkit.MustCreateOrganization(t, d.Backend, d.organization.ID, "Child")
	testkit.MustCreateManager(t, d.Backend, "other@example.com", []int64{other.ID}, d.Assessments)
	testkit.MustCreateManager(t, d.Backend, "child@example.com", []int64{child.ID}, d.Assessments)
	testkit.MustCreateManager(t, d.Backend, "lesser@example.com", []int64{d.organization.ID}, d.Assessments[2:])
	for _, email := range []string{"other@example.com", "child@example.com", "lesser@example.com"} {
		browser := d.signIn(email)
		for _, path := range []string{"", "/edit", "/extend", "/cancel", "/delete", "/link"} {
			theirs, missing := browser.Get(fmt.Sprintf("/responses/%d%s", id, path)), browser.Get("/responses/99999"+path)
			if theirs.Status != http.StatusNotFound || theirs.Status != missing.Status || theirs.Text() != missing.Text() {
				t.Errorf("%s: GET %s answers %d %q, a missing one %d %q", email, path, theirs.Status, theirs.Text(), missing.Status, missing.Text())
			}
		}
		for _, path := range []string{"/resend", "/edit", "/extend", "/cancel", "/delete"} {
			form := url.Values{"expires": {"2030-01-01"}, "email": {"x@example.com"}}
			theirs, missing := browser.Post(fmt.Sprintf("/responses/%d%s", id, path), form), browser.Post("/responses/99999"+path, form)
			if theirs.Status != http.StatusNotFound || theirs.Text() != missing.Text() {
				t.Errorf("%s: POST %s answers %d %q, a missing one %d %q", email, path, theirs.Status, theirs.Text(), missing.Status, missing.Text())
			}
		}
		for _, path := range []string{"/responses", "/emails"} {
			if page := browser.Get(path).Want(http.StatusOK); strings.Contains(page.Body, "Aino") {
				t.Errorf("%s sees Aino on %s", email, path)
			}
		}
	}
	// The parent's manager sees what is below.
	if _, err := d.Responses.Invite(t.Context(), testkit.Everything(), responses.Input{OrganizationID: child.ID, AssessmentID: d.Assessments[0], FirstName: "Below", Email: "below@example.com"}); err != nil {
		t.Fatal(err)
	}
	d.browser.Get("/responses").Want(http.StatusOK, "Below", "Child")
}

// Who may not see reports and hands a link over sees no result behind it. Shows
// USR-3.
func TestHandedOverLinksShowNoResult_USR3(t *testing.T) {
	for _, hidden := range []bool{true, false} {
		var restrictions []access.Restriction
		if hidden {
			restrictions = append(restrictions, access.HideReports)
		}
		d := openDesk(t, restrictions...)
		form := d.browser.Get("/responses/new").Form("Send invitation").Choose("Assessment", "Leadership Check").Set("First name", "Aino")
		form.Values.Set("do", "add")
		link := regexp.MustCompile(`/r/[\w-]+`).FindString(form.Submit().Want(http.StatusOK).Body)
		done := d.answerLeadershipCheck(d.base+link).Want(http.StatusOK, "Thank you")
		if strings.Contains(done.Body, "56.7") == hidden {
			t.Errorf("USR-3 hide reports: %v, and the page says %s", hidden, done.Text())
		}
		want := http.StatusOK
		if hidden {
			want = http.StatusNotFound
		}
		d.browser.Get(link + "/report.pdf").Want(want)
	}
}

// Shows USR-3.
func TestRestrictedManager_USR3(t *testing.T) {
	for restriction, test := range map[access.Restriction]struct {
		paths  []string // that answer 403 or 404
		posts  []string
		hidden []string // texts that /responses does not show
	}{
		access.NoDeleting:     {[]string{"/responses/%d/cancel", "/responses/%d/delete"}, []string{"/responses/%d/cancel", "/responses/%d/delete"}, []string{">Delete<", ">Cancel<"}},
		access.NoEditing:      {[]string{"/responses/%d/edit"}, []string{"/responses/%d/edit"}, []string{"Edit"}},
		access.NoExtending:    {[]string{"/responses/%d/extend"}, []string{"/responses/%d/extend"}, []string{"Extend"}},
		access.NoResending:    {nil, []string{"/responses/%d/resend"}, []string{"Resend"}},
		access.HideReports:    {[]string{"/responses/%d"}, nil, []string{"Report"}},
		access.HideEmailsSent: {[]string{"/emails", "/emails/1"}, nil, []string{"Emails sent"}},
		access.HideIdentities: {[]string{}, []string{"/responses/%d/edit"}, []string{"Aino", "aino@", "Search name"}},
		access.HideScores:     {[]string{"/responses?sort=score"}, nil, []string{"Score"}},
		access.HideOrganizationSettings: {[]string{"/organization", "/organization/profile", "/organization/users", "/organization/drivers", "/organization/classifiers", "/organization/roles"},
			[]string{"/organization/profile", "/organization/users", "/organization/roles"}, []string{"Organization Settings"}},
	} {
		t.Run(string(restriction), func(t *testing.T) {
			d := openDesk(t, restriction)
			made, err := d.Responses.Invite(t.Context(), testkit.Everything(), responses.Input{OrganizationID: d.organization.ID, AssessmentID: d.Assessments[0], FirstName: "Aino", Email: "aino@example.com"})
			if err != nil {
				t.Fatal(err)
			}
			at := func(path string) string { return strings.ReplaceAll(path, "%d", fmt.Sprint(made.ID)) }
			refused := []int{http.StatusForbidden, http.StatusNotFound, http.StatusUnprocessableEntity}
			for _, path := range test.paths {
				if page := d.browser.Get(at(path)); !slices.Contains(refused, page.Status) {
					t.Errorf("GET %s answers %d", path, page.Status)
				}
			}
			for _, path := range test.posts {
				if page := d.browser.Post(at(path), url.Values{"expires": {"2030-01-01"}, "email": {"x@example.com"}, "name": {"X"}}); !slices.Contains(refused, page.Status) {
					t.Errorf("POST %s answers %d: %s", path, page.Status, page.Text())
				}
			}
			page := d.browser.Get("/responses").Want(http.StatusOK)
			for _, text := range test.hidden {
				if strings.Contains(page.Body, text) {
					t.Errorf("the list shows %q", text)
				}
			}
		})
	}
	t.Run("no_adding and no_inviting", func(t *testing.T) {
		d := openDesk(t, access.NoAdding, access.NoInviting)
		d.browser.Get("/responses/new").Want(http.StatusNotFound)
		d.browser.Post("/responses", url.Values{"email": {"x@example.com"}, "assessment": {fmt.Sprint(d.Assessments[0])}}).Want(http.StatusForbidden)
		d.browser.Post("/responses", url.Values{"first_name": {"X"}, "assessment": {fmt.Sprint(d.Assessments[0])}, "do": {"add"}}).Want(http.StatusForbidden)
	})
}

// after returns the moment that is d after the site's clock.
func (d *desk) after(after time.Duration) store.Time { return store.At(d.Clock.Now().Add(after)) }
