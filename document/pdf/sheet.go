package pdf

import (
	"errors"
	"fmt"
	"strings"

	"zhixiao/document"
	"zhixiao/document/typeset"
)

// sheetHead puts the lines of the shell above the body on page one, with the
// words of a document without cover.
func (s *setter) sheetHead(to *pager) error {
	if len(s.look.Head) == 0 {
		return errors.New("PDF：文件不印封面，底稿的正文之前却没有标题行，请用sheet.docx一类的底稿")
	}
	var boxes []box
	for _, line := range s.look.Head {
		words := strings.TrimSpace(line.Fill(s.values))
		if words == "" {
			continue
		}
		set, err := s.lines(line.Style, []typeset.Run{s.run(line.Style, words)}, document.Upright)
		if err != nil {
			return fmt.Errorf("PDF：首页标题行：%w", err)
		}
		if n := len(set); line.Rule && n > 0 {
			last := &set[n-1]
			y := last.height - line.AfterPt + 0.3*line.Size
			last.rules = append(last.rules, rule{0, y, s.area(document.Upright), y})
		}
		boxes = append(boxes, set...)
	}
	return to.flow(boxes)
}

// smallPrint sets the line of version and sources at the foot of a sheet's page.
func (s *setter) smallPrint(p *page, frame frame, y float64) error {
	line := s.look.Foot
	words := strings.Trim(line.Fill(s.values), "｜　 ")
	if !s.foot || words == "" {
		return nil
	}
	m := typeset.Measure{Width: frame.wide, Align: alignment(line.Align)}
	return s.footerLine(p, s.run(line.Style, words), m, frame.left, y)
}
