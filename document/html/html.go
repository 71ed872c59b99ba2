// Package html prints a document as one page that stands by itself: text, tables,
// charts and maps as SVG, photographs within the file. It has no script, names
// nothing outside itself and is read on a desk, on a telephone and on paper.
package html

import (
	"bufio"
	"context"
	_ "embed"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"

	"zhixiao"
	"zhixiao/document"
)

//go:embed page.css
var css string

var _ document.Writer = (*Writer)(nil)

// New makes a writer. vectors draws charts and maps, pics encodes photographs;
// either may be nil when no document has such figures.
func New(vectors document.Vectors, pics document.Pictures) *Writer { return &Writer{vectors, pics} }

// Write prints d: what the cover says, contents, body, appendix, sign page and small
// print. The rows of long tables are never in memory together. A block it cannot
// print is a *zhixiao.Problem that names it. Equal documents give equal bytes.
func (w *Writer) Write(ctx context.Context, out io.Writer, d *document.Document) error {
	p := &page{Writer: w, out: bufio.NewWriter(out), d: d, numbers: document.Number(d), values: d.Values(), deeper: 1}
	if d.Volume() {
		p.deeper = 2 // parts stand above chapters
	}
	p.head()
	p.contents()
	for _, part := range []struct {
		blocks   []document.Block
		appendix bool
	}{{d.Body, false}, {d.Appendix, true}} {
		if part.appendix && len(part.blocks) > 0 {
			p.raw(`<div class="appendix"></div>` + "\n")
		}
		for _, b := range part.blocks {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := p.block(ctx, b); err != nil {
				return &zhixiao.Problem{At: zhixiao.Place{Block: string(b.BlockID())}, Err: fmt.Errorf("网页：%w", err)}
			}
		}
	}
	p.foot()
	if err := p.out.Flush(); err != nil {
		return fmt.Errorf("网页写不下去：%w", err)
	}
	return nil
}

func (p *page) head() {
	title := p.d.Title + p.d.Subtitle
	p.print(`<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none';style-src 'unsafe-inline';img-src data:">
<title>%s</title>
<style>
%s</style>
</head>
<body>
`, esc(title), css)
	p.line("p", "copy", p.d.Mark)
	if p.d.Demo {
		p.line("p", "demo", document.InventedData())
	}
	p.raw("<header>\n<div class=\"marks\">\n")
	p.line("span", "", p.values["内部标识"])
	p.line("span", "", p.values["合同编号"])
	p.raw("</div>\n")
	p.print("<h1>%s</h1>\n", esc(p.d.Title))
	p.line("p", "sub", p.d.Subtitle)
	p.raw("<div class=\"about\">\n")
	for _, name := range []string{"数据标识", "编制单位", "编制日期", "版本"} {
		p.line("span", "", p.values[name])
	}
	p.raw("</div>\n</header>\n")
}

// contents lists headings as links, and figures and tables where the document asks
// for lists of them.
func (p *page) contents() {
	if p.d.TOC {
		p.raw("<nav><details open><summary>目录</summary>\n")
		p.d.Blocks(func(b document.Block) {
			if h, ok := b.(document.Heading); ok && (h.Part || h.Level <= p.d.Levels()) {
				p.print("<a class=\"l%d\" href=\"#%s\">%s</a>\n", h.Level, esc(string(h.ID)), esc(p.heading(h)))
			}
		})
		p.raw("</details></nav>\n")
	}
	if !p.d.Lists {
		return
	}
	p.list("图目录", func(b document.Block) (string, bool) { f, ok := b.(document.Figure); return f.Caption, ok })
	p.list("表目录", func(b document.Block) (string, bool) { t, ok := b.(document.Table); return t.Caption, ok && !t.Plain })
}

func (p *page) list(title string, caption func(document.Block) (string, bool)) {
	any := false
	p.d.Blocks(func(b document.Block) {
		text, ok := caption(b)
		if !ok {
			return
		}
		if !any {
			p.print("<nav><details><summary>%s</summary>\n", title)
		}
		any = true
		p.print("<a href=\"#%s\">%s　%s</a>\n", esc(string(b.BlockID())), esc(p.numbers.Label(b.BlockID())), esc(text))
	})
	if any {
		p.raw("</details></nav>\n")
	}
}

func (p *page) heading(h document.Heading) string {
	return p.numbers.Heading(h.ID) + document.PlainText(h.Text, p.numbers)
}

// foot prints the sign page and where the numbers come from. A copy that is handed
// out does not tell that.
func (p *page) foot() {
	if len(p.d.Sign) > 0 {
		sign := p.d.SignTable()
		sign.ID = ""      // nothing leads to it
		_ = p.table(sign) // its rows are as wide as its head
	}
	p.raw("<footer>\n")
	if p.d.Mark == "" {
		p.line("p", "", p.d.Origin)
	}
	p.line("p", "", strings.TrimSpace(p.values["页脚标识"]))
	p.raw("</footer>\n</body>\n</html>\n")
}

func (p *page) block(ctx context.Context, b document.Block) error {
	switch b := b.(type) {
	case document.Heading:
		p.headingBlock(b)
	case document.Para:
		p.print("<p id=\"%s\" class=\"%s\">", esc(string(b.ID)), roleClass(b.Role))
		p.inlines(b.Inlines)
		p.raw("</p>\n")
	case document.List:
		p.items(b)
	case document.Table:
		return p.table(b)
	case document.Figure:
		return p.figure(ctx, b)
	case document.PageBreak:
		if b.Appendix {
			p.raw(`<div class="appendix"></div>` + "\n")
		}
	default:
		return fmt.Errorf("不认识的类型%T", b)
	}
	return nil
}

func (p *page) headingBlock(h document.Heading) {
	level, class := min(h.Level+p.deeper, 6), ""
	if h.Part {
		level, class = 2, ` class="part"`
	}
	p.print("<h%d id=\"%s\"%s>%s", level, esc(string(h.ID)), class, esc(p.numbers.Heading(h.ID)))
	p.inlines(h.Text)
	p.print("</h%d>\n", level)
}

// roleClass is the style of a paragraph.
func roleClass(r document.Role) string {
	switch r {
	case document.Lead:
		return "lead"
	case document.Note:
		return "note"
	case document.Quote:
		return "quote"
	case document.Signoff:
		return "sign"
	}
	return "b"
}

func (p *page) items(l document.List) {
	tag := "ul"
	if l.Numbered {
		tag = "ol"
	}
	p.print("<%s id=\"%s\">\n", tag, esc(string(l.ID)))
	for i, item := range l.Items {
		p.raw("<li>")
		if l.Numbered {
			p.print("（%d）", i+1)
		}
		p.inlines(item)
		p.raw("</li>\n")
	}
	p.print("</%s>\n", tag)
}

func (p *page) figure(ctx context.Context, f document.Figure) error {
	picture, err := p.picture(ctx, f)
	if err != nil {
		return err
	}
	p.print("<figure id=\"%s\">\n<div role=\"img\" aria-label=\"%s\"", esc(string(f.ID)), esc(f.Alt))
	if f.WidthMM > 0 {
		p.print(" style=\"max-width:%gmm;margin:auto\"", f.WidthMM)
	}
	p.raw(">")
	p.raw(picture)
	p.print("</div>\n<figcaption>%s　%s</figcaption>\n", esc(p.numbers.Label(f.ID)), esc(f.Caption))
	p.line("p", "src", f.Source)
	p.raw("</figure>\n")
	return nil
}

// picture is a figure's element: SVG, or for a photograph the JPEG itself.
func (p *page) picture(ctx context.Context, f document.Figure) (string, error) {
	if _, photo := f.Graphic.(document.Image); !photo {
		if p.vectors == nil {
			return "", errors.New("没有绘图程序")
		}
		svg, err := p.vectors.SVG(ctx, f.Graphic)
		return string(svg), err
	}
	if p.pics == nil {
		return "", errors.New("没有图片程序")
	}
	pic, err := p.pics.Picture(ctx, f.Graphic)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf(`<img alt="" width="%d" height="%d" src="data:image/jpeg;base64,%s">`, pic.Width, pic.Height, base64.StdEncoding.EncodeToString(pic.JPEG)), nil
}
