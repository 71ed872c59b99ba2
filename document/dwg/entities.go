package dwg

import (
	"encoding/binary"

	"zhixiao/document"
)

// record is the object of one drawn entity.
func (d *drawing) record(e drawn, own uint32, c chainLinks) *object {
	extended := extendedData(d.attributes(e.unit))
	layer := d.layers[e.layer].handle
	begin := func(kind int) *object { return entity(kind, own, extended, 2, c, e.colour) }
	var o *object
	switch e.kind {
	case fillKind:
		o = begin(typeHatch)
		hatch(o, e.rings)
	case lineKind:
		o = begin(typePolyline)
		polyline(o, e.rings[0], e.closed)
	case circleKind:
		o = begin(typeCircle)
		o.bds(e.rings[0][0].X, e.rings[0][0].Y, 0, e.height)
		o.flags("11")
	case textKind:
		o = begin(typeText)
		text(o, e)
	}
	o.onLayer(layer, c)
	if e.kind == textKind {
		o.handle(5, hChinese)
	}
	return o
}

func hatch(o *object, rings [][]document.Point) {
	o.bds(0, 0, 0, 1)
	o.tv("SOLID")
	o.flags("10")
	o.bl(len(rings))
	for i, r := range rings {
		flag := 2
		if i == 0 {
			flag = 3
		}
		o.bl(flag)
		o.flags("01")
		o.bl(len(r))
		for _, p := range r {
			o.rds(p.X, p.Y)
		}
		o.bl(0)
	}
	o.bss(0, 1)
	o.bl(1)
	o.rds(0, 0)
}

func polyline(o *object, ps []document.Point, closed bool) {
	if closed {
		o.bs(512)
	} else {
		o.bs(0)
	}
	o.bl(len(ps))
	for i, p := range ps {
		if i == 0 {
			o.rds(p.X, p.Y)
			continue
		}
		o.dd(p.X, ps[i-1].X)
		o.dd(p.Y, ps[i-1].Y)
	}
}

// text is centred on its point; the insertion point is where it would begin.
func text(o *object, e drawn) {
	at := e.rings[0][0]
	x, y := at.X-textWidth(e.text)*e.height/2, at.Y-e.height/2
	o.rc(0x3D) // elevation, oblique, rotation, width and generation omitted
	o.rds(x, y)
	o.dd(at.X, x)
	o.dd(at.Y, y)
	o.flags("11")
	o.rd(e.height)
	o.tv(e.text)
	o.bss(1, 2)
}

// textWidth is in heights: a GBK byte is half a character wide.
func textWidth(s string) float64 { return float64(len(gbk(s))) / 2 }

// extendedData is the attributes as strings under our application's name.
func extendedData(attributes []string) []byte {
	var b []byte
	for _, s := range attributes {
		g := gbk(s)
		if len(g) > 254 {
			g = g[:254]
		}
		b = append(b, 0, byte(len(g)))
		b = binary.BigEndian.AppendUint16(b, codePage)
		b = append(b, g...)
	}
	return b
}
