package pdf

import (
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

func (s *setter) style(name document.StyleName) document.Style { return s.look.Styles[name] }

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

const ruleMM = 0.18 // thickness of a table's grid: half a point
