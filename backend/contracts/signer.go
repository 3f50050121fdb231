package contracts

import (
	"context"
	"fmt"
	"slices"

	"portico/backend/store"
)

// SignerKind says who a line of those who must sign is.
type SignerKind string

// The kinds of lines.
const (
	Person SignerKind = "person" // one person
	Role   SignerKind = "role"   // so many with an organizational role
	Anyone SignerKind = "anyone" // so many of those who may sign for the organization
)

// Signer is one line of who must sign a document. Whoever signs needs the right
// to sign and a management role in the organization besides (DOC-5).
type Signer struct {
	ID     int64
	Kind   SignerKind
	UserID int64 // of a Person
	RoleID int64 // of a Role
	Needed int   // signatures
	Signed int   // of them, those that are there
	IsOpen bool  // it is the turn of this line
	Name   string
}

func (s *Signer) validate() string {
	s.ID, s.Signed, s.IsOpen = 0, 0, false
	switch s.Kind {
	case Person:
		s.RoleID, s.Needed = 0, 1
		if s.UserID == 0 {
			return "Choose who must sign."
		}
	case Role:
		s.UserID = 0
		if s.RoleID == 0 {
			return "Choose the organizational role that must sign."
		}
	case Anyone:
		s.UserID, s.RoleID = 0, 0
	default:
		return "Choose a person, a role or anyone who may sign."
	}
	if s.Needed == 0 {
		s.Needed = 1
	}
	if s.Needed < 1 || s.Needed > MaxNeeded {
		return "Use a number of signatures from 1 to 50."
	}
	return ""
}

// isFull reports whether all signatures of the line are there.
func (s Signer) isFull() bool { return s.Signed >= s.Needed }

func sameSigners(a, b []Signer) bool {
	return slices.EqualFunc(a, b, func(x, y Signer) bool {
		return x.Kind == y.Kind && x.UserID == y.UserID && x.RoleID == y.RoleID && x.Needed == y.Needed
	})
}

// Signers returns who must sign a version, in their order, with their names;
// version 0 is what is being written.
func (s *Service) Signers(ctx context.Context, documentID int64, version int) ([]Signer, error) {
	signers := []Signer{}
	err := s.Store.Read(ctx).Raw(`SELECT r.id, r.kind, COALESCE(r.user_id, 0) AS user_id, COALESCE(r.role_id, 0) AS role_id, r.needed, r.signed, r.is_open, COALESCE(o.name, `+personName+`, '') AS name
		FROM document_signers r LEFT JOIN users u ON u.id = r.user_id LEFT JOIN organizational_roles o ON o.id = r.role_id
		WHERE r.document_id = ? AND r.version = ? ORDER BY r.position`, documentID, version).Scan(&signers).Error
	if err != nil {
		return nil, fmt.Errorf("read who must sign: %w", err)
	}
	return signers, nil
}

// saveSigners replaces who must sign what is being written.
func (s *Service) saveSigners(ctx context.Context, documentID int64, signers []Signer) error {
	db := s.Store.Write(ctx)
	if err := db.Exec("DELETE FROM document_signers WHERE document_id = ? AND version = 0", documentID).Error; err != nil {
		return fmt.Errorf("save who must sign: %w", err)
	}
	for i, one := range signers {
		err := db.Exec("INSERT INTO document_signers (document_id, version, position, kind, user_id, role_id, needed) VALUES (?, 0, ?, ?, NULLIF(?, 0), NULLIF(?, 0), ?)",
			documentID, i, one.Kind, one.UserID, one.RoleID, one.Needed).Error
		if err != nil {
			return fmt.Errorf("save who must sign: %w", err)
		}
	}
	return nil
}

// settleTurn says anew for which line each signature counts, whose turn it is
// and whether the document is completed, by the signatures on its newest
// version, in the transaction of what changed them.
func (s *Service) settleTurn(ctx context.Context, d *Document) error {
	signers, err := s.Signers(ctx, d.ID, d.Version)
	if err != nil {
		return err
	}
	before := slices.Clone(signers)
	open, err := s.assign(ctx, d, signers)
	if err != nil {
		return err
	}
	full := len(signers) > 0 && !slices.ContainsFunc(signers, func(one Signer) bool { return !one.isFull() })
	switch {
	case full && d.State == Sent && d.IsSignable:
		d.State, d.CompletedAt = Completed, s.Store.Now()
	case !full && d.State == Completed:
		d.State, d.CompletedAt = Sent, store.Time{}
	}
	if d.State != Sent || !d.IsSignable {
		open = make([]bool, len(signers))
	}
	for i, one := range signers {
		if before[i].IsOpen == open[i] && before[i].Signed == one.Signed {
			continue
		}
		if err := s.Store.Write(ctx).Exec("UPDATE document_signers SET signed = ?, is_open = ? WHERE id = ?", one.Signed, open[i], one.ID).Error; err != nil {
			return fmt.Errorf("note whose turn it is: %w", err)
		}
	}
	return nil
}

// RoleInUse returns which documents name an organizational role, in words, for
// the refusal to delete it.
func (s *Service) RoleInUse(ctx context.Context, roleID int64) ([]string, error) {
	var count int
	err := s.Store.Read(ctx).Raw(`SELECT COUNT(*) FROM (SELECT document_id FROM document_signers WHERE role_id = @id UNION SELECT document_id FROM document_limits WHERE role_id = @id LIMIT @most)`, map[string]any{"id": roleID, "most": store.CountLimit}).Scan(&count).Error
	switch {
	case err != nil:
		return nil, fmt.Errorf("count documents of role: %w", err)
	case count == 0:
		return nil, nil
	case count == 1:
		return []string{"1 document"}, nil
	}
	return []string{fmt.Sprintf("%d documents", count)}, nil
}
