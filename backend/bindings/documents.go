package bindings

import (
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"portico/backend"
	"portico/backend/contracts"
	"portico/backend/fault"
)

// DocumentQuery says which stretch of the list of documents is wanted.
type DocumentQuery struct {
	Search         string `json:"search"`
	State          string `json:"state"` // "draft", "sent", "completed", "declined", "withdrawn", "to_read", "overdue", "stuck", ""
	ContractID     int64  `json:"contractId"`
	OrganizationID int64  `json:"organizationId"` // at or below
	WaitsFor       int64  `json:"waitsFor"`       // a person's id
	After          string `json:"after"`
	Limit          int    `json:"limit"`
}

func (q DocumentQuery) service() contracts.DocumentQuery {
	wanted := contracts.DocumentQuery{Search: q.Search, State: contracts.State(q.State), ContractID: q.ContractID, OrganizationID: q.OrganizationID, WaitsFor: q.WaitsFor, After: q.After, Limit: q.Limit}
	switch q.State {
	case "overdue":
		wanted.State, wanted.Overdue = "", true
	case "stuck":
		wanted.State, wanted.IsStuck = "", true
	}
	return wanted
}

// DocumentRow is one line of the list.
type DocumentRow struct {
	ID             int64    `json:"id"`
	Title          string   `json:"title"`
	ContractID     int64    `json:"contractId"`
	Contract       string   `json:"contract"`
	OrganizationID int64    `json:"organizationId"`
	Organization   string   `json:"organization"`
	State          string   `json:"state"`
	Version        int      `json:"version"` // 0 before the first
	Correcting     bool     `json:"correcting"`
	Signable       bool     `json:"signable"`
	Limited        bool     `json:"limited"`
	Signed         int      `json:"signed"`
	Needed         int      `json:"needed"`
	WaitsFor       []string `json:"waitsFor"`
	WaitsForMore   int      `json:"waitsForMore"`
	DueOn          string   `json:"dueOn"`
	Overdue        bool     `json:"overdue"`
	SentAt         string   `json:"sentAt"`
	CompletedAt    string   `json:"completedAt"`
}

// DocumentPage is a stretch of the list, newest first.
type DocumentPage struct {
	Items []DocumentRow `json:"items"`
	Next  string        `json:"next"`
	Count int           `json:"count"`
}

// DocumentSigner is one line of who must sign.
type DocumentSigner struct {
	Kind   string `json:"kind"` // "person", "role", "anyone"
	UserID int64  `json:"userId"`
	RoleID int64  `json:"roleId"`
	Needed int    `json:"needed"`
	Signed int    `json:"signed"`
	IsTurn bool   `json:"isTurn"`
	Name   string `json:"name"`
}

// DocumentLimit is a person or role that a document is for.
type DocumentLimit struct {
	UserID int64  `json:"userId"`
	RoleID int64  `json:"roleId"`
	Name   string `json:"name"`
}

// DocumentInput is what the form of a document sends.
type DocumentInput struct {
	Title      string           `json:"title"`
	Kind       string           `json:"kind"` // "file", "text"
	Body       string           `json:"body"`
	Signable   bool             `json:"signable"`
	Signers    []DocumentSigner `json:"signers"`
	InOrder    bool             `json:"inOrder"`
	Limits     []DocumentLimit  `json:"limits"`
	DueOn      string           `json:"dueOn"`
	RemindDays int              `json:"remindDays"`
	Seen       int64            `json:"seen"`
}

func (in DocumentInput) service() contracts.DocumentInput {
	return contracts.DocumentInput{
		Title: in.Title, Kind: contracts.Kind(in.Kind), Body: in.Body, IsSignable: in.Signable, InOrder: in.InOrder, DueOn: in.DueOn, RemindDays: in.RemindDays, Seen: seen(in.Seen),
		Signers: each(in.Signers, func(one DocumentSigner) contracts.Signer {
			return contracts.Signer{Kind: contracts.SignerKind(one.Kind), UserID: one.UserID, RoleID: one.RoleID, Needed: one.Needed}
		}),
		Limits: each(in.Limits, func(one DocumentLimit) contracts.Limit {
			return contracts.Limit{UserID: one.UserID, RoleID: one.RoleID}
		}),
	}
}

// DocumentVersion is one version that was sent.
type DocumentVersion struct {
	Number   int    `json:"number"`
	Title    string `json:"title"`
	FileName string `json:"fileName"`
	Pages    int    `json:"pages"`
	SHA256   string `json:"sha256"`
	SentAt   string `json:"sentAt"`
	SentBy   string `json:"sentBy"`
	Signed   bool   `json:"signed"`
}

// DocumentSignature is a signature with how it reads now.
type DocumentSignature struct {
	Name        string `json:"name"`
	TypedName   string `json:"typedName"`
	Version     int    `json:"version"`
	Reading     string `json:"reading"` // "validated", "document_changed", "withdrawn"
	SignedAt    string `json:"signedAt"`
	WithdrawnAt string `json:"withdrawnAt"`
	Reason      string `json:"reason"`
}

// DocumentEvent is one thing that happened.
type DocumentEvent struct {
	Kind    string `json:"kind"`
	At      string `json:"at"`
	Name    string `json:"name"`
	Account string `json:"account"`
	Roles   string `json:"roles"`
	Address string `json:"address"`
	Browser string `json:"browser"`
	Reason  string `json:"reason"`
	Means   string `json:"means"`
}

// DocumentDetail is one document with all that its page shows.
type DocumentDetail struct {
	Row        DocumentRow         `json:"row"`
	Input      DocumentInput       `json:"input"` // of what is being written, else of what was sent
	IsWritten  bool                `json:"isWritten"`
	FileName   string              `json:"fileName"` // of the PDF that was uploaded, "" for none
	FilePages  int                 `json:"filePages"`
	Versions   []DocumentVersion   `json:"versions"`
	Signatures []DocumentSignature `json:"signatures"`
	Events     []DocumentEvent     `json:"events"`
	InForce    []DocumentSigner    `json:"inForce"`   // who must sign the newest version
	Obstacles  []DocumentObstacle  `json:"obstacles"` // to its being signed, while it is written
}

// DocumentObstacle is why a document would not be signed.
type DocumentObstacle struct {
	Refuses bool   `json:"refuses"` // sending
	Detail  string `json:"detail"`
	Button  string `json:"button"` // what mends it, "" for nothing elsewhere
	To      string `json:"to"`     // the interface's address of it
}

// DocumentPreview is a PDF to look at.
type DocumentPreview struct {
	Name    string   `json:"name"`
	Data    string   `json:"data"`    // base64
	Missing []string `json:"missing"` // reserved words without a value
	Lost    []string `json:"lost"`    // characters that can't be printed
}

// DocumentReminders says what came of reminding.
type DocumentReminders struct {
	Sent      int `json:"sent"`
	Quiet     int `json:"quiet"`
	NoAddress int `json:"noAddress"`
	Nobody    int `json:"nobody"`
}

// DocumentsSent says what came of sending many.
type DocumentsSent struct {
	Sent int       `json:"sent"`
	Kept []LeftOut `json:"kept"`
}

// SigningPerson is one line of the overview by signer.
type SigningPerson struct {
	ID           int64  `json:"id"`
	Name         string `json:"name"`
	Email        string `json:"email"`
	Waiting      int    `json:"waiting"`
	Signed       int    `json:"signed"`
	LastSignedAt string `json:"lastSignedAt"`
}

// SigningPersonQuery says which stretch of the overview by signer is wanted.
type SigningPersonQuery struct {
	Search string `json:"search"`
	ID     int64  `json:"id"` // this one alone; 0 for all
	After  string `json:"after"`
	Limit  int    `json:"limit"`
}

// SigningPersonPage is a stretch of the overview by signer: whoever is waited
// for first, then by name.
type SigningPersonPage struct {
	Items []SigningPerson `json:"items"`
	Next  string          `json:"next"`
	Count int             `json:"count"`
}

// Documents returns a stretch of the documents of all contracts, newest first.
func (c *Contracts) Documents(query DocumentQuery) (DocumentPage, error) {
	ctx, b, err := c.enter()
	if err != nil {
		return DocumentPage{}, err
	}
	page, err := b.Contracts.Documents(ctx, query.service())
	return DocumentPage{Items: each(page.Items, documentRow), Next: page.Next, Count: page.Count}, err
}

func documentRow(row contracts.DocumentRow) DocumentRow {
	return DocumentRow{
		ID: row.ID, Title: row.Title, ContractID: row.ContractID, Contract: row.Contract, OrganizationID: row.OrganizationID, Organization: row.Organization, State: string(row.State),
		Version: row.Version, Correcting: row.IsCorrecting, Signable: row.IsSignable, Limited: row.IsLimited, Signed: row.Signed, Needed: row.Needed, WaitsFor: row.WaitsFor, WaitsForMore: row.WaitsForMore,
		DueOn: row.DueOn, Overdue: row.IsOverdue, SentAt: row.SentAt.RFC3339(), CompletedAt: row.CompletedAt.RFC3339(),
	}
}

// People returns a stretch of who has something to sign or has signed.
func (c *Contracts) People(query SigningPersonQuery) (SigningPersonPage, error) {
	ctx, b, err := c.enter()
	if err != nil {
		return SigningPersonPage{}, err
	}
	page, err := b.Contracts.People(ctx, contracts.PersonQuery{Search: query.Search, UserID: query.ID, After: query.After, Limit: query.Limit})
	return SigningPersonPage{Next: page.Next, Count: page.Count, Items: each(page.Items, func(row contracts.PersonRow) SigningPerson {
		return SigningPerson{ID: row.UserID, Name: row.Name, Email: row.Email, Waiting: row.Waiting, Signed: row.Signed, LastSignedAt: row.LastSignedAt.RFC3339()}
	})}, err
}

// Document returns one document.
func (c *Contracts) Document(id int64) (DocumentDetail, error) {
	ctx, b, err := c.enter()
	if err != nil {
		return DocumentDetail{}, err
	}
	row, err := b.Contracts.DocumentRow(ctx, id)
	if err != nil {
		return DocumentDetail{}, err
	}
	detail := DocumentDetail{Row: documentRow(row), IsWritten: row.IsWritten()}
	version := row.Version
	if row.IsWritten() {
		version = 0
	}
	signers, err := b.Contracts.Signers(ctx, id, version)
	if err != nil {
		return detail, err
	}
	limits, err := b.Contracts.Limits(ctx, id)
	if err != nil {
		return detail, err
	}
	detail.Input = DocumentInput{
		Title: row.Title, Kind: string(row.Kind), Body: row.Body, Signable: row.Next.IsSignable, Signers: each(signers, documentSigner), InOrder: row.Next.InOrder, DueOn: row.Next.DueOn, RemindDays: row.Next.RemindDays,
		Limits: each(limits, func(one contracts.Limit) DocumentLimit { return DocumentLimit(one) }), Seen: row.UpdatedAt.UnixMilli(),
	}
	obstacles, err := b.Contracts.Obstacles(ctx, id)
	if err != nil {
		return detail, err
	}
	detail.Obstacles = each(obstacles, func(one contracts.Obstacle) DocumentObstacle {
		return DocumentObstacle{Refuses: one.IsFinal, Detail: one.Detail, Button: one.Button, To: one.To}
	})
	file, there, err := b.Contracts.Draft(ctx, id)
	if err != nil {
		return detail, err
	}
	if there {
		detail.FileName, detail.FilePages = file.FileName, file.Pages
	}
	return detail, c.addHistory(ctx, b, &detail, row)
}

func documentSigner(one contracts.Signer) DocumentSigner {
	return DocumentSigner{Kind: string(one.Kind), UserID: one.UserID, RoleID: one.RoleID, Needed: one.Needed, Signed: one.Signed, IsTurn: one.IsOpen, Name: one.Name}
}

// addHistory adds what was sent, signed and done.
func (c *Contracts) addHistory(ctx context.Context, b *backend.Backend, detail *DocumentDetail, row contracts.DocumentRow) error {
	versions, err := b.Contracts.Versions(ctx, row.ID)
	if err != nil {
		return err
	}
	detail.Versions = each(versions, func(v contracts.Version) DocumentVersion {
		return DocumentVersion{Number: v.Number, Title: v.Title, FileName: v.FileName, Pages: v.Pages, SHA256: v.SHA256, SentAt: v.SentAt.RFC3339(), SentBy: v.SentBy, Signed: v.IsSigned}
	})
	signatures, err := b.Contracts.Signatures(ctx, row.ID)
	if err != nil {
		return err
	}
	detail.Signatures = each(signatures, func(s contracts.SignatureRow) DocumentSignature {
		return DocumentSignature{Name: s.Name, TypedName: s.TypedName, Version: s.Version, Reading: s.Reading(), SignedAt: s.SignedAt.RFC3339(), WithdrawnAt: s.WithdrawnAt.RFC3339(), Reason: s.Reason}
	})
	events, err := b.Contracts.Events(ctx, row.ID)
	if err != nil {
		return err
	}
	detail.Events = each(events, func(e contracts.Event) DocumentEvent {
		return DocumentEvent{Kind: string(e.Kind), At: e.At.RFC3339(), Name: e.Name, Account: e.Account, Roles: strings.Join(e.OrganizationalRoles, ", "), Address: e.Address, Browser: e.Browser, Reason: e.Reason, Means: e.Means}
	})
	inForce, err := b.Contracts.Signers(ctx, row.ID, row.Version)
	detail.InForce = each(inForce, documentSigner)
	return err
}

// CreateDocument adds a document to a contract.
func (c *Contracts) CreateDocument(contractID int64, input DocumentInput) (DocumentDetail, error) {
	ctx, b, err := c.enter()
	if err != nil {
		return DocumentDetail{}, err
	}
	made, err := b.Contracts.CreateDocument(ctx, contractID, input.service())
	if err != nil {
		return DocumentDetail{}, err
	}
	return c.Document(made.ID)
}

// changed runs a change of one document and returns it as it stands then.
func (c *Contracts) changed(id int64, work func(context.Context, *contracts.Service) error) (DocumentDetail, error) {
	ctx, b, err := c.enter()
	if err != nil {
		return DocumentDetail{}, err
	}
	if err := work(ctx, b.Contracts); err != nil {
		return DocumentDetail{}, err
	}
	return c.Document(id)
}

// SaveDocument changes a document.
func (c *Contracts) SaveDocument(id int64, input DocumentInput) (DocumentDetail, error) {
	return c.changed(id, func(ctx context.Context, s *contracts.Service) error {
		_, err := s.UpdateDocument(ctx, id, input.service())
		return err
	})
}

// DeleteDocument removes a document that was never sent.
func (c *Contracts) DeleteDocument(id int64) error {
	ctx, b, err := c.enter()
	if err != nil {
		return err
	}
	return b.Contracts.DeleteDocument(ctx, id)
}

// Upload puts a chosen PDF into a document.
func (c *Contracts) Upload(id int64, token string) (DocumentDetail, error) {
	path, name, err := c.core.chosen(token)
	if err != nil {
		return DocumentDetail{}, err
	}
	defer c.core.discard(token)
	file, err := os.Open(path) //nolint:gosec // the person chose it
	if err != nil {
		return DocumentDetail{}, fault.New(fault.Invalid, fmt.Sprintf("%s can't be read. Choose a file that is there and that you may open.", name))
	}
	defer func() { _ = file.Close() }()
	content, err := io.ReadAll(io.LimitReader(file, contracts.MaxFile+1))
	if err != nil {
		return DocumentDetail{}, fmt.Errorf("read PDF: %w", err)
	}
	return c.changed(id, func(ctx context.Context, s *contracts.Service) error {
		_, err := s.Upload(ctx, id, name, content)
		return err
	})
}

// Send freezes a document and writes to those whose turn it is.
func (c *Contracts) Send(id int64) (DocumentDetail, error) {
	return c.changed(id, func(ctx context.Context, s *contracts.Service) error { _, err := s.Send(ctx, id); return err })
}

// SendMany sends documents, and says what kept the others.
func (c *Contracts) SendMany(ids []int64) (DocumentsSent, error) {
	ctx, b, err := c.enter()
	if err != nil {
		return DocumentsSent{}, err
	}
	sent, kept, err := b.Contracts.SendMany(ctx, ids)
	outcome := DocumentsSent{Sent: sent, Kept: []LeftOut{}}
	for _, id := range slices.Sorted(maps.Keys(kept)) {
		d, err := b.Contracts.Document(ctx, id)
		if fault.Is(err, fault.NotFound) { // what was sent is still to be said
			d.Title = fmt.Sprintf("Document %d", id)
		} else if err != nil {
			return outcome, err
		}
		outcome.Kept = append(outcome.Kept, LeftOut{ID: id, Name: d.Title, Reason: kept[id]})
	}
	return outcome, err
}

// Correct begins a new version of a document that was sent.
func (c *Contracts) Correct(id int64) (DocumentDetail, error) {
	return c.changed(id, func(ctx context.Context, s *contracts.Service) error { _, err := s.Correct(ctx, id); return err })
}

// Discard gives a correction up.
func (c *Contracts) Discard(id int64) (DocumentDetail, error) {
	return c.changed(id, func(ctx context.Context, s *contracts.Service) error { _, err := s.Discard(ctx, id); return err })
}

// Withdraw takes a document back, with a reason.
func (c *Contracts) Withdraw(id int64, reason string) (DocumentDetail, error) {
	return c.changed(id, func(ctx context.Context, s *contracts.Service) error {
		_, err := s.Withdraw(ctx, id, reason)
		return err
	})
}

// Remind writes to those whose turn it is, of these documents; of none, of all
// that wait.
func (c *Contracts) Remind(ids []int64) (DocumentReminders, error) {
	ctx, b, err := c.enter()
	if err != nil {
		return DocumentReminders{}, err
	}
	done, err := b.Contracts.Remind(ctx, ids)
	return DocumentReminders(done), err
}

// Preview returns the PDF of a document as it would be sent now.
func (c *Contracts) Preview(id int64) (DocumentPreview, error) {
	ctx, b, err := c.enter()
	if err != nil {
		return DocumentPreview{}, err
	}
	made, err := b.Contracts.Preview(ctx, id)
	return preview(made), err
}

func preview(made contracts.Preview) DocumentPreview {
	return DocumentPreview{Name: made.Name, Data: base64.StdEncoding.EncodeToString(made.Bytes), Missing: append([]string{}, made.Missing...), Lost: append([]string{}, made.Lost...)}
}

// SaveFile asks where to save a file of a version and writes it: "sent" what was
// frozen, "signed" the signed PDF, "evidence" its proof.
func (c *Contracts) SaveFile(id int64, version int, kind string) (TaskState, error) {
	ctx, b, err := c.enter()
	if err != nil {
		return TaskState{}, err
	}
	var name string
	var data []byte
	switch kind {
	case "sent":
		file, err := b.Contracts.VersionFile(ctx, id, version)
		if err != nil {
			return TaskState{}, err
		}
		name, data = file.Name, file.Bytes
	case "signed", "evidence":
		final, err := b.Contracts.FinalOf(ctx, id, version)
		if err != nil {
			return TaskState{}, err
		}
		name, data = final.SignedName(), final.PDF
		if kind == "evidence" {
			name, data = final.EvidenceName(), final.Evidence
		}
	default:
		return TaskState{}, fault.New(fault.Invalid, "There is no such kind of file.")
	}
	return c.core.save("Writing the file", name, func(context.Context, *backend.Backend, *Progress) (func(io.Writer) error, error) {
		return func(out io.Writer) error { _, err := out.Write(data); return err }, nil
	})
}

// ExportDocuments asks where to save the documents of a query and writes them.
func (c *Contracts) ExportDocuments(query DocumentQuery, format string) (TaskState, error) {
	return c.core.save("Writing the documents", "documents."+format, func(ctx context.Context, b *backend.Backend, _ *Progress) (func(io.Writer) error, error) {
		kind, err := sheetFormat(format)
		return func(out io.Writer) error { return b.Contracts.ExportDocuments(ctx, query.service(), out, kind) }, err
	})
}
