package document

import (
	"slices"
	"strings"
)

// SignTable is the table of the sign page: who answers for what, with room to
// sign by hand.
func (d *Document) SignTable() Table {
	t := Table{ID: "sign", Plain: true, RowMM: 14, Columns: []Column{{3, Center}, {3, Center}, {5, Center}, {4, Center}}}
	row := func(texts ...string) []Cell {
		cells := make([]Cell, len(texts))
		for i, s := range texts {
			cells[i].Inlines = []Inline{Text(s)}
		}
		return cells
	}
	t.Header = [][]Cell{row("职　责", "姓　名", "签　字", "日　期")}
	for _, duty := range d.Sign {
		t.Rows = append(t.Rows, row(duty, "　", "　", "　"))
	}
	return t
}

// Levels is the number of heading levels in the contents, parts of a volume not
// counted.
func (d *Document) Levels() int {
	if d.Depth > 0 {
		return d.Depth
	}
	return 3
}

// StartsPage reports whether a heading begins a page: parts of a volume,
// chapters and appendices of a book.
func (d *Document) StartsPage(h Heading) bool {
	return h.Part || d.Numbers == BookNumbers && h.Level == 1
}

// Volume reports whether d is reports bound to one.
func (d *Document) Volume() bool {
	return slices.ContainsFunc(d.Body, func(b Block) bool { h, ok := b.(Heading); return ok && h.Part })
}

// Values is what d puts into the placeholders of a shell, by their names.
func (d *Document) Values() map[string]string {
	all := map[string]string{"报告标题": d.Title, "副标题": d.Subtitle, "数据标识": "", "数据版本": d.Origin, "单位": d.Unit.Name(), "期次": d.Period.Title(), "页脚标识": ""}
	for name, value := range d.Fields {
		all[name] = value
	}
	if d.Demo {
		// Whatever the report says of its data, a demo says so first.
		all["数据标识"] = strings.TrimSuffix("演示数据　"+all["数据标识"], "　")
		all["页脚标识"] = "演示数据　"
	}
	return all
}
