package dwg

import (
	"bytes"
	"context"
	"encoding/hex"
	"flag"
	"fmt"
	"io"
	"math"
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
	if _, err := exec.LookPath("ogrinfo"); err != nil || testing.Short() {
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

func TestInspectFindsWhatWasWritten(t *testing.T) {
	inv, err := Inspect(written(t, sample(document.Millimetres, 1, 0, 0)))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]int{"HATCH": 1, "LWPOLYLINE": 4, "TEXT": 1, "CIRCLE": 1}
	if fmt.Sprint(inv.Entities) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", inv.Entities, want)
	}
}

// Every single flipped byte between the classes' end and the template, and in
// the header, is seen; only bytes without meaning (padding, preview) are free.
func TestInspectSeesEveryFlippedByte(t *testing.T) {
	good := written(t, sample(document.Millimetres, 1, 0, 0))
	r := &inspector{d: good, at: map[uint32]int{}, inv: &Inventory{Entities: map[string]int{}}}
	if err := r.header(); err != nil {
		t.Fatal(err)
	}
	watched := [][2]int{{0, headerLength}, {r.parts[0].at, r.parts[1].at + r.parts[1].size},
		{r.parts[1].at + r.parts[1].size + 0x200, r.parts[3].at}}
	for _, w := range watched {
		for at := w[0]; at < w[1]; at++ {
			bad := bytes.Clone(good)
			bad[at] ^= 0x10
			if _, err := Inspect(bad); err == nil {
				t.Errorf("byte %d of %d flipped and not seen", at, len(good))
			}
		}
	}
}

func TestSameBytesAndGolden(t *testing.T) {
	a, b := written(t, sample(document.Millimetres, 1, 0, 0)), written(t, sample(document.Millimetres, 1, 0, 0))
	if !bytes.Equal(a, b) {
		t.Error("two writes differ")
	}
	golden := filepath.Join("testdata", "paper.golden")
	dump := hex.Dump(a)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(golden, []byte(dump), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if dump != string(want) {
		t.Errorf("differs from %s; run with -update and read it", golden)
	}
}

func TestGDALReadsTheDXF(t *testing.T) {
	var b bytes.Buffer
	if err := WriteDXF(context.Background(), &b, sample(document.GaussKruger, 1000, 450000, 4400000)); err != nil {
		t.Fatal(err)
	}
	out := ogrinfo(t, "m.dxf", b.Bytes())
	for _, w := range []string{"境界-区界", "Text (String) = 朝阳区", "470000 4400000"} {
		if !strings.Contains(out, w) {
			t.Errorf("%q not in\n%s", w, out)
		}
	}
}

func TestRefusals(t *testing.T) {
	for _, tt := range []struct {
		name string
		harm func(*document.Map)
		want string
	}{
		{"degrees", func(m *document.Map) { m.CRS = document.LonLat }, "经纬度"},
		{"not a number", func(m *document.Map) { m.Layers[1].Polygons[0].Outer[1].X = math.NaN() }, "朝阳区"},
		{"two vertices", func(m *document.Map) { m.Layers[1].Polygons[1].Outer = m.Layers[1].Polygons[1].Outer[:2] }, "海淀区"},
		{"text without height", func(m *document.Map) { m.Layers[2].Texts[0].Height = 0 }, "注记"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := sample(document.Millimetres, 1, 0, 0)
			tt.harm(m)
			err := Write(context.Background(), io.Discard, m)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want a mention of %s", err, tt.want)
			}
		})
	}
}

// A long boundary keeps every vertex in its outlines, split at the limit.
func TestLongBoundariesAreSplit(t *testing.T) {
	m := sample(document.Millimetres, 1, 0, 0)
	var ring []document.Point
	for i := range 5000 {
		a := 2 * math.Pi * float64(i) / 5000
		ring = append(ring, document.Point{X: 100 * math.Cos(a), Y: 100 * math.Sin(a)})
	}
	m.Layers[0].Polygons[0].Outer, m.Layers[1].Polygons[0].Outer = ring, ring
	inv, err := Inspect(written(t, m))
	if err != nil {
		t.Fatal(err)
	}
	if inv.Entities["LWPOLYLINE"] != 6 || inv.Entities["HATCH"] != 1 {
		t.Errorf("got %v", inv.Entities)
	}
	if n := len(lighten([][]document.Point{ring})[0]); n < 100 || n > maxVertices {
		t.Errorf("fill has %d vertices", n)
	}
}

// many is a map of n squares with holes: three entities each, and a text.
func many(n int) *document.Map {
	m := &document.Map{Title: "大图", CRS: document.GaussKruger, Classes: []document.Class{{Grey: 200}},
		Layers: []document.Layer{{Name: "专题-填色"}, {Name: "境界-区界"}, {Name: "注记-区名"}}}
	for i := range n {
		x, y := 400000+float64(i%200)*100, 4400000+float64(i/200)*100
		sq := func(d float64) []document.Point {
			return []document.Point{{X: x + d, Y: y + d}, {X: x + 90 - d, Y: y + d}, {X: x + 90 - d, Y: y + 90 - d}, {X: x + d, Y: y + 90 - d}}
		}
		p := document.Polygon{Outer: sq(0), Holes: [][]document.Point{sq(30)}, Unit: i}
		m.Units = append(m.Units, document.MapUnit{Unit: zhixiao.Unit{Code: fmt.Sprint(i), Short: "区"}})
		m.Layers[0].Polygons = append(m.Layers[0].Polygons, p)
		p.Class = -1
		m.Layers[1].Polygons = append(m.Layers[1].Polygons, p)
		m.Layers[2].Texts = append(m.Layers[2].Texts, document.MapText{At: document.Point{X: x, Y: y}, Text: "区", Height: 10, Unit: i})
	}
	return m
}

func TestSeventyThousandEntities(t *testing.T) {
	inv, err := Inspect(written(t, many(17500)))
	if err != nil {
		t.Fatal(err)
	}
	if inv.Entities["HATCH"] != 17500 || inv.Entities["LWPOLYLINE"] != 35000 || inv.Entities["TEXT"] != 17500 {
		t.Errorf("got %v", inv.Entities)
	}
}

func BenchmarkWrite(b *testing.B) {
	for _, n := range []int{2000, 4000, 17500} {
		m := many(n)
		b.Run(fmt.Sprint(4*n), func(b *testing.B) {
			for b.Loop() {
				if err := Write(context.Background(), io.Discard, m); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(4*n), "ns/entity")
		})
	}
}

// Five classes are five greys, none of them white: LibreCAD prints white black.
func TestClassesAreDistinctGreys(t *testing.T) {
	for n := 1; n <= 5; n++ {
		var classes []document.Class
		for i := range n {
			classes = append(classes, document.Class{Grey: uint8(240 - 10*i)})
		}
		last := 255
		for i := range classes {
			g := classGrey(classes, i)
			if g >= last || g < 250 {
				t.Errorf("class %d of %d has colour %d after %d", i, n, g, last)
			}
			last = g
		}
	}
}
