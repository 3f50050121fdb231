package guide

import (
	"strings"
	"testing"
	"time"

	"portico/backend/access"
	"portico/backend/contracts"
	"portico/backend/settings"
	"portico/backend/testkit"
	"portico/backend/users"
)

// The steps of the guide for outside signers, each judged from the data
// (ADM-1, SGN-1 to SGN-5).
func TestStepsOfOutsideSigners_ADM1(t *testing.T) {
	b, _ := testkit.OpenBackend(t)
	ctx := t.Context()
	s := New(b)
	want := func(after, wanted string) {
		t.Helper()
		got := overviewOf(t, s).OutsideSigners
		if states(got) != wanted {
			t.Errorf("%s: %s, want %s", after, states(got), wanted)
		}
		for _, step := range got {
			if step.Button != "" && step.To == "" {
				t.Errorf("%s: %s has a button that leads nowhere", after, step.Title)
			}
		}
	}
	want("empty", "todo todo todo done todo todo todo todo") // a new site has the role Partner Portal User
	if err := b.Settings.SaveGeneral(ctx, settings.General{SiteName: "S", TimeZone: "UTC", UseOrganization: true, UsePartnerPortal: true, UseContracts: true}); err != nil {
		t.Fatal(err)
	}
	organization := testkit.MustCreateOrganization(t, b, 0, "Halden").ID
	u, err := b.Users.Create(ctx, access.ForAdministrator(), users.Input{Login: "sven", FirstName: "Sven", LastName: "Bakke", Type: users.Individual})
	if err != nil {
		t.Fatal(err)
	}
	want("an Individual", "done done todo done todo todo todo todo")
	roles, err := b.Users.OrganizationalRoles(ctx)
	if err != nil {
		t.Fatal(err)
	}
	input, err := b.Users.InputOf(ctx, u)
	if err != nil {
		t.Fatal(err)
	}
	for _, role := range roles {
		if role.IsManagement {
			input.Affiliations = []users.AffiliationInput{{OrganizationID: organization, RoleIDs: []int64{role.ID}}}
		}
	}
	if _, err := b.Users.Update(ctx, access.ForAdministrator(), u.ID, input); err != nil {
		t.Fatal(err)
	}
	want("affiliated as management", "done done done done todo todo todo todo")
	given, err := b.Users.AccountRoles(ctx)
	if err == nil {
		_, err = b.Users.AddToAccountRole(ctx, given[0].ID, []int64{u.ID})
	}
	if err != nil {
		t.Fatal(err)
	}
	want("a member", "done done done done done todo todo todo")
	document := testkit.MustSendDocument(t, b, organization, "Agreement")
	want("a document sent", "done done done done done done todo todo")
	if _, err := b.Contracts.Withdraw(ctx, document.ID, "A mistake"); err != nil {
		t.Fatal(err)
	}
	want("the document withdrawn", "done done done done done done todo todo")
	start(t, s)
	if _, err := b.Signers.WriteLetter(ctx, u.ID, false); err != nil {
		t.Fatal(err)
	}
	want("with a letter", "done done done done done done done done")
	if err := b.Users.DeleteAccountRole(ctx, given[0].ID); err != nil {
		t.Fatal(err)
	}
	want("without the account role", "done done done todo todo done done done")
}

// Home names documents that are overdue and those that nobody can sign, while
// contracts are used (ADM-1, DOC-7).
func TestDocumentsNeedYou_ADM1(t *testing.T) {
	t.Parallel()
	b, clock := testkit.OpenBackend(t)
	testkit.UseContracts(t, b)
	s := New(b)
	titles := func() string {
		var all []string
		for _, one := range overviewOf(t, s).Attention {
			if strings.HasPrefix(one.Kind, "documents_") {
				all = append(all, one.Title+" "+one.To)
			}
		}
		return strings.Join(all, "; ")
	}
	organization := testkit.MustCreateOrganization(t, b, 0, "Halden")
	signer := testkit.MustCreateSigner(t, b, "ada@halden.example", "Ada", "Byron", organization.ID)
	testkit.MustSendDocument(t, b, organization.ID, "Frame", func(in *contracts.DocumentInput) { in.DueOn = clock.Now().AddDate(0, 0, 2).Format(time.DateOnly) })
	if got := titles(); got != "" {
		t.Errorf("at first: %q", got)
	}
	clock.Advance(4 * 24 * time.Hour)
	if got := titles(); got != "1 document is overdue /documents?state=overdue" {
		t.Errorf("overdue: %q", got)
	}
	testkit.Run(t, b, "UPDATE users SET is_suspended = 1 WHERE id = ?", signer.ID)
	if got := titles(); got != "1 sent document waits for nobody who can sign it /documents?state=stuck; 1 document is overdue /documents?state=overdue" {
		t.Errorf("nobody can sign: %q", got)
	}
	testkit.UseFeatures(t, b, func(g *settings.General) { g.UseContracts = false })
	if got := titles(); got != "" {
		t.Errorf("SET-3 while contracts are off: %q", got)
	}
}
