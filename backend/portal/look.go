package portal

import (
	"encoding/base64"
	"fmt"
	"html/template"
	"net/http"
	"strconv"
	"strings"

	"portico/backend/figures"
	"portico/backend/organizations"
)

// The addresses of an organization's look. Both name their content, so that
// browsers keep it for good.
const (
	coloursPath = "/look/"
	logoPath    = "/logo/"
)

// The grounds of the stylesheet, light and dark.
var (
	lightPaper = figures.Colour{R: 0xfb, G: 0xfa, B: 0xf7}
	darkPaper  = figures.Colour{R: 0x13, G: 0x17, B: 0x1b}
)

// look is how a page differs from the product's own (ORG-6).
type look struct {
	Colours     string       // the address of a stylesheet, "" for none
	ColourStyle template.CSS // the same in a page that stands by itself
	Logo        template.URL // the address of a picture, "" for none
	LogoWidth   int          // pixels
	LogoHeight  int
}

// lookOf returns the look of an organization's pages.
func lookOf(branding organizations.Branding) look {
	shown := look{LogoWidth: branding.Logo.Width, LogoHeight: branding.Logo.Height}
	if primary, ok := figures.ParseColour(branding.PrimaryColour); ok {
		accent, ok := figures.ParseColour(branding.AccentColour)
		if !ok {
			accent = primary
		}
		shown.Colours = coloursPath + strings.TrimPrefix(primary.String(), "#") + "-" + strings.TrimPrefix(accent.String(), "#") + ".css"
		shown.ColourStyle = colourStyle(primary, accent)
	}
	if branding.Logo.Hash != "" {
		shown.Logo = template.URL(logoPath + branding.Logo.Hash + ".png") //nolint:gosec // a hash
	}
	return shown
}

// colourStyle sets the colours of the pages. Whatever was chosen, text stays
// readable in light and dark: a colour is moved just as far as that takes.
func colourStyle(primary, accent figures.Colour) template.CSS {
	scheme := func(paper, deeper figures.Colour) string {
		act := Readable(primary, paper)
		tint := act.Mix(paper, 0.9)
		return fmt.Sprintf(":root{--act:%s;--act-hover:%s;--act-tint:%s;--on-act:%s;--accent:%s}", act, act.Mix(deeper, 0.2), tint, act.On(), accent)
	}
	return template.CSS(scheme(lightPaper, figures.Colour{}) + "@media (prefers-color-scheme:dark){" + scheme(darkPaper, figures.Colour{R: 255, G: 255, B: 255}) + "}body{border-top:4px solid var(--accent)}") //nolint:gosec // colours
}

// Readable returns the colour that pages with a ground use for a primary
// colour: it can be read on the ground itself and on its own tint.
func Readable(primary, ground figures.Colour) figures.Colour {
	act := primary.Readable(ground)
	return act.Readable(act.Mix(ground, 0.9))
}

// withPicture puts a picture itself in the place of its address, for a page
// that stands by itself.
func (l look) withPicture(png []byte) look {
	l.Logo = template.URL("data:image/png;base64," + base64.StdEncoding.EncodeToString(png)) //nolint:gosec // our own picture
	return l
}

// serveLook answers a request for an organization's colours or logo, and
// reports whether it was one. Like an asset it asks for no session.
func (p *Portal) serveLook(w http.ResponseWriter, r *http.Request) bool {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return false
	}
	kind, body := "", []byte(nil)
	if name, found := strings.CutPrefix(r.URL.Path, coloursPath); found {
		primary, accent, ok := readColours(name)
		if !ok {
			return false
		}
		kind, body = "text/css; charset=utf-8", []byte(colourStyle(primary, accent))
	} else if name, found := strings.CutPrefix(r.URL.Path, logoPath); found {
		hash, isPNG := strings.CutSuffix(name, ".png")
		content, err := p.Organizations.LogoContent(r.Context(), hash)
		if !isPNG || err != nil {
			return false
		}
		kind, body = "image/png", content
		w.Header().Set("Content-Disposition", `attachment; filename="logo.png"`) // SEC-39; a page shows it all the same
	} else {
		return false
	}
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method == http.MethodGet {
		_, _ = w.Write(body) // the browser may have gone
	}
	return true
}

// readColours reads "0f6b73-c2410c.css", in its one spelling.
func readColours(name string) (primary, accent figures.Colour, ok bool) {
	first, second, found := strings.Cut(strings.TrimSuffix(name, ".css"), "-")
	primary, firstOK := figures.ParseColour("#" + first)
	accent, secondOK := figures.ParseColour("#" + second)
	ok = found && firstOK && secondOK && name == strings.TrimPrefix(primary.String(), "#")+"-"+strings.TrimPrefix(accent.String(), "#")+".css"
	return primary, accent, ok
}

// Ground is what a page's text stands on.
type Ground struct {
	Name   string // "light" or "dark"
	Colour figures.Colour
}

// Grounds returns those of the stylesheet.
func (*Portal) Grounds() []Ground { return []Ground{{"light", lightPaper}, {"dark", darkPaper}} }
