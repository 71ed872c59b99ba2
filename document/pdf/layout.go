package pdf

import (
	"context"
	"errors"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/document/typeset"
)

// Levels of entries that are no headings: parts stand above them.
const (
	levelPart   = 0
	levelTable  = 101
	levelFigure = 102
)

// Layout sets d. What cannot be set, a character without glyph, a missing
// picture, a row higher than the page, is an error naming its block.
func (w *Writer) Layout(ctx context.Context, d *document.Document) (*Layout, error) {
	body := pager{look: w.look.Page, starts: document.Pagination{}}
	s := &setter{Writer: w, numbers: document.Number(d), area: body.width, tall: body.height, mark: d.Mark, values: d.Values(), starts: d.StartsPage, foot: d.Sheet}
	sealer := newSealer(s, d.Demo)
	body.seal, body.early = sealer.seal, d.Volume()
	defer sealer.wait()
	if d.Sheet {
		if err := s.sheetHead(&body); err != nil {
			return nil, err
		}
	}
	if err := s.flow(ctx, d.Body, &body); err != nil {
		return nil, err
	}
	s.fresh = true
	if err := s.flow(ctx, d.Appendix, &body); err != nil {
		return nil, err
	}
	sealer.wait()
	for i, p := range body.pages {
		p.number(i)
	}
	front, err := s.front(d, body.entries)
	if err != nil {
		return nil, err
	}
	l := &Layout{w: w, doc: d, starts: body.starts, used: sealer.used}
	l.pages = append(front, body.pages...)
	for _, e := range body.entries {
		e.page += len(front)
		if e.level <= 4 {
			l.outline = append(l.outline, e)
		}
	}
	for _, p := range l.pages {
		if p.sealed != nil {
			continue
		}
		if err := s.footer(p, d.Demo); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// number gives page i of the body its printed number.
func (p *page) number(i int) {
	p.label, p.even, p.body = zhixiao.Int(int64(i+1)).String(), i%2 == 1, true
}

// head prints the mark of a copy in the middle above the type area.
func (s *setter) head(p *page) error {
	if s.mark == "" {
		return nil
	}
	frame := frameOf(s.look.Page, p.sheet)
	run := typeset.Run{Text: s.mark, Font: s.font(document.KaiTi), Size: 10.5}
	return s.footerLine(p, run, typeset.Measure{Width: frame.wide, Align: typeset.Centered}, frame.left, frame.top/2)
}

// runningHead prints the line that the shell has at the head of the body's pages.
func (s *setter) runningHead(p *page) error {
	head := s.look.Running
	if head.Text == "" || !p.body {
		return nil
	}
	frame := frameOf(s.look.Page, p.sheet)
	// Turned pages have less room above: the line moves up with the type area.
	y := mm(head.MM)*frame.top/mm(s.look.Page.Top) + 0.88*head.Size
	m := typeset.Measure{Width: frame.wide, Align: alignment(head.Align)}
	if head.Rule {
		p.rules = append(p.rules, rule{frame.left, y + 0.4*head.Size, frame.left + frame.wide, y + 0.4*head.Size})
	}
	return s.footerLine(p, s.run(head.Style, head.Fill(s.values)), m, frame.left, y)
}

// footer prints — 1 — at the outer margin, one character in.
func (s *setter) footer(p *page, demo bool) error {
	if err := errors.Join(s.head(p), s.runningHead(p)); err != nil {
		return err
	}
	if p.label == "" {
		return nil
	}
	size := s.look.FooterSize
	if size <= 0 {
		size = 14
	}
	run := typeset.Run{Text: "— " + p.label + " —", Font: s.font(document.FangSong), Size: size}
	frame := frameOf(s.look.Page, p.sheet)
	up := s.look.FooterMM
	if up <= 0 {
		up = 23
	}
	if p.sheet != document.Upright { // as far below the type area as on upright pages
		up = max(up-s.look.Page.Bottom+s.look.Page.Right, 8)
	}
	y := frame.paperHigh - mm(up)
	if err := s.smallPrint(p, frame, y-1.2*size); err != nil {
		return err
	}
	m := typeset.Measure{Width: frame.wide - 2*size, Align: typeset.Right}
	other := typeset.Left
	if p.even {
		m.Align, other = typeset.Left, typeset.Right
	}
	if err := s.footerLine(p, run, m, frame.left+size, y); err != nil || !demo {
		return err
	}
	m.Align = other
	return s.footerLine(p, typeset.Run{Text: "演示数据", Font: s.font(document.KaiTi), Size: 10.5}, m, frame.left+size, y)
}

func (s *setter) footerLine(p *page, run typeset.Run, m typeset.Measure, x, y float64) error {
	lines, err := typeset.Break([]typeset.Run{run}, m)
	if err != nil {
		return err
	}
	for _, line := range lines {
		p.texts = append(p.texts, setLine(line, x, y)...)
	}
	return nil
}
