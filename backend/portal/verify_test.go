package portal_test

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"portico/backend"
	"portico/backend/contracts"
	"portico/backend/evidence"
	"portico/backend/pdf"
	"portico/backend/settings"
	"portico/backend/testkit"
)

type checking struct {
	t       *testing.T
	site    *testkit.OpenSite
	address string
}

func openChecking(t *testing.T, change ...func(*backend.Config)) *checking {
	t.Helper()
	c := &checking{t: t, site: testkit.OpenRegistration(t, change...)}
	c.address = testkit.Serve(t, c.site.Backend)
	testkit.UseFeatures(t, c.site.Backend, func(g *settings.General) { g.UseContracts = true })
	return c
}

// sealed makes a sealed PDF and its evidence with a certificate.
func (c *checking) sealed(by pdf.Signer, title string) (document, file []byte) {
	c.t.Helper()
	now := c.site.Clock.Now()
	d, err := pdf.New(pdf.Options{Title: title, Language: "en", Created: now})
	if err != nil {
		c.t.Fatal(err)
	}
	d.Heading(1, title)
	var shown bytes.Buffer
	if err := d.Write(&shown); err != nil {
		c.t.Fatal(err)
	}
	what := evidence.File{
		Site: evidence.Site{Name: "Northwind Partners"}, Contract: evidence.Contract{Name: "Framework 2026", Organization: "Contoso <b>"},
		Document: evidence.Document{Title: title, Version: 2, ShownSHA256: evidence.Hash(shown.Bytes()), ShownSize: shown.Len()},
		Signatures: []evidence.Signature{{
			Status: evidence.Validated, At: now, Who: evidence.Person{Name: "Ada Lovelace", Account: "ada", Organization: "Contoso", OrganizationalRole: "Managing Director"},
			TypedName: "Ada L.", ShownSHA256: evidence.Hash(shown.Bytes()),
		}},
		Events: []evidence.Event{{Kind: evidence.Signed, At: now, Who: evidence.Person{Name: "Ada Lovelace", Account: "ada"}, ShownSHA256: evidence.Hash(shown.Bytes())}},
	}
	pages, err := evidence.Pages(what, "", now)
	if err != nil {
		c.t.Fatal(err)
	}
	if document, err = pdf.Join(shown.Bytes(), pages); err != nil {
		c.t.Fatal(err)
	}
	if document, err = pdf.Sign(document, by, pdf.Signing{Name: "Northwind Partners", Reason: "Signed by Ada Lovelace", At: now}); err != nil {
		c.t.Fatal(err)
	}
	what.Document.FinalSHA256, what.Document.FinalSize = evidence.Hash(document), len(document)
	if file, err = evidence.Seal(what, by, now); err != nil {
		c.t.Fatal(err)
	}
	return document, file
}

type sent struct {
	name string
	data []byte
}

func (c *checking) send(language string, files ...sent) (status int, body string) {
	c.t.Helper()
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	for _, one := range files {
		part, err := w.CreateFormFile("file", one.name)
		if err != nil {
			c.t.Fatal(err)
		}
		_, _ = part.Write(one.data)
	}
	_ = w.Close()
	request, err := http.NewRequestWithContext(c.t.Context(), http.MethodPost, c.address+"/verify", &form)
	if err != nil {
		c.t.Fatal(err)
	}
	request.Header.Set("Content-Type", w.FormDataContentType())
	request.Header.Set("Accept-Language", language)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		c.t.Fatal(err)
	}
	defer response.Body.Close()
	text, _ := io.ReadAll(response.Body)
	return response.StatusCode, string(text)
}

// Shows DOC-6 and SEC-41: anybody who has a file learns whether it is intact,
// and it is not kept.
func TestAnybodyChecksAFile_DOC6_SEC41(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	c := openChecking(t)
	by, err := c.site.Seals.Signer(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	document, file := c.sealed(by, "Framework <script>alert(1)</script>")
	elsewhere, _ := testkit.OpenBackend(t)
	foreign, err := elsewhere.Seals.Signer(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	theirs, _ := c.sealed(foreign, "Framework")
	flip := func(data []byte) []byte { data = bytes.Clone(data); data[len(data)/2] ^= 1; return data }
	for name, one := range map[string]struct {
		files    []sent
		language string
		status   int
		says     []string
		not      []string
	}{
		"a pair":           {[]sent{{"a.pdf", document}, {"b.json", file}}, "en", 200, []string{"Intact", "The PDF and the evidence file belong together", "Ada Lovelace", "typed: Ada L.", "Managing Director", "Validated", "Framework &lt;script&gt;", "Contoso &lt;b&gt;", "CN=Northwind Partners", "Nothing was changed since this site sealed it"}, []string{"Not intact", "<script>alert"}},
		"in German":        {[]sent{{"a.pdf", document}}, "de", 200, []string{"Unverändert", "Vermerk des Siegels"}, []string{"Intact", "verify."}},
		"a changed PDF":    {[]sent{{"a.pdf", flip(document)}}, "en", 200, []string{"Not intact", "The file was changed"}, []string{"Ada", "CN="}},
		"a changed file":   {[]sent{{"b.json", flip(file)}}, "en", 200, []string{"Not intact"}, []string{"Ada", "CN="}},
		"sealed elsewhere": {[]sent{{"a.pdf", theirs}}, "en", 200, []string{"not sealed by this site", "Compare the fingerprint"}, []string{">Intact<"}},
		"of another":       {[]sent{{"a.pdf", theirs}, {"b.json", file}}, "en", 200, []string{"Intact"}, []string{"The PDF and the evidence file belong together"}},
		"something else":   {[]sent{{"<img src=x onerror=alert(1)>.txt", []byte("hello")}}, "en", 200, []string{"neither a sealed PDF nor", "&lt;img"}, []string{"<img src=x"}},
		"an empty file":    {[]sent{{"a.pdf", nil}}, "en", 200, []string{"Not intact"}, nil},
		"nothing":          {nil, "en", 422, []string{"Choose a file."}, nil},
		"nothing, German":  {nil, "de", 422, []string{"Wählen Sie eine Datei."}, nil},
		"too many":         {[]sent{{"1", nil}, {"2", nil}, {"3", nil}, {"4", nil}, {"5", nil}}, "en", 422, []string{"at most 4"}, nil},
	} {
		status, body := c.send(one.language, one.files...)
		if status != one.status {
			t.Errorf("%s: %d", name, status)
		}
		for _, want := range one.says {
			if !strings.Contains(body, want) {
				t.Errorf("%s: %q is not on the page: %s", name, want, summary(body))
			}
		}
		for _, never := range one.not {
			if strings.Contains(body, never) {
				t.Errorf("%s: %q is on the page", name, never)
			}
		}
	}
	if left, _ := filepath.Glob(filepath.Join(os.Getenv("TMPDIR"), "multipart-*")); len(left) > 0 {
		t.Errorf("files are kept: %v", left)
	}
	if folder := os.Getenv("PORTICO_PICTURES"); folder != "" {
		_ = os.WriteFile(filepath.Join(folder, "a.pdf"), document, 0o600)
		_ = os.WriteFile(filepath.Join(folder, "b.json"), file, 0o600)
	}
}

// Shows DOC-4 and DOC-6: the page of the site that sealed a file says when it is
// not the last word, and tells a stranger nothing else.
func TestNewerVersionIsSaid_DOC4_DOC6(t *testing.T) {
	c := openChecking(t)
	testkit.UseContracts(t, c.site.Backend)
	company := testkit.MustCreateOrganization(t, c.site.Backend, 0, "Acme")
	ada := testkit.MustCreateSigner(t, c.site.Backend, "ada@acme.example", "Ada", "Byron", company.ID)
	d := testkit.MustSendDocument(t, c.site.Backend, company.ID, "Agreement")
	if err := testkit.SignDocument(t.Context(), c.site.Backend, ada.ID, d.ID); err != nil {
		t.Fatal(err)
	}
	final, err := c.site.Contracts.FinalOf(t.Context(), d.ID, 1)
	if err != nil {
		t.Fatal(err)
	}
	files := []sent{{"a.pdf", final.PDF}, {"b.json", final.Evidence}}
	if _, body := c.send("en", files...); strings.Contains(body, "newer version") || !strings.Contains(body, "Validated") {
		t.Errorf("before: %s", summary(body))
	}
	if _, err := c.site.Contracts.Correct(t.Context(), d.ID); err != nil {
		t.Fatal(err)
	}
	_, err = c.site.Contracts.UpdateDocument(t.Context(), d.ID, contracts.DocumentInput{Title: "Zebrasecret", Kind: contracts.Text, Body: "Other terms", IsSignable: true})
	if err != nil {
		t.Fatal(err)
	}
	if _, body := c.send("en", files...); strings.Contains(body, "newer version") {
		t.Errorf("while it is written: %s", summary(body))
	}
	if _, err := c.site.Contracts.Send(t.Context(), d.ID); err != nil {
		t.Fatal(err)
	}
	_, body := c.send("en", files...)
	if strings.Count(body, "A newer version of this document was sent since.") != 2 || !strings.Contains(body, "Document Changed") || strings.Contains(body, "Validated") || strings.Contains(body, "Zebrasecret") {
		t.Errorf("after: %s", summary(body))
	}
	again, err := c.site.Contracts.FinalOf(t.Context(), d.ID, 1)
	if err != nil {
		t.Fatal(err)
	}
	if _, body := c.send("de", sent{"b.json", again.Evidence}); !strings.Contains(body, "Eine spätere Fassung wurde versandt") || strings.Contains(body, "Bestätigt") {
		t.Errorf("fetched anew: %s", summary(body))
	}
}

// Shows SEC-24: one network can't keep the page busy, and a body has an end.
func TestCheckingIsLimited_SEC24(t *testing.T) {
	c := openChecking(t)
	if status, body := c.send("en", sent{"a.pdf", make([]byte, evidence.MaxSealed+evidence.MaxFile+2<<20)}); status != http.StatusUnprocessableEntity && status != http.StatusRequestEntityTooLarge {
		t.Errorf("too large: %d %s", status, summary(body))
	}
	limited := 0
	for range 70 {
		if status, _ := c.send("en", sent{"a.txt", []byte("x")}); status == http.StatusTooManyRequests {
			limited++
		}
	}
	if limited != 10 {
		t.Errorf("%d of 70 were refused", limited)
	}
	c.site.Clock.Advance(time.Hour)
	if status, _ := c.send("en", sent{"a.txt", []byte("x")}); status != 200 {
		t.Errorf("an hour later: %d", status)
	}
}

// Shows SET-3.
func TestCheckingIsOffWithContracts_SET3(t *testing.T) {
	c := openChecking(t)
	testkit.UseFeatures(t, c.site.Backend, func(g *settings.General) { g.UseContracts = false })
	if status, _ := c.send("en", sent{"a.txt", []byte("x")}); status != http.StatusNotFound {
		t.Errorf("POST: %d", status)
	}
	response, err := http.Get(c.address + "/verify")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusNotFound {
		t.Errorf("GET: %d", response.StatusCode)
	}
}
