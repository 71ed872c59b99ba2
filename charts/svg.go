package charts

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"strconv"

	"github.com/golang/freetype/truetype"
	chart "github.com/wcharczuk/go-chart/v2"
	"github.com/wcharczuk/go-chart/v2/drawing"

	"zhixiao/document"
)

var _ document.Vectors = (*Drawer)(nil)

// SVG is a chart or a map as one SVG element of a page: the very marks that Draw
// paints, in the same pixels. It carries no script and refers to nothing outside; texts are
// stretched to the width that the charts' own font gives them, so that another font
// moves nothing. Equal specs give equal bytes. A photograph has no such form and is
// an error.
func (d *Drawer) SVG(ctx context.Context, g document.Graphic) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var s *sheet
	var err error
	switch g := g.(type) {
	case document.Chart:
		if s, err = d.layout(g); err != nil {
			return nil, fmt.Errorf("图“%s”：%w", g.Title, err)
		}
	case *document.Map:
		if s, err = d.layoutMap(ctx, g); err != nil {
			return nil, fmt.Errorf("地图“%s”：%w", g.Title, err)
		}
	default:
		return nil, fmt.Errorf("%T没有矢量图形", g)
	}
	return s.svg(), nil
}

func (s *sheet) svg() []byte {
	v := &vectors{faces: s.faces, size: 12, width: 1}
	fmt.Fprintf(&v.out, `<svg viewBox="0 0 %d %d" fill="none" stroke-linejoin="round" stroke-linecap="round">`, s.w, s.h)
	fmt.Fprintf(&v.out, `<path fill="%v" d="M0 0H%dV%dH0Z"/>`, white, s.w, s.h)
	s.render(v)
	v.out.WriteString("</svg>")
	return v.out.Bytes()
}

// vectors is a go-chart Renderer that writes what the canvas would paint as SVG.
type vectors struct {
	out   bytes.Buffer
	faces *faces

	fill, stroke, ink drawing.Color
	width             float64
	dash              []float64
	size              float64
	turned, halo      bool

	path bytes.Buffer
	at   pt // the end of the path
}

var (
	_ chart.Renderer = (*vectors)(nil)
	_ haloer         = (*vectors)(nil)
)

// ResetStyle forgets text rotation and dashes.
func (v *vectors) ResetStyle() { v.turned, v.dash = false, nil }

// GetDPI is the resolution that font sizes in points refer to.
func (v *vectors) GetDPI() float64 { return 72 }

// SetDPI does nothing: sizes are pixels.
func (v *vectors) SetDPI(float64) {}

// SetClassName does nothing.
func (v *vectors) SetClassName(string) {}

// SetStrokeColor sets the colour of lines.
func (v *vectors) SetStrokeColor(c drawing.Color) { v.stroke = c }

// SetFillColor sets the colour of areas.
func (v *vectors) SetFillColor(c drawing.Color) { v.fill = c }

// SetStrokeWidth sets the width of lines in pixels.
func (v *vectors) SetStrokeWidth(w float64) { v.width = w }

// SetStrokeDashArray sets dash and gap lengths in pixels; nil is solid.
func (v *vectors) SetStrokeDashArray(d []float64) { v.dash = d }

// MoveTo starts a shape.
func (v *vectors) MoveTo(x, y int) {
	fmt.Fprintf(&v.path, "M%d %d", x, y)
	v.at = pt{x, y}
}

// LineTo draws to a point.
func (v *vectors) LineTo(x, y int) {
	switch {
	case v.path.Len() == 0:
		v.MoveTo(x, y)
	case y == v.at.Y:
		fmt.Fprintf(&v.path, "H%d", x)
	case x == v.at.X:
		fmt.Fprintf(&v.path, "V%d", y)
	default:
		fmt.Fprintf(&v.path, "L%d %d", x, y)
	}
	v.at = pt{x, y}
}

// QuadCurveTo draws a quadratic curve with control point cx, cy.
func (v *vectors) QuadCurveTo(cx, cy, x, y int) {
	fmt.Fprintf(&v.path, "Q%d %d %d %d", cx, cy, x, y)
	v.at = pt{x, y}
}

// ArcTo draws an arc about cx, cy; angles are radians clockwise from three o'clock.
// It is drawn in two halves: the ends of a whole turn would be one point.
func (v *vectors) ArcTo(cx, cy int, rx, ry, start, delta float64) {
	on := func(angle float64) pt {
		s, c := math.Sincos(angle)
		return pt{cx + int(math.Round(rx*c)), cy + int(math.Round(ry*s))}
	}
	from := on(start)
	v.LineTo(from.X, from.Y)
	sweep := 1
	if delta < 0 {
		sweep = 0
	}
	for _, part := range []float64{0.5, 1} {
		to := on(start + delta*part)
		fmt.Fprintf(&v.path, "A%s %s 0 0 %d %d %d", short(rx), short(ry), sweep, to.X, to.Y)
		v.at = to
	}
}

// Circle adds a circle without painting it.
func (v *vectors) Circle(r float64, x, y int) {
	v.MoveTo(x+int(math.Round(r)), y)
	v.ArcTo(x, y, r, r, 0, 2*math.Pi)
	v.Close()
}

// Close ends the current shape where it began.
func (v *vectors) Close() {
	v.path.WriteByte('Z')
	v.at = pt{math.MinInt, math.MinInt} // where the shape began: whatever comes next says where it stands
}

// Stroke draws the outline of the path and forgets the path.
func (v *vectors) Stroke() {
	if v.stroke.A > 0 && v.width > 0 && v.path.Len() > 0 {
		fmt.Fprintf(&v.out, `<path stroke="%s" stroke-width="%s"`, hex(v.stroke), short(v.width))
		if len(v.dash) > 0 {
			v.out.WriteString(` stroke-linecap="butt" stroke-dasharray="`)
			for i, d := range v.dash {
				if i > 0 {
					v.out.WriteByte(' ')
				}
				v.out.WriteString(short(d))
			}
			v.out.WriteByte('"')
		}
		fmt.Fprintf(&v.out, ` d="%s"/>`, v.path.Bytes())
	}
	v.path.Reset()
}

// Fill fills the path and forgets it.
func (v *vectors) Fill() { v.fillPath(); v.path.Reset() }

// FillStroke fills the path, draws its outline and forgets it.
func (v *vectors) FillStroke() { v.fillPath(); v.Stroke() }

func (v *vectors) fillPath() {
	if v.fill.A > 0 && v.path.Len() > 0 {
		fmt.Fprintf(&v.out, `<path fill="%s" d="%s"/>`, hex(v.fill), v.path.Bytes())
	}
}

// SetFont does nothing: the page has its own fonts.
func (v *vectors) SetFont(*truetype.Font) {}

// SetFontColor sets the colour of text.
func (v *vectors) SetFontColor(c drawing.Color) { v.ink = c }

// SetFontSize sets the type size in pixels.
func (v *vectors) SetFontSize(size float64) { v.size = size }

// SetTextRotation makes the text that follows read upwards.
func (v *vectors) SetTextRotation(radians float64) { v.turned = radians != 0 }

// ClearTextRotation makes text upright again.
func (v *vectors) ClearTextRotation() { v.turned = false }

// Halo puts white round the characters that follow.
func (v *vectors) Halo(on bool) { v.halo = on }

// MeasureText is the box of body in the charts' own font, as on the canvas.
func (v *vectors) MeasureText(body string) chart.Box {
	c := canvas{faces: v.faces, font: v.faces.main, size: v.size, dpi: 72}
	if v.turned {
		c.quarters = 1
	}
	return c.MeasureText(body)
}

// Text writes body from its left end at x, y on the baseline.
func (v *vectors) Text(body string, x, y int) {
	if v.ink.A == 0 || body == "" {
		return
	}
	c := canvas{faces: v.faces, font: v.faces.main, size: v.size, dpi: 72}
	fmt.Fprintf(&v.out, `<text x="%d" y="%d" font-size="%s" textLength="%d" lengthAdjust="spacingAndGlyphs" fill="%s"`,
		x, y, short(v.size), c.MeasureText(body).Width(), hex(v.ink))
	if v.turned {
		fmt.Fprintf(&v.out, ` transform="rotate(-90 %d %d)"`, x, y)
	}
	if v.halo {
		fmt.Fprintf(&v.out, ` stroke="%v" stroke-width="6" paint-order="stroke"`, white)
	}
	v.out.WriteByte('>')
	_ = xml.EscapeText(&v.out, []byte(body)) // a buffer takes everything
	v.out.WriteString("</text>")
}

// Save writes the marks without the element round them.
func (v *vectors) Save(w io.Writer) error {
	_, err := w.Write(v.out.Bytes())
	return err
}

// hex is a colour as SVG names it.
func hex(c drawing.Color) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// short is a length with at most two decimals.
func short(f float64) string { return strconv.FormatFloat(math.Round(f*100)/100, 'f', -1, 64) }
