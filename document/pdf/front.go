package pdf

import (
	"fmt"
	"slices"
	"strings"

	"zhixiao/document"
	"zhixiao/document/typeset"
)

// front is the pages before the body; a sheet has none.
func (s *setter) front(d *document.Document, entries []*entry) ([]*page, error) {
	if d.Sheet {
		return nil, nil
	}
	sign, err := s.sign(d)
	if err != nil {
		return nil, err
	}
	cover, err := s.cover(d)
	if err != nil {
		return nil, err
	}
	contents, err := s.contents(d, entries)
	if err != nil {
		return nil, err
	}
	return slices.Concat([]*page{cover}, sign, contents), nil
}

// cover sets title, subtitle, maker and date in the middle of the sheet. Fields
// that the document has not are left out.
func (s *setter) cover(d *document.Document) (*page, error) {
	p := &page{}
	c := coverSheet{setter: s, page: p, x: mm(s.look.Page.Left)}
	top, height := mm(s.look.Page.Top), mm(s.look.Page.Height-s.look.Page.Top-s.look.Page.Bottom)
	mark := document.Style{Font: document.HeiTi, Size: s.style(document.StyleBody).Size}
	c.at(top, mark, field(d, "内部标识"))
	if d.Demo {
		right := mark
		right.Align = document.End
		c.at(top, right, "演示数据")
	}
	line := document.Style{Font: document.FangSong, Size: mark.Size, Align: document.Center}
	title := s.style(document.StyleTitle)
	title.Align, title.FirstLine = document.Center, 0
	subtitle := s.style(document.StyleSubtitle)
	subtitle.Align, subtitle.FirstLine = document.Center, 0
	c.at(top+2*mark.Size*1.8, mark, field(d, "合同编号"))
	y := c.at(top+height*0.26, title, d.Title)
	c.at(y+title.Size*0.8, subtitle, d.Subtitle)
	y = c.at(top+height*0.76, line, field(d, "编制单位"))
	y = c.at(y, line, field(d, "编制日期"))
	c.at(y, line, field(d, "版本"))
	if d.Origin != "" {
		small := document.Style{Font: document.FangSong, Size: 9, Align: document.Center}
		c.at(top+height-12, small, d.Origin)
	}
	if c.err != nil {
		return nil, fmt.Errorf("PDF：封面：%w", c.err)
	}
	return p, nil
}

type coverSheet struct {
	*setter
	page *page
	x    float64
	err  error
}

// at sets text from y downwards and is the y below it.
func (c *coverSheet) at(y float64, style document.Style, words string) float64 {
	if words == "" || c.err != nil {
		return y
	}
	m := typeset.Measure{Width: c.area(document.Upright), Align: alignment(style.Align)}
	lines, err := c.balanced(c.run(style, words), m)
	if err != nil {
		c.err = err
		return y
	}
	pitch := max(style.LinePt, 1.6*style.Size)
	for _, line := range lines {
		c.page.texts = append(c.page.texts, setLine(line, c.x, y+baseline(pitch, line.Size))...)
		y += pitch
	}
	return y
}

// balanced breaks a title so that its lines are of about one length: a last line
// of two characters is no title.
func (c *coverSheet) balanced(run typeset.Run, m typeset.Measure) ([]typeset.Line, error) {
	lines, err := typeset.Break([]typeset.Run{run}, m)
	if err != nil || len(lines) < 2 || m.Align != typeset.Centered {
		return lines, err
	}
	full := m.Width
	for w := full - run.Size; w > full/2; w -= run.Size {
		m.Width = w
		narrower, err := typeset.Break([]typeset.Run{run}, m)
		if err != nil || len(narrower) > len(lines) {
			break
		}
		shift(narrower, (full-w)/2)
		lines = narrower
	}
	return lines, nil
}

func shift(lines []typeset.Line, by float64) {
	for i := range lines {
		for j := range lines[i].Pieces {
			lines[i].Pieces[j].X += by
		}
	}
}

// sign is the sign page of a book.
func (s *setter) sign(d *document.Document) ([]*page, error) {
	if len(d.Sign) == 0 {
		return nil, nil
	}
	style := s.style(document.StyleTitle)
	style.Align, style.FirstLine, style.BeforePt, style.AfterPt = document.Center, 0, 0, style.Size
	boxes, err := s.lines(style, []typeset.Run{s.run(style, "签署页")}, document.Upright)
	if err != nil {
		return nil, fmt.Errorf("PDF：签署页：%w", err)
	}
	s.on = document.Upright
	table, err := s.table(d.SignTable())
	if err != nil {
		return nil, fmt.Errorf("PDF：签署页：%w", err)
	}
	to := pager{look: s.look.Page, starts: document.Pagination{}}
	err = to.flow(append(boxes, table...))
	return to.pages, err
}

// contents sets the table of contents and the lists, numbered in Roman figures.
func (s *setter) contents(d *document.Document, entries []*entry) ([]*page, error) {
	var boxes []box
	s.below = 0
	if slices.ContainsFunc(entries, func(e *entry) bool { return e.level == levelPart }) {
		s.below = 1
	}
	sections := []struct {
		print bool
		title string
		has   func(level int) bool
	}{
		{d.TOC, "目　录", func(level int) bool { return level <= d.Levels() }},
		{d.Lists, "图目录", func(level int) bool { return level == levelFigure }},
		{d.Lists, "表目录", func(level int) bool { return level == levelTable }},
	}
	for _, section := range sections {
		if !section.print {
			continue
		}
		part, err := s.section(section.title, entries, section.has)
		if err != nil {
			return nil, fmt.Errorf("PDF：目录：%w", err)
		}
		if len(part) > 0 {
			part[0].fresh = len(boxes) > 0
		}
		boxes = append(boxes, part...)
	}
	toc := pager{look: s.look.Page, starts: document.Pagination{}}
	if err := toc.flow(boxes); err != nil {
		return nil, err
	}
	for i, p := range toc.pages {
		p.label, p.even = roman(i+1), i%2 == 1
	}
	return toc.pages, nil
}

func (s *setter) section(title string, entries []*entry, has func(int) bool) ([]box, error) {
	style := s.style(document.StyleTitle)
	style.Align, style.FirstLine, style.BeforePt, style.AfterPt = document.Center, 0, style.Size, style.Size/2
	boxes, err := s.lines(style, []typeset.Run{s.run(style, title)}, document.Upright)
	if err != nil {
		return nil, err
	}
	for i := range boxes {
		boxes[i].keep = true
	}
	empty := true
	for _, e := range entries {
		if !has(e.level) {
			continue
		}
		empty = false
		lines, err := s.tocLine(e)
		if err != nil {
			return nil, err
		}
		boxes = append(boxes, lines...)
	}
	if empty {
		return nil, nil
	}
	return boxes, nil
}

// tocLine is title, leader and page number; a long title takes more lines.
func (s *setter) tocLine(e *entry) ([]box, error) {
	style := s.style(document.StyleTOC1)
	indent := 0.0
	level := e.level
	if level < levelTable {
		level += s.below
	}
	switch level {
	case 2:
		style, indent = s.style(document.StyleTOC2), 1
	case 3, 4:
		style, indent = s.style(document.StyleTOC3), 2
	}
	if style.FirstLine > 0 {
		indent = style.FirstLine
	}
	pitch, area := s.pitch(style), s.area(document.Upright)
	left := indent * style.Size
	number := s.run(style, fmt.Sprint(e.page+1))
	wide, err := typeset.Width(number)
	if err != nil {
		return nil, err
	}
	lines, err := typeset.Break([]typeset.Run{s.run(style, e.title)}, typeset.Measure{Width: area - left - 3*style.Size})
	if err != nil {
		return nil, err
	}
	boxes := make([]box, len(lines))
	for i, line := range lines {
		boxes[i] = box{height: pitch, keep: i+1 < len(lines)}
		boxes[i].texts = setLine(line, left, baseline(pitch, style.Size))
		boxes[i].link = e
	}
	if len(boxes) == 0 {
		return nil, nil
	}
	last := &boxes[len(boxes)-1]
	end := area - wide
	last.texts = append(last.texts, text{x: end, y: baseline(pitch, style.Size), Piece: typeset.Piece{Face: number.Font.Pick('1'), Size: style.Size, Text: number.Text}})
	leader, err := s.leader(style, left+lines[len(lines)-1].Width+style.Size/3, end-style.Size/3)
	if err != nil {
		return nil, err
	}
	for _, t := range leader {
		t.y = baseline(pitch, style.Size)
		last.texts = append(last.texts, t)
	}
	return boxes, nil
}

// leader fills from x to end with dots that line up down the page.
func (s *setter) leader(style document.Style, x, end float64) ([]text, error) {
	dot := s.run(style, "…")
	w, err := typeset.Width(dot)
	if err != nil || w <= 0 {
		return nil, err
	}
	n := int((end - x) / w)
	if n < 1 {
		return nil, nil
	}
	face := dot.Font.Pick('…')
	return []text{{x: end - float64(n)*w, Piece: typeset.Piece{Face: face, Size: style.Size, Text: strings.Repeat("…", n)}}}, nil
}

func roman(n int) string {
	var b strings.Builder
	for _, d := range []struct {
		v int
		s string
	}{{10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for n >= d.v {
			b.WriteString(d.s)
			n -= d.v
		}
	}
	return b.String()
}
