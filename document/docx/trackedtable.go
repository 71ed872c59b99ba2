package docx

import (
	"context"
	"math"
	"strconv"
	"strings"
)

// table writes a table; was is its earlier self when h is same.
func (t *tracker) table(ctx context.Context, h how, was *ReadTable, it Item) error {
	now := it.Table
	style := ""
	if id := t.styles[strings.ToLower(string(styleTable))]; id != "" {
		style = `<w:tblStyle w:val="` + id + `"/>`
	}
	widths := now.grid()
	if was != nil { // a row that was taken out may have had more columns
		if old := was.grid(); len(old) > len(widths) {
			widths = append(widths, old[len(widths):]...)
		}
	}
	t.body.WriteString(`<w:tbl><w:tblPr>` + style + `<w:tblW w:w="0" w:type="auto"/><w:tblLook w:val="0000"/></w:tblPr><w:tblGrid>`)
	for _, w := range widths {
		t.body.WriteString(`<w:gridCol w:w="` + strconv.Itoa(w) + `"/>`)
	}
	t.body.WriteString(`</w:tblGrid>`)
	mark := it.Mark
	row := func(h how, old, row ReadRow) error {
		err := t.row(ctx, h, old, row, widths, mark)
		mark = ""
		return err
	}
	if h != same {
		for _, r := range now.Rows {
			if err := row(h, ReadRow{}, r); err != nil {
				return err
			}
		}
		t.body.WriteString(`</w:tbl>` + afterTable)
		return nil
	}
	pairs := inGaps(align(rowKeys(was.Rows), rowKeys(now.Rows)), func(i, j int) bool {
		return sameShape(was.Rows[i], now.Rows[j]) && relatedRows(was.Rows[i], now.Rows[j])
	})
	for _, p := range pairs {
		var err error
		switch {
		case p.b < 0:
			err = row(removed, ReadRow{}, was.Rows[p.a])
		case p.a < 0:
			err = row(added, ReadRow{}, now.Rows[p.b])
		default:
			err = row(same, was.Rows[p.a], now.Rows[p.b])
		}
		if err != nil {
			return err
		}
	}
	t.body.WriteString(`</w:tbl>` + afterTable)
	return nil
}

// afterTable keeps two tables from becoming one.
const afterTable = `<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>`

// grid is the columns of the table in twentieths of a point; a table whose grid
// does not say gets columns of one width.
func (t *ReadTable) grid() []int {
	columns := 0
	for _, r := range t.Rows {
		n := 0
		for _, c := range r.Cells {
			n += c.Span
		}
		columns = max(columns, n)
	}
	widths := make([]int, columns)
	for i := range widths {
		widths[i] = 800
		if i < len(t.Widths) && t.Widths[i] > 10 {
			widths[i] = int(math.Min(t.Widths[i], 30000))
		}
	}
	return widths
}

func rowKeys(rows []ReadRow) []string {
	keys := make([]string, len(rows))
	for i, r := range rows {
		var b strings.Builder
		for _, c := range r.Cells {
			b.WriteString(strconv.Itoa(c.Span) + strconv.FormatBool(c.Starts) + strconv.FormatBool(c.Continues) + c.Text() + "\x00")
		}
		keys[i] = b.String()
	}
	return keys
}

func sameShape(a, b ReadRow) bool {
	if len(a.Cells) != len(b.Cells) || a.Header != b.Header {
		return false
	}
	for i := range a.Cells {
		x, y := a.Cells[i], b.Cells[i]
		if x.Span != y.Span || x.Starts != y.Starts || x.Continues != y.Continues {
			return false
		}
	}
	return true
}

// relatedRows reports whether one row may be the other, edited: a third of their
// cells say the same.
func relatedRows(a, b ReadRow) bool {
	equal := 0
	for i := range a.Cells {
		if a.Cells[i].Text() == b.Cells[i].Text() {
			equal++
		}
	}
	return 3*equal >= len(a.Cells)
}

func (t *tracker) row(ctx context.Context, h how, was, row ReadRow, widths []int, mark string) error {
	t.body.WriteString(`<w:tr><w:trPr><w:cantSplit/>`)
	if row.Header {
		t.body.WriteString(`<w:tblHeader/>`)
	}
	t.body.WriteString(t.empty(h) + `</w:trPr>`)
	at := 0
	for i, c := range row.Cells {
		width := 0
		for k := at; k < at+c.Span && k < len(widths); k++ {
			width += widths[k]
		}
		at += c.Span
		t.body.WriteString(`<w:tc><w:tcPr><w:tcW w:w="` + strconv.Itoa(width) + `" w:type="dxa"/>`)
		if c.Span > 1 {
			t.body.WriteString(`<w:gridSpan w:val="` + strconv.Itoa(c.Span) + `"/>`)
		}
		switch {
		case c.Starts:
			t.body.WriteString(`<w:vMerge w:val="restart"/>`)
		case c.Continues:
			t.body.WriteString(`<w:vMerge/>`)
		}
		t.body.WriteString(`</w:tcPr>`)
		var old []Item
		if h == same {
			old = was.Cells[i].Items
		}
		if err := t.cell(ctx, h, old, c.Items, mark); err != nil {
			return err
		}
		mark = ""
		t.body.WriteString(`</w:tc>`)
	}
	t.body.WriteString(`</w:tr>`)
	return nil
}

// cell writes the paragraphs of a cell side by side, the first ones paired. A
// cell ends with a paragraph, and the end of that one can be neither put in nor
// taken out.
func (t *tracker) cell(ctx context.Context, h how, was, is []Item, mark string) error {
	if mark != "" && len(is) > 0 && is[0].Table == nil && is[0].Mark == "" {
		is = append([]Item(nil), is...)
		is[0].Mark = mark
	}
	last := len(was)
	if h != same {
		last = 0
	}
	written := false
	for i := range max(last, len(is)) {
		p := pair{-1, -1}
		if i < last {
			p.a = i
		}
		if i < len(is) {
			p.b = i
		}
		if err := t.inCell(ctx, h, p, was, is); err != nil {
			return err
		}
		written = true
	}
	if end := len(is) - 1; !written || max(last, len(is)) > 0 && end >= 0 && is[end].Table != nil {
		t.body.WriteString(`<w:p/>`)
	}
	return nil
}

func (t *tracker) inCell(ctx context.Context, h how, p pair, was, is []Item) error {
	if h != same {
		return t.inner(ctx, h, Item{}, is[p.b])
	}
	switch {
	case p.b < 0:
		return t.inner(ctx, removed, Item{}, was[p.a])
	case p.a < 0:
		return t.inner(ctx, added, Item{}, is[p.b])
	case (was[p.a].Table == nil) != (is[p.b].Table == nil):
		if err := t.inner(ctx, removed, Item{}, was[p.a]); err != nil {
			return err
		}
		return t.inner(ctx, added, Item{}, is[p.b])
	}
	return t.inner(ctx, same, was[p.a], is[p.b])
}

// inner writes one item of a cell.
func (t *tracker) inner(ctx context.Context, h how, was, it Item) error {
	if it.Table != nil {
		return t.table(ctx, h, was.Table, it)
	}
	return t.paragraph(h, was, it)
}
