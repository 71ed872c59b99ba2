package charts

import (
	"zhixiao"
	"zhixiao/document"
)

// trend draws lines over periods; a missing point breaks the line.
func (s *sheet) trend(c document.Chart) error {
	a := openScale(withReference(intervals(c.Series), c.Reference), 5).within(c.Unit, values(c.Series...))
	var keys []key
	if len(c.Series) > 1 {
		keys = keysOf(c.Series, lineKey)
	}
	keys = marginKey(referenceKey(keys, c.Reference), c.Series)
	b := s.frame(c, cutNote(axisName(c.YTitle, c.Unit), a), keys)
	plot, a, p := s.upright(c, b, a, 40)
	s.refLine(plot, a, c.Reference)
	var taken places
	for j, ser := range c.Series {
		for i, q := range ser.Points {
			if q.Ok() {
				taken.take(around(p.mid(i), a.at(q.Value.Float()), 14))
			}
		}
		for i := range ser.Margins {
			x := p.mid(i)
			s.columnError(box{x0: x - 28, x1: x + 28}, a, ser, i)
		}
		s.curve(a, p, ser, styleOf(j))
	}
	for j, ser := range c.Series {
		for i, q := range ser.Points {
			if q.Ok() && !worthPrinting(c, j, i) {
				continue
			}
			s.pointValue(&taken, plot, a, p.mid(i), q, j)
		}
	}
	return nil
}

// intervals are the points of series and the ends of their intervals.
func intervals(ss []document.Series) []float64 {
	out := values(ss...)
	for _, ser := range ss {
		for i, m := range ser.Margins {
			if q := ser.Points[i]; q.Ok() && m.Ok() {
				v, d := q.Value.Float(), m.Value.Float()
				out = append(out, v-d, v+d)
			}
		}
	}
	return out
}

// worthPrinting chooses the values printed in the plot. Of many lines only the
// first, the report's own, is labelled throughout, the others where they end; of
// long ones only the ends, the highest and the lowest point.
func worthPrinting(c document.Chart, j, i int) bool {
	ser := c.Series[j]
	if i == len(ser.Points)-1 {
		return true
	}
	if j > 0 && (len(c.Series) > 2 || len(c.Labels) > 12) {
		return false
	}
	if len(c.Labels) <= 12 || i == 0 {
		return true
	}
	lo, hi := spread(values(ser))
	v := ser.Points[i].Value.Float()
	return v == lo || v == hi
}

// curve draws one line and its points.
func (s *sheet) curve(a scale, p slots, ser document.Series, look style) {
	var run []pt
	flush := func() {
		if len(run) > 1 {
			s.add(lineMark{Pts: run, Ink: look.line, Width: 5, Dash: look.dash})
		}
		run = nil
	}
	for i, q := range ser.Points {
		if !q.Ok() {
			flush()
			continue
		}
		run = append(run, pt{p.mid(i), a.at(q.Value.Float())})
	}
	flush()
	for i, q := range ser.Points {
		if q.Ok() {
			s.add(dotMark{X: p.mid(i), Y: a.at(q.Value.Float()), R: 11, Shape: look.shape, Fill: look.line, Edge: white})
		}
	}
}

// pointValue prints a value over or under its point where no other value or
// point stands; a value without room is left to the table.
func (s *sheet) pointValue(taken *places, plot box, a scale, x int, q zhixiao.Quantity, j int) {
	if !q.Ok() {
		if j == 0 {
			s.text(x, plot.y1-20, smallSize, atMiddle, softInk, absence(q))
		}
		return
	}
	y, body := a.at(q.Value.Float()), q.Value.String()
	w := s.width(body, valueSize)
	ups := []int{-32, 32, -62}
	if j%2 == 1 {
		ups = []int{32, -32, 62}
	}
	for _, d := range ups {
		at := box{x - w/2 - 4, y + d - 15, x + w/2 + 4, y + d + 15}
		if at.y1 > plot.y1-4 || at.x0 < plot.x0 || taken.hit(at) {
			continue
		}
		taken.take(at)
		s.add(textMark{X: x, Y: y + d, Size: valueSize, Anchor: atMiddle, Ink: textInk, Body: body, Halo: true})
		return
	}
}

// places are the parts of a plot already in use.
type places []box

func (p *places) take(b ...box) { *p = append(*p, b...) }

func (p places) hit(b box) bool {
	for _, o := range p {
		if b.hits(o) {
			return true
		}
	}
	return false
}

func around(x, y, r int) box { return box{x - r, y - r, x + r, y + r} }

// pareto draws falling columns and the line of cumulative shares on a second
// axis of 0 to 100 %.
func (s *sheet) pareto(c document.Chart) error {
	counts, shares := c.Series[0], c.Series[1]
	keys := []key{{counts.Name, style{fill: 0xFF4F79A6}, swatch}, {shares.Name, styleOf(3), lineKey},
		{"80%", style{line: refInk, dash: "16 10"}, dashKey}}
	b := s.frame(c, axisName(c.YTitle, c.Unit), keys)
	a := zeroScale(values(counts), 5)
	rightW := s.width("100%", valueSize) + 16
	b.x1 -= rightW
	plot, a, p := s.upright(c, b, a, 44)
	bar := min(p.width()*7/10, 120)
	size, flat := s.pickSize(texts(c.Series[:1]), p.width()-4)
	var taken places
	for i := range c.Labels {
		s.column(box{x0: p.mid(i) - bar/2, x1: p.mid(i) - bar/2 + bar}, a, counts.Points[i], style{fill: 0xFF4F79A6}, size, flat)
		if q := counts.Points[i]; q.Ok() {
			y := a.at(q.Value.Float())
			taken.take(box{p.mid(i) - bar/2, y - size*5/4 - 6, p.mid(i) + bar/2, y + 8})
		}
	}
	right := ticked(0, 100, 5).between(plot.y1, plot.y0)
	for _, t := range right.ticks {
		s.text(plot.x1+10, right.at(t.Float()), valueSize, atStart, softInk, t.String()+"%")
	}
	s.line(plot.x1, plot.y0, plot.x1, plot.y1, axisInk, 3)
	y80 := right.at(80)
	s.add(lineMark{Pts: []pt{{plot.x0, y80}, {plot.x1, y80}}, Ink: refInk, Width: 3, Dash: "16 10"})
	s.curve(right, p, shares, styleOf(3))
	for i, q := range shares.Points {
		if q.Ok() {
			s.shareValue(&taken, plot, right, p.mid(i), q)
		}
	}
	return nil
}

func (s *sheet) shareValue(taken *places, plot box, a scale, x int, q zhixiao.Quantity) {
	y, w := a.at(q.Value.Float()), s.width(q.Value.String(), smallSize)
	for _, d := range []int{-30, 30, 46} {
		at := box{x - w/2, y + d - 14, x + w/2, y + d + 14}
		if taken.hit(at) || at.y1 > plot.y1 {
			continue
		}
		taken.take(at)
		s.add(textMark{X: x, Y: y + d, Size: smallSize, Anchor: atMiddle, Ink: textInk, Body: q.Value.String(), Halo: true})
		return
	}
}
