package users

import "context"

// Dependents answers what only the floors above can say. Each may be nil.
type Dependents struct {
	// RoleInUse returns what keeps an organizational role from being deleted
	// besides affiliations, in words ("2 documents"), or nothing.
	RoleInUse func(ctx context.Context, roleID int64) ([]string, error)
	// Readdressed is told, in the transaction of the change, whose Email or Login became
	// another one: what was sent to the earlier one must open nothing.
	Readdressed func(ctx context.Context, userIDs []int64) error
}
