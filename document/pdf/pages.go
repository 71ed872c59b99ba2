package pdf

import (
	"strings"
	"zhixiao/document"
	"zhixiao/document/typeset"
)

// Layout is a document set on pages, ready to print.
type Layout struct {
	w       *Writer
	doc     *document.Document
	pages   []*page
	starts  document.Pagination
	outline []*entry
	used    map[*typeset.Face]map[rune]bool // by sealed pages
}

// Pagination says on which printed page every block of the body and appendix
// starts, from 1.
func (l *Layout) Pagination() document.Pagination { return l.starts }

// Pages is the number of sheets, cover and contents included.
func (l *Layout) Pages() int { return len(l.pages) }

// Text is what page i shows, from 0, in the order it is drawn: for tests and
// for the comparison of a print with its tree.
func (l *Layout) Text(i int) string {
	if sealed := l.pages[i].sealed; sealed != nil {
		return sealedText(sealed)
	}
	var b strings.Builder
	for _, t := range l.pages[i].texts {
		b.WriteString(t.Text)
	}
	return b.String()
}

// Front is the number of sheets before page 1 of the body: cover and contents.
func (l *Layout) Front() int {
	n := 0
	for n < len(l.pages) && !l.pages[n].body {
		n++
	}
	return n
}

func field(d *document.Document, names ...string) string {
	for _, name := range names {
		if v := strings.TrimSpace(d.Fields[name]); v != "" {
			return v
		}
	}
	return ""
}
