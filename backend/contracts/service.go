package contracts

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"gorm.io/gorm"

	"portico/backend/access"
	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/mail"
	"portico/backend/organizations"
	"portico/backend/seals"
	"portico/backend/settings"
	"portico/backend/sitetext"
	"portico/backend/store"
	"portico/backend/users"
)

// Parts are what the service works with.
type Parts struct {
	Store         *store.Store
	Log           *audit.Log
	Settings      *settings.Service
	Organizations *organizations.Service
	Users         *users.Service
	Texts         *sitetext.Service
	Outbox        *mail.Outbox
	Seals         *seals.Service
}

// Service keeps contracts. It is safe for concurrent use.
type Service struct{ Parts }

// New returns the contracts of a site.
func New(parts Parts) *Service { return &Service{parts} }

// changedMeanwhile is said beside the field "seen", which tells a form from other
// conflicts.
const changedMeanwhile = "Somebody changed this meanwhile. Nothing was saved yet, and what you typed is still here."

var (
	errNotFound = fault.New(fault.NotFound, "This contract does not exist.")
	errChanged  = &fault.Error{Code: fault.Conflict, Message: changedMeanwhile, Fields: map[string]string{"seen": changedMeanwhile}}
)

// IsOn reports whether the site uses contracts (SET-1).
func (s *Service) IsOn(ctx context.Context) (bool, error) {
	general, err := s.Settings.General(ctx)
	return general.UseContracts, err
}

// Find returns a contract, or a NotFound fault.
func (s *Service) Find(ctx context.Context, id int64) (Contract, error) {
	var c Contract
	err := s.Store.Read(ctx).First(&c, "id = ?", id).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return Contract{}, errNotFound
	}
	if err != nil {
		return Contract{}, fmt.Errorf("find contract: %w", err)
	}
	return c, nil
}

// Create makes a contract. It returns an Invalid fault with the fields at
// fault, named as in the bridge: organizationId, name, number, category,
// subcategory, beginsOn, endsOn, status, notes.
func (s *Service) Create(ctx context.Context, input Input) (Contract, error) {
	fields := input.validate()
	c := Contract{CreatedAt: s.Store.Now(), UpdatedAt: s.Store.Now()}
	err := s.Store.InTx(ctx, func(ctx context.Context) error {
		if err := s.check(ctx, fields, c, input); err != nil {
			return err
		}
		c.take(input)
		if err := s.Store.Write(ctx).Create(&c).Error; err != nil {
			return fmt.Errorf("create contract: %w", err)
		}
		return s.Log.Record(ctx, audit.Change{Action: "contract.create", Subject: c.subject(), After: c.facts()})
	})
	return c, err
}

// check looks at what only the database knows: the organization, and whether
// another contract has the number.
func (s *Service) check(ctx context.Context, fields *fault.Fields, c Contract, input Input) error {
	if c.ID == 0 || c.OrganizationID != input.OrganizationID {
		organization, err := s.Organizations.Find(ctx, access.ForAdministrator(), input.OrganizationID)
		switch {
		case fault.Is(err, fault.NotFound):
			fields.Add("organizationId", "Choose an organization from the list.")
		case err != nil:
			return err
		case !organization.IsActive():
			fields.Add("organizationId", "This organization is archived. Choose another.")
		}
	}
	if key := store.Fold(input.Number); key != "" {
		var taken int64
		if err := s.Store.Read(ctx).Raw("SELECT id FROM contracts WHERE number_key = ? AND id <> ?", key, c.ID).Scan(&taken).Error; err != nil {
			return fmt.Errorf("look for number of contract: %w", err)
		}
		fields.Require(taken == 0, "number", "Another contract has this number.")
	}
	return fields.Err()
}

// Update changes a contract. Its faults are those of Create; the organization
// can't change once a document was sent (a Conflict fault), and a contract that
// was changed meanwhile is a Conflict too.
func (s *Service) Update(ctx context.Context, id int64, input Input) (Contract, error) {
	fields := input.validate()
	return s.change(ctx, id, "contract.update", func(ctx context.Context, c *Contract) error {
		if !input.Seen.IsZero() && !input.Seen.Equal(c.UpdatedAt.Time) {
			return errChanged
		}
		if err := s.check(ctx, fields, *c, input); err != nil {
			return err
		}
		if c.OrganizationID != input.OrganizationID {
			if err := s.moveDocuments(ctx, c.ID, input.OrganizationID); err != nil {
				return err
			}
		}
		c.take(input)
		return nil
	})
}

// moveDocuments gives the documents of a contract its new organization, while
// none was sent to the earlier one.
func (s *Service) moveDocuments(ctx context.Context, contractID, organizationID int64) error {
	var sent bool
	if err := s.Store.Read(ctx).Raw("SELECT EXISTS (SELECT 1 FROM documents WHERE contract_id = ? AND version > 0)", contractID).Scan(&sent).Error; err != nil {
		return fmt.Errorf("look for sent documents: %w", err)
	}
	if sent {
		return fault.New(fault.Conflict, "A document of this contract was sent to its organization, so the organization can't change. Copy the contract instead.")
	}
	if err := s.Store.Write(ctx).Exec("UPDATE documents SET organization_id = ? WHERE contract_id = ?", organizationID, contractID).Error; err != nil {
		return fmt.Errorf("move documents: %w", err)
	}
	return nil
}

// SetArchived archives contracts or brings them back, and returns how many
// changed. The documents of an archived contract are not in the portal.
func (s *Service) SetArchived(ctx context.Context, ids []int64, archived bool) (int, error) {
	changed := 0
	err := s.Store.InTx(ctx, func(ctx context.Context) error {
		for _, id := range ids {
			c, err := s.Find(ctx, id)
			if err != nil {
				return err
			}
			if c.IsArchived == archived {
				continue
			}
			action := "contract.archive"
			if !archived {
				action = "contract.restore"
			}
			if _, err := s.change(ctx, id, action, func(_ context.Context, c *Contract) error { c.IsArchived = archived; return nil }); err != nil {
				return err
			}
			changed++
		}
		return nil
	})
	return changed, err
}

// SetStatus gives contracts a status, and returns how many changed.
func (s *Service) SetStatus(ctx context.Context, ids []int64, status Status) (int, error) {
	if status != Draft && status != Active && status != Ended {
		return 0, fault.New(fault.Invalid, "Choose Draft, Active or Ended.")
	}
	changed := 0
	err := s.Store.InTx(ctx, func(ctx context.Context) error {
		for _, id := range ids {
			was := status
			_, err := s.change(ctx, id, "contract.update", func(_ context.Context, c *Contract) error { was, c.Status = c.Status, status; return nil })
			if err != nil {
				return err
			}
			if was != status {
				changed++
			}
		}
		return nil
	})
	return changed, err
}

// Delete removes a contract of which no document was ever sent. Any other is a
// Conflict fault: what was sent and signed stays.
func (s *Service) Delete(ctx context.Context, id int64) error {
	return s.Store.InTx(ctx, func(ctx context.Context) error {
		c, err := s.Find(ctx, id)
		if err != nil {
			return err
		}
		var sent bool
		if err := s.Store.Read(ctx).Raw("SELECT EXISTS (SELECT 1 FROM documents WHERE contract_id = ? AND version > 0)", id).Scan(&sent).Error; err != nil {
			return fmt.Errorf("look for sent documents: %w", err)
		}
		if sent {
			return fault.New(fault.Conflict, "Documents of this contract were sent, and what was sent and signed stays. Archive the contract instead.")
		}
		if err := s.Store.Write(ctx).Exec("DELETE FROM documents WHERE contract_id = ?", id).Error; err != nil {
			return fmt.Errorf("delete documents: %w", err)
		}
		if err := s.Store.Write(ctx).Delete(&Contract{}, "id = ?", id).Error; err != nil {
			return fmt.Errorf("delete contract: %w", err)
		}
		return s.Log.Record(ctx, audit.Change{Action: "contract.delete", Subject: c.subject(), Before: c.facts()})
	})
}

// change runs a change of one contract in a transaction with its audit entry.
func (s *Service) change(ctx context.Context, id int64, action string, work func(ctx context.Context, c *Contract) error) (Contract, error) {
	var changed Contract
	err := s.Store.InTx(ctx, func(ctx context.Context) error {
		c, err := s.Find(ctx, id)
		if err != nil {
			return err
		}
		before := c.facts()
		if err := work(ctx, &c); err != nil {
			return err
		}
		c.UpdatedAt = s.Store.Now()
		if err := s.Store.Write(ctx).Save(&c).Error; err != nil {
			return fmt.Errorf("change contract: %w", err)
		}
		changed = c
		return s.Log.Record(ctx, audit.Change{Action: action, Subject: c.subject(), Before: before, After: c.facts()})
	})
	return changed, err
}

// InUse returns what of this package hangs on an organization, in words, for
// the refusal to delete it (ORG-5).
func (s *Service) InUse(ctx context.Context, organizationID int64) ([]string, error) {
	var counts struct{ Contracts, Signatures int }
	err := s.Store.Read(ctx).Raw(`SELECT (SELECT COUNT(*) FROM (SELECT 1 FROM contracts WHERE organization_id = @id LIMIT @most)) AS contracts,
		(SELECT COUNT(*) FROM (SELECT 1 FROM signatures WHERE organization_id = @id LIMIT @most)) AS signatures`, map[string]any{"id": organizationID, "most": store.CountLimit}).Scan(&counts).Error
	if err != nil {
		return nil, fmt.Errorf("count contracts: %w", err)
	}
	var uses []string
	for _, one := range []struct {
		count     int
		one, many string
	}{{counts.Contracts, "contract", "contracts"}, {counts.Signatures, "signature", "signatures"}} {
		switch {
		case one.count == 1:
			uses = append(uses, "1 "+one.one)
		case one.count > 1:
			uses = append(uses, fmt.Sprintf("%d %s", one.count, one.many))
		}
	}
	return uses, nil
}

// thousands writes a number as people do: "5,000".
func thousands(n int) string {
	digits := strconv.Itoa(n)
	var out strings.Builder
	for i, digit := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			out.WriteByte(',')
		}
		out.WriteRune(digit)
	}
	return out.String()
}
