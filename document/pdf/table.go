package pdf

import (
	"fmt"
	"slices"

	"zhixiao/document"
	"zhixiao/document/typeset"
)

// Padding of cells in points.
const (
	padX = 3.0
	padY = 2.5

	smallPadX = 2.0 // of small tables
	smallPadY = 1.5
)

// grid is a table being set.
type grid struct {
	*setter
	table      document.Table
	edge       []float64 // x of the column edges
	limit      float64   // height of a page below the repeated header
	padX, padY float64
	head       []box // caption and header
	repeated   []box // the same on later pages
}

// table makes one box of caption lines, one of the header, one of every row or
// of every group of rows joined by cells that span them.
func (s *setter) table(t document.Table) ([]box, error) {
	g, err := s.grid(t)
	if err != nil {
		return nil, err
	}
	body, err := g.rows(t.Rows, g.cellStyle(), false)
	if err != nil {
		return nil, err
	}
	for i := range body {
		if i > 0 {
			body[i].again = g.repeated
		}
	}
	if n := len(body); n > 2 { // no page begins or ends with a single row
		body[0].keep, body[n-2].keep = true, true
	}
	note, err := g.note()
	if err != nil {
		return nil, err
	}
	all := append(g.head, body...)
	if n := len(all); n > 0 && len(note) > 0 {
		all[n-1].keep = true
	}
	return g.finish(append(all, note...)), nil
}

// grid sets what stands above the rows, on the first page and on the next.
func (s *setter) grid(t document.Table) (*grid, error) {
	g := &grid{setter: s, table: t, edge: edges(t.Columns, s.area(s.on)), limit: s.tall(s.on), padX: padX, padY: padY}
	if t.Small {
		g.padX, g.padY = smallPadX, smallPadY
	}
	if g.edge == nil {
		return nil, fmt.Errorf("表没有列宽")
	}
	caption, err := g.caption("")
	if err != nil {
		return nil, err
	}
	name, _ := t.Styles()
	header, err := g.rows(t.Header, s.style(name), true)
	if err != nil {
		return nil, fmt.Errorf("表头：%w", err)
	}
	header = joined(header)
	if g.repeated, err = g.again(header); err != nil {
		return nil, err
	}
	for _, b := range g.repeated {
		g.limit -= b.height
	}
	for i := range header {
		header[i].keep = true
	}
	g.head = slices.Concat(caption, header)
	for i := range g.head {
		g.head[i].id, g.head[i].sheet = t.ID, g.on
	}
	return g, nil
}

func (g *grid) cellStyle() document.Style {
	_, name := g.table.Styles()
	return g.style(name)
}

func (g *grid) note() ([]box, error) {
	if len(g.table.Note) == 0 {
		return nil, nil
	}
	style := g.style(document.StyleNote)
	note, err := g.lines(style, append([]typeset.Run{g.run(style, "注：")}, g.runs(style, g.table.Note, document.HeiTi)...), g.on)
	if len(note) > 0 {
		note[0].before = max(note[0].before, 2)
	}
	return note, err
}

func (g *grid) finish(all []box) []box {
	if len(all) == 0 {
		return nil
	}
	for i := range all {
		all[i].id = g.table.ID
		all[i].sheet = g.on
	}
	all[0].before = max(all[0].before, 6)
	all[len(all)-1].height += 8
	all[len(all)-1].keep = false
	if !g.table.Plain {
		all[0].outline = &entry{id: g.table.ID, level: levelTable, title: g.title()}
	}
	return all
}

func (g *grid) title() string { return g.numbers.Label(g.table.ID) + "　" + g.table.Caption }

// caption is the line above the table, or of its continuation, and the unit.
func (g *grid) caption(suffix string) ([]box, error) {
	var boxes []box
	if !g.table.Plain && g.table.Caption != "" {
		style := g.style(document.StyleCaption)
		lines, err := g.lines(style, []typeset.Run{g.run(style, g.title()+suffix)}, g.on)
		if err != nil {
			return nil, err
		}
		boxes = append(boxes, lines...)
	}
	if g.table.Unit != "" {
		style := g.style(document.StyleNote)
		style.Align, style.FirstLine, style.Justify = document.End, 0, false
		lines, err := g.lines(style, []typeset.Run{g.run(style, "单位："+g.table.Unit)}, g.on)
		if err != nil {
			return nil, err
		}
		boxes = append(boxes, lines...)
	}
	for i := range boxes {
		boxes[i].keep = true
	}
	return boxes, nil
}

// again is what stands above the rows on every page after the first.
func (g *grid) again(header []box) ([]box, error) {
	caption, err := g.caption("（续表）")
	if err != nil {
		return nil, err
	}
	again := append(caption, header...)
	for i := range again {
		again[i].sheet = g.on
		again[i].before = 0
	}
	return again, nil
}

// edges shares width out by the columns' shares.
func edges(columns []document.Column, width float64) []float64 {
	total := 0.0
	for _, c := range columns {
		total += max(c.Width, 0)
	}
	if total <= 0 {
		return nil
	}
	x := []float64{0}
	for _, c := range columns {
		x = append(x, x[len(x)-1]+width*max(c.Width, 0)/total)
	}
	return x
}

// placed is a cell at its place in the grid.
type placed struct {
	row, col, down, span int
	lines                []typeset.Line
	pitch, padY          float64
}

func (c placed) need() float64 { return float64(len(c.lines))*c.pitch + 2*c.padY }

// rows sets rows in boxes, the rows of one group in one box.
func (g *grid) rows(rows [][]document.Cell, style document.Style, center bool) ([]box, error) {
	cells, err := g.place(rows, style, center)
	if err != nil {
		return nil, err
	}
	heights := make([]float64, len(rows))
	for i := range heights {
		heights[i] = g.pitch(style)/2 + 2*g.padY
		if !center { // a body row
			heights[i] = max(heights[i], mm(g.table.RowMM))
		}
	}
	for _, c := range cells {
		if c.down == 1 {
			heights[c.row] = max(heights[c.row], c.need())
		}
	}
	for _, c := range cells {
		if short := c.need() - sum(heights[c.row:c.row+c.down]); short > 0 {
			heights[c.row+c.down-1] += short
		}
	}
	var boxes []box
	for start := 0; start < len(rows); {
		end := groupEnd(cells, start)
		for start < end {
			// A group higher than a page is cut, and what spans the cut repeated.
			cut := start + 1
			for cut < end && sum(heights[start:cut+1]) <= g.limit {
				cut++
			}
			boxes = append(boxes, g.group(cells, heights, start, cut))
			start = cut
		}
	}
	return boxes, nil
}

func sum(v []float64) float64 {
	t := 0.0
	for _, x := range v {
		t += x
	}
	return t
}

// groupEnd is the row after the last that spans join to the row start.
func groupEnd(cells []placed, start int) int {
	end := start + 1
	for _, c := range cells { // in row order
		if c.row < end {
			end = max(end, c.row+c.down)
		}
	}
	return end
}

// place finds the column of every cell and breaks its text.
func (g *grid) place(rows [][]document.Cell, style document.Style, center bool) ([]placed, error) {
	width := len(g.edge) - 1
	hanging := make([]int, width)
	var all []placed
	for i, row := range rows {
		next := make([]int, width)
		for j := range hanging {
			next[j] = max(hanging[j]-1, 0)
		}
		col := 0
		for k, cell := range row {
			for col < width && hanging[col] > 0 {
				col++
			}
			c := placed{row: i, col: col, down: max(cell.RowSpan, 1), span: max(cell.ColSpan, 1), pitch: g.cellPitch(style), padY: g.padY}
			if c.col+c.span > width || i+c.down > len(rows) {
				return nil, fmt.Errorf("第%d行第%d格超出表格", i+1, k+1)
			}
			var err error
			if c.lines, err = g.cell(cell, c, style, center); err != nil {
				return nil, fmt.Errorf("第%d行第%d格：%w", i+1, k+1, err)
			}
			for j := col; j < col+c.span; j++ {
				next[j] = c.down - 1
			}
			col += c.span
			all = append(all, c)
		}
		hanging = next
	}
	return all, nil
}

func (g *grid) cellPitch(style document.Style) float64 {
	if style.LinePt > 0 {
		return max(style.LinePt, style.Size)
	}
	return 1.3 * style.Size
}

func (g *grid) cell(cell document.Cell, c placed, style document.Style, center bool) ([]typeset.Line, error) {
	if cell.Strong {
		style.Font = document.HeiTi
	}
	m := typeset.Measure{Width: g.edge[c.col+c.span] - g.edge[c.col] - 2*g.padX, Align: alignment(g.table.Columns[c.col].Align)}
	if center || c.span > 1 {
		m.Align = typeset.Centered
	}
	if m.Width < style.Size {
		return nil, fmt.Errorf("列宽%.0f毫米，放不下一个字", (m.Width+2*g.padX)*25.4/72)
	}
	return typeset.Break(g.runs(style, cell.Inlines, document.HeiTi), m)
}

// group draws the rows from start to end with their grid. Of a cell that spans
// more rows it draws its part, with the whole text.
func (g *grid) group(cells []placed, heights []float64, start, end int) box {
	var inside []placed
	for _, c := range cells {
		if from, to := max(c.row, start), min(c.row+c.down, end); from < to {
			c.row, c.down = from, to-from
			inside = append(inside, c)
			heights[to-1] += max(0, c.need()-sum(heights[from:to]))
		}
	}
	b := box{height: sum(heights[start:end])}
	y := []float64{0}
	for _, h := range heights[start:end] {
		y = append(y, y[len(y)-1]+h)
	}
	lines := gridLines{across: map[float64][]span{}, down: map[float64][]span{}}
	for _, c := range inside {
		x0, x1 := g.edge[c.col], g.edge[c.col+c.span]
		y0, y1 := y[c.row-start], y[c.row-start+c.down]
		lines.frame(x0, y0, x1, y1)
		top := y0 + (y1-y0-float64(len(c.lines))*c.pitch)/2
		for i, line := range c.lines {
			b.texts = append(b.texts, setLine(line, x0+g.padX, top+float64(i)*c.pitch+baseline(c.pitch, line.Size))...)
		}
	}
	b.rules = lines.rules()
	return b
}

// joined is boxes as one.
func joined(boxes []box) []box {
	if len(boxes) < 2 {
		return boxes
	}
	var all box
	for _, b := range boxes {
		all.add(b.marks, 0, all.height)
		all.height += b.height
	}
	return []box{all}
}

// gridLines collects the edges of cells and draws each stretch once.
type gridLines struct{ across, down map[float64][]span }

type span struct{ from, to float64 }

func (g gridLines) frame(x0, y0, x1, y1 float64) {
	for _, y := range []float64{y0, y1} {
		g.across[y] = append(g.across[y], span{x0, x1})
	}
	for _, x := range []float64{x0, x1} {
		g.down[x] = append(g.down[x], span{y0, y1})
	}
}

func (g gridLines) rules() []rule {
	var rules []rule
	for _, y := range sortedKeys(g.across) {
		for _, s := range merged(g.across[y]) {
			rules = append(rules, rule{s.from, y, s.to, y})
		}
	}
	for _, x := range sortedKeys(g.down) {
		for _, s := range merged(g.down[x]) {
			rules = append(rules, rule{x, s.from, x, s.to})
		}
	}
	return rules
}

func sortedKeys(m map[float64][]span) []float64 {
	keys := make([]float64, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func merged(spans []span) []span {
	slices.SortFunc(spans, func(a, b span) int {
		switch {
		case a.from < b.from:
			return -1
		case a.from > b.from:
			return 1
		}
		return 0
	})
	out := spans[:1]
	for _, s := range spans[1:] {
		if last := &out[len(out)-1]; s.from <= last.to+0.01 {
			last.to = max(last.to, s.to)
			continue
		}
		out = append(out, s)
	}
	return out
}
