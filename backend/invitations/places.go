package invitations

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/store"
)

// place is the organization that a file calls by some text, or why there is
// none.
type place struct {
	organization organizations.Organization
	reason       string
}

// place finds an organization within the scope by its name, its name with that
// of the one above ("Nordic › Halden"), or its number ("#17").
func (c *check) place(ctx context.Context, said string) (place, error) {
	key := store.Fold(said)
	if known, asked := c.places[key]; asked {
		return known, nil
	}
	found, err := c.look(ctx, said)
	if err == nil {
		c.places[key] = found
	}
	return found, err
}

func (c *check) look(ctx context.Context, said string) (place, error) {
	missing := place{reason: fmt.Sprintf("Organization: There is no organization “%s”.", said)}
	if number, isID := strings.CutPrefix(said, "#"); isID {
		id, err := strconv.ParseInt(number, 10, 64)
		if err != nil {
			return missing, nil //nolint:nilerr // a reason beside the row is the answer
		}
		o, err := c.service.Organizations.Find(ctx, c.scope, id)
		if fault.Is(err, fault.NotFound) {
			return missing, nil
		}
		return place{organization: o}, err
	}
	above, name := "", said
	if at := strings.LastIndex(said, "›"); at >= 0 {
		above, name = store.Clean(said[:at]), store.Clean(said[at+len("›"):])
		if deeper := strings.LastIndex(above, "›"); deeper >= 0 {
			above = store.Clean(above[deeper+len("›"):])
		}
	}
	page, err := c.service.Organizations.List(ctx, c.scope, organizations.Query{Search: name, Status: organizations.Active, Limit: store.PageLimit, SkipCount: true})
	if err != nil {
		return missing, err
	}
	var matches []int64
	for _, row := range page.Items {
		if store.Fold(row.Name) == store.Fold(name) && (above == "" || store.Fold(row.ParentName) == store.Fold(above)) {
			matches = append(matches, row.ID)
		}
	}
	switch len(matches) {
	case 0:
		return missing, nil
	case 1:
		o, err := c.service.Organizations.Find(ctx, c.scope, matches[0])
		return place{organization: o}, err
	}
	return place{reason: fmt.Sprintf("Organization: %d organizations are called “%s”. Write the one above before it: Nordic › %s.", len(matches), name, name)}, nil
}
