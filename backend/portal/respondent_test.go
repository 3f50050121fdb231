package portal_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"portico/backend/organizations"
	"portico/backend/responses"
	"portico/backend/settings"
	"portico/backend/testkit"
)

// Shows RSP-1.
func TestRespondentLeavesAndComesBack_RSP1(t *testing.T) {
	d := openDesk(t)
	_, link := d.invite("Aino")
	respondent := testkit.NewBrowser(t, d.base)
	page := respondent.Get(link).Want(http.StatusOK, "Halden AS", "asks you to answer", "Leadership Check", "about 8 minutes")
	if strings.Contains(page.Body, `href="/home"`) {
		t.Error("a respondent sees the manager's navigation")
	}
	page = page.Form("Begin").Submit().Want(http.StatusOK, "Your role", "Page 1 of 4")
	page = page.Form("Next").Submit().Want(http.StatusUnprocessableEntity, "Please answer this question")
	if !strings.Contains(page.Body, `aria-invalid="true"`) || strings.Count(page.Body, " autofocus") != 1 {
		t.Error("the first error has no focus")
	}
	form := page.Form("Next")
	form.Values.Set("q-size", "many")
	form.Values.Set("q-team", `Field <script>alert(1)</script> "service"`)
	page = form.Submit().Want(http.StatusUnprocessableEntity, "Please enter a number")
	if !strings.Contains(page.Body, `value="many"`) || strings.Contains(page.Body, "<script>alert") {
		t.Error("what was typed did not come back, or came back as code")
	}
	form = page.Form("Save and go on later")
	form.Values.Set("q-size", "7")
	form.Submit().Want(http.StatusOK, "Your answers are saved")

	later := testkit.NewBrowser(t, d.base)
	page = later.Get(link).Want(http.StatusOK, "Your role")
	if !strings.Contains(page.Body, `value="7"`) {
		t.Error("the answer is gone")
	}
	page = page.Form("Next").Submit().Want(http.StatusOK, "Direction", "Page 2 of 4")
	page.Form("Back").Submit().Want(http.StatusOK, "Your role")
	later.Get(link+"?page=4").Want(http.StatusOK, "Direction") // not past what is required
	later.Get(link + "?page=-1").Want(http.StatusOK)
	later.Get(link + "?page=x").Want(http.StatusOK)
	later.Post(link, url.Values{"section": {"outlook"}, "do": {"next"}}).Want(http.StatusOK) // skipping ahead leads back
	later.Post(link, url.Values{"section": {"nonsense"}, "do": {"next"}}).Want(http.StatusOK)
	d.browser.Get("/responses").Want(http.StatusOK, "In progress, 18 %")
}

// Shows RSP-1.
func TestCompletedOnce_RSP1(t *testing.T) {
	d := openDesk(t)
	_, link := d.invite("Aino")
	d.answerLeadershipCheck(link).Want(http.StatusOK, "Thank you, Aino", "56.7")
	respondent := testkit.NewBrowser(t, d.base)
	respondent.Post(link, url.Values{"section": {"direction"}, "q-goals": {"5"}, "do": {"next"}}).Want(http.StatusOK, "56.7")
	respondent.Get(link+"?page=2").Want(http.StatusOK, "56.7")
}

// Shows RSP-1.
func TestClosedLinksSaySo_RSP1(t *testing.T) {
	d := openDesk(t)
	id, link := d.invite("Aino")
	respondent := testkit.NewBrowser(t, d.base)
	both := func(status int, words ...string) {
		t.Helper()
		respondent.Get(link).Want(status, words...)
		respondent.Post(link, url.Values{"section": {"role"}, "q-size": {"7"}}).Want(status, words...)
	}
	d.Clock.Advance(responses.DefaultTime + 24*time.Hour)
	both(http.StatusGone, "Halden AS", "The time to answer is over")
	if _, err := d.Responses.Extend(t.Context(), testkit.Everything(), id, d.after(48*time.Hour)); err != nil {
		t.Fatal(err)
	}
	respondent.Get(link).Want(http.StatusOK, "Begin")
	if _, err := d.Organizations.Archive(t.Context(), d.organization.ID); err != nil {
		t.Fatal(err)
	}
	both(http.StatusGone, "not available at the moment")
	if _, err := d.Organizations.Restore(t.Context(), d.organization.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Responses.Cancel(t.Context(), testkit.Everything(), id); err != nil {
		t.Fatal(err)
	}
	both(http.StatusGone, "taken back")
	link = d.base + "/r/nothing"
	both(http.StatusNotFound, "This link is not valid")

	// With the portal switched off there is no such page (SET-3).
	if err := d.Settings.SaveGeneral(t.Context(), settings.General{SiteName: "N", TimeZone: "UTC"}); err != nil {
		t.Fatal(err)
	}
	respondent.Get(link).Want(http.StatusNotFound)
}

// Shows RSP-1.
func TestRespondentInGerman_RSP1(t *testing.T) {
	d := openDesk(t)
	made, err := d.Responses.Add(t.Context(), testkit.Everything(), responses.Input{OrganizationID: d.organization.ID, AssessmentID: d.Assessments[0], FirstName: "Uwe", Language: "de"})
	if err != nil {
		t.Fatal(err)
	}
	respondent := testkit.NewBrowser(t, d.base)
	link := d.base + made.Link[strings.Index(made.Link, "/r/"):]
	page := respondent.Get(link).Want(http.StatusOK, "Uwe").Form("Beginnen").Submit().Want(http.StatusOK, "Seite 1 von 4")
	page.Form("Weiter").Submit().Want(http.StatusUnprocessableEntity, "Bitte beantworten Sie diese Frage")
}

// TestNothingTypedBecomesCode puts an attempt into every name and answer and
// looks at every page that shows it.
// Shows SEC-37.
func TestNothingTypedBecomesCode_SEC37(t *testing.T) {
	d := openDesk(t)
	for _, attempt := range []string{`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `javascript:alert(1)`, `[x](javascript:alert(1))`, `{{site.name}}<svg/onload=alert(1)>`, `' onmouseover='alert(1)`} {
		o, err := d.Organizations.Create(t.Context(), organizations.Input{Name: "O " + attempt, ParentID: d.organization.ID})
		if err != nil {
			t.Fatal(err)
		}
		made, err := d.Responses.Add(t.Context(), testkit.Everything(), responses.Input{
			OrganizationID: o.ID, AssessmentID: d.Assessments[0], FirstName: attempt, LastName: attempt, AssessorName: attempt})
		if err != nil {
			t.Fatal(err)
		}
		link := d.base + made.Link[strings.Index(made.Link, "/r/"):]
		respondent := testkit.NewBrowser(t, d.base)
		form := respondent.Get(link).Form("Begin").Submit().Form("Save and go on later")
		form.Values.Set("q-team", attempt)
		form.Values.Set("q-size", "3")
		form.Submit().Want(http.StatusOK)
		if _, err := d.Responses.SaveParticipantRole(t.Context(), testkit.Everything(), d.organization.ID, 0, attempt); err != nil {
			t.Fatal(err)
		}
		if _, err := d.Responses.SaveClassifier(t.Context(), testkit.Everything(), d.organization.ID, 0, attempt, []string{attempt}); err != nil {
			t.Fatal(err)
		}
		id := strings.TrimPrefix(d.browser.Get("/responses").Link(strings.Fields(attempt)[0]), d.base)
		for _, page := range []*testkit.Page{
			respondent.Get(link), respondent.Get(link + "?page=0"), d.browser.Get("/responses"), d.browser.Get("/responses?q=" + url.QueryEscape(attempt)), d.browser.Get(id),
			d.browser.Get(id + "/delete"), d.browser.Get(id + "/link"), d.browser.Get(id + "/edit"), d.browser.Get("/responses/new"), d.browser.Get("/emails"),
			d.browser.Get("/organization"), d.browser.Get("/organization/roles"), d.browser.Get("/organization/classifiers"), d.browser.Get("/organization/users/new"),
		} {
			page.Want(http.StatusOK)
			for _, code := range []string{"<script>alert", "<img src=x", "<svg/onload", `href="javascript`, ` onmouseover='alert`} {
				if strings.Contains(page.Body, code) {
					t.Errorf("%s holds %s", page.URL, code)
				}
			}
			if policy := page.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
				t.Errorf("%s has the policy %q", page.URL, policy)
			}
		}
	}
}
