package contracts_test

import (
	"testing"

	"portico/backend/mail"
	"portico/backend/settings"
	"portico/backend/testkit"
)

// TestHeldMails_SEC34 holds that a mail which waited in the outbox goes out only
// while it is true: who has signed meanwhile, who is of the organization no more,
// and who was to sign what was taken back hear nothing.
func TestHeldMails_SEC34(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	signed := testkit.MustSendDocument(t, o.Backend, o.acme.ID, "Signed since", people(o.ada))
	o.mustSign(o.ada, signed.ID)
	undone := testkit.MustSendDocument(t, o.Backend, o.acme.ID, "Completed and withdrawn", people(o.ada))
	o.mustSign(o.ada, undone.ID)
	if err := o.Contracts.WithdrawSignature(t.Context(), o.ada.ID, undone.ID, "by mistake"); err != nil {
		t.Fatal(err)
	}
	testkit.MustSendDocument(t, o.Backend, o.acme.ID, "Of somebody who left", people(o.bo))
	testkit.Run(t, o.Backend, "DELETE FROM affiliations WHERE user_id = ?", o.bo.ID)
	withdrawn := testkit.MustSendDocument(t, o.Backend, o.halden.ID, "Taken back", people(o.inger))
	if _, err := o.Contracts.Withdraw(t.Context(), withdrawn.ID, "a mistake"); err != nil {
		t.Fatal(err)
	}
	testkit.MustSendDocument(t, o.Backend, o.halden.ID, "Waits", people(o.inger))

	server := testkit.StartMailServer(t, settings.MailPlain)
	if err := o.Outbox.SaveServer(t.Context(), server.Settings(), nil); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Outbox.SendAll(t.Context(), mail.Held); err != nil {
		t.Fatal(err)
	}
	sent, err := o.Outbox.SendDue(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var went []string
	if err := o.Store.Read(t.Context()).Raw("SELECT kind || ' ' || to_email || ' ' || subject FROM outbox WHERE state = 'sent' ORDER BY id").Scan(&went).Error; err != nil {
		t.Fatal(err)
	}
	// The news of the first, what waits again after its withdrawal, and what waits.
	if sent != 3 || len(went) != 3 {
		t.Fatalf("%d went out: %q", sent, went)
	}
	var off int
	if err := o.Store.Read(t.Context()).Raw("SELECT COUNT(*) FROM outbox WHERE state = 'cancelled' AND last_error <> ''").Scan(&off).Error; err != nil || off != 4 {
		t.Errorf("%d called off: %v", off, err)
	}
}
