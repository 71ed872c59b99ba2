package pdf

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image/color"
	"image/jpeg"
	"maps"
	"slices"
	"strconv"
	"strings"

	"zhixiao/document"
	"zhixiao/document/typeset"
)

// stubFamily names the font that all text is drawn in; the fonts of its faces
// take its place when the file is archived.
const stubFamily = "stub"

// fonts adds every face of the document, cut down to the characters it prints,
// and returns the entries of the font resources.
func (l *Layout) fonts(b *body) string {
	used := make([]map[rune]bool, len(l.w.order))
	for face, runes := range l.used {
		used[l.w.numbers[face]] = maps.Clone(runes)
	}
	for _, p := range l.pages {
		for _, t := range p.texts {
			n := l.w.numbers[t.Face]
			if used[n] == nil {
				used[n] = map[rune]bool{}
			}
			for _, r := range t.Text {
				used[n][r] = true
			}
		}
	}
	var names strings.Builder
	for n, runes := range used {
		if runes != nil {
			face := l.w.faces[l.w.order[n]]
			names.WriteString("/" + l.w.names[n] + " " + ref(l.font(b, face.Name, face.Embed(slices.Collect(maps.Keys(runes))))) + "\n")
		}
	}
	return names.String()
}

// font adds one font: text is in UTF-16, a map leads to the glyphs.
func (l *Layout) font(b *body, name string, e typeset.Embedding) int {
	name = "utf8" + name
	file := b.add(fmt.Sprintf("<</Length1 %d /Filter /FlateDecode", len(e.File)), l.w.quick.deflate(e.File))
	descriptor := b.add(fmt.Sprintf("<</Type /FontDescriptor /FontName /%s /Ascent %d /Descent %d /CapHeight %d /Flags 4 /FontBBox [%d %d %d %d] /ItalicAngle 0 /StemV 87 /MissingWidth %d /FontFile2 %s>>",
		name, e.Ascent, e.Descent, e.Cap, e.Box[0], e.Box[1], e.Box[2], e.Box[3], e.Missed, ref(file)), nil)
	glyphs := b.add("<</Filter /FlateDecode", l.w.quick.deflate(glyphMap(e)))
	descendant := b.add(fmt.Sprintf("<</Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> /FontDescriptor %s /DW %d /W [%s] /CIDToGIDMap %s>>",
		name, ref(descriptor), fullWidth, widths(e), ref(glyphs)), nil)
	unicode := b.add("<</Filter /FlateDecode", l.w.quick.deflate(unicodeMap(e)))
	return b.add(fmt.Sprintf("<</Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%s] /ToUnicode %s>>",
		name, ref(descendant), ref(unicode)), nil)
}

// fullWidth is the width of a Chinese character in thousandths of the em.
const fullWidth = 1000

// glyphMap is the glyph of every character up to the last, two bytes each.
func glyphMap(e typeset.Embedding) []byte {
	if len(e.Runes) == 0 {
		return []byte{0, 0}
	}
	m := make([]byte, 2*int(e.Runes[len(e.Runes)-1])+2)
	for i, r := range e.Runes {
		binary.BigEndian.PutUint16(m[2*r:], e.Glyphs[i])
	}
	return m
}

// widths lists the characters that are not a full width wide, neighbours
// together.
func widths(e typeset.Embedding) string {
	var b strings.Builder
	last := rune(-2)
	for i, r := range e.Runes {
		if e.Widths[i] == fullWidth {
			continue
		}
		switch {
		case r == last+1:
			b.WriteByte(' ')
		case last >= 0:
			b.WriteString("] ")
			fallthrough
		default:
			b.WriteString(strconv.Itoa(int(r)) + " [")
		}
		b.WriteString(strconv.Itoa(e.Widths[i]))
		last = r
	}
	if last >= 0 {
		b.WriteByte(']')
	}
	return b.String()
}

// unicodeMap says that every character stands for itself: one range for each
// first byte, because a range may not cross it.
func unicodeMap(e typeset.Embedding) []byte {
	var rows []string
	for _, r := range e.Runes {
		row := fmt.Sprintf("<%02X00> <%02XFF> <%02X00>\n", r>>8, r>>8, r>>8)
		if len(rows) == 0 || rows[len(rows)-1] != row {
			rows = append(rows, row)
		}
	}
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for rows := range slices.Chunk(rows, 100) { // the most a block may hold
		fmt.Fprintf(&b, "%d beginbfrange\n%sendbfrange\n", len(rows), strings.Join(rows, ""))
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return b.Bytes()
}

// withFonts puts names in the place of the fonts in a resource dictionary.
func withFonts(dict, names string) (string, error) {
	const open = "/Font <<\n"
	head, rest, ok1 := strings.Cut(dict, open)
	_, tail, ok2 := strings.Cut(rest, ">>")
	if !ok1 || !ok2 {
		return "", errRaw
	}
	return head + open + names + ">>" + tail, nil
}

// A picture is drawn as a placeholder of its size and colours, and gets its own
// bytes when the file is archived: gofpdf reads and copies each four times over.

// placeholderMark begins the comment that carries a placeholder's number.
const placeholderMark = "zhixiao:"

// placeholder is a JPEG without data that stands for the picture of a number.
// The picture has been proved sound.
func placeholder(p *document.Picture, number int) []byte {
	components := 3
	if c, err := jpeg.DecodeConfig(bytes.NewReader(p.JPEG)); err == nil && c.ColorModel == color.GrayModel {
		components = 1
	}
	segment := func(out []byte, marker byte, data ...byte) []byte {
		out = binary.BigEndian.AppendUint16(append(out, 0xFF, marker), uint16(len(data)+2))
		return append(out, data...)
	}
	out := segment([]byte{0xFF, 0xD8}, 0xE0, []byte("JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00")...)
	out = segment(out, 0xFE, []byte(placeholderMark+strconv.Itoa(number)+";")...)
	frame := []byte{8, byte(p.Height >> 8), byte(p.Height), byte(p.Width >> 8), byte(p.Width), byte(components)}
	for i := range components {
		frame = append(frame, byte(i+1), 0x11, 0)
	}
	return append(segment(out, 0xC0, frame...), 0xFF, 0xD9)
}

// shown is the document's pictures, each once, in the order of the pages.
func (l *Layout) shown() []*document.Picture {
	var all []*document.Picture
	for _, p := range l.pages {
		for _, x := range p.pictures {
			if !slices.Contains(all, x.pic) {
				all = append(all, x.pic)
			}
		}
	}
	return all
}

// pictures puts every picture in the place of its placeholder.
func (l *Layout) pictures(b *body) error {
	all := l.shown()
	for _, o := range b.objects {
		if !strings.Contains(o.dict, "/DCTDecode") {
			continue
		}
		_, rest, ok := bytes.Cut(o.stream, []byte(placeholderMark))
		number, _, ok2 := bytes.Cut(rest, []byte(";"))
		n, err := strconv.Atoi(string(number))
		if !ok || !ok2 || err != nil || n < 0 || n >= len(all) {
			return errRaw
		}
		o.stream = all[n].JPEG
	}
	return nil
}
