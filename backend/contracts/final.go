package contracts

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"portico/backend/access"
	"portico/backend/audit"
	"portico/backend/evidence"
	"portico/backend/fault"
	"portico/backend/pdf"
)

// Final is the signed file of a version: the frozen bytes with their certificate
// pages, sealed with the site's certificate, and the evidence file that goes
// with it (DOC-6).
type Final struct {
	Name     string // of the document's file, with ".pdf"
	PDF      []byte
	Evidence []byte
	SHA256   string `gorm:"column:sha256"` // of PDF, in hex
}

// SignedName returns the file name of the signed file.
func (f Final) SignedName() string { return strings.TrimSuffix(f.Name, ".pdf") + " (signed).pdf" }

// EvidenceName returns the file name of the evidence file.
func (f Final) EvidenceName() string { return strings.TrimSuffix(f.Name, ".pdf") + " (evidence).json" }

var errUnsigned = fault.New(fault.NotFound, "There is no signed file of this document yet.")

// FinalFor returns the signed file of a version of a document that a signer
// sees, the newest for 0. What they don't see and what nobody has signed answer
// as missing.
func (s *Service) FinalFor(ctx context.Context, signer access.Signer, id int64, number int) (Final, error) {
	if !signer.Has(access.DownloadSigned) {
		return Final{}, errNoDocument
	}
	found, err := s.held(ctx, signer, id, number)
	if err != nil {
		return Final{}, err
	}
	final, err := s.final(ctx, found.VersionID)
	if err != nil {
		return Final{}, err
	}
	return final, s.recordDownload(ctx, found, final)
}

// recordDownload writes down that a signer fetched a signed file or its evidence.
func (s *Service) recordDownload(ctx context.Context, found held, final Final) error {
	return s.Store.InTx(ctx, func(ctx context.Context) error {
		return s.Log.Record(ctx, audit.Change{Action: "document.download", Subject: found.subject(), After: map[string]any{"version": found.Number, "sha256": final.SHA256}})
	})
}

// FinalOf returns the signed file of a version, the newest for 0, for the
// administrator.
func (s *Service) FinalOf(ctx context.Context, id int64, number int) (Final, error) {
	var versionID int64
	err := s.Store.Read(ctx).Raw("SELECT v.id FROM documents d CROSS JOIN document_versions v ON v.document_id = d.id AND v.number = COALESCE(NULLIF(?, 0), d.version) WHERE d.id = ?", number, id).Scan(&versionID).Error
	if err != nil {
		return Final{}, fmt.Errorf("find version of document: %w", err)
	}
	if versionID == 0 {
		return Final{}, errNoDocument
	}
	return s.final(ctx, versionID)
}

// Finish makes the signed file of a document's newest version, where there is
// one to be made, after a signature was committed. What it can't do now is done
// when the file is fetched: a process that is killed in between loses nothing
// (SEC-47).
func (s *Service) Finish(ctx context.Context, id int64) error {
	_, err := s.FinalOf(ctx, id, 0)
	return err
}

// final returns the signed file of a version as it was made for the last thing
// that happened to it, and makes it where it is missing. Once made it stays, byte
// by byte; what happens later gets a file of its own.
func (s *Service) final(ctx context.Context, versionID int64) (Final, error) {
	eventID, err := s.lastEvent(ctx, versionID)
	if err != nil {
		return Final{}, err
	}
	var signed bool
	err = s.Store.Read(ctx).Raw("SELECT EXISTS (SELECT 1 FROM signatures g CROSS JOIN document_versions v ON v.document_id = g.document_id AND v.number = g.version WHERE v.id = ?)", versionID).Scan(&signed).Error
	if err != nil {
		return Final{}, fmt.Errorf("look for signatures: %w", err)
	}
	if !signed {
		return Final{}, errUnsigned
	}
	kept, err := s.kept(ctx, versionID, eventID)
	if err != nil || kept.PDF != nil {
		return kept, err
	}
	made, frozen, err := s.seal(ctx, versionID, eventID)
	if err != nil {
		return Final{}, err
	}
	// Of two that are made at once the first stays. A signed file begins with the
	// frozen bytes, which are kept already: only what comes after them is kept,
	// however often a document of 25 MiB is signed and withdrawn.
	tail, _ := bytes.CutPrefix(made.PDF, frozen)
	err = s.Store.Write(ctx).Exec("INSERT INTO document_finals (version_id, event_id, made_at, sha256, evidence_sha256, size, bytes, evidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
		versionID, eventID, s.Store.Now(), made.SHA256, evidence.Hash(made.Evidence), len(made.PDF), tail, made.Evidence).Error
	if err != nil {
		return Final{}, fmt.Errorf("keep signed file: %w", err)
	}
	return s.kept(ctx, versionID, eventID)
}

// lastEvent returns the last thing that a version's files tell of: that it was
// signed, declined or withdrawn, or that a later version was sent.
func (s *Service) lastEvent(ctx context.Context, versionID int64) (int64, error) {
	var id int64
	err := s.Store.Read(ctx).Raw(`SELECT MAX(COALESCE((SELECT MAX(e.id) FROM document_events e WHERE e.version_id = @id AND e.kind IN ('signed', 'declined', 'withdrawn')), 0),
		COALESCE((`+laterSent+`), 0))`, map[string]any{"id": versionID}).Scan(&id).Error
	if err != nil {
		return 0, fmt.Errorf("look for events of version: %w", err)
	}
	return id, nil
}

// laterSent is the event by which the version after one (@id) was sent.
const laterSent = `SELECT MIN(e.id) FROM document_versions v CROSS JOIN document_versions n ON n.document_id = v.document_id AND n.number = v.number + 1
	CROSS JOIN document_events e ON e.version_id = n.id AND e.kind = 'sent' WHERE v.id = @id`

// superseded returns the event by which a later version than this was sent, if
// that was so up to an event.
func (s *Service) superseded(ctx context.Context, versionID, eventID int64, site string) (*evidence.Event, error) {
	var found []Event
	err := s.Store.Read(ctx).Raw("SELECT * FROM document_events WHERE id = ("+laterSent+") AND id <= @event", map[string]any{"id": versionID, "event": eventID}).Scan(&found).Error
	if err != nil {
		return nil, fmt.Errorf("look for later version: %w", err)
	}
	if len(found) == 0 {
		return nil, nil
	}
	proof := found[0].proof("", site)
	proof.Kind, proof.ShownSHA256, proof.Reason = evidence.Superseded, "", "a later version was sent"
	return &proof, nil
}

func (s *Service) kept(ctx context.Context, versionID, eventID int64) (Final, error) {
	var found []struct {
		Final
		Size   int
		Frozen []byte
	}
	err := s.Store.Read(ctx).Raw("SELECT v.file_name AS name, f.bytes AS pdf, f.evidence, f.sha256, f.size, v.bytes AS frozen FROM document_finals f CROSS JOIN document_versions v ON v.id = f.version_id WHERE f.version_id = ? AND f.event_id = ?", versionID, eventID).Scan(&found).Error
	if err != nil {
		return Final{}, fmt.Errorf("read signed file: %w", err)
	}
	if len(found) == 0 {
		return Final{}, nil
	}
	file := found[0]
	if len(file.PDF) < file.Size {
		file.PDF = slices.Concat(file.Frozen, file.PDF)
	}
	return file.Final, nil
}

// seal makes the signed file and the evidence of a version, with what happened
// up to an event, and returns it with the bytes that were shown.
func (s *Service) seal(ctx context.Context, versionID, eventID int64) (made Final, shown []byte, err error) {
	file, frozen, err := s.evidence(ctx, versionID, eventID)
	if err != nil {
		return Final{}, nil, err
	}
	signer, err := s.Seals.Signer(ctx)
	if err != nil {
		return Final{}, nil, err
	}
	now := s.Store.Now().Time
	verify := ""
	if file.Site.Address != "" {
		verify = file.Site.Address + "/verify"
	}
	pages, err := evidence.Pages(file, verify, now)
	if err != nil {
		return Final{}, nil, err
	}
	joined, err := pdf.Join(frozen.Bytes, pages)
	if err != nil {
		return Final{}, nil, err
	}
	sealed, err := pdf.Sign(joined, signer, pdf.Signing{Name: file.Site.Name, Reason: file.Reason(), Location: file.Site.Address, At: now})
	if err != nil {
		return Final{}, nil, err
	}
	file.Document.FinalSHA256, file.Document.FinalSize = evidence.Hash(sealed), len(sealed)
	proof, err := evidence.Seal(file, signer, now)
	if err != nil {
		return Final{}, nil, err
	}
	return Final{Name: frozen.Name, PDF: sealed, Evidence: proof, SHA256: file.Document.FinalSHA256}, frozen.Bytes, nil
}

// evidence gathers what the evidence file of a version says, up to an event.
func (s *Service) evidence(ctx context.Context, versionID, eventID int64) (evidence.File, PDF, error) {
	var found []held
	err := s.Store.Read(ctx).Raw("SELECT "+heldColumns+` FROM document_versions v CROSS JOIN documents d ON d.id = v.document_id CROSS JOIN contracts c ON c.id = d.contract_id CROSS JOIN organizations o ON o.id = d.organization_id
		WHERE v.id = ?`, versionID).Scan(&found).Error
	if err != nil {
		return evidence.File{}, PDF{}, fmt.Errorf("read document: %w", err)
	}
	if len(found) == 0 {
		return evidence.File{}, PDF{}, errNoDocument
	}
	of := found[0]
	frozen, err := s.frozen(ctx, versionID)
	if err != nil {
		return evidence.File{}, PDF{}, err
	}
	general, err := s.Settings.General(ctx)
	if err != nil {
		return evidence.File{}, PDF{}, err
	}
	base, err := s.Settings.PublicBase(ctx)
	if err != nil {
		return evidence.File{}, PDF{}, err
	}
	file := evidence.File{
		Format:   evidence.Format,
		Site:     evidence.Site{Name: general.SiteName, Address: base},
		Contract: evidence.Contract{Name: of.ContractName, Number: of.ContractNumber, Organization: of.Organization},
		Document: evidence.Document{Title: of.VersionTitle, Version: of.Number, FrozenAt: of.VersionSentAt.Time, ShownSHA256: of.SHA256, ShownSize: len(frozen.Bytes)},
	}
	events, err := s.eventsUntil(ctx, versionID, eventID)
	if err != nil {
		return evidence.File{}, PDF{}, err
	}
	for _, one := range events {
		file.Events = append(file.Events, one.proof(of.Organization, general.SiteName))
	}
	later, err := s.superseded(ctx, versionID, eventID, general.SiteName)
	if err != nil {
		return evidence.File{}, PDF{}, err
	}
	if later != nil {
		file.Events = append(file.Events, *later)
	}
	file.Signatures = signaturesOf(events, of.Organization, general.SiteName, later != nil)
	return file, frozen, nil
}

// proof is an event as the evidence file has it.
func (e Event) proof(organization, site string) evidence.Event {
	out := evidence.Event{
		Kind: string(e.Kind), At: e.At.Time, Who: e.person(organization, site), Authentication: meansInWords(e.Means), Address: e.Address, Browser: e.Browser,
		ConsentText: e.ConsentText, ConsentVersion: e.ConsentVersion, TypedName: e.TypedName, ShownSHA256: e.ShownSHA256, Reason: e.Reason,
	}
	return out
}

// person is who acted, as outsiders are told: for the administrator the site
// stands. The name of the machine's user, which the audit log has, is nothing to
// them.
func (e Event) person(organization, site string) evidence.Person {
	if e.UserID == nil {
		return evidence.Person{Name: site, Account: evidence.Administrator}
	}
	return evidence.Person{Name: e.Name, Account: e.Account, Organization: organization, OrganizationalRole: strings.Join(e.OrganizationalRoles, ", "), AccountRole: strings.Join(e.AccountRoles, ", ")}
}

func meansInWords(means string) string {
	switch means {
	case BySession:
		return "signed in earlier"
	case ByPassword:
		return "Email or Login and password, entered again for this"
	case ByPasswordAndCode:
		return "Email or Login, password and one-time code, entered again for this"
	case AtDesk:
		return "at the administrator's desk"
	}
	return means
}

// signaturesOf reads the signatures of a version out of its events: a withdrawal
// by a person is of their last signature. All of a version that a later one
// came after read Document Changed.
func signaturesOf(events []Event, organization, site string, isChanged bool) []evidence.Signature {
	signatures := []evidence.Signature{}
	last := map[string]int{}
	for _, one := range events {
		if one.UserID == nil {
			continue
		}
		user := strconv.FormatInt(*one.UserID, 10)
		switch one.Kind {
		case WasSigned:
			status := evidence.Validated
			if isChanged {
				status = evidence.DocumentChanged
			}
			last[user] = len(signatures)
			signatures = append(signatures, evidence.Signature{
				Status: status, At: one.At.Time, Who: one.person(organization, site), TypedName: one.TypedName, Authentication: meansInWords(one.Means), Address: one.Address, Browser: one.Browser,
				ConsentText: one.ConsentText, ConsentVersion: one.ConsentVersion, ShownSHA256: one.ShownSHA256,
			})
		case WasWithdrawn:
			if at, signed := last[user]; signed {
				signatures[at].Status, signatures[at].WithdrawnAt, signatures[at].Reason = evidence.TakenBack, one.At.Time, one.Reason
			}
		}
	}
	return signatures
}
