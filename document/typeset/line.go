package typeset

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"
)

// Font is the faces of one type in order of preference: a rune the first has
// not is taken from the next.
type Font []*Face

// Pick is the first face of f that has r; nil when none has.
func (f Font) Pick(r rune) *Face {
	for _, face := range f {
		if face.Has(r) {
			return face
		}
	}
	return nil
}

// Run is text of one font and size.
type Run struct {
	Text string
	Font Font
	Size float64
	Bold bool // thickened by the printer; the advances stay
}

// Align says where a line that is narrower than the measure stands.
type Align uint8

// The alignments.
const (
	Left Align = iota
	Centered
	Right
)

// Measure is what lines are set to.
type Measure struct {
	Width     float64
	FirstLine float64 // indent of the first line
	Justify   bool    // all lines but the last fill Width
	Align     Align
}

// Piece is text that a printer may show at once: X is its left edge from the left
// of the measure.
type Piece struct {
	X    float64
	Face *Face
	Size float64
	Bold bool
	Text string
	// Spacing is added after every glyph, over its advance.
	Spacing float64
}

// Line is one set line. Width is where its ink ends, from the left of the measure.
type Line struct {
	Pieces []Piece
	Width  float64
	Size   float64 // largest type size on it
}

// Text is the line as it reads.
func (l Line) Text() string {
	var b strings.Builder
	for _, p := range l.Pieces {
		b.WriteString(p.Text)
	}
	return b.String()
}

// MissingRune is a character that no font can print.
type MissingRune struct {
	Rune  rune
	Faces []string
}

// Error names the character, its code and the fonts that were asked.
func (e *MissingRune) Error() string {
	return fmt.Sprintf("字符“%c”（U+%04X）在字体%s中都没有，请改用其他字或补充字体", e.Rune, e.Rune, strings.Join(e.Faces, "、"))
}

type glyph struct {
	r       rune
	face    *Face
	size    float64
	bold    bool
	advance float64 // as set, after compression of marks
	shift   float64 // of the ink, to the left, for a compressed opening mark
	full    float64 // natural advance
}

// Break sets runs in lines of m. A rune without glyph is a *MissingRune. Text
// that is wider than the measure and may not break is broken where it must.
func Break(runs []Run, m Measure) ([]Line, error) {
	glyphs, err := shape(runs)
	if err != nil || len(glyphs) == 0 {
		return nil, err
	}
	text := make([]rune, len(glyphs))
	for i, g := range glyphs {
		text[i] = g.r
	}
	may := breakable(text)
	var lines []Line
	for start := 0; start < len(glyphs); {
		indent := 0.0
		if start == 0 {
			indent = m.FirstLine
		}
		end := fit(glyphs, may, start, m.Width-indent)
		lines = append(lines, place(glyphs[start:end], indent, end == len(glyphs), m))
		start = end
		for start < len(glyphs) && glyphs[start].r == ' ' {
			start++
		}
	}
	return lines, nil
}

// Width is the natural width of text on one line.
func Width(run Run) (float64, error) {
	glyphs, err := shape([]Run{run})
	if err != nil {
		return 0, err
	}
	return natural(glyphs), nil
}

func shape(runs []Run) ([]glyph, error) {
	n := 0
	for _, run := range runs {
		n += utf8.RuneCountInString(run.Text)
	}
	glyphs := make([]glyph, 0, n)
	for _, run := range runs {
		for _, r := range run.Text {
			face := run.Font.Pick(r)
			if face == nil {
				return nil, missing(r, run.Font)
			}
			w := face.Advance(r) * run.Size
			glyphs = append(glyphs, glyph{r: r, face: face, size: run.Size, bold: run.Bold, advance: w, full: w})
		}
	}
	compress(glyphs)
	return glyphs, nil
}

func missing(r rune, font Font) error {
	e := &MissingRune{Rune: r}
	for _, f := range font {
		e.Faces = append(e.Faces, f.Name)
	}
	return e
}

// compress takes the blank half out of marks that stand together: ），“ is two
// squares wide, not three.
func compress(glyphs []glyph) {
	for i := 1; i < len(glyphs); i++ {
		a, b := &glyphs[i-1], &glyphs[i]
		switch {
		case isClosing(a.r) && square(*a) && (isClosing(b.r) || isOpening(b.r)) && square(*b):
			a.advance = a.full / 2
		case isOpening(a.r) && isOpening(b.r) && square(*a) && square(*b):
			b.shift = b.full / 2
			b.advance = b.full / 2
		}
	}
}

func square(g glyph) bool { return g.full > 0.9*g.size }

func natural(glyphs []glyph) float64 {
	w := 0.0
	for _, g := range glyphs {
		w += g.advance
	}
	return w
}

// trim is the blank at the end of a line that may stand in the margin.
func trim(g glyph) float64 {
	if isClosing(g.r) && square(g) && g.advance > 0.9*g.full {
		return g.full / 2
	}
	return 0
}

// slack is how much narrower the line can be set by squeezing its marks, at most
// a half of each mark's blank.
func slack(glyphs []glyph) float64 {
	s := 0.0
	for _, g := range glyphs {
		s += trim(g) / 2
	}
	return s
}

const epsilon = 1e-6

// fit is the end of the line that starts at start.
func fit(glyphs []glyph, may []bool, start int, width float64) int {
	w, give, last, forced := 0.0, 0.0, start, start
	for i := start; i < len(glyphs); i++ {
		w += glyphs[i].advance
		blank := trim(glyphs[i])
		need := w - blank
		if glyphs[i].r == ' ' {
			need = w - glyphs[i].advance
		}
		if need <= width+epsilon {
			forced = i + 1
		}
		end := i+1 == len(glyphs) || may[i+1]
		if end && need-give <= width+epsilon {
			last = i + 1
		}
		if need-give > width+epsilon && w > width+2*glyphs[i].size {
			break
		}
		give += blank / 2
	}
	if last > start {
		return last
	}
	return cut(glyphs, start, max(forced, start+1))
}

// cut is where a word that is wider than the line is cut, at most at end: behind
// a joint when it has one, GZ-202608-|R02-0001.
func cut(glyphs []glyph, start, end int) int {
	for i := end; i > start+1 && i < len(glyphs); i-- {
		if joint(glyphs[i-1].r) {
			return i
		}
	}
	if end < len(glyphs) && joint(glyphs[end].r) && end > start+2 {
		return end - 1 // a joint begins no line
	}
	return end
}

func joint(r rune) bool { return r == '-' || r == '/' || r == '_' }

// place sets the pen positions of one line.
func place(glyphs []glyph, indent float64, isLast bool, m Measure) Line {
	for len(glyphs) > 1 && glyphs[len(glyphs)-1].r == ' ' {
		glyphs = glyphs[:len(glyphs)-1]
	}
	ink := natural(glyphs) - trim(glyphs[len(glyphs)-1])
	room := m.Width - indent - natural(glyphs)
	gap := make([]float64, len(glyphs)) // added after each glyph
	x := indent
	switch {
	case m.Width-indent-ink < -epsilon:
		squeeze(glyphs, gap, ink-(m.Width-indent))
	case m.Justify && !isLast:
		stretch(glyphs, gap, m.Width-indent-ink, room)
	case m.Align == Centered:
		x += math.Max(0, m.Width-indent-natural(glyphs)) / 2
	case m.Align == Right:
		x += math.Max(0, m.Width-indent-natural(glyphs))
	}
	return pieces(glyphs, gap, x)
}

// squeeze takes over out of the blanks of the line's marks, all by the same part.
func squeeze(glyphs []glyph, gap []float64, over float64) {
	body := glyphs[:len(glyphs)-1]
	s := slack(body)
	if s <= 0 {
		return
	}
	part := math.Min(1, over/s)
	for i, g := range body {
		gap[i] -= part * trim(g) / 2
	}
}

// stretch spreads the room over the gaps beside squares and blanks, or over all
// gaps when there are none. A line that ends with a mark fills with the mark's
// whole square when it can.
func stretch(glyphs []glyph, gap []float64, inkRoom, room float64) {
	if room >= -epsilon {
		inkRoom = room
	}
	if inkRoom <= epsilon {
		return
	}
	var at []int
	for i := 0; i+1 < len(glyphs); i++ {
		a, b := glyphs[i].r, glyphs[i+1].r
		if (han(a) || han(b) || a == ' ') && !(a == '—' && b == '—') && !(a == '…' && b == '…') {
			at = append(at, i)
		}
	}
	if len(at) == 0 {
		for i := 0; i+1 < len(glyphs); i++ {
			at = append(at, i)
		}
	}
	for _, i := range at {
		gap[i] += inkRoom / float64(len(at))
	}
}

// pieces joins glyphs of one face and size that follow each other at one
// spacing. A word starts a piece of its own rather than being cut.
func pieces(glyphs []glyph, gap []float64, x float64) Line {
	var line Line
	for start := 0; start < len(glyphs); {
		first := glyphs[start]
		p := Piece{X: x - first.shift, Face: first.face, Size: first.size, Bold: first.bold}
		end, spacing := start+1, extra(glyphs, gap, start)
		for end < len(glyphs) && joins(glyphs, gap, end, spacing) {
			end++
		}
		var text strings.Builder
		for i := start; i < end; i++ {
			text.WriteRune(glyphs[i].r)
			line.Width = x + glyphs[i].advance - trim(glyphs[i])
			x += glyphs[i].advance + gap[i]
		}
		p.Text = text.String()
		if end-start > 1 && math.Abs(spacing) > epsilon {
			p.Spacing = spacing
		}
		line.Size = math.Max(line.Size, first.size)
		line.Pieces = append(line.Pieces, p)
		start = end
	}
	return line
}

// extra is how much further than its natural advance glyph i moves the pen.
func extra(glyphs []glyph, gap []float64, i int) float64 {
	g := glyphs[i]
	return g.advance + g.shift - g.full + gap[i]
}

// joins reports whether glyph i goes on the piece of the glyph before it. The
// last glyph of a piece may be spaced otherwise, unless a word goes on after it.
func joins(glyphs []glyph, gap []float64, i int, spacing float64) bool {
	a, b := glyphs[i-1], glyphs[i]
	inWord := latin(b.r) && i+1 < len(glyphs) && latin(glyphs[i+1].r)
	same := func(v float64) bool { return math.Abs(v-spacing) < epsilon }
	return a.face == b.face && a.size == b.size && a.bold == b.bold && b.shift == 0 &&
		same(extra(glyphs, gap, i-1)) && (same(extra(glyphs, gap, i)) || !inWord)
}
