package docx

import (
	"strings"

	"github.com/beevik/etree"

	"zhixiao/document"
)

// running is the head of the body's pages, as the shell has it: the first
// paragraph of the section's header. A header without text is none.
func (s *shell) running(sheet *styleSheet, grid float64) (document.Running, error) {
	sect := root(s.section.first[document.Upright])
	head := root(string(s.part(s.headerPart(sect))))
	if head == nil || head.SelectElement("w:p") == nil {
		return document.Running{}, nil
	}
	p := head.SelectElement("w:p")
	run := document.Running{Text: paragraphText(p)}
	if margin := sect.SelectElement("w:pgMar"); margin != nil {
		run.MM = float64(number(margin, "header")) * 25.4 / 1440
	}
	id := s.style("header")
	if name := p.FindElement("w:pPr/w:pStyle"); name != nil {
		id = name.SelectAttrValue("w:val", "")
	}
	if run.Text == "" || id == "" {
		return document.Running{}, nil
	}
	if e := sheet.byID[id]; e != nil {
		run.Rule = e.FindElement("w:pPr/w:pBdr/w:bottom") != nil
	}
	var err error
	run.Style, err = sheet.typeOf("页眉", id, grid)
	return run, err
}

// headerPart is the part of a section's header, empty when it has none.
func (s *shell) headerPart(sect *etree.Element) string {
	rels := root(string(s.part(relsPart)))
	if sect == nil || rels == nil {
		return ""
	}
	for _, ref := range sect.SelectElements("w:headerReference") {
		if ref.SelectAttrValue("w:type", "default") != "default" {
			continue
		}
		for _, rel := range rels.ChildElements() {
			if rel.SelectAttrValue("Id", "") == ref.SelectAttrValue("r:id", "") {
				return "word/" + strings.TrimPrefix(rel.SelectAttrValue("Target", ""), "/word/")
			}
		}
	}
	return ""
}

func (s *shell) part(name string) []byte {
	for _, p := range s.parts {
		if p.name == name {
			return p.data
		}
	}
	return nil
}

func root(text string) *etree.Element {
	doc := etree.NewDocument()
	if text == "" || doc.ReadFromString(text) != nil {
		return nil
	}
	return doc.Root()
}
