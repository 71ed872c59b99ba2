package tab

import (
	"fmt"
	"math"
	"slices"

	"zhixiao/document"
)

// Object type bytes, uncompressed forms.
const (
	pointType  = 0x02
	plineType  = 0x08
	regionType = 0x0E
	textType   = 0x11
)

// object is the geometry of one row.
type object interface {
	// pack gives the object's record without type, id and coordinate pointer
	// resolved, its coordinate data and its box.
	pack(g *grid, s *styles) (packed, error)
	label() string // for errors
}

// packed is an object ready for an object block: head goes before the
// coordinate pointer, tail behind it. A point has no data and no pointer.
type packed struct {
	kind byte
	tail []byte
	data []byte
	box  box
}

func (p packed) size() int {
	if p.data == nil {
		return 5 + len(p.tail)
	}
	return 9 + len(p.tail)
}

// box is a rectangle in integer coordinates.
type box struct{ x0, y0, x1, y1 int32 }

func emptyBox() box {
	return box{math.MaxInt32, math.MaxInt32, math.MinInt32, math.MinInt32}
}

func (b box) join(c box) box {
	return box{min(b.x0, c.x0), min(b.y0, c.y0), max(b.x1, c.x1), max(b.y1, c.y1)}
}

func (b box) centre() (int32, int32) {
	return int32((int64(b.x0) + int64(b.x1)) / 2), int32((int64(b.y0) + int64(b.y1)) / 2)
}

func appendBox(d []byte, b box) []byte {
	for _, v := range [...]int32{b.x0, b.y0, b.x1, b.y1} {
		d = put32(d, v)
	}
	return d
}

// grid turns map coordinates into the file's integers: value × scale.
type grid struct{ scale float64 }

type ipoint struct{ x, y int32 }

// point refuses NaN and what leaves MapInfo's ±10⁹.
func (g *grid) point(p document.Point) (ipoint, error) {
	x, y := math.Round(p.X*g.scale), math.Round(p.Y*g.scale)
	if !(math.Abs(x) <= 1e9 && math.Abs(y) <= 1e9) {
		return ipoint{}, fmt.Errorf("坐标(%g, %g)超出MapInfo可表示的范围，请核对坐标系", p.X, p.Y)
	}
	return ipoint{int32(x), int32(y)}, nil
}

func (g *grid) ring(ps []document.Point, closed bool) ([]ipoint, box, error) {
	least := 2
	if closed {
		least = 3
	}
	if len(ps) < least {
		return nil, box{}, fmt.Errorf("只有%d个顶点，至少需要%d个", len(ps), least)
	}
	if len(ps) > math.MaxInt16-1 {
		return nil, box{}, fmt.Errorf("一个环有%d个顶点，超过32766个，请先简化边界", len(ps))
	}
	out, b := make([]ipoint, 0, len(ps)+1), emptyBox()
	for _, p := range ps {
		q, err := g.point(p)
		if err != nil {
			return nil, box{}, err
		}
		out = append(out, q)
		b = b.join(box{q.x, q.y, q.x, q.y})
	}
	if closed {
		out = append(out, out[0])
	}
	return out, b, nil
}

// region is a unit's polygons with holes.
type region struct {
	name     string
	polygons []document.Polygon
	brush    brush
	pen      pen
}

func (r region) label() string { return r.name }

func (r region) pack(g *grid, s *styles) (packed, error) {
	var rings [][]ipoint
	var boxes []box
	var holes []int
	all := emptyBox()
	for _, p := range r.polygons {
		for i, ps := range slices.Concat([][]document.Point{p.Outer}, p.Holes) {
			ring, b, err := g.ring(ps, true)
			if err != nil {
				return packed{}, err
			}
			n := 0
			if i == 0 {
				n = len(p.Holes)
			}
			rings, boxes, holes, all = append(rings, ring), append(boxes, b), append(holes, n), all.join(b)
		}
	}
	if len(rings) > math.MaxInt16 {
		return packed{}, fmt.Errorf("有%d个环，超过32767个，请先简化边界", len(rings))
	}
	data := regionData(rings, boxes, holes)
	at := inside(rings, all)
	tail := put32(nil, int32(len(data)))
	tail = put16(tail, len(rings))
	tail = put32(put32(tail, at.x), at.y)
	tail = appendBox(tail, all)
	tail = append(tail, s.penIndex(r.pen), s.brushIndex(r.brush))
	return packed{regionType, tail, data, all}, nil
}

// regionData is all section headers, then all vertices.
func regionData(rings [][]ipoint, boxes []box, holes []int) []byte {
	size := 24 * len(rings)
	for _, r := range rings {
		size += 8 * len(r)
	}
	d := make([]byte, 0, size)
	at := 24 * len(rings)
	for i, r := range rings {
		d = put16(put16(d, len(r)), holes[i])
		d = put32(appendBox(d, boxes[i]), int32(at))
		at += 8 * len(r)
	}
	for _, r := range rings {
		for _, p := range r {
			d = put32(put32(d, p.x), p.y)
		}
	}
	return d
}

// inside is a point in the region for MapInfo's label: the middle of the widest
// stretch of the region on the horizontal through the box's centre.
func inside(rings [][]ipoint, b box) ipoint {
	cx, cy := b.centre()
	y := float64(cy) + 0.5 // between two integer rows, so no vertex lies on it
	var cuts []float64
	for _, r := range rings {
		for i := 1; i < len(r); i++ {
			p, q := r[i-1], r[i]
			if (float64(p.y) < y) != (float64(q.y) < y) {
				t := (y - float64(p.y)) / (float64(q.y) - float64(p.y))
				cuts = append(cuts, float64(p.x)+t*(float64(q.x)-float64(p.x)))
			}
		}
	}
	slices.Sort(cuts)
	best, at := -1.0, ipoint{cx, cy}
	for i := 0; i+1 < len(cuts); i += 2 {
		if w := cuts[i+1] - cuts[i]; w > best {
			best, at = w, ipoint{int32(math.Round((cuts[i] + cuts[i+1]) / 2)), cy}
		}
	}
	return at
}

// pline is an open line.
type pline struct {
	name   string
	points []document.Point
	pen    pen
}

func (l pline) label() string { return l.name }

func (l pline) pack(g *grid, s *styles) (packed, error) {
	ps, b, err := g.ring(l.points, false)
	if err != nil {
		return packed{}, err
	}
	data := make([]byte, 0, 8*len(ps))
	for _, p := range ps {
		data = put32(put32(data, p.x), p.y)
	}
	x, y := b.centre()
	tail := put32(put32(put32(nil, int32(len(data))), x), y)
	return packed{plineType, append(appendBox(tail, b), s.penIndex(l.pen)), data, b}, nil
}

// symbol is a point object.
type symbol struct {
	name string
	at   document.Point
}

func (p symbol) label() string { return p.name }

func (p symbol) pack(g *grid, s *styles) (packed, error) {
	at, err := g.point(p.at)
	if err != nil {
		return packed{}, err
	}
	s.symbols = true
	tail := append(put32(put32(nil, at.x), at.y), 1)
	return packed{pointType, tail, nil, box{at.x, at.y, at.x, at.y}}, nil
}

// caption is a text whose middle stands at a point.
type caption struct {
	text   string
	bytes  []byte // GBK
	at     document.Point
	height float64
}

func (t caption) label() string { return t.text }

func (t caption) pack(g *grid, s *styles) (packed, error) {
	at, err := g.point(t.at)
	if err != nil {
		return packed{}, err
	}
	h := int32(math.Round(t.height * g.scale))
	if h < 1 || len(t.bytes) == 0 || len(t.bytes) > 254 {
		return packed{}, fmt.Errorf("注记高度为%g、长%d字节，应有正的高度且不超过254字节", t.height, len(t.bytes))
	}
	// A GBK byte is half a character wide, and a character as wide as high.
	w := h * int32(len(t.bytes)) / 2
	b := box{at.x - w/2, at.y - h/2, at.x - w/2 + w, at.y - h/2 + h}
	s.fonts = true
	tail := put16(nil, len(t.bytes))
	tail = put16(put16(put16(tail, 0x0200), 0), 0) // centred, upright, plain
	tail = append(tail, 0, 0, 0, 255, 255, 255)
	tail = put32(put32(put32(tail, at.x), at.y), h)
	tail = append(appendBox(append(tail, 1), b), s.penIndex(pen{width: 1}))
	data := slices.Clone(t.bytes)
	return packed{textType, tail, data, b}, nil
}
