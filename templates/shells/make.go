//go:build ignore

// Make writes report.docx, the Word shell every report is printed into,
// book.docx, that of the two books, with a sign page and a running head, and
// sheet.docx, that of papers without cover, from the numbers of GB/T 9704. Run it with `go generate ./templates/...` after a
// change here. An editor who restyles the shell does it in Word, in a copy kept
// in the override folder; this file only keeps the house shell reviewable.
package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"log"
	"os"
	"strings"
)

const (
	head   = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	spaceW = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	spaceR = `xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`

	fangSong = "仿宋_GB2312"
	heiTi    = "黑体"
	kaiTi    = "楷体_GB2312"
	biaoSong = "方正小标宋简体"
)

// kind is which of the shells is being made.
type kind uint8

const (
	report kind = iota
	book
	paper
)

func main() {
	for name, k := range map[string]kind{"report.docx": report, "book.docx": book, "sheet.docx": paper} {
		if err := os.WriteFile(name, shell(k), 0o644); err != nil {
			log.Fatal(err)
		}
	}
}

// shell packs the parts in a fixed order and without times, so that the same
// source gives the same bytes.
func shell(k kind) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	types, rels := contentTypes, documentRels
	parts := []struct{ name, text string }{}
	if k == book {
		types = strings.Replace(types, "</Types>", `<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/></Types>`, 1)
		rels = strings.Replace(rels, "</Relationships>", `<Relationship Id="rId6" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/></Relationships>`, 1)
		parts = append(parts, struct{ name, text string }{"word/header1.xml", header})
	}
	for _, p := range append([]struct{ name, text string }{
		{"[Content_Types].xml", types},
		{"_rels/.rels", packageRels},
		{"word/document.xml", document(k)},
		{"word/_rels/document.xml.rels", rels},
		{"word/styles.xml", styles(k)},
		{"word/settings.xml", settings},
		{"word/fontTable.xml", fontTable()},
		{"word/footer1.xml", footer(k, "right", "rightChars", "right")},
		{"word/footer2.xml", footer(k, "left", "leftChars", "left")},
	}, parts...) {
		w, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate})
		if err != nil {
			log.Fatal(err)
		}
		if _, err := w.Write([]byte(head + p.text)); err != nil {
			log.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		log.Fatal(err)
	}
	return out.Bytes()
}

const contentTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
	`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
	`<Default Extension="xml" ContentType="application/xml"/>` +
	`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>` +
	`<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>` +
	`<Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>` +
	`<Override PartName="/word/fontTable.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"/>` +
	`<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>` +
	`<Override PartName="/word/footer2.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>` +
	`</Types>`

const packageRels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
	`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>` +
	`</Relationships>`

const documentRels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
	`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>` +
	`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/>` +
	`<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable" Target="fontTable.xml"/>` +
	`<Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/>` +
	`<Relationship Id="rId5" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer2.xml"/>` +
	`</Relationships>`

const settings = `<w:settings ` + spaceW + `><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>` +
	`<w:defaultTabStop w:val="640"/><w:evenAndOddHeaders/><w:drawingGridVerticalSpacing w:val="579"/>` +
	`<w:characterSpacingControl w:val="compressPunctuation"/>` +
	`<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>` +
	`<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>`

// document is the cover, one paragraph for the contents and one for the body,
// each in a section of its own: no page number on the cover, roman ones on the
// contents, the body counted from 1. A book has a sign page behind the cover. A
// paper is one section: what the cover says stands above the body.
func document(k kind) string {
	para := func(style, text string) string {
		return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr><w:r><w:t xml:space="preserve">` + text + `</w:t></w:r></w:p>`
	}
	var b strings.Builder
	b.WriteString(`<w:document ` + spaceW + ` ` + spaceR + `><w:body>`)
	if k == paper {
		// The strokes tell the values apart when the file is read back.
		b.WriteString(para("CoverMark", "{{内部标识}}｜{{数据标识}}"))
		b.WriteString(para("DocTitle", "{{报告标题}}"))
		b.WriteString(para("DocSubtitle", "{{副标题}}"))
		b.WriteString(para("CoverFoot", "{{编制单位}}｜{{编制日期}}"))
		b.WriteString(para("BodyPara", "{{正文}}"))
		b.WriteString(section(k, "decimal", "1"))
		b.WriteString(`</w:body></w:document>`)
		return b.String()
	}
	b.WriteString(para("CoverMark", "{{内部标识}}"))
	b.WriteString(para("CoverMark", "{{合同编号}}"))
	b.WriteString(para("CoverMark", "{{数据标识}}"))
	b.WriteString(para("DocTitle", "{{报告标题}}"))
	b.WriteString(para("DocSubtitle", "{{副标题}}"))
	b.WriteString(para("CoverFoot", "{{编制单位}}"))
	b.WriteString(para("CoverFoot2", "{{编制日期}}"))
	b.WriteString(para("CoverFoot2", "{{版本}}"))
	b.WriteString(`<w:p><w:pPr><w:pStyle w:val="CoverNote"/>` + section(k, "", "") + `</w:pPr><w:r><w:t>{{数据版本}}</w:t></w:r></w:p>`)
	if k == book {
		b.WriteString(`<w:p><w:pPr><w:pStyle w:val="TableNote"/>` + section(k, "", "") + `</w:pPr><w:r><w:t>{{签署}}</w:t></w:r></w:p>`)
	}
	b.WriteString(`<w:p><w:pPr><w:pStyle w:val="TOC1"/>` + section(k, "upperRoman", "1") + `</w:pPr><w:r><w:t>{{目录}}</w:t></w:r></w:p>`)
	b.WriteString(para("BodyPara", "{{正文}}"))
	b.WriteString(section(k, "decimal", "1"))
	b.WriteString(`</w:body></w:document>`)
	return b.String()
}

// section is an A4 page with the type area of 156 mm × 225 mm, on a paper 245 mm
// high. A section
// without a number format has no footer, only the body of a book has a head.
func section(k kind, format, start string) string {
	var b strings.Builder
	b.WriteString(`<w:sectPr>`)
	top, bottom, above, below, pitch := "2098", "1984", "851", "1310", "579"
	if k == paper { // margins of 26 mm and closer lines: a day must go on one page
		top, bottom, below, pitch = "1474", "1474", "850", "440"
	}
	if k == book && format == "decimal" {
		b.WriteString(`<w:headerReference w:type="default" r:id="rId6"/><w:headerReference w:type="even" r:id="rId6"/>`)
		above = "1247" // 22 mm: clear of the type area, also on turned pages
	}
	if format != "" {
		b.WriteString(`<w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>`)
	}
	b.WriteString(`<w:type w:val="nextPage"/><w:pgSz w:w="11906" w:h="16838"/>` +
		`<w:pgMar w:top="` + top + `" w:right="1474" w:bottom="` + bottom + `" w:left="1587" w:header="` + above + `" w:footer="` + below + `" w:gutter="0"/>`)
	if format != "" {
		b.WriteString(`<w:pgNumType w:fmt="` + format + `" w:start="` + start + `"/>`)
	}
	b.WriteString(`<w:docGrid w:type="lines" w:linePitch="` + pitch + `"/></w:sectPr>`)
	return b.String()
}

// header is the title at the head of every page of a book, with a rule below.
const header = `<w:hdr ` + spaceW + ` ` + spaceR + `><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:r><w:t xml:space="preserve">{{报告标题}}{{副标题}}</w:t></w:r></w:p></w:hdr>`

// footer is "— 1 —", one character in from the outer edge, on a paper below the
// small print that a report has on its cover.
func footer(k kind, jc, chars, side string) string {
	small := ""
	if k == paper {
		small = `<w:p><w:pPr><w:pStyle w:val="CoverNote"/></w:pPr><w:r><w:t xml:space="preserve">{{版本}}｜{{数据版本}}</w:t></w:r></w:p>`
	}
	field := func(kind string) string { return `<w:r><w:fldChar w:fldCharType="` + kind + `"/></w:r>` }
	return `<w:ftr ` + spaceW + ` ` + spaceR + `>` + small + `<w:p><w:pPr><w:pStyle w:val="Footer"/><w:ind w:` + chars + `="100" w:` + side + `="280"/><w:jc w:val="` + jc + `"/></w:pPr>` +
		`<w:r><w:t xml:space="preserve">{{页脚标识}}— </w:t></w:r>` + field("begin") + `<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>` +
		field("separate") + `<w:r><w:t>1</w:t></w:r>` + field("end") + `<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>`
}

func fontTable() string {
	var b strings.Builder
	b.WriteString(`<w:fonts ` + spaceW + `>`)
	for _, f := range []struct{ name, alt, family string }{
		{"Times New Roman", "", "roman"}, {fangSong, "仿宋", "modern"}, {heiTi, "SimHei", "modern"},
		{kaiTi, "楷体", "modern"}, {biaoSong, "方正小标宋_GBK", "auto"},
	} {
		b.WriteString(`<w:font w:name="` + f.name + `">`)
		if f.alt != "" {
			b.WriteString(`<w:altName w:val="` + f.alt + `"/>`)
		}
		b.WriteString(`<w:charset w:val="` + map[bool]string{true: "00", false: "86"}[f.alt == ""] + `"/><w:family w:val="` + f.family + `"/></w:font>`)
	}
	b.WriteString(`</w:fonts>`)
	return b.String()
}

// style is one row of the style sheet: p and r are what stands inside pPr and
// rPr besides font and size.
type style struct {
	id, name, kind, based, next string
	font                        string
	halfPoints                  int
	p, r                        string
}

func styles(k kind) string {
	var b strings.Builder
	b.WriteString(`<w:styles ` + spaceW + `><w:docDefaults><w:rPrDefault><w:rPr>` + fonts(fangSong) +
		`<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>` +
		`<w:pPrDefault><w:pPr><w:widowControl w:val="0"/></w:pPr></w:pPrDefault></w:docDefaults>`)
	for _, s := range sheet() {
		if k == paper {
			s = s.onPaper()
		}
		if k == book && s.id == "Heading1" { // a chapter stands in the middle at the head of its page
			s.halfPoints, s.r, s.p = 36, "", keepNext+spaced(120, 360, 560, "exact")+center+`<w:outlineLvl w:val="0"/>`
		}
		b.WriteString(s.xml())
	}
	if k == book {
		b.WriteString(style{id: "Header", name: "header", based: "Normal", font: kaiTi, halfPoints: 21,
			p: `<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="000000"/></w:pBdr>` + noGrid + spaced(0, 0, 280, "exact") + center}.xml())
	}
	b.WriteString(tableStyle)
	b.WriteString(`</w:styles>`)
	return b.String()
}

// onPaper is the style on a paper without cover: a head of a few lines, and text
// in 四号 of 22 pt a line, so that a day goes on one page.
func (s style) onPaper() style {
	switch s.id {
	case "CoverMark":
		s.halfPoints, s.p = 21, noGrid+spaced(0, 0, 300, "exact")+`<w:jc w:val="left"/>`
	case "DocTitle":
		s.p = noGrid + spaced(40, 0, 600, "exact") + center
	case "DocSubtitle":
		s.halfPoints, s.p = 28, noGrid+spaced(0, 0, 400, "exact")+center
	case "CoverFoot":
		s.halfPoints, s.p = 21, `<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="3" w:color="000000"/></w:pBdr>`+noGrid+spaced(0, 160, 320, "exact")+center
	case "CoverNote":
		s.halfPoints, s.p = 15, noGrid+spaced(0, 40, 200, "exact")+center
	case "Heading1", "Heading2", "Heading3", "Heading4", "BodyPara", "Case", "Signoff":
		s.halfPoints = 28
		s.p = strings.NewReplacer(`w:line="560"`, `w:line="440"`, `w:firstLine="640"`, `w:firstLine="560"`, `w:right="1280"`, `w:right="1120"`).Replace(s.p)
	}
	return s
}

func fonts(eastAsia string) string {
	return `<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="` + eastAsia + `" w:cs="Times New Roman"/>`
}

func (s style) xml() string {
	var b strings.Builder
	kind := s.kind
	if kind == "" {
		kind = "paragraph"
	}
	fmt.Fprintf(&b, `<w:style w:type="%s"`, kind)
	switch {
	case s.id == "Normal" || s.id == "DefaultParagraphFont":
		b.WriteString(` w:default="1"`)
	case strings.ContainsFunc(s.name, func(r rune) bool { return r > 127 }):
		b.WriteString(` w:customStyle="1"`)
	}
	fmt.Fprintf(&b, ` w:styleId="%s"><w:name w:val="%s"/>`, s.id, s.name)
	if s.based != "" {
		fmt.Fprintf(&b, `<w:basedOn w:val="%s"/>`, s.based)
	}
	if s.next != "" {
		fmt.Fprintf(&b, `<w:next w:val="%s"/>`, s.next)
	}
	if s.id == "DefaultParagraphFont" {
		b.WriteString(`<w:uiPriority w:val="1"/><w:semiHidden/></w:style>`)
		return b.String()
	}
	b.WriteString(`<w:qFormat/>`)
	if kind == "paragraph" {
		b.WriteString(`<w:pPr>` + s.p + `</w:pPr>`)
	}
	b.WriteString(`<w:rPr>` + fonts(s.font) + s.r)
	if s.halfPoints > 0 {
		fmt.Fprintf(&b, `<w:sz w:val="%d"/><w:szCs w:val="%d"/>`, s.halfPoints, s.halfPoints)
	}
	b.WriteString(`<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:style>`)
	return b.String()
}

// The pieces of pPr, in the order the schema wants: keepNext, widowControl,
// tabs, snapToGrid, spacing, ind, jc, outlineLvl.
const (
	line28   = `<w:spacing w:line="560" w:lineRule="exact"/>`
	indent2  = `<w:ind w:firstLineChars="200" w:firstLine="640"/>`
	both     = `<w:jc w:val="both"/>`
	center   = `<w:jc w:val="center"/>`
	noGrid   = `<w:snapToGrid w:val="0"/>`
	keepNext = `<w:keepNext/>`
	bold     = `<w:b/><w:bCs/>`
	// Twenty-eight characters of 16 pt are wider than 156 mm by 2 mm.
	tight = `<w:spacing w:val="-4"/>`
)

func heading(level int, font, r string) style {
	return style{id: fmt.Sprintf("Heading%d", level), name: fmt.Sprintf("heading %d", level), based: "Normal", next: "BodyPara", font: font, halfPoints: 32, r: r + tight,
		p: keepNext + line28 + indent2 + both + fmt.Sprintf(`<w:outlineLvl w:val="%d"/>`, level-1)}
}

func toc(level, left int) style {
	return style{id: fmt.Sprintf("TOC%d", level), name: fmt.Sprintf("toc %d", level), based: "Normal", next: "BodyPara", font: fangSong, halfPoints: 28,
		p: `<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8845"/></w:tabs><w:spacing w:line="520" w:lineRule="exact"/>` +
			fmt.Sprintf(`<w:ind w:leftChars="%d" w:left="%d"/>`, left, left*28/10)}
}

func spaced(before, after, line int, rule string) string {
	return fmt.Sprintf(`<w:spacing w:before="%d" w:after="%d" w:line="%d" w:lineRule="%s"/>`, before, after, line, rule)
}

func sheet() []style {
	return []style{
		{id: "Normal", name: "Normal", font: fangSong, halfPoints: 32, p: both},
		{id: "DefaultParagraphFont", name: "Default Paragraph Font", kind: "character"},
		heading(1, heiTi, ""), heading(2, kaiTi, ""), heading(3, fangSong, bold), heading(4, fangSong, ""),
		{id: "BodyPara", name: "正文段", based: "Normal", font: fangSong, halfPoints: 32, r: tight, p: line28 + indent2 + both},
		{id: "Case", name: "案例", based: "BodyPara", font: kaiTi, halfPoints: 32, r: tight, p: line28 + indent2 + both},
		{id: "Signoff", name: "落款", based: "Normal", font: fangSong, halfPoints: 32, p: line28 + `<w:ind w:rightChars="400" w:right="1280"/><w:jc w:val="right"/>`},
		{id: "DocTitle", name: "文件标题", based: "Normal", font: biaoSong, halfPoints: 44, p: spaced(2600, 0, 700, "exact") + center},
		{id: "DocSubtitle", name: "文件副题", based: "Normal", font: kaiTi, halfPoints: 36, p: spaced(400, 0, 600, "exact") + center},
		{id: "CoverMark", name: "封面标识", based: "Normal", font: heiTi, halfPoints: 32, p: line28 + `<w:jc w:val="left"/>`},
		{id: "CoverFoot", name: "封面单位", based: "Normal", font: fangSong, halfPoints: 32, p: spaced(3000, 0, 600, "exact") + center},
		{id: "CoverFoot2", name: "封面日期", based: "Normal", font: fangSong, halfPoints: 32, p: spaced(0, 0, 600, "exact") + center},
		{id: "CoverNote", name: "封面小注", based: "Normal", font: fangSong, halfPoints: 18, p: noGrid + spaced(300, 0, 280, "exact") + center},
		{id: "ContentsTitle", name: "目录标题", based: "Normal", font: heiTi, halfPoints: 36, p: keepNext + spaced(0, 240, 600, "exact") + center},
		toc(1, 0), toc(2, 100), toc(3, 200),
		{id: "TableCaption", name: "表题", based: "Normal", font: heiTi, halfPoints: 28, p: keepNext + noGrid + spaced(160, 60, 400, "exact") + center},
		{id: "TableUnit", name: "表单位", based: "Normal", font: fangSong, halfPoints: 21, p: keepNext + noGrid + spaced(0, 40, 300, "exact") + `<w:jc w:val="right"/>`},
		{id: "TableHead", name: "表头", based: "Normal", font: heiTi, halfPoints: 21, p: keepNext + noGrid + spaced(30, 30, 300, "atLeast") + center},
		{id: "TableText", name: "表文", based: "Normal", font: fangSong, halfPoints: 21, p: noGrid + spaced(30, 30, 300, "atLeast") + `<w:jc w:val="left"/>`},
		// Lists of twenty columns are set in the smallest type that reads: 小六号 is 6.5 pt, 六号 7.5 pt.
		{id: "SmallHead", name: "小表头", based: "TableHead", font: heiTi, halfPoints: 15, p: keepNext + noGrid + spaced(30, 30, 190, "exact") + center},
		{id: "SmallText", name: "小表文", based: "TableText", font: fangSong, halfPoints: 15, p: noGrid + spaced(30, 30, 190, "exact") + `<w:jc w:val="left"/>`},
		{id: "TableNote", name: "表注", based: "Normal", font: fangSong, halfPoints: 18, p: noGrid + spaced(40, 160, 280, "atLeast") + `<w:jc w:val="left"/>`},
		{id: "Graphic", name: "图", based: "Normal", font: fangSong, halfPoints: 21, p: keepNext + noGrid + spaced(160, 0, 240, "auto") + center},
		{id: "FigureCaption", name: "图题", based: "Normal", font: heiTi, halfPoints: 28, p: keepNext + noGrid + spaced(60, 40, 400, "exact") + center},
		{id: "Footer", name: "footer", based: "Normal", font: fangSong, halfPoints: 28, p: noGrid},
		{id: "Strong", name: "Strong", kind: "character", based: "DefaultParagraphFont", font: fangSong, r: bold},
		{id: "LeadText", name: "段首句", kind: "character", based: "DefaultParagraphFont", font: kaiTi, r: bold},
	}
}

const tableStyle = `<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>` +
	`<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>` +
	`<w:style w:type="table" w:customStyle="1" w:styleId="ReportTable"><w:name w:val="监测表"/><w:basedOn w:val="TableNormal"/><w:qFormat/>` +
	`<w:tblPr><w:jc w:val="center"/><w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="000000"/><w:left w:val="single" w:sz="8" w:space="0" w:color="000000"/>` +
	`<w:bottom w:val="single" w:sz="8" w:space="0" w:color="000000"/><w:right w:val="single" w:sz="8" w:space="0" w:color="000000"/>` +
	`<w:insideH w:val="single" w:sz="4" w:space="0" w:color="000000"/><w:insideV w:val="single" w:sz="4" w:space="0" w:color="000000"/></w:tblBorders>` +
	`<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tcPr><w:vAlign w:val="center"/></w:tcPr></w:style>`
