package docx

import (
	"strconv"

	"zhixiao/document"
)

// entry is one line of the contents.
type entry struct {
	style document.StyleName
	mark  string
	text  string
	page  int // 0: not known
}

// printContents prints the contents as a field whose result stands ready, so
// that nothing needs updating when the file is opened (updateFields raises a
// dialog). The last paragraph ends the section of the contents.
func (p *printer) printContents() {
	p.field("目　录", "", `TOC \o "1-`+strconv.Itoa(p.d.Levels())+`" \h \z \u`, p.headings())
	if p.d.Lists {
		figures, tables := p.captions()
		p.field("图目录", pageBefore, `TOC \h \z \t "图题,1"`, figures)
		p.field("表目录", pageBefore, `TOC \h \z \t "表题,1"`, tables)
	}
	p.out.WriteString(`<w:p><w:pPr><w:pStyle w:val="` + p.w.shell.style(document.StyleTOC1) + `"/>` + p.w.shell.tocSection + `</w:pPr></w:p>`)
}

func (p *printer) headings() []entry {
	styles := []document.StyleName{document.StyleTOC1, document.StyleTOC2, document.StyleTOC3}
	var all []entry
	under := 1 // the style of first-level headings: below the title of a part
	p.d.Blocks(func(b document.Block) {
		h, ok := b.(document.Heading)
		switch {
		case ok && h.Part:
			all = append(all, entry{document.StyleTOC1, markName(string(h.ID)), document.PlainText(h.Text, p.numbers), p.pages[h.ID]})
			under = 0
		case ok && h.Level >= 1 && h.Level <= p.d.Levels():
			all = append(all, entry{styles[min(h.Level-under, len(styles)-1)], markName(string(h.ID)), p.numbers.Heading(h.ID) + document.PlainText(h.Text, p.numbers), p.pages[h.ID]})
		}
	})
	return all
}

// printSign prints the sign page. Its table carries no mark: the cover goes on up
// to the first marked paragraph.
func (p *printer) printSign() {
	p.paragraph(styleContentsTitle, "", "", func() { p.run("", "签署页") })
	t := p.d.SignTable()
	g := grid{p: p, t: t, widths: p.widths(t)}
	g.print()
	p.out.WriteString(`<w:p><w:pPr><w:pStyle w:val="` + p.w.shell.style(document.StyleNote) + `"/>` + p.w.shell.signSection + `</w:pPr></w:p>`)
}

func (p *printer) captions() (figures, tables []entry) {
	line := func(id document.ID, caption string) entry {
		return entry{document.StyleTOC1, markName(string(id)), p.numbers.Label(id) + "　" + caption, p.pages[id]}
	}
	p.d.Blocks(func(b document.Block) {
		switch b := b.(type) {
		case document.Figure:
			figures = append(figures, line(b.ID, b.Caption))
		case document.Table:
			if !b.Plain {
				tables = append(tables, line(b.ID, b.Caption))
			}
		}
	})
	return figures, tables
}

const pageBefore = `<w:pageBreakBefore/>`

// field prints a titled list of entries inside one field.
func (p *printer) field(title, extra, code string, entries []entry) {
	if len(entries) == 0 {
		return
	}
	p.paragraph(styleContentsTitle, "", extra, func() { p.run("", title) })
	for i, e := range entries {
		p.paragraph(e.style, "", "", func() {
			if i == 0 {
				p.fieldBegin(code)
			}
			p.out.WriteString(`<w:hyperlink w:anchor="` + e.mark + `" w:history="1">`)
			p.run("", e.text)
			if e.page > 0 {
				p.out.WriteString(`<w:r><w:tab/></w:r>`)
				p.fieldBegin(`PAGEREF ` + e.mark + ` \h`)
				p.run("", strconv.Itoa(e.page))
				p.fieldEnd()
			}
			p.out.WriteString(`</w:hyperlink>`)
			if i == len(entries)-1 {
				p.fieldEnd()
			}
		})
	}
}

func (p *printer) fieldBegin(code string) {
	p.out.WriteString(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> `)
	for _, r := range code {
		if r == '"' {
			p.out.WriteString("&quot;")
		} else {
			p.out.WriteRune(r)
		}
	}
	p.out.WriteString(` </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`)
}

func (p *printer) fieldEnd() { p.out.WriteString(`<w:r><w:fldChar w:fldCharType="end"/></w:r>`) }
