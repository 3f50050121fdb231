package evidence

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"fmt"
	"math/big"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/gowebpki/jcs"

	"portico/backend/pdf"
)

var at = time.Date(2026, 5, 4, 9, 30, 15, 123456789, time.FixedZone("CEST", 7200))

func signer(t testing.TB) pdf.Signer {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(7), Subject: pkix.Name{CommonName: "Northwind"}, NotBefore: at.AddDate(-1, 0, 0), NotAfter: at.AddDate(5, 0, 0), KeyUsage: x509.KeyUsageDigitalSignature}
	raw, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	certificate, err := x509.ParseCertificate(raw)
	if err != nil {
		t.Fatal(err)
	}
	return pdf.Signer{Certificate: certificate, Key: key}
}

const consentText = "I have read this document and sign it electronically."

func sample(title string, signatures int) File {
	shown := Hash([]byte("shown"))
	f := File{
		Site:     Site{Name: "Northwind Partners", Address: "https://partners.example"},
		Contract: Contract{Name: "Framework 2026", Number: "C-17", Organization: "Contoso"},
		Document: Document{Title: title, Version: 2, FrozenAt: at, ShownSHA256: shown, ShownSize: 5, FinalSHA256: Hash([]byte("final"))},
	}
	for n := range signatures {
		who := Person{Name: fmt.Sprintf("Ada Lovelace %d", n+1), Account: "ada@contoso.example", Organization: "Contoso", OrganizationalRole: "Managing Director", AccountRole: "Partner Portal User"}
		when := at.Add(time.Duration(n) * time.Hour)
		f.Events = append(f.Events,
			Event{Kind: Opened, At: when, Who: who, Authentication: "password", Address: "203.0.113.9", Browser: "Firefox", ShownSHA256: shown},
			Event{Kind: Signed, At: when.Add(time.Minute), Who: who, Authentication: "password and one-time code", Address: "203.0.113.9", Browser: "Firefox", ConsentText: consentText, ConsentVersion: 3, TypedName: "Ada", ShownSHA256: shown})
		f.Signatures = append(f.Signatures, Signature{
			Status: Validated, At: when.Add(time.Minute), Who: who, TypedName: "Ada Lovelace", Authentication: "password and one-time code", Address: "203.0.113.9",
			Browser: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", ConsentText: consentText, ConsentVersion: 3, ShownSHA256: shown,
		})
	}
	return f
}

func sealed(t testing.TB, file File, by pdf.Signer) []byte {
	t.Helper()
	data, err := Seal(file, by, at)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// Shows DOC-6 and SEC-41: sealed evidence is read as it was written, and no
// byte of it can be changed unseen.
func TestNoChangedByteGoesUnseen_SEC41(t *testing.T) {
	by := signer(t)
	data := sealed(t, sample("Größe <b> \u2028 \U0001F600 \xff", 2), by)
	result := CheckFile(data)
	if !result.IsValid || result.Kind != KindEvidence || result.File.Document.Title != "Größe <b> \u2028 \U0001F600 \uFFFD" || len(result.File.Signatures) != 2 || !result.Certificate.Equal(by.Certificate) ||
		!result.SealedAt.Equal(at.Add(time.Hour+time.Minute).Truncate(time.Millisecond)) || result.SHA256 != Hash(data) {
		t.Fatalf("%+v", result)
	}
	for at := range data {
		for _, flip := range []byte{1, 0x20} {
			changed := bytes.Clone(data)
			changed[at] ^= flip
			if got := CheckFile(changed); got.IsValid || got.Reason == "" {
				t.Fatalf("byte %d changed from %q to %q: valid", at, data[at], changed[at])
			}
		}
		if CheckFile(data[:at]).IsValid || CheckFile(append(bytes.Clone(data[:at]), data[at+1:]...)).IsValid {
			t.Fatalf("cut at %d: valid", at)
		}
	}
}

// Shows DOC-6: one spelling, and nothing more than is known.
func TestSmallFilesOfMillionsOfPartsAreNotRead_SEC30(t *testing.T) {
	for name, data := range map[string]string{
		"events": `{"format":"` + Format + `","events":[` + strings.Repeat("{},", 2_000_000) + `{}]}`,
		"roles":  `{"format":"` + Format + `","events":[{"organizational_roles":[` + strings.Repeat(`"",`, 2_000_000) + `""]}]}`,
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		result := CheckFile([]byte(data))
		runtime.ReadMemStats(&after)
		if result.IsValid || result.Reason != TooLarge {
			t.Errorf("%s: %+v", name, result.Reason)
		}
		if took := after.TotalAlloc - before.TotalAlloc; took > 100<<20 {
			t.Errorf("%s: took %d MiB", name, took>>20)
		}
	}
}

func TestOtherSpellingsAreRefused_DOC6(t *testing.T) {
	data := string(sealed(t, sample("Agreement", 1), signer(t)))
	for name, changed := range map[string]string{
		"an unknown entry":    strings.Replace(data, `{"contract"`, `{"a":1,"contract"`, 1),
		"a doubled entry":     strings.Replace(data, `"version":2`, `"version":2,"version":2`, 1),
		"another order":       strings.Replace(data, `"name":"Framework 2026","number":"C-17"`, `"number":"C-17","name":"Framework 2026"`, 1),
		"a space":             strings.Replace(data, `"version":2`, `"version": 2`, 1),
		"an escape":           strings.Replace(data, `Framework`, `\u0046ramework`, 1),
		"another number":      strings.Replace(data, `"version":2`, `"version":2.0`, 1),
		"a line behind":       data + "\n",
		"another file behind": data + data,
		"another case":        strings.Replace(data, `"format"`, `"Format"`, 1),
		"another time zone":   strings.Replace(data, `Z"`, `+00:00"`, 1),
		"no seal":             data[:strings.Index(data, `"seal"`)] + `"seal":{}` + data[strings.Index(data, `,"signatures"`):],
		"another format":      strings.Replace(data, Format, "portico-evidence/2", 1),
		"deep":                strings.Repeat(`{"a":`, 100_000),
		"a list":              "[]",
		"null":                "null",
		"nothing":             "",
	} {
		if changed == data {
			t.Errorf("%s: nothing was changed", name)
		}
		if got := CheckFile([]byte(changed)); got.IsValid || got.Reason.String() == "" {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestSealedButNotSound(t *testing.T) {
	by := signer(t)
	other := sample("Agreement", 1)
	other.Signatures[0].ShownSHA256 = Hash([]byte("something else"))
	if got := CheckFile(sealed(t, other, by)); got.IsValid || got.Reason != Contradiction {
		t.Errorf("a signature of other bytes: %v", got.Reason)
	}
	undone := sample("Agreement", 2)
	undone.Events = undone.Events[:3]
	if got := CheckFile(sealed(t, undone, by)); got.Reason != Contradiction {
		t.Errorf("a signature that nobody made: %v", got.Reason)
	}
	invented := sample("Agreement", 1)
	invented.Signatures[0].Status = "nonsense"
	if got := CheckFile(sealed(t, invented, by)); got.Reason != Contradiction {
		t.Errorf("a status that there is not: %v", got.Reason)
	}
	early := sample("Agreement", 1).clean()
	early.Seal = Envelope{Algorithm: ecdsaSHA256, SealedAt: moment(at), Certificates: []string{base64.StdEncoding.EncodeToString(by.Certificate.Raw)}}
	unsigned, err := canonical(early)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := by.SignDigest(sha256.Sum256(unsigned))
	if err != nil {
		t.Fatal(err)
	}
	early.Seal.Signature = base64.StdEncoding.EncodeToString(raw)
	data, err := canonical(early)
	if err != nil {
		t.Fatal(err)
	}
	if got := CheckFile(data); got.Reason != Contradiction {
		t.Errorf("signed after it was sealed: %v", got.Reason)
	}
	late, err := Seal(sample("Agreement", 1), by, at.AddDate(6, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	if got := CheckFile(late); got.Reason != Outside {
		t.Errorf("after the certificate's end: %v", got.Reason)
	}
	wrong := by
	wrong.Key = signer(t).Key
	if _, err := Seal(sample("Agreement", 1), wrong, at); err == nil {
		t.Error("sealed with a foreign key")
	}
}

// Shows DOC-6: the sealed PDF begins with what was shown, and its evidence
// names the whole of it.
func TestPDFAndEvidenceBelongTogether_DOC6(t *testing.T) {
	by := signer(t)
	shown := document(t)
	file := sample("Agreement", 2)
	file.Document.ShownSHA256, file.Document.ShownSize = Hash(shown), len(shown)
	for n := range file.Signatures {
		file.Signatures[n].ShownSHA256 = file.Document.ShownSHA256
	}
	pages, err := Pages(file, "https://partners.example/verify", at)
	if err != nil {
		t.Fatal(err)
	}
	final, err := pdf.Join(shown, pages)
	if err != nil {
		t.Fatal(err)
	}
	if final, err = pdf.Sign(final, by, pdf.Signing{Name: "Northwind", Reason: "Signed by Ada", At: at}); err != nil {
		t.Fatal(err)
	}
	file.Document.FinalSHA256, file.Document.FinalSize = Hash(final), len(final)
	a, b := CheckFile(final), CheckFile(sealed(t, file, by))
	if !a.IsValid || a.Kind != KindPDF || !b.IsValid || !BelongTogether(a, b) || !BelongTogether(b, a) {
		t.Errorf("%s\n%s", a.Words(), b.Words())
	}
	if Hash(final[:b.File.Document.ShownSize]) != b.File.Document.ShownSHA256 {
		t.Error("the sealed file does not begin with what was shown")
	}
	if other := CheckFile(sealed(t, sample("Agreement", 1), by)); BelongTogether(a, other) || BelongTogether(a, a) || BelongTogether(b, b) {
		t.Error("others belong together")
	}
	for _, want := range []string{"Signed by Ada", "Northwind", a.Fingerprint(), "2026-05-04 07:30:15 UTC"} {
		if !strings.Contains(a.Words(), want) {
			t.Errorf("%q is not in %q", want, a.Words())
		}
	}
	changed := bytes.Clone(final)
	changed[len(shown)/2] ^= 1
	if got := CheckFile(changed); got.IsValid || got.Reason != Changed {
		t.Errorf("%+v", got)
	}
	if got := CheckFile(shown); got.Reason != Unsealed {
		t.Errorf("not sealed: %v", got.Reason)
	}
	if got := CheckFile(append(bytes.Clone(final), ' ')); got.Reason != Added {
		t.Errorf("something behind: %v", got.Reason)
	}
}

func document(t testing.TB) []byte {
	t.Helper()
	d, err := pdf.New(pdf.Options{Title: "Agreement", Language: "en", Created: at})
	if err != nil {
		t.Fatal(err)
	}
	d.Heading(1, "Agreement")
	d.Text("We agree.")
	var out bytes.Buffer
	if err := d.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Nothing that somebody typed can break the pages. With PORTICO_PICTURES, a
// folder, the pages are left there to be looked at.
func TestPagesOfAnything(t *testing.T) {
	hostile := sample(strings.Repeat("Sehr langer Titel ", 30)+"\n\x00 (%) \u202edlrow", 3)
	hostile.Signatures[0].Who.Name = strings.Repeat("W", 300)
	hostile.Signatures[1].ConsentText = strings.Repeat("I consent to a great many things, one after the other. ", 200)
	hostile.Signatures[1].Browser = strings.Repeat("x", 3000)
	hostile.Signatures[2].Status, hostile.Signatures[2].WithdrawnAt, hostile.Signatures[2].Reason = TakenBack, at, strings.Repeat("because ", 400)
	hostile.Signatures[0].Status = DocumentChanged
	hostile.Signatures[2].Who.Name = "山田太郎 Ελένη Иван"
	hostile.Events[0].Reason = strings.Repeat("no ", 2000)
	hostile.Events[1].Who.Account = strings.Repeat("a", 254)
	for name, one := range map[string]struct {
		file  File
		least int
	}{"none": {sample("Agreement", 0), 1}, "two": {sample("Framework agreement 2026", 2), 1}, "many": {sample("Framework agreement 2026", 40), 8}, "hostile": {hostile, 3}, "empty": {File{}, 1}} {
		data, err := Pages(one.file, "https://partners.example/verify", at)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		info, err := pdf.Inspect(data)
		if err != nil || info.Pages < one.least {
			t.Errorf("%s: %d pages, %v", name, info.Pages, err)
		}
		if again, _ := Pages(one.file, "https://partners.example/verify", at); !bytes.Equal(again, data) {
			t.Errorf("%s: other bytes the second time", name)
		}
		if folder := os.Getenv("PORTICO_PICTURES"); folder != "" {
			_ = os.WriteFile(folder+"/"+name+".pdf", data, 0o600)
		}
	}
}

// The vectors of RFC 8785 (§3.2.2 to 3.2.4) that concern what evidence holds:
// the order of entries and the spelling of texts.
func TestCanonicalForm_RFC8785(t *testing.T) {
	for in, want := range map[string]string{
		`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`:                                                                                   `{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
		`{"\u20ac":"Euro Sign","\r":"Carriage Return","\u000a":"Newline","1":"One","\u0080":"Control\u007f","\ud83d\ude02":"Smiley","\u00f6":"Latin Small Letter O With Diaeresis","\ufb33":"Hebrew Letter Dalet With Dagesh","</script>":"Browser Challenge"}`: "{\"\\n\":\"Newline\",\"\\r\":\"Carriage Return\",\"1\":\"One\",\"</script>\":\"Browser Challenge\",\"\u0080\":\"Control\x7f\",\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\",\"😂\":\"Smiley\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}",
	} {
		got, err := jcs.Transform([]byte(in))
		if err != nil || string(got) != want {
			t.Errorf("got  %s\nwant %s\n%v", got, want, err)
		}
	}
}

func FuzzCheckFile(f *testing.F) {
	good := sealed(f, sample("Agreement", 1), signer(f))
	f.Add(good)
	f.Add([]byte(`{"format":"portico-evidence/1","seal":{"certificates":[""]}}`))
	f.Add([]byte("%PDF-1.7"))
	f.Fuzz(func(t *testing.T, data []byte) {
		got := CheckFile(data)
		if got.IsValid && (got.Certificate == nil || got.Reason != "") || !got.IsValid && got.Reason.String() == "" || strings.ContainsAny(got.Words(), "\r\n") {
			t.Errorf("%+v", got)
		}
	})
}
