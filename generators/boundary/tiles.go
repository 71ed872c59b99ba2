package boundary

import "zhixiao/document"

// cell is a place of the cartogram, row 0 in the north.
type cell struct{ column, row int }

// grid is the usual arrangement of the 17 units by code. A unit that is not
// here gets a place in the rows below, so that a new district needs no code.
func grid() map[string]cell {
	return map[string]cell{
		"110119": {1, 0}, "110116": {2, 0}, "110118": {3, 0},
		"110114": {1, 1}, "110113": {2, 1}, "110117": {3, 1},
		"110109": {0, 2}, "110108": {1, 2}, "110105": {2, 2},
		"110107": {0, 3}, "110102": {1, 3}, "110101": {2, 3}, "110112": {3, 3},
		"110111": {0, 4}, "110106": {1, 4}, "110115": {2, 4}, "BDA": {3, 4},
	}
}

const (
	columns    = 4
	knownRows  = 5
	tileWidth  = 26.0 // millimetres
	tileHeight = 20.0
	tileGap    = 1.5
)

// Tiles is the tile cartogram of s: one rectangle a unit, in millimetres of
// paper, y upwards. No real boundary is in it, and its title says so.
func Tiles(s Spec) (*document.Map, error) {
	m, err := s.start(document.Millimetres)
	if err != nil {
		return nil, err
	}
	m.Title += Notice
	m.Notice = "各方块仅表示大致方位，不表示行政区域界线和面积"
	cells, rows := arrange(m.Units)
	pitchX, pitchY := tileWidth+tileGap, tileHeight+tileGap
	for i, c := range cells {
		x := float64(c.column) * pitchX
		y := float64(rows-1-c.row) * pitchY
		shape := []document.Polygon{{Outer: rect(x, y, x+tileWidth, y+tileHeight)}}
		place(m, i, shape, document.Point{X: x + tileWidth/2, Y: y + tileHeight/2}, 1)
	}
	dress(m, s.Mark, bounds{0, 0, columns*pitchX - tileGap, float64(rows)*pitchY - tileGap}, 1)
	return m, nil
}

// arrange gives each unit its cell and counts the rows.
func arrange(units []document.MapUnit) ([]cell, int) {
	known, rows, spare := grid(), knownRows, 0
	cells := make([]cell, len(units))
	for i, u := range units {
		c, ok := known[u.Unit.Code]
		if !ok {
			c = cell{spare % columns, knownRows + spare/columns}
			spare, rows = spare+1, c.row+1
		}
		cells[i] = c
	}
	return cells, rows
}
