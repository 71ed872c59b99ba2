package dwg

import (
	"bytes"
	"context"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"zhixiao"
	"zhixiao/document"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// sample is a map with a hole, a unit without value, a symbol and texts.
func sample(crs document.CRS, scale, dx, dy float64) *document.Map {
	p := func(xy ...float64) []document.Point {
		var out []document.Point
		for i := 0; i < len(xy); i += 2 {
			out = append(out, document.Point{X: dx + scale*xy[i], Y: dy + scale*xy[i+1]})
		}
		return out
	}
	value := zhixiao.Quantity{Value: zhixiao.Decimal{N: 9512, Places: 2}, Unit: "%"}
	rank := zhixiao.Quantity{Value: zhixiao.Int(1)}
	none := zhixiao.Absent("B101@x/2026Q3", "%", zhixiao.NotProvided)
	first := document.Polygon{Outer: p(0, 0, 10, 0, 10, 10, 0, 10), Holes: [][]document.Point{p(2, 2, 2, 4, 4, 4, 4, 2)}, Class: 0, Unit: 0}
	border := first
	border.Class = -1
	second := document.Polygon{Outer: p(20, 0, 30, 0, 30, 10), Class: -1, Unit: 1}
	return &document.Map{
		Title: "按时办结率示意图（非行政区域界线）", Theme: "B101", CRS: crs, Date: "2026-09-30",
		Units: []document.MapUnit{
			{Unit: zhixiao.Unit{Code: "110105", Short: "朝阳区"}, Value: value, Rank: rank},
			{Unit: zhixiao.Unit{Code: "110108", Short: "海淀区"}, Value: none, Rank: none},
			{Unit: zhixiao.Unit{Code: "BDA", Short: "经开区"}, Value: none, Rank: none},
		},
		Classes: []document.Class{{Label: "90以上", Count: 1, RGB: [3]uint8{31, 63, 102}, Grey: 60}},
		Layers: []document.Layer{
			{Name: "专题-填色", Polygons: []document.Polygon{first, second}, Symbols: []document.Symbol{{At: p(15, 15)[0], Name: "经开区", Unit: 2}}},
			{Name: "境界-区界", Polygons: []document.Polygon{border, second}},
			{Name: "注记-区名", Texts: []document.MapText{{At: p(5, 5)[0], Text: "朝阳区", Height: scale, Unit: 0}}},
			{Name: "图廓", Lines: []document.Line{{Points: p(-1, -1, 31, -1, 31, 21)}}},
		},
	}
}

func written(t testing.TB, m *document.Map) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(context.Background(), &b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func ogrinfo(t *testing.T, name string, data []byte) string {
	t.Helper()
	if _, err := exec.LookPath("ogrinfo"); err != nil {
		t.Skip("ogrinfo不在，跳过GDAL核对")
	}
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("ogrinfo", "-ro", "-al", path).CombinedOutput()
	if err != nil || strings.Contains(string(out), "ERROR") {
		t.Fatalf("ogrinfo: %v\n%s", err, out)
	}
	return string(out)
}

func TestGDALReadsTheDrawing(t *testing.T) {
	for _, tt := range []struct {
		name string
		m    *document.Map
		want []string
	}{
		{"metres", sample(document.GaussKruger, 1000, 450000, 4400000), []string{"(450000 4400000 0,460000 4400000 0,460000 4410000 0,450000 4410000 0"}},
		{"paper", sample(document.Millimetres, 1, 0, 0), []string{"境界-区界", "注记-区名", "朝阳区", "110105", "图廓"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			out := ogrinfo(t, "m.dwg", written(t, tt.m))
			for _, w := range tt.want {
				if !strings.Contains(out, w) {
					t.Errorf("%q not in\n%s", w, out)
				}
			}
		})
	}
}
