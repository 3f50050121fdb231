package portal_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"portico/backend"
	"portico/backend/organizations"
	"portico/backend/settings"
	"portico/backend/testkit"
)

const wantedPolicy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

// Every answer of every route, and those that no route is for, carries the
// headers, and no page has a word of script or style in it.
// Shows SEC-29.
func TestHeadersAndNothingInline_SEC29(t *testing.T) {
	t.Parallel()
	v := newVillage(t)
	paths := map[string]string{"/nothing/here": "", "/register?org=x": "", "/assets/x/y.css": ""}
	for _, route := range v.site.Portal.Routes() {
		record := ""
		if s := classified()[route.Method+" "+route.Pattern]; s.record != nil {
			record = s.record(v)
		}
		if route.Method == http.MethodGet {
			paths[fill(route.Pattern, record)] = route.Pattern
		}
	}
	for path := range paths {
		for _, who := range []actor{anonymous, own, signer} {
			got := v.send(v.clients[who], http.MethodGet, path, nil, nil)
			policy := wantedPolicy
			if strings.HasSuffix(path, "/sign") && got.status == http.StatusOK {
				policy += "; connect-src 'self'" // the viewer of the signing page fetches the frozen PDF
			}
			for name, want := range map[string]string{
				"Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
				"Cross-Origin-Opener-Policy": "same-origin", "Cache-Control": "no-store",
			} {
				if have := got.header.Get(name); have != want {
					t.Errorf("%s as %s: %s is %q", path, who, name, have)
				}
			}
			if got.header.Get("X-Request-Id") == "" {
				t.Errorf("%s as %s has no request id", path, who)
			}
			for _, found := range inline(got.body) {
				t.Errorf("%s as %s has %s", path, who, found)
			}
		}
	}
}

// inline returns what the policy would not let work.
func inline(page string) []string {
	var found []string
	tokens := html.NewTokenizer(strings.NewReader(page))
	for tokens.Next() != html.ErrorToken {
		token := tokens.Token()
		if token.Type != html.StartTagToken && token.Type != html.SelfClosingTagToken {
			continue
		}
		attributes := map[string]string{}
		for _, attr := range token.Attr {
			attributes[attr.Key] = attr.Val
			leads := attr.Key == "href" || attr.Key == "src" || attr.Key == "action" || attr.Key == "formaction"
			if strings.HasPrefix(attr.Key, "on") || attr.Key == "style" || leads && strings.HasPrefix(strings.ToLower(strings.TrimSpace(attr.Val)), "javascript:") {
				found = append(found, "<"+token.Data+" "+attr.Key+">")
			}
		}
		switch token.Data {
		case "style", "base", "iframe", "object", "embed":
			found = append(found, "<"+token.Data+">")
		case "script":
			if !strings.HasPrefix(attributes["src"], "/assets/") {
				found = append(found, "<script> from "+attributes["src"])
			}
		case "link":
			if !strings.HasPrefix(attributes["href"], "/assets/") {
				found = append(found, "<link> to "+attributes["href"])
			}
		case "form":
			if action := attributes["action"]; action != "" && (!strings.HasPrefix(action, "/") || strings.HasPrefix(action, "//")) {
				found = append(found, "<form> to "+action)
			}
		}
	}
	return found
}

// Every form of the portal is refused when another site's page sends it.
// Shows SEC-28.
func TestFormsOfOtherSitesAreRefused_SEC28(t *testing.T) {
	t.Parallel()
	v := newVillage(t)
	listener, err := v.site.Settings.Listener(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	listener.PublicAddress = "https://partners.example.com"
	if err := v.site.Settings.SaveListener(t.Context(), listener); err != nil {
		t.Fatal(err)
	}
	foreign := []http.Header{
		{"Sec-Fetch-Site": {"cross-site"}}, {"Sec-Fetch-Site": {"same-site"}}, {"Origin": {"https://evil.example"}}, {"Origin": {"null"}},
		{"Origin": {"http://partners.example.com"}}, {"Origin": {"https://partners.example.com.evil.example"}},
	}
	for _, route := range v.site.Portal.Routes() {
		if route.Method == http.MethodGet {
			continue
		}
		path := fill(route.Pattern, "1")
		for _, header := range foreign {
			before := v.commits()
			if got := v.send(v.clients[own], route.Method, path, url.Values{}, header); got.status != http.StatusForbidden {
				t.Errorf("%s %s with %v: %d", route.Method, path, header, got.status)
			}
			if v.commits() != before {
				t.Errorf("%s %s with %v changed something", route.Method, path, header)
			}
		}
	}
	for _, header := range []http.Header{
		{"Sec-Fetch-Site": {"same-origin"}}, {"Sec-Fetch-Site": {"none"}}, {"Origin": {"https://partners.example.com"}}, {"Sec-Fetch-Site": {"cross-site"}, "Origin": {"https://partners.example.com"}}, nil,
	} {
		if got := v.send(v.clients[anonymous], http.MethodPost, "/login", url.Values{}, header); got.status != http.StatusUnauthorized {
			t.Errorf("our own form with %v: %d", header, got.status)
		}
	}
}

// A name that was made to point here says itself in Host and Origin alike.
// Shows SEC-28.
func TestOtherNamesForThisServerAreRefused_SEC28(t *testing.T) {
	t.Parallel()
	site := testkit.OpenRegistration(t)
	listener, err := site.Settings.Listener(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	listener.PublicAddress = "https://partners.example.com"
	if err := site.Settings.SaveListener(t.Context(), listener); err != nil {
		t.Fatal(err)
	}
	for host, want := range map[string]int{"evil.example": http.StatusForbidden, "127.0.0.1:8787": http.StatusUnauthorized, "localhost:8787": http.StatusUnauthorized} {
		request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/login", strings.NewReader("identifier=a&password=b"))
		request.Host = host
		request.Header.Set("Origin", "http://"+host)
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		answer := httptest.NewRecorder()
		site.Portal.ServeHTTP(answer, request)
		if answer.Code != want {
			t.Errorf("as %s: %d, not %d", host, answer.Code, want)
		}
	}
}

// Shows SEC-27.
func TestCookies_SEC27(t *testing.T) {
	t.Parallel()
	site := testkit.OpenRegistration(t)
	v := &village{t: t, root: t, site: site, address: testkit.Serve(t, site.Backend)}
	testkit.MustCreateManager(t, site.Backend, "a@x.example", []int64{site.Model.ID}, site.Assessments)
	cases := []struct {
		name, public string
		secure, warn bool
	}{
		{"https", "https://partners.example.com", true, false},
		{"http on loopback", "http://127.0.0.1:8787", false, false},
		{"http on localhost", "http://localhost:8787", false, false},
		{"http on the network", "http://192.0.2.5:8787", false, true},
		{"http with a name", "http://partners.example.com", false, true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			listener, err := site.Settings.Listener(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			listener.PublicAddress = c.public
			if err := site.Settings.SaveListener(t.Context(), listener); err != nil {
				t.Fatal(err)
			}
			got := v.send(newClient(t), http.MethodPost, "/login", url.Values{"identifier": {"a@x.example"}, "password": {testkit.Password}}, nil)
			cookies := (&http.Response{Header: got.header}).Cookies()
			if len(cookies) != 2 {
				t.Fatalf("cookies %v", cookies)
			}
			for _, cookie := range cookies {
				if !cookie.HttpOnly || cookie.SameSite != http.SameSiteLaxMode || cookie.Path != "/" || cookie.Domain != "" || cookie.Secure != c.secure || strings.HasPrefix(cookie.Name, "__Host-") != c.secure {
					t.Errorf("cookie %s", cookie.Raw)
				}
			}
			page := v.send(newClient(t), http.MethodGet, "/login", nil, nil)
			if warned := strings.Contains(page.body, "not encrypted"); warned != c.warn {
				t.Errorf("warned: %v", warned)
			}
			if hsts := page.header.Get("Strict-Transport-Security") != ""; hsts != c.secure {
				t.Errorf("HSTS: %v", hsts)
			}
		})
	}
}

// A fault inside shows its request's id and nothing of how it is built, and the
// log holds no key, token, code or password.
// Shows SEC-31.
func TestFaultsAndLogsTellNothing_SEC31(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	site := testkit.OpenRegistration(t, func(c *backend.Config) {
		c.LimitsOff, c.Log = true, slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	})
	v := &village{t: t, root: t, site: site, address: testkit.Serve(t, site.Backend), tree: map[string]organizations.Organization{"Middle": site.Model}}
	client := newClient(t)
	u := testkit.MustCreateManager(t, site.Backend, "a@x.example", []int64{site.Model.ID}, site.Assessments)
	letter, err := site.SignIn.SendActivation(t.Context(), u.ID)
	if err != nil {
		t.Fatal(err)
	}
	link := strings.TrimPrefix(letter.Link, "http://127.0.0.1:8787")
	made := v.response()
	key := site.Organizations.Key(site.Model)
	v.send(client, http.MethodGet, link, nil, nil)
	v.send(client, http.MethodGet, "/register?org="+key, nil, nil)
	v.send(client, http.MethodGet, "/register&org="+key, nil, nil)
	v.send(client, http.MethodGet, strings.TrimPrefix(made.Link, "http://127.0.0.1:8787"), nil, nil)
	v.send(client, http.MethodPost, "/login", url.Values{"identifier": {"a@x.example"}, "password": {testkit.Password}}, nil)
	address, _ := url.Parse(v.address)
	session := client.Jar.Cookies(address)
	if len(session) == 0 {
		t.Fatal("not signed in")
	}
	v.exec("DROP TABLE site_texts")
	got := v.send(client, http.MethodGet, "/home", nil, nil)
	id := got.header.Get("X-Request-Id")
	if got.status != http.StatusInternalServerError || id == "" || !strings.Contains(got.body, id) {
		t.Errorf("%d without its id: %s", got.status, got.body)
	}
	for _, word := range []string{"site_texts", "SQL", "no such table", ".go", "panic"} {
		if strings.Contains(got.body, word) {
			t.Errorf("the page says %q: %s", word, got.body)
		}
	}
	if !strings.Contains(log.String(), id) || !strings.Contains(log.String(), "site_texts") {
		t.Error("the log does not tell what happened under that id")
	}
	secrets := map[string]string{"activation token": strings.TrimPrefix(link, "/activate?token="), "activation code": letter.Code, "organization key": key,
		"respondent's token": made.Link[strings.LastIndex(made.Link, "/")+1:], "password": testkit.Password}
	for _, cookie := range session {
		secrets["cookie "+cookie.Name] = cookie.Value
	}
	entries := v.one("SELECT group_concat(before || after || subject_name || actor_name) FROM audit_entries")
	mails := v.one("SELECT group_concat(subject || body || search_key) FROM outbox")
	for name, secret := range secrets {
		if strings.Contains(log.String(), secret) {
			t.Errorf("the log holds the %s", name)
		}
		if strings.Contains(entries, secret) {
			t.Errorf("the audit log holds the %s", name)
		}
		if strings.Contains(mails, secret) {
			t.Errorf("the outbox holds the %s", name)
		}
	}
}

// Shows SEC-24, SEC-30.
func TestBodiesAreLimited_SEC24_SEC30(t *testing.T) {
	t.Parallel()
	v := newVillage(t)
	for _, path := range []string{"/login", "/register", "/account"} {
		got := v.send(v.clients[own], http.MethodPost, path, url.Values{"first_name": {strings.Repeat("a", 65<<10)}}, nil)
		if got.status != http.StatusUnprocessableEntity || strings.Contains(got.body, "aaaaaaaaaa") {
			t.Errorf("%s took 65 KiB: %d", path, got.status)
		}
	}
}

func TestUnknownAddressesAndMethods(t *testing.T) {
	t.Parallel()
	v := newVillage(t)
	for path, want := range map[string]int{"/nothing": 404, "/login/": 404, "/assets/": 404, "/assets/../portal.go": 404, "/call/Users/List": 404, "/r": 404, "/%00": 404} {
		got := v.send(v.clients[anonymous], http.MethodGet, path, nil, nil)
		if got.status != want && got.status != http.StatusMovedPermanently && got.status != http.StatusTemporaryRedirect {
			t.Errorf("%s: %d", path, got.status)
		}
	}
	for _, method := range []string{http.MethodPut, http.MethodDelete, http.MethodPatch} {
		got := v.send(v.clients[own], method, "/home", nil, nil)
		if got.status != http.StatusMethodNotAllowed || got.header.Get("Allow") == "" {
			t.Errorf("%s /home: %d, Allow %q", method, got.status, got.header.Get("Allow"))
		}
	}
	if got := v.send(v.clients[own], http.MethodPost, "/call/Users/List", nil, nil); got.status != 404 {
		t.Errorf("the desktop's bindings answer %d (SEC-49)", got.status)
	}
}

// A first visit to the registration page loads at most 20 KB (P8).
func TestFirstVisitIsSmall_P8(t *testing.T) {
	t.Parallel()
	site := testkit.OpenRegistration(t)
	v := &village{t: t, root: t, site: site, address: testkit.Serve(t, site.Backend)}
	page := v.send(newClient(t), http.MethodGet, "/register", nil, nil)
	total := len(page.body)
	loads := regexp.MustCompile(`(?:href|src)="(/assets/[^"]+)"`).FindAllStringSubmatch(page.body, -1)
	if len(loads) < 2 {
		t.Fatalf("loads %v", loads)
	}
	for _, load := range loads {
		got := v.send(newClient(t), http.MethodGet, load[1], nil, http.Header{"Accept-Encoding": {"gzip"}})
		if got.status != 200 || got.header.Get("Content-Encoding") != "gzip" || !strings.Contains(got.header.Get("Cache-Control"), "immutable") {
			t.Errorf("%s: %d, %v", load[1], got.status, got.header)
		}
		reader, err := gzip.NewReader(strings.NewReader(got.body))
		if err != nil {
			t.Fatal(err)
		}
		plain, err := io.ReadAll(reader)
		if err != nil {
			t.Fatal(err)
		}
		raw := v.send(newClient(t), http.MethodGet, load[1], nil, http.Header{"Accept-Encoding": {"identity"}})
		if raw.body != string(plain) {
			t.Errorf("%s differs when it is not compressed", load[1])
		}
		total += len(got.body)
	}
	if total > 20<<10 {
		t.Errorf("%d bytes", total)
	}
	t.Logf("%d bytes in all", total)
}

// Shows SET-3, PRT-4.
func TestFeaturesThatAreOffAreOffOnTheServer_SET3_PRT4(t *testing.T) {
	t.Parallel()
	v := newVillage(t)
	off := map[string]func(*settings.Portal){
		"/organization/profile":     func(p *settings.Portal) { p.AllowSelfManagement = false },
		"/organization/users":       func(p *settings.Portal) { p.AllowUserManagement = false },
		"/organization/drivers":     func(p *settings.Portal) { p.AllowDrivers = false },
		"/organization/classifiers": func(p *settings.Portal) { p.AllowClassifiers = false },
		"/organization/roles":       func(p *settings.Portal) { p.AllowRoles = false },
	}
	for path, change := range off {
		if got := v.send(v.clients[own], http.MethodGet, path, nil, nil); got.status != 200 {
			t.Fatalf("%s while on: %d", path, got.status)
		}
		v.site.SavePortal(t, change)
		for _, route := range v.site.Portal.Routes() {
			if !strings.HasPrefix(route.Pattern, path) {
				continue
			}
			before := v.commits()
			if got := v.send(v.clients[own], route.Method, fill(route.Pattern, "1"), url.Values{}, nil); got.status != 404 {
				t.Errorf("%s %s while off: %d", route.Method, route.Pattern, got.status)
			}
			if v.commits() != before {
				t.Errorf("%s %s while off changed something", route.Method, route.Pattern)
			}
		}
		if home := v.send(v.clients[own], http.MethodGet, "/home", nil, nil); strings.Contains(home.body, path) {
			t.Errorf("the menu still leads to %s", path)
		}
	}
	general, err := v.site.Settings.General(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	general.UsePartnerPortal = false
	if err := v.site.Settings.SaveGeneral(t.Context(), general); err != nil {
		t.Fatal(err)
	}
	if page := v.send(v.clients[anonymous], http.MethodGet, "/register", nil, nil); page.status != 404 || strings.Contains(page.body, `href="/login"`) {
		t.Errorf("the page that is not available leads on to one that isn't: %d", page.status)
	}
	for _, route := range v.site.Portal.Routes() {
		always := route.Pattern == "/healthz" || route.Pattern == "/readyz" || route.Pattern == "/privacy"
		got := v.send(v.clients[own], route.Method, fill(route.Pattern, "1"), url.Values{}, nil)
		if route.Pattern == "/webhooks/stripe" { // money that is on its way counts; without a payment service there is none
			if got.status != 404 {
				t.Errorf("%s: %d", route.Pattern, got.status)
			}
			continue
		}
		if !always && (got.status != 404 || !strings.Contains(got.body, "not available")) {
			t.Errorf("%s %s with Use Partner Portal off: %d", route.Method, route.Pattern, got.status)
		}
	}
}
