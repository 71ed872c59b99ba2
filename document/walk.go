package document

import "zhixiao"

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
// included, table header and body cells, table notes.
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
		for _, rows := range [][][]Cell{b.Header, b.Rows} {
			for _, row := range rows {
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
	d.Blocks(func(b Block) {
		EachInlines(b, func(inlines []Inline) {
			for _, in := range inlines {
				if n, ok := in.(Num); ok {
					all = append(all, n.Q)
				}
			}
		})
		if f, ok := b.(Figure); ok {
			all = append(all, graphicQuantities(f.Graphic)...)
		}
	})
	return all
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

// Turned says which blocks stand on landscape pages: wide tables, the headings
// right before them and the notes right after them.
func Turned(blocks []Block) []bool {
	turned := make([]bool, len(blocks))
	for i := len(blocks) - 1; i >= 0; i-- {
		switch b := blocks[i].(type) {
		case Table:
			turned[i] = b.Landscape
		case Heading:
			turned[i] = i+1 < len(blocks) && turned[i+1]
		}
	}
	for i := 1; i < len(blocks); i++ {
		if b, ok := blocks[i].(Para); ok && b.Role == Note {
			turned[i] = turned[i-1]
		}
	}
	return turned
}
