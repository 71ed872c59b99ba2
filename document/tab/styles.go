package tab

// pen is a solid line style; brush a fill. They are comparable so that equal
// styles are written once.
type pen struct {
	width byte // pixels, 1–7
	rgb   [3]byte
}

type brush struct {
	solid bool
	rgb   [3]byte
}

// styles collects the definitions of a table's tool block.
type styles struct {
	pens           []pen
	brushes        []brush
	fonts, symbols bool
}

// indexOf is the 1-based place of v in list, appended when new. The file has
// room for 255; a map's handful of classes never comes near.
func indexOf[T comparable](list *[]T, v T) byte {
	for i, have := range *list {
		if have == v {
			return byte(i + 1)
		}
	}
	if len(*list) < 255 {
		*list = append(*list, v)
	}
	return byte(len(*list))
}

func (s *styles) penIndex(p pen) byte     { return indexOf(&s.pens, p) }
func (s *styles) brushIndex(b brush) byte { return indexOf(&s.brushes, b) }

// counts is how many pens, brushes, symbols and fonts are defined.
func (s *styles) counts() [4]byte {
	n := [4]byte{byte(len(s.pens)), byte(len(s.brushes))}
	if s.symbols {
		n[2] = 1
	}
	if s.fonts {
		n[3] = 1
	}
	return n
}

// blocks is the definitions in tool blocks; next links are absolute, the first
// block standing at offset.
func (s *styles) blocks(offset int) [][]byte {
	var defs [][]byte
	for _, p := range s.pens {
		defs = append(defs, append(put32([]byte{1}, 1), p.width, 2, 0, p.rgb[0], p.rgb[1], p.rgb[2]))
	}
	for _, b := range s.brushes {
		d := put32([]byte{2}, 1)
		if b.solid {
			d = append(d, 2, 0, b.rgb[0], b.rgb[1], b.rgb[2], 255, 255, 255)
		} else {
			d = append(d, 1, 1, 0, 0, 0, 255, 255, 255)
		}
		defs = append(defs, d)
	}
	if s.fonts {
		name := make([]byte, 32)
		copy(name, "SimSun") // readers do not decode this name: ASCII only
		defs = append(defs, append(put32([]byte{3}, 1), name...))
	}
	if s.symbols {
		defs = append(defs, append(put16(put16(put32([]byte{4}, 1), 35), 12), 0, 192, 0, 0))
	}
	return pages(defs, offset)
}

// pages packs definitions into blocks without splitting one.
func pages(defs [][]byte, offset int) [][]byte {
	var out [][]byte
	var body []byte
	flush := func() {
		out = append(out, append(put32(put16(put16(nil, 5), len(body)), 0), body...))
		body = nil
	}
	for _, d := range defs {
		if len(body)+len(d) > blockSize-8 {
			flush()
		}
		body = append(body, d...)
	}
	if len(body) > 0 {
		flush()
	}
	for i := range out {
		if i+1 < len(out) {
			copy(out[i][4:8], put32(nil, int32(offset+(i+1)*blockSize)))
		}
		out[i] = append(out[i], make([]byte, blockSize-len(out[i]))...)
	}
	return out
}
