package portal

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"hash"
	"html/template"
	"io/fs"
	"maps"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"portico/backend/pdf"
)

//go:embed assets
var assetFiles embed.FS

// asset is a file that pages load. It is compressed once and kept by browsers
// for good: its path carries its hash. The files of a folder carry one hash, so
// that they find each other by their names.
type asset struct {
	path    string
	kind    string
	policy  string
	sum     [sha256.Size]byte
	plain   func() []byte
	gzipped func() []byte // compresses at the first call
}

// kinds are the content types of assets. What has none is a licence.
var kinds = map[string]string{
	".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8", ".svg": "image/svg+xml",
	".ttf": "font/ttf", ".pfb": "application/octet-stream", ".bcmap": "application/octet-stream", "": "text/plain; charset=utf-8",
}

// The worker of the viewer runs under the policy of its own answer, and loads
// the reader of JPEG 2000 pictures when a document has one (SEC-29).
const (
	viewerWorker       = "viewer/worker.mjs"
	viewerWorkerPolicy = "default-src 'none'; script-src 'self'"
)

// loadAssets does its work once: the files never change, so that all portals of
// a process share them.
var loadAssets = sync.OnceValues(readAssets)

func readAssets() (map[string]asset, error) {
	assets := map[string]asset{}
	err := fs.WalkDir(assetFiles, "assets", func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		plain, err := assetFiles.ReadFile(file)
		if err != nil {
			return err
		}
		assets[strings.TrimPrefix(file, "assets/")] = asset{
			sum: sha256.Sum256(plain), plain: func() []byte { return plain }, gzipped: sync.OnceValue(func() []byte { return compress(plain) }),
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	// The viewer lends the fonts of the program to documents that carry none.
	spares, err := pdf.Spares()
	if err != nil {
		return nil, err
	}
	for _, spare := range spares {
		assets["viewer/fonts/"+spare.Name+".ttf"] = asset{sum: sha256.Sum256(spare.Gzipped), plain: spare.Plain, gzipped: func() []byte { return spare.Gzipped }}
	}
	addressAssets(assets)
	return assets, nil
}

// addressAssets gives each asset its path, content type and policy.
func addressAssets(assets map[string]asset) {
	sums := map[string]hash.Hash{}
	group := func(name string) string { first, _, _ := strings.Cut(name, "/"); return first }
	for _, name := range slices.Sorted(maps.Keys(assets)) {
		sum, known := sums[group(name)]
		if !known {
			sum = sha256.New()
			sums[group(name)] = sum
		}
		_, _ = fmt.Fprintf(sum, "%s %x\n", name, assets[name].sum) // a hash takes everything
	}
	for name, one := range assets {
		one.path = "/assets/" + hex.EncodeToString(sums[group(name)].Sum(nil)[:6]) + "/" + name
		one.kind = kinds[path.Ext(name)]
		one.policy = "default-src 'none'"
		if name == viewerWorker {
			one.policy = viewerWorkerPolicy
		}
		assets[name] = one
	}
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
	all := bytes.NewBuffer(slices.Clone(p.assets["portal.css"].plain()))
	for _, name := range slices.Sorted(maps.Keys(p.assets)) {
		if path.Ext(name) == ".css" && name != "portal.css" {
			all.Write(p.assets[name].plain())
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
	h.Set("Content-Security-Policy", file.policy)
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Vary", "Accept-Encoding")
	body := file.plain()
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
