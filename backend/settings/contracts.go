package settings

import (
	"context"

	"portico/backend/fault"
)

// MaxWithdrawHours is the longest time within which a signature can be
// withdrawn: a year.
const MaxWithdrawHours = 24 * 365

// Contracts is what the administrator sets for contract documents (DOC-5).
type Contracts struct {
	AllowWithdrawing bool `json:"allow_withdrawing"` // signers can withdraw a signature
	WithdrawHours    int  `json:"withdraw_hours"`    // for so long after it
}

// Validate returns an Invalid fault with the fields at fault.
func (c Contracts) Validate() error {
	var fields fault.Fields
	fields.Require(!c.AllowWithdrawing || c.WithdrawHours >= 1 && c.WithdrawHours <= MaxWithdrawHours, "withdrawHours", "Use a number of hours from 1 to 8,760.")
	return fields.Err()
}

// Contracts returns the settings of contract documents.
func (s *Service) Contracts(ctx context.Context) (Contracts, error) {
	contracts := Contracts{AllowWithdrawing: true, WithdrawHours: 24}
	return contracts, s.load(ctx, "contracts", &contracts)
}

// SaveContracts checks and saves them.
func (s *Service) SaveContracts(ctx context.Context, contracts Contracts) error {
	if err := contracts.Validate(); err != nil {
		return err
	}
	before, err := s.Contracts(ctx)
	if err != nil {
		return err
	}
	return s.save(ctx, "contracts", "Contracts", before, contracts)
}
