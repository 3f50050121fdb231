package sitetext

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// attempts are ways in which people have put script into Markdown and HTML.
var attempts = []string{
	`<script>alert(1)</script>`,
	`<img src=x onerror=alert(1)>`,
	`<svg onload=alert(1)>`, `<svg><script>alert(1)</script></svg>`,
	`<a href="javascript:alert(1)">x</a>`, `<a href=" java&#10;script:alert(1)">x</a>`, `<a href="&#106;avascript:alert(1)">x</a>`,
	`[x](javascript:alert(1))`, `[x](JaVaScRiPt:alert(1))`, `[x](java%0ascript:alert(1))`, `[x](&#x6A;avascript:alert(1))`, `[x](<javascript:alert(1)>)`,
	`[x]: javascript:alert(1)` + "\n\n[x]", `<javascript:alert(1)>`, `![x](javascript:alert(1))`, `![x](x" onerror="alert(1))`,
	`[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)`, `[x](vbscript:msgbox(1))`, `[x](//evil.example)`,
	`[x](https://ok.example "onmouseover=alert(1)")`, `[x](https://ok.example' onmouseover='alert(1))`,
	`<p style="background:url(javascript:alert(1))">x</p>`, `<style>*{display:none}</style>`, `<link rel=stylesheet href=//evil.example>`,
	`<iframe src=//evil.example></iframe>`, `<object data=x></object>`, `<embed src=x>`, `<base href=//evil.example>`, `<meta http-equiv=refresh content="0;url=//evil.example">`,
	`<form action=//evil.example><input name=password></form>`, `<button formaction=javascript:alert(1)>x</button>`, `<details open ontoggle=alert(1)>`,
	`<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">`,
	`<noscript><p title="</noscript><img src=x onerror=alert(1)>">`, `<template><script>alert(1)</script></template>`,
	"<scr<script>ipt>alert(1)</scr</script>ipt>", "<<script>alert(1)//<</script>", `<img """><script>alert(1)</script>">`,
	"`<script>alert(1)</script>`", "```\n<script>alert(1)</script>\n```", `<!--><script>alert(1)</script>-->`, `<![CDATA[<script>alert(1)</script>]]>`,
	"<a\x00 href=javascript:alert(1)>x</a>", "\u202e<script>alert(1)</script>", `"><script>alert(1)</script>`, `' onclick='alert(1)`,
	`</p></main><script>alert(1)</script>`, `<div class="notice" id="main">x</div>`, `<input autofocus onfocus=alert(1)>`, `{{link}}<script>`, `javascript:alert(1)`,
}

// safe reports what in a piece of HTML a page must not contain.
func unsafe(t *testing.T, piece string) []string {
	t.Helper()
	allowed := map[string]map[string]bool{}
	for _, name := range strings.Fields("p br hr h2 h3 h4 strong b em i s del code pre blockquote ul li table thead tbody tr th td") {
		allowed[name] = map[string]bool{}
	}
	allowed["ol"] = map[string]bool{"start": true}
	allowed["a"] = map[string]bool{"href": true, "rel": true}
	var found []string
	tokens := html.NewTokenizer(strings.NewReader(piece))
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			return found
		case html.CommentToken, html.DoctypeToken:
			found = append(found, "a comment")
		case html.StartTagToken, html.SelfClosingTagToken:
			token := tokens.Token()
			attributes, known := allowed[token.Data]
			if !known {
				found = append(found, "<"+token.Data+">")
			}
			for _, attr := range token.Attr {
				if !attributes[attr.Key] {
					found = append(found, token.Data+" "+attr.Key)
				}
				scheme, _, hasScheme := strings.Cut(strings.ToLower(attr.Val), ":")
				if attr.Key == "href" && (!hasScheme || scheme != "https" && scheme != "http" && scheme != "mailto" && scheme != "tel") {
					found = append(found, "href "+attr.Val)
				}
			}
		}
	}
}

// Shows SEC-37.
func TestNoTextCarriesScript_SEC37(t *testing.T) {
	renderer := NewRenderer()
	for _, kind := range []Kind{Initiation, MailInvitation} { // the kinds differ by their placeholders only
		info, _ := Describe(kind)
		for _, attempt := range attempts {
			bodies := []string{attempt, "**" + attempt + "**", "- " + attempt, "> " + attempt, "| a |\n|---|\n| " + attempt + " |"}
			for _, body := range bodies {
				page, err := renderer.HTML(info, body, Values{"link": "https://ok.example/"})
				if err != nil {
					t.Fatal(err)
				}
				if found := unsafe(t, string(page)); found != nil {
					t.Errorf("%s: %q gives %q with %v", info.Kind, body, page, found)
				}
			}
		}
	}
}

// Shows SEC-37.
func TestNoValueCarriesScriptOrMarkdown_SEC37(t *testing.T) {
	renderer := NewRenderer()
	frames := []string{
		"%", "Hello % and more", "**%**", "# %", "[x](%)", "[%](https://ok.example/)", `<a href="%">x</a>`, `<p title="%">x</p>`, "`%`", "```\n%\n```", "<%>", "[x]: %\n\n[x]", "![%](%)", "| a |\n|---|\n| % |", `<a href=%>x</a>`,
	}
	for _, kind := range []Kind{FirstTime, MailInvitation} {
		info, _ := Describe(kind)
		for _, p := range info.Placeholders {
			for _, frame := range frames {
				for _, attempt := range append(attempts, "**bold** _it_ # head", "[a](https://evil.example)", "a|b", "portico-value-0-e", "https://portico-value-1-e.invalid/") {
					page, err := renderer.HTML(info, strings.ReplaceAll(frame, "%", p.Written()), Values{p.Name: attempt})
					if err != nil {
						t.Fatal(err)
					}
					if found := unsafe(t, string(page)); found != nil {
						t.Errorf("%s in %q as %s gives %q with %v", attempt, frame, p.Name, page, found)
					}
				}
			}
		}
	}
	info, _ := Describe(FirstTime)
	page, _ := renderer.HTML(info, "I am {{user.first_name}}.", Values{"user.first_name": "**Bo** <b>_x_</b> [a](https://evil.example) & co"})
	if want := "<p>I am **Bo** &lt;b&gt;_x_&lt;/b&gt; [a](https://evil.example) &amp; co.</p>"; string(page) != want {
		t.Errorf("a name becomes %q, want %q", page, want)
	}
}

// Shows TXT-4.
func TestMarkdownStillWorks_TXT4(t *testing.T) {
	renderer := NewRenderer()
	info, _ := Describe(MailInvitation)
	cases := []struct{ body, want string }{
		{"Hello **{{respondent.first_name}}**", "<p>Hello <strong>Åsa &amp; Co</strong></p>"},
		{"# Title", "<h2>Title</h2>"},
		{"[Open]({{link}})", `<p><a href="https://p.example/r/a_b*c?x=1&amp;y=2" rel="noreferrer">Open</a></p>`},
		{"{{link}}", `<p><a href="https://p.example/r/a_b*c?x=1&amp;y=2" rel="noreferrer">https://p.example/r/a_b*c?x=1&amp;y=2</a></p>`},
		{"Go: {{ link }}.", `<p>Go: <a href="https://p.example/r/a_b*c?x=1&amp;y=2" rel="noreferrer">https://p.example/r/a_b*c?x=1&amp;y=2</a>.</p>`},
		{"3. c\n4. d", "<ol start=\"3\">\n<li>c</li>\n<li>d</li>\n</ol>"},
		{"a@b.example", `<p><a href="mailto:a@b.example" rel="noreferrer">a@b.example</a></p>`},
		{"<b>bold</b> <blink>gone</blink>", "<p><b>bold</b> gone</p>"},
		{"", ""},
	}
	values := Values{"respondent.first_name": "Åsa & Co", "link": "https://p.example/r/a_b*c?x=1&y=2"}
	for _, c := range cases {
		for range 2 { // the second one comes from the cache
			page, err := renderer.HTML(info, c.body, values)
			if err != nil || string(page) != c.want {
				t.Errorf("%q gives\n%q, want\n%q (%v)", c.body, page, c.want, err)
			}
		}
	}
}

func TestMailsAreReadableAsPlainText(t *testing.T) {
	got := Plain("## Hello **{{a}}**\n\n[Open]({{link}})\n* one", Values{"a": "Bo **x**", "link": "https://p.example/a__b"})
	if want := "Hello Bo **x**\n\nOpen: https://p.example/a__b\n* one"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func FuzzRender(f *testing.F) {
	for _, attempt := range attempts {
		f.Add(attempt, attempt)
	}
	renderer := NewRenderer()
	info, _ := Describe(FirstTime)
	f.Fuzz(func(t *testing.T, body, name string) {
		page, err := renderer.HTML(info, body, Values{"user.first_name": name, "organization.name": name})
		if err != nil {
			t.Skip()
		}
		if found := unsafe(t, string(page)); found != nil {
			t.Errorf("%q with %q gives %q with %v", body, name, page, found)
		}
	})
}
