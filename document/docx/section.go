package docx

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/beevik/etree"

	"zhixiao"
	"zhixiao/document"
)

// Namespaces of WordprocessingML.
const (
	spaceW = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	spaceR = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
)

// section is the page of the body, upright and turned, as XML ready to print.
// The first section of the body sets the page number, later ones continue.
type section struct {
	first, next map[document.Sheet]string
	width       map[document.Sheet]int // text width in twentieths of a point
	height      int                    // text height upright
}

// body takes the marks of whole blocks out of the main part: the paragraph of
// {{正文}}, the paragraph of {{目录}} with its section, and the section
// properties that govern the body.
func (c *compiler) body(root *etree.Element) {
	body := root.SelectElement("w:body")
	if body == nil {
		c.fault(zhixiao.Place{Part: mainPart}, "用Word打开底稿并重新保存", "没有正文")
		return
	}
	var governed *etree.Element
	after := false
	c.s.sheet = true // until a page of its own is found before the body
	for _, e := range body.ChildElements() {
		text := ""
		if e.Tag == "p" {
			text = paragraphText(e)
		}
		switch {
		case text == "{{"+contentsMark+"}}":
			c.s.hasContents = true
			c.s.tocSection = ending(e)
			swap(body, e, contentsMark)
		case text == "{{"+signMark+"}}":
			c.s.hasSign = true
			c.s.signSection = ending(e)
			swap(body, e, signMark)
		case text == "{{"+bodyMark+"}}":
			after = true
			swap(body, e, bodyMark)
		case after && governed == nil:
			governed = sectionOf(e)
		}
		if !after && sectionOf(e) != nil {
			c.s.sheet = false
		}
	}
	if !after {
		return // reported as a missing placeholder
	}
	if governed == nil {
		c.fault(zhixiao.Place{Part: mainPart}, "用Word打开底稿并重新保存", "正文没有页面设置（sectPr）")
		return
	}
	c.page(governed)
	swap(governed.Parent(), governed, sectionMark)
}

// ending is the section that a paragraph ends, if it ends one.
func ending(p *etree.Element) string {
	if pr := p.SelectElement("w:pPr"); pr != nil {
		if sect := pr.SelectElement("w:sectPr"); sect != nil {
			return xmlOf(sect)
		}
	}
	return ""
}

func sectionOf(e *etree.Element) *etree.Element {
	if e.Tag == "sectPr" {
		return e
	}
	if pr := e.SelectElement("w:pPr"); pr != nil {
		return pr.SelectElement("w:sectPr")
	}
	return nil
}

// swap puts the mark in the place of e.
func swap(parent, e *etree.Element, mark string) {
	at := e.Index()
	parent.RemoveChildAt(at)
	parent.InsertChildAt(at, etree.NewText("{{"+mark+"}}"))
}

func xmlOf(e *etree.Element) string {
	s, err := etree.NewDocumentWithRoot(e.Copy()).WriteToString()
	if err != nil {
		return ""
	}
	return s
}

// page reads the page and prepares the variants of its section properties.
func (c *compiler) page(sect *etree.Element) {
	at := zhixiao.Place{Part: mainPart}
	size, margin := sect.SelectElement("w:pgSz"), sect.SelectElement("w:pgMar")
	if size == nil || margin == nil {
		c.fault(at, "在Word的“页面设置”里设定纸张和页边距", "正文没有纸张或页边距")
		return
	}
	s := &c.s.section
	w, h := number(size, "w"), number(size, "h")
	top, bottom, left, right := number(margin, "top"), number(margin, "bottom"), number(margin, "left"), number(margin, "right")
	s.height = h - top - bottom
	s.width = map[document.Sheet]int{document.Upright: w - left - right, document.Turned: h - top - bottom, document.TurnedA3: 2*w - top - bottom}
	if s.width[document.Upright] < 1000 || s.height < 1000 {
		c.fault(at, "在Word的“页面设置”里改小页边距", "版心太小：宽%d高%d（二十分之一磅）", s.width[document.Upright], s.height)
		return
	}
	turned, double := sect.Copy(), sect.Copy()
	turn(turned, h, w, [4]int{left, right, top, bottom})
	turn(double, 2*w, h, [4]int{left, right, top, bottom})
	s.first, s.next = map[document.Sheet]string{}, map[document.Sheet]string{}
	for sheet, e := range []*etree.Element{document.Upright: sect, document.Turned: turned, document.TurnedA3: double} {
		s.first[document.Sheet(sheet)] = xmlOf(e)
		if num := e.SelectElement("w:pgNumType"); num != nil {
			num.RemoveAttr("w:start")
		}
		s.next[document.Sheet(sheet)] = xmlOf(e)
	}
}

// turn lays the page on its side, w wide and h high: the binding edge comes on
// top.
func turn(sect *etree.Element, w, h int, m [4]int) {
	size, margin := sect.SelectElement("w:pgSz"), sect.SelectElement("w:pgMar")
	size.CreateAttr("w:w", strconv.Itoa(w))
	size.CreateAttr("w:h", strconv.Itoa(h))
	size.CreateAttr("w:orient", "landscape")
	if above, head := number(margin, "top"), number(margin, "header"); above > 0 {
		margin.CreateAttr("w:header", strconv.Itoa(head*m[0]/above)) // as far into the margin as upright
	}
	for i, name := range []string{"w:top", "w:bottom", "w:right", "w:left"} {
		margin.CreateAttr(name, strconv.Itoa(m[i]))
	}
}

// number is an attribute in twentieths of a point; what is no number is 0.
func number(e *etree.Element, attr string) int {
	n, err := strconv.Atoi(strings.TrimSuffix(e.SelectAttrValue("w:"+attr, "0"), ".0"))
	if err != nil {
		return 0
	}
	return n
}

// breakSection ends the pages so far: a paragraph of one point holds their
// section properties.
func (p *printer) breakSection() {
	fmt.Fprintf(&p.body, `<w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>%s</w:pPr></w:p>`, p.sectionXML())
}

// sectionXML is the section properties of the pages so far; after the last
// block it stands where the shell had the body's section.
func (p *printer) sectionXML() string {
	first := p.sections == 0
	p.sections++
	if first {
		return p.w.shell.section.first[p.sheet]
	}
	return p.w.shell.section.next[p.sheet]
}
