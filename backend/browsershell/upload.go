package browsershell

import (
	"encoding/json"
	"net/http"

	"portico/backend/bindings"
)

// upload answers POST /upload?name=…: the body is a file, the answer the
// chosen file or the fault.
func (s *Shell) upload(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	if r.ContentLength > bindings.MaxUpload {
		s.refuse(w, bindings.ErrUpload)
		return
	}
	// A file may take longer than a call.
	_ = http.NewResponseController(w).SetReadDeadline(noDeadline)
	chosen, err := s.options.Receive(r.URL.Query().Get("name"), r.Body)
	if err != nil {
		s.refuse(w, s.options.Explain(err))
		return
	}
	answer, err := json.Marshal(chosen)
	if err != nil {
		s.refuse(w, s.options.Explain(err))
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(answer)
}
