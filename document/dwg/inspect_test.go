package dwg

import (
	"bytes"
	"encoding/binary"
	"fmt"
)

// Inventory is what Inspect found in a drawing.
type Inventory struct {
	Objects  int
	Entities map[string]int // LWPOLYLINE, HATCH, TEXT, CIRCLE
	Seed     uint32         // next free handle
}

// Inspect reads an AC1015 drawing and proves its structure: the checksum of
// the header, of the variables, the classes, every page of the object map and
// every object; sentinels; that objects lie back to back, carry the handle the
// map knows them by, and refer only to handles that exist. A flipped byte in
// any of these is an error that names its place.
func Inspect(data []byte) (*Inventory, error) {
	r := &inspector{d: data, at: map[uint32]int{}, inv: &Inventory{Entities: map[string]int{}}}
	for _, step := range []func() error{r.header, r.sections, r.objectMap, r.objects, r.second} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	r.inv.Objects = len(r.order)
	return r.inv, nil
}

type inspector struct {
	d     []byte
	parts [6]section
	at    map[uint32]int // handle → address
	order []located
	inv   *Inventory
}

func (r *inspector) header() error {
	if len(r.d) < headerLength || string(r.d[:6]) != "AC1015" {
		return fmt.Errorf("不是AC1015图形文件")
	}
	if crc(r.d[:79], crcSeed) != binary.LittleEndian.Uint16(r.d[79:]) {
		return fmt.Errorf("文件头校验和不对")
	}
	if !bytes.Equal(r.d[81:97], sentinel(headerEndMark, false)) {
		return fmt.Errorf("文件头结束标记不对")
	}
	for i := range r.parts {
		p := r.d[25+9*i:]
		r.parts[i] = section{int(p[0]), int(binary.LittleEndian.Uint32(p[1:])), int(binary.LittleEndian.Uint32(p[5:]))}
		s := r.parts[i]
		if s.number != i || s.at < headerLength || s.at+s.size > len(r.d) || s.at+s.size < s.at {
			return fmt.Errorf("第%d段的位置不对", i)
		}
	}
	return nil
}

func (r *inspector) part(i int) []byte { return r.d[r.parts[i].at : r.parts[i].at+r.parts[i].size] }

// sections proves header variables, classes and the parts without checksum by
// their fixed bytes.
func (r *inspector) sections() error {
	for i, mark := range []string{variablesMark, classesMark} {
		p := r.part(i)
		if len(p) < 38 {
			return fmt.Errorf("第%d段太短", i)
		}
		n := int(binary.LittleEndian.Uint32(p[16:]))
		if n+38 != len(p) || !bytes.Equal(p[:16], sentinel(mark, false)) || !bytes.Equal(p[len(p)-16:], sentinel(mark, true)) {
			return fmt.Errorf("第%d段的标记或长度不对", i)
		}
		if crc(p[16:20+n], crcSeed) != binary.LittleEndian.Uint16(p[20+n:]) {
			return fmt.Errorf("第%d段校验和不对", i)
		}
	}
	if r.parts[3].size != 53 || r.parts[4].size != 4 || r.parts[5].size != auxLength {
		return fmt.Errorf("空闲表、模板或辅助头的长度不对")
	}
	return nil
}

func (r *inspector) objectMap() error {
	p := r.part(2)
	for {
		if len(p) < 4 {
			return fmt.Errorf("对象表没有结束页")
		}
		n := int(binary.BigEndian.Uint16(p))
		if n < 2 || n > pageLimit || n+2 > len(p) || crc(p[:n], crcSeed) != binary.BigEndian.Uint16(p[n:]) {
			return fmt.Errorf("对象表的一页长度或校验和不对")
		}
		if n == 2 {
			if len(p) != 4 {
				return fmt.Errorf("对象表结束页之后还有%d字节", len(p)-4)
			}
			return nil
		}
		if err := r.page(p[2:n]); err != nil {
			return err
		}
		p = p[n+2:]
	}
}

func (r *inspector) page(p []byte) error {
	var last located
	for len(p) > 0 {
		dh, n := readMC(p, false)
		da, m := readMC(p[n:], true)
		if n == 0 || m == 0 || dh <= 0 {
			return fmt.Errorf("对象表的一项读不出")
		}
		p = p[n+m:]
		last = located{last.handle + uint32(dh), last.at + da}
		if _, twice := r.at[last.handle]; twice {
			return fmt.Errorf("对象表中句柄%X重复", last.handle)
		}
		r.at[last.handle] = last.at
		r.order = append(r.order, last)
	}
	return nil
}

// readMC answers the value and how many bytes it took; 0 bytes at the end.
func readMC(p []byte, signed bool) (v, n int) {
	for n < len(p) && n < 5 {
		c := p[n]
		n++
		last := c&0x80 == 0
		bits := c & 0x7F
		if last && signed {
			bits &= 0x3F
		}
		v |= int(bits) << (7 * (n - 1))
		if last {
			if signed && c&0x40 != 0 {
				v = -v
			}
			return v, n
		}
	}
	return 0, 0
}

func (r *inspector) objects() error {
	end := 0
	for _, o := range byAddress(r.order) {
		if end != 0 && o.at != end {
			return fmt.Errorf("句柄%X的对象不紧接前一个对象", o.handle)
		}
		size, err := r.object(o)
		if err != nil {
			return fmt.Errorf("句柄%X的对象：%w", o.handle, err)
		}
		end = o.at + size
	}
	if end != r.parts[2].at {
		return fmt.Errorf("最后一个对象与对象表之间有空隙")
	}
	return nil
}

// object proves one record and answers its length in the file.
func (r *inspector) object(o located) (int, error) {
	if o.at < headerLength || o.at+4 > len(r.d) {
		return 0, fmt.Errorf("地址%d越界", o.at)
	}
	size, n := readMS(r.d[o.at:])
	if n == 0 || o.at+n+size+2 > len(r.d) {
		return 0, fmt.Errorf("长度越界")
	}
	record := r.d[o.at : o.at+n+size]
	if crc(record, crcSeed) != binary.LittleEndian.Uint16(r.d[o.at+n+size:]) {
		return 0, fmt.Errorf("校验和不对")
	}
	b := &reader{b: record[n:]}
	kind := b.bs()
	split := b.rl()
	if code, own := b.handle(); code != 0 || own != o.handle {
		return 0, fmt.Errorf("自称句柄%X", own)
	}
	r.count(kind)
	return n + size + 2, r.references(b, split)
}

func readMS(p []byte) (v, n int) {
	for n+2 <= len(p) && n < 4 {
		s := int(binary.LittleEndian.Uint16(p[n:]))
		v |= (s & 0x7FFF) << (15 * n / 2)
		n += 2
		if s&0x8000 == 0 {
			return v, n
		}
	}
	return 0, 0
}

// count tallies what is drawn.
func (r *inspector) count(kind int) {
	names := map[int]string{typeText: "TEXT", typePolyline: "LWPOLYLINE", typeHatch: "HATCH", typeCircle: "CIRCLE"}
	if name := names[kind]; name != "" {
		r.inv.Entities[name]++
	}
}

// references walks the handle stream: every handle is null or exists.
func (r *inspector) references(b *reader, split int) error {
	if split > 8*len(b.b) {
		return fmt.Errorf("句柄流越界")
	}
	b.n = split
	for 8*len(b.b)-b.n >= 8 && !b.bad {
		if code, h := b.handle(); h != 0 {
			if _, ok := r.at[h]; !ok {
				return fmt.Errorf("引用（%d类）的句柄%X不存在", code, h)
			}
		}
	}
	if b.bad {
		return fmt.Errorf("句柄流读不出")
	}
	return nil
}

// second proves the recovery header behind the free space.
func (r *inspector) second() error {
	at := r.parts[3].at + r.parts[3].size
	p := r.d[at:r.parts[4].at]
	if len(p) < 46 || !bytes.Equal(p[:16], sentinel(secondMark, false)) || !bytes.Equal(p[len(p)-16:], sentinel(secondMark, true)) {
		return fmt.Errorf("第二文件头的标记不对")
	}
	body := p[16 : len(p)-26]
	if int(binary.LittleEndian.Uint32(body)) != len(body)+10 || crc(body, crcSeed) != binary.LittleEndian.Uint16(p[len(p)-26:]) {
		return fmt.Errorf("第二文件头的长度或校验和不对")
	}
	if got := int(binary.LittleEndian.Uint32(r.part(3)[4:])); got != len(r.order) {
		return fmt.Errorf("空闲表记有%d个对象，实际%d个", got, len(r.order))
	}
	for _, o := range r.order {
		r.inv.Seed = max(r.inv.Seed, o.handle+1)
	}
	return nil
}
