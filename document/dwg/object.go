package dwg

// The fixed type numbers of objects.
const (
	typeText         = 1
	typeBlock        = 4
	typeEndBlock     = 5
	typeCircle       = 18
	typeDictionary   = 42
	typeBlockControl = 48
	typeBlockRecord  = 49
	typeLayerControl = 50
	typeLayer        = 51
	typeStyleControl = 52
	typeStyle        = 53
	typeLtypeControl = 56
	typeLtype        = 57
	typeViewControl  = 60
	typeUCSControl   = 62
	typeVportControl = 64
	typeVport        = 65
	typeAppControl   = 66
	typeApp          = 67
	typeDimControl   = 68
	typeDimStyle     = 69
	typeVXControl    = 70
	typeMLineStyle   = 73
	typePolyline     = 77
	typeHatch        = 78
	typeDictDefault  = 500
	typePlaceholder  = 501
	typeLayout       = 502
)

// object is one record being written: the data stream, then the handle stream.
type object struct {
	bits
	own    uint32
	sizeAt int  // bit at which the size of the data stream is patched in
	split  bool // the handle stream has begun
}

// newObject begins a record up to its extended data.
func newObject(kind int, own uint32, extended []byte) *object {
	o := &object{own: own}
	o.bs(kind)
	o.sizeAt = o.n
	o.rl(0)
	o.handle(0, own)
	if len(extended) > 0 {
		o.bs(len(extended))
		o.handle(5, hAppZhixiao)
		o.raw(extended)
	}
	o.bs(0)
	return o
}

// thing begins a record that is not drawn.
func thing(kind int, own uint32, reactors int) *object {
	o := newObject(kind, own, nil)
	o.bl(reactors)
	return o
}

// links ends the data stream of a thing: owner, reactors, no extension
// dictionary.
func (o *object) links(owner uint32, reactors ...uint32) {
	o.cut()
	o.handle(4, owner)
	o.handles(4, reactors...)
	o.handle(3, 0)
}

func (o *object) cut() {
	o.patch32(o.sizeAt, uint32(o.n))
	o.split = true
}

// entry begins a table record's body.
func (o *object) entry(name string) {
	o.tv(name)
	o.flags("1")
	o.bs(0)
	o.flags("0")
}

// chainLinks says how an entity hangs in its space's chain.
type chainLinks struct {
	neighbours bool // previous is own−1 and next is own+1
	prev, next uint32
}

// entity begins a drawn record. Mode is 2 for model space, 1 for paper space.
func entity(kind int, own uint32, extended []byte, mode uint64, c chainLinks, colour int) *object {
	o := newObject(kind, own, extended)
	o.flags("0") // no preview picture
	o.put(mode, 2)
	o.bl(0)
	o.bit(c.neighbours)
	o.bs(colour)
	o.bd(1)
	o.put(0, 4) // line type and plot style by layer
	o.bs(0)
	o.rc(29)
	return o
}

// onLayer ends the data stream of an entity.
func (o *object) onLayer(layer uint32, c chainLinks) {
	o.cut()
	o.handle(3, 0)
	if !c.neighbours {
		o.handles(4, c.prev, c.next)
	}
	o.handle(5, layer)
}

// appendTo appends the finished record with length and checksum.
func (o *object) appendTo(out []byte) []byte {
	o.pad()
	start := len(out)
	out = appendMS(out, len(o.b))
	out = append(out, o.b...)
	return appendCRC(out, out[start:])
}
