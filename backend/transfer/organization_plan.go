package transfer

import (
	"context"
	"slices"

	"portico/backend/organizations"
	"portico/backend/settings"
	"portico/backend/store"
)

// organizationPlan says for every row which organization it is about, where
// that shall stand and what it shall be called.
type organizationPlan struct {
	service *organizations.Service
	table   *table
	empty   bool // the site has no organization yet
	rows    []*organizationRow
	byExt   map[string]*organizationRow // rows by External id
	byItem  map[*organizations.BulkItem]*organizationRow
	there   map[int64]*organizations.BulkItem  // organizations of the site, with all above them
	thereBy map[string]*organizations.BulkItem // the same by External id
	known   map[string]struct{}                // names of rows that the site has too, folded
	paths   *pathIndex
	renamed []Renamed
	levels  map[*organizations.BulkItem]int
}

func (s *Service) planOrganizations(ctx context.Context, t *table) (plan, error) {
	p := &organizationPlan{
		service: s.Organizations, table: t, byExt: map[string]*organizationRow{}, byItem: map[*organizations.BulkItem]*organizationRow{},
		there: map[int64]*organizations.BulkItem{}, thereBy: map[string]*organizations.BulkItem{}, levels: map[*organizations.BulkItem]int{},
	}
	var err error
	if p.empty, err = s.Organizations.IsEmpty(ctx); err != nil {
		return nil, err
	}
	for i, record := range t.records {
		row := t.parseOrganization(record)
		p.rows = append(p.rows, row)
		p.claimExternalID(row)
		if err := t.checked(ctx, i); err != nil {
			return nil, err
		}
	}
	for _, step := range []func(context.Context) error{p.loadMentioned, p.matchByID, p.findParents, p.matchByName, p.settleTree, p.giveNames} {
		if err := step(ctx); err != nil {
			return nil, err
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// claimExternalID refuses a second row with the same External id.
func (p *organizationPlan) claimExternalID(row *organizationRow) {
	if row.externalID == "" {
		return
	}
	if first, taken := p.byExt[row.externalID]; taken {
		row.refuse("External id: Line %d has this one already.", first.line)
		return
	}
	p.byExt[row.externalID] = row
}

// loadMentioned reads the organizations that the file mentions by an id, with
// a few queries for all of them.
func (p *organizationPlan) loadMentioned(ctx context.Context) error {
	if p.empty {
		return nil
	}
	external, numbers := map[string]struct{}{}, map[int64]struct{}{}
	for _, row := range p.rows {
		if row.externalID != "" {
			external[row.externalID] = struct{}{}
		}
		if row.porticoID != 0 {
			numbers[row.porticoID] = struct{}{}
		}
		if row.parentID != 0 {
			numbers[row.parentID] = struct{}{}
		}
		if row.parent != "" && p.byExt[row.parent] == nil {
			external[row.parent] = struct{}{}
			if number, ok := porticoNumber(row.parent); ok {
				numbers[number] = struct{}{}
			}
		}
	}
	found, err := p.service.ByExternalIDs(ctx, keys(external))
	if err != nil {
		return err
	}
	if err := p.hold(ctx, found); err != nil {
		return err
	}
	if found, err = p.service.ByIDs(ctx, keys(numbers)); err != nil {
		return err
	}
	return p.hold(ctx, found)
}

// hold makes items of organizations of the site and of all above them.
func (p *organizationPlan) hold(ctx context.Context, found []organizations.Organization) error {
	missing := map[int64]struct{}{}
	add := func(all []organizations.Organization) {
		for _, o := range all {
			if p.there[o.ID] != nil {
				continue
			}
			item := organizations.Renewed(o)
			p.there[o.ID] = item
			if o.ExternalID != "" {
				p.thereBy[o.ExternalID] = item
			}
		}
	}
	add(found)
	for _, o := range found {
		for _, id := range o.Trail() {
			if p.there[id] == nil {
				missing[id] = struct{}{}
			}
		}
	}
	above, err := p.service.ByIDs(ctx, keys(missing))
	if err != nil {
		return err
	}
	add(above)
	for _, o := range slices.Concat(found, above) {
		if item := p.there[o.ID]; item.Parent == nil && o.Parent() != 0 && p.byItem[item] == nil {
			item.Parent = p.there[o.Parent()]
		}
	}
	return nil
}

func keys[K comparable](set map[K]struct{}) []K {
	all := make([]K, 0, len(set))
	for key := range set {
		all = append(all, key)
	}
	return all
}

// matchByID ties rows to organizations by Portico id and External id.
func (p *organizationPlan) matchByID(context.Context) error {
	for _, row := range p.rows {
		item := p.thereBy[row.externalID]
		if row.porticoID != 0 {
			numbered := p.there[row.porticoID]
			switch {
			case numbered == nil:
				row.refuse("Portico id: There is no organization %d. Leave the column out if the file comes from another site.", row.porticoID)
				continue
			case item != nil && item != numbered:
				row.refuse("Portico id and External id belong to two organizations, %s and %s.", numbered.Before.Name, item.Before.Name)
				continue
			}
			item = numbered
		}
		if item != nil {
			p.tie(row, item)
		}
	}
	return nil
}

// tie makes a row be about an organization of the site.
func (p *organizationPlan) tie(row *organizationRow, item *organizations.BulkItem) {
	if first := p.byItem[item]; first != nil {
		row.refuse("Line %d is about %s already.", first.line, item.Before.Name)
		return
	}
	if p.table.request.Mode == Insert {
		row.refuse("%s is there already. Choose “Insert and update” to change it.", item.Before.Name)
	}
	row.item, row.matched, row.stays = item, true, item.Parent
	p.byItem[item] = row
}

// matchByName ties the rows that are left to an organization of their name at
// their place, and makes new ones of the rest. What has another External id is
// another organization, whatever its name.
func (p *organizationPlan) matchByName(ctx context.Context) error {
	if err := p.probeNames(ctx); err != nil {
		return err
	}
	for _, row := range p.rows {
		if err := p.meet(ctx, row, 0); err != nil {
			return err
		}
	}
	return nil
}

// variantsProbed is how many of a name's variants are asked for at first: a
// later one is there only where an earlier one is, or was.
const variantsProbed = 6

// probeNames finds out which names the site has at all, so that most rows need
// no look of their own.
func (p *organizationPlan) probeNames(ctx context.Context) error {
	if p.empty || p.table.request.Mode != Update {
		return nil
	}
	names := map[string]struct{}{}
	for _, row := range p.rows {
		if row.item == nil && row.reason == "" && row.input.Name != "" {
			for _, name := range organizations.Variants(row.input.Name, row.input.City, variantsProbed) {
				names[store.Fold(name)] = struct{}{}
			}
		}
	}
	var err error
	p.known, err = p.service.KnownNames(ctx, names)
	return err
}

// mayBeThere reports whether the site has the row's name or a variant of it.
func (p *organizationPlan) mayBeThere(row *organizationRow) bool {
	for _, name := range organizations.Variants(row.input.Name, row.input.City, variantsProbed) {
		if _, known := p.known[store.Fold(name)]; known {
			return true
		}
	}
	return false
}

// deepest ends the climb from row to row, which goes on for ever in a circle.
const deepest = 64

func (p *organizationPlan) meet(ctx context.Context, row *organizationRow, depth int) error {
	if row.item != nil {
		return nil
	}
	// Names are looked up below a parent, which must be known first. A row of
	// a cycle never gets there, and is refused later.
	if row.above != nil && row.above.item == nil && depth < deepest {
		if err := p.meet(ctx, row.above, depth+1); err != nil {
			return err
		}
	}
	if row.reason == "" && p.table.request.Mode == Update && !p.empty && row.input.Name != "" && p.mayBeThere(row) {
		if err := p.lookUp(ctx, row); err != nil || row.item != nil {
			return err
		}
	}
	row.item = &organizations.BulkItem{After: organizations.Organization{ResponseAllotment: settings.Unlimited, Status: organizations.Active, EmailDomains: []string{}}}
	p.byItem[row.item] = row
	if row.input.Name == "" {
		row.refuse("Name: Give the organization a name.")
	}
	return nil
}

// variantsLooked is how many names of one kind an update looks for.
const variantsLooked = 50

func (p *organizationPlan) lookUp(ctx context.Context, row *organizationRow) error {
	parentID := int64(0)
	switch above := row.parentItem(); {
	case above != nil && above.Before == nil:
		return nil
	case above != nil:
		parentID = above.Before.ID
	}
	names := organizations.Variants(row.input.Name, row.input.City, variantsLooked)
	found, err := p.service.ByNames(ctx, parentID, names, variantsLooked)
	if err != nil {
		return err
	}
	if err := p.hold(ctx, found); err != nil {
		return err
	}
	// The plain name goes first, then the others in the order in which they are given.
	place := make(map[string]int, len(names))
	for i, name := range names {
		place[store.Fold(name)] = i
	}
	slices.SortFunc(found, func(a, b organizations.Organization) int { return place[a.NameKey] - place[b.NameKey] })
	for _, o := range found {
		item := p.there[o.ID]
		if p.byItem[item] == nil && (row.externalID == "" || o.ExternalID == "") {
			p.tie(row, item)
			return nil
		}
	}
	return nil
}

// parentItem returns what a row names as its parent: nil for the top, and for
// a row that has not met its organization yet.
func (r *organizationRow) parentItem() *organizations.BulkItem {
	if r.above != nil {
		return r.above.item
	}
	return r.stays
}

func (p *organizationPlan) report() Report {
	report := Report{Rows: len(p.rows), SHA256: p.table.sha256, Renamed: p.renamed, Errors: []RowError{}}
	for _, row := range p.rows {
		switch {
		case row.reason != "":
			report.Errors = append(report.Errors, RowError{row.line, row.reason})
		case row.item.Before == nil:
			report.Inserted++
		case row.item.Changes():
			report.Updated++
		default:
			report.Unchanged++
		}
	}
	return report
}

func (p *organizationPlan) apply(ctx context.Context, progress Progress) error {
	var items []*organizations.BulkItem
	for _, row := range p.rows {
		if row.reason == "" && row.item.Changes() {
			items = append(items, row.item)
		}
	}
	slices.SortStableFunc(items, func(a, b *organizations.BulkItem) int { return p.levels[a] - p.levels[b] })
	return p.service.ApplyBulk(ctx, items, func(written int) { progress.Done(int64(written)) })
}
