package portal_test

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"portico/backend"
	"portico/backend/access"
	"portico/backend/mail"
	"portico/backend/organizations"
	"portico/backend/settings"
	"portico/backend/sitetext"
	"portico/backend/testkit"
)

func openRegistration(t *testing.T, limits bool) *village {
	t.Helper()
	site := testkit.OpenRegistration(t, func(c *backend.Config) { c.LimitsOff = !limits })
	return &village{t: t, root: t, site: site, address: testkit.Serve(t, site.Backend), tree: map[string]organizations.Organization{}}
}

func (v *village) browser() *testkit.Browser { return testkit.NewBrowser(v.t, v.address) }

// partner fills in the registration form of a page.
func partner(page *testkit.Page, name, email string) *testkit.Form {
	return page.Form("Register").Set("Organization name", name).Set("First name", "Bo").Set("Last name", "Ek").
		Set("Email", email).Set("Password", testkit.Password).Set("Repeat password", testkit.Password)
}

// Shows REG-1, REG-2.
func TestFromTheLinkToThePortal_REG1_REG2(t *testing.T) {
	t.Parallel()
	v := openRegistration(t, false)
	browser := v.browser()
	done := partner(browser.Get("/register").Want(200, "Become a partner", "two minutes"), "Halden AS", "bo@halden.example").Submit()
	done.At("/register/done").Want(200, "You are registered")
	// It never signs anybody in.
	browser.Get("/home").At("/login")
	signIn := browser.Get(done.Link("Sign in"))
	home := signIn.Form("Sign in").Set("Email or Login", "BO@halden.example").Set("Password", testkit.Password).Submit()
	home.At("/home").Want(200, "Halden AS", "Welcome, Bo")
	assessments := browser.Get("/assessments").Want(200)
	for i, id := range v.site.Assessments {
		name := v.one("SELECT name FROM assessments WHERE id = ?", id)
		if has := strings.Contains(assessments.Text(), name); has != (i < len(v.site.Assessments)-1) {
			t.Errorf("sees %q: %v", name, has)
		}
	}
}

// Shows REG-3, SEC-18.
func TestOrganizationKeys_REG3_SEC18(t *testing.T) {
	t.Parallel()
	v := openRegistration(t, false)
	group := testkit.MustCreateOrganization(t, v.site.Backend, 0, "Group")
	key := v.site.Organizations.Key(group)
	for i, path := range []string{"/register?org=" + key, "/register&org=" + key, "/register&org=" + key + "?utm_source=x", "/register?a=b&org=" + key} {
		name, email := fmt.Sprintf("Below %d", i), fmt.Sprintf("below%d@x.example", i)
		page := v.browser().Get(path).Want(200, "will belong to Group")
		partner(page, name, email).Submit().At("/register/done")
		if parent := v.one("SELECT parent_id FROM organizations WHERE name = ?", name); parent != text(group.ID) {
			t.Errorf("%s: made under %q", path, parent)
		}
	}
	archived := testkit.MustCreateOrganization(t, v.site.Backend, 0, "Archived")
	archivedKey := v.site.Organizations.Key(archived)
	if _, err := v.site.Organizations.Archive(t.Context(), archived.ID); err != nil {
		t.Fatal(err)
	}
	replaced := testkit.MustCreateOrganization(t, v.site.Backend, 0, "Replaced")
	replacedKey := v.site.Organizations.Key(replaced)
	if _, err := v.site.Organizations.ReplaceKey(t.Context(), replaced.ID); err != nil {
		t.Fatal(err)
	}
	bad := []string{
		"/register?org=", "/register?org", "/register?org=x", "/register?org=" + key[:len(key)-1], "/register?org=" + key + "A", "/register?org=" + key + "=", "/register?org=" + key + "%0A",
		"/register?org=%20" + key, "/register?org=" + strings.ToUpper(key), "/register?org=" + key + "&org=" + key, "/register?org=%zz", "/register?org=" + key + "&x=%zz", "/register?org=" + key + ";a=b",
		"/register&org=" + key[1:], "/register?org=" + archivedKey, "/register?org=" + replacedKey, "/register?link=x", "/register?org=" + key + "&link=",
	}
	for i := range key {
		other := "A"
		if key[i] == 'A' {
			other = "B"
		}
		bad = append(bad, "/register?org="+key[:i]+other+key[i+1:])
	}
	before, client := v.changes(), newClient(t)
	form := url.Values{"organization_name": {"Forged"}, "first_name": {"E"}, "last_name": {"V"}, "email": {"eve@x.example"}, "password": {testkit.Password}, "repeat_password": {testkit.Password}}
	var page string
	for _, path := range bad {
		for _, method := range []string{http.MethodGet, http.MethodPost} {
			got := v.send(client, method, path, form, nil)
			if got.status != http.StatusGone || !strings.Contains(got.body, "This link is not valid any more") {
				t.Errorf("%s %s: %d", method, path, got.status)
			}
			if page == "" {
				page = steady(got.body)
			}
			if steady(got.body) != page {
				t.Errorf("%s %s answers with another page", method, path)
			}
		}
	}
	if after := v.changes(); after != before {
		t.Errorf("something was made: %s", firstDifference(before, after))
	}
}

// Shows SEC-20.
func TestClosedRegistrationRefusesBoth_SEC20(t *testing.T) {
	t.Parallel()
	v := openRegistration(t, false)
	form := url.Values{"organization_name": {"X"}, "first_name": {"E"}, "last_name": {"V"}, "email": {"e@x.example"}, "password": {testkit.Password}, "repeat_password": {testkit.Password}}
	both := func(name string, status int, says string) {
		t.Helper()
		before := v.changes()
		for _, method := range []string{http.MethodGet, http.MethodPost} {
			if got := v.send(newClient(t), method, "/register", form, nil); got.status != status || !strings.Contains(got.body, says) {
				t.Errorf("%s: %s %d: %s", name, method, got.status, summary(got.body))
			}
		}
		if v.changes() != before {
			t.Errorf("%s: something was made", name)
		}
	}
	v.exec("UPDATE users SET is_suspended = 1 WHERE id = ?", v.site.ModelUser.ID)
	both("Model User does not hold", http.StatusServiceUnavailable, "closed for now")
	v.exec("UPDATE users SET is_suspended = 0 WHERE id = ?", v.site.ModelUser.ID)
	portal, err := v.site.Settings.Portal(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	portal.AllowExternalOrganizationCreation = false
	if err := v.site.Registrations.SaveSettings(t.Context(), portal); err != nil {
		t.Fatal(err)
	}
	both("switched off", http.StatusNotFound, "not open here")
}

// Shows SEC-21.
func TestWhatIsNotOnTheFormIsIgnored_SEC21(t *testing.T) {
	t.Parallel()
	v := openRegistration(t, false)
	form := partner(v.browser().Get("/register"), "Halden AS", "bo@halden.example")
	for name, value := range map[string]string{
		"type": "administrator", "role": "administrator", "organization_id": text(v.site.Model.ID), "organization_ids": text(v.site.Model.ID), "user_id": text(v.site.ModelUser.ID), "model_user_id": "1",
		"response_allotment": "allocated", "approved": "1", "state": "admitted", "level": "1", "parent": text(v.site.Model.ID), "parent_id": text(v.site.Model.ID), "restrictions": "", "assessment_ids": "3", "link": "1", "key": "x", "id": "1", "is_suspended": "1",
	} {
		form.Values.Set(name, value)
	}
	form.Submit().At("/register/done")
	if got := v.one("SELECT o.parent_id IS NULL AND o.response_allotment = 'unlimited' AND u.type = 'manager' AND u.is_suspended = 0 AND (SELECT group_concat(organization_id) FROM user_organizations WHERE user_id = u.id) = o.id FROM organizations o, users u WHERE o.name = 'Halden AS' AND u.email = 'bo@halden.example'"); got != "1" {
		t.Errorf("made otherwise: %q", got)
	}
}

// Shows SEC-23.
func TestLinksComeFromThePublicAddress_SEC23(t *testing.T) {
	t.Parallel()
	v := openRegistration(t, false)
	listener, err := v.site.Settings.Listener(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	listener.PublicAddress = "https://partners.example.com"
	if err := v.site.Settings.SaveListener(t.Context(), listener); err != nil {
		t.Fatal(err)
	}
	evil := http.Header{"Host": {"evil.example"}, "X-Forwarded-Host": {"evil.example"}, "X-Forwarded-Proto": {"http"}, "Forwarded": {"host=evil.example"}, "X-Original-Url": {"http://evil.example/"}}
	form := url.Values{"organization_name": {"Halden AS"}, "first_name": {"Bo"}, "last_name": {"Ek"}, "email": {"bo@halden.example"}, "password": {testkit.Password}, "repeat_password": {testkit.Password}}
	got := v.send(newClient(t), http.MethodPost, "/register", form, evil)
	if got.location != "/register/done" {
		t.Fatalf("%d %s", got.status, got.location)
	}
	page, err := v.site.Outbox.List(t.Context(), access.ForAdministrator(), mail.Query{})
	if err != nil || len(page.Items) != 1 {
		t.Fatalf("%d mails, %v", len(page.Items), err)
	}
	content, err := v.site.Outbox.Read(t.Context(), access.ForAdministrator(), page.Items[0].ID)
	if err != nil || !strings.Contains(content.Text, "https://partners.example.com/login") || strings.Contains(content.Text, "evil") {
		t.Errorf("mail: %s %v", content.Text, err)
	}
	for _, path := range []string{"/register", "/login", "/home", "/nothing"} {
		if got := v.send(newClient(t), http.MethodGet, path, nil, evil); strings.Contains(got.body, "evil.example") || strings.Contains(got.location, "evil.example") {
			t.Errorf("%s repeats the header", path)
		}
	}
}

// Shows SEC-14, REG-4.
func TestKnownEmailsAreNotToldApart_SEC14_REG4(t *testing.T) {
	t.Parallel()
	v := openRegistration(t, false)
	testkit.MustCreateManager(t, v.site.Backend, "known@x.example", []int64{v.site.Model.ID}, v.site.Assessments)
	suspended := testkit.MustCreateManager(t, v.site.Backend, "suspended@x.example", []int64{v.site.Model.ID}, v.site.Assessments)
	v.exec("UPDATE users SET is_suspended = 1 WHERE id = ?", suspended.ID)
	var first answer
	for i, email := range []string{"new@x.example", "known@x.example", "KNOWN@X.example", "suspended@x.example", v.site.ModelUser.Email} {
		hashes := v.site.SignIn.Hasher.Computed()
		form := url.Values{"organization_name": {fmt.Sprintf("Org %d", i)}, "first_name": {"Bo"}, "last_name": {"Ek"}, "email": {email}, "password": {testkit.Password}, "repeat_password": {testkit.Password}}
		got := v.send(newClient(t), http.MethodPost, "/register", form, nil)
		if i == 0 {
			first = got
		}
		if got.status != first.status || got.location != first.location || got.body != first.body || len(got.header) != len(first.header) {
			t.Errorf("%s: %d %s", email, got.status, got.location)
		}
		if n := v.site.SignIn.Hasher.Computed() - hashes; n != 1 {
			t.Errorf("%s: %d hashes", email, n)
		}
	}
	if n := v.one("SELECT COUNT(*) FROM organizations WHERE name LIKE 'Org %'"); n != "1" {
		t.Errorf("%s organizations were made", n)
	}
	if n := v.one("SELECT COUNT(*) FROM outbox"); n != "5" {
		t.Errorf("%s mails", n)
	}
}

// Shows REG-1.
func TestMistakesStandBesideTheirFields_REG1(t *testing.T) {
	t.Parallel()
	v := openRegistration(t, false)
	form := partner(v.browser().Get("/register"), "Halden <b>AS</b>", "bo@halden.example").Set("Password", "short").Set("Repeat password", "short")
	page := form.Submit().Want(422, "Use at least 15 characters")
	if !strings.Contains(page.Body, `value="Halden &lt;b&gt;AS&lt;/b&gt;"`) || strings.Contains(page.Body, `value="short"`) {
		t.Error("the form does not come back as it was, without the password")
	}
	if !regexp.MustCompile(`id="password"[^>]*aria-invalid="true"[^>]*aria-describedby="password-note"[^>]*autofocus`).MatchString(page.Body) {
		t.Error("the first mistake has no focus")
	}
	page.Form("Register").Set("Email", "x").Set("Organization name", " \u200b ").Submit().Want(422, "Enter your email address", "Enter the organization's name")
	if n := v.one("SELECT COUNT(*) FROM registrations"); n != "0" {
		t.Errorf("%s registrations", n)
	}
}

// Shows SEC-24, REG-6.
func TestAbuseIsHeldBack_SEC24_REG6(t *testing.T) {
	t.Parallel()
	v := openRegistration(t, true)
	client := newClient(t)
	stamp := func() string {
		page := v.send(client, http.MethodGet, "/register", nil, nil)
		return regexp.MustCompile(`name="shown" value="([^"]+)"`).FindStringSubmatch(page.body)[1]
	}
	count := 0
	form := func(shown string) url.Values {
		count++
		return url.Values{"organization_name": {fmt.Sprintf("Org %d", count)}, "first_name": {"Bo"}, "last_name": {"Ek"}, "email": {fmt.Sprintf("bo%d@x.example", count)},
			"password": {testkit.Password}, "repeat_password": {testkit.Password}, "shown": {shown}}
	}
	made := func() string { return v.one("SELECT COUNT(*) FROM registrations") }

	honey := form(stamp())
	honey.Set("website", "https://spam.example")
	if got := v.send(client, http.MethodPost, "/register", honey, nil); got.location != "/register/done" || made() != "0" {
		t.Errorf("honeypot: %d %s, %s made", got.status, got.location, made())
	}
	if page := v.browser().Get("/register"); !strings.Contains(page.Body, "Leave this empty") {
		t.Error("the honeypot has no label")
	}
	for name, shown := range map[string]string{"none": "", "forged": "mwqw52iu.AAAAAAAAAAAAAAAAAAAAAA", "rubbish": "x"} {
		if got := v.send(client, http.MethodPost, "/register", form(shown), nil); got.status != 422 || made() != "0" {
			t.Errorf("a form with a stamp that is %s: %d, %s made", name, got.status, made())
		}
	}
	old := stamp()
	v.site.Clock.Advance(25 * time.Hour)
	if got := v.send(client, http.MethodPost, "/register", form(old), nil); got.status != 422 {
		t.Errorf("a page of yesterday: %d", got.status)
	}
	begin := time.Now()
	if got := v.send(client, http.MethodPost, "/register", form(stamp()), nil); got.location != "/register/done" || time.Since(begin) < 900*time.Millisecond {
		t.Errorf("a form that came at once: %d after %v", got.status, time.Since(begin))
	}
	// Later on the limit of the network.
	shown := stamp()
	v.site.Clock.Advance(2 * time.Second)
	v.exec("UPDATE limits SET count = 118 WHERE key LIKE 'register:address:%'")
	v.exec("INSERT INTO limits (key, window, count) SELECT 'register:address:127.0.0.1', ?, 118 WHERE NOT EXISTS (SELECT 1 FROM limits WHERE key LIKE 'register:address:%' AND window = ?)", hour(v), hour(v))
	statuses := []int{}
	for range 3 {
		statuses = append(statuses, v.send(client, http.MethodPost, "/register", form(shown), nil).status)
	}
	if statuses[0] != http.StatusSeeOther || statuses[2] != http.StatusTooManyRequests {
		t.Errorf("registrations without end: %v, %s made", statuses, made())
	}
}

// hour returns the window of an hour in which the clock stands.
func hour(v *village) int64 { return v.site.Clock.Now().Truncate(time.Hour).UnixMilli() }

// Shows PRT-5.
func TestChoosingAParent_PRT5(t *testing.T) {
	t.Parallel()
	v := openRegistration(t, false)
	groups := map[string]organizations.Organization{}
	for _, name := range []string{"Sweden", "Norway"} {
		groups[name] = testkit.MustCreateOrganization(t, v.site.Backend, 0, name)
	}
	oslo := testkit.MustCreateOrganization(t, v.site.Backend, groups["Norway"].ID, "Oslo")
	v.site.SavePortal(t, func(p *settings.Portal) { p.RequireOrganizationLevel = 1 })

	page := v.browser().Get("/register").Want(200, "Parent organization", "Sweden", "Norway")
	partner(page, "A", "a@x.example").Submit().Want(422, "Choose the organization that yours belongs to")
	partner(page, "A", "a@x.example").Choose("Parent organization", "Norway").Submit().At("/register/done")
	if parent := v.one("SELECT parent_id FROM organizations WHERE name = 'A'"); parent != text(groups["Norway"].ID) {
		t.Errorf("A is under %s", parent)
	}
	forged := partner(page, "B", "b@x.example")
	forged.Values.Set("parent", text(oslo.ID))
	forged.Submit().Want(422, "Choose one of the organizations in the list")
	// The key's organization is at the level or below it: nothing is asked.
	keyed := v.browser().Get("/register?org="+v.site.Organizations.Key(oslo)).Want(200, "will belong to Oslo")
	if strings.Contains(keyed.Text(), "Parent organization") {
		t.Error("asks though the key has said it")
	}
	partner(keyed, "C", "c@x.example").Submit().At("/register/done")

	// With the list off only a key chooses.
	v.site.SavePortal(t, func(p *settings.Portal) { p.RequireOrganizationLevel, p.ListParents = 1, false })
	hidden := v.browser().Get("/register")
	if hidden.Status != http.StatusServiceUnavailable || strings.Contains(hidden.Body, "Norway") {
		t.Errorf("%d: %s", hidden.Status, hidden.Text())
	}
	v.browser().Get("/register?org="+v.site.Organizations.Key(oslo)).Want(200, "Oslo")

	// Beyond 200 one searches first.
	v.site.SavePortal(t, func(p *settings.Portal) { p.RequireOrganizationLevel, p.ListParents = 1, true })
	for i := range 200 {
		testkit.MustCreateOrganization(t, v.site.Backend, 0, fmt.Sprintf("Region %03d", i))
	}
	browser := v.browser()
	many := browser.Get("/register").Want(200, "Find your parent organization")
	if strings.Contains(many.Body, "Region 007") {
		t.Error("lists before it searches")
	}
	found := many.Form("Search").Set("Find your parent organization", "region 007").Submit().Want(200, "Region 007")
	if strings.Contains(found.Body, "Region 008") {
		t.Error("the search does not narrow down")
	}
	partner(found, "D", "d@x.example").Choose("Parent organization", "Region 007").Submit().At("/register/done")
	many.Form("Search").Set("Find your parent organization", "no such thing").Submit().Want(200, "No organization has this name")
}

// Shows SEC-37.
func TestNoScriptThroughTheForm_SEC37(t *testing.T) {
	t.Parallel()
	v := openRegistration(t, false)
	for i, attempt := range []string{`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `{{.}}`, `{{site.name}}`, `' onfocus=alert(1) autofocus='`, `</title><script>alert(1)</script>`, `javascript:alert(1)`, "**x** [a](javascript:alert(1))", "‮<script>"} {
		email := fmt.Sprintf("x%d@x.example", i)
		form := partner(v.browser().Get("/register"), attempt, email).Set("First name", attempt).Set("Last name", attempt)
		short := form.Set("Password", "short").Submit()
		for _, found := range inline(short.Body) {
			t.Errorf("%q: the form comes back with %s", attempt, found)
		}
		form.Set("Password", testkit.Password).Submit().At("/register/done")
		browser := v.browser()
		browser.Get("/login").Form("Sign in").Set("Email or Login", email).Set("Password", testkit.Password).Submit().At("/home")
		for _, path := range []string{"/home", "/help", "/account", "/privacy", "/responses", "/responses/new", "/organization"} {
			page := browser.Get(path)
			for _, found := range inline(page.Body) {
				t.Errorf("%q: %s has %s", attempt, path, found)
			}
		}
	}
}

// Shows REG-1.
func TestInitiationTextCanBeEmptied_REG1(t *testing.T) {
	t.Parallel()
	v := openRegistration(t, false)
	if err := v.site.Texts.Save(t.Context(), sitetext.Initiation, sitetext.Place{}, sitetext.Text{Body: ""}); err != nil {
		t.Fatal(err)
	}
	if page := v.browser().Get("/register").Want(200); strings.Contains(page.Text(), "two minutes") {
		t.Error("an emptied text is shown")
	}
}

func TestGermanPages(t *testing.T) {
	t.Parallel()
	v := openRegistration(t, false)
	german := http.Header{"Accept-Language": {"de-CH,de;q=0.9"}}
	for path, says := range map[string]string{
		"/register": "Partner werden", "/login": "Anmelden", "/register/done": "Sie sind registriert", "/privacy": "Datenschutz", "/nothing": "Hier ist nichts", "/register?org=x": "Dieser Link gilt nicht mehr",
	} {
		if got := v.send(newClient(t), http.MethodGet, path, nil, german); !strings.Contains(got.body, says) || !strings.Contains(got.body, `<html lang="de">`) {
			t.Errorf("%s: %d without %q", path, got.status, says)
		}
	}
	got := v.send(newClient(t), http.MethodPost, "/register", url.Values{"password": {"kurz"}}, german)
	for _, says := range []string{"Bitte prüfen Sie die markierten Felder.", "Geben Sie den Namen der Organisation ein.", "Die beiden Passwörter unterscheiden sich."} {
		if !strings.Contains(got.body, says) {
			t.Errorf("the form does not say %q", says)
		}
	}
}
