package docx

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/beevik/etree"

	"zhixiao"
	"zhixiao/document"
)

// ReadLook reads page and type of the shell called name, with the inheritance
// of styles resolved, so that the PDF is printed with the look of the Word
// file. Faults come joined, as from New.
func ReadLook(name string, shell []byte) (document.Look, error) {
	s, err := compile(name, shell)
	if err != nil {
		return document.Look{}, err
	}
	sheet := &styleSheet{name: name, byID: map[string]*etree.Element{}, ids: s.styles}
	for _, p := range s.parts {
		if p.name == stylesPart {
			sheet.read(p.data)
		}
	}
	look := document.Look{Styles: map[document.StyleName]document.Style{}}
	look.Page, look.FooterMM = pageOf(s.section.first[document.Upright])
	var faults []error
	for _, want := range lookStyles() {
		style, err := sheet.style(want, look.Page.LinePitchPt)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		look.Styles[want] = style
	}
	for name, stand := range map[document.StyleName]document.StyleName{document.StyleSmall: document.StyleCell, document.StyleSmallHead: document.StyleCellHead} {
		look.Styles[name] = look.Styles[stand]
		if s.style(name) == s.style(stand) {
			continue
		}
		style, err := sheet.style(name, look.Page.LinePitchPt)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		look.Styles[name] = style
	}
	running, err := s.running(sheet, look.Page.LinePitchPt)
	if err != nil {
		faults = append(faults, err)
	}
	look.Running = running
	if s.sheet {
		if look.Head, look.Foot, err = s.around(sheet, look.Page.LinePitchPt); err != nil {
			faults = append(faults, err)
		}
	}
	look.FooterSize = 14
	if id := s.style("footer"); id != "" {
		look.FooterSize = halves(sheet.value(id, "rPr", "sz", "val"), 28)
	}
	if err := errors.Join(faults...); err != nil {
		return document.Look{}, err
	}
	return look, nil
}

// pageOf is the paper of a section in millimetres, and its footer's distance
// from the edge.
func pageOf(sect string) (document.Page, float64) {
	doc := etree.NewDocument()
	if err := doc.ReadFromString(sect); err != nil || doc.Root() == nil {
		return document.Page{}, 0
	}
	mm := func(tag, attr string) float64 {
		if e := doc.Root().SelectElement("w:" + tag); e != nil {
			return float64(number(e, attr)) * 25.4 / 1440
		}
		return 0
	}
	page := document.Page{
		Width: mm("pgSz", "w"), Height: mm("pgSz", "h"),
		Top: mm("pgMar", "top"), Bottom: mm("pgMar", "bottom"), Left: mm("pgMar", "left"), Right: mm("pgMar", "right"),
	}
	if e := doc.Root().SelectElement("w:docGrid"); e != nil {
		page.LinePitchPt = float64(number(e, "linePitch")) / 20
	}
	return page, mm("pgMar", "footer")
}

// styleSheet is word/styles.xml.
type styleSheet struct {
	name     string
	root     *etree.Element
	byID     map[string]*etree.Element
	ids      map[string]string
	defaults *etree.Element
}

func (s *styleSheet) read(data []byte) {
	doc := etree.NewDocument()
	if _, err := doc.ReadFrom(bytes.NewReader(data)); err != nil || doc.Root() == nil {
		return // compile has read it before
	}
	s.root, s.defaults = doc.Root(), doc.Root().SelectElement("w:docDefaults")
	for _, e := range s.root.SelectElements("w:style") {
		s.byID[e.SelectAttrValue("w:styleId", "")] = e
	}
}

// value is an attribute of a style's property, from the style itself, those it
// is based on, or the defaults of the document; empty when none has it.
func (s *styleSheet) value(id, group, property, attr string) string {
	for range 20 { // a chain longer than this is a ring
		e := s.byID[id]
		if e == nil {
			break
		}
		if v, ok := propertyOf(e.SelectElement("w:"+group), property, attr); ok {
			return v
		}
		based := e.SelectElement("w:basedOn")
		if based == nil {
			break
		}
		id = based.SelectAttrValue("w:val", "")
	}
	if s.defaults == nil {
		return ""
	}
	for _, d := range s.defaults.ChildElements() {
		if v, ok := propertyOf(d.SelectElement("w:"+group), property, attr); ok {
			return v
		}
	}
	return ""
}

func propertyOf(group *etree.Element, property, attr string) (string, bool) {
	if group == nil {
		return "", false
	}
	e := group.SelectElement("w:" + property)
	if e == nil {
		return "", false
	}
	a := e.SelectAttr("w:" + attr)
	switch {
	case a != nil:
		return a.Value, true
	case attr == "val":
		return "true", true // <w:b/>
	}
	return "", false
}

func (s *styleSheet) style(name document.StyleName, grid float64) (document.Style, error) {
	return s.typeOf(string(name), s.ids[strings.ToLower(string(name))], grid)
}

// typeOf is the style of an id; name is what messages call it.
func (s *styleSheet) typeOf(name, id string, grid float64) (document.Style, error) {
	get := func(group, property, attr string) string { return s.value(id, group, property, attr) }
	style := document.Style{EastAsia: get("rPr", "rFonts", "eastAsia"), Size: halves(get("rPr", "sz", "val"), 20)}
	role, ok := fontRole(style.EastAsia)
	if !ok {
		return style, &zhixiao.Problem{At: zhixiao.Place{File: s.name, Part: stylesPart},
			Err: fmt.Errorf("样式“%s”的中文字体%q没有对应的印刷字体", name, style.EastAsia), Way: "改用仿宋_GB2312、黑体、楷体_GB2312或方正小标宋简体"}
	}
	style.Font = role
	style.Bold, style.KeepNext = on(get("rPr", "b", "val")), on(get("pPr", "keepNext", "val"))
	switch get("pPr", "jc", "val") {
	case "center":
		style.Align = document.Center
	case "right", "end":
		style.Align = document.End
	case "both", "distribute":
		style.Justify = true
	}
	style.FirstLine = points(get("pPr", "ind", "firstLine"), 20) / style.Size
	if chars := points(get("pPr", "ind", "firstLineChars"), 100); chars > 0 {
		style.FirstLine = chars
	}
	style.BeforePt, style.AfterPt = points(get("pPr", "spacing", "before"), 20), points(get("pPr", "spacing", "after"), 20)
	style.LinePt, style.LineExact = linePitch(get("pPr", "spacing", "line"), get("pPr", "spacing", "lineRule"), style.Size, grid)
	if level, err := strconv.Atoi(get("pPr", "outlineLvl", "val")); err == nil && level < 9 {
		style.OutlineLevel = level + 1
	}
	return style, nil
}

// linePitch is the height of a line. An automatic line is a multiple of the
// font's own height, about 1.3 of its size, or of the grid when that is higher.
func linePitch(line, rule string, size, grid float64) (pt float64, exact bool) {
	switch rule {
	case "exact":
		return points(line, 20), true
	case "atLeast":
		return points(line, 20), false
	}
	times := points(line, 240)
	if times == 0 {
		times = 1
	}
	return max(size*1.3, grid) * times, false
}

// points is a number over its unit's share of a point; what is no number is 0.
func points(s string, per float64) float64 {
	n, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return 0
	}
	return n / per
}

func halves(s string, otherwise float64) float64 {
	if n := points(s, 2); n > 0 {
		return n
	}
	return otherwise / 2
}

func on(s string) bool { return s != "" && s != "0" && s != "false" && s != "off" && s != "none" }

// fontRole is the printer's face for a font of the shell.
func fontRole(name string) (document.FontRole, bool) {
	for _, f := range []struct {
		part string
		role document.FontRole
	}{
		{"仿宋", document.FangSong}, {"fangsong", document.FangSong}, {"楷", document.KaiTi}, {"kai", document.KaiTi},
		{"黑", document.HeiTi}, {"hei", document.HeiTi}, {"宋", document.BiaoSong}, {"song", document.BiaoSong}, {"simsun", document.BiaoSong},
	} {
		if strings.Contains(strings.ToLower(name), f.part) {
			return f.role, true
		}
	}
	return "", false
}
