package rehearsal

import (
	"context"
	"encoding/base64"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// stylesMark stands in a page's head for the site's stylesheets, which are kept
// once for all pages of a report.
const stylesMark = "__PORTICO_STYLES__"

// looks is how the pages of a rehearsal looked: each page without what it
// loads, and the stylesheets that it loaded.
type looks struct {
	Styles map[string]string `json:"styles"` // by the address they were loaded from
	Pages  map[int]look      `json:"pages"`  // by the step's number
}

type look struct {
	HTML   string   `json:"html"`
	Styles []string `json:"styles"`
}

func newLooks() looks { return looks{Styles: map[string]string{}, Pages: map[int]look{}} }

// document returns a page that stands by itself: its styles are part of it,
// under the nonce __CSP_NONCE__, and nothing in it leads anywhere.
func (l looks) document(number int) string {
	page, kept := l.Pages[number]
	if !kept {
		return ""
	}
	var all strings.Builder
	for _, address := range page.Styles {
		all.WriteString(strings.ReplaceAll(l.Styles[address], "</", `<\/`))
	}
	return strings.Replace(page.HTML, stylesMark, all.String(), 1)
}

// keep takes over how a page looks for a step.
func (l looks) keep(ctx context.Context, number int, page *Page) {
	root, err := html.Parse(strings.NewReader(page.Body))
	if err != nil {
		return
	}
	styles := []string{}
	var gone []*html.Node
	for node := range root.Descendants() {
		if node.Type != html.ElementNode {
			continue
		}
		switch node.DataAtom {
		case atom.Script, atom.Base, atom.Meta, atom.Iframe, atom.Object, atom.Embed:
			if node.DataAtom != atom.Meta || has(node, "http-equiv") {
				gone = append(gone, node)
			}
		case atom.Link:
			if attribute(node, "rel") == "stylesheet" {
				if address := l.loadStyles(ctx, page, attribute(node, "href")); address != "" {
					styles = append(styles, address)
				}
			}
			gone = append(gone, node)
		case atom.Img:
			setAttribute(node, "src", page.browser.picture(ctx, page, attribute(node, "src")))
		}
		disarm(node)
	}
	for _, node := range gone {
		node.Parent.RemoveChild(node)
	}
	for node := range root.Descendants() {
		if node.DataAtom == atom.Head {
			style := &html.Node{Type: html.ElementNode, Data: "style", DataAtom: atom.Style, Attr: []html.Attribute{{Key: "nonce", Val: "__CSP_NONCE__"}}}
			style.AppendChild(&html.Node{Type: html.TextNode, Data: stylesMark})
			node.AppendChild(style)
			break
		}
	}
	var out strings.Builder
	if err := html.Render(&out, root); err == nil {
		l.Pages[number] = look{HTML: out.String(), Styles: styles}
	}
}

// disarm takes away whatever would load or lead somewhere, or run.
func disarm(node *html.Node) {
	kept := node.Attr[:0]
	for _, one := range node.Attr {
		switch {
		case strings.HasPrefix(one.Key, "on"), one.Key == "action", one.Key == "formaction", one.Key == "srcset", one.Key == "style", one.Key == "autofocus",
			one.Key == "href", one.Key == "src" && !strings.HasPrefix(one.Val, "data:image/"):
		default:
			kept = append(kept, one)
		}
	}
	node.Attr = kept
}

func setAttribute(node *html.Node, name, value string) {
	for i := range node.Attr {
		if node.Attr[i].Key == name {
			node.Attr[i].Val = value
		}
	}
}

// loadStyles loads a stylesheet of a page once, and returns the address under
// which it is kept, or "".
func (l looks) loadStyles(ctx context.Context, page *Page, href string) string {
	target, err := page.URL.Parse(href)
	if err != nil {
		return ""
	}
	if _, kept := l.Styles[target.Path]; kept {
		return target.Path
	}
	loaded, err := page.browser.Get(ctx, target.String())
	if err != nil || loaded.Status != 200 {
		return ""
	}
	l.Styles[target.Path] = loaded.Body
	return target.Path
}

// pictureLimit is how large a picture of a page may be to be kept with it.
const pictureLimit = 256 << 10 // bytes

// picture returns a picture of a page as an address that carries it, or "".
func (b *Browser) picture(ctx context.Context, page *Page, src string) string {
	if strings.HasPrefix(src, "data:image/") {
		return src
	}
	target, err := page.URL.Parse(src)
	if err != nil || src == "" {
		return ""
	}
	loaded, err := b.Get(ctx, target.String())
	kind := ""
	if err == nil {
		kind, _, _ = strings.Cut(loaded.Header.Get("Content-Type"), ";")
	}
	if err != nil || loaded.Status != 200 || !strings.HasPrefix(kind, "image/") || len(loaded.Body) > pictureLimit {
		return ""
	}
	return "data:" + kind + ";base64," + base64.StdEncoding.EncodeToString([]byte(loaded.Body))
}
