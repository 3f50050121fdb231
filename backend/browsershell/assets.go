package browsershell

import (
	"bytes"
	"net/http"
	"strings"
)

// nonceMark stands in the built index.html where the nonce of a request goes.
const nonceMark = "__CSP_NONCE__"

// viewerWorker runs under the policy of its own answer, and loads the reader of
// JPEG 2000 pictures when a PDF has one.
const viewerWorker = "/viewer/pdf.worker.min.mjs"

// asset serves the built interface. Its own page gets a content security
// policy with a nonce, because the component kit sets styles at run time.
func (s *Shell) asset(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Referrer-Policy", "no-referrer")
	header.Set("Cross-Origin-Opener-Policy", "same-origin")
	header.Set("X-Frame-Options", "DENY")
	if r.URL.Path != "/" && r.URL.Path != "/index.html" {
		if strings.HasPrefix(r.URL.Path, "/assets/") {
			header.Set("Cache-Control", "private, max-age=31536000, immutable")
		}
		policy := "default-src 'none'; frame-ancestors 'none'"
		if r.URL.Path == viewerWorker {
			policy = "default-src 'none'; script-src 'self'; frame-ancestors 'none'"
		}
		header.Set("Content-Security-Policy", policy)
		http.FileServerFS(s.options.Assets).ServeHTTP(w, r)
		return
	}
	value := nonce()
	header.Set("Content-Type", "text/html; charset=utf-8")
	header.Set("Cache-Control", "no-store")
	header.Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-"+value+"'; style-src-attr 'unsafe-inline'; "+
		"img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	_, _ = w.Write(bytes.ReplaceAll(s.index, []byte(nonceMark), []byte(value)))
}
