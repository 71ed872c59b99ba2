package pdf

import (
	"encoding/binary"
	"fmt"
	"math"
	"strings"
)

const producer = "zhixiao"

// info and xmp say the same in two places, as PDF/A-1 demands.
func (l *Layout) info() string {
	date := l.w.made.Format("D:20060102150405Z")
	s := "<</Title " + hexText(l.title()) + " /Creator " + hexText(producer) + " /Producer " + hexText(producer) +
		" /CreationDate (" + date + ") /ModDate (" + date + ")"
	if a := l.author(); a != "" {
		s += " /Author " + hexText(a)
	}
	return s + ">>"
}

func (l *Layout) title() string {
	return strings.TrimSpace(l.doc.Title + " " + l.doc.Subtitle)
}

// author is who made the document; a copy handed out does not say.
func (l *Layout) author() string {
	if l.doc.Mark != "" {
		return ""
	}
	return field(l.doc, "编制单位")
}

func (l *Layout) xmp() string {
	escape := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace
	date := l.w.made.Format("2006-01-02T15:04:05Z")
	creator := ""
	if a := l.author(); a != "" {
		creator = "<dc:creator><rdf:Seq><rdf:li>" + escape(a) + "</rdf:li></rdf:Seq></dc:creator>"
	}
	return "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>1</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>` +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:format>application/pdf</dc:format><dc:title><rdf:Alt><rdf:li xml:lang="x-default">` + escape(l.title()) + `</rdf:li></rdf:Alt></dc:title>` + creator + `</rdf:Description>` +
		`<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:CreatorTool>` + producer + `</xmp:CreatorTool><xmp:CreateDate>` + date + `</xmp:CreateDate><xmp:ModifyDate>` + date + `</xmp:ModifyDate></rdf:Description>` +
		`<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Producer>` + producer + `</pdf:Producer></rdf:Description>` +
		"</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>"
}

// outlines adds the headings as bookmarks and is the number of their root, 0
// when there are none.
func (l *Layout) outlines(b *body) int {
	if len(l.outline) == 0 {
		return 0
	}
	root := &bookmark{}
	stack := []*bookmark{root}
	for _, e := range l.outline {
		for len(stack) > 1 && stack[len(stack)-1].level >= e.level {
			stack = stack[:len(stack)-1]
		}
		m := &bookmark{entry: e, level: e.level}
		parent := stack[len(stack)-1]
		parent.kids = append(parent.kids, m)
		stack = append(stack, m)
	}
	root.number = b.add("", nil)
	l.bookmarks(b, root)
	b.objects[root.number].dict = fmt.Sprintf("<</Type /Outlines /First %s /Last %s /Count %d>>",
		ref(root.kids[0].number), ref(root.kids[len(root.kids)-1].number), len(root.kids))
	return root.number
}

type bookmark struct {
	*entry
	level  int
	number int
	kids   []*bookmark
}

func (l *Layout) bookmarks(b *body, parent *bookmark) {
	for _, k := range parent.kids {
		k.number = b.add("", nil)
	}
	for i, k := range parent.kids {
		s := "<</Title " + hexText(k.title) + " /Parent " + ref(parent.number) + " /Dest " + l.destination(k.entry)
		if i > 0 {
			s += " /Prev " + ref(parent.kids[i-1].number)
		}
		if i+1 < len(parent.kids) {
			s += " /Next " + ref(parent.kids[i+1].number)
		}
		l.bookmarks(b, k)
		if n := len(k.kids); n > 0 {
			// A negative count: closed when the file is opened.
			s += fmt.Sprintf(" /First %s /Last %s /Count %d", ref(k.kids[0].number), ref(k.kids[n-1].number), -n)
		}
		b.objects[k.number].dict = s + ">>"
	}
}

// sRGB is a version 2 display profile of IEC 61966-2.1, with its primaries
// adapted to D50 as profiles have them.
func sRGB() []byte {
	xyz := func(x, y, z float64) []byte {
		b := []byte("XYZ \x00\x00\x00\x00")
		for _, v := range []float64{x, y, z} {
			b = binary.BigEndian.AppendUint32(b, uint32(int32(math.Round(v*65536))))
		}
		return b
	}
	name := "sRGB IEC61966-2.1\x00"
	desc := append([]byte("desc\x00\x00\x00\x00"), binary.BigEndian.AppendUint32(nil, uint32(len(name)))...)
	desc = append(append(desc, name...), make([]byte, 4+4+2+1+67)...)
	tags := []struct {
		name string
		data []byte
	}{
		{"desc", desc},
		{"cprt", []byte("text\x00\x00\x00\x00No copyright\x00")},
		{"wtpt", xyz(0.9642, 1, 0.8249)},
		{"rXYZ", xyz(0.43607, 0.22249, 0.01392)},
		{"gXYZ", xyz(0.38515, 0.71687, 0.09708)},
		{"bXYZ", xyz(0.14307, 0.06061, 0.71410)},
		{"rTRC", curve()}, {"gTRC", nil}, {"bTRC", nil}, // the three share one curve
	}
	table := binary.BigEndian.AppendUint32(nil, uint32(len(tags)))
	var data []byte
	at, size := 0, 0
	for _, t := range tags {
		if t.data != nil {
			for len(data)%4 != 0 {
				data = append(data, 0)
			}
			at, size = 128+4+12*len(tags)+len(data), len(t.data)
			data = append(data, t.data...)
		}
		table = append(table, t.name...)
		table = binary.BigEndian.AppendUint32(table, uint32(at))
		table = binary.BigEndian.AppendUint32(table, uint32(size))
	}
	for len(data)%4 != 0 {
		data = append(data, 0)
	}
	return append(append(profileHeader(128+len(table)+len(data)), table...), data...)
}

func profileHeader(size int) []byte {
	h := make([]byte, 128)
	binary.BigEndian.PutUint32(h, uint32(size))
	h[8], h[9] = 2, 0x10 // version 2.1
	copy(h[12:], "mntrRGB XYZ ")
	for i, v := range []uint16{2000, 1, 1, 0, 0, 0} { // a fixed date
		binary.BigEndian.PutUint16(h[24+2*i:], v)
	}
	copy(h[36:], "acsp")
	for i, v := range []float64{0.9642, 1, 0.8249} {
		binary.BigEndian.PutUint32(h[68+4*i:], uint32(math.Round(v*65536)))
	}
	return h
}

// curve is the sRGB transfer function at 1024 points.
func curve() []byte {
	const n = 1024
	b := binary.BigEndian.AppendUint32([]byte("curv\x00\x00\x00\x00"), n)
	for i := range n {
		v := float64(i) / (n - 1)
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		b = binary.BigEndian.AppendUint16(b, uint16(math.Round(v*65535)))
	}
	return b
}
