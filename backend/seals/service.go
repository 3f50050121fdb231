package seals

import (
	"context"
	"crypto"
	"crypto/x509"
	"errors"
	"fmt"
	"strings"

	"gorm.io/gorm"

	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/pdf"
	"portico/backend/secrets"
	"portico/backend/store"
)

// mostListed is how many certificates a list shows, the newest first.
const mostListed = 200

// Parts are what a Service needs.
type Parts struct {
	Store    *store.Store
	Log      *audit.Log
	Key      secrets.Key
	SiteName func(ctx context.Context) (string, error) // for the certificate that the site makes
}

// Service keeps the signing certificates. It is safe for concurrent use.
type Service struct{ Parts }

// New returns the seals of a site.
func New(parts Parts) *Service { return &Service{parts} }

var errOtherKey = fault.New(fault.Conflict, "The signing certificate's key was sealed with another master key. Replace the certificate.").WithMend("Open Signing certificate", "/settings/signing-certificate")

// Signer returns the certificate and key that seal now, and makes them at first
// use, or when those that the site made have ended. Two at once make one. It
// returns a Conflict fault when the firm's own certificate has ended, or when
// its key can't be opened. It does not belong in a transaction that others
// wait for.
func (s *Service) Signer(ctx context.Context) (pdf.Signer, error) {
	current, err := s.Current(ctx)
	if err != nil {
		return pdf.Signer{}, err
	}
	certificate, chain, err := current.Parsed()
	if err != nil {
		return pdf.Signer{}, err
	}
	if s.Store.Now().After(certificate.NotAfter) {
		return pdf.Signer{}, fault.New(fault.Conflict, "The signing certificate ended on "+certificate.NotAfter.UTC().Format("2 January 2006")+". Replace it, so that documents can be sealed again.").
			WithMend("Open Signing certificate", "/settings/signing-certificate")
	}
	raw, err := s.Key.Open(keyPlace(current.ID), current.PrivateKey)
	if err != nil {
		return pdf.Signer{}, errOtherKey
	}
	key, err := x509.ParsePKCS8PrivateKey(raw)
	if err != nil {
		return pdf.Signer{}, fmt.Errorf("read signing key: %w", err)
	}
	signer, ok := key.(crypto.Signer)
	if !ok {
		return pdf.Signer{}, fmt.Errorf("read signing key: %T can't sign", key)
	}
	return pdf.Signer{Certificate: certificate, Chain: chain, Key: signer}, nil
}

// Current returns the certificate that seals now, and makes it at first use, or
// when the one that the site made has ended.
func (s *Service) Current(ctx context.Context) (Certificate, error) {
	current, err := s.current(ctx)
	if err != nil {
		return Certificate{}, err
	}
	if current.ID != 0 && (current.Origin == Own || current.NotAfter.After(s.Store.Now().Time)) {
		return current, nil
	}
	return s.make(audit.WithActor(ctx, audit.Actor{Kind: audit.System, Name: "Portico"}), current.ID)
}

// current is the zero Certificate while there is none.
func (s *Service) current(ctx context.Context) (Certificate, error) {
	var c Certificate
	err := s.Store.Read(ctx).Take(&c, "is_current = 1").Error
	if err != nil && !errors.Is(err, gorm.ErrRecordNotFound) {
		return c, fmt.Errorf("find signing certificate: %w", err)
	}
	return c, nil
}

// Renew makes another certificate of the site's own and seals with that from
// now on.
func (s *Service) Renew(ctx context.Context) (Certificate, error) {
	current, err := s.current(ctx)
	if err != nil {
		return Certificate{}, err
	}
	return s.make(ctx, current.ID)
}

// make makes a certificate in the site's name in place of the one that was seen
// before, 0 for none. Where somebody else was quicker, theirs is returned.
func (s *Service) make(ctx context.Context, before int64) (Certificate, error) {
	siteName, err := s.SiteName(ctx)
	if err != nil {
		return Certificate{}, fmt.Errorf("make signing certificate: %w", err)
	}
	signer, err := makeOwn(siteName, s.Store.Now().Time)
	if err != nil {
		return Certificate{}, err
	}
	return s.keep(ctx, BySite, signer, &before)
}

// Replace seals with the firm's own certificate from now on. Earlier ones stay,
// so that what they sealed can still be told to be the site's. It returns an
// Invalid fault with the field at fault (certificate, key, password) when it
// can't be read, its parts don't belong together, it has ended, or it may not
// sign documents, and a Conflict fault for one that was in use before.
func (s *Service) Replace(ctx context.Context, replacement Replacement) (Certificate, error) {
	signer, err := replacement.read(s.Store.Now().Time)
	if err != nil {
		return Certificate{}, err
	}
	return s.keep(ctx, Own, signer, nil)
}

// keep writes a certificate as the current one. expected is the one that must
// still be current, if it matters.
func (s *Service) keep(ctx context.Context, origin string, signer pdf.Signer, expected *int64) (Certificate, error) {
	raw, err := x509.MarshalPKCS8PrivateKey(signer.Key)
	if err != nil {
		return Certificate{}, fmt.Errorf("keep signing certificate: %w", err)
	}
	made := describe(origin, signer.Certificate, signer.Chain)
	err = s.Store.InTx(ctx, func(ctx context.Context) error {
		before, err := s.current(ctx)
		if err != nil {
			return err
		}
		if expected != nil && before.ID != *expected {
			made = before
			return nil
		}
		var known int64
		if err := s.Store.Write(ctx).Raw("SELECT COUNT(*) FROM signing_certificates WHERE fingerprint = ?", made.Fingerprint).Scan(&known).Error; err != nil {
			return err
		}
		if known > 0 {
			return fault.New(fault.Conflict, "This certificate was in use here before. Choose another, or let the site make one.")
		}
		now := s.Store.Now()
		if err := s.Store.Write(ctx).Exec("UPDATE signing_certificates SET is_current = 0, replaced_at = ? WHERE is_current = 1", now).Error; err != nil {
			return err
		}
		made.CreatedAt, made.IsCurrent = now, true
		if err := s.Store.Write(ctx).Create(&made).Error; err != nil {
			return err
		}
		if made.PrivateKey, err = s.Key.Seal(keyPlace(made.ID), raw); err != nil { // its place has the row's number
			return err
		}
		result := s.Store.Write(ctx).Model(&made).Update("private_key", made.PrivateKey)
		if result.Error != nil {
			return result.Error
		}
		if result.RowsAffected != 1 {
			return errors.New("the row is gone")
		}
		return s.record(ctx, before, made)
	})
	if err != nil && fault.As(err) == nil {
		return Certificate{}, fmt.Errorf("keep signing certificate: %w", err)
	}
	return made, err
}

func (s *Service) record(ctx context.Context, before, after Certificate) error {
	action, was := "signing_certificate.replace", any(fields(before))
	if before.ID == 0 {
		action, was = "signing_certificate.make", nil
	}
	return s.Log.Record(ctx, audit.Change{
		Action: action, Subject: audit.Subject{Kind: "signing_certificate", ID: after.ID, Name: after.Subject}, Before: was, After: fields(after),
	})
}

// fields are what the audit log says of a certificate.
func fields(c Certificate) map[string]any {
	return map[string]any{"origin": c.Origin, "subject": c.Subject, "issuer": c.Issuer, "fingerprint": c.Fingerprint, "not_after": c.NotAfter.RFC3339()}
}

// List returns the certificates, the current one first, then the newest; 200 at
// most. It makes none.
func (s *Service) List(ctx context.Context) ([]Certificate, error) {
	var all []Certificate
	err := s.Store.Read(ctx).Omit("private_key").Order("is_current DESC, id DESC").Limit(mostListed).Find(&all).Error
	if err != nil {
		return nil, fmt.Errorf("list signing certificates: %w", err)
	}
	return all, nil
}

// Knows reports whether a certificate is or was the site's, by its fingerprint
// as Fingerprint gives it.
func (s *Service) Knows(ctx context.Context, fingerprint string) (bool, error) {
	var known int64
	err := s.Store.Read(ctx).Raw("SELECT COUNT(*) FROM signing_certificates WHERE fingerprint = ?", strings.ToLower(fingerprint)).Scan(&known).Error
	if err != nil {
		return false, fmt.Errorf("find signing certificate: %w", err)
	}
	return known > 0, nil
}
