package bindings

import (
	"portico/backend/contracts"
)

// SigningPerson is one line of the overview by signer.
type SigningPerson struct {
	ID           int64  `json:"id"`
	Name         string `json:"name"`
	Email        string `json:"email"`
	Waiting      int    `json:"waiting"`
	Signed       int    `json:"signed"`
	LastSignedAt string `json:"lastSignedAt"`
}

// SigningPersonQuery says which stretch of the overview by signer is wanted.
type SigningPersonQuery struct {
	Search string `json:"search"`
	ID     int64  `json:"id"` // this one alone; 0 for all
	After  string `json:"after"`
	Limit  int    `json:"limit"`
}

// SigningPersonPage is a stretch of the overview by signer: whoever is waited
// for first, then by name.
type SigningPersonPage struct {
	Items []SigningPerson `json:"items"`
	Next  string          `json:"next"`
	Count int             `json:"count"`
}

// People returns a stretch of who has something to sign or has signed.
func (c *Contracts) People(query SigningPersonQuery) (SigningPersonPage, error) {
	ctx, b, err := c.enter()
	if err != nil {
		return SigningPersonPage{}, err
	}
	page, err := b.Contracts.People(ctx, contracts.PersonQuery{Search: query.Search, UserID: query.ID, After: query.After, Limit: query.Limit})
	return SigningPersonPage{Next: page.Next, Count: page.Count, Items: each(page.Items, func(row contracts.PersonRow) SigningPerson {
		return SigningPerson{ID: row.UserID, Name: row.Name, Email: row.Email, Waiting: row.Waiting, Signed: row.Signed, LastSignedAt: row.LastSignedAt.RFC3339()}
	})}, err
}
