package portal_test

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// uploadList sends the form with a file, as a browser does.
func (v *village) uploadList(client *http.Client, name string, data []byte, fields ...string) answer {
	v.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for i := 0; i+1 < len(fields); i += 2 {
		_ = form.WriteField(fields[i], fields[i+1])
	}
	part, err := form.CreateFormFile("file", name)
	if err != nil {
		v.t.Fatal(err)
	}
	_, _ = part.Write(data)
	_ = form.Close()
	request, err := http.NewRequestWithContext(v.t.Context(), http.MethodPost, v.address+"/invitations", &body)
	if err != nil {
		v.t.Fatal(err)
	}
	request.Header.Set("Content-Type", form.FormDataContentType())
	response, err := client.Do(request)
	if err != nil {
		v.t.Fatal(err)
	}
	defer response.Body.Close()
	text, _ := io.ReadAll(response.Body)
	return answer{status: response.StatusCode, location: response.Header.Get("Location"), body: string(text)}
}

// Shows RSP-3: a manager uploads a file, sees what is wrong with which row,
// takes the error file, and sends the rest.
func TestUploadedList_RSP3(t *testing.T) {
	t.Parallel()
	v := newVillage(t)
	client := v.clients[own]
	fields := []string{"organization", text(v.middle()), "assessment", text(v.site.Assessments[0]), "expires", "2026-12-01"}

	refused := v.uploadList(client, "picture.png", []byte("\x89PNG\r\n\x1a\n…"), fields...)
	if refused.status != mendable || !strings.Contains(refused.body, `id="file-note"`) || !strings.Contains(refused.body, "note bad") {
		t.Fatalf("a picture: %d", refused.status)
	}
	checked := v.uploadList(client, "team.csv", []byte("Email,First name\nada@x.example,Ada\nnobody,<script>alert(1)</script>\n"), fields...)
	if checked.status != goesOn || !strings.HasPrefix(checked.location, "/invitations/") {
		t.Fatalf("%d %s %s", checked.status, checked.location, summary(checked.body))
	}
	page := v.send(client, http.MethodGet, checked.location, nil, nil)
	if !strings.Contains(page.body, "1 person can be invited") || !strings.Contains(page.body, "Use one address such as") || strings.Contains(page.body, "<script>alert") {
		t.Fatalf("%s", page.body)
	}
	errors := v.send(client, http.MethodGet, checked.location+"/errors?format=csv", nil, nil)
	if errors.status != ok || !strings.Contains(errors.body, "nobody") || strings.Contains(errors.body, "ada@") {
		t.Errorf("the error file: %d %q", errors.status, errors.body)
	}
	sent := v.send(client, http.MethodPost, checked.location+"/send", nil, nil)
	if sent.status != goesOn {
		t.Fatalf("send: %d", sent.status)
	}
	running := v.send(client, http.MethodGet, checked.location, nil, nil)
	if !strings.Contains(running.body, " data-again>") {
		t.Error("the page with the progress does not load itself anew")
	}
	if err := v.site.Invitations.Work(t.Context()); err != nil {
		t.Fatal(err)
	}
	done := v.send(client, http.MethodGet, checked.location, nil, nil)
	if !strings.Contains(done.body, "1 invitation went out") || strings.Contains(done.body, "data-again") {
		t.Errorf("%s", summary(done.body))
	}
	if list := v.send(client, http.MethodGet, "/responses", nil, nil); !strings.Contains(list.body, "ada@x.example") {
		t.Error("Ada is not in the list")
	}
	// A reminder goes out by itself, on its day.
	if form := v.send(client, http.MethodPost, "/responses", url.Values{"organization": {text(v.middle())}, "assessment": {text(v.site.Assessments[0])}, "email": {"late@x.example"}, "expires": {"2026-12-01"}, "remind": {"5"}}, nil); form.status != goesOn {
		t.Fatalf("invite with a reminder: %d %s", form.status, summary(form.body))
	}
	if at := v.one("SELECT strftime('%Y-%m-%d', remind_at / 1000, 'unixepoch') FROM responses WHERE email = 'late@x.example'"); at != "2026-11-26" {
		t.Errorf("the reminder is due on %s", at)
	}
	huge := v.uploadList(client, "huge.csv", bytes.Repeat([]byte("x"), 18<<20), fields...)
	if huge.status == goesOn || huge.status >= 500 {
		t.Errorf("18 MB: %d", huge.status)
	}
}
