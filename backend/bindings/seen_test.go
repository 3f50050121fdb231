package bindings_test

import (
	"strings"
	"testing"
	"time"

	"portico/backend/access"
	"portico/backend/audit"
	"portico/backend/bindings"
	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/testkit"
)

// TestNobodysChangeIsLost shows that a form that was filled before somebody
// else's change is refused, and taken once it knows that change.
func TestNobodysChangeIsLost_ORG1_USR1(t *testing.T) {
	site := testkit.OpenRegistration(t)
	desk, people := bound[*bindings.Organizations](t, site), bound[*bindings.Users](t, site)
	made := testkit.MustCreateOrganization(t, site.Backend, 0, "Halden")
	before, err := desk.Get(made.ID)
	if err != nil {
		t.Fatal(err)
	}
	site.Clock.Advance(time.Second)
	if _, err := site.Organizations.UpdateProfile(t.Context(), access.ForAdministrator(), made.ID, organizations.Profile{Website: "https://partner.example"}); err != nil {
		t.Fatal(err)
	}
	input := bindings.OrganizationInput{Name: "Halden AS", ResponseAllotment: "unlimited", Seen: before.Seen}
	if _, err := desk.Update(made.ID, input); !fault.Is(err, fault.Conflict) || fault.As(err).Fields["seen"] == "" {
		t.Fatalf("the partner's change would be lost: %v", err)
	}
	now, err := desk.Get(made.ID)
	if err != nil || now.Website != "https://partner.example" {
		t.Fatal(now.Website, err)
	}
	input.Website, input.Seen = now.Website, now.Seen
	site.Clock.Advance(time.Second)
	if saved, err := desk.Update(made.ID, input); err != nil || saved.Name != "Halden AS" || saved.Website != now.Website {
		t.Fatal(saved, err)
	}
	if _, err := desk.SaveTexts(made.ID, bindings.OwnTexts{About: "x", Seen: now.Seen}); !fault.Is(err, fault.Conflict) {
		t.Fatal(err)
	}

	user, err := people.Create(bindings.UserInput{FirstName: "Inger", LastName: "Dahl", Type: "individual", Login: "inger"})
	if err != nil {
		t.Fatal(err)
	}
	changed := bindings.UserInput{FirstName: "Inge", LastName: "Dahl", Type: "individual", Login: "inger", Seen: user.Seen}
	site.Clock.Advance(time.Second)
	saved, err := people.Update(user.ID, changed)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := people.Update(user.ID, changed); !fault.Is(err, fault.Conflict) {
		t.Fatalf("a form filled before is taken: %v", err)
	}
	changed.Seen = saved.Seen
	if _, err := people.Update(user.ID, changed); err != nil {
		t.Fatal(err)
	}
}

// TestOwnTextsAtTheDesk shows ORG-6: the administrator sees, previews and
// changes what partners write about themselves, with an audit entry.
func TestOwnTextsAtTheDesk_ORG6(t *testing.T) {
	site := testkit.OpenRegistration(t)
	desk := bound[*bindings.Organizations](t, site)
	made := testkit.MustCreateOrganization(t, site.Backend, 0, "Halden")
	pages, err := desk.PreviewTexts(made.ID, bindings.OwnTexts{About: "We are **Halden**. <script>alert(1)</script>"})
	if err != nil || !strings.Contains(pages.About, "<strong>Halden</strong>") || strings.Contains(pages.About, "<script") {
		t.Fatal(pages.About, err)
	}
	if own, err := desk.PreviewTexts(made.ID, bindings.OwnTexts{Privacy: "Our own policy."}); err != nil || !strings.Contains(own.Privacy, "Our own policy.") || strings.Contains(pages.Privacy, "Our own policy.") {
		t.Fatal(err)
	}
	saved, err := desk.SaveTexts(made.ID, bindings.OwnTexts{About: "We are Halden.", Privacy: "Ours."})
	if err != nil || saved.About != "We are Halden." || saved.Privacy != "Ours." {
		t.Fatal(saved, err)
	}
	if _, err := desk.SaveTexts(made.ID, bindings.OwnTexts{About: strings.Repeat("x", 10_001)}); !fault.Is(err, fault.Invalid) {
		t.Fatal(err)
	}
	entries, err := site.Audit.List(t.Context(), audit.Query{Limit: 1})
	if err != nil || len(entries.Items) != 1 || entries.Items[0].Action != "organization.texts" {
		t.Fatal(entries, err)
	}
}
