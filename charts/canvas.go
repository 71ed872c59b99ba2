package charts

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"

	"github.com/golang/freetype/truetype"
	chart "github.com/wcharczuk/go-chart/v2"
	"github.com/wcharczuk/go-chart/v2/drawing"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// canvas is a go-chart Renderer that paints straight into the planes of a
// 4:4:4 JPEG picture: no conversion stands between drawing and encoding, and
// upright rectangles, most of a chart, are plain memory fills. Other shapes are
// anti-aliased. Colours are opaque or invisible.
type canvas struct {
	img   *image.YCbCr
	faces *faces

	fill, stroke, ink ycc
	width             float64
	dash              []float64
	font              *truetype.Font
	size, dpi         float64
	quarters          int

	paths []path
	z     *vector.Rasterizer
	mask  []uint8
}

var _ chart.Renderer = (*canvas)(nil)

type ycc struct {
	y, cb, cr uint8
	on        bool
}

type vec struct{ x, y float64 }

type path struct {
	pts    []vec
	closed bool
}

// newCanvas is white paper; memory, which may be short or nil, is used again.
func newCanvas(w, h int, f *faces, memory []uint8) *canvas {
	n := w * h
	pix := memory
	if cap(pix) < 3*n {
		pix = make([]uint8, 3*n)
	}
	pix = pix[:3*n]
	img := &image.YCbCr{
		Y:  pix[:n], // its capacity spans all planes, so that Release finds the memory
		Cb: pix[n : 2*n : 2*n], Cr: pix[2*n : 3*n : 3*n],
		YStride: w, CStride: w,
		SubsampleRatio: image.YCbCrSubsampleRatio444,
		Rect:           image.Rect(0, 0, w, h),
	}
	wash(img.Y, 255)
	wash(pix[n:], 128)
	return &canvas{img: img, faces: f, font: f.main, size: 12, dpi: 72, width: 1}
}

// wash fills b with v by doubling copies.
func wash(b []uint8, v uint8) {
	if len(b) == 0 {
		return
	}
	b[0] = v
	for n := 1; n < len(b); n *= 2 {
		copy(b[n:], b[:n])
	}
}

// ResetStyle forgets text rotation and dashes.
func (c *canvas) ResetStyle() { c.quarters, c.dash = 0, nil }

// GetDPI is the resolution that font sizes in points refer to.
func (c *canvas) GetDPI() float64 { return c.dpi }

// SetDPI sets the resolution that font sizes refer to.
func (c *canvas) SetDPI(dpi float64) { c.dpi = dpi }

// SetClassName does nothing: pixels have no classes.
func (c *canvas) SetClassName(string) {}

// SetStrokeColor sets the colour of lines.
func (c *canvas) SetStrokeColor(v drawing.Color) { c.stroke = toYCC(v) }

// SetFillColor sets the colour of areas.
func (c *canvas) SetFillColor(v drawing.Color) { c.fill = toYCC(v) }

// SetStrokeWidth sets the width of lines in pixels.
func (c *canvas) SetStrokeWidth(w float64) { c.width = w }

// SetStrokeDashArray sets dash and gap lengths in pixels; nil is solid.
func (c *canvas) SetStrokeDashArray(d []float64) { c.dash = d }

func toYCC(v drawing.Color) ycc {
	y, cb, cr := color.RGBToYCbCr(v.R, v.G, v.B)
	return ycc{y, cb, cr, v.A >= 128}
}

// MoveTo starts a shape.
func (c *canvas) MoveTo(x, y int) {
	c.paths = append(c.paths, path{pts: []vec{{float64(x), float64(y)}}})
}

// LineTo draws to a point.
func (c *canvas) LineTo(x, y int) { c.lineTo(vec{float64(x), float64(y)}) }

func (c *canvas) lineTo(p vec) {
	if len(c.paths) == 0 {
		c.paths = append(c.paths, path{})
	}
	last := &c.paths[len(c.paths)-1]
	last.pts = append(last.pts, p)
}

// QuadCurveTo draws a quadratic curve with control point cx, cy.
func (c *canvas) QuadCurveTo(cx, cy, x, y int) {
	if len(c.paths) == 0 {
		c.MoveTo(cx, cy)
	}
	pts := c.paths[len(c.paths)-1].pts
	a, b, e := pts[len(pts)-1], vec{float64(cx), float64(cy)}, vec{float64(x), float64(y)}
	const steps = 12
	for i := 1; i <= steps; i++ {
		t := float64(i) / steps
		u := 1 - t
		c.lineTo(vec{u*u*a.x + 2*u*t*b.x + t*t*e.x, u*u*a.y + 2*u*t*b.y + t*t*e.y})
	}
}

// ArcTo draws an arc about cx, cy; angles are radians clockwise from three
// o'clock, as the screen's y points down.
func (c *canvas) ArcTo(cx, cy int, rx, ry, start, delta float64) {
	steps := max(2, int(math.Ceil(math.Abs(delta)*math.Sqrt(max(rx, ry, 1))/0.7)))
	for i := range steps + 1 {
		s, co := math.Sincos(start + delta*float64(i)/float64(steps))
		c.lineTo(vec{float64(cx) + rx*co, float64(cy) + ry*s})
	}
}

// Circle adds a circle without painting it.
func (c *canvas) Circle(r float64, x, y int) {
	c.paths = append(c.paths, path{})
	c.ArcTo(x, y, r, r, 0, 2*math.Pi)
	c.Close()
}

// Close ends the current shape where it began.
func (c *canvas) Close() {
	if len(c.paths) > 0 {
		c.paths[len(c.paths)-1].closed = true
	}
}

// Stroke paints the outline of the path and forgets the path.
func (c *canvas) Stroke() { c.strokePaths(); c.paths = c.paths[:0] }

// Fill paints the inside of the path and forgets the path.
func (c *canvas) Fill() { c.fillPaths(); c.paths = c.paths[:0] }

// FillStroke paints inside and outline and forgets the path.
func (c *canvas) FillStroke() { c.fillPaths(); c.Stroke() }

// SetFont sets the font; nil keeps the present one.
func (c *canvas) SetFont(f *truetype.Font) {
	if f != nil {
		c.font = f
	}
}

// SetFontColor sets the colour of text.
func (c *canvas) SetFontColor(v drawing.Color) { c.ink = toYCC(v) }

// SetFontSize sets the type size in points at GetDPI.
func (c *canvas) SetFontSize(size float64) { c.size = size }

// SetTextRotation turns the text that follows to the nearest quarter turn;
// radians run clockwise.
func (c *canvas) SetTextRotation(radians float64) {
	q := int(math.Round(-radians/(math.Pi/2))) % 4
	c.quarters = (q + 4) % 4
}

// ClearTextRotation makes text upright again.
func (c *canvas) ClearTextRotation() { c.quarters = 0 }

func (c *canvas) em() fixed.Int26_6 { return fixed.Int26_6(c.size * c.dpi / 72 * 64) }

// MeasureText is the box of body from its left end on the baseline.
func (c *canvas) MeasureText(body string) chart.Box {
	w, h := c.faces.width(c.font, body, c.em()), c.em().Ceil()
	if c.quarters%2 == 1 {
		w, h = h, w
	}
	return chart.Box{Right: w, Bottom: h}
}

// Text draws body from its left end at x, y on the baseline.
func (c *canvas) Text(body string, x, y int) {
	if !c.ink.on {
		return
	}
	size := c.em()
	var pen fixed.Int26_6
	for _, r := range body {
		f, i := c.faces.pick(c.font, r)
		g := c.faces.glyph(glyphKey{f, i, size, c.quarters})
		px, py := x, y
		switch d := pen.Round(); c.quarters {
		case 0:
			px += d
		case 1:
			py -= d
		case 2:
			px -= d
		case 3:
			py += d
		}
		c.blend(g.pix, g.w, image.Rect(px+g.left, py+g.top, px+g.left+g.w, py+g.top+g.h), c.ink)
		pen += f.HMetric(size, i).AdvanceWidth
	}
}

// Save writes the picture as PNG, for looking at it; delivery encodes JPEG
// elsewhere.
func (c *canvas) Save(w io.Writer) error {
	var buf bytes.Buffer
	if err := png.Encode(&buf, c.img); err != nil {
		return err
	}
	_, err := w.Write(buf.Bytes())
	return err
}
