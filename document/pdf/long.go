package pdf

import (
	"context"
	"fmt"
	"slices"

	"zhixiao/document"
)

// long sets a long table: what waits before it and its first rows as ever, then
// every row on its page as it comes. The last rows and the note are left
// waiting, so that no page begins with a single row.
func (s *setter) long(ctx context.Context, t document.Table, waiting []box, to *pager) ([]box, error) {
	g, err := s.grid(t)
	if err != nil {
		return nil, err
	}
	head := g.head
	if len(head) == 0 {
		return nil, fmt.Errorf("逐行给出的表须有表题或表头")
	}
	head[0].before = max(head[0].before, 6)
	if !t.Plain {
		head[0].outline = &entry{id: t.ID, level: levelTable, title: g.title()}
	}
	s.begin(head, t.ID)
	waiting = append(waiting, head...)
	held := 0 // rows at the end of waiting
	n := 0
	for row := range t.Long {
		b, err := g.row(n, row)
		if err != nil {
			return nil, err
		}
		if n > 0 {
			b.again = g.repeated
		}
		b.keep = n == 0
		n++
		if held == 3 {
			// The oldest row of three may go, with all that waits before it.
			if err := to.flow(waiting[:len(waiting)-2]); err != nil {
				return nil, err
			}
			waiting = slices.Clone(waiting[len(waiting)-2:])
			held = 2
		}
		waiting = append(waiting, b)
		held++
		if n%256 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
	if n == 0 {
		return nil, fmt.Errorf("表没有行")
	}
	return g.close(waiting, held)
}

// close ends the table: its last two rows stay together, and with the note.
func (g *grid) close(waiting []box, held int) ([]box, error) {
	note, err := g.note()
	if err != nil {
		return nil, err
	}
	end := len(waiting) - 1
	if held > 2 {
		waiting[end-1].keep = true
	}
	if len(note) > 0 {
		waiting[end].keep = true
	}
	waiting = append(waiting, note...)
	waiting[len(waiting)-1].height += 8
	return waiting, nil
}

// row sets one row of a long table: no cell spans others below.
func (g *grid) row(n int, row []document.Cell) (box, error) {
	style, width := g.cellStyle(), len(g.edge)-1
	b := box{id: g.table.ID, sheet: g.on, long: true, height: max(g.pitch(style)/2+2*g.padY, mm(g.table.RowMM))}
	cells := make([]placed, len(row))
	col := 0
	for k, cell := range row {
		c := placed{row: n, col: col, down: 1, span: max(cell.ColSpan, 1), pitch: g.cellPitch(style), padY: g.padY}
		if c.col+c.span > width || cell.RowSpan > 1 {
			return b, fmt.Errorf("第%d行第%d格超出表格", n+1, k+1)
		}
		var err error
		if c.lines, err = g.cell(cell, c, style, false); err != nil {
			return b, fmt.Errorf("第%d行第%d格：%w", n+1, k+1, err)
		}
		b.height = max(b.height, c.need())
		cells[k] = c
		col += c.span
	}
	if col != width {
		return b, fmt.Errorf("第%d行有%d列，应为%d列", n+1, col, width)
	}
	if b.height > g.limit {
		return b, tooHigh(b, g.limit)
	}
	b.rules = append(make([]rule, 0, len(cells)+3), rule{0, 0, g.edge[width], 0}, rule{0, b.height, g.edge[width], b.height}, rule{0, 0, 0, b.height})
	b.texts = make([]text, 0, 3*len(cells))
	for _, c := range cells {
		x0, x1 := g.edge[c.col], g.edge[c.col+c.span]
		b.rules = append(b.rules, rule{x1, 0, x1, b.height})
		top := (b.height - float64(len(c.lines))*c.pitch) / 2
		for i, line := range c.lines {
			for _, p := range line.Pieces {
				b.texts = append(b.texts, text{x: x0 + g.padX + p.X, y: top + float64(i)*c.pitch + baseline(c.pitch, line.Size), Piece: p})
			}
		}
	}
	return b, nil
}
