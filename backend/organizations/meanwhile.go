package organizations

import (
	"portico/backend/fault"
	"portico/backend/store"
)

// refuseMeanwhile refuses a change that was made from an older state than the
// present one, so that nobody's change is taken back unseen. The field "seen"
// tells a form from other conflicts.
func (o Organization) refuseMeanwhile(seen store.Time) error {
	if seen.IsZero() || seen.Equal(o.UpdatedAt.Time) {
		return nil
	}
	const message = "Somebody changed this organization meanwhile. Nothing was saved yet, and what you typed is still here."
	return &fault.Error{Code: fault.Conflict, Message: message, Fields: map[string]string{"seen": message}}
}
