package signers_test

import (
	"fmt"
	"testing"

	"portico/backend/settings"
	"portico/backend/testkit"
	"portico/backend/users"
)

// The overview of 50,000 signers, of whom every third is ready and one lacks a
// login right alone (SGN-4, PERFORMANCE).
func BenchmarkSigners(b *testing.B) {
	site, _ := testkit.OpenBackend(b)
	ctx := b.Context()
	if err := site.Settings.SaveGeneral(ctx, settings.General{SiteName: "N", TimeZone: "UTC", UseOrganization: true, UsePartnerPortal: true, UseContracts: true}); err != nil {
		b.Fatal(err)
	}
	organization := testkit.MustCreateOrganization(b, site, 0, "Halden AS").ID
	for _, sql := range []string{
		`INSERT INTO users (first_name, last_name, name_key, email, email_key, login, login_key, type, restrictions, password_hash, created_at, updated_at)
			WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000)
			SELECT 'Sven', 'Bakke ' || i, 'bakke ' || i || ' sven', '', '', 'signer.' || i, 'signer.' || i, 'individual', '[]', CASE WHEN i % 3 = 0 THEN 'x' ELSE '' END, i, i FROM n`,
		fmt.Sprintf("INSERT INTO affiliations (user_id, organization_id, created_at, updated_at) SELECT id, %d, 1, 1 FROM users", organization),
		"INSERT INTO affiliation_roles SELECT a.id, r.id FROM affiliations a, organizational_roles r WHERE r.name = 'Director'",
		"INSERT INTO account_role_members SELECT 1, id, 1 FROM users WHERE login_key <> 'signer.49998'",
	} {
		if err := site.Store.Write(ctx).Exec(sql).Error; err != nil {
			b.Fatal(err)
		}
	}
	for name, query := range map[string]users.Query{
		"first page": {}, "ready": {Signers: users.Ready}, "rare gap": {Missing: users.NoLoginRight}, "rare word": {Search: "signer.4999"}, "common word": {Search: "bakke"},
		"of an organization": {OrganizationPath: fmt.Sprintf("/%d/", organization), WithBelow: true}, "nobody": {Missing: users.NoLogin},
		"members": {AccountRoleID: 1},
	} {
		query.Limit, query.SkipCount = 60, true
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := site.Signers.List(ctx, query); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(name+" count", func(b *testing.B) {
			for b.Loop() {
				if _, err := site.Signers.Count(ctx, query); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
