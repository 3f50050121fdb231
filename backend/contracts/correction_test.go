package contracts_test

import (
	"reflect"
	"strings"
	"testing"

	"portico/backend/contracts"
	"portico/backend/evidence"
	"portico/backend/fault"
	"portico/backend/testkit"
)

// TestCorrectionBeingWritten_DOC4 holds that a correction changes nothing of the
// version in force before it is sent: not what signers find, see and sign, not
// the due day, the reminders or whom it is limited to. Giving it up leaves no
// trace; sending it puts all of it in force.
func TestCorrectionBeingWritten_DOC4(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := testkit.MustSendDocument(t, o.Backend, o.acme.ID, "Visible title", people(o.ada, o.bo), func(in *contracts.DocumentInput) { in.DueOn, in.RemindDays = "2030-05-10", 3 })
	before, err := o.Contracts.Document(t.Context(), d.ID)
	if err != nil {
		t.Fatal(err)
	}
	view := o.view(o.ada, d.ID)
	finds := func(word string) bool {
		t.Helper()
		page, err := o.Contracts.ListFor(t.Context(), o.signer(o.bo), contracts.ViewQuery{Search: word})
		if err != nil {
			t.Fatal(err)
		}
		return len(page.Items) > 0
	}
	same := func(when string) {
		t.Helper()
		if finds("zebrasecret") || !finds("visible") {
			t.Errorf("%s: the words of the correction are searched", when)
		}
		if now := o.view(o.ada, d.ID); !reflect.DeepEqual(now, view) {
			t.Errorf("%s: %+v\nbefore %+v", when, now, view)
		}
		now, err := o.Contracts.Document(t.Context(), d.ID)
		if err != nil || now.Delivery != before.Delivery || now.RemindAt != before.RemindAt || now.IsLimited != before.IsLimited {
			t.Errorf("%s: %+v %v", when, now, err)
		}
		if row, err := o.Contracts.DocumentRow(t.Context(), d.ID); err != nil || len(row.WaitsFor) != 2 {
			t.Errorf("%s: waits for %v %v", when, row.WaitsFor, err)
		}
	}
	write := func() {
		t.Helper()
		if _, err := o.Contracts.Correct(t.Context(), d.ID); err != nil {
			t.Fatal(err)
		}
		_, err := o.Contracts.UpdateDocument(t.Context(), d.ID, contracts.DocumentInput{
			Title: "Zebrasecret", Kind: contracts.Text, Body: "Other terms until {{document.due}}", IsSignable: false, DueOn: "2031-01-01", RemindDays: 9, Limits: []contracts.Limit{{UserID: o.ada.ID}},
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	write()
	same("while it is written")
	if desk, err := o.Contracts.Documents(t.Context(), contracts.DocumentQuery{Search: "zebrasecret"}); err != nil || len(desk.Items) != 1 {
		t.Errorf("the administrator does not find what they write: %v", err)
	}
	if _, err := o.Contracts.Discard(t.Context(), d.ID); err != nil {
		t.Fatal(err)
	}
	same("given up")
	if after, err := o.Contracts.Document(t.Context(), d.ID); err != nil || after.Next != before.Delivery || after.Title != "Visible title" {
		t.Errorf("given up: %+v %v", after, err)
	}
	if limits, err := o.Contracts.Limits(t.Context(), d.ID); err != nil || len(limits) != 0 {
		t.Errorf("given up: %v %v", limits, err)
	}
	write()
	o.mustSign(o.ada, d.ID) // the version in force, meanwhile
	if _, err := o.Contracts.Send(t.Context(), d.ID); err != nil {
		t.Fatal(err)
	}
	sent, err := o.Contracts.Document(t.Context(), d.ID)
	if err != nil || sent.IsSignable || !sent.IsLimited || sent.DueOn != "2031-01-01" || sent.RemindDays != 9 || sent.Delivery != sent.Next {
		t.Errorf("sent: %+v %v", sent, err)
	}
	if text := textOf(t, o.file(d.ID)); !strings.Contains(text, "1 January 2031") {
		t.Errorf("the correction says another due day: %s", text)
	}
	if finds("zebrasecret") {
		t.Error("SEC-34 the limit of the correction is not in force")
	}
	if _, err := o.Contracts.View(t.Context(), o.signer(o.ada), d.ID); err != nil {
		t.Error(err)
	}
}

// file returns the bytes of a document's second version.
func (o *office) file(id int64) []byte {
	o.t.Helper()
	file, err := o.Contracts.VersionFile(o.t.Context(), id, 2)
	if err != nil {
		o.t.Fatal(err)
	}
	return file.Bytes
}

// TestReadOnlyAfterSending_DOC2 holds that who must sign stays as it was sent: a
// document to be read can't come to wait for nobody.
func TestReadOnlyAfterSending_DOC2(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := testkit.MustSendDocument(t, o.Backend, o.acme.ID, "To read", func(in *contracts.DocumentInput) { in.IsSignable = false })
	input := contracts.DocumentInput{Title: d.Title, Kind: d.Kind, Body: d.Body, IsSignable: true}
	if _, err := o.Contracts.UpdateDocument(t.Context(), d.ID, input); !fault.Is(err, fault.Conflict) {
		t.Errorf("nobody could sign it: %v", err)
	}
	e := testkit.MustSendDocument(t, o.Backend, o.acme.ID, "To sign", people(o.ada))
	input = contracts.DocumentInput{Title: e.Title, Kind: e.Kind, Body: e.Body}
	if _, err := o.Contracts.UpdateDocument(t.Context(), e.ID, input); err != nil {
		t.Fatal(err)
	}
	if row, err := o.Contracts.DocumentRow(t.Context(), e.ID); err != nil || len(row.WaitsFor) != 0 || o.view(o.ada, e.ID).Waits {
		t.Errorf("waits though it is to be read: %+v %v", row.WaitsFor, err)
	}
	if done, err := o.Contracts.Remind(t.Context(), []int64{e.ID}); err != nil || done.Sent != 0 {
		t.Errorf("reminded of what can't be signed: %+v %v", done, err)
	}
	input.IsSignable, input.Signers = true, []contracts.Signer{{Kind: contracts.Person, UserID: o.ada.ID}}
	if _, err := o.Contracts.UpdateDocument(t.Context(), e.ID, input); err != nil {
		t.Fatal(err)
	}
	o.mustSign(o.ada, e.ID)
	input.IsSignable = false
	if _, err := o.Contracts.UpdateDocument(t.Context(), e.ID, input); err != nil || o.state(e.ID) != contracts.Completed {
		t.Errorf("what was completed waits again: %s %v", o.state(e.ID), err)
	}
}

// TestOwnVersionStays_DOC4_SEC34 holds that whoever signed a version can fetch it
// and its proof when the next is limited to others, and sees nothing of the next;
// and that who isn't of the organization any more hears nothing of it.
func TestOwnVersionStays_DOC4_SEC34(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := testkit.MustSendDocument(t, o.Backend, o.acme.ID, "Before", people(o.ada, o.bo))
	o.mustSign(o.bo, d.ID)
	o.mustSign(o.ada, d.ID)
	after := contracts.DocumentInput{Title: "After", Kind: contracts.Text, Body: "Other terms", IsSignable: true, Limits: []contracts.Limit{{UserID: o.ada.ID}}}
	people(o.ada)(&after)
	_, err := o.Contracts.Correct(t.Context(), d.ID)
	if err == nil {
		_, err = o.Contracts.UpdateDocument(t.Context(), d.ID, after)
	}
	if err == nil {
		_, err = o.Contracts.Send(t.Context(), d.ID)
	}
	if err != nil {
		t.Fatal(err)
	}
	bo := o.signer(o.bo)
	for name, err := range map[string]error{
		"the document":    second(o.Contracts.View(t.Context(), bo, d.ID)),
		"its file":        second(o.Contracts.Open(t.Context(), bo, d.ID, 0)),
		"its next one":    second(o.Contracts.Open(t.Context(), bo, d.ID, 2)),
		"its signed file": second(o.Contracts.FinalFor(t.Context(), bo, d.ID, 0)),
		"another's":       second(o.Contracts.FinalFor(t.Context(), o.signer(o.inger), d.ID, 1)),
	} {
		if !fault.Is(err, fault.NotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := o.Contracts.Open(t.Context(), bo, d.ID, 1); err != nil {
		t.Error(err)
	}
	final, err := o.Contracts.FinalFor(t.Context(), bo, d.ID, 1)
	if err != nil || evidence.CheckFile(final.PDF).Reason != "" || evidence.CheckFile(final.Evidence).Reason != "" {
		t.Errorf("own version: %v", err)
	}
	page, err := o.Contracts.OwnSignatures(t.Context(), bo, "")
	if err != nil || len(page.Items) != 1 || page.Items[0].SeesDocument || page.Items[0].Title != "Before" || page.Items[0].Reading() != contracts.DocumentChanged {
		t.Errorf("own signatures: %+v %v", page.Items, err)
	}
	if page, err := o.Contracts.ListFor(t.Context(), bo, contracts.ViewQuery{}); err != nil || len(page.Items) != 0 {
		t.Errorf("the list: %+v %v", page.Items, err)
	}

	gone := testkit.MustSendDocument(t, o.Backend, o.acme.ID, "Gone", people(o.bo, o.ada))
	o.mustSign(o.bo, gone.ID)
	testkit.Run(t, o.Backend, "DELETE FROM affiliations WHERE user_id = ?", o.bo.ID)
	o.mustSign(o.ada, gone.ID)
	var told []string
	if err := o.Store.Read(t.Context()).Raw("SELECT to_email FROM outbox WHERE kind = 'mail_document_completed' AND subject_id = ?", gone.ID).Scan(&told).Error; err != nil || len(told) != 1 || told[0] != o.ada.Email {
		t.Errorf("told that all signatures are there: %v %v", told, err)
	}
}

func second[T any](_ T, err error) error { return err }
