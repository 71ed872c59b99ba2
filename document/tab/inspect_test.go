package tab

import (
	"encoding/binary"
	"fmt"
	"math"
)

// Inventory is what Inspect found in a .MAP file.
type Inventory struct {
	Points, Lines, Regions, Texts int
	Depth                         int                // index levels
	Rings                         map[int][][]Vertex // of regions and lines, by row from 1; closed rings repeat the first vertex
	Strings                       map[int][]byte     // of texts, by row, GBK
}

// Vertex is a point in the file's integer coordinates.
type Vertex struct{ X, Y int32 }

// Inspect reads a .MAP file with its .ID file and proves their structure:
// block kinds, chains, boxes inside their parents' boxes, object records that
// fill their blocks, counts equal to the header's, every row's offset right.
// The format has no checksum; damage inside a coordinate shows as a broken box.
func Inspect(mapBytes, idBytes []byte) (*Inventory, error) {
	if len(mapBytes) < headerSize || len(mapBytes)%blockSize != 0 {
		return nil, fmt.Errorf("MAP文件长%d字节，不是512的倍数或不足文件头", len(mapBytes))
	}
	in := &inspector{d: mapBytes, ids: idBytes, seen: map[int]bool{},
		inv: &Inventory{Rings: map[int][][]Vertex{}, Strings: map[int][]byte{}}}
	if in.i32(0x100) != 42424242 || in.u16(0x104) != 500 || in.u16(0x106) != blockSize {
		return nil, fmt.Errorf("MAP文件头的标记、版本或块长不对")
	}
	if root := in.i32(0x130); root != 0 {
		if err := in.node(root, in.box(0x110), 1); err != nil {
			return nil, err
		}
	}
	return in.inv, in.totals()
}

type inspector struct {
	d, ids []byte
	seen   map[int]bool // rows met
	inv    *Inventory
}

func (in *inspector) u16(at int) int { return int(binary.LittleEndian.Uint16(in.d[at:])) }
func (in *inspector) i32(at int) int { return int(int32(binary.LittleEndian.Uint32(in.d[at:]))) }

func (in *inspector) box(at int) box {
	return box{int32(in.i32(at)), int32(in.i32(at + 4)), int32(in.i32(at + 8)), int32(in.i32(at + 12))}
}

func (b box) holds(c box) bool {
	return c.x0 >= b.x0 && c.y0 >= b.y0 && c.x1 <= b.x1 && c.y1 <= b.y1 && c.x0 <= c.x1 && c.y0 <= c.y1
}

// block proves that a block of the kind stands at the offset.
func (in *inspector) block(at, kind int) error {
	if at < headerSize || at%blockSize != 0 || at+blockSize > len(in.d) {
		return fmt.Errorf("MAP偏移%d：指针不指向任何块", at)
	}
	if got := in.u16(at); got != kind {
		return fmt.Errorf("MAP偏移%d：块类型为%d，应为%d", at, got, kind)
	}
	return nil
}

// node walks an index block and its children; each child's box lies in its
// parent's.
func (in *inspector) node(at int, within box, depth int) error {
	if err := in.block(at, 1); err != nil {
		return err
	}
	n := in.u16(at + 2)
	if n < 1 || n > perIndex || depth > 8 {
		return fmt.Errorf("MAP偏移%d：索引块有%d项，层次%d", at, n, depth)
	}
	in.inv.Depth = max(in.inv.Depth, depth)
	for i := range n {
		e := at + 4 + 20*i
		b, child := in.box(e), in.i32(e+16)
		if !within.holds(b) {
			return fmt.Errorf("MAP偏移%d：索引项的外框超出上级", e)
		}
		if child >= headerSize && child+2 <= len(in.d) && in.u16(child) == 1 {
			if err := in.node(child, b, depth+1); err != nil {
				return err
			}
		} else if err := in.objects(child, b); err != nil {
			return err
		}
	}
	return nil
}

func (in *inspector) objects(at int, within box) error {
	if err := in.block(at, 2); err != nil {
		return err
	}
	end := at + 20 + in.u16(at+2)
	if end > at+blockSize {
		return fmt.Errorf("MAP偏移%d：对象块内容超出块长", at)
	}
	chain, err := in.chain(in.i32(at+12), in.i32(at+16))
	if err != nil {
		return err
	}
	for o := at + 20; o < end; {
		size, err := in.object(o, end, within, chain)
		if err != nil {
			return fmt.Errorf("MAP偏移%d的对象：%w", o, err)
		}
		o += size
	}
	return nil
}

// chain is the coordinate data of an object block with the file offset of each
// block's first byte.
type chain struct {
	data   []byte
	starts []int
}

func (in *inspector) chain(first, last int) (chain, error) {
	var c chain
	for at := first; at != 0; {
		if err := in.block(at, 3); err != nil {
			return c, err
		}
		used, next := in.u16(at+2), in.i32(at+4)
		if used > coordRoom || (next == 0) != (at == last) || (next != 0 && (next <= at || used != coordRoom)) {
			return c, fmt.Errorf("MAP偏移%d：坐标块链断开", at)
		}
		c.starts = append(c.starts, at)
		c.data = append(c.data, in.d[at+8:at+8+used]...)
		at = next
	}
	return c, nil
}

// at is size bytes of coordinate data from a file pointer on.
func (c chain) at(pointer, size int) ([]byte, error) {
	for i, s := range c.starts {
		if pointer >= s+8 && pointer < s+blockSize {
			from := i*coordRoom + pointer - s - 8
			if size < 0 || from+size > len(c.data) {
				break
			}
			return c.data[from : from+size], nil
		}
	}
	return nil, fmt.Errorf("坐标指针%d（长%d）不在本对象块的坐标链内", pointer, size)
}

// object reads one record and gives its size.
func (in *inspector) object(o, end int, within box, c chain) (int, error) {
	sizes := map[byte]int{pointType: 14, plineType: 38, regionType: 41, textType: 53}
	kind := in.d[o]
	size := sizes[kind]
	if size == 0 || o+size > end {
		return 0, fmt.Errorf("类型%#x不认识或越界", kind)
	}
	row := in.i32(o + 1)
	if row < 1 || 4*row > len(in.ids) || in.seen[row] || int(binary.LittleEndian.Uint32(in.ids[4*row-4:])) != o {
		return 0, fmt.Errorf("行号%d与ID文件不符", row)
	}
	in.seen[row] = true
	b, err := in.shape(kind, o, row, c)
	if err != nil {
		return 0, err
	}
	if !within.holds(b) {
		return 0, fmt.Errorf("第%d行的外框超出索引项", row)
	}
	return size, nil
}

func (in *inspector) shape(kind byte, o, row int, c chain) (box, error) {
	switch kind {
	case pointType:
		in.inv.Points++
		x, y := int32(in.i32(o+5)), int32(in.i32(o+9))
		return box{x, y, x, y}, nil
	case textType:
		in.inv.Texts++
		s, err := c.at(in.i32(o+5), in.u16(o+9))
		in.inv.Strings[row] = s
		return in.box(o + 36), err
	case plineType:
		in.inv.Lines++
		data, err := c.at(in.i32(o+5), in.i32(o+9))
		if err != nil {
			return box{}, err
		}
		ring, b := vertices(data)
		in.inv.Rings[row] = [][]Vertex{ring}
		return b, sameBox(b, in.box(o+21), row)
	}
	in.inv.Regions++
	return in.region(o, row, c)
}

func (in *inspector) region(o, row int, c chain) (box, error) {
	data, err := c.at(in.i32(o+5), in.i32(o+9))
	if err != nil {
		return box{}, err
	}
	n := in.u16(o + 13)
	if 24*n > len(data) {
		return box{}, fmt.Errorf("第%d行有%d个环，坐标数据放不下", row, n)
	}
	le, all := binary.LittleEndian, emptyBox()
	for i := range n {
		h := data[24*i:]
		count, from := int(le.Uint16(h)), int(int32(le.Uint32(h[20:])))
		if from < 24*n || from+8*count > len(data) || count < 4 {
			return box{}, fmt.Errorf("第%d行第%d环的顶点越界", row, i+1)
		}
		ring, b := vertices(data[from : from+8*count])
		if ring[0] != ring[count-1] {
			return box{}, fmt.Errorf("第%d行第%d环没有闭合", row, i+1)
		}
		declared := box{int32(le.Uint32(h[4:])), int32(le.Uint32(h[8:])), int32(le.Uint32(h[12:])), int32(le.Uint32(h[16:]))}
		if err := sameBox(b, declared, row); err != nil {
			return box{}, err
		}
		in.inv.Rings[row] = append(in.inv.Rings[row], ring)
		all = all.join(b)
	}
	return all, sameBox(all, in.box(o+23), row)
}

func sameBox(got, declared box, row int) error {
	if got != declared {
		return fmt.Errorf("第%d行记录的外框与顶点不符", row)
	}
	return nil
}

func vertices(data []byte) ([]Vertex, box) {
	ring, b := make([]Vertex, 0, len(data)/8), emptyBox()
	for ; len(data) >= 8; data = data[8:] {
		v := Vertex{int32(binary.LittleEndian.Uint32(data)), int32(binary.LittleEndian.Uint32(data[4:]))}
		ring, b = append(ring, v), b.join(box{v.X, v.Y, v.X, v.Y})
	}
	return ring, b
}

// totals compares what was met with the header and the .ID file.
func (in *inspector) totals() error {
	v := in.inv
	for i, have := range []int{v.Points, v.Lines, v.Regions, v.Texts} {
		if want := in.i32(0x13C + 4*i); want != have {
			return fmt.Errorf("MAP文件头记有%d个对象，实际%d个", want, have)
		}
	}
	rows := 0
	for i := 0; i+4 <= len(in.ids); i += 4 {
		if binary.LittleEndian.Uint32(in.ids[i:]) != 0 {
			rows++
		}
	}
	if rows != len(in.seen) {
		return fmt.Errorf("ID文件指向%d个对象，索引中有%d个", rows, len(in.seen))
	}
	if s := math.Float64frombits(binary.LittleEndian.Uint64(in.d[0x170:])); !(s > 0) {
		return fmt.Errorf("MAP文件头的比例为%g", s)
	}
	return nil
}
