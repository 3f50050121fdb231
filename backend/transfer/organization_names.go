package transfer

import (
	"context"

	"portico/backend/organizations"
	"portico/backend/store"
)

// giveNames gives every organization a name that no sibling has: first to
// those that keep theirs, then to those that are there and change it, then to
// the new ones in the order of the file (ORG-2).
func (p *organizationPlan) giveNames(ctx context.Context) error {
	leaving := map[int64]struct{}{}
	var keep, change, fresh []*organizationRow
	for _, row := range p.rows {
		switch {
		case row.reason != "":
		case row.item.Before == nil:
			fresh = append(fresh, row)
		case !row.item.Moves() && store.Fold(row.item.After.Name) == row.item.Before.NameKey:
			keep = append(keep, row)
		default:
			change = append(change, row)
			leaving[row.item.Before.ID] = struct{}{}
		}
	}
	ledger, err := p.service.NewNameLedger(ctx, leaving)
	if err != nil {
		return err
	}
	for _, row := range keep {
		ledger.Keep(row.item)
	}
	items := make([]*organizations.BulkItem, len(fresh))
	for i, row := range fresh {
		items[i] = row.item
	}
	if err := ledger.Prepare(ctx, items); err != nil {
		return err
	}
	for i, row := range append(change, fresh...) {
		if i%1000 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		wanted := row.item.After.Name
		given, err := ledger.Give(ctx, row.item)
		if err != nil {
			return err
		}
		if !given {
			return invalid("Line %d: more than %d organizations at this place would be called %s. Give them names that tell them apart.", row.line, organizations.MaxVariants, wanted)
		}
		if now := row.item.After.Name; now != wanted && (row.item.Before == nil || row.item.Before.Name != now) {
			p.renamed = append(p.renamed, Renamed{Line: row.line, From: wanted, To: now})
		}
	}
	return nil
}
