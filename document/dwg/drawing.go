package dwg

import (
	"fmt"
	"math"
	"strings"

	"zhixiao/document"
)

// maxVertices keeps a record under 32,768 bytes, the most that some readers
// take.
const maxVertices = 1900

// kind of a drawn entity.
type kind uint8

const (
	fillKind kind = iota
	lineKind
	textKind
	circleKind
)

// drawn is one entity of the drawing, in the order it is written.
type drawn struct {
	kind   kind
	layer  int // index into drawing.layers
	colour int // 256 by layer
	rings  [][]document.Point
	closed bool
	text   string
	height float64 // of a text; radius of a circle
	unit   int     // whose attributes it carries; −1: none
}

// drawing is a map as CAD sees it; DWG and DXF print the same drawing.
type drawing struct {
	m      *document.Map
	layers []layerDef
	drawn  []drawn
	ext    extent
}

// plan turns a map into entities: all fills, then lines, then symbols, then
// texts, because CAD draws in that order.
func plan(m *document.Map) (*drawing, error) {
	if m.CRS == document.LonLat {
		return nil, fmt.Errorf("DWG地图“%s”：坐标为经纬度，DWG应使用高斯-克吕格米坐标或图纸毫米坐标", m.Title)
	}
	d := &drawing{m: m}
	for i, l := range m.Layers {
		colour := 7
		if l.Name == "专题-填色" {
			colour = 253
		}
		d.layers = append(d.layers, layerDef{l.Name, colour, hFirstLayer + uint32(i)})
	}
	for i := range m.Layers {
		d.fills(i)
	}
	bordered := hasBorders(m)
	for i, l := range m.Layers {
		if l.Name != "专题-填色" || !bordered {
			d.outlines(i)
		}
		for _, line := range l.Lines {
			d.polyline(i, line.Points, false, -1)
		}
	}
	for i := range m.Layers {
		d.symbols(i)
	}
	classes := fillClasses(m)
	for i, l := range m.Layers {
		for _, t := range l.Texts {
			d.add(drawn{kind: textKind, layer: i, colour: d.textColour(t.Unit, classes), rings: [][]document.Point{{t.At}}, text: t.Text, height: t.Height, unit: -1})
		}
	}
	return d, d.check()
}

// hasBorders reports whether the units' outlines are on a layer of their own,
// so that the fill layer need not repeat them.
func hasBorders(m *document.Map) bool {
	for _, l := range m.Layers {
		if l.Name == "境界-区界" && len(l.Polygons) > 0 {
			return true
		}
	}
	return false
}

func (d *drawing) add(e drawn) {
	for _, r := range e.rings {
		for _, p := range r {
			d.ext.add(p.X, p.Y)
		}
	}
	d.drawn = append(d.drawn, e)
}

func (d *drawing) fills(layer int) {
	for _, p := range d.m.Layers[layer].Polygons {
		if p.Class < 0 || p.Class >= len(d.m.Classes) {
			continue
		}
		rings := append([][]document.Point{p.Outer}, p.Holes...)
		d.add(drawn{kind: fillKind, layer: layer, colour: classGrey(d.m.Classes, p.Class), rings: lighten(rings), closed: true, unit: p.Unit})
	}
}

func (d *drawing) outlines(layer int) {
	for _, p := range d.m.Layers[layer].Polygons {
		d.polyline(layer, p.Outer, true, p.Unit)
		for _, h := range p.Holes {
			d.polyline(layer, h, true, p.Unit)
		}
	}
}

// polyline adds a line, in pieces that share their ends when it is too long
// for one record. No vertex is lost.
func (d *drawing) polyline(layer int, ps []document.Point, closed bool, unit int) {
	e := drawn{kind: lineKind, layer: layer, colour: 256, closed: closed, unit: unit}
	if len(ps) <= maxVertices {
		e.rings = [][]document.Point{ps}
		d.add(e)
		return
	}
	if closed {
		ps = append(ps[:len(ps):len(ps)], ps[0])
	}
	e.closed = false
	for len(ps) > 1 {
		n := min(len(ps), maxVertices)
		e.rings = [][]document.Point{ps[:n]}
		d.add(e)
		ps = ps[n-1:]
	}
}

func (d *drawing) symbols(layer int) {
	for _, s := range d.m.Layers[layer].Symbols {
		r := math.Max(d.ext.x1-d.ext.x0, d.ext.y1-d.ext.y0) / 100
		if r == 0 {
			r = 1
		}
		d.add(drawn{kind: circleKind, layer: layer, colour: 256, rings: [][]document.Point{{s.At}}, height: r, unit: s.Unit})
	}
}

// textColour keeps a text on a fill readable: light on dark, dark on light.
func (d *drawing) textColour(unit int, fills map[int]int) int {
	class, filled := fills[unit]
	switch {
	case unit < 0 || !filled:
		return 256
	case classGrey(d.m.Classes, class) <= darkest+1:
		return lightest
	}
	return darkest
}

// fillClasses is the class each unit is filled with.
func fillClasses(m *document.Map) map[int]int {
	out := map[int]int{}
	for _, l := range m.Layers {
		for _, p := range l.Polygons {
			if p.Class >= 0 && p.Class < len(m.Classes) {
				out[p.Unit] = p.Class
			}
		}
	}
	return out
}

// The palette's greys, from 51 to 214 of 255: AutoCAD 2000 has no true colours.
// White, one index further, is left out, because some programs print white as
// black.
const (
	darkest  = 250
	lightest = 254
)

// classGrey spreads the classes over the palette's greys, the darkest class on
// the darkest grey, so that no two of up to five classes look the same.
func classGrey(classes []document.Class, class int) int {
	darker := 0
	for _, c := range classes {
		if c.Grey < classes[class].Grey {
			darker++
		}
	}
	return darkest + darker*(lightest-darkest)/max(len(classes)-1, 1)
}

// check names what cannot be drawn.
func (d *drawing) check() error {
	for _, e := range d.drawn {
		where := d.layers[e.layer].name
		if e.unit >= 0 && e.unit < len(d.m.Units) {
			where += "，" + d.m.Units[e.unit].Unit.Short
		}
		for _, r := range e.rings {
			if (e.kind == fillKind || e.closed) && len(r) < 3 {
				return fmt.Errorf("DWG地图“%s”（%s）：一个环只有%d个顶点，至少需要3个", d.m.Title, where, len(r))
			}
			for _, p := range r {
				if math.IsNaN(p.X+p.Y) || math.IsInf(p.X+p.Y, 0) {
					return fmt.Errorf("DWG地图“%s”（%s）：坐标(%g, %g)不是数", d.m.Title, where, p.X, p.Y)
				}
			}
		}
		if e.kind == textKind && (!(e.height > 0) || strings.TrimSpace(e.text) == "") {
			return fmt.Errorf("DWG地图“%s”（%s）：注记“%s”没有内容或高度", d.m.Title, where, e.text)
		}
	}
	return nil
}

// attributes are the texts a shape carries: code, name, theme, value, rank.
func (d *drawing) attributes(unit int) []string {
	if unit < 0 || unit >= len(d.m.Units) {
		return nil
	}
	u := d.m.Units[unit]
	return []string{u.Unit.Code, u.Unit.Short, d.m.Theme, u.Value.String(), u.Rank.Text()}
}
