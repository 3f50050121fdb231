package portal_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"path"
	"regexp"
	"strings"
	"testing"
)

// The signing page's viewer finds all that its library may ask for beside
// itself, served as every asset is, and none of it may run what it made up or
// load from elsewhere.
// Shows DOC-5, SEC-29.
func TestViewerComesWithTheProgram_DOC5_SEC29(t *testing.T) {
	t.Parallel()
	v := newVillage(t)
	page := v.send(v.clients[signer], http.MethodGet, "/documents/"+documentID(v)+"/sign", nil, nil).body
	if !regexp.MustCompile(`id="viewer"[^>]* data-pages="[1-9]`).MatchString(page) {
		t.Error("the page does not say how many pages the document has")
	}
	script := regexp.MustCompile(`src="(/assets/[0-9a-f]+/viewer/)viewer\.mjs"`).FindStringSubmatch(page)
	if script == nil {
		t.Fatal("the page loads no viewer")
	}
	wanted := map[string]string{
		"viewer.mjs": "text/javascript; charset=utf-8", "worker.mjs": "text/javascript; charset=utf-8", "pdfjs/wasm/openjpeg_nowasm_fallback.js": "text/javascript; charset=utf-8",
		"pdfjs/cmaps/UniGB-UCS2-H.bcmap": "application/octet-stream", "pdfjs/standard_fonts/FoxitSymbol.pfb": "application/octet-stream",
		"pdfjs/standard_fonts/LiberationSans-Regular.ttf": "font/ttf", "fonts/chinese-japanese.ttf": "font/ttf", "fonts/korean.ttf": "font/ttf",
		"pdfjs/LICENSE": "text/plain; charset=utf-8",
	}
	imports := regexp.MustCompile(`(?:import|from|import\()\s*"\./([^"]+)"`)
	for seen := map[string]bool{}; len(seen) < len(wanted); {
		for name, kind := range wanted {
			if seen[name] {
				continue
			}
			seen[name] = true
			address := script[1] + name
			got := v.send(newClient(t), http.MethodGet, address, nil, http.Header{"Accept-Encoding": {"identity"}})
			policy := "default-src 'none'"
			if name == "worker.mjs" {
				policy += "; script-src 'self'" // the reader of JPEG 2000 pictures, if there is one
			}
			for header, want := range map[string]string{
				"Content-Type": kind, "Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin",
				"Cache-Control": "public, max-age=31536000, immutable",
			} {
				if have := got.header.Get(header); got.status != http.StatusOK || have != want {
					t.Errorf("%s: %d, %s is %q", address, got.status, header, have)
				}
			}
			packed := v.send(newClient(t), http.MethodGet, address, nil, http.Header{"Accept-Encoding": {"gzip"}})
			reader, err := gzip.NewReader(strings.NewReader(packed.body))
			if err != nil {
				t.Fatalf("%s: %v", address, err)
			}
			if plain, err := io.ReadAll(reader); err != nil || string(plain) != got.body || got.body == "" {
				t.Errorf("%s differs when it is not compressed: %v", address, err)
			}
			if path.Ext(name) != ".mjs" || strings.HasPrefix(name, "pdfjs/") {
				continue
			}
			for _, one := range imports.FindAllStringSubmatch(got.body, -1) {
				wanted[path.Join(path.Dir(name), one[1])] = "text/javascript; charset=utf-8"
			}
		}
	}
	if _, found := wanted["pdfjs/pdf.worker.min.mjs"]; !found {
		t.Errorf("the worker's library was not looked for: %v", wanted)
	}
	wrong := strings.Replace(script[1], "/viewer/", "0/viewer/", 1) + "viewer.mjs"
	if got := v.send(newClient(t), http.MethodGet, wrong, nil, nil); got.status != http.StatusNotFound {
		t.Errorf("%s: %d", wrong, got.status)
	}
}
