package boundary

import (
	"fmt"
	"math"
	"os/exec"
	"strings"
	"testing"

	"zhixiao"
	"zhixiao/document"
)

func units() []zhixiao.Unit {
	return []zhixiao.Unit{
		{Code: "110105", Short: "朝阳区", Full: "朝阳区", Aliases: []string{"朝阳"}},
		{Code: "110108", Short: "海淀区", Full: "海淀区"},
		{Code: "BDA", Short: "经开区", Full: "北京经济技术开发区"},
	}
}

const (
	square = `[[116.4,39.9],[116.5,39.9],[116.5,40.0],[116.4,40.0],[116.4,39.9]]`
	hole   = `[[116.42,39.92],[116.42,39.94],[116.44,39.94],[116.44,39.92],[116.42,39.92]]`
	west   = `[[116.2,39.9],[116.3,39.9],[116.3,40.0],[116.2,40.0],[116.2,39.9]]`
)

func feature1(name, kind, coordinates string) string {
	return fmt.Sprintf(`{"type":"Feature","properties":{"name":%q},"geometry":{"type":%q,"coordinates":%s}}`, name, kind, coordinates)
}

func collection1(extra string, features ...string) []byte {
	return []byte(`{"type":"FeatureCollection",` + extra + `"features":[` + strings.Join(features, ",") + `]}`)
}

func chaoyang() string { return feature1("朝阳", "Polygon", "["+square+","+hole+"]") }
func haidian() string  { return feature1("海淀区", "MultiPolygon", "[["+west+"]]") }

func source() Source { return Source{File: "区界.geojson", Field: "name", Datum: CGCS2000} }

func TestReadNamesTheFault(t *testing.T) {
	for _, tt := range []struct {
		name, extra string
		datum       Datum
		features    []string
		want        string // "" for sound
	}{
		{"sound", "", CGCS2000, []string{chaoyang(), haidian()}, ""},
		{"declared CGCS2000", `"crs":{"properties":{"name":"urn:ogc:def:crs:EPSG::4490"}},`, CGCS2000, []string{chaoyang(), haidian()}, ""},
		{"declared against configured", `"crs":{"properties":{"name":"EPSG:4490"}},`, GCJ02, []string{chaoyang(), haidian()}, "请改正其一"},
		{"declared metres", `"crs":{"properties":{"name":"EPSG:3857"}},`, CGCS2000, []string{chaoyang(), haidian()}, "不是经纬度"},
		{"unknown datum", "", "BD-09", []string{chaoyang(), haidian()}, "BD-09"},
		{"unknown unit", "", CGCS2000, []string{chaoyang(), haidian(), feature1("三河市", "Polygon", "["+west+"]")}, "第3个要素“三河市”"},
		{"unit without shape", "", CGCS2000, []string{chaoyang()}, "没有海淀区（110108）的边界"},
		{"open ring", "", CGCS2000, []string{feature1("朝阳区", "Polygon", `[[[116.4,39.9],[116.5,39.9],[116.5,40],[116.4,40]]]`), haidian()}, "没有闭合"},
		{"short ring", "", CGCS2000, []string{feature1("朝阳区", "Polygon", `[[[116.4,39.9],[116.5,39.9],[116.4,39.9]]]`), haidian()}, "至少4个"},
		{"flat ring", "", CGCS2000, []string{feature1("朝阳区", "Polygon", `[[[116.4,39.9],[116.5,39.9],[116.6,39.9],[116.4,39.9]]]`), haidian()}, "没有面积"},
		{"bow tie", "", CGCS2000, []string{feature1("朝阳区", "Polygon", `[[[116.4,39.9],[116.5,40],[116.5,39.9],[116.4,40.1],[116.4,39.9]]]`), haidian()}, "自相交"},
		{"hole outside", "", CGCS2000, []string{feature1("朝阳区", "Polygon", "["+square+","+west+"]"), haidian()}, "不在外环之内"},
		{"metres", "", CGCS2000, []string{feature1("朝阳区", "Polygon", `[[[448000,4416000],[458000,4416000],[458000,4426000],[448000,4416000]]]`), haidian()}, "不是经纬度"},
		{"exchanged axes", "", CGCS2000, []string{feature1("朝阳区", "Polygon", `[[[39.9,116.4],[39.9,116.5],[40,116.5],[39.9,116.4]]]`), haidian()}, "颠倒"},
		{"another province", "", CGCS2000, []string{feature1("朝阳区", "Polygon", `[[[121.4,31.2],[121.5,31.2],[121.5,31.3],[121.4,31.2]]]`), haidian()}, "不在北京市"},
		{"a line", "", CGCS2000, []string{feature1("朝阳区", "LineString", `[[116.4,39.9],[116.5,39.9]]`), haidian()}, "LineString"},
		{"no geometry", "", CGCS2000, []string{`{"type":"Feature","properties":{"name":"朝阳区"},"geometry":null}`, haidian()}, "“朝阳区”：没有图形"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			src := source()
			src.Datum = tt.datum
			_, err := Read(collection1(tt.extra, tt.features...), src, units())
			switch {
			case tt.want == "" && err != nil:
				t.Error(err)
			case tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), "区界.geojson")):
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add(collection1("", chaoyang(), haidian()))
	f.Add([]byte(`{"type":"FeatureCollection","features":[null,{}]}`))
	f.Add(collection1("", feature1("朝阳区", "Polygon", `[[[],[],[],[]]]`)))
	f.Add(collection1("", feature1("朝阳区", "Polygon", `[]`)))
	f.Fuzz(func(t *testing.T, data []byte) {
		set, err := Read(data, source(), units())
		if err == nil && set == nil {
			t.Error("neither set nor error")
		}
	})
}

func shapesSpec() Spec {
	s := Spec{Title: "按时办结率", Unit: "%"}
	for i, u := range units() {
		q := zhixiao.Quantity{Value: zhixiao.Decimal{N: int64(9000 + i), Places: 2}}
		s.Units = append(s.Units, document.MapUnit{Unit: u, Value: q})
	}
	return s
}

func TestShapesSayWhatIsNotApproved(t *testing.T) {
	for _, tt := range []struct {
		approval string
		warnings int
	}{{"", 2}, {"京S（2026）001号", 1}} {
		src := source()
		src.Approval = tt.approval
		set, err := Read(collection1("", chaoyang(), haidian()), src, units())
		if err != nil {
			t.Fatal(err)
		}
		m, err := Shapes(shapesSpec(), set, document.GaussKruger)
		warnings := set.Warnings()
		if err != nil {
			t.Fatal(err)
		}
		if len(warnings) != tt.warnings || strings.Contains(m.Title, "示意图") != (tt.approval == "") || m.Approval != tt.approval {
			t.Errorf("审图号%q: %v, title %s", tt.approval, warnings, m.Title)
		}
		fill := layer(m, LayerFill)
		if len(fill.Polygons) != 2 || len(fill.Polygons[0].Holes) != 1 || len(fill.Symbols) != 1 {
			t.Errorf("%d polygons, %d symbols", len(fill.Polygons), len(fill.Symbols))
		}
		if names := layer(m, LayerName).Texts; !strings.Contains(names[2].Text, "示意") {
			t.Errorf("symbol %s", names[2].Text)
		}
		if n := layer(m, LayerName); len(n.Lines) != 1 || n.Lines[0].Points[0] != fill.Symbols[0].At || n.Texts[2].At.X <= boundsOf(fill.Polygons).x1 {
			t.Errorf("the symbol's name is not beside the map: %v, line %v", n.Texts[2].At, n.Lines)
		}
	}
}

func TestLonLatKeepsTheSourcesVertices(t *testing.T) {
	set, err := Read(collection1("", chaoyang(), haidian()), source(), units())
	if err != nil {
		t.Fatal(err)
	}
	m, err := Shapes(shapesSpec(), set, document.LonLat)
	if err != nil {
		t.Fatal(err)
	}
	if got := layer(m, LayerFill).Polygons[0].Holes[0][1]; got != (document.Point{X: 116.42, Y: 39.94}) {
		t.Errorf("hole vertex %v", got)
	}
}

func TestDatumComesBack(t *testing.T) {
	for _, p := range []document.Point{{X: 116.397, Y: 39.909}, {X: 115.5, Y: 39.5}, {X: 117.4, Y: 41}} {
		q := toGCJ(p)
		if d := math.Hypot(q.X-p.X, q.Y-p.Y); d < 0.003 || d > 0.01 {
			t.Errorf("%v shifts by %g degrees", p, d)
		}
		if back := fromGCJ(q); math.Hypot(back.X-p.X, back.Y-p.Y) > 1e-9 {
			t.Errorf("%v comes back as %v", p, back)
		}
	}
}

// PROJ is the referee of the projection; without it, points reckoned once.
func TestGaussAgreesWithPROJ(t *testing.T) {
	points := []document.Point{{X: 117, Y: 40}, {X: 115.4, Y: 39.4}, {X: 117.5, Y: 41.1}}
	cct, err := exec.LookPath("gdaltransform")
	if err != nil {
		t.Skip("gdaltransform不在，跳过PROJ核对")
	}
	for _, p := range points {
		cmd := exec.Command(cct, "-s_srs", "+proj=longlat +ellps=GRS80", "-t_srs", "+proj=tmerc +lat_0=0 +lon_0=117 +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m")
		cmd.Stdin = strings.NewReader(fmt.Sprintf("%.10f %.10f\n", p.X, p.Y))
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		var x, y float64
		if _, err := fmt.Sscan(string(out), &x, &y); err != nil {
			t.Fatal(err)
		}
		if g := gauss(p); math.Hypot(g.X-x, g.Y-y) > 0.001 {
			t.Errorf("%v: %v, PROJ says %.4f %.4f", p, g, x, y)
		}
	}
}
