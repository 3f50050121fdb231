package main

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"portico/backend/evidence"
	"portico/backend/pdf"
)

// sealedPair writes a sealed PDF and its evidence, and returns their bytes and
// the certificate's fingerprint.
func sealedPair(t *testing.T, title string) (document, file []byte, fingerprint string) {
	t.Helper()
	now := time.Date(2026, 5, 4, 9, 0, 0, 0, time.UTC)
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Northwind"}, NotBefore: now, NotAfter: now.AddDate(9, 0, 0)}
	raw, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	certificate, err := x509.ParseCertificate(raw)
	if err != nil {
		t.Fatal(err)
	}
	by := pdf.Signer{Certificate: certificate, Key: key}
	d, err := pdf.New(pdf.Options{Title: title, Language: "en", Created: now})
	if err != nil {
		t.Fatal(err)
	}
	d.Text(title)
	var shown bytes.Buffer
	if err := d.Write(&shown); err != nil {
		t.Fatal(err)
	}
	if document, err = pdf.Sign(shown.Bytes(), by, pdf.Signing{Name: "Northwind", Reason: "Signed by Ada", At: now}); err != nil {
		t.Fatal(err)
	}
	file, err = evidence.Seal(evidence.File{Document: evidence.Document{
		Title: title, Version: 1, ShownSHA256: evidence.Hash(shown.Bytes()), ShownSize: shown.Len(), FinalSHA256: evidence.Hash(document), FinalSize: len(document),
	}}, by, now)
	if err != nil {
		t.Fatal(err)
	}
	return document, file, evidence.Hash(certificate.Raw)
}

// Shows SRV-1 and SEC-41: files are checked without a site.
func TestVerifyEvidence_SRV1_SEC41(t *testing.T) {
	folder := t.TempDir()
	put := func(name string, data []byte) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	document, file, fingerprint := sealedPair(t, "Agreement")
	_, other, _ := sealedPair(t, "Other")
	a, b, c := put("a.pdf", document), put("b.json", file), put("c.json", other)
	flipped := func(data []byte) []byte { data = bytes.Clone(data); data[len(data)/3] ^= 1; return data }
	badPDF, badJSON := put("bad.pdf", flipped(document)), put("bad.json", flipped(file))
	colons := fingerprint[:2] + ":" + strings.ToUpper(fingerprint[2:])
	for _, one := range []struct {
		name string
		args []string
		code int
		says []string
	}{
		{"a pair", []string{a, b}, 0, []string{"a.pdf: valid: sealed PDF (Signed by Ada)", "b.json: valid: evidence for \"Agreement\"", fingerprint, "belong together"}},
		{"one alone", []string{b}, 0, []string{"valid"}},
		{"a changed PDF", []string{badPDF, b}, 1, []string{"bad.pdf: invalid: the file was changed", "b.json: valid"}},
		{"a changed file", []string{a, badJSON}, 1, []string{"a.pdf: valid", "bad.json: invalid: "}},
		{"of another document", []string{a, c}, 1, []string{"a.pdf: valid", "c.json: valid"}},
		{"several, with another's", []string{a, b, c}, 0, []string{"a.pdf and ", "belong together"}},
		{"not there", []string{a, filepath.Join(folder, "none.pdf")}, 1, []string{"none.pdf: invalid: it can't be read: no such file"}},
		{"a folder", []string{folder}, 1, []string{"can't be read"}},
		{"nothing sealed", []string{put("d.txt", []byte("hello"))}, 1, []string{"d.txt: invalid: this is neither"}},
		{"the right certificate", []string{"--fingerprint", colons, a, b}, 0, []string{"valid"}},
		{"another certificate", []string{"--fingerprint", strings.Repeat("0", 64), a}, 1, []string{"invalid: it was sealed with another certificate"}},
		{"no fingerprint at all", []string{"--fingerprint", "12", a}, 1, nil},
		{"no file", nil, 2, nil},
	} {
		code, out, err := say(t, append([]string{"verify-evidence"}, one.args...)...)
		if code != one.code || code != 0 && err == "" {
			t.Errorf("%s: exit %d, %q, %q", one.name, code, out, err)
		}
		for _, want := range one.says {
			if !strings.Contains(out, want) {
				t.Errorf("%s: %q is not in %q", one.name, want, out)
			}
		}
		if one.code == 1 && !strings.Contains(one.name, "fingerprint") && strings.Count(out, "\n") != len(one.args)-strings.Count(strings.Join(one.args, " "), "--fingerprint")*2 {
			t.Errorf("%s: not one line a file: %q", one.name, out)
		}
	}
}
