package bindings

import (
	"context"

	"portico/backend/contracts"
)

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
