package docx

import (
	"context"
	"errors"
	"regexp"
	"strings"

	"github.com/beevik/etree"

	"zhixiao/document"
)

// footerPart is a part with the foot of pages.
var footerPart = regexp.MustCompile(`^word/footer\d*\.xml$`)

// around is what a shell without cover has above the body and at the foot of its
// pages, with the styles it is set in.
func (s *shell) around(sheet *styleSheet, grid float64) (head []document.ShellLine, foot document.ShellLine, err error) {
	var faults []error
	set := func(l line) document.ShellLine {
		id := s.styles[l.style]
		style, err := sheet.typeOf(l.style, id, grid)
		if err != nil {
			faults = append(faults, err)
		}
		e := sheet.byID[id]
		return document.ShellLine{Text: l.text, Style: style, Rule: e != nil && e.FindElement("w:pPr/w:pBdr/w:bottom") != nil}
	}
	for _, l := range s.cover() {
		head = append(head, set(l))
	}
	if feet := s.feet(); len(feet) > 0 {
		foot = set(feet[0])
	}
	return head, foot, errors.Join(faults...)
}

// feet is the lines of small print at the foot of the shell's pages, those of
// odd pages and of even ones: with placeholders, without the page number.
func (s *shell) feet() []line {
	names := s.styleNames()
	var all []line
	for _, p := range s.parts {
		if !footerPart.MatchString(p.name) {
			continue
		}
		top := root(string(p.data))
		if top == nil {
			continue // compile has read it before
		}
		for _, e := range top.SelectElements("w:p") {
			text := paragraphText(e)
			if e.FindElement(".//w:fldChar") == nil && e.FindElement(".//w:fldSimple") == nil && placeholderForm.MatchString(text) {
				all = append(all, line{style: names[styleOf(e)], text: text})
			}
		}
	}
	return all
}

// styleNames is the names of the shell's styles by their ids.
func (s *shell) styleNames() map[string]string {
	names := map[string]string{}
	for name, id := range s.styles {
		names[id] = name
	}
	return names
}

// styleOf is the id of a paragraph's style, empty for the default one.
func styleOf(p *etree.Element) string {
	if style := p.FindElement("./w:pPr/w:pStyle"); style != nil {
		return style.SelectAttrValue("w:val", "")
	}
	return ""
}

// foot reads the paragraphs at the foot of the pages.
func (s *sources) foot(ctx context.Context, r *Reading, part string) error {
	top, err := s.a.maybe(ctx, part)
	if err != nil || top == nil {
		return err
	}
	r.feet = append(r.feet, strings.Split(plainText(top), "\n")...)
	return nil
}

// readFeet takes values from the small print of a reviewed file; what is told at
// the head of the pages stays as it is.
func (s *shell) readFeet(r *Reading, values map[string]string) {
	for _, l := range s.feet() {
		for _, text := range r.feet {
			found := map[string]string{}
			if !l.read(text, found) {
				continue
			}
			for name, value := range found {
				if _, known := values[name]; !known {
					values[name] = value
				}
			}
		}
	}
}
