package portal_test

import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"portico/backend/access"
	"portico/backend/mail"
	"portico/backend/testkit"
)

// textOf reads a PDF with other tools, and fails on one that they find fault
// with.
func textOf(t *testing.T, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file.pdf")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("qpdf", "--check", path).CombinedOutput(); err != nil {
		t.Fatalf("qpdf: %s", out)
	}
	out, err := exec.Command("pdftotext", "-layout", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// Shows RSP-2: the report as a PDF, for the manager, the respondent and the
// mail to the assessor, each with what they may see.
func TestReportFiles_RSP2(t *testing.T) {
	t.Parallel()
	v := newVillage(t)
	made := v.response()
	testkit.MustAnswer(t, v.site.Backend, testkit.TokenOf(made), 1)
	managers := v.send(v.clients[own], http.MethodGet, "/responses/"+text(made.ID)+"/report.pdf", nil, nil)
	if managers.status != ok || !strings.HasPrefix(managers.header.Get("Content-Disposition"), "attachment") {
		t.Fatalf("%d %v", managers.status, managers.header)
	}
	if words := textOf(t, []byte(managers.body)); !strings.Contains(words, secretWord) || !strings.Contains(words, "of 100") {
		t.Errorf("the manager's: %s", words)
	}
	respondents := v.send(v.clients[respondent], http.MethodGet, "/r/"+testkit.TokenOf(made)+"/report.pdf", nil, nil)
	if words := textOf(t, []byte(respondents.body)); respondents.status != ok || strings.Contains(words, "zebulon") {
		t.Errorf("the respondent's: %d %s", respondents.status, words)
	}
	open := v.response()
	if early := v.send(v.clients[respondent], http.MethodGet, "/r/"+testkit.TokenOf(open)+"/report.pdf", nil, nil); early.status != missing {
		t.Errorf("before the end: %d", early.status)
	}
	page, err := v.site.Outbox.List(t.Context(), access.ForAdministrator(), mail.Query{Kind: "mail_respondent_completed"})
	if err != nil || len(page.Items) != 1 {
		t.Fatalf("%+v %v", page, err)
	}
	eml, err := v.site.Outbox.EML(t.Context(), access.ForAdministrator(), page.Items[0].ID)
	if err != nil || !strings.Contains(string(eml), "application/pdf") {
		t.Errorf("the mail has no report: %v", err)
	}
	// What is gone is left out, and the mail can still be read.
	if err := v.site.Responses.Delete(t.Context(), access.ForAdministrator(), made.ID); err != nil {
		t.Fatal(err)
	}
	if eml, err = v.site.Outbox.EML(t.Context(), access.ForAdministrator(), page.Items[0].ID); err != nil || strings.Contains(string(eml), "application/pdf") {
		t.Errorf("after the response was deleted: %v", err)
	}
}
