package docx_test

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"

	"zhixiao/document/docx"
)

// BenchmarkHostile reads files made to take long; none may take seconds.
func BenchmarkHostile(b *testing.B) {
	text := `<w:r><w:t>甲</w:t></w:r>`
	del := `<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>`
	var open strings.Builder
	for i := range 50_000 {
		open.WriteString(`<w:bookmarkStart w:id="` + string(rune('a'+i%26)) + strings.Repeat("b", i%50) + `" w:name="zx_` + strings.Repeat("c", i%50) + `"/><w:commentRangeStart w:id="1"/>`)
	}
	for name, body := range map[string]string{
		"runs in one paragraph":      `<w:p>` + strings.Repeat(text, 300_000) + `</w:p>`,
		"alternating runs":           `<w:p>` + strings.Repeat(text+`<w:r><w:rPr><w:b/></w:rPr><w:t>乙</w:t></w:r>`, 100_000) + `</w:p>`,
		"paragraphs joined":          strings.Repeat(`<w:p>`+del+text+`</w:p>`, 100_000),
		"blank paragraphs joined":    strings.Repeat(`<w:p>`+del+`<w:r><w:t> </w:t></w:r></w:p>`, 100_000),
		"marks left open":            `<w:p>` + open.String() + `</w:p>` + strings.Repeat(`<w:p>`+text+`</w:p>`, 50_000),
		"fields left open":           `<w:p>` + strings.Repeat(`<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TOC</w:instrText></w:r>`, 100_000) + `</w:p>`,
		"one long table":             `<w:tbl>` + strings.Repeat(`<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p>`+text+`</w:p></w:tc></w:tr>`, 100_000) + `</w:tbl>`,
		"merged cells over and over": `<w:tbl>` + strings.Repeat(`<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p/></w:tc></w:tr>`, 50_000) + strings.Repeat(`<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>`, 50_000) + `</w:tbl>`,
		"wide merged row":            `<w:tbl>` + strings.Repeat(`<w:tr>`+strings.Repeat(`<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr></w:tc>`, 100_000)+`</w:tr>`, 2) + `</w:tbl>`,
	} {
		// Random text between the parts would be needed to pass the ratio check,
		// so these are given unpacked.
		data := foreignStored(body)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r, err := docx.Read(context.Background(), "x.docx", bytes.NewReader(data), int64(len(data)))
				if err != nil {
					b.Fatal(err)
				}
				r.Blocks(docx.Accepted)
				if err := r.WriteText(io.Discard, docx.Original); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
