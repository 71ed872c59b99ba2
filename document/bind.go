package document

import (
	"iter"
	"slices"
)

// Bind joins reports to one volume. volume gives title, cover and fields; its
// contents list the title of each report and its first-level headings. Every
// report keeps its numbers: 表1 of the second report is 表1 of that report.
// Blocks are named anew by kind and unit of their report, so two reports must
// not share both. A volume has no budget and no lists of figures and tables;
// the reports are left as they are.
func Bind(volume Document, reports []*Document) *Document {
	volume.Budget, volume.Lists = Budget{}, false
	volume.TOC, volume.Depth = true, 1
	volume.Body, volume.Appendix = nil, nil
	for _, d := range reports {
		volume.Demo = volume.Demo || d.Demo
		n := binder{prefix: ID(d.Kind + "." + d.Unit.Code + ".")}
		volume.Body = append(volume.Body, Heading{ID: n.prefix + "title", Level: 1, Part: true, Text: []Inline{Text(d.Title + d.Subtitle)}})
		for _, b := range d.Body {
			volume.Body = append(volume.Body, n.block(b))
		}
		if len(d.Appendix) == 0 {
			continue
		}
		volume.Body = append(volume.Body, PageBreak{ID: n.prefix + "appendix", Appendix: true})
		for _, b := range d.Appendix {
			volume.Body = append(volume.Body, n.block(b))
		}
	}
	return &volume
}

// binder renames the blocks of one report and what refers to them.
type binder struct{ prefix ID }

func (n binder) block(b Block) Block {
	b = renamed(b, n.prefix+b.BlockID())
	switch b := b.(type) {
	case Heading:
		b.Text = n.inlines(b.Text)
		return b
	case Para:
		b.Inlines = n.inlines(b.Inlines)
		return b
	case List:
		b.Items = slices.Clone(b.Items)
		for i := range b.Items {
			b.Items[i] = n.inlines(b.Items[i])
		}
		return b
	case Table:
		b.Header, b.Rows, b.Note = n.rows(b.Header), n.rows(b.Rows), n.inlines(b.Note)
		b.Long = n.long(b.Long)
		return b
	}
	return b
}

func (n binder) rows(rows [][]Cell) [][]Cell {
	out := slices.Clone(rows)
	for i := range out {
		out[i] = n.row(out[i])
	}
	return out
}

func (n binder) row(row []Cell) []Cell {
	out := slices.Clone(row)
	for i := range out {
		out[i].Inlines = n.inlines(out[i].Inlines)
	}
	return out
}

func (n binder) long(rows iter.Seq[[]Cell]) iter.Seq[[]Cell] {
	if rows == nil {
		return nil
	}
	return func(yield func([]Cell) bool) {
		for row := range rows {
			if !yield(n.row(row)) {
				return
			}
		}
	}
}

// inlines is in itself when nothing in it refers to a block.
func (n binder) inlines(in []Inline) []Inline {
	refers := slices.ContainsFunc(in, func(x Inline) bool { _, ok := x.(Ref); return ok })
	if !refers {
		return in
	}
	out := slices.Clone(in)
	for i, x := range out {
		if r, ok := x.(Ref); ok {
			out[i] = Ref{n.prefix + r.Target}
		}
	}
	return out
}
