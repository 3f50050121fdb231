package portal_test

import (
	"net/http"
	"strings"
	"testing"

	"portico/backend/responses"
	"portico/backend/testkit"
)

// The Workplace Safety Review asks more where an answer calls for it: on the
// same page (exits), and on a later one (staff). Without JavaScript, and gone
// on with from another browser.
// Shows ASM-1, RSP-1, RSP-2.
func TestAnswersBringUpQuestions_ASM1_RSP1(t *testing.T) {
	d := openDesk(t)
	made, err := d.Responses.Add(t.Context(), testkit.Everything(), responses.Input{OrganizationID: d.organization.ID, AssessmentID: d.Assessments[2], FirstName: "Mette"})
	if err != nil {
		t.Fatal(err)
	}
	link := d.base + made.Link[strings.Index(made.Link, "/r/"):]
	first := testkit.NewBrowser(t, d.base)
	page := first.Get(link).Want(http.StatusOK, "at least").Form("Begin").Submit().Want(http.StatusOK, "The site")
	form := page.Form("Next")
	form.Values.Set("q-site_name", "Esslingen")
	form.Values.Set("q-staff", "80")
	page = form.Submit().Want(http.StatusOK, "Order and ways")
	hidden := `<fieldset class="when" hidden disabled data-field="q-exits" data-operator="is_not" data-value="yes">`
	if !strings.Contains(page.Body, hidden) {
		t.Fatalf("the page does not carry what an answer can bring up:\n%s", page.Body)
	}
	form = page.Form("Next")
	if form.Values.Has("q-exits_blocked") || strings.Contains(strings.Join(form.Values["asked"], " "), "exits_blocked") {
		t.Fatal("a question that is not shown is sent along")
	}
	form.Values.Set("q-exits", "most")
	form.Values.Set("q-floors", "4")
	form.Values.Set("q-light", "1")
	page = form.Submit().Want(http.StatusOK, "Order and ways", "New, because of your answer above", "Which escape routes are blocked")
	if strings.Contains(page.Body, `hidden disabled`) || strings.Count(page.Body, " autofocus") != 1 || strings.Contains(page.Body, `aria-invalid="true"`) {
		t.Error("the new question is not in front of the respondent, or is marked as wrong")
	}

	second := testkit.NewBrowser(t, d.base)
	page = second.Get(link).Want(http.StatusOK, "Which escape routes are blocked")
	page = page.Form("Next").Submit().Want(http.StatusUnprocessableEntity, "Please answer this question")
	form = page.Form("Next")
	form.Values.Set("q-exits_blocked", "The back door")
	page = form.Submit().Want(http.StatusOK, "Machines")
	form = page.Form("Next")
	form.Values.Set("q-guards", "all")
	form.Values.Set("q-trained", "100")
	page = form.Submit().Want(http.StatusOK, "Emergencies", "fire safety officer")
	if !strings.Contains(page.Body, `data-field="q-accidents"`) || strings.Contains(page.Body, `data-field="q-staff"`) {
		t.Error("only what hangs on this page is for the browser to decide")
	}
	form = page.Form("Finish")
	form.Values.Set("q-drills", "4")
	form.Values.Set("q-accidents", "2")
	form.Submit().Want(http.StatusOK, "What were the causes?")

	// Back to the second page: all routes are free after all. The answer about
	// them is asked no more, and the score is as if it never was.
	page = second.Get(link+"?page=2").Want(http.StatusOK, "Order and ways")
	form = page.Form("Next")
	form.Values.Set("q-exits", "yes")
	page = form.Submit().Want(http.StatusOK, "Machines").Form("Next").Submit().Want(http.StatusOK, "Emergencies")
	form = page.Form("Finish")
	form.Values.Set("q-causes", "falls")
	// exits 3×2/3×2, floors 4/4, light reversed 3/4, guards 3×3/3×3, trained
	// 2×100/2×100, drills 4/4, accidents 2×18/2×20:
	// (6 + 4 + 3 + 9 + 200 + 4 + 36) ÷ (6 + 4 + 4 + 9 + 200 + 4 + 40) = 262/267
	form.Submit().Want(http.StatusOK, "Thank you", "98.1")
	report, err := d.Responses.Report(t.Context(), testkit.Everything(), made.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, section := range report.Sections {
		for _, question := range section.Questions {
			if question.ID == "exits_blocked" {
				t.Error("the report shows a question that was not shown")
			}
		}
	}
}

// German respondents meet the same words in German, with what a hostile page
// sends along ignored.
// Shows ASM-1, SEC-21.
func TestAskedIsJudgedHere_ASM1_SEC21(t *testing.T) {
	d := openDesk(t)
	made, err := d.Responses.Add(t.Context(), testkit.Everything(), responses.Input{OrganizationID: d.organization.ID, AssessmentID: d.Assessments[2], FirstName: "Uwe", Language: "de"})
	if err != nil {
		t.Fatal(err)
	}
	link := d.base + made.Link[strings.Index(made.Link, "/r/"):]
	browser := testkit.NewBrowser(t, d.base)
	form := browser.Get(link).Form("Beginnen").Submit().Form("Weiter")
	form.Values.Set("q-site_name", "Ulm")
	form.Values.Set("q-staff", "8")
	form = form.Submit().Form("Weiter")
	form.Values.Set("q-exits", "no")
	form.Values.Set("q-floors", "4")
	form.Values.Set("q-light", "1")
	form.Values["asked"] = append(form.Values["asked"], "officer", "nothing", `"><script>`)
	form.Values.Set("q-officer", "Me")
	form.Submit().Want(http.StatusOK, "Neu, wegen Ihrer Antwort")
	browser.Get(link + `?page=2&new="><script>`).Want(http.StatusOK)
	sitting, err := d.Responses.Sit(t.Context(), link[strings.LastIndex(link, "/")+1:])
	if err != nil || !sitting.Answers["officer"].Empty() || len(sitting.Answers) != 5 {
		t.Errorf("kept: %+v, %v", sitting.Answers, err)
	}
}
