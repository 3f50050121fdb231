package contracts_test

import (
	"slices"
	"testing"
	"time"

	"portico/backend/contracts"
	"portico/backend/testkit"
)

// manyDocuments is at how many contracts, with one document each, is measured
// what looks at all of them.
const manyDocuments = 20_000

// BenchmarkMany measures what looks at all contracts at 20,000 of them with a
// document of 4 KB each, all of which wait. "anyone": two organizations, anyone
// of which can sign. "three": a thousand organizations, three named people of
// which must sign, and nobody, one or two of them did. It reports the median of
// the calls as p50-ms.
func BenchmarkMany(b *testing.B) {
	for _, layout := range []struct {
		name string
		fill func(*office)
	}{{"anyone", (*office).fillAnyone}, {"three", (*office).fillThree}} {
		b.Run(layout.name, func(b *testing.B) {
			o := newOffice(b)
			layout.fill(o)
			testkit.Run(b, o.Backend, "ANALYZE")
			o.measureMany(b)
		})
	}
}

func (o *office) fillAnyone() {
	o.fillDocuments("CASE i % 2 WHEN 0 THEN (SELECT id FROM organizations WHERE name = 'Acme') ELSE (SELECT id FROM organizations WHERE name = 'Halden AS') END")
	testkit.Run(o.t, o.Backend, "INSERT INTO document_signers (document_id, version, position, kind, needed, is_open) SELECT id, 1, 0, 'anyone', 1, 1 FROM documents")
}

func (o *office) fillThree() {
	run := func(statement string, args ...any) {
		o.t.Helper()
		testkit.Run(o.t, o.Backend, statement, args...)
	}
	const organizations, first = 1000, 1000 // and the id of the first of them, and of the first of their people
	run(`WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < @many - 1)
		INSERT INTO organizations (id, name, name_key, path, level, status, response_allotment, created_at, updated_at) SELECT @first + i, 'Partner ' || i, 'partner ' || i, '/' || (@first + i) || '/', 1, 'active', 'unlimited', 0, 0 FROM n`, map[string]any{"many": organizations, "first": first})
	run(`WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 3 * @many - 1)
		INSERT INTO users (id, email, email_key, first_name, last_name, name_key, type, password_hash, created_at, updated_at)
		SELECT @first + i, 'p' || i || '@example.com', 'p' || i || '@example.com', 'Person', 'Nr ' || i, 'nr ' || i || ' person', 'individual', 'x', 0, 0 FROM n`, map[string]any{"many": organizations, "first": first})
	run("INSERT INTO affiliations (user_id, organization_id, created_at, updated_at) SELECT id, @first + (id - @first) / 3, 0, 0 FROM users WHERE id >= @first", map[string]any{"first": first})
	run("INSERT INTO affiliation_roles (affiliation_id, role_id) SELECT a.id, r.id FROM affiliations a, organizational_roles r WHERE a.user_id >= ? AND r.name = 'Director'", first)
	run("INSERT INTO account_role_members (role_id, user_id, added_at) SELECT r.id, u.id, 0 FROM users u, account_roles r WHERE u.id >= ? AND r.name = 'Partner Portal User'", first)
	o.fillDocuments("1000 + i % 1000")
	run(`INSERT INTO document_signers (document_id, version, position, kind, user_id, needed, signed, is_open)
		SELECT d.id, 1, p.i, 'person', 1000 + 3 * (d.organization_id - 1000) + p.i, 1, p.i < d.id % 3, p.i >= d.id % 3 FROM documents d, (SELECT 0 AS i UNION ALL SELECT 1 UNION ALL SELECT 2) p`)
	run(`INSERT INTO signatures (document_id, version_id, version, organization_id, signer_id, user_id, typed_name, signed_at)
		SELECT d.id, v.id, 1, d.organization_id, r.id, r.user_id, 'Person', d.created_at FROM documents d JOIN document_versions v ON v.document_id = d.id JOIN document_signers r ON r.document_id = d.id WHERE r.signed = 1`)
}

// fillDocuments makes the contracts and their documents, of the organizations
// that an expression gives for their numbers, i.
func (o *office) fillDocuments(organization string) {
	testkit.Run(o.t, o.Backend, `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
		INSERT INTO contracts (id, organization_id, name, number, number_key, search_key, created_at, updated_at)
		SELECT i, `+organization+`, 'Frame ' || i, 'NW-' || i, 'nw-' || i, 'frame ' || i || ' nw-' || i, i, i FROM n`, manyDocuments)
	testkit.Run(o.t, o.Backend, `INSERT INTO documents (id, contract_id, organization_id, title, kind, body, state, version, search_key, next_search_key, due_on, created_at, updated_at)
		SELECT id, id, organization_id, 'Agreement ' || id, 'text', replace(hex(zeroblob(1000)), '00', 'text'), 'sent', 1, 'agreement ' || id, 'agreement ' || id, '2020-01-01', created_at, updated_at FROM contracts`)
	testkit.Run(o.t, o.Backend, `INSERT INTO document_versions (document_id, number, title, kind, body, file_name, pages, in_order, sha256, size, sent_at, sent_by, bytes)
		SELECT id, 1, title, 'text', '', 'agreement.pdf', 1, 0, '', 4000, created_at, 'Administrator', zeroblob(4000) FROM documents`)
}

func (o *office) measureMany(b *testing.B) {
	documents := func(query contracts.DocumentQuery) func() error {
		query.Limit = 60
		return func() error { _, err := o.Contracts.Documents(b.Context(), query); return err }
	}
	list := func(query contracts.Query) func() error {
		query.Limit = 60
		return func() error { _, err := o.Contracts.List(b.Context(), query); return err }
	}
	bestContracts := func(typed string) func() error {
		return func() error { _, err := o.Contracts.BestContracts(b.Context(), typed, 6); return err }
	}
	bestDocuments := func(typed string) func() error {
		return func() error { _, err := o.Contracts.BestDocuments(b.Context(), typed, 6); return err }
	}
	people := func(query contracts.PersonQuery) func() error {
		query.Limit = 60
		return func() error { _, err := o.Contracts.People(b.Context(), query); return err }
	}
	var somebody int64
	if err := o.Store.Read(b.Context()).Raw("SELECT user_id FROM affiliations ORDER BY id DESC LIMIT 1").Scan(&somebody).Error; err != nil {
		b.Fatal(err)
	}
	for _, one := range []struct {
		name string
		call func() error
	}{
		{"attention", func() error { _, err := o.Contracts.Attention(b.Context()); return err }},
		{"best-contracts-number", bestContracts("nw-1999")}, {"best-contracts-oldest", bestContracts("frame 7 nw-7")}, {"best-contracts-none", bestContracts("xqzw")}, {"best-contracts-common", bestContracts("frame")}, {"best-contracts-inside", bestContracts("rame")},
		{"best-documents-oldest", bestDocuments("agreement 7")}, {"best-documents-none", bestDocuments("xqzw")}, {"best-documents-common", bestDocuments("agreement")}, {"best-documents-inside", bestDocuments("reemen")},
		{"documents-first", documents(contracts.DocumentQuery{})}, {"documents-stuck", documents(contracts.DocumentQuery{IsStuck: true})}, {"documents-overdue", documents(contracts.DocumentQuery{Overdue: true})},
		{"documents-waits-for", documents(contracts.DocumentQuery{WaitsFor: somebody})},
		{"documents-search-rare", documents(contracts.DocumentQuery{Search: "agreement 777"})}, {"documents-search-none", documents(contracts.DocumentQuery{Search: "xqzw"})}, {"documents-search-common", documents(contracts.DocumentQuery{Search: "agreement"})},
		{"contracts-first", list(contracts.Query{})}, {"contracts-search-rare", list(contracts.Query{Search: "frame 777"})}, {"contracts-search-none", list(contracts.Query{Search: "xqzw"})}, {"contracts-search-common", list(contracts.Query{Search: "frame"})},
		{"people", people(contracts.PersonQuery{})}, {"people-search", people(contracts.PersonQuery{Search: "nr 1"})},
	} {
		b.Run(one.name, func(b *testing.B) { median(b, one.call) })
	}
}

// median runs a call b.N times and reports the median of its times.
func median(b *testing.B, call func() error) {
	times := make([]time.Duration, 0, b.N)
	for b.Loop() {
		begin := time.Now()
		if err := call(); err != nil {
			b.Fatal(err)
		}
		times = append(times, time.Since(begin))
	}
	slices.Sort(times)
	b.ReportMetric(float64(times[len(times)/2].Microseconds())/1000, "p50-ms")
}
