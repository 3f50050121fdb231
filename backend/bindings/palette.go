package bindings

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"portico/backend"
	"portico/backend/contracts"
	"portico/backend/organizations"
	"portico/backend/registrations"
	"portico/backend/store"
)

// PaletteHit is one record that was found for what was typed into the palette.
type PaletteHit struct {
	Kind  string `json:"kind"` // "organization", "user", "link", "contract", "document"
	ID    int64  `json:"id"`
	Name  string `json:"name"`
	Under string `json:"under"` // what tells it from others of the name
	To    string `json:"to"`    // the interface's address
}

// Palette is the bridge behind Ctrl/Cmd+K.
type Palette struct{ core *Core }

// paletteHits is how many records of each kind the palette shows.
const paletteHits = 6

// Find returns the best organizations, users, contracts, documents and links for the words: those
// of just that name first, then those that begin so.
func (p *Palette) Find(words string) ([]PaletteHit, error) {
	hits := []PaletteHit{}
	if words = strings.TrimSpace(words); words == "" {
		return hits, nil
	}
	ctx, b, err := p.core.enter()
	if err != nil {
		return nil, err
	}
	general, err := b.Settings.General(ctx)
	if err != nil {
		return nil, err
	}
	if general.UseOrganization {
		found, err := b.Organizations.Best(ctx, words, paletteHits)
		if err != nil {
			return nil, err
		}
		for _, row := range found {
			under := row.ParentName
			if row.Status != organizations.Active {
				under = strings.TrimPrefix(under+", archived", ", ")
			}
			hits = append(hits, PaletteHit{"organization", row.ID, row.Name, under, fmt.Sprintf("/organizations/%d", row.ID)})
		}
	}
	people, err := b.Users.Best(ctx, words, paletteHits)
	if err != nil {
		return nil, err
	}
	for _, one := range people {
		under := one.Email
		if under == "" {
			under = one.Login
		}
		hits = append(hits, PaletteHit{"user", one.ID, one.Name(), under, fmt.Sprintf("/users/%d", one.ID)})
	}
	if general.UseContracts {
		found, err := contractHits(ctx, b, words)
		if err != nil {
			return nil, err
		}
		hits = append(hits, found...)
	}
	if !general.UsePartnerPortal {
		return hits, nil
	}
	found, err := linkHits(ctx, b, words)
	return append(hits, found...), err
}

// contractHits are contracts, by name and number, then documents, by title.
func contractHits(ctx context.Context, b *backend.Backend, words string) ([]PaletteHit, error) {
	found, err := b.Contracts.BestContracts(ctx, words, paletteHits)
	if err != nil {
		return nil, err
	}
	hits := each(found, func(hit contracts.Hit) PaletteHit {
		return PaletteHit{"contract", hit.ID, hit.Name, dotted(hit.Number, hit.Organization), fmt.Sprintf("/contracts/%d", hit.ID)}
	})
	found, err = b.Contracts.BestDocuments(ctx, words, paletteHits)
	return append(hits, each(found, func(hit contracts.Hit) PaletteHit {
		return PaletteHit{"document", hit.ID, hit.Name, dotted(hit.Contract, hit.Organization), fmt.Sprintf("/documents/%d", hit.ID)}
	})...), err
}

func dotted(a, b string) string {
	if a == "" {
		return b
	}
	return a + " · " + b
}

func linkHits(ctx context.Context, b *backend.Backend, words string) ([]PaletteHit, error) {
	links, err := b.Registrations.Links(ctx, registrations.LinkQuery{Search: words, Limit: store.PageLimit})
	if err != nil {
		return nil, err
	}
	search := store.ParseSearch(words)
	slices.SortStableFunc(links.Items, func(a, b registrations.LinkRow) int { return linkRank(a.Name, search) - linkRank(b.Name, search) })
	return each(links.Items[:min(paletteHits, len(links.Items))], func(row registrations.LinkRow) PaletteHit {
		return PaletteHit{"link", row.ID, row.Name, row.ParentName, fmt.Sprintf("/links/%d", row.ID)}
	}), nil
}

// linkRank is 0 for the best. Links are few: those of one page are ranked here.
func linkRank(name string, search store.Search) int {
	switch name = store.Fold(name); {
	case name == search.Whole():
		return 0
	case strings.HasPrefix(name, search.Whole()):
		return 1
	case search.Beginnings().Matches(name):
		return 2
	}
	return 3
}
