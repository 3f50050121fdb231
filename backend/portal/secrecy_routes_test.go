package portal_test

import "net/url"

// reading says how a GET route is asked when we look for what it tells of a
// branch. A route without one fails the test.
type reading struct {
	ids      []string                 // names in branch.ids of what fills the pattern, each asked by itself
	queries  func(b *branch) []string // asked besides none
	own      bool                     // whoever holds the address may read it: nobody is asked to try another's
	holds    bool                     // the branch's manager reads the branch's word there
	private  bool                     // of who made it alone: who manages above does not see it
	nameless bool                     // says a number only, no words of the branch
}

func none(*branch) []string { return nil }

// readings is every GET route of the portal.
func readings() map[string]reading {
	page := reading{}
	return map[string]reading{
		"GET /healthz": page, "GET /readyz": page, "GET /{$}": page,
		"GET /register":        {queries: func(b *branch) []string { return []string{"?search=Partners"} }},
		"GET /register/done":   page,
		"GET /login":           page,
		"GET /login/code":      page,
		"GET /login/enroll":    page,
		"GET /activate":        page,
		"GET /forgot":          page,
		"GET /reset":           page,
		"GET /verify":          page,
		"GET /privacy":         {holds: true},
		"GET /home":            {holds: true},
		"GET /help":            {},
		"GET /account":         {holds: true},
		"GET /assessments":     {holds: true, nameless: true},
		"GET /allotments":      {holds: true, queries: func(*branch) []string { return []string{"?q=partners", "?sort=-available"} }},
		"GET /allotments/{id}": {ids: []string{"allotment"}, holds: true},

		"GET /responses":                 {holds: true, queries: ofResponses},
		"GET /responses/export":          {holds: true, queries: exportsOfResponses},
		"GET /responses/new":             {holds: true, queries: naming},
		"GET /responses/{id}":            {ids: []string{"open", "completed"}, holds: true},
		"GET /responses/{id}/report.pdf": {ids: []string{"completed"}, holds: true},
		"GET /responses/{id}/link":       {ids: []string{"added"}, holds: true},
		"GET /responses/{id}/edit":       {ids: []string{"open"}, holds: true},
		"GET /responses/{id}/extend":     {ids: []string{"open"}, holds: true},
		"GET /responses/{id}/cancel":     {ids: []string{"open"}, holds: true},
		"GET /responses/{id}/delete":     {ids: []string{"completed"}, holds: true},
		"GET /invitations/new":           {holds: true, queries: naming},
		"GET /invitations/template":      {holds: true, queries: formats(naming)},
		"GET /invitations/{id}":          {ids: []string{"many"}, holds: true, private: true},
		"GET /invitations/{id}/errors":   {ids: []string{"many"}, holds: true, private: true, queries: formats(none)},

		// A manager without portal rights finds no documents; what signers find
		// stands in documents_test.go.
		"GET /documents": page, "GET /documents/signatures": page, "GET /documents/{id}": page, "GET /documents/{id}/file.pdf": page, "GET /documents/{id}/sign": page,
		"GET /documents/{id}/decline": page, "GET /documents/{id}/withdraw": page, "GET /documents/{id}/signed.pdf": page, "GET /documents/{id}/evidence.json": page,

		"GET /orders":                  {holds: true},
		"GET /orders/new":              {holds: true, queries: naming},
		"GET /orders/{id}":             {ids: []string{"draft", "order"}, holds: true},
		"GET /orders/{id}/cancel":      {ids: []string{"order"}, holds: true, nameless: true},
		"GET /orders/{id}/invoice.pdf": {ids: []string{"order"}, holds: true},

		"GET /emails":      {holds: true, queries: func(*branch) []string { return []string{"?q=robin", "?q=example"} }},
		"GET /emails/{id}": {ids: []string{"mail"}, holds: true},

		"GET /organization":                      {holds: true, queries: ofOrganizationPages},
		"GET /organization/profile":              {holds: true, queries: ofOrganizationPages},
		"GET /organization/profile/branding":     {holds: true, queries: ofOrganizationPages},
		"GET /organization/profile/texts":        {holds: true, queries: ofOrganizationPages},
		"GET /organization/profile/texts/{kind}": {ids: []string{"text"}, own: true, holds: true, queries: ofOrganizationPages},
		"GET /organization/users":                {holds: true, queries: func(*branch) []string { return []string{"?q=robin"} }},
		"GET /organization/users/new":            {holds: true, queries: naming},
		"GET /organization/users/{id}":           {ids: []string{"user"}, holds: true},
		"GET /organization/users/{id}/suspend":   {ids: []string{"user"}, holds: true},
		"GET /organization/users/{id}/reset":     {ids: []string{"user"}},
		"GET /organization/drivers":              {holds: true, queries: ofOrganizationPages},
		"GET /organization/classifiers":          {holds: true, queries: ofOrganizationPages},
		"GET /organization/classifiers/{id}":     {ids: []string{"classifier"}, holds: true, queries: ofOrganizationPages},
		"GET /organization/roles":                {holds: true, queries: ofOrganizationPages},
		"GET /organization/roles/{id}":           {ids: []string{"role"}, holds: true, queries: ofOrganizationPages},
		"GET /cohorts":                           {holds: true, queries: func(*branch) []string { return []string{"?q=cohort", "?state=open", "?type=360"} }},
		"GET /cohorts/new":                       {holds: true, queries: naming},
		"GET /cohorts/{id}":                      {ids: eachCohort(), holds: true},
		"GET /cohorts/{id}/edit":                 {ids: eachCohort(), holds: true},
		"GET /cohorts/{id}/close":                {ids: eachCohort(), holds: true},
		"GET /cohorts/{id}/delete":               {ids: eachCohort(), holds: true},
		"GET /cohorts/{id}/report":               {ids: eachCohort(), holds: true, queries: splits},
		"GET /cohorts/{id}/report.pdf":           {ids: []string{"cohort group"}, holds: true, queries: splits},
		"GET /cohorts/{id}/report.csv":           {ids: []string{"cohort group"}, holds: true, queries: splits},
		"GET /cohorts/{id}/report.xlsx":          {ids: []string{"cohort group"}, holds: true, queries: splits},
		"GET /join/{key}":                        {ids: []string{"key"}, own: true, holds: true},
		"GET /r/{token}":                         {ids: []string{"token", "completedToken"}, own: true, holds: true},
		"GET /r/{token}/report.pdf":              {ids: []string{"completedToken"}, own: true, holds: true},
	}
}

func eachCohort() []string { return []string{"cohort group", "cohort 360", "cohort single"} }

// naming asks a form to begin with a branch's organization and assessment.
func naming(b *branch) []string {
	return []string{
		"?organization=" + text(b.organization.ID), "?assessment=" + text(b.assessment), "?organization=" + text(b.organization.ID) + "&assessment=" + text(b.assessment),
		"?cohort=" + b.ids["cohort group"], "?find=partners",
	}
}

func ofOrganizationPages(b *branch) []string {
	return []string{"?organization=" + text(b.organization.ID), "?find=partners"}
}

// ofResponses are the filters of the list; the words searched for are those
// that both branches have, so that nothing is found by being typed.
func ofResponses(b *branch) []string {
	queries := []string{"?q=robin", "?q=example", "?assessment=" + text(b.assessment), "?organization=" + text(b.organization.ID), "?sort=-score"}
	for _, kind := range eachCohort() {
		queries = append(queries, "?cohort="+b.ids[kind])
	}
	for _, state := range []string{"invited", "in_progress", "completed", "expired", "cancelled"} {
		queries = append(queries, "?state="+state)
	}
	return queries
}

func exportsOfResponses(b *branch) []string {
	return append(formats(ofResponses)(b), ofResponses(b)...)
}

// formats asks for XLSX besides.
func formats(queries func(*branch) []string) func(*branch) []string {
	return func(b *branch) []string {
		all := []string{"?format=xlsx"}
		for _, query := range queries(b) {
			all = append(all, query+"&format=xlsx")
		}
		return all
	}
}

func splits(b *branch) []string {
	region := "classifier:Region " + b.word
	return []string{"?split=role", "?split=" + url.QueryEscape(region), "?filter=" + url.QueryEscape(region+"\x1f"+b.word+" hill")}
}
