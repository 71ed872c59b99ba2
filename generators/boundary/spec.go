package boundary

import (
	"fmt"

	"zhixiao"
	"zhixiao/document"
)

// The names of the layers, as CAD users see them.
const (
	LayerFill   = "专题-填色"
	LayerBorder = "境界-区界"
	LayerName   = "注记-区名"
	LayerValue  = "注记-指标值"
	LayerLegend = "图例"
	LayerFrame  = "图廓"
)

// Notice is printed on every map without 审图号.
const Notice = "示意图（非行政区域界线）"

// Spec is what a thematic map shows, without its shapes.
type Spec struct {
	Title  string // without the notice
	Theme  string // indicator code or score name
	Unit   string // of the values, for the legend
	Source string
	Date   string // 监测日期, 2026-09-30
	Mark   string // printed on the map when set: 演示数据
	Units  []document.MapUnit
	Fields []string // names of each unit's All
	Method Method   // empty is Quantile
	Number int      // classes wanted; 0 is MaxClasses
}

// start is the map of s with classes, empty layers and no shapes.
func (s Spec) start(crs document.CRS) (*document.Map, error) {
	if len(s.Units) == 0 {
		return nil, fmt.Errorf("地图“%s”没有单位，无图可绘", s.Title)
	}
	method, n := s.Method, s.Number
	if method == "" {
		method = Quantile
	}
	if n == 0 {
		n = MaxClasses
	}
	var values []zhixiao.Quantity
	for _, u := range s.Units {
		values = append(values, u.Value)
	}
	classes, err := Classify(values, method, n)
	if err != nil {
		return nil, fmt.Errorf("地图“%s”：%w", s.Title, err)
	}
	m := &document.Map{Title: s.Title, Theme: s.Theme, CRS: crs, Units: s.Units, Fields: s.Fields,
		Classes: classes, Unit: s.Unit, Source: s.Source, Date: s.Date}
	for _, name := range []string{LayerFill, LayerBorder, LayerName, LayerValue, LayerLegend, LayerFrame} {
		m.Layers = append(m.Layers, document.Layer{Name: name})
	}
	return m, nil
}

// layer finds one of the six layers start made.
func layer(m *document.Map, name string) *document.Layer {
	for i := range m.Layers {
		if m.Layers[i].Name == name {
			return &m.Layers[i]
		}
	}
	return nil
}

// place puts unit i's shape on the map: fill, border, name and value. mm is a
// millimetre of paper in the map's units.
func place(m *document.Map, i int, shape []document.Polygon, at document.Point, mm float64) {
	u := m.Units[i]
	class := classOf(u.Value, m.Classes)
	for _, p := range shape {
		p.Unit, p.Class = i, class
		fill := layer(m, LayerFill)
		fill.Polygons = append(fill.Polygons, p)
		p.Class = -1
		border := layer(m, LayerBorder)
		border.Polygons = append(border.Polygons, p)
	}
	label(m, i, at, mm)
}

func label(m *document.Map, i int, at document.Point, mm float64) {
	u := m.Units[i]
	names, values := layer(m, LayerName), layer(m, LayerValue)
	value := u.Value.Text()
	if !u.Value.Ok() {
		value = u.Value.Missing.String() // the sample size would not fit the shape
	}
	names.Texts = append(names.Texts, document.MapText{At: document.Point{X: at.X, Y: at.Y + 3.2*mm}, Text: u.Unit.Short, Height: 4.2 * mm, Unit: i})
	values.Texts = append(values.Texts, document.MapText{At: document.Point{X: at.X, Y: at.Y - 3.2*mm}, Text: value, Height: 3.8 * mm, Unit: i})
}

// symbol marks a unit without shape. Its name is a text like the others, so
// that every writer prints it. It stands in the corner below the legend, at the
// end of a line: beside the symbol it would run into its neighbours' names and
// over fills too dark for it.
func symbol(m *document.Map, i int, at document.Point, b bounds, mm float64) {
	fill := layer(m, LayerFill)
	fill.Symbols = append(fill.Symbols, document.Symbol{At: at, Unit: i})
	beside := document.Point{X: b.x1 + 24*mm, Y: b.y0 + 6*mm}
	label(m, i, beside, mm)
	names := layer(m, LayerName)
	names.Texts[len(names.Texts)-1].Text += "（示意）"
	names.Lines = append(names.Lines, document.Line{Points: []document.Point{at, {X: b.x1 + 7*mm, Y: beside.Y}}})
}
