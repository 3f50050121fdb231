package testkit

import (
	"net/http"
	"net/url"
	"testing"

	"portico/backend/rehearsal"
)

// Browser is the rehearsal's browser for tests: it visits pages over real HTTP
// as a person without JavaScript does, and whatever goes wrong fails the test.
type Browser struct {
	Client *http.Client
	t      testing.TB
	real   *rehearsal.Browser
}

// NewBrowser returns a browser with no cookies for the site at base.
func NewBrowser(t testing.TB, base string) *Browser {
	t.Helper()
	real, err := rehearsal.NewBrowser(base)
	if err != nil {
		t.Fatal(err)
	}
	return &Browser{Client: real.Client, t: t, real: real}
}

// Page is a page as it was answered.
type Page struct {
	*rehearsal.Page
	browser *Browser
}

func (b *Browser) page(real *rehearsal.Page, err error) *Page {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
	return &Page{Page: real, browser: b}
}

// Get opens an address of the site, or any whole address.
func (b *Browser) Get(address string) *Page {
	b.t.Helper()
	return b.page(b.real.Get(b.t.Context(), address))
}

// Post sends a form to an address of the site, as the site's own pages do.
func (b *Browser) Post(address string, values url.Values) *Page {
	b.t.Helper()
	return b.page(b.real.Post(b.t.Context(), address, values))
}

// Want fails the test unless the page has the status, and says all the words.
func (p *Page) Want(status int, words ...string) *Page {
	p.browser.t.Helper()
	if p.Status != status {
		p.browser.t.Fatalf("%s answered %d, not %d: %s", p.URL, p.Status, status, p.Text())
	}
	for _, word := range words {
		if !p.Says(word) {
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
	address, err := p.Page.Link(text)
	if err != nil {
		p.browser.t.Fatalf("%v: %s", err, p.Text())
	}
	return address
}

// Form is a form as it stands on a page, to be filled in and sent.
type Form struct {
	*rehearsal.Form
	page *Page
}

// Form returns the first form that has a button with this text.
func (p *Page) Form(button string) *Form {
	p.browser.t.Helper()
	form, err := p.Page.Form(button)
	if err != nil {
		p.browser.t.Fatalf("%v: %s", err, p.Text())
	}
	return &Form{Form: form, page: p}
}

// Set fills in the field with this label.
func (f *Form) Set(label, value string) *Form {
	f.page.browser.t.Helper()
	if err := f.Form.Set(label, value); err != nil {
		f.page.browser.t.Fatal(err)
	}
	return f
}

// Choose picks the option, radio button or tick with this text: in a select by
// the select's label and the option's text, else by the label of the button.
func (f *Form) Choose(label, option string) *Form {
	f.page.browser.t.Helper()
	if err := f.Form.Choose(label, option); err != nil {
		f.page.browser.t.Fatal(err)
	}
	return f
}

// Submit sends the form and returns the page that it leads to.
func (f *Form) Submit() *Page {
	f.page.browser.t.Helper()
	return f.page.browser.page(f.Form.Submit(f.page.browser.t.Context()))
}
