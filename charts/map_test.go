package charts

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zhixiao"
	"zhixiao/document"
)

func ring(x0, y0, x1, y1 float64) []document.Point {
	return []document.Point{{X: x0, Y: y0}, {X: x1, Y: y0}, {X: x1, Y: y1}, {X: x0, Y: y1}}
}

func testMap() *document.Map {
	return &document.Map{
		Title:   "满意率示意图（非行政区域界线）",
		Units:   []document.MapUnit{{Unit: zhixiao.Unit{Short: "东城区"}, Value: q(981, 1)}, {Unit: zhixiao.Unit{Short: "西城区"}, Value: q(951, 1)}},
		Classes: []document.Class{{Label: "90～96", Grey: 230, RGB: [3]uint8{223, 232, 241}}, {Label: "96～100", Grey: 50, RGB: [3]uint8{31, 63, 102}}},
		Layers: []document.Layer{
			{Name: "专题-填色", Polygons: []document.Polygon{
				{Outer: ring(0, 0, 30, 30), Holes: [][]document.Point{ring(20, 20, 26, 26)}, Class: 1, Unit: 0},
				{Outer: ring(32, 0, 62, 30), Class: 0, Unit: 1}},
				Symbols: []document.Symbol{{At: document.Point{X: 50, Y: 25}, Name: "经开区（示意）"}}},
			{Name: "注记-区名", Texts: []document.MapText{{At: document.Point{X: 12, Y: 12}, Text: "东城区", Height: 4, Unit: 0}, {At: document.Point{X: 47, Y: 12}, Text: "西城区", Height: 4, Unit: 1}}},
			{Name: "图廓", Lines: []document.Line{{Points: ring(-4, -4, 66, 44)}}, Texts: []document.MapText{{At: document.Point{X: 31, Y: 38}, Text: "满意率示意图（非行政区域界线）", Height: 4, Unit: -1}}},
		},
	}
}

func TestMapMarks(t *testing.T) {
	d := testDrawer(t)
	s, err := d.layoutMap(context.Background(), testMap())
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join("testdata", "map.txt")
	if *update {
		if err := os.WriteFile(file, []byte(s.dump()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got := s.dump(); got != string(want) {
		t.Errorf("marks changed; got\n%s", got)
	}
	img, err := d.Draw(context.Background(), testMap())
	if err != nil {
		t.Fatal(err)
	}
	// The hole of the dark polygon shows the paper.
	p, _, _, err := project(testMap(), 1772-2*pad, 2657-2*pad)
	if err != nil {
		t.Fatal(err)
	}
	hole, fill := p.at(document.Point{X: 23, Y: 23}), p.at(document.Point{X: 3, Y: 3})
	if r, _, _, _ := img.At(hole.X, hole.Y).RGBA(); r < 0xF000 {
		t.Errorf("the hole is painted: %x", r)
	}
	if r, _, _, _ := img.At(fill.X, fill.Y).RGBA(); r > 0x8000 {
		t.Errorf("the polygon is not painted: %x", r)
	}
}

func TestMapsThatCannotBeDrawn(t *testing.T) {
	d := testDrawer(t)
	for _, tt := range []struct {
		name  string
		spoil func(m *document.Map)
		want  string
	}{
		{"no class", func(m *document.Map) { m.Classes = nil }, "不存在的分级"},
		{"no unit", func(m *document.Map) { m.Units = m.Units[:1] }, "不存在的"},
		{"NaN", func(m *document.Map) { m.Layers[0].Polygons[0].Outer[0].X = math.NaN() }, "不是有效数值"},
		{"nothing", func(m *document.Map) { m.Layers = nil }, "没有面积"},
		{"no height", func(m *document.Map) { m.Layers[1].Texts[0].Height = 0 }, "字高"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := testMap()
			tt.spoil(m)
			if _, err := d.Draw(context.Background(), m); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}
