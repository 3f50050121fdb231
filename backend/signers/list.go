package signers

import (
	"context"

	"portico/backend/access"
	"portico/backend/store"
	"portico/backend/users"
)

// everybody is whom the administrator sees.
var everybody = access.ForAdministrator()

// Row is one signer in the overview.
type Row struct {
	users.Row
	Gaps         users.Gaps
	Affiliations []users.Affiliation
	ToSign       int // documents that wait for them; -1 when nobody knows
}

// List returns a stretch of the signers by name. query.Signers says which ones;
// "" is all of them. It takes four queries, whatever its length.
func (s *Service) List(ctx context.Context, query users.Query) (store.Page[Row], error) {
	page, err := s.Users.List(ctx, everybody, asked(query))
	if err != nil {
		return store.Page[Row]{}, err
	}
	ids := make([]int64, len(page.Items))
	for i, row := range page.Items {
		ids[i] = row.ID
	}
	ties, err := s.Users.AffiliationsOf(ctx, ids)
	if err != nil {
		return store.Page[Row]{}, err
	}
	waiting, known, err := s.toSign(ctx, ids)
	if err != nil {
		return store.Page[Row]{}, err
	}
	rows := make([]Row, len(page.Items))
	for i, row := range page.Items {
		rows[i] = Row{Row: row, Gaps: *row.SignerGaps, Affiliations: ties[row.ID], ToSign: -1}
		if known {
			rows[i].ToSign = waiting[row.ID].Count
		}
	}
	return store.Page[Row]{Items: rows, Next: page.Next, Count: page.Count}, nil
}

// Count returns how many signers match in all, at most store.CountLimit + 1.
func (s *Service) Count(ctx context.Context, query users.Query) (int, error) {
	return s.Users.Count(ctx, everybody, asked(query))
}

func asked(query users.Query) users.Query {
	if query.Signers == "" {
		query.Signers = users.Signers
	}
	query.Affiliated = true
	return query
}
