package pdf

import (
	"context"
	"fmt"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/document/typeset"
)

// setter turns blocks into boxes.
type setter struct {
	*Writer
	numbers *document.Numbers
	area    func(document.Sheet) float64 // width of the type area
	tall    func(document.Sheet) float64 // and its height
	on      document.Sheet               // of the block being set
	fresh   bool                         // the next block starts a page
	below   int                          // 1 when first-level headings stand below parts
	values  map[string]string            // of the shell's placeholders
	starts  func(document.Heading) bool  // whether a heading starts a page
	foot    bool                         // small print above the page number
	mark    string                       // at the head of every page; empty for none
}

// flow sets blocks on the pages of to. Boxes are set together up to the rows of
// a long table, which go to their pages one at a time.
func (s *setter) flow(ctx context.Context, blocks []document.Block, to *pager) error {
	var waiting []box
	sheets := document.Sheets(blocks)
	for i, b := range blocks {
		if err := ctx.Err(); err != nil {
			return err
		}
		if _, ok := b.(document.PageBreak); ok {
			s.fresh = true
			continue
		}
		s.on = sheets[i]
		if t, ok := b.(document.Table); ok && t.Long != nil {
			var err error
			if waiting, err = s.long(ctx, t, waiting, to); err != nil {
				return inBlock(t.ID, err)
			}
			continue
		}
		boxes, err := s.block(ctx, b)
		if err != nil {
			return inBlock(b.BlockID(), err)
		}
		s.begin(boxes, b.BlockID())
		waiting = append(waiting, boxes...)
	}
	return to.flow(waiting)
}

// begin marks the first box of a block.
func (s *setter) begin(boxes []box, id document.ID) {
	if len(boxes) == 0 {
		return
	}
	boxes[0].first, boxes[0].id = true, id
	boxes[0].fresh = boxes[0].fresh || s.fresh
	s.fresh = false
}

// inBlock names the block once.
func inBlock(id document.ID, err error) error {
	return &zhixiao.Problem{At: zhixiao.Place{Block: string(id)}, Err: fmt.Errorf("PDF：%w", err)}
}

func (s *setter) block(ctx context.Context, b document.Block) ([]box, error) {
	switch b := b.(type) {
	case document.Heading:
		return s.heading(b)
	case document.Para:
		return s.para(b)
	case document.List:
		return s.list(b)
	case document.Table:
		return s.table(b)
	case document.Figure:
		return s.figure(ctx, b)
	}
	return nil, fmt.Errorf("不认识的段落类型%T", b)
}

func (s *setter) style(name document.StyleName) document.Style { return s.look.Styles[name] }

func headingStyle(level int) document.StyleName {
	switch level {
	case 1:
		return document.StyleH1
	case 2:
		return document.StyleH2
	case 3:
		return document.StyleH3
	}
	return document.StyleH4
}

func (s *setter) heading(h document.Heading) ([]box, error) {
	style := s.style(headingStyle(h.Level))
	level := h.Level
	if h.Part {
		style, level = s.style(document.StyleTitle), levelPart
		style.Align, style.FirstLine, style.BeforePt, style.AfterPt = document.Center, 0, 12, 12
	}
	title := s.numbers.Heading(h.ID) + document.PlainText(h.Text, s.numbers)
	boxes, err := s.lines(style, []typeset.Run{s.run(style, title)}, s.on)
	if err != nil || len(boxes) == 0 {
		return nil, err
	}
	for i := range boxes {
		boxes[i].keep = true
	}
	boxes[0].fresh = s.starts(h)
	boxes[0].outline = &entry{id: h.ID, level: level, title: title}
	return boxes, nil
}

func (s *setter) para(p document.Para) ([]box, error) {
	name, lead := document.StyleBody, document.HeiTi
	switch p.Role {
	case document.Lead:
		lead = document.KaiTi
	case document.Note:
		name = document.StyleNote
	case document.Quote:
		name = document.StyleQuote
	case document.Signoff:
		name = document.StyleSignoff
	}
	style := s.style(name)
	return s.lines(style, s.runs(style, p.Inlines, lead), s.on)
}

func (s *setter) list(l document.List) ([]box, error) {
	var all []box
	style := s.style(document.StyleBody)
	for i, item := range l.Items {
		var runs []typeset.Run
		if l.Numbered {
			runs = append(runs, s.run(style, "（"+zhixiao.Int(int64(i+1)).String()+"）"))
		}
		boxes, err := s.lines(style, append(runs, s.runs(style, item, document.KaiTi)...), document.Upright)
		if err != nil {
			return nil, err
		}
		all = append(all, boxes...)
	}
	return all, nil
}

func (s *setter) run(style document.Style, text string) typeset.Run {
	return typeset.Run{Text: text, Font: s.font(style.Font), Size: style.Size, Bold: style.Bold}
}

// runs sets inlines in style; emphasis is another face, as Chinese type has it.
func (s *setter) runs(style document.Style, inlines []document.Inline, strong document.FontRole) []typeset.Run {
	var runs []typeset.Run
	for _, in := range inlines {
		run := s.run(style, document.InlineText(in, s.numbers))
		if _, ok := in.(document.Strong); ok {
			run.Font = s.font(strong)
		}
		runs = append(runs, run)
	}
	return runs
}

// pitch is the height of a line of style.
func (s *setter) pitch(style document.Style) float64 {
	switch {
	case style.LinePt > 0 && style.LineExact:
		return style.LinePt
	case style.LinePt > 0:
		return max(style.LinePt, 1.2*style.Size)
	case s.look.Page.LinePitchPt > 0 && style.Size >= 12:
		return max(s.look.Page.LinePitchPt, 1.2*style.Size)
	}
	return 1.35 * style.Size
}

// lines sets one paragraph over the type area.
func (s *setter) lines(style document.Style, runs []typeset.Run, on document.Sheet) ([]box, error) {
	m := typeset.Measure{
		Width: s.area(on), FirstLine: style.FirstLine * style.Size,
		Justify: style.Justify || style.Align == document.Start, Align: alignment(style.Align),
	}
	lines, err := typeset.Break(runs, m)
	if err != nil {
		return nil, err
	}
	pitch := s.pitch(style)
	boxes := make([]box, len(lines))
	for i, line := range lines {
		boxes[i] = box{height: pitch, sheet: on, keep: style.KeepNext}
		boxes[i].texts = setLine(line, 0, baseline(pitch, line.Size))
	}
	if n := len(boxes); n > 0 {
		boxes[0].before = style.BeforePt
		boxes[n-1].height += style.AfterPt
	}
	return boxes, nil
}

// baseline puts type of size in the middle of a line: Chinese type stands 0.88
// of its size above the baseline and 0.12 below.
func baseline(pitch, size float64) float64 { return (pitch-size)/2 + 0.88*size }

func setLine(line typeset.Line, x, y float64) []text {
	texts := make([]text, len(line.Pieces))
	for i, p := range line.Pieces {
		texts[i] = text{x: x + p.X, y: y, Piece: p}
	}
	return texts
}

func alignment(a document.Align) typeset.Align {
	switch a {
	case document.Center:
		return typeset.Centered
	case document.End:
		return typeset.Right
	}
	return typeset.Left
}

// figure keeps picture, caption and source on one page.
func (s *setter) figure(ctx context.Context, f document.Figure) ([]box, error) {
	if s.pics == nil {
		return nil, fmt.Errorf("没有图片来源")
	}
	pic, err := s.pics.Picture(ctx, f.Graphic)
	if err != nil {
		return nil, err
	}
	if err := soundJPEG(pic); err != nil {
		return nil, err
	}
	caption := s.style(document.StyleFigure)
	title := s.numbers.Label(f.ID) + "　" + f.Caption
	boxes, err := s.lines(caption, []typeset.Run{s.run(caption, title)}, document.Upright)
	if err != nil {
		return nil, err
	}
	if f.Source != "" {
		note := s.style(document.StyleNote)
		source, err := s.lines(note, []typeset.Run{s.run(note, f.Source)}, document.Upright)
		if err != nil {
			return nil, err
		}
		boxes = append(boxes, source...)
	}
	graphic := s.graphic(f, pic, s.tall(document.Upright)-heightOf(boxes)-12)
	graphic.outline = &entry{id: f.ID, level: levelFigure, title: title}
	boxes = append([]box{graphic}, boxes...)
	for i := range boxes[:len(boxes)-1] {
		boxes[i].keep = true
	}
	boxes[len(boxes)-1].keep = false
	boxes[len(boxes)-1].height += 6
	return boxes, nil
}

// graphic is the picture in the middle of the type area, at most limit high.
func (s *setter) graphic(f document.Figure, pic *document.Picture, limit float64) box {
	area := s.area(document.Upright)
	w := mm(f.WidthMM)
	if w <= 0 {
		w = mm(150)
	}
	ratio := float64(pic.Height) / float64(pic.Width)
	w = min(w, area, limit/ratio)
	b := box{id: f.ID, height: w * ratio, before: 6, keep: true}
	b.pictures = []picture{{x: (area - w) / 2, w: w, h: w * ratio, pic: pic}}
	return b
}
