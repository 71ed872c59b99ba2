package tab

import (
	"context"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math"

	"zhixiao/document"
)

const (
	blockSize  = 512
	headerSize = 1024
	perIndex   = 25 // entries of an index block
	coordRoom  = blockSize - 8
	objectRoom = blockSize - 20
)

// lengths is the table of object sizes by type that opens every .MAP file.
const lengths = "000a0e150e161ba2a6ab1a2a2fa5a9b5a7b5d90f1723131f2b0f17234f" +
	"57639ca4a9a0a8ada4a8ad161a390d1137a5a9b5a4a8adb2b6dcbdbdf4"

// mapFile is a .MAP file being written: blocks are appended, pointers patched.
type mapFile struct {
	out     []byte
	ids     []int32 // offset of each row's object, 0 without geometry
	leaves  []child // finished object blocks
	all     box
	counts  map[byte]int
	largest int // coordinate bytes of the largest object
}

// child is one entry of an index block.
type child struct {
	box box
	at  int32
}

// pending is the object block being filled, with its coordinate data.
type pending struct {
	objects []packed
	rows    []int
	size    int
}

// encodeMap writes the objects' geometry: the .MAP file and the .ID file.
func encodeMap(ctx context.Context, objects []object, crs document.CRS) (mapBytes, idBytes []byte, err error) {
	g, err := gridOf(crs)
	if err != nil {
		return nil, nil, err
	}
	f := &mapFile{out: make([]byte, headerSize), ids: make([]int32, len(objects)), all: emptyBox(), counts: map[byte]int{}}
	s := &styles{}
	var p pending
	for i, o := range objects {
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		if o == nil {
			continue
		}
		k, err := o.pack(g, s)
		if err != nil {
			return nil, nil, fmt.Errorf("第%d行“%s”：%w", i+1, o.label(), err)
		}
		if p.size+k.size() > objectRoom {
			f.flush(p)
			p = pending{}
		}
		p.objects, p.rows, p.size = append(p.objects, k), append(p.rows, i), p.size+k.size()
	}
	if len(p.objects) > 0 {
		f.flush(p)
	}
	root, depth := f.index()
	tools := f.tools(s)
	if len(f.out) > math.MaxInt32 {
		return nil, nil, fmt.Errorf("图形数据超过2 GB，MapInfo表无法容纳，请先简化边界")
	}
	f.header(crs, g, s, root, depth, tools)
	for _, at := range f.ids {
		idBytes = put32(idBytes, at)
	}
	return f.out, idBytes, nil
}

// flush writes one object block and its own chain of coordinate blocks.
func (f *mapFile) flush(p pending) {
	at := len(f.out)
	first := at + blockSize
	var coords []byte
	b := emptyBox()
	block := make([]byte, 20, blockSize)
	for i, k := range p.objects {
		f.ids[p.rows[i]] = int32(at + len(block))
		block = put32(append(block, k.kind), int32(p.rows[i]+1))
		if k.data != nil {
			block = put32(block, int32(first+len(coords)/coordRoom*blockSize+8+len(coords)%coordRoom))
			coords = append(coords, k.data...)
			for len(coords)%4 != 0 {
				coords = append(coords, 0)
			}
		}
		block = append(block, k.tail...)
		b, f.largest = b.join(k.box), max(f.largest, len(k.data))
		f.counts[k.kind]++
	}
	chain := (len(coords) + coordRoom - 1) / coordRoom
	le := binary.LittleEndian
	le.PutUint16(block[0:], 2)
	le.PutUint16(block[2:], uint16(len(block)-20))
	x, y := b.centre()
	le.PutUint32(block[4:], uint32(x))
	le.PutUint32(block[8:], uint32(y))
	if chain > 0 {
		le.PutUint32(block[12:], uint32(first))
		le.PutUint32(block[16:], uint32(first+(chain-1)*blockSize))
	}
	f.appendBlock(block)
	f.coordinates(coords)
	f.leaves = append(f.leaves, child{b, int32(at)})
	f.all = f.all.join(b)
}

func (f *mapFile) coordinates(data []byte) {
	for len(data) > 0 {
		n := min(len(data), coordRoom)
		next := 0
		if n < len(data) {
			next = len(f.out) + blockSize
		}
		f.appendBlock(append(put32(put16(put16(make([]byte, 0, blockSize), 3), n), int32(next)), data[:n]...))
		data = data[n:]
	}
}

// appendBlock pads a block to its size and appends it.
func (f *mapFile) appendBlock(b []byte) {
	f.out = append(f.out, b...)
	f.out = append(f.out, make([]byte, blockSize-len(b))...)
}

// index builds the tree over the object blocks bottom-up and gives the root's
// offset and the number of index levels; 0 and 0 without objects.
func (f *mapFile) index() (root int32, depth int) {
	level := f.leaves
	for len(level) > 0 {
		var up []child
		for i := 0; i < len(level); i += perIndex {
			part := level[i:min(i+perIndex, len(level))]
			up = append(up, f.indexBlock(part))
		}
		level, depth = up, depth+1
		if len(level) == 1 {
			return level[0].at, depth
		}
	}
	return 0, 0
}

func (f *mapFile) indexBlock(part []child) child {
	c := child{emptyBox(), int32(len(f.out))}
	b := put16(put16(make([]byte, 0, blockSize), 1), len(part))
	for _, e := range part {
		b = put32(appendBox(b, e.box), e.at)
		c.box = c.box.join(e.box)
	}
	f.appendBlock(b)
	return c
}

// tools appends the style definitions; at is 0 and n 0 without any.
func (f *mapFile) tools(s *styles) (t struct{ at, n int }) {
	at := len(f.out)
	blocks := s.blocks(at)
	if len(blocks) == 0 {
		return t
	}
	for _, b := range blocks {
		f.appendBlock(b)
	}
	t.at, t.n = at, len(blocks)
	return t
}

func (f *mapFile) header(crs document.CRS, g *grid, s *styles, root int32, depth int, tools struct{ at, n int }) {
	h, le := f.out[:headerSize], binary.LittleEndian
	table, err := hex.DecodeString(lengths)
	if err != nil {
		panic("tab: the length table is not hex: " + err.Error()) // a constant of ours
	}
	copy(h, table)
	i32 := func(at int, v int32) { le.PutUint32(h[at:], uint32(v)) }
	f64 := func(at int, v float64) { le.PutUint64(h[at:], math.Float64bits(v)) }
	i32(0x100, 42424242)
	le.PutUint16(h[0x104:], 500)
	le.PutUint16(h[0x106:], blockSize)
	f64(0x108, 1)
	if len(f.leaves) > 0 {
		copy(h[0x110:], appendBox(nil, f.all))
	}
	i32(0x130, root)
	i32(0x138, int32(tools.at))
	for i, k := range [...]byte{pointType, plineType, regionType, textType} {
		i32(0x13C+4*i, int32(f.counts[k]))
	}
	i32(0x14C, int32((f.largest+blockSize-1)/blockSize*blockSize))
	n := s.counts()
	copy(h[0x15E:], []byte{7, byte(depth + 1), 3, 1, 0, byte(len(table) - 1)})
	copy(h[0x164:], n[:])
	le.PutUint16(h[0x168:], uint16(tools.n))
	datum, projection, units, params := crsOf(crs)
	le.PutUint16(h[0x16A:], datum)
	h[0x16D], h[0x16E], h[0x16F] = projection, 0, units
	f64(0x170, g.scale)
	f64(0x178, g.scale)
	for i, v := range params {
		f64(0x190+8*i, v)
	}
}

// gridOf is the resolution of a coordinate system: 10⁻⁶ degree, 1 cm, 1 µm.
func gridOf(crs document.CRS) (*grid, error) {
	switch crs {
	case document.LonLat:
		return &grid{1e6}, nil
	case document.GaussKruger:
		return &grid{100}, nil
	case document.Millimetres:
		return &grid{1000}, nil
	}
	return nil, fmt.Errorf("坐标系编号%d无法写成MapInfo表", crs)
}

// crsOf is a coordinate system in MapInfo's numbers. MapInfo has no datum of
// its own for CGCS2000; GRS 80 (33) has its ellipsoid and no shift.
func crsOf(crs document.CRS) (datum uint16, projection, units byte, params [6]float64) {
	switch crs {
	case document.LonLat:
		return 33, 1, 13, params
	case document.GaussKruger:
		return 33, 8, 7, [6]float64{117, 0, 1, 500000, 0}
	}
	return 0, 0, 5, params
}
