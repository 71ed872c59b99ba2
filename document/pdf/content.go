package pdf

import (
	"bytes"
	"fmt"
	"math"
	"strconv"

	"github.com/johnfercher/maroto/v2/pkg/props"

	"zhixiao/document/typeset"
)

// maroto can neither space glyphs nor thicken them, and a line drawn glyph by
// glyph takes it three times the time of a line drawn at once. So text that is
// spaced or bold is drawn in a colour that tells how, and the colour is turned
// into operators when the page is cleaned: red and green are the spacing in
// thousandths of a point, blue is 1 for bold. Reports have no coloured text.

const zeroSpacing = 1 << 15

// codeOf is the colour of a piece, nil for plain black.
func codeOf(p typeset.Piece) *props.Color {
	if p.Spacing == 0 && !p.Bold {
		return nil
	}
	v := int(math.Round(p.Spacing*1000)) + zeroSpacing
	v = min(max(v, 1), 1<<16-1)
	c := &props.Color{Red: v >> 8, Green: v & 0xFF}
	if p.Bold {
		c.Blue = 1
	}
	return c
}

// decode appends op to out, with the colour of coded text replaced.
func decode(out, op []byte) []byte {
	rest, ok := bytes.CutPrefix(op, []byte("q "))
	if !ok {
		return append(out, op...)
	}
	code, text, ok := bytes.Cut(rest, []byte(" rg BT"))
	if !ok {
		return append(out, op...)
	}
	var channel [3]int
	parts := bytes.Fields(code)
	for i := range channel {
		if len(parts) != len(channel) {
			return append(out, op...)
		}
		v, err := strconv.ParseFloat(string(parts[i]), 64)
		if err != nil {
			return append(out, op...)
		}
		channel[i] = int(math.Round(255 * v))
	}
	out = append(out, 'q')
	if v := channel[0]<<8 + channel[1] - zeroSpacing; v != 0 {
		out = fmt.Appendf(out, " %.3f Tc", float64(v)/1000)
	}
	if channel[2] != 0 {
		out = append(out, " 2 Tr 0.45 w"...) // fill, and stroke the outline
	}
	return append(append(out, " BT"...), text...)
}

// clean drops the operators that set what is set already: maroto sets the font
// three times for every text and the line width twice for every line.
func clean(content []byte) []byte {
	var out []byte
	var font, width, setFont, setWidth []byte
	for len(content) > 0 {
		op, rest := operator(content)
		content = rest
		switch {
		case bytes.HasPrefix(op, []byte("BT /F")) && bytes.HasSuffix(op, []byte(" Tf ET")):
			font = op
			continue
		case bytes.HasSuffix(op, []byte(" w")) && len(op) < 16:
			width = op
			continue
		case bytes.HasPrefix(op, []byte("BT")), bytes.HasPrefix(op, []byte("q ")) && bytes.HasSuffix(op, []byte("Tj ET Q")):
			if bytes.Equal(font, setFont) {
				break
			}
			out = append(append(out, font...), '\n')
			setFont = font
		case bytes.HasSuffix(op, []byte(" S")) && !bytes.Equal(width, setWidth):
			out = append(append(out, width...), '\n')
			setWidth = width
		}
		out = append(decode(out, op), '\n')
	}
	return out
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
