package html

import (
	"bufio"
	"fmt"
	"html"
	"zhixiao/document"
)

// Writer prints pages. It holds no state of a document and may be used from
// several goroutines.
type Writer struct {
	vectors document.Vectors
	pics    document.Pictures
}

// page is one page being written. Errors of out wait for its Flush, which tells the
// first.
type page struct {
	*Writer
	out     *bufio.Writer
	d       *document.Document
	numbers *document.Numbers
	values  map[string]string
	deeper  int // levels of the page above headings of level 1: the title, and parts of a volume
}

func (p *page) raw(s string) { _, _ = p.out.WriteString(s) }

func (p *page) print(format string, args ...any) { _, _ = fmt.Fprintf(p.out, format, args...) }

// esc is text as it stands in an element or an attribute.
func esc(s string) string { return html.EscapeString(s) }

// line prints an element with a text, and nothing when there is none.
func (p *page) line(tag, class, text string) {
	if text == "" {
		return
	}
	if class != "" {
		class = ` class="` + class + `"`
	}
	p.print("<%s%s>%s</%s>\n", tag, class, esc(text), tag)
}

func (p *page) inlines(all []document.Inline) {
	for _, in := range all {
		text := esc(document.InlineText(in, p.numbers))
		switch in := in.(type) {
		case document.Strong:
			p.raw("<b>" + text + "</b>")
		case document.Ref:
			p.print("<a href=\"#%s\">%s</a>", esc(string(in.Target)), text)
		default:
			p.raw(text)
		}
	}
}
