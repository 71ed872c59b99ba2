package charts

import (
	"fmt"
	"image"
	"strings"
	"unicode"

	chart "github.com/wcharczuk/go-chart/v2"
	"golang.org/x/image/math/fixed"
)

// Type sizes in pixels at 300 dpi: 10.5, 8, 7 and 6.5 points.
const (
	titleSize = 44
	labelSize = 33
	valueSize = 30
	smallSize = 27
	pad       = 24
)

// sheet collects the marks of one picture.
type sheet struct {
	faces *faces
	w, h  int
	marks []mark
	over  []mark // values, which stand over everything else
}

func (s *sheet) add(m mark) { s.marks = append(s.marks, m) }

func (s *sheet) rect(x0, y0, x1, y1 int, fill ink) {
	if y1 < y0 {
		y0, y1 = y1, y0
	}
	if x1 < x0 {
		x0, x1 = x1, x0
	}
	s.add(rectMark{X: x0, Y: y0, W: x1 - x0, H: y1 - y0, Fill: fill})
}

func (s *sheet) line(x0, y0, x1, y1 int, i ink, width int) {
	s.add(lineMark{Pts: []pt{{x0, y0}, {x1, y1}}, Ink: i, Width: width})
}

func (s *sheet) text(x, y, size int, a anchor, i ink, body string) {
	if body != "" {
		s.add(textMark{X: x, Y: y, Size: size, Anchor: a, Ink: i, Body: body})
	}
}

// lines sets a block of lines with its middle at y, and answers its height.
func (s *sheet) lines(x, y, size int, a anchor, i ink, body []string) int {
	pitch := size * 6 / 5
	top := y - (len(body)-1)*pitch/2
	for n, l := range body {
		s.text(x, top+n*pitch, size, a, i, l)
	}
	return len(body) * pitch
}

func (s *sheet) width(body string, size int) int {
	return s.faces.width(s.faces.main, body, fixed.I(size))
}

// wrap breaks body into lines of at most width pixels. A line is never empty;
// digits and Latin letters stay together when they fit. When more than most
// lines would be needed, the last ends in ….
func (s *sheet) wrap(body string, size, width, most int) []string {
	var out []string
	line := ""
	for _, tok := range tokens(body) {
		if line != "" && s.width(line+tok, size) > width {
			out = append(out, strings.TrimRight(line, " "))
			line = ""
		}
		for _, r := range tok {
			if line != "" && s.width(line+string(r), size) > width {
				out = append(out, line)
				line = ""
			}
			line += string(r)
		}
	}
	if line != "" || len(out) == 0 {
		out = append(out, line)
	}
	if len(out) <= most {
		return balance(s, body, size, width, out)
	}
	out = out[:most]
	last := []rune(out[most-1])
	for len(last) > 1 && s.width(string(last)+"…", size) > width {
		last = last[:len(last)-1]
	}
	out[most-1] = string(last) + "…"
	return out
}

// balance avoids a last line of one lonely character by spreading a purely
// Chinese label evenly over its lines.
func balance(s *sheet, body string, size, width int, lines []string) []string {
	r := []rune(body)
	if len(lines) < 2 || len([]rune(lines[len(lines)-1])) > 1 || len(tokens(body)) != len(r) {
		return lines
	}
	per := (len(r) + len(lines) - 1) / len(lines)
	var out []string
	for len(r) > 0 {
		n := min(per, len(r))
		if s.width(string(r[:n]), size) > width {
			return lines
		}
		out, r = append(out, string(r[:n])), r[n:]
	}
	return out
}

// tokens are the pieces between which a line may break: Chinese characters one
// by one, runs of others whole; closing punctuation stays with what it closes.
func tokens(body string) []string {
	var out []string
	run := false
	for _, r := range body {
		wide := r >= 0x2E80
		switch {
		case len(out) > 0 && strings.ContainsRune("，。、；：）》”％", r):
			out[len(out)-1] += string(r)
			run = false
		case !wide && run && !unicode.IsSpace(r):
			out[len(out)-1] += string(r)
		default:
			out = append(out, string(r))
			run = !wide && !unicode.IsSpace(r)
		}
	}
	return out
}

// check refuses a picture with characters that no font can print.
func (s *sheet) check() error {
	for _, m := range s.marks {
		t, ok := m.(textMark)
		if !ok {
			continue
		}
		if r, bad := s.faces.missing(t.Body); bad {
			return fmt.Errorf("文字“%s”中的“%c”（U+%04X）在图表字体中没有字形，请改用其他字或补充后备字体", t.Body, r, r)
		}
	}
	return nil
}

// dump is the picture as text, one mark a line.
func (s *sheet) dump() string {
	var b strings.Builder
	fmt.Fprintf(&b, "sheet %dx%d\n", s.w, s.h)
	for _, m := range s.marks {
		b.WriteString(m.String())
		b.WriteByte('\n')
	}
	return b.String()
}

// paint draws the marks on white paper made of memory, when that is enough.
func (s *sheet) paint(memory []uint8) *image.YCbCr {
	c := newCanvas(s.w, s.h, s.faces, memory)
	s.render(c)
	return c.img
}

func (s *sheet) render(r chart.Renderer) {
	r.SetFont(s.faces.main)
	for _, m := range s.marks {
		m.draw(r)
	}
}
