package transfer

import (
	"context"
	"strconv"
	"strings"

	"portico/backend/organizations"
	"portico/backend/store"
)

// porticoNumber reads "17" or "#17".
func porticoNumber(text string) (int64, bool) {
	number, err := strconv.ParseInt(strings.TrimPrefix(text, "#"), 10, 64)
	return number, err == nil && number > 0
}

// hasParent reports whether the file says anything of parents.
func (t *table) hasParent() bool { return t.has(fieldParent) || t.has(fieldParentPorticoID) }

// findParents finds out which row or organization each row names as its
// parent. Parents may stand anywhere in the file.
func (p *organizationPlan) findParents(ctx context.Context) error {
	if !p.table.hasParent() {
		return nil
	}
	for i, row := range p.rows {
		if i%1000 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		row.stays = nil
		switch {
		case row.parentID != 0:
			p.nameParent(row, p.there[row.parentID], nil)
		case row.parent == "":
			continue
		case p.byExt[row.parent] != nil:
			p.nameParent(row, nil, p.byExt[row.parent])
		case p.thereBy[row.parent] != nil:
			p.nameParent(row, p.thereBy[row.parent], nil)
		default:
			if err := p.findByPath(ctx, row); err != nil {
				return err
			}
		}
		if row.above == nil && row.stays == nil && row.reason == "" {
			row.refuse("Parent: There is no organization “%s”, neither in this file nor on the site.", p.parentText(row))
		}
	}
	return nil
}

func (p *organizationPlan) parentText(row *organizationRow) string {
	if row.parent != "" {
		return row.parent
	}
	return strconv.FormatInt(row.parentID, 10)
}

// nameParent ties a row to the row above it, or to an organization of the
// site: to its row, when the file has one about it.
func (p *organizationPlan) nameParent(row *organizationRow, item *organizations.BulkItem, above *organizationRow) {
	if item != nil && p.byItem[item] != nil {
		above = p.byItem[item]
	}
	row.above = above
	if above == nil {
		row.stays = item
	}
}

// pathIndex finds rows by their name, and by the path of names above them.
type pathIndex struct {
	byPath map[string][]*organizationRow
	byName map[string][]*organizationRow
}

const pathJoint = "\x1f"

func (p *organizationPlan) index() *pathIndex {
	if p.paths != nil {
		return p.paths
	}
	p.paths = &pathIndex{byPath: map[string][]*organizationRow{}, byName: map[string][]*organizationRow{}}
	for _, row := range p.rows {
		if row.input.Name == "" {
			continue
		}
		name := store.Fold(row.input.Name)
		p.paths.byName[name] = append(p.paths.byName[name], row)
		path := p.pathOf(row, 0)
		p.paths.byPath[path] = append(p.paths.byPath[path], row)
	}
	return p.paths
}

// pathOf returns the folded names from the top to a row, as far as the file
// says them.
func (p *organizationPlan) pathOf(row *organizationRow, depth int) string {
	name := store.Fold(row.input.Name)
	above := p.byExt[row.parent]
	switch {
	case row.parent == "" || depth > organizations.MaxLevel:
		return name
	case above != nil:
		return p.pathOf(above, depth+1) + pathJoint + name
	}
	return foldPath(organizations.PathNames(row.parent)) + pathJoint + name
}

func foldPath(names []string) string {
	folded := make([]string, len(names))
	for i, name := range names {
		folded[i] = store.Fold(name)
	}
	return strings.Join(folded, pathJoint)
}

// findByPath takes what a row names as a name or a path of names, in the file
// and then on the site, and at last as a Portico id. A name alone must be the
// only one of its kind.
func (p *organizationPlan) findByPath(ctx context.Context, row *organizationRow) error {
	names := organizations.PathNames(row.parent)
	for _, path := range [][]string{{row.parent}, names} {
		if rows := p.index().byPath[foldPath(path)]; len(rows) > 0 {
			p.nameParent(row, nil, rows[0])
			return nil
		}
		item, err := p.walk(ctx, path)
		if err != nil {
			return err
		}
		if item != nil {
			p.nameParent(row, item, nil)
			return nil
		}
		if len(names) == 1 {
			break
		}
	}
	if number, ok := porticoNumber(row.parent); ok && p.there[number] != nil {
		p.nameParent(row, p.there[number], nil)
		return nil
	}
	if len(names) != 1 {
		return nil
	}
	return p.findAnywhere(ctx, row)
}

// walk follows names from the top of the site.
func (p *organizationPlan) walk(ctx context.Context, names []string) (*organizations.BulkItem, error) {
	if p.empty {
		return nil, nil
	}
	parentID := int64(0)
	var at *organizations.BulkItem
	for _, name := range names {
		found, err := p.service.ByNames(ctx, parentID, []string{name}, 1)
		if err != nil || len(found) == 0 {
			return nil, err
		}
		if err := p.hold(ctx, found); err != nil {
			return nil, err
		}
		at, parentID = p.there[found[0].ID], found[0].ID
	}
	return at, nil
}

// findAnywhere looks for the one organization of a name at any level, in the
// file before the site.
func (p *organizationPlan) findAnywhere(ctx context.Context, row *organizationRow) error {
	rows := p.index().byName[store.Fold(row.parent)]
	if len(rows) == 1 {
		p.nameParent(row, nil, rows[0])
		return nil
	}
	var found []organizations.Organization
	if len(rows) == 0 && !p.empty {
		var err error
		if found, err = p.service.ByNames(ctx, -1, []string{row.parent}, 2); err != nil {
			return err
		}
		if err = p.hold(ctx, found); err != nil {
			return err
		}
	}
	switch {
	case len(rows)+len(found) > 1:
		row.refuse("Parent: There are several organizations “%s”. Give the path of names, such as Nordic Alliance › Sweden, or an id.", row.parent)
	case len(found) == 1:
		p.nameParent(row, p.there[found[0].ID], nil)
	}
	return nil
}
