package pdf

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"math/big"
	"sync"
	"time"
)

// trySealing adds a page to a PDF and seals it, as is done when it was signed,
// and holds the result to what an upload is held to. There are files that readers mend and that can't be gone on with: found out
// only after the signature, they would leave it without a proof.
func trySealing(data []byte) error {
	with, err := trial()
	if err != nil {
		return err
	}
	joined, err := Join(data, with.page)
	if err != nil {
		return err
	}
	sealed, err := Sign(joined, with.signer, Signing{Name: "Trial"})
	if err != nil {
		return err
	}
	if report, err := CheckSignature(sealed); err != nil || !report.IsWhole {
		return errDamaged
	}
	strictly := sealing
	strictly.isStrict = true
	_, err = read(sealed, strictly)
	return err
}

// trialSeal is a page and a key for trials, which are thrown away with the
// program.
type trialSeal struct {
	signer Signer
	page   []byte
}

var trial = sync.OnceValues(makeTrial)

func makeTrial() (trialSeal, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return trialSeal{}, fmt.Errorf("make trial key: %w", err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Trial"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().AddDate(1, 0, 0)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		return trialSeal{}, fmt.Errorf("make trial certificate: %w", err)
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		return trialSeal{}, fmt.Errorf("make trial certificate: %w", err)
	}
	document, err := New(Options{Title: "Trial", Language: "en"})
	if err != nil {
		return trialSeal{}, err
	}
	document.Text("Trial")
	var page bytes.Buffer
	if err := document.Write(&page); err != nil {
		return trialSeal{}, err
	}
	return trialSeal{Signer{Certificate: certificate, Key: key}, page.Bytes()}, nil
}
