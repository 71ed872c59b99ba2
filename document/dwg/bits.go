package dwg

import (
	"encoding/binary"
	"math"
)

// bits is a stream of bits, most significant first, in the drawing's own
// compressed codes.
type bits struct {
	b []byte
	n int // bits written
}

// put appends the low n bits of v, highest first.
func (w *bits) put(v uint64, n int) {
	for n > 0 {
		if w.n%8 == 0 {
			w.b = append(w.b, 0)
		}
		free := 8 - w.n%8
		take := min(free, n)
		part := byte(v>>(n-take)) & (1<<take - 1)
		w.b[len(w.b)-1] |= part << (free - take)
		w.n += take
		n -= take
	}
}

func (w *bits) bit(on bool) {
	if on {
		w.put(1, 1)
	} else {
		w.put(0, 1)
	}
}

// flags writes one bit for each character, '1' or '0'.
func (w *bits) flags(s string) {
	for _, r := range s {
		w.bit(r == '1')
	}
}

func (w *bits) rc(v byte)     { w.put(uint64(v), 8) }
func (w *bits) raw(bs []byte) { w.each(bs) }

func (w *bits) each(bs []byte) {
	if w.n%8 == 0 {
		w.b = append(w.b, bs...)
		w.n += 8 * len(bs)
		return
	}
	for _, c := range bs {
		w.put(uint64(c), 8)
	}
}

func (w *bits) rs(v int)     { w.each(binary.LittleEndian.AppendUint16(nil, uint16(v))) }
func (w *bits) rl(v int)     { w.each(binary.LittleEndian.AppendUint32(nil, uint32(v))) }
func (w *bits) rd(v float64) { w.each(binary.LittleEndian.AppendUint64(nil, math.Float64bits(v))) }

func (w *bits) rds(vs ...float64) {
	for _, v := range vs {
		w.rd(v)
	}
}

// bs is a bit-coded short.
func (w *bits) bs(v int) {
	switch {
	case v == 256:
		w.put(3, 2)
	case !w.small(v):
		w.put(0, 2)
		w.rs(v)
	}
}

func (w *bits) bss(vs ...int) {
	for _, v := range vs {
		w.bs(v)
	}
}

// bl is a bit-coded long.
func (w *bits) bl(v int) {
	if !w.small(v) {
		w.put(0, 2)
		w.rl(v)
	}
}

// small writes what shorts and longs code alike: 0, and what fits one byte.
func (w *bits) small(v int) bool {
	switch {
	case v == 0:
		w.put(2, 2)
	case v > 0 && v < 256:
		w.put(1, 2)
		w.rc(byte(v))
	default:
		return false
	}
	return true
}

// bd is a bit-coded double.
func (w *bits) bd(v float64) {
	switch v {
	case 0:
		w.put(2, 2)
	case 1:
		w.put(1, 2)
	default:
		w.put(0, 2)
		w.rd(v)
	}
}

func (w *bits) bds(vs ...float64) {
	for _, v := range vs {
		w.bd(v)
	}
}

// dd is a double with a default: one code when equal, else in full.
func (w *bits) dd(v, def float64) {
	if v == def {
		w.put(0, 2)
		return
	}
	w.put(3, 2)
	w.rd(v)
}

// tv is a text in code page 936.
func (w *bits) tv(s string) {
	b := gbk(s)
	w.bs(len(b))
	w.each(b)
}

// handle is a reference: a code and the handle's bytes, big-endian.
func (w *bits) handle(code byte, h uint32) {
	b := handleBytes(h)
	w.rc(code<<4 | byte(len(b)))
	w.each(b)
}

func (w *bits) handles(code byte, hs ...uint32) {
	for _, h := range hs {
		w.handle(code, h)
	}
}

func handleBytes(h uint32) []byte {
	var b []byte
	for shift := 24; shift >= 0; shift -= 8 {
		if c := byte(h >> shift); c != 0 || len(b) > 0 {
			b = append(b, c)
		}
	}
	return b
}

// pad fills the last byte with zero bits.
func (w *bits) pad() { w.n = 8 * len(w.b) }

// patch32 overwrites a raw long that starts at any bit.
func (w *bits) patch32(at int, v uint32) {
	raw := binary.LittleEndian.AppendUint32(nil, v)
	for i := range 32 {
		mask := byte(0x80) >> ((at + i) % 8)
		if raw[i/8]&(0x80>>(i%8)) != 0 {
			w.b[(at+i)/8] |= mask
		} else {
			w.b[(at+i)/8] &^= mask
		}
	}
}

// appendMC is a modular char: seven bits a byte, low first; the signed form
// keeps the sign in bit 6 of the last byte.
func appendMC(b []byte, v int, signed bool) []byte {
	negative := v < 0
	if negative {
		v = -v
	}
	limit := 0x80
	if signed {
		limit = 0x40
	}
	for v >= limit {
		b = append(b, byte(v&0x7F)|0x80)
		v >>= 7
	}
	last := byte(v)
	if negative {
		last |= 0x40
	}
	return append(b, last)
}

// appendMS is a modular short: fifteen bits a short, low first.
func appendMS(b []byte, v int) []byte {
	for v >= 0x8000 {
		b = binary.LittleEndian.AppendUint16(b, uint16(v&0x7FFF)|0x8000)
		v >>= 15
	}
	return binary.LittleEndian.AppendUint16(b, uint16(v))
}

// crc is the checksum of every part of the file: CRC-16/ARC started at seed.
func crc(data []byte, seed uint16) uint16 {
	nibble := [16]uint16{0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401,
		0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400}
	for _, c := range data {
		seed = seed>>4 ^ nibble[(seed^uint16(c))&15]
		seed = seed>>4 ^ nibble[(seed^uint16(c>>4))&15]
	}
	return seed
}

const crcSeed = 0xC0C1

func appendCRC(b, over []byte) []byte {
	return binary.LittleEndian.AppendUint16(b, crc(over, crcSeed))
}
