package contracts

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"portico/backend/pdf"
)

// marks reads the signs of a text: CommonMark's headings, lists, quotes, breaks,
// links and stars. The rest of CommonMark is left out, since it makes something
// of a contract vanish that its author sees in the text: HTML, notes of links,
// and underscores, which are lines to write on.
var marks = parser.NewParser(
	parser.WithBlockParsers(
		util.Prioritized(parser.NewSetextHeadingParser(), 100), util.Prioritized(parser.NewThematicBreakParser(), 200),
		util.Prioritized(parser.NewListParser(), 300), util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(parser.NewATXHeadingParser(), 600), util.Prioritized(parser.NewBlockquoteParser(), 800), util.Prioritized(parser.NewParagraphParser(), 1000),
	),
	parser.WithInlineParsers(util.Prioritized(parser.NewLinkParser(), 200), util.Prioritized(stars{parser.NewEmphasisParser()}, 500)),
)

// stars is the parser of emphasis without its underscores.
type stars struct{ parser.InlineParser }

func (stars) Trigger() []byte { return []byte{'*'} }

// print turns a text into a PDF. A value is put in after the signs of the text
// were read, so that nothing in a name is one of them. The same text, values
// and moment give the same bytes. lost are the characters that no font has.
func print(title, author, body string, values map[string]string, made time.Time) (file []byte, lost []string, err error) {
	document, err := pdf.New(pdf.Options{Title: title, Author: author, Language: "en", Created: made})
	if err != nil {
		return nil, nil, err
	}
	document.Heading(1, title)
	t := typesetter{Document: document, source: []byte(body), values: values}
	t.blocks(marks.Parse(text.NewReader(t.source)), 0)
	var out bytes.Buffer
	if err := document.Write(&out); err != nil {
		return nil, nil, fmt.Errorf("make document: %w", err)
	}
	return out.Bytes(), document.Lost(), nil
}

// typesetter writes a text that was read into a document.
type typesetter struct {
	*pdf.Document
	source []byte
	values map[string]string
}

// blocks writes what is in a block; depth is how many lists and quotes it is in.
func (t typesetter) blocks(parent ast.Node, depth int) {
	for block := parent.FirstChild(); block != nil; block = block.NextSibling() {
		switch block := block.(type) {
		case *ast.Heading:
			t.Heading(2, t.plain(block))
		case *ast.ThematicBreak:
			t.Rule()
		case *ast.Blockquote:
			t.blocks(block, depth+1)
		case *ast.List:
			t.list(block, depth+1)
		default:
			t.Item(depth, "", t.spans(block), false)
		}
	}
}

func (t typesetter) list(list *ast.List, depth int) {
	number := list.Start
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		mark := "•"
		if list.IsOrdered() {
			mark = t.number(item, fmt.Sprintf("%d%c", number, list.Marker))
			number++
		}
		first := item.FirstChild()
		if first == nil {
			t.Item(depth, mark, nil, true)
			continue
		}
		if kind := first.Kind(); kind != ast.KindParagraph && kind != ast.KindTextBlock {
			t.Item(depth, mark, nil, true) // a heading or a list in a list: the mark stands alone
			t.blocks(item, depth)
			continue
		}
		t.Item(depth, mark, t.spans(first), list.IsTight)
		item.RemoveChild(item, first)
		t.blocks(item, depth)
	}
}

var numberBefore = regexp.MustCompile(`(\d{1,9}[.)])[ \t]*$`)

// number returns the number of an item as it was typed: CommonMark counts on
// from the first, but in a contract a clause has the number that its author gave
// it.
func (t typesetter) number(item ast.Node, counted string) string {
	first := item.FirstChild()
	if first == nil || first.Lines() == nil || first.Lines().Len() == 0 {
		return counted
	}
	begins := first.Lines().At(0).Start
	line := t.source[bytes.LastIndexByte(t.source[:begins], '\n')+1 : begins]
	if found := numberBefore.FindSubmatch(line); found != nil {
		return string(found[1])
	}
	return counted
}

// spans returns the words of a block, with the values of its reserved words.
func (t typesetter) spans(block ast.Node) []pdf.Span {
	var all []pdf.Span
	add := func(text string, bold bool) {
		if n := len(all); n > 0 && all[n-1].Bold == bold {
			all[n-1].Text += text
		} else {
			all = append(all, pdf.Span{Text: text, Bold: bold})
		}
	}
	bold := 0
	_ = ast.Walk(block, func(node ast.Node, entering bool) (ast.WalkStatus, error) {
		switch node := node.(type) {
		case *ast.Emphasis:
			if entering {
				bold++
			} else {
				bold--
			}
		case *ast.Link:
			if address := string(node.Destination); !entering && address != string(node.Text(t.source)) { //nolint:staticcheck // the words of a link alone
				add(" ("+address+")", bold > 0)
			}
		case *ast.Image:
			if !entering {
				add(" ("+string(node.Destination)+")", bold > 0)
			}
		case *ast.String:
			if entering {
				add(string(node.Value), bold > 0)
			}
		case *ast.Text:
			if !entering {
				break
			}
			add(written(node.Segment.Value(t.source)), bold > 0)
			if node.HardLineBreak() {
				add("\n", bold > 0)
			} else if node.SoftLineBreak() {
				add(" ", bold > 0)
			}
		}
		return ast.WalkContinue, nil
	})
	for i := range all {
		all[i].Text = tabs.Replace(t.fill(all[i].Text))
	}
	return all
}

// tabs become spaces that are not lost: from a table that was pasted, "1 000"
// must not become 1000.
var tabs = strings.NewReplacer("\t", "    ")

func (t typesetter) plain(block ast.Node) string {
	text := ""
	for _, one := range t.spans(block) {
		text += one.Text
	}
	return text
}

// written is a piece of the text without the backslashes that keep signs from
// being signs.
func written(piece []byte) string { return string(util.UnescapePunctuations(piece)) }

// fill puts values in the place of reserved words.
func (t typesetter) fill(text string) string {
	return reserved.ReplaceAllStringFunc(text, func(written string) string {
		name := reserved.FindStringSubmatch(written)[1]
		if value := t.values[name]; value != "" {
			return value
		}
		return Word{Name: name}.Written()
	})
}
