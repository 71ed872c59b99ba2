package charts

import (
	"math"

	"zhixiao/document"
)

// radar draws series over axes that share one scale; the middle is the scale's
// low end. A missing point opens the outline.
func (s *sheet) radar(c document.Chart) error {
	a := openScale(withReference(values(c.Series...), c.Reference), 6).within(c.Unit, values(c.Series...))
	name := axisName(c.YTitle, c.Unit)
	if a.cut {
		name += "　（中心为" + a.ticks[0].String() + "）"
	}
	b := s.frame(c, name, referenceKey(keysOf(c.Series, lineKey), c.Reference))
	const room = 96 // for the labels round the plot
	r := min(b.h()/2-room*3/4, b.w()/2-260)
	x, y := (b.x0+b.x1)/2, (b.y0+b.y1)/2
	a = a.between(0, max(r, 60))
	s.web(c, a, x, y)
	for j, ser := range c.Series {
		look := styleOf(j)
		for _, run := range s.spokes(ser, a, x, y) {
			s.add(lineMark{Pts: run, Ink: look.line, Width: 5, Dash: look.dash})
		}
		for i, q := range ser.Points {
			if q.Ok() {
				p := polar(x, y, float64(a.at(q.Value.Float())), bearing(i, len(c.Labels)))
				s.add(dotMark{X: p.X, Y: p.Y, R: 11, Shape: look.shape, Fill: look.line, Edge: white})
			}
		}
	}
	s.radarValues(c, a, x, y)
	for _, t := range a.ticks[1:] {
		s.add(textMark{X: x + 8, Y: y - a.at(t.Float()), Size: smallSize, Ink: softInk, Body: t.String(), Halo: true})
	}
	return nil
}

// radarValues prints the first series' values beside their points, outside when
// there is room, else inside or across the axis.
func (s *sheet) radarValues(c document.Chart, a scale, x, y int) {
	taken := s.radarTaken(c, a, x, y)
	for i, q := range c.Series[0].Points {
		if !q.Ok() {
			continue
		}
		r, body, axis := float64(a.at(q.Value.Float())), q.Value.String(), bearing(i, len(c.Labels))
		w := s.width(body, smallSize)/2 + 2
		p := polar(x, y, r, axis)
		spots := []pt{polar(p.X, p.Y, float64(w+18), axis+math.Pi/2), polar(p.X, p.Y, float64(w+18), axis-math.Pi/2), polar(x, y, math.Max(r-40, 0), axis)}
		if r+46 < float64(a.p1) { // beyond the web stand the labels
			spots = append([]pt{polar(x, y, r+36, axis)}, spots...)
		}
		for _, at := range spots {
			b := box{at.X - w, at.Y - smallSize/2, at.X + w, at.Y + smallSize/2}
			if taken.hit(b) {
				continue
			}
			taken.take(b)
			s.over = append(s.over, textMark{X: at.X, Y: at.Y, Size: smallSize, Anchor: atMiddle, Ink: strongInk, Body: body, Halo: true})
			break
		}
	}
}

// radarTaken is the room of the points and of the ticks' digits.
func (s *sheet) radarTaken(c document.Chart, a scale, x, y int) places {
	var taken places
	for _, t := range a.ticks[1:] {
		ty := y - a.at(t.Float())
		taken.take(box{x, ty - smallSize/2, x + 12 + s.width(t.String(), smallSize), ty + smallSize/2})
	}
	for _, ser := range c.Series {
		for i, q := range ser.Points {
			if q.Ok() {
				p := polar(x, y, float64(a.at(q.Value.Float())), bearing(i, len(c.Labels)))
				taken.take(around(p.X, p.Y, 12))
			}
		}
	}
	return taken
}

// bearing is the angle of axis i of n, the first pointing up.
func bearing(i, n int) float64 { return -math.Pi/2 + 2*math.Pi*float64(i)/float64(n) }

// web draws rings, axes and labels.
func (s *sheet) web(c document.Chart, a scale, x, y int) {
	n := len(c.Labels)
	ring := func(v float64, i ink, w int, dash string) {
		var ps []pt
		for k := range n + 1 {
			ps = append(ps, polar(x, y, float64(a.at(v)), bearing(k%n, n)))
		}
		s.add(lineMark{Pts: ps, Ink: i, Width: w, Dash: dash})
	}
	for _, t := range a.ticks[1:] {
		ring(t.Float(), 0xFFC4C4C4, 2, "")
	}
	for i, l := range c.Labels {
		angle := bearing(i, n)
		end := polar(x, y, float64(a.p1), angle)
		s.line(x, y, end.X, end.Y, 0xFFC4C4C4, 2)
		s.spokeLabel(l, polar(x, y, float64(a.p1)+26, angle), angle)
	}
	if r := c.Reference; r != nil && r.Value.Ok() {
		ring(r.Value.Value.Float(), refInk, 3, "16 10")
	}
}

// spokeLabel stands outside the web on the side its axis points to.
func (s *sheet) spokeLabel(body string, p pt, angle float64) {
	sin, cos := math.Sincos(angle)
	lines := s.wrap(body, labelSize, 250, 3)
	h := len(lines) * labelSize * 6 / 5
	y := p.Y + int(math.Round(sin*float64(h)/2))
	at := atMiddle
	if cos > 0.2 {
		at = atStart
	} else if cos < -0.2 {
		at = atEnd
	}
	s.lines(p.X, y, labelSize, at, textInk, lines)
}

// spokes are the unbroken parts of a series' outline.
func (s *sheet) spokes(ser document.Series, a scale, x, y int) [][]pt {
	n := len(ser.Points)
	start := 0
	for i, q := range ser.Points {
		if !q.Ok() {
			start = i + 1
			break
		}
	}
	whole := start == 0
	var out [][]pt
	var run []pt
	for k := range n {
		i := (start + k) % n
		q := ser.Points[i]
		if !q.Ok() {
			out, run = keep(out, run), nil
			continue
		}
		run = append(run, polar(x, y, float64(a.at(q.Value.Float())), bearing(i, n)))
	}
	if whole {
		run = append(run, run[0])
	}
	return keep(out, run)
}

func keep(out [][]pt, run []pt) [][]pt {
	if len(run) > 1 {
		return append(out, run)
	}
	return out
}
