package html

import (
	"errors"
	"iter"
	"slices"
	"strings"

	"zhixiao/document"
)

// table prints a table that scrolls by itself where the screen is narrower. A row
// with more cells than there are columns is an error.
func (p *page) table(t document.Table) error {
	id := ""
	if t.ID != "" {
		id = ` id="` + esc(string(t.ID)) + `"`
	}
	p.print("<div%s class=\"scroll%s\"><table>\n", id, tableClass(t))
	p.caption(t)
	p.columns(t.Columns)
	if len(t.Header) > 0 {
		p.raw("<thead>\n")
		if err := p.rows(t, "th", slices.Values(t.Header)); err != nil {
			return err
		}
		p.raw("</thead>\n")
	}
	p.raw("<tbody>\n")
	if err := p.rows(t, "td", t.EachRow()); err != nil {
		return err
	}
	p.raw("</tbody>\n</table></div>\n")
	if len(t.Note) > 0 {
		p.raw("<p class=\"note\">注：")
		p.inlines(t.Note)
		p.raw("</p>\n")
	}
	return nil
}

func tableClass(t document.Table) string {
	class := ""
	switch {
	case t.Landscape && t.A3:
		class = " a3"
	case t.Landscape:
		class = " wide"
	}
	if t.Small {
		class += " small"
	}
	return class
}

func (p *page) caption(t document.Table) {
	unit := ""
	if t.Unit != "" {
		unit = `<span class="unit">单位：` + esc(t.Unit) + "</span>"
	}
	switch {
	case !t.Plain:
		p.print("<caption>%s　%s%s</caption>\n", esc(p.numbers.Label(t.ID)), esc(t.Caption), unit)
	case unit != "":
		p.print("<caption>%s</caption>\n", unit)
	}
}

func (p *page) columns(all []document.Column) {
	sum := 0.0
	for _, c := range all {
		sum += c.Width
	}
	if sum <= 0 {
		return
	}
	p.raw("<colgroup>")
	for _, c := range all {
		p.print("<col style=\"width:%.1f%%\">", 100*c.Width/sum)
	}
	p.raw("</colgroup>\n")
}

// rows prints rows with each cell in its column: cells that another's span covers
// are not listed, so the columns that reach down from above are kept count of.
func (p *page) rows(t document.Table, tag string, rows iter.Seq[[]document.Cell]) error {
	taken := make([]int, len(t.Columns)) // rows that a cell above still covers
	for row := range rows {
		p.raw("<tr>")
		at := 0
		for _, cell := range row {
			for at < len(taken) && taken[at] > 0 {
				at++
			}
			wide, high := max(cell.ColSpan, 1), max(cell.RowSpan, 1)
			if at+wide > len(taken) {
				return errors.New("表行比表头宽")
			}
			p.cell(tag, cell, t.Columns[at].Align)
			for range wide {
				taken[at] = high
				at++
			}
		}
		for i := range taken {
			taken[i] = max(taken[i]-1, 0)
		}
		p.raw("</tr>\n")
	}
	return nil
}

func (p *page) cell(tag string, c document.Cell, align document.Align) {
	p.raw("<" + tag)
	class := ""
	if tag == "td" {
		class = [...]string{document.Start: "", document.Center: "c", document.End: "e"}[align]
	}
	if c.Strong {
		class = strings.TrimSpace(class + " s")
	}
	if class != "" {
		p.print(" class=\"%s\"", class)
	}
	for _, span := range []struct {
		name string
		n    int
	}{{"colspan", c.ColSpan}, {"rowspan", c.RowSpan}} {
		if span.n > 1 {
			p.print(" %s=\"%d\"", span.name, span.n)
		}
	}
	p.raw(">")
	p.inlines(c.Inlines)
	p.raw("</" + tag + ">")
}
