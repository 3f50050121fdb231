package bindings

import (
	"fmt"
	"strings"

	"portico/backend/organizations"
	"portico/backend/registrations"
	"portico/backend/users"
)

// PaletteHit is one record that was found for what was typed into the palette.
type PaletteHit struct {
	Kind  string `json:"kind"` // "organization", "user", "link"
	ID    int64  `json:"id"`
	Name  string `json:"name"`
	Under string `json:"under"` // what tells it from others of the name
	To    string `json:"to"`    // the interface's address
}

// Palette is the bridge behind Ctrl/Cmd+K.
type Palette struct{ core *Core }

// paletteHits is how many records of each kind the palette shows.
const paletteHits = 6

// Find returns the first organizations, users and links that have the words.
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
		found, err := b.Organizations.List(ctx, everything, organizations.Query{Search: words, Limit: paletteHits, SkipCount: true})
		if err != nil {
			return nil, err
		}
		for _, row := range found.Items {
			under := row.ParentName
			if row.Status != organizations.Active {
				under = strings.TrimPrefix(under+", archived", ", ")
			}
			hits = append(hits, PaletteHit{"organization", row.ID, row.Name, under, fmt.Sprintf("/organizations/%d", row.ID)})
		}
	}
	people, err := b.Users.List(ctx, everything, users.Query{Search: words, Limit: paletteHits})
	if err != nil {
		return nil, err
	}
	for _, row := range people.Items {
		under := row.Email
		if under == "" {
			under = row.Login
		}
		hits = append(hits, PaletteHit{"user", row.ID, row.Name(), under, fmt.Sprintf("/users/%d", row.ID)})
	}
	if !general.UsePartnerPortal {
		return hits, nil
	}
	links, err := b.Registrations.Links(ctx, registrations.LinkQuery{Search: words, Limit: paletteHits})
	if err != nil {
		return nil, err
	}
	for _, row := range links.Items {
		hits = append(hits, PaletteHit{"link", row.ID, row.Name, row.ParentName, fmt.Sprintf("/links/%d", row.ID)})
	}
	return hits, nil
}
