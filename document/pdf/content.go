package pdf

import (
	"bytes"
	"fmt"
	"math"
	"strconv"

	"github.com/johnfercher/maroto/v2/pkg/props"

	"zhixiao/document/typeset"
)

// maroto can neither space glyphs nor thicken them, a line drawn glyph by glyph
// takes it three times the time of a line drawn at once, and it reads every font
// anew for every document. So all text is drawn in one font without glyphs, and
// in a colour that tells how it is to be: red and green are the spacing in
// thousandths of a point, blue is twice the number of the face, and one more for
// bold. The colour is turned into operators when the page is cleaned. Reports
// have no coloured text.

const zeroSpacing = 1 << 15

// manner is how a text is set.
type manner struct {
	spacing int // in thousandths of a point
	face    int
	bold    bool
}

// codeOf is the colour of a piece in the face of a number, nil for plain black
// in face 0.
func codeOf(p typeset.Piece, face int) *props.Color {
	if p.Spacing == 0 && !p.Bold && face == 0 {
		return nil
	}
	v := int(math.Round(p.Spacing*1000)) + zeroSpacing
	v = min(max(v, 1), 1<<16-1)
	c := &props.Color{Red: v >> 8, Green: v & 0xFF, Blue: 2 * face}
	if p.Bold {
		c.Blue++
	}
	return c
}

// decode reads the manner of a text from its colour; text is what follows the
// colour, or op itself when it is plain.
func decode(op []byte) (m manner, text []byte) {
	rest, ok := bytes.CutPrefix(op, []byte("q "))
	if !ok {
		return m, op
	}
	code, text, ok := bytes.Cut(rest, []byte(" rg BT"))
	if !ok {
		return m, op
	}
	var channel [3]int
	for i := range channel {
		part, more, _ := bytes.Cut(code, []byte(" "))
		v, err := strconv.ParseFloat(string(part), 64)
		if err != nil {
			return m, op
		}
		channel[i], code = int(math.Round(255*v)), more
	}
	return manner{channel[0]<<8 + channel[1] - zeroSpacing, channel[2] / 2, channel[2]%2 == 1}, text
}

// appendText appends a text with the operators of its manner.
func appendText(out []byte, m manner, op, text []byte) []byte {
	if m.spacing == 0 && !m.bold {
		if len(op) == len(text) {
			return append(out, op...)
		}
		return append(append(out, "BT"...), bytes.TrimSuffix(text, []byte(" Q"))...)
	}
	out = append(out, 'q')
	if m.spacing != 0 {
		out = append(strconv.AppendFloat(append(out, ' '), float64(m.spacing)/1000, 'f', 3, 64), " Tc"...)
	}
	if m.bold {
		out = append(out, " 2 Tr 0.45 w"...) // fill, and stroke the outline
	}
	return append(append(out, " BT"...), text...)
}

// clean drops the operators that set what is set already: maroto sets the font
// three times for every text and the line width twice for every line. Text gets
// the font of its face, by the names of the faces.
func clean(content []byte, names []string) []byte {
	out := make([]byte, 0, len(content))
	var size, width, setFont, setWidth []byte
	for len(content) > 0 {
		op, rest := operator(content)
		content = rest
		switch {
		case bytes.HasPrefix(op, []byte("BT /F")) && bytes.HasSuffix(op, []byte(" Tf ET")):
			size = sizeOf(op)
			continue
		case bytes.HasSuffix(op, []byte(" w")) && len(op) < 16:
			width = op
			continue
		case bytes.HasPrefix(op, []byte("BT")), bytes.HasPrefix(op, []byte("q ")) && bytes.HasSuffix(op, []byte("Tj ET Q")):
			m, text := decode(op)
			font := fmt.Appendf(nil, "BT /%s %s Tf ET\n", names[min(m.face, len(names)-1)], size)
			if !bytes.Equal(font, setFont) {
				out, setFont = append(out, font...), font
			}
			out = append(appendText(out, m, op, text), '\n')
			continue
		case bytes.HasSuffix(op, []byte(" S")) && !bytes.Equal(width, setWidth):
			out = append(append(out, width...), '\n')
			setWidth = width
		}
		out = append(append(out, op...), '\n')
	}
	return out
}

// sizeOf is the type size in an operator that sets the font.
func sizeOf(op []byte) []byte {
	parts := bytes.Fields(op)
	if len(parts) < 3 {
		return nil
	}
	return parts[2]
}

// operator cuts the first line off content. A line feed inside a string does
// not end a line.
func operator(content []byte) (op, rest []byte) {
	inString := false
	for i := 0; i < len(content); i++ {
		switch c := content[i]; {
		case inString && c == '\\':
			i++
		case c == '(':
			inString = true
		case c == ')':
			inString = false
		case c == '\n' && !inString:
			return content[:i], content[i+1:]
		}
	}
	return content, nil
}
