package rehearsal

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/html"
)

const (
	pageLimit    = 8 << 20 // bytes of a page
	pagePatience = 30 * time.Second
)

// errElsewhere says that a page or form leads out of the site.
var errElsewhere = errors.New("the address is not of this site")

// Browser visits pages over real HTTP as a person without JavaScript does: it
// keeps cookies, follows redirects, reads what a page says and fills in forms
// by their labels. It belongs to one person and is not for concurrent use.
type Browser struct {
	Client *http.Client
	Agent  string // what it calls itself; "" for Go's own name
	base   *url.URL
	open   bool // whether other hosts may be visited
}

// NewBrowser returns a browser with no cookies for the site at base, an http or
// https address. It may go anywhere.
func NewBrowser(base string) (*Browser, error) {
	u, err := url.Parse(base)
	if err != nil {
		return nil, fmt.Errorf("open browser: %w", err)
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, fmt.Errorf("open browser: %w", err)
	}
	return &Browser{base: u, open: true, Client: &http.Client{Jar: jar}}, nil
}

// newConfinedBrowser returns a browser that connects to the site at base and
// to nobody else, whatever a page asks for.
func newConfinedBrowser(base string) (*Browser, error) {
	b, err := NewBrowser(base)
	if err != nil {
		return nil, err
	}
	b.open, b.Agent = false, "Portico rehearsal"
	host, dialer := b.base.Host, &net.Dialer{Timeout: 5 * time.Second}
	b.Client.Timeout = pagePatience
	b.Client.Transport = &http.Transport{
		MaxIdleConnsPerHost: 2,
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			if address != host {
				return nil, errElsewhere
			}
			return dialer.DialContext(ctx, network, address)
		},
	}
	return b, nil
}

// close ends the connections that are kept open.
func (b *Browser) close() { b.Client.CloseIdleConnections() }

// Page is a page as it was answered.
type Page struct {
	URL     *url.URL // after redirects
	Status  int
	Header  http.Header
	Body    string
	browser *Browser
	root    *html.Node
}

// Get opens an address of the site, or a whole address, and follows redirects.
func (b *Browser) Get(ctx context.Context, address string) (*Page, error) {
	return b.send(ctx, http.MethodGet, address, nil, true)
}

// Post sends a form to an address of the site, as the site's own pages do.
func (b *Browser) Post(ctx context.Context, address string, values url.Values) (*Page, error) {
	return b.send(ctx, http.MethodPost, address, values, true)
}

// Knock asks for an address and stays at the first answer: where a redirect
// leads stands in Page.LeadsTo.
func (b *Browser) Knock(ctx context.Context, method, address string, values url.Values) (*Page, error) {
	return b.send(ctx, method, address, values, false)
}

func (b *Browser) send(ctx context.Context, method, address string, values url.Values, follow bool) (*Page, error) {
	var body io.Reader
	if method == http.MethodPost {
		body = strings.NewReader(values.Encode())
	}
	request, err := http.NewRequestWithContext(ctx, method, b.resolve(address), body)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", address, err)
	}
	if !b.open && request.URL.Host != b.base.Host {
		return nil, fmt.Errorf("open %s: %w", address, errElsewhere)
	}
	if body != nil {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if b.Agent != "" {
		request.Header.Set("User-Agent", b.Agent)
	}
	client := *b.Client
	if !follow {
		client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	}
	response, err := client.Do(request)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", address, err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(io.LimitReader(response.Body, pageLimit))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", address, err)
	}
	root, err := html.Parse(strings.NewReader(string(text)))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", address, err)
	}
	return &Page{browser: b, URL: response.Request.URL, Status: response.StatusCode, Header: response.Header, Body: string(text), root: root}, nil
}

func (b *Browser) resolve(address string) string {
	if strings.Contains(address, "://") {
		return address
	}
	return strings.TrimSuffix(b.base.String(), "/") + address
}

// Text returns what the page says, with white space reduced.
func (p *Page) Text() string { return textOf(p.root) }

// Says reports whether the page says all of these words.
func (p *Page) Says(words ...string) bool {
	text := p.Text()
	for _, word := range words {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

// Title returns the page's main heading, else what stands in its title bar.
func (p *Page) Title() string {
	for _, name := range []string{"h1", "title"} {
		for _, node := range p.all(name) {
			return textOf(node)
		}
	}
	return ""
}

// Texts returns what the elements of a name on the page say: "h2".
func (p *Page) Texts(name string) []string {
	texts := []string{}
	for _, node := range p.all(name) {
		texts = append(texts, textOf(node))
	}
	return texts
}

// ByID returns what the element with this id says, or "".
func (p *Page) ByID(id string) string {
	if node := byID(p.root, id); node != nil {
		return textOf(node)
	}
	return ""
}

// LeadsTo returns where a redirect leads, as a path with its query, or "".
func (p *Page) LeadsTo() string {
	target, err := p.URL.Parse(p.Header.Get("Location"))
	if err != nil || p.Header.Get("Location") == "" {
		return ""
	}
	if target.Host != p.URL.Host {
		return target.String()
	}
	return target.RequestURI()
}

// Link returns the address behind the first link that says text.
func (p *Page) Link(text string) (string, error) {
	for _, node := range p.all("a") {
		if strings.Contains(textOf(node), text) {
			target, err := p.URL.Parse(attribute(node, "href"))
			if err != nil {
				return "", fmt.Errorf("follow link %q: %w", text, err)
			}
			return target.String(), nil
		}
	}
	return "", fmt.Errorf("%s has no link %q", p.URL.Path, text)
}

// Links returns the texts of all links on the page.
func (p *Page) Links() []string { return p.Texts("a") }

// Addresses returns where links and forms of the page lead, whole.
func (p *Page) Addresses() []*url.URL {
	found := []*url.URL{}
	for node := range p.root.Descendants() {
		if node.Type != html.ElementNode {
			continue
		}
		for _, name := range []string{"href", "action", "formaction", "src"} {
			if target, err := p.URL.Parse(attribute(node, name)); has(node, name) && err == nil {
				found = append(found, target)
			}
		}
	}
	return found
}

func (p *Page) all(name string) []*html.Node {
	var nodes []*html.Node
	for node := range p.root.Descendants() {
		if node.Type == html.ElementNode && node.Data == name {
			nodes = append(nodes, node)
		}
	}
	return nodes
}
