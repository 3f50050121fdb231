package contracts_test

import (
	"bytes"
	"context"
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
		if number == 1 && !bytes.Equal(final.PDF, before.PDF) {
			t.Error("the earlier signed file changed")
		}
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
