package contracts

import (
	"context"
	"fmt"
)

// Copy copies contracts with their documents and who must sign them, as drafts.
// Nothing of what was sent or signed comes along, nor the number, which belongs
// to one contract. organizationID gives the copies another organization; 0
// keeps each its own. It returns the copies in the order of ids.
func (s *Service) Copy(ctx context.Context, ids []int64, organizationID int64) ([]Contract, error) {
	copies := []Contract{}
	err := s.Store.InTx(ctx, func(ctx context.Context) error {
		for _, id := range ids {
			from, err := s.Find(ctx, id)
			if err != nil {
				return err
			}
			input := Input{OrganizationID: from.OrganizationID, Name: copyName(from.Name), Category: from.Category, Subcategory: from.Subcategory, BeginsOn: from.BeginsOn, EndsOn: from.EndsOn, Notes: from.Notes}
			if organizationID != 0 {
				input.OrganizationID, input.Name = organizationID, from.Name
			}
			to, err := s.Create(ctx, input)
			if err != nil {
				return err
			}
			if err := s.copyDocuments(ctx, from, to); err != nil {
				return err
			}
			copies = append(copies, to)
		}
		return nil
	})
	return copies, err
}

func copyName(name string) string {
	const ending = " (copy)"
	if runes := []rune(name); len(runes)+len(ending) > MaxName {
		name = string(runes[:MaxName-len(ending)])
	}
	return name + ending
}

// copyDocuments copies what is being written, else what was sent, of each
// document. People named for another organization don't come along.
func (s *Service) copyDocuments(ctx context.Context, from, to Contract) error {
	var documents []Document
	if err := s.Store.Read(ctx).Where("contract_id = ?", from.ID).Order("id").Find(&documents).Error; err != nil {
		return fmt.Errorf("copy documents: %w", err)
	}
	for _, one := range documents {
		version := 0
		if !one.IsWritten() {
			version = one.Version
		}
		signers, err := s.Signers(ctx, one.ID, version)
		if err != nil {
			return err
		}
		limits, err := s.Limits(ctx, one.ID)
		if err != nil {
			return err
		}
		if from.OrganizationID != to.OrganizationID {
			signers, limits = rolesOnly(signers), limitsToRoles(limits)
		}
		made, err := s.CreateDocument(ctx, to.ID, DocumentInput{Title: one.Title, Kind: one.Kind, Body: one.Body, IsSignable: one.Next.IsSignable, Signers: signers, InOrder: one.Next.InOrder, Limits: limits})
		if err != nil {
			return err
		}
		if one.Kind != File {
			continue
		}
		where := "document_drafts WHERE document_id = ?"
		args := []any{made.ID, one.ID}
		if version > 0 {
			where, args = "document_versions WHERE document_id = ? AND number = ?", append(args, version)
		}
		err = s.Store.Write(ctx).Exec("INSERT INTO document_drafts (document_id, file_name, pages, sha256, size, bytes) SELECT ?, file_name, pages, sha256, size, bytes FROM "+where, args...).Error
		if err != nil {
			return fmt.Errorf("copy file of document: %w", err)
		}
	}
	return nil
}

func rolesOnly(signers []Signer) []Signer {
	kept := []Signer{}
	for _, one := range signers {
		if one.Kind != Person {
			kept = append(kept, one)
		}
	}
	return kept
}

func limitsToRoles(limits []Limit) []Limit {
	kept := []Limit{}
	for _, one := range limits {
		if one.RoleID != 0 {
			kept = append(kept, one)
		}
	}
	return kept
}
