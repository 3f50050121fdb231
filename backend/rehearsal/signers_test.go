package rehearsal_test

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"portico/backend"
	"portico/backend/contracts"
	"portico/backend/mail"
	"portico/backend/rehearsal"
	"portico/backend/settings"
	"portico/backend/testkit"
	"portico/backend/users"
)

// signerSteps are the steps of somebody who signs, in their order.
func signerSteps() []string {
	return []string{"signing", "signer_by_hand", "signer_code", "signer_password", "signer_documents", "sign", "signed_files", "unready", "taken_away"}
}

// office is a site that uses contracts: an organization with a signer for whom
// a document waits. Without an assessment no partner comes in, so that the
// steps of a partner are over at once.
type office struct {
	*backend.Backend
	signer   users.User
	document contracts.Document
}

func newOffice(t *testing.T) office {
	t.Helper()
	b, _ := testkit.OpenBackend(t, quick)
	testkit.UseContracts(t, b)
	acme := testkit.MustCreateOrganization(t, b, 0, "Acme")
	o := office{Backend: b, signer: testkit.MustCreateSigner(t, b, "ada@acme.example", "Ada", "Byron", acme.ID)}
	o.document = testkit.MustSendDocument(t, b, acme.ID, "Framework agreement", func(in *contracts.DocumentInput) {
		in.Signers = []contracts.Signer{{Kind: contracts.Person, UserID: o.signer.ID}}
	})
	return o
}

// setUsers changes the rules for users.
func setUsers(t *testing.T, b *backend.Backend, change func(*settings.Users)) {
	t.Helper()
	rules, err := b.Settings.Users(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	change(&rules)
	if err := b.Settings.SaveUsers(t.Context(), rules); err != nil {
		t.Fatal(err)
	}
}

// TestTST1_SEC42_SoundSigners plays sites that use contracts as they should be:
// a signer signs, and nobody who is not ready does.
func TestTST1_SEC42_SoundSigners(t *testing.T) {
	for i, one := range []struct {
		name  string
		rules func(*settings.Users)
		site  []string
	}{
		{name: "SGN-4 as it comes"},
		{name: "SEC-12 with two-factor authentication of everybody", rules: func(u *settings.Users) { u.TwoFactor = settings.TwoFactorEverybody }},
		{name: "SEC-15 with the lowest threshold for a lockout", rules: func(u *settings.Users) { u.LockoutThreshold = 3 }},
		{name: "SEC-15 with both", rules: func(u *settings.Users) { u.TwoFactor, u.LockoutThreshold = settings.TwoFactorEverybody, 3 }},
		{name: "SGN-3 without the right to download", site: []string{`UPDATE account_roles SET rights = '["partner_portal_login","view_contract_documents","sign_contract_documents"]'`}},
		{name: "SGN-2 with management roles alone", site: []string{"UPDATE organizational_roles SET is_management = 1"}},
		{name: "SGN-3 with a role that only reads beside it", site: []string{`INSERT INTO account_roles (name, name_key, rights, created_at, updated_at) VALUES ('Readers', 'readers', '["partner_portal_login","view_contract_documents"]', 0, 0)`}},
		{name: "SIG-2 waiting for somebody who has a code that is still good", site: []string{"UPDATE users SET password_hash = '' WHERE email = 'ada@acme.example'",
			"INSERT INTO activations (user_id, code_hash, link_hash, created_at, expires_at) SELECT id, 'x', 'x', 0, 4102444800000 FROM users WHERE email = 'ada@acme.example'"}},
	} {
		if i%everyNth != 0 {
			continue
		}
		t.Run(one.name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t)
			testkit.MustPublishSamples(t, o.Backend)
			if one.rules != nil {
				setUsers(t, o.Backend, one.rules)
			}
			for _, statement := range one.site {
				mustExec(t.Context(), t, o.Backend, statement)
			}
			s, _ := open(t, o.Backend)
			report := play(t, s)
			if report.Outcome != rehearsal.OutcomePassed {
				t.Fatal(story(report))
			}
			for _, id := range signerSteps() {
				step := find(t, report, id)
				if step.State != rehearsal.Passed || step.Summary == "" || len(step.Checks) == 0 || step.Part != rehearsal.PartSigner {
					t.Fatalf("%s is %s, %q, with %d checks\n%s", id, step.State, step.Summary, len(step.Checks), story(report))
				}
				if strings.ContainsAny(step.Summary+step.About+step.Title, "!—") {
					t.Errorf("%s shouts", step.ID)
				}
			}
		})
	}
}

// TestTST1_WithoutContracts plays no step of a signer where contracts are off.
func TestTST1_WithoutContracts(t *testing.T) {
	b, _ := testkit.OpenBackend(t, quick)
	s, _ := open(t, b)
	for _, step := range play(t, s).Steps {
		if step.Part != rehearsal.PartPartner {
			t.Errorf("%s is played", step.ID)
		}
	}
}

// tampering changes what is answered at addresses with an ending.
func tampering(path string, change func(body string) string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !strings.HasSuffix(r.URL.Path, path) {
				next.ServeHTTP(w, r)
				return
			}
			recorder := httptest.NewRecorder()
			next.ServeHTTP(recorder, r)
			body := change(recorder.Body.String())
			for name, values := range recorder.Header() {
				if name != "Content-Length" {
					w.Header()[name] = values
				}
			}
			w.WriteHeader(recorder.Code)
			_, _ = w.Write([]byte(body))
		})
	}
}

// lettingIn answers any password of a first sign-in as if it were the code.
func lettingIn(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost && r.URL.Path == "/login" && r.FormValue("password") == "letters" {
			http.Redirect(w, r, "/verify", http.StatusSeeOther)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func brokenSigners() []broken {
	const signerRights = `'["partner_portal_login","view_contract_documents"]'`
	return []broken{
		{
			name:  "SGN-3 the account role lost its right to sign",
			site:  []string{"UPDATE account_roles SET rights = " + signerRights},
			fails: "signing", says: "“Partner Portal User” does not give Sign contract documents, and no other does, so none of its members can sign (1 member)", mend: "/system/account-roles/",
			also: func(t *testing.T, report rehearsal.Report) {
				if step := find(t, report, "signing"); !saysSo(step, "waits for Ada Byron, who gets no Sign contract documents from “Partner Portal User”, and so can't sign it") {
					t.Errorf("the document that waits is not named: %+v", step.Checks)
				}
				if step := find(t, report, "sign"); step.State != rehearsal.NotReached || step.Summary == "" {
					t.Errorf("signing is %s: %q", step.State, step.Summary)
				}
			},
		},
		{
			name: "SGN-3 another role lets somebody sign, but not the one whose signature is missing",
			site: []string{"UPDATE account_roles SET rights = " + signerRights,
				`INSERT INTO account_roles (name, name_key, rights, created_at, updated_at) VALUES ('Others', 'others', '["partner_portal_login","view_contract_documents","sign_contract_documents"]', 0, 0)`},
			fails: "signing", says: "Ada Byron, who gets no Sign contract documents from “Partner Portal User”", mend: "/users/",
			also: func(t *testing.T, report rehearsal.Report) {
				if step := find(t, report, "sign"); step.State != rehearsal.Passed {
					t.Errorf("signing is %s: %q", step.State, step.Summary)
				}
			},
		},
		{
			name:  "SGN-3 no account role lets anybody in",
			site:  []string{"UPDATE account_roles SET rights = '[]'"},
			fails: "signing", says: "No account role gives Partner Portal Login", mend: "/system/account-roles",
		},
		{
			name:  "SGN-2 there is no management role",
			site:  []string{"UPDATE organizational_roles SET is_management = 0"},
			fails: "signing", says: "No organizational role is marked as a management role", mend: "/system/organizational-roles",
		},
		{
			name:  "SGN-4 a document waits for somebody who is suspended and left",
			site:  []string{"UPDATE users SET is_suspended = 1 WHERE email = 'ada@acme.example'", "DELETE FROM affiliations"},
			fails: "signing", says: "“Framework agreement” waits for Ada Byron, who is suspended, and is not affiliated with Acme, and so can't sign it.", mend: "/users/",
		},
		{
			name:  "SGN-4 a document waits for somebody who never got a code",
			site:  []string{"UPDATE users SET password_hash = '' WHERE email = 'ada@acme.example'"},
			fails: "signing", says: "has no password, and no code that is still good", mend: "/users/",
		},
		{
			name:  "DOC-3 a document waits for somebody whom it is hidden from",
			site:  []string{"UPDATE documents SET is_limited = 1"},
			fails: "signing", says: "“Framework agreement” waits for Ada Byron, but is limited to others", mend: "/documents/",
		},
		{
			name:  "SGN-4 nobody is ready to sign a document for anyone of the organization",
			site:  []string{"UPDATE document_signers SET kind = 'anyone', user_id = NULL, needed = 2"},
			fails: "signing", says: "“Framework agreement” needs 2 more signatures of Acme, but only 1 person there is ready to sign.", mend: "/signers",
		},
		{
			name:  "SET-3 Use Contracts is on, but Use Partner Portal is off",
			site:  []string{"UPDATE settings SET value = json_set(value, '$.use_partner_portal', json('false')) WHERE name = 'general'"},
			fails: "signing", says: "Use Partner Portal is off. Use Contracts is on, but nobody outside can sign in and sign", mend: "/settings/features/general",
		},
		{
			name:    "SGN-5 the access letter leads elsewhere",
			sandbox: []string{`UPDATE settings SET value = json_set(value, '$.public_address', 'http://partners.elsewhere.example') WHERE name = 'listener'`},
			fails:   "signer_by_hand", says: "The access letter leads to partners.elsewhere.example", mend: "/settings/listener",
		},
		{
			name:  "SGN-5 the access letter does not say where to sign in",
			site:  []string{"INSERT INTO site_texts (kind, language, subject, body, updated_at) VALUES ('mail_access_letter', '', 'Sign', 'Hello' || char(10) || 'Your code: {{code}} {{documents}} {{user.username}}', 0)"},
			fails: "signer_by_hand", says: "does not say the address to sign in at", mend: "/settings/features/site-text/mail_access_letter",
		},
		{
			name: "SIG-2 any letters get in", wrap: lettingIn,
			fails: "signer_code", says: "without the code of the access letter", mend: "/settings/users",
		},
		{
			name:    "SIG-2 the password step is skipped",
			sandbox: []string{"CREATE TRIGGER skip AFTER INSERT ON sessions WHEN NEW.stage = 'activate' BEGIN UPDATE sessions SET stage = 'full' WHERE id = NEW.id; END"},
			fails:   "signer_code", says: "is not asked for a password of their own", mend: "/settings/users",
			also: func(t *testing.T, report rehearsal.Report) {
				if step := find(t, report, "signer_password"); !saysSo(step, "/documents can be reached before a password was chosen") {
					t.Errorf("the password step: %s %s", step.State, step.Problem)
				}
			},
		},
		{
			name: "SIG-2 a page opens before a password was chosen", wrap: replacing(200, "<h1>Account</h1>", "/account"),
			fails: "signer_password", says: "/account can be reached before a password was chosen", mend: "/settings/users",
		},
		{
			name: "SEC-33 another organization's documents are shown",
			sandbox: []string{`CREATE TRIGGER tie AFTER INSERT ON affiliations WHEN NEW.organization_id = (SELECT id FROM organizations WHERE name = 'Test Contractor 1')
				BEGIN INSERT OR IGNORE INTO affiliations (user_id, organization_id, created_at, updated_at) SELECT NEW.user_id, id, 0, 0 FROM organizations WHERE name = 'Test Contractor 2'; END`},
			fails: "signer_documents", says: "The signer's list shows a document of another organization: “Rehearsed lease of somebody else”", mend: "/signers",
			also: func(t *testing.T, report rehearsal.Report) {
				if step := find(t, report, "signer_documents"); !saysSo(step, "The signer gets at a document of another organization, by /documents/") {
					t.Error("the address is not named")
				}
			},
		},
		{
			name:    "SEC-34 a document is shown that is limited to somebody else",
			sandbox: []string{"CREATE TRIGGER free AFTER UPDATE OF version ON documents WHEN NEW.is_limited = 1 BEGIN UPDATE documents SET is_limited = 0 WHERE id = NEW.id; END"},
			fails:   "signer_documents", says: "shows a document that is limited to somebody else: “Rehearsed side letter”", mend: "/signers",
		},
		{
			name: "SEC-40 another PDF is shown than the one that was sent", wrap: tampering("/file.pdf", func(body string) string { return strings.Replace(body, "obj", "OBJ", 1) }),
			fails: "sign", says: "another PDF than the one that was sent", mend: "/signers",
		},
		{
			name: "DOC-6 the signed file is changed on its way", wrap: tampering("/signed.pdf", func(body string) string { return strings.Replace(body, "obj", "obi", 1) }),
			fails: "signed_files", says: "The signed PDF is not intact: it was changed after it was sealed", mend: "/settings/signing-certificate",
		},
		{
			name: "DOC-6 the evidence is changed on its way", wrap: tampering("/evidence.json", func(body string) string { return strings.Replace(body, "Robin", "Robyn", 1) }),
			fails: "signed_files", says: "The evidence does not hold: the file was changed after it was sealed", mend: "/settings/signing-certificate",
		},
		{
			name:    "SEC-42 taking the management role away does not count",
			sandbox: []string{"CREATE TRIGGER keep AFTER DELETE ON affiliation_roles WHEN EXISTS (SELECT 1 FROM affiliations WHERE id = OLD.affiliation_id) BEGIN INSERT OR IGNORE INTO affiliation_roles VALUES (OLD.affiliation_id, OLD.role_id); END"},
			fails:   "unready", says: "Somebody signs without a management role", mend: "/system/organizational-roles",
		},
		{
			name:    "SEC-42 nobody asks whose turn it is",
			sandbox: []string{"CREATE TRIGGER turn AFTER UPDATE OF version ON document_signers BEGIN UPDATE document_signers SET is_open = 1 WHERE document_id = NEW.document_id AND version = NEW.version; END", "CREATE TRIGGER turn2 AFTER UPDATE OF is_open ON document_signers WHEN NEW.is_open = 0 AND NEW.version > 0 BEGIN UPDATE document_signers SET is_open = 1 WHERE id = NEW.id; END"},
			fails:   "unready", says: "Somebody signs before it is their turn", mend: "/documents",
		},
		{
			name:    "SEC-26 an open session outlives the account role",
			sandbox: []string{"CREATE TRIGGER stay AFTER DELETE ON account_role_members BEGIN INSERT OR IGNORE INTO account_role_members (role_id, user_id, added_at) VALUES (OLD.role_id, OLD.user_id, 0); END"},
			fails:   "taken_away", says: "in no account role any more goes on in an open session", mend: "/system/account-roles",
		},
		{
			name:    "SIG-1 suspending does not count",
			sandbox: []string{"CREATE TRIGGER free AFTER UPDATE OF is_suspended ON users WHEN NEW.is_suspended = 1 BEGIN UPDATE users SET is_suspended = 0 WHERE id = NEW.id; END"},
			fails:   "taken_away", says: "Somebody who is suspended gets in", mend: "/signers",
		},
		{
			name: "SGN-4 a signer who is ready can't sign", wrap: func(next http.Handler) http.Handler {
				return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					if r.URL.Path == "/documents/2/sign" { // the agreement of the rehearsal
						http.Error(w, "no", http.StatusForbidden)
						return
					}
					next.ServeHTTP(w, r)
				})
			},
			fails: "sign", says: "The signing page does not open, although the signer has everything", mend: "/signers",
		},
	}
}

// TestTST1_BrokenSigners breaks a site that uses contracts in one way after the
// other. The rehearsal must name what is wrong and where it is put right.
func TestTST1_BrokenSigners(t *testing.T) {
	for i, one := range brokenSigners() {
		if i%everyNth != 0 {
			continue
		}
		t.Run(one.name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t)
			for _, statement := range one.site {
				mustExec(t.Context(), t, o.Backend, statement)
			}
			s, _ := open(t, o.Backend)
			s.PutFaults(func(ctx context.Context, sandbox *backend.Backend) error {
				for _, statement := range one.sandbox {
					mustExec(ctx, t, sandbox, statement)
				}
				return nil
			}, one.wrap, nil)
			one.judge(t, play(t, s))
		})
	}
}

// TestTST1_MAIL1_SignersMail rehearses on a site that sends its mails by
// itself: what is written to test signers is held, and leads into the sandbox.
func TestTST1_MAIL1_SignersMail(t *testing.T) {
	o := newOffice(t)
	server := testkit.StartMailServer(t, settings.MailPlain)
	if err := o.Outbox.SaveServer(t.Context(), server.Settings(), nil); err != nil {
		t.Fatal(err)
	}
	before := dump(t, o.Backend)
	s, _ := open(t, o.Backend)
	if err := s.Start(t.Context(), true); err != nil {
		t.Fatal(err)
	}
	if err := s.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	state := s.State()
	if step := find(t, state.Report, "taken_away"); step.State != rehearsal.Passed || state.Sandbox == nil {
		t.Fatal(story(state.Report))
	}
	// TST-2: the signer can go on by hand, with what they signed.
	people := state.Sandbox.People
	if len(people) == 0 || people[len(people)-1].Part != rehearsal.PartSigner {
		t.Fatalf("who is in the sandbox: %+v", people)
	}
	signer := people[len(people)-1]
	testkit.NewBrowser(t, state.Sandbox.Address).Get("/login").Form("Sign in").Set("Email or Login", signer.Email).Set("Password", signer.Password).Submit().Want(200, "Documents").At("/documents")
	page, err := s.Outbox(t.Context(), mail.Query{})
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]int{}
	for _, message := range page.Items {
		kinds[message.Kind]++
		if message.State != mail.Held && message.State != mail.Cancelled {
			t.Errorf("%s is %s", message.Kind, message.State)
		}
		content, err := s.ReadMail(t.Context(), message.ID)
		if err != nil || strings.Contains(content.Text, "http") && !strings.Contains(content.Text, state.Sandbox.Address) {
			t.Errorf("%s leads elsewhere: %v", message.Kind, err)
		}
	}
	if kinds["mail_access_letter"] != 2 || kinds["mail_document"] < 2 || kinds["mail_document_completed"] != 1 {
		t.Errorf("the mails: %v", kinds)
	}
	if n := server.Connections(); n != 0 {
		t.Errorf("the sandbox called the mail server %d times", n)
	}
	for table, rows := range dump(t, o.Backend) {
		if before[table] != rows {
			t.Errorf("%s was changed", table)
		}
	}
}

// TestTST3_ReportOfSigners prints the steps of a signer apart.
func TestTST3_ReportOfSigners(t *testing.T) {
	s, _ := open(t, newOffice(t).Backend)
	report := play(t, s)
	var out bytes.Buffer
	if err := report.PDF(&out, time.UTC); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "report.pdf")
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := exec.Command("pdftotext", "-layout", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{"Steps of a partner", "Steps of a signer", "Read the document and sign it", "Without a management role: signing", "of somebody outside who signs contract documents"} {
		if !strings.Contains(strings.Join(strings.Fields(string(text)), " "), words) {
			t.Errorf("the document does not say %q", words)
		}
	}
}
