package bindings

import (
	"context"

	"portico/backend"
	"portico/backend/contracts"
	"portico/backend/organizations"
)

// ContractsForMany says which contracts are made: one for each organization.
type ContractsForMany struct {
	Organizations ChosenOrganizations `json:"organizations"`
	TemplateID    int64               `json:"templateId"` // 0 for contracts without documents
	Contract      ContractInput       `json:"contract"`   // of each; its organization and number count for nothing
}

// ContractsCopy says which contracts are copied, and to where.
type ContractsCopy struct {
	IDs            []int64 `json:"ids"`
	OrganizationID int64   `json:"organizationId"` // 0 keeps each its own
	WithDocuments  bool    `json:"withDocuments"`
}

// CheckMany returns how many contracts would be made, or the fields at fault.
func (c *Contracts) CheckMany(input ContractsForMany) (int, error) {
	ctx, b, err := c.enter()
	if err != nil {
		return 0, err
	}
	many, err := c.many(input)
	if err != nil {
		return 0, err
	}
	return len(many.OrganizationIDs), b.Contracts.CheckMany(ctx, many)
}

// CreateMany begins to make a contract for each organization, with a document
// from a template. Cancelled, none is made.
func (c *Contracts) CreateMany(input ContractsForMany) (TaskState, error) {
	if _, _, err := c.enter(); err != nil {
		return TaskState{}, err
	}
	return c.core.start("Making the contracts", func(ctx context.Context, b *backend.Backend, progress *Progress) error {
		many, err := c.many(input)
		if err != nil {
			return err
		}
		progress.Total(int64(len(many.OrganizationIDs)))
		_, err = b.Contracts.CreateMany(ctx, many, progress.Done)
		return err
	})
}

func (c *Contracts) many(input ContractsForMany) (contracts.ManyInput, error) {
	if input.Organizations.All {
		input.Organizations.Filter.Status = string(organizations.Active)
	}
	_, _, ids, err := (&Organizations{c.core}).chosen(input.Organizations, contracts.ManyLimit+1)
	return contracts.ManyInput{TemplateID: input.TemplateID, OrganizationIDs: ids, Contract: input.Contract.service()}, err
}

// Copy copies contracts and returns the ids of the copies.
func (c *Contracts) Copy(input ContractsCopy) ([]int64, error) {
	ctx, b, err := c.enter()
	if err != nil {
		return nil, err
	}
	copies, err := b.Contracts.Copy(ctx, contracts.CopyInput{IDs: input.IDs, OrganizationID: input.OrganizationID, WithoutDocuments: !input.WithDocuments})
	return each(copies, func(one contracts.Contract) int64 { return one.ID }), err
}
