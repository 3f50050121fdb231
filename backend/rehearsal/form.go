package rehearsal

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// Form is a form as it stands on a page, to be filled in and sent.
type Form struct {
	Values url.Values
	page   *Page
	node   *html.Node
	action string
	method string
}

// Form returns the first form that has a button with this text.
func (p *Page) Form(button string) (*Form, error) {
	for _, node := range p.all("form") {
		for inner := range node.Descendants() {
			if !isButton(inner) || strings.TrimSpace(textOf(inner)) != button && (inner.Data != "input" || attribute(inner, "value") != button) {
				continue
			}
			form := &Form{page: p, node: node, action: attribute(node, "action"), method: strings.ToUpper(attribute(node, "method")), Values: url.Values{}}
			form.take()
			if name := attribute(inner, "name"); name != "" {
				form.Values.Set(name, attribute(inner, "value"))
			}
			if other := attribute(inner, "formaction"); other != "" {
				form.action = other
			}
			return form, nil
		}
	}
	return nil, fmt.Errorf("%s has no form with the button %q", p.URL.Path, button)
}

// take reads the values that the form stands with.
func (f *Form) take() {
	for node := range f.node.Descendants() {
		if node.Type != html.ElementNode || attribute(node, "name") == "" || isDisabled(node) {
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
		case node.Data == "input" && attribute(node, "type") == "hidden":
			f.Values.Add(name, attribute(node, "value")) // there may be several of one name
		case node.Data == "input" && attribute(node, "type") != "submit":
			f.Values.Set(name, attribute(node, "value"))
		}
	}
}

// isDisabled reports whether a browser leaves a field out of what it sends.
func isDisabled(node *html.Node) bool {
	for up := node; up != nil; up = up.Parent {
		if has(up, "disabled") && (up == node || up.Data == "fieldset") {
			return true
		}
	}
	return false
}

// Set fills in the field with this label.
func (f *Form) Set(label, value string) error {
	node, err := f.field(label)
	if err != nil {
		return err
	}
	f.Values.Set(attribute(node, "name"), value)
	return nil
}

// Choose picks the option, radio button or tick with this text: in a select by
// the select's label and the option's text, else by the label of the button.
func (f *Form) Choose(label, option string) error {
	node, err := f.field(label)
	if err != nil {
		return err
	}
	if node.Data != "select" {
		f.Values.Add(attribute(node, "name"), attribute(node, "value"))
		return nil
	}
	for inner := range node.Descendants() {
		if inner.Data == "option" && strings.Contains(textOf(inner), option) {
			f.Values.Set(attribute(node, "name"), attribute(inner, "value"))
			return nil
		}
	}
	return fmt.Errorf("%q has no option %q", label, option)
}

// Has reports whether the form has a field with this label.
func (f *Form) Has(label string) bool {
	_, err := f.field(label)
	return err == nil
}

func (f *Form) field(label string) (*html.Node, error) {
	for node := range f.node.Descendants() {
		if node.Type != html.ElementNode || node.Data != "label" || strings.TrimSpace(textOf(node)) != label {
			continue
		}
		if id := attribute(node, "for"); id != "" {
			if found := byID(f.page.root, id); found != nil {
				return found, nil
			}
		}
		for inner := range node.Descendants() {
			if isField(inner) {
				return inner, nil
			}
		}
	}
	return nil, fmt.Errorf("%s has no field %q", f.page.URL.Path, label)
}

// Field is a question of a form: one field, or all buttons of one name.
type Field struct {
	Name    string
	Label   string   // of the field, or what stands above its buttons
	Type    string   // "radio", "checkbox", "select", "textarea", or the input's type
	Options []Option // of buttons and selects
}

// Option is one answer to choose.
type Option struct{ Value, Label string }

// Fields returns the fields that a person can fill in, in order.
func (f *Form) Fields() []Field {
	fields, places := []Field{}, map[string]int{}
	for node := range f.node.Descendants() {
		name := attribute(node, "name")
		if !isField(node) || name == "" || isDisabled(node) || attribute(node, "type") == "hidden" || attribute(node, "type") == "submit" {
			continue
		}
		kind := node.Data
		if kind == "input" {
			if kind = attribute(node, "type"); kind == "" {
				kind = "text"
			}
		}
		at, known := places[name]
		if !known {
			at = len(fields)
			places[name] = at
			fields = append(fields, Field{Name: name, Type: kind, Label: f.labelOf(node)})
		}
		switch kind {
		case "radio", "checkbox":
			fields[at].Options = append(fields[at].Options, Option{attribute(node, "value"), f.labelOf(node)})
			if group := groupOf(node); group != "" {
				fields[at].Label = group
			}
		case "select":
			for option := range node.Descendants() {
				if option.Type == html.ElementNode && option.Data == "option" {
					fields[at].Options = append(fields[at].Options, Option{attribute(option, "value"), textOf(option)})
				}
			}
		}
	}
	return fields
}

func (f *Form) labelOf(node *html.Node) string {
	for up := node.Parent; up != nil; up = up.Parent {
		if up.Data == "label" {
			return textOf(up)
		}
	}
	for label := range f.node.Descendants() {
		if label.Type == html.ElementNode && label.Data == "label" && attribute(label, "for") == attribute(node, "id") && has(node, "id") {
			return textOf(label)
		}
	}
	return ""
}

// groupOf returns the legend above a button.
func groupOf(node *html.Node) string {
	for up := node.Parent; up != nil; up = up.Parent {
		if up.Data != "fieldset" {
			continue
		}
		for inner := range up.Descendants() {
			if inner.Data == "legend" {
				return textOf(inner)
			}
		}
	}
	return ""
}

// Submit sends the form and returns the page that it leads to.
func (f *Form) Submit(ctx context.Context) (*Page, error) {
	target, err := f.page.URL.Parse(f.action)
	if err != nil {
		return nil, fmt.Errorf("send form of %s: %w", f.page.URL.Path, err)
	}
	if f.method != http.MethodPost {
		target.RawQuery = f.Values.Encode()
		return f.page.browser.Get(ctx, target.String())
	}
	return f.page.browser.Post(ctx, target.String(), f.Values)
}

func isField(node *html.Node) bool {
	return node.Type == html.ElementNode && (node.Data == "input" || node.Data == "select" || node.Data == "textarea")
}

func isButton(node *html.Node) bool {
	return node.Type == html.ElementNode && (node.Data == "button" || node.Data == "input" && attribute(node, "type") == "submit")
}

func byID(root *html.Node, id string) *html.Node {
	for node := range root.Descendants() {
		if node.Type == html.ElementNode && attribute(node, "id") == id {
			return node
		}
	}
	return nil
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

// textOf returns what a person reads of a node, with white space reduced.
// Elements within a line don't part words.
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
