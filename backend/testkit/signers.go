package testkit

import (
	"context"
	"testing"

	"portico/backend"
	"portico/backend/contracts"
	"portico/backend/settings"
	"portico/backend/users"
)

// UseContracts switches the features on that contract documents need.
func UseContracts(t testing.TB, b *backend.Backend) {
	t.Helper()
	UseFeatures(t, b, func(g *settings.General) { g.UseOrganization, g.UsePartnerPortal, g.UseContracts = true, true, true })
}

// MustCreateSigner makes an Individual who can sign in with Password and sign
// for an organization: with the organizational role Director and the account
// role Partner Portal User.
func MustCreateSigner(t testing.TB, b *backend.Backend, email, firstName, lastName string, organizationID int64) users.User {
	t.Helper()
	hash, err := b.SignIn.HashNew(t.Context(), Password)
	if err != nil {
		t.Fatal(err)
	}
	u, err := b.Users.Register(t.Context(), users.Input{Email: email, FirstName: firstName, LastName: lastName, Type: users.Individual}, hash)
	if err != nil {
		t.Fatal(err)
	}
	Affiliate(t, b, u.ID, organizationID, "Director")
	Run(t, b, "INSERT INTO account_role_members (role_id, user_id, added_at) SELECT id, ?, 0 FROM account_roles WHERE name = 'Partner Portal User'", u.ID)
	return u
}

// Affiliate ties somebody to an organization with an organizational role.
func Affiliate(t testing.TB, b *backend.Backend, userID, organizationID int64, role string) {
	t.Helper()
	Run(t, b, "INSERT INTO affiliations (user_id, organization_id, created_at, updated_at) VALUES (?, ?, 0, 0) ON CONFLICT DO NOTHING", userID, organizationID)
	Run(t, b, "INSERT INTO affiliation_roles (affiliation_id, role_id) SELECT a.id, r.id FROM affiliations a, organizational_roles r WHERE a.user_id = ? AND a.organization_id = ? AND r.name = ?", userID, organizationID, role)
}

// Run runs a statement that no service has.
func Run(t testing.TB, b *backend.Backend, statement string, args ...any) {
	t.Helper()
	if err := b.Store.Write(t.Context()).Exec(statement, args...).Error; err != nil {
		t.Fatal(err)
	}
}

// MustSendDocument makes a contract with a document of a text, and sends it.
func MustSendDocument(t testing.TB, b *backend.Backend, organizationID int64, title string, change ...func(*contracts.DocumentInput)) contracts.Document {
	t.Helper()
	c, err := b.Contracts.Create(t.Context(), contracts.Input{OrganizationID: organizationID, Name: title})
	if err != nil {
		t.Fatal(err)
	}
	input := contracts.DocumentInput{Title: title, Kind: contracts.Text, Body: "# Terms\n\n{{organization.name}} agrees to the terms of **" + title + "**.\n\n- one\n- two", IsSignable: true}
	for _, one := range change {
		one(&input)
	}
	d, err := b.Contracts.CreateDocument(t.Context(), c.ID, input)
	if err != nil {
		t.Fatal(err)
	}
	if d, err = b.Contracts.Send(t.Context(), d.ID); err != nil {
		t.Fatal(err)
	}
	return d
}

// SignDocument signs a document as somebody who has read it and typed their
// password anew, and returns what came of it.
func SignDocument(ctx context.Context, b *backend.Backend, userID, documentID int64, change ...func(*contracts.Signing)) error {
	signer, err := b.Users.SignerOf(ctx, userID)
	if err != nil {
		return err
	}
	in := contracts.Signing{WasRead: true, Agrees: true, TypedName: "Typed Name", Language: "en", Means: contracts.ByPassword}
	if view, err := b.Contracts.View(ctx, signer, documentID); err == nil {
		consent, err := b.Contracts.Consent(ctx, view.OrganizationID, view.Organization, view.Title, "en")
		if err != nil {
			return err
		}
		in.Version, in.SHA256, in.ConsentSHA256 = view.Number, view.SHA256, consent.SHA256
	}
	for _, one := range change {
		one(&in)
	}
	_, err = b.Contracts.Sign(ctx, userID, documentID, in)
	return err
}
