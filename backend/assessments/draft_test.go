package assessments_test

import (
	"fmt"
	"strings"
	"testing"

	"portico/backend/assessments"
	"portico/backend/fault"
)

// Shows ASM-2, ASM-3: a draft can be left half done, is listed with what is
// wrong, can't be published, and touches no version until it is right.
func TestHalfDoneDraft_ASM2_ASM3(t *testing.T) {
	service, log, _ := open(t)
	ctx := t.Context()
	if _, err := service.Create(ctx, " ", "a b"); !fault.Is(err, fault.Invalid) || len(fault.As(err).Fields) != 2 {
		t.Errorf("neither name nor code: %v", err)
	}
	made, err := service.Create(ctx, "  New check ", "CHECK")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := service.Create(ctx, "Another", "check"); !fault.Is(err, fault.Invalid) {
		t.Errorf("a code that is taken: %v", err)
	}
	draft, err := service.DraftText(ctx, made.ID)
	if err != nil || !draft.IsSaved || draft.Number != 1 || draft.From != 0 || len(draft.Problems) == 0 {
		t.Fatalf("begun: %+v, %v", draft, err)
	}
	if err := service.Publish(ctx, made.ID); !fault.Is(err, fault.Conflict) || !strings.Contains(err.Error(), "problem") {
		t.Errorf("publishing what is half done: %v", err)
	}
	list, err := service.List(ctx, admin)
	if err != nil || len(list) != 1 || list[0].DraftNumber != 1 || list[0].DraftProblems == 0 {
		t.Fatalf("listed: %+v, %v", list, err)
	}
	for name, text := range map[string]string{"no JSON": "{", "a list": "[]", "too large": `{"x": "` + strings.Repeat("x", assessments.MaxFileSize) + `"}`} {
		if _, err := service.SaveDraft(ctx, made.ID, []byte(text)); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	problems, err := service.SaveDraft(ctx, made.ID, []byte(strings.Replace(string(file("Check", "a")), "CHECK", "OTHER", 1)))
	if err != nil || len(problems) > 0 {
		t.Fatalf("another code before publishing: %v, %v", problems, err)
	}
	if found, _ := service.Find(ctx, admin, made.ID); found.Code != "OTHER" || found.CodeKey != "other" || found.Name != "Check" {
		t.Errorf("renamed to %+v", found)
	}
	if err := service.Publish(ctx, made.ID); err != nil {
		t.Fatal(err)
	}

	// The published version stays as it is while the next one is worked on.
	if draft, _ = service.DraftText(ctx, made.ID); draft.IsSaved || draft.From != 1 || draft.Number != 2 {
		t.Errorf("from the published version: %+v", draft)
	}
	problems, err = service.SaveDraft(ctx, made.ID, []byte(strings.Replace(draft.Text, "When?", "", 1)))
	if err != nil || len(problems) != 1 || problems[0].Place != "sections[0].questions[0].text" {
		t.Fatalf("half done again: %+v, %v", problems, err)
	}
	if _, definition, err := service.Current(ctx, admin, made.ID); err != nil || definition.Sections[0].Questions[0].Text != "When?" {
		t.Errorf("the published version changed: %+v, %v", definition, err)
	}
	problems, err = service.SaveDraft(ctx, made.ID, []byte(strings.Replace(draft.Text, "OTHER", "NEWER", 1)))
	if err != nil || len(problems) != 1 || problems[0].Place != "code" {
		t.Errorf("another code after publishing: %+v, %v", problems, err)
	}
	if gone, err := service.DiscardDraft(ctx, made.ID); err != nil || gone {
		t.Errorf("discarding what is half done: %v, %v", gone, err)
	}
	if draft, _ = service.DraftText(ctx, made.ID); draft.IsSaved {
		t.Error("it is still there")
	}
	// An imported file takes the place of what was half done.
	if _, err = service.SaveDraft(ctx, made.ID, []byte("{}")); err != nil {
		t.Fatal(err)
	}
	mustImport(t, service, []byte(strings.Replace(string(file("Third", "c")), "CHECK", "OTHER", 1)))
	if draft, _ = service.DraftText(ctx, made.ID); len(draft.Problems) > 0 || !strings.Contains(draft.Text, "Third") {
		t.Errorf("after the import: %+v", draft)
	}
	verification, err := log.Verify(ctx, nil, func(int64) {})
	if err != nil || verification.Broken != nil {
		t.Errorf("audit: %+v, %v", verification.Broken, err)
	}
}

// Shows ASM-1: what a half done draft can show of itself.
func TestPresentable_ASM1(t *testing.T) {
	text := `{"format": 1, "code": "C", "name": "", "sections": [
	  {"id": "a", "title": "", "questions": [{"id": "q", "type": "date", "text": "Q"}, {"id": "s", "type": "scale", "text": "S"}, {"id": "x"}]},
	  {"id": "b", "title": "B", "questions": [{"id": "c", "type": "single_choice", "text": "C", "choices": []}]},
	  {"id": "c", "title": "C", "questions": []}]}`
	definition, leftOut := assessments.Presentable([]byte(text))
	if leftOut != 3 || len(definition.Sections) != 1 || len(definition.Sections[0].Questions) != 1 || definition.Sections[0].Questions[0].ID != "q" {
		t.Errorf("%d left out of %+v", leftOut, definition.Sections)
	}
	if definition, _ = assessments.Presentable([]byte("{")); len(definition.Sections) != 0 {
		t.Errorf("of what can't be read: %+v", definition)
	}
}

// Shows ASM-1: choosing where drivers are set is written down, and keeps what
// was set elsewhere.
func TestDriversBy_ASM1(t *testing.T) {
	service, _, db := open(t)
	ctx := t.Context()
	imported := mustImport(t, service, file("One", "a"))
	if err := service.SetDriversBy(ctx, imported.AssessmentID, "nobody"); !fault.Is(err, fault.Invalid) {
		t.Errorf("by nobody: %v", err)
	}
	for range 2 { // the second time nothing changes
		if err := service.SetDriversBy(ctx, imported.AssessmentID, assessments.ByResponse); err != nil {
			t.Fatal(err)
		}
	}
	var entries []string
	if err := db.Read(ctx).Raw("SELECT before || after FROM audit_entries WHERE action = 'assessment.drivers_by'").Scan(&entries).Error; err != nil {
		t.Fatal(err)
	}
	if len(entries) != 1 || !strings.Contains(entries[0], "organization") || !strings.Contains(entries[0], "response") {
		t.Errorf("written down: %v", entries)
	}
}

// Shows ASM-3.
func TestDifferences_ASM3(t *testing.T) {
	section := func(id, title string, questions ...string) string {
		return fmt.Sprintf(`{"id": %q, "title": %q, "questions": [%s]}`, id, title, strings.Join(questions, ","))
	}
	date := func(id, more string) string {
		return fmt.Sprintf(`{"id": %q, "type": "date", "text": %q%s}`, id, strings.ToUpper(id), more)
	}
	read := func(name, drivers string, sections ...string) assessments.Definition {
		definition, problems := assessments.Read([]byte(fmt.Sprintf(`{"format": 1, "code": "C", "name": %q, "drivers": [%s], "sections": [%s]}`, name, drivers, strings.Join(sections, ","))))
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		return definition
	}
	earlier := read("One", `{"id": "old", "name": "Old"}`, section("s", "S", date("a", ""), date("b", ""), date("c", ""), date("d", "")), section("t", "T", date("e", "")))
	later := read("Two", `{"id": "new", "name": "New"}`, section("s", "Other", date("c", ""), date("a", ""), date("b", `, "required": true`), date("n", "")), section("t", "T", date("e", ""), date("d", "")))
	var got []string
	for _, one := range assessments.Differences(earlier, later) {
		got = append(got, strings.TrimSpace(fmt.Sprintf("%s %s %s %s", one.Kind, one.ID, one.Change, strings.Join(one.Members, ","))))
	}
	want := "assessment  changed name; driver new added; driver old removed; section s changed title; question c moved; question b changed required; question n added; question d moved"
	if strings.Join(got, "; ") != want {
		t.Errorf("got   %s\nwant  %s", strings.Join(got, "; "), want)
	}
	if same := assessments.Differences(later, later); len(same) != 0 {
		t.Errorf("one and the same differ in %+v", same)
	}
}
