package transfer

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"portico/backend/organizations"
)

// settleTree puts every item under its parent and refuses what can't stand
// there, until nothing new is refused: a row that is refused leaves its
// organization where it was, or takes those below it along when it was to be
// made.
func (p *organizationPlan) settleTree(ctx context.Context) error {
	for _, row := range p.rows {
		before := row.item.Before
		if row.reason != "" {
			continue
		}
		p.table.overlay(row)
		if before == nil || p.table.hasParent() {
			row.item.Parent = row.parentItem()
		}
	}
	for refused := true; refused; {
		if err := ctx.Err(); err != nil {
			return err
		}
		p.resetRefused()
		if refused = p.refuseCycles(); refused {
			continue
		}
		var err error
		if refused, err = p.refuseMisplaced(ctx); err != nil {
			return err
		}
	}
	return nil
}

// resetRefused lets the organizations of refused rows stay as they are.
func (p *organizationPlan) resetRefused() {
	for _, row := range p.rows {
		if row.reason == "" || row.item == nil || row.item.Before == nil {
			continue
		}
		row.item.After, row.item.Parent = *row.item.Before, p.there[row.item.Before.Parent()]
	}
}

// refuseCycles gives every item its level, and refuses each row of a cycle.
// What hangs below a cycle is refused with it. It reports whether there was a
// cycle that is broken now because a row of it was about an organization of the
// site.
func (p *organizationPlan) refuseCycles() (found bool) {
	clear(p.levels)
	const climbing = -1
	for _, row := range p.rows {
		var way []*organizations.BulkItem
		at := row.item
		for at != nil && p.levels[at] == 0 {
			p.levels[at] = climbing
			way = append(way, at)
			at = at.Parent
		}
		level := 0
		if at != nil {
			level = p.levels[at]
		}
		if level == climbing {
			cycle := way[slices.Index(way, at):]
			found = found || slices.ContainsFunc(cycle, func(item *organizations.BulkItem) bool { return item.Before != nil })
			p.refuseCycle(cycle)
			level = organizations.MaxLevel // so that what hangs below is not taken for placed
		}
		for i := len(way) - 1; i >= 0; i-- {
			level++
			p.levels[way[i]] = level
		}
	}
	return found
}

func (p *organizationPlan) refuseCycle(cycle []*organizations.BulkItem) {
	var rows []*organizationRow
	for _, item := range cycle {
		if row := p.byItem[item]; row != nil {
			rows = append(rows, row)
		}
	}
	slices.SortFunc(rows, func(a, b *organizationRow) int { return a.line - b.line })
	var lines []string
	for _, row := range rows {
		if lines = append(lines, fmt.Sprint(row.line)); len(lines) == 10 && len(rows) > 10 {
			lines = append(lines, "…")
			break
		}
	}
	for _, row := range rows {
		if len(rows) == 1 {
			row.refuse("Parent: An organization can't stand under itself.")
		} else {
			row.refuse("Parent: Lines %s stand under each other in a circle.", strings.Join(lines, ", "))
		}
	}
}

// refuseMisplaced refuses rows from the top down, and reports whether any was
// refused for which others must be looked at again.
func (p *organizationPlan) refuseMisplaced(ctx context.Context) (bool, error) {
	order := slices.Clone(p.rows)
	slices.SortStableFunc(order, func(a, b *organizationRow) int { return p.levels[a.item] - p.levels[b.item] })
	again := false
	for _, row := range order {
		if row.reason != "" {
			continue
		}
		if above := p.byItem[row.item.Parent]; row.item.Parent != nil && above != nil && above.reason != "" && above.item.Before == nil {
			row.reason, row.root = fmt.Sprintf("The organization above it, on line %d, can't be imported: %s", above.line, above.root), above.root
			again = again || row.item.Before != nil
			continue
		}
		if reason := row.item.Refusal(p.levels[row.item]); reason != "" {
			row.refuse("%s", reason)
		} else if reason, err := p.refuseDeep(ctx, row); err != nil {
			return false, err
		} else if reason != "" {
			row.refuse("%s", reason)
		}
		again = again || row.reason != "" && row.item.Before != nil
	}
	return again, nil
}

// refuseDeep looks at what stands below an organization that moves down and is
// not in the file itself.
func (p *organizationPlan) refuseDeep(ctx context.Context, row *organizationRow) (string, error) {
	item := row.item
	if !item.Moves() || p.levels[item] <= item.Before.Level {
		return "", nil
	}
	below, err := p.service.Below(ctx, *item.Before)
	if err != nil {
		return "", err
	}
	levels := map[int64]int{item.Before.ID: p.levels[item]}
	for _, o := range below { // the upper before the lower
		level := levels[o.Parent()] + 1
		if known := p.there[o.ID]; known != nil && p.levels[known] != 0 {
			level = p.levels[known]
		}
		if levels[o.ID] = level; level > organizations.MaxLevel {
			return fmt.Sprintf("Parent: %s below it would stand at level %d. There are at most %d levels.", o.Name, level, organizations.MaxLevel), nil
		}
	}
	return "", nil
}
