package bindings

import (
	"context"
	"fmt"
	"io"
	"os"

	"portico/backend"
	"portico/backend/fault"
	"portico/backend/seals"
)

// SigningCertificate is one that seals, or sealed, documents and evidence.
type SigningCertificate struct {
	ID          int64  `json:"id"`
	Origin      string `json:"origin"` // "site" where the site made it, "own" for the firm's own
	Subject     string `json:"subject"`
	Issuer      string `json:"issuer"` // the same as subject where nobody vouches for it
	Fingerprint string `json:"fingerprint"`
	ValidFrom   string `json:"validFrom"`
	ValidUntil  string `json:"validUntil"`
	IsCurrent   bool   `json:"isCurrent"`
	HasEnded    bool   `json:"hasEnded"`
	EndsSoon    bool   `json:"endsSoon"` // within 30 days
	Since       string `json:"since"`
	ReplacedAt  string `json:"replacedAt"` // "" while it is current
}

// SigningCertificates are the one in use and the earlier ones.
type SigningCertificates struct {
	Current []SigningCertificate `json:"current"` // one, or none before the first use
	Earlier []SigningCertificate `json:"earlier"` // the newest first, 200 at most
}

// CertificateFiles name the firm's own certificate: PEM files, where Key may be
// "" when the certificate's file holds it, or one PKCS #12 file.
type CertificateFiles struct {
	Certificate string `json:"certificate"` // tokens of chosen files
	Key         string `json:"key"`
	Password    string `json:"password"` // of the PKCS #12 file; it goes in and never comes out
}

// Seals is the bridge behind Site Settings › Signing certificate.
type Seals struct{ core *Core }

func (s *Seals) enter() (context.Context, *backend.Backend, error) {
	ctx, b, err := s.core.enter()
	if err != nil {
		return nil, nil, err
	}
	general, err := b.Settings.General(ctx)
	if err == nil && !general.UseContracts {
		err = fault.New(fault.Unavailable, "Contracts are switched off on this site.").WithMend("Open General", "/settings/features/general")
	}
	return ctx, b, err
}

// List returns the certificates. It makes none.
func (s *Seals) List() (SigningCertificates, error) {
	ctx, b, err := s.enter()
	if err != nil {
		return SigningCertificates{}, err
	}
	return signingCertificates(ctx, b)
}

// Renew makes another certificate in the site's name, or the first.
func (s *Seals) Renew() (SigningCertificates, error) {
	ctx, b, err := s.enter()
	if err != nil {
		return SigningCertificates{}, err
	}
	if _, err := b.Seals.Renew(ctx); err != nil {
		return SigningCertificates{}, err
	}
	return signingCertificates(ctx, b)
}

// Replace seals with the firm's own certificate from now on. Files that a
// browser sent are removed at once, since they hold a private key. It returns an
// Invalid fault with the fields at fault: certificate, key, password.
func (s *Seals) Replace(input CertificateFiles) (SigningCertificates, error) {
	ctx, b, err := s.enter()
	if err != nil {
		return SigningCertificates{}, err
	}
	replacement := seals.Replacement{Password: input.Password}
	if replacement.Certificate, err = s.core.readSmall(input.Certificate, "certificate"); err != nil {
		return SigningCertificates{}, err
	}
	if replacement.Key, err = s.core.readSmall(input.Key, "key"); err != nil {
		return SigningCertificates{}, err
	}
	if _, err := b.Seals.Replace(ctx, replacement); err != nil {
		return SigningCertificates{}, err
	}
	s.core.discard(input.Certificate)
	s.core.discard(input.Key)
	return signingCertificates(ctx, b)
}

// Save saves a certificate with its chain as PEM, without the key, for those
// who check what it sealed.
func (s *Seals) Save(id int64) (SavedFile, error) {
	ctx, b, err := s.enter()
	if err != nil {
		return SavedFile{}, err
	}
	all, err := b.Seals.List(ctx)
	if err != nil {
		return SavedFile{}, err
	}
	for _, one := range all {
		if one.ID == id {
			return s.core.host.SaveFile(fmt.Sprintf("certificate-%s.pem", one.Fingerprint[:8]), writeBytes([]byte(one.Chain)))
		}
	}
	return SavedFile{}, fault.New(fault.NotFound, "There is no such certificate.")
}

func signingCertificates(ctx context.Context, b *backend.Backend) (SigningCertificates, error) {
	all, err := b.Seals.List(ctx)
	if err != nil {
		return SigningCertificates{}, err
	}
	listed := SigningCertificates{Current: []SigningCertificate{}, Earlier: []SigningCertificate{}}
	now := b.Store.Now()
	for _, one := range all {
		shown := SigningCertificate{
			ID: one.ID, Origin: one.Origin, Subject: one.Subject, Issuer: one.Issuer, Fingerprint: one.Fingerprint, ValidFrom: one.NotBefore.RFC3339(), ValidUntil: one.NotAfter.RFC3339(),
			IsCurrent: one.IsCurrent, HasEnded: !one.NotAfter.After(now.Time), EndsSoon: !one.NotAfter.After(now.AddDate(0, 0, 30)), Since: one.CreatedAt.RFC3339(), ReplacedAt: one.ReplacedAt.RFC3339(),
		}
		if one.IsCurrent {
			listed.Current = append(listed.Current, shown)
		} else {
			listed.Earlier = append(listed.Earlier, shown)
		}
	}
	return listed, nil
}

// readSmall reads a chosen file of at most a little over 1 MiB; nil for none.
func (c *Core) readSmall(token, field string) ([]byte, error) {
	if token == "" {
		return nil, nil
	}
	path, _, err := c.chosen(token)
	if err != nil {
		return nil, err
	}
	file, err := os.Open(path)
	if err != nil {
		var fields fault.Fields
		fields.Add(field, "This file can't be read. Choose it again.")
		return nil, fields.Err()
	}
	defer func() { _ = file.Close() }()
	data, err := io.ReadAll(io.LimitReader(file, 1<<20+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", field, err)
	}
	return data, nil
}
