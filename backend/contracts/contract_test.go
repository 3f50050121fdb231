package contracts_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"portico/backend/contracts"
	"portico/backend/fault"
	"portico/backend/pdf"
	"portico/backend/sheets"
	"portico/backend/testkit"
)

func field(err error, name string) string {
	if said := fault.As(err); said != nil {
		return said.Fields[name]
	}
	return ""
}

// TestContract_DOC1 holds what can be said of a contract.
func TestContract_DOC1(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	first, err := o.Contracts.Create(t.Context(), contracts.Input{OrganizationID: o.acme.ID, Name: " Frame ", Number: "NW-1", Category: "Partnership", BeginsOn: "2026-01-01", EndsOn: "2026-12-31"})
	if err != nil || first.Name != "Frame" || first.Status != contracts.Draft {
		t.Fatalf("%+v %v", first, err)
	}
	for name, one := range map[string]struct {
		input contracts.Input
		field string
	}{
		"no name":         {contracts.Input{OrganizationID: o.acme.ID}, "name"},
		"no organization": {contracts.Input{Name: "A"}, "organizationId"},
		"a taken number":  {contracts.Input{OrganizationID: o.acme.ID, Name: "A", Number: "nw-1"}, "number"},
		"ends early":      {contracts.Input{OrganizationID: o.acme.ID, Name: "A", BeginsOn: "2026-02-01", EndsOn: "2026-01-01"}, "endsOn"},
		"no day":          {contracts.Input{OrganizationID: o.acme.ID, Name: "A", BeginsOn: "2026-02-31"}, "beginsOn"},
	} {
		if _, err := o.Contracts.Create(t.Context(), one.input); field(err, one.field) == "" {
			t.Errorf("DOC-1 %s: %v", name, err)
		}
	}
	if _, err := o.Contracts.Update(t.Context(), first.ID, contracts.Input{OrganizationID: o.acme.ID, Name: "B", Seen: first.UpdatedAt.Add(-time.Second)}); field(err, "seen") == "" {
		t.Errorf("changed meanwhile: %v", err)
	}
	sent := testkit.MustSendDocument(t, o.Backend, o.acme.ID, "Sent")
	if err := o.Contracts.Delete(t.Context(), sent.ContractID); !fault.Is(err, fault.Conflict) {
		t.Errorf("a contract with a sent document is deleted: %v", err)
	}
	if _, err := o.Contracts.Update(t.Context(), sent.ContractID, contracts.Input{OrganizationID: o.halden.ID, Name: "Sent"}); !fault.Is(err, fault.Conflict) {
		t.Errorf("a sent document moves to another organization: %v", err)
	}
	if err := o.Contracts.Delete(t.Context(), first.ID); err != nil {
		t.Error(err)
	}
	if uses, err := o.Contracts.InUse(t.Context(), o.acme.ID); err != nil || len(uses) != 1 {
		t.Errorf("ORG-5 %v %v", uses, err)
	}
	o.mustSign(o.ada, sent.ID)
	if err := o.Organizations.Delete(t.Context(), o.acme.ID, o.acme.Name); !fault.Is(err, fault.Conflict) || !strings.Contains(err.Error(), "1 signature") {
		t.Errorf("ORG-5 an organization with signatures is deleted: %v", err)
	}
	if err := o.Users.Delete(t.Context(), o.ada.ID); !fault.Is(err, fault.Conflict) {
		t.Errorf("DOC-5 somebody who signed is deleted: %v", err)
	}
}

// TestCopy_DOC1 copies several contracts, with documents and who must sign, and
// nothing of what was signed.
func TestCopy_DOC1(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := testkit.MustSendDocument(t, o.Backend, o.acme.ID, "Agreement", people(o.ada, o.bo), inOrder)
	o.mustSign(o.ada, d.ID)
	template, err := o.Contracts.SaveTemplate(t.Context(), 0, "Terms", "Terms for all", "{{organization.name}} agrees.")
	if err != nil {
		t.Fatal(err)
	}
	many, err := o.Contracts.CreateMany(t.Context(), contracts.ManyInput{TemplateID: template.ID, OrganizationIDs: []int64{o.acme.ID, o.halden.ID}, Contract: contracts.Input{Name: "Yearly"}}, func(int64) {})
	if err != nil || len(many) != 2 {
		t.Fatal(many, err)
	}
	copies, err := o.Contracts.Copy(t.Context(), contracts.CopyInput{IDs: []int64{d.ContractID, many[1].ID}})
	if err != nil || len(copies) != 2 || copies[0].Name != "Agreement (copy)" || copies[1].OrganizationID != o.halden.ID {
		t.Fatalf("%+v %v", copies, err)
	}
	page, err := o.Contracts.Documents(t.Context(), contracts.DocumentQuery{ContractID: copies[0].ID})
	if err != nil || len(page.Items) != 1 || page.Items[0].State != contracts.Writing || page.Items[0].Version != 0 || page.Items[0].Needed != 2 || page.Items[0].Signed != 0 {
		t.Fatalf("%+v %v", page.Items, err)
	}
	if _, err := o.Contracts.Send(t.Context(), page.Items[0].ID); err != nil {
		t.Fatal(err)
	}
	// To another organization people don't come along.
	moved, err := o.Contracts.Copy(t.Context(), contracts.CopyInput{IDs: []int64{d.ContractID}, OrganizationID: o.halden.ID})
	if err != nil {
		t.Fatal(err)
	}
	page, err = o.Contracts.Documents(t.Context(), contracts.DocumentQuery{ContractID: moved[0].ID})
	if err != nil || len(page.Items) != 1 || page.Items[0].Needed != 1 {
		t.Fatalf("%+v %v", page.Items, err)
	}
}

// TestLostCharacters_DOC2 holds that what no font has is named before sending,
// wherever it comes from, and never printed as a hole.
func TestLostCharacters_DOC2(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	for name, one := range map[string]struct{ contract, title, body, lost string }{
		"in the text":        {"Frame", "Terms", "Pay 💶 100 and ไทย", "ท ย ไ 💶"},
		"in the title":       {"Frame", "Terms 𠮷", "Pay", "𠮷"},
		"in a value":         {"ไ", "Terms", "Under {{contract.name}}", "ไ"},
		"all can be printed": {"Frame", "Terms", "Größe, 契約, 계약, ελ, ✔️ and 100 €", ""},
	} {
		c, err := o.Contracts.Create(t.Context(), contracts.Input{OrganizationID: o.acme.ID, Name: one.contract})
		if err != nil {
			t.Fatal(err)
		}
		d, err := o.Contracts.CreateDocument(t.Context(), c.ID, contracts.DocumentInput{Title: one.title, Kind: contracts.Text, Body: one.body})
		if err != nil {
			t.Fatal(err)
		}
		shown, err := o.Contracts.Preview(t.Context(), d.ID)
		if err != nil || strings.Join(shown.Lost, " ") != one.lost {
			t.Errorf("DOC-2 %s: preview says %v %v", name, shown.Lost, err)
		}
		if _, err := o.Contracts.Send(t.Context(), d.ID); (err != nil) != (one.lost != "") || err != nil && !strings.Contains(field(err, "body"), one.lost) {
			t.Errorf("DOC-2 %s: sending: %v", name, err)
		}
	}
}

// TestFileName_DOC2 holds that a title with a slash names its file whole.
func TestFileName_DOC2(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := testkit.MustSendDocument(t, o.Backend, o.acme.ID, "Terms 2026/27: <b>prices</b>")
	if file, err := o.Contracts.VersionFile(t.Context(), d.ID, 1); err != nil || file.Name != "Terms 2026-27- -b-prices--b-.pdf" {
		t.Errorf("%q %v", file.Name, err)
	}
}

// TestSendMany_DOC7 holds that one document that is not there any more keeps
// neither the others nor what is said of them.
func TestSendMany_DOC7(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	sentBefore := testkit.MustSendDocument(t, o.Backend, o.acme.ID, "Sent")
	c, err := o.Contracts.Create(t.Context(), contracts.Input{OrganizationID: o.acme.ID, Name: "Frame"})
	if err != nil {
		t.Fatal(err)
	}
	d, err := o.Contracts.CreateDocument(t.Context(), c.ID, contracts.DocumentInput{Title: "Terms", Kind: contracts.Text, Body: "Terms"})
	if err != nil {
		t.Fatal(err)
	}
	short, err := o.Contracts.CreateDocument(t.Context(), c.ID, contracts.DocumentInput{Title: "Fifty", Kind: contracts.Text, Body: "Terms", IsSignable: true, Signers: []contracts.Signer{{Kind: contracts.Anyone, Needed: 50}}})
	if err != nil {
		t.Fatal(err)
	}
	many, err := o.Contracts.SendMany(t.Context(), []int64{99_999, d.ID, d.ID, short.ID})
	if err != nil || many.Sent != 2 || len(many.Kept) != 1 || many.Kept[99_999] == "" || len(many.Warned) != 1 || !strings.Contains(many.Warned[short.ID], "50 signatures") {
		t.Errorf("%+v %v", many, err)
	}
	o.clock.Advance(contracts.QuietTime)
	if done, err := o.Contracts.Remind(t.Context(), []int64{99_999, sentBefore.ID}); err != nil || done.Sent == 0 {
		t.Errorf("%+v %v", done, err)
	}
}

// TestReservedWords_DOC2 fills what has a value, and refuses to send what lacks
// one: it is named, never printed as a hole.
func TestReservedWords_DOC2(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	c, err := o.Contracts.Create(t.Context(), contracts.Input{OrganizationID: o.acme.ID, Name: "Frame"})
	if err != nil {
		t.Fatal(err)
	}
	input := contracts.DocumentInput{Title: "Terms", Kind: contracts.Text, Body: "{{organization.name}} and {{signer.name}} agree on {{contract.number}} until {{contract.ends}}.", IsSignable: true}
	if _, err := o.Contracts.CreateDocument(t.Context(), c.ID, contracts.DocumentInput{Title: "A", Kind: contracts.Text, Body: "one\n{{nobody.knows}}"}); !strings.Contains(field(err, "body"), "Line 2") {
		t.Errorf("an unknown word: %v", err)
	}
	d, err := o.Contracts.CreateDocument(t.Context(), c.ID, input)
	if err != nil {
		t.Fatal(err)
	}
	shown, err := o.Contracts.Preview(t.Context(), d.ID)
	if missing := shown.Missing; err != nil || strings.Join(missing, " ") != "signer.name contract.number contract.ends" {
		t.Fatalf("DOC-2 missing: %v %v", shown.Missing, err)
	}
	if _, err := o.Contracts.Send(t.Context(), d.ID); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), "{{contract.number}}") {
		t.Fatalf("DOC-2 sent with holes: %v", err)
	}
	// A name with the signs of a text stays a name.
	if _, err := o.Contracts.Update(t.Context(), c.ID, contracts.Input{OrganizationID: o.acme.ID, Name: "Frame", Number: "# {{site.name}}", EndsOn: "2027-01-31"}); err != nil {
		t.Fatal(err)
	}
	input.Signers = []contracts.Signer{{Kind: contracts.Person, UserID: o.ada.ID}}
	if _, err := o.Contracts.UpdateDocument(t.Context(), d.ID, input); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Contracts.Send(t.Context(), d.ID); err != nil {
		t.Fatal(err)
	}
	file, err := o.Contracts.VersionFile(t.Context(), d.ID, 1)
	if err != nil {
		t.Fatal(err)
	}
	if text := textOf(t, file.Bytes); !strings.Contains(text, "Acme and Ada Byron agree on # {{site.name}} until 31 January 2027.") {
		t.Fatalf("%q", text)
	}
}

// TestUpload_DOC2_SEC39 takes a PDF by its content, and nothing else.
func TestUpload_DOC2_SEC39(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	c, err := o.Contracts.Create(t.Context(), contracts.Input{OrganizationID: o.acme.ID, Name: "Frame"})
	if err != nil {
		t.Fatal(err)
	}
	d, err := o.Contracts.CreateDocument(t.Context(), c.ID, contracts.DocumentInput{Title: "Agreement", Kind: contracts.File, IsSignable: true})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.Contracts.Send(t.Context(), d.ID); field(err, "file") == "" {
		t.Errorf("sent without a PDF: %v", err)
	}
	good := paper(t, "Agreement")
	for name, content := range map[string][]byte{
		"an executable": append([]byte("MZ"), good...)[:200], "cut off": good[:len(good)/2], "empty": {},
		"25 MiB and one byte": append(bytes.Clone(good), make([]byte, contracts.MaxFile+1-len(good))...),
	} {
		if _, err := o.Contracts.Upload(t.Context(), d.ID, "agreement.pdf", content); field(err, "file") == "" {
			t.Errorf("SEC-39 %s: %v", name, err)
		}
	}
	if _, err := o.Contracts.Upload(t.Context(), d.ID, `..\..\evil<script>.PDF`, good); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Contracts.Send(t.Context(), d.ID); err != nil {
		t.Fatal(err)
	}
	file, err := o.Contracts.VersionFile(t.Context(), d.ID, 1)
	if err != nil || !bytes.Equal(file.Bytes, good) || file.Name != "evil-script-.pdf" {
		t.Fatalf("DOC-4 the bytes changed, or the name: %s %v", file.Name, err)
	}
}

func paper(t *testing.T, title string) []byte {
	t.Helper()
	document, err := pdf.New(pdf.Options{Title: title, Language: "en"})
	if err != nil {
		t.Fatal(err)
	}
	document.Heading(1, title)
	var out bytes.Buffer
	if err := document.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestReminders_DOC7 writes to those whose turn it is, once in the quiet time, by
// hand and by itself.
func TestReminders_DOC7(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	due := o.Store.Now().Add(10 * 24 * time.Hour).Format(time.DateOnly)
	d := testkit.MustSendDocument(t, o.Backend, o.acme.ID, "Agreement", people(o.ada, o.bo), inOrder, func(in *contracts.DocumentInput) { in.DueOn, in.RemindDays = due, 3 })
	if done, err := o.Contracts.Remind(t.Context(), []int64{d.ID}); err != nil || done.Sent != 0 || done.Quiet != 1 {
		t.Fatalf("just invited: %+v %v", done, err)
	}
	o.clock.Advance(21 * time.Hour)
	if done, err := o.Contracts.Remind(t.Context(), nil); err != nil || done.Sent != 1 {
		t.Fatalf("%+v %v", done, err)
	}
	if sent, err := o.Contracts.RemindDue(t.Context(), 10); err != nil || sent != 0 {
		t.Fatalf("too early: %d %v", sent, err)
	}
	o.clock.Advance(7 * 24 * time.Hour)
	if sent, err := o.Contracts.RemindDue(t.Context(), 10); err != nil || sent != 1 {
		t.Fatalf("DOC-7 by itself: %d %v", sent, err)
	}
	if sent, err := o.Contracts.RemindDue(t.Context(), 10); err != nil || sent != 0 {
		t.Fatalf("twice: %d %v", sent, err)
	}
	var mails []string
	if err := o.Store.Read(t.Context()).Raw("SELECT to_email || ' ' || kind FROM outbox WHERE subject_kind = 'document' ORDER BY id").Scan(&mails).Error; err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(mails, ", "); got != "ada@acme.example mail_document, ada@acme.example mail_document_reminder, ada@acme.example mail_document_reminder" {
		t.Fatal(got)
	}
	o.clock.Advance(4 * 24 * time.Hour)
	page, err := o.Contracts.Documents(t.Context(), contracts.DocumentQuery{Overdue: true})
	if err != nil || len(page.Items) != 1 || !page.Items[0].IsOverdue || strings.Join(page.Items[0].WaitsFor, ",") != "Ada Byron" {
		t.Fatalf("%+v %v", page.Items, err)
	}
	people, err := o.Contracts.People(t.Context(), contracts.PersonQuery{})
	if err != nil || people.Count != 1 || len(people.Items) != 1 || people.Items[0].Waiting != 1 {
		t.Fatalf("%+v %v", people, err)
	}
	var out bytes.Buffer
	if err := o.Contracts.ExportDocuments(t.Context(), contracts.DocumentQuery{WaitsFor: o.ada.ID}, &out, sheets.CSV); err != nil || !strings.Contains(out.String(), "Ada Byron") {
		t.Fatalf("%s %v", out.String(), err)
	}
}
