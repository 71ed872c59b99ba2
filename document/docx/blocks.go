package docx

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"zhixiao/document"
)

// WriteText prints the reading as text, one paragraph or cell a line, by a view
// of the tracked changes.
func (r *Reading) WriteText(out io.Writer, v View) error {
	b := bufio.NewWriter(out)
	for _, it := range r.Items(v) {
		if it.Table == nil {
			// bufio keeps the first error for Flush.
			_, _ = b.WriteString(oneLine(it.Text()) + "\n")
			continue
		}
		for _, row := range it.Table.Rows {
			for _, c := range row.Cells {
				if !c.Continues {
					_, _ = b.WriteString(oneLine(c.Text()) + "\n")
				}
			}
		}
	}
	return b.Flush()
}

func oneLine(s string) string {
	return strings.TrimSpace(strings.ReplaceAll(s, "\n", " "))
}

// Blocks is the reading as body and appendix of a tree: headings, paragraphs,
// lists, tables and figures after the cover and the contents. The appendix
// begins with the first heading numbered 附1. Numbers of headings and
// captions are taken off, since a tree is numbered when it is printed. A
// paragraph the reviewer added is named after the one before it: p.1.added.1.
func (r *Reading) Blocks(v View) (body, appendix []document.Block) {
	b := builder{added: map[document.ID]int{}, appendix: -1, prints: r.Prints}
	for _, it := range r.Items(v) {
		if !it.Front {
			b.item(it)
		}
	}
	b.endTable()
	b.endCaption()
	if b.appendix < 0 {
		return b.blocks, nil
	}
	return b.blocks[:b.appendix:b.appendix], b.blocks[b.appendix:]
}

type builder struct {
	blocks  []document.Block
	last    document.ID
	added   map[document.ID]int
	caption *captioned // the next table's
	table   *document.Table

	appendix int // where it begins, −1 before
	prints   map[document.ID]string
}

type captioned struct {
	id            document.ID
	caption, unit string
}

var (
	headingNumber = regexp.MustCompile(wordings.Of("number of a heading"))
	captionNumber = regexp.MustCompile(`^(附?[图表][A-Z]?-?\d+(-\d+)?)[　\s]+`)
	itemNumber    = regexp.MustCompile(`^（\d+）`)
)

// name is the block's ID, made from the one before it for what was added.
func (b *builder) name(it Item) document.ID {
	id := it.ID
	if id == "" {
		base := b.last
		if base == "" {
			base = "start"
		}
		b.added[base]++
		id = base + document.ID(".added."+strconv.Itoa(b.added[base]))
	} else {
		b.last = id
	}
	return id
}

func (b *builder) item(it Item) {
	style := document.StyleName(strings.ToLower(it.Style))
	if it.Table != nil {
		b.endTable()
		b.tableOf(it)
		return
	}
	if len(it.Pictures) > 0 {
		b.endTable()
		b.endCaption()
		for _, p := range it.Pictures {
			id := b.name(it)
			b.blocks = append(b.blocks, document.Figure{ID: id, Alt: p.Alt, WidthMM: p.WidthMM, Graphic: document.Image{Name: p.Name, Data: p.Data, Instead: b.instead(id, p.Data)}})
			it.ID = ""
		}
		if it.empty() || len(it.Inlines) == 0 {
			return
		}
	}
	switch {
	case style == document.StyleFigure && b.figure() != nil:
		b.setFigure(func(f *document.Figure) { f.Caption = captionNumber.ReplaceAllString(it.Text(), "") })
	case it.Part == "source" && b.figure() != nil:
		b.setFigure(func(f *document.Figure) { f.Source = it.Text() })
	case style == document.StyleCaption:
		b.endTable()
		b.endCaption()
		b.caption = &captioned{id: b.name(it), caption: captionNumber.ReplaceAllString(it.Text(), "")}
	case style == styleUnit && b.caption != nil:
		b.caption.unit = strings.TrimPrefix(it.Text(), "单位：")
	case it.Part == "note" && b.table != nil:
		b.table.Note = trimmed(it.Inlines, regexp.MustCompile(`^注：`))
		b.endTable()
	default:
		b.endTable()
		b.endCaption()
		b.text(it, style)
	}
}

func (b *builder) text(it Item, style document.StyleName) {
	if it.empty() {
		if it.ID != "" {
			b.last = it.ID
		}
		return // emptied by the reviewer: no block stands for it
	}
	levels := map[document.StyleName]int{document.StyleH1: 1, document.StyleH2: 2, document.StyleH3: 3, document.StyleH4: 4}
	if level := levels[style]; level > 0 {
		text := trimmed(it.Inlines, headingNumber)
		if b.appendix < 0 && strings.HasPrefix(headingNumber.FindString(it.Text()), "附") {
			b.appendix = len(b.blocks)
		}
		b.blocks = append(b.blocks, document.Heading{ID: b.name(it), Level: level, Plain: !headingNumber.MatchString(it.Text()), Text: text})
		return
	}
	if _, err := strconv.Atoi(it.Part); err == nil && it.ID != "" {
		b.listItem(it)
		return
	}
	roles := map[document.StyleName]document.Role{document.StyleQuote: document.Quote, document.StyleNote: document.Note, document.StyleSignoff: document.Signoff}
	role := roles[style]
	if len(it.Inlines) > 0 && role == document.Body {
		if _, ok := it.Inlines[0].(document.Strong); ok {
			role = document.Lead
		}
	}
	b.blocks = append(b.blocks, document.Para{ID: b.name(it), Role: role, Inlines: trimmed(it.Inlines, nil)})
}

func (b *builder) listItem(it Item) {
	text := trimmed(it.Inlines, itemNumber)
	if n := len(b.blocks); n > 0 {
		if l, ok := b.blocks[n-1].(document.List); ok && l.ID == it.ID {
			l.Items = append(l.Items, text)
			b.blocks[n-1] = l
			return
		}
	}
	b.blocks = append(b.blocks, document.List{ID: b.name(it), Numbered: itemNumber.MatchString(it.Text()), Items: [][]document.Inline{text}})
}

// trimmed is inlines fit for a tree: neighbours joined, breaks and tabs as
// blanks, and number taken off the front.
func trimmed(in []document.Inline, number *regexp.Regexp) []document.Inline {
	blank := strings.NewReplacer("\n", " ", "\t", " ")
	var out []document.Inline
	for _, x := range in {
		text := blank.Replace(document.InlineText(x, nil))
		if len(out) == 0 && number != nil {
			text = number.ReplaceAllString(text, "")
		}
		if text == "" {
			continue
		}
		if _, ok := x.(document.Strong); ok {
			out = append(out, document.Strong(text))
		} else {
			out = append(out, document.Text(text))
		}
	}
	return out
}

func (b *builder) figure() *document.Figure {
	if n := len(b.blocks); n > 0 {
		if f, ok := b.blocks[n-1].(document.Figure); ok {
			return &f
		}
	}
	return nil
}

func (b *builder) setFigure(set func(*document.Figure)) {
	f := b.figure()
	set(f)
	b.blocks[len(b.blocks)-1] = *f
}

// endTable books the table once its note can no longer come.
func (b *builder) endTable() {
	if b.table != nil {
		b.blocks = append(b.blocks, *b.table)
		b.table = nil
	}
}

// endCaption makes a paragraph of a caption whose table is gone.
func (b *builder) endCaption() {
	if b.caption != nil {
		b.blocks = append(b.blocks, document.Para{ID: b.caption.id, Inlines: []document.Inline{document.Text(b.caption.caption)}})
		b.caption = nil
	}
}

func (b *builder) tableOf(it Item) {
	t := document.Table{Plain: true}
	if b.caption != nil {
		t = document.Table{ID: b.caption.id, Caption: b.caption.caption, Unit: b.caption.unit}
		b.caption = nil
	} else {
		t.ID = b.name(it)
	}
	for _, w := range it.Table.Widths {
		t.Columns = append(t.Columns, document.Column{Width: w})
	}
	t.Landscape, t.A3, t.Small = it.Sheet != document.Upright, it.Sheet == document.TurnedA3, it.Table.small()
	alignColumns(t.Columns, it.Table.Rows)
	header, below := true, continuing(it.Table.Rows)
	for i, row := range it.Table.Rows {
		header = header && row.Header
		cells := cellsOf(it.Table.Rows, below, i, header)
		if header {
			t.Header = append(t.Header, cells)
		} else {
			t.Rows = append(t.Rows, cells)
		}
	}
	b.table = &t
}

// small reports whether the table is in the small type of long lists.
func (t *ReadTable) small() bool {
	for _, row := range t.Rows {
		for _, c := range row.Cells {
			if len(c.Items) > 0 {
				return strings.EqualFold(c.Items[0].Style, string(document.StyleSmall)) || strings.EqualFold(c.Items[0].Style, string(document.StyleSmallHead))
			}
		}
	}
	return false
}

// alignColumns gives each column the alignment of its first cell of one column.
func alignColumns(columns []document.Column, rows []ReadRow) {
	known := map[int]bool{}
	for _, row := range rows {
		at := 0
		for _, c := range row.Cells {
			if at < len(columns) && c.Span == 1 && !row.Header && !c.Continues && len(c.Items) > 0 && !known[at] {
				columns[at].Align, known[at] = c.Items[0].Align, true
			}
			at += c.Span
		}
	}
}

// cellsOf is row i without the cells that continue one from above; a cell that
// starts such a column gets its height. below holds continuing columns by row.
func cellsOf(rows []ReadRow, below []map[int]bool, i int, header bool) []document.Cell {
	var out []document.Cell
	col := 0
	for _, c := range rows[i].Cells {
		at := col
		col += c.Span
		if c.Continues {
			continue
		}
		cell := document.Cell{ColSpan: c.Span, RowSpan: 1}
		for j := i + 1; c.Starts && j < len(rows) && rows[j].Header == header && below[j][at]; j++ {
			cell.RowSpan++
		}
		for k, it := range c.Items {
			if k > 0 {
				cell.Inlines = append(cell.Inlines, document.Text(" "))
			}
			if it.Table != nil {
				cell.Inlines = append(cell.Inlines, document.Text(oneLine(it.Text())))
			}
			cell.Inlines = append(cell.Inlines, trimmed(it.Inlines, nil)...)
		}
		out = append(out, cell)
	}
	return out
}

// continuing is the columns of each row where a cell continues one from above.
func continuing(rows []ReadRow) []map[int]bool {
	all := make([]map[int]bool, len(rows))
	for i, row := range rows {
		col := 0
		for _, c := range row.Cells {
			if c.Continues {
				if all[i] == nil {
					all[i] = map[int]bool{}
				}
				all[i][col] = true
			}
			col += c.Span
		}
	}
	return all
}

// String is a change in one line.
func (c Change) String() string {
	s := fmt.Sprintf("%s（%s %s）", c.Kind, c.Author, c.Date)
	if c.Text != "" {
		s += "：" + oneLine(c.Text)
	}
	return s
}
