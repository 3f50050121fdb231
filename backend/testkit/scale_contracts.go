package testkit

import (
	"context"
	"fmt"

	"portico/backend/store"
)

// signersOf is how many people sign for each organization that has contracts,
// and contractsOf how many contracts it has.
const (
	signersOf   = 3
	contractsOf = 10
)

// contracts makes contracts with one document each, which waits for three named
// people; nobody, one, two or all of them have signed.
func (f *filler) contracts(ctx context.Context, rows []scaleOrganization) error {
	parties := f.random.Perm(len(rows))[:max(1, min(f.scale.Documents/contractsOf, len(rows), len(f.people)/signersOf))]
	organization := func(i int) int { return parties[i%len(parties)] + 1 }
	signer := func(i, n int) int { return f.people[i%len(parties)*signersOf+n] }
	name := func(i int) string { return fmt.Sprintf("Partner agreement %d with %s", i+1, surnames[i%len(surnames)]) }
	title := func(i int) string { return fmt.Sprintf("Terms %d for %s", i+1, surnames[i%len(surnames)]) }
	signed := func(i int) int { return i % (signersOf + 1) }
	body := make([]byte, 3000)
	for i := range body {
		body[i] = "terms "[i%6]
	}
	lines, given, n := signersOf*f.scale.Documents, [][2]int{}, f.scale.Documents
	for i := range n {
		for at := range signed(i) {
			given = append(given, [2]int{i, at})
		}
	}
	for _, one := range []struct {
		statement string
		rows      int
		values    func(i int) []any
	}{
		{"INSERT INTO affiliations (user_id, organization_id, created_at, updated_at) VALUES (?, ?, ?, ?)", signersOf * len(parties), func(i int) []any {
			return []any{signer(i/signersOf, i%signersOf), organization(i / signersOf), f.now, f.now}
		}},
		{"INSERT INTO affiliation_roles (affiliation_id, role_id) SELECT ?, id FROM organizational_roles WHERE name = 'Director'", signersOf * len(parties), func(i int) []any { return []any{i + 1} }},
		{"INSERT INTO account_role_members (role_id, user_id, added_at) SELECT id, ?, 0 FROM account_roles WHERE name = 'Partner Portal User'", signersOf * len(parties), func(i int) []any {
			return []any{signer(i/signersOf, i%signersOf)}
		}},
		{"INSERT INTO contracts (id, organization_id, name, number, number_key, category, status, search_key, created_at, updated_at) VALUES (?, ?, ?, ?, ?, 'Partnership', 'active', ?, ?, ?)", n, func(i int) []any {
			number, at := fmt.Sprintf("NW-%06d", i+1), f.earlier(i, n)
			return []any{i + 1, organization(i), name(i), number, store.Fold(number), store.Plain(store.Fold(name(i) + " " + number + " Partnership")), at, at}
		}},
		{"INSERT INTO documents (id, contract_id, organization_id, title, kind, body, state, version, search_key, next_search_key, due_on, sent_at, created_at, updated_at) VALUES (?, ?, ?, ?, 'text', ?, ?, 1, ?, ?, ?, ?, ?, ?)", n, func(i int) []any {
			state, due, key, at := "sent", "", store.Plain(store.Fold(title(i))), f.earlier(i, n)
			if signed(i) == signersOf {
				state = "completed"
			}
			if f.share(30) {
				due = "2025-01-31"
			}
			return []any{i + 1, i + 1, organization(i), title(i), string(body), state, key, key, due, at, at, at}
		}},
		{"INSERT INTO document_versions (id, document_id, number, title, kind, body, file_name, pages, in_order, sha256, size, sent_at, sent_by, bytes) VALUES (?, ?, 1, ?, 'text', '', 'terms.pdf', 1, 0, '', 3000, ?, 'Administrator', ?)", n, func(i int) []any {
			return []any{i + 1, i + 1, title(i), f.now, body}
		}},
		{"INSERT INTO document_signers (id, document_id, version, position, kind, user_id, needed, signed, is_open) VALUES (?, ?, 1, ?, 'person', ?, 1, ?, ?)", lines, func(i int) []any {
			document, at := i/signersOf, i%signersOf
			return []any{i + 1, document + 1, at, signer(document, at), at < signed(document), at >= signed(document)}
		}},
		{"INSERT INTO signatures (document_id, version_id, version, organization_id, signer_id, user_id, typed_name, signed_at) VALUES (?, ?, 1, ?, ?, ?, 'Signer', ?)", len(given), func(i int) []any {
			document, at := given[i][0], given[i][1]
			return []any{document + 1, document + 1, organization(document), document*signersOf + at + 1, signer(document, at), f.now}
		}},
	} {
		if err := f.insert(ctx, one.statement, one.rows, one.values); err != nil {
			return err
		}
	}
	return nil
}
