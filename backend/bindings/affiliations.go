package bindings

import (
	"context"

	"portico/backend"
	"portico/backend/users"
)

// AffiliationInput is a tie to an organization as the form sends it.
type AffiliationInput struct {
	OrganizationID int64   `json:"organizationId"`
	RoleIDs        []int64 `json:"roleIds"`
}

// AffiliationRow is a tie of a user to an organization.
type AffiliationRow struct {
	OrganizationID int64                   `json:"organizationId"`
	Organization   string                  `json:"organization"`
	Trail          string                  `json:"trail"`      // names above it
	IsArchived     bool                    `json:"isArchived"` // the organization is: the tie counts for nothing
	Roles          []OrganizationalRoleRef `json:"roles"`
}

// OrganizationalRoleRef is an organizational role where its name is enough.
type OrganizationalRoleRef struct {
	ID           int64  `json:"id"`
	Name         string `json:"name"`
	IsManagement bool   `json:"isManagement"`
}

// AccountRoleRef is an account role where its name is enough.
type AccountRoleRef struct {
	ID   int64  `json:"id"`
	Name string `json:"name"`
}

// affiliationRows returns a user's ties with the trails of their organizations.
func affiliationRows(ctx context.Context, b *backend.Backend, userID int64) ([]AffiliationRow, error) {
	ties, err := b.Users.Affiliations(ctx, userID)
	if err != nil {
		return nil, err
	}
	ids := make([]int64, len(ties))
	for i, tie := range ties {
		ids[i] = tie.OrganizationID
	}
	places, err := b.Organizations.ChoicesByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	trails := map[int64]string{}
	for _, place := range places {
		trails[place.ID] = place.Trail
	}
	return each(ties, func(tie users.Affiliation) AffiliationRow {
		return AffiliationRow{OrganizationID: tie.OrganizationID, Organization: tie.Organization, Trail: trails[tie.OrganizationID], IsArchived: tie.IsArchived, Roles: each(tie.Roles, roleRef)}
	}), nil
}

func roleRef(role users.OrganizationalRole) OrganizationalRoleRef {
	return OrganizationalRoleRef{ID: role.ID, Name: role.Name, IsManagement: role.IsManagement}
}
