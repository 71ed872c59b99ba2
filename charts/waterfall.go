package charts

import (
	"math"

	"zhixiao"
	"zhixiao/document"
)

// fall is one floating column.
type fall struct {
	from, to float64
	ok       bool
	whole    bool // stands on the axis: the opening value and the total
}

// waterfall draws how increments lead to a total.
func (s *sheet) waterfall(c document.Chart) error {
	ps := c.Series[0].Points
	falls, ends := cascade(ps)
	a := zeroScale(ends, 5)
	if lo, hi := spread(ends); lo > 0 && (hi-lo) < hi/4 {
		a = ticked(lo-(hi-lo)/3, hi, 5)
		a.cut = true
	}
	keys := []key{{"合计", style{fill: strongInk}, swatch}, {"增加", style{fill: midInk}, swatch},
		{"减少", style{fill: white, hatch: falling}, swatch}}
	b := s.frame(c, cutNote(axisName(c.YTitle, c.Unit), a), referenceKey(keys, c.Reference))
	_, flat := s.pickSize(texts(c.Series), (b.w()-90)/len(c.Labels))
	headroom := 48
	if !flat {
		headroom = s.widest(texts(c.Series), smallSize) + 24
	}
	plot, a, p := s.upright(c, b, a, headroom)
	bar := min(p.width()*7/10, 150)
	for i, f := range falls {
		s.step(a, plot, p, bar, i, f, ps[i], flat)
		if i > 0 && f.ok && falls[i-1].ok {
			y := a.at(falls[i-1].to)
			s.line(p.mid(i-1)+bar/2, y, p.mid(i)-bar/2, y, greyInk, 2)
		}
	}
	s.refLine(plot, a, c.Reference)
	return nil
}

// cascade is the columns and the heights they touch. The first column opens
// from the axis; the last is the total.
func cascade(ps []zhixiao.Quantity) ([]fall, []float64) {
	out := make([]fall, len(ps))
	var ends []float64
	sum := 0.0
	for i, q := range ps {
		if !q.Ok() {
			continue
		}
		v := q.Value.Float()
		switch i {
		case len(ps) - 1:
			out[i] = fall{0, v, true, true}
		default:
			out[i] = fall{sum, sum + v, true, i == 0}
			sum += v
		}
		ends = append(ends, out[i].to)
	}
	return out, ends
}

func spread(vs []float64) (lo, hi float64) {
	if len(vs) == 0 {
		return 0, 0
	}
	lo, hi = vs[0], vs[0]
	for _, v := range vs {
		lo, hi = math.Min(lo, v), math.Max(hi, v)
	}
	return lo, hi
}

func (s *sheet) step(a scale, plot box, p slots, bar, i int, f fall, q zhixiao.Quantity, flat bool) {
	x := p.mid(i)
	if !f.ok {
		s.absent(x, plot.y1, bar, q)
		return
	}
	from := a.at(math.Max(f.from, a.lo))
	if f.whole {
		from = a.at(math.Max(0, a.lo))
	}
	to := a.at(f.to)
	look := style{fill: midInk}
	switch {
	case f.whole:
		look.fill = strongInk
	case q.Value.Sign() < 0:
		look = style{fill: white, hatch: falling}
	}
	top, bottom := min(from, to), max(from, to)
	s.add(rectMark{X: x - bar/2, Y: top, W: bar, H: max(bottom-top, 2), Fill: look.fill, Hatch: look.hatch, Edge: edgeOf(look)})
	body := q.Value.String()
	if !f.whole && q.Value.Sign() > 0 {
		body = "+" + body
	}
	if flat {
		s.text(x, top-22, valueSize, atMiddle, textInk, body)
		return
	}
	s.add(textMark{X: x, Y: top - 8, Size: smallSize, Ink: textInk, Body: body, Turn: true})
}
