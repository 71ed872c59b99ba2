package document

import (
	"iter"
	"slices"

	"zhixiao"
)

// Blocks calls visit for every block of d in reading order, body before
// appendix.
func (d *Document) Blocks(visit func(Block)) {
	for _, b := range d.Body {
		visit(b)
	}
	for _, b := range d.Appendix {
		visit(b)
	}
}

// EachInlines calls visit for every run of inlines in b that a reader sees:
// heading and paragraph text, list items, captions are plain text and not
// included, table header and body cells, table notes. The rows of a long table
// are given one at a time, so visit keeps none of them.
func EachInlines(b Block, visit func([]Inline)) {
	switch b := b.(type) {
	case Heading:
		visit(b.Text)
	case Para:
		visit(b.Inlines)
	case List:
		for _, item := range b.Items {
			visit(item)
		}
	case Table:
		for _, rows := range []iter.Seq[[]Cell]{slices.Values(b.Header), b.EachRow()} {
			for row := range rows {
				for _, cell := range row {
					visit(cell.Inlines)
				}
			}
		}
		visit(b.Note)
	}
}

// Quantities is every quantity printed in d, in reading order, with repeats:
// in text, in cells and in charts.
func Quantities(d *Document) []zhixiao.Quantity {
	var all []zhixiao.Quantity
	EachQuantity(d, func(q zhixiao.Quantity) { all = append(all, q) })
	return all
}

// EachQuantity is Quantities one at a time: those of a long table are never in
// memory together.
func EachQuantity(d *Document, visit func(zhixiao.Quantity)) {
	d.Blocks(func(b Block) {
		EachInlines(b, func(inlines []Inline) {
			for _, in := range inlines {
				if n, ok := in.(Num); ok {
					visit(n.Q)
				}
			}
		})
		if f, ok := b.(Figure); ok {
			for _, q := range graphicQuantities(f.Graphic) {
				visit(q)
			}
		}
	})
}

func graphicQuantities(g Graphic) []zhixiao.Quantity {
	var all []zhixiao.Quantity
	switch g := g.(type) {
	case Chart:
		for _, s := range g.Series {
			all = append(all, s.Points...)
			all = append(all, s.Margins...)
		}
	case *Map:
		for _, u := range g.Units {
			all = append(all, u.Value)
		}
	}
	return all
}

// Sheet is the paper that a block stands on.
type Sheet uint8

// The sheets. The turned ones have the margins of the upright one, turned with
// it; A3 is two A4 sheets side by side.
const (
	Upright Sheet = iota
	Turned
	TurnedA3
)

// Sheets says which sheet every block stands on: wide tables take the headings
// right before them and the notes right after them along.
func Sheets(blocks []Block) []Sheet {
	sheets := make([]Sheet, len(blocks))
	for i := len(blocks) - 1; i >= 0; i-- {
		switch b := blocks[i].(type) {
		case Table:
			sheets[i] = b.sheet()
		case Heading:
			if i+1 < len(blocks) {
				sheets[i] = sheets[i+1]
			}
		}
	}
	for i := 1; i < len(blocks); i++ {
		if b, ok := blocks[i].(Para); ok && b.Role == Note {
			sheets[i] = sheets[i-1]
		}
	}
	return sheets
}

func (t Table) sheet() Sheet {
	switch {
	case t.Landscape && t.A3:
		return TurnedA3
	case t.Landscape:
		return Turned
	}
	return Upright
}
