package bindings

import (
	"bytes"
	"crypto/x509"
	"encoding/pem"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"portico/backend/fault"
	"portico/backend/pdf"
	"portico/backend/seals"
	"portico/backend/settings"
	"portico/backend/testkit"
)

// saving is a host that keeps what is saved.
type saving struct {
	Host
	name string
	data bytes.Buffer
}

func (s *saving) SaveFile(name string, write func(io.Writer) error) (SavedFile, error) {
	s.name = name
	return SavedFile{Path: "/" + name}, write(&s.data)
}

// Shows DOC-6 and SEC-31: the desk replaces the certificate, and a key that a
// browser sent does not lie about afterwards.
func TestSigningCertificate_DOC6_SEC31(t *testing.T) {
	b, _ := testkit.OpenBackend(t)
	host := &saving{}
	core := NewCore(host, slog.New(slog.DiscardHandler))
	core.Ready(b)
	t.Cleanup(core.Close)
	bridge := &Seals{core}
	if _, err := bridge.List(); !fault.Is(err, fault.Unavailable) {
		t.Fatalf("SET-3: with Use Contracts off: %v", err)
	}
	testkit.UseFeatures(t, b, func(g *settings.General) { g.UseContracts = true })
	listed, err := bridge.List()
	if err != nil || len(listed.Current) != 0 || listed.Earlier == nil {
		t.Fatalf("looking makes one: %+v, %v", listed, err)
	}
	if listed, err = bridge.Renew(); err != nil || len(listed.Current) != 1 || listed.Current[0].Origin != seals.BySite {
		t.Fatalf("%+v, %v", listed, err)
	}
	if _, err := bridge.Replace(CertificateFiles{}); fault.As(err) == nil || fault.As(err).Fields["certificate"] == "" {
		t.Errorf("nothing chosen: %v", err)
	}
	other, _ := testkit.OpenBackend(t)
	signer, err := other.Seals.Signer(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	certificate, key := ownFiles(t, signer)
	first, err := core.Receive("own.pem", strings.NewReader(certificate))
	if err != nil {
		t.Fatal(err)
	}
	second, err := core.Receive("own.key", strings.NewReader(key))
	if err != nil {
		t.Fatal(err)
	}
	listed, err = bridge.Replace(CertificateFiles{Certificate: first.Token, Key: second.Token})
	if err != nil || len(listed.Current) != 1 || listed.Current[0].Origin != seals.Own || len(listed.Earlier) != 1 {
		t.Fatalf("%+v, %v", listed, err)
	}
	if left, _ := os.ReadDir(filepath.Join(b.Store.Folder(), "sent")); len(left) != 0 {
		t.Errorf("%d files that were sent are still there", len(left))
	}
	if _, err := bridge.Save(listed.Current[0].ID); err != nil || !strings.Contains(host.data.String(), "BEGIN CERTIFICATE") || strings.Contains(host.data.String(), "PRIVATE") {
		t.Errorf("saved as %s: %v", host.name, err)
	}
	if _, err := bridge.Save(99); !fault.Is(err, fault.NotFound) {
		t.Error(err)
	}
}

func ownFiles(t *testing.T, signer pdf.Signer) (certificate, key string) {
	t.Helper()
	raw, err := x509.MarshalPKCS8PrivateKey(signer.Key)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: signer.Certificate.Raw})), string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: raw}))
}
