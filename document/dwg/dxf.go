package dwg

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strconv"

	"zhixiao/document"
)

// WriteDXF prints m as a DXF of release 12, the one every CAD and GIS program
// takes, in code page 936. Release 12 has no hatch: a fill with four corners
// becomes a SOLID, other fills are left to their outlines.
func WriteDXF(ctx context.Context, w io.Writer, m *document.Map) error {
	d, err := plan(m)
	if err != nil {
		return err
	}
	x := &dxf{w: bufio.NewWriter(w), d: d}
	x.header()
	x.tables()
	x.pair(0, "SECTION")
	x.pair(2, "ENTITIES")
	for _, e := range d.drawn {
		if err := ctx.Err(); err != nil {
			return err
		}
		x.entity(e)
	}
	x.pair(0, "ENDSEC")
	x.pair(0, "EOF")
	return x.w.Flush()
}

type dxf struct {
	w *bufio.Writer
	d *drawing
}

// pair writes one group. The writer keeps the first error until Flush.
func (x *dxf) pair(code int, value string) {
	fmt.Fprintf(x.w, "%3d\r\n%s\r\n", code, gbk(value))
}

func (x *dxf) number(code int, v float64) {
	x.pair(code, strconv.FormatFloat(v, 'f', -1, 64))
}

func (x *dxf) integer(code, v int) { x.pair(code, strconv.Itoa(v)) }

func (x *dxf) header() {
	x.pair(0, "SECTION")
	x.pair(2, "HEADER")
	x.pair(9, "$ACADVER")
	x.pair(1, "AC1009")
	x.pair(9, "$DWGCODEPAGE")
	x.pair(3, "ANSI_936")
	e := x.d.ext
	for _, c := range []struct {
		name string
		x, y float64
	}{{"$EXTMIN", e.x0, e.y0}, {"$EXTMAX", e.x1, e.y1}, {"$LIMMIN", e.x0, e.y0}, {"$LIMMAX", e.x1, e.y1}} {
		x.pair(9, c.name)
		x.number(10, c.x)
		x.number(20, c.y)
	}
	x.pair(0, "ENDSEC")
}

func (x *dxf) tables() {
	x.pair(0, "SECTION")
	x.pair(2, "TABLES")
	x.table("LTYPE", 1)
	x.pair(0, "LTYPE")
	x.pair(2, "CONTINUOUS")
	x.integer(70, 0)
	x.pair(3, "Solid line")
	x.integer(72, 65)
	x.integer(73, 0)
	x.number(40, 0)
	x.pair(0, "ENDTAB")
	x.table("LAYER", len(x.d.layers)+1)
	for _, l := range append([]layerDef{{name: "0", colour: 7}}, x.d.layers...) {
		x.pair(0, "LAYER")
		x.pair(2, l.name)
		x.integer(70, 0)
		x.integer(62, l.colour)
		x.pair(6, "CONTINUOUS")
	}
	x.pair(0, "ENDTAB")
	x.table("STYLE", 1)
	x.pair(0, "STYLE")
	x.pair(2, chineseStyle)
	x.integer(70, 0)
	for _, code := range []int{40, 50} {
		x.number(code, 0)
	}
	x.number(41, 1)
	x.integer(71, 0)
	x.number(42, 2.5)
	x.pair(3, "gbenor.shx")
	x.pair(4, "gbcbig.shx")
	x.pair(0, "ENDTAB")
	x.table("APPID", 1)
	x.pair(0, "APPID")
	x.pair(2, appName)
	x.integer(70, 0)
	x.pair(0, "ENDTAB")
	x.pair(0, "ENDSEC")
}

func (x *dxf) table(name string, n int) {
	x.pair(0, "TABLE")
	x.pair(2, name)
	x.integer(70, n)
}

func (x *dxf) entity(e drawn) {
	switch e.kind {
	case fillKind:
		if len(e.rings) == 1 && len(e.rings[0]) == 4 {
			x.solid(e)
		}
	case lineKind:
		x.polyline(e)
	case circleKind:
		x.begin("CIRCLE", e)
		x.point(0, e.rings[0][0])
		x.number(40, e.height)
		x.extended(e)
	case textKind:
		at := e.rings[0][0]
		x.begin("TEXT", e)
		x.point(0, document.Point{X: at.X - textWidth(e.text)*e.height/2, Y: at.Y - e.height/2})
		x.number(40, e.height)
		x.pair(1, e.text)
		x.pair(7, chineseStyle)
		x.integer(72, 1)
		x.point(1, at)
		x.integer(73, 2)
	}
}

func (x *dxf) begin(name string, e drawn) {
	x.pair(0, name)
	x.pair(8, x.d.layers[e.layer].name)
	if e.colour != 256 {
		x.integer(62, e.colour)
	}
}

func (x *dxf) point(n int, p document.Point) {
	x.number(10+n, p.X)
	x.number(20+n, p.Y)
}

// solid has its corners crosswise: 1, 2, 4, 3.
func (x *dxf) solid(e drawn) {
	x.begin("SOLID", e)
	r := e.rings[0]
	for i, p := range []document.Point{r[0], r[1], r[3], r[2]} {
		x.point(i, p)
	}
	x.extended(e)
}

func (x *dxf) polyline(e drawn) {
	x.begin("POLYLINE", e)
	x.integer(66, 1)
	x.point(0, document.Point{})
	closed := 0
	if e.closed {
		closed = 1
	}
	x.integer(70, closed)
	x.extended(e)
	for _, p := range e.rings[0] {
		x.pair(0, "VERTEX")
		x.pair(8, x.d.layers[e.layer].name)
		x.point(0, p)
	}
	x.pair(0, "SEQEND")
	x.pair(8, x.d.layers[e.layer].name)
}

func (x *dxf) extended(e drawn) {
	attributes := x.d.attributes(e.unit)
	if len(attributes) == 0 {
		return
	}
	x.pair(1001, appName)
	for _, a := range attributes {
		x.pair(1000, a)
	}
}
