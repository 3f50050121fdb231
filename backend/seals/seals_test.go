package seals_test

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"strings"
	"sync"
	"testing"
	"time"

	"software.sslmate.com/src/go-pkcs12"

	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/pdf"
	"portico/backend/seals"
	"portico/backend/secrets"
	"portico/backend/store"
	"portico/backend/testkit"
)

type site struct {
	*seals.Service
	store *store.Store
	log   *audit.Log
	clock *testkit.Clock
	key   secrets.Key
}

func open(t *testing.T) *site {
	t.Helper()
	s, log, clock := testkit.OpenStore(t)
	key := secrets.NewKey()
	service := seals.New(seals.Parts{Store: s, Log: log, Key: key, SiteName: func(context.Context) (string, error) { return "Northwind Partners", nil }})
	t.Cleanup(func() { testkit.VerifyAudit(t, log) })
	return &site{service, s, log, clock, key}
}

// Shows DOC-6: the certificate is made at first use, and by two at once only
// once.
func TestMadeAtFirstUse_DOC6(t *testing.T) {
	s := open(t)
	if all, err := s.List(t.Context()); err != nil || len(all) != 0 {
		t.Fatalf("before the first use: %v, %v", all, err)
	}
	var wait sync.WaitGroup
	prints := make([]string, 20)
	for n := range prints {
		wait.Go(func() {
			signer, err := s.Signer(context.WithoutCancel(t.Context()))
			if err != nil {
				t.Error(err)
				return
			}
			prints[n] = seals.Fingerprint(signer.Certificate)
		})
	}
	wait.Wait()
	for _, print := range prints {
		if print != prints[0] || print == "" {
			t.Errorf("several certificates: %v", prints)
			break
		}
	}
	all, err := s.List(t.Context())
	if err != nil || len(all) != 1 || !all[0].IsCurrent || all[0].Origin != seals.BySite || all[0].Subject != "CN=Northwind Partners" || all[0].PrivateKey != "" {
		t.Fatalf("%+v, %v", all, err)
	}
	if years := all[0].NotAfter.Year() - s.clock.Now().Year(); years != 25 {
		t.Errorf("valid for %d years", years)
	}
	signer, err := s.Signer(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	sum := [32]byte{7}
	signature, err := signer.SignDigest(sum)
	if err != nil || !pdf.VerifyDigest(signer.Certificate, sum, signature) {
		t.Errorf("the key does not sign: %v", err)
	}
	if entries := actions(t, s); entries != "signing_certificate.make" {
		t.Errorf("audit: %s", entries)
	}
}

func actions(t *testing.T, s *site) string {
	t.Helper()
	var all []string
	if err := s.store.Read(t.Context()).Raw("SELECT action FROM audit_entries ORDER BY id").Scan(&all).Error; err != nil {
		t.Fatal(err)
	}
	return strings.Join(all, " ")
}

// Shows SEC-45: the key is sealed and bound to its row.
func TestTheKeyIsSealed_SEC45(t *testing.T) {
	s := open(t)
	if _, err := s.Signer(t.Context()); err != nil {
		t.Fatal(err)
	}
	var raw string
	if err := s.store.Read(t.Context()).Raw("SELECT private_key FROM signing_certificates").Scan(&raw).Error; err != nil {
		t.Fatal(err)
	}
	plain, err := s.key.Open(secrets.Place{Table: "signing_certificates", Column: "private_key", Row: 1}, secrets.Sealed(raw))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := x509.ParsePKCS8PrivateKey(plain); err != nil {
		t.Error(err)
	}
	if _, err := s.key.Open(secrets.Place{Table: "signing_certificates", Column: "private_key", Row: 2}, secrets.Sealed(raw)); err == nil {
		t.Error("the key opens in another row")
	}
	other := *s.Service
	other.Key = secrets.NewKey()
	if _, err := other.Signer(t.Context()); !fault.Is(err, fault.Conflict) {
		t.Errorf("with another master key: %v", err)
	}
}

func made(t *testing.T, key crypto.Signer, by *x509.Certificate, byKey crypto.Signer, change func(*x509.Certificate)) *x509.Certificate {
	t.Helper()
	now := testkit.NewClock().Now()
	serial, _ := rand.Int(rand.Reader, big.NewInt(1<<60))
	template := &x509.Certificate{
		SerialNumber: serial, Subject: pkix.Name{CommonName: "Contoso GmbH", Country: []string{"DE"}}, NotBefore: now.AddDate(0, -1, 0), NotAfter: now.AddDate(2, 0, 0),
		KeyUsage: x509.KeyUsageDigitalSignature, BasicConstraintsValid: true,
	}
	if change != nil {
		change(template)
	}
	if by == nil {
		by, byKey = template, key
	}
	raw, err := x509.CreateCertificate(rand.Reader, template, by, key.Public(), byKey)
	if err != nil {
		t.Fatal(err)
	}
	certificate, err := x509.ParseCertificate(raw)
	if err != nil {
		t.Fatal(err)
	}
	return certificate
}

func pemOf(certificates ...*x509.Certificate) (out []byte) {
	for _, one := range certificates {
		out = append(out, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: one.Raw})...)
	}
	return out
}

func keyPEM(t *testing.T, key crypto.Signer) []byte {
	t.Helper()
	raw, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: raw})
}

func ec(t *testing.T) *ecdsa.PrivateKey {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// authority makes one with its key.
func authority(t *testing.T) (*x509.Certificate, crypto.Signer) {
	key := ec(t)
	return made(t, key, nil, nil, func(c *x509.Certificate) {
		c.Subject, c.IsCA, c.KeyUsage = pkix.Name{CommonName: "Authority"}, true, x509.KeyUsageCertSign|x509.KeyUsageCRLSign
	}), key
}

// Shows DOC-6: replaced by the firm's own, in each form that it may come in,
// with the earlier ones kept.
func TestReplacedByTheFirmsOwn_DOC6(t *testing.T) {
	s := open(t)
	first, err := s.Signer(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	above, aboveKey := authority(t)
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	next := func(key crypto.Signer) *x509.Certificate { return made(t, key, above, aboveKey, nil) }
	p12 := func(key crypto.Signer, password string) []byte {
		raw, err := pkcs12.Modern.Encode(key, next(key), []*x509.Certificate{above}, password)
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}
	one, two, three := ec(t), ec(t), ec(t)
	rsaPEM := pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(rsaKey)})
	for n, replacement := range []seals.Replacement{
		{Certificate: pemOf(above, next(one)), Key: keyPEM(t, one)}, // in whatever order
		{Certificate: append(keyPEM(t, two), pemOf(next(two), above)...)},
		{Certificate: p12(three, "secret"), Password: "secret"},
		{Certificate: pemOf(next(rsaKey), above), Key: rsaPEM},
	} {
		current, err := s.Replace(t.Context(), replacement)
		if err != nil {
			t.Fatalf("%d: %v", n, err)
		}
		signer, err := s.Signer(t.Context())
		if err != nil || len(signer.Chain) != 1 || !signer.Chain[0].Equal(above) || seals.Fingerprint(signer.Certificate) != current.Fingerprint || current.Origin != seals.Own {
			t.Fatalf("%d: %+v, %v", n, signer, err)
		}
		if _, err := signer.SignDigest([32]byte{1}); err != nil {
			t.Errorf("%d: %v", n, err)
		}
	}
	all, err := s.List(t.Context())
	if err != nil || len(all) != 5 || !all[0].IsCurrent || all[1].IsCurrent || all[1].ReplacedAt.IsZero() {
		t.Fatalf("%+v, %v", all, err)
	}
	for name, print := range map[string]string{"first": seals.Fingerprint(first.Certificate), "last": all[0].Fingerprint} {
		if known, err := s.Knows(t.Context(), print); err != nil || !known {
			t.Errorf("the %s is not known: %v", name, err)
		}
	}
	if known, _ := s.Knows(t.Context(), seals.Fingerprint(above)); known {
		t.Error("the authority is taken for the site")
	}
	if _, err := s.Renew(t.Context()); err != nil {
		t.Error(err)
	}
	if entries := actions(t, s); entries != "signing_certificate.make"+strings.Repeat(" signing_certificate.replace", 5) {
		t.Errorf("audit: %s", entries)
	}
	var texts string
	if err := s.store.Read(t.Context()).Raw("SELECT group_concat(before || after) FROM audit_entries").Scan(&texts).Error; err != nil || strings.Contains(texts, "PRIVATE") || !strings.Contains(texts, all[0].Fingerprint) {
		t.Errorf("audit says %s, %v", texts, err)
	}
}

func TestRefusedReplacements_DOC6(t *testing.T) {
	s := open(t)
	key, other := ec(t), ec(t)
	fine := made(t, key, nil, nil, nil)
	t.Setenv("GODEBUG", "rsa1024min=0") // Go makes no such key by itself any more
	weak, err := rsa.GenerateKey(rand.Reader, 1024)
	if err != nil {
		t.Fatal(err)
	}
	_, edKey, _ := ed25519.GenerateKey(rand.Reader)
	p12, err := pkcs12.Modern.Encode(key, fine, nil, "secret")
	if err != nil {
		t.Fatal(err)
	}
	with := func(change func(*x509.Certificate)) []byte {
		return append(pemOf(made(t, key, nil, nil, change)), keyPEM(t, key)...)
	}
	for name, one := range map[string]struct {
		replacement seals.Replacement
		field, says string
	}{
		"nothing":          {seals.Replacement{}, "certificate", "Choose"},
		"rubbish":          {seals.Replacement{Certificate: []byte("hello")}, "certificate", "neither"},
		"no key":           {seals.Replacement{Certificate: pemOf(fine)}, "key", "Choose"},
		"no certificate":   {seals.Replacement{Certificate: keyPEM(t, key)}, "certificate", "no certificate"},
		"another's key":    {seals.Replacement{Certificate: pemOf(fine), Key: keyPEM(t, other)}, "key", "does not belong"},
		"two keys":         {seals.Replacement{Certificate: append(pemOf(fine), keyPEM(t, key)...), Key: keyPEM(t, other)}, "key", "more than one"},
		"a protected key":  {seals.Replacement{Certificate: pemOf(fine), Key: []byte("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n")}, "key", "PKCS #12"},
		"a damaged key":    {seals.Replacement{Certificate: pemOf(fine), Key: []byte("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")}, "key", "can't be read"},
		"a damaged one":    {seals.Replacement{Certificate: []byte("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"), Key: keyPEM(t, key)}, "certificate", "can't be read"},
		"wrong password":   {seals.Replacement{Certificate: p12, Password: "wrong"}, "password", "not the password"},
		"no password":      {seals.Replacement{Certificate: p12}, "password", "Type"},
		"too large":        {seals.Replacement{Certificate: bytes.Repeat([]byte("-----BEGIN "), 100_000)}, "certificate", "1 MiB"},
		"ended":            {seals.Replacement{Certificate: with(func(c *x509.Certificate) { c.NotAfter = s.clock.Now().Add(-time.Minute) })}, "certificate", "ended on"},
		"not begun":        {seals.Replacement{Certificate: with(func(c *x509.Certificate) { c.NotBefore = s.clock.Now().Add(time.Hour) })}, "certificate", "begins only"},
		"for encryption":   {seals.Replacement{Certificate: with(func(c *x509.Certificate) { c.KeyUsage = x509.KeyUsageKeyEncipherment })}, "certificate", "not meant for signatures"},
		"for a web server": {seals.Replacement{Certificate: with(func(c *x509.Certificate) { c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth} })}, "certificate", "something else"},
		"an authority": {seals.Replacement{Certificate: with(func(c *x509.Certificate) {
			c.IsCA, c.KeyUsage = true, x509.KeyUsageCertSign|x509.KeyUsageDigitalSignature
		})}, "certificate", "authority"},
		"a weak key":     {seals.Replacement{Certificate: append(pemOf(made(t, weak, nil, nil, nil)), keyPEM(t, weak)...)}, "certificate", "too weak"},
		"an unusual key": {seals.Replacement{Certificate: append(pemOf(made(t, edKey, nil, nil, nil)), keyPEM(t, edKey)...)}, "certificate", "RSA or ECDSA"},
	} {
		_, err := s.Replace(t.Context(), one.replacement)
		if f := fault.As(err); f == nil || f.Code != fault.Invalid || !strings.Contains(f.Fields[one.field], one.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if all, _ := s.List(t.Context()); len(all) != 0 {
		t.Errorf("something was kept: %v", all)
	}
	if _, err := s.Replace(t.Context(), seals.Replacement{Certificate: p12, Password: "secret"}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Replace(t.Context(), seals.Replacement{Certificate: p12, Password: "secret"}); !fault.Is(err, fault.Conflict) {
		t.Errorf("the same again: %v", err)
	}
}

func TestWhenACertificateEnds(t *testing.T) {
	s := open(t)
	first, err := s.Signer(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s.clock.Advance(26 * 366 * 24 * time.Hour)
	second, err := s.Signer(t.Context())
	if err != nil || second.Certificate.Equal(first.Certificate) {
		t.Fatalf("the site's own is not made anew: %v", err)
	}
	key := ec(t)
	own := made(t, key, nil, nil, func(c *x509.Certificate) { c.NotAfter = s.clock.Now().Add(time.Hour) })
	if _, err := s.Replace(t.Context(), seals.Replacement{Certificate: pemOf(own), Key: keyPEM(t, key)}); err != nil {
		t.Fatal(err)
	}
	s.clock.Advance(2 * time.Hour)
	if _, err := s.Signer(t.Context()); !fault.Is(err, fault.Conflict) || fault.As(err).Mend == nil {
		t.Errorf("the firm's own has ended: %v", err)
	}
	if text := fmt.Sprintf("%+v", must(s.Current(t.Context()))); strings.Contains(text, "v1.") {
		t.Error("the sealed key is printed")
	}
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}
