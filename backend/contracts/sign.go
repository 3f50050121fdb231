package contracts

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"fmt"
	"slices"
	"time"

	"portico/backend/access"
	"portico/backend/audit"
	"portico/backend/evidence"
	"portico/backend/fault"
	"portico/backend/sitetext"
	"portico/backend/store"
	"portico/backend/users"
)

// Signature is one signature of one person on one version.
type Signature struct {
	ID             int64 `gorm:"primaryKey"`
	DocumentID     int64
	VersionID      int64
	Version        int
	OrganizationID int64
	SignerID       int64 // the line that it counts for; another signature can move it to another line
	UserID         int64
	RoleIDs        store.Numbers // the organizational roles in which it was given
	TypedName      string
	SignedAt       store.Time
	WithdrawnAt    store.Time
	Reason         string // of the withdrawal
}

// Consent is the text that a signer agrees to.
type Consent struct {
	Text     string // as it was filled for the document
	SHA256   string // of it, in hex
	Template string // before it was filled: what its version counts
}

// Consent returns the text that a signer of a document agrees to.
func (s *Service) Consent(ctx context.Context, organizationID int64, organization, title, language string) (Consent, error) {
	general, err := s.Settings.General(ctx)
	if err != nil {
		return Consent{}, err
	}
	text, err := s.Texts.Text(ctx, sitetext.SigningConsent, organizationID, language)
	if err == nil && text.Body == "" {
		text, err = sitetext.Default(sitetext.SigningConsent, language)
	}
	if err != nil {
		return Consent{}, err
	}
	words := sitetext.Plain(text.Body, sitetext.Values{"site.name": general.SiteName, "organization.name": organization, "document.title": title})
	sum := sha256.Sum256([]byte(words))
	return Consent{Text: words, SHA256: hex.EncodeToString(sum[:]), Template: text.Body}, nil
}

// version returns the number of a consent text, which it gets when somebody
// agrees to it for the first time. It counts the texts of the site, not what
// they become with the names of a document.
func (s *Service) version(ctx context.Context, consent Consent) (int, error) {
	hash := evidence.Hash([]byte(consent.Template))
	err := s.Store.Write(ctx).Exec("INSERT INTO consent_texts (sha256, body, used_at) SELECT ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM consent_texts WHERE sha256 = ?)", hash, consent.Template, s.Store.Now(), hash).Error
	if err != nil {
		return 0, fmt.Errorf("keep consent text: %w", err)
	}
	var id int
	if err := s.Store.Read(ctx).Raw("SELECT id FROM consent_texts WHERE sha256 = ?", hash).Scan(&id).Error; err != nil {
		return 0, fmt.Errorf("find consent text: %w", err)
	}
	return id, nil
}

// Signing is what somebody does who signs.
type Signing struct {
	Version       int    // the number of the version that was shown
	SHA256        string // of the bytes that were shown, in hex (SEC-40)
	WasRead       bool
	Agrees        bool   // to the consent text
	ConsentSHA256 string // of the consent text that was shown, in hex
	TypedName     string
	Language      string // of the page
	Means         string // how the person showed who they are just now
}

const maxTypedName = 200

// Check looks at what can be seen without the database, for the fields
// "read", "consent" and "typed_name".
func (in *Signing) Check() error {
	in.TypedName = store.Clean(in.TypedName)
	var fields fault.Fields
	fields.Require(in.WasRead, "read", "Read the document to its end first, and say so.")
	fields.Require(in.Agrees, "consent", "Without your consent nothing can be signed.")
	fields.Require(len([]rune(store.Fold(in.TypedName))) >= 2, "typed_name", "Type your full name.")
	fields.Require(len([]rune(in.TypedName)) <= maxTypedName, "typed_name", "Use at most 200 characters.")
	return fields.Err()
}

// The refusals of a signature. Whoever sees a document but may not sign it now
// gets one same answer, whether a right, a role or the turn is missing: which
// it is, and who else is to sign, is not theirs to know. Readiness tells the
// administrator.
var (
	errMayNot  = fault.New(fault.Forbidden, "You can't sign this document at the moment. Whoever runs this portal can tell you why.")
	errSigned  = fault.New(fault.Conflict, "You have signed this document already.")
	errOther   = fault.New(fault.Conflict, "The document has changed since this page was opened, so nothing was signed. Please read it again.")
	errConsent = fault.New(fault.Conflict, "The consent text has changed since this page was opened, so nothing was signed. Please read it again.")
)

// Ready is what the page shows on which a document is signed.
type Ready struct {
	View
	Consent Consent
}

// Prepare returns what somebody needs who is about to sign, or the refusal that
// Sign would give.
func (s *Service) Prepare(ctx context.Context, signer access.Signer, id int64, language string) (Ready, error) {
	view, err := s.View(ctx, signer, id)
	if err != nil {
		return Ready{}, err
	}
	if _, _, _, err := s.decide(ctx, signer.UserID(), id); err != nil {
		return Ready{}, err
	}
	consent, err := s.Consent(ctx, view.OrganizationID, view.Organization, view.Title, language)
	return Ready{View: view, Consent: consent}, err
}

// signing is a signature that could be given now: who gives it in which roles,
// and a line whose turn it is that they fit.
type signing struct {
	hand
	line Signer
}

// decide says whether somebody can sign the newest version of a document, as the
// database says at this moment (SEC-42).
func (s *Service) decide(ctx context.Context, userID, id int64) (held, users.User, signing, error) {
	u, err := s.Users.Load(ctx, userID)
	if err != nil {
		return held{}, u, signing{}, err
	}
	signer, err := s.Users.SignerOf(ctx, userID)
	if err != nil {
		return held{}, u, signing{}, err
	}
	found, err := s.held(ctx, signer, id, 0)
	if err != nil {
		return held{}, u, signing{}, err
	}
	tie, _ := signer.In(found.OrganizationID)
	var signed bool
	if err := s.Store.Read(ctx).Raw("SELECT EXISTS (SELECT 1 FROM signatures WHERE version_id = ? AND user_id = ? AND withdrawn_at IS NULL)", found.VersionID, userID).Scan(&signed).Error; err != nil {
		return found, u, signing{}, fmt.Errorf("look for signature: %w", err)
	}
	switch {
	case u.IsSuspended || !signer.Has(access.SignDocuments) || !tie.IsManagement || !found.IsSignable:
		return found, u, signing{}, errMayNot
	case signed:
		return found, u, signing{}, errSigned
	case found.State != Sent:
		return found, u, signing{}, errMayNot
	}
	lines, err := s.Signers(ctx, id, found.Version)
	if err != nil {
		return found, u, signing{}, err
	}
	by := hand{UserID: userID, RoleIDs: tie.RoleIDs}
	at := slices.IndexFunc(lines, func(one Signer) bool { return one.IsOpen && by.fits(one, lines) })
	if at < 0 {
		return found, u, signing{}, errMayNot
	}
	return found, u, signing{line: lines[at], hand: by}, nil
}

// Sign signs the newest version of a document (DOC-5). Whoever calls it has just
// asked for Email or Login and password anew (and for the code where a second
// factor is in force); Means says which.
//
// Everything else is decided in one transaction, as the database says then: the
// account, the right, the management role, the organization, the turn, that the
// hash is that of the frozen bytes (SEC-40). It returns an Invalid fault for the
// fields of Check, NotFound where the document isn't theirs, Conflict where it
// or the consent text has changed or they have signed, and otherwise one same
// Forbidden fault.
func (s *Service) Sign(ctx context.Context, userID, id int64, in Signing) (Signature, error) {
	if err := in.Check(); err != nil {
		return Signature{}, err
	}
	if in.Means != ByPassword && in.Means != ByPasswordAndCode {
		return Signature{}, errMayNot
	}
	var signature Signature
	err := s.Store.InTx(ctx, func(ctx context.Context) error {
		found, u, by, err := s.decide(ctx, userID, id)
		if err != nil {
			return err
		}
		if in.Version != found.Number || subtle.ConstantTimeCompare([]byte(in.SHA256), []byte(found.SHA256)) != 1 {
			return errOther
		}
		if u.HasSecondFactor() && in.Means != ByPasswordAndCode {
			return errMayNot
		}
		consent, err := s.Consent(ctx, found.OrganizationID, found.Organization, found.VersionTitle, in.Language)
		if err != nil {
			return err
		}
		if consent.SHA256 != in.ConsentSHA256 {
			return errConsent
		}
		consentVersion, err := s.version(ctx, consent)
		if err != nil {
			return err
		}
		signature = Signature{DocumentID: id, VersionID: found.VersionID, Version: found.Number, OrganizationID: found.OrganizationID, SignerID: by.line.ID, UserID: userID, RoleIDs: by.RoleIDs, TypedName: in.TypedName, SignedAt: s.Store.Now()}
		if err := s.Store.Write(ctx).Create(&signature).Error; err != nil {
			return fmt.Errorf("sign document: %w", err)
		}
		for _, kind := range []EventKind{WasConsented, WasSigned} {
			event, err := s.eventOf(ctx, u, found, kind, in.Means)
			if err != nil {
				return err
			}
			event.ConsentVersion, event.ConsentText, event.TypedName = consentVersion, consent.Text, in.TypedName
			if err := s.note(ctx, event); err != nil {
				return err
			}
		}
		_, err = s.changeDocument(ctx, id, "document.sign", func(ctx context.Context, d *Document) error {
			if err := s.settleTurn(ctx, d); err != nil {
				return err
			}
			if d.State == Completed {
				d.RemindAt = store.Time{}
				return s.tellCompleted(ctx, *d, found)
			}
			return s.invite(ctx, *d)
		})
		if err != nil {
			return err
		}
		return s.Log.Record(ctx, audit.Change{Action: "signature.create", Subject: found.subject(), After: map[string]any{
			"version": found.Number, "sha256": found.SHA256, "user_id": userID, "typed_name": in.TypedName, "means": in.Means, "consent_version": consentVersion,
		}})
	})
	return signature, err
}

// Decline says no to the newest version of a document, with a reason. Whoever
// can sign can decline; the document then waits for nobody until the
// administrator sends a new version.
func (s *Service) Decline(ctx context.Context, userID, id int64, version int, reason string) error {
	reason = store.CleanText(reason)
	if reason == "" || len([]rune(reason)) > MaxReason {
		return refuseReason()
	}
	return s.Store.InTx(ctx, func(ctx context.Context) error {
		found, u, _, err := s.decide(ctx, userID, id)
		if err != nil {
			return err
		}
		if version != found.Number {
			return errOther
		}
		event, err := s.eventOf(ctx, u, found, WasDeclined, BySession)
		if err != nil {
			return err
		}
		event.Reason = reason
		if err := s.note(ctx, event); err != nil {
			return err
		}
		_, err = s.changeDocument(ctx, id, "document.decline", func(ctx context.Context, d *Document) error {
			d.State, d.RemindAt = Declined, store.Time{}
			return s.settleTurn(ctx, d)
		})
		return err
	})
}

// WithdrawSignature takes somebody's own signature on the newest version back,
// within the time that the administrator allows. Nothing is erased: the
// signature stays with the moment and the reason.
func (s *Service) WithdrawSignature(ctx context.Context, userID, id int64, reason string) error {
	reason = store.CleanText(reason)
	if reason == "" || len([]rune(reason)) > MaxReason {
		return refuseReason()
	}
	return s.Store.InTx(ctx, func(ctx context.Context) error {
		u, err := s.Users.Load(ctx, userID)
		if err != nil {
			return err
		}
		signer, err := s.Users.SignerOf(ctx, userID)
		if err != nil {
			return err
		}
		found, err := s.held(ctx, signer, id, 0)
		if err != nil {
			return err
		}
		mine, until, err := s.withdrawable(ctx, signer, found)
		if err != nil {
			return err
		}
		if u.IsSuspended || until.IsZero() {
			return fault.New(fault.Conflict, "This signature can't be withdrawn, or not any more. Write to whoever runs this portal.")
		}
		result := s.Store.Write(ctx).Exec("UPDATE signatures SET withdrawn_at = ?, reason = ? WHERE id = ? AND withdrawn_at IS NULL", s.Store.Now(), reason, mine.ID)
		if result.Error != nil {
			return fmt.Errorf("withdraw signature: %w", result.Error)
		}
		if result.RowsAffected == 0 {
			return errOther
		}
		event, err := s.eventOf(ctx, u, found, WasWithdrawn, BySession)
		if err != nil {
			return err
		}
		event.Reason, event.TypedName = reason, mine.TypedName
		if err := s.note(ctx, event); err != nil {
			return err
		}
		_, err = s.changeDocument(ctx, id, "document.withdraw_signature", func(ctx context.Context, d *Document) error {
			return s.settleTurn(ctx, d)
		})
		if err != nil {
			return err
		}
		return s.Log.Record(ctx, audit.Change{Action: "signature.withdraw", Subject: found.subject(), After: map[string]any{"version": found.Number, "user_id": userID, "reason": reason}})
	})
}

// MaxWithdrawals is how often somebody can withdraw their signature on one
// version, so that signing and withdrawing in a circle has an end: each turn
// writes to the others and makes a file.
const MaxWithdrawals = 5

// withdrawable returns somebody's signature on the newest version, and until
// when it can be withdrawn; the zero Time where it can't.
func (s *Service) withdrawable(ctx context.Context, signer access.Signer, found held) (Signature, store.Time, error) {
	var mine []Signature
	if err := s.Store.Read(ctx).Raw("SELECT * FROM signatures WHERE version_id = ? AND user_id = ? AND withdrawn_at IS NULL", found.VersionID, signer.UserID()).Scan(&mine).Error; err != nil {
		return Signature{}, store.Time{}, fmt.Errorf("look for signature: %w", err)
	}
	rules, err := s.Settings.Contracts(ctx)
	if err != nil || len(mine) == 0 || !found.isNewest() || !signer.Has(access.SignDocuments) || !rules.AllowWithdrawing {
		return Signature{}, store.Time{}, err
	}
	var before int
	if err := s.Store.Read(ctx).Raw("SELECT COUNT(*) FROM signatures WHERE version_id = ? AND user_id = ? AND withdrawn_at IS NOT NULL", found.VersionID, signer.UserID()).Scan(&before).Error; err != nil {
		return Signature{}, store.Time{}, fmt.Errorf("count withdrawn signatures: %w", err)
	}
	if before >= MaxWithdrawals {
		return mine[0], store.Time{}, nil
	}
	until := mine[0].SignedAt.Add(time.Duration(rules.WithdrawHours) * time.Hour)
	if !s.Store.Now().Before(until.Time) {
		until = store.Time{}
	}
	return mine[0], until, nil
}

// Matches reports whether what somebody is about to sign is what there is: it
// returns the Conflict fault that Sign would, before a password is asked for.
func (r Ready) Matches(in Signing) error {
	switch {
	case in.Version != r.Number || in.SHA256 != r.SHA256:
		return errOther
	case in.ConsentSHA256 != r.Consent.SHA256:
		return errConsent
	}
	return nil
}
