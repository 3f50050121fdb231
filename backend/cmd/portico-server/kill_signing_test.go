package main

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// asker is somebody's browser on the portal of a site.
type asker struct {
	t      *testing.T
	client *http.Client
	base   string
}

func (a asker) get(path string) string {
	a.t.Helper()
	response, err := a.client.Get(a.base + path)
	if err != nil {
		a.t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		a.t.Fatalf("%s: %d %v", path, response.StatusCode, err)
	}
	return string(body)
}

// post sends a form and returns where it led.
func (a asker) post(path string, form url.Values) string {
	a.t.Helper()
	response, err := a.client.PostForm(a.base+path, form)
	if err != nil {
		a.t.Fatal(err)
	}
	_ = response.Body.Close()
	return response.Request.URL.RequestURI()
}

// TestKilledAfterSigning kills the server as soon as a signature was answered
// with success: it is there, with its evidence, and the signed file too, which
// the offline check accepts (SEC-47, DOC-6).
func TestKilledAfterSigning(t *testing.T) {
	s := makeDemo(t)
	signer := s.demo["signers"].([]any)[0].(map[string]any)
	login, password := signer["login"].(string), signer["password"].(string)
	jar, _ := cookiejar.New(nil)
	a := asker{t, &http.Client{Jar: jar}, "http://" + s.address}

	command := s.serve(t, "--limits", "off")
	if at := a.post("/login", url.Values{"identifier": {login}, "password": {password}}); at != "/documents" {
		t.Fatalf("signing in leads to %s", at)
	}
	form := url.Values{"read": {"on"}, "consent": {"on"}, "typed_name": {"Solveig Nygård"}, "identifier": {login}, "password": {password}}
	for _, match := range regexp.MustCompile(`name="(version|sha256|consent_sha256)" value="([^"]*)"`).FindAllStringSubmatch(a.get("/documents/1/sign"), -1) {
		form.Set(match[1], match[2])
	}
	if at := a.post("/documents/1/sign", form); at != "/documents/1?done=signed" {
		t.Fatalf("signing leads to %s", at)
	}
	if err := command.Process.Kill(); err != nil { // SIGKILL: nothing can be put in order
		t.Fatal(err)
	}
	_ = command.Wait()
	for name, one := range map[string]struct{ query, want string }{
		"the file is whole":               {"PRAGMA integrity_check", "ok"},
		"the signature is there":          {"SELECT COUNT(*) FROM signatures WHERE document_id = 1", "1"},
		"with its evidence":               {"SELECT group_concat(kind, ' ') FROM (SELECT kind FROM document_events WHERE document_id = 1 AND kind <> 'opened' ORDER BY id)", "sent consented signed"},
		"with its audit line":             {"SELECT COUNT(*) FROM audit_entries WHERE action = 'signature.create' AND subject_id = 1", "1"},
		"the document knows":              {"SELECT state FROM documents WHERE id = 1", "completed"},
		"nothing more is anybody's turn":  {"SELECT COUNT(*) FROM document_signers WHERE document_id = 1 AND is_open = 1", "0"},
		"no event without its version":    {"SELECT COUNT(*) FROM document_events e WHERE NOT EXISTS (SELECT 1 FROM document_versions v WHERE v.id = e.version_id)", "0"},
		"no signature without its events": {"SELECT COUNT(*) FROM signatures g WHERE NOT EXISTS (SELECT 1 FROM document_events e WHERE e.version_id = g.version_id AND e.kind = 'signed' AND e.user_id = g.user_id)", "0"},
	} {
		if got := s.sql(t, one.query); got != one.want {
			t.Errorf("SEC-47 after the kill, %s: %s", name, got)
		}
	}
	// As if the kill had come before the file was made.
	s.sql(t, "DROP TRIGGER document_finals_delete; DELETE FROM document_finals")
	s.serve(t, "--limits", "off")
	files := t.TempDir()
	for name, path := range map[string]string{"signed.pdf": "/documents/1/signed.pdf", "evidence.json": "/documents/1/evidence.json"} {
		file := filepath.Join(files, name)
		if err := os.WriteFile(file, []byte(a.get(path)), 0o600); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.CommandContext(t.Context(), program, "verify-evidence", file).CombinedOutput(); err != nil || !strings.Contains(strings.ToLower(string(out)), "valid") {
			t.Errorf("verify-evidence %s: %v %s", name, err, out)
		}
	}
}
