package charts

import (
	"zhixiao"
	"zhixiao/document"
)

// shades are the five fills of a heat table, light to dark.
func shades() [5]ink {
	return [5]ink{0xFFF1F5F9, 0xFFCFDDEA, 0xFFABC3DB, 0xFF7399C2, strongInk}
}

// heat draws a table whose cells are shaded by value; the value stands in the
// cell, so nothing is read from the shade alone.
func (s *sheet) heat(c document.Chart) error {
	lo, hi := spread(values(c.Series...))
	b := s.frame(c, axisName(c.YTitle, c.Unit), nil)
	s.shadeKey(c, &b, lo, hi)
	nameW := 0
	for _, ser := range c.Series {
		nameW = max(nameW, s.width(ser.Name, labelSize))
	}
	nameW = min(nameW, b.w()/3)
	grid := box{x0: b.x0 + nameW + 16, x1: b.x1}
	p := slotsOf(grid, len(c.Labels))
	set := s.fitLabels(c.Labels, p.width())
	grid.y0, grid.y1 = b.y0+set.h+12, b.y1
	s.below(set, p, b.y0)
	size, flat := s.pickSize(texts(c.Series), p.width()-6)
	rowH := (grid.h()) * 16 / len(c.Series)
	for j, ser := range c.Series {
		y0, y1 := grid.y0+j*rowH/16, grid.y0+(j+1)*rowH/16
		s.rowLabel(ser.Name, grid.x0-12, (y0+y1)/2, min(labelSize, (y1-y0)*9/10), nameW, y1-y0)
		for i, q := range ser.Points {
			s.cell(box{p.left(i), y0, p.left(i + 1), y1}, q, lo, hi, min(size, (y1-y0)*9/10), flat)
		}
	}
	return nil
}

func (s *sheet) cell(b box, q zhixiao.Quantity, lo, hi float64, size int, flat bool) {
	x, y := (b.x0+b.x1)/2, (b.y0+b.y1)/2
	if !q.Ok() {
		s.add(rectMark{X: b.x0 + 1, Y: b.y0 + 1, W: b.w() - 2, H: b.h() - 2, Fill: white, Edge: gridInk})
		body := absence(q)
		if s.width(body, smallSize) > b.w()-4 {
			body = "—"
		}
		s.text(x, y, min(smallSize, size), atMiddle, softInk, body)
		return
	}
	fill := shades()[shadeOf(q.Value.Float(), lo, hi)]
	s.rect(b.x0+1, b.y0+1, b.x1-1, b.y1-1, fill)
	if flat {
		s.text(x, y, size, atMiddle, fill.on(), q.Value.String())
		return
	}
	s.add(textMark{X: x, Y: y + s.width(q.Value.String(), size)/2, Size: size, Ink: fill.on(), Body: q.Value.String(), Turn: true})
}

// shadeOf is the shade of v: five equal steps between the least and the most.
func shadeOf(v, lo, hi float64) int {
	if hi <= lo {
		return 1
	}
	return min(int((v-lo)/(hi-lo)*5), 4)
}

// shadeKey prints the shades between the least and the greatest value, on the
// line of the axis name.
func (s *sheet) shadeKey(c document.Chart, b *box, lo, hi float64) {
	least, most := "", ""
	for _, ser := range c.Series {
		for _, q := range ser.Points {
			if q.Ok() && q.Value.Float() == lo {
				least = q.Value.String()
			}
			if q.Ok() && q.Value.Float() == hi {
				most = q.Value.String()
			}
		}
	}
	if least == "" {
		return
	}
	y := b.y0 + 18
	x := (b.x0+b.x1)/2 - 2*44 - 22
	s.text(x-12, y, smallSize, atEnd, softInk, "低 "+least)
	for i, f := range shades() {
		s.add(rectMark{X: x + i*44, Y: y - 13, W: 44, H: 26, Fill: f, Edge: gridInk})
	}
	s.text(x+5*44+12, y, smallSize, atStart, softInk, "高 "+most)
	b.y0 += 46
}
