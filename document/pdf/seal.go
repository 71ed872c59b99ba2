package pdf

import (
	"bytes"
	"compress/zlib"
	"io"
	"math"
	"strconv"
	"unicode/utf16"

	"zhixiao/document/typeset"
)

// A long table makes thousands of pages. They are not kept as marks until
// maroto draws the file: each is drawn here as soon as it is full, in the
// operators maroto would have used, compressed, and put into the file in the
// place of the empty page that maroto made for it.

// sealer draws full pages, beside the work of setting the next ones.
type sealer struct {
	*setter
	demo  bool
	used  map[*typeset.Face]map[rune]bool
	pages chan *page // nil while there is no long page
	done  chan struct{}
}

func newSealer(s *setter, demo bool) *sealer {
	return &sealer{setter: s, demo: demo, used: map[*typeset.Face]map[rune]bool{}}
}

// seal takes page number n of the body and gives it its footer. The page is
// not to be looked at before wait.
func (s *sealer) seal(p *page, n int) error {
	if len(p.pictures) > 0 {
		return nil // maroto draws it
	}
	p.number(n - 1)
	if err := s.footer(p, s.demo); err != nil {
		return err
	}
	if s.pages == nil {
		s.pages, s.done = make(chan *page, 8), make(chan struct{})
		go s.work(s.pages, s.done)
	}
	s.pages <- p
	return nil
}

// wait is called when no page comes any more; it may be called again.
func (s *sealer) wait() {
	if s.pages == nil {
		return
	}
	close(s.pages)
	<-s.done
	s.pages = nil
}

func (s *sealer) work(pages <-chan *page, done chan<- struct{}) {
	defer close(done)
	var drawn, squeezed bytes.Buffer
	// A known level is no error. Lists compress well at the fastest.
	zip, _ := zlib.NewWriterLevel(&squeezed, zlib.BestSpeed)
	for p := range pages {
		drawn.Reset()
		c := content{out: &drawn, high: frameOf(s.look.Page, p.sheet).paperHigh}
		c.rules(p.rules)
		for _, t := range p.texts {
			s.note(t)
			c.text(t)
		}
		c.end()
		squeezed.Reset()
		zip.Reset(&squeezed)
		_, _ = zip.Write(drawn.Bytes()) // a bytes.Buffer does not fail
		_ = zip.Close()
		p.sealed, p.marks = bytes.Clone(squeezed.Bytes()), marks{}
	}
}

func (s *sealer) note(t text) {
	runes := s.used[t.Face]
	if runes == nil {
		runes = map[rune]bool{}
		s.used[t.Face] = runes
	}
	for _, r := range t.Text {
		if !runes[r] {
			runes[r] = true
		}
	}
}

// fontName is what pages call a font.
func fontName(f *typeset.Face) string { return "Z" + f.Name }

// content writes the operators of one page. Numbers are hundredths of a point,
// so that moving from text to text adds no error.
type content struct {
	out    *bytes.Buffer
	high   float64
	x, y   int
	face   *typeset.Face
	size   float64
	space  int // thousandths
	bold   bool
	inText bool
}

func hundredths(v float64) int { return int(math.Round(v * 100)) }

func (c *content) number(v int) {
	b := c.out.AvailableBuffer()
	if v < 0 {
		b, v = append(b, '-'), -v
	}
	b = strconv.AppendInt(b, int64(v/100), 10)
	if f := v % 100; f != 0 {
		b = append(b, '.', byte('0'+f/10))
		if f%10 != 0 {
			b = append(b, byte('0'+f%10))
		}
	}
	c.out.Write(append(b, ' '))
}

func (c *content) rules(rules []rule) {
	if len(rules) == 0 {
		return
	}
	c.number(hundredths(mm(ruleMM)))
	c.out.WriteString("w\n")
	for _, r := range rules {
		c.number(hundredths(r.x0))
		c.number(hundredths(c.high - r.y0))
		c.out.WriteString("m ")
		c.number(hundredths(r.x1))
		c.number(hundredths(c.high - r.y1))
		c.out.WriteString("l\n")
	}
	c.out.WriteString("S\n")
}

func (c *content) text(t text) {
	if !c.inText {
		c.out.WriteString("BT\n")
		c.inText = true
	}
	if t.Face != c.face || t.Size != c.size {
		c.face, c.size = t.Face, t.Size
		c.out.WriteString("/" + fontName(t.Face) + " ")
		c.number(hundredths(t.Size))
		c.out.WriteString("Tf\n")
	}
	if space := int(math.Round(t.Spacing * 1000)); space != c.space {
		c.space = space
		c.out.Write(append(strconv.AppendFloat(c.out.AvailableBuffer(), float64(space)/1000, 'f', -1, 64), " Tc\n"...))
	}
	if t.Bold != c.bold {
		c.bold = t.Bold
		if t.Bold {
			c.out.WriteString("2 Tr 0.45 w\n")
		} else {
			c.out.WriteString("0 Tr\n")
		}
	}
	x, y := hundredths(t.x), hundredths(c.high-t.y)
	c.number(x - c.x)
	c.number(y - c.y)
	c.x, c.y = x, y
	c.out.WriteString("Td (")
	c.string(t.Text)
	c.out.WriteString(")Tj\n")
}

// string writes text as maroto's fonts are encoded, in UTF-16.
func (c *content) string(text string) {
	b := c.out.AvailableBuffer()
	for _, r := range text {
		if r > 0xFFFF {
			hi, lo := utf16.EncodeRune(r)
			b = escaped(escaped(b, uint16(hi)), uint16(lo))
			continue
		}
		b = escaped(b, uint16(r))
	}
	c.out.Write(b)
}

func escaped(b []byte, u uint16) []byte {
	for _, x := range [2]byte{byte(u >> 8), byte(u)} {
		switch x {
		case '(', ')', '\\':
			b = append(b, '\\', x)
		case '\r':
			b = append(b, '\\', 'r')
		default:
			b = append(b, x)
		}
	}
	return b
}

func (c *content) end() {
	if c.inText {
		c.out.WriteString("ET\n")
	}
}

// sealedText is what a sealed page shows.
func sealedText(sealed []byte) string {
	z, err := zlib.NewReader(bytes.NewReader(sealed))
	if err != nil {
		return ""
	}
	drawn, err := io.ReadAll(z)
	if err != nil {
		return ""
	}
	var units []uint16
	for len(drawn) > 0 {
		var op []byte
		op, drawn = operator(drawn)
		_, shown, ok := bytes.Cut(op, []byte("("))
		shown, closed := bytes.CutSuffix(shown, []byte(")Tj"))
		if ok && closed {
			units = append(units, unescaped(shown)...)
		}
	}
	return string(utf16.Decode(units))
}

func unescaped(s []byte) []uint16 {
	var plain []byte
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			i++
			if s[i] == 'r' {
				plain = append(plain, '\r')
				continue
			}
		}
		plain = append(plain, s[i])
	}
	var units []uint16
	for i := 0; i+1 < len(plain); i += 2 {
		units = append(units, uint16(plain[i])<<8|uint16(plain[i+1]))
	}
	return units
}
