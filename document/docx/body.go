package docx

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"zhixiao"
	"zhixiao/document"
)

func (p *printer) document(ctx context.Context) error {
	if p.d.TOC && !p.w.shell.hasContents {
		return &zhixiao.Problem{At: zhixiao.Place{File: p.w.shell.name, Part: mainPart}, Err: errors.New("报告要印目录，底稿里没有占位符{{目录}}"), Way: "在正文前单独放一段{{目录}}"}
	}
	if p.d.Sheet && !p.w.shell.sheet {
		return &zhixiao.Problem{At: zhixiao.Place{File: p.w.shell.name, Part: mainPart}, Err: errors.New("文件不印封面，底稿的{{正文}}之前却有单独的一页"), Way: "删去{{正文}}之前的分节符，或换用sheet.docx一类的底稿"}
	}
	if len(p.d.Sign) > 0 {
		if !p.w.shell.hasSign {
			return &zhixiao.Problem{At: zhixiao.Place{File: p.w.shell.name, Part: mainPart}, Err: errors.New("报告要印签署页，底稿里没有占位符{{签署}}"), Way: "在目录前单独放一段{{签署}}"}
		}
		p.out = &p.sign
		p.printSign()
		p.out = &p.body
	}
	if p.d.TOC {
		p.out = &p.contents
		p.printContents()
		p.out = &p.body
	}
	if err := p.blocks(ctx, p.d.Body); err != nil {
		return err
	}
	if len(p.d.Appendix) > 0 {
		p.newPage = true
		if err := p.blocks(ctx, p.d.Appendix); err != nil {
			return err
		}
	}
	if p.body.Len() == 0 {
		p.fault("报告没有内容")
	}
	p.homeless()
	return errors.Join(p.faults...)
}

func (p *printer) blocks(ctx context.Context, blocks []document.Block) error {
	sheets := document.Sheets(blocks)
	for i, b := range blocks {
		if err := ctx.Err(); err != nil {
			return err
		}
		p.block = b.BlockID()
		if sheets[i] != p.sheet {
			if p.body.Len() > 0 {
				p.breakSection()
			}
			p.sheet, p.newPage, p.top = sheets[i], false, true
		}
		if err := p.one(ctx, b); err != nil {
			return err
		}
		p.top = false
	}
	return nil
}

func (p *printer) one(ctx context.Context, b document.Block) error {
	switch b := b.(type) {
	case document.Heading:
		p.heading(b)
	case document.Para:
		p.para(b)
	case document.List:
		p.list(b)
	case document.Table:
		p.table(b)
	case document.Figure:
		return p.figure(ctx, b)
	case document.PageBreak:
		p.newPage = true
	default:
		p.fault("Word不能印%T这种内容", b)
	}
	return nil
}

// partSpacing is the title of a bound report: the style's own spacing is that of
// the cover.
const partSpacing = `<w:spacing w:before="240" w:after="240" w:line="700" w:lineRule="exact"/><w:outlineLvl w:val="0"/>`

func (p *printer) heading(h document.Heading) {
	styles := []document.StyleName{document.StyleH1, document.StyleH2, document.StyleH3, document.StyleH4}
	if h.Level < 1 || h.Level > len(styles) {
		p.fault("标题级别%d不在1～%d之间", h.Level, len(styles))
		return
	}
	if p.d.StartsPage(h) && !p.top {
		p.newPage = true
	}
	style, extra := styles[h.Level-1], ""
	if h.Part {
		style, extra = document.StyleTitle, partSpacing
	}
	p.paragraph(style, string(h.ID), extra, func() {
		inlines := h.Text
		if n := p.numbers.Heading(h.ID); n != "" {
			inlines = append([]document.Inline{document.Text(n)}, inlines...)
		}
		// A heading's style is its emphasis.
		p.run("", document.PlainText(inlines, p.numbers))
	})
}

func (p *printer) para(b document.Para) {
	styles := map[document.Role]document.StyleName{
		document.Body: document.StyleBody, document.Lead: document.StyleBody, document.Note: document.StyleNote,
		document.Quote: document.StyleQuote, document.Signoff: document.StyleSignoff,
	}
	style, ok := styles[b.Role]
	if !ok {
		p.fault("不认识的段落用途%d", b.Role)
		return
	}
	strong := styleStrong
	if b.Role == document.Lead {
		strong = styleLead
	}
	p.paragraph(style, string(b.ID), "", func() { p.runs(b.Inlines, strong) })
}

// list prints every item as a paragraph with a mark of its own: ID#1, ID#2.
func (p *printer) list(l document.List) {
	for i, item := range l.Items {
		n := strconv.Itoa(i + 1)
		p.paragraph(document.StyleBody, string(l.ID)+"#"+n, "", func() {
			if l.Numbered {
				item = append([]document.Inline{document.Text("（" + n + "）")}, item...)
			}
			p.runs(item, styleStrong)
		})
	}
}

// paragraph prints one paragraph of a named style inside its bookmark. extra is
// what else stands in its properties; an empty mark means no bookmark.
func (p *printer) paragraph(style document.StyleName, mark, extra string, content func()) {
	p.out.WriteString(`<w:p><w:pPr><w:pStyle w:val="`)
	p.out.WriteString(p.w.shell.style(style))
	p.out.WriteString(`"/>`)
	if p.newPage && p.out == &p.body {
		p.out.WriteString(`<w:pageBreakBefore/>`)
		p.newPage = false
	}
	p.out.WriteString(extra)
	p.out.WriteString(`</w:pPr>`)
	end := p.bookmark(mark)
	endNotes := p.openNotes(mark)
	content()
	p.out.WriteString(endNotes)
	p.out.WriteString(end)
	p.out.WriteString(`</w:p>`)
}

// bookmark opens the bookmark of a mark and returns what closes it.
func (p *printer) bookmark(name string) string {
	if name == "" {
		return ""
	}
	m := mark{name: markName(name), id: name}
	p.marks = append(p.marks, m)
	id := strconv.Itoa(p.nextID())
	p.out.WriteString(`<w:bookmarkStart w:id="` + id + `" w:name="` + m.name + `"/>`)
	return `<w:bookmarkEnd w:id="` + id + `"/>`
}

// nextID is an id no bookmark or drawing has, of the shell or of ours.
func (p *printer) nextID() int {
	for {
		p.lastID++
		if !p.w.shell.taken[p.lastID] {
			return p.lastID
		}
	}
}

// runs prints inlines; neighbours of one kind share a run, as if typed.
func (p *printer) runs(inlines []document.Inline, strong document.StyleName) {
	var plain strings.Builder
	flush := func() {
		p.run("", plain.String())
		plain.Reset()
	}
	for _, in := range inlines {
		switch in := in.(type) {
		case document.Strong:
			flush()
			p.run(strong, string(in))
		case document.Text, document.Num, document.Told:
			plain.WriteString(document.InlineText(in, p.numbers))
		case document.Ref:
			label := p.numbers.Label(in.Target)
			if label == "" {
				p.fault("引用的图表%q不存在", in.Target)
			}
			plain.WriteString(label)
		default:
			p.fault("Word不能印%T这种文字", in)
		}
	}
	flush()
}

// run prints one run, in a character style when one is named.
func (p *printer) run(style document.StyleName, text string) {
	if text == "" {
		return
	}
	escaped, err := escape(text)
	if err != nil {
		p.fault("文字%w", err)
		return
	}
	p.out.WriteString(`<w:r>`)
	hint := strings.ContainsAny(text, chineseMarks)
	if style != "" || hint {
		p.out.WriteString(`<w:rPr>`)
		if style != "" {
			p.out.WriteString(`<w:rStyle w:val="` + p.w.shell.style(style) + `"/>`)
		}
		if hint {
			p.out.WriteString(`<w:rFonts w:hint="eastAsia"/>`)
		}
		p.out.WriteString(`</w:rPr>`)
	}
	p.out.WriteString(`<w:t xml:space="preserve">`)
	p.out.WriteString(escaped)
	p.out.WriteString(`</w:t></w:r>`)
}
