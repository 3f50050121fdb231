package assessments_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"portico/backend/access"
	"portico/backend/assessments"
	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/store"
)

var admin = access.ForAdministrator()

func open(t *testing.T) (*assessments.Service, *audit.Log, *store.Store) {
	t.Helper()
	s, err := store.Open(t.Context(), store.Options{Folder: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	log := audit.New(s)
	return assessments.New(s, log), log, s
}

func file(name, question string) []byte {
	return []byte(`{"format": 1, "code": "CHECK", "name": "` + name + `", "sections": [{"id": "s", "title": "S",
	  "questions": [{"id": "` + question + `", "type": "date", "text": "When?"}]}]}`)
}

func mustImport(t *testing.T, service *assessments.Service, data []byte) assessments.Imported {
	t.Helper()
	imported, err := service.Import(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	return imported
}

// Shows ASM-2.
func TestImport_ASM2(t *testing.T) {
	service, log, _ := open(t)
	first := mustImport(t, service, file("First", "a"))
	if !first.IsNew || first.Number != 1 {
		t.Errorf("first import: %+v", first)
	}
	again := mustImport(t, service, []byte(strings.Replace(string(file("First again", "b")), "CHECK", "check", 1)))
	if again.IsNew || again.AssessmentID != first.AssessmentID || again.Number != 1 {
		t.Errorf("a known code, whatever its case, replaces the draft: %+v", again)
	}
	found, err := service.Find(t.Context(), admin, first.AssessmentID)
	if err != nil || found.Name != "First again" {
		t.Errorf("%+v, %v", found, err)
	}
	name, data, err := service.Export(t.Context(), again.VersionID)
	if err != nil || name != "check-v1.json" || !strings.Contains(string(data), `"id": "b"`) {
		t.Errorf("export: %s %s %v", name, data, err)
	}
	_, err = service.Import(t.Context(), []byte("{\n  \"format\": 1,\n  \"nam\": \"X\"}"))
	var problems *assessments.ProblemsError
	if !errors.As(err, &problems) || len(problems.Problems) != 4 || !fault.Is(err, fault.Invalid) {
		t.Fatalf("a wrong file: %v", err)
	}
	if p := problems.Problems[3]; p.Line != 3 || p.Column != 3 || p.Place != "nam" {
		t.Errorf("the last problem: %+v", p)
	}
	if _, err := service.Import(t.Context(), append([]byte("\xef\xbb\xbf"), file("With a mark", "c")...)); err != nil {
		t.Errorf("a file with a byte order mark: %v", err)
	}
	verification, err := log.Verify(t.Context(), nil, func(int64) {})
	if err != nil || verification.Broken != nil || verification.Entries != 3 {
		t.Errorf("audit: %+v, %v", verification, err)
	}
}

// Shows ASM-3.
func TestPublishingFreezes_ASM3(t *testing.T) {
	service, _, s := open(t)
	ctx := t.Context()
	imported := mustImport(t, service, file("One", "a"))
	if _, _, err := service.Current(ctx, admin, imported.AssessmentID); !fault.Is(err, fault.Conflict) {
		t.Errorf("nothing is published yet: %v", err)
	}
	if err := service.Publish(ctx, imported.AssessmentID); err != nil {
		t.Fatal(err)
	}
	firstID, first, err := service.Current(ctx, admin, imported.AssessmentID)
	if err != nil || first.Sections[0].Questions[0].ID != "a" {
		t.Fatalf("%v, %v", first, err)
	}
	if err := service.Publish(ctx, imported.AssessmentID); !fault.Is(err, fault.Conflict) {
		t.Errorf("publishing without a draft: %v", err)
	}

	second := mustImport(t, service, file("Two", "b"))
	if second.Number != 2 {
		t.Errorf("the draft after a published version is number %d, want 2", second.Number)
	}
	if found, _ := service.Find(ctx, admin, imported.AssessmentID); found.Name != "One" {
		t.Errorf("a draft changed the published name to %q", found.Name)
	}
	if still, _ := service.Definition(ctx, firstID); still.Sections[0].Questions[0].ID != "a" {
		t.Error("the published version changed with the draft")
	}
	if err := service.Publish(ctx, imported.AssessmentID); err != nil {
		t.Fatal(err)
	}
	if still, _ := service.Definition(ctx, firstID); still.Name != "One" {
		t.Error("the retired version changed")
	}
	versions, err := service.Versions(ctx, admin, imported.AssessmentID)
	if err != nil || len(versions) != 2 || versions[0].State != assessments.Published || versions[1].State != assessments.Retired {
		t.Errorf("versions: %+v, %v", versions, err)
	}
	list, err := service.List(ctx, admin)
	if err != nil || len(list) != 1 || list[0].Name != "Two" || list[0].PublishedNumber != 2 || list[0].Questions != 1 {
		t.Errorf("list: %+v, %v", list, err)
	}

	if err := service.Retire(ctx, imported.AssessmentID); err != nil {
		t.Fatal(err)
	}
	if _, _, err := service.Current(ctx, admin, imported.AssessmentID); !fault.Is(err, fault.Conflict) {
		t.Errorf("a retired assessment gives a version: %v", err)
	}

	// A failure in the middle takes all of it back.
	mustImport(t, service, file("Three", "c"))
	boom := errors.New("boom")
	err = s.InTx(ctx, func(ctx context.Context) error {
		if err := service.Publish(ctx, imported.AssessmentID); err != nil {
			return err
		}
		return boom
	})
	if !errors.Is(err, boom) {
		t.Fatal(err)
	}
	if _, _, err := service.Current(ctx, admin, imported.AssessmentID); !fault.Is(err, fault.Conflict) {
		t.Errorf("half a publishing stayed: %v", err)
	}
}

// Shows ASM-3.
func TestDiscardDraft_ASM3(t *testing.T) {
	service, _, _ := open(t)
	ctx := t.Context()
	imported := mustImport(t, service, file("One", "a"))
	if _, err := service.DiscardDraft(ctx, imported.AssessmentID); err != nil {
		t.Fatal(err)
	}
	if _, err := service.Find(ctx, admin, imported.AssessmentID); !fault.Is(err, fault.NotFound) {
		t.Errorf("the assessment without versions stayed: %v", err)
	}
	imported = mustImport(t, service, file("One", "a"))
	if err := service.Publish(ctx, imported.AssessmentID); err != nil {
		t.Fatal(err)
	}
	mustImport(t, service, file("Two", "b"))
	if _, err := service.DiscardDraft(ctx, imported.AssessmentID); err != nil {
		t.Fatal(err)
	}
	if _, err := service.DiscardDraft(ctx, imported.AssessmentID); !fault.Is(err, fault.Conflict) {
		t.Errorf("discarding twice: %v", err)
	}
}

// Shows MGR-3, SEC-33.
func TestScope_MGR3_SEC33(t *testing.T) {
	service, _, _ := open(t)
	ctx := t.Context()
	given := mustImport(t, service, file("Given", "a"))
	other := mustImport(t, service, []byte(strings.Replace(string(file("Other", "a")), "CHECK", "OTHER", 1)))
	place := access.Place{ID: 1, Path: "/1/", Level: 1}
	manager := access.ForManager(7, []access.Place{place}, []int64{given.AssessmentID}, nil)
	list, err := service.List(ctx, manager)
	if err != nil || len(list) != 1 || list[0].ID != given.AssessmentID {
		t.Errorf("the manager's list: %+v, %v", list, err)
	}
	_, others := service.Find(ctx, manager, other.AssessmentID)
	_, missing := service.Find(ctx, manager, 999)
	if others == nil || missing == nil || others.Error() != missing.Error() {
		t.Errorf("another's answers %v, a missing one %v", others, missing)
	}
	for name, scope := range map[string]access.Scope{"nobody": {}, "nothing given": access.ForManager(7, []access.Place{place}, nil, nil)} {
		if list, err := service.List(ctx, scope); err != nil || len(list) != 0 {
			t.Errorf("%s sees %+v, %v", name, list, err)
		}
	}
}
