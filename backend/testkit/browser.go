package testkit

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Browser visits pages over real HTTP as a person without JavaScript does:
// it keeps cookies, follows redirects, reads what a page says and fills in
// forms by their labels.
type Browser struct {
	t      testing.TB
	base   *url.URL
	Client *http.Client
}

// NewBrowser returns a browser with no cookies for the site at base.
func NewBrowser(t testing.TB, base string) *Browser {
	t.Helper()
	u, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &Browser{t: t, base: u, Client: &http.Client{Jar: jar}}
}

// Page is a page as it was answered.
type Page struct {
	browser *Browser
	URL     *url.URL // after redirects
	Status  int
	Header  http.Header
	Body    string
	root    *html.Node
}

// Get opens an address of the site, or any whole address.
func (b *Browser) Get(address string) *Page {
	b.t.Helper()
	request, err := http.NewRequestWithContext(b.t.Context(), http.MethodGet, b.resolve(address), nil)
	if err != nil {
		b.t.Fatal(err)
	}
	return b.do(request)
}

// Post sends a form to an address of the site, as the site's own pages do.
func (b *Browser) Post(address string, values url.Values) *Page {
	b.t.Helper()
	request, err := http.NewRequestWithContext(b.t.Context(), http.MethodPost, b.resolve(address), strings.NewReader(values.Encode()))
	if err != nil {
		b.t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return b.do(request)
}

func (b *Browser) resolve(address string) string {
	if strings.Contains(address, "://") {
		return address
	}
	return strings.TrimSuffix(b.base.String(), "/") + address
}

func (b *Browser) do(request *http.Request) *Page {
	b.t.Helper()
	response, err := b.Client.Do(request)
	if err != nil {
		b.t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	root, err := html.Parse(strings.NewReader(string(body)))
	if err != nil {
		b.t.Fatal(err)
	}
	return &Page{browser: b, URL: response.Request.URL, Status: response.StatusCode, Header: response.Header, Body: string(body), root: root}
}

// Text returns what the page says, with white space reduced.
func (p *Page) Text() string { return textOf(p.root) }

// Want fails the test unless the page has the status, and says all the words.
func (p *Page) Want(status int, words ...string) *Page {
	p.browser.t.Helper()
	if p.Status != status {
		p.browser.t.Fatalf("%s answered %d, not %d: %s", p.URL, p.Status, status, p.Text())
	}
	for _, word := range words {
		if !strings.Contains(p.Text(), word) {
			p.browser.t.Fatalf("%s does not say %q: %s", p.URL, word, p.Text())
		}
	}
	return p
}

// At fails the test unless the page's path is this one.
func (p *Page) At(path string) *Page {
	p.browser.t.Helper()
	if p.URL.Path != path {
		p.browser.t.Fatalf("at %s, not at %s: %s", p.URL, path, p.Text())
	}
	return p
}

// Link returns the address behind the first link that says text.
func (p *Page) Link(text string) string {
	p.browser.t.Helper()
	for node := range p.root.Descendants() {
		if node.Type == html.ElementNode && node.Data == "a" && strings.Contains(textOf(node), text) {
			target, err := p.URL.Parse(attribute(node, "href"))
			if err != nil {
				p.browser.t.Fatal(err)
			}
			return target.String()
		}
	}
	p.browser.t.Fatalf("%s has no link %q: %s", p.URL, text, p.Text())
	return ""
}

// Links returns the texts of all links on the page.
func (p *Page) Links() []string {
	var texts []string
	for node := range p.root.Descendants() {
		if node.Type == html.ElementNode && node.Data == "a" {
			texts = append(texts, textOf(node))
		}
	}
	return texts
}

// Form is a form as it stands on a page, to be filled in and sent.
type Form struct {
	page   *Page
	node   *html.Node
	action string
	method string
	Values url.Values
}

// Form returns the first form that has a button with this text.
func (p *Page) Form(button string) *Form {
	p.browser.t.Helper()
	for node := range p.root.Descendants() {
		if node.Type != html.ElementNode || node.Data != "form" {
			continue
		}
		for inner := range node.Descendants() {
			if isButton(inner) && (strings.TrimSpace(textOf(inner)) == button || attribute(inner, "value") == button && inner.Data == "input") {
				form := &Form{page: p, node: node, action: attribute(node, "action"), method: strings.ToUpper(attribute(node, "method")), Values: url.Values{}}
				form.take()
				if name := attribute(inner, "name"); name != "" {
					form.Values.Set(name, attribute(inner, "value"))
				}
				if other := attribute(inner, "formaction"); other != "" {
					form.action = other
				}
				return form
			}
		}
	}
	p.browser.t.Fatalf("%s has no form with the button %q: %s", p.URL, button, p.Text())
	return nil
}

// take reads the values that the form stands with.
func (f *Form) take() {
	for node := range f.node.Descendants() {
		if node.Type != html.ElementNode || attribute(node, "name") == "" || has(node, "disabled") {
			continue
		}
		name := attribute(node, "name")
		switch {
		case node.Data == "textarea":
			f.Values.Set(name, textOf(node))
		case node.Data == "select":
			for option := range node.Descendants() {
				if option.Data == "option" && (has(option, "selected") || !f.Values.Has(name)) {
					f.Values.Set(name, attribute(option, "value"))
				}
			}
		case node.Data == "input" && (attribute(node, "type") == "checkbox" || attribute(node, "type") == "radio"):
			if has(node, "checked") {
				f.Values.Add(name, attribute(node, "value"))
			}
		case node.Data == "input" && attribute(node, "type") != "submit":
			f.Values.Set(name, attribute(node, "value"))
		}
	}
}

// Set fills in the field with this label.
func (f *Form) Set(label, value string) *Form {
	f.page.browser.t.Helper()
	f.Values.Set(attribute(f.field(label), "name"), value)
	return f
}

// Choose picks the option, radio button or tick with this text: in a select by
// the select's label and the option's text, else by the label of the button.
func (f *Form) Choose(label, option string) *Form {
	f.page.browser.t.Helper()
	node := f.field(label)
	if node.Data == "select" {
		for inner := range node.Descendants() {
			if inner.Data == "option" && strings.Contains(textOf(inner), option) {
				f.Values.Set(attribute(node, "name"), attribute(inner, "value"))
				return f
			}
		}
		f.page.browser.t.Fatalf("%q has no option %q", label, option)
	}
	f.Values.Add(attribute(node, "name"), attribute(node, "value"))
	return f
}

func (f *Form) field(label string) *html.Node {
	f.page.browser.t.Helper()
	for node := range f.node.Descendants() {
		if node.Type != html.ElementNode || node.Data != "label" || strings.TrimSpace(textOf(node)) != label {
			continue
		}
		if id := attribute(node, "for"); id != "" {
			for inner := range f.page.root.Descendants() {
				if inner.Type == html.ElementNode && attribute(inner, "id") == id {
					return inner
				}
			}
		}
		for inner := range node.Descendants() {
			if inner.Type == html.ElementNode && (inner.Data == "input" || inner.Data == "select" || inner.Data == "textarea") {
				return inner
			}
		}
	}
	f.page.browser.t.Fatalf("%s has no field %q", f.page.URL, label)
	return nil
}

// Submit sends the form and returns the page that it leads to.
func (f *Form) Submit() *Page {
	f.page.browser.t.Helper()
	target, err := f.page.URL.Parse(f.action)
	if err != nil {
		f.page.browser.t.Fatal(err)
	}
	if f.method != http.MethodPost {
		target.RawQuery = f.Values.Encode()
		return f.page.browser.Get(target.String())
	}
	return f.page.browser.Post(target.String(), f.Values)
}

func isButton(node *html.Node) bool {
	return node.Type == html.ElementNode && (node.Data == "button" || node.Data == "input" && attribute(node, "type") == "submit")
}

func attribute(node *html.Node, name string) string {
	for _, one := range node.Attr {
		if one.Key == name {
			return one.Val
		}
	}
	return ""
}

func has(node *html.Node, name string) bool {
	for _, one := range node.Attr {
		if one.Key == name {
			return true
		}
	}
	return false
}

func textOf(node *html.Node) string {
	var parts []string
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			parts = append(parts, n.Data)
		}
		if n.Type == html.ElementNode && (n.Data == "script" || n.Data == "style") {
			return
		}
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			walk(child)
		}
		if n.Type == html.ElementNode && n.Data != "a" && n.Data != "b" && n.Data != "strong" && n.Data != "em" && n.Data != "span" {
			parts = append(parts, " ")
		}
	}
	walk(node)
	return strings.Join(strings.Fields(strings.Join(parts, "")), " ")
}
