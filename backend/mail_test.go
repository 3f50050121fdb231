package backend_test

import (
	"testing"

	"portico/backend/access"
	"portico/backend/mail"
	"portico/backend/settings"
	"portico/backend/testkit"
)

// A site that runs sends a mail as soon as its cause is committed, and not
// before: what is taken back was never written. Shows MAIL-1.
func TestMailGoesOutAtOnce_MAIL1(t *testing.T) {
	b, _ := testkit.OpenBackend(t)
	server := testkit.StartMailServer(t, settings.MailTLS)
	arrived := make(chan string, 10)
	server.OnData = func(taken testkit.Taken) error { arrived <- taken.To[0]; return nil }
	if err := b.Outbox.SaveServer(t.Context(), server.Settings(), nil); err != nil {
		t.Fatal(err)
	}
	b.Start(t.Context())
	organization := testkit.MustCreateOrganization(t, b, 0, "Halden AS")
	manager := testkit.MustCreateManager(t, b, "inger@halden.example", []int64{organization.ID}, testkit.MustPublishSamples(t, b))
	if _, err := b.SignIn.SendActivation(t.Context(), manager.ID); err != nil {
		t.Fatal(err)
	}
	if to := <-arrived; to != "inger@halden.example" {
		t.Errorf("a mail to %s", to)
	}
	b.Jobs.Stop() // it waits for what is under way
	page, err := b.Outbox.List(t.Context(), access.ForAdministrator(), mail.Query{})
	if err != nil || len(page.Items) != 1 || page.Items[0].State != mail.Sent {
		t.Errorf("%+v, %v", page.Items, err)
	}
}
