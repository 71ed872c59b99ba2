package xlsx

import (
	"github.com/xuri/excelize/v2"

	"zhixiao/document"
)

const (
	textFormat = "@"
	bodyFont   = "仿宋_GB2312"
	headFont   = "黑体"
	headSize   = 10
)

// look is what a body cell's style is made from.
type look struct {
	align         document.Align
	format        string
	strong, small bool
}

// styles are the styles of one workbook by what they look like.
type styles struct {
	title, below, head, note, covered int
	made                              map[look]int
}

func frame() []excelize.Border {
	var all []excelize.Border
	for _, side := range []string{"left", "right", "top", "bottom"} {
		all = append(all, excelize.Border{Type: side, Color: "000000", Style: 1})
	}
	return all
}

func bodySize(small bool) float64 {
	if small {
		return 9
	}
	return 10.5
}

func (s *styles) make(f *excelize.File) error {
	s.made = map[look]int{}
	for _, m := range []struct {
		to    *int
		style excelize.Style
	}{
		{&s.title, excelize.Style{Font: &excelize.Font{Family: headFont, Size: 16}, Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center"}}},
		{&s.below, excelize.Style{Font: &excelize.Font{Family: bodyFont, Size: 10.5}, Alignment: &excelize.Alignment{Horizontal: "right", Vertical: "center"}}},
		{&s.head, excelize.Style{Font: &excelize.Font{Family: headFont, Size: headSize}, Border: frame(), Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true},
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E7E6E6"}}}},
		{&s.note, excelize.Style{Font: &excelize.Font{Family: bodyFont, Size: 9}, Alignment: &excelize.Alignment{Horizontal: "left", Vertical: "top", WrapText: true}}},
		{&s.covered, excelize.Style{Border: frame()}},
	} {
		var err error
		if *m.to, err = f.NewStyle(&m.style); err != nil {
			return err
		}
	}
	return nil
}

// of is the style of a body cell, made when it is first asked for.
func (s *styles) of(f *excelize.File, l look) (int, error) {
	if id, ok := s.made[l]; ok {
		return id, nil
	}
	size := bodySize(l.small)
	across := "left"
	switch l.align {
	case document.Center:
		across = "center"
	case document.End:
		across = "right"
	}
	id, err := f.NewStyle(&excelize.Style{
		Font: &excelize.Font{Family: bodyFont, Size: size, Bold: l.strong}, Border: frame(), CustomNumFmt: &l.format,
		Alignment: &excelize.Alignment{Horizontal: across, Vertical: "center", WrapText: true},
	})
	s.made[l] = id
	return id, err
}
