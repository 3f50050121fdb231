package contracts

import (
	"context"
	"fmt"

	"portico/backend/access"
	"portico/backend/store"
)

// The readings of a signature (DOC-4).
const (
	Validated         = "validated"        // on the version in force
	DocumentChanged   = "document_changed" // on an earlier one
	SignatureWithdraw = "withdrawn"
)

// Reading is how a signature reads now.
func (s SignatureRow) Reading() string {
	switch {
	case !s.WithdrawnAt.IsZero():
		return SignatureWithdraw
	case s.Version == s.Newest:
		return Validated
	}
	return DocumentChanged
}

// SignatureRow is a signature with whose it is.
type SignatureRow struct {
	Signature
	Name   string // of the account
	Newest int    // number of the document's newest version
}

// Version is one version that was sent.
type Version struct {
	ID       int64
	Number   int
	Title    string
	FileName string
	Pages    int
	SHA256   string `gorm:"column:sha256"`
	Size     int64
	SentAt   store.Time
	SentBy   string
	IsSigned bool // there is a signature on it, also one that was withdrawn
}

// Versions returns the versions of a document, newest first.
func (s *Service) Versions(ctx context.Context, documentID int64) ([]Version, error) {
	versions := []Version{}
	err := s.Store.Read(ctx).Raw(`SELECT v.id, v.number, v.title, v.file_name, v.pages, v.sha256, v.size, v.sent_at, v.sent_by,
		EXISTS (SELECT 1 FROM signatures g WHERE g.document_id = v.document_id AND g.version = v.number) AS is_signed
		FROM document_versions v WHERE v.document_id = ? ORDER BY v.number DESC`, documentID).Scan(&versions).Error
	if err != nil {
		return nil, fmt.Errorf("list versions of document: %w", err)
	}
	return versions, nil
}

// Signatures returns the signatures on all versions of a document, newest
// version first, each in the order in which they were given.
func (s *Service) Signatures(ctx context.Context, documentID int64) ([]SignatureRow, error) {
	rows := []SignatureRow{}
	err := s.Store.Read(ctx).Raw(`SELECT g.*, `+personName+` AS name, d.version AS newest
		FROM signatures g CROSS JOIN users u ON u.id = g.user_id CROSS JOIN documents d ON d.id = g.document_id
		WHERE g.document_id = ? ORDER BY g.version DESC, g.signed_at, g.id`, documentID).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("list signatures of document: %w", err)
	}
	return rows, nil
}

// ViewQuery says which stretch of a signer's list is wanted.
type ViewQuery struct {
	Search string
	After  string
	Limit  int
}

// ViewRow is one line of a signer's list.
type ViewRow struct {
	ID             int64
	Title          string
	OrganizationID int64
	Organization   string
	Contract       string
	ContractNumber string
	State          State
	DueOn          string
	SentAt         store.Time
	Waits          bool // for this signer's signature
	Mine           bool // they have signed the version in force
}

// ListFor returns a stretch of the documents that a signer sees: first those
// that wait for them, then by when they were sent.
func (s *Service) ListFor(ctx context.Context, signer access.Signer, query ViewQuery) (store.Page[ViewRow], error) {
	condition, args := sees(signer)
	turn, turnArgs := waits(signer)
	if search := store.ParseSearch(query.Search); !search.IsEmpty() {
		words, values := search.Plain().Condition("d.search_key")
		inContract, more := search.Plain().Condition("c.search_key")
		condition, args = condition+" AND ("+words+" OR "+inContract+")", append(append(args, values...), more...)
	}
	inner := `SELECT d.id, v.title, d.organization_id, o.name AS organization, c.name AS contract, c.number AS contract_number, d.state, d.due_on, v.sent_at, (` + turn + `) AS waits,
		EXISTS (SELECT 1 FROM signatures m WHERE m.version_id = v.id AND m.user_id = ? AND m.withdrawn_at IS NULL) AS mine` + heldTables + "d.version WHERE " + condition
	all := append(append(append([]any{}, turnArgs...), signer.UserID()), args...)
	var count int
	if err := s.Store.Read(ctx).Raw("SELECT COUNT(*) FROM (SELECT 1"+heldTables+"d.version WHERE "+condition+" LIMIT ?)", append(append([]any{}, args...), store.CountLimit+1)...).Scan(&count).Error; err != nil {
		return store.Page[ViewRow]{}, fmt.Errorf("count documents: %w", err)
	}
	after := ""
	if query.After != "" {
		var waiting bool
		var at, id int64
		if err := store.ParseCursor(query.After, &waiting, &at, &id); err != nil {
			return store.Page[ViewRow]{}, err
		}
		after, all = " WHERE (waits, sent_at, id) < (?, ?, ?)", append(all, waiting, at, id)
	}
	limit := store.Limit(query.Limit)
	var rows []ViewRow
	if err := s.Store.Read(ctx).Raw("SELECT * FROM ("+inner+")"+after+" ORDER BY waits DESC, sent_at DESC, id DESC LIMIT ?", append(all, limit+1)...).Scan(&rows).Error; err != nil {
		return store.Page[ViewRow]{}, fmt.Errorf("list documents: %w", err)
	}
	page := store.Cut(rows, limit, func(r ViewRow) string { return store.Cursor(r.Waits, r.SentAt.UnixMilli(), r.ID) })
	page.Count = count
	return page, nil
}

// View is a document as a signer sees it.
type View struct {
	ViewRow
	Number        int // of the newest version
	FileName      string
	Pages         int
	SHA256        string
	IsSignable    bool
	Versions      []Version
	Signatures    []SignatureRow
	WithdrawUntil store.Time // of their own signature; zero where it can't be withdrawn
}

// View returns a document that a signer sees. What they don't see answers as a
// missing one (SEC-33, SEC-34).
func (s *Service) View(ctx context.Context, signer access.Signer, id int64) (View, error) {
	found, err := s.held(ctx, signer, id, 0)
	if err != nil {
		return View{}, err
	}
	view := View{
		ViewRow: ViewRow{ID: found.ID, Title: found.VersionTitle, OrganizationID: found.OrganizationID, Organization: found.Organization, Contract: found.ContractName, ContractNumber: found.ContractNumber,
			State: found.State, DueOn: found.DueOn, SentAt: found.VersionSentAt},
		Number: found.Number, FileName: found.FileName, Pages: found.Pages, SHA256: found.SHA256, IsSignable: found.IsSignable,
	}
	turn, args := waits(signer)
	if err := s.Store.Read(ctx).Raw("SELECT EXISTS (SELECT 1 FROM documents d CROSS JOIN document_versions v ON v.document_id = d.id AND v.number = d.version WHERE d.id = ? AND "+turn+")", append([]any{id}, args...)...).Scan(&view.Waits).Error; err != nil {
		return View{}, fmt.Errorf("look whose turn it is: %w", err)
	}
	if view.Versions, err = s.Versions(ctx, id); err != nil {
		return View{}, err
	}
	if view.Signatures, err = s.Signatures(ctx, id); err != nil {
		return View{}, err
	}
	for _, one := range view.Signatures {
		view.Mine = view.Mine || one.UserID == signer.UserID() && one.Reading() == Validated
	}
	_, view.WithdrawUntil, err = s.withdrawable(ctx, signer, found)
	return view, err
}

// OwnRow is one of a person's own signatures.
type OwnRow struct {
	SignatureRow
	Title        string // of the version that was signed
	Organization string
	SeesDocument bool // they still see the document, not their own version alone
}

// OwnSignatures returns a stretch of a person's own signatures, newest first, of
// the organizations that they are affiliated with: also those on documents whose
// later versions are limited to others. It needs the right See own signatures.
func (s *Service) OwnSignatures(ctx context.Context, signer access.Signer, after string) (store.Page[OwnRow], error) {
	shown, shownArgs := sees(signer)
	condition, args := isTied(signer)
	if !signer.Has(access.SeeOwnSignatures) {
		condition, args = "1 = 0", nil
	}
	condition, args = "g.user_id = ? AND "+condition, append([]any{signer.UserID()}, args...)
	if after != "" {
		var at, id int64
		if err := store.ParseCursor(after, &at, &id); err != nil {
			return store.Page[OwnRow]{}, err
		}
		condition, args = condition+" AND (g.signed_at, g.id) < (?, ?)", append(args, at, id)
	}
	limit := store.Limit(0)
	var rows []OwnRow
	err := s.Store.Read(ctx).Raw(`SELECT g.*, d.version AS newest, v.title, o.name AS organization, (`+shown+`) AS sees_document
		FROM signatures g CROSS JOIN documents d ON d.id = g.document_id CROSS JOIN contracts c ON c.id = d.contract_id CROSS JOIN organizations o ON o.id = d.organization_id
		CROSS JOIN document_versions v ON v.id = g.version_id WHERE `+condition+" ORDER BY g.signed_at DESC, g.id DESC LIMIT ?", append(append(shownArgs, args...), limit+1)...).Scan(&rows).Error
	if err != nil {
		return store.Page[OwnRow]{}, fmt.Errorf("list own signatures: %w", err)
	}
	return store.Cut(rows, limit, func(r OwnRow) string { return store.Cursor(r.SignedAt.UnixMilli(), r.ID) }), nil
}
