package charts

import (
	"fmt"
	"image"
	"sync"
	"unicode/utf8"

	"github.com/golang/freetype/truetype"
	"golang.org/x/image/font"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// maxMasks bounds the glyph cache: about 2 kB each. When it is full it is
// emptied; which glyphs are cached never changes a pixel.
const maxMasks = 8192

// faces are the fonts of a drawer and the masks of the glyphs drawn so far. It
// is safe for concurrent use.
type faces struct {
	main, fallback *truetype.Font

	mu    sync.RWMutex
	masks map[glyphKey]*glyph
}

type glyphKey struct {
	font  *truetype.Font
	index truetype.Index
	size  fixed.Int26_6
	turn  int
}

// glyph is the coverage of one character; left and top place it relative to the
// pen on the baseline.
type glyph struct {
	pix       []uint8
	w, h      int
	left, top int
}

func newFaces(main, fallback []byte) (*faces, error) {
	f := &faces{masks: map[glyphKey]*glyph{}}
	var err error
	if f.main, err = truetype.Parse(main); err != nil {
		return nil, fmt.Errorf("图表字体heiti.ttf无法读取，请换成TrueType字体：%w", err)
	}
	if len(fallback) == 0 {
		return f, nil
	}
	if f.fallback, err = truetype.Parse(fallback); err != nil {
		return nil, fmt.Errorf("后备字体fallback.ttf无法读取，请换成TrueType字体：%w", err)
	}
	return f, nil
}

// pick is the font that has r, and r's index in it; the index is 0 when none has.
func (f *faces) pick(first *truetype.Font, r rune) (*truetype.Font, truetype.Index) {
	if i := first.Index(r); i != 0 || f.fallback == nil {
		return first, i
	}
	return f.fallback, f.fallback.Index(r)
}

// missing is the first rune of s that no font can print.
func (f *faces) missing(s string) (rune, bool) {
	for _, r := range s {
		if r == utf8.RuneError {
			return r, true
		}
		if _, i := f.pick(f.main, r); i == 0 {
			return r, true
		}
	}
	return 0, false
}

// width is the advance of s in pixels at a type size in pixels, rounded up.
func (f *faces) width(first *truetype.Font, s string, size fixed.Int26_6) int {
	var sum fixed.Int26_6
	for _, r := range s {
		fnt, i := f.pick(first, r)
		sum += fnt.HMetric(size, i).AdvanceWidth
	}
	return sum.Ceil()
}

// glyph is the mask of a character turned by turn quarter turns counterclockwise.
func (f *faces) glyph(k glyphKey) *glyph {
	f.mu.RLock()
	g := f.masks[k]
	f.mu.RUnlock()
	if g != nil {
		return g
	}
	g = outline(k)
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.masks) >= maxMasks {
		clear(f.masks)
	}
	f.masks[k] = g
	return g
}

// outline rasterises a glyph. A glyph that cannot be loaded is blank: the sheet
// has refused characters without glyph before anything is drawn.
func outline(k glyphKey) *glyph {
	var buf truetype.GlyphBuf
	if err := buf.Load(k.font, k.size, k.index, font.HintingNone); err != nil || len(buf.Points) == 0 {
		return &glyph{}
	}
	turn(buf.Points, k.turn)
	x0, y0, x1, y1 := bounds(buf.Points)
	g := &glyph{left: x0, top: y0, w: x1 - x0, h: y1 - y0}
	z := vector.NewRasterizer(g.w, g.h)
	start := 0
	for _, end := range buf.Ends {
		contour(z, buf.Points[start:end], float32(x0), float32(y0))
		start = end
	}
	mask := image.NewAlpha(image.Rect(0, 0, g.w, g.h))
	z.Draw(mask, mask.Rect, image.Opaque, image.Point{})
	g.pix = mask.Pix
	return g
}

// turn rotates points, given with y upwards, and makes y point down.
func turn(ps []truetype.Point, quarters int) {
	for i, p := range ps {
		for range quarters {
			p.X, p.Y = -p.Y, p.X
		}
		ps[i].X, ps[i].Y = p.X, -p.Y
	}
}

func bounds(ps []truetype.Point) (x0, y0, x1, y1 int) {
	a, b := ps[0], ps[0]
	for _, p := range ps {
		a.X, a.Y = min(a.X, p.X), min(a.Y, p.Y)
		b.X, b.Y = max(b.X, p.X), max(b.Y, p.Y)
	}
	return a.X.Floor(), a.Y.Floor(), b.X.Ceil() + 1, b.Y.Ceil() + 1
}

// contour adds one closed TrueType contour: quadratic curves with implied
// on-curve points between two control points.
func contour(z *vector.Rasterizer, ps []truetype.Point, dx, dy float32) {
	if len(ps) < 2 {
		return
	}
	at := func(p truetype.Point) (x, y float32) { return float32(p.X)/64 - dx, float32(p.Y)/64 - dy }
	on := func(p truetype.Point) bool { return p.Flags&1 != 0 }
	mid := func(p, q truetype.Point) truetype.Point {
		return truetype.Point{X: (p.X + q.X) / 2, Y: (p.Y + q.Y) / 2, Flags: 1}
	}
	first := ps[0]
	if !on(first) {
		if last := ps[len(ps)-1]; on(last) {
			first = last
		} else {
			first = mid(first, last)
		}
	}
	z.MoveTo(at(first))
	var ctrl *truetype.Point
	step := func(p truetype.Point) {
		switch {
		case on(p) && ctrl == nil:
			z.LineTo(at(p))
		case on(p):
			bx, by := at(*ctrl)
			cx, cy := at(p)
			z.QuadTo(bx, by, cx, cy)
			ctrl = nil
		default:
			if ctrl != nil {
				bx, by := at(*ctrl)
				cx, cy := at(mid(*ctrl, p))
				z.QuadTo(bx, by, cx, cy)
			}
			q := p
			ctrl = &q
		}
	}
	for _, p := range ps {
		step(p)
	}
	step(first)
	z.ClosePath()
}
