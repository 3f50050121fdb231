package signin

import (
	"context"

	"portico/backend/access"
	"portico/backend/users"
)

// person is a user and what they may do, as the database says at this moment.
type person struct {
	users.User
	scope  access.Scope
	signer access.Signer
}

// person returns a user with what they may do, or a NotFound fault.
func (s *Service) person(ctx context.Context, id int64) (person, error) {
	scope, u, err := s.Users.ScopeOf(ctx, id)
	if err != nil {
		return person{}, err
	}
	signer, err := s.Users.SignerOf(ctx, id)
	return person{u, scope, signer}, err
}

// mayEnter is SIG-6: an active Assessment Manager of at least one active
// organization, or an active user to whom an account role gives Partner Portal
// Login.
func (p person) mayEnter() bool {
	manages := p.Type == users.Manager && len(p.scope.Places()) > 0
	return !p.IsSuspended && (manages || p.signer.Has(access.PortalLogin))
}
