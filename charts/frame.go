package charts

import (
	"strings"

	"zhixiao"
	"zhixiao/document"
)

// box is a part of the sheet.
type box struct{ x0, y0, x1, y1 int }

func (b box) w() int { return b.x1 - b.x0 }
func (b box) h() int { return b.y1 - b.y0 }

func (b box) hits(o box) bool {
	return b.x0 < o.x1 && o.x0 < b.x1 && b.y0 < o.y1 && o.y0 < b.y1
}

// style is how a series looks: every pair differs in luminance and in hatch, or
// in dash and point shape.
type style struct {
	fill  ink
	hatch hatch
	line  ink
	dash  string
	shape shape
}

func styleOf(i int) style {
	switch i % 6 {
	case 0:
		return style{strongInk, solid, strongInk, "", disc}
	case 1:
		return style{midInk, solid, 0xFF5E8AB8, "26 12", square}
	case 2:
		return style{white, rising, greyInk, "8 10", triangle}
	case 3:
		return style{greyInk, solid, 0xFF3A3A3A, "26 10 6 10", diamond}
	case 4:
		return style{paleInk, falling, strongInk, "", square}
	}
	return style{0xFFC9C9C9, crossed, greyInk, "", disc}
}

// key is one entry of the legend.
type key struct {
	name string
	look style
	kind keyKind
}

type keyKind uint8

const (
	swatch keyKind = iota
	lineKey
	pointKey
	dashKey
)

// keysOf is the legend of several series.
func keysOf(ss []document.Series, kind keyKind) []key {
	out := make([]key, len(ss))
	for i, s := range ss {
		out[i] = key{s.Name, styleOf(i), kind}
	}
	return out
}

// referenceKey adds the reference line to the legend, with its value.
func referenceKey(keys []key, r *document.Reference) []key {
	if r == nil {
		return keys
	}
	name := r.Name + " " + r.Value.String()
	if !r.Value.Ok() {
		name = r.Name + "：" + r.Value.Text()
	}
	return append(keys, key{name, style{line: refInk, dash: "16 10"}, dashKey})
}

// frame prints what surrounds every plot (title, axis name, sample, legend,
// source) and answers the room that is left.
func (s *sheet) frame(c document.Chart, axis string, keys []key) box {
	b := box{pad, pad, s.w - pad, s.h - pad}
	if c.Title != "" {
		lines := s.title(c.Title)
		h := len(lines) * titleSize * 6 / 5
		s.lines(s.w/2, b.y0+h/2-4, titleSize, atMiddle, textInk, lines)
		b.y0 += h + 8
	}
	b.y0 = s.legend(b, keys)
	if axis != "" || c.N != "" {
		s.text(b.x0, b.y0+18, valueSize, atStart, softInk, axis)
		s.text(b.x1, b.y0+18, valueSize, atEnd, softInk, c.N)
		b.y0 += 44
	}
	if c.Source != "" {
		lines := s.wrap(c.Source, smallSize, b.w(), 3)
		h := len(lines) * smallSize * 6 / 5
		for i, l := range lines {
			s.text(b.x0, b.y1-h+smallSize/2+i*smallSize*6/5, smallSize, atStart, softInk, l)
		}
		b.y1 -= h + 12
	}
	return b
}

// title breaks a long title into lines of about equal length.
func (s *sheet) title(body string) []string {
	lines := s.wrap(body, titleSize, s.w-4*pad, 3)
	if len(lines) < 2 {
		return lines
	}
	even := s.wrap(body, titleSize, s.width(body, titleSize)/len(lines)+titleSize, 3)
	if len(even) == len(lines) {
		return even
	}
	return lines
}

// legend prints the keys in centred rows and answers where they end.
func (s *sheet) legend(b box, keys []key) int {
	const sample, gap, pitch = 64, 44, 46
	var rows [][]key
	used := 0
	for _, k := range keys {
		w := sample + 12 + s.width(k.name, valueSize) + gap
		if len(rows) == 0 || used+w > b.w() {
			rows, used = append(rows, nil), 0
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], k)
		used += w
	}
	y := b.y0
	for _, row := range rows {
		total := -gap
		for _, k := range row {
			total += sample + 12 + s.width(k.name, valueSize) + gap
		}
		x := (b.x0 + b.x1 - total) / 2
		for _, k := range row {
			s.sample(k, x, y+20, sample)
			s.text(x+sample+12, y+20, valueSize, atStart, textInk, k.name)
			x += sample + 12 + s.width(k.name, valueSize) + gap
		}
		y += pitch
	}
	return y
}

func (s *sheet) sample(k key, x, y, w int) {
	switch k.kind {
	case swatch:
		s.add(rectMark{X: x + 8, Y: y - 14, W: w - 16, H: 28, Fill: k.look.fill, Hatch: k.look.hatch, Edge: edgeOf(k.look)})
	case pointKey:
		s.add(dotMark{X: x + w/2, Y: y, R: 12, Shape: k.look.shape, Fill: k.look.line})
	case lineKey, dashKey:
		s.add(lineMark{Pts: []pt{{x, y}, {x + w, y}}, Ink: k.look.line, Width: 4, Dash: k.look.dash})
		if k.kind == lineKey {
			s.add(dotMark{X: x + w/2, Y: y, R: 11, Shape: k.look.shape, Fill: k.look.line})
		}
	}
}

// edgeOf outlines fills too pale to stand against paper.
func edgeOf(l style) ink {
	if l.hatch != solid || l.fill.luma() > 200 {
		return strongInk
	}
	return noInk
}

// axisName is the axis title with the unit: 满意率（%）, or 单位：% without title.
func axisName(title, unit string) string {
	switch {
	case title == "" && unit == "":
		return ""
	case title == "":
		return "单位：" + unit
	case unit == "" || strings.HasSuffix(title, "）"):
		return title
	}
	return title + "（" + unit + "）"
}

// verticalAxis draws grid lines, ticks and the base line of a plot whose values
// run upwards, and answers the plot with the tick labels cut off its left.
func (s *sheet) verticalAxis(plot box, a scale) (box, scale) {
	w := 0
	for _, t := range a.ticks {
		w = max(w, s.width(t.String(), valueSize))
	}
	plot.x0 += w + 18
	a = a.between(plot.y1, plot.y0)
	for _, t := range a.ticks {
		y := a.at(t.Float())
		s.line(plot.x0, y, plot.x1, y, gridInk, 2)
		s.text(plot.x0-14, y, valueSize, atEnd, softInk, t.String())
	}
	s.line(plot.x0, plot.y0, plot.x0, plot.y1, axisInk, 3)
	base := plot.y1
	if a.lo < 0 && a.hi >= 0 {
		base = a.at(0)
	}
	s.line(plot.x0, base, plot.x1, base, axisInk, 3)
	if a.cut {
		s.breakMark(plot.x0, plot.y1-26, false)
	}
	return plot, a
}

// horizontalAxis is the same for values that run to the right; ticks stand below.
func (s *sheet) horizontalAxis(plot box, a scale) scale {
	a = a.between(plot.x0, plot.x1)
	for _, t := range a.ticks {
		x := a.at(t.Float())
		s.line(x, plot.y0, x, plot.y1, gridInk, 2)
		s.text(x, plot.y1+26, valueSize, atMiddle, softInk, t.String())
	}
	s.line(plot.x0, plot.y1, plot.x1, plot.y1, axisInk, 3)
	if a.cut {
		s.breakMark(plot.x0+26, plot.y1, true)
	}
	return a
}

// breakMark shows that an axis does not start at zero.
func (s *sheet) breakMark(x, y int, flat bool) {
	if flat {
		s.rect(x-8, y-4, x+8, y+5, white)
		s.line(x-14, y+12, x-2, y-12, axisInk, 3)
		s.line(x+2, y+12, x+14, y-12, axisInk, 3)
		return
	}
	s.rect(x-4, y-8, x+5, y+8, white)
	s.line(x-12, y+14, x+12, y+2, axisInk, 3)
	s.line(x-12, y-2, x+12, y-14, axisInk, 3)
}

// cutNote is appended to an axis name when the axis is cut.
func cutNote(name string, a scale) string {
	if !a.cut {
		return name
	}
	return name + "　（数轴不从0起）"
}

// values are the present points of series.
func values(ss ...document.Series) []float64 {
	var out []float64
	for _, s := range ss {
		for _, q := range s.Points {
			if q.Ok() {
				out = append(out, q.Value.Float())
			}
		}
	}
	return out
}

// withReference adds the reference's value to vs.
func withReference(vs []float64, r *document.Reference) []float64 {
	if r != nil && r.Value.Ok() {
		return append(vs, r.Value.Value.Float())
	}
	return vs
}

// absence is what stands in the place of a missing value, short enough for a plot.
func absence(q zhixiao.Quantity) string {
	if q.Missing == zhixiao.SmallSample {
		return "样本不足"
	}
	return q.Text()
}

// pickSize is the largest of the type sizes at which every text fits width.
func (s *sheet) pickSize(texts []string, width int) (size int, ok bool) {
	for _, size := range []int{valueSize, smallSize} {
		fits := true
		for _, t := range texts {
			fits = fits && s.width(t, size) <= width
		}
		if fits {
			return size, true
		}
	}
	return smallSize, false
}
