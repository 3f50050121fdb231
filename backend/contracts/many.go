package contracts

import (
	"context"
	"slices"

	"portico/backend/access"
	"portico/backend/fault"
)

// ManyLimit is how many contracts are made at once.
const ManyLimit = 10_000

// ManyInput says which contracts are made: one for each organization, with a
// document from a template.
type ManyInput struct {
	TemplateID      int64 // 0 for contracts without documents
	OrganizationIDs []int64
	Contract        Input // of each; its organization and number count for nothing
}

// CheckMany says what would keep CreateMany from its work: an Invalid fault for
// the fields of Create, for organizationId and for templateId.
func (s *Service) CheckMany(ctx context.Context, input ManyInput) error {
	input.Contract.Number = ""
	fields := input.Contract.validate()
	fields.Require(len(input.OrganizationIDs) > 0, "organizationId", "Choose at least one organization.")
	fields.Require(len(input.OrganizationIDs) <= ManyLimit, "organizationId", "At most "+thousands(ManyLimit)+" contracts can be made at once. Choose fewer organizations.")
	if input.TemplateID != 0 {
		_, err := s.Template(ctx, input.TemplateID)
		if err != nil && !fault.Is(err, fault.NotFound) {
			return err
		}
		fields.Require(err == nil, "templateId", "This template is gone. Choose another.")
	}
	return fields.Err()
}

// CreateMany makes a contract with a document from a template for each of these
// organizations, each once: all of them or none. It says how many are done.
// Their numbers stay empty. Its faults are those of CheckMany; it ends with the
// context's error soon after the context does.
func (s *Service) CreateMany(ctx context.Context, input ManyInput, done func(int64)) ([]Contract, error) {
	if err := s.CheckMany(ctx, input); err != nil {
		return nil, err
	}
	made := []Contract{}
	each := slices.Compact(slices.Sorted(slices.Values(input.OrganizationIDs)))
	err := s.Store.InTx(ctx, func(ctx context.Context) error {
		for i, id := range each {
			if err := ctx.Err(); err != nil {
				return err
			}
			one := input.Contract
			one.OrganizationID, one.Number = id, ""
			c, err := s.Create(ctx, one)
			if said := fault.As(err); said != nil && said.Fields["organizationId"] != "" {
				return s.refuseOrganization(ctx, id)
			}
			if err != nil {
				return err
			}
			if input.TemplateID != 0 {
				if _, err := s.Use(ctx, input.TemplateID, []int64{c.ID}); err != nil {
					return err
				}
			}
			made = append(made, c)
			done(int64(i + 1))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return made, nil
}

// refuseOrganization names the one of many that can't have a contract.
func (s *Service) refuseOrganization(ctx context.Context, id int64) error {
	found, err := s.Organizations.Find(ctx, access.ForAdministrator(), id)
	if err != nil {
		return oneField("organizationId", "One of these organizations is gone. Choose them anew.")
	}
	return oneField("organizationId", "“"+found.Name+"” is archived. Leave it out.")
}
