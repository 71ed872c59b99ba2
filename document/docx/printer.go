package docx

import (
	"bytes"
	"fmt"
	"zhixiao"
	"zhixiao/document"
)

// printer prints one document. Faults are gathered by block, so that one run
// shows them all.
type printer struct {
	w        *Writer
	d        *document.Document
	numbers  *document.Numbers
	pages    document.Pagination
	body     bytes.Buffer
	contents bytes.Buffer
	sign     bytes.Buffer
	out      *bytes.Buffer // body or contents, whichever is being printed
	lastID   int
	marks    []mark
	prints   []string // sums of the generated pictures: figure.1=0123456789abcdef
	pictures []picture
	long     []*grid        // tables whose rows are printed when the package is written
	sheet    document.Sheet // of the page being printed
	sections int
	newPage  bool // the next paragraph starts a page
	top      bool // the next paragraph stands on a new page already
	block    document.ID
	faults   []error
	notes    []Note
	notesAt  map[string][]int // by mark, those not printed yet
}

func newPrinter(w *Writer, d *document.Document, pages document.Pagination) *printer {
	p := &printer{w: w, d: d, numbers: document.Number(d), pages: pages}
	p.body.Grow(64 << 10)
	p.top = true
	p.out = &p.body
	return p
}

func (p *printer) fault(format string, args ...any) {
	p.faults = append(p.faults, &zhixiao.Problem{At: zhixiao.Place{Block: string(p.block)}, Err: fmt.Errorf(format, args...)})
}
