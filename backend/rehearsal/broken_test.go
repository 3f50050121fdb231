package rehearsal_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"portico/backend"
	"portico/backend/rehearsal"
	"portico/backend/settings"
	"portico/backend/testkit"
)

// broken is a site with one thing wrong, and what a rehearsal must say of it.
type broken struct {
	name    string
	set     func(*settings.Portal)                      // how the administrator set it
	code    bool                                        // two-factor is required
	site    []string                                    // SQL behind the program's back, on the site itself
	sandbox []string                                    // SQL in the sandbox, after the plan was read
	wrap    func(http.Handler) http.Handler             // around the sandbox
	fails   string                                      // the step that must find it
	says    string                                      // a part of what it says
	mend    string                                      // where it leads
	also    func(t *testing.T, report rehearsal.Report) // what else must hold
}

// replacing answers requests whose path begins with one of these itself.
func replacing(status int, body string, paths ...string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			for _, path := range paths {
				if r.URL.Path == path {
					w.Header().Set("Content-Type", "text/html; charset=utf-8")
					w.WriteHeader(status)
					fmt.Fprint(w, body)
					return
				}
			}
			next.ServeHTTP(w, r)
		})
	}
}

// rewriting changes the text of pages.
func rewriting(from, to string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			recorder := httptest.NewRecorder()
			next.ServeHTTP(recorder, r)
			for name, values := range recorder.Header() {
				if name != "Content-Length" {
					w.Header()[name] = values
				}
			}
			w.WriteHeader(recorder.Code)
			fmt.Fprint(w, strings.ReplaceAll(recorder.Body.String(), from, to))
		})
	}
}

func brokenSites() []broken {
	const firstUser = "(SELECT MIN(id) FROM users WHERE email LIKE 'test.partner.1%')"
	return []broken{
		{
			name:  "the Model User has no assessment",
			site:  []string{"DELETE FROM user_assessments WHERE user_id = (SELECT json_extract(value, '$.model_user_id') FROM settings WHERE name = 'portal')"},
			fails: "settings", says: "has no assessment", mend: "/users/",
			also: func(t *testing.T, report rehearsal.Report) {
				if step := find(t, report, "link"); step.State != rehearsal.Failed {
					t.Errorf("the registration page is %s", step.State)
				}
				if step := find(t, report, "password"); step.State != rehearsal.NotReached || step.Summary == "" {
					t.Errorf("signing in is %s: %q", step.State, step.Summary)
				}
			},
		},
		{
			name:  "the Model User is suspended",
			site:  []string{"UPDATE users SET is_suspended = 1 WHERE email = 'model@northwind.example'"},
			fails: "settings", says: "is suspended", mend: "/users/",
		},
		{
			name: "a page opens although its tick is off", set: func(p *settings.Portal) { p.AllowDrivers = false },
			wrap:  replacing(200, "<h1>Drivers of Test Partner 1</h1>", "/organization/drivers"),
			fails: "pages", says: "Drivers opens, although Allow Organization Drivers is off", mend: "/settings/features/partner-portal",
		},
		{
			name: "a page refuses although its tick is on", wrap: replacing(404, "<h1>Nothing here</h1>", "/organization/roles"),
			fails: "pages", says: "Roles is refused, although Allow Organization Roles is on", mend: "/settings/features/partner-portal",
		},
		{
			name: "the second partner sees the first",
			sandbox: []string{`CREATE TRIGGER leak AFTER INSERT ON user_organizations WHEN (SELECT email FROM users WHERE id = NEW.user_id) LIKE 'test.partner.2%'
				BEGIN INSERT OR IGNORE INTO user_organizations (user_id, organization_id, position) SELECT NEW.user_id, organization_id, 1 FROM user_organizations WHERE user_id = ` + firstUser + `; END`},
			fails: "second", says: "of the first", mend: "/users/",
		},
		{
			name: "another's report opens by its address",
			wrap: func(next http.Handler) http.Handler {
				return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					if strings.HasPrefix(r.URL.Path, "/responses/") && r.Method == http.MethodGet && strings.Count(r.URL.Path, "/") == 2 && !strings.HasSuffix(r.URL.Path, "/new") {
						replacing(200, "<h1>Kim Respondent</h1><p>70</p>", r.URL.Path)(next).ServeHTTP(w, r)
						return
					}
					next.ServeHTTP(w, r)
				})
			},
			fails: "second", says: "gets at /responses/", mend: "/users/",
		},
		{
			name: "registration is closed although it is on", wrap: replacing(503, "<h1>Registration is closed</h1>", "/register"),
			fails: "link", says: "open in the settings", mend: "/settings/features/partner-portal",
		},
		{
			name:  "the link that Copy URL gave leads to a closed page",
			set:   func(p *settings.Portal) { p.RequireOrganizationLevel, p.ListParents = 1, false },
			site:  []string{"UPDATE registration_links SET copied = 3 WHERE is_default = 1"},
			fails: "link", says: "Copy URL gives leads to a closed page", mend: "/settings/features/partner-portal",
		},
		{
			name: "a named link leads under an organization of level 5",
			site: []string{`INSERT INTO registration_links (name, name_key, parent_id, created_at) SELECT 'Too deep', 'too deep', id, 0 FROM organizations WHERE name = 'Model Organization'`,
				"UPDATE organizations SET level = 5 WHERE name = 'Model Organization'"},
			fails: "named", says: "at level 5", mend: "/links",
		},
		{
			name: "registration stays open although it is off", set: func(p *settings.Portal) { p.AllowExternalOrganizationCreation = false },
			wrap:  replacing(200, "<h1>Become a partner</h1>", "/register"),
			fails: "closed", says: "is off, but registration is open", mend: "/settings/features/partner-portal",
		},
		{
			name: "the required level has no organizations", set: func(p *settings.Portal) { p.RequireOrganizationLevel = 3 },
			fails: "settings", says: "no active organization of that level", mend: "/settings/features/partner-portal",
		},
		{
			name: "the second factor is skipped", code: true,
			sandbox: []string{"CREATE TRIGGER skip AFTER INSERT ON sessions WHEN NEW.stage = 'code' BEGIN UPDATE sessions SET stage = 'full' WHERE id = NEW.id; END"},
			fails:   "code", says: "second factor is skipped", mend: "/settings/users",
		},
		{
			name: "a page can be reached without the second factor", code: true, wrap: replacing(200, "<h1>Responses</h1>", "/emails"),
			fails: "without_code", says: "/emails can be reached with the password alone", mend: "/settings/users",
		},
		{
			name: "a code counts twice", code: true,
			sandbox: []string{"CREATE TRIGGER again AFTER UPDATE OF totp_last_step ON users WHEN NEW.totp_last_step > 0 BEGIN UPDATE users SET totp_last_step = 0 WHERE id = NEW.id; END"},
			fails:   "code", says: "counts more than once", mend: "/settings/users",
		},
		{
			name:    "the partner gets an assessment too many",
			sandbox: []string{`CREATE TRIGGER more AFTER INSERT ON user_assessments BEGIN INSERT OR IGNORE INTO user_assessments (user_id, assessment_id) SELECT NEW.user_id, MAX(id) FROM assessments; END`},
			fails:   "assessments", says: "which the Model User has not", mend: "/settings/features/partner-portal",
			also: func(t *testing.T, report rehearsal.Report) {
				if step := find(t, report, "placed"); step.State != rehearsal.Failed {
					t.Error("what was made is not compared")
				}
			},
		},
		{
			name:    "links in mails lead elsewhere",
			sandbox: []string{`UPDATE settings SET value = json_set(value, '$.public_address', 'http://partners.elsewhere.example') WHERE name = 'listener'`},
			fails:   "placed", says: "leads to partners.elsewhere.example", mend: "/settings/listener",
			also: func(t *testing.T, report rehearsal.Report) {
				if step := find(t, report, "invite"); step.State != rehearsal.Failed || !strings.Contains(step.Problem, "elsewhere.example") {
					t.Errorf("the invitation: %s %s", step.State, step.Problem)
				}
			},
		},
		{
			name: "links on pages lead elsewhere", wrap: rewriting(`href="/login"`, `href="https://elsewhere.example/login"`),
			fails: "link", says: "leads to elsewhere.example", mend: "/settings/listener",
		},
		{
			name: "the default allocation is not applied", set: func(p *settings.Portal) { p.DefaultResourceAllocation = settings.Allocated },
			sandbox: []string{"CREATE TRIGGER other AFTER INSERT ON organizations BEGIN UPDATE organizations SET response_allotment = 'unlimited' WHERE id = NEW.id; END"},
			fails:   "placed", says: "Default Resource Allocation is Allocated, but the new organization got Unlimited", mend: "/settings/features/partner-portal",
		},
		{
			name:    "the score is wrong",
			sandbox: []string{"CREATE TRIGGER score AFTER UPDATE OF state ON responses WHEN NEW.state = 'completed' BEGIN UPDATE responses SET score = 12.5 WHERE id = NEW.id; END"},
			fails:   "invite", says: "The score is wrong: these answers give", mend: "/assessments",
		},
		{
			name: "the initiation text is not shown", wrap: rewriting("warm harbour", "cold harbour"),
			site:  []string{"INSERT INTO site_texts (kind, language, body, updated_at) VALUES ('partner_portal_initiation', '', '# Hello\n\nWelcome to our **warm harbour** here.', 0)"},
			fails: "link", says: "Initiation Text is not on", mend: "/settings/features/site-text/partner_portal_initiation",
		},
		{
			name: "a forged key gets in", wrap: func(next http.Handler) http.Handler {
				return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					if strings.Contains(r.URL.RawQuery, "AAAAAAAAAAAA") {
						r.URL.RawQuery = ""
					}
					next.ServeHTTP(w, r)
				})
			},
			fails: "keys", says: "key that is not valid is not refused", mend: "/settings/features/partner-portal",
		},
		{
			name: "a stranger gets in", wrap: replacing(200, "<h1>Account</h1>", "/account"),
			fails: "signed_out", says: "/account opens for somebody who is not signed in", mend: "/settings/users",
		},
		{
			name:    "restrictions are not copied",
			site:    []string{`UPDATE users SET restrictions = '["no_deleting_of_responses","hide_scores_in_lists"]' WHERE email = 'model@northwind.example'`},
			sandbox: []string{"CREATE TRIGGER free AFTER INSERT ON users BEGIN UPDATE users SET restrictions = '[]' WHERE id = NEW.id; END"},
			fails:   "restrictions", says: "No deleting of responses is ticked, but", mend: "/users/",
		},
		{
			name: "a response below is not seen", sandbox: []string{`CREATE TRIGGER own AFTER INSERT ON users BEGIN UPDATE users SET restrictions = '["own_organization_only"]' WHERE id = NEW.id; END`},
			fails: "restrictions", says: "Own organization only is not ticked", mend: "/users/",
		},
		{
			name: "the parent is another", set: func(p *settings.Portal) { p.RequireOrganizationLevel = 1 },
			sandbox: []string{"CREATE TRIGGER top AFTER INSERT ON organizations WHEN NEW.name LIKE 'Test Partner%' BEGIN UPDATE organizations SET parent_id = NULL, level = 1, path = '/' || NEW.id || '/' WHERE id = NEW.id; END"},
			fails:   "placed", says: "does not stand under the right parent", mend: "/settings/features/partner-portal",
		},
	}
}

func find(t *testing.T, report rehearsal.Report, id string) rehearsal.Step {
	t.Helper()
	for _, step := range report.Steps {
		if step.ID == id {
			return step
		}
	}
	t.Fatalf("there is no step %s:\n%s", id, story(report))
	return rehearsal.Step{}
}

// TestTST1_BrokenSites breaks a site in one way after the other. The rehearsal
// must name what is wrong and where it is put right.
func TestTST1_BrokenSites(t *testing.T) {
	for i, one := range brokenSites() {
		if i%everyNth != 0 {
			continue
		}
		t.Run(one.name, func(t *testing.T) {
			t.Parallel()
			site := testkit.OpenRegistration(t, quick)
			allow(t, site)
			if one.set != nil {
				portal, err := site.Settings.Portal(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				one.set(&portal)
				if err := site.Settings.SavePortal(t.Context(), portal); err != nil {
					t.Fatal(err)
				}
			}
			if one.code {
				requireCode(t, site.Backend)
			}
			for _, statement := range one.site {
				mustExec(t.Context(), t, site.Backend, statement)
			}
			s, _ := open(t, site.Backend)
			s.PutFaults(func(ctx context.Context, sandbox *backend.Backend) error {
				for _, statement := range one.sandbox {
					mustExec(ctx, t, sandbox, statement)
				}
				return nil
			}, one.wrap, nil)
			report := play(t, s)
			one.judge(t, report)
		})
	}
}

// judge looks whether a report names what is wrong.
func (one broken) judge(t *testing.T, report rehearsal.Report) {
	t.Helper()
	step := find(t, report, one.fails)
	if report.Outcome != rehearsal.OutcomeFailed || step.State != rehearsal.Failed || !saysSo(step, one.says) {
		t.Fatalf("step %s does not say %q:\n%s", one.fails, one.says, story(report))
	}
	if step.Mend == nil || !strings.HasPrefix(step.Mend.To, one.mend) || step.Mend.Label == "" {
		t.Errorf("the button leads to %+v, not to %s", step.Mend, one.mend)
	}
	if step.Expected == "" || step.Got == "" {
		t.Errorf("expected %q, got %q", step.Expected, step.Got)
	}
	if one.also != nil {
		one.also(t, report)
	}
}

func saysSo(step rehearsal.Step, words string) bool {
	if strings.Contains(step.Problem, words) {
		return true
	}
	for _, check := range step.Checks {
		if !check.OK && strings.Contains(check.Problem, words) {
			return true
		}
	}
	return false
}

// allow ticks all five pages of Organization Settings.
func allow(t *testing.T, site *testkit.OpenSite) {
	t.Helper()
	site.SavePortal(t, func(p *settings.Portal) {
		p.AllowSelfManagement, p.AllowUserManagement, p.AllowDrivers, p.AllowClassifiers, p.AllowRoles = true, true, true, true, true
	})
}

func requireCode(t *testing.T, b *backend.Backend) {
	t.Helper()
	rules, err := b.Settings.Users(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	rules.TwoFactor = settings.TwoFactorManagers
	if err := b.Settings.SaveUsers(t.Context(), rules); err != nil {
		t.Fatal(err)
	}
}

func mustExec(ctx context.Context, t *testing.T, b *backend.Backend, statement string) {
	t.Helper()
	if err := b.Store.Write(ctx).Exec(statement).Error; err != nil {
		t.Fatal(err)
	}
}
