package bindings

import (
	"time"

	"portico/backend/store"
)

// seen is the moment of which a form was filled, as the bridge carries it:
// milliseconds, 0 for none.
func seen(milliseconds int64) store.Time {
	if milliseconds == 0 {
		return store.Time{}
	}
	return store.At(time.UnixMilli(milliseconds))
}
