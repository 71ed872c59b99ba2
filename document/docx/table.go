package docx

import (
	"math"
	"strconv"

	"zhixiao/document"
)

// table prints caption, unit, grid and note. Widths stand three times in the
// same unit (table, grid, cell), or WPS and LibreOffice each choose their own.
func (p *printer) table(t document.Table) {
	widths := p.widths(t)
	if widths == nil {
		return
	}
	mark := string(t.ID)
	if !t.Plain {
		p.paragraph(document.StyleCaption, mark, "", func() { p.run("", p.numbers.Label(t.ID)+"　"+t.Caption) })
		mark = ""
		if t.Unit != "" {
			p.paragraph(styleUnit, string(t.ID)+"#unit", "", func() { p.run("", "单位："+t.Unit) })
		}
	}
	g := grid{p: p, t: t, widths: widths, mark: mark}
	g.print()
	if len(t.Note) > 0 {
		p.paragraph(document.StyleNote, string(t.ID)+"#note", "", func() {
			p.runs(append([]document.Inline{document.Text("注：")}, t.Note...), styleStrong)
		})
		return
	}
	// Two tables without a paragraph between them would become one.
	p.paragraph(document.StyleNote, "", "", func() {})
}

// widths shares the text width among the columns so that they add up to it.
func (p *printer) widths(t document.Table) []int {
	total := p.w.shell.section.width[p.sheet]
	sum := 0.0
	for _, c := range t.Columns {
		if c.Width <= 0 || math.IsInf(c.Width, 0) || math.IsNaN(c.Width) {
			p.fault("表的列宽%v不是正数", c.Width)
			return nil
		}
		sum += c.Width
	}
	if len(t.Columns) == 0 {
		p.fault("表没有列")
		return nil
	}
	widths := make([]int, len(t.Columns))
	reached, at := 0, 0.0
	for i, c := range t.Columns {
		at += c.Width
		edge := int(math.Round(float64(total) * at / sum))
		widths[i] = edge - reached
		reached = edge
	}
	return widths
}

// grid prints the rows of one table.
type grid struct {
	p       *printer
	t       document.Table
	widths  []int
	mark    string // goes into the first cell of a table without caption
	hanging []hang
	head    bool // the header is being printed
}

// hang is a cell that reaches down from above: rows still to cover, columns
// wide.
type hang struct{ rows, span int }

func (g *grid) print() {
	out, total := g.p.out, 0
	for _, w := range g.widths {
		total += w
	}
	out.WriteString(`<w:tbl><w:tblPr><w:tblStyle w:val="` + g.p.w.shell.style(styleTable) + `"/><w:tblW w:w="` + strconv.Itoa(total) +
		`" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>`)
	if g.t.Small {
		out.WriteString(smallMargins)
	}
	out.WriteString(`<w:tblLook w:val="0000"/></w:tblPr><w:tblGrid>`)
	for _, w := range g.widths {
		out.WriteString(`<w:gridCol w:w="` + strconv.Itoa(w) + `"/>`)
	}
	out.WriteString(`</w:tblGrid>`)
	head, cell := g.t.Styles()
	g.hanging, g.head = make([]hang, len(g.widths)), true
	for i, row := range g.t.Header {
		g.row("表头", i, row, head)
	}
	g.hanging, g.head = make([]hang, len(g.widths)), false
	switch {
	case g.t.Long != nil:
		g.later()
	case len(g.t.Header)+len(g.t.Rows) == 0:
		g.p.fault("表没有行")
	}
	for i, row := range g.t.Rows {
		g.row("表体", i, row, cell)
	}
	out.WriteString(`</w:tbl>`)
}

// smallMargins are the cell margins of small type, two points beside the text.
const smallMargins = `<w:tblCellMar><w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/></w:tblCellMar>`

func (g *grid) row(what string, n int, row []document.Cell, style document.StyleName) {
	out := g.p.out
	out.WriteString(`<w:tr><w:trPr><w:cantSplit/>`)
	if g.head {
		out.WriteString(`<w:tblHeader/>`)
	} else if g.t.RowMM > 0 {
		out.WriteString(`<w:trHeight w:val="` + strconv.Itoa(int(g.t.RowMM*1440/25.4)) + `" w:hRule="atLeast"/>`)
	}
	out.WriteString(`</w:trPr>`)
	col := 0
	for col < len(g.widths) {
		if h := g.hanging[col]; h.rows > 0 {
			g.cell(col, h.span, `<w:vMerge/>`, style, document.Cell{})
			g.hanging[col].rows--
			col += h.span
			continue
		}
		if len(row) == 0 {
			break
		}
		cell := row[0]
		row = row[1:]
		span, down := max(cell.ColSpan, 1), max(cell.RowSpan, 1)
		if col+span > len(g.widths) {
			break
		}
		merge := ""
		if down > 1 {
			merge = `<w:vMerge w:val="restart"/>`
			g.hanging[col] = hang{rows: down - 1, span: span}
		}
		g.cell(col, span, merge, style, cell)
		col += span
	}
	if col != len(g.widths) || len(row) > 0 {
		g.p.fault("%s第%d行的列数与%d列的表不合", what, n+1, len(g.widths))
	}
	out.WriteString(`</w:tr>`)
}

func (g *grid) cell(col, span int, merge string, style document.StyleName, cell document.Cell) {
	out, width := g.p.out, 0
	for _, w := range g.widths[col : col+span] {
		width += w
	}
	out.WriteString(`<w:tc><w:tcPr><w:tcW w:w="` + strconv.Itoa(width) + `" w:type="dxa"/>`)
	if span > 1 {
		out.WriteString(`<w:gridSpan w:val="` + strconv.Itoa(span) + `"/>`)
	}
	out.WriteString(merge + `</w:tcPr>`)
	g.p.paragraph(style, g.mark, g.align(col, span), func() {
		if cell.Strong {
			g.p.run(styleStrong, document.PlainText(cell.Inlines, g.p.numbers))
			return
		}
		g.p.runs(cell.Inlines, styleStrong)
	})
	g.mark = ""
	out.WriteString(`</w:tc>`)
}

// align is the column's own alignment; header cells and cells over several
// columns keep the style's.
func (g *grid) align(col, span int) string {
	if g.head || span > 1 {
		return ""
	}
	switch g.t.Columns[col].Align {
	case document.Center:
		return `<w:jc w:val="center"/>`
	case document.End:
		return `<w:jc w:val="right"/>`
	}
	return ""
}
