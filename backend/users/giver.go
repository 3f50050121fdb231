package users

import (
	"context"

	"portico/backend/access"
)

// MayChange returns a user whom the giver may change: for a manager one of
// their own organizations who has no more than they have, and never
// themselves (SEC-36). Another's answers as a missing one: NotFound; one who
// has more, or the giver's own: Forbidden.
func (s *Service) MayChange(ctx context.Context, giver access.Scope, id int64) (User, error) {
	u, _, err := s.changeable(ctx, giver, id)
	return u, err
}
