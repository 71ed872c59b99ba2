package pdf

import (
	"fmt"
	"math"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/document/typeset"
)

// text is one piece of text: x is its left edge, y its baseline.
type text struct {
	x, y float64
	typeset.Piece
}

// rule is a line of a table's grid, horizontal or vertical.
type rule struct{ x0, y0, x1, y1 float64 }

// picture is a JPEG in its frame.
type picture struct {
	x, y, w, h float64
	pic        *document.Picture
}

// marks are what a box or a page shows.
type marks struct {
	texts    []text
	rules    []rule
	pictures []picture
}

func (m *marks) add(o marks, dx, dy float64) {
	for _, t := range o.texts {
		t.x, t.y = t.x+dx, t.y+dy
		m.texts = append(m.texts, t)
	}
	for _, r := range o.rules {
		m.rules = append(m.rules, rule{r.x0 + dx, r.y0 + dy, r.x1 + dx, r.y1 + dy})
	}
	for _, p := range o.pictures {
		p.x, p.y = p.x+dx, p.y+dy
		m.pictures = append(m.pictures, p)
	}
}

// box is what never splits over two pages: a line, a row, a figure.
type box struct {
	marks
	id      document.ID
	first   bool // the first box of its block: its page is the block's page
	height  float64
	before  float64 // dropped at the top of a page
	keep    bool    // on one page with the next box
	fresh   bool    // starts a new page
	sheet   document.Sheet
	again   []box // repeated at the top of a page that the box starts: a table's header
	outline *entry
	link    *entry // where a click on the box leads
	long    bool   // a row of a long table
}

// entry is a heading of the outline and the contents, or a table or figure of
// the lists.
type entry struct {
	id    document.ID
	level int
	title string
	page  int // index into pages
	y     float64
}

// page is one sheet. label is the printed page number, empty on the cover; even
// says on which side it stands.
type page struct {
	marks
	sheet  document.Sheet
	label  string
	even   bool
	body   bool // numbered as a page of the body
	links  []link
	long   bool   // carries rows of a long table
	sealed []byte // the content of a long page, drawn and compressed
}

// link is the place of a line of the contents.
type link struct {
	x0, y0, x1, y1 float64
	to             *entry
}

// pager breaks boxes into pages.
type pager struct {
	look    document.Page
	pages   []*page
	y       float64 // below the last box, from the top of the type area
	starts  document.Pagination
	entries []*entry
	seal    func(p *page, number int) error // takes a full page that carries rows of a long table
	early   bool                            // every full page goes to seal
}

func (p *pager) width(on document.Sheet) float64  { return frameOf(p.look, on).wide }
func (p *pager) height(on document.Sheet) float64 { return frameOf(p.look, on).high }

func (p *pager) turn(on document.Sheet) error {
	if n := len(p.pages); n > 0 && (p.early || p.pages[n-1].long) {
		if err := p.seal(p.pages[n-1], n); err != nil {
			return err
		}
	}
	p.pages = append(p.pages, &page{sheet: on})
	p.y = 0
	return nil
}

// slop lets 22 lines stand in a type area that is a hair too low for them.
const slop = 0.5

// flow puts boxes on pages.
func (p *pager) flow(boxes []box) error {
	for i := 0; i < len(boxes); {
		n := chain(boxes[i:])
		b := boxes[i]
		here := len(p.pages) > 0 && !b.fresh && p.pages[len(p.pages)-1].sheet == b.sheet
		if here && p.y+b.before+heightOf(boxes[i:i+n]) <= p.height(b.sheet)+slop {
			p.place(boxes[i : i+n])
			i += n
			continue
		}
		// A page is never left empty: what does not fit an empty page is set
		// without its neighbours, or is an error.
		if !here || p.y > 0 {
			if err := p.turn(b.sheet); err != nil {
				return err
			}
			for _, again := range b.again {
				p.put(again)
			}
		}
		if p.y+heightOf(boxes[i:i+n]) > p.height(b.sheet)+slop {
			n = p.most(boxes[i : i+n])
			if n == 0 {
				return tooHigh(b, p.height(b.sheet))
			}
		}
		p.place(boxes[i : i+n])
		i += n
	}
	return nil
}

// chain is the number of boxes from the first that stay together.
func chain(boxes []box) int {
	n := 1
	for n < len(boxes) && boxes[n-1].keep && !boxes[n].fresh && boxes[n].sheet == boxes[0].sheet {
		n++
	}
	return n
}

// heightOf is the height of boxes with the space between, without the space
// before the first.
func heightOf(boxes []box) float64 {
	h := -boxes[0].before
	for _, b := range boxes {
		h += b.before + b.height
	}
	return h
}

// most is how many of boxes fit what is left of an empty page.
func (p *pager) most(boxes []box) int {
	n := 0
	for n < len(boxes) && p.y+heightOf(boxes[:n+1]) <= p.height(boxes[0].sheet)+slop {
		n++
	}
	return n
}

func tooHigh(b box, limit float64) error {
	return &zhixiao.Problem{
		At:  zhixiao.Place{Block: string(b.id)},
		Err: fmt.Errorf("PDF：图或表的一行高%.0f毫米，超过版心%.0f毫米", math.Ceil(b.height*25.4/72), math.Floor(limit*25.4/72)),
		Way: "请缩短单元格文字、减少合并的行，或减小图的尺寸",
	}
}

func (p *pager) place(boxes []box) {
	for _, b := range boxes {
		if p.y > 0 {
			p.y += b.before
		}
		p.put(b)
	}
}

func (p *pager) put(b box) {
	sheet := p.pages[len(p.pages)-1]
	frame := frameOf(p.look, b.sheet)
	x, y := frame.left, frame.top
	sheet.long = sheet.long || b.long
	sheet.add(b.marks, x, y+p.y)
	if b.first {
		p.starts[b.id] = len(p.pages)
	}
	if b.outline != nil {
		e := *b.outline
		e.page, e.y = len(p.pages)-1, y+p.y
		p.entries = append(p.entries, &e)
	}
	if b.link != nil {
		sheet.links = append(sheet.links, link{x, y + p.y, x + p.width(b.sheet), y + p.y + b.height, b.link})
	}
	p.y += b.height
}
