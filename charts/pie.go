package charts

import (
	"math"

	"zhixiao/document"
)

// pie draws at most five slices clockwise from the top, each named beside it.
// Values are printed as given; shares are not computed here.
func (s *sheet) pie(c document.Chart) error {
	ser := c.Series[0]
	b := s.frame(c, axisName(c.YTitle, c.Unit), nil)
	r := min(b.h()/2-46, b.w()/4)
	x, y := (b.x0+b.x1)/2, (b.y0+b.y1)/2
	total := 0.0
	for _, v := range values(ser) {
		total += v
	}
	from := -math.Pi / 2
	var sides [2][]callout
	for i, q := range ser.Points {
		sweep := q.Value.Float() / total * 2 * math.Pi
		look := sliceStyle(i)
		if sweep > 0 {
			s.add(wedgeMark{X: x, Y: y, R: r, From: from, Sweep: sweep, Fill: look.fill, Hatch: look.hatch})
		}
		mid := from + sweep/2
		side := btoi(mid > math.Pi/2) // past the bottom
		sides[side] = append(sides[side], callout{polar(x, y, float64(r), mid), polar(x, y, float64(r)+40, mid).Y, c.Labels[i] + " " + q.String()})
		from += sweep
	}
	// Left slices run upwards as the pie turns clockwise.
	for i, j := 0, len(sides[1])-1; i < j; i, j = i+1, j-1 {
		sides[1][i], sides[1][j] = sides[1][j], sides[1][i]
	}
	s.callouts(sides[0], x+r+60, b.x1, b.y0, b.y1, atStart)
	s.callouts(sides[1], x-r-60, b.x0, b.y0, b.y1, atEnd)
	return nil
}

type callout struct {
	tip  pt
	y    int
	body string
}

// callouts print names down one side without overlap, joined to their slices.
func (s *sheet) callouts(cs []callout, x, edge, top, bottom int, at anchor) {
	const pitch = 84
	low := top + pitch/2
	for i := range cs {
		cs[i].y = max(cs[i].y, low)
		low = cs[i].y + pitch
	}
	high := bottom - pitch/2
	for i := len(cs) - 1; i >= 0; i-- {
		cs[i].y = min(cs[i].y, high)
		high = cs[i].y - pitch
	}
	gap := 14
	width := edge - x - gap
	if at == atEnd {
		gap, width = -14, x-edge-14
	}
	for _, k := range cs {
		s.add(lineMark{Pts: []pt{k.tip, {x - gap, k.y}, {x, k.y}}, Ink: greyInk, Width: 2})
		s.lines(x+gap, k.y, labelSize, at, textInk, s.wrap(k.body, labelSize, width, 2))
	}
}

func sliceStyle(i int) style {
	return [...]style{
		{fill: strongInk}, {fill: midInk}, {fill: white, hatch: rising}, {fill: greyInk}, {fill: 0xFFDCDCDC},
	}[i%5]
}
