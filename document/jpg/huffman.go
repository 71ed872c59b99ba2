package jpg

import (
	"image"
	"slices"
)

// code is a Huffman code: its bits and their number.
type code struct {
	bits uint32
	n    uint8
}

// codebook is a table as the file describes it and as the writer uses it.
type codebook struct {
	lengths [17]int // number of codes of each length
	symbols []uint8 // by length
	codes   [256]code
}

// newCodebook makes the shortest codes of at most 16 bits for symbol counts, by
// the procedure of ISO 10918-1 annex K.2. One imaginary symbol keeps the code
// of all ones free, as the standard demands.
func newCodebook(counts [257]int) *codebook {
	counts[256] = 1
	lengths := tree(counts)
	var b codebook
	var per [258]int
	for _, n := range lengths {
		per[n]++
	}
	per[0] = 0
	shorten(&per)
	// Drop the imaginary symbol, which has one of the longest codes.
	for n := 16; n > 0; n-- {
		if per[n] > 0 {
			per[n]--
			break
		}
	}
	copy(b.lengths[:], per[:17])
	for n := 1; n < len(per); n++ {
		for s := range 256 {
			if lengths[s] == n {
				b.symbols = append(b.symbols, uint8(s))
			}
		}
	}
	b.assign()
	return &b
}

// tree is the length of each symbol's code: the two rarest groups are joined
// until one is left. Of equally rare ones the higher symbol goes first.
func tree(counts [257]int) (lengths [257]int) {
	var next [257]int
	for i := range next {
		next[i] = -1
	}
	for {
		a, b := rarest(counts[:], -1), -1
		if a >= 0 {
			b = rarest(counts[:], a)
		}
		if b < 0 {
			return lengths
		}
		counts[a] += counts[b]
		counts[b] = 0
		for lengths[a]++; next[a] >= 0; lengths[a]++ {
			a = next[a]
		}
		next[a] = b
		for lengths[b]++; next[b] >= 0; lengths[b]++ {
			b = next[b]
		}
	}
}

func rarest(counts []int, except int) int {
	best := -1
	for i, n := range counts {
		if n > 0 && i != except && (best < 0 || n <= counts[best]) {
			best = i
		}
	}
	return best
}

// shorten moves codes longer than 16 bits up, two at a time.
func shorten(per *[258]int) {
	for n := len(per) - 1; n > 16; n-- {
		for per[n] > 0 {
			j := n - 2
			for per[j] == 0 {
				j--
			}
			per[n] -= 2
			per[n-1]++
			per[j+1] += 2
			per[j]--
		}
	}
}

// assign gives the codes in the order that the lengths fix.
func (b *codebook) assign() {
	var next uint32
	k := 0
	for n := 1; n <= 16; n++ {
		for range b.lengths[n] {
			b.codes[b.symbols[k]] = code{next, uint8(n)}
			next++
			k++
		}
		next <<= 1
	}
}

// picture encodes a 4:4:4 picture.
func (e *encoder) picture(img *image.YCbCr, quality, dpi int) []byte {
	lum, chrom := newQuantiser(lumaSteps(), quality), newQuantiser(chromaSteps(), quality)
	e.scan(img, lum, chrom)
	var books [4]*codebook
	for i := range books {
		books[i] = newCodebook(e.counts[i])
	}
	e.out = append(e.out[:0], 0xFF, 0xD8)
	e.out = append(e.out, app0(dpi)...)
	e.segment(0xDB, append([]byte{0}, lum.steps[:]...), append([]byte{1}, chrom.steps[:]...))
	w, h := img.Rect.Dx(), img.Rect.Dy()
	e.segment(0xC0, []byte{8, byte(h >> 8), byte(h), byte(w >> 8), byte(w), 3, 1, 0x11, 0, 2, 0x11, 1, 3, 0x11, 1})
	for i, b := range books {
		e.segment(0xC4, []byte{byte(i&1<<4 | i>>1)}, b.described(), b.symbols)
	}
	e.segment(0xDA, []byte{3, 1, 0x00, 2, 0x11, 3, 0x11, 0, 63, 0})
	e.codes(&books)
	e.out = append(e.out, 0xFF, 0xD9)
	return e.out
}

func (b *codebook) described() []byte {
	out := make([]byte, 16)
	for n := range out {
		out[n] = byte(b.lengths[n+1])
	}
	return out
}

func (e *encoder) segment(marker byte, parts ...[]byte) {
	body := slices.Concat(parts...)
	n := len(body) + 2
	e.out = append(e.out, 0xFF, marker, byte(n>>8), byte(n))
	e.out = append(e.out, body...)
}

// codes writes the tokens.
func (e *encoder) codes(books *[4]*codebook) {
	w := bitWriter{out: slices.Grow(e.out, len(e.tokens)*2)}
	still := stillCode(books)
	for _, t := range e.tokens {
		if t&quiet != 0 {
			w.repeat(still, int(t&^quiet))
			continue
		}
		c := books[t>>28].codes[t>>20&0xFF]
		n := uint(t >> 16 & 0xF)
		w.put(uint64(c.bits)<<n|uint64(t&0xFFFF), uint(c.n)+n)
	}
	e.out = w.finish()
}

// stillCode is the six codes of a block in which nothing changes.
func stillCode(books *[4]*codebook) (parts [6]code) {
	for i, book := range [6]int{0, 1, 2, 3, 2, 3} {
		parts[i] = books[book].codes[0]
	}
	return parts
}

// bitWriter collects bits; a byte of all ones is followed by a zero byte.
type bitWriter struct {
	out []byte
	acc uint64
	n   uint // bits waiting in acc, fewer than 32 between calls
}

// put adds n bits, at most 32.
func (w *bitWriter) put(bits uint64, n uint) {
	w.acc = w.acc<<n | bits
	w.n += n
	if w.n < 32 {
		return
	}
	w.n -= 32
	v := uint32(w.acc >> w.n)
	if (^v-0x01010101)&v&0x80808080 == 0 { // no byte is 0xFF
		w.out = append(w.out, byte(v>>24), byte(v>>16), byte(v>>8), byte(v))
		return
	}
	for _, b := range [4]byte{byte(v >> 24), byte(v >> 16), byte(v >> 8), byte(v)} {
		w.stuffed(b)
	}
}

func (w *bitWriter) stuffed(b byte) {
	w.out = append(w.out, b)
	if b == 0xFF {
		w.out = append(w.out, 0)
	}
}

// repeat writes the same codes times times, as many as fit at once.
func (w *bitWriter) repeat(parts [6]code, times int) {
	var unit uint64
	var n uint
	for _, p := range parts {
		n += uint(p.n)
		unit = unit<<p.n | uint64(p.bits)
	}
	if n > 32 { // nearly nothing rests in this picture
		for range times {
			for _, p := range parts {
				w.put(uint64(p.bits), uint(p.n))
			}
		}
		return
	}
	most := int(32 / n)
	var pack uint64
	for range most {
		pack = pack<<n | unit
	}
	for ; times >= most; times -= most {
		w.put(pack, n*uint(most))
	}
	for range times {
		w.put(unit, n)
	}
}

// finish fills the last byte with ones.
func (w *bitWriter) finish() []byte {
	for w.n >= 8 {
		w.n -= 8
		w.stuffed(byte(w.acc >> w.n))
	}
	if w.n > 0 {
		w.stuffed(byte(w.acc<<(8-w.n)) | byte(1<<(8-w.n)-1))
	}
	return w.out
}

// lumaSteps are the luminance steps of ISO 10918-1 annex K.1 at quality 50.
func lumaSteps() [64]uint8 {
	return [64]uint8{
		16, 11, 10, 16, 24, 40, 51, 61,
		12, 12, 14, 19, 26, 58, 60, 55,
		14, 13, 16, 24, 40, 57, 69, 56,
		14, 17, 22, 29, 51, 87, 80, 62,
		18, 22, 37, 56, 68, 109, 103, 77,
		24, 35, 55, 64, 81, 104, 113, 92,
		49, 64, 78, 87, 103, 121, 120, 101,
		72, 92, 95, 98, 112, 100, 103, 99,
	}
}

// chromaSteps are the chrominance steps of the same annex.
func chromaSteps() [64]uint8 {
	var out [64]uint8
	for i := range out {
		out[i] = 99
	}
	for i, row := range [4][4]uint8{{17, 18, 24, 47}, {18, 21, 26, 66}, {24, 26, 56, 99}, {47, 66, 99, 99}} {
		copy(out[i*8:], row[:])
	}
	return out
}
