package charts

import (
	"zhixiao"
	"zhixiao/document"
)

// boxes draws least, quartiles, median and greatest of each label.
func (s *sheet) boxes(c document.Chart) error {
	a := openScale(withReference(values(c.Series...), c.Reference), 5).within(c.Unit, values(c.Series...))
	keys := []key{{"上下四分位之间", style{fill: midInk}, swatch}, {"中位数", style{line: strongInk}, dashKey}}
	b := s.frame(c, cutNote(axisName(c.YTitle, c.Unit), a), referenceKey(keys, c.Reference))
	plot, a, p := s.upright(c, b, a, 40)
	s.refLine(plot, a, c.Reference)
	w := min(p.width()/2, 110)
	for i := range c.Labels {
		var five [5]zhixiao.Quantity
		for k := range five {
			five[k] = c.Series[k].Points[i]
		}
		s.boxAt(a, plot, p.mid(i), w, p.width(), five)
	}
	return nil
}

func (s *sheet) boxAt(a scale, plot box, x, w, slot int, five [5]zhixiao.Quantity) {
	var y [5]int
	for k, q := range five {
		if !q.Ok() {
			s.absent(x, plot.y1, slot, q)
			return
		}
		y[k] = a.at(q.Value.Float())
	}
	s.line(x, y[4], x, y[3], axisInk, 3)
	s.line(x, y[1], x, y[0], axisInk, 3)
	s.line(x-w/4, y[4], x+w/4, y[4], axisInk, 3)
	s.line(x-w/4, y[0], x+w/4, y[0], axisInk, 3)
	s.add(rectMark{X: x - w/2, Y: y[3], W: w, H: max(y[1]-y[3], 2), Fill: midInk, Edge: strongInk})
	s.line(x-w/2, y[2], x+w/2, y[2], strongInk, 7)
	body := five[2].Value.String()
	if tw := s.width(body, smallSize); w/2+10+tw <= slot/2+w/4 {
		s.text(x+w/2+8, y[2], smallSize, atStart, textInk, body)
	} else if s.width(body, smallSize) <= slot {
		s.add(textMark{X: x, Y: y[4] - 20, Size: smallSize, Anchor: atMiddle, Ink: textInk, Body: body})
	}
}
