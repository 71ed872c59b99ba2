package charts

import (
	"context"
	"fmt"
	"image"
	"math"
	"slices"

	"zhixiao/document"
)

// drawMap draws a thematic map 150 mm wide. Title, legend and notes are layers
// of the map itself; nothing is added here.
func (d *Drawer) drawMap(ctx context.Context, m *document.Map) (image.Image, error) {
	if m == nil {
		return nil, fmt.Errorf("地图为空")
	}
	s, err := d.layoutMap(ctx, m)
	if err != nil {
		return nil, fmt.Errorf("地图“%s”：%w", m.Title, err)
	}
	return d.paint(s), nil
}

// projection takes the map's coordinates to pixels, y downwards.
type projection struct {
	x0, y1 float64 // the upper left corner
	sx, sy float64 // pixels a unit
}

func (p projection) at(v document.Point) pt {
	return pt{pad + int(math.Round((v.X-p.x0)*p.sx)), pad + int(math.Round((p.y1-v.Y)*p.sy))}
}

func (d *Drawer) layoutMap(ctx context.Context, m *document.Map) (*sheet, error) {
	if err := validMap(m); err != nil {
		return nil, err
	}
	const width, most = 1772, 2657 // 150 × 225 mm
	p, w, h, err := project(m, width-2*pad, most-2*pad)
	if err != nil {
		return nil, err
	}
	s := &sheet{faces: d.faces, w: w + 2*pad, h: h + 2*pad}
	inks := labelInks(m)
	for _, l := range m.Layers {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for _, g := range l.Polygons {
			s.region(m, p, g)
		}
		for _, g := range l.Lines {
			s.add(lineMark{Pts: p.all(g.Points), Ink: axisInk, Width: 2})
		}
		for _, g := range l.Symbols {
			at := p.at(g.At)
			s.add(dotMark{X: at.X, Y: at.Y, R: 14, Shape: diamond, Fill: refInk, Edge: white})
			s.text(at.X+24, at.Y, smallSize, atStart, textInk, g.Name)
		}
		for _, t := range l.Texts {
			s.place(p, t, inks)
		}
	}
	return s, s.check()
}

// project fits everything on the map into w × h pixels.
func project(m *document.Map, w, h int) (p projection, pw, ph int, err error) {
	lo := document.Point{X: math.Inf(1), Y: math.Inf(1)}
	hi := document.Point{X: math.Inf(-1), Y: math.Inf(-1)}
	for v := range vertices(m) {
		lo = document.Point{X: math.Min(lo.X, v.X), Y: math.Min(lo.Y, v.Y)}
		hi = document.Point{X: math.Max(hi.X, v.X), Y: math.Max(hi.Y, v.Y)}
	}
	dx, dy := hi.X-lo.X, hi.Y-lo.Y
	if !(dx > 0) || !(dy > 0) {
		return p, 0, 0, fmt.Errorf("图形没有面积，无图可绘")
	}
	squeeze := 1.0
	if m.CRS == document.LonLat {
		squeeze = math.Cos((lo.Y + hi.Y) / 2 * math.Pi / 180)
	}
	scale := math.Min(float64(w)/(dx*squeeze), float64(h)/dy)
	p = projection{lo.X, hi.Y, scale * squeeze, scale}
	return p, int(math.Ceil(dx * p.sx)), int(math.Ceil(dy * p.sy)), nil
}

// vertices are all points of the map.
func vertices(m *document.Map) func(yield func(document.Point) bool) {
	return func(yield func(document.Point) bool) {
		for _, l := range m.Layers {
			var rings [][]document.Point
			for _, g := range l.Polygons {
				rings = append(append(rings, g.Outer), g.Holes...)
			}
			for _, g := range l.Lines {
				rings = append(rings, g.Points)
			}
			for _, g := range l.Symbols {
				rings = append(rings, []document.Point{g.At})
			}
			for _, t := range l.Texts {
				rings = append(rings, []document.Point{t.At})
			}
			for _, r := range rings {
				for _, v := range r {
					if !yield(v) {
						return
					}
				}
			}
		}
	}
}

// validMap refuses coordinates and indices that lead nowhere.
func validMap(m *document.Map) error {
	for v := range vertices(m) {
		if math.IsNaN(v.X+v.Y) || math.IsInf(v.X, 0) || math.IsInf(v.Y, 0) {
			return fmt.Errorf("坐标（%v，%v）不是有效数值", v.X, v.Y)
		}
	}
	for _, l := range m.Layers {
		for _, g := range l.Polygons {
			if g.Class >= len(m.Classes) || g.Unit >= len(m.Units) {
				return fmt.Errorf("图层“%s”的图斑指向不存在的分级%d或单位%d", l.Name, g.Class, g.Unit)
			}
		}
		for _, t := range l.Texts {
			if t.Unit >= len(m.Units) || !(t.Height > 0) {
				return fmt.Errorf("图层“%s”的注记“%s”指向不存在的单位%d，或字高%v无效", l.Name, t.Text, t.Unit, t.Height)
			}
		}
	}
	return nil
}

func (p projection) all(vs []document.Point) []pt {
	out := make([]pt, len(vs))
	for i, v := range vs {
		out[i] = p.at(v)
	}
	return out
}

// region draws a polygon: filled when it has a class, else its outline.
func (s *sheet) region(m *document.Map, p projection, g document.Polygon) {
	mark := polyMark{Rings: [][]pt{p.all(g.Outer)}, Edge: axisInk, Width: 2}
	for _, hole := range g.Holes {
		ring := p.all(hole)
		// The fill counts windings: a hole must run against its outline.
		if (turning(ring) > 0) == (turning(mark.Rings[0]) > 0) {
			slices.Reverse(ring)
		}
		mark.Rings = append(mark.Rings, ring)
	}
	if g.Class >= 0 {
		mark.Fill = classInk(m.Classes[g.Class])
	}
	s.add(mark)
}

// turning is twice the signed area of a ring.
func turning(ring []pt) int {
	sum := 0
	for i, a := range ring {
		b := ring[(i+1)%len(ring)]
		sum += a.X*b.Y - b.X*a.Y
	}
	return sum
}

// classInk is the colour of a class, its grey when no colour is given.
func classInk(c document.Class) ink {
	if c.RGB == [3]uint8{} {
		return rgb([3]uint8{c.Grey, c.Grey, c.Grey})
	}
	return rgb(c.RGB)
}

// labelInks is the readable ink on each unit's fill.
func labelInks(m *document.Map) map[int]ink {
	out := map[int]ink{}
	for _, l := range m.Layers {
		for _, g := range l.Polygons {
			if g.Class >= 0 && g.Unit >= 0 {
				out[g.Unit] = classInk(m.Classes[g.Class]).on()
			}
		}
	}
	return out
}

// place prints a text about its middle, broken when it is wider than the sheet.
func (s *sheet) place(p projection, t document.MapText, inks map[int]ink) {
	at := p.at(t.At)
	size := min(max(int(math.Round(t.Height*p.sy)), 20), 80)
	i := textInk
	if v, ok := inks[t.Unit]; ok && t.Unit >= 0 {
		i = v
	}
	s.lines(at.X, at.Y, size, atMiddle, i, s.wrap(t.Text, size, s.w-2*pad, 3))
}
