package tab

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
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

// sample is one map in a coordinate system: a unit with a hole and a second
// part, a plain unit without value, a unit with only a symbol, a frame.
func sample(crs document.CRS, scale, dx, dy float64) *document.Map {
	p := func(xy ...float64) []document.Point {
		var out []document.Point
		for i := 0; i < len(xy); i += 2 {
			out = append(out, document.Point{X: dx + scale*xy[i], Y: dy + scale*xy[i+1]})
		}
		return out
	}
	value := func(n int64) zhixiao.Quantity {
		return zhixiao.Quantity{Key: "B101@x/2026Q3", Value: zhixiao.Decimal{N: n, Places: 2}, Unit: "%"}
	}
	rank := func(n int64) zhixiao.Quantity { return zhixiao.Quantity{Value: zhixiao.Int(n)} }
	none := zhixiao.Absent("B101@x/2026Q3", "%", zhixiao.NotProvided)
	return &document.Map{
		Title: "按时办结率示意图（非行政区域界线）", Theme: "B101", CRS: crs, Unit: "%", Date: "2026-09-30",
		Source: "办件库", Notice: "示意图", Fields: []string{"按时办结率", "平均跑动次数"},
		Units: []document.MapUnit{
			{Unit: zhixiao.Unit{Code: "110105", Short: "朝阳区"}, Value: value(9512), Rank: rank(1), All: []zhixiao.Quantity{value(9512), rank(3)}},
			{Unit: zhixiao.Unit{Code: "110108", Short: "海淀区"}, Value: none, Rank: none, All: []zhixiao.Quantity{none, rank(2)}},
			{Unit: zhixiao.Unit{Code: "BDA", Short: "经开区"}, Value: value(-50), Rank: rank(2), All: []zhixiao.Quantity{value(-50)}},
		},
		Classes: []document.Class{{Label: "90以上", Count: 1, RGB: [3]uint8{0, 90, 160}}, {Label: "90以下", Count: 1, RGB: [3]uint8{200, 220, 240}}},
		Layers: []document.Layer{
			{Name: "专题-填色", Polygons: []document.Polygon{
				{Outer: p(0, 0, 10, 0, 10, 10, 0, 10), Holes: [][]document.Point{p(2, 2, 2, 4, 4, 4, 4, 2)}, Class: 0, Unit: 0},
				{Outer: p(12, 0, 14, 0, 14, 2), Class: 0, Unit: 0},
				{Outer: p(20, 0, 30, 0, 30, 10), Class: -1, Unit: 1},
			}, Symbols: []document.Symbol{{At: p(15, 15)[0], Name: "经开区", Unit: 2}}},
			{Name: "注记-区名", Texts: []document.MapText{{At: p(5, 5)[0], Text: "朝阳区", Height: scale, Unit: 0}}},
			{Name: "图廓", Lines: []document.Line{{Points: p(-1, -1, 31, -1, 31, 21)}},
				Polygons: []document.Polygon{{Outer: p(40, 0, 50, 0, 50, 5), Class: 1, Unit: -1}}},
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

// unzip puts the files into a map and, when dir is not empty, on disk.
func unzip(t testing.TB, data []byte, dir string) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if out[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
		if dir != "" {
			if err := os.WriteFile(filepath.Join(dir, f.Name), out[f.Name], 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	return out
}

func TestInspectFindsWhatWasWritten(t *testing.T) {
	files := unzip(t, written(t, sample(document.LonLat, 0.01, 116, 39.5)), "")
	inv, err := Inspect(files["REGIONS.MAP"], files["REGIONS.ID"])
	if err != nil {
		t.Fatal(err)
	}
	if inv.Regions != 2 || inv.Points != 1 || len(inv.Rings[1]) != 3 {
		t.Errorf("got %d regions, %d points, %d rings in row 1", inv.Regions, inv.Points, len(inv.Rings[1]))
	}
	if got := inv.Rings[1][1][1]; got != (Vertex{116020000, 39540000}) {
		t.Errorf("second vertex of the hole is %v", got)
	}
	if inv, err = Inspect(files["FRAME.MAP"], files["FRAME.ID"]); err != nil || inv.Lines != 1 || inv.Regions != 1 {
		t.Errorf("frame: %+v, %v", inv, err)
	}
}

// Every byte of structure is watched: flipping a byte in a block header, an
// index entry, a pointer or a vertex that carries the box must be seen.
func TestInspectSeesDamage(t *testing.T) {
	files := unzip(t, written(t, sample(document.LonLat, 0.01, 116, 39.5)), "")
	good, ids := files["REGIONS.MAP"], files["REGIONS.ID"]
	object := int(ids[0]) | int(ids[1])<<8
	for _, tt := range []struct {
		name string
		at   int
	}{
		{"magic", 0x100}, {"root", 0x131}, {"region count", 0x144}, {"block kind", object - 20},
		{"row", object + 1}, {"coordinate pointer", object + 6}, {"box", object + 23}, {"sections", object + 13},
		{"section vertices", object - 20 + blockSize + 8}, {"first vertex", object - 20 + blockSize + 8 + 72},
	} {
		t.Run(tt.name, func(t *testing.T) {
			bad := bytes.Clone(good)
			bad[tt.at] ^= 0x41
			if _, err := Inspect(bad, ids); err == nil {
				t.Error("damage not seen")
			}
		})
	}
}

func TestGDALReads(t *testing.T) {
	if _, err := exec.LookPath("ogrinfo"); err != nil || testing.Short() {
		t.Skip("ogrinfo不在，跳过GDAL核对")
	}
	for _, tt := range []struct {
		name string
		m    *document.Map
		want []string
	}{
		{"lonlat", sample(document.LonLat, 0.01, 116, 39.5), []string{
			"Feature Count: 3", "区划代码 (String) = 110105", "区名 (String) = 朝阳区", "按时办结率 (Real) = 95.12",
			"排名 (Real) = 1", "监测日期 (Date) = 2026/09/30", "指标值 (Real) = -0.50", "POINT (116.15 39.65)", "—：指标值、排名、B101",
			"MULTIPOLYGON (((116.0 39.5,116.1 39.5,116.1 39.6,116.0 39.6,116.0 39.5),(116.02 39.52,116.02 39.54,116.04 39.54,116.04 39.52,116.02 39.52)),((116.12 39.5,116.14 39.5,116.14 39.52,116.12 39.5)))",
			"298.257222101"}},
		{"gauss-krüger", sample(document.GaussKruger, 1000, 450000, 4400000), []string{"Transverse", "117", "500000", "(450000 4400000,460000 4400000"}},
		{"paper", sample(document.Millimetres, 1, 0, 0), []string{"((0 0,10 0,10 10,0 10,0 0),(2 2,2 4,4 4,4 2,2 2))"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			unzip(t, written(t, tt.m), dir)
			out := ogrinfo(t, "-ro", "-al", filepath.Join(dir, "REGIONS.TAB"))
			for _, w := range tt.want {
				if !strings.Contains(out, w) {
					t.Errorf("%q not in\n%s", w, out)
				}
			}
			valid := ogrinfo(t, "-ro", "-q", "-dialect", "sqlite", "-sql", "select count(*) as n from REGIONS where st_isvalid(geometry)", filepath.Join(dir, "REGIONS.TAB"))
			if !strings.Contains(valid, "= 3") {
				t.Errorf("not all valid: %s", valid)
			}
			if out := ogrinfo(t, "-ro", "-al", filepath.Join(dir, "LABELS.TAB")); !strings.Contains(out, `LABEL(t:"朝阳区"`) {
				t.Errorf("label not read: %s", out)
			}
			if out := ogrinfo(t, "-ro", "-al", filepath.Join(dir, "FRAME.TAB")); !strings.Contains(out, "LINESTRING") {
				t.Errorf("frame not read: %s", out)
			}
		})
	}
}

func ogrinfo(t *testing.T, args ...string) string {
	t.Helper()
	out, err := exec.Command("ogrinfo", args...).CombinedOutput()
	if err != nil || strings.Contains(string(out), "ERROR") || strings.Contains(string(out), "Warning") {
		t.Fatalf("ogrinfo %v: %v\n%s", args, err, out)
	}
	return string(out)
}

func TestSameBytesAndGolden(t *testing.T) {
	a, b := written(t, sample(document.LonLat, 0.01, 116, 39.5)), written(t, sample(document.LonLat, 0.01, 116, 39.5))
	if !bytes.Equal(a, b) {
		t.Error("two writes differ")
	}
	var dump strings.Builder
	files := unzip(t, a, "")
	for _, name := range []string{"REGIONS.TAB", "REGIONS.DAT", "REGIONS.MAP", "REGIONS.ID", "LABELS.MAP", "FRAME.MAP", "MAP.WOR"} {
		fmt.Fprintf(&dump, "%s %x\n", name, sha256.Sum256(files[name]))
	}
	dump.WriteString("REGIONS.MAP\n" + hex.Dump(files["REGIONS.MAP"][:headerSize+blockSize]) + "\n" + string(files["说明.txt"]))
	golden := filepath.Join("testdata", "lonlat.golden")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(golden, []byte(dump.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if dump.String() != string(want) {
		t.Errorf("differs from %s; run with -update and read it\n%s", golden, dump.String())
	}
}

func TestRefusals(t *testing.T) {
	for _, tt := range []struct {
		name string
		harm func(*document.Map)
		want string
	}{
		{"not a number", func(m *document.Map) { m.Layers[0].Polygons[0].Outer[1].X = math.NaN() }, "朝阳区"},
		{"out of range", func(m *document.Map) { m.Layers[0].Polygons[2].Outer[1].X = 5e6 }, "海淀区"},
		{"two vertices", func(m *document.Map) { m.Layers[0].Polygons[2].Outer = m.Layers[0].Polygons[2].Outer[:2] }, "至少需要3个"},
		{"text without height", func(m *document.Map) { m.Layers[1].Texts[0].Height = 0 }, "表LABELS"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := sample(document.LonLat, 0.01, 116, 39.5)
			tt.harm(m)
			err := Write(context.Background(), io.Discard, m)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want a mention of %s", err, tt.want)
			}
		})
	}
}

func TestCharactersOutsideGBKAreReported(t *testing.T) {
	m := sample(document.LonLat, 0.01, 116, 39.5)
	m.Units[0].Unit.Short = "𠮷区−1"
	readme := string(unzip(t, written(t, m), "")["说明.txt"])
	if !strings.Contains(readme, "〓代替：𠮷") {
		t.Error(readme)
	}
}

// many is n square units with a hole each.
func many(n int) *document.Map {
	m := &document.Map{Title: "大图", CRS: document.LonLat, Layers: []document.Layer{{Name: "专题-填色"}}}
	for i := range n {
		x, y := 100+float64(i%200)*0.01, 30+float64(i/200)*0.01
		sq := func(d float64) []document.Point {
			return []document.Point{{X: x + d, Y: y + d}, {X: x + 0.009 - d, Y: y + d}, {X: x + 0.009 - d, Y: y + 0.009 - d}, {X: x + d, Y: y + 0.009 - d}}
		}
		m.Units = append(m.Units, document.MapUnit{Unit: zhixiao.Unit{Code: fmt.Sprint(i)}})
		m.Layers[0].Polygons = append(m.Layers[0].Polygons, document.Polygon{Outer: sq(0), Holes: [][]document.Point{sq(0.003)}, Unit: i, Class: -1})
	}
	return m
}

func TestTwelveThousandRegions(t *testing.T) {
	dir := t.TempDir()
	files := unzip(t, written(t, many(12000)), dir)
	inv, err := Inspect(files["REGIONS.MAP"], files["REGIONS.ID"])
	if err != nil || inv.Regions != 12000 || inv.Depth != 3 {
		t.Fatalf("%v, %d regions, depth %d", err, inv.Regions, inv.Depth)
	}
	if _, err := exec.LookPath("ogrinfo"); err != nil || testing.Short() {
		t.Skip("ogrinfo不在，跳过GDAL核对")
	}
	out := ogrinfo(t, "-ro", "-so", "-spat", "100.5", "30.1", "100.549", "30.149", filepath.Join(dir, "REGIONS.TAB"), "REGIONS")
	if !strings.Contains(out, "Feature Count: 25") {
		t.Errorf("spatial index answers %s", out)
	}
}

func BenchmarkWrite(b *testing.B) {
	for _, n := range []int{1500, 3000, 12000} {
		m := many(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				if err := Write(context.Background(), io.Discard, m); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/polygon")
		})
	}
}
