package portal_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// scenario says what becomes of a route for each of the people. want is for
// managers who may; those whom the record does not belong to get a missing
// page, those not signed in the sign-in page.
type scenario struct {
	record       func(v *village) string // what {id} or {token} stands for; each time a new one
	everybodys   bool                    // the record is everybody's who is a manager
	by           actor                   // the record is this one's alone; "" is Middle's
	ofAssessment bool                    // the record belongs to an assessment as well
	query        func(v *village) string
	form         func(v *village) url.Values
	public       bool // everybody is answered alike, with want
	isNoted      bool // that it was looked at is evidence, and written down (SEC-28)
	persons      bool // for whoever is signed in, signers too; the other pages are missing to a signer
	want         int
	restricted   int // for the manager with every restriction; 0 is as for the others
	except       map[actor]int
	goes         string // where a redirect of want leads; "" is not looked at
}

func values(pairs ...string) func(*village) url.Values {
	return func(*village) url.Values {
		form := url.Values{}
		for i := 0; i+1 < len(pairs); i += 2 {
			form.Add(pairs[i], pairs[i+1])
		}
		return form
	}
}

const (
	ok       = http.StatusOK
	goesOn   = http.StatusSeeOther
	missing  = http.StatusNotFound
	refused  = http.StatusForbidden
	mendable = http.StatusUnprocessableEntity
)

// classified is every route of the portal (SEC-32). A new one fails the test
// until it stands here.
func classified() map[string]scenario {
	// Middle can buy; nobody beside or below it can.
	beyond := map[actor]int{other: missing, sibling: missing, child: missing}
	return map[string]scenario{
		"GET /healthz":       {public: true, want: ok},
		"GET /readyz":        {public: true, want: ok},
		"GET /{$}":           {public: true, want: goesOn},
		"GET /privacy":       {public: true, want: ok},
		"GET /register":      {public: true, want: ok},
		"POST /register":     {public: true, want: mendable},
		"GET /register/done": {public: true, want: ok},
		"GET /login":         {public: true, want: ok, except: signedIn(goesOn)},
		"POST /login":        {public: true, want: http.StatusUnauthorized},
		"GET /login/code":    {persons: true, want: goesOn, goes: "/home", except: map[actor]int{halfway: ok}},
		"POST /login/code":   {persons: true, want: goesOn, goes: "/home", except: map[actor]int{halfway: http.StatusUnauthorized}, form: values("code", "1")},
		"GET /login/enroll":  {persons: true, want: ok},
		"POST /login/enroll": {persons: true, want: mendable},
		"GET /activate":      {public: true, want: goesOn},
		"POST /activate":     {public: true, want: goesOn, form: values("password", "x", "repeat_password", "x")},
		"GET /forgot":        {public: true, want: ok, except: signedIn(goesOn)},
		"POST /forgot":       {public: true, want: ok},
		"GET /reset":         {public: true, want: goesOn, goes: "/forgot"},
		"POST /reset":        {public: true, want: http.StatusGone, form: values("token", "x", "password", "x", "repeat_password", "x")},
		"POST /logout":       {public: true, want: goesOn},
		"GET /verify":        {public: true, want: ok},
		"POST /verify":       {public: true, want: mendable},

		"GET /home":                          {persons: true, want: ok, except: map[actor]int{signer: goesOn}},
		"POST /home/first-time":              {want: goesOn, goes: "/home"},
		"GET /help":                          {want: ok},
		"GET /account":                       {persons: true, want: ok},
		"POST /account":                      {persons: true, want: goesOn, goes: "/account?done=saved", form: values("first_name", "I", "last_name", "D")},
		"POST /account/password":             {persons: true, want: mendable},
		"POST /account/second-factor/remove": {persons: true, want: goesOn, goes: "/account?done=removed"},
		"POST /account/recovery-codes":       {persons: true, want: http.StatusConflict},
		"POST /account/sessions/end":         {persons: true, want: goesOn, goes: "/account?done=sessions"},

		"GET /assessments":                  {want: ok},
		"GET /responses":                    {want: ok},
		"POST /responses":                   {want: goesOn, restricted: refused, form: invitation, ofAssessment: true, except: outside(mendable)},
		"GET /responses/new":                {want: ok, restricted: missing},
		"GET /responses/export":             {want: ok, restricted: missing},
		"POST /responses/views":             {want: goesOn, form: values("view", "Mine", "query", "state=completed")},
		"POST /responses/views/{id}/delete": {record: viewID, by: own, want: goesOn},
		"GET /responses/{id}/report.pdf":    {record: responseID, ofAssessment: true, want: ok, restricted: missing},
		"POST /responses/{id}/remind":       {record: responseID, ofAssessment: true, want: goesOn, restricted: refused},
		"GET /r/{token}/report.pdf":         {record: completedToken, public: true, want: ok},
		"GET /invitations/new":              {want: ok, restricted: missing},
		"POST /invitations":                 {want: goesOn, restricted: missing, form: manyPeople, ofAssessment: true, except: outside(mendable)},
		"GET /invitations/template":         {want: ok, restricted: missing},
		"GET /invitations/{id}":             {record: manyID, by: own, want: ok},
		"POST /invitations/{id}/send":       {record: manyID, by: own, want: goesOn},
		"POST /invitations/{id}/cancel":     {record: runningManyID, by: own, want: goesOn},
		"GET /invitations/{id}/errors":      {record: manyID, by: own, want: ok},
		"GET /responses/{id}":               {record: responseID, ofAssessment: true, want: ok, restricted: refused},
		"GET /responses/{id}/link":          {record: addedID, ofAssessment: true, want: ok, restricted: refused},
		"POST /responses/{id}/resend":       {record: responseID, ofAssessment: true, want: goesOn, restricted: refused},
		"GET /responses/{id}/edit":          {record: responseID, ofAssessment: true, want: ok, restricted: missing},
		"POST /responses/{id}/edit":         {record: responseID, ofAssessment: true, want: goesOn, restricted: missing, form: values("first_name", "A", "email", "a@x.example")},
		"GET /responses/{id}/extend":        {record: responseID, ofAssessment: true, want: ok, restricted: missing},
		"POST /responses/{id}/extend":       {record: responseID, ofAssessment: true, want: goesOn, restricted: missing, form: values("expires", "2026-12-31")},
		"GET /responses/{id}/cancel":        {record: responseID, ofAssessment: true, want: ok, restricted: missing},
		"POST /responses/{id}/cancel":       {record: responseID, ofAssessment: true, want: goesOn, restricted: refused},
		"GET /responses/{id}/delete":        {record: responseID, ofAssessment: true, want: ok, restricted: missing},
		"POST /responses/{id}/delete":       {record: responseID, ofAssessment: true, want: goesOn, restricted: refused},

		"GET /allotments":      {want: ok, restricted: missing},
		"GET /allotments/{id}": {record: allotmentID, ofAssessment: true, want: ok, restricted: missing},

		"GET /orders":                  {want: ok, restricted: missing, except: beyond},
		"POST /orders":                 {want: goesOn, restricted: missing, form: purchase, ofAssessment: true, except: map[actor]int{other: missing, sibling: missing, child: missing, foreigner: mendable}},
		"GET /orders/new":              {want: ok, restricted: missing, except: beyond},
		"GET /orders/{id}":             {record: draftID, ofAssessment: true, want: ok, restricted: missing},
		"POST /orders/{id}/place":      {record: draftID, ofAssessment: true, want: goesOn, restricted: missing, form: values("payment", "invoice")},
		"POST /orders/{id}/pay":        {record: orderID, ofAssessment: true, want: http.StatusConflict, restricted: missing},
		"GET /orders/{id}/cancel":      {record: orderID, ofAssessment: true, want: ok, restricted: missing},
		"POST /orders/{id}/cancel":     {record: orderID, ofAssessment: true, want: goesOn, restricted: missing},
		"GET /orders/{id}/invoice.pdf": {record: orderID, ofAssessment: true, want: ok, restricted: missing},
		"POST /webhooks/stripe":        {public: true, want: missing},

		"GET /emails":      {want: ok, restricted: missing},
		"GET /emails/{id}": {record: mailID, ofAssessment: true, want: ok, restricted: missing},

		"GET /organization":                          {want: ok, restricted: missing},
		"GET /organization/profile":                  {want: ok, restricted: missing},
		"POST /organization/profile":                 {want: goesOn, restricted: missing, form: values("website", "https://x.example")},
		"GET /organization/profile/branding":         {want: ok, restricted: missing},
		"POST /organization/profile/branding":        {want: goesOn, restricted: missing, form: values("own", "on", "primary", "#123456", "accent", "#654321")},
		"GET /organization/profile/texts":            {want: ok, restricted: missing},
		"GET /organization/profile/texts/{kind}":     {record: introductionKind, public: false, everybodys: true, want: ok, restricted: missing},
		"POST /organization/profile/texts/{kind}":    {record: introductionKind, everybodys: true, want: goesOn, restricted: missing, form: values("body", "Hello")},
		"GET /organization/users":                    {want: ok, restricted: missing},
		"POST /organization/users":                   {want: mendable, restricted: missing},
		"GET /organization/users/new":                {want: ok, restricted: missing},
		"GET /organization/users/{id}":               {record: userID, want: ok, restricted: missing, except: map[actor]int{foreigner: refused}},
		"POST /organization/users/{id}":              {record: userID, want: mendable, restricted: missing, except: map[actor]int{foreigner: refused}},
		"GET /organization/users/{id}/suspend":       {record: userID, want: ok, restricted: missing, except: map[actor]int{foreigner: refused}},
		"POST /organization/users/{id}/suspend":      {record: userID, want: goesOn, restricted: missing, except: map[actor]int{foreigner: refused}},
		"POST /organization/users/{id}/restore":      {record: suspendedID, want: goesOn, restricted: missing, except: map[actor]int{foreigner: refused}},
		"POST /organization/users/{id}/resend":       {record: userID, want: goesOn, restricted: missing, except: map[actor]int{foreigner: refused}},
		"GET /organization/users/{id}/reset":         {record: withFactorID, want: ok, restricted: missing, except: map[actor]int{foreigner: refused}},
		"POST /organization/users/{id}/reset":        {record: withFactorID, want: goesOn, restricted: missing, except: map[actor]int{foreigner: refused}},
		"GET /organization/drivers":                  {want: ok, restricted: missing},
		"POST /organization/drivers":                 {want: goesOn, restricted: missing, form: ofDrivers, except: map[actor]int{foreigner: missing}},
		"GET /organization/classifiers":              {want: ok, restricted: missing},
		"POST /organization/classifiers":             {want: mendable, restricted: missing},
		"GET /organization/classifiers/{id}":         {record: classifierID, want: ok, restricted: missing, query: inMiddle, form: ofMiddle},
		"POST /organization/classifiers/{id}/delete": {record: classifierID, want: goesOn, restricted: missing, query: inMiddle, form: ofMiddle},
		"GET /organization/roles":                    {want: ok, restricted: missing},
		"POST /organization/roles":                   {want: mendable, restricted: missing},
		"GET /organization/roles/{id}":               {record: roleID, want: ok, restricted: missing, query: inMiddle, form: ofMiddle},
		"POST /organization/roles/{id}/delete":       {record: roleID, want: goesOn, restricted: missing, query: inMiddle, form: ofMiddle},

		"GET /cohorts":                    {want: ok, restricted: missing},
		"POST /cohorts":                   {want: goesOn, restricted: missing, form: newCohort, ofAssessment: true, except: outside(mendable)},
		"GET /cohorts/new":                {want: ok, restricted: missing},
		"GET /cohorts/{id}":               {record: cohortID, ofAssessment: true, want: ok, restricted: missing},
		"GET /cohorts/{id}/edit":          {record: cohortID, ofAssessment: true, want: ok, restricted: missing},
		"POST /cohorts/{id}/edit":         {record: cohortID, ofAssessment: true, want: goesOn, restricted: missing, form: values("name", "Renamed", "closes", "2026-12-20", "minimum", "3")},
		"POST /cohorts/{id}/participants": {record: cohortID, ofAssessment: true, want: goesOn, restricted: missing, form: values("people", "new@x.example")},
		"POST /cohorts/{id}/participants/{response}/remind": {record: cohortAndResponse, ofAssessment: true, want: goesOn, restricted: missing},
		"POST /cohorts/{id}/remind":                         {record: cohortID, ofAssessment: true, want: goesOn, restricted: missing},
		"POST /cohorts/{id}/link":                           {record: cohortID, ofAssessment: true, want: goesOn, restricted: missing},
		"GET /cohorts/{id}/close":                           {record: cohortID, ofAssessment: true, want: ok, restricted: missing},
		"POST /cohorts/{id}/close":                          {record: cohortID, ofAssessment: true, want: goesOn, restricted: missing},
		"GET /cohorts/{id}/delete":                          {record: cohortID, ofAssessment: true, want: ok, restricted: missing},
		"POST /cohorts/{id}/delete":                         {record: cohortID, ofAssessment: true, want: goesOn, restricted: missing},
		"GET /cohorts/{id}/report":                          {record: cohortID, ofAssessment: true, want: ok, restricted: missing},
		"GET /cohorts/{id}/report.pdf":                      {record: answeredCohortID, ofAssessment: true, want: ok, restricted: missing},
		"GET /cohorts/{id}/report.csv":                      {record: answeredCohortID, ofAssessment: true, want: ok, restricted: missing},
		"GET /cohorts/{id}/report.xlsx":                     {record: answeredCohortID, ofAssessment: true, want: ok, restricted: missing},
		"GET /join/{key}":                                   {record: joinKey, public: true, want: ok},
		"POST /join/{key}":                                  {record: joinKey, public: true, want: goesOn},

		"GET /documents":                    {persons: true, want: missing, except: map[actor]int{signer: ok}},
		"GET /documents/signatures":         {persons: true, want: missing, except: map[actor]int{signer: ok}},
		"GET /documents/{id}":               {record: documentID, by: signer, persons: true, want: ok},
		"GET /documents/{id}/file.pdf":      {record: documentID, by: signer, persons: true, want: ok, isNoted: true},
		"GET /documents/{id}/sign":          {record: documentID, by: signer, persons: true, want: ok},
		"POST /documents/{id}/sign":         {record: documentID, by: signer, persons: true, want: goesOn, form: signingForm},
		"GET /documents/{id}/decline":       {record: documentID, by: signer, persons: true, want: ok},
		"POST /documents/{id}/decline":      {record: documentID, by: signer, persons: true, want: goesOn, form: values("version", "1", "reason", "No")},
		"GET /documents/{id}/withdraw":      {record: signedDocumentID, by: signer, persons: true, want: ok},
		"POST /documents/{id}/withdraw":     {record: signedDocumentID, by: signer, persons: true, want: goesOn, form: values("reason", "No")},
		"GET /documents/{id}/signed.pdf":    {record: signedDocumentID, by: signer, persons: true, want: ok, isNoted: true},
		"GET /documents/{id}/evidence.json": {record: signedDocumentID, by: signer, persons: true, want: ok, isNoted: true},

		"GET /r/{token}":  {record: respondentToken, public: true, want: ok},
		"POST /r/{token}": {record: respondentToken, public: true, want: goesOn, form: values("do", "begin")},
	}
}

// signedIn gives everybody who is signed in a status of their own.
func signedIn(status int) map[actor]int {
	all := map[actor]int{halfway: status}
	for _, who := range []actor{other, sibling, child, own, parent, restricted, foreigner, signer} {
		all[who] = status
	}
	return all
}

// outside gives those a status who name an organization or assessment that is
// not theirs.
func outside(status int) map[actor]int {
	return map[actor]int{other: status, sibling: status, child: status, foreigner: status}
}

// invitation is a form that names Middle and an assessment of its managers.
func invitation(v *village) url.Values {
	return url.Values{
		"organization": {text(v.middle())}, "assessment": {text(v.site.Assessments[0])}, "first_name": {"Bo"}, "last_name": {"Ek"}, "email": {"bo@x.example"}, "expires": {"2026-12-01"},
	}
}

// purchase is a form that orders for Middle.
func purchase(v *village) url.Values {
	return url.Values{"organization": {text(v.middle())}, "assessment": {text(v.site.Assessments[0])}, "quantity": {"5"}}
}

func ofDrivers(v *village) url.Values { return url.Values{"assessment": {text(v.site.Assessments[0])}} }

func ofMiddle(v *village) url.Values { return url.Values{"organization": {text(v.middle())}} }

func inMiddle(v *village) string { return "?organization=" + text(v.middle()) }

// wanted returns the status that somebody gets, and whether they may see what
// belongs to Middle there.
func (s scenario) wanted(who actor) (status int, sees bool) {
	mine := who == own || who == parent || who == restricted || who == foreigner && !s.ofAssessment
	if s.everybodys {
		mine = true
	}
	if s.by != "" {
		mine = who == s.by
	}
	if status, found := s.except[who]; found {
		return status, mine
	}
	switch {
	case s.public:
		return s.want, s.record != nil
	case who == signer && !s.persons:
		return missing, false
	case who == anonymous || who == respondent || who == suspended || who == halfway:
		return goesOn, false
	case who == restricted && s.restricted != 0:
		return s.restricted, false
	case s.record != nil && !mine:
		return missing, false
	}
	return s.want, mine
}

// Every route × everybody (SEC-32). What is not theirs answers exactly as what
// does not exist (SEC-33), and is not changed.
// Shows SEC-32, SEC-33.
func TestEveryRouteForEverybody_SEC32_SEC33(t *testing.T) {
	t.Parallel()
	v := newVillage(t)
	known := classified()
	for _, route := range v.site.Portal.Routes() {
		name := route.Method + " " + route.Pattern
		s, found := known[name]
		if !found {
			t.Errorf("%s is not classified: say in classified() who may ask for it", name)
			continue
		}
		delete(known, name)
		t.Run(name, func(t *testing.T) {
			for _, who := range actors() {
				v.try(t, route.Method, route.Pattern, s, who)
			}
		})
	}
	for name := range known {
		t.Errorf("%s is classified and no route", name)
	}
}

func (v *village) try(t *testing.T, method, pattern string, s scenario, who actor) {
	t.Helper()
	v.t = t
	record, form := "", url.Values{}
	if s.record != nil {
		record = s.record(v)
	}
	if s.form != nil {
		form = s.form(v)
	}
	client := v.clients[who]
	if pattern == "/logout" {
		client = v.again(who) // it ends the session
	}
	query := ""
	if s.query != nil {
		query = s.query(v)
	}
	before := v.commits()
	got := v.send(client, method, fill(pattern, record)+query, form, nil)
	want, sees := s.wanted(who)
	if got.status != want {
		t.Errorf("%s: %d %s, want %d: %s", who, got.status, got.location, want, summary(got.body))
	}
	if want == goesOn && got.status == goesOn {
		switch {
		case s.public || s.except[who] != 0:
		case who == halfway:
			wantPath(t, who, got.location, "/login/code")
		case who == anonymous || who == respondent || who == suspended:
			wantPath(t, who, got.location, "/login")
		case who == signer && s.goes == "/home":
			wantPath(t, who, got.location, "/documents")
		case s.goes != "":
			wantPath(t, who, got.location, s.goes)
		}
	}
	if !sees && strings.Contains(got.body, secretWord) {
		t.Errorf("%s reads %q", who, secretWord)
	}
	mayChange := want == s.want && (s.public || sees || s.record == nil && want == s.want && who != anonymous && who != respondent && who != suspended && who != halfway)
	if method == http.MethodGet && (!s.isNoted || got.status != ok) || !mayChange && pattern != "/login/code" {
		if v.commits() != before {
			t.Errorf("%s changed something", who)
		}
	}
	if want == missing && s.record != nil {
		none := v.send(client, method, fill(pattern, "999999999|999999999")+query, form, nil)
		if steady(none.body) != steady(got.body) || none.status != got.status {
			t.Errorf("%s: another's record answers %d, a missing one %d, or with another page", who, got.status, none.status)
		}
	}
	for _, word := range []string{"SQL", "gorm", "panic", ".go:", "goroutine"} {
		if strings.Contains(got.body, word) {
			t.Errorf("%s reads about our insides: %q", who, word)
		}
	}
}

// again signs somebody in anew, where they can.
func (v *village) again(who actor) *http.Client {
	switch who {
	case anonymous, respondent, suspended:
		return newClient(v.t)
	}
	return v.signIn(strings.ReplaceAll(string(who), " ", ".") + "@x.example")
}

// fill puts a record into an address; of a record inside another, "3|7", each
// into its own place.
func fill(pattern, record string) string {
	outer, inner, nested := strings.Cut(record, "|")
	if !nested {
		inner = outer
	}
	return strings.NewReplacer("{id}", outer, "{token}", outer, "{key}", outer, "{kind}", outer, "{response}", inner, "{$}", "").Replace(pattern)
}

func wantPath(t *testing.T, who actor, location, want string) {
	t.Helper()
	if location != want && !strings.HasPrefix(location, want+"?next=") {
		t.Errorf("%s is sent to %q, want %q", who, location, want)
	}
}

func summary(body string) string {
	_, main, _ := strings.Cut(body, "<main")
	return strings.Join(strings.Fields(main[:min(len(main), 400)]), " ")
}
