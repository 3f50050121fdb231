package bindings

import (
	"context"
	"strings"

	"portico/backend"
	"portico/backend/contracts"
)

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
