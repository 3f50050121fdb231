package rehearsal

import (
	"context"
	"net/http"

	"portico/backend"
)

// PutFaults breaks the sandbox of the next rehearsals on purpose: prepare after
// the copy was made, wrap around its handler, before each step.
func (s *Service) PutFaults(prepare func(context.Context, *backend.Backend) error, wrap func(http.Handler) http.Handler, before func(step string)) {
	s.faults = faults{prepare: prepare, wrap: wrap, before: before}
}

// UseFolder makes sandboxes inside a folder of a test.
func (s *Service) UseFolder(folder string) { s.folder = folder }
