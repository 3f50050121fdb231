package portal_test

import (
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"portico/backend/contracts"
	"portico/backend/evidence"
	"portico/backend/settings"
	"portico/backend/testkit"
	"portico/backend/users"
)

// The one who is signed in as signer, and the page of a document of Middle.
func (v *village) theSigner() users.User {
	v.t.Helper()
	u, known, err := v.site.Users.Identify(v.t.Context(), "signer@x.example")
	if err != nil || !known {
		v.t.Fatal(err)
	}
	return u
}

func (v *village) document() contracts.Document {
	return testkit.MustSendDocument(v.t, v.site.Backend, v.middle(), secretWord)
}

func documentID(v *village) string { return text(v.document().ID) }

func signedDocumentID(v *village) string {
	d := v.document()
	err := testkit.SignDocument(v.t.Context(), v.site.Backend, v.theSigner().ID, d.ID)
	if err == nil {
		err = v.site.Contracts.Finish(v.t.Context(), d.ID)
	}
	if err != nil {
		v.t.Fatal(err)
	}
	return text(d.ID)
}

var hiddenField = regexp.MustCompile(`name="(version|sha256|consent_sha256)" value="([^"]*)"`)

// signing fills the form of a signing page as a person does who reads it.
func (v *village) signing(client *http.Client, id string) url.Values {
	v.t.Helper()
	form := url.Values{"read": {"on"}, "consent": {"on"}, "typed_name": {"Sven Bakke"}, "identifier": {"signer@x.example"}, "password": {testkit.Password}}
	for _, match := range hiddenField.FindAllStringSubmatch(v.send(client, http.MethodGet, "/documents/"+id+"/sign", nil, nil).body, -1) {
		form.Set(match[1], match[2])
	}
	return form
}

// signingForm is the form for the document that was made last.
func signingForm(v *village) url.Values {
	return v.signing(v.clients[signer], v.one("SELECT CAST(MAX(id) AS TEXT) FROM documents"))
}

// TestSignByHTTP_DOC5_DOC6 goes the signer's whole way by plain HTTP: list, page,
// signing, and both files, which public tools and the offline check accept until
// one byte is changed.
func TestSignByHTTP_DOC5_DOC6(t *testing.T) {
	t.Parallel()
	v := newVillage(t)
	client := v.clients[signer]
	testkit.MustSendDocument(t, v.site.Backend, v.tree["Other"].ID, "Of others")
	id := documentID(v)
	list := v.send(client, http.MethodGet, "/documents", nil, nil)
	if !strings.Contains(list.body, secretWord) || !strings.Contains(list.body, "Waits for you") || strings.Contains(list.body, "Of others") {
		t.Fatal(summary(list.body))
	}
	if home := v.send(client, http.MethodGet, "/home", nil, nil); home.location != "/documents" {
		t.Errorf("a signer comes to %q", home.location)
	}
	file := v.send(client, http.MethodGet, "/documents/"+id+"/file.pdf", nil, nil)
	if !strings.HasPrefix(file.body, "%PDF-") || !strings.HasPrefix(file.header.Get("Content-Disposition"), "attachment") {
		t.Fatalf("SEC-39 %v", file.header)
	}
	form := v.signing(client, id)
	if evidence.Hash([]byte(file.body)) != form.Get("sha256") {
		t.Fatal("SEC-40 the hash is not that of what is shown")
	}
	done := v.send(client, http.MethodPost, "/documents/"+id+"/sign", form, nil)
	if done.location != "/documents/"+id+"?done=signed" {
		t.Fatalf("%d %s", done.status, summary(done.body))
	}
	page := v.send(client, http.MethodGet, done.location, nil, nil)
	if !strings.Contains(page.body, "Validated") || !strings.Contains(page.body, "You have signed the document.") {
		t.Fatal(summary(page.body))
	}
	signed := v.send(client, http.MethodGet, "/documents/"+id+"/signed.pdf", nil, nil).body
	proof := v.send(client, http.MethodGet, "/documents/"+id+"/evidence.json", nil, nil).body
	for name, data := range map[string]string{"signed.pdf": signed, "evidence.json": proof} {
		if result := evidence.CheckFile([]byte(data)); result.Reason != "" {
			t.Errorf("%s: %s", name, result.Words())
		}
		broken := []byte(data)
		broken[len(broken)/2] ^= 1
		if result := evidence.CheckFile(broken); result.Reason == "" {
			t.Errorf("SEC-41 %s with one byte changed: %s", name, result.Words())
		}
	}
	path := filepath.Join(t.TempDir(), "signed.pdf")
	if err := os.WriteFile(path, []byte(signed), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, _ := exec.Command("pdfsig", path).CombinedOutput(); !strings.Contains(string(out), "Signature is Valid") {
		t.Errorf("pdfsig: %s", out)
	}
	kinds := v.one("SELECT group_concat(kind, ' ') FROM (SELECT kind FROM document_events WHERE document_id = " + id + " ORDER BY id)")
	if kinds != "sent opened consented signed" {
		t.Errorf("DOC-6 events: %s", kinds)
	}
	if own := v.send(client, http.MethodGet, "/documents/signatures", nil, nil).body; !strings.Contains(own, secretWord) {
		t.Errorf("own signatures: %s", summary(own))
	}
}

// TestSignRefusedByHTTP posts what must not sign (SEC-40, SEC-41, DOC-5): the
// document stays unsigned, and one same answer stands for a wrong name, password
// and another's.
func TestSignRefusedByHTTP_SEC41(t *testing.T) {
	t.Parallel()
	v := newVillage(t)
	client, id := v.clients[signer], documentID(v)
	const wrong = "The Email or Login, the password or the code is not right."
	for name, one := range map[string]struct {
		field, value, says string
		status             int
	}{
		"not read":          {"read", "", "Read the document to its end first", mendable},
		"no consent":        {"consent", "", "Without your consent", mendable},
		"no name":           {"typed_name", " ", "Type your full name", mendable},
		"another hash":      {"sha256", strings.Repeat("a", 64), "The document has changed", http.StatusConflict},
		"another consent":   {"consent_sha256", "x", "The consent text has changed", http.StatusConflict},
		"a wrong password":  {"password", "wrong", wrong, http.StatusUnauthorized},
		"another's account": {"identifier", "own@x.example", wrong, http.StatusUnauthorized},
		"nobody's account":  {"identifier", "nobody@x.example", wrong, http.StatusUnauthorized},
	} {
		form := v.signing(client, id)
		form.Set(one.field, one.value)
		got := v.send(client, http.MethodPost, "/documents/"+id+"/sign", form, nil)
		if got.status != one.status || !strings.Contains(got.body, one.says) {
			t.Errorf("%s: %d %s", name, got.status, summary(got.body))
		}
		if strings.Contains(got.body, testkit.Password) {
			t.Errorf("%s: the page holds the password", name)
		}
	}
	if n := v.one("SELECT CAST(COUNT(*) AS TEXT) FROM signatures"); n != "0" {
		t.Fatalf("%s signatures", n)
	}
	// What was refused beyond a slip of the fingers is in the audit log (SEC-44).
	if n := v.one("SELECT CAST(COUNT(*) AS TEXT) FROM audit_entries WHERE action = 'signature.refused' AND after LIKE '%has changed%'"); n != "2" {
		t.Errorf("SEC-44 %s refusals are written down", n)
	}
	// The failures counted: in the end the right password is not enough.
	for range 10 {
		form := v.signing(client, id)
		form.Set("password", "wrong")
		v.send(client, http.MethodPost, "/documents/"+id+"/sign", form, nil)
	}
	if got := v.send(client, http.MethodPost, "/documents/"+id+"/sign", v.signing(client, id), nil); got.status != http.StatusTooManyRequests {
		t.Errorf("SEC-15 after many failures: %d", got.status)
	}
}

// TestSignWithCode_SEC12 needs the code where a second factor is in force.
func TestSignWithCode_SEC12(t *testing.T) {
	t.Parallel()
	v := newVillage(t)
	secret := v.enrol("signer@x.example")
	code := func() string {
		v.site.Clock.Advance(time.Minute)
		code, err := totp.GenerateCode(secret, v.site.Clock.Now())
		if err != nil {
			t.Fatal(err)
		}
		return code
	}
	client := v.signIn("signer@x.example")
	v.send(client, http.MethodPost, "/login/code", url.Values{"code": {code()}}, nil)
	id := documentID(v)
	if got := v.send(client, http.MethodPost, "/documents/"+id+"/sign", v.signing(client, id), nil); got.status != http.StatusUnauthorized || !strings.Contains(got.body, `name="code"`) {
		t.Fatalf("without a code: %d", got.status)
	}
	form := v.signing(client, id)
	form.Set("code", code())
	if got := v.send(client, http.MethodPost, "/documents/"+id+"/sign", form, nil); got.status != goesOn {
		t.Fatalf("%d %s", got.status, summary(got.body))
	}
	if means := v.one("SELECT means FROM document_events WHERE kind = 'signed'"); means != contracts.ByPasswordAndCode {
		t.Errorf("SEC-41 means: %s", means)
	}
}

// TestTakenAway_SEC26 takes away what a signer needs, in an open session: from
// the next request there is no signing.
func TestTakenAway_SEC26(t *testing.T) {
	t.Parallel()
	v := newVillage(t)
	client, id := v.clients[signer], documentID(v)
	form := v.signing(client, id)
	for _, one := range []struct {
		name, statement, back string
		status                int
	}{
		{"management role", "UPDATE organizational_roles SET is_management = 0 WHERE name = 'Director'", "UPDATE organizational_roles SET is_management = 1 WHERE name = 'Director'", refused},
		{"affiliation", "UPDATE affiliations SET organization_id = (SELECT id FROM organizations WHERE name = 'Other')", "UPDATE affiliations SET organization_id = (SELECT id FROM organizations WHERE name = 'Middle')", missing},
		{"sign right", `UPDATE account_roles SET rights = '["partner_portal_login","view_contract_documents"]'`, `UPDATE account_roles SET rights = '["partner_portal_login","view_contract_documents","sign_contract_documents"]'`, refused},
		{"portal-signable", "UPDATE documents SET is_signable = 0", "UPDATE documents SET is_signable = 1", refused},
		{"feature", "UPDATE settings SET value = json_set(value, '$.use_contracts', json('false')) WHERE name = 'general'", "UPDATE settings SET value = json_set(value, '$.use_contracts', json('true')) WHERE name = 'general'", missing},
	} {
		v.exec(one.statement)
		if got := v.send(client, http.MethodPost, "/documents/"+id+"/sign", form, nil); got.status != one.status {
			t.Errorf("SEC-42 without %s: %d", one.name, got.status)
		}
		v.exec(one.back)
	}
	if got := v.send(client, http.MethodPost, "/documents/"+id+"/sign", form, nil); got.status != goesOn {
		t.Fatalf("with all of it: %d", got.status)
	}
}

// TestLimitedByHTTP_SEC34 holds that a document limited to another signer
// answers, by every address, exactly as one that does not exist.
func TestLimitedByHTTP_SEC34(t *testing.T) {
	t.Parallel()
	v := newVillage(t)
	another := v.newSigner("else@x.example", "Middle")
	d := testkit.MustSendDocument(t, v.site.Backend, v.middle(), secretWord, func(in *contracts.DocumentInput) {
		in.Limits = []contracts.Limit{{UserID: another.ID}}
		in.Signers = []contracts.Signer{{Kind: contracts.Person, UserID: another.ID}}
	})
	if err := testkit.SignDocument(t.Context(), v.site.Backend, another.ID, d.ID); err != nil {
		t.Fatal(err)
	}
	for _, route := range v.site.Portal.Routes() {
		if !strings.HasPrefix(route.Pattern, "/documents/{id}") {
			continue
		}
		got := v.send(v.clients[signer], route.Method, fill(route.Pattern, text(d.ID)), url.Values{"reason": {"x"}, "version": {"1"}}, nil)
		none := v.send(v.clients[signer], route.Method, fill(route.Pattern, "999999"), url.Values{"reason": {"x"}, "version": {"1"}}, nil)
		if got.status != missing || steady(got.body) != steady(none.body) {
			t.Errorf("SEC-34 %s %s: %d", route.Method, route.Pattern, got.status)
		}
	}
	for _, path := range []string{"/documents", "/documents?q=" + secretWord, "/documents/signatures", "/account"} {
		got := v.send(v.clients[signer], http.MethodGet, path, nil, nil)
		body := strings.ReplaceAll(got.body, `value="`+secretWord+`"`, "")
		if strings.Contains(body, secretWord) || strings.Contains(body, "1 document") {
			t.Errorf("SEC-34 %s tells of it", path)
		}
	}
	mine := v.signIn("else@x.example")
	if got := v.send(mine, http.MethodGet, "/documents", nil, nil); !strings.Contains(got.body, secretWord) {
		t.Error("whom it is limited to does not see it")
	}
}

// TestOneAnswer_SEC42 takes one thing away at a time from a signer who sees the
// document: whichever it is, each page answers with the same status and words.
func TestOneAnswer_SEC42(t *testing.T) {
	t.Parallel()
	v := newVillage(t)
	id := documentID(v)
	form := v.signing(v.clients[signer], id)
	form.Set("reason", "No")
	answers := map[string]string{}
	for _, one := range []struct{ name, take, give string }{
		{"right", `UPDATE account_roles SET rights = replace(rights, ',"sign_contract_documents"', '')`,
			`UPDATE account_roles SET rights = replace(rights, '"view_contract_documents"', '"view_contract_documents","sign_contract_documents"')`},
		{"management role", "UPDATE organizational_roles SET is_management = 1 - is_management", "UPDATE organizational_roles SET is_management = 1 - is_management"},
		{"turn", "UPDATE document_signers SET is_open = 0", "UPDATE document_signers SET is_open = 1"},
		{"document that waits", "UPDATE documents SET state = 'withdrawn'", "UPDATE documents SET state = 'sent'"},
		{"signable document", "UPDATE documents SET is_signable = 0", "UPDATE documents SET is_signable = 1"},
	} {
		v.exec(one.take)
		for _, route := range []string{"GET sign", "POST sign", "GET decline", "POST decline"} {
			method, page, _ := strings.Cut(route, " ")
			got := v.send(v.clients[signer], method, "/documents/"+id+"/"+page, form, nil)
			if answers[route] == "" {
				answers[route] = steady(got.body)
			}
			if got.status != http.StatusForbidden || steady(got.body) != answers[route] {
				t.Errorf("SEC-42 %s without the %s: %d %s", route, one.name, got.status, summary(got.body))
			}
		}
		v.exec(one.give)
	}
	if got := v.send(v.clients[signer], http.MethodPost, "/documents/"+id+"/sign", form, nil); got.status != goesOn {
		t.Fatalf("with all of it: %d %s", got.status, summary(got.body))
	}
}

// TestManagerAndSigner finds both in one portal.
func TestManagerAndSigner(t *testing.T) {
	t.Parallel()
	v := newVillage(t)
	u, _, err := v.site.Users.Identify(t.Context(), "own@x.example")
	if err != nil {
		t.Fatal(err)
	}
	testkit.Affiliate(t, v.site.Backend, u.ID, v.middle(), "Director")
	v.exec("INSERT INTO account_role_members (role_id, user_id, added_at) SELECT id, ?, 0 FROM account_roles WHERE name = 'Partner Portal User'", u.ID)
	id := documentID(v)
	page := v.send(v.clients[own], http.MethodGet, "/documents", nil, nil)
	if !strings.Contains(page.body, `href="/responses"`) || !strings.Contains(page.body, `href="/documents"`) || !strings.Contains(page.body, secretWord) {
		t.Fatal(summary(page.body))
	}
	form := v.signing(v.clients[own], id)
	form.Set("identifier", "own@x.example")
	if got := v.send(v.clients[own], http.MethodPost, "/documents/"+id+"/sign", form, nil); got.status != goesOn {
		t.Fatalf("%d %s", got.status, summary(got.body))
	}
}

// TestContractsOff_SET3 answers as if there were no such page.
func TestContractsOff_SET3(t *testing.T) {
	t.Parallel()
	v := newVillage(t)
	id := documentID(v)
	testkit.UseFeatures(t, v.site.Backend, func(g *settings.General) { g.UseContracts = false })
	for _, path := range []string{"/documents", "/documents/" + id, "/documents/" + id + "/sign", "/documents/" + id + "/file.pdf"} {
		if got := v.send(v.clients[signer], http.MethodGet, path, nil, nil); got.status != missing {
			t.Errorf("SET-3 %s: %d", path, got.status)
		}
	}
}

// TestSignaturesAlone_SGN3 holds that whoever may see their own signatures and
// no documents lands on these, and whoever may only sign in on their account.
func TestSignaturesAlone_SGN3(t *testing.T) {
	t.Parallel()
	v := newVillage(t)
	for _, one := range []struct{ rights, lands string }{
		{`["partner_portal_login","see_own_signatures"]`, "/documents/signatures"},
		{`["partner_portal_login"]`, "/account"},
	} {
		v.exec("UPDATE account_roles SET rights = ?", one.rights)
		home := v.send(v.clients[signer], http.MethodGet, "/home", nil, nil)
		if home.status != goesOn || home.location != one.lands {
			t.Errorf("%s lands on %s (%d)", one.rights, home.location, home.status)
		}
		page := v.send(v.clients[signer], http.MethodGet, one.lands, nil, nil)
		if page.status != ok || strings.Contains(page.body, `href="/documents"`) {
			t.Errorf("%s: %d, or a link to documents", one.lands, page.status)
		}
	}
}
