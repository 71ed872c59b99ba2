package dwg

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// reader takes the codes of a bit stream apart; bad is set past its end.
type reader struct {
	b   []byte
	n   int
	bad bool
}

func (r *reader) get(n int) uint64 {
	var v uint64
	for range n {
		if r.n >= 8*len(r.b) {
			r.bad = true
			return 0
		}
		v = v<<1 | uint64(r.b[r.n/8]>>(7-r.n%8)&1)
		r.n++
	}
	return v
}

func (r *reader) bytes(n int) []byte {
	out := make([]byte, n)
	for i := range out {
		out[i] = byte(r.get(8))
	}
	return out
}

func (r *reader) rl() int { return int(binary.LittleEndian.Uint32(r.bytes(4))) }

func (r *reader) bs() int {
	switch r.get(2) {
	case 0:
		return int(int16(binary.LittleEndian.Uint16(r.bytes(2))))
	case 1:
		return int(r.get(8))
	case 2:
		return 0
	}
	return 256
}

func (r *reader) handle() (code byte, h uint32) {
	c := r.get(8)
	n := int(c & 15)
	if n > 4 {
		r.bad = true
		return 0, 0
	}
	for range n {
		h = h<<8 | uint32(r.get(8))
	}
	return byte(c >> 4), h
}

func byAddress(objects []located) []located {
	out := slices.Clone(objects)
	slices.SortFunc(out, func(a, b located) int { return cmp.Compare(a.at, b.at) })
	return out
}
