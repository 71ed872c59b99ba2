// Package textdump prints a document as plain text, one paragraph or table row
// a line: the form in which people read goldens and samples.
package textdump

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"zhixiao/document"
)

// Writer prints text. Its zero value is ready.
type Writer struct{}

// Write prints title, for a document without cover what stands at its head, body and appendix. A block of unknown kind is an error.
func (Writer) Write(ctx context.Context, w io.Writer, d *document.Document) error {
	p := printer{out: bufio.NewWriter(w), numbers: document.Number(d)}
	p.line(d.Title)
	p.line(d.Subtitle)
	if d.Sheet {
		values := d.Values()
		p.line(strings.Join([]string{values["内部标识"], values["数据标识"], values["编制单位"], values["编制日期"]}, "｜"))
	}
	for _, b := range d.Body {
		if err := p.block(ctx, b); err != nil {
			return err
		}
	}
	if len(d.Appendix) > 0 {
		p.line("\n—— 附 ——")
	}
	for _, b := range d.Appendix {
		if err := p.block(ctx, b); err != nil {
			return err
		}
	}
	return p.out.Flush()
}

type printer struct {
	out     *bufio.Writer
	numbers *document.Numbers
}

// line leaves write errors to Flush, which repeats the first.
func (p *printer) line(s string) { _, _ = p.out.WriteString(s + "\n") }

func (p *printer) text(in []document.Inline) string { return document.PlainText(in, p.numbers) }

func (p *printer) block(ctx context.Context, b document.Block) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	switch b := b.(type) {
	case document.Heading:
		p.line("\n" + p.numbers.Heading(b.ID) + p.text(b.Text))
	case document.Para:
		p.line("　　" + p.text(b.Inlines))
	case document.List:
		for i, item := range b.Items {
			mark := ""
			if b.Numbered {
				mark = fmt.Sprintf("（%d）", i+1)
			}
			p.line("　　" + mark + p.text(item))
		}
	case document.Table:
		p.table(b)
	case document.Figure:
		p.line(fmt.Sprintf("［%s　%s］%s｜%s", p.numbers.Label(b.ID), b.Caption, b.Alt, b.Source))
		p.graphic(b.Graphic)
	case document.PageBreak:
		p.line("----")
	default:
		return fmt.Errorf("文本输出：段落%s：不认识的类型%T", b.BlockID(), b)
	}
	return nil
}

func (p *printer) table(t document.Table) {
	head := p.numbers.Label(t.ID) + "　" + t.Caption
	if t.Unit != "" {
		head += "（单位：" + t.Unit + "）"
	}
	p.line(head)
	for _, rows := range []iter.Seq[[]document.Cell]{slices.Values(t.Header), t.EachRow()} {
		for row := range rows {
			texts := make([]string, len(row))
			for i, c := range row {
				texts[i] = p.text(c.Inlines)
			}
			p.line("｜" + strings.Join(texts, "｜") + "｜")
		}
	}
	if len(t.Note) > 0 {
		p.line("注：" + p.text(t.Note))
	}
}

func (p *printer) graphic(g document.Graphic) {
	c, ok := g.(document.Chart)
	if !ok {
		return
	}
	for _, s := range c.Series {
		points := make([]string, len(s.Points))
		for i, q := range s.Points {
			points[i] = q.Text()
		}
		p.line("　" + s.Name + "：" + strings.Join(points, " "))
	}
}
