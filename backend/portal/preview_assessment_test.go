package portal_test

import (
	"net/http"
	"strings"
	"testing"

	"portico/backend/assessments"
	"portico/backend/portal"
	"portico/backend/responses"
	"portico/backend/testkit"
)

// Shows ASM-2: the preview is the respondent's own page, with drivers switched
// and answers tried, and keeps nothing.
func TestPreviewIsTheRealPage_ASM2(t *testing.T) {
	d := openDesk(t)
	_, definition, err := d.Backend.Assessments.Current(t.Context(), testkit.Everything(), d.Assessments[2])
	if err != nil {
		t.Fatal(err)
	}
	show := func(change func(*portal.AssessmentPreview)) portal.PreviewedPage {
		t.Helper()
		in := portal.AssessmentPreview{Definition: definition, Language: "en", Values: map[string][]string{}}
		change(&in)
		shown, err := d.Portal.PreviewAssessment(t.Context(), in)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(shown.HTML, "<script") || strings.Contains(shown.HTML, "prefers-color-scheme:dark") {
			t.Error("the page has a script, or goes by the system's colours")
		}
		return shown
	}
	if shown := show(func(in *portal.AssessmentPreview) {}); len(shown.Titles) != 4 || !strings.Contains(shown.HTML, "Begin") {
		t.Errorf("introduction: %+v", shown.Titles)
	}
	shown := show(func(in *portal.AssessmentPreview) { in.Page, in.Drivers = 4, assessments.Drivers{"substances": true} })
	if len(shown.Titles) != 5 || !strings.Contains(shown.HTML, "Hazardous substances") || strings.Join(shown.Shown, " ") != "register storage" {
		t.Errorf("with the driver: %+v %+v", shown.Titles, shown.Shown)
	}
	shown = show(func(in *portal.AssessmentPreview) {
		in.Page, in.Check, in.New, in.Values = 2, false, "exits_blocked", map[string][]string{"exits": {"no"}, "floors": {"4"}}
	})
	// exits 0 of 3×2, floors 4 of 4: 100 × 4 ÷ 10.
	if strings.Join(shown.Shown, " ") != "exits exits_blocked floors light" || !strings.Contains(shown.HTML, "New, because") || shown.Result.Total.Score == nil || *shown.Result.Total.Score != 40 {
		t.Errorf("answers tried: %+v, %+v", shown.Shown, shown.Result.Total)
	}
	shown = show(func(in *portal.AssessmentPreview) {
		in.Page, in.Check, in.Values = 1, true, map[string][]string{"staff": {"many"}}
	})
	if shown.Problems != 2 || !strings.Contains(shown.HTML, `value="many"`) || !strings.Contains(shown.HTML, "Please enter a whole number") && !strings.Contains(shown.HTML, "Please enter a number") {
		t.Errorf("%d complaints", shown.Problems)
	}
	shown = show(func(in *portal.AssessmentPreview) {
		in.Page, in.IsDark, in.Values = 99, true, map[string][]string{"floors": {"4"}}
	})
	if shown.Page != 5 || !strings.Contains(shown.HTML, ">100<") || !strings.Contains(shown.HTML, "@media all") {
		t.Errorf("the end: page %d", shown.Page)
	}
	if shown = show(func(in *portal.AssessmentPreview) { in.Definition = assessments.Definition{Name: "New"} }); !strings.Contains(shown.HTML, "Nothing is shown here yet") {
		t.Error("an empty draft has no page")
	}
}

// Shows ASM-1: where drivers are set by response, the form to invite has them,
// and no other place does.
func TestDriversByResponse_ASM1(t *testing.T) {
	d := openDesk(t)
	id := d.Assessments[0]
	name := "driver-" + text(id) + "-remote"
	if page := d.browser.Get("/responses/new"); strings.Contains(page.Body, name) {
		t.Error("the form has drivers that are set by organization")
	}
	if err := d.Backend.Assessments.SetDriversBy(t.Context(), id, assessments.ByResponse); err != nil {
		t.Fatal(err)
	}
	if page := d.browser.Get("/organization/drivers").Want(http.StatusOK); strings.Contains(page.Body, "Remote teams") {
		t.Error("Organization Settings has drivers that are set by response")
	}
	invite := func(email string, change func(*testkit.Form)) responses.Sitting {
		t.Helper()
		form := d.browser.Get("/responses/new").Want(http.StatusOK, "Remote teams", "Open comments").Form("Send invitation")
		form.Values.Set("assessment", text(id))
		form.Set("Email", email)
		change(form)
		form.Submit().Want(http.StatusOK)
		link := d.lastLink()
		sitting, err := d.Responses.Sit(t.Context(), strings.TrimRight(link[strings.LastIndex(link, "/")+1:], ".,"))
		if err != nil {
			t.Fatal(err)
		}
		return sitting
	}
	if sitting := invite("a@x.example", func(*testkit.Form) {}); len(sitting.Sections) != 4 || sitting.Drivers["remote"] || !sitting.Drivers["comments"] {
		t.Errorf("as the assessment says: %+v", sitting.Drivers)
	}
	sitting := invite("b@x.example", func(form *testkit.Form) {
		form.Values.Set(name, "on")
		form.Values.Del("driver-" + text(id) + "-comments")
	})
	if len(sitting.Sections) != 5 || !sitting.Drivers["remote"] || sitting.Drivers["comments"] {
		t.Errorf("as the form says: %+v", sitting.Drivers)
	}
	// A form that is refused comes back as it was sent.
	form := d.browser.Get("/responses/new").Form("Send invitation")
	form.Values.Set("assessment", text(id))
	form.Values.Set(name, "on")
	form.Values.Del("driver-" + text(id) + "-comments")
	page := form.Submit().Want(http.StatusUnprocessableEntity)
	if again := page.Form("Send invitation"); again.Values.Get(name) != "on" || again.Values.Has("driver-"+text(id)+"-comments") {
		t.Error("the drivers of a refused form were lost")
	}
}
