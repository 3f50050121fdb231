package contracts_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"portico/backend"
	"portico/backend/access"
	"portico/backend/contracts"
	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/settings"
	"portico/backend/testkit"
	"portico/backend/users"
)

// office is a site with two organizations and signers in them.
type office struct {
	*backend.Backend
	t            testing.TB
	clock        *testkit.Clock
	acme, halden organizations.Organization
	ada, bo      users.User // sign for Acme
	inger        users.User // signs for Halden
}

func newOffice(t testing.TB) *office {
	t.Helper()
	b, clock := testkit.OpenBackend(t)
	testkit.UseContracts(t, b)
	o := &office{Backend: b, t: t, clock: clock}
	o.acme, o.halden = testkit.MustCreateOrganization(t, b, 0, "Acme"), testkit.MustCreateOrganization(t, b, 0, "Halden AS")
	o.ada = testkit.MustCreateSigner(t, b, "ada@acme.example", "Ada", "Byron", o.acme.ID)
	o.bo = testkit.MustCreateSigner(t, b, "bo@acme.example", "Bo", "Ek", o.acme.ID)
	o.inger = testkit.MustCreateSigner(t, b, "inger@halden.example", "Inger", "Dahl", o.halden.ID)
	return o
}

func (o *office) signer(u users.User) access.Signer {
	o.t.Helper()
	signer, err := o.Users.SignerOf(o.t.Context(), u.ID)
	if err != nil {
		o.t.Fatal(err)
	}
	return signer
}

func (o *office) view(u users.User, id int64) contracts.View {
	o.t.Helper()
	view, err := o.Contracts.View(o.t.Context(), o.signer(u), id)
	if err != nil {
		o.t.Fatal(err)
	}
	return view
}

func (o *office) mustSign(u users.User, id int64) {
	o.t.Helper()
	if err := testkit.SignDocument(o.t.Context(), o.Backend, u.ID, id); err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) state(id int64) contracts.State {
	o.t.Helper()
	d, err := o.Contracts.Document(o.t.Context(), id)
	if err != nil {
		o.t.Fatal(err)
	}
	return d.State
}

func people(needed ...users.User) func(*contracts.DocumentInput) {
	return func(in *contracts.DocumentInput) {
		for _, u := range needed {
			in.Signers = append(in.Signers, contracts.Signer{Kind: contracts.Person, UserID: u.ID})
		}
	}
}

func inOrder(in *contracts.DocumentInput) { in.InOrder = true }

// TestSigning_DOC5_SEC41 holds that a signature is one with its evidence.
func TestSigning_DOC5_SEC41(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := testkit.MustSendDocument(t, o.Backend, o.acme.ID, "Framework agreement")
	page, err := o.Contracts.ListFor(t.Context(), o.signer(o.ada), contracts.ViewQuery{})
	if err != nil || len(page.Items) != 1 || !page.Items[0].Waits {
		t.Fatalf("%+v %v", page, err)
	}
	o.mustSign(o.ada, d.ID)
	view := o.view(o.ada, d.ID)
	if view.State != contracts.Completed || view.Waits || !view.Mine || len(view.Signatures) != 1 || view.Signatures[0].Reading() != contracts.Validated || view.Signatures[0].Name != "Ada Byron" {
		t.Fatalf("%+v", view)
	}
	events, err := o.Contracts.Events(t.Context(), d.ID)
	if err != nil {
		t.Fatal(err)
	}
	var kinds []string
	for _, one := range events {
		kinds = append(kinds, string(one.Kind))
	}
	if strings.Join(kinds, " ") != "sent consented signed" {
		t.Fatal(kinds)
	}
	signed := events[2]
	if signed.Account != "ada@acme.example" || signed.TypedName != "Typed Name" || signed.Means != contracts.ByPassword || signed.ShownSHA256 != view.SHA256 || signed.ConsentText == "" || signed.ConsentVersion == 0 ||
		strings.Join(signed.OrganizationalRoles, ",") != "Director" || strings.Join(signed.AccountRoles, ",") != "Partner Portal User" {
		t.Fatalf("SEC-41 %+v", signed)
	}
	if err := testkit.SignDocument(t.Context(), o.Backend, o.ada.ID, d.ID); !fault.Is(err, fault.Conflict) {
		t.Fatalf("signed twice: %v", err)
	}
}

// TestWithoutAnyOne_SEC42 takes one thing away at a time: then there is no
// signature, and the answer doesn't tell which it was.
func TestWithoutAnyOne_SEC42(t *testing.T) {
	t.Parallel()
	for name, one := range map[string]struct {
		statement string
		code      fault.Code
	}{
		"sign right":              {`UPDATE account_roles SET rights = '["partner_portal_login","view_contract_documents"]'`, fault.Forbidden},
		"portal login":            {`UPDATE account_roles SET rights = '["view_contract_documents","sign_contract_documents"]'`, fault.NotFound},
		"view right":              {`UPDATE account_roles SET rights = '["partner_portal_login","sign_contract_documents"]'`, fault.NotFound},
		"account role":            {"DELETE FROM account_role_members", fault.NotFound},
		"management role":         {"UPDATE organizational_roles SET is_management = 0", fault.Forbidden},
		"organizational role":     {"DELETE FROM affiliation_roles", fault.Forbidden},
		"affiliation":             {"DELETE FROM affiliations", fault.NotFound},
		"active account":          {"UPDATE users SET is_suspended = 1", fault.Forbidden},
		"portal-signable":         {"UPDATE documents SET is_signable = 0", fault.Forbidden},
		"turn":                    {"UPDATE document_signers SET is_open = 0", fault.Forbidden},
		"active organization":     {"UPDATE organizations SET status = 'archived'", fault.NotFound},
		"contract not archived":   {"UPDATE contracts SET is_archived = 1", fault.NotFound},
		"document still waiting":  {"UPDATE documents SET state = 'withdrawn'", fault.Forbidden},
		"document limited to all": {"UPDATE documents SET is_limited = 1", fault.NotFound},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t)
			d := testkit.MustSendDocument(t, o.Backend, o.acme.ID, "Agreement")
			view := o.view(o.ada, d.ID)
			testkit.Run(t, o.Backend, one.statement)
			consent, err := o.Contracts.Consent(t.Context(), o.acme.ID, "Acme", "Agreement", "en")
			if err != nil {
				t.Fatal(err)
			}
			err = testkit.SignDocument(t.Context(), o.Backend, o.ada.ID, d.ID, func(in *contracts.Signing) {
				in.Version, in.SHA256, in.ConsentSHA256 = view.Number, view.SHA256, consent.SHA256
			})
			if !fault.Is(err, one.code) {
				t.Fatalf("without %s: %v", name, err)
			}
			if one.code == fault.Forbidden && fault.As(err).Message != "You can't sign this document at the moment. Whoever runs this portal can tell you why." {
				t.Fatalf("the answer tells what is missing: %v", err)
			}
			var signatures int
			if err := o.Store.Read(t.Context()).Raw("SELECT COUNT(*) FROM signatures").Scan(&signatures).Error; err != nil || signatures != 0 {
				t.Fatal(signatures, err)
			}
		})
	}
}

// TestWhatWasShown_SEC40 holds that what was shown is what is signed.
func TestWhatWasShown_SEC40(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := testkit.MustSendDocument(t, o.Backend, o.acme.ID, "Agreement")
	for name, change := range map[string]func(*contracts.Signing){
		"another hash":    func(in *contracts.Signing) { in.SHA256 = strings.Repeat("0", 64) },
		"no hash":         func(in *contracts.Signing) { in.SHA256 = "" },
		"another version": func(in *contracts.Signing) { in.Version = 2 },
		"another consent": func(in *contracts.Signing) { in.ConsentSHA256 = "old" },
	} {
		if err := testkit.SignDocument(t.Context(), o.Backend, o.ada.ID, d.ID, change); !fault.Is(err, fault.Conflict) {
			t.Errorf("SEC-40 %s: %v", name, err)
		}
	}
	for name, change := range map[string]func(*contracts.Signing){
		"read":       func(in *contracts.Signing) { in.WasRead = false },
		"consent":    func(in *contracts.Signing) { in.Agrees = false },
		"typed_name": func(in *contracts.Signing) { in.TypedName = " " },
	} {
		err := testkit.SignDocument(t.Context(), o.Backend, o.ada.ID, d.ID, change)
		if said := fault.As(err); said == nil || said.Fields[name] == "" {
			t.Errorf("DOC-5 without %s: %v", name, err)
		}
	}
	if err := testkit.SignDocument(t.Context(), o.Backend, o.ada.ID, d.ID, func(in *contracts.Signing) { in.Means = contracts.BySession }); !fault.Is(err, fault.Forbidden) {
		t.Errorf("SEC-41 without a password: %v", err)
	}
}

// TestNewVersion_DOC4 holds that a correction is a new version, and what becomes
// of signatures on the earlier one.
func TestNewVersion_DOC4(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := testkit.MustSendDocument(t, o.Backend, o.acme.ID, "Agreement", people(o.ada, o.bo))
	o.mustSign(o.ada, d.ID)
	first := o.view(o.ada, d.ID)
	input := contracts.DocumentInput{Title: "Agreement", Kind: contracts.Text, Body: "Other terms for {{organization.name}}", IsSignable: true, Signers: []contracts.Signer{{Kind: contracts.Person, UserID: o.ada.ID}}}
	if _, err := o.Contracts.UpdateDocument(t.Context(), d.ID, input); !fault.Is(err, fault.Conflict) {
		t.Fatalf("DOC-4 frozen content changed: %v", err)
	}
	if err := o.Store.Write(t.Context()).Exec("UPDATE document_versions SET bytes = x'00'").Error; err == nil {
		t.Fatal("DOC-4 the bytes of a version change")
	}
	if _, err := o.Contracts.Correct(t.Context(), d.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Contracts.UpdateDocument(t.Context(), d.ID, input); err != nil {
		t.Fatal(err)
	}
	if view := o.view(o.ada, d.ID); view.Signatures[0].Reading() != contracts.Validated || view.Number != 1 {
		t.Fatal("a correction that is not sent changes what is in force")
	}
	if _, err := o.Contracts.Send(t.Context(), d.ID); err != nil {
		t.Fatal(err)
	}
	var mails int // on each version, to whoever has signed the first too
	if err := o.Store.Read(t.Context()).Raw("SELECT COUNT(*) FROM outbox WHERE kind = 'mail_document' AND to_email = 'ada@acme.example'").Scan(&mails).Error; err != nil || mails != 2 {
		t.Errorf("DOC-5 %d mails to whoever signed the first version: %v", mails, err)
	}
	view := o.view(o.ada, d.ID)
	if view.Number != 2 || view.SHA256 == first.SHA256 || view.Signatures[0].Reading() != contracts.DocumentChanged || !view.Waits || view.State != contracts.Sent {
		t.Fatalf("%+v", view)
	}
	o.mustSign(o.ada, d.ID)
	view = o.view(o.ada, d.ID)
	if len(view.Signatures) != 2 || view.Signatures[0].Reading() != contracts.Validated || view.Signatures[1].Reading() != contracts.DocumentChanged || view.State != contracts.Completed {
		t.Fatalf("%+v", view.Signatures)
	}
	for number, sha := range map[int]string{1: first.SHA256, 2: view.SHA256} {
		file, err := o.Contracts.Open(t.Context(), o.signer(o.ada), d.ID, number)
		if err != nil || file.SHA256 != sha || len(file.Bytes) == 0 {
			t.Errorf("version %d can't be fetched: %v", number, err)
		}
	}
}

// TestInOrder_DOC5 holds that it is exactly one's turn.
func TestInOrder_DOC5(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := testkit.MustSendDocument(t, o.Backend, o.acme.ID, "Agreement", people(o.ada, o.bo), inOrder)
	if err := testkit.SignDocument(t.Context(), o.Backend, o.bo.ID, d.ID); !fault.Is(err, fault.Forbidden) {
		t.Fatalf("SEC-42 out of turn: %v", err)
	}
	if o.view(o.bo, d.ID).Waits || !o.view(o.ada, d.ID).Waits {
		t.Fatal("the wrong one's turn")
	}
	o.mustSign(o.ada, d.ID)
	if !o.view(o.bo, d.ID).Waits {
		t.Fatal("the turn did not pass on")
	}
	o.mustSign(o.bo, d.ID)
	if o.state(d.ID) != contracts.Completed {
		t.Fatal("not completed")
	}
	// Each hears when it is their turn, and both when all is done.
	var mails []string
	if err := o.Store.Read(t.Context()).Raw("SELECT to_email || ' ' || kind FROM outbox WHERE subject_kind = 'document' ORDER BY id").Scan(&mails).Error; err != nil {
		t.Fatal(err)
	}
	want := "ada@acme.example mail_document, bo@acme.example mail_document, ada@acme.example mail_document_completed, bo@acme.example mail_document_completed"
	if got := strings.Join(mails, ", "); got != want {
		t.Fatalf("got  %s\nwant %s", got, want)
	}
}

// TestTwoAtOnce_DOC5 lets two sign at one moment, again and again: both count,
// once each. In order, the second never comes before the first.
func TestTwoAtOnce_DOC5(t *testing.T) {
	t.Parallel()
	for name, change := range map[string][]func(*contracts.DocumentInput){"in any order": nil, "in order": {inOrder}} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			d := testkit.MustSendDocument(t, o.Backend, o.acme.ID, "Agreement", append(change, people(o.bo, o.ada))...)
			var wait sync.WaitGroup
			begin := make(chan struct{})
			for range 5 {
				for _, u := range []users.User{o.ada, o.bo} {
					wait.Go(func() {
						<-begin
						_ = testkit.SignDocument(context.Background(), o.Backend, u.ID, d.ID)
					})
				}
			}
			close(begin)
			wait.Wait()
			_ = testkit.SignDocument(t.Context(), o.Backend, o.ada.ID, d.ID) // in order, all of hers may have come too early
			signatures := o.view(o.ada, d.ID).Signatures
			if len(signatures) != 2 || o.state(d.ID) != contracts.Completed {
				t.Fatalf("%d signatures, %s", len(signatures), o.state(d.ID))
			}
			if name == "in order" && signatures[0].UserID != o.bo.ID {
				t.Fatal("SEC-42 the second signed first")
			}
		})
	}
}

// TestDecline_DOC5 holds that a document that somebody declined waits for
// nobody until it is sent anew.
func TestDecline_DOC5(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := testkit.MustSendDocument(t, o.Backend, o.acme.ID, "Agreement", people(o.ada, o.bo))
	if err := o.Contracts.Decline(t.Context(), o.ada.ID, d.ID, 1, " "); !fault.Is(err, fault.Invalid) {
		t.Fatalf("without a reason: %v", err)
	}
	if err := o.Contracts.Decline(t.Context(), o.inger.ID, d.ID, 1, "Not ours"); !fault.Is(err, fault.NotFound) {
		t.Fatalf("another's: %v", err)
	}
	if err := o.Contracts.Decline(t.Context(), o.ada.ID, d.ID, 1, "The price is wrong"); err != nil {
		t.Fatal(err)
	}
	if err := testkit.SignDocument(t.Context(), o.Backend, o.bo.ID, d.ID); !fault.Is(err, fault.Forbidden) || o.state(d.ID) != contracts.Declined {
		t.Fatalf("%v %s", err, o.state(d.ID))
	}
	if _, err := o.Contracts.Correct(t.Context(), d.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Contracts.Send(t.Context(), d.ID); err != nil {
		t.Fatal(err)
	}
	o.mustSign(o.bo, d.ID)
}

// TestWithdraw_DOC5 holds that a signature can be withdrawn for as long as the
// administrator allows, and that nothing is erased.
func TestWithdraw_DOC5(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := testkit.MustSendDocument(t, o.Backend, o.acme.ID, "Agreement", people(o.ada))
	o.mustSign(o.ada, d.ID)
	if o.view(o.ada, d.ID).WithdrawUntil.IsZero() {
		t.Fatal("can't be withdrawn")
	}
	if err := o.Contracts.WithdrawSignature(t.Context(), o.bo.ID, d.ID, "Not mine"); !fault.Is(err, fault.Conflict) {
		t.Fatalf("another's signature: %v", err)
	}
	if err := o.Contracts.WithdrawSignature(t.Context(), o.ada.ID, d.ID, "Too early"); err != nil {
		t.Fatal(err)
	}
	view := o.view(o.ada, d.ID)
	if view.State != contracts.Sent || len(view.Signatures) != 1 || view.Signatures[0].Reading() != contracts.SignatureWithdraw || view.Signatures[0].Reason != "Too early" || !view.Waits {
		t.Fatalf("%+v", view)
	}
	if err := o.Store.Write(t.Context()).Exec("DELETE FROM signatures").Error; err == nil {
		t.Fatal("DOC-5 a signature can be erased")
	}
	o.mustSign(o.ada, d.ID)
	o.clock.Advance(25 * time.Hour)
	if err := o.Contracts.WithdrawSignature(t.Context(), o.ada.ID, d.ID, "Too late"); !fault.Is(err, fault.Conflict) {
		t.Fatalf("after the time: %v", err)
	}
	e := testkit.MustSendDocument(t, o.Backend, o.acme.ID, "Another", people(o.ada))
	o.mustSign(o.ada, e.ID)
	if err := o.Settings.SaveContracts(t.Context(), settings.Contracts{}); err != nil {
		t.Fatal(err)
	}
	if err := o.Contracts.WithdrawSignature(t.Context(), o.ada.ID, e.ID, "Not allowed"); !fault.Is(err, fault.Conflict) {
		t.Fatalf("not allowed: %v", err)
	}
}

// TestCircle_DOC5 signs and withdraws in a circle: it has an end, and the document
// can still be signed.
func TestCircle_DOC5(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := testkit.MustSendDocument(t, o.Backend, o.acme.ID, "Agreement", people(o.ada))
	for range contracts.MaxWithdrawals {
		o.mustSign(o.ada, d.ID)
		if err := o.Contracts.WithdrawSignature(t.Context(), o.ada.ID, d.ID, "Too early"); err != nil {
			t.Fatal(err)
		}
	}
	o.mustSign(o.ada, d.ID)
	if err := o.Contracts.WithdrawSignature(t.Context(), o.ada.ID, d.ID, "Again"); !fault.Is(err, fault.Conflict) || o.state(d.ID) != contracts.Completed {
		t.Fatalf("%v %s", err, o.state(d.ID))
	}
}

// TestWithdrawAgainstSign lets one withdraw while another signs: what the
// document says afterwards is what the signatures say.
func TestWithdrawAgainstSign(t *testing.T) {
	t.Parallel()
	for range 5 {
		o := newOffice(t)
		d := testkit.MustSendDocument(t, o.Backend, o.acme.ID, "Agreement", people(o.ada, o.bo))
		o.mustSign(o.ada, d.ID)
		var wait sync.WaitGroup
		wait.Go(func() { _ = o.Contracts.WithdrawSignature(context.Background(), o.ada.ID, d.ID, "No") })
		wait.Go(func() { _ = testkit.SignDocument(context.Background(), o.Backend, o.bo.ID, d.ID) })
		wait.Wait()
		if o.state(d.ID) != contracts.Sent || !o.view(o.ada, d.ID).Waits || !o.view(o.bo, d.ID).Mine {
			t.Fatalf("%s %+v", o.state(d.ID), o.view(o.ada, d.ID))
		}
	}
}

// TestLimited_SEC34 holds that a document that is limited to others does not
// exist for a signer.
func TestLimited_SEC34(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	testkit.Affiliate(t, o.Backend, o.bo.ID, o.acme.ID, "Accountant")
	var accountant int64
	if err := o.Store.Read(t.Context()).Raw("SELECT id FROM organizational_roles WHERE name = 'Accountant'").Scan(&accountant).Error; err != nil {
		t.Fatal(err)
	}
	toAda := testkit.MustSendDocument(t, o.Backend, o.acme.ID, "For Ada", func(in *contracts.DocumentInput) { in.Limits = []contracts.Limit{{UserID: o.ada.ID}} })
	toRole := testkit.MustSendDocument(t, o.Backend, o.acme.ID, "For accountants", func(in *contracts.DocumentInput) { in.Limits = []contracts.Limit{{RoleID: accountant}} })
	for _, one := range []struct {
		who  users.User
		id   int64
		sees bool
	}{{o.ada, toAda.ID, true}, {o.bo, toAda.ID, false}, {o.inger, toAda.ID, false}, {o.ada, toRole.ID, false}, {o.bo, toRole.ID, true}, {o.inger, toRole.ID, false}} {
		_, err := o.Contracts.View(t.Context(), o.signer(one.who), one.id)
		if (err == nil) != one.sees || err != nil && !fault.Is(err, fault.NotFound) {
			t.Errorf("SEC-34 %s, document %d: %v", one.who.Name(), one.id, err)
		}
		page, err := o.Contracts.ListFor(t.Context(), o.signer(one.who), contracts.ViewQuery{})
		if err != nil {
			t.Fatal(err)
		}
		listed := false
		for _, row := range page.Items {
			listed = listed || row.ID == one.id
		}
		if listed != one.sees || page.Count != len(page.Items) {
			t.Errorf("SEC-34 %s, document %d listed: %v, count %d", one.who.Name(), one.id, listed, page.Count)
		}
		if err := testkit.SignDocument(t.Context(), o.Backend, one.who.ID, one.id); !one.sees && !fault.Is(err, fault.NotFound) {
			t.Errorf("SEC-34 %s signs document %d: %v", one.who.Name(), one.id, err)
		}
		waiting, err := o.Contracts.WaitingFor(t.Context(), []int64{one.who.ID})
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range waiting[one.who.ID].Documents {
			if w.DocumentID == one.id && !one.sees {
				t.Errorf("SEC-34 %d waits for %s", one.id, one.who.Name())
			}
		}
	}
	var mails []string
	if err := o.Store.Read(t.Context()).Raw("SELECT DISTINCT to_email || ' ' || subject_id FROM outbox WHERE kind = 'mail_document' ORDER BY 1").Scan(&mails).Error; err != nil {
		t.Fatal(err)
	}
	if len(mails) != 2 || !strings.HasPrefix(mails[0], "ada@") || !strings.HasPrefix(mails[1], "bo@") {
		t.Fatalf("SEC-34 mails %v", mails)
	}
	if page, err := o.Contracts.OwnSignatures(t.Context(), o.signer(o.bo), ""); err != nil || len(page.Items) != 1 {
		t.Fatalf("%+v %v", page, err)
	}
}

// TestRole_DOC2 asks for two of a role and one of anyone.
func TestRole_DOC2(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	cy := testkit.MustCreateSigner(t, o.Backend, "cy@acme.example", "Cy", "Flint", o.acme.ID)
	testkit.Run(t, o.Backend, "UPDATE affiliation_roles SET role_id = (SELECT id FROM organizational_roles WHERE name = 'Authorized signatory') WHERE affiliation_id = (SELECT id FROM affiliations WHERE user_id = ?)", cy.ID)
	var director int64
	if err := o.Store.Read(t.Context()).Raw("SELECT id FROM organizational_roles WHERE name = 'Director'").Scan(&director).Error; err != nil {
		t.Fatal(err)
	}
	d := testkit.MustSendDocument(t, o.Backend, o.acme.ID, "Agreement", inOrder, func(in *contracts.DocumentInput) {
		in.Signers = []contracts.Signer{{Kind: contracts.Role, RoleID: director, Needed: 2}, {Kind: contracts.Anyone}}
	})
	if err := testkit.SignDocument(t.Context(), o.Backend, cy.ID, d.ID); !fault.Is(err, fault.Forbidden) {
		t.Fatalf("not the role: %v", err)
	}
	o.mustSign(o.ada, d.ID)
	if o.view(cy, d.ID).Waits {
		t.Fatal("one of two is enough")
	}
	o.mustSign(o.bo, d.ID)
	o.mustSign(cy, d.ID)
	if o.state(d.ID) != contracts.Completed {
		t.Fatal("not completed")
	}
}

// TestWaiting_SGN5 holds that what waits for somebody counts all of it, names the
// first, and tells what they could sign from what they lack a role for.
func TestWaiting_SGN5(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	testkit.Affiliate(t, o.Backend, o.ada.ID, o.halden.ID, "Reader")
	testkit.Run(t, o.Backend, "UPDATE organizational_roles SET is_management = 0 WHERE name = 'Reader'")
	testkit.MustSendDocument(t, o.Backend, o.halden.ID, "No role for it", func(in *contracts.DocumentInput) { in.Signers = []contracts.Signer{{Kind: contracts.Anyone}} })
	for range contracts.MaxNamed + 2 {
		testkit.MustSendDocument(t, o.Backend, o.acme.ID, "Agreement", people(o.ada))
	}
	found, err := o.Contracts.WaitingFor(t.Context(), []int64{o.ada.ID, o.inger.ID})
	pile := found[o.ada.ID]
	if err != nil || pile.Count != contracts.MaxNamed+3 || pile.Signable != contracts.MaxNamed+2 || len(pile.Documents) != contracts.MaxNamed || !pile.Documents[0].CanSign {
		t.Errorf("%d, %d to sign, %d named: %v", pile.Count, pile.Signable, len(pile.Documents), err)
	}
	if other := found[o.inger.ID]; other.Count != 1 || other.Signable != 1 {
		t.Errorf("%+v", other)
	}
	letter, err := o.Signers.WriteLetter(t.Context(), o.ada.ID, false)
	if err != nil || letter.More != 2 || !strings.Contains(letter.Text, "- and 2 more in the portal") || strings.Contains(letter.Text, "No role for it") {
		t.Errorf("%+v %v", letter, err)
	}
}
