package jpg

import (
	"encoding/binary"
	"image"
	"math"
	"math/bits"
)

// encoder writes baseline 4:4:4 JPEG. It is made for charts: a block of one
// colour, which most blocks of a chart are, skips the transform, and the
// Huffman codes are fitted to each picture. Reuse saves its buffers.
type encoder struct {
	tokens []token
	counts [4][257]int
	out    []byte
}

// token is one code to write: the table (0 DC and 1 AC of luminance, 2 and 3 of
// chrominance), the symbol and up to 11 extra bits.
type token uint32

// quiet marks a token that is a run of blocks in which no component changes,
// its length in the bits below: the empty paper of a chart.
const quiet token = 1 << 31

func newToken(table, symbol, extra, n int) token {
	return token(table<<28 | symbol<<20 | n<<16 | extra)
}

// plane is one component while it is being coded.
type plane struct {
	pix    []uint8
	stride int
	table  int // of its DC codes; AC is the next
	q      *quantiser
	dc     int
}

// quantiser divides coefficients by table entries through multiplication.
type quantiser struct {
	steps [64]uint8 // zigzag order, as the file wants them
	mul   [64]int64 // zigzag order
	order [64]uint8
	small [64]int64 // coefficients below vanish
	flat  [256]int  // quantised DC of a block of one value
}

const quantShift = 40

// newQuantiser scales a base table (natural order) to a quality.
func newQuantiser(base [64]uint8, quality int) *quantiser {
	z := &quantiser{order: zigzag()}
	for k, n := range z.order {
		step := (int(base[n])*(200-2*quality) + 50) / 100
		z.steps[k] = uint8(min(max(step, 1), 255))
		// The transform leaves out the factors ½ and 1/√2 of the definition and
		// carries 13 fractional bits.
		norm := 0.25
		if n < 8 {
			norm *= math.Sqrt2 / 2
		}
		if n%8 == 0 {
			norm *= math.Sqrt2 / 2
		}
		z.small[k] = int64(float64(z.steps[k]) / norm / 2 * (1 << 13) * 0.999)
		z.mul[k] = int64(math.Round(norm * (1 << (quantShift - 13)) / float64(z.steps[k])))
	}
	for v := range z.flat {
		z.flat[v] = z.value(int64(v-128)*64<<13, 0)
	}
	return z
}

// value is coefficient k divided by its step, rounded.
func (z *quantiser) value(c int64, k int) int {
	if c < 0 {
		return -int((-c*z.mul[k] + 1<<(quantShift-1)) >> quantShift)
	}
	return int((c*z.mul[k] + 1<<(quantShift-1)) >> quantShift)
}

// zigzag lists natural positions in zigzag order.
func zigzag() [64]uint8 {
	var out [64]uint8
	x, y := 0, 0
	for k := range out {
		out[k] = uint8(y*8 + x)
		switch up := (x+y)%2 == 0; {
		case up && x == 7:
			y++
		case up && y == 0:
			x++
		case up:
			x, y = x+1, y-1
		case y == 7:
			x++
		case x == 0:
			y++
		default:
			x, y = x-1, y+1
		}
	}
	return out
}

// scan turns the picture into tokens and counts them.
func (e *encoder) scan(img *image.YCbCr, lum, chrom *quantiser) {
	e.tokens = e.tokens[:0]
	e.counts = [4][257]int{}
	r := img.Rect
	planes := [3]plane{
		{pix: img.Y[img.YOffset(r.Min.X, r.Min.Y):], stride: img.YStride, table: 0, q: lum},
		{pix: img.Cb[img.COffset(r.Min.X, r.Min.Y):], stride: img.CStride, table: 2, q: chrom},
		{pix: img.Cr[img.COffset(r.Min.X, r.Min.Y):], stride: img.CStride, table: 2, q: chrom},
	}
	w, h := r.Dx(), r.Dy()
	for y := 0; y < h; y += 8 {
		for x := 0; x < w; x += 8 {
			if x+8 <= w && y+8 <= h && unchanged(&planes, x, y) {
				e.rest()
				continue
			}
			for i := range planes {
				p := &planes[i]
				if v, ok := p.uniform(x, y, w, h); ok {
					e.direct(p, p.q.flat[v])
					e.count(newToken(p.table+1, 0, 0, 0))
					continue
				}
				e.block(p, x, y, w, h)
			}
		}
	}
}

// unchanged reports whether a block has one colour, that of the block before.
func unchanged(planes *[3]plane, x, y int) bool {
	for i := range planes {
		p := &planes[i]
		v := p.pix[y*p.stride+x]
		if p.q.flat[v] != p.dc {
			return false
		}
		if _, ok := p.uniform(x, y, x+8, y+8); !ok {
			return false
		}
	}
	return true
}

// rest adds an unchanged block to the run of them.
func (e *encoder) rest() {
	if n := len(e.tokens); n > 0 && e.tokens[n-1]&quiet != 0 {
		e.tokens[n-1]++
	} else {
		e.tokens = append(e.tokens, quiet|1)
	}
	e.counts[0][0]++
	e.counts[1][0]++
	e.counts[2][0] += 2
	e.counts[3][0] += 2
}

// uniform reports whether a block inside the picture has one value only.
func (p *plane) uniform(x, y, w, h int) (v uint8, ok bool) {
	if x+8 > w || y+8 > h {
		return 0, false
	}
	o := y*p.stride + x
	first := binary.LittleEndian.Uint64(p.pix[o:])
	if first != uint64(p.pix[o])*0x0101010101010101 {
		return 0, false
	}
	for range 7 {
		o += p.stride
		if binary.LittleEndian.Uint64(p.pix[o:]) != first {
			return 0, false
		}
	}
	return uint8(first), true
}

// block transforms one block; beyond the picture's edge its last pixels repeat.
func (e *encoder) block(p *plane, x, y, w, h int) {
	var b [64]int64
	for j := range 8 {
		row := p.pix[min(y+j, h-1)*p.stride:]
		if x+8 > w {
			for i := range 8 {
				b[j*8+i] = int64(row[min(x+i, w-1)]) - 128
			}
			transform(&b, j*8, 1)
			continue
		}
		eight := row[x : x+8 : x+8]
		if binary.LittleEndian.Uint64(eight) == uint64(eight[0])*0x0101010101010101 {
			b[j*8] = (int64(eight[0]) - 128) * 8 << 13 // a row of one value
			continue
		}
		for i, v := range eight {
			b[j*8+i] = int64(v) - 128
		}
		transform(&b, j*8, 1)
	}
	for i := range 8 {
		transform(&b, i, 8)
	}
	e.direct(p, p.q.value(b[0]>>13, 0))
	run := 0
	for k := 1; k < 64; k++ {
		c := b[p.q.order[k]&63] >> 13
		if c < p.q.small[k] && -c < p.q.small[k] {
			run++
			continue
		}
		v := p.q.value(c, k)
		if v == 0 {
			run++
			continue
		}
		for ; run > 15; run -= 16 {
			e.count(newToken(p.table+1, 0xF0, 0, 0))
		}
		extra, n := magnitude(v)
		e.count(newToken(p.table+1, run<<4|n, extra, n))
		run = 0
	}
	if run > 0 {
		e.count(newToken(p.table+1, 0, 0, 0))
	}
}

// direct codes the difference to the DC of the component's previous block.
func (e *encoder) direct(p *plane, dc int) {
	extra, n := magnitude(dc - p.dc)
	p.dc = dc
	e.count(newToken(p.table, n, extra, n))
}

func (e *encoder) count(t token) {
	e.tokens = append(e.tokens, t)
	e.counts[t>>28][t>>20&0xFF]++
}

// magnitude is v as JPEG writes it: the number of bits and the bits, those of a
// negative value being one less.
func magnitude(v int) (extra, n int) {
	if v < 0 {
		n = bits.Len(uint(-v))
		return v + 1<<n - 1, n
	}
	return v, bits.Len(uint(v))
}

// transform is the 8-point cosine transform of b[at], b[at+step] …, times 2^13
// and without its normalising factors.
func transform(b *[64]int64, at, step int) {
	// cos(kπ/16)·2^13
	const c1, c2, c3, c4, c5, c6, c7 = 8035, 7568, 6811, 5793, 4551, 3135, 1598
	i1, i2, i3 := at+step, at+2*step, at+3*step
	i4, i5, i6, i7 := at+4*step, at+5*step, at+6*step, at+7*step
	s0, d0 := b[at]+b[i7], b[at]-b[i7]
	s1, d1 := b[i1]+b[i6], b[i1]-b[i6]
	s2, d2 := b[i2]+b[i5], b[i2]-b[i5]
	s3, d3 := b[i3]+b[i4], b[i3]-b[i4]
	e0, e1 := s0+s3, s1+s2
	o0, o1 := s0-s3, s1-s2
	b[at] = (e0 + e1) << 13
	b[i4] = (e0 - e1) * c4
	b[i2] = o0*c2 + o1*c6
	b[i6] = o0*c6 - o1*c2
	b[i1] = d0*c1 + d1*c3 + d2*c5 + d3*c7
	b[i3] = d0*c3 - d1*c7 - d2*c1 - d3*c5
	b[i5] = d0*c5 - d1*c1 + d2*c7 + d3*c3
	b[i7] = d0*c7 - d1*c5 + d2*c3 - d3*c1
}
