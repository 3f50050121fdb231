package contracts

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"portico/backend/fault"
)

// CopyLimit is how many contracts are copied at once: each brings its files.
const CopyLimit = 500

// CopyInput says what is copied, and to where.
type CopyInput struct {
	IDs              []int64
	OrganizationID   int64 // whose the copies are; 0 keeps each its own
	WithoutDocuments bool
}

// Copy copies contracts as drafts, with their documents and who must sign them
// where that is wished. Nothing of what was sent or signed comes along, nor the
// number, which belongs to one contract. It returns the copies in the order of
// ids: all of them or none.
//
// It returns an Invalid fault for the field organizationId, a NotFound fault,
// or a Conflict fault that names the document that can't be copied.
func (s *Service) Copy(ctx context.Context, input CopyInput) ([]Contract, error) {
	copies := []Contract{}
	if len(input.IDs) > CopyLimit {
		return nil, fault.New(fault.Invalid, "At most "+thousands(CopyLimit)+" contracts can be copied at once. Choose fewer.")
	}
	err := s.Store.InTx(ctx, func(ctx context.Context) error {
		for _, id := range input.IDs {
			from, err := s.Find(ctx, id)
			if err != nil {
				return err
			}
			to, err := s.copy(ctx, from, input.OrganizationID)
			if err != nil {
				return err
			}
			if !input.WithoutDocuments {
				if err := s.copyDocuments(ctx, from, to); err != nil {
					return err
				}
			}
			copies = append(copies, to)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return copies, nil
}

// copy makes the copy of one contract. One for the same organization is named
// as a copy.
func (s *Service) copy(ctx context.Context, from Contract, organizationID int64) (Contract, error) {
	keeps := organizationID == 0 || organizationID == from.OrganizationID
	input := Input{OrganizationID: from.OrganizationID, Name: copyName(from.Name), Category: from.Category, Subcategory: from.Subcategory, BeginsOn: from.BeginsOn, EndsOn: from.EndsOn, Notes: from.Notes}
	if !keeps {
		input.OrganizationID, input.Name = organizationID, from.Name
	}
	to, err := s.Create(ctx, input)
	if said := fault.As(err); said != nil && organizationID == 0 && said.Fields["organizationId"] != "" {
		return to, oneField("organizationId", "The organization of “"+from.Name+"” is archived. Choose another one for the copies.")
	}
	return to, err
}

// oneField is an Invalid fault of one field.
func oneField(name, sentence string) error {
	var fields fault.Fields
	fields.Add(name, sentence)
	return fields.Err()
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
		if said := fault.As(err); said != nil && len(said.Fields) > 0 {
			return fault.New(fault.Conflict, "“"+one.Title+"” of “"+from.Name+"” can't be copied: "+firstOf(said.Fields))
		}
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

// firstOf returns the sentence of the first field by name.
func firstOf(fields map[string]string) string {
	return fields[slices.Min(slices.Collect(maps.Keys(fields)))]
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
