package portal_test

import (
	"database/sql"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/glebarez/sqlite"
	"github.com/pquerna/otp/totp"

	"portico/backend"
	"portico/backend/access"
	"portico/backend/allotments"
	"portico/backend/mail"
	"portico/backend/organizations"
	"portico/backend/purchases"
	"portico/backend/responses"
	"portico/backend/settings"
	"portico/backend/store"
	"portico/backend/testkit"
	"portico/backend/users"
)

// The people who ask for pages. All records of the scenarios belong to one
// organization in the middle of a tree:
//
//	Group ─┬─ Middle ── Child
//	       └─ Sibling
//	Other
type actor string

const (
	anonymous  actor = "anonymous"
	respondent actor = "respondent"          // holds a link to a response of Middle, and nothing else
	suspended  actor = "suspended"           // a manager of Middle, suspended after signing in
	other      actor = "other organization"  // manages Other
	sibling    actor = "sibling"             // manages Sibling
	child      actor = "child"               // manages Child
	own        actor = "own"                 // manages Middle
	parent     actor = "parent manager"      // manages Group
	restricted actor = "restricted manager"  // manages Middle with every restriction there is
	halfway    actor = "without second step" // manages Middle, has given the password only
	foreigner  actor = "other assessments"   // manages Middle, with another assessment
	signer     actor = "signer"              // an Individual with every portal right, a Director of Middle
)

func actors() []actor {
	return []actor{anonymous, respondent, suspended, other, sibling, child, own, parent, restricted, halfway, foreigner, signer}
}

// secret words stand in the names of everything of Middle. A page for somebody
// who may not see it must not hold one.
const secretWord = "Zebulon"

// village is a site with all of them signed in.
type village struct {
	t       *testing.T
	root    *testing.T
	watch   *sql.DB
	site    *testkit.OpenSite
	address string
	tree    map[string]organizations.Organization
	clients map[actor]*http.Client
	link    string // the respondent's
	made    int
}

func newVillage(t *testing.T) *village {
	t.Helper()
	v := &village{t: t, root: t, site: testkit.OpenRegistration(t, func(c *backend.Config) { c.LimitsOff = true }), tree: map[string]organizations.Organization{}, clients: map[actor]*http.Client{}}
	v.address = testkit.Serve(t, v.site.Backend)
	testkit.UseFeatures(t, v.site.Backend, func(g *settings.General) { g.UseCohorts, g.UseContracts = true, true })
	v.site.SavePortal(t, func(p *settings.Portal) {
		p.AllowSelfManagement, p.AllowUserManagement, p.AllowDrivers, p.AllowClassifiers, p.AllowRoles = true, true, true, true, true
	})
	for _, one := range []struct{ name, parent string }{{"Group", ""}, {"Middle", "Group"}, {"Child", "Middle"}, {"Sibling", "Group"}, {"Other", ""}} {
		v.tree[one.name] = testkit.MustCreateOrganization(t, v.site.Backend, v.tree[one.parent].ID, one.name)
	}
	all, last := v.site.Assessments[:len(v.site.Assessments)-1], v.site.Assessments[len(v.site.Assessments)-1:]
	var every []string
	for _, label := range access.RestrictionLabels() {
		every = append(every, string(label.Name))
	}
	v.clients[anonymous] = newClient(t)
	for _, one := range []struct {
		who          actor
		organization string
		assessments  []int64
		restrictions []string
	}{
		{suspended, "Middle", all, nil}, {other, "Other", all, nil}, {sibling, "Sibling", all, nil}, {child, "Child", all, nil}, {own, "Middle", all, nil},
		{parent, "Group", all, nil}, {restricted, "Middle", all, every}, {halfway, "Middle", all, nil}, {foreigner, "Middle", last, nil},
	} {
		u := testkit.MustCreateManager(t, v.site.Backend, strings.ReplaceAll(string(one.who), " ", ".")+"@x.example", []int64{v.tree[one.organization].ID}, one.assessments, one.restrictions...)
		if one.who == halfway {
			v.enrol(u.Email)
		}
		v.clients[one.who] = v.signIn(u.Email)
		if one.who == suspended {
			if _, err := v.site.Users.Suspend(t.Context(), access.ForAdministrator(), u.ID); err != nil {
				t.Fatal(err)
			}
		}
	}
	v.newSigner("signer@x.example", "Middle")
	v.clients[signer] = v.signIn("signer@x.example")
	v.link = v.response().Link
	allotmentID(v)
	v.draft()
	v.clients[respondent] = newClient(t)
	return v
}

// newSigner makes an Individual who is a Director of an organization, has the
// role Partner Portal User, and can sign in.
func (v *village) newSigner(email, organization string) users.User {
	v.t.Helper()
	u, err := v.site.Users.Create(v.t.Context(), access.ForAdministrator(), users.Input{Email: email, FirstName: "Sven", LastName: "Bakke", Type: users.Individual})
	if err != nil {
		v.t.Fatal(err)
	}
	letter, err := v.site.SignIn.SendActivation(v.t.Context(), u.ID)
	if err != nil {
		v.t.Fatal(err)
	}
	v.exec("INSERT INTO account_role_members (role_id, user_id, added_at) SELECT id, ?, 0 FROM account_roles WHERE name = 'Partner Portal User'", u.ID)
	v.exec("INSERT INTO affiliations (user_id, organization_id, created_at, updated_at) VALUES (?, ?, 0, 0)", u.ID, v.tree[organization].ID)
	v.exec("INSERT INTO affiliation_roles (affiliation_id, role_id) SELECT a.id, r.id FROM affiliations a, organizational_roles r WHERE a.user_id = ? AND r.name = 'Director'", u.ID)
	link, err := url.Parse(letter.Link)
	if err == nil {
		_, err = v.site.SignIn.ActivateByLink(v.t.Context(), link.Query().Get("token"), testkit.Password, testkit.Password)
	}
	if err != nil {
		v.t.Fatal(err)
	}
	return u
}

// enrol gives somebody a second factor, and returns its secret.
func (v *village) enrol(email string) string {
	v.t.Helper()
	entrance, err := v.site.SignIn.SignIn(v.t.Context(), email, testkit.Password, "")
	if err != nil {
		v.t.Fatal(err)
	}
	visitor, _, err := v.site.SignIn.Visitor(v.t.Context(), entrance.Token)
	if err != nil {
		v.t.Fatal(err)
	}
	enrollment, err := v.site.SignIn.Enrollment(v.t.Context(), visitor)
	if err != nil {
		v.t.Fatal(err)
	}
	code, err := totp.GenerateCode(enrollment.Secret, v.site.Clock.Now())
	if err != nil {
		v.t.Fatal(err)
	}
	if _, _, err := v.site.SignIn.Enroll(v.t.Context(), entrance.Token, testkit.Password, code); err != nil {
		v.t.Fatal(err)
	}
	return enrollment.Secret
}

func newClient(t *testing.T) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

func (v *village) signIn(email string) *http.Client {
	v.t.Helper()
	client := newClient(v.t)
	answer := v.send(client, http.MethodPost, "/login", url.Values{"identifier": {email}, "password": {testkit.Password}}, nil)
	if answer.status != http.StatusSeeOther {
		v.t.Fatalf("signing %s in: %d", email, answer.status)
	}
	return client
}

// answer is a response as the client got it, without following it.
type answer struct {
	status   int
	location string
	header   http.Header
	body     string
}

func (v *village) send(client *http.Client, method, path string, form url.Values, header http.Header) answer {
	v.t.Helper()
	var body io.Reader
	if method != http.MethodGet && method != http.MethodHead {
		body = strings.NewReader(form.Encode())
	}
	request, err := http.NewRequestWithContext(v.t.Context(), method, v.address+path, body)
	if err != nil {
		v.t.Fatal(err)
	}
	if body != nil {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for name, values := range header {
		request.Header[name] = values
		if name == "Host" {
			request.Host = values[0]
		}
	}
	response, err := client.Do(request)
	if err != nil {
		v.t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		v.t.Fatal(err)
	}
	return answer{response.StatusCode, response.Header.Get("Location"), response.Header, string(text)}
}

func (v *village) exec(sql string, args ...any) {
	v.t.Helper()
	if err := v.site.Store.Write(v.t.Context()).Exec(sql, args...).Error; err != nil {
		v.t.Fatal(err)
	}
}

func (v *village) one(sql string, args ...any) string {
	v.t.Helper()
	var text string
	if err := v.site.Store.Read(v.t.Context()).Raw(sql, args...).Scan(&text).Error; err != nil {
		v.t.Fatal(err)
	}
	return text
}

func (v *village) middle() int64 { return v.tree["Middle"].ID }

// response makes a response of Middle that is open, with a mail about it.
func (v *village) response() responses.Made {
	v.t.Helper()
	v.made++
	made, err := v.site.Responses.Invite(v.t.Context(), access.ForAdministrator(), responses.Input{
		OrganizationID: v.middle(), AssessmentID: v.site.Assessments[0], FirstName: secretWord, LastName: "Quist", Email: fmt.Sprintf("zebulon%d@x.example", v.made),
	})
	if err != nil {
		v.t.Fatal(err)
	}
	return made
}

// The records that {id} and {token} stand for, each made anew, so that a
// change in one scenario can't be seen in the next.

func responseID(v *village) string { return strconv.FormatInt(v.response().ID, 10) }

// allotmentID returns the allotment of Middle, made the first time.
func allotmentID(v *village) string {
	ctx := v.t.Context()
	general, err := v.site.Settings.General(ctx)
	if err != nil {
		v.t.Fatal(err)
	}
	a, there, err := v.site.Allotments.Of(ctx, v.middle(), v.site.Assessments[0])
	if err == nil && !there {
		general.UseAllotments = true
		if err := v.site.Settings.SaveGeneral(ctx, general); err != nil {
			v.t.Fatal(err)
		}
		_, err = v.site.Organizations.Update(ctx, v.middle(), organizations.Input{Name: "Middle", ParentID: v.tree["Group"].ID, ResponseAllotment: settings.Purchased})
		if err == nil {
			a, err = v.site.Allotments.Create(ctx, allotments.Input{OrganizationID: v.middle(), AssessmentID: v.site.Assessments[0], Amount: 100000, Reason: secretWord})
		}
	}
	if err != nil {
		v.t.Fatal(err)
	}
	return strconv.FormatInt(a.ID, 10)
}

// draftID returns a new draft of an order for Middle.
func draftID(v *village) string { return text(v.draft().ID) }

func (v *village) draft() purchases.Order {
	ctx := v.t.Context()
	lists, err := v.site.Purchases.PriceLists(ctx)
	if err == nil && len(lists) == 0 {
		_, err = v.site.Purchases.SavePriceList(ctx, purchases.PriceList{Name: "Standard", Currency: "EUR", IsActive: true, Bands: []purchases.Band{{FromQuantity: 1, UnitPrice: 1000}}})
	}
	if err != nil {
		v.t.Fatal(err)
	}
	draft, err := v.site.Purchases.Begin(ctx, access.ForAdministrator(), purchases.Input{OrganizationID: v.middle(), AssessmentID: v.site.Assessments[0], Quantity: 5, Note: secretWord})
	if err != nil {
		v.t.Fatal(err)
	}
	return draft
}

// orderID returns a new order of Middle that waits for its payment by invoice.
func orderID(v *village) string {
	order, err := v.site.Purchases.Place(v.t.Context(), access.ForAdministrator(), v.draft().ID, purchases.ByInvoice)
	if err != nil {
		v.t.Fatal(err)
	}
	return text(order.ID)
}

func addedID(v *village) string {
	made, err := v.site.Responses.Add(v.t.Context(), access.ForAdministrator(), responses.Input{
		OrganizationID: v.middle(), AssessmentID: v.site.Assessments[0], FirstName: secretWord, LastName: "Quist"})
	if err != nil {
		v.t.Fatal(err)
	}
	return strconv.FormatInt(made.ID, 10)
}

func mailID(v *village) string {
	v.response()
	page, err := v.site.Outbox.List(v.t.Context(), access.ForAdministrator(), mail.Query{Limit: 1})
	if err != nil || len(page.Items) == 0 {
		v.t.Fatalf("no mail: %v", err)
	}
	return strconv.FormatInt(page.Items[0].ID, 10)
}

func userID(v *village) string {
	v.made++
	u, err := v.site.Users.Create(v.t.Context(), access.ForAdministrator(), users.Input{
		Email: fmt.Sprintf("colleague%d@x.example", v.made), FirstName: secretWord, LastName: "Quist", Type: users.Manager,
		OrganizationIDs: []int64{v.middle()}, AssessmentIDs: v.site.Assessments[:1],
	})
	if err != nil {
		v.t.Fatal(err)
	}
	return strconv.FormatInt(u.ID, 10)
}

func suspendedID(v *village) string {
	id := userID(v)
	v.exec("UPDATE users SET is_suspended = 1 WHERE id = ?", id)
	return id
}

func withFactorID(v *village) string {
	id := userID(v)
	v.exec("UPDATE users SET totp_active_at = 1, totp_secret = 'x' WHERE id = ?", id)
	return id
}

func classifierID(v *village) string {
	v.made++
	made, err := v.site.Responses.SaveClassifier(v.t.Context(), access.ForAdministrator(), v.middle(), 0, fmt.Sprintf("%s %d", secretWord, v.made), []string{"a", "b"})
	if err != nil {
		v.t.Fatal(err)
	}
	return strconv.FormatInt(made.ID, 10)
}

func roleID(v *village) string {
	v.made++
	made, err := v.site.Responses.SaveParticipantRole(v.t.Context(), access.ForAdministrator(), v.middle(), 0, fmt.Sprintf("%s %d", secretWord, v.made))
	if err != nil {
		v.t.Fatal(err)
	}
	return strconv.FormatInt(made.ID, 10)
}

func respondentToken(v *village) string {
	return strings.TrimPrefix(v.response().Link, "http://127.0.0.1:8787/r/")
}

// commits returns a number that differs once anything was committed since, as
// another connection to the file sees it.
func (v *village) commits() int {
	v.t.Helper()
	if v.watch == nil {
		db, err := sql.Open(sqlite.DriverName, filepath.Join(v.site.Store.Folder(), store.FileName))
		if err != nil {
			v.t.Fatal(err)
		}
		db.SetMaxOpenConns(1)
		v.root.Cleanup(func() { _ = db.Close() })
		v.watch = db
	}
	var version int
	if err := v.watch.QueryRowContext(v.t.Context(), "PRAGMA data_version").Scan(&version); err != nil {
		v.t.Fatal(err)
	}
	return version
}

// changes returns a text that differs once anything that matters was changed:
// everything but counters, last-seen times and what is written about refusals.
func (v *village) changes() string {
	v.t.Helper()
	var tables []string
	if err := v.site.Store.Read(v.t.Context()).Raw("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%_search%' AND name NOT IN ('limits', 'goose_db_version') ORDER BY name").Scan(&tables).Error; err != nil {
		v.t.Fatal(err)
	}
	var all strings.Builder
	for _, table := range tables {
		rows, err := v.site.Store.Read(v.t.Context()).Raw("SELECT * FROM " + table).Rows()
		if err != nil {
			v.t.Fatal(err)
		}
		columns, _ := rows.Columns()
		for rows.Next() {
			values := make([]any, len(columns))
			targets := make([]any, len(columns))
			for i := range values {
				targets[i] = &values[i]
			}
			if err := rows.Scan(targets...); err != nil {
				v.t.Fatal(err)
			}
			for i, column := range columns {
				if column != "last_seen_at" && column != "opened" {
					fmt.Fprintf(&all, "%s.%s=%v\n", table, column, values[i])
				}
			}
		}
		_ = rows.Close()
	}
	return all.String()
}

var volatile = regexp.MustCompile(`value="[a-z0-9]+\.[A-Za-z0-9_-]{22}"|[A-Z2-7]{12}`)

// steady returns a page without what differs from request to request.
func steady(body string) string { return volatile.ReplaceAllString(body, "") }
