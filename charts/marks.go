package charts

import (
	"fmt"
	"math"
	"strings"

	chart "github.com/wcharczuk/go-chart/v2"
	"github.com/wcharczuk/go-chart/v2/drawing"
)

// ink is a colour as 0xFFRRGGBB; 0 paints nothing.
type ink uint32

// The palette: blue-greys and greys that differ in luminance, so that a chart
// printed in grey still tells its series apart.
const (
	noInk     ink = 0
	white     ink = 0xFFFFFFFF
	textInk   ink = 0xFF222222
	softInk   ink = 0xFF595959
	axisInk   ink = 0xFF595959
	gridInk   ink = 0xFFDCDCDC
	strongInk ink = 0xFF1F3F66
	midInk    ink = 0xFF86A8CA
	paleInk   ink = 0xFFDFE8F1
	greyInk   ink = 0xFF7D7D7D
	refInk    ink = 0xFF9C3B2E
)

func rgb(c [3]uint8) ink {
	return ink(0xFF<<24 | uint32(c[0])<<16 | uint32(c[1])<<8 | uint32(c[2]))
}

func (i ink) color() drawing.Color {
	return drawing.Color{R: uint8(i >> 16), G: uint8(i >> 8), B: uint8(i), A: uint8(i >> 24)}
}

func (i ink) String() string {
	if i == noInk {
		return "-"
	}
	return fmt.Sprintf("#%06x", uint32(i)&0xFFFFFF)
}

// luma is the grey the ink prints as, 0 black to 255 white.
func (i ink) luma() int {
	c := i.color()
	return (299*int(c.R) + 587*int(c.G) + 114*int(c.B)) / 1000
}

// on is the ink that text on i is readable in.
func (i ink) on() ink {
	if i != noInk && i.luma() < 120 {
		return white
	}
	return textInk
}

// mark is one shape of a picture in pixels. Tests compare marks as text.
type mark interface {
	draw(r chart.Renderer)
	String() string
}

type pt struct{ X, Y int }

// hatch is a pattern drawn over a fill, the second of the two codes a series has.
type hatch uint8

const (
	solid hatch = iota
	rising
	falling
	crossed
)

type rectMark struct {
	X, Y, W, H int
	Fill, Edge ink
	Hatch      hatch
}

func (m rectMark) String() string {
	return fmt.Sprintf("rect %d,%d %dx%d fill %v edge %v hatch %d", m.X, m.Y, m.W, m.H, m.Fill, m.Edge, m.Hatch)
}

func (m rectMark) draw(r chart.Renderer) {
	if m.W <= 0 || m.H <= 0 {
		return
	}
	r.SetFillColor(m.Fill.color())
	trace(r, m.corners())
	r.Fill()
	m.drawHatch(r)
	if m.Edge == noInk {
		return
	}
	r.SetStrokeColor(m.Edge.color())
	r.SetStrokeWidth(2)
	trace(r, m.corners())
	r.Stroke()
}

func (m rectMark) corners() []pt {
	return []pt{{m.X, m.Y}, {m.X + m.W, m.Y}, {m.X + m.W, m.Y + m.H}, {m.X, m.Y + m.H}}
}

// drawHatch draws 45° lines clipped to the rectangle.
func (m rectMark) drawHatch(r chart.Renderer) {
	if m.Hatch == solid {
		return
	}
	r.SetStrokeColor(strongInk.color())
	r.SetStrokeWidth(2)
	const pitch = 14
	for d := pitch; d < m.W+m.H; d += pitch {
		// x + y = d, from the left or bottom edge to the top or right edge.
		ax, ay := max(0, d-m.H), min(d, m.H)
		bx, by := min(d, m.W), max(0, d-m.W)
		if m.Hatch != falling {
			r.MoveTo(m.X+ax, m.Y+ay)
			r.LineTo(m.X+bx, m.Y+by)
		}
		if m.Hatch != rising {
			r.MoveTo(m.X+ax, m.Y+m.H-ay)
			r.LineTo(m.X+bx, m.Y+m.H-by)
		}
	}
	r.Stroke()
}

type lineMark struct {
	Pts   []pt
	Ink   ink
	Width int
	Dash  string // on and off lengths: "18 10"; empty is solid
}

func (m lineMark) String() string {
	return fmt.Sprintf("line %s ink %v width %d dash %q", points(m.Pts), m.Ink, m.Width, m.Dash)
}

func (m lineMark) draw(r chart.Renderer) {
	r.SetStrokeColor(m.Ink.color())
	r.SetStrokeWidth(float64(m.Width))
	r.SetStrokeDashArray(m.dashes())
	for i, p := range m.Pts {
		if i == 0 {
			r.MoveTo(p.X, p.Y)
		} else {
			r.LineTo(p.X, p.Y)
		}
	}
	r.Stroke()
	r.SetStrokeDashArray(nil)
}

func (m lineMark) dashes() []float64 {
	var d []float64
	for _, f := range strings.Fields(m.Dash) {
		var v float64
		if _, err := fmt.Sscan(f, &v); err == nil {
			d = append(d, v)
		}
	}
	return d
}

type polyMark struct {
	Rings      [][]pt // the first is the outline, the others are holes wound the other way
	Fill, Edge ink
	Width      int
}

func (m polyMark) String() string {
	rings := make([]string, len(m.Rings))
	for i, p := range m.Rings {
		rings[i] = points(p)
	}
	return fmt.Sprintf("poly %s fill %v edge %v width %d", strings.Join(rings, " hole "), m.Fill, m.Edge, m.Width)
}

func (m polyMark) draw(r chart.Renderer) {
	if m.Fill != noInk {
		r.SetFillColor(m.Fill.color())
		for _, ring := range m.Rings {
			trace(r, ring)
		}
		r.Fill()
	}
	if m.Edge != noInk {
		r.SetStrokeColor(m.Edge.color())
		r.SetStrokeWidth(float64(m.Width))
		for _, ring := range m.Rings {
			trace(r, ring)
		}
		r.Stroke()
	}
}

func trace(r chart.Renderer, ring []pt) {
	for i, p := range ring {
		if i == 0 {
			r.MoveTo(p.X, p.Y)
		} else {
			r.LineTo(p.X, p.Y)
		}
	}
	r.Close()
}

// shape is the form of a point.
type shape uint8

const (
	disc shape = iota
	square
	triangle
	diamond
)

type dotMark struct {
	X, Y, R    int
	Shape      shape
	Fill, Edge ink
}

func (m dotMark) String() string {
	return fmt.Sprintf("dot %d,%d r %d shape %d fill %v edge %v", m.X, m.Y, m.R, m.Shape, m.Fill, m.Edge)
}

func (m dotMark) draw(r chart.Renderer) {
	if m.Shape != disc {
		polyMark{Rings: [][]pt{m.outline()}, Fill: m.Fill, Edge: m.Edge, Width: 3}.draw(r)
		return
	}
	r.SetFillColor(m.Fill.color())
	r.Circle(float64(m.R), m.X, m.Y)
	r.Fill()
	if m.Edge != noInk {
		r.SetStrokeColor(m.Edge.color())
		r.SetStrokeWidth(3)
		r.Circle(float64(m.R), m.X, m.Y)
		r.Stroke()
	}
}

func (m dotMark) outline() []pt {
	x, y, d := m.X, m.Y, m.R
	switch m.Shape {
	case square:
		d = d * 9 / 10
		return []pt{{x - d, y - d}, {x + d, y - d}, {x + d, y + d}, {x - d, y + d}}
	case triangle:
		return []pt{{x, y - d*6/5}, {x + d*11/10, y + d*4/5}, {x - d*11/10, y + d*4/5}}
	}
	d = d * 5 / 4
	return []pt{{x, y - d}, {x + d, y}, {x, y + d}, {x - d, y}}
}

type wedgeMark struct {
	X, Y, R     int
	From, Sweep float64 // radians clockwise from three o'clock
	Fill        ink
	Hatch       hatch
}

func (m wedgeMark) String() string {
	return fmt.Sprintf("wedge %d,%d r %d from %.3f sweep %.3f fill %v hatch %d", m.X, m.Y, m.R, m.From, m.Sweep, m.Fill, m.Hatch)
}

func (m wedgeMark) draw(r chart.Renderer) {
	r.SetFillColor(m.Fill.color())
	r.SetStrokeColor(white.color())
	r.SetStrokeWidth(5)
	r.MoveTo(m.X, m.Y)
	r.ArcTo(m.X, m.Y, float64(m.R), float64(m.R), m.From, m.Sweep)
	r.Close()
	r.Fill()
	if m.Hatch != solid {
		m.drawHatch(r)
	}
	if m.Sweep < 2*math.Pi {
		for _, a := range []float64{m.From, m.From + m.Sweep} {
			p := polar(m.X, m.Y, float64(m.R), a)
			r.SetStrokeColor(white.color())
			r.SetStrokeWidth(5)
			r.MoveTo(m.X, m.Y)
			r.LineTo(p.X, p.Y)
			r.Stroke()
		}
	}
	r.SetStrokeColor(softInk.color())
	r.SetStrokeWidth(2)
	for i := range 48 {
		p := polar(m.X, m.Y, float64(m.R), m.From+m.Sweep*float64(i)/47)
		if i == 0 {
			r.MoveTo(p.X, p.Y)
		} else {
			r.LineTo(p.X, p.Y)
		}
	}
	r.Stroke()
}

// drawHatch draws concentric arcs: they stay inside the wedge without clipping.
func (m wedgeMark) drawHatch(r chart.Renderer) {
	r.SetStrokeColor(strongInk.color())
	r.SetStrokeWidth(2)
	for rad := 20; rad < m.R; rad += 20 {
		for i := range 33 {
			p := polar(m.X, m.Y, float64(rad), m.From+m.Sweep*float64(i)/32)
			if i == 0 {
				r.MoveTo(p.X, p.Y)
			} else {
				r.LineTo(p.X, p.Y)
			}
		}
	}
	r.Stroke()
}

func polar(x, y int, r, angle float64) pt {
	s, c := math.Sincos(angle)
	return pt{x + int(math.Round(r*c)), y + int(math.Round(r*s))}
}

// anchor is the part of a text that stands at its X.
type anchor uint8

const (
	atStart anchor = iota
	atMiddle
	atEnd
)

type textMark struct {
	X, Y   int // Y is the vertical middle of the characters
	Size   int // pixels
	Anchor anchor
	Ink    ink
	Body   string
	Turn   bool // reads upwards; X is then its middle across, Y the anchor
	Halo   bool // white round the characters, over lines
}

func (m textMark) String() string {
	t := fmt.Sprintf("text %d,%d size %d %s ink %v %q", m.X, m.Y, m.Size, [...]string{"start", "middle", "end"}[m.Anchor], m.Ink, m.Body)
	if m.Turn {
		t += " turned"
	}
	return t
}

func (m textMark) draw(r chart.Renderer) {
	r.SetFontSize(float64(m.Size))
	r.SetFontColor(m.Ink.color())
	drop := m.Size * 37 / 100 // from the middle of a character down to the baseline
	back := 0
	if m.Anchor != atStart {
		back = r.MeasureText(m.Body).Width()
		if m.Anchor == atMiddle {
			back /= 2
		}
	}
	if m.Turn {
		r.SetTextRotation(-math.Pi / 2)
		defer r.ClearTextRotation()
	}
	x, y := m.X-back, m.Y+drop
	if m.Turn {
		x, y = m.X+drop, m.Y+back
	}
	if h, can := r.(haloer); can {
		h.Halo(m.Halo)
	} else if m.Halo {
		r.SetFontColor(white.color())
		for _, d := range []pt{{-3, 0}, {3, 0}, {0, -3}, {0, 3}} {
			r.Text(m.Body, x+d.X, y+d.Y)
		}
		r.SetFontColor(m.Ink.color())
	}
	r.Text(m.Body, x, y)
}

// haloer is a renderer that puts white round characters by itself.
type haloer interface{ Halo(on bool) }

func points(ps []pt) string {
	s := make([]string, len(ps))
	for i, p := range ps {
		s[i] = fmt.Sprintf("%d,%d", p.X, p.Y)
	}
	return strings.Join(s, " ")
}
