package typeset

import (
	"bytes"
	"encoding/binary"
	"maps"
	"slices"
)

// Flags of a composite glyph's components (OpenType, glyf table).
const (
	wordArguments  = 1 << 0
	oneScale       = 1 << 3
	moreComponents = 1 << 5
	twoScales      = 1 << 6
	twoByTwo       = 1 << 7
)

// Subset is a TrueType file with the glyphs of runes only. A printer that reads
// the file for every document has a hundredth of the work. Runes f has not are
// left out; the order of runes does not matter.
func (f *Face) Subset(runes []rune) []byte {
	s, kept := f.cut(runes)
	return s.file(kept)
}

func (f *Face) outline(g uint16) []byte {
	return f.tables["glyf"][f.loca[g]:f.loca[g+1]]
}

// components calls visit with the offset and value of every component index of
// a composite outline.
func (f *Face) components(outline []byte, visit func(at int, g uint16)) {
	if len(outline) < 10 || i16(outline, 0) >= 0 {
		return
	}
	for at, flags := 10, moreComponents; flags&moreComponents != 0 && at+4 <= len(outline); {
		flags = u16(outline, at)
		if g := u16(outline, at+2); g < len(f.advance) {
			visit(at+2, uint16(g))
		}
		at += 6
		if flags&wordArguments != 0 {
			at += 2
		}
		switch {
		case flags&oneScale != 0:
			at += 2
		case flags&twoScales != 0:
			at += 4
		case flags&twoByTwo != 0:
			at += 8
		}
	}
}

type subset struct {
	face  *Face
	index map[uint16]uint16 // old glyph to new
	order []uint16          // new glyph to old
}

func (s *subset) take(g uint16) {
	if _, ok := s.index[g]; !ok {
		s.index[g] = uint16(len(s.order))
		s.order = append(s.order, g)
	}
}

func (s *subset) file(runes []rune) []byte {
	glyf, loca := s.outlines()
	tables := map[string][]byte{"glyf": glyf, "loca": loca, "hmtx": s.metrics(), "cmap": s.cmap(runes)}
	s.rest(tables, "OS/2", "name", "cvt ", "fpgm", "prep")
	tables["post"] = put16(s.face.tables["post"][:32], 0, 3) // version 3.0: no glyph names
	return assemble(tables)
}

// rest adds the heads with the subset's own counts, and the face's tables of the
// given tags as they are.
func (s *subset) rest(tables map[string][]byte, tags ...string) {
	for _, tag := range tags {
		if t, ok := s.face.tables[tag]; ok {
			tables[tag] = t
		}
	}
	n := uint16(len(s.order))
	tables["head"] = put16(s.face.tables["head"], 50, 1)
	binary.BigEndian.PutUint32(tables["head"][8:], 0)
	tables["hhea"] = put16(s.face.tables["hhea"], 34, n)
	tables["maxp"] = put16(s.face.tables["maxp"], 4, n)
}

func put16(table []byte, at int, v uint16) []byte {
	table = bytes.Clone(table)
	binary.BigEndian.PutUint16(table[at:], v)
	return table
}

func (s *subset) outlines() (glyf, loca []byte) {
	size := 0
	for _, g := range s.order {
		size += len(s.face.outline(g)) + 3
	}
	glyf, loca = make([]byte, 0, size), make([]byte, 0, 4*len(s.order)+4)
	for _, g := range s.order {
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		start := len(glyf)
		glyf = append(glyf, s.face.outline(g)...)
		s.face.components(s.face.outline(g), func(at int, part uint16) {
			binary.BigEndian.PutUint16(glyf[start+at:], s.index[part])
		})
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
	}
	return glyf, binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
}

func (s *subset) metrics() []byte {
	hmtx, long := s.face.tables["hmtx"], u16(s.face.tables["hhea"], 34)
	var b []byte
	for _, g := range s.order {
		b = binary.BigEndian.AppendUint16(b, s.face.advance[g])
		at := 4*int(g) + 2
		if int(g) >= long {
			at = 4*long + 2*(int(g)-long)
		}
		bearing := uint16(0)
		if at+2 <= len(hmtx) {
			bearing = uint16(u16(hmtx, at))
		}
		b = binary.BigEndian.AppendUint16(b, bearing)
	}
	return b
}

// cmap is a format 4 table whose segments are runs of consecutive runes with
// consecutive glyphs.
func (s *subset) cmap(runes []rune) []byte {
	type segment struct{ start, end, delta uint16 }
	var segments []segment
	for _, r := range runes {
		g := s.index[s.face.glyph(r)]
		if n := len(segments); n > 0 && segments[n-1].end == uint16(r)-1 && segments[n-1].delta == g-uint16(r) {
			segments[n-1].end = uint16(r)
			continue
		}
		segments = append(segments, segment{uint16(r), uint16(r), g - uint16(r)})
	}
	segments = append(segments, segment{0xFFFF, 0xFFFF, 1})
	n := len(segments)
	b := []byte{0, 0, 0, 1, 0, 3, 0, 1, 0, 0, 0, 12} // one table: Windows, Unicode
	word := func(v int) { b = binary.BigEndian.AppendUint16(b, uint16(v)) }
	power, log := 1, 0
	for power*2 <= n {
		power, log = power*2, log+1
	}
	for _, v := range []int{4, 16 + 8*n, 0, 2 * n, 2 * power, log, 2 * (n - power)} {
		word(v)
	}
	for _, s := range segments {
		word(int(s.end))
	}
	word(0)
	for _, s := range segments {
		word(int(s.start))
	}
	for _, s := range segments {
		word(int(s.delta))
	}
	for range segments {
		word(0)
	}
	return b
}

// assemble writes the table directory and the tables in the order of their
// tags, with checksums.
func assemble(tables map[string][]byte) []byte {
	tags := slices.Sorted(maps.Keys(tables))
	power, log := 1, 0
	for power*2 <= len(tags) {
		power, log = power*2, log+1
	}
	size := 12 + 16*len(tags)
	for _, tag := range tags {
		size += len(tables[tag]) + 3
	}
	out := append(make([]byte, 0, size), 0, 1, 0, 0)
	for _, v := range []int{len(tags), 16 * power, log, 16 * (len(tags) - power)} {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	at, head := 12+16*len(tags), 0
	for _, tag := range tags {
		if tag == "head" {
			head = at
		}
		out = append(out, tag...)
		for _, v := range []uint32{checksum(tables[tag]), uint32(at), uint32(len(tables[tag]))} {
			out = binary.BigEndian.AppendUint32(out, v)
		}
		at += (len(tables[tag]) + 3) &^ 3
	}
	for _, tag := range tags {
		out = append(out, tables[tag]...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	binary.BigEndian.PutUint32(out[head+8:], 0xB1B0AFBA-checksum(out))
	return out
}

func checksum(b []byte) uint32 {
	var sum uint32
	for ; len(b) >= 4; b = b[4:] {
		sum += binary.BigEndian.Uint32(b)
	}
	if len(b) > 0 {
		var last [4]byte
		copy(last[:], b)
		sum += binary.BigEndian.Uint32(last[:])
	}
	return sum
}

// cut takes the glyphs of runes, and of what they are composed of; kept is the
// runes that f has, ascending.
func (f *Face) cut(runes []rune) (s *subset, kept []rune) {
	runes = slices.Compact(slices.Sorted(slices.Values(runes)))
	s = &subset{face: f, index: make(map[uint16]uint16, len(runes)+1), order: make([]uint16, 1, len(runes)+1)}
	s.index[0] = 0
	for _, r := range runes {
		if g := f.glyph(r); g != 0 {
			s.take(g)
			kept = append(kept, r)
		}
	}
	// Components of composites go last; s.order grows while it is walked.
	for i := 0; i < len(s.order); i++ {
		f.components(f.outline(s.order[i]), func(at int, g uint16) { s.take(g) })
	}
	return s, kept
}
