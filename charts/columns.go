package charts

import (
	"zhixiao"
	"zhixiao/document"
)

// slots are the places of labels along a horizontal axis.
type slots struct {
	x0, w int // in 1/16 pixel, so that many slots stay even
	n     int
}

func (p slots) left(i int) int   { return (p.x0 + i*p.w) / 16 }
func (p slots) mid(i int) int    { return (p.x0 + i*p.w + p.w/2) / 16 }
func (p slots) width() int       { return p.w / 16 }
func slotsOf(b box, n int) slots { return slots{x0: b.x0 * 16, w: b.w() * 16 / n, n: n} }

// labelSet is the labels of an axis broken into lines at one type size.
type labelSet struct {
	lines [][]string
	size  int
	h     int
	turn  bool // one line each, reading upwards
}

// splitsWords reports whether a number or word of some label is wider than its
// slot, so that breaking would tear it: 202|5年.
func (s *sheet) splitsWords(labels []string, width int) bool {
	for _, l := range labels {
		for _, tok := range tokens(l) {
			if len(tok) > 1 && tok[0] < 0x80 && s.width(tok, smallSize) > width {
				return true
			}
		}
	}
	return false
}

// fitLabels breaks labels to the slots: wide, smaller, and at last one character
// a line. Past ten lines a label is shortened with …; none vanishes.
func (s *sheet) fitLabels(labels []string, width int) labelSet {
	if s.splitsWords(labels, width-8) {
		set := labelSet{size: smallSize, turn: true}
		for _, l := range labels {
			line := s.wrap(l, smallSize, 300, 1)
			set.lines = append(set.lines, line)
			set.h = max(set.h, s.width(line[0], smallSize))
		}
		return set
	}
	var set labelSet
	for _, try := range []struct{ size, most int }{{labelSize, 2}, {valueSize, 3}, {smallSize, 4}, {smallSize, 10}} {
		set = labelSet{size: try.size}
		most := 0
		for _, l := range labels {
			lines := s.wrap(l, try.size, max(width-8, try.size), 99)
			most = max(most, len(lines))
			if len(lines) > 10 {
				lines = s.wrap(l, try.size, max(width-8, try.size), 10)
			}
			set.lines = append(set.lines, lines)
		}
		set.h = min(most, 10) * set.size * 6 / 5
		if most <= try.most {
			break
		}
	}
	return set
}

// below prints the labels under y.
func (s *sheet) below(set labelSet, p slots, y int) {
	for i, lines := range set.lines {
		if set.turn {
			s.add(textMark{X: p.mid(i), Y: y, Size: set.size, Anchor: atEnd, Ink: textInk, Body: lines[0], Turn: true})
			continue
		}
		for n, l := range lines {
			s.text(p.mid(i), y+set.size/2+n*set.size*6/5, set.size, atMiddle, textInk, l)
		}
	}
}

// upright prepares a plot of upright columns: axis, grid and labels below.
// headroom is kept free above the highest tick.
func (s *sheet) upright(c document.Chart, b box, a scale, headroom int) (box, scale, slots) {
	tickW := 0
	for _, t := range a.ticks {
		tickW = max(tickW, s.width(t.String(), valueSize))
	}
	p := slotsOf(box{x0: b.x0 + tickW + 18, x1: b.x1}, len(c.Labels))
	set := s.fitLabels(c.Labels, p.width())
	plot := box{b.x0, b.y0 + headroom, b.x1, b.y1 - set.h - 18}
	if c.XTitle != "" {
		plot.y1 -= 42
		s.text((b.x0+b.x1)/2, b.y1-20, valueSize, atMiddle, softInk, c.XTitle)
	}
	plot.y1 = max(plot.y1, plot.y0+80)
	plot, a = s.verticalAxis(plot, a)
	s.below(set, p, plot.y1+14)
	return plot, a, p
}

// columns draws one column a label and series, from zero.
func (s *sheet) columns(c document.Chart) error {
	var keys []key
	if len(c.Series) > 1 {
		keys = keysOf(c.Series, swatch)
	}
	keys = marginKey(referenceKey(keys, c.Reference), c.Series)
	b := s.frame(c, axisName(c.YTitle, c.Unit), keys)
	a := zeroScale(withReference(values(c.Series...), c.Reference), 5)
	k := len(c.Series)
	share := 7 // tenths of a slot; many series need more
	if k > 2 {
		share = 8
	}
	bar := min((b.w()-70)*share/10/len(c.Labels)/k, 120)
	size, flat := s.pickSize(texts(c.Series), max(bar+bar/4*btoi(k == 1), 1))
	headroom := 46
	if !flat {
		headroom = 20 + s.widest(texts(c.Series), size)
	}
	plot, a, p := s.upright(c, b, a, headroom)
	bare := !flat && min(p.width()/k, bar+bar/2) < smallSize-2
	for i := range c.Labels {
		for j, ser := range c.Series {
			look := styleOf(j)
			if k == 1 {
				look = highlight(c, i)
			}
			x := p.mid(i) - bar*k/2 + j*bar
			at := box{x0: x, x1: x + bar - 3*btoi(k > 1)}
			s.columnOnly(at, a, ser.Points[i], look)
			end := s.columnError(at, a, ser, i)
			if !bare && ser.Points[i].Ok() {
				s.valueAbove((at.x0+at.x1)/2, end, ser.Points[i], size, flat)
			}
		}
	}
	s.refLine(plot, a, c.Reference)
	return nil
}

// columnError draws the interval of a column, if it has one, and answers where
// its value may stand: clear of column and interval.
func (s *sheet) columnError(b box, a scale, ser document.Series, i int) int {
	q := ser.Points[i]
	if !q.Ok() {
		return a.at(0)
	}
	y := a.at(q.Value.Float())
	if len(ser.Margins) == 0 || !ser.Margins[i].Ok() {
		return y
	}
	v, m := q.Value.Float(), ser.Margins[i].Value.Float()
	hi, lo := max(a.at(v+m), a.p1), min(a.at(v-m), a.p0)
	s.errorUpright((b.x0+b.x1)/2, lo, hi, min((b.x1-b.x0)/4, 14))
	if q.Value.Sign() < 0 {
		return lo
	}
	return hi
}

// marginKey explains error bars in the legend when there are any.
func marginKey(keys []key, ss []document.Series) []key {
	for _, ser := range ss {
		if len(ser.Margins) > 0 {
			return append(keys, key{"误差线为95%置信区间", style{line: textInk}, dashKey})
		}
	}
	return keys
}

// highlight is the look of a single series' bar: the highlighted one is dark.
func highlight(c document.Chart, i int) style {
	l := style{fill: midInk}
	if c.Highlight == "" || c.Labels[i] == c.Highlight {
		l.fill = strongInk
	}
	if c.Highlight == "" {
		l.fill = 0xFF4F79A6
	}
	return l
}

// column draws one column with its value above, or the absence's sign.
func (s *sheet) column(b box, a scale, q zhixiao.Quantity, look style, size int, flat bool) {
	x, base := (b.x0+b.x1)/2, a.at(0)
	if !q.Ok() {
		s.absent(x, base, b.x1-b.x0, q)
		return
	}
	s.columnOnly(b, a, q, look)
	s.valueAbove(x, a.at(q.Value.Float()), q, size, flat)
}

// columnOnly is a column too narrow for a value of its own.
func (s *sheet) columnOnly(b box, a scale, q zhixiao.Quantity, look style) {
	if !q.Ok() {
		s.absent((b.x0+b.x1)/2, a.at(0), b.x1-b.x0, q)
		return
	}
	y, base := a.at(q.Value.Float()), a.at(0)
	s.add(rectMark{X: b.x0, Y: min(y, base), W: b.x1 - b.x0, H: max(y, base) - min(y, base), Fill: look.fill, Hatch: look.hatch, Edge: edgeOf(look)})
}

// valueAbove prints a value above (below, when negative) y; upright when it is
// wider than its bar.
func (s *sheet) valueAbove(x, y int, q zhixiao.Quantity, size int, flat bool) {
	m := textMark{X: x, Y: y - size*3/4, Size: size, Anchor: atMiddle, Ink: textInk, Body: q.Value.String(), Halo: true}
	down := q.Value.Sign() < 0
	switch {
	case flat && down:
		m.Y = y + size*3/4
	case !flat && down:
		m.Y, m.Anchor, m.Turn = y+8, atEnd, true
	case !flat:
		m.Y, m.Anchor, m.Turn = y-8, atStart, true
	}
	s.over = append(s.over, m)
}

// absent prints why there is no bar, upright when the slot is narrow.
func (s *sheet) absent(x, base, width int, q zhixiao.Quantity) {
	body := absence(q)
	if s.width(body, smallSize) <= max(width*5/4, 40) {
		s.text(x, base-22, smallSize, atMiddle, softInk, body)
		return
	}
	s.add(textMark{X: x, Y: base - 8, Size: smallSize, Ink: softInk, Body: body, Turn: true})
}

// refLine draws the reference across a plot of upright values.
func (s *sheet) refLine(plot box, a scale, r *document.Reference) {
	if r == nil || !r.Value.Ok() {
		return
	}
	y := a.at(r.Value.Value.Float())
	s.add(lineMark{Pts: []pt{{plot.x0, y}, {plot.x1, y}}, Ink: refInk, Width: 4, Dash: "16 10"})
}

// stacked draws series on top of each other; a missing part is left out and its
// column marked with *.
func (s *sheet) stacked(c document.Chart) error {
	b := s.frame(c, axisName(c.YTitle, c.Unit), referenceKey(keysOf(c.Series, swatch), c.Reference))
	sums := make([]float64, len(c.Labels))
	for _, ser := range c.Series {
		for i, q := range ser.Points {
			if q.Ok() {
				sums[i] += q.Value.Float()
			}
		}
	}
	a := zeroScale(withReference(sums, c.Reference), 5)
	plot, a, p := s.upright(c, b, a, 24)
	bar := min(p.width()*7/10, 150)
	size, fits := s.pickSize(texts(c.Series), bar-4)
	for i := range c.Labels {
		s.stack(c, i, p.mid(i)-bar/2, bar, a, size, fits)
	}
	s.refLine(plot, a, c.Reference)
	return nil
}

func (s *sheet) stack(c document.Chart, i, x, bar int, a scale, size int, print bool) {
	sum, gap := 0.0, false
	for j, ser := range c.Series {
		q := ser.Points[i]
		if !q.Ok() {
			gap = true
			continue
		}
		y1 := a.at(sum)
		sum += q.Value.Float()
		y0 := a.at(sum)
		look := styleOf(j)
		s.add(rectMark{X: x, Y: y0, W: bar, H: y1 - y0, Fill: look.fill, Hatch: look.hatch, Edge: edgeOf(look)})
		if print && y1-y0 >= size+4 {
			s.inside(x+bar/2, (y0+y1)/2, size, look, q.Value.String())
		}
	}
	if gap {
		s.text(x+bar/2, a.at(sum)-16, smallSize, atMiddle, softInk, "有缺数")
	}
}

// inside prints a value on a fill; on a hatch it gets a patch to stand on.
func (s *sheet) inside(x, y, size int, look style, body string) {
	if look.hatch != solid {
		w := s.width(body, size)/2 + 5
		s.rect(x-w, y-size/2-1, x+w, y+size/2+1, look.fill)
	}
	s.text(x, y, size, atMiddle, look.fill.on(), body)
}

func texts(ss []document.Series) []string {
	var out []string
	for _, ser := range ss {
		for _, q := range ser.Points {
			if q.Ok() {
				out = append(out, q.Value.String())
			}
		}
	}
	return out
}

func (s *sheet) widest(texts []string, size int) int {
	w := 0
	for _, t := range texts {
		w = max(w, s.width(t, size))
	}
	return w
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
