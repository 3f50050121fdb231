package responses_test

import (
	"slices"
	"strings"
	"testing"

	"portico/backend/access"
	"portico/backend/mail"
	"portico/backend/organizations"
	"portico/backend/settings"
	"portico/backend/testkit"
)

// Over a real mail server, a completed response reaches the Default Assessor,
// and the BCC Email Address gets a copy that nobody else can see; without an
// assessor it gets the report itself. Shows RSP-2, ORG-1.
func TestWhoGetsTheReport_RSP2_ORG1(t *testing.T) {
	s := openSite(t)
	server := testkit.StartMailServer(t, settings.MailStartTLS)
	s.must(s.outbox.SaveServer(t.Context(), server.Settings(), nil))
	with := s.organization("With both", 0)
	without, err := s.organizations.Create(t.Context(), organizations.Input{Name: "Without assessor", BCCEmail: "copies@example.com"})
	s.must(err)
	nobody, err := s.organizations.Create(t.Context(), organizations.Input{Name: "Nobody to tell"})
	s.must(err)
	assessment := s.assessment("a")
	for _, o := range []organizations.Organization{with, without, nobody} {
		_, token := s.invite(access.ForAdministrator(), o.ID, assessment, "Aino")
		s.finish(token)
	}
	sent, err := s.outbox.SendDue(t.Context())
	s.must(err)
	// The invitations were answered before they went out, so nobody needs them.
	var got []string
	for _, taken := range server.Taken() {
		message := taken.Message(t)
		if message.Header.Get("Bcc") != "" || !slices.Contains(taken.To, "copies@example.com") && strings.Contains(string(taken.Raw), "copies@example.com") {
			t.Errorf("the copy shows in\n%s", taken.Raw)
		}
		if len(taken.To) == 2 && strings.Contains(string(taken.Raw), "copies@example.com") {
			t.Errorf("the assessor can see the copy in\n%s", taken.Raw)
		}
		got = append(got, strings.Join(taken.To, "+"))
	}
	slices.Sort(got)
	want := []string{"ada@example.com+copies@example.com", "aino@example.com", "aino@example.com", "aino@example.com", "copies@example.com"}
	if sent != len(want) || !slices.Equal(got, want) {
		t.Errorf("sent %d to %v, want %v", sent, got, want)
	}
	page, err := s.outbox.List(t.Context(), access.ForAdministrator(), mail.Query{State: mail.Sent})
	if s.must(err); page.Count != len(want) {
		t.Errorf("%d are sent", page.Count)
	}
}
