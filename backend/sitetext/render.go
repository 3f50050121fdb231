package sitetext

import (
	"bytes"
	"fmt"
	"html"
	"html/template"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	goldmarkhtml "github.com/yuin/goldmark/renderer/html"

	"portico/backend/fault"
)

// Values are what takes the place of placeholders, by their names. One that is
// missing leaves nothing.
type Values map[string]string

var placeholder = regexp.MustCompile(`\{\{\s*([a-z_.]*)\s*\}\}`)

// check returns the sentence about the first placeholder that a text does not
// know or does not close, or "".
func check(info Info, text string) string {
	known := map[string]bool{}
	var names []string
	for _, p := range info.Placeholders {
		known[p.Name] = true
		names = append(names, p.Written())
	}
	for i, line := range strings.Split(text, "\n") {
		for _, match := range placeholder.FindAllStringSubmatch(line, -1) {
			if !known[match[1]] {
				return fmt.Sprintf("Line %d: %s is no placeholder of this text. Use %s.", i+1, match[0], strings.Join(names, ", "))
			}
		}
		if rest := placeholder.ReplaceAllString(line, ""); strings.Contains(rest, "{{") {
			return fmt.Sprintf("Line %d: a placeholder starts with {{ and is not one. Use %s.", i+1, strings.Join(names, ", "))
		}
	}
	return ""
}

// Renderer turns Markdown with placeholders into HTML that is safe to show
// (TXT-4). It is safe for concurrent use.
type Renderer struct {
	markdown goldmark.Markdown
	policy   *bluemonday.Policy

	mu    sync.Mutex
	cache map[string]template.HTML
}

// cacheLimit is how many rendered texts are kept; the cache starts afresh when
// it is full.
const cacheLimit = 500

// NewRenderer returns a renderer.
func NewRenderer() *Renderer {
	policy := bluemonday.NewPolicy()
	policy.AllowElements("p", "br", "hr", "h2", "h3", "h4", "strong", "b", "em", "i", "s", "del", "code", "pre", "blockquote", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td")
	policy.AllowAttrs("start").Matching(bluemonday.Integer).OnElements("ol")
	policy.AllowAttrs("href").OnElements("a")
	policy.AllowURLSchemes("https", "http", "mailto", "tel")
	policy.AllowRelativeURLs(false)
	policy.RequireParseableURLs(true)
	policy.RequireNoReferrerOnLinks(true)
	return &Renderer{
		// Raw HTML is let through here because the policy comes after.
		markdown: goldmark.New(
			goldmark.WithExtensions(extension.Linkify, extension.Strikethrough, extension.Table),
			goldmark.WithRendererOptions(goldmarkhtml.WithUnsafe()),
		),
		policy: policy,
		cache:  map[string]template.HTML{},
	}
}

// HTML renders a text. Values stand in it as plain words: no Markdown or HTML
// in a name does anything. Markdown knows them only as opaque words; they are
// put in, escaped, before the policy cleans the result, so that an address in
// a value is checked like any other.
func (r *Renderer) HTML(info Info, body string, values Values) (template.HTML, error) {
	key := cacheKey(info, body, values)
	r.mu.Lock()
	done, found := r.cache[key]
	r.mu.Unlock()
	if found {
		return done, nil
	}
	marked, replace := mark(info, body, values)
	var out bytes.Buffer
	if err := r.markdown.Convert([]byte(marked), &out); err != nil {
		return "", fmt.Errorf("render text: %w", err)
	}
	page := strings.NewReplacer("<h1", "<h2", "</h1>", "</h2>").Replace(out.String())
	done = template.HTML(strings.TrimSpace(r.policy.Sanitize(replace.Replace(page)))) //nolint:gosec // sanitized here
	r.mu.Lock()
	if len(r.cache) >= cacheLimit {
		clear(r.cache)
	}
	r.cache[key] = done
	r.mu.Unlock()
	return done, nil
}

// mark puts an opaque word in the place of each placeholder and returns the
// replacer that puts the escaped value in its place.
func mark(info Info, body string, values Values) (string, *strings.Replacer) {
	words := map[string]string{}
	var pairs []string
	for i, p := range info.Placeholders {
		word := "portico-value-" + strconv.Itoa(i) + "-e"
		if p.IsLink {
			word = "https://" + word + ".invalid/"
		}
		words[p.Name] = word
		pairs = append(pairs, word, html.EscapeString(values[p.Name]))
	}
	marked := placeholder.ReplaceAllStringFunc(body, func(written string) string {
		return words[placeholder.FindStringSubmatch(written)[1]]
	})
	return marked, strings.NewReplacer(pairs...)
}

var (
	markdownLink  = regexp.MustCompile(`\[([^\]\n]+)\]\(([^)\s]+)\)`)
	markdownMarks = regexp.MustCompile(`(?m)^#{1,6} |\*\*|__`)
)

// Plain renders a text for a mail: Markdown's signs for emphasis and headings
// go, a link reads "words: address".
func Plain(body string, values Values) string {
	plain := markdownMarks.ReplaceAllString(markdownLink.ReplaceAllString(body, "$1: $2"), "")
	return fill(plain, values)
}

func fill(text string, values Values) string {
	return placeholder.ReplaceAllStringFunc(text, func(written string) string {
		return values[placeholder.FindStringSubmatch(written)[1]]
	})
}

func cacheKey(info Info, body string, values Values) string {
	var key strings.Builder
	key.WriteString(string(info.Kind))
	for _, p := range info.Placeholders {
		fmt.Fprintf(&key, "\x00%d:%s", len(values[p.Name]), values[p.Name])
	}
	key.WriteString("\x00")
	key.WriteString(body)
	return key.String()
}

var errUnknownKind = fault.New(fault.NotFound, "This text does not exist.")
