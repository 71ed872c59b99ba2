package document

import (
	"strconv"
	"strings"
	"unicode"

	"zhixiao"
)

// Passage is one piece of text that a reviewer may change by itself: a heading, a
// paragraph, a list item, a caption, a cell. Passages of a generated document
// are what a later merge compares with, so they are kept as JSON.
type Passage struct {
	Block   ID       `json:"b"`
	Part    string   `json:"p,omitempty"` // of the block: "2" of a list, "caption", "unit", "note", "source", "h0.1" and "r0.1" of a table, "k:…" for a row of a long one
	Text    string   `json:"t"`
	Numbers []Bound  `json:"n,omitempty"`
	Refs    []Target `json:"r,omitempty"`
}

// Bound is a number printed in a passage and the key it is bound to.
type Bound struct {
	Key  zhixiao.Key `json:"k"`
	Text string      `json:"t"`
}

// Target is a reference printed in a passage: its label when it was printed and
// the block it points to.
type Target struct {
	Label  string `json:"l"`
	Target ID     `json:"t"`
}

// Name is the passage's name: ID or ID#part, as the Word file marks it.
func (p Passage) Name() string {
	if p.Part == "" {
		return string(p.Block)
	}
	return string(p.Block) + "#" + p.Part
}

// Same reports whether two texts say the same to a reader: word processors move
// blanks about.
func Same(a, b string) bool { return a == b || compact(a) == compact(b) }

func compact(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' {
			return -1
		}
		return r
	}, s)
}

// Passages is the text of d in reading order. Page breaks have none.
func Passages(d *Document) []Passage { return PassagesAs(d, d) }

// PassagesAs is the text of d with references labelled as printed numbers them:
// the document that was printed from d, with what reviewers added and deleted.
func PassagesAs(d, printed *Document) []Passage {
	r := passenger{own: Number(d), printed: Number(printed)}
	d.Blocks(r.block)
	return r.all
}

type passenger struct {
	own, printed *Numbers
	all          []Passage
}

func (r *passenger) label(id ID) string {
	if l := r.printed.Label(id); l != "" {
		return l
	}
	return r.own.Label(id)
}

func (r *passenger) block(b Block) {
	table, _ := b.(Table)
	for _, part := range parts(b) {
		if part == "note" {
			r.rows(table)
		}
		p := Passage{Block: b.BlockID(), Part: part}
		in, _ := inlinesOf(b, part)
		p.Text = r.text(in, &p)
		r.all = append(r.all, p)
	}
	if len(table.Note) == 0 {
		r.rows(table)
	}
}

// rows adds the rows of a long table, each as one passage.
func (r *passenger) rows(t Table) {
	if t.Long == nil {
		return
	}
	keys := keysOf(t)
	for row := range t.Long {
		r.all = append(r.all, keys.rowPassage(t.ID, row, r.text))
	}
}

// text is inlines as they read, with what they are bound to noted in p.
func (r *passenger) text(in []Inline, p *Passage) string {
	var text strings.Builder
	for _, x := range in {
		switch x := x.(type) {
		case Num:
			p.Numbers = append(p.Numbers, Bound{Key: x.Q.Key, Text: x.Text()})
			text.WriteString(x.Text())
		case Ref:
			label := r.label(x.Target)
			p.Refs = append(p.Refs, Target{Label: label, Target: x.Target})
			text.WriteString(label)
		default:
			text.WriteString(InlineText(x, nil))
		}
	}
	return text.String()
}

// parts names the passages of a block in reading order.
func parts(b Block) []string {
	switch b := b.(type) {
	case Heading, Para:
		return []string{""}
	case List:
		var all []string
		for i := range b.Items {
			all = append(all, strconv.Itoa(i+1))
		}
		return all
	case Figure:
		return []string{"caption", "source"}
	case Table:
		var all []string
		if !b.Plain {
			all = append(all, "caption")
		}
		if b.Unit != "" {
			all = append(all, "unit")
		}
		all = append(all, cellParts("h", b.Header)...)
		all = append(all, cellParts("r", b.Rows)...)
		if len(b.Note) > 0 {
			all = append(all, "note")
		}
		return all
	}
	return nil
}

func cellParts(kind string, rows [][]Cell) []string {
	var all []string
	for i, row := range rows {
		for j := range row {
			all = append(all, kind+strconv.Itoa(i)+"."+strconv.Itoa(j))
		}
	}
	return all
}

// inlinesOf is the text of one part of a block; ok is false when the block has
// no such part.
func inlinesOf(b Block, part string) (in []Inline, ok bool) {
	switch b := b.(type) {
	case Heading:
		return b.Text, part == ""
	case Para:
		return b.Inlines, part == ""
	case List:
		n, err := strconv.Atoi(part)
		if err != nil || n < 1 || n > len(b.Items) {
			return nil, false
		}
		return b.Items[n-1], true
	case Figure:
		switch part {
		case "caption":
			return []Inline{Text(b.Caption)}, true
		case "source":
			return []Inline{Text(b.Source)}, true
		}
	case Table:
		switch part {
		case "caption":
			return []Inline{Text(b.Caption)}, true
		case "unit":
			return []Inline{Text(b.Unit)}, true
		case "note":
			return b.Note, true
		}
		if cell := cellOf(b, part); cell != nil {
			return cell.Inlines, true
		}
	}
	return nil, false
}

// cellOf is the cell that a part like r3.1 or h0.2 names, nil when there is none.
func cellOf(t Table, part string) *Cell {
	rows := t.Rows
	at, isRow := strings.CutPrefix(part, "r")
	if !isRow {
		var isHead bool
		if at, isHead = strings.CutPrefix(part, "h"); !isHead {
			return nil
		}
		rows = t.Header
	}
	row, col, ok := strings.Cut(at, ".")
	i, err := strconv.Atoi(row)
	j, err2 := strconv.Atoi(col)
	if !ok || err != nil || err2 != nil || i < 0 || i >= len(rows) || j < 0 || j >= len(rows[i]) {
		return nil
	}
	return &rows[i][j]
}

// withPart is b with other text in one part; b itself is left as it is.
func withPart(b Block, part string, in []Inline) Block {
	switch b := b.(type) {
	case Heading:
		b.Text = in
		return b
	case Para:
		b.Inlines = in
		return b
	case List:
		items := append([][]Inline(nil), b.Items...)
		for i := range items {
			if strconv.Itoa(i+1) == part {
				items[i] = in
			}
		}
		b.Items = items
		return b
	case Figure:
		if part == "caption" {
			b.Caption = PlainText(in, nil)
		} else {
			b.Source = PlainText(in, nil)
		}
		return b
	case Table:
		return tableWith(b, part, in)
	}
	return b
}

func tableWith(t Table, part string, in []Inline) Table {
	switch part {
	case "caption":
		t.Caption = PlainText(in, nil)
	case "unit":
		t.Unit = PlainText(in, nil)
	case "note":
		t.Note = in
	default:
		t.Header, t.Rows = copied(t.Header), copied(t.Rows)
		if cell := cellOf(t, part); cell != nil {
			cell.Inlines = in
			t.Sums = sumsWithout(t.Sums, part)
		}
	}
	return t
}

func copied(rows [][]Cell) [][]Cell {
	out := make([][]Cell, len(rows))
	for i, row := range rows {
		out[i] = append([]Cell(nil), row...)
	}
	return out
}

// sumsWithout leaves out the sums that a reviewer's cell takes part in: what a
// person wrote is not proved by adding, it is shown to be altered.
func sumsWithout(sums []Sum, part string) []Sum {
	var out []Sum
	for _, s := range sums {
		touched := false
		for _, at := range append([]CellAt{s.Total}, s.Parts...) {
			touched = touched || "r"+strconv.Itoa(at.Row)+"."+strconv.Itoa(at.Index) == part
		}
		if !touched {
			out = append(out, s)
		}
	}
	return out
}
