package backend_test

import (
	"strings"
	"testing"

	"portico/backend/bindings"
	"portico/backend/store"
	"portico/backend/testkit"
)

// calls are the calls of all screens.
func (d desk) calls(b *testing.B) []screenCall {
	calls := d.organizationCalls(b)
	calls = append(calls, d.userCalls(b)...)
	calls = append(calls, d.workCalls(b)...)
	calls = append(calls, d.contractCalls(b)...)
	return append(calls, d.otherCalls(b)...)
}

func (d desk) organizationCalls(b *testing.B) []screenCall {
	list := func(name string, query bindings.OrganizationQuery) screenCall {
		query.Limit = 60
		return screenCall{"Organizations/" + name, func() error {
			_, err := d.organizations.List(query)
			return err
		}}
	}
	// deep is list from the middle of its order on.
	deep := func(name string, query bindings.OrganizationQuery) screenCall {
		query.After = d.middle(b, "organizations", query.Sort)
		return list(name, query)
	}
	type q = bindings.OrganizationQuery
	branch := d.id(b, "SELECT id FROM organizations WHERE name = ?", testkit.ScaleBranch)
	link := d.id(b, "SELECT id FROM registration_links WHERE is_default = ?", 1)
	top, err := d.organizations.Children(branch, "", "")
	if err != nil {
		b.Fatal(err)
	}
	calls := []screenCall{
		list("first", q{}), deep("deep", q{}), list("by-created", q{Sort: "-created"}), deep("by-created-deep", q{Sort: "-created"}), list("by-level", q{Sort: "-level"}),
		list("search-rare", q{Search: testkit.ScaleRare}), list("search-common", q{Search: testkit.ScaleCommon}), deep("search-common-deep", q{Search: testkit.ScaleCommon}),
		list("search-common-by-created", q{Search: testkit.ScaleCommon, Sort: "-created"}), list("search-two-words", q{Search: "tech univ"}), list("search-some", q{Search: "department"}),
		list("search-1", q{Search: "u"}), list("search-2", q{Search: "os"}), list("search-rare-1", q{Search: "ł"}), list("search-none", q{Search: "xqzw"}),
		list("archived", q{Status: "archived"}), list("level-5", q{Level: 5}), list("purchased", q{Allotment: "purchased"}), list("all-filters", q{Status: "archived", Level: 2, Allotment: "allocated"}),
		list("filters-by-created", q{Status: "active", Level: 3, Sort: "created"}), list("search-common-archived", q{Search: testkit.ScaleCommon, Status: "archived"}),
		list("search-some-level-1", q{Search: "department", Level: 1}), list("search-common-level-5", q{Search: testkit.ScaleCommon, Level: 5}), list("search-1-purchased", q{Search: "o", Allotment: "purchased", Level: 2}),
		list("by-link", q{LinkID: link}), list("by-link-search", q{LinkID: link, Search: testkit.ScaleCommon}),
	}
	for _, tree := range []struct {
		name, status, after string
		parent              int64
	}{{"top", "", "", 0}, {"top-archived", "archived", "", 0}, {"branch", "", "", branch}, {"branch-later", "", top.Next, branch}, {"branch-archived", "archived", "", branch}} {
		calls = append(calls, screenCall{"Tree/" + tree.name, func() error {
			_, err := d.organizations.Children(tree.parent, tree.status, tree.after)
			return err
		}})
	}
	for _, choice := range []struct {
		name, search string
		level        int
	}{{"empty", "", 0}, {"parents", "", 4}, {"common", testkit.ScaleCommon, 4}, {"rare", testkit.ScaleRare, 0}, {"one-letter", "u", 0}} {
		calls = append(calls, screenCall{"Choices/" + choice.name, func() error {
			_, err := d.organizations.Choices(choice.search, choice.level)
			return err
		}})
	}
	for name, query := range map[string]q{"common": {Search: testkit.ScaleCommon}, "common-archived": {Search: testkit.ScaleCommon, Status: "archived"}, "some-level-1": {Search: "department", Level: 1}, "one-letter": {Search: "u"}, "by-link": {LinkID: link}} {
		calls = append(calls, screenCall{"Organizations/count-" + name, func() error {
			_, err := d.organizations.Count(query)
			return err
		}})
	}
	return append(calls, screenCall{"Organization/branch", func() error {
		_, err := d.organizations.Get(branch)
		return err
	}})
}

func (d desk) userCalls(b *testing.B) []screenCall {
	list := func(name string, query bindings.UserQuery) screenCall {
		query.Limit = 60
		return screenCall{"Users/" + name, func() error {
			_, err := d.users.List(query)
			return err
		}}
	}
	type q = bindings.UserQuery
	branch := d.id(b, "SELECT id FROM organizations WHERE name = ?", testkit.ScaleBranch)
	deep := q{After: d.middle(b, "users", "")}
	return []screenCall{
		list("first", q{}), list("deep", deep), list("by-created", q{Sort: "-created"}),
		list("search-rare", q{Search: "inger.dahl.1"}), list("search-common", q{Search: "example"}), list("search-two-words", q{Search: "inger dahl"}),
		list("search-1", q{Search: "d"}), list("search-2", q{Search: "mo"}), list("individual", q{Type: "individual"}),
		list("active", q{Status: "active"}), list("pending", q{Status: "pending"}), list("suspended", q{Status: "suspended"}), list("locked", q{Status: "locked"}),
		list("of-branch", q{OrganizationID: branch, WithBelow: true}), list("of-organization", q{OrganizationID: branch}),
		list("assessment", q{AssessmentID: 1}), list("assessment-rare", q{AssessmentID: 3, Status: "suspended", Type: "manager"}), list("search-branch-status", q{Search: "dahl", OrganizationID: branch, WithBelow: true, Status: "active"}),
		{"Users/count-all", func() error { _, err := d.users.Count(q{}); return err }},
		{"Users/count-common", func() error { _, err := d.users.Count(q{Search: "example"}); return err }},
		{"Users/count-active", func() error { _, err := d.users.Count(q{Status: "active"}); return err }},
		{"Users/count-assessment", func() error { _, err := d.users.Count(q{AssessmentID: 1}); return err }},
		{"Users/count-branch", func() error {
			_, err := d.users.Count(q{OrganizationID: branch, WithBelow: true})
			return err
		}},
		{"Users/one", func() error { _, err := d.users.Get(1); return err }},
		{"ModelUserChoices/common", func() error { _, err := d.users.ModelUserChoices("d"); return err }},
	}
}

// workCalls are those of cohorts, allotments and purchases.
func (d desk) workCalls(b *testing.B) []screenCall {
	branch := d.id(b, "SELECT id FROM organizations WHERE name = ?", testkit.ScaleBranch)
	var calls []screenCall
	for name, query := range map[string]bindings.CohortQuery{
		"first": {}, "search-rare": {Search: "77"}, "search-common": {Search: "team"}, "open": {State: "open"}, "closed": {State: "closed"},
		"of-branch": {OrganizationID: branch}, "search-of-branch-open": {Search: "team", OrganizationID: branch, State: "open"},
	} {
		query.Limit = 60
		calls = append(calls, screenCall{"Cohorts/" + name, func() error { _, err := d.cohorts.List(query); return err }})
	}
	for name, query := range map[string]bindings.AllotmentQuery{
		"first": {}, "search-rare": {Search: testkit.ScaleRare}, "search-common": {Search: testkit.ScaleCommon}, "low": {State: "low"}, "empty": {State: "empty"}, "shared": {State: "shared"},
		"available": {Sort: "available"}, "updated": {Sort: "-updated"}, "of-branch": {OrganizationID: branch}, "search-of-branch-low": {Search: testkit.ScaleCommon, OrganizationID: branch, State: "low"},
	} {
		query.Limit = 60
		calls = append(calls, screenCall{"Allotments/" + name, func() error { _, err := d.allotments.List(query); return err }})
	}
	calls = append(calls, screenCall{"Allotments/count-common", func() error {
		_, err := d.allotments.Count(bindings.AllotmentQuery{Search: testkit.ScaleCommon})
		return err
	}})
	for name, query := range map[string]bindings.OrderQuery{
		"first": {}, "awaiting": {State: "awaiting"}, "problem": {State: "problem"}, "of-branch": {OrganizationID: branch}, "paid-of-branch": {State: "paid", OrganizationID: branch},
	} {
		query.Limit = 60
		calls = append(calls, screenCall{"Orders/" + name, func() error { _, err := d.purchases.List(query); return err }})
	}
	return calls
}

// contractCalls are those of contracts, documents and who signs them.
func (d desk) contractCalls(b *testing.B) []screenCall {
	list := func(name string, query bindings.ContractQuery) screenCall {
		query.Limit = 60
		return screenCall{"Contracts/" + name, func() error { _, err := d.contracts.List(query); return err }}
	}
	documents := func(name string, query bindings.DocumentQuery) screenCall {
		query.Limit = 60
		return screenCall{"Documents/" + name, func() error { _, err := d.contracts.Documents(query); return err }}
	}
	people := func(name string, query bindings.SigningPersonQuery) screenCall {
		query.Limit = 60
		return screenCall{"Signing/" + name, func() error { _, err := d.contracts.People(query); return err }}
	}
	busy := d.id(b, "SELECT user_id FROM signing_people ORDER BY waiting DESC LIMIT 1")
	organization := d.id(b, "SELECT organization_id FROM contracts ORDER BY id LIMIT 1")
	return []screenCall{
		list("first", bindings.ContractQuery{}), list("search-rare", bindings.ContractQuery{Search: "nw-000777"}), list("search-common", bindings.ContractQuery{Search: "agreement"}), list("search-none", bindings.ContractQuery{Search: "xqzw"}),
		list("search-1", bindings.ContractQuery{Search: "a"}), list("active", bindings.ContractQuery{Status: "active"}), list("of-organization", bindings.ContractQuery{OrganizationID: organization}),
		documents("first", bindings.DocumentQuery{}), documents("sent", bindings.DocumentQuery{State: "sent"}), documents("stuck", bindings.DocumentQuery{State: "stuck"}), documents("overdue", bindings.DocumentQuery{State: "overdue"}), documents("waits-for", bindings.DocumentQuery{WaitsFor: busy}),
		documents("search-rare", bindings.DocumentQuery{Search: "terms 777 "}), documents("search-common", bindings.DocumentQuery{Search: "terms"}), documents("search-common-completed", bindings.DocumentQuery{Search: "terms", State: "completed"}), documents("search-none", bindings.DocumentQuery{Search: "xqzw"}),
		people("first", bindings.SigningPersonQuery{}), people("search-common", bindings.SigningPersonQuery{Search: "example"}), people("search-none", bindings.SigningPersonQuery{Search: "xqzw"}),
		{"Palette/contract-number", func() error { _, err := d.palette.Find("nw-000001"); return err }},
		{"Palette/contract-words", func() error { _, err := d.palette.Find("partner agreement"); return err }},
	}
}

func (d desk) otherCalls(b *testing.B) []screenCall {
	return []screenCall{
		{"Home", func() error { _, err := d.home.Overview(); return err }},
		{"PortalSettings", func() error { _, err := d.portal.Get(); return err }},
		{"Palette/exact", func() error { _, err := d.palette.Find(testkit.ScaleBranch); return err }},
		{"Palette/rare", func() error { _, err := d.palette.Find(testkit.ScaleRare); return err }},
		{"Palette/common", func() error { _, err := d.palette.Find(testkit.ScaleCommon); return err }},
		{"Palette/inside", func() error { _, err := d.palette.Find("niversit"); return err }},
		{"Palette/two-letters", func() error { _, err := d.palette.Find("un"); return err }},
		{"Palette/nothing", func() error { _, err := d.palette.Find("qqxqq"); return err }},
		{"Registrations/first", func() error { _, err := d.registrations.List(bindings.RegistrationQuery{Limit: 60}); return err }},
		{"Registrations/search", func() error {
			_, err := d.registrations.List(bindings.RegistrationQuery{Search: "partner77", Limit: 60})
			return err
		}},
		{"Responses/first", func() error { _, err := d.responses.List(bindings.ResponseQuery{Limit: 60}); return err }},
		{"Responses/search-rare", func() error {
			_, err := d.responses.List(bindings.ResponseQuery{Search: "respondent777@", Limit: 60})
			return err
		}},
		{"Responses/search-common", func() error {
			_, err := d.responses.List(bindings.ResponseQuery{Search: "respondent", Limit: 60})
			return err
		}},
		{"Outbox/first", func() error { _, err := d.outbox.List(bindings.MailQuery{Limit: 60}); return err }},
		{"Outbox/search-rare", func() error {
			_, err := d.outbox.List(bindings.MailQuery{Search: "respondent777@", Limit: 60})
			return err
		}},
		{"Outbox/search-common", func() error {
			_, err := d.outbox.List(bindings.MailQuery{Search: "assessment", Limit: 60})
			return err
		}},
	}
}

// middle returns the cursor of the row in the middle of a list.
func (d desk) middle(b *testing.B, table, sort string) string {
	b.Helper()
	if strings.HasSuffix(sort, "created") {
		var created, id int64
		d.scan(b, "SELECT created_at, id FROM "+table+" WHERE id = (SELECT MAX(id) / 2 FROM "+table+")", &created, &id)
		return store.Cursor(0, created, id)
	}
	var key string
	var id int64
	d.scan(b, "SELECT name_key, id FROM "+table+" WHERE name_key >= 'n' ORDER BY name_key, id LIMIT 1", &key, &id)
	if table == "users" {
		return store.Cursor(key, id)
	}
	return store.Cursor(0, key, id)
}

func (d desk) id(b *testing.B, query string, args ...any) int64 {
	b.Helper()
	var id int64
	if err := d.Store.Read(b.Context()).Raw(query, args...).Scan(&id).Error; err != nil {
		b.Fatal(err)
	}
	return id
}

func (d desk) scan(b *testing.B, query string, values ...any) {
	b.Helper()
	if err := d.Store.Read(b.Context()).Raw(query).Row().Scan(values...); err != nil {
		b.Fatal(err)
	}
}
