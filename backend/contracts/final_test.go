package contracts_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"portico/backend/access"
	"portico/backend/contracts"
	"portico/backend/evidence"
	"portico/backend/fault"
	"portico/backend/sitetext"
	"portico/backend/testkit"
)

// TestFinal_DOC6 checks a signed file and its evidence with public tools and
// offline, and both again after one changed byte.
func TestFinal_DOC6(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := testkit.MustSendDocument(t, o.Backend, o.acme.ID, "Framework agreement", people(o.ada, o.bo))
	if _, err := o.Contracts.FinalFor(t.Context(), o.signer(o.ada), d.ID, 0); !fault.Is(err, fault.NotFound) {
		t.Fatalf("before anybody signed: %v", err)
	}
	o.mustSign(o.ada, d.ID)
	first, err := o.Contracts.FinalFor(t.Context(), o.signer(o.ada), d.ID, 0)
	if err != nil {
		t.Fatal(err)
	}
	again, err := o.Contracts.FinalFor(t.Context(), o.signer(o.ada), d.ID, 0)
	if err != nil || !bytes.Equal(first.PDF, again.PDF) || !bytes.Equal(first.Evidence, again.Evidence) {
		t.Fatalf("the bytes are not stable: %v", err)
	}
	o.mustSign(o.bo, d.ID)
	second, err := o.Contracts.FinalFor(t.Context(), o.signer(o.ada), d.ID, 0)
	if err != nil || bytes.Equal(first.PDF, second.PDF) {
		t.Fatalf("another signature did not join: %v", err)
	}
	frozen, err := o.Contracts.VersionFile(t.Context(), d.ID, 1)
	if err != nil || !bytes.HasPrefix(second.PDF, frozen.Bytes) {
		t.Fatalf("SEC-40 the signed file does not begin with what was shown: %v", err)
	}
	for name, data := range map[string][]byte{"signed file": second.PDF, "evidence": second.Evidence} {
		if result := evidence.CheckFile(data); result.Reason != "" {
			t.Errorf("%s: %s", name, result.Words())
		}
		broken := bytes.Clone(data)
		broken[len(broken)/3] ^= 1
		if result := evidence.CheckFile(broken); result.Reason == "" {
			t.Errorf("SEC-41 one byte of the %s was changed: %s", name, result.Words())
		}
	}
	result := evidence.CheckFile(second.Evidence)
	if !evidence.BelongTogether(result, evidence.CheckFile(second.PDF)) {
		t.Error("evidence and signed file don't belong together")
	}
	path := filepath.Join(t.TempDir(), "signed.pdf")
	if err := os.WriteFile(path, second.PDF, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("qpdf", "--check", path).CombinedOutput(); err != nil {
		t.Errorf("qpdf: %s", out)
	}
	if out, _ := exec.Command("pdfsig", path).CombinedOutput(); !strings.Contains(string(out), "Signature is Valid") {
		t.Errorf("pdfsig: %s", out)
	}
	text, err := exec.Command("pdftotext", "-layout", path, "-").Output()
	if err != nil || !strings.Contains(string(text), "Ada Byron") || !strings.Contains(string(text), "Bo Ek") || !strings.Contains(string(text), "Acme agrees") {
		t.Errorf("certificate page: %s %v", text, err)
	}
}

// TestBothVersions_DOC4 fetches and checks what was signed before and after a
// correction.
func TestBothVersions_DOC4(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := testkit.MustSendDocument(t, o.Backend, o.acme.ID, "Agreement", people(o.ada))
	o.mustSign(o.ada, d.ID)
	before, err := o.Contracts.FinalOf(t.Context(), d.ID, 1)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.Contracts.Correct(t.Context(), d.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Contracts.UpdateDocument(t.Context(), d.ID, contracts.DocumentInput{Title: "Agreement", Kind: contracts.Text, Body: "Better terms", IsSignable: true}); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Contracts.Send(t.Context(), d.ID); err != nil {
		t.Fatal(err)
	}
	o.mustSign(o.ada, d.ID)
	for number := 1; number <= 2; number++ {
		final, err := o.Contracts.FinalFor(t.Context(), o.signer(o.ada), d.ID, number)
		if err != nil {
			t.Fatal(err)
		}
		for _, data := range [][]byte{final.PDF, final.Evidence} {
			if result := evidence.CheckFile(data); result.Reason != "" {
				t.Errorf("version %d: %s", number, result.Words())
			}
		}
		status := evidence.CheckFile(final.Evidence).File.Signatures[0].Status
		text := textOf(t, final.PDF)
		if number == 1 {
			if status != evidence.DocumentChanged || !strings.Contains(text, "Document Changed: a later version was sent") || strings.Contains(text, "Validated") {
				t.Errorf("the first version's files say %s: %s", status, text)
			}
			if words := evidence.CheckFile(final.PDF).Words(); !strings.Contains(words, "Document Changed") {
				t.Error(words)
			}
			again, err := o.Contracts.FinalOf(t.Context(), d.ID, 1)
			if err != nil || !bytes.Equal(final.PDF, again.PDF) {
				t.Errorf("the file is made anew each time: %v", err)
			}
			continue
		}
		if status != evidence.Validated || !strings.Contains(text, "Validated") {
			t.Errorf("the version in force: %s", status)
		}
	}
	// What was fetched before stays valid, and this site knows that it is not the last word.
	for _, data := range [][]byte{before.PDF, before.Evidence} {
		if result := evidence.CheckFile(data); result.Reason != "" {
			t.Error(result.Words())
		}
		if since, err := o.Contracts.Since(t.Context(), evidence.Hash(data)); err != nil || since != contracts.NewerVersion {
			t.Errorf("since the earlier file: %q %v", since, err)
		}
	}
	final, err := o.Contracts.FinalOf(t.Context(), d.ID, 2)
	if err != nil {
		t.Fatal(err)
	}
	if since, err := o.Contracts.Since(t.Context(), final.SHA256); err != nil || since != contracts.NothingSince {
		t.Errorf("since the newest file: %q %v", since, err)
	}
	if since, err := o.Contracts.Since(t.Context(), strings.Repeat("0", 64)); err != nil || since != contracts.NothingSince {
		t.Errorf("since what was not made here: %q %v", since, err)
	}
}

// TestWithdrawnIsSaid_DOC5_DOC6 holds that a signature that was taken back and a
// document that was declined are not announced as signed, in the seal, on the
// certificate page and by the offline check.
func TestWithdrawnIsSaid_DOC5_DOC6(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := testkit.MustSendDocument(t, o.Backend, o.acme.ID, "Agreement", people(o.ada, o.bo))
	o.mustSign(o.ada, d.ID)
	signed, err := o.Contracts.FinalOf(t.Context(), d.ID, 1)
	if err != nil {
		t.Fatal(err)
	}
	if err := o.Contracts.WithdrawSignature(t.Context(), o.ada.ID, d.ID, "Too early"); err != nil {
		t.Fatal(err)
	}
	if err := o.Contracts.Decline(t.Context(), o.bo.ID, d.ID, 1, "The price is wrong"); err != nil {
		t.Fatal(err)
	}
	final, err := o.Contracts.FinalOf(t.Context(), d.ID, 1)
	if err != nil {
		t.Fatal(err)
	}
	for name, words := range map[string]string{"seal": evidence.CheckFile(final.PDF).Words(), "offline check": evidence.CheckFile(final.Evidence).Words()} {
		low := strings.ToLower(words)
		if !strings.HasPrefix(words, "valid: ") || strings.Contains(low, "signed by ada") || !strings.Contains(low, "withdrawn") || !strings.Contains(low, "declined by bo ek") {
			t.Errorf("%s: %s", name, words)
		}
	}
	if text := textOf(t, final.PDF); !strings.Contains(text, "Declined by Bo Ek") || !strings.Contains(text, "Taken back") {
		t.Errorf("certificate page: %s", text)
	}
	if since, err := o.Contracts.Since(t.Context(), signed.SHA256); err != nil || since != contracts.LaterFile {
		t.Errorf("since the file with the signature: %q %v", since, err)
	}
}

// TestKilledBeforeFinal_SEC47 signs without making the file, as a process does
// that is killed right after its commit: the file is made on the next fetch. Two
// who fetch at once get the same bytes.
func TestKilledBeforeFinal_SEC47(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := testkit.MustSendDocument(t, o.Backend, o.acme.ID, "Agreement", people(o.ada))
	o.mustSign(o.ada, d.ID) // the service alone makes no file
	var files int
	if err := o.Store.Read(t.Context()).Raw("SELECT COUNT(*) FROM document_finals").Scan(&files).Error; err != nil || files != 0 {
		t.Fatal(files, err)
	}
	var wait sync.WaitGroup
	all := make([]contracts.Final, 4)
	for i := range all {
		wait.Go(func() { all[i], _ = o.Contracts.FinalOf(context.Background(), d.ID, 0) })
	}
	wait.Wait()
	for _, one := range all {
		if len(one.PDF) == 0 || !bytes.Equal(one.PDF, all[0].PDF) || evidence.CheckFile(one.PDF).Reason != "" {
			t.Fatal("SEC-47 the missing file was not made, or twice")
		}
	}
}

// TestDownloadRight holds that the signed file needs its right.
func TestDownloadRight_SGN3(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := testkit.MustSendDocument(t, o.Backend, o.acme.ID, "Agreement", people(o.ada))
	o.mustSign(o.ada, d.ID)
	if _, err := o.Contracts.FinalFor(t.Context(), o.signer(o.inger), d.ID, 0); !fault.Is(err, fault.NotFound) {
		t.Errorf("another organization's: %v", err)
	}
	testkit.Run(t, o.Backend, `UPDATE account_roles SET rights = '["partner_portal_login","view_contract_documents","sign_contract_documents"]'`)
	if o.signer(o.ada).Has(access.DownloadSigned) {
		t.Fatal("still has the right")
	}
	if _, err := o.Contracts.FinalFor(t.Context(), o.signer(o.ada), d.ID, 0); !fault.Is(err, fault.NotFound) {
		t.Errorf("without the right: %v", err)
	}
}

// TestWhatOutsidersAreTold_DOC6 holds that evidence names the site where the
// administrator acted, whoever sat at the machine; that the version of a consent
// text counts the texts of the site, not the documents; that of a signed file
// only what comes after the frozen bytes is kept; and that fetching it is written
// down (SEC-44).
func TestWhatOutsidersAreTold_DOC6(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	general, err := o.Settings.General(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, title := range []string{"First", "Second", "Third"} {
		d := testkit.MustSendDocument(t, o.Backend, o.acme.ID, title, people(o.ada))
		o.mustSign(o.ada, d.ID)
		final, err := o.Contracts.FinalFor(t.Context(), o.signer(o.ada), d.ID, 0)
		if err != nil {
			t.Fatal(err)
		}
		var file evidence.File
		if err := json.Unmarshal(final.Evidence, &file); err != nil {
			t.Fatal(err)
		}
		if sent := file.Events[0]; sent.Kind != evidence.Sent || sent.Who.Name != general.SiteName || sent.Who.Account != evidence.Administrator {
			t.Errorf("sent by %+v", sent.Who)
		}
		if version := file.Signatures[0].ConsentVersion; version != 1 || !strings.Contains(file.Signatures[0].ConsentText, title) {
			t.Errorf("%s: consent version %d, %q", title, version, file.Signatures[0].ConsentText)
		}
		var kept, fetched int
		row := o.Store.Read(t.Context()).Raw("SELECT length(bytes), (SELECT COUNT(*) FROM audit_entries WHERE action = 'document.download' AND subject_id = ?) FROM document_finals WHERE version_id = (SELECT id FROM document_versions WHERE document_id = ?)", d.ID, d.ID).Row()
		if err := row.Scan(&kept, &fetched); err != nil || kept+file.Document.ShownSize != len(final.PDF) || fetched != 1 {
			t.Errorf("%s: %d bytes kept of %d, shown %d, fetched %d times: %v", title, kept, len(final.PDF), file.Document.ShownSize, fetched, err)
		}
	}
	d := testkit.MustSendDocument(t, o.Backend, o.acme.ID, "After another text", people(o.ada))
	if err := o.Texts.Save(t.Context(), sitetext.SigningConsent, sitetext.Place{Language: "en"}, sitetext.Text{Body: "I agree to {{document.title}}."}); err != nil {
		t.Fatal(err)
	}
	o.mustSign(o.ada, d.ID)
	events, err := o.Contracts.Events(t.Context(), d.ID)
	if err != nil || events[len(events)-1].ConsentVersion != 2 {
		t.Errorf("version of the changed text: %+v %v", events, err)
	}
}
