package charts

import (
	"math"

	"zhixiao/document"
)

// quadrant draws one point a label in a plane cut in four by Cross. Labels are
// placed one after the other where they cover neither points nor each other;
// a label that must stand apart gets a leader line.
func (s *sheet) quadrant(c document.Chart) error {
	xs, ys := c.Series[0], c.Series[1]
	vx, vy := values(xs), values(ys)
	if c.Cross != nil {
		vx, vy = withReference(vx, &c.Cross[0]), withReference(vy, &c.Cross[1])
	}
	ax, ay := openScale(vx, 6), openScale(vy, 5)
	b := s.frame(c, cutNote(axisName(or(c.YTitle, ys.Name), c.Unit), ay), nil)
	foot, gone := cutNote(axisName(or(c.XTitle, xs.Name), c.Unit), ax), missingPoints(c)
	s.text(b.x1, b.y1-18, valueSize, atEnd, softInk, foot)
	if gone != "" {
		lines := s.wrap("未入图："+gone, smallSize, b.w()-s.width(foot, valueSize)-40, 2)
		s.lines(b.x0, b.y1-18*len(lines), smallSize, atStart, softInk, lines)
		b.y1 -= 33 * (len(lines) - 1)
	}
	b.y0 += 22
	b.y1 -= 84
	plot, ay := s.verticalAxis(b, ay)
	plot.x1 -= 30
	ax = s.horizontalAxis(plot, ax)
	s.cross(c, plot, ax, ay)
	s.scatter(c, plot, ax, ay)
	return nil
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// missingPoints names the labels that lack one of the two values.
func missingPoints(c document.Chart) string {
	out := ""
	for i, l := range c.Labels {
		if c.Series[0].Points[i].Ok() && c.Series[1].Points[i].Ok() {
			continue
		}
		if out != "" {
			out += "、"
		}
		out += l
	}
	return out
}

// cross draws the two dividing lines with their names at the ends.
func (s *sheet) cross(c document.Chart, plot box, ax, ay scale) {
	if c.Cross == nil {
		return
	}
	if r := c.Cross[0]; r.Value.Ok() {
		x := ax.at(r.Value.Value.Float())
		s.add(lineMark{Pts: []pt{{x, plot.y0}, {x, plot.y1}}, Ink: refInk, Width: 3, Dash: "16 10"})
		s.add(textMark{X: x + 8, Y: plot.y0 + 16, Size: smallSize, Ink: refInk, Body: r.Name + " " + r.Value.String(), Halo: true})
	}
	if r := c.Cross[1]; r.Value.Ok() {
		y := ay.at(r.Value.Value.Float())
		s.add(lineMark{Pts: []pt{{plot.x0, y}, {plot.x1, y}}, Ink: refInk, Width: 3, Dash: "16 10"})
		s.add(textMark{X: plot.x1 - 8, Y: y - 18, Size: smallSize, Anchor: atEnd, Ink: refInk, Body: r.Name + " " + r.Value.String(), Halo: true})
	}
}

func (s *sheet) scatter(c document.Chart, plot box, ax, ay scale) {
	const r = 10
	type spot struct{ i, x, y int }
	var spots []spot
	var taken places
	for i := range c.Labels {
		p, q := c.Series[0].Points[i], c.Series[1].Points[i]
		if p.Ok() && q.Ok() {
			sp := spot{i, ax.at(p.Value.Float()), ay.at(q.Value.Float())}
			spots = append(spots, sp)
			taken.take(around(sp.x, sp.y, r+2))
		}
	}
	taken.take(s.crossNames(c, plot, ax, ay)...)
	var names []mark
	for _, sp := range spots {
		body := c.Labels[sp.i]
		at, far := s.findRoom(taken, plot, pt{sp.x, sp.y}, s.width(body, smallSize), smallSize)
		taken.take(at)
		if far {
			s.line(sp.x, sp.y, min(max(sp.x, at.x0), at.x1), min(max(sp.y, at.y0+2), at.y1-2), greyInk, 2)
		}
		names = append(names, textMark{X: (at.x0 + at.x1) / 2, Y: (at.y0 + at.y1) / 2, Size: smallSize, Anchor: atMiddle, Ink: textInk, Body: body, Halo: true})
	}
	for _, sp := range spots {
		fill := ink(0xFF4F79A6)
		if c.Labels[sp.i] == c.Highlight {
			fill = refInk
		}
		s.add(dotMark{X: sp.x, Y: sp.y, R: r, Shape: disc, Fill: fill, Edge: white})
	}
	s.marks = append(s.marks, names...)
}

// crossNames are the boxes of the names of the dividing lines.
func (s *sheet) crossNames(c document.Chart, plot box, ax, ay scale) []box {
	if c.Cross == nil {
		return nil
	}
	var out []box
	if r := c.Cross[0]; r.Value.Ok() {
		x := ax.at(r.Value.Value.Float())
		out = append(out, box{x, plot.y0, x + 12 + s.width(r.Name+" "+r.Value.String(), smallSize), plot.y0 + 32})
	}
	if r := c.Cross[1]; r.Value.Ok() {
		y := ay.at(r.Value.Value.Float())
		out = append(out, box{plot.x1 - 12 - s.width(r.Name+" "+r.Value.String(), smallSize), y - 34, plot.x1, y})
	}
	return out
}

// findRoom looks for a free place for a name of width w in rings round p; far
// says that it needs a leader line. When the plot is full the place with the
// least overlap is taken: a name never vanishes.
func (s *sheet) findRoom(taken places, plot box, p pt, w, size int) (at box, far bool) {
	least := math.MaxInt
	for _, d := range []int{14, 30, 52, 78, 108, 142, 180, 224, 272} {
		for k := range 16 {
			b := beside(p, w, size, d, k)
			if b.x0 < plot.x0+4 || b.x1 > plot.x1+26 || b.y0 < plot.y0 || b.y1 > plot.y1-2 {
				continue
			}
			over := taken.overlap(b)
			if over < least {
				at, far, least = b, d > 30, over
			}
			if over == 0 {
				return b, d > 30
			}
		}
	}
	if least == math.MaxInt {
		return beside(p, w, size, 14, 0), false
	}
	return at, far
}

// beside is the box of a name in direction k of 16 (0 is right, then left,
// above, below, then the slanted ones) at distance d.
func beside(p pt, w, size, d, k int) box {
	order := [...]int{0, 8, 12, 4, 14, 10, 2, 6, 15, 9, 1, 7, 13, 11, 3, 5}
	sin, cos := math.Sincos(float64(order[k]) * math.Pi / 8)
	h := size + 4
	cx := p.X + int(math.Round(cos*float64(d+w/2)))
	cy := p.Y + int(math.Round(sin*float64(d+h/2)))
	return box{cx - w/2 - 2, cy - h/2, cx + w/2 + 2, cy + h/2}
}

// overlap is the area of b already in use.
func (p places) overlap(b box) int {
	sum := 0
	for _, o := range p {
		if b.hits(o) {
			sum += (min(b.x1, o.x1) - max(b.x0, o.x0)) * (min(b.y1, o.y1) - max(b.y0, o.y0))
		}
	}
	return sum
}
