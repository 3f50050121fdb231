package pdf

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"portico/backend/fault"
)

var sealedAt = time.Date(2026, 5, 4, 9, 30, 15, 0, time.UTC)

// certificate makes one, self-signed or by an authority.
func certificate(t testing.TB, name string, key crypto.Signer, by *Signer) *x509.Certificate {
	t.Helper()
	serial, _ := rand.Int(rand.Reader, big.NewInt(1<<62))
	template := &x509.Certificate{
		SerialNumber: serial, Subject: pkix.Name{CommonName: name}, NotBefore: sealedAt.AddDate(-1, 0, 0), NotAfter: sealedAt.AddDate(20, 0, 0),
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment | x509.KeyUsageCertSign, BasicConstraintsValid: true, IsCA: by == nil,
	}
	parent, signing := template, key
	if by != nil {
		parent, signing = by.Certificate, by.Key
	}
	raw, err := x509.CreateCertificate(rand.Reader, template, parent, key.Public(), signing)
	if err != nil {
		t.Fatal(err)
	}
	certificate, err := x509.ParseCertificate(raw)
	if err != nil {
		t.Fatal(err)
	}
	return certificate
}

func ecSigner(t testing.TB) Signer {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return Signer{Certificate: certificate(t, "Northwind Partners", key, nil), Key: key}
}

// chainSigner has an RSA key and an authority above it.
func chainSigner(t testing.TB) Signer {
	t.Helper()
	authority := ecSigner(t)
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	return Signer{Certificate: certificate(t, "Contracts", key, &authority), Chain: []*x509.Certificate{authority.Certificate}, Key: key}
}

func sample(t testing.TB, title string, pages int) []byte {
	t.Helper()
	d, err := New(Options{Title: title, Author: "Northwind", Language: "en", Created: sealedAt})
	if err != nil {
		t.Fatal(err)
	}
	for n := range pages {
		if n > 0 {
			d.NewPage()
		}
		d.Heading(1, title)
		d.Text("The quick brown fox jumps over the lazy dog. Größe, 日本語.")
	}
	var out bytes.Buffer
	if err := d.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// call calls a program, and skips where it is not on the machine.
func call(t testing.TB, name string, arguments ...string) (string, error) {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skipf("%s is not on this machine", name)
	}
	out, err := exec.Command(name, arguments...).CombinedOutput()
	return string(out), err
}

func file(t testing.TB, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// qpdf writes a file anew in one of its ways.
func qpdf(t testing.TB, data []byte, options ...string) []byte {
	t.Helper()
	in, out := file(t, data), filepath.Join(t.TempDir(), "b.pdf")
	if said, err := call(t, "qpdf", append(append([]string{"--static-id"}, options...), in, out)...); err != nil {
		t.Fatalf("qpdf: %v: %s", err, said)
	}
	made, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// hybrid is a file with a table whose trailer names a cross-reference stream
// besides (ISO 32000-2 §7.5.8.4), in which the structure for screen readers
// lies, as office programs write it.
func hybrid(t testing.TB) []byte {
	return twoTables(t, "<</Type/StructTreeRoot>>", "/StructTreeRoot 5 0 R", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
}

// twoTables is such a file with an object 5 that only the second table has, an
// entry of the catalog, and a font.
func twoTables(t testing.TB, hidden, entry, font string) []byte {
	t.Helper()
	var out bytes.Buffer
	out.WriteString("%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
	offsets := map[int]int{}
	put := func(number int, text string) {
		offsets[number] = out.Len()
		out.WriteString(itoa(number) + " 0 obj\n" + text + "\nendobj\n")
	}
	put(1, "<</Type/Catalog/Pages 2 0 R/Lang(en-GB)"+entry+">>")
	put(2, "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 300 200]/Rotate 90>>")
	put(3, "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 "+font+">>>>>>")
	body := "BT /F1 24 Tf 20 100 Td (Hybrid) Tj ET"
	put(4, "<</Length "+itoa(len(body))+">>\nstream\n"+body+"\nendstream")
	packed := "5 0 " + hidden
	put(6, "<</Type/ObjStm/N 1/First 4/Length "+itoa(len(packed))+">>\nstream\n"+packed+"\nendstream")
	raw := string([]byte{2, 0, 6, 0})
	put(7, "<</Type/XRef/Size 8/W[1 2 1]/Index[5 1]/Length 4>>\nstream\n"+raw+"\nendstream")
	start := out.Len()
	out.WriteString("xref\n0 8\n0000000005 65535 f\r\n")
	for number := 1; number < 8; number++ {
		if number == 5 {
			out.WriteString("0000000000 00000 f\r\n")
			continue
		}
		out.WriteString(pad(offsets[number]) + " 00000 n\r\n")
	}
	out.WriteString("trailer\n<</Size 8/Root 1 0 R/XRefStm " + itoa(offsets[7]) + ">>\nstartxref\n" + itoa(start) + "\n%%EOF")
	return out.Bytes()
}

func kinds(t testing.TB) map[string][]byte {
	plain := sample(t, "Framework agreement", 2)
	return map[string][]byte{
		"table":           plain,
		"object streams":  qpdf(t, plain, "--object-streams=generate"),
		"linearized":      qpdf(t, plain, "--linearize"),
		"both":            qpdf(t, plain, "--linearize", "--object-streams=generate"),
		"not compressed":  qpdf(t, plain, "--qdf", "--object-streams=disable"),
		"no line at end":  bytes.TrimRight(plain, "\n"),
		"hybrid":          hybrid(t),
		"updated already": mustJoin(t, plain, sample(t, "Annex", 1)),
	}
}

func mustJoin(t testing.TB, a, b []byte) []byte {
	t.Helper()
	joined, err := Join(a, b)
	if err != nil {
		t.Fatal(err)
	}
	return joined
}

// Shows DOC-6 with the tools of others: pdfsig and qpdf.
func TestSealsAreValidToOtherTools_DOC6(t *testing.T) {
	signers := map[string]Signer{"ECDSA": ecSigner(t), "RSA with a chain": chainSigner(t)}
	for kind, original := range kinds(t) {
		if _, err := Inspect(original); err != nil {
			t.Fatalf("%s: %v", kind, err)
		}
		for name, signer := range signers {
			joined := mustJoin(t, original, sample(t, "Certificate of signatures", 3))
			if !bytes.HasPrefix(joined, original) {
				t.Errorf("%s: the joined file does not begin with the original", kind)
			}
			sealed, err := Sign(joined, signer, Signing{Name: "Northwind Ältere", Reason: "Signed by (Ada)", Location: "https://a.example", At: sealedAt})
			if err != nil {
				t.Fatalf("%s, %s: %v", kind, name, err)
			}
			path := file(t, sealed)
			said, _ := call(t, "pdfsig", "-nocert", path)
			for _, want := range []string{"Signature is Valid.", "Total document signed", "SHA-256", "May 04 2026"} {
				if !strings.Contains(said, want) {
					t.Errorf("%s, %s: pdfsig does not say %q:\n%s", kind, name, want, said)
				}
			}
			if said, err := call(t, "qpdf", "--check", path); err != nil || !strings.Contains(said, "No syntax or stream encoding errors") {
				t.Errorf("%s, %s: qpdf --check: %v\n%s", kind, name, err, said)
			}
			report, err := CheckSignature(sealed)
			if err != nil || !report.IsIntact || !report.IsWhole || report.Name != "Northwind Ältere" || report.Reason != "Signed by (Ada)" || report.Location != "https://a.example" ||
				!report.SignedAt.Equal(sealedAt) || !report.Certificate.Equal(signer.Certificate) || len(report.Chain) != len(signer.Chain) {
				t.Errorf("%s, %s: %+v, %v", kind, name, report, err)
			}
			again, err := Sign(sealed, signer, Signing{Name: "Second", At: sealedAt.Add(time.Hour)})
			if err != nil {
				t.Fatalf("%s, %s: sealed twice: %v", kind, name, err)
			}
			if said, _ := call(t, "pdfsig", "-nocert", file(t, again)); strings.Count(said, "Signature is Valid.") != 2 {
				t.Errorf("%s, %s: of two seals:\n%s", kind, name, said)
			}
		}
	}
}

// Shows DOC-6 and SEC-41: no byte of a sealed file can be changed unseen.
func TestEveryChangedByteBreaksTheSeal_SEC41(t *testing.T) {
	for name, signer := range map[string]Signer{"ECDSA": ecSigner(t), "RSA with a chain": chainSigner(t)} {
		sealed, err := Sign(hybrid(t), signer, Signing{Name: "Northwind", Reason: "R", At: sealedAt})
		if err != nil {
			t.Fatal(err)
		}
		for at := range sealed {
			changed := bytes.Clone(sealed)
			for _, flip := range []byte{1, 0x20, 0x80} {
				changed[at] = sealed[at] ^ flip
				if report, err := CheckSignature(changed); err == nil || report.IsIntact {
					t.Fatalf("%s: byte %d of %d changed from %q to %q: intact", name, at, len(sealed), sealed[at], changed[at])
				}
			}
		}
		for _, cut := range []int{1, 2, 100, len(sealed) / 2} {
			if report, err := CheckSignature(sealed[:len(sealed)-cut]); err == nil || report.IsIntact {
				t.Errorf("%s: cut by %d: intact", name, cut)
			}
		}
		for _, more := range []string{"\n", " ", "%", "\x00", string(sealed)} {
			if report, err := CheckSignature(append(bytes.Clone(sealed), more...)); err == nil || report.IsIntact {
				t.Errorf("%s: with %.10q behind: intact", name, more)
			}
		}
	}
}

// Shows DOC-6 with pdfsig for a sample of places outside the signature's own
// digits.
func TestChangedBytesAreInvalidToPdfsig_DOC6(t *testing.T) {
	sealed, err := Sign(mustJoin(t, hybrid(t), sample(t, "Certificate", 1)), ecSigner(t), Signing{Name: "N", At: sealedAt})
	if err != nil {
		t.Fatal(err)
	}
	for n := range 24 {
		at := 10 + n*(len(sealed)-20)/24
		changed := bytes.Clone(sealed)
		changed[at] ^= 1
		if said, _ := call(t, "pdfsig", "-nocert", file(t, changed)); strings.Contains(said, "Signature is Valid.") && strings.Contains(said, "Total document signed") {
			t.Errorf("byte %d of %d changed: pdfsig says\n%s", at, len(sealed), said)
		}
	}
}

// Shows DOC-4: what was shown is what the final file shows.
func TestJoiningChangesNoPage_DOC4(t *testing.T) {
	for kind, original := range kinds(t) {
		appended := sample(t, "Certificate", 2)
		joined := mustJoin(t, original, appended)
		before, after := pictures(t, original), pictures(t, joined)
		info, err := Inspect(joined)
		if err != nil || info.Pages != len(after) || len(after) != len(before)+2 {
			t.Fatalf("%s: %d pages, %d pictures before and %d after: %v", kind, info.Pages, len(before), len(after), err)
		}
		for n := range before {
			if before[n] != after[n] {
				t.Errorf("%s: page %d looks different", kind, n+1)
			}
		}
		for n, picture := range pictures(t, appended) {
			if after[len(before)+n] != picture {
				t.Errorf("%s: page %d of the certificate looks different", kind, n+1)
			}
		}
	}
}

// pictures are the hashes of the pages as Poppler draws them.
func pictures(t testing.TB, data []byte) (sums [][32]byte) {
	t.Helper()
	folder := t.TempDir()
	if said, err := call(t, "pdftoppm", "-r", "40", "-png", file(t, data), filepath.Join(folder, "p")); err != nil {
		t.Fatalf("pdftoppm: %v: %s", err, said)
	}
	names, _ := filepath.Glob(filepath.Join(folder, "*.png"))
	for _, name := range names {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		sums = append(sums, sha256.Sum256(content))
	}
	return sums
}

func TestAForeignKeyDoesNotSeal(t *testing.T) {
	signer := ecSigner(t)
	signer.Key = ecSigner(t).Key
	if _, err := Sign(hybrid(t), signer, Signing{}); err == nil {
		t.Error("sealed with a key that does not belong to the certificate")
	}
	if _, err := Sign(hybrid(t), Signer{}, Signing{}); err == nil {
		t.Error("sealed with nothing")
	}
}

func TestUnsealedFilesAreTold(t *testing.T) {
	for name, data := range map[string][]byte{"plain": hybrid(t), "empty": nil, "no PDF": []byte("MZ")} {
		if report, err := CheckSignature(data); !fault.Is(err, fault.Invalid) || report.IsIntact {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzCheckSignature(f *testing.F) {
	sealed, err := Sign(hybrid(f), ecSigner(f), Signing{Name: "N", At: sealedAt})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(sealed)
	f.Add([]byte("%PDF-1.7 <</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/ByteRange [0 0000000090 0000000100 0000000009]/Contents <3082>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if report, err := CheckSignature(data); err == nil && !bytes.Equal(data, sealed) && report.Certificate.Equal(nil) {
			t.Error("intact without a certificate")
		}
	})
}

// A signature counts in its one spelling only: (r, n − s) would be as right,
// and a file with those bytes would be a changed one. Shows SEC-41.
func TestASignatureHasOneSpelling_SEC41(t *testing.T) {
	signer := ecSigner(t)
	digest := sha256.Sum256([]byte("contract"))
	key, _ := signer.Certificate.PublicKey.(*ecdsa.PublicKey)
	for range 8 { // by chance half of them would be the other one
		signature, err := signer.SignDigest(digest)
		if err != nil || !VerifyDigest(signer.Certificate, digest, signature) {
			t.Fatal(err)
		}
		var both ellipticSignature
		if _, err := asn1.Unmarshal(signature, &both); err != nil {
			t.Fatal(err)
		}
		both.S.Sub(key.Params().N, both.S)
		other, err := asn1.Marshal(both)
		if err != nil {
			t.Fatal(err)
		}
		if !ecdsa.VerifyASN1(key, digest[:], other) || VerifyDigest(signer.Certificate, digest, other) {
			t.Error("the other spelling counts, or is no signature at all")
		}
	}
}
