package boundary

import (
	"strings"

	"zhixiao"
	"zhixiao/document"
)

// bounds is the rectangle of the shapes.
type bounds struct{ x0, y0, x1, y1 float64 }

func rect(x0, y0, x1, y1 float64) []document.Point {
	return []document.Point{{X: x0, Y: y0}, {X: x1, Y: y0}, {X: x1, Y: y1}, {X: x0, Y: y1}}
}

// dress adds title, legend, notes and frame around the shapes. mm is a
// millimetre of paper in the map's units.
func dress(m *document.Map, mark string, b bounds, mm float64) {
	const legendWidth, noteGap, titleGap, margin = 54, 8, 12, 6
	out := bounds{b.x0 - margin*mm, b.y0 - noteGap*mm, b.x1 + (legendWidth+margin)*mm, b.y1 + (titleGap+margin)*mm}
	frame := layer(m, LayerFrame)
	text := func(y, height float64, s string) {
		if s != "" {
			frame.Texts = append(frame.Texts, document.MapText{At: document.Point{X: (out.x0 + out.x1) / 2, Y: y}, Text: s, Height: height * mm, Unit: -1})
		}
	}
	text(b.y1+titleGap*mm*0.8, 5.5, m.Title)
	y := b.y0 - noteGap*mm
	if mark != "" {
		m.Notice = strings.TrimPrefix(m.Notice+"；"+mark, "；")
	}
	for _, s := range notes(m) {
		text(y, 3.2, s)
		y -= 5 * mm
	}
	out.y0 = y - margin*mm/2
	frame.Polygons = append(frame.Polygons, document.Polygon{Outer: rect(out.x0, out.y0, out.x1, out.y1), Class: -1, Unit: -1})
	legend(m, document.Point{X: b.x1 + 6*mm, Y: b.y1}, mm)
}

// notes are the lines under a map.
func notes(m *document.Map) []string {
	var out []string
	if m.Approval != "" {
		out = append(out, "审图号："+m.Approval)
	}
	if m.Notice != "" {
		out = append(out, m.Notice)
	}
	source := ""
	if m.Source != "" {
		source = "数据来源：" + m.Source
	}
	if m.Date != "" {
		if source != "" {
			source += "；"
		}
		source += "监测日期：" + m.Date
	}
	return append(out, source)
}

// legend stacks the classes, highest on top, each with its number of units,
// and the units without value last.
func legend(m *document.Map, at document.Point, mm float64) {
	l := layer(m, LayerLegend)
	const boxWidth, boxHeight, step, chars = 9, 5, 8, 3.2
	head := "图例"
	if m.Unit != "" {
		head += "（" + m.Unit + "）"
	}
	y := at.Y - 3*mm
	write := func(x float64, s string) {
		// A text stands by its middle; a character is as wide as high, digits half.
		l.Texts = append(l.Texts, document.MapText{At: document.Point{X: x + width(s)*chars*mm/2, Y: y}, Text: s, Height: chars * mm, Unit: -1})
	}
	write(at.X, head)
	row := func(class, n int, s string) {
		y -= step * mm
		l.Polygons = append(l.Polygons, document.Polygon{Class: class, Unit: -1,
			Outer: rect(at.X, y-boxHeight*mm/2, at.X+boxWidth*mm, y+boxHeight*mm/2)})
		write(at.X+(boxWidth+2)*mm, s+"　"+zhixiao.Int(int64(n)).String()+"个")
	}
	missing := len(m.Units)
	for i := len(m.Classes) - 1; i >= 0; i-- {
		row(i, m.Classes[i].Count, m.Classes[i].Label)
		missing -= m.Classes[i].Count
	}
	if missing > 0 {
		row(-1, missing, "无可比数据")
	}
	if len(m.Classes) > 1 {
		y -= step * mm
		write(at.X, "各级含下限，不含上限；")
		y -= step * mm * 3 / 4
		write(at.X, "最高一级含上限")
	}
}

// width is a text's width in characters of its height.
func width(s string) float64 {
	w := 0.0
	for _, r := range s {
		if r < 0x2000 {
			w += 0.5
		} else {
			w++
		}
	}
	return w
}
