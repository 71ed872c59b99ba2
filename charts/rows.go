package charts

import (
	"zhixiao"
	"zhixiao/document"
)

// twoColumnsFrom is the number of rows past which a ranking is set in two
// columns of one scale.
const twoColumnsFrom = 24

// ranking draws horizontal bars from zero in the order given.
func (s *sheet) ranking(c document.Chart) error {
	ser := c.Series[0]
	b := s.frame(c, c.YTitle, marginKey(referenceKey(nil, c.Reference), c.Series))
	// Margins do not stretch the axis: an interval that leaves it is clipped, as
	// a rate's interval ends at 100 %.
	a := zeroScale(withReference(values(ser), c.Reference), 4)
	s.text(b.x1, b.y1-18, valueSize, atEnd, softInk, axisName(c.XTitle, c.Unit))
	b.y1 -= 84
	if len(c.Labels) <= twoColumnsFrom {
		s.rankingPart(c, b, a, 0, len(c.Labels), len(c.Labels))
		return nil
	}
	half := (len(c.Labels) + 1) / 2
	mid := (b.x0 + b.x1) / 2
	s.rankingPart(c, box{b.x0, b.y0, mid - 20, b.y1}, a, 0, half, half)
	s.rankingPart(c, box{mid + 20, b.y0, b.x1, b.y1}, a, half, len(c.Labels), half)
	return nil
}

// rankingPart draws rows from…to in room for rows rows.
func (s *sheet) rankingPart(c document.Chart, b box, a scale, from, to, rows int) {
	ser := c.Series[0]
	labelW, valueW := min(s.widest(c.Labels, labelSize), b.w()*2/5), s.widest(texts(c.Series), valueSize)
	plot := box{b.x0 + labelW + 16, b.y0, b.x1 - valueW - 24, b.y1}
	a = s.horizontalAxis(plot, a)
	pitch := b.h() * 16 / rows
	size := min(labelSize, pitch/16*9/10)
	for i := from; i < to; i++ {
		y := b.y0 + ((i-from)*pitch+pitch/2)/16
		s.rowLabel(c.Labels[i], plot.x0-14, y, size, labelW, pitch/16)
		var m zhixiao.Quantity
		if len(ser.Margins) > 0 {
			m = ser.Margins[i]
		}
		s.bar(a, y, min(pitch/16*6/10, 40), ser.Points[i], m, len(ser.Margins) > 0, highlight(c, i))
	}
	s.line(a.at(0), plot.y0, a.at(0), plot.y1, axisInk, 3)
	s.refUpright(plot, a, c.Reference)
}

// refUpright draws the reference across a plot whose values run to the right.
func (s *sheet) refUpright(plot box, a scale, r *document.Reference) {
	if r == nil || !r.Value.Ok() {
		return
	}
	x := a.at(r.Value.Value.Float())
	s.add(lineMark{Pts: []pt{{x, plot.y0}, {x, plot.y1}}, Ink: refInk, Width: 4, Dash: "16 10"})
}

// rowLabel prints a row's label in one line, smaller or in two lines when long.
func (s *sheet) rowLabel(body string, x, y, size, width, pitch int) {
	if s.width(body, size) <= width {
		s.text(x, y, size, atEnd, textInk, body)
		return
	}
	size = min(size, smallSize, max(pitch*5/12, 20))
	s.lines(x, y, size, atEnd, textInk, s.wrap(body, size, width, 2))
}

// bar draws one bar, its interval and its value, or the absence's sign.
func (s *sheet) bar(a scale, y, h int, q, margin zhixiao.Quantity, hasMargin bool, look style) {
	base := a.at(0)
	if !q.Ok() {
		s.text(base+12, y, smallSize, atStart, softInk, absence(q))
		return
	}
	x := a.at(q.Value.Float())
	s.rect(base, y-h/2, x, y-h/2+h, look.fill)
	lo, hi := x, x
	if hasMargin && margin.Ok() {
		lo = max(a.at(q.Value.Float()-margin.Value.Float()), a.p0)
		hi = min(a.at(q.Value.Float()+margin.Value.Float()), a.p1)
		s.errorBar(lo, hi, y, h/3)
	}
	value := textMark{X: hi + 10, Y: y, Size: valueSize, Ink: textInk, Body: q.Value.String(), Halo: true}
	if q.Value.Sign() < 0 {
		value.X, value.Anchor = lo-10, atEnd
	}
	s.over = append(s.over, value)
}

// errorBar is white under dark, to be seen on bar and paper.
func (s *sheet) errorBar(lo, hi, y, r int) {
	for _, l := range []struct {
		i ink
		w int
	}{{white, 7}, {textInk, 3}} {
		s.line(lo, y, hi, y, l.i, l.w)
		s.line(lo, y-r, lo, y+r, l.i, l.w)
		s.line(hi, y-r, hi, y+r, l.i, l.w)
	}
}

// errorUpright is the same for values that run upwards.
func (s *sheet) errorUpright(x, lo, hi, r int) {
	for _, l := range []struct {
		i ink
		w int
	}{{white, 7}, {textInk, 3}} {
		s.line(x, lo, x, hi, l.i, l.w)
		s.line(x-r, lo, x+r, lo, l.i, l.w)
		s.line(x-r, hi, x+r, hi, l.i, l.w)
	}
}

// dumbbell joins two values of each row.
func (s *sheet) dumbbell(c document.Chart) error {
	a := openScale(withReference(values(c.Series...), c.Reference), 5).within(c.Unit, values(c.Series...))
	keys := referenceKey(keysOf(c.Series, pointKey), c.Reference)
	b := s.frame(c, c.YTitle, keys)
	s.text(b.x1, b.y1-18, valueSize, atEnd, softInk, cutNote(axisName(c.XTitle, c.Unit), a))
	b.y1 -= 84
	labelW := min(s.widest(c.Labels, labelSize), b.w()*2/5)
	valueW := s.widest(texts(c.Series), valueSize) + 30
	plot := box{b.x0 + labelW + 16 + valueW, b.y0, b.x1 - valueW, b.y1}
	a = s.horizontalAxis(plot, a)
	pitch := b.h() * 16 / len(c.Labels)
	size := min(labelSize, pitch/16*9/10)
	for i, l := range c.Labels {
		y := b.y0 + (i*pitch+pitch/2)/16
		s.line(plot.x0, y, plot.x1, y, gridInk, 1)
		s.rowLabel(l, b.x0+labelW, y, size, labelW, pitch/16)
		s.pair(a, y, c.Series[0].Points[i], c.Series[1].Points[i])
	}
	s.refUpright(plot, a, c.Reference)
	return nil
}

func (s *sheet) pair(a scale, y int, p, q zhixiao.Quantity) {
	if p.Ok() && q.Ok() {
		s.line(a.at(p.Value.Float()), y, a.at(q.Value.Float()), y, greyInk, 7)
	}
	for j, v := range []zhixiao.Quantity{p, q} {
		other := q
		if j == 1 {
			other = p
		}
		look := styleOf(j)
		// The value stands on the outer side; of equal ones the first stands left.
		left := other.Ok() && v.Ok() && (v.Value.Cmp(other.Value) < 0 || v.Value.Cmp(other.Value) == 0 && j == 0)
		if !v.Ok() {
			if !other.Ok() && j == 1 {
				continue
			}
			s.text(a.p1-8, y, smallSize, atEnd, softInk, absence(v))
			continue
		}
		x := a.at(v.Value.Float())
		s.add(dotMark{X: x, Y: y, R: 12, Shape: look.shape, Fill: look.line, Edge: white})
		if left {
			s.text(x-20, y, valueSize, atEnd, textInk, v.Value.String())
		} else {
			s.text(x+20, y, valueSize, atStart, textInk, v.Value.String())
		}
	}
}
