package portal

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"html/template"
	"maps"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:embed assets
var assetFiles embed.FS

// asset is a file that pages load. It is compressed once and kept by browsers
// for good: its path carries its hash.
type asset struct {
	path    string
	kind    string
	plain   []byte
	gzipped func() []byte // compresses at the first call
}

func loadAssets() (map[string]asset, error) {
	assets := map[string]asset{}
	kinds := map[string]string{".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
	files, err := assetFiles.ReadDir("assets")
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		name := file.Name()
		plain, err := assetFiles.ReadFile("assets/" + name)
		if err != nil {
			return nil, err
		}
		sum := sha256.Sum256(plain)
		assets[name] = asset{path: "/assets/" + hex.EncodeToString(sum[:6]) + "/" + name, kind: kinds[path.Ext(name)], plain: plain, gzipped: sync.OnceValue(func() []byte { return compress(plain) })}
	}
	return assets, nil
}

// compress returns a file as gzip writes it at its best.
func compress(plain []byte) []byte {
	var out bytes.Buffer
	writer, _ := gzip.NewWriterLevel(&out, gzip.BestCompression) // a level that there is
	_, _ = writer.Write(plain)                                   // a buffer takes everything
	_ = writer.Close()
	return out.Bytes()
}

// assetPath returns where an asset is loaded from, for templates.
func (p *Portal) assetPath(name string) string { return p.assets[name].path }

// stylesheet returns the text of all stylesheets, for a page that stands by
// itself. The common one comes first, as on the pages.
func (p *Portal) stylesheet() template.CSS {
	all := bytes.NewBuffer(slices.Clone(p.assets["portal.css"].plain))
	for _, name := range slices.Sorted(maps.Keys(p.assets)) {
		if path.Ext(name) == ".css" && name != "portal.css" {
			all.Write(p.assets[name].plain)
		}
	}
	return template.CSS(all.String()) //nolint:gosec // part of the program
}

// serveAsset answers a request for an asset, and reports whether it was one.
// An asset asks for no session and no setting.
func (p *Portal) serveAsset(w http.ResponseWriter, r *http.Request) bool {
	rest, found := strings.CutPrefix(r.URL.Path, "/assets/")
	if !found || r.Method != http.MethodGet && r.Method != http.MethodHead {
		return false
	}
	_, name, _ := strings.Cut(rest, "/")
	file, known := p.assets[name]
	if !known || file.path != r.URL.Path {
		return false
	}
	h := w.Header()
	h.Set("Content-Type", file.kind)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "default-src 'none'")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Vary", "Accept-Encoding")
	body := file.plain
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		body = file.gzipped()
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method == http.MethodGet {
		_, _ = w.Write(body) // the browser may have gone
	}
	return true
}
