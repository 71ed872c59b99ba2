package pdf

import (
	"context"
	"fmt"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/document/typeset"
)

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
